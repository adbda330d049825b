"""Phrasings of anger: what people type, by the id of the passage that they mean (our design, our reading)."""

ANGER_PHRASINGS: dict[str, str] = {
    "everyday/anger-furious": """
        beside himself with rage; hits the roof; goes ballistic; goes through the roof; blows a fuse; foaming at the
        mouth; spitting nails; red mist; ready to kill; murderous mood; sees his wrecked car; found out her husband
        cheats; somebody hurt her child; learns that his partner stole the money; they lied to us for years; his
        daughter's bully; the contractor ran off with the deposit; kicks the door; hurls the plate at the wall; veins
        bulging on his forehead; purple in the face; apoplectic; incandescent; irate; raging; wrathful; absolutely
        fuming; mad as a hornet; blood boils; his life savings are gone; her diary was read aloud; someone poisoned the
        dog; shaking with anger; smashes the phone; wants revenge; vows to get even; incensed at the verdict; burning
        with fury; explosive anger; volcano; the traitor; discovers the affair; his brother sold the family farm behind
        his back; the tenant burnt the floor; someone cut the brake lines; the boss took credit for five years of her
        work; they shot his dog; she catches them together in her own bed; the insurance won't pay; he tears up the
        contract; the driver who hit the cyclist laughs about it; the landlord read her mail; a thief took grandma's
        pension; you sold my guitar; he lost the house at poker; the builders poured concrete into the well; she throws
        his clothes out of the window; they cancelled her mother's operation a third time; her ex posted the pictures
        online; the vandals destroyed the graves; he's foaming; I could strangle him; furious; fury; rage; enraged;
        livid; infuriated; seething; fuming; boiling; wrath; incensed; blind with rage; sees red; up the wall with
        rage; madder than a wet hen; steam out of his ears; hits the ceiling; goes off the deep end; goes nuts; goes
        bananas; mad with rage; ready to explode; hot with anger; blazing; consumed by rage; hopping with fury; spits
        blood; absolutely livid; outraged; murderous rage; beside herself; blood is boiling""",
    "everyday/anger-shouting": """
        yells at the top of his voice; screams at the kids; shouts at the referee; bellows orders; roars at the
        recruits; loud argument; the neighbours are fighting again; a shouting match; raises her voice; tears a strip
        off him; bawls him out; gives them hell; bites his head off; rants and raves; hollers down the phone; curses
        and swears; get out of my house; leave me alone; road rage, leaning on the horn; slams the door and yells; the
        drill sergeant; the coach at half-time; parents screaming at each other; flips out; loses it; goes off like a
        rocket; erupts; lashes out; throws a tantrum; bangs his fist on the table; explodes at the waiter; customer
        screams at the manager; gives him a piece of her mind; quarrel in the kitchen; blows his top; a screaming row;
        heckles the politician; chews out; barking commands; verbal outburst; get off my lawn; I said now; the
        conductor screams at the second violins; a father roaring up the stairs; they scream at each other over
        custody; an umpire is yelled at; fans shouting abuse; the driver leans out and curses; the neighbour hammers on
        the wall and yells; the chef roars in the kitchen; the boss is tearing into the team; a woman yelling at the
        parking warden; her voice cracks from shouting; out, all of you; he howls with rage at the screen; she explodes
        in the middle of the meeting; big row about the dishes; shouting; yelling; screaming at; shouts; bawls;
        roaring; hollering; bellowing; yells at; loses his temper; loses her rag; flies off the handle; blows a gasket;
        throws a fit; temper tantrum; goes ape; outburst; explosion of anger; reads the riot act loudly; lets rip; a
        furious argument; screaming match; barks; rails at; thunders; fulminates; tirade; raises hell; kicks up a fuss;
        shouts abuse; angry crowd; mob; tongue-lashing; bites someone's head off; lets fly""",
    "everyday/anger-annoyed": """
        that gets on my nerves; drives me up the wall; gets under her skin; bugs me; rubs him the wrong way; a thorn in
        his side; sighs and rolls his shoulders; the dog next door barks all night; someone chews loudly; leaves the
        cap off the toothpaste; talks during the film; kicks the back of my seat; music too loud upstairs; a fly keeps
        buzzing round; keeps interrupting; asks the same question again; spoilers; dirty dishes in the sink; tram is
        late again; phone rings during dinner; spam calls; wet towel on the bed; forgot the milk; slurps his soup; a
        drip from the tap; slight irritation; vexed; irked; cheesed off; narked; grumpy about it; tuts; pen clicking;
        whistling colleague; shoelace snaps; the cat wakes her at five; somebody reads over his shoulder; pestering;
        nagging; mildly angry; put out; a nuisance; neighbour practises drums; ugh, not again; rolls up the window
        because of the noise; the tap drips all night; the neighbour mows at seven on Sunday; sand in her shoes;
        another survey; her hair keeps falling into her eyes; someone hums on the train; the label scratches; the dog
        wants out again; he taps the table with a pen; this song again; she has to explain it for the fourth time;
        crumbs in the bed; the tourist blocks the escalator; the door keeps squeaking; a colleague microwaves fish; he
        never closes the cupboard; pop-up windows; too many emails; the kid next to me kicks; the wind turns the
        umbrella inside out; somebody borrowed the scissors again; he finishes my sentences; the upstairs neighbour
        walks in heels; annoyed; annoyance; irritated; irritation; irritable; bothered; peeved; miffed; exasperated a
        little; nettled; piqued; needled; cross; a bit cross; ticked off a little; hot and bothered; aggravated; gets
        my goat; gets on her wick; gets on his nerves; rubs me up the wrong way; pain in the neck; pet hate; tries my
        patience; a nagging irritation; displeased; displeasure; disgruntled; miffed look; slightly angry; mildly
        irritated; ruffled feathers; touchy; testy; tetchy; prickly""",
    "everyday/anger-glare": """
        looks daggers; a withering look; stares him down; gives the stink eye; dirty look; a hostile stare; fixes him
        with cold eyes; icy stare; if looks could kill; shoots her a look; scorching look; eyes narrowed to slits; eyes
        flashing; eyes blazing; burning eyes; glowers; staring contest between boxers; mother's warning look across the
        room; the teacher silences them with one look; a look that could curdle milk; steely gaze; she turns round and
        stares at the man talking in the cinema; eyes like knives; bores holes into him with her eyes; gives him the
        eye; looks at her ex across the courtroom; a piercing angry look; librarian looks over her glasses; menacing
        look; stares angrily without a word; she fixes the queue jumper with a stare; the chess opponent's eyes don't
        leave him; one look from the nun and the class is silent; he stares at the phone thief across the carriage; the
        cat glares at the new dog; her eyes follow him across the room like a gun; he eyes his rival with hate before
        kick-off; she turns slowly and looks at the snoring man; the goalkeeper stares down the striker; a look full of
        daggers at her husband when he tells that story; glare; glares; glaring; angry stare; death stare; evil eye;
        daggers; black look; furious look; look that could kill; hard eyes; fierce eyes; stare of hatred; eyes burning;
        scathing look; baleful; gimlet eyes; gives him a look; eyes full of anger; stony stare; cold stare; withering
        glance; flashing eyes""",
    "everyday/anger-grits": """
        jaw clenched; grinds his teeth; teeth clenched; muscles in the jaw working; bites his tongue; keeps the lid on;
        holds it in; counts to ten; clenches his fists under the table; white knuckles; swallows the anger; says
        nothing but seethes; simmering; about to explode but says nothing; controls himself with an effort; takes the
        insult without a word; his boss humiliates him and he must stay polite; tight-lipped with anger; pent-up;
        chokes back a reply; restrains himself; breathes hard through the nose; a vein throbs at the temple; forces
        himself to stay calm; boiling inside; silent fury; the waiter takes the abuse; lips pressed white; stiff with
        anger; keeps his temper in check; suppressing rage; on the brink of losing it; mother-in-law criticises the
        cooking; keeps quiet through clenched teeth; the sergeant yells in his face and he stands still; she smiles at
        the rude customer, fists behind her back; a muscle twitches in his cheek; he breathes through his nose and
        signs the paper; she crushes the paper cup; he takes the blame for his boss without a word; don't say it, don't
        say it; she snaps the pencil in two; he lets the insult pass, barely; the knuckles on the steering wheel; he
        stands very still while they mock him; his jaw works; gritted teeth; clenched teeth; clenched jaw; set jaw;
        tight jaw; tight lips; holds back; barely contained anger; suppressed anger; contained; restrained; bottled up;
        bites lip in anger; stiff; steely; simmering anger; pent up; smouldering; seethes inside; swallows her pride;
        keeps his cool with effort; bites the bullet angrily; silently fuming; grim determination; through clenched
        teeth; keeps it in; white-lipped""",
    "everyday/anger-snarl": """
        bares his teeth; growls; hisses; like a wild animal; like a cornered dog; teeth showing; curls his lip in rage;
        lunges; ready to attack; wants to fight; squares up; gets in his face; threatens to hit; raises his fist; bar
        fight; spoiling for a fight; grabs him by the collar; aggressive; savage; vicious; ferocious; brutal; hostile;
        bloodthirsty; spits out the words; come on then; I'll kill you; a street gang closing in; fighters before the
        bell; hooligans; beast; predator; a warrior's battle cry; the villain sneers and threatens; shows his fangs;
        rabid; shoves him against the wall; belligerent; the guard dog; pit fighter; growling threat; back off or else;
        the biker gets off and comes over; he shoves the man against the lockers; the hooligans roar across the fence;
        the wolf bares its fangs; she hisses through her teeth; he wants to bite someone; the prisoner lunges at the
        bars; touch her again and you're dead; two stags; the gladiator; they square up in the car park; he raises the
        bottle; the pirate captain growls; snarling; snarls; growling; bares teeth; aggression; threatening; menacing;
        menace; fierce; attack dog; on the warpath; out for blood; squares up to; violent; brutish; hostility; ready to
        pounce; fight breaks out; wild animal; feral; intimidating; thug; warrior; bully about to hit; puts up his
        fists""",
    "everyday/anger-frustrated": """
        it still doesn't work; nothing goes right; tried everything; pulling her hair out; bangs head against the wall;
        tears his hair; at his wits' end; the computer crashed again; file not saved; lost all the work; password wrong
        again; the screw won't fit; the key is stuck; the drawer jams; can't open the jar; stuck in the queue for
        hours; on hold for an hour; automatic voice menu; the wifi is down; bug in the code; the engine won't start;
        puzzle with a missing piece; misses every shot; tenth attempt fails; flat-pack instructions; homework too hard;
        throws down the pencil; crumples the paper; knots won't come undone; driving in circles; vending machine
        swallowed the coin; screams into a pillow; why won't you work; nobody listens to me; I give up; the baby won't
        sleep; arghh; grrr; stymied; thwarted; had it up to here; sick and tired of it; same mistake every time; the
        form is rejected again; the zip is stuck; golf club thrown; no progress; cable too short; the tent won't stand
        up; the glue sticks to everything but the model; her code fails the same test again; the knot in the necklace;
        he can't find the end of the tape; the page won't print and the train leaves in ten; another busy signal; the
        toddler throws the spoon for the tenth time; three hours at the office and the wrong form; he whacks the
        remote; the dough won't rise; the guitar string snaps again; she cannot get the lid off; the satnav sends them
        round again; the golf ball goes in the water once more; the spreadsheet crashed; her essay is gone; nobody
        understands what I mean; I can't get it right; stuck on level nine for a week; the sewing machine eats the
        thread; the dog won't come; the app logs him out again; trying to fold a fitted sheet; captcha after captcha;
        frustrated; frustration; exasperated; exasperation; fed up; had enough; at the end of his rope; end of my
        tether; can't take it any more; last straw; sick of it; sick and tired; tearing hair out; banging head against
        a brick wall; running in circles; stuck; blocked; hits a wall; nothing works; gives a frustrated sigh; groans;
        throws up hands; despairs at the computer; hampered; baulked; it's hopeless, damn thing; argh; stumped and
        cross; out of patience with the machine; driven crazy; drives me nuts""",
    "everyday/anger-pissed": """
        really pissed; so mad right now; hacked off; hopping; brassed off; hot under the collar; got his knickers in a
        twist; steamed up; riled; worked up; someone keyed my car; they towed my car; stole my parking spot; ate my
        lunch from the fridge; spilled wine on the sofa; the flight was cancelled with no refund; overcharged; double
        booked; the landlord raised the rent; got a ticket; fined for nothing; parcel stolen from the porch; queue
        jumpers; cut me off in traffic; the bank charged a fee; work on the weekend again; broken on delivery; customer
        service hung up; up in arms about the new tax; protest march; what the hell; this is outrageous; damn it;
        bloody hell; wtf; who did this; someone let the air out of my tyres; dog dug up the flowers; neighbour cut down
        our tree; sold me a lemon; lost my luggage; the plumber never came; ripped off; the tenant trashed the flat;
        the neighbour's kid broke the greenhouse; they charged us twice; my bike has no wheels any more; a stranger
        sits in my reserved seat; the movers dropped the piano; he comes home and the beer is gone; they gave her shift
        away; the airline lost the pram; someone put a dent in the new car and drove off; the hairdresser ruined it;
        the bus drove past with the stop full of people; the roofers left in the rain; the council cut the tree; nobody
        told me the meeting was moved; the shop won't take it back; he broke his promise again; a wheel clamp; the
        warranty ran out yesterday; my flatmate used my razor; noisy party until four; the caretaker threw out my
        plants; mad; pissed; pissed off; ticked off; teed off; cheesed off; hopping mad; mad as hell; steaming;
        steamed; outraged; up in arms; angered; riled up; sore; sore about it; fit to be tied; bent out of shape; has a
        bone to pick; got a bee in her bonnet; in a temper; in a rage about it; peed off; angry customer; angry tenant;
        angry neighbour; angry driver; irate passenger; angry as a bear; spitting feathers; takes the biscuit; adds
        insult to injury; salt in the wound; blood pressure rising""",
    "everyday/anger-scowl": """
        a frown like thunder; brows like thunderclouds; got out of bed on the wrong side; grouchy; cranky; crotchety;
        ill-tempered; bad mood; in a mood; sour face; a face like thunder; glum and cross; don't talk to me before
        coffee; hungry and grumpy; hungover and mean; surly; crabby; crusty old man; kids on his lawn; grumbles;
        mutters under his breath; growls good morning; grim; arms folded and frowning; dark look; sullen teenager told
        to clean up; brooding; lowering brows; an ugly frown; dour; disgruntled; woken too early; bear with a sore
        head; cantankerous; complains about everything; the bouncer at the door; resentful silence at breakfast; stormy
        expression; scowling bus driver; the troll under the bridge; an old sea captain; the woman at the counter hates
        Mondays; he sits in the corner of the pub and growls at everyone; a kid who has to get up at six; the goblin;
        he slams the cups into the cupboard; out of cigarettes; a wet cat; the grumpy janitor; she glowers at the rain;
        no coffee left in the pot; a bear woken from winter sleep; he grunts instead of an answer; scowl; scowls;
        frown; frowns; frowning; glowering; grumpy; sullen; bad-tempered; foul mood; black mood; moody; morose; dark
        face; sour; sourpuss; cross-looking; face like thunder; thunderous look; ill-humoured; got up on the wrong side
        of the bed; glum and grumpy; disgruntled look; grouch; curmudgeon; grim-faced; dour man; long-faced and cross;
        forbidding""",
    "everyday/anger-jealous": """
        wants what she has; why her and not me; the green-eyed monster; he got the promotion that was mine; her ex with
        a new woman; my best friend got a boyfriend; sister is the favourite; brother got a bigger present; neighbour
        bought a new car; sees his wife laughing with another man; she flirts with my husband; the new baby gets all
        the attention; a rival wins; can't stand his success; begrudges; covets; resentful of the colleague;
        possessive; checks her phone; suspicious of his secretary; everyone loves the new girl; holds a grudge; his
        twin passed and he failed; envy; she wears the dress I wanted; bitter about his brother's inheritance; sour
        grapes; watching the winner get the prize; her friend's perfect life on instagram; someone else got the part;
        the cat is petted and the dog growls; begrudging applause; teacher's pet; she watches her sister unwrap the
        bigger doll; the other dog gets the bone; the lead role went to her friend; he sees her name on his phone;
        everybody looks at the bride's sister; the colleague gets the window office; they all praise his brother; the
        neighbours have a pool now; he smells another man's aftershave; her best friend is going to Paris with somebody
        else; a younger model on his arm; why does he get two; his ex is happy; the second-best painter; she wishes it
        were her; he can't bear to see her dance with that guy; mum only cares about the baby; the toddler pushes his
        new sister off the lap; jealous; jealousy; envious; green with envy; green-eyed; resentful; resentment;
        resents; bears a grudge; grudging; covetous; bitter about; bitter rival; rivalry; jealous husband; jealous
        wife; jealous boyfriend; spiteful; spite; feels cheated; keeps up with the Joneses; the grass is greener;
        malicious envy; nurses a grudge; chip on his shoulder""",
    "everyday/anger-offended": """
        how dare you; takes offence; an outrage; affronted; taken as an insult; called me a liar; accused of stealing;
        treated like a servant; spoken to like a child; talked over in the meeting; his work was belittled; a rude
        gesture; the finger; insulted my mother; a racist remark; a sexist joke; told to smile; passed over because she
        is a woman; they laughed at his accent; ignored by the waiter; refused entry; disrespected; slandered;
        humiliated before all; told she is fat; blamed for what someone else did; wrongly accused; unjust; that's
        unfair; my honour; slighted; huffily; who do you think you are; I beg your pardon; what did you call me;
        demands an apology; tips him a penny; called old; patronised; mistaken for the cleaner; pushed aside; somebody
        jumps the queue in front of him; bristles; takes umbrage; in high dudgeon; condescending salesman asks for her
        husband; thrown out of the shop; he asked if she was the cleaning lady; they didn't even shake her hand; you
        people, he said; the shop detective follows her around; he calls her sweetheart in the board meeting; your
        cooking tastes of nothing; told he's too old for the job; a joke about her religion; the guest criticises the
        house; asked to use the back door; paid less than the man beside her; a stranger comments on her body; they
        call it women's work; the doctor talks only to her husband; is that your real nose; called a coward in front of
        his men; they laugh at the flag; we don't serve your kind; spoken about as if he weren't there; they gave the
        award to the man who copied him; his honour is at stake; dismissed as hysterical; offended; insulted;
        indignant; indignation; affront; outraged by the insult; how dare he; resentful at the slight; wounded pride;
        huffy; in a huff; slapped in the face; an insult; rude; disrespect; provoked; provocation; treated unfairly;
        injustice; unfair; scandalised at being accused; mortally offended; hits a nerve; below the belt; adds insult;
        stands on his dignity; righteous anger; up on her hind legs; miffed at the remark""",
    "everyday/anger-impatient": """
        come on, come on; hurry up; what's taking so long; taps her foot; drums his fingers; looks at his watch again;
        checks the clock; waiting forever; the queue doesn't move; stuck in traffic; stuck behind a tractor; slow
        driver ahead; the light won't turn green; the lift doesn't come; the page is still loading; late for work;
        delayed train; the waiter doesn't come; she takes ages in the bathroom; are we there yet; get to the point; on
        with it; can't wait any longer; short fuse; short-tempered; snappish; snaps at the assistant; paces the waiting
        room; honks the horn; presses the button again and again; doctor's waiting room for two hours; the cashier
        chats with a customer; someone dawdles; slowcoach; restless; fidgets; no time for this; the kettle takes
        forever; old man counts his coins; kids dawdle over shoes; the meeting drags on; huffs at the delay; when will
        it be my turn; the parcel is still not here; the old lady writes a cheque at the till; the bus driver chats;
        the download says four hours; when are we going to eat; she's still on the phone; the barrier stays down; he
        presses the lift button ten times; number 87 and they're at 12; the tourist asks again and again; why isn't he
        here yet; the man in front can't find his card; quick, quick; he drums on the steering wheel; the speaker won't
        finish; a kid before the presents; waiting for the kettle; the doctor is running two hours late; the dial-up
        tone; she jingles the keys at the door; the pedestrian takes all day; I haven't got all day; impatient;
        impatience; impatiently; running out of patience; patience wears thin; loses patience; no patience; waiting;
        kept waiting; hurried; in a hurry; short with people; curt; brusque; snappy; snaps; tapping fingers; tapping
        foot; watches the clock; restless with waiting; fed up with waiting; get a move on; come on already; chop-chop;
        champing at the bit; antsy; itchy feet; can't stand the delay; rushed; huffing; sighs at the delay""",
    "everyday/anger-stern": """
        wags her finger; tells the children off; a strict teacher; the headmistress; a severe look; disapproving;
        frowns over his glasses; gives a lecture; reads them the riot act; reprimands; scolds; rebukes; admonishes;
        puts his foot down; that's enough; I've told you a hundred times; go to your room; who broke the window; late
        again; where have you been; sit down and be quiet; no phones at the table; bad dog; the judge addresses the
        defendant; the policeman asks for the licence; firm; authoritarian; unforgiving; harsh; hard-faced; no
        nonsense; the nun; the coach wants discipline; the boss demands an explanation; mum finds the empty cookie jar;
        crayon on the wallpaper; caught smoking; poor school report; warns for the last time; hands on hips; grounds
        the teenager; no excuses; inspector; dressing-down; detention; reproachful look; the ticket inspector wants to
        see it again; the professor looks up when the latecomer enters; an old schoolmaster with a cane; she points at
        the muddy footprints; hand over the phone; no running by the pool; the lifeguard blows his whistle; granny raps
        on the table; explain this; you are grounded; the referee shows the yellow card; the mother superior; a father
        waits up at midnight; I'm very disappointed in you; the drill instructor inspects the beds; this is your final
        warning; put that down; the umpire; dad found the broken lamp; young man, look at me; stern; sternly; strict;
        severe; scolding; disapproval; reproachful; reproving; censorious; telling off; tells off; rebuke; reprimand;
        hard; forbidding look; authoritarian father; strict teacher; disciplinarian; stern judge; lays down the law;
        puts her foot down; rap over the knuckles; wagging finger; gives a dressing-down; hauls over the coals; takes
        to task; stony-faced headmaster; no-nonsense; unforgiving look; critical; frowns on it; schoolmarm""",
    "mafw/anger": """
        two people quarrel; a couple argues in the car; a row breaks out; somebody scolds in a film scene; bickering
        siblings; heated dispute; brawl; clash; fights with the neighbour; cross words; confrontation; argue over money""",
    "emotion/anger/variant-2": """
        anger held in; a cold hard stare, lips pressed; silent anger; simmers without a word; contained fury; says
        nothing, eyes hard; seething quietly; pressed lips and lowered brows; bites back a reply; quietly furious;
        controlled anger; jaw set""",
    "emotion/anger/variant-3": """
        screams with rage; shouting furiously with bared teeth; roars in fury; berserk; explodes in rage; goes mad;
        blind rage; full-blown rage; yells, mouth square; enraged; raving mad; absolutely livid; frenzy""",
}
