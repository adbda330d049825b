"""AffectPlan: what a clip shall express, as an AU curve with human timing, and the captions that say it in words.

Our design (ARGen gives only the names of its stages): the plan is the one thing that a request becomes and that the
generator, the dataset and every judge read.
"""

import json
import math
import numbers
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .caption_argen import caption_curve
from .facs_argen import AUS, EMOTIONS, PROTOTYPES, TIMING


_KEYS = ("emotion", "intensity", "au_names", "curve", "captions", "evidence", "seed")
DEFAULT_INTENSITY = 0.8  # of an emotion that is asked for without one
AUInput = Mapping[str, float] | Sequence[float] | Sequence[Sequence[float]] | np.ndarray


@dataclass(frozen=True, eq=False)
class AffectPlan:
    """What a clip shall express; JSON round trip by `to_json` and `from_json`.

    `curve` is float32 `(frames, 20)` in AUS order, 0..1 over that identity's neutral; `intensity` is 0..1;
    `captions` are equivalent descriptions, the first is the one used; `evidence` names the facts behind the plan.
    """

    emotion: str | None
    intensity: float
    curve: np.ndarray
    captions: tuple[str, ...] = ()
    evidence: tuple[dict[str, Any], ...] = field(default=())
    seed: int | None = None

    def to_json(self) -> str:
        """The plan as JSON text; `from_json` gives back an equal plan."""
        # the shortest decimals that read back as the same float32
        curve = [[float(str(value)) for value in row] for row in self.curve]
        return json.dumps(
            {
                "emotion": self.emotion,
                "intensity": self.intensity,
                "au_names": list(AUS),
                "curve": curve,
                "captions": list(self.captions),
                "evidence": list(self.evidence),
                "seed": self.seed,
            },
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> "AffectPlan":
        """Read what `to_json` wrote; ValueError names the key that is missing, of another type or out of range."""
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(
                f"`text` holds a JSON {type(data).__name__}; a plan is an object with {', '.join(_KEYS)}."
            )
        missing = [name for name in _KEYS if name not in data]
        if missing:
            raise ValueError(f"`{missing[0]}` is missing; a plan is an object with {', '.join(_KEYS)}.")
        if data["au_names"] != list(AUS):
            raise ValueError(f"`au_names` is {data['au_names']!r}; a plan lists the AUs {list(AUS)} in this order.")
        for name, kind, word in (("captions", str, "texts"), ("evidence", dict, "objects")):
            if not isinstance(data[name], list) or not all(isinstance(one, kind) for one in data[name]):
                raise ValueError(f"`{name}` is {data[name]!r}; it has to be a list of {word}, [] for none.")
        seed = data["seed"]
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
            raise ValueError(f"`seed` is {seed!r}; it has to be an integer or null.")
        return cls(
            emotion=None if data["emotion"] is None else check_emotion(data["emotion"]),
            intensity=check_intensity(data["intensity"]),
            curve=check_curve(data["curve"], "curve"),
            captions=tuple(data["captions"]),
            evidence=tuple(data["evidence"]),
            seed=seed,
        )


def envelope(seconds: np.ndarray, onset: float, apex: float, offset: float, start: float = 0.0) -> np.ndarray:
    """Activation 0..1 over time: a minimum-jerk rise, a hold, a minimum-jerk fall (our design after Schmidt et al. 2003).

    `seconds` `(frames,)`; `onset`, `apex`, `offset` are durations in seconds, `start` the moment the rise begins.
    """
    rise = minimum_jerk((seconds - start) / onset)
    fall = minimum_jerk((seconds - start - onset - apex) / offset)
    return (rise - fall).astype(np.float32)


def minimum_jerk(u: np.ndarray) -> np.ndarray:
    """The smoothest step from 0 to 1 on u in 0..1: 10u^3 - 15u^4 + 6u^5 (Flash & Hogan 1985, J Neurosci 5:1688)."""
    u = np.clip(u, 0.0, 1.0)
    return u * u * u * (10.0 + u * (-15.0 + 6.0 * u))


def check_emotion(emotion: str) -> str:
    """The emotion itself, or a ValueError that lists the legal ones."""
    if emotion not in EMOTIONS:
        raise ValueError(f"`emotion` is {emotion!r}; it has to be one of {', '.join(EMOTIONS)}.")
    return emotion


def check_intensity(intensity: float) -> float:
    """The intensity as a float in 0..1, or a ValueError."""
    if not _is_number(intensity) or not 0.0 <= float(intensity) <= 1.0:
        raise ValueError(f"`intensity` is {intensity!r}; it has to be a number from 0 (neutral) to 1 (extreme).")
    return float(intensity)


def check_timing(num_frames: int, fps: float) -> None:
    """Refuse fewer than one frame, and frame rates that are not finite or not above 0 (ValueError)."""
    if isinstance(num_frames, bool) or not isinstance(num_frames, numbers.Integral) or num_frames < 1:
        raise ValueError(f"`num_frames` is {num_frames!r}; it has to be a whole number from 1 up, such as 17.")
    if not _is_number(fps) or not math.isfinite(fps) or fps <= 0:
        raise ValueError(f"`fps` is {fps!r}; it has to be a finite number above 0, such as 8.")


def _is_number(value: Any) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def check_curve(curve: Any, name: str = "action_units") -> np.ndarray:
    """A float32 AU curve `(frames, 20)` with finite values in 0..1, or a ValueError that calls it `name`."""
    try:
        values = np.asarray(curve)
        curve = values.astype(np.float32)
    except (TypeError, ValueError) as error:
        raise ValueError(f"`{name}` is not a table of numbers (frames, {len(AUS)}): {error}.") from error
    if values.dtype.kind not in "iufO":
        raise ValueError(f"`{name}` is a table of {values.dtype}; every intensity has to be a number from 0 to 1.")
    if curve.ndim != 2 or curve.shape[1] != len(AUS) or len(curve) == 0:
        raise ValueError(f"`{name}` has shape {curve.shape}; a curve is (frames, {len(AUS)}) in the order of AUS.")
    if not np.isfinite(curve).all():
        raise ValueError(f"`{name}` holds NaN or infinity; every intensity has to be a number from 0 to 1.")
    if curve.min() < 0.0 or curve.max() > 1.0:
        raise ValueError(
            f"`{name}` runs from {curve.min():.3g} to {curve.max():.3g}; every intensity has to be from 0 to 1."
        )
    return curve


def au_vector(action_units: AUInput) -> np.ndarray:
    """AU input as a float32 vector `(20,)` or curve `(frames, 20)`; ValueError names an unknown AU or a bad value."""
    if isinstance(action_units, Mapping):
        vector = np.zeros(len(AUS), np.float32)
        for name, value in action_units.items():
            if name not in AUS:
                raise ValueError(f"`action_units` names {name!r}; the AUs are {', '.join(AUS)}.")
            if not _is_number(value):
                raise ValueError(
                    f"`action_units` gives {name} the value {value!r}; it has to be a number from 0 to 1."
                )
            vector[AUS.index(name)] = value
        return check_curve(vector[None])[0]
    try:
        values = np.asarray(action_units)
        if values.dtype.kind not in "iufO":
            raise TypeError(f"it holds {values.dtype}")
        values = values.astype(np.float32)
    except (TypeError, ValueError) as error:
        raise ValueError(f"`action_units` is not a dict, a vector or a curve of numbers: {error}.") from error
    return check_curve(values[None])[0] if values.ndim == 1 else check_curve(values)


def fit_curve(curve: np.ndarray, num_frames: int) -> np.ndarray:
    """A curve stretched or squeezed to `num_frames` by linear interpolation; unchanged where the count already fits."""
    if len(curve) == num_frames:
        return curve
    old, new = np.linspace(0, 1, len(curve)), np.linspace(0, 1, num_frames)
    return np.stack([np.interp(new, old, column) for column in curve.T], 1).astype(np.float32)


def timed_curve(peaks: np.ndarray, emotion: str, num_frames: int, fps: float, rng: np.random.Generator) -> np.ndarray:
    """Peak intensities `(20,)` as a curve `(frames, 20)` that starts at neutral and follows the emotion's timing.

    Each AU starts with its own jitter (sd 60 ms; brows before the mouth in surprise), our reading of notes on onset order.
    """
    onset, apex, offset = (rng.uniform(low, high) for low, high in TIMING[emotion])
    seconds = np.arange(num_frames) / fps
    curve = np.zeros((num_frames, len(AUS)), np.float32)
    if num_frames == 1:  # the neutral start alone
        return curve
    # A clip shorter than two seconds shows the same course, faster.
    scale = min(1.0, float(seconds[-1]) / 2.0)
    for k in np.flatnonzero(peaks):
        start = (
            0.1 + abs(rng.normal(0.0, 0.06)) + (0.08 if emotion == "surprise" and AUS[k] in ("AU25", "AU26") else 0.0)
        )
        curve[:, k] = peaks[k] * envelope(seconds, onset * scale, apex * scale, offset * scale, start * scale)
    return curve


def emotion_peaks(emotion: str, intensity: float, rng: np.random.Generator | None = None) -> np.ndarray:
    """Peak AU intensities `(20,)` of an emotion; a variant is drawn when `rng` is given, else the prototype.

    Prototypes are priors (EMFACS; Du et al. 2014): people differ, hence the variants.
    """
    variants = PROTOTYPES[check_emotion(emotion)]
    chosen = variants[0] if rng is None else variants[rng.integers(len(variants))]
    return au_vector(chosen) * np.float32(check_intensity(intensity))


def make_plan(
    emotion: str | None = None,
    intensity: float | None = None,
    action_units: AUInput | None = None,
    num_frames: int = 17,
    fps: float = 8.0,
    seed: int = 0,
    caption: str | None = None,
) -> AffectPlan:
    """A plan from an emotion, from AUs, or from both (the AUs are then added to the emotion's, the larger one wins).

    `intensity` 0..1 scales the emotion (default 0.8) and needs one; a plan of AUs alone carries the largest value of its
    curve instead. A dict or vector of AUs follows the emotion's timing; a curve `(frames, 20)` is taken as it is,
    stretched to `num_frames`. `seed` draws the timing and the words of the caption. ValueError names what is not legal.
    """
    if emotion is None and action_units is None:
        raise ValueError("`emotion` and `action_units` are both None; give at least one of them.")
    level = DEFAULT_INTENSITY if intensity is None else check_intensity(intensity)
    if intensity is not None and emotion is None:
        raise ValueError(f"`intensity` is {intensity} without an `emotion` that it could scale. Give `emotion` too.")
    check_timing(num_frames, fps)
    rng = np.random.default_rng(seed)
    timing = check_emotion(emotion) if emotion is not None else "neutral"
    peaks = emotion_peaks(emotion, level) if emotion is not None else np.zeros(len(AUS), np.float32)
    given = au_vector(action_units) if action_units is not None else np.zeros(len(AUS), np.float32)
    if given.ndim == 1:
        curve = timed_curve(np.maximum(peaks, given), timing, num_frames, fps, rng)
    else:
        curve = np.maximum(timed_curve(peaks, timing, num_frames, fps, rng), fit_curve(given, num_frames))
    captions = (caption if caption is not None else caption_curve(curve, emotion, fps, np.random.default_rng(seed)),)
    return AffectPlan(emotion, level if emotion is not None else float(curve.max()), curve, captions, (), seed)
