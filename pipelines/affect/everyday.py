"""What people say in everyday language, by emotion, with the AUs that a face then shows (our design and wording).

Each entry is `slug: (text, AUs)`; the id of its passage is "everyday/<emotion>-<slug>". The AUs are what the phrase
makes visible, mostly of the emotion's prototypes (EMFACS; Du et al. 2014).
"""

Phrases = dict[str, tuple[str, str]]

HAPPINESS: Phrases = {
    "beaming": ("Beaming with joy, grinning from ear to ear, all smiles, glowing and radiant.", "AU06 AU12 AU25"),
    "laughing":
        ("Laughing out loud, cracking up, bursting into laughter, in stitches, roaring with laughter.",
         "AU06 AU07 AU12 AU25 AU26"),
    "giggle": ("A giggle, a chuckle or a snicker: quietly amused, finds it funny or hilarious.", "AU06 AU12 AU25"),
    "content":
        ("Content, satisfied, pleased, at peace with the world: a soft, warm, closed-mouth smile.", "AU06 AU12"),
    "cloud-nine":
        ("Over the moon, on cloud nine, ecstatic, euphoric, jumping for joy, happiest day of my life.",
         "AU06 AU12 AU25 AU26"),
    "shy-smile":
        ("A shy, bashful or timid little smile, slightly embarrassed, flattered by a compliment.", "AU12 AU24"),
    "proud":
        ("Proud, triumphant, victorious, just won a medal: a satisfied smile with the chin up.", "AU06 AU12 AU17"),
    "relieved":
        ("Relieved, a weight off the shoulders, phew, thank goodness: the smile after tension is gone.",
         "AU06 AU12 AU25 AU43"),
    "loving":
        ("In love, adoring, tender, affectionate: looks fondly at a baby, a puppy or a sweetheart.", "AU06 AU12"),
    "cheerful":
        ("Cheerful, merry, jolly, in a good mood, having fun, having a great time, feeling great.", "AU06 AU12 AU25"),
    "excited":
        ("Excited, thrilled, stoked, pumped, cannot wait, eager with anticipation of something good.",
         "AU05 AU06 AU12 AU25"),
    "gratitude":
        ("Grateful, thankful, touched and delighted by a kind word or a present, glad to see you.", "AU06 AU12"),
    "happy-tears":
        ("Crying tears of joy, so happy that it brings tears, moved to tears at a wedding or reunion.",
         "AU06 AU12 AU01 AU25"),
}  # fmt: skip

SADNESS: Phrases = {
    "about-to-cry":
        ("About to cry, on the verge of tears, close to tears, eyes welling up, fighting back tears.",
         "AU01 AU04 AU15 AU17"),
    "sobbing":
        ("Sobbing, weeping, bawling, crying her eyes out, tears rolling down the cheeks, in floods of tears.",
         "AU01 AU04 AU06 AU15 AU17 AU43"),
    "heartbroken":
        ("Heartbroken, devastated, crushed, gutted after a break-up, shattered by loss.", "AU01 AU04 AU15 AU17"),
    "blue": ("Feeling blue, gloomy, melancholy, depressed, down in the dumps, low in spirits.", "AU01 AU04 AU15"),
    "grief":
        ("Grieving, mourning, at a funeral, in agony over someone's death, missing somebody who is gone.",
         "AU01 AU04 AU11 AU15"),
    "lonely": ("Lonely, abandoned, homesick, left out, forlorn, nobody to talk to.", "AU01 AU15"),
    "long-face": ("Pulls a long face, downcast, glum, mopes about, hangs the head, looks dejected.", "AU15 AU17"),
    "sulking":
        ("Sulking, pouting with the lower lip stuck out, a moody child who did not get the toy.", "AU04 AU15 AU17"),
    "quivering-chin":
        ("The chin trembles and the lower lip quivers, the voice breaks, tears are coming.", "AU01 AU15 AU17"),
    "pity":
        ("Feels sorry, pity, compassion, sympathetic to somebody's pain, that is so sad, poor thing.",
         "AU01 AU04 AU15"),
    "regret":
        ("Regretful, remorseful, guilty, ashamed, wishes it had never happened, sorry for what was done.",
         "AU01 AU04 AU15 AU24"),
    "hopeless":
        ("In despair, hopeless, has lost all hope, miserable, wretched, nothing matters any more.",
         "AU01 AU04 AU15 AU43"),
    "hurt":
        ("Hurt feelings, wounded, offended into silence, stung by a cruel remark, rejected.", "AU01 AU04 AU15 AU17"),
}  # fmt: skip

