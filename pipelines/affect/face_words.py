"""Everyday English for what a face does, and the Action Units (AUs) of each movement.

Our design after the FACS manual (Ekman, Friesen & Hager 2002): an action outside our 20 AUs is given the nearest of
them (AU32 lip bite as AU28, AU44 squint as AU07, AU45 blink and AU46 wink as AU43, AU27 mouth stretch as AU26). Which
emotion a movement hints at is our reading. "stem|a|b" is short for "stema, stemb".
"""

from collections.abc import Mapping


# (likely emotion or "", intensity, label, AUs, phrases): movements that have a word or an idiom of their own
EXPRESSION_WORDS: tuple[tuple[str, float, str | None, Mapping[str, float], str], ...] = (
    ("happiness", 0.6, None, {"AU06": 0.5, "AU12": 0.7}, """
        smil|e|es|ed|ing|ingly|ey, warm smile, warm smiles, gentle smile, kind smile, friendly smile, mouth
        smiling, smiling mouth, pleasant smile"""),
    ("happiness", 0.3, None, {"AU12": 0.3}, """
        half smile, half smiles, faint smile, slight smile, small smile, little smile, tiny smile, thin smile,
        ghost of a smile, hint of a smile, trace of a smile, flicker of a smile, shadow of a smile, smiles faintly,
        smiles slightly, smiles a little, smiled faintly, smiling faintly, smiling slightly, mona lisa smile,
        suppressed smile, secret smile"""),
    ("happiness", 0.4, None, {"AU12": 0.45, "AU06": 0.2}, """
        shy smile, shyly smiles, smiles shyly, smiled shyly, smiling shyly, bashful smile, coy smile, soft smile,
        wistful smile, sheepish smile, smiles softly, smiled softly, smiling softly, closed mouth smile"""),
    ("happiness", 0.3, None, {"AU12": 0.5}, """
        polite smile, polite smiles, politely smiles, smiles politely, smiled politely, smiling politely, fake
        smile, fake smiles, fakes a smile, faking a smile, false smile, forced smile, forces a smile, forced a
        smile, forcing a smile, strained smile, stiff smile, posed smile, social smile, professional smile,
        customer service smile, plastic smile, empty smile, cold smile, smile that doesn't reach eyes, smile
        doesn't reach eyes, smile does not reach eyes, smile never reaches eyes, smiles for the camera, smile for
        the camera, say cheese, tight smile, tight lipped smile, puts on a smile"""),
    ("happiness", 0.9, None, {"AU06": 0.8, "AU12": 0.9, "AU25": 0.7}, """
        grin||s|ned|ning, grins from ear to ear, grinning from ear to ear, grinned from ear to ear, grin from ear
        to ear, smiles from ear to ear, smiling from ear to ear, smile from ear to ear, ear to ear, beam||s|ed|ing,
        broad smile, wide smile, big smile, huge smile, bright smile, beaming smile, radiant smile, dazzling smile,
        toothy smile, toothy grin, open mouthed smile, open smile, open mouth smile, smiles broadly, smiled
        broadly, smiling broadly, smiles widely, smiled widely, smiling widely, smiles brightly, smiling brightly,
        flashes a smile, all smiles, cheshire cat, full smile, happy smile"""),
    ("happiness", 0.75, None, {"AU06": 0.8, "AU12": 0.8}, """
        genuine smile, real smile, true smile, duchenne smile, duchenne, heartfelt smile, smiling eyes, smiles with
        eyes, smizing, eyes smiling, eyes smile, crinkly eyes, crow's feet, laugh lines, smiles genuinely, smiling
        genuinely"""),
    ("happiness", 0.9, None, {"AU06": 0.9, "AU12": 0.95, "AU25": 0.8, "AU26": 0.5}, """
        laugh||s|ed|ing|ingly|ter, cackl|e|es|ed|ing, guffaw||s|ed|ing, hoot of laughter, throws head back
        laughing, throws head back and laughs, belly laugh, roars with laughter, peals of laughter, bursts out
        laughing, burst out laughing, bursting out laughing, bursts into laughter, burst into laughter, cracks up,
        cracked up, cracking up"""),
    ("happiness", 0.7, None, {"AU06": 0.6, "AU12": 0.8, "AU25": 0.5}, """
        giggl|e|es|ed|ing|y, chuckl|e|es|ed|ing, chortl|e|es|ed|ing, titter||s|ed|ing, snicker||s|ed|ing,
        snigger||s|ed|ing"""),
    ("disgust", 0.5, "contempt", {"AU12": 0.5, "AU14": 0.9}, """
        smirk||s|ed|ing|ingly|y, one sided smile, one sided smirk, crooked smile, crooked grin, lopsided smile,
        lopsided grin, sly smile, smug smile, smug grin, mocking smile, sarcastic smile, scornful smile,
        contemptuous smile, contemptuous smirk, one corner of mouth, one corner of mouth up, one lip corner up,
        raises one corner of mouth, lifts one corner of mouth, one mouth corner, sideways smile, condescending
        smile, superior smile, arrogant smile, evil smile, evil grin"""),
    ("disgust", 0.6, "contempt", {"AU10": 0.6, "AU14": 0.6}, "sneer||s|ed|ing|ingly"),
    ("disgust", 0.6, None, {"AU09": 0.6, "AU10": 0.6, "AU04": 0.3, "AU25": 0.3}, """
        grimac|e|es|ed|ing, disgusted face, face of disgust, lip curl of disgust, yuck face"""),
    ("anger", 0.45, None, {"AU04": 0.8}, "frown||s|ed|ing|ingly, worry lines between brows"),
    ("sadness", 0.5, None, {"AU15": 0.7, "AU17": 0.4}, """
        upside down smile, face falls, face fell, face drops, face dropped, face crumples, face crumpled, face
        crumpling, crumpled face, mouth frown, clown frown, sad mouth, drooping mouth, downturned mouth, down
        turned mouth, downturned lips, turn that frown"""),
    ("anger", 0.75, None, {"AU04": 0.9, "AU07": 0.6, "AU23": 0.5}, """
        scowl||s|ed|ing|ingly, angry frown, deep frown, glower||s|ed|ing"""),
    ("anger", 0.75, None, {"AU04": 0.8, "AU05": 0.5, "AU07": 0.6}, """
        glar|e|es|ed|ing|ingly, hard stare, angry stare, icy stare, cold stare, hard eyes, piercing stare, stares
        daggers, staring daggers, death glare, fierce eyes, fiery eyes"""),
    ("anger", 0.8, None, {"AU04": 0.9, "AU09": 0.4, "AU10": 0.8, "AU25": 0.8}, """
        snarl||s|ed|ing, teeth bared in anger, with teeth bared, bares teeth, bared teeth, baring teeth"""),
    ("anger", 0.7, None, {"AU04": 0.4, "AU23": 0.6, "AU24": 0.5, "AU17": 0.3}, """
        clenches teeth, clenched teeth, clenching teeth, teeth clenched, clench teeth, grits teeth, gritted teeth,
        gritting teeth, teeth gritted, grit teeth, grinds teeth, grinding teeth, clenches jaw, clenched jaw,
        clenching jaw, jaw clenched, jaw clenches, jaw clench, jaw tightens, jaw tightened, jaw sets, jaw set, set
        jaw, tight jaw, jaw tight, muscle in jaw"""),
    ("sadness", 0.4, None, {"AU17": 0.7, "AU15": 0.4}, """
        pout||s|ed|ing|y, sticks out lower lip, lower lip sticks out, lower lip out, pushes out lower lip, lower
        lip juts out, bottom lip out, sticks out bottom lip"""),
    ("sadness", 0.7, None, {"AU17": 0.7, "AU15": 0.5, "AU01": 0.5}, """
        chin trembles, chin trembling, trembling chin, chin quivers, chin quivering, quivering chin, chin wobbles,
        wobbling chin, lip trembles, lip trembling, trembling lip, lip quivers, lip quivering, quivering lip, lip
        wobbles, wobbly lip, lips tremble, lips trembling, trembling lips, lips quiver, lips quivering, quivering
        lips, lower lip trembles, lower lip quivers, lower lip wobbles, bottom lip trembles, bottom lip quivers,
        bottom lip wobbles"""),
    ("sadness", 0.6, None, {"AU01": 0.8, "AU04": 0.4}, """
        puppy dog eyes, puppy eyes, puppy dog eyebrows, sad eyebrows, pleading eyes, pleading look, oblique brows,
        slanted brows, slanting brows, brows slant, brows slanted, brows tilt upward, brows tilted upward, inner
        brows together, worried brows, worried brow, worried eyebrows, brows up and together, brows raised and
        drawn together, eyebrows raised and drawn together, raised and drawn together, brows draw up and together,
        brows drawn up and together"""),
    ("sadness", 0.7, None, {"AU04": 0.7, "AU06": 0.5, "AU07": 0.7, "AU09": 0.3, "AU10": 0.4, "AU43": 0.5}, """
        winc|e|es|ed|ing, in pain, pain, painful||ly, in agony, agony, face contorts with pain, ouch, stubs toe,
        stubbed toe, toothache, headache"""),
    ("surprise", 0.9, None, {"AU25": 0.8, "AU26": 1.0}, """
        jaw on floor, jaw hits the floor, jaw hit the floor, jaw dropping, jaw dropped open, jaw drops open, picks
        jaw up off floor, mouth agape, agape, slack jawed, open mouthed, mouth hangs open, mouth hanging open,
        mouth hung open, mouth falls open, mouth fell open, mouth falling open, mouth drops open, mouth dropped
        open, mouth forms an o, mouth forming an o, round mouth, gawk||s|ed|ing, gap|es|ed|ing, gape"""),
    ("surprise", 0.8, None, {"AU25": 0.7, "AU26": 0.6, "AU05": 0.5}, """
        gasp||s|ed|ing, catches breath, caught breath, sharp intake of breath, breath catches, goggl|e|es|ed|ing"""),
    ("surprise", 0.7, None, {"AU05": 0.8, "AU01": 0.5, "AU02": 0.5}, """
        wide eyed, eyes like saucers, saucer eyes, bug eyed, eyes pop, eyes popping, eyes popped, eyes bulge, eyes
        bulging, eyes bulged, eyes pop out of head"""),
    ("surprise", 0.4, None, {"AU02": 0.7, "AU01": 0.3}, """
        raises an eyebrow, raised an eyebrow, raising an eyebrow, raise an eyebrow, raises one eyebrow, raised one
        eyebrow, raising one eyebrow, one eyebrow raised, one eyebrow up, cocks an eyebrow, cocked an eyebrow,
        cocked eyebrow, arches an eyebrow, arched an eyebrow, one brow raised, one brow up, raises one brow,
        quizzical brow, sceptical||ly, skeptical||ly, doubtful||ly, dubious||ly"""),
    ("surprise", 0.4, None, {"AU01": 0.6, "AU02": 0.6}, "eyebrow flash, brow flash, flashes eyebrows"),
    ("", 0.5, None, {"AU04": 0.5, "AU07": 0.4}, """
        deep in thought, concentrating hard, thinking hard, look of concentration, puzzled frown, confused frown"""),
    ("", 0.8, None, {"AU25": 0.9, "AU26": 1.0, "AU43": 0.7}, "yawn||s|ed|ing"),
    ("", 0.6, None, {"AU07": 0.8}, "squint||s|ed|ing|y, peer||s|ed|ing"),
    ("happiness", 0.4, None, {"AU12": 0.4, "AU14": 0.3}, "simper||s|ed|ing, dimples"),
    ("", 0.6, None, {"AU43": 0.9}, "blink||s|ed|ing, bats eyelashes, flutters eyelids, shuteye"),
    ("happiness", 0.4, None, {"AU43": 0.6, "AU12": 0.4}, "wink||s|ed|ing"),
    ("neutral", 0.0, None, {"AU43": 0.4}, """
        sleepy, sleepily, drowsy, drowsily, tired, tiredly, exhausted, weary, wearily, heavy lidded, heavy lids,
        half closed eyes, eyes half closed, half lidded, droopy eyes, drooping eyelids, drooping lids, fatigued,
        worn out"""),
    ("neutral", 0.0, None, {"AU43": 1.0}, "asleep, sleeping, fast asleep, dozes off, dozing off, nods off"),
    ("", 0.5, None, {"AU25": 0.8}, """
        shows teeth, showing teeth, teeth showing, teeth visible, teeth show, talks, talking, speaks, speaking,
        mouth slightly open, mouth a little open, mouth slightly parted"""),
    ("fear", 0.6, None, {"AU20": 0.8, "AU25": 0.4}, """
        rictus, eek, lips pulled back, pulls lips back, lips drawn back, mouth drawn sideways, mouth pulled
        sideways, mouth pulled back"""),
    ("", 0.6, None, {"AU28": 0.8}, """
        bites lip, bit lip, biting lip, bite lip, lip biting, lip bite, bites lower lip, biting lower lip, bites
        bottom lip, biting bottom lip, chews lip, chewing lip, lips folded in, lips disappear"""),
    ("", 0.6, None, {"AU24": 0.7, "AU17": 0.4}, """
        tight lipped, purs|es lips|ed lips|ing lips, lips pursed, purse lips, stiff upper lip, zips lips, lips
        sealed, sealed lips, lips like a line, lips a thin line, lips in a thin line, mouth a thin line, mouth in a
        thin line, mouth a hard line, mouth set in a line"""),
    ("sadness", 0.5, None, {"AU17": 0.8, "AU15": 0.5}, "shrug mouth, mouth shrug, facial shrug"),
)  # fmt: skip

