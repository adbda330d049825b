"""The editable timeline: key frames per Action Unit, to and from the curve of a plan (our design).

Between two key frames an intensity takes the smoothest step (minimum jerk, as in `plan_argen.minimum_jerk`), so that the few
key frames of a planned rise, hold and fall give that rise, hold and fall. The page draws the same steps.
"""

import json
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import minimum_jerk


MOST_KEYS = 9  # key frames that a planned curve is reduced to
TOLERANCE = 0.02  # intensity that the reduction may be off
SHOWN = 0.05  # an Action Unit whose curve stays below this gets no lane
MOST_CHARACTERS = 65_536

Tracks = dict[str, list[tuple[int, float]]]


def to_tracks(curve: np.ndarray) -> Tracks:
    """Key frames `(frame, intensity)` of each Action Unit that moves; curve `(frames, 20)`."""
    return {name: _reduce(curve[:, k]) for k, name in enumerate(AUS) if curve[:, k].max() >= SHOWN}


def to_curve(tracks: Tracks, frames: int) -> np.ndarray:
    """The curve float32 `(frames, 20)` that key frames describe; before the first and after the last it stays."""
    curve = np.zeros((frames, len(AUS)), np.float32)
    for name, keys in tracks.items():
        curve[:, AUS.index(name)] = _steps(keys, frames)
    return np.round(curve, 4)


def pack(tracks: Tracks, frames: int, fps: float, edited: bool = False) -> str:
    """What the page gets."""
    keys = {name: [[frame, round(float(value), 3)] for frame, value in track] for name, track in tracks.items()}
    return json.dumps({"frames": frames, "fps": fps, "edited": edited, "tracks": keys})


def unpack(text: Any, frames: int) -> tuple[Tracks, bool]:
    """Key frames from the page, and whether a hand changed them.

    Raises:
        ValueError: not what `pack` makes: another type, an unknown unit, frames out of order or range, values outside 0..1.
    """
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS:
        raise ValueError("`timeline` has to be the JSON text of a timeline.")
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("`timeline` is not valid JSON.") from error
    if not isinstance(data, dict) or not isinstance(data.get("tracks"), dict):
        raise ValueError('`timeline` has to be an object with `tracks`: {"AU12": [[0, 0.0], [8, 0.9]]}.')
    for name in data["tracks"]:
        if name not in AUS:
            raise ValueError(f"`timeline` names {name!r}; the Action Units are {', '.join(AUS)}.")
    return {name: _checked(name, keys, frames) for name, keys in data["tracks"].items()}, data.get("edited") is True


def _checked(name: str, keys: Any, frames: int) -> list[tuple[int, float]]:
    legal = f"{name} takes key frames [frame, intensity], frames 0 to {frames - 1} in order, intensities 0 to 1."
    if not isinstance(keys, list) or not 1 <= len(keys) <= frames:
        raise ValueError(f"`timeline`: {legal}")
    checked: list[tuple[int, float]] = []
    for key in keys:
        if not isinstance(key, list) or len(key) != 2 or any(isinstance(one, bool) for one in key):
            raise ValueError(f"`timeline`: {legal}")
        frame, value = key
        if not isinstance(frame, int) or not isinstance(value, int | float) or not 0 <= frame < frames:
            raise ValueError(f"`timeline`: {legal}")
        if not 0 <= value <= 1 or (checked and frame <= checked[-1][0]):
            raise ValueError(f"`timeline`: {legal}")
        checked.append((frame, float(value)))
    return checked


def _steps(keys: list[tuple[int, float]], frames: int) -> np.ndarray:
    places, values = (np.array(column, np.float64) for column in zip(*keys, strict=True))
    time = np.arange(frames)
    after = np.clip(np.searchsorted(places, time, side="right"), 1, max(1, len(keys) - 1))
    if len(keys) == 1:
        return np.full(frames, values[0])
    share = minimum_jerk((time - places[after - 1]) / (places[after] - places[after - 1]))
    return values[after - 1] + share * (values[after] - values[after - 1])


def _reduce(values: np.ndarray) -> list[tuple[int, float]]:
    """The key frames after which no frame is off by more than TOLERANCE, found one by one where most is missing."""
    last = len(values) - 1
    chosen = {0, last}
    while len(chosen) < MOST_KEYS:
        keys = [(k, float(values[k])) for k in sorted(chosen)]
        missing = np.abs(_steps(keys, len(values)) - values)
        if missing.max() <= TOLERANCE:
            break
        chosen.add(int(missing.argmax()))
    return [(k, round(float(values[k]), 3)) for k in sorted(chosen)]
