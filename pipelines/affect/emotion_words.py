"""Everyday English for emotions: words with their inflections, idioms, signs; 0..1 is how strong each usually is.

Our design: which word stands for which emotion and how strongly is our reading of everyday use, in the grades of FACS
(.25 slight, .5 marked, .8 severe, 1.0 maximum). "stem|a|b" is short for "stema, stemb". Words that only grade, negate
or compare ("not", "kind of", "like") belong to the grammar; words with another common meaning stand in phrases only.
Blends are in blend_words, what only hints at an emotion in cue_words, movements of the face in face_words.
"""

# (emotion, intensity, label, phrases)
EMOTION_WORDS: tuple[tuple[str, float, str | None, str], ...] = (
    # --- happiness
    ("happiness", 1.0, None, """
        delirious||ly, like a kid in a candy store, chuffed to bits, psyched, beside herself with joy, beside
        himself with joy, ecstatic||ally, elat|ed|ion|edly, euphori|a|c|cally, overjoyed, jubilant|||ly,
        jubilation, rapture, rapturous, blissful||ly, bliss, thrill||s|ed|ing, exhilarat|ed|ion|ing, over the moon,
        on cloud nine, in seventh heaven, on top of the world, jumping for joy, jumps for joy, tears of joy, tears
        of happiness, crying with joy, crying with happiness, cries with joy, cries with happiness, weeping for
        joy, weeps for joy, happy tears, happiest, happiest day, best day of life, pure joy, sheer joy, bursting
        with joy, bursting with happiness, beside with joy, walking on air, tickled pink, radiant with joy,
        rejoic|e|es|ed|ing, exult||s|ed|ing|ant, laughs out loud, in stitches, rolling with laughter, howls with
        laughter, hysterical with laughter, laughs hysterically, laughing hysterically, can't stop laughing, lol,
        lmao, rofl, triumphant||ly, triumph, on a high, in heaven, stoked, pumped up, hyped, woohoo, yippee,
        hooray, jump for joy, dancing with joy, dances with joy, wild with joy, giddy with joy, couldn't be
        happier, can't be happier, never been happier"""),
    ("happiness", 0.85, None, """
        enthusias|m|tic|tically, enchanted, enthralled, dazzled, chuffed, like the cat that got the cream,
        delight||s|ed|edly|ful|fully, joy||s|ful|fully|ous|ously, gleeful||ly, glee, merriment,
        excit|ed|edly|ement, exuberan|t|tly|ce, euphoric smile, full of joy, giddy, giddily, hilarious||ly,
        hilarity, ador|es|ed|ing|ingly|ation, enraptured, in high spirits, good news, great news, wonderful news,
        won the lottery, on fire with joy, so funny, fell in love, falls in love, in love, lovestruck, madly in
        love, happy as a clam, made day, makes day, made her day, full of the joys of spring, having a blast,
        having the time of life, time of life, best news, victorious||ly"""),
    ("happiness", 0.7, None, """
        eager||ly|ness, carefree, loving||ly, confident||ly, chipper, perky, bubbly, buoyant||ly, energetic||ally,
        keen, zealous||ly, happy, happily, happier, happiness, cheer|ful|fully|fulness, cheery, merry, merrily,
        jolly, jovial||ly, mirth, mirthful||ly, upbeat, sunny, in a good mood, in good mood, in a great mood, good
        mood, great mood, great spirits, feeling good, feels good, feels great, feeling great, feels wonderful,
        feeling wonderful, enjoy||s|ed|ing|ment, having fun, has fun, had fun, love it, loves it, loving it,
        proud||ly, pride, amus|e|es|ed|ing|ement, entertained, tickled, playful||ly, radiant, lights up, lit up,
        lighting up, brightens up, brightened up, brightening up, brighten up, cheers up, cheered up, cheer up,
        cheering up, optimis|m|tic|tically, lighthearted, light hearted, lively, rosy, sparkling eyes, eyes
        sparkle, eyes sparkling, eyes sparkled, eyes shine, eyes shining, eyes light up, eyes lit up, twinkle in
        eye, twinkle in eyes, sparkle in eyes, sparkle in eye, warms the heart, warmed the heart, warmly,
        heartwarming, haha, hahaha, hehe, yay, well pleased, pleased as punch, satisfi|ed|es, finds it funny, found
        it funny, finds funny, funny joke, joke lands, laughing eyes, good laugh, wins the race, won the race,
        passed the exam, passes the exam"""),
    ("happiness", 0.5, None, """
        caring, comfortable, phew, aww, sentimental||ly, pleas|ed|antly pleased|ure, glad||ly|ness,
        content||ed|edly|ment|edness, satisfaction, reliev|ed|edly, relief, hopeful||ly, grateful||ly, gratitude,
        thankful||ly, affection||ate|ately, tender||ly|ness, fond||ly|ness, charmed, flattered, at peace with the
        world, warm glow, warmth, appreciat|ive|ively, breathes a sigh of relief, sigh of relief, sighs with
        relief, sighed with relief, weight off shoulders, what a relief, cozy, cosy, welcoming||ly, friendly, warm
        look, sympathetic smile, inspired, deeply touched, moved to smile"""),
    ("happiness", 0.35, None, """
        mildly amused, shy||ly|ness, bashful||ly, coy||ly, not unhappy, quite content, quietly happy, quietly
        pleased, quietly content, nostalgi|a|c|cally, wry, wryly, mischievous||ly, cheeky, cheekily, polite||ly"""),
    # --- sadness
    ("sadness", 1.0, None, """
        gutted, agoniz|ed|ing, agonis|ed|ing, tortured, in bits, in pieces, brokenhearted, heartsick,
        devastat|ed|ing|ion|edly, heartbroken, broken hearted, broken heart, heart breaks, heart is breaking, heart
        broke, heart breaking, heartbreak||ing|ingly, inconsolabl|e|y, grief stricken, grief,
        griev|e|es|ed|ing|ous|ously, mourn||s|ed|ing|er|ers, bereaved, bereft, anguish||ed, agony of grief, sobbing
        uncontrollably, crying uncontrollably, cries uncontrollably, cries eyes out, cried eyes out, crying eyes
        out, cry eyes out, bursts into tears, burst into tears, bursting into tears, breaks down in tears, broke
        down in tears, breaking down in tears, breaks down crying, broke down crying, breaks down, broke down,
        breaking down, floods of tears, in floods of tears, dissolves into tears, dissolved into tears, crushed,
        shattered, wretched||ly|ness, desolat|e|ion, despair||s|ed|ing|ingly, suicidal, lost the will to live,
        loses the will to live, world collapsed, world falls apart, falls apart, fell apart, falling apart, tears
        pouring down, cries like a baby, cried like a baby, crying like a baby, saddest, distraught, at a funeral,
        at the funeral"""),
    ("sadness", 0.8, None, """
        in tears, moved to tears, close to crying, reduced to tears, blubber||s|ed|ing, blubs, boohoo,
        snivel||s|ling|led, bleak||ly, doleful||ly, dreary, alienated, sorrow||s|ful|fully, miser|y|able|ably,
        depress|ed|ing|ion, depressive, despond|ent|ently|ency, dejected||ly|ness, dejection, heavy hearted, heavy
        heart, with a heavy heart, woe, woeful||ly, mournful||ly, melanchol|y|ic|ia, gloom||y|ily|iness,
        tragic||ally, tragedy, loss of a loved one, dog died, cat died, grandmother died, grandfather died, mother
        died, father died, friend died, lost a loved one, heart sinks, heart sank, heart is sinking, down in the
        dumps, down in the mouth, in the depths of, at rock bottom, hits rock bottom, hit rock bottom, dispirited,
        downhearted, disconsolate||ly, crestfallen, forlorn||ly, pained, suffer||s|ed|ing, remorse||ful|fully, full
        of regret, choked up, chokes up, choking up, tearing up, tear falls, lonely, loneliness, homesick,
        abandoned, rejected, hopeless||ly|ness"""),
    ("sadness", 0.6, None, """
        pessimis|m|tic|tically, brave face, feels empty, feeling empty, misty eyed, misty eyes, tear stained,
        hollow eyed, oh dear, cut up about, grim, grimly, sad, sadly, sadder, sadness, saddened, sadden|s|ing,
        about to cry, going to cry, about to burst into tears, on the verge of tears, on the brink of tears, near
        tears, close to tears, fighting tears, fights tears, fighting back tears, fights back tears, fought back
        tears, holding back tears, holds back tears, held back tears, blinks back tears, blinking back tears,
        choking back tears, tries not to cry, trying not to cry, want to cry, wants to cry, wanted to cry, feel
        like crying, feels like crying, felt like crying, looks like crying, unhapp|y|ily|iness, upset, upsets,
        upsetting, hurt, hurts, feelings hurt, wounded look, downcast, feeling blue, feels blue, felt blue, feeling
        down, feels down, felt down, feeling low, feels low, felt low, low spirits, in low spirits, out of spirits,
        bad mood, glum||ly, sorry for, sorrowing, mope||s|d, moping, mopey, sullen||ly, moros|e|ely, dismal||ly,
        cheerless, joyless, long face, sad eyes, hangdog, broken spirit, ashamed, shame, shamefaced||ly, guilt,
        guilty, guiltily, humiliated, humiliation, mortified, lonesome, left out, bad news, sad news, terrible
        news, misses him, misses her, misses home, misses mother, misses friend, misses family, like a kicked
        puppy, under the weather, self pity, pitiful||ly, sympath|y|etic|etically, compassion||ate|ately, pity,
        heart aches, heartache, aching heart"""),
    ("sadness", 0.4, None, """
        wistful||ly, pensive||ly, rueful||ly, regret||s|ted|ting|ful|fully, bummed, bummed out, bummer, blue mood,
        subdued, somber||ly, sombre||ly, a little down, a bit down, a bit blue, a little blue,
        embarrass||ed|ing|ment, sheepish||ly, apologetic||ally, sorry, contrite, sulk|y|ily, downbeat, longing||ly,
        yearning"""),
    ("sadness", 0.5, "disappointment", """
        discontent||ed|edly, disappoint||s|ed|edly|ing|ingly|ment, let down, feels let down, feeling let down,
        letdown, disillusion||ed|ment, dishearten||ed|ing, discourag|ed|ing|ement, deflated, disenchanted,
        dismay||ed, dissatisf|ied|action, expected more, expected better, hopes dashed, dashed hopes, hopes were
        crushed, hoped for more, not what hoped for, what a letdown, what a shame, failed the exam, lost the game,
        loses the game, lost the match, unimpressed, underwhelmed, didn't get the job"""),
    ("sadness", 0.6, "helplessness", """
        desperat|e|ely|ion, torn, helpless||ly|ness, powerless||ly|ness, at a loss, at wits end, at wit's end,
        doesn't know what to do, don't know what to do, didn't know what to do, nothing can be done, nothing to be
        done, nothing she can do, nothing he can do, nothing they can do, there is nothing to do, gives up, gave
        up, giving up, given up, give up, defeated, defeat, resign|ed|edly|ation, overwhelmed, lost all hope, lost
        hope, loses hope, no way out, can do nothing, out of options, at end of rope, at end of tether, in over
        head, forsaken, vulnerable, throws up hands, can't cope, nothing left to try, nothing left to do, nothing
        left to say, nothing helps, there is no way out, cannot cope, beyond help, no hope left, hands are tied"""),
    # --- anger
    ("anger", 1.0, None, """
        white hot, cold fury, grr, argh, like a bull in a china shop, beside himself with rage, beside herself with
        rage, belligerent||ly, violent||ly, livid, furious||ly, fury, enrag|e|es|ed|ing, rage, rages, raged,
        raging, in a rage, irate||ly, incensed, infuriat|e|es|ed|ing|ingly, outrag|e|es|ed|ing, outrageous||ly,
        wrath||ful|fully, seething, seeth|e|es|ed, fuming, fumes, fumed, boiling, boiling with rage, boiling with
        anger, boils with rage, blood boils, blood is boiling, blood boiled, sees red, saw red, seeing red, hits
        the roof, hit the roof, hitting the roof, hits the ceiling, hit the ceiling, blows a fuse, blew a fuse,
        blows top, blew top, blows stack, blew stack, flips out, flipped out, flipping out, flies into a rage, flew
        into a rage, flies off the handle, flew off the handle, goes ballistic, went ballistic, ballistic, goes
        berserk, went berserk, berserk, goes mental, apoplectic, rabid||ly, steam coming out of ears, steaming,
        loses temper, lost temper, losing temper, lose temper, loses cool, lost cool, loses it completely, snaps
        at, snapped at, explodes with anger, exploded with anger, explodes with rage, ready to explode, about to
        explode, about to blow up, wants to kill, wants to punch, wants to hit, ready to punch, screams in anger,
        murderous||ly, vengeful||ly, out for blood, bloodthirsty, foaming at the mouth, spitting mad, hopping mad,
        raving mad, mad as hell, angriest, throws a tantrum, throwing a tantrum, on the warpath, roars with anger"""),
    ("anger", 0.75, None, """
        hacked off, brassed off, browned off, like a bear with a sore head, narked, angry, angrily, angrier, anger,
        angers, angered, mad, madder, mad at, indignant||ly, indignation, wroth, hostil|e|ity,
        aggress|ive|ively|ion, resent||s|ed|ing|ful|fully|ment, bitter||ly|ness, embittered, pissed off, pissed,
        ticked off, teed off, cheesed off, worked up, up in arms, hot under the collar, in a temper, temper, bad
        tempered, ill tempered, hot tempered, hot headed, short tempered, mad look, fed up, had enough, sick and
        tired of, had it up to here, had it with, at end of patience, out of patience, losing patience, loses
        patience, lost patience, patience snaps, threaten||s|ed|ing|ingly, menac|e|es|ing|ingly, fierce||ly|ness,
        vicious||ly, venom||ous|ously, spite||ful|fully, rude remark, offend|ed, offense, affronted,
        defian|t|tly|ce, feisty, confrontational, combative, complains angrily, lashes out, lashed out, lashing
        out, dirty look, dirty looks, if looks could kill, death stare, evil eye, daggers, looks daggers, like
        thunder, face like thunder, bristl|e|es|ed|ing, jealous||ly|y, envious||ly, envy, treated unfairly, that's
        unfair, that's not fair, cheated, blood pressure rises, vex||ed|ing|ation, exasperat|ed|ing|edly|ion"""),
    ("anger", 0.5, None, """
        moody, defensive||ly, bottling it up, bites tongue, biting tongue, damn, bah, tuts, tut tut, tut tuts,
        annoy||s|ed|ing|ingly|ance, irritat|e|es|ed|ing|edly|ion, irritab|le|ly|ility, irk||s|ed|some,
        frustrat|e|es|ed|ing|edly|ion, aggravat|ed|ing|ion, cross with, feels cross, looks cross, is cross, gets
        cross, getting cross, a bit cross, rather cross, very cross, grump|y|ily, grouch|y, cranky, crabby,
        cantankerous, surly, testy, testily, tetchy, snappy, agitat|ed|edly|ion, rattled, stern||ly|ness, severe
        look, strict look, impatien|t|tly|ce, displeas|ed|ure, disgruntled, disapprov|e|es|ed|ing|ingly|al,
        nettled, piqued, put out, gets on nerves, getting on nerves, got on nerves, rubs the wrong way, bugs her,
        bugs him, bugged, bothered, ticks off, gripes, grumbl|e|es|ed|ing, huff||s|y, in a huff, hissy fit,
        stubborn||ly, determin|ed|edly|ation, sore about, rubbed the wrong way, on edge with anger, tense with
        anger, rivalry"""),
    ("anger", 0.35, None, """
        a bit miffed, miffed, peeved, peevish||ly, riled, riled up, ruffled, put off by, slightly annoyed, mildly
        annoyed, not amused, not best pleased, less than pleased, none too pleased"""),
    # --- surprise
    ("surprise", 1.0, None, """
        knocked for six, holy cow, holy moly, holy smoke, wtf, shock||s|ed, in shock, astonish||es|ed|ing|ment,
        astound||s|ed|ing, flabbergasted, dumbfounded, dumbstruck, thunderstruck, stunned, stun||s|ning silence,
        gobsmacked, blown away, mind blown, mind blowing, speechless, bowled over, floored, jolt||s|ed, knocked
        sideways, jumps out of skin with surprise, bolt from the blue, out of the blue, can't believe eyes,
        couldn't believe eyes, can't believe ears, can't believe it, couldn't believe it, cannot believe it, never
        saw it coming, didn't see it coming, didn't see that coming, doesn't see it coming, caught completely off
        guard, utter disbelief, total disbelief, eyes pop out, eyes popping out, eyes popped out, omg, oh my god,
        oh my gosh, lost for words, at a loss for words, lost her tongue, unbelievable, no way, like a bombshell,
        bombshell"""),
    ("surprise", 0.8, None, """
        tongue tied, oh my, aaah, gaga, amaz|e|es|ed|ing|ingly|edly|ement, surpris|e|es|ed|ing|ingly|edly,
        surpriz|ed|ing, startl|e|es|ed|ing|ingly, wonderstruck, incredul|ous|ously|ity, disbelie|f|ving|vingly,
        taken aback, caught off guard, taken by surprise, caught by surprise, caught unawares, off guard, double
        take, does a double take, did a double take, gasps in surprise, wonder, wonderment,
        marvel||s|ed|ing|led|ling, spellbound, starstruck, agog, wow, whoa, what the, jumps in surprise, jumped in
        surprise"""),
    ("surprise", 0.5, None, """
        flustered, disoriented, expectant||ly, puzzl|ed|ing|ement, baffl|ed|ing|ement, bewilder||ed|ing|ment,
        confus|ed|edly|ing|ion, perplex||ed|ing|ity, bemused||ly, mystified, nonplussed, stumped, dazed,
        disconcerted, thrown off, curious||ly, curiosity, intrigued, quizzical||ly, inquisitive||ly, doubletake,
        huh, oh really, eyebrow raised, impressed, fascinat|ed|ion"""),
    # --- disgust
    ("disgust", 1.0, None, """
        revolt|ed|ing|ingly, revulsion, repuls|ed|ive|ion, sickened, sickening||ly, nauseat|e|es|ed|ing|ingly,
        abhor||s|red|rence|rent, loath|e|es|ed|ing|some, detest||s|ed|able, about to vomit, about to throw up,
        about to puke, going to vomit, going to throw up, going to be sick, going to puke, about to be sick, wants
        to vomit, wants to throw up, want to vomit, makes sick, made sick, makes stomach turn, turns stomach,
        turned stomach, stomach turns, stomach turned, stomach churns, stomach churning, puky, vile, putrid,
        rotten, abominable, abomination, filthy"""),
    ("disgust", 0.8, None, """
        nasty, nauseous||ly, repugnan|t|ce, hideous||ly, skeevy, green around the gills, green about the gills,
        sick to the stomach, sick to stomach, feels sick, feeling sick, felt sick, disgust||s|ed|edly|ing|ingly,
        grossed out, gross, grosses out, gross out, repell||ed|ent, repels, nausea, queasy, queasily, yuck, yucky,
        eww, ew, ewww, ugh, blech, bleh, icky, ick, the ick, foul, foul smell, bad smell, awful smell, horrible
        smell, terrible smell, smells bad, smells awful, smells something bad, smells something foul, smells
        something rotten, smelled something bad, smelled something awful, garbage smell, tastes terrible, tastes
        something bad, tasted something awful, bad taste, bad taste in mouth, makes skin crawl, skin crawls, skin
        crawling, finger down throat, can't stomach, cannot stomach, couldn't stomach, stomach it, unappetizing,
        unappetising, unsavory, unsavoury"""),
    ("disgust", 0.5, None, """
        distaste||ful|fully, aver|se|sion, dislike||s|d, disliking, off putting, turned off, unpleasant||ly|ness,
        sour face, sour look, sour expression, sour taste, makes a face, made a face, making a face, pulls a face,
        pulled a face, pulling a face, squeamish||ly, put off food, put off by the smell, bitter taste"""),
    ("disgust", 0.6, "contempt", """
        complacent||ly, pooh pooh, pooh poohs, leer||s|ed|ing, contempt||uous|uously, disdain||s|ed|ful|fully,
        scorn||s|ed|ful|fully, scoff||s|ed|ing, despis|e|es|ed|ing, deris|ion|ive|ively, derid|e|es|ed|ing,
        mock||s|ed|ing|ingly|ery, ridicul|e|es|ed|ing, jeer||s|ed|ing, taunt||s|ed|ing|ingly,
        condescend||s|ed|ing|ingly, condescension, patroni|zing|sing|zingly|singly, haught|y|ily|iness,
        arrogan|t|tly|ce, snob||bish|bishly|bery|by, snooty, snootily, stuck up, supercilious||ly, smug||ly|ness,
        self satisfied, cocky, superior look, feels superior, feeling superior, looks superior, superiority,
        dismissive||ly, looks down on, looking down on, looked down on, looks down nose, looking down nose, looks
        down her nose, nose in the air, turns up nose, turned up nose, belittl|e|es|ed|ing, sardonic||ally,
        sarcas|m|tic|tically, cynic|al|ally|ism, snide||ly, sniff||s|ed dismissively, better than everyone, beneath
        contempt, beneath her, beneath him, not worth her time, not worth his time, holier than thou, rolls eyes,
        rolled eyes, rolling eyes, roll eyes, eye roll, eyeroll, eyes roll, disrespect||ful|fully, unworthy,
        pathetic||ally"""),
    # --- fear
    ("fear", 1.0, None, """
        spine tingling, blanch||es|ed|ing, frantic||ally, terrif|y|ies|ied|ying|yingly, terror, terroris|ed|ing,
        terroriz|ed|ing, horrif|y|ies|ied|ying|ic, horror, horrors, petrif|ied|ying, panic||s|ked|king|ky, panic
        stricken, panic attack, in a panic, scared stiff, scared to death, scared witless, scared silly, scared out
        of wits, scared half to death, frightened to death, frightened out of wits, frightened stiff, frozen with
        fear, frozen in fear, freezes in fear, froze in fear, paralysed with fear, paralyzed with fear, paralysed
        by fear, paralyzed by fear, scared for life, fears for life, fearing for life, feared for life, blood
        curdling, blood runs cold, blood ran cold, jumps out of skin, jumped out of skin, hair stands on end, hair
        stood on end, hair standing on end, white as a sheet, pale with fear, as if seen a ghost, sees a ghost, saw
        a ghost, seen a ghost, seeing a ghost, nightmare, nightmares, nightmarish, aghast, traumati|sed|zed,
        hysteri|a|cal|cally, mortal danger, running for life, deer in the headlights, deer in headlights, terrified
        eyes, wide eyed with fear, wide eyed with terror, trembling with fear, shaking with fear, quaking with
        fear, shaking in boots, shakes in boots, heart in mouth, knees knocking, scariest, afraid for life"""),
    ("fear", 0.75, None, """
        freaks, oh no, creeps, creeped, wigged out, shaken, shaken up, shaky, shakily, hunted, chilling, disturbed,
        disturbing, fear||s|ed|ing|ful|fully|fulness, afraid, scar|e|es|ed|ing|y|ily|ier, frighten||s|ed|ing|ingly,
        fright, frightful||ly, spook||s|ed|ing|y, dread||s|ed|ing|fully, alarm||ed|ing|ingly,
        intimidat|e|es|ed|ing|ion, tremulous||ly, quak|e|es|ing, quivering with fear, shak|ing with fright|ing like
        a leaf|es like a leaf, shook like a leaf, freaked out, freaks out, freaking out, freak out, creeped out,
        creeps her out, creeps him out, creepy, eerie, hunted look, timid||ly|ity, in danger, wants to run away,
        wants to flee, runs away from, chills down spine, chill down spine, shivers down spine, shiver down spine,
        cold feet, cold sweat, gets the creeps, gives the creeps, heebie jeebies, willies, phobi|a|c, vertigo,
        cowardly, coward, shrinks back, shrank back, shrinking back, scaredy cat"""),
    ("fear", 0.5, "anxiety", """
        antsy, unnerv|ed|ing, uncomfortabl|e|y, self conscious||ly, unsure, reluctan|t|tly|ce, cautious||ly,
        twitchy, oops, yikes, distracted, anxi|ety|ous|ously|eties, nerv|ous|ously|ousness|y, nerves,
        worr|y|ies|ied|iedly|ying, worrisome, uneas|e|y|ily|iness, apprehens|ive|ively|ion, tense, tensely,
        tension, tens|es up|ed up|ing up, stress||ed|ful|ed out, jitter||s|y, jumpy, edgy, on edge, restless||ly,
        skittish||ly, fidgety, fret||s|ted|ting|ful, concern||ed|edly, troubled, butterflies in stomach,
        butterflies, on tenterhooks, on pins and needles, pins and needles, keyed up, wound up, high strung, strung
        out, overwrought, sweating bullets, nervous wreck, bundle of nerves, stage fright, foreboding, trepidation,
        angst, insecure||ly, insecurity, unsettled, distress||ed|ing, perturbed, disquiet, hesita|nt|ntly, waits
        for results, exam nerves, swallows hard, swallowed hard, swallowing hard, bated breath, biting her nails,
        paranoi|a|d, wary, warily, suspicious||ly, mistrust||ful"""),
    # --- neutral
    ("neutral", 0.0, None, """
        meh, whatever, so what, who cares, shrug||s|ged|ging, solemn||ly, chills out, chilled out, keeps cool, kept
        cool, keeping cool, stays cool, lethargic||ally, reflective||ly, stony, holding it together, holds it
        together, ambivalent||ly, neutral||ly|ity, calm||s|ed|ly|ness|ing down|s down|ed down, expressionless||ly,
        blank, blankly, blank face, blank stare, blank look, blank expression, no expression, without expression,
        without any expression, without emotion, no emotion, without any emotion, emotionless||ly, unemotional||ly,
        deadpan, poker face, poker faced, straight face, straight faced, stone faced, stony faced, stone face,
        stony face, impassive||ly, unmoved, unreadable, composed, composure, collected, serene||ly, serenity,
        tranquil||ly|ity, placid||ly, peaceful||ly, at peace, relax||es|ed|ing, at ease, at rest, resting face,
        face at rest, face is still, indifferen|t|tly|ce, apath|y|etic|etically, aloof, detached, disinterested,
        uninterested, bor|ed|ing|edom, unaffected, unfazed, unbothered, nonchalan|t|tly|ce, matter of fact, even
        tempered, cool as a cucumber, level headed, stoic||al|ally, passive||ly, vacant, vacantly, vacant stare,
        wooden face, wooden expression, mask like face, feels nothing, shows nothing, showing nothing, betrays
        nothing, gives nothing away, unperturbed, unresponsive, back to normal, back to neutral, returns to normal,
        returns to neutral, plain look, ordinary face, normal face, normal expression, meditat|e|es|ing, zoned out,
        daydream||s|ing, focused, concentrat|e|es|ed|ing|ion, poised, unimpassioned"""),
)  # fmt: skip