# (likely emotion or "", intensity, AUs, parts of the face, what they do): every part with every action, in both orders
# ("jaw drops", "drops jaw") but for actions that start with one of PARTICLES ("up brows" is no English)
PARTICLES = ("up", "down", "together", "apart", "sideways", "to", "high", "round", "heavy")
MOVEMENTS: tuple[tuple[str, float, Mapping[str, float], str, str], ...] = (
    ("", 0.6, {"AU01": 0.8, "AU02": 0.8}, "eyebrows, brows, eyebrow, brow", """
        rais|e|es|ed|ing, lift||s|ed|ing, up, arch||es|ed|ing, rise, rises, rising, rose, risen, shoot up, shoots
        up, shot up, shooting up, fly up, flies up, flew up, jump up, high, hoist||s|ed|ing, climb||s|ed|ing,
        elevated"""),
    ("", 0.6, {"AU01": 0.9}, """
        inner brows, inner brow, inner eyebrows, inner eyebrow, inner brow corners, inner corners of brows, inner
        corners of eyebrows, inner ends of brows, inner ends of eyebrows, middle of brows, middle of eyebrows,
        middle of brow""", """
        rais|e|es|ed|ing, lift||s|ed|ing, up, rise, rises, rising, rose, pulled up, drawn up, pull up, tilt up,
        tilt upward, tilted up, slant up, slanted up, go up"""),
    ("", 0.6, {"AU02": 0.9}, """
        outer brows, outer brow, outer eyebrows, outer eyebrow, outer corners of brows, outer corners of eyebrows,
        outer ends of brows, outer ends of eyebrows""", """
        rais|e|es|ed|ing, lift||s|ed|ing, up, rise, rises, rising, rose, pulled up, drawn up"""),
    ("", 0.6, {"AU04": 0.8}, "eyebrows, brows, eyebrow, brow, forehead", """
        lower||s|ed|ing, furrow||s|ed|ing, knit||s|ted|ting, draw together, draws together, drawn together, drawing
        together, drew together, pull together, pulls together, pulled together, pulling together, together,
        contract||s|ed|ing, down, drawn down, pulled down, pull down, pulls down, pulling down, crease, creases,
        creased, creasing, bunched, pinched, squeezed together, squeeze together, press down, come together, come
        down, drop, dropped, drops, crumple, crumples, crumpled, drawn, bent, scrunched, gathered, heavy"""),
    ("", 0.6, {"AU05": 0.8}, "eyes, eye, upper lids, upper eyelids, eyelids, upper lid, upper eyelid", """
        wide, widen||s|ed|ing, wide open, open wide, opens wide, opened wide, opening wide, huge, bigger, big,
        round, fly open, flew open, flies open, fly up, staring wide, bulging, stretched open, fully open, raised,
        rais|e|es|ing, lift||s|ed|ing, up, pulled up, pull up"""),
    ("happiness", 0.6, {"AU06": 0.8}, "cheeks, cheek", """
        rais|e|es|ed|ing, lift||s|ed|ing, up, pushed up, push up, bunch up, bunched up, rise, rises, rising, rose,
        round, plump, apple"""),
    ("happiness", 0.6, {"AU06": 0.7}, "eyes, corners of eyes, eye corners", """
        crinkl|e|es|ed|ing, wrinkl|e|es|ed|ing, twinkl|e|ing"""),
    ("", 0.6, {"AU07": 0.8}, "eyes, eye, lids, eyelids, lower lids, lower eyelids, lower lid, lids of eyes, gaze", """
        narrow||s|ed|ing, tighten||s|ed|ing, tight, squint||s|ed|ing, tense, tensed, screwed up, screws up, slits,
        to slits, narrowed to slits, hard, harden||s|ed, hooded, squeezed, drawn tight"""),
    ("disgust", 0.7, {"AU09": 0.9}, "nose, noses, bridge of nose, nostrils", """
        wrinkl|e|es|ed|ing, scrunch||es|ed|ing, scrunched up, scrunches up, scrunch up, scrunching up,
        crinkl|e|es|ed|ing, crinkles up, wrinkles up, wrinkled up, screws up, screwed up, screw up, screwing up,
        turns up, twitch||es|ed|ing, curls up, creased"""),
    ("disgust", 0.7, {"AU10": 0.8}, "upper lip, top lip, lip", """
        curl||s|ed|ing, curls up, curled up, rais|e|es|ed|ing, lift||s|ed|ing, up, pulled up, pulls up, drawn up,
        hitched, rise, rises, rose, rising"""),
    ("", 0.5, {"AU11": 0.7}, """
        nasolabial folds, nasolabial fold, nasolabial furrow, folds beside the nose, folds next to the nose, lines
        beside the nose""", """
        deep, deepen||s|ed|ing, deeper, visible, pronounced"""),
    ("happiness", 0.6, {"AU12": 0.8}, """
        lip corners, lip corner, corners of mouth, corner of mouth, mouth corners, corners of lips, corner of lips,
        mouth, lips""", """
        pulled up, pull up, pulls up, pulling up, turned up, turn up, turns up, turning up, curved up, curve up,
        curves up, curl up, curls up, curled up, curving up, curl upward, curve upward, curves upward, turned
        upward, turn upward, upturned, up, lift, lifts, lifted, rise, rises, go up, drawn up, tug up, tugged up,
        smile, smiling, quirk up, quirks up"""),
    ("disgust", 0.4, {"AU14": 0.8}, """
        lip corners, lip corner, corners of mouth, corner of mouth, mouth corners, cheeks, cheek,
        corner of lips""", """
        dimpl|e|es|ed|ing, tucked in, tuck in, tucked, tighten, tightened, tightens, pulled in, pressed in"""),
    ("sadness", 0.6, {"AU15": 0.8}, """
        lip corners, lip corner, corners of mouth, corner of mouth, mouth corners, corners of lips, mouth, lips""", """
        pulled down, pull down, pulls down, pulling down, turned down, turn down, turns down, turning down, down,
        drawn down, curved down, curve down, curves down, curl down, curls down, curled down, curve downward,
        curves downward, turned downward, turn downward, downturned, droop||s|ed|ing|y, sag||s|ged|ging, sink,
        sinks, sinking, sank, go down, fall, falls, fell, falling, lowered, depressed, dip, drag down, dragged
        down, turndown"""),
    ("", 0.5, {"AU17": 0.8}, "chin, chin boss", """
        rais|e|es|ed|ing, push||es up|ed up|ing up|ed upward, push up, bunch||es|ed|ing, bunch up, bunches up,
        bunched up, wrinkl|e|es|ed|ing, dimpl|e|es|ed|ing, pucker||s|ed|ing, crinkl|e|es|ed, tight, crumple,
        crumples, crumpled"""),
    ("fear", 0.6, {"AU20": 0.8}, "lips, mouth, lip corners, corners of mouth, mouth corners", """
        stretch||es|ed|ing, stretched sideways, stretches sideways, stretch sideways, stretched wide, stretched
        back, pulled sideways, pull sideways, pulled back, pull back, pulled apart sideways, drawn sideways,
        stretched tight, stretched taut, stretched outward, sideways, stretches wide, pulled toward ears, pull
        toward ears"""),
    ("fear", 0.6, {"AU20": 0.8, "AU25": 0.7}, "open mouth, parted lips, open lips", """
        stretch||es|ed|ing, stretched sideways, stretches sideways, stretched wide, pulled sideways, pulled back"""),
    ("anger", 0.6, {"AU23": 0.8}, "lips, lip, mouth", """
        tighten||s|ed|ing, tight, narrow||s|ed|ing, thin, thinned, thinning, tense, tensed, tenses, drawn tight,
        taut, hard, harden||s|ed, rolled thin, goes thin"""),
    ("anger", 0.6, {"AU24": 0.8}, "lips, lip, mouth", """
        press||es|ed|ing, press together, pressed together, presses together, pressing together, pressed tight,
        pressed tightly, pressed firmly together, pressed tightly together, squeezed together, squeeze together,
        pressed shut, clamped, clamped shut, clamps shut, squeezed shut, tightly closed, firmly closed, tightly
        shut, compressed, compress||es|ing, locked"""),
    ("", 0.5, {"AU25": 0.7}, "lips, lip", """
        part||s|ed|ing, open||s|ed|ing, apart, come apart, separate, separated, slightly parted, slightly open"""),
    ("", 0.6, {"AU25": 0.8, "AU26": 0.7}, "mouth, mouths", """
        open||s|ed|ing, wide open, opens wide, opened wide, open wide, ajar, gaping, opening wide, stretched open,
        hangs open, falls open"""),
    ("surprise", 0.8, {"AU25": 0.7, "AU26": 0.9}, "jaw, jaws", """
        drop||s|ped|ping, fall, falls, fell, falling, falls open, fell open, open||s|ed|ing, slack, hangs, hung,
        hanging, hangs open, hanging open, hung open, down, lower||s|ed|ing, goes slack, agape, drops open,
        sag||s|ged|ging"""),
    ("", 0.6, {"AU28": 0.9}, "lips, lip, lower lip, upper lip, bottom lip", """
        suck||s|ed|ing, sucked in, sucks in, suck in, sucking in, rolled in, rolls in, roll in, rolled inward,
        rolled inwards, rolls inward, roll inward, pulled in, pulls in, pull in, drawn in, tucked in, folded in,
        folded inward, folds in, bit, bites, bite, biting, bitten, chew||s|ed|ing, nibbl|e|es|ed|ing"""),
    ("", 0.6, {"AU43": 1.0}, "eyes, eye, eyelids, lids", """
        clos|e|es|ed|ing, shut||s|ting, squeezed shut, squeezes shut, squeezing shut, squeeze shut, tightly shut,
        tightly closed, screwed shut, fall shut, falls shut, drop shut, scrunched shut, flutter shut"""),
)  # fmt: skip
