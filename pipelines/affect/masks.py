"""Feelings that are hidden, held back, faked or covered by another face, and what leaks (Ekman & Friesen 1969, 1982).

Each entry is `slug: (text, AUs, emotion, key of SOURCES)`. Which AUs stay and which are held back is our design
after those papers: people command the mouth more easily than brows and lids, so the upper face leaks.
"""

MASKS: dict[str, tuple[str, str, str | None, str]] = {
    "hides-fear":
        (("Tries to hide that she is scared, puts on a brave face: the mouth is controlled, but raised, knotted inner "
          "brows and wide eyes leak the fear."), "AU01 AU04 AU05 AU24", "fear", "leakage"),
    "hides-sadness":
        (("Hides the sadness behind a smile, smiling through tears: lip corners go up while slanted inner brows "
          "betray the sorrow."), "AU01 AU04 AU12", "sadness", "leakage"),
    "hides-anger":
        (("Holds back anger, bottled-up, suppressed rage, swallowing it: the brows stay lowered, the lids tense, lips "
          "pressed shut and chin up."), "AU04 AU07 AU17 AU24", "anger", "leakage"),
    "hides-disgust":
        ("Politely hides disgust while eating: a brief nose wrinkle slips out before a fixed smile.",
         "AU09 AU12", "disgust", "leakage"),
    "hides-joy":
        (("Suppresses a smile, tries not to laugh, stifles a giggle, keeps a straight face with effort: raised cheeks "
          "with pressed or sucked-in lips."), "AU06 AU12 AU14 AU24 AU28", "happiness", "smiles"),
    "hides-surprise":
        ("Pretends not to be surprised, quickly recovers the composure: the brows flash up and fall at once.",
         "AU01 AU02 AU05", "surprise", "leakage"),
    "forced-smile":
        (("A forced, fake, phony or plastic smile, smile for the camera: only the lip corners move, no crow's feet, "
          "AU12 without AU06."), "AU12", "happiness", "smiles"),
    "miserable-smile":
        ("A miserable smile, grin and bear it, makes the best of bad news: a smile laid over sadness, often lopsided.",
         "AU01 AU12 AU17", "sadness", "smiles"),
    "dampened-smile":
        ("A dampened, restrained smile: real joy held down by tightened lips or lowered lip corners.",
         "AU06 AU12 AU24", "happiness", "smiles"),
    "nervous-smile":
        (("A nervous, anxious smile or laugh: lips stretched sideways, worried brows, smiling to please somebody "
          "feared."), "AU12 AU20 AU01 AU04", "fear", "leakage"),
    "bitter-smile":
        ("A bitter, angry smile, smiling through gritted teeth: lowered brows and tight lids over raised lip corners.",
         "AU04 AU07 AU12", "anger", "leakage"),
    "embarrassed":
        (("Embarrassed, sheepish, blushing, mortified: a controlled smile with the eyes cast down and the head tilted "
          "forward."), "AU12 AU24", "happiness", "embarrassed"),
    "stoic":
        (("Keeps it together, keeps a stiff upper lip, fights for control: lips pressed, chin raised, everything else "
          "still."), "AU17 AU24", None, "leakage"),
    "polite":
        ("A polite, professional customer-service smile: mild, symmetric, closed lips, the eyes not involved.",
         "AU12", "happiness", "smiles"),
    "pretends-sad":
        (("Fakes sadness, crocodile tears: the mouth turns down, but the inner brows, hard to move at will, do not "
          "rise."), "AU15 AU17", "sadness", "leakage"),
    "pretends-calm":
        (("Pretends to be calm, acts as if nothing happened, nothing to see: a neutral mask with a trace of tension "
          "around brows and lids."), "AU04 AU07", "neutral", "leakage"),
    "leaks":
        ("The true feeling leaks out for a moment, a flash that crosses the face before the mask is back.",
         "AU01 AU04", None, "leakage"),
}  # fmt: skip