# Single signs and emoticons that people type instead of a word.
EMOJI: dict[str, tuple[str, float]] = {
    "😀": ("happiness", 0.8), "😃": ("happiness", 0.8), "😄": ("happiness", 0.9), "😁": ("happiness", 0.9),
    "😆": ("happiness", 1.0), "😂": ("happiness", 1.0), "🤣": ("happiness", 1.0), "😊": ("happiness", 0.7),
    "🙂": ("happiness", 0.4), "☺": ("happiness", 0.6), "😍": ("happiness", 0.9), "🥰": ("happiness", 0.9),
    ":)": ("happiness", 0.6), ":-)": ("happiness", 0.6), ":D": ("happiness", 0.9), "😢": ("sadness", 0.7),
    "😭": ("sadness", 1.0), "😞": ("sadness", 0.6), "😔": ("sadness", 0.5), "🙁": ("sadness", 0.4),
    "☹": ("sadness", 0.6), ":(": ("sadness", 0.6), ":-(": ("sadness", 0.6), "😐": ("neutral", 0.0),
    "😑": ("neutral", 0.0), "😶": ("neutral", 0.0), "😠": ("anger", 0.7), "😡": ("anger", 1.0), "🤬": ("anger", 1.0),
    "😮": ("surprise", 0.7), "😯": ("surprise", 0.6), "😲": ("surprise", 0.9), "🤯": ("surprise", 1.0),
    "🤢": ("disgust", 0.8), "🤮": ("disgust", 1.0), "😨": ("fear", 0.8), "😧": ("fear", 0.7),
    "😰": ("fear", 0.8), "😱": ("fear", 1.0), "😟": ("fear", 0.4),
}  # fmt: skip
