"""Phrasings of facial actions, contrasts and pitfalls: what people type, by the id of the passage that they mean (our design, our reading).

The key "au/AU12" stands for what is said of that action in everyday words and of its appearance.
"""

FACE_PHRASINGS: dict[str, str] = {
    "au/AU01": """
        inner corners of the eyebrows go up; middle of the brows raised; inner brows tilt; eyebrows slant upward in the
        middle; pleading eyebrows; begging look; puppy eyes; sad eyebrows; brows drawn up in the centre; wrinkles in
        the middle of the forehead; imploring; inner ends; brows like a roof; brows peak toward the nose; raise just
        the inner brows; tent the eyebrows; pull the middle of the brows up; the brows make a triangle; inner eyebrow
        lift; sorrowful forehead""",
    "au/AU02": """
        outer ends of the brows go up; raises an eyebrow; lifts one eyebrow; cocks a brow; arched brow; one brow up;
        quizzical brow; outer brows lifted; raises his eyebrows; Spock eyebrow; brow arches; lift the tails of the
        brows; skeptical brow; raise the outer eyebrows; pop up the right eyebrow; brows winged upward; lift the ends
        of the eyebrows; one eyebrow climbs""",
    "au/AU04": """
        frowns; lowers the brows; knits his brows; furrowed brow; brows pulled together; brows down; creases between
        the eyebrows; scowl lines; contracts the forehead; wrinkled brow; draws the eyebrows together; vertical lines;
        brow bunches; squint against the sun; pull the eyebrows down and together; crease the brow; pinch the brows;
        his forehead gathers between the eyes; heavy brow; beetle brows""",
    "au/AU05": """
        opens the eyes wide; eyes wide; wide open eyes; eyes bulge; stares; upper lids raised; lids pulled up; white of
        the eyes shows; eyes pop; staring eyes; big eyes; glaring; widens her eyes; unblinking; eyes huge; whites
        visible; show the whites; lift the upper eyelids; stretch the eyes open; eyes round as coins; a fixed stare;
        eyes start out of the head""",
    "au/AU06": """
        cheeks rise; cheeks raised; crinkles round the eyes; crow's feet; smiling eyes; apple cheeks; eyes crinkle;
        laughter lines; cheeks push up; twinkle; cheeks bunch; smile reaches the eyes; wrinkles at the eye corners;
        lift the cheeks; bunch the cheeks; push the cheeks up under the eyes; wrinkles fan from the eyes; squish the
        eyes with the cheeks; the eyes smile""",
    "au/AU07": """
        narrows the eyes; squints; tightens the eyelids; lower lids tense; eyes to slits; screws up the eyes; narrowed
        gaze; hard eyes; tight lids; squinting; half-shut from tension; lids pinch; peers; tighten the lids; eyes
        almost shut against the light; make slits of your eyes; lower eyelid up; tense the eyelids; squeezes the eye
        openings narrow""",
    "au/AU09": """
        wrinkles the nose; crinkles nose; scrunches nose; nose wrinkled; screws up her nose; nostrils rise; bunny nose;
        creases along the nose; wrinkle the bridge of the nose; twitches the nose; sniffs with a wrinkled nose; nose
        scrunch; crumple the nose; nose up in wrinkles; wrinkled like a rabbit; pull the nose skin upward; creases at
        the root of the nose""",
    "au/AU10": """
        raises the upper lip; upper lip lifted; lip curls; curls her lip; shows the upper teeth; snarling lip; upper
        lip goes up; bares the upper teeth; top lip; gums show; lip pulled up; curled lip; pull up the upper lip; show
        the gums; top lip rises; lift the lip like a dog; square the upper lip""",
    "au/AU11": """
        folds beside the nose deepen; nose-to-mouth lines; nasolabial furrow; drawn lines beside the nose; deep folds;
        deepen the lines from nose to mouth; furrow next to the nostrils; smile lines deepen""",
    "au/AU12": """
        corners of the mouth go up; lip corners up; smiles; mouth curves upward; grins; pulls the corners up; a grin;
        upturned mouth; lips pulled back and up; mouth turns up; raises the corners of her mouth; crooked smile; half
        smile; lopsided grin; turn up the ends of the mouth; pull the mouth corners outward and up; lift the ends of
        the lips; lips curl up at the ends; put on a smile; mouth into a crescent""",
    "au/AU14": """
        dimples; dimple appears; mouth corner tucked in; tightens the corner of the mouth; one corner pulled in; cheek
        dimple; smirking corner; dimpled cheek; presses the corner in; tucks in the mouth corner; suck in the mouth
        corner; press the cheek into a dimple; one dimple; tighten one corner; tuck the corner back""",
    "au/AU15": """
        corners of the mouth go down; mouth turned down; lip corners drop; mouth droops; downturned mouth; corners sag;
        pulls the corners down; frowning mouth; upside-down smile; mouth curves down; sagging corners; droopy mouth;
        inverted smile; let the mouth corners hang; lips form a downward arc; ends of the mouth sink; a mouth like a
        horseshoe; turn the lips down""",
    "au/AU17": """
        chin goes up; pushes up the chin; chin wrinkles; chin dimpled; lower lip pushed out; pouts; lip sticks out;
        trembling chin; chin boss raised; bunched chin; protruding lower lip; chin puckers; puts out the bottom lip;
        orange peel chin; push the lower lip up; crinkle the chin; chin like a peach stone; bottom lip juts out; bunch
        up the chin; pucker the chin""",
    "au/AU20": """
        lips stretched sideways; mouth pulled wide; stretches the lips; grimace; mouth corners pulled back flat; lips
        flat and thin; mouth widened; yikes face; eek; mouth long and flat; stretch the mouth horizontally; pulled to
        the ears; stretch the mouth toward the ears; lips pulled tight sideways; flat wide mouth; draw back the lip
        corners; teeth clenched, lips wide""",
    "au/AU23": """
        tightens the lips; lips thin; lips go thin; tight lips; hardened mouth; lips narrow; mouth a hard line;
        thin-lipped; lips tight; lips stiff; bites back words; mouth tightens; narrow mouth; make the lips narrow; turn
        the red of the lips inward; lips like a thread; purse them thin; tight mouth; pinched mouth""",
    "au/AU24": """
        presses the lips together; lips pressed; pursed lips; clamps the mouth shut; mouth shut tight; squeezes the
        lips; lips sealed; compresses her lips; zips the lips; firmly closed mouth; tight closed mouth; pressed into a
        line; squash the lips together; seal the mouth; lips shut firmly; press upper lip to lower; clamp the lips""",
    "au/AU25": """
        parts the lips; lips apart; mouth slightly open; opens the mouth a little; shows teeth; lips open; a small gap
        between the lips; open lips; teeth visible; parted mouth; opening lips; open the lips slightly; let the teeth
        peep out; unseal the lips; lips a finger apart; breathe through the mouth""",
    "au/AU26": """
        drops the jaw; jaw falls; mouth hangs open; opens the mouth wide; mouth wide open; jaw drops; gapes; yawns;
        lower jaw sinks; agape; slack jaw; mouth falls open; hanging jaw; chin drops; let the jaw hang; lower the jaw;
        open up like at the dentist; the bottom jaw falls; gap between the teeth rows; mouth drops open""",
    "au/AU28": """
        sucks in the lips; rolls the lips in; lips disappear; bites both lips; lips tucked over the teeth; swallows the
        lips; lips folded in; sucks lower lip; lip bite; pulls the lips inward; draw the lips in over the teeth; hide
        the lips; toothless mouth; bite on both lips; fold the lips inside""",
    "au/AU43": """
        closes the eyes; eyes closed; eyes shut; shuts her eyes; lids drop; eyelids droop; half-closed eyes; lids fall;
        lowers the lids; eyes fall shut; blinks; squeezes eyes shut; sleepy lids; winks; let the eyes fall shut; shut
        your eyes; lower the eyelids; sleepy half-open eyes; keep the eyes closed; eyelids sink""",
    "contrast/anger-concentration": """
        frowns, but only because she concentrates; not angry, just concentrating; squints in the sun; frown of effort;
        looks angry but is thinking; resting bitch face; bright light; furrowed from thinking""",
    "contrast/fear-surprise": """
        fear or surprise; scared rather than surprised; more surprised than afraid; surprised but not afraid; shocked,
        not scared""",
    "contrast/anger-disgust": """
        anger or disgust; more disgusted than angry; angry rather than disgusted; disgusted but not angry""",
    "contrast/sadness-fear": """
        sad or afraid; more sad than afraid; afraid rather than sad""",
    "contrast/happiness-politeness": """
        polite rather than happy; only smiles out of politeness; smiles but isn't happy; real smile or social smile""",
    "contrast/contempt-happiness": """
        a smirk, not a smile; smiles but it's mocking; crooked, not friendly""",
    "contrast/contempt-disgust": """
        contempt rather than disgust; looks down on him, not disgusted""",
    "contrast/sadness-sleepiness": """
        tired, not sad; looks sad but is only tired; sad or sleepy; just exhausted, not unhappy""",
    "contrast/surprise-question": """
        raises the brows in question; asks with the eyebrows; greeting with raised brows; questioning brows; eyebrow
        flash; lifts brows as a greeting; wordless question; just asking, not surprised; well?; doubting brows""",
    "contrast/disgust-pain": """
        pain; ouch; hurts; winces; stubs a toe; toothache; hits his thumb with the hammer; grimace of pain; injury;
        migraine; injection hurts; bangs his head; in labour; cramp; burns a finger; paper cut; bites the tongue;
        broken leg; headache; aching; agony""",
    "contrast/happiness-crying": """
        crying, but from joy; tears of joy or grief; laughs so much that she cries; crying yet smiling""",
    "contrast/neutral-boredom": """
        bored or neutral; neutral, maybe bored; more bored than sad; half-closed lids of boredom""",
    "pitfall/negation": """
        not happy; not sad; not angry; not afraid; not surprised at all; isn't pleased; isn't sad either; neither; not
        exactly happy; anything but; far from; never; no sign of; doesn't look; without; not in the least; by no means;
        nothing like; not really; hardly""",
    "pitfall/contempt-sided": """
        only one side; on one side only; one-sided; one corner only; left side; right side; asymmetric; lopsided; half
        of the face; just the left corner""",
    "pitfall/one-au": """
        only one muscle; nothing else moves; only the brow""",
    "pitfall/speech": """
        talks; is talking; chews; chewing gum; yawns; singing; speaks; whispers; eats; mouths the words; says;
        pronounces; gives a speech""",
    "pitfall/eyes-both": """
        eyes wide open, then shut; opens and closes the eyes; eyes wide and closed; squeezes then opens""",
    "pitfall/lips-both": """
        mouth open, then lips pressed; opens the mouth and presses the lips; lips sealed then gaping""",
    "pitfall/nose-brows": """
        wrinkled nose pulls the brows down; brows low because the nose wrinkles""",
}
