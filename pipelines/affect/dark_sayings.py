"""Sayings of sadness and anger: idioms and events, by the passage that they mean (our design, our reading).

Each row is `slug: (intensity 0..1, phrases)`; the passage is "everyday/" and the slug. Spelled as in EMOTION_WORDS.
"""

DARK_SAYINGS: dict[str, tuple[float, str]] = {
    "sadness-about-to-cry": (0.65, """
        lump in throat, frog in throat from crying, voice cracks, voice cracked, voice breaks, voice broke, voice
        wobbles, eyes well up, eyes welled up, eyes welling up, welling up, wells up, welled up, weepy, teary,
        tearful, tearfully, teary eyed, watery eyes, eyes fill with tears, eyes filled with tears, eyes brim, brimming
        with tears, tears prick, pricking tears, misty, sniffles, sniffling, sniffed, fights tears, chokes back a sob,
        lower lip starts to wobble, starts to wobble, lip starts to wobble, lip starts to tremble, lip starts to
        quiver, chin starts to wobble"""),
    "sadness-sobbing": (0.95, """
        cried buckets, cries buckets, waterworks, turns on the waterworks, cried a river, cries a river, ugly crying,
        ugly cries, cry herself to sleep, cries herself to sleep, cried herself to sleep, cried himself to sleep,
        howls with grief, wailing, wails, wailed, blubbing, cried all night, cries all night, crying all night, soaked
        pillow, box of tissues, good cry, has a cry, full of tears"""),
    "sadness-heartbroken": (0.9, """
        left at the altar, jilted, dumped by, got dumped, was dumped, walked out on, walks out on, left him for, left
        her for, it's over between, broke off the engagement, wedding is off, divorce papers, gut punch, a knife
        through the heart, torn apart, in tatters, world came crashing down, world fell apart, ripped heart out, tears
        me apart, broke up with, breaks up with, break up, breakup, break ups, lovelorn, lovesick"""),
    "sadness-blue": (0.55, """
        wet weekend, face like a wet weekend, black dog, cloud over head, dark cloud, under a cloud, got the blues,
        has the blues, the blues, monday blues, baby blues, in a slump, feels flat, feeling flat, down and out, lost
        her sparkle, lost sparkle, light gone out of eyes, off colour, off color, can't get out of bed, can't face the
        day, rainy sunday, out of sorts, sighs heavily, heavy sigh, deep sigh, sighs deeply, weary of life, dark days,
        gone downhill, glass half empty"""),
    "sadness-long-face": (0.5, """
        why the long face, tail between legs, down at heart, face fell, face falls, shoulders slump, shoulders
        slumped, shoulders sag, slumped shoulders, hangs head, hung head, hanging head, drags feet, dragging feet,
        trudges, hangdog, chin on chest, head in hands, face like a funeral, sad sack, down on luck, looks at shoes,
        stares at shoes, stares at the floor"""),
    "sadness-grief": (0.95, """
        passed away, pass away, passing of, gone for ever, gone forever, late husband, late wife, late mother, late
        father, in mourning, lost husband, lost wife, lost mother, lost father, lost mum, lost dad, lost brother, lost
        sister, lost son, lost daughter, lost baby, lost her baby, lost dog, graveside, at the grave, grave, coffin,
        funeral, cemetery, wake, ashes, obituary, widow, widower, orphan, orphaned, hospice, miscarriage, stillborn,
        put to sleep, put down the dog, has died, just died, died today, died yesterday, died last, died in, is dead,
        death of, killed in, memorial, tombstone, gravestone, eulogy, rest in peace"""),
    "sadness-lonely": (0.6, """
        all by herself, all by himself, all alone, table for one, nobody came, no one came, nobody comes, nobody
        visits, no visitors, nobody remembered, no one remembered, nobody remembers, nobody remembered birthday, no
        one remembered birthday, forgot birthday, forgotten birthday, forgets birthday, forgot my birthday, left
        behind, empty nest, empty chair, empty house, nobody calls, nobody called, no friends, picked last, nobody
        picked, not invited, wasn't invited, uninvited, nobody sits, eats lunch alone, spends christmas alone, on her
        own at christmas, last one left"""),
    "sadness-hopeless": (0.7, """
        at end of tether, end of the road, end of the line, last straw for hope, all is lost, lost cause, no point,
        what's the point, no light at the end, up the creek, throws in the towel, threw in the towel, throw in the
        towel, rock bottom, no hope, beyond hope, without hope, ruined, bankrupt, homeless, evicted, eviction, nothing
        left, lost everything, terminal, incurable, weeks to live, months to live, laid off, made redundant,
        redundancy, lost job, loses job"""),
    "sadness-regret": (0.5, """
        cries over spilt milk, if only, should have, shouldn't have, shouldn't have said, wish i had, wishes she had,
        wishes he had, wish i hadn't, wishes she hadn't, wishes he hadn't, never got to say goodbye, never said
        goodbye, kicks himself, kicks herself, kicking myself, eats humble pie, tail between his legs, bad conscience,
        guilty conscience, weighs on conscience, too late to, turn back the clock, turn back time, hangs head in shame"""),
    "sadness-hurt": (0.6, """
        rubs salt in the wound, salt in the wound, kick in the teeth, slap in the face, cuts to the quick, cut to the
        quick, stabs in the heart, cold shoulder, gave the cold shoulder, like a slap, stung by, wounded by, laughed
        at, laugh at her, laugh at him, laughing at her, laughing at him, made fun of, makes fun of, picked on,
        teased, teases, ghosted, left on read, unfriended, snubbed, brushed off, hard done by"""),
    "sadness-pity": (0.5, """
        bless him, bless her, poor thing, poor old, poor little, poor man, poor woman, poor boy, poor girl, poor dog,
        heart goes out, heart went out, stray dog, stray kitten, starving, starving children, beggar, sleeping rough,
        war victims, refugee, refugees, wounded bird, injured bird"""),
    "sadness-sulking": (0.45, """
        takes ball home, in a sulk, has the sulks, face like a slapped, sent to room, sent to bed, no ice cream, no
        dessert, wasn't allowed, isn't allowed, not allowed to, told no, took toy, took the toy, lost at, arms crossed
        in the corner, won't talk to anyone"""),
    "anger-furious": (0.95, """
        spitting nails, spits nails, spitting feathers, spits feathers, spitting blood, spits blood, gone ballistic,
        goes nuts, went nuts, goes bananas, went bananas, goes spare, went spare, does nut, did nut, doing nut, hits
        the roof, through the roof, goes through the roof, lost the plot, loses the plot, sees the red mist, red mist,
        red rag to a bull, like a red rag, wants blood, baying for blood, after blood, blow a gasket, blows a gasket,
        blew a gasket, goes off the deep end, went off the deep end, have a cow, having kittens with rage, throws a
        wobbly, threw a wobbly, throws toys out of the pram, hell hath no fury, gets goat, got goat, up the wall,
        drives up the wall, drove up the wall, driving up the wall, drives round the bend, round the bend, drives mad,
        driving me mad, drives me crazy, driving me crazy, makes blood boil, made blood boil, hulk, volcano about to
        erupt, about to erupt, erupts, erupted, like a volcano, could kill, i'll kill, could strangle, could throttle,
        wants to strangle, beside myself, boils over, boiled over, at boiling point, boiling point, absolutely raging,
        effing and blinding, cheated on, cheating on, ruined my"""),
    "anger-shouting": (0.9, """
        at the top of his voice, at the top of her voice, top of lungs, top of voice, gives an earful, gave an earful,
        tears strips off, tears a strip off, tore a strip off, reads the riot act, read the riot act, bites head off,
        bit head off, biting head off, jumps down throat, jumped down throat, screaming match, shouting match,
        slanging match, bawls out, bawled out, bawling out, hollers, hollered, hollering, bellows, bellowed,
        bellowing, screams at, screamed at, screaming at, barks at, barked at, roars at, roared at, gives what for,
        lays into, laid into, laying into, lets rip, let rip, goes off on one, chews out, chewed out, has it out with,
        thumps the table, thumped the table, bangs fist, banged fist, slams fist, slams phone, slammed the phone,
        hurls, hurled, hurling, throws phone"""),
    "anger-annoyed": (0.5, """
        gets under skin, got under skin, under skin, gets on wick, gets on my wick, gets up nose, gets up my nose,
        drives potty, pain in the neck, pain in the backside, thorn in side, fly in the ointment, ruffles feathers,
        ruffled feathers, rubs up the wrong way, rubbed up the wrong way, grates on, grating on, sets teeth on edge,
        not again, for crying out loud, for heaven's sake, for goodness sake, for god's sake, for pete's sake, do you
        mind, give it a rest, keeps kicking, keeps tapping, keeps ringing, keeps interrupting, keeps barking, keeps
        asking, keeps leaving, keeps clicking, won't stop barking, won't stop talking, kicking back of seat, kicks
        back of seat, kicking seat, snoring again, leaf blower, drilling, mosquito, dripping tap, telemarketer, spam
        calls, loud chewing, chews loudly, slurps, slurping, toilet seat up, dirty socks on the floor"""),
    "anger-frustrated": (0.6, """
        bangs head against, banging head against, brick wall, head against a brick wall, tears hair out, tearing hair
        out, pulls hair out, pulling hair out, pulling hair, end of rope, climbs the walls, climbing the walls, tried
        everything, won't start, doesn't work, does not work, not working, still not working, won't open, won't work,
        broken again, breaks down again, jammed, stuck again, crashed again, freezes again, frozen again, error
        message, locked out, wrong password, forgot password, lost the file, lost all work, out of order, no signal,
        missing screw, last straw, final straw, this is the last straw, back to square one, flat tyre, flat tire,
        computer says no, buffering, keeps crashing, keeps freezing"""),
    "anger-impatient": (0.5, """
        drums fingers, drumming fingers, drummed fingers, taps foot, tapping foot, looks at watch again, checks watch
        again, checks watch, looks at watch, looking at watch, hurry up, get a move on, come on already, come on,
        what's taking so long, takes forever, taking forever, taking ages, takes ages, been waiting, kept waiting,
        keeps waiting, keeps me waiting, stuck in traffic, late again, an hour late, hours late, two hours late, stuck
        behind, hours in the queue, slow driver, still waiting"""),
    "anger-offended": (0.75, """
        takes umbrage, took umbrage, taken umbrage, gets back up, got back up, has a bone to pick, bone to pick, how
        dare, the cheek of it, the nerve of, what a cheek, bare faced, adds insult to injury, insult to injury, looked
        down on her work, called me a, called her a, called him a, called me names, calls me names, told me i was,
        treated like dirt, like dirt, made a fool of, took all the credit, steals idea, stole idea, stole my idea,
        stabbed in back, two faced, double crossed, went behind back, shoplifting, unjustly, unjust, blamed for, got
        blamed, gets blamed, fired unfairly, sexist"""),
    "anger-jealous": (0.6, """
        chip on shoulder, green with envy, green eyed, green eyed monster, sour grapes, nose out of joint, keeping up
        with the joneses, grudge, bears a grudge, holds a grudge, axe to grind, bitter about, begrudges, begrudge,
        coveting, covets, flirts with, flirting with, lipstick on collar, got the promotion instead, gets the
        promotion, promoted instead, always gets, mother's favourite, favourite child, bigger slice"""),
    "anger-grits": (0.65, """
        bites lip in anger, bites her tongue, counts to ten, counting to ten, counted to ten, knuckles white, knuckles
        turn white, white knuckled, fists under the table, holds tongue, held tongue, holding tongue, through clenched
        teeth, through gritted teeth, keeps a lid on, keeping a lid on, bottles up, bottled up, bottling up, swallows
        anger, swallows rage, swallowed anger, slow burn, simmers, simmering, simmered, smoulders, smouldering,
        seethes"""),
    "anger-pissed": (0.8, """
        hacked off, steamed up, hot and bothered, in a strop, throws a strop, has a cob on, got the hump, gets the
        hump, has the hump, teed off, browned off, cheesed off, got a monk on, keyed, dented, scratched, towed away,
        parking fine, speeding ticket, flight cancelled, lost luggage, overbooked, double booked, wrong order, cold
        food again, stole my, stole her, stole his, stolen my, broke into car, ate my, drank my, ruined, spilled on
        my, without asking"""),
    "anger-stern": (0.5, """
        reads the report card, put foot down, puts foot down, lays down the law, laid down the law, wags finger,
        wagging finger, wagged finger, tut tutting, raps knuckles, dressing down, talking to, gives a telling off,
        telling off, caught cheating, caught stealing, caught smoking, caught red handed by, go to your room,
        grounded, detention, marches him to, naughty, misbehaves, misbehaving, misbehaved, drawn on the wall,
        scratched the car"""),
    "anger-scowl": (0.6, """
        got out of bed on the wrong side, wrong side of the bed, face like a bulldog, bulldog chewing a wasp, bear
        with a sore head, sore head, face like thunder, black look, dark look, dark looks, bad hair day, in a foul
        mood, foul mood, filthy mood, in a mood, black mood, mardy, stroppy, mean look, gives dirty look, sour puss,
        not a morning person, killjoy, grinch, scrooge"""),
    "anger-glare": (0.75, """
        looks that could kill, if looks could, cold fish eye, stares down, stared down, staring down, staring him
        down, staring her down, withering look, withering glance, filthy look, filthy looks, gives the stink eye,
        stink eye, side eye of anger, shoots a look, shot a look, eyes like flint, eyes flash, eyes flashed, eyes
        blaze, eyes blazing, eyes blazed, smouldering eyes"""),
    "anger-snarl": (0.9, """
        spoiling for a fight, itching for a fight, picks a fight, squares up, squared up, squaring up, ready to
        pounce, gets in his face, in his face, grabs collar, grabs by the collar, shoves, shoved, shoving, swings at,
        lunges, lunged, lunging, punches, punched, brawl, brawling, hackles up, hackles rise, like a rabid dog,
        fights, fistfight"""),
}  # fmt: skip
