"""Jerk and onset time of facial motion, from Action Unit curves or landmarks."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate
import numpy as np


_DESCRIPTION = """\
Jerk is the root mean square of the third derivative over time of the channels of a clip (Action Units or coordinates of
landmarks), in channel units per second cubed. Onset time is how long the face takes from 10 % to 90 % of its largest
distance from the first frame (root mean square over the channels), in seconds: our definition, after the rise time of
signals. Both depend on the units of the channels; the jerk also on how strong the expression is.
"""

_INPUTS = """
Args:
    predictions: per clip the channels of each frame, (frames, channels): AU intensities, or x and y of landmarks.
    fps: frames per second, one number or one per clip in the order in which they were added; required.
    min_motion: a clip whose largest distance stays below this has no onset (0.05, of an intensity from 0 to 1).

Returns:
    "jerk" and "jerk_sd", mean and sample standard deviation over clips; "onset" and "onset_sd", the same in seconds;
    "clips" with "jerk", "onset", "onset_start" (when 10 % is reached, in seconds) and "motion" (largest distance) of
    each; "jerk_undefined", clips under 4 frames, and "onset_undefined", clips that do not move: their values are nan and
    not in the means; "n", clips.

Examples:
    >>> motion = evaluate.load("spaces/motion")
    >>> ramp = [[0.0], [0.25], [0.5], [0.75], [1.0]]
    >>> round(motion.compute(predictions=[ramp], fps=8)["onset"], 6)
    0.4
"""


class Motion(evaluate.Metric):
    """The measures of motion as `evaluate` loads them."""

    def _info(self) -> evaluate.MetricInfo:
        clip = datasets.Sequence(datasets.Sequence(datasets.Value("float64")))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": clip}),
        )

    def _compute(
        self,
        predictions: Sequence[Sequence[Sequence[float]]],
        fps: float | Sequence[float] | None = None,
        min_motion: float = 0.05,
    ) -> dict[str, Any]:
        if not predictions:
            raise ValueError("`predictions` is empty: give at least one clip")
        if not min_motion > 0:
            raise ValueError(f"`min_motion` is {min_motion}; it has to be above 0, in the units of the channels")
        rates = frame_rates(fps, len(predictions))
        clips = [measure(channels(k, clip), float(rates[k]), min_motion) for k, clip in enumerate(predictions)]
        result: dict[str, Any] = {}
        for name in ("jerk", "onset"):
            defined = [clip[name] for clip in clips if not np.isnan(clip[name])]
            result[name] = float(np.mean(defined)) if defined else float("nan")
            result[f"{name}_sd"] = float(np.std(defined, ddof=1)) if len(defined) > 1 else float("nan")
            result[f"{name}_undefined"] = len(clips) - len(defined)
        return result | {"clips": clips, "n": len(clips)}


def frame_rates(fps: float | Sequence[float] | None, count: int) -> np.ndarray:
    """A rate per clip; ValueError where none is given, the number does not fit, or one is not above 0."""
    if fps is None:
        raise ValueError("`fps` is missing: seconds need the frames per second, one number or one per clip")
    rates = np.asarray(fps, np.float64)
    if rates.shape not in ((), (count,)):
        raise ValueError(f"`fps` has the shape {rates.shape} for {count} clips: give one number or one per clip")
    if not (np.isfinite(rates) & (rates > 0)).all():
        raise ValueError(f"`fps` is {fps}; it has to be above 0")
    return np.broadcast_to(rates, (count,))


def channels(number: int, clip: Sequence[Sequence[float]]) -> np.ndarray:
    """A clip as `(frames, channels)`; ValueError for a clip that is empty, ragged or not finite."""
    lengths = sorted({len(frame) for frame in clip})
    if len(lengths) != 1 or lengths[0] < 1:
        raise ValueError(
            f"`predictions` has frames of the lengths {lengths} in clip {number}; each needs the same channels"
        )
    values = np.asarray(clip, np.float64)
    if not np.isfinite(values).all():
        raise ValueError(f"`predictions` has a value that is not finite in clip {number}: leave that clip out")
    return values


def measure(curve: np.ndarray, fps: float, min_motion: float) -> dict[str, float]:
    """Jerk, onset time, start and size of the motion of `(frames, channels)`."""
    far = np.sqrt(np.square(curve - curve[0]).mean(1))
    largest = float(far.max())
    start = end = float("nan")
    if largest >= min_motion:
        start, end = (last_rise(far, share * largest) for share in (0.1, 0.9))
    return {"jerk": jerk(curve, fps), "onset": (end - start) / fps, "onset_start": start / fps, "motion": largest}


def jerk(curve: np.ndarray, fps: float) -> float:
    """Root mean square of the third difference of `(frames, channels)` times fps³; nan under 4 frames."""
    if len(curve) < 4:
        return float("nan")
    return float(np.sqrt(np.square(np.diff(curve, n=3, axis=0)).mean()) * fps**3)


def last_rise(far: np.ndarray, level: float) -> float:
    """The frame, between frames by straight lines, at which `(frames,)` last rises through `level` before its first peak.

    The last rise and not the first: a twitch before the expression is no onset.
    """
    below = int(np.flatnonzero(far[: int(np.argmax(far))] <= level)[-1])
    return below + float((level - far[below]) / (far[below + 1] - far[below]))
