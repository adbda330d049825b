"""Feelings: what each prototype and variant of PROTOTYPES looks like, and what tells two emotions apart.

The actions and their peaks stay in facs_argen; here are only the words, in the same order (prototype first).
"""

# One sentence per entry of PROTOTYPES; the wording is ours, the actions are EMFACS and Du et al. 2014.
LOOKS: dict[str, tuple[str, ...]] = {
    "happiness": (
        "Happiness, joy, a happy or glad face: an open smile with raised cheeks and crinkled eyes, lips parted.",
        "A closed-mouth smile of contentment: the lips stay together, the cheeks rise a little less.",
        "Laughter, hearty delight: a broad grin with a wide open mouth, dropped jaw and eyes squeezed by the cheeks.",
    ),
    "sadness": (
        "Sadness, sorrow, a sad or unhappy face: inner brows drawn up and together, lip corners down, chin pushed up.",
        "Quiet, drawn sadness: slanted brows and a drooping mouth with deep folds beside the nose, the chin at rest.",
        "Crying, grief, sobbing: slanted brows, lifted cheeks, a downturned mouth, a crumpled chin, eyes half shut.",
    ),
    "neutral": ("A neutral, blank, relaxed face: no action at all, the face at rest without any emotion.",),
    "anger": (
        "Anger, an angry or mad face: lowered brows, a glare with wide eyes and tense lids, lips tightened.",
        "Anger held in: lowered brows and a hard stare while the lips are pressed together and the chin pushes up.",
        "Rage, shouting anger: lowered brows, glaring eyes, a snarl that bares the teeth in an open, square mouth.",
    ),
    "surprise": (
        "Surprise, a surprised or astonished face: the brows raised, eyes wide open, jaw dropped and lips apart.",
        "Mild, pleasant or questioning surprise: raised brows and widened eyes, the mouth only a little open.",
    ),
    "disgust": (
        "Disgust, a disgusted or revolted face: wrinkled nose, raised upper lip, chin up and brows slightly down.",
        "Disgust with a turned-down mouth: nose wrinkled, lip corners lowered, chin raised, as at a bad taste.",
        "Open-mouthed disgust: the upper lip curled high, the nose crinkled, the lips parted as if about to gag.",
    ),
    "fear": (
        "Fear, a scared, afraid or frightened face: brows raised and knit, eyes wide open, lips stretched apart.",
        "Fear carried by the inner brows: they slant up and together over wide eyes while the outer brows stay down.",
        "Panic: raised, knotted brows, staring eyes with tense lower lids, a mouth stretched wide and hanging open.",
    ),
}
CONTEMPT_LOOK = (
    "Contempt, scorn: one lip corner tightened and slightly raised, a one-sided smirk that looks down on somebody."
)

# What over 70 % of 230 subjects of Du et al. 2014 showed, what some of them added, and the same in words.
COMMON: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "happiness": (
        ("AU12", "AU25"), ("AU06",), "Asked to look happy, most smiled with parted lips; not all raised the cheeks.",
    ),
    "sadness": (
        ("AU04", "AU15"), ("AU01", "AU06", "AU11", "AU17"),
        "Asked to look sad, most frowned and let the mouth corners drop; slanted inner brows were only a variant.",
    ),
    "fear": (
        ("AU01", "AU04", "AU20", "AU25"), ("AU02", "AU05", "AU26"),
        "Asked to look fearful, most knotted the brows and stretched the open mouth; some widened the eyes too.",
    ),
    "anger": (
        ("AU04", "AU07", "AU24"), ("AU10", "AU17", "AU23"),
        "Asked to look angry, most frowned, narrowed the eyes and pressed the lips; some raised the upper lip.",
    ),
    "surprise": (
        ("AU01", "AU02", "AU25", "AU26"), ("AU05",),
        "Asked to look surprised, most raised the whole brow and dropped the jaw; wide eyes were a variant.",
    ),
    "disgust": (
        ("AU09", "AU10", "AU17"), ("AU04", "AU24"),
        "Asked to look disgusted, most wrinkled the nose, raised the upper lip and pushed up the chin.",
    ),
}  # fmt: skip

# slug: (text, AUs that tell them apart, emotion, key of SOURCES)
CONTRASTS: dict[str, tuple[str, str, str | None, str]] = {
    "fear-surprise":
        (("Fear or surprise: both raise the brows and widen the eyes, but fear also draws the brows together and "
          "stretches the lips, while surprise lets the jaw drop."), "AU04 AU20 AU26", None, "unmasking"),
    "anger-disgust":
        (("Anger or disgust: both lower the brows, but disgust wrinkles the nose and raises the upper lip, while "
          "anger stares with wide, tense eyes and tight lips."), "AU09 AU10 AU05 AU23", None, "unmasking"),
    "sadness-fear":
        (("Sadness or fear: slanted inner brows appear in both, but the eyes stay heavy and the mouth corners sink in "
          "sadness, while fear opens the eyes wide."), "AU01 AU05 AU15", None, "unmasking"),
    "anger-concentration":
        (("A frown alone is not anger: lowered brows also mean concentration, thinking hard, bright light or "
          "confusion; anger needs the stare or the tight mouth too."), "AU04 AU07", None, "unmasking"),
    "happiness-politeness":
        (("A felt smile or a polite, social smile: the lip corners rise in both, but raised cheeks and crinkled eyes "
          "are missing in the polite one."), "AU12 AU06", "happiness", "smiles"),
    "contempt-happiness":
        (("Smirk or smile: contempt moves one mouth corner and tucks it in, a friendly smile lifts both corners "
          "together."), "AU12 AU14", "contempt", "unmasking"),
    "contempt-disgust":
        (("Contempt or disgust: contempt looks down on a person with one mouth corner, disgust turns away from a "
          "thing with nose and upper lip."), "AU14 AU09", "contempt", "unmasking"),
    "sadness-sleepiness":
        (("Tired or sad: drooping lids, a yawn and slack cheeks mean fatigue; slanted inner brows and lowered lip "
          "corners mean sadness."), "AU43 AU01 AU15", None, "ours"),
    "surprise-question":
        (("Raised brows alone ask a question, greet or doubt; surprise needs the widened eyes or the open mouth as "
          "well."), "AU01 AU02", None, "unmasking"),
    "disgust-pain":
        (("Pain looks like disgust or crying: brows lowered, cheeks raised, nose wrinkled or upper lip raised, eyes "
          "squeezed shut, a wince."), "AU04 AU06 AU09 AU10 AU43", None, "ours"),
    "happiness-crying":
        (("Tears of joy or of grief: both raise the cheeks and may shut the eyes; the lip corners go up in joy and "
          "down in grief."), "AU06 AU12 AU15", None, "ours"),
    "neutral-boredom":
        (("Bored or neutral: a bored face adds half-closed lids and perhaps a sunken mouth corner to the blank rest "
          "position."), "AU43", "neutral", "ours"),
}  # fmt: skip
