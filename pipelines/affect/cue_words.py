"""Everyday English that hints at an emotion without naming it: what bodies and voices do, and what happens to people.

Our design and our reading: a circumstance is a prior, and a named emotion always beats it ("screams with joy", "not
scared of spiders at all"). Same row format as EMOTION_WORDS.
"""

CUE_WORDS: tuple[tuple[str, float, str | None, str], ...] = (
    # --- happiness
    ("happiness", 0.9, None, """
        cheers loudly, jumps up and down, jumping up and down, punches the air, punching the air, fist pump, throws
        arms up, threw arms around, throws arms around, high five, high fives, lottery, jackpot, hits the jackpot,
        all numbers match, team scores, team scored, team wins, team won, scores a goal, scored a goal, scores the
        winner, winning goal, wins gold, gold medal, wins the match, won the match, wins the game, won the game,
        wins a prize, won a prize, wins first prize, said yes, says yes, she said yes, he said yes, marry me,
        proposes to, just married, getting married, gets married, wedding, wedding day, newborn, first grandchild,
        grandchild, grandson, granddaughter, got the job, gets the job, dream job, promoted, promotion, cancer
        free, all clear, comes home from the war, home at last, long lost, reunited, reunion, passed the test,
        passes the test, passed with flying colours, passed with flying colors, got in, accepted into, scholarship,
        standing ovation, crosses the finish line"""),
    ("happiness", 0.7, None, """
        cheer||s|ed|ing, celebrat|e|es|ed|ing|ion, won, wins, winner, victory, applaud||s|ed|ing, applause, claps
        hands, dance, dances, danced, dancing, hums a tune, humming, whistling a tune, sings, singing, birthday,
        birthday cake, birthday present, christmas, christmas morning, present, presents, gift, gifts, unwraps,
        opens a present, party, holiday, holidays, vacation, day off, school is out, last day of school, weekend at
        last, friday afternoon, hug, hugs, hugged, hugging, kiss, kisses, kissed, kissing, cuddl|e|es|ed|ing,
        embrac|e|es|ed|ing, puppy, puppies, kitten, kittens, baby laughs, baby giggles, first steps, first words,
        first word, best friend, old friend, old friends, good friend, friend arrives, runs into arms, comes home
        to, picnic, sunshine, ice cream, love letter, love, loves, loved, beloved, sweetheart, first date, engaged,
        engagement ring, graduat|es|ed|ion|ion day, award, medal, trophy, compliment, compliments, praise, praised,
        praises, thank you, thanks, congratulations, congratulat|es|ed|ing, well done, good mark, good marks, top
        marks, tells a joke, joke, jokes, funny, comedy, comedian, punchline, tickles, great time, good time,
        favourite song, favorite song, favourite food, favorite food, perfect day, beautiful day, sleeps through
        the night, safe and sound, found at last, bonus, pay rise, pay raise, refund, free ticket, pancakes, dream
        come true, wish comes true"""),
    ("happiness", 0.5, None, """
        blush||es|ed|ing, humor, humour, admir|es|ed|ing|ation|ingly, approv|es|ed|ing|ingly|al, car|es for|ing
        look, smells the flowers, smells the roses, smells good, smells great, smells lovely, smells nice, smells
        wonderful, smells delicious, smell of fresh bread, smell of coffee, smell of flowers, tastes good, tastes
        great, tastes delicious, delicious, yummy, yum, tasty, greets, greeting, welcome home, welcomes, waves at,
        waves hello, hello, pats on the back, thumbs up, warm bath, first cup of coffee, cup of tea, sunset on the
        beach, playing with kids, plays with kids, plays with dog, nods happily, finally home, job done, pleasing,
        made it, flirt||s|ed|ing|y|atious|atiously, teases, teasing"""),
    # --- sadness
    ("sadness", 0.95, None, """
        died, dies, dead, death, passed away, passes away, has passed, funeral, graveside, grave, gravestone,
        cemetery, coffin, burial, buried, buries, urn, ashes, obituary, widow, widower, orphan||s|ed, lost his
        wife, lost her husband, lost mother, lost father, lost baby, miscarriage, stillborn, put down dog, put to
        sleep, sob||s|bed|bing, bawl||s|ed|ing, wail||s|ed|ing, weep||s|ing|y, wept, terminal, months to live, life
        support, says goodbye forever, last goodbye, final goodbye, suicide"""),
    ("sadness", 0.75, None, """
        cry, cries, cried, crying, tears, tearful||ly, teary, teary eyed, shed a tear, sheds a tear, sheds tears,
        shedding tears, wells up, welling up, welled up, tears up, teared up, eyes fill with tears, eyes filled
        with tears, eyes filling with tears, eyes well up, eyes welled up, eyes welling up, eyes brim with tears,
        eyes brimming with tears, tears in eyes, tears well up, tear rolls down, tear runs down, tears streaming
        down, tears stream down, tears run down, tears running down, tears roll down, tears rolling down, tears
        fall, tears falling, wet eyes, red eyes, eyes glisten, glistening eyes, watery eyes, eyes water, eyes
        watering, sniffle, sniffles, sniffling, whimper||s|ed|ing, lump in throat, voice breaks, voice cracks,
        buries face in hands, face in hands, head in hands, hangs head, hung head, hanging head, slumps, slumped,
        shoulders slump, shoulders sag, stares at the floor, goodbye, goodbyes, farewell, bids farewell, broke up
        with, breaks up with, breaking up, broken up, breakup, break up, dumped, divorc|e|ed|es, left me, left him,
        left her, leaves him, leaves her, leaving forever, moving away, moved away, moves away, gone forever, never
        coming back, not coming back, never come back, never returns, never see again, last letter, old photograph,
        old photo, old photos, empty chair, empty bed, empty house, empty crib, dog's collar, dog's bowl, memorial,
        memory of, alone, all alone, left alone, left behind, on own at christmas, nobody came, no one came, nobody
        comes, no one remembers, nobody remembers, forgot birthday, forgotten, sick child, diagnosis, cancer,
        hospice, fired from, lost job, lost home, laid off, made redundant, bankrupt, evicted, house burned down,
        refugee, war memorial, rained off, cancelled, canceled"""),
    ("sadness", 0.5, None, """
        sigh||s|ed|ing, failed, fails, fail, failing, failure, flunked, rejection, rejection letter, turned down,
        not selected, not chosen, not picked, didn't make the team, comes last, came last, finishes last, lost,
        loses, losing, loser, second place, relegated, by a single mark, apologi|ses|zes|sing|zing, apology,
        sulk||s|ed|ing, misses, missed you, miss you, misses you, rainy day, grey sky, farewell party, unanswered,
        no reply, never called, never calls, didn't call, stood up, nobody to talk to, lost toy, broken toy,
        balloon flies away, drops ice cream, dropped ice cream"""),
    # --- anger
    ("anger", 0.9, None, """
        yell||s|ed|ing, shouts at, shouted at, shouting at, slams the door, slammed the door, slamming the door,
        door slams, slams fist, slammed fist, slams down, slammed down, pounds fist, pounding fist, pounds the
        table, hits the table, bangs the table, throws a plate, smashes, punches the wall, punched the wall, kicks
        the door, kicked the door, kicks the wall, tears up the letter, rips up, clenches fists, clenched fists,
        clenching fists, fists clenched, fists clench, clenches fist, clenched fist, makes a fist, shakes fist,
        shaking fist, fists, tantrum, temper tantrum, vein throbs, vein in forehead, veins bulging, red in face,
        red faced, goes red, face turns red, face reddens, growl||s|ed|ing, storms off, storms out, stormed off,
        stormed out, storming out, storming off, slashed tyres, slashed tires, spits in face, slaps, slapped, hit
        by, beats, beaten, bully, bullies, bullied, bullying, abuse, abused, racist, racism, injustice, corrupt,
        corruption, stabbed in the back"""),
    ("anger", 0.7, None, """
        shouts, shouted, shouting, argu|e|es|ed|ing|ment|ments, quarrel||s|led|ling|ed|ing, fight with, fights
        with, row with, curses, cursing, cursed, swears at, swearing, swore at, scold||s|ed|ing, tells off, told
        off, insult||s|ed|ing, offended by, rude, rudely, lie to face, lied to, lies to, lying to, liar, lied
        about, cheat||s|ing|ed on, betray||s|ed|al, steal||s|ing, stole, stolen, thief, thieves, robbed, robbery,
        mugged, scammed, scam, ripped off, overcharged, scratched car, scratched new car, scratched my car,
        scratched his car, scratched her car, keyed car, keyed my car, dented car, hit and run, driven off, drove
        off, parking ticket, clamped, towed, parking space, parking spot, cut off in traffic, cut me off, cuts in
        line, cut in line, jumps the queue, jumped the queue, pushes in, pushed in front, pushes in front, skips
        the line, skipped the line, traffic jam, tailgat|es|ing, honk||s|ed|ing, on hold, hangs up on, hung up on,
        line drops, line goes dead, call drops, customer service, crashes again, printer jams, computer crashes,
        deleted my work, blam|e|es|ed|ing, falsely accused, wrongly accused, accused of, takes the credit, took the
        credit, takes credit, unfair||ly, not fair, broken promise, broke promise, breaks promise,
        interrupt||s|ed|ing, ignor|es|ed|ing me|ing him|ing her, talks over, talked over, talks down to, treated
        like, behind back, talked behind back, loud neighbour, loud neighbor, neighbours drill, neighbor's music,
        neighbour's music, noise at night, vandal||s|ised|ized, graffiti on, broke my, broke her phone, broke his
        phone, smashed window, ate my lunch, eats my lunch, ate my sandwich, late again, delayed again, cancelled
        again, canceled again, third time this week, for the third time, refuses to pay, won't refund, kicked,
        provok|e|es|ed|ing, wronged, rivals"""),
    # --- surprise
    ("surprise", 0.9, None, """
        you could have knocked me down with a feather, knocked me down with a feather, knocked down with a feather,
        knock me down with a feather, knocked her down with a feather, knocked him down with a feather, well i
        never, would you believe it, pinch me, rubs eyes in, surprise party, magic trick, magician, out of thin
        air, into thin air, rabbit out of a hat, pulls a rabbit, plot twist, twin brother, twin sister, identical
        twin, secret twin, long lost brother, long lost sister, back from the dead, turns out to be alive,
        unexpected visitor, unexpected guest, elephant in the, parrot speaks, parrot speak, dog talks, cat talks,
        talking dog, talking cat, ufo, alien, aliens, meteor, total stranger knows, childhood nickname, did that
        just, did that really, did you just see, did you see that, is that real"""),
    ("surprise", 0.7, None, """
        unexpected||ly, out of nowhere, from nowhere, all of a sudden, sudden noise, sudden news, loud bang, bang,
        pops out, pops up, jumps out from, jumped out from, jumps out of the cake, balloon bursts, balloon pops,
        jack in the box, turns out, it turns out, who would have thought, who'd have thought, of all people, never
        expected, didn't expect, did not expect, wasn't expecting, was not expecting, doesn't expect, not
        expecting, without warning, appears behind, appears in front of, appeared in front of, reappears,
        vanish||es|ed, disappears, disappeared, walks in on, turns the corner and, lights come on, everyone shouts
        surprise, unannounced, coincidence, same dress, recognises, recognizes, recognised, recognized, speaks
        french, speak french, secret revealed, the truth comes out, finds money, found money, snow in july, snow in
        june, snow in august, what on earth"""),
    # --- disgust
    ("disgust", 0.9, None, """
        retch||es|ed|ing, gag||s|ged|ging, vomit||s|ed|ing, throws up, threw up, throwing up, thrown up,
        puk|e|es|ed|ing, heaves, dry heaving, sick on the floor, maggot||s, cockroach||es, roach, roaches, rat in
        the kitchen, rats, dead rat, rotting, rotten egg, rotten eggs, rotten food, rotten meat, rotten fish,
        rotting meat, sewage, sewer, faeces, feces, poo, poop, dog poo, dog poop, dog mess, excrement, diarrhea,
        diarrhoea, dirty diaper, dirty nappy, nappy, diaper, pus, snot, phlegm, mucus, spit, spits out, spit out,
        spat out, spits it out, spit it out, spat it out, carcass, roadkill, corpse, entrails, guts, gore, clogged
        toilet, blocked toilet, dirty toilet, filthy toilet, public toilet, overflowing toilet, urine, pee"""),
    ("disgust", 0.75, None, """
        hair in soup, hair in food, hair in my soup, stranger's hair, fly in soup, fly in my soup, hair in the
        plughole, plughole, clogged drain, slug, slugs, worm, worms, leech, leeches, lice, flea, fleas, bedbugs,
        mould, mold, mouldy, moldy, mildew, mouldy bread, moldy bread, fungus, slime, slimy, sour milk, spoiled
        milk, milk has gone off, milk gone off, gone off, gone bad, off milk, past sell by date, expired, curdled,
        rancid, smell, smells, smelly, smelled, smelt, odour, odor, stench, stink, stinks, stinky, stinking, reeks,
        whiff, whiffs, bad breath, body odour, body odor, unwashed, sweaty socks, dirty socks, old socks, dirty
        dishes, dirty, toenail, toenails, nose picking, picks nose, picking nose, picked nose, chewed gum, chewing
        gum under, chews with mouth open, chewing with mouth open, eats with mouth open, belch||es|ed, burp||s|ed,
        fart||s|ed, garbage, rubbish bin, trash, dumpster, leftovers, week old, raw liver, liver, oyster, oysters,
        tastes bad, tastes awful, tastes of, bites into a lemon, bit into a lemon, lemon, cough syrup, bitter
        medicine, steps in, stepped in, sticky floor, something sticky, something soft and wet, half eaten, cold
        sick, blister, wound oozing, oozing, ooze, scab, barge pole, wouldn't touch it, would not touch it, touch
        with a ten foot pole, ten foot pole, recoil||s|ed|ing"""),
    # --- fear
    ("fear", 0.95, None, """
        scream||s|ed|ing, shriek||s|ed|ing, gun, gunman, gunshot, gunshots, shots fired, points a gun, knife, knife
        at throat, murderer, killer, serial killer, intruder, burglar, break in, broke in, breaking in, somebody in
        the house, someone in the house, standing at the foot of the bed, hand on shoulder in the dark, held
        hostage, hostage, kidnapped, bomb, explosion, air raid, earthquake, tsunami, tornado, avalanche, fire
        spreads, house on fire, building on fire, smoke fills, trapped, can't get out, locked in, drowning, falling
        off, about to fall, brakes fail, brakes failed, brakes don't work, engine fails, engine on fire, plane
        drops, plane is going down, plane crash, car crash, skids, out of control, shark, bear, wolf, wolves,
        tiger, crocodile, angry dog, huge dog, dog runs at, big dog, chased, chases, chasing, being
        followed, following her, following him, following me, footsteps behind, footsteps, runs for life"""),
    ("fear", 0.75, None, """
        trembl|e|es|ed|ing, shaking, shivering, shiver||s|ed, shudder||s|ed|ing, quiver||s|ed|ing, cower||s|ed|ing,
        flinch||es|ed|ing, cring|e|es|ed|ing, gulp||s|ed|ing, hides under, hid under, hiding under, hides behind,
        hid behind, hiding behind, wants to hide, runs away, ran away, running away, flees, fled, fleeing, backs
        away, backed away, backing away, heart pounds, heart pounding, heart pounded, heart races, heart racing,
        heart raced, heart hammers, heart hammering, heart thumps, goosebumps, goes pale, turns pale, turned pale,
        went pale, pale, ghost, ghosts, haunted, haunted house, horror film, horror movie, scary movie, scary film,
        monster, monsters, zombie, zombies, vampire, spider, spiders, tarantula, snake, snakes, wasp, wasps, rat
        runs, in the dark, pitch dark, dark alley, darkness, alone at night, woods at night, graveyard at night,
        cemetery at night, basement, cellar, attic noise, noise downstairs, noise in the night, creak||s|ing, door
        creaks, lights go out, lights went out, power goes out, thunder, thunderstorm, lightning, storm,
        turbulence, height, heights, cliff, ledge, edge of the roof, looks down from, lift stops, lift gets stuck,
        stuck in a lift, stuck in the lift, elevator stops, stuck in an elevator, stuck in the elevator, danger,
        dangerous, threat, threats, ransom, siren, sirens, stranger in, shadow in, shadow on, someone is watching,
        somebody is watching, being watched, at knifepoint, at gunpoint, lost in the forest, lost in the woods,
        child is missing, missing child, can't find child, lost child, can't see child"""),
    ("fear", 0.5, "anxiety", """
        biopsy, test results, results of the test, waiting for the results, waits for the results, waiting for
        results, waiting for the result, waits for the result, exam, exams, before the exam, job interview,
        interview, dentist, dentist's, surgery, operation, operating theatre, operating room, injection, needle,
        needles, emergency room, waiting room, first day of school, first day at, on stage, goes on stage, public
        speech, speech in front of, sweaty palms, palms sweat, palms sweating, sweating, bites nails, biting nails,
        bites nail, chews nails, chewing nails, nail biting, fidget||s|ed|ing, pacing, paces, taps foot, tapping
        foot, wrings hands, wringing hands, can't sleep, lies awake, phone rings at night, called into the office,
        boss wants to talk, we need to talk, overdue, deadline, school gate, customs officer, pulled over, police
        officer"""),
    # --- neutral
    ("neutral", 0.0, None, """
        passport photo, passport picture, id photo, id picture, driving licence photo, mugshot, nothing in
        particular, thinks of nothing, thinking of nothing, thinking about nothing, waits for the lift, waits for
        the bus, waits for the train, waiting for the bus, waiting for the train, waiting for the lift, waits in
        line, waiting in line, waits in the queue, waiting in the queue, reads the paper, reads a newspaper,
        reading the paper, reading a newspaper, reading a book, reads a book, reads the manual, reading the manual,
        reads the timetable, reading the timetable, weather forecast, watches the traffic, watching the traffic,
        watches paint dry, watching paint dry, types a report, fills in a form, filling in a form, folds laundry,
        folding laundry, ironing, washes the dishes, washing the dishes, brushes teeth, brushing teeth, ties shoes,
        tying shoes, stirs tea, stirring tea, peels potatoes, peeling potatoes, commute, commuter, commuting, looks
        out of the window, looking out of the window, listens to the lecture, listening to the lecture, sits still,
        sitting still, stands still, spreadsheet, spreadsheets, timetable, sleeps, business as usual"""),
)  # fmt: skip

