"""The Facial Action Coding System as ARGen uses it: AU table, emotions, prototypes and variants, intensity grades, timing.

Plain literals with their sources, so that the renderer, the planner, the trainers and the Hub copy share one table.
Prototypes are priors, not definitions: people differ (Barrett et al.; Nature Communications 2021, s41467-021-25352-6).
"""

# The 20 AUs of py-feat, in its order. Intensity 0..1 is over that identity's neutral face.
AUS: tuple[str, ...] = (
    "AU01", "AU02", "AU04", "AU05", "AU06", "AU07", "AU09", "AU10", "AU11", "AU12",
    "AU14", "AU15", "AU17", "AU20", "AU23", "AU24", "AU25", "AU26", "AU28", "AU43",
)  # fmt: skip

# Ekman, Friesen & Hager (2002), FACS manual: action and its muscle.
AU_NAMES: dict[str, str] = {
    "AU01": "inner brow raiser",
    "AU02": "outer brow raiser",
    "AU04": "brow lowerer",
    "AU05": "upper lid raiser",
    "AU06": "cheek raiser",
    "AU07": "lid tightener",
    "AU09": "nose wrinkler",
    "AU10": "upper lip raiser",
    "AU11": "nasolabial deepener",
    "AU12": "lip corner puller",
    "AU14": "dimpler",
    "AU15": "lip corner depressor",
    "AU17": "chin raiser",
    "AU20": "lip stretcher",
    "AU23": "lip tightener",
    "AU24": "lip pressor",
    "AU25": "lips part",
    "AU26": "jaw drop",
    "AU28": "lip suck",
    "AU43": "eyes closed",
}

# DFEW's order. Compound and MAFW classes map onto plans, never onto this tuple.
EMOTIONS: tuple[str, ...] = ("happiness", "sadness", "neutral", "anger", "surprise", "disgust", "fear")

# Peak intensities of each emotion's prototype (first) and variants. EMFACS (Ekman & Friesen), FACS manual table 11-1,
# and the actions seen in most subjects by Du, Tao & Martinez (PNAS 2014, 111(15):E1454, table 1).
PROTOTYPES: dict[str, tuple[dict[str, float], ...]] = {
    "happiness": (
        {"AU06": 0.8, "AU12": 0.9, "AU25": 0.6},
        {"AU06": 0.6, "AU12": 0.8},
        {"AU06": 0.9, "AU12": 1.0, "AU25": 0.8, "AU26": 0.5, "AU07": 0.3},
    ),
    "sadness": (
        {"AU01": 0.9, "AU04": 0.7, "AU15": 0.9, "AU17": 0.5},
        {"AU01": 0.8, "AU04": 0.6, "AU15": 0.8, "AU11": 0.5},
        {"AU01": 1.0, "AU04": 0.8, "AU06": 0.4, "AU15": 0.9, "AU17": 0.8, "AU43": 0.3},
    ),
    "neutral": ({},),
    "anger": (
        {"AU04": 1.0, "AU05": 0.6, "AU07": 0.7, "AU23": 0.8},
        {"AU04": 1.0, "AU05": 0.6, "AU07": 0.7, "AU24": 0.9, "AU17": 0.5},
        {"AU04": 1.0, "AU05": 0.6, "AU07": 0.7, "AU09": 0.5, "AU10": 0.8, "AU25": 0.8, "AU26": 0.4},
    ),
    "surprise": (
        {"AU01": 1.0, "AU02": 1.0, "AU05": 0.8, "AU25": 0.7, "AU26": 0.9},
        {"AU01": 0.9, "AU02": 0.9, "AU05": 0.6, "AU25": 0.5, "AU26": 0.5},
    ),
    "disgust": (
        {"AU09": 1.0, "AU10": 0.7, "AU17": 0.5, "AU04": 0.3},
        {"AU09": 0.8, "AU15": 0.7, "AU17": 0.6},
        {"AU10": 0.9, "AU09": 0.6, "AU25": 0.5, "AU04": 0.4},
    ),
    "fear": (
        {"AU01": 1.0, "AU02": 0.7, "AU04": 0.8, "AU05": 1.0, "AU20": 0.9, "AU25": 0.6, "AU26": 0.3},
        {"AU01": 1.0, "AU04": 0.7, "AU05": 0.9, "AU20": 0.8, "AU25": 0.6},
        {"AU01": 0.9, "AU02": 0.8, "AU04": 0.7, "AU05": 1.0, "AU07": 0.5, "AU20": 1.0, "AU26": 0.5, "AU25": 0.7},
    ),
}

# Contempt is one-sided (EMFACS: R12A + R14A); the pair is (AU, side).
CONTEMPT: dict[tuple[str, str], float] = {("AU12", "R"): 0.5, ("AU14", "R"): 0.9}

# FACS grades A to E are ordinal; the centres on 0..1 are our choice.
GRADES: dict[str, float] = {"A": 0.10, "B": 0.25, "C": 0.50, "D": 0.80, "E": 1.00}

# Seconds, as (low, high): onset, apex, offset. Macro-expressions last 0.5 to 4 s (Ekman & Friesen 1982); surprise is the
# shortest; smile onsets are ballistic and near 0.5 s (Schmidt, Cohn & Tian 2003). The ranges are our reading of these.
TIMING: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    "happiness": ((0.40, 0.80), (0.5, 1.6), (0.5, 1.1)),
    "sadness": ((0.50, 0.90), (0.6, 1.8), (0.6, 1.2)),
    "neutral": ((0.30, 0.80), (0.3, 1.5), (0.4, 1.0)),
    "anger": ((0.30, 0.60), (0.5, 1.6), (0.4, 0.9)),
    "surprise": ((0.20, 0.35), (0.3, 0.8), (0.3, 0.6)),
    "disgust": ((0.30, 0.60), (0.4, 1.2), (0.4, 0.8)),
    "fear": ((0.20, 0.45), (0.4, 1.2), (0.4, 0.8)),
}

# Actions of opposed muscles, or of one orifice that cannot do both: not both strong at once.
ANTAGONISTS: tuple[tuple[str, str], ...] = (
    ("AU23", "AU26"), ("AU24", "AU25"), ("AU24", "AU26"), ("AU28", "AU25"), ("AU28", "AU26"), ("AU05", "AU43"),
    ("AU12", "AU15"),
)  # fmt: skip
