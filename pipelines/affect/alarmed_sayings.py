"""Sayings of fear, disgust and contempt: idioms and events, by the passage that they mean (our design, our reading).

Each row is `slug: (intensity 0..1, phrases)`; the passage is "everyday/" and the slug. Spelled as in EMOTION_WORDS.
"""

ALARMED_SAYINGS: dict[str, tuple[float, str]] = {
    "disgust-grossed-out": (0.85, """
        gross me out, grosses me out, ewww, blergh, bleurgh, barf, barfs, barfed, barfing, makes me gag, made me gag,
        gag reflex, makes me want to, gives me the ick, gag worthy, vomit inducing, stomach churning, icky feeling,
        boogers, booger, earwax, ear wax, armpit, armpits, sweaty armpit, drool, drools, drooling, slobber, slobbers,
        pimple, pimples, pops a pimple, dandruff, used tissue, wet dog"""),
    "disgust-bad-smell": (0.8, """
        stinks to high heaven, to high heaven, something is off, smells off, smells fishy, smells funny, funny smell,
        strange smell, smell of, smells of, pongs, pong, ponging, whiffy, reek, reeked, reeking, musty, fetid, foetid,
        malodorous, who farted, cut the cheese, holds nose, holding nose, held nose, pinches nose, pinching nose,
        pinched nose, covers nose, covering nose, sniffs the milk, sniffs the, sniffed the, fridge has been off, been
        off for weeks, left in the sun, smelly feet, litter box, cat litter, gym bag, blue cheese, compost, bin juice,
        durian, fish market"""),
    "disgust-bad-taste": (0.75, """
        leaves a bad taste, left a bad taste, tastes like, tasted like, tastes foul, tasted foul, tastes vile, tasted
        vile, sour note, bitter pill, salty coffee, salt instead of sugar, salt in coffee, spits it into, spat it
        into, soggy, stale, burnt, overcooked, undercooked, brussels sprouts, brussels sprout, sprouts, broccoli,
        spinach, cod liver oil, castor oil, anchovies, anchovy, tripe, haggis, black pudding, kale, vinegar, sour
        pickle, off the menu, bites into something, half a maggot, half a worm, inedible"""),
    "disgust-sick": (0.9, """
        sick as a dog, sick as a parrot from, green at the gills, turns green, turned green, goes green, went green,
        lose lunch, lost lunch, loses lunch, losing lunch, about to hurl, hurls over the side, bring up lunch, brings
        up, chunder, upchuck, hurl up, tosses cookies, stomach lurches, stomach lurched, stomach heaves, seasick,
        carsick, airsick, food poisoning, morning sickness, hungover, hangover, hung over, sick bag, sick bucket, pool
        of vomit"""),
    "disgust-repulsed": (0.9, """
        makes flesh crawl, made flesh crawl, flesh crawl, flesh creep, flesh crawls, makes skin creep, turns stomach,
        can't stand the sight, cannot stand the sight, couldn't stand the sight, can't bear to look, cannot look at,
        gruesome, grisly, gory, ghastly, grotesque, festering, decomposing, decaying, infested, infestation, swarming
        with flies, crawling with, covered in flies, covered in slime, putrefying, lecherous, groped, gropes, groping"""),
    "disgust-dirty": (0.75, """
        dirty as a pigsty, pigsty, pig sty, grubby, grimy, mucky, scummy, scuzzy, grime, filth, muck, gunk, greasy,
        caked in, hairball, hair in the drain, hair in the sink, clogged sink, clump of hair, hair in the shower, dog
        hair, fingernail in, toenail clippings, stain on the sheets, stained sheets, stained mattress, bed bug, bed
        bugs, mouse droppings, droppings, bird droppings, cow dung, dung, manure, unflushed, didn't flush, not
        flushed, unwashed hands, dirty fork, lipstick on the glass, sat in something, sits in something, sits on
        something wet, stands in something, trod in, treads in, trodden in, stepped on a slug, band aid in, plaster
        in, nail in burger, bug in salad, insect in"""),
    "disgust-aversion": (0.6, """
        not cup of tea, not my cup of tea, isn't my cup of tea, not really my cup of tea, wouldn't be seen dead, not
        be seen dead, no thanks, no thank you, i'd rather not, rather starve, not for me, can't abide, cannot abide,
        can't bear, can't stand, cannot stand, couldn't stand, pushes plate away, pushed plate away, pushing plate
        away, pushes away plate, pushes bowl away, pushes the plate, slides the dish back, sliding the dish back,
        sends it back, refuses to eat, won't eat, wouldn't eat, refuses to touch, won't touch, holds it at arm's
        length, at arm's length, with two fingers, between two fingers, picky eater, fussy eater, turns head from the
        spoon"""),
    "disgust-cringe": (0.5, """
        cringeworthy, toe curling, toes curl, cringey, cringy, want to sink into the ground, hard to watch, can't
        watch, embarrassing uncle, off key, out of tune, tmi, too much information, overshares, lovey dovey, slobbery
        kiss, wet kiss"""),
    "disgust-moral": (0.8, """
        sickens, sickened by, makes me sick, makes you sick, beyond the pale, how low can, sinks so low, stoops so
        low, scum, scumbag, slimeball, sleazy, sleaze, creep, pervert, perverted, perv, depraved, despicable,
        shameless, heartless, inhumane, inhuman, cruelty, cruel to animals, puppy mill, kicks a dog, kicked a dog,
        kicking a dog, starved dog, child abuse, war crimes, torture, bribe, bribes, bribed, hypocrite, hypocrisy, two
        faced politician, profiteering, poisoned the river, poisons the river, toxic waste, dumping waste, for profit,
        exploits, exploitation, sweatshop"""),
    "disgust-pull-face": (0.6, """
        face like a bulldog licking, sucks a lemon, sucking a lemon, sucked a lemon, bites a lemon, bit a lemon,
        biting a lemon, as if sucking, sticks out tongue, sticks tongue out, sticking out tongue, tongue out, sour
        candy, sour sweets, cough medicine, spoonful of medicine, takes medicine"""),
    "fear-scared-stiff": (0.95, """
        freezes, froze, freezes on the spot, rooted to the spot, glued to the spot, stiff with fright, numb with fear,
        turned to stone, can't move a muscle, couldn't move, can't move, dares not move, dare not move, doesn't dare,
        didn't dare, holds breath, held breath, holding breath, rabbit in the headlights, rabbit in headlights, like a
        rabbit, hides in the wardrobe, hiding in the wardrobe, outside the tent, something big breathing, heavy
        breathing behind"""),
    "fear-terrified": (0.95, """
        scares the living daylights, living daylights, scared the pants off, bejesus, scares the hell, scared the
        hell, scared the life, frightened the life out, wits end with fear, in fear of, fears for life, heart stops,
        heart stopped, heart stood still, gut wrenching fear, hell on earth, about to crash, going to die, gonna die,
        we're all going to die, about to die, life flashes, life flashed, missile, missiles, shelling, bombs, bombing,
        gunfire, shooter, attacked by, attack, attacks, attacked, plane plunges, plane drops, nosedive, engine catches
        fire, parachute doesn't open, parachute fails, sinking ship, ship is sinking, boat capsizes, lions, charges
        at, charging at"""),
    "fear-screaming": (1.0, """
        screams bloody murder, screaming bloody murder, screams blue murder, screams head off, screamed head off,
        bloodcurdling, let out a scream, lets out a scream, piercing scream, chainsaw, masked man, clown in the,
        psycho, jumpscare, yelps, yelped, squeals in terror, ghost train"""),
    "fear-nervous": (0.55, """
        cat on a hot tin roof, hot tin roof, bag of nerves, ball of nerves, stomach in knots, stomach is in knots,
        knots in stomach, knot in stomach, bundle of, shaking hands before, palms are sweating, hands are sweating,
        clammy hands, sweaty hands, throat goes dry, mouth is dry, dry mouth, mouth goes dry, heart in throat, clears
        throat, stammers, stammering, stammered, stutters, stuttering, stuttered, blind date, first date, meets the
        parents, meet the parents, driving test, audition, before going on stage, goes on in five, about to go on, on
        stage, forgot lines, forgotten lines, forgotten his lines, forgotten her lines, penalty kick, penalty
        shootout, presentation, job interviews, exam hall, oral exam, lie detector, ring in pocket, propose, take off,
        takeoff, curtain goes up, curtain rises, hundred people are waiting"""),
    "fear-worried": (0.55, """
        sick with worry, worried sick, worrying sick, worries herself sick, beside herself with worry, worry lines, on
        mind, at wits end about, can't reach him, can't reach her, not answering the phone, doesn't answer the phone,
        isn't answering, not home yet, not come home, hasn't come home, should have been home, still not back, still
        not home, past midnight, past curfew, no word from, no news from, high fever, has a fever, running a fever,
        lump in breast, found a lump, finds a lump, strange noise from the engine, warning light, rent is due, can't
        pay the rent, can't pay, bills, debts, paces up and down, paces the, pacing up and down, checks phone every,
        lies awake at night, sleepless, tosses and turns, climate change, storm is coming, hurricane"""),
    "fear-panic": (0.95, """
        headless chicken, like a headless chicken, runs around like, loses head, lost head, losing head, hits the
        panic button, panic button, presses all the buttons, goes to pieces, went to pieces, can't breathe, cannot
        breathe, couldn't breathe, gasping for air, gasps for air, running out of air, air runs out, water rises,
        water is rising, water rising, stampede, crush, evacuate, evacuation, fire alarm, smoke under the door, lost
        her child, lost his child, child is gone, pram is empty, where is my child, overslept, passport is gone,
        missed the flight, late for the exam, blank page in the exam, lift is stuck, stuck between floors, lift
        dropped, lift drops, elevator drops, elevator dropped, lift plunges, sos, mayday, swarm"""),
    "fear-spooked": (0.75, """
        gives me the creeps, gives her the creeps, gave me the creeps, gives the willies, bumps in the night, goes
        bump in the night, things that go bump, someone walked over my grave, sixth sense, feels watched, feeling
        watched, gooseflesh, goose bumps, goose pimples, hairs on the back of neck, hair on the back of neck,
        floorboards, floorboard, haunted by, old mansion, abandoned house, abandoned hospital, fog, misty graveyard,
        strange shadow, shadows, howling, howls in the distance, howl in the night, rustling, twig snaps, rattling
        door, door handle turns, knock at midnight, empty house at night, nobody there, no one there, opens by itself,
        moves by itself, weird noise, strange noise, odd noise, doll"""),
    "fear-dread": (0.6, """
        sinking feeling, pit of stomach, pit in stomach, bad feeling, sword of damocles, waiting for the axe, waiting
        for the other shoe, facing the music, face the music, walks the plank, lamb to the slaughter, lambs to the
        slaughter, writing on the wall, calm before the storm, brace for, braces for, bracing for, braced for, bad
        omen, impending, doom, doomed, looming, ominous, verdict, judgement day, death row, execution, letter from the
        tax office, letter from the court, letter from the bank, call from the hospital, headmaster's office,
        principal's office, boss's office, come into my office, see me after class, police at the door"""),
    "fear-shaking": (0.85, """
        shakes all over, shaking all over, teeth chatter, teeth chattering, knees knock, knees buckle, knees tremble,
        knees weak, legs like jelly, legs turn to jelly, like jelly, quivers, quivering, quaking in boots, quakes in
        boots, cowers, huddles, huddled, huddling, curls up under, under the bed, under the table, in the wardrobe,
        behind the sofa, stalker, stalked, stalking, followed home, follows her, follows him, following her home,
        mugger, attacker, robber, robbers, masked robber, at gun point, held up at"""),
    "fear-alarmed": (0.8, """
        alarm bells, red flag, red alert, warning sign, look out, watch out, mind your head, stop the car, smell of
        gas, smells gas, smells burning, smell of burning, smells smoke, smell of smoke, smoke coming, flames, in
        flames, on fire, catches fire, caught fire, swerves, swerved, swerving, brakes hard, slams on the brakes,
        slammed on the brakes, black ice, ice cracks, ice is cracking, ice creaks, rope snaps, rope breaks, runs into
        the road, runs into the street, ran into the road, ran into the street, too close to the edge, swallowed a,
        choking, chokes, choked, growls at, bull, bees, wasps, hornet, hornets, landslide, flood, shaking building,
        ground shakes, tremor, quake"""),
    "fear-timid": (0.55, """
        scared of own shadow, afraid of own shadow, own shadow, wouldn't say boo to a goose, boo to a goose, little
        mouse, like a mouse, quiet as a mouse, clings to mother, clings to leg, clinging to mother, clings to,
        clinging to, hides behind mother, first day at kindergarten, first day at school, new school, big boys, older
        boys, whimper, whimpers, whimpered, whimpering, meek, meekly, shrinking violet, lacks courage, chickens out,
        chicken out"""),
    "fear-phobia": (0.85, """
        scared of heights, afraid of heights, fear of flying, afraid of flying, scared of flying, looks down from the,
        top of the ladder, glass floor, ferris wheel, diving board, ten metre board, high dive, rope bridge,
        claustrophobic, claustrophobia, mri, cave, tunnel, dentist's chair, drill, jab, vaccination, tarantulas,
        creepy crawly, creepy crawlies, mouse runs, mice, bats, bat, clowns, clown, moth, dobermann, rottweiler,
        pitbull, sight of blood"""),
    "fear-close-call": (0.85, """
        close shave, close call, near miss, by a whisker, by a hair's breadth, within an inch, missed by inches,
        inches away, narrow escape, narrowly missed, narrowly misses, narrowly escapes, almost hit, nearly hit, almost
        fell, nearly fell, nearly falls, almost falls, nearly died, almost died, nearly drowned, almost drowned,
        nearly run over, almost run over, just misses, just missed by, loses grip, loses footing, lost footing, slips
        on the edge, dangling, dangles, hangs by a"""),
    "contempt-smirk": (0.6, """
        told you so, i told you so, cat that ate the canary, ate the canary, pleased at rival's, gloat|s|ed|ing|ingly,
        schadenfreude, laughs up sleeve, crows over, know it all, know all, smart alec, smarty pants, wise guy,
        cocksure"""),
    "contempt-looks-down": (0.6, """
        high horse, on high horse, too big for boots, too big for his boots, lord it over, lords it over, lording it
        over, airs and graces, puts on airs, holier, upper crust, toffee nosed, la di da, hoity toity, high and
        mighty, beneath notice, below station, riff raff, peasants, commoners, commoner, the help, cheap shoes, second
        rate, inferior, inferiors, upstart, bumpkin"""),
    "contempt-scorn": (0.7, """
        not worth the paper, not fit to, not worth, not worth spit, pathetic, spineless, worthless, laughable, good
        for nothing, waste of space, waste of time, loser, losers, weakling, wimp, lowlife, pipsqueak, charlatan,
        amateur, amateurs, talentless, what a joke, lickspittle, brown nosing, grovel|s|ling, suck up, sucking up"""),
    "contempt-mocking": (0.6, """
        pokes fun, poking fun, laughing stock, takes the mickey, taking the mickey, takes the piss, taking the piss,
        makes a mockery, imitates stutter, imitates limp, imitates accent, heckl|e|es|ed|ing|er, slow clap, boo off,
        mimics, mimicking, jibe, jibes"""),
    "contempt-eye-roll": (0.5, """
        oh please, yeah right, as if, give me a break, spare me, here we go again, heard it all before, talk to the
        hand, whatever you say, dad joke, not this again, tell me about it"""),
    "contempt-sceptic": (0.5, """
        pinch of salt, grain of salt, takes with a pinch, cock and bull story, cock and bull, fishy story, doesn't buy
        it, don't buy it, not buying it, isn't buying it, hard to swallow, wasn't born yesterday, not born yesterday,
        a likely story, likely story, dog ate homework, dog ate my homework, snake oil, used car salesman, get rich
        quick, sounds dubious, tall tale, tall story"""),
}  # fmt: skip
