"""The screen: which clips are kept, and for what reasons the others are not (our design)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argen.dataset_builders.settings import ScreenSettings


REASONS = ("au_r", "au_error", "emotion", "integrity", "identity")
# Chosen, with `measures.GLANCE`, on 1,622 clips (4 steps) that pass by all frames: none lay more than 0.06 below the bound by
# those three alone. Of 1,733 that a later build kept (12 steps, guided) one lay 0.078 below it: expect to lose one in a thousand.
SLACK = 0.08


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


def at_a_glance(screen: ScreenSettings | None) -> ScreenSettings | None:
    """Weaker bounds for a clip of which a few frames are measured: what they reject, all frames nearly always would.

    The correlation may lie `SLACK` lower, the error of still faces twice as high.
    """
    if screen is None:
        return None
    return replace(screen, au_r=max(-1.0, screen.au_r - SLACK), au_error=min(1.0, 2 * screen.au_error))
