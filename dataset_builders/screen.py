"""The screen: which clips are kept, and for what reasons the others are not (our design)."""

from collections.abc import Mapping
from typing import Any

from argen.dataset_builders.settings import ScreenSettings


REASONS = ("au_r", "au_error", "emotion", "integrity", "identity")


def reasons(emotion: str, scores: Mapping[str, Any], screen: ScreenSettings | None) -> list[str]:
    """Of `REASONS` those for which a clip is rejected, none for one that is kept.

    Args:
        emotion: that was asked for.
        scores: as `measures.scores` makes them; what is None there was not measured yet, and rejects nothing.
        screen: the bounds; None keeps everything.
    """
    if screen is None:
        return []
    steady = scores["au_r"] is None
    wrong = {
        "au_r": not steady and scores["au_r"] < screen.au_r,
        "au_error": steady and scores["au_error"] > screen.au_error,
        "emotion": screen.emotion and scores["recognised"] not in (None, emotion),
        "integrity": scores["integrity"] is not None and scores["integrity"] < screen.integrity,
        "identity": scores["identity_similarity"] is not None and scores["identity_similarity"] < screen.identity,
    }
    return [name for name in REASONS if wrong[name]]