ANGER: Phrases = {
    "furious": ("Furious, enraged, livid, fuming, seething, boiling with rage, sees red.", "AU04 AU05 AU07 AU23"),
    "shouting":
        ("Shouting, yelling, screaming at somebody, blows up, loses his temper, explodes, flies off the handle.",
         "AU04 AU05 AU07 AU10 AU25 AU26"),
    "annoyed": ("Annoyed, irritated, bothered, peeved, miffed, getting on my nerves, a bit cross.", "AU04 AU07 AU23"),
    "glare": ("Glares, shoots daggers, gives the evil eye, if looks could kill, a death stare.", "AU04 AU05 AU07"),
    "grits": ("Grits or clenches the teeth, jaw set, lips tight, barely holding back the anger.", "AU04 AU07 AU24"),
    "snarl":
        ("Snarls, bares the teeth, growls like a dog, aggressive and threatening, ready to hit.",
         "AU04 AU09 AU10 AU25"),
    "frustrated":
        ("Frustrated, exasperated, at the end of the rope, nothing works, fed up, had enough.", "AU04 AU07 AU23 AU24"),
    "pissed":
        ("Mad, pissed off, ticked off, outraged, hopping mad, steaming, up in arms about it.", "AU04 AU05 AU07 AU23"),
    "scowl": ("Scowls, frowns darkly, looks like thunder, grumpy, sullen, in a foul mood.", "AU04 AU07 AU17"),
    "jealous": ("Jealous, envious, green with envy, resents somebody else's luck, bears a grudge.", "AU04 AU07 AU24"),
    "offended": ("Insulted, offended, indignant, how dare they, takes it as an affront.", "AU04 AU05 AU23"),
    "impatient":
        ("Impatient, running out of patience, kept waiting too long, snaps at people, hurry up already.", "AU04 AU23"),
    "stern":
        ("Stern, strict, scolding, a disapproving parent or teacher, telling somebody off.", "AU04 AU07 AU24 AU17"),
}  # fmt: skip

SURPRISE: Phrases = {
    "jaw-floor":
        ("Jaw hits the floor, mouth falls open, gobsmacked, flabbergasted, speechless.", "AU01 AU02 AU05 AU25 AU26"),
    "startled": ("Startled, jumps, caught unawares by a loud noise, gasps, taken aback.", "AU01 AU02 AU05 AU25"),
    "amazed":
        ("Amazed, astonished, astounded, blown away, cannot believe her eyes, unbelievable, incredible.",
         "AU01 AU02 AU05 AU25 AU26"),
    "eyebrows-up": ("Eyebrows shoot up, raised eyebrows, a double take, did not see that coming.", "AU01 AU02"),
    "oh": ("Oh! Wow! No way! Really? What? The mouth forms an O at unexpected news.", "AU01 AU02 AU25 AU26"),
    "shocked":
        ("Shocked, stunned, thunderstruck, hit by a bombshell, reels from the revelation.", "AU01 AU02 AU05 AU26"),
    "curious":
        ("Curious, intrigued, wondering, interested, all ears: brows a little raised, eyes bright.", "AU01 AU02 AU05"),
    "disbelief":
        ("In disbelief, incredulous, are you serious, you must be kidding, blinks and stares.", "AU01 AU02 AU05 AU25"),
    "realises":
        ("Suddenly realises or realizes, the penny drops, remembers something forgotten, a light-bulb moment.",
         "AU01 AU02 AU05"),
    "confused":
        ("Confused, puzzled, baffled, perplexed, bewildered, does not understand: one brow up, one down.",
         "AU02 AU04"),
    "wide-eyed":
        ("Wide-eyed, saucer eyes, stares open-mouthed at a magic trick or a sudden revelation.", "AU05 AU25 AU26"),
}  # fmt: skip

DISGUST: Phrases = {
    "grossed-out": ("Grossed out, eww, yuck, ick, that is gross, nasty, revolting.", "AU09 AU10 AU17"),
    "bad-smell":
        ("Smells something rotten, a stench, holds the nose, wrinkles or scrunches up the nose.", "AU09 AU10"),
    "bad-taste": ("Tastes sour milk or bitter medicine, spits it out, awful food, makes a face.", "AU09 AU15 AU17"),
    "sick": ("Feels sick, nauseous, queasy, about to vomit, gags, retches, turns the stomach.", "AU10 AU09 AU25"),
    "repulsed":
        ("Repulsed, repelled, revolted, disgusted, cannot stand the sight of it, sickening, vile.",
         "AU09 AU10 AU17 AU04"),
    "sneer": ("Sneers, curls the upper lip, lip curled in distaste at somebody's bad manners.", "AU10"),
    "dirty":
        ("Filthy, slimy, mouldy or moldy, creepy-crawly: finds a cockroach, a dirty toilet or a hair in the food.",
         "AU09 AU10"),
    "cringe":
        ("Cringes, awkward to watch, so embarrassing for them, secondhand embarrassment.", "AU04 AU07 AU10 AU20"),
    "moral":
        ("Morally disgusted by lies, corruption or cruelty: how low can one sink, that makes me sick.",
         "AU04 AU09 AU10"),
    "aversion":
        ("Dislike, aversion, distaste, no thanks, pushes the plate away, turns up the nose at it.", "AU09 AU17"),
    "pull-face": ("Pulls a face, grimaces with tongue near out, bleh, ugh, as if biting a lemon.", "AU04 AU09 AU20"),
}  # fmt: skip

