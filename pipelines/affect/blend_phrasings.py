"""Phrasings of two emotions at once: what people type, by the id of the passage that they mean (our design, our reading)."""

BLEND_PHRASINGS: dict[str, str] = {
    "everyday/compound-happily-surprised": """
        what a lovely surprise; surprise party; unexpected present; wins the lottery; wins the raffle; soldier dad home
        early; a proposal out of nowhere; opens the box and there is a puppy; the whole family behind the door; got the
        job he never expected; unexpected promotion; a bonus; accepted at the dream university; finds the lost ring;
        long-lost friend at the door; positive pregnancy test after years; ticket to Paris in the envelope; delighted
        and amazed; can't believe her luck; pleasantly surprised; joyful astonishment; oh my god, thank you; you came;
        for me?; wow, I love it; upgraded to first class; flowers for no reason; the cat that was missing sits on the
        porch; top marks she never expected; her favourite singer pulls her on stage; twins, how wonderful; breakfast
        in bed; best news; jackpot; they kept it secret until today; friends shout happy birthday; surprised and happy;
        a free holiday; the soldier steps out of the giant box; the cat she'd given up for lost is on the sill; you're
        the hundredth visitor; her painting wins; he turns round and there's the whole choir; a baby after all these
        years; the boss hands over a cheque; her dad has learnt sign language for her; the class has decorated the room
        for her; the tickets fall out of the card; twins; they've named the baby after him; the landlord cancels the
        debt; he kneels on the ice; her old teacher in the audience; found the wedding ring in the garden; a marching
        band for his birthday""",
    "everyday/compound-happily-disgusted": """
        gross but funny; laughs and gags; laughing, eww; fart joke; toilet humour; burping contest; baby poos on dad;
        dog licks his tongue; dares his friend to eat a worm; slime; food fight; muddy pigs; snot bubble; bogey; smelly
        socks thrown; spitting contest; mud wrestling; vomit story; the prank with fake poo; giggles at the dog's fart;
        disgusted but amused; enjoys the yucky horror; kids love the gross slime; eats a bug for a bet; stinky cheese
        makes them giggle; happily disgusted; grins and says ew; licking a frog; zit video she can't stop watching;
        custard pie in the face; the baby spits spinach all over; whoopee cushion; the twins smear pudding in each
        other's hair; dad and the exploding nappy; the boys' burp chorus; the goat sneezes on the bride; granny takes
        out her teeth for a laugh; slime tutorial; they dare each other to sniff the cheese; a pig in the mud; ewww, do
        it again; the toad on the teacher's head; the dog's kiss on the lips; a wedding cake in the face; fart cushion
        at the opera""",
    "everyday/compound-sadly-fearful": """
        afraid of losing her; sits by the hospital bed; mother is dying; waiting for news of the missing; the last
        goodbye before the war; the child is lost and crying; taken from her mother; the vet takes the dog away;
        deportation; leaving home as a refugee; evacuated; custody; orphan's first night; terminal diagnosis of a
        child; a coffin ship; the surgeon comes out; scared and sad; crying with fear; tears of fear; frightened and in
        tears; afraid of being alone; will she wake up; coma; premature baby in the incubator; the train takes the
        children away; saying farewell to a soldier; afraid dad will not return; dreading the funeral; widow afraid of
        the future; tearful and scared; in tears in the dark; sobs with fear; afraid that he will leave her; prison
        gate closes; the train with the children pulls out; dad's operation takes too long; her fiance is shipped to
        the front; the judge decides where the boy will live; the dog at the shelter on the first night; the call from
        the mountain rescue; the last boat; alone in the hospital bed before the surgery; the little girl in the ruins;
        they wait for the list of names; her contractions come too early; he says goodbye as if for ever; the widow
        hears the bombers""",
    "everyday/compound-sadly-angry": """
        sad and angry; hurt and furious; angry tears; tears of rage; crying and shouting; betrayed by her best friend;
        my husband cheated; abandoned by his father; you promised; how could you do this to me; bitter; embittered;
        resentful; wounded pride; the murderer of her son goes free; needless death; the drunk driver killed him;
        unfair dismissal after thirty years; the inheritance stolen by the brother; wasn't told that mother died; they
        took my children; tells her ex what he did to her; shouts at the grave; slammed the door and cried; you were
        never there for me; deeply hurt and mad; injured; a grudge full of pain; disowned; the hospital's mistake;
        torn-up photos; lied to by the person she loved; let down and angry; weeping with anger; accuses him in tears;
        feels used; you weren't there when she died; my own mother sold my toys; nobody believed her; the drunk got two
        years; how could he forget our son; he left me with the debts; they let my father wait until it was too late; I
        gave you everything; she throws the wedding album into the fire, crying; the coach dropped her the day before;
        the friend who told; cheated of her inheritance; he beats the pillow and weeps; you broke my heart and laugh""",
    "everyday/compound-sadly-surprised": """
        shocked and sad; sudden death; just heard that he died; a call that mother has passed; stunned by the loss;
        unexpected bad news; she reads that her friend is dead; the heart attack; the accident; he left without a word;
        finds the note; empty wardrobe; fired out of the blue; the doctor says it's cancer; the dog was run over; the
        school burned down; the bird lies dead in the cage; returns to find the house gone; a miscarriage; what, dead?;
        gone, just like that; didn't know he was ill; the wedding is off, he says; the divorce letter; news of the
        crash; telegram; hit by bad news; taken aback and tearful; aghast and sad; the old tree was cut down; she
        didn't even know grandma was sick; sees the obituary; learns her teacher has dementia; dismayed; the bed in the
        ward is empty; grandpa fell over in the garden and was gone; the shop she grew up in is a car park; his number
        is no longer in service; the dog doesn't come running; you haven't heard, have you; the letter is edged in
        black; she opens the nursery, it's empty; her favourite tree lies on the ground; the teacher says he has
        drowned; he never came back from the walk; they're splitting up; the theatre burned down last night; gone
        overnight""",
    "everyday/compound-sadly-disgusted": """
        sad and disgusted; sickened and sorry; abused animals; starving dog on a chain; neglected old people; filthy
        children in a slum; oil-covered birds; plastic on the beach; a slaughterhouse; battery hens; a mass grave; the
        junkie in the alley; father drunk in his own vomit; bruised child; war pictures; how we treat the homeless;
        wound of the beggar; maggots on the sick sheep; corpse of a friend; dirty hospital; concentration camp museum;
        cruel experiments; she pities him but the smell; repelled and heartbroken; puppy mill; what have they done to
        her; hoarder's house; roadkill fox with cubs; the state of the nursing home; revulsion and sorrow; ashamed and
        sick about it; the horses in the truck; seal pups on the ice; what the soldiers left behind; a granny lying in
        her own dirt; kids on the landfill; the whale full of plastic; the old dog covered in ticks; the bathroom where
        he overdosed; the mink cages; the rotting harvest while people starve; the smell in the dead man's flat;
        bedsores; the monkey in the lab""",
    "everyday/compound-fearfully-angry": """
        scared and angry; frightened but fighting back; with her back to the wall; cornered; get away from me; don't
        touch my child; defends her kids; a mother bear; a trapped cat hissing; shouts at the burglar; faces the bully;
        holds the knife out trembling; threatened by a drunk; screams at the stalker; he nearly killed us, that driver;
        you could have been killed; yells at the child who ran into the road; shaking with fear and fury; fights off
        the mugger; hostage spits at the captor; rebels against the tyrant; the rioters against the police; swings a
        bat at the intruder; stay back; leave us alone; angry and afraid; defiant and frightened; dog attacks; the
        captive snarls; lashing out; at bay; desperate fight; the boy against three bullies; put the gun down or I'll;
        the mare kicks at the wolves; don't come any closer; she hurls the lamp at the burglar; the mother between the
        dog and the pram; he screams at the storm; the driver jumps out, shaking, and yells at the cyclist; the
        smallest boy throws the first stone; they won't take my house; the hostage bites; the badger in its hole; you
        nearly got us killed; the woman with the pepper spray""",
    "everyday/compound-fearfully-surprised": """
        jump scare; a sudden fright; gave me a fright; scared by a bang; a hand grabs her; someone behind the door; boo
        in the dark; figure in the mirror; the lights go out; a snake drops from the tree; shark fin; the floor gives
        way; a dog jumps at the fence; an explosion; gunshot; the car appears from nowhere; lift drops; turbulence; an
        intruder in the kitchen; wakes to find a stranger; lightning hits; ghost pops up; a mask at the window; a bat
        flies out; the doll moves; the corpse opens its eyes; startled and scared; frightened gasp; shock and fear;
        heart skips a beat; what was that; somebody in the back seat; the bear comes round the corner; the mouse runs
        over her foot; a scream from the cellar; yikes; eek; nearly had a heart attack; the mirror shows someone behind
        her; the manhole is open; a shape at the tent; the car window shatters; the diver meets a moray; the stair
        isn't there; the scarecrow waves; a crocodile under the jetty; lightning splits the tree; the phone rings in
        the empty house; there's someone in the bed; the ground opens; the brakes go; the dog bursts through the hedge;
        cold fingers on her neck; an arm out of the grave""",
    "everyday/compound-fearfully-disgusted": """
        scared and disgusted; freaked out by bugs; spider on her arm; tarantula; cockroaches scatter; rats swarm;
        snakes in the pit; leech; maggots; corpse; body in the freezer; horror film gore; a rotting zombie; blood all
        over the floor; worm under the skin; centipede in bed; slimy thing touched her leg; something crawls in the
        dark; creature; needle on the playground; eyeball; severed hand; surgery; parasite; bat in her hair; scorpion;
        sewer; insect in the ear; decomposing; monster with slime; creepy man licks his lips; creeped out;
        skin-crawling; giant cockroach flies at her; a rat in the toilet; dead body in the lake; swarm of wasps in the
        wall; infected bite; eek, get it off me; moths in the mouth; mutant; the plughole is full of legs; something
        wet drops on her neck in the cave; the thing in the jar moves; maggots in the wound; a nest of baby rats; eels
        in the bath; a tongue as long as an arm; the bed crawls; the zombie's jaw falls off; wasps' nest in the loo;
        she wakes up with a slug on her lips; the sewer tunnel; the butcher in the horror film; swarming ants over his
        legs; the body under the floorboards; a hairy thing in her boot""",
    "everyday/compound-angrily-surprised": """
        what did you say; you did what; how dare you; excuse me?; I beg your pardon; what the hell; are you out of your
        mind; outraged; indignant; stunned and furious; angry disbelief; slapped by a stranger; accused of theft; finds
        her car scratched; the thief caught in the act; husband with another woman; somebody reads my letters; fired by
        email; the bill is double; they gave my seat away; he spat at me; who ate my cake; teen comes home with a
        tattoo; the house trashed after the party; sold without my permission; he told everyone my secret; someone
        walks in without knocking; a colleague presents her idea; insulted to her face; the referee shows red; the wall
        is painted pink; who gave you the key; he cut my hair while; thrown out of my own house; parked in; cheek of
        it; the nerve; promised to me, given to him; you sold my car?; the dog has been shaved; incensed and shocked;
        who let you in; you sold it; that's my idea on the screen; he finds his wife's suitcase gone and his best
        friend's car outside; the fine is a thousand; since when do we pay for that; she slaps him; the caretaker has
        cut down the roses; you told her; they gave my bed away; he is on my horse; a stranger in her garden; that's my
        jacket; you want how much; the ball hits her in the face; the umpire calls it out; my name isn't on the list""",
    "everyday/compound-angrily-disgusted": """
        angry and disgusted; furious and revolted; fed up with the filth; dog mess on the doorstep; neighbours throw
        rubbish over the fence; flatmates never clean; someone peed in the lift; vomit in my car; a groper on the
        train; flasher; pervert; spits in the food; a hair in the soup again, calls the manager; cockroach in the
        restaurant kitchen; rotten meat sold; corrupt politician; greedy landlord; abuser; bully; animal torturer;
        liars; sneers with anger; smoker blows smoke in her face; cigarette in the salad; dirty toilets again; drunk
        urinates on the door; racist insults; his disgusting habits; left his toenails again; graffiti of excrement;
        litter in the woods; nasty behaviour; sick of his lies; loathing and rage; creep touches the girl; this place
        is a dump; used condoms; steals from the dead; he spat in the soup; the flatmate who never flushes; a drunk
        throws up on her doorstep; the whole beach is full of rubbish after the party; they fed the pigs the plastic;
        he peed on the tyre; the creep in the front row; rats because of the neighbours; that filthy liar; the slum
        landlord; the dog owner leaves it lying there; the meat was green and they sold it; his hand on her bottom; the
        fraudster grins""",
    "everyday/compound-disgustedly-surprised": """
        hair in the soup; half a worm in the apple; bites into something; fly in the drink; slug in the salad; maggot
        in the chocolate; spider in the cup; opens the fridge and mould; sour milk in the coffee; stepped into
        something soft; cold and wet under the bare foot; dead mouse in the drawer; opens the box and it stinks; finger
        in the burger; fingernail in the bread; bug crawls out of the cereal; tooth in the pie; cat brings a dead bird
        to bed; bird poo on the head; lifts the lid and recoils; the sandwich is green; baby throws up on her; the dog
        eats poo; touches something slimy in the dark; that was not chocolate; spits it out in surprise; unexpected
        stench; surprised and disgusted; ew, what is that; sock in the soup; false teeth in the glass; licks salt
        instead; rat jumps out of the bin; pulls hair out of the drain; took a sip from the wrong bottle; a molar in
        the meatball; the drink has legs; what she took for a raisin; it's not jam; the glove is wet inside; that's not
        my toothbrush; the peach is full of earwigs; half a mouse on the mat; the sleeping bag is sticky; a snail in
        the lettuce; the yoghurt is blue; the pillow is full of moths; her straw sucks up something solid; bare foot,
        slug; the present from the cat; the handle is smeared""",
    "everyday/compound-appalled": """
        appalled; aghast; horrified at what they did; scandalised; outrageous behaviour; can't believe such cruelty;
        shocking conditions; disgraceful; unacceptable; they let the old man lie there; left the baby in the hot car;
        he hit the child in public; filmed the accident instead of helping; laughs at the funeral; kicks the beggar;
        conditions in the prison; how they treat the animals; the abuse report; the war crimes; racist speech; nobody
        helped her; tortured prisoners; sells expired medicine; neglect in the nursing home; vandalised graves; he
        stole from the church; that is just wrong; how could anybody do that; shakes her head in horror; morally
        outraged; dismayed; shameful; lets his dog starve; a teacher who hits; poisoned baby milk; the bully's parents
        laugh; inhumane; atrocity; the verdict; monstrous; they put the grandmother in the cellar; a teacher drags the
        boy by the ear; people film instead of helping; they throw away tons of food; the prisoner's story; what they
        did to the horses; the judge laughs; a baby left in a bag; the factory's working conditions; a slur in
        parliament; parents who starve a child; the burned library; she reads the report and puts her hand over her
        mouth; the hospital turned her away""",
    "everyday/compound-hatred": """
        hates; hate; hatred; full of hate; I hate you; loathes; detests; despises; abhors; venom in her eyes; murderous
        look; wants him dead; I'll never forgive you; burn in hell; sworn enemy; arch enemy; archrival; enemy; nemesis;
        revenge; vengeful; vengeance; feud; blood feud; the man who killed her brother; her tormentor; the traitor; the
        oppressor; his stepfather; spits at his feet; malevolent; malice; spite; poison; poisonous; bitter enmity;
        fanatics; racist mob; curses him; can't stand the sight of her rival; looks with loathing at; seethes with
        hate; the war criminal in the dock; ex-husband; hateful; evil eye; detestation; wishes him every misfortune;
        killer; hatred for the boss; black heart; the two clans meet; the man who ruined her father; he'd kill him if
        he could; she wishes him in hell; the murderer smiles and the mother stares at him; old enemies; I hope you
        suffer; the captive looks at the tyrant; poison drips from every word; thirty years of hate; spits on his
        photograph; the torturer is recognised; my stepmother; her whole being loathes him; revenge is near""",
    "everyday/compound-awed": """
        awe; awestruck; awe-inspiring; in awe; overwhelmed by the beauty; speechless before the mountains; under the
        stars; the Milky Way; the Grand Canyon; a cathedral; the pyramids; waterfall; glacier; sunrise on the summit;
        northern lights; the vast ocean; eclipse; a blue whale next to the boat; first view of the Earth from space;
        astronaut; volcano erupts at night; a giant redwood; the choir fills the church; an orchestra; organ music;
        breathtaking view; majestic; grand; sublime; magnificent; spellbound; wonderstruck; reverent; humbled; hushed;
        holds her breath at the beauty; the rocket lifts off; the newborn's tiny hand; ancient ruins; Sistine chapel;
        holy; a miracle; storm over the sea; the king enters; meets her idol; great hall; thousands of lanterns; starry
        sky in the desert; stands small before the giant; goosebumps from the music; so beautiful; a herd of wild
        horses; reverence; the fjord opens up; stars like spilled sugar; the dome of the basilica; a giant wave far
        out; the first notes of the requiem; humpbacks below the boat; a wall of ice; the desert at dawn; the old tree,
        a thousand years; the earth from above; the candlelit procession; the newborn grips his finger; a cave full of
        crystals; the volcano at night; the great temple; an eagle circles overhead; the silence on the summit; a
        master at the organ""",
    "compound/appalled": """
        appalled; shocked and disgusted by the behaviour; morally outraged; horrified by cruelty; aghast; scandalised;
        dismayed""",
    "compound/hatred": """
        hatred; hates; loathing; despises an enemy; venomous; vengeful; detests; full of hate; murderous""",
    "compound/awed": """
        awe; awestruck; wonder; speechless before beauty; overwhelmed by grandeur; reverent; majestic; spellbound;
        breathtaking""",
    "compound/happily-surprised": """
        happily surprised; delighted surprise; joyful wonder; pleasantly surprised; overjoyed by the unexpected;
        surprise and joy; amazed and happy""",
    "compound/happily-disgusted": """
        disgusted and amused; laughing at something gross; grin with a wrinkled nose; yuck and giggle; eww but funny""",
    "compound/sadly-fearful": """
        sad and afraid; tearful fear; scared and crying; afraid of loss; frightened and sorrowful""",
    "compound/sadly-angry": """
        sad and angry; hurt and mad; angry tears; bitter and wounded; betrayed; tears of rage; disappointed and angry""",
    "compound/sadly-surprised": """
        sadly surprised; shocked by a loss; stunned and sad; sudden bad news; taken aback and heartbroken""",
    "compound/sadly-disgusted": """
        sad and disgusted; sorry and sickened; pity and revulsion; repulsed and sorrowful""",
    "compound/fearfully-angry": """
        afraid and angry; frightened fury; cornered and fighting; scared and furious; defensive rage; terrified and
        raging""",
    "compound/fearfully-surprised": """
        scared and surprised; a fright; startled and afraid; jump scare; shock and fear; sudden terror""",
    "compound/fearfully-disgusted": """
        afraid and disgusted; scared and grossed out; creepy and revolting; horror and revulsion; fear of a disgusting
        thing""",
    "compound/angrily-surprised": """
        angry and surprised; shocked and furious; indignant; outraged disbelief; how dare you; stunned anger""",
    "compound/angrily-disgusted": """
        angry and disgusted; furious and revolted; anger and revulsion; fed up and repelled; fierce disgust""",
    "compound/disgustedly-surprised": """
        disgusted and surprised; surprise and disgust; sudden yuck; caught off guard by something gross; shocked and
        grossed out""",
}
