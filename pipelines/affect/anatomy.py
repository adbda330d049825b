"""Anatomy: what opposed Action Units allow each other, and which one yields (our design after FACS)."""

from collections.abc import Collection
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import ANTAGONISTS, AUS


TOGETHER = 1.15  # two antagonists add up to no more
# The most of the weaker one: lips cannot be pressed and parted, but the two pulls at a lip corner do meet in one face
# (a smile held down, Ekman & Friesen 1982); the values are our choice.
CEILINGS: dict[tuple[str, str], float] = dict.fromkeys(ANTAGONISTS, 0.3) | {("AU12", "AU15"): 0.6}
_FIRST = np.array([AUS.index(first) for first, _ in CEILINGS])
_SECOND = np.array([AUS.index(second) for _, second in CEILINGS])
_BOTH = np.concatenate([_FIRST, _SECOND])
_CEILING = np.array(list(CEILINGS.values()), np.float32)
_SLACK = np.float32(1e-4)  # curves are rounded to four decimals
_PAIRS = [(AUS.index(first), AUS.index(second), ceiling) for (first, second), ceiling in CEILINGS.items()]


def agree(curve: np.ndarray, named: Collection[str] = ()) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """A curve float32 `(frames, 20)` in which no two antagonists are strong together, and what was weakened for that.

    In each frame the weaker of a pair stays at or below its ceiling (0.3, for AU12 with AU15 0.6) and the two add up
    to 1.15 at most. The weaker one yields, the second of the pair where both are equal; where one of the pair is in
    `named`, the other one. A record says {"kind": "resolved", "overruled", "by", "action_unit", "frames"}, with the
    values of the frame that lost the most.
    """
    peaks = curve.max(0).tolist()  # what no two peaks break, no frame breaks
    if not any(min(peaks[a], peaks[b]) > most or peaks[a] + peaks[b] > TOGETHER for a, b, most in _PAIRS):
        return curve, []
    first, second = (half := curve[:, _BOTH])[:, : len(_FIRST)], half[:, len(_FIRST) :]
    over = (np.minimum(first, second) > _CEILING + _SLACK) | (first + second > TOGETHER + _SLACK)
    if not over.any():
        return curve, []
    curve, records = curve.copy(), []
    for k in np.flatnonzero(over.any(0)):
        a, b = int(_FIRST[k]), int(_SECOND[k])
        stands = [AUS[j] in named for j in (a, b)]
        first_stands = curve[:, a] >= curve[:, b] if stands[0] == stands[1] else np.full(len(curve), stands[0])
        for keep, other, where in ((a, b, first_stands), (b, a, ~first_stands)):
            records += _weaken(curve, keep, other, where, float(_CEILING[k]))
    return curve, records


def _weaken(curve: np.ndarray, keep: int, other: int, where: np.ndarray, ceiling: float) -> list[dict[str, Any]]:
    """Limit `other` in the frames `where`, in place; no record when nothing had to change."""
    kept, before = curve[:, keep], curve[:, other].copy()
    room = np.round(TOGETHER - kept, 4)
    room = np.where(kept > ceiling, np.minimum(room, ceiling), room)
    curve[:, other] = np.where(where, np.minimum(before, room), before)
    changed = curve[:, other] < before
    if not changed.any():
        return []
    at = int(np.argmax(before - curve[:, other]))
    return [
        {
            "kind": "resolved",
            "overruled": f"{AUS[other]} at {before[at]:.2f}",
            "by": f"{AUS[keep]}, which leaves it {curve[at, other]:.2f}",
            "action_unit": AUS[other],
            "frames": int(changed.sum()),
        }
    ]
