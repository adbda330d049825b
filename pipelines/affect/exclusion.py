"""Exclusion: what a description must not claim about a face, so that an answer fits the knowledge (our design)."""

from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.argen.facs_argen import ANTAGONISTS, PROTOTYPES


# Between the centres of the FACS grades C and D, where captions turn from "clearly" to "strongly".
STRONG = 0.6

# AU12, AU15 and AU20 each mark one emotion at the mouth: happiness, sadness, fear. A mark is excluded from an emotion
# where no prototype or variant of it (facs_argen) and no compound with it (Du, Tao & Martinez 2014) shows the mark.
EXCLUDED: dict[str, tuple[str, ...]] = {
    "happiness": ("AU15", "AU20"),
    "sadness": ("AU12",),
    "neutral": (),
    "anger": ("AU12",),
    "surprise": ("AU15",),
    "disgust": (),
    "fear": ("AU12",),
}

# A mask covers the mouth, brows and lids leak what is felt (Ekman & Friesen 1969; these six: our design).
UPPER_FACE = ("AU01", "AU02", "AU04", "AU05", "AU06", "AU07")
LEAK = 0.1  # FACS grade A, a trace


def shown_peaks(stage: Stage) -> dict[str, float]:
    """The AUs that a stage shows and their peaks 0..1, the emotion's first prototype included where it is shown."""
    own = PROTOTYPES[stage.emotion][0] if stage.prototype else {}
    peaks = {name: stage.intensity * peak for name, peak in own.items()}
    for name, peak in stage.action_units.items():
        peaks[name] = max(peaks.get(name, 0.0), peak)
    return {name: peak for name, peak in peaks.items() if name not in stage.without}


def contradictions(description: Description, emotion: str | None = None) -> list[str]:
    """What a description says against anatomy, against its emotions, or against the `emotion` that was asked for.

    An AU that the emotion excludes may be strong in a mask alone: a stage without prototype in which brows or lids
    still show an AU of the emotion.
    """
    found = [] if emotion in (None, description.emotion) else [f"the emotion asked for is {emotion}"]
    for i, stage in enumerate(description.stages):
        where, peaks = f"`stages[{i}]`", shown_peaks(stage)
        strong = {name for name, peak in peaks.items() if peak >= STRONG}
        found += [f"{where} shows {a} and {b} at once" for a, b in ANTAGONISTS if {a, b} <= strong]
        if not _is_mask(stage, peaks):
            found += [f"{where} is {stage.emotion} with {name}" for name in EXCLUDED[stage.emotion] if name in strong]
        both = [name for name in stage.without if stage.action_units.get(name, 0.0) > 0.0]
        found += [f"{where} has {name} in `action_units` and in `without`" for name in both]
    return found


def _is_mask(stage: Stage, peaks: dict[str, float]) -> bool:
    own = {name for variant in PROTOTYPES[stage.emotion] for name in variant}
    leaks = any(peaks.get(name, 0.0) >= LEAK for name in UPPER_FACE if name in own)
    return not stage.prototype and leaks
