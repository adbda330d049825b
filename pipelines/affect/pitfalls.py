"""What a face does not tell, and the combinations that a plan must not ask for.

Entries are `slug: (text, AUs, emotion, key of SOURCES)`.
"""

PITFALLS: dict[str, tuple[str, str, str | None, str]] = {
    "priors":
        (("Prototypes are priors, not definitions: professional actors portray one emotion with many different faces, "
          "so variants are sampled."), "", None, "priors"),
    "not-feelings":
        ("A face shows movements, not what somebody feels: never claim a person's emotion from Action Units alone.",
         "", None, "priors"),
    "one-au":
        ("A single Action Unit is ambiguous: a brow lowerer may be anger, effort, concentration or sunlight.",
         "AU04", None, "unmasking"),
    "identity":
        (("Measure over that person's own neutral face: permanent wrinkles, heavy lids or naturally low brows are no "
          "Action Units."), "AU04 AU43", None, "facs"),
    "nose-brows":
        (("The nose wrinkler drags the brows down by itself: do not add a full brow lowerer for disgust only because "
          "the brows look low."), "AU09 AU04", "disgust", "facs"),
    "smile-cheeks":
        (("A very strong lip corner puller bulges the cheeks without the cheek raiser; crow's feet and narrowed eyes "
          "tell whether it acts."), "AU12 AU06", "happiness", "facs"),
    "speech":
        ("Talking, chewing and yawning move jaw and lips without any emotion: part them from the emotional actions.",
         "AU25 AU26", "neutral", "ours"),
    "grades-unequal":
        ("FACS grades are ordinal and of unequal width: C and D cover most of the range, A, B and E are narrow.",
         "", None, "facs"),
    "negation":
        (("Not happy does not mean sad, and not sad does not mean happy: a negated emotion alone is neutral unless "
          "another is named."), "", "neutral", "ours"),
    "contempt-sided":
        ("Contempt acted on both sides is read as a smile or a dimple; keep it on one side of the face.",
         "AU12 AU14", "contempt", "emfacs"),
    "eyes-both":
        ("Eyes cannot be wide open and closed at once: stage the two one after the other.",
         "AU05 AU43", None, "antagonists"),
    "lips-both":
        ("Lips cannot be pressed or sucked in while the mouth hangs open: choose one, or let one follow the other.",
         "AU24 AU25 AU26 AU28", None, "antagonists"),
    "causes":
        (("Words name causes as often as faces: a funeral suggests sadness and a birthday joy, but people differ in "
          "what they show."), "", None, "priors"),
}  # fmt: skip