# What holds a word of the lexicon and means something else: read over, so that it names nothing.
FALSE_FRIENDS = """
    dies away, died away, die away, dying away, dies down, died down, die down, dying down, dying to, dead end,
    dead center, dead centre, dead slow, dead straight, would love to, i'd love to, we'd love to, love to see, love
    for you to, like mad, lost in thought, lost weight, at a loss leader, sick leave, mad scientist, mad hatter,
    bitter cold, bitter chocolate, sour cream, dark hair, dark haired, dark eyes, dark eyed, dark skin, dark
    skinned, dark brown, dark blue, dark suit, dark room, pale skin, pale skinned, pale blue, pale light, red hair,
    at present, present day, presents himself, presents herself, present himself, present herself, content warning,
    sad to say, i'm afraid so, i'm afraid not, no wonder, wonder if, wonders if, wonder whether, wonders whether,
    shocking pink, bear with, bear in mind, teddy bear, shakes hands, shaking hands, shake hands, shook hands,
    spitting image, dirty blonde, dirty blond, smell of roses, gun metal, fire place, lemon yellow, chewing gum,
    party line, third party, tiger lily, storm cloud grey, cold weather, calm sea, calm water, still life, dry
    cleaning, blank page, blank paper, blank screen, blank wall, won't, present tense, past tense, future tense,
    tense of, passive voice, interview photo, gross domestic, gross income, gross weight, surprise me, joy
    division, joy stick, gag order, gift shop, gift card, dance floor, party wall, round table, wink of sleep, in
    the light of, brow pencil, eyebrow pencil, lip balm, lip gloss, open question, jaw line, nose job, cheek bones,
    upset stomach, cancer sign, death metal, love seat, lies on the sofa, lies on the bed, lies down, lying down,
    lying on, lie down, lies in bed, lying in bed, moved house, moved on, touched up, touched down, blew up
    balloons, on fire place, head down, looks down, looking down, looked down, looks up, looking up, looked up,
    glances up, glances down, eyes down, eyes up, cuts off the crust, tears open, tears off, tears apart, tear
    open, alarm clock, emergency exit, honest mistake, delayed start, lemon tree, kind regards, best regards,
    thrill ride, ghost town, ghost writer, wolf whistle, rat race, bug fix, worm hole, book worm, bookworm
"""
