"""How expressions run in time: onset, apex and offset, endings, sequences and micro-expressions.

The ranges per emotion stay in TIMING of facs_argen. Entries are `slug: (text, AUs, emotion, key of SOURCES)`.
"""

# The words before the ranges of TIMING, by emotion (our reading).
TEMPOS: dict[str, str] = {
    "happiness": "A smile comes up smoothly and fast, may stay long and leaves slowly",
    "sadness": "Sadness comes and goes slowly, the slowest of the basic emotions",
    "neutral": "Going back to a neutral, relaxed face takes its time and leaves nothing behind",
    "anger": "Anger builds up fairly quickly and can be held as a stare",
    "surprise": "Surprise is the shortest emotion, sudden and over within about a second unless it turns into another",
    "disgust": "Disgust comes quickly and is short, a reaction to something just seen or smelled",
    "fear": "Fear strikes suddenly, freezes for a moment and lets go more slowly than it came",
}

Course = dict[str, tuple[str, str, str | None, str]]

TIMINGS: Course = {
    "macro":
        ("Ordinary, macro-expressions of a felt emotion last about half a second to four seconds.",
         "", None, "smiles"),
    "micro":
        (("A micro-expression is a fleeting, split-second flash of a concealed emotion: under half a second in all, "
          "its onset at most about a quarter of a second."), "", None, "micro"),
    "micro-recognition":
        ("Very brief expressions become hard to recognise below about 200 milliseconds.", "", None, "micro"),
    "smile-onset":
        (("The onset of a spontaneous smile is ballistic: the larger its amplitude, the faster the lip corners move, "
          "while the duration of the rise stays alike."), "AU12", "happiness", "onset"),
    "posed":
        (("Posed, deliberate, acted smiles start faster and abruptly; genuine, spontaneous ones have longer onset, "
          "apex and offset."), "AU12 AU06", "happiness", "posed"),
    "amused":
        ("Smiles of amusement are larger and longer, with raised cheeks and an open mouth.",
         "AU06 AU12 AU25", "happiness", "amused"),
    "brows-first":
        ("When surprised the brows and lids move first and the jaw drops a moment later.",
         "AU01 AU02 AU05 AU26", "surprise", "ours"),
    "sudden":
        ("Suddenly, abruptly, all at once, in a flash, out of nowhere, instantly: the shortest onset of the range.",
         "", None, "ours"),
    "slow":
        (("Slowly, gradually, bit by bit, little by little, creeping in, dawning: the onset is stretched over the "
          "clip."), "", None, "ours"),
    "blink":
        ("A blink closes the eyes for a tenth to four tenths of a second; eyes shut longer than that are meant.",
         "AU43", None, "ours"),
    "asymmetry":
        ("Spontaneous expressions are nearly symmetric; posed ones and contempt are stronger on one side.",
         "AU12 AU14", None, "ours"),
}  # fmt: skip

SEQUENCES: Course = {
    "fading":
        (("An expression that fades, dies away, wanes, melts or slips from the face: after the apex every action "
          "sinks slowly to a trace."), "", None, "ours"),
    "gone":
        (("And then it is gone, vanishes, disappears, wiped off the face: the offset is complete and the clip ends "
          "neutral."), "", None, "ours"),
    "held":
        ("Held, lasting, frozen on the face, keeps smiling, stays angry: the apex lasts until the last frame.",
         "", None, "ours"),
    "fading-smile":
        (("The smile fades, drops or dies on the lips as the good mood passes: lip corners and cheeks relax back to "
          "neutral."), "AU06 AU12", "happiness", "ours"),
    "anger-fades":
        ("Calms down, cools off, the anger subsides, relents: brows and lids relax, the lips loosen.",
         "AU04 AU07 AU24", "anger", "ours"),
    "cheers-up":
        ("Cheers up, brightens, the face lights up after sorrow: from drooping lip corners to a smile.",
         "AU15 AU12 AU06", "happiness", "ours"),
    "neutral-surprise-joy":
        (("From neutral to surprise to joy: the brows shoot up and the mouth opens, then the surprise turns into a "
          "delighted smile."), "AU01 AU02 AU05 AU26 AU06 AU12", "happiness", "ours"),
    "surprise-fear":
        (("First startled, then afraid: surprise turns into fear as the brows are pulled together and the lips "
          "stretch."), "AU01 AU02 AU05 AU04 AU20", "fear", "ours"),
    "smile-sadness":
        ("The smile crumbles, the face falls, good news turned bad: lip corners drop and inner brows rise.",
         "AU12 AU15 AU01", "sadness", "ours"),
    "sadness-anger":
        ("Sorrow hardens into anger: the slanted brows come down, the soft mouth tightens.",
         "AU01 AU15 AU04 AU23", "anger", "ours"),
    "anger-tears":
        ("The anger breaks and she bursts into tears: the glare dissolves, the chin crumples.",
         "AU04 AU01 AU15 AU17", "sadness", "ours"),
    "fear-relief":
        ("Scared at first, then relieved, it was only the cat: wide eyes relax and a smile of relief follows.",
         "AU05 AU20 AU06 AU12", "happiness", "ours"),
    "builds-up":
        (("Builds up, grows, intensifies, swells, getting angrier or happier by the second: from a trace to the "
          "maximum."), "", None, "ours"),
    "mixed":
        (("Mixed feelings, torn between two emotions, bittersweet, half laughing and half crying: actions of both are "
          "blended."), "AU01 AU06 AU12", None, "ours"),
    "flicker": ("A flicker, flash or twitch of emotion crosses the face and is gone in a blink.", "", None, "micro"),
}  # fmt: skip
