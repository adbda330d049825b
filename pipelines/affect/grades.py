"""Intensity words by FACS grade, A trace to E maximum, and the words that carry their own strength (our design).

The centres of the grades on 0..1 stay in GRADES of facs_argen.
"""

# The grade's name in the FACS manual (Ekman, Friesen & Hager 2002).
GRADE_NAMES: dict[str, str] = {
    "A": "trace", "B": "slight", "C": "marked or pronounced", "D": "severe or extreme", "E": "maximum",
}  # fmt: skip
GRADE_WORDS: dict[str, tuple[str, ...]] = {
    "A": ("barely", "hardly", "faintly", "a hint of", "a touch of", "a trace of", "almost imperceptibly"),
    "B": ("slightly", "a little", "a bit", "mildly", "somewhat", "subtly", "gently", "softly", "kind of", "sort of"),
    "C": ("clearly", "visibly", "noticeably", "markedly", "rather", "quite", "fairly", "pretty", "moderately"),
    "D": ("very", "really", "strongly", "deeply", "intensely", "highly", "so", "terribly", "badly", "a lot"),
    "E": ("extremely", "utterly", "completely", "totally", "absolutely", "overwhelmingly", "beyond words", "to death"),
}
# Adjectives by emotion from weak to strong: (word of grade B, C, D, E).
SCALES: dict[str, tuple[str, str, str, str]] = {
    "happiness": ("pleased", "happy", "delighted", "ecstatic"),
    "sadness": ("downhearted", "sad", "miserable", "devastated"),
    "anger": ("annoyed", "angry", "furious", "enraged"),
    "surprise": ("mildly surprised", "surprised", "astonished", "flabbergasted"),
    "disgust": ("put off", "disgusted", "repulsed", "nauseated and revolted"),
    "fear": ("uneasy", "afraid", "frightened", "terrified"),
}
