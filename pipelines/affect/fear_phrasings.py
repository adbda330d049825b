"""Phrasings of fear: what people type, by the id of the passage that they mean (our design, our reading)."""

FEAR_PHRASINGS: dict[str, str] = {
    "everyday/fear-scared-stiff": """
        frozen to the spot; can't move; rooted; stands stock-still; like a statue with fear; legs won't obey; paralysed
        by fear; froze when he heard; the bear stands in front of her; doesn't dare to breathe; holds his breath; hides
        in the cupboard and doesn't make a sound; gun to his head; snake on the path, don't move; stiff with terror;
        petrified; transfixed; a rabbit before the snake; caught in the headlights; face to face with a wolf; footsteps
        outside the door, she lies motionless; knife at her throat; blood froze; motionless; couldn't run; can't
        scream; dumb with fear; immobile; stands on the landmine; the ice cracks under his feet, he stops; a spider on
        her face and she doesn't move; too scared to move; white with fear; burglar downstairs; wide awake in bed,
        listening; the dog growls, nobody moves; the lion looks at them; the stairs creak and she stops breathing; the
        wasp settles on his hand; he stands on the ledge, unable to go on; the lion turns its head toward her; somebody
        tries the handle from outside; she can't even scream; a red dot on his chest; the bull at the end of the alley;
        the ice makes a noise; the elevator cable snaps, they stand still; he plays dead in front of the bear; her feet
        are nailed to the ground; the policeman's torch stops at his hiding place; the gun clicks; scared stiff;
        frozen; freezes; paralysed; paralyzed; rooted to the spot; frozen with fear; stock-still; rigid; immobilised;
        numb; deer in headlights; deer in the headlights; rabbit in headlights; motionless with fear; stiff with fear;
        fear-frozen; stops dead; stops in his tracks; blood turns to ice; blood runs cold and he can't move; statue;
        turned to stone; breathless with fear; speechless with fear; gripped by fear""",
    "everyday/fear-terrified": """
        in mortal fear; scared for her life; utter terror; horrified; terror-stricken; scared witless; scared silly;
        frightened out of his mind; fears for his life; deadly afraid; begs for mercy; the plane is falling; the killer
        stands in the doorway; runs for her life; chased by wolves; held hostage; bombs are falling; shots in the
        school; the ship is sinking; a shark circles; trapped in the burning building; buried alive; about to be
        executed; attacked by a bear; in the hands of the torturer; the monster is coming; zombies; a tsunami wave;
        tornado; avalanche; the brakes don't work; parachute doesn't open; kidnapped; war zone; face of horror;
        nightmare; scared shitless; wet his pants with fear; worst fear comes true; pleads don't shoot; the
        executioner; masked men storm the bank; crocodile; a demon; mortal danger; beyond frightened; the wave is as
        high as a house; the soldiers kick in the door; the plane loses its wing; a madman with a machete; the walls
        come closer; he is dragged to the scaffold; the lion is loose; the flames are at the stairs; she pleads for her
        children; the house shakes under the bombs; something pulls him under the water; the volcano erupts behind the
        village; the tiger leaps; she hears the saw start; men with torches come for the witch; the roof is collapsing;
        the cable car hangs by a thread; there is no way out and it's coming; they're shooting; we are going to crash;
        terrified; terror; terrifying; horror; horrified by what comes; horror-struck; scared to death; frightened to
        death; scared out of his wits; petrified with terror; mortal fear; fears for her life; panic-stricken; fright
        of her life; frightened out of her skin; living daylights; scared half to death; extremely scared; utterly
        terrified; fear in his eyes; in fear of death; terrorised; threatened with death; absolute terror; chilled with
        horror; sheer terror""",
    "everyday/fear-screaming": """
        screams in terror; screams for help; lets out a scream; shrieks; screeches; yells for help; help, help; a
        piercing cry; cries out in fright; a ghost in the mirror; sees a monster; on the roller coaster; haunted house
        ride; a mouse on the kitchen floor; finds a body; the killer with the axe; a face at the window; horror film
        victim; shower scene; falls off the cliff; free fall; bungee jump; vampire; werewolf; zombie grabs her; clown
        with a knife; screaming girl; screams the house down; screams her lungs out; high-pitched; wakes screaming from
        a nightmare; squeals; skeleton jumps out; attacker jumps out of the bushes; scream queen; hands on the cheeks
        like the Munch painting; ahhhh; the corpse sits up; the wardrobe opens and she shrieks; the coaster goes over
        the top; a hand grabs her ankle in the lake; a bat in her hair and she screams; the floor is full of snakes;
        the masked figure steps out; he sees the axe; a rat runs up her leg; the car goes over the cliff; her cry wakes
        the whole house; a scream in the night; eeeek; help, somebody help me; the ghost train; the spider falls on her
        face and she yells; screaming; screams; scream; shriek; shrieking; blood-curdling; screams in fear; frightened
        scream; screech; yells in terror; cries out; ghost; monster; yelp; squeal of fear; wails in terror; screams
        blue murder; screams bloody murder; howls in fear; scared scream; horror movie scream; opens her mouth and
        screams; a cry of fear; squeaks""",
    "everyday/fear-nervous": """
        butterflies; stage fright; lampenfieber; about to go on stage; before the exam; before the driving test; job
        interview tomorrow; first date; first day at work; meeting her parents; about to give a speech; waiting in the
        wings; clammy hands; sweaty palms; dry mouth; fidgets; bites his nails; plays with her ring; taps the pen;
        shaky voice; stammers; clears his throat; knees trembling before the presentation; tense; on edge; on
        tenterhooks; on pins and needles; edgy; twitchy; skittish; jumpy; heart racing before the audition; wedding
        morning nerves; penalty shoot-out; about to propose; asks her out; has to sing alone; at the casting; at the
        border control; lie to the police; waits for her turn; new school; the results come out today; pop quiz; in the
        dentist's waiting room; first time on skis; checks notes again and again; swallows before speaking; restless;
        uneasy; job on the line; poker bluff; a bundle of nerves; the microphone is switched on; rehearsing the lines;
        the understudy has to go on tonight; he straightens his tie for the tenth time; her voice wavers in front of
        the panel; a boy waits with flowers at her door; the best man looks for his notes; they call her name at the
        audition; new teacher, thirty faces; the skydiver at the open door; he hasn't slept before the wedding; she
        smooths her dress in the waiting room; the exam starts in five; knees like pudding before the solo; the bomb
        technician's first day; she spills water because her hand shakes; first parachute jump; the candidate before
        the debate; the driving examiner gets in; she giggles too much because she is tense; one last look at the cue
        cards; about to meet the king; nervous; nervously; nerves; jittery; jitters; shaky; antsy; bundle of nerves;
        nervous wreck; cold feet; cat on hot bricks; cat on a hot tin roof; pins and needles; heart in his boots; heart
        flutters; nervous student; nervous bride; nervous groom; nervous candidate; nervous before; high-strung;
        fidgety; gulps; nail-biting; trepidation; first-night nerves; stressed; hot and cold; tongue-tied with nerves;
        knees like jelly; on edge before the test; wobbly""",
    "everyday/fear-worried": """
        frets; concerned; troubled; anxious about her son; can't sleep for worry; what if something happened; he should
        be home by now; the child has a fever; waits by the phone; no answer on his phone; hasn't heard from her for
        days; waits outside the operating room; what will become of us; how to pay the rent; mortgage; bills piling up;
        the lump; waiting for test results; the engine makes a strange noise; mother watches the child climb; storm
        warning; the cat hasn't come home; late period; job cuts at work; exam results; grandma sounds weak; the dog
        won't eat; the baby coughs; bites her lip; knits her brow; wrings her hands; paces up and down; looks at the
        clock at two in the morning; chews his lip; uneasy about the future; careworn; fears for his job; daughter
        alone in a big city; son at war; will it hold?; is that mole cancer; unsettled; a nagging doubt; has
        misgivings; fuel gauge on empty; climate; ill at ease; the patient's numbers; doctor frowns at the scan;
        overdue; no signal; apprehensive parent; fingers crossed; mum feels the hot forehead; the boat is two hours
        late; his test results are not good, the doctor says we'll see; the old car has to last the winter; why doesn't
        she write; will the money last until Friday; the dog limps; the kid walks to school alone for the first time;
        there's a crack in the wall; my brother drinks too much; the rain doesn't stop and the river rises; the farmer
        looks at the sky; the lights are on but nobody opens; her baby isn't gaining weight; he's not himself lately;
        rumours of layoffs; grandpa forgot the way home; a mother watches the teenager get on a motorbike; the tumour
        marker; the babysitter doesn't pick up; something is wrong with him; a letter from the bank; it's late, where
        is she; the weather report before the crossing; worried; worry; worries; worrying; concern; anxious parent;
        fretful; uneasy; bothered about; apprehensive; distressed; a worried mother; a worried father; a worried look;
        worried sick; lines of worry; furrowed with worry; on tenterhooks; what if; doubts; misgivings; disquiet;
        perturbed; fearful for; has a lot on her mind; weight of worry; sleepless nights; burden; biting the lip; not
        at ease; alarmed for her safety; losing sleep over""",
    "everyday/fear-panic": """
        loses his head; loses her nerve; panic attack; hyperventilating; can't breathe; gasps for air; heart pounding
        out of the chest; cold sweat; frantic; hysterical; desperate to get out; trapped in the lift; stuck in the
        tunnel; fire in the theatre; runs for the exit; the crowd stampedes; pushes toward the door; pounds on the
        door; the water is rising; drowning; tries to reach the surface; lost her child in the crowd; where is my son;
        the passport is gone; deleted the database; the plane shakes; the deadline is in five minutes; late for the
        exam; overslept; the blank page in the exam; forgot her lines on stage; house is on fire; get me out of here;
        oh god oh god; everyone for himself; the car won't start and he is coming; locked in; swarm of bees; sharks;
        claustrophobia; runs around wildly; freaking out; meltdown; cardiac arrest, nobody knows what to do; mass
        panic; scrambles; alarm, evacuate; hectic; going under; the zip of the sleeping bag is stuck and he can't
        breathe; her child isn't at the gate; the horse bolts; the car sinks in the lake; oxygen mask; the exit is
        locked; the speech is in five minutes and the notes are gone; all lights red in the control room; I can't feel
        my legs; the crowd pushes and she loses her footing; the boat tips over; where's the baby; he has swallowed
        water; the deadline was today; people trample toward the doors; a wasp inside the motorcycle helmet; the bank
        balance is zero and rent is due; the elevator drops; she wakes up during surgery; get it off, get it off; mouse
        in the office and everyone jumps on chairs; the snake is loose in the car; panic; panics; panicking; panicky;
        panicked; freaks out; hysteria; hysterics; frenzy; frantically; loses it; loses her head; hyperventilates;
        flips; all hell breaks loose; like a headless chicken; goes to pieces; falls apart; in a flap; in a state; wild
        with fear; desperate; overwhelmed; heart racing; can't think straight; flight; stampede; flees in panic; all of
        a dither; button pushed; breaks out in a sweat""",
    "everyday/fear-spooked": """
        creepy; eerie; spooky; gives me the creeps; shiver down the spine; hair stands on end; goosebumps; someone is
        watching me; footsteps behind her at night; alone in the dark house; a creaking floorboard; a door opens by
        itself; strange noises in the attic; the light flickers; shadows on the wall; a knock and nobody there;
        graveyard at midnight; fog; an owl hoots; the doll's eyes move; haunted; ghost story at the campfire; dark
        alley; cellar stairs; power cut; empty street; full moon; whispers; the curtain moves; breath on the neck;
        monster under the bed; wants the light left on; scared of the dark; dark forest; howling wind; abandoned
        hospital; candle goes out; a figure in the fog; sinister; uncanny; ghostly; séance; the swing moves on its own;
        something is out there; attic; branches scratch the window; rattling chains; feels watched; gave her the
        willies; a cold draught; Halloween; the rocking chair rocks; the piano plays in the empty room; cold air from
        the cellar; the portrait's eyes; nobody there but the steps go on; she looks under the bed first; branches like
        fingers; a voice on the baby monitor; the lift stops on the thirteenth floor; the radio switches itself on; wax
        figures at night; scratching inside the wall; the phone rings and nobody breathes a word; a mannequin in the
        attic; the church at midnight; a child's laugh in the deserted ward; an old photo with one person too many; the
        scarecrow has moved; mist over the moor; walking home past the cemetery; the last one in the car park; spooked;
        creeped out; creeps; the creeps; shivers; shiver; spine-chilling; chill down the spine; chills; afraid of the
        dark; heebie-jeebies; the willies; the jitters at night; unnerved; unnerving; hair-raising; weird noises; hair
        on end; makes the hair stand up; jumps at shadows; jumps at every sound; blood-chilling; gives her chills; cold
        shiver; sixth sense; someone lurking""",
    "everyday/fear-dread": """
        fears the worst; a bad feeling about this; something terrible is going to happen; sense of doom; foreboding;
        ominous; heart sinks; stomach drops; a knot in the stomach; doesn't want to open the letter; we need to talk;
        the boss wants to see you; called into the office; the police ring the bell; a call at three in the morning;
        the doctor asks her to sit down; waiting for the verdict; waiting for the diagnosis; the day of the funeral
        approaches; the exam she hasn't studied for; the bill; tomorrow is the operation; the executioner's steps;
        walking to the gallows; death row; it's coming; the enemy will be here at dawn; storm clouds gather; sirens;
        the silence before; here it comes; looming; impending; inevitable; the last night before deportation; dad comes
        home drunk again; hears his car in the drive; Sunday night before school; the bully waits at the gate; dreads
        the visit; dentist tomorrow; tax audit; court date; headmaster; the results envelope; the moment of truth;
        doomsday; apprehension; premonition; dare not look; the siren starts up again; the doctor closes the door
        before speaking; he hears his father's key; she knows what the envelope says; two officers in uniform walk up
        the path; the scan has to be repeated; there's a letter from the court; tomorrow they will come for us; he has
        to tell her tonight; the bill must be enormous; the enemy drums; Monday means the bully; the boss closes the
        blinds; the last match and he is in goal; the hurricane is due at six; the lab asks her to come in person; the
        hangman tests the rope; she counts the days until surgery; the wave draws back from the beach; not him again;
        he's been summoned; dread; dreads; dreading; dreaded; apprehensive; forebodes; fearful; sinking feeling; doom;
        bad omen; stomach sinks; knot in stomach; pit of the stomach; heart in her boots; something bad is coming;
        sense of dread; waits for disaster; bad news coming; horror of what is to come; terror of tomorrow; sword
        hanging over; trepidation; quails; gloom and fear; blood runs cold at the thought""",
    "everyday/fear-shaking": """
        trembles; shakes all over; shivers with fear; quakes; quivers; hands shaking; knees knocking; teeth chattering;
        like a leaf; cowers in the corner; crouches; curls up; hides under the table; under the blanket; behind the
        sofa; shrinks back; backs away; raises hands to protect herself; huddles together; cringes before him; presses
        against the wall; followed by a man; a stranger comes closer; threatened with a knife; mugged; he raises his
        hand to hit her; the drunk father; beaten dog; flinches when he lifts his arm; robbed at gunpoint; stalker;
        gang surrounds him; intruder; thunder, the dog trembles; a hare in the grass; cornered; whimpers; shelters from
        the bombs in the cellar; air raid; abused; victim; captive; wobbly legs; jelly knees; shuddering; hostage;
        shielding his head; bully pins him to the wall; the puppy on the vet's table; wrapped in a blanket after the
        robbery; the rabbit in the trap; he lifts his fist and she ducks; three kids under the table while it thunders;
        the witness can hardly hold the glass; a man blocks the alley; she backs into the wall; her teeth won't stop
        chattering; the captive kneels; he has hidden in the wardrobe for hours; they come closer with sticks; she
        holds her little sister tight while the boots go by; a tremor in her fingers as he speaks; the mugger wants the
        watch; chased into a dead end; hands up; shaking; trembling; quaking; quivering; shivering; shudder; cowering;
        cowers; shrinks; cringing in fear; shakes like a leaf; shaking like jelly; quakes in her boots; shaking in his
        shoes; threatened; under threat; menaced; intimidated victim; crouching; huddled; recoils in fear; flinches;
        backs off; begging; weak at the knees; fear-stricken; hides; hiding; ducked; frightened victim""",
    "everyday/fear-alarmed": """
        danger; look out; watch out; stop; careful; get down; fire; smoke; smells burning; smells gas; an alarm sounds;
        siren; heart jumps; eyes dart; suddenly on guard; senses danger; the child runs toward the road; the toddler at
        the edge of the pool; the baby has something in its mouth; choking; the ladder tips; the pan is on fire; the
        car skids; brakes squeal; a truck comes straight at us; the dog breaks loose; a gunshot; glass breaks
        downstairs; someone is at the window; the ground shakes; the boat takes on water; the rope is tearing; the
        branch cracks; wasp; snake in the grass; a warning light; red light on the dashboard; emergency; on alert;
        vigilant; wary; alert; bolt upright; who's there; deer lifts its head; the guard hears something; horrified
        mother grabs the child; the knife slips; pot boils over on the child; hand near the saw; black ice; flood
        warning; he collapses; call an ambulance; urgent; the pram rolls toward the steps; the saw jumps; he smells
        petrol; the ladder slides; the child has the knife; a wild boar on the path; sparks from the socket; the dog
        has stopped barking; the ice groans; a shape under the boat; don't touch that; the boiler whistles; they've
        stopped answering the radio; the toddler's gone quiet; a crack like a shot; the pilot says brace; the pot
        handle; the gas is on; headlights in our lane; someone's in the house; the climbing rope frays; the scaffolding
        sways; her drink tastes odd; there's blood on the floor; meerkats stand up; alarmed; alarm; high alert;
        dangerous; heart pounding; heart pounds; heart races; startled and wary; sense of danger; warning; red flag; on
        guard; on her guard; suspicious noise; threat; senses a threat; sits bolt upright; hackles up; takes fright;
        sudden fear; frightened by; fear shoots through her; adrenaline; something's wrong; something is not right""",
    "everyday/fear-timid": """
        shy and scared; hesitant; unsure; doesn't dare to ask; afraid to speak up; a frightened child; a mouse of a
        man; speaks in a whisper; whispers the answer; small voice; hides behind her mother; clings to dad's leg; first
        day at school; the new boy; in front of the big kids; in front of the boss; doesn't dare look up; lowers her
        eyes; insecure; bashful and fearful; cowardly; chicken; lacks confidence; self-conscious; scared of the
        teacher; intimidated by the giant; knocks softly at the door; asks for a raise in a tiny voice; stays at the
        edge; lost little girl; shelter dog in the corner; meek; submissive; yes sir; afraid of strangers; afraid of
        the water; afraid to jump; at the edge of the diving board; hardly dares; fearful; faint-hearted; stutters
        before the class; the intern before the board; small and scared; cautious; tiptoes; retiring; shrinks; looks
        for mummy; wants to go home; unsure of herself; apprentice; the new pupil stands at the board; may I go now; he
        asks so softly that nobody hears; the kitten behind the sofa; a girl clutches her teddy at the kindergarten
        door; the clerk before the director; she peers round the door; excuse me, sir; doesn't want to go in alone; the
        smallest in the team; the shy suitor; he's never spoken to her; the recruit; a foal on its first day; she edges
        along the wall; a child meets Santa and hides; he dare not complain to the waiter; the farm boy in the palace;
        asked to read aloud, she goes quiet; is it all right if I; timid; timidly; intimidated; insecurity; hesitates;
        shy and afraid; fearful child; frightened child; mousy; diffident; unconfident; scaredy-cat; afraid of his own
        shadow; wallflower; trembling voice; quiet as a mouse; hides behind; clings; daunted; self-doubt; inhibited;
        bashful; nervous child; lamb; frightened little; afraid to ask; afraid to speak; doesn't dare""",
    "everyday/fear-phobia": """
        afraid of spiders; arachnophobia; a spider in the bath; scared of heights; looks down from the tower; vertigo;
        on the glass floor; fear of flying; grips the armrest; turbulence; scared of needles; the injection; blood
        test; the dentist's drill; snakes; rats; mice; dogs; clowns; the dark; thunder; moths; wasps; bees; birds; deep
        water; lifts; tight spaces; MRI tube; crowds; germs; bridge; ladder; cable car; cliff edge; balcony on the
        thirtieth floor; ferris wheel stops at the top; syringe; operation; a snake in the terrarium; tarantula on her
        hand; cockroach; someone dares him to touch the snake; can't go near; irrational fear; big dog off the lead;
        public speaking; hospital; vaccination; take-off; ski lift; cave; scared of ghosts; tooth extraction; bat in
        the room; frogs; holds on to the railing; zip line; rope bridge; high ledge; someone lets a snake out of the
        bag; the nurse comes with the needle; he can't cross the bridge; the lift is full and the doors close; she
        climbs on a chair because of a mouse; the plane hits an air pocket and he grabs her arm; the escalator has
        gaps; a pigeon flies at her; he won't look over the railing; spider webs in the tent; the drill whirrs; clowns
        at the birthday party; the water is deep and black; a Doberman without a muzzle; the hairy legs on the wall;
        crowds in the underground; she is lowered into the scanner; thunderstorms since childhood; the chairlift stops;
        he faints at blood; on the tenth metre platform; a frog in the bucket; needles, no; phobia; afraid of;
        frightened of; scared of; spider; spiders; snake; heights; needles; dentist; arachnophobe; claustrophobic;
        terror of flying; fear of heights; fear of spiders; can't stand spiders; panics at the sight of; irrational;
        injection; dog phobia; dark; enclosed spaces; clown; mouse; bug on the wall; afraid of flying; afraid of dogs;
        won't go up the ladder; height; scared of the dentist""",
    "everyday/fear-close-call": """
        that was close; nearly hit by a car; almost fell; just in time; missed by an inch; the truck thunders past; a
        tile falls beside her; jumps aside at the last second; brakes at the last moment; nearly drowned; almost run
        over; slipped at the edge; the car spins and stops before the tree; the bullet hits the wall next to him;
        lightning strikes next to them; the crane drops its load beside him; could have died; lucky to be alive; white
        as a ghost after the skid; the bike swerves; tyre bursts on the motorway; falls asleep at the wheel; plane
        aborts landing; the child almost ran into the road; ladder slips; rope holds; hands shaking on the steering
        wheel; heart in mouth; a near accident; whistled past his ear; hair's breadth; stumbled at the platform edge;
        train rushes past; chandelier crashes down where he sat; black ice; swerves to avoid a deer; on the edge of the
        roof; bus brushes past; escaped by a whisker; narrowly; the lorry misses the pram; the anchor chain whips past;
        the branch crashes where they had the picnic; she pulled him back from the kerb; the wheel came off at eighty;
        an arrow in the door beside his ear; the deer was on the road; the shark turned away; the gas was on all night;
        he'd have been on that plane; the swimmer is dragged out in the last moment; the flowerpot; the ice broke right
        after they left; he stamped on the brake, a hand's width; the rung gave way and he hung on; the wire was live;
        the bus took his mirror; a stray bullet; the boy caught the rail; narrow escape; near miss; close call; close
        shave; near-death; nearly died; nearly crashed; almost hit; almost died; almost drowned; blood runs cold; white
        as a sheet; pale as death; ashen; ashen-faced; white-faced; pale with fright; blanched; drained of colour; skin
        of his teeth; by the skin of her teeth; within an inch; by a whisker; a hair's breadth; cheated death; brush
        with death; got away; that could have ended badly; shaken driver; in shock after the accident; accident just
        avoided; skids""",
    "mafw/anxiety": """
        anxious; tense; on edge; uneasy; waiting anxiously; strained; nervous tension; sits on the edge of the chair;
        can't sit still; wringing hands; waiting room; results today; tightness in the chest; worked up about the trip;
        awaiting the verdict; restless with worry; edgy; anxiety before the interview; overthinking; fretful; dreading
        the call; nail biting; stressed; pressure; in suspense; waits for the biopsy; sweats; apprehensive; insecure;
        tense silence; eyes on the door; keyed up; stress before the deadline; the envelope is still sealed; the plane
        taxis and her hands grip the seat; waits for the jury to return; her leg bounces under the desk; will they like
        me; it's quiet, too quiet; the phone could ring any minute; parents in the corridor of the children's ward; she
        rereads the email before sending; he checks the lock three times; before the scan; pacing in the hall; the
        night before the trial; the exam papers are handed out; sweaty, tense, shallow breath; anxiety; anxiously;
        tension; unease; uneasiness; nervous wreck; on tenterhooks; on pins and needles; apprehension; worried and
        tense; jittery; nerves; strung out; highly strung; restless; unsettled; agitated; butterflies; heart in mouth;
        sweating bullets; bites nails; on thin ice; under pressure; strain; stress; stressed out; sleepless; biting
        nails; waiting in suspense; like a cat on hot bricks""",
    "mafw/fear": """
        in danger; hides from a killer; hides from a pursuer; flees; runs away; escapes; a scene of pursuit; crouches
        in the closet while he searches; in a horror film; frightened by the enemy; being hunted; under attack""",
    "emotion/fear/variant-2": """
        worried fear, inner brows up; anxious eyes; quietly afraid; fearful look with slanted brows; uneasy;
        apprehensive wide eyes; dread without a sound""",
    "emotion/fear/variant-3": """
        panics; sheer panic; screams in panic; hysterical with fear; mouth stretched open in terror; mortal terror;
        horror; utterly terrified; scared to death; total panic; runs in panic; frantic""",
}