FEAR: Phrases = {
    "scared-stiff":
        ("Scared stiff, frozen with fear, petrified, paralysed or paralyzed, cannot move, a deer in headlights.",
         "AU01 AU02 AU04 AU05 AU20"),
    "terrified":
        ("Terrified, horror-struck, in terror, scared to death, scared out of her wits.",
         "AU01 AU02 AU04 AU05 AU20 AU25 AU26"),
    "screaming":
        ("Screams in fright, shrieks, a blood-curdling scream, sees a monster or a ghost.",
         "AU01 AU02 AU05 AU20 AU25 AU26"),
    "nervous":
        ("Nervous, jittery, butterflies in the stomach, stage fright before an exam or a speech.",
         "AU01 AU04 AU20 AU28"),
    "worried":
        ("Worried, concerned, fretting, uneasy about what may happen, troubled, biting the lip.", "AU01 AU04 AU24"),
    "panic":
        ("Panics, freaks out, loses it, breaks into a cold sweat, hyperventilates.", "AU01 AU02 AU04 AU05 AU20 AU25"),
    "spooked": ("Spooked, creeped out, spine-chilling, gives the shivers, afraid of the dark.", "AU01 AU02 AU05 AU20"),
    "dread":
        ("Dread, a sinking feeling, apprehensive, fears the worst, something terrible is coming.", "AU01 AU04 AU05"),
    "shaking":
        ("Trembling, shaking like a leaf, cowering, shrinking back, threatened by a stranger.", "AU01 AU04 AU05 AU20"),
    "alarmed": ("Alarmed, on high alert, danger, watch out, eyes dart around, heart pounding.", "AU01 AU02 AU05 AU25"),
    "timid":
        ("Timid, intimidated, insecure, like a frightened child or a mouse, hesitant to speak.", "AU01 AU04 AU20"),
    "phobia":
        ("Afraid of spiders, heights, snakes, needles or the dentist: frightened of it, has a phobia.",
         "AU01 AU02 AU04 AU05 AU20 AU25"),
    "close-call":
        ("A narrow escape, a near miss in traffic: the blood runs cold, face white as a sheet.",
         "AU01 AU02 AU05 AU20 AU25"),
}  # fmt: skip

NEUTRAL: Phrases = {
    "poker-face": ("A poker face, deadpan, stone-faced, gives nothing away, unreadable.", ""),
    "calm": ("Calm, relaxed, composed, serene, at ease, nothing special going on.", ""),
    "not-angry":
        ("Not angry at all, not sad, no longer upset, not afraid: a negated emotion leaves the face at rest.", ""),
    "bored": ("Bored, indifferent, uninterested, could not care less, meh, whatever, tired of listening.", "AU43"),
    "listening": ("Just listening, waiting, reading, looking at the camera, a passport photo.", ""),
    "emotionless":
        ("Emotionless, expressionless, blank, vacant, shows no feeling, no reaction, does not bat an eyelid.", ""),
    "serious": ("Serious, matter-of-fact, businesslike, straight-faced, keeps a straight face.", ""),
    "sleepy": ("Sleepy, drowsy, dozing off, worn out, exhausted, can hardly keep the eyes open.", "AU43"),
    "thinking":
        ("Thinking, pondering, concentrating, lost in thought, focused on a task, brows slightly knit.", "AU04"),
}  # fmt: skip

CONTEMPT: Phrases = {
    "smirk": ("Smirks, a smug half-smile, sarcastic, ironic, sardonic, thinks he is better than you.", "AU12 AU14"),
    "eye-roll": ("Rolls her eyes, scoffs, oh please, gives me a break: dismissive and unimpressed.", "AU14 AU43"),
    "looks-down":
        ("Looks down on people, arrogant, snobbish, haughty, condescending, holds them in low regard.", "AU14 AU12"),
    "mocking": ("Mocks, jeers, ridicules, sniggers at a loser, a cruel or taunting smile.", "AU12 AU14 AU10"),
    "scorn": ("Full of scorn and disdain, contemptuous, how pathetic, beneath me, not worth my time.", "AU14"),
    "sceptic":
        ("Sceptical (skeptical), doubtful, not buying it, yeah right: one brow cocked, one mouth corner tucked.",
         "AU02 AU14"),
}  # fmt: skip

EVERYDAY: dict[str, Phrases] = {
    "happiness": HAPPINESS,
    "sadness": SADNESS,
    "anger": ANGER,
    "surprise": SURPRISE,
    "disgust": DISGUST,
    "fear": FEAR,
    "neutral": NEUTRAL,
    "contempt": CONTEMPT,
}
