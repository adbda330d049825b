"""Wrinkle patterns of the Action Units: height fields on the neutral face, as gradients on the skin atlas."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from argen.pipelines.argen.facs_argen import AUS


Field = Callable[[np.ndarray, np.ndarray], np.ndarray]

_NASOLABIAL = np.array([[1.75, -0.1], [2.45, -1.2], [3.15, -2.4], [3.6, -3.6], [3.7, -4.7]])


def smooth(low: float, high: float, x: np.ndarray) -> np.ndarray:
    """Smoothstep from 0 at `low` to 1 at `high`."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def polyline(x: np.ndarray, y: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distance to a polyline (n, 2), the place along it in [0, 1] and the signed height above it."""
    best = np.full(x.shape, 1e9, np.float32)
    along = np.zeros_like(best)
    above = np.zeros_like(best)
    for i, (a, b) in enumerate(pairwise(points)):
        d = b - a
        t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / (d @ d), 0, 1)
        qx, qy = a[0] + t * d[0] - x, a[1] + t * d[1] - y
        distance = np.hypot(qx, qy)
        near = distance < best
        best = np.where(near, distance, best)
        along = np.where(near, (i + t) / (len(points) - 1), along)
        above = np.where(near, -qy, above)
    return best, along, above


def _forehead(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    wave = (0.5 + 0.5 * np.cos((y + 0.25 * np.sin(ax * 0.9) + 0.02 * ax * ax) * 2 * np.pi / 1.05)) ** 4
    return -0.055 * wave * smooth(6.5, 7.2, y) * (1 - smooth(10.3, 11.2, y)) * (1 - smooth(4.2, 5.6, ax))


def _forehead_inner(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    return _forehead(ax, y) * np.exp(-((ax / 2.6) ** 2)) * 1.15


def _forehead_outer(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    return _forehead(ax, y - 0.18 * ax + 0.5) * smooth(1.4, 3.6, ax)


def _glabella(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    crease = np.exp(-(((ax - 0.55 - 0.05 * (y - 5)) / 0.13) ** 2))
    return -0.095 * crease * smooth(3.9, 4.8, y) * (1 - smooth(6.5, 7.3, y))


def _nose(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    wave = (0.5 + 0.5 * np.cos((y - 0.35 * ax) * 2 * np.pi / 0.62)) ** 3
    return -0.06 * wave * (1 - smooth(0.7, 1.4, ax)) * smooth(1.8, 2.5, y) * (1 - smooth(4.0, 4.7, y))


def _crow(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    r, angle = np.hypot(ax - 4.1, y - 3.3), np.arctan2(y - 3.3, ax - 4.1)
    wave = (0.5 + 0.5 * np.cos(angle * 9.0)) ** 3
    return -0.04 * wave * smooth(0.7, 1.1, r) * (1 - smooth(1.9, 2.7, r)) * (1 - smooth(0.6, 0.9, np.abs(angle)))


def _lower_lid(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    crease = np.exp(-(((y - (1.75 + 0.12 * (ax - 3.2) ** 2)) / 0.14) ** 2))
    return -0.05 * crease * smooth(1.4, 2.2, ax) * (1 - smooth(4.2, 5.0, ax))


def _nasolabial(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    distance, along, _ = polyline(ax, y, _NASOLABIAL)
    return -0.10 * np.exp(-((distance / 0.22) ** 2)) * smooth(0.0, 0.1, along) * (1 - smooth(0.85, 1.0, along))


def _furrow(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    distance, along, _ = polyline(ax, y, _NASOLABIAL[:4] + np.array([0.0, 0.1]))
    return -0.17 * np.exp(-((distance / 0.24) ** 2)) * smooth(-0.02, 0.1, along) * (1 - smooth(0.6, 0.95, along))


def _chin(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    lumps = np.sin(ax * 5.3 + 1.0) * np.sin(y * 4.7 + ax * 2.1) * np.exp(-((ax / 1.6) ** 2) - ((y + 6.2) / 1.1) ** 2)
    return 0.028 * lumps - 0.06 * np.exp(-((ax / 1.6) ** 2) - ((y + 5.25) / 0.16) ** 2)


def _marionette(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    line = np.exp(-(((ax - 3.0 - 0.12 * (-4.4 - y)) / 0.17) ** 2))
    return -0.07 * line * smooth(-6.3, -5.2, y) * (1 - smooth(-4.3, -3.8, y))


def _dimple(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    crease = np.exp(-(((ax - 3.15 + 0.10 * (y + 3.45) ** 2) / 0.17) ** 2) - ((y + 3.45) / 0.85) ** 2)
    pit = np.exp(-(((ax - 3.1) / 0.4) ** 2) - ((y + 3.45) / 0.5) ** 2)
    return -0.15 * crease - 0.06 * pit


def _stretch(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    line = np.exp(-(((ax - 3.5 + 0.08 * (y + 3.6) ** 2) / 0.2) ** 2))
    return -0.07 * line * smooth(-5.6, -4.6, y) * (1 - smooth(-2.6, -1.8, y))


def _purse(ax: np.ndarray, y: np.ndarray) -> np.ndarray:
    wave = (0.5 + 0.5 * np.cos(ax * 2 * np.pi / 0.42)) ** 2
    band = np.exp(-(((y + 1.95) / 0.4) ** 2)) + np.exp(-(((y + 4.85) / 0.35) ** 2))
    return -0.034 * wave * band * (1 - smooth(1.2, 2.1, ax))


# Each pattern: its field, the AUs that cut it (strongest wins, as muscles share folds), its share of age, whether the
# two halves of the face act apart.
PATTERNS: tuple[tuple[Field, dict[str, float], float, bool], ...] = (
    (_forehead_inner, {"AU01": 1.0, "AU02": 0.15}, 0.3, False),
    (_forehead_outer, {"AU02": 1.0}, 0.3, True),
    (_glabella, {"AU04": 1.0, "AU09": 0.35}, 0.3, False),
    (_nose, {"AU09": 1.1}, 0.0, False),
    (_crow, {"AU06": 1.0, "AU07": 0.5}, 0.35, True),
    (_lower_lid, {"AU06": 0.7, "AU07": 1.3}, 0.5, True),
    (_nasolabial, {"AU12": 0.9, "AU10": 0.8, "AU09": 0.6, "AU06": 0.3, "AU20": 0.3}, 0.75, True),
    (_furrow, {"AU11": 1.0, "AU10": 0.25}, 0.0, True),
    (_chin, {"AU17": 1.0, "AU24": 0.35}, 0.05, False),
    (_marionette, {"AU15": 0.9}, 0.3, True),
    (_dimple, {"AU14": 1.0}, 0.0, True),
    (_stretch, {"AU20": 1.0}, 0.0, True),
    (_purse, {"AU23": 1.0, "AU28": 0.3}, 0.1, False),
)
# A fold that every adult face shows a little, so that the neutral face is not a mask.
_ALWAYS = {6: 0.12, 5: 0.10}


def gradients(position: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sparse maps of all pattern halves on an atlas of positions (height, width, 3).

    Starts (channels + 1,), flat texel indices, and values (n, 3) = dh/dx, dh/dy, h in cm (bump mapping, Blinn 1978).
    """
    x, y, z = (position[..., k].astype(np.float64) for k in range(3))
    front = np.nonzero((z > 2) & (np.abs(x) < 7.5) & (y > -8) & (y < 11.5))
    fx, fy = x[front], y[front]
    flat = np.ravel_multi_index(front, x.shape)
    starts, texels, values = [0], [], []
    step = 0.05
    for field, _, _, sided in PATTERNS:
        here = field(np.abs(fx), fy)
        dx = (field(np.abs(fx + step), fy) - field(np.abs(fx - step), fy)) / (2 * step)
        dy = (field(np.abs(fx), fy + step) - field(np.abs(fx), fy - step)) / (2 * step)
        for half in (1, -1) if sided else (0,):
            share = smooth(-0.3, 0.3, fx * half) if half else np.ones_like(fx)
            data = np.stack([dx, dy, here], 1) * share[:, None]
            rows = np.nonzero(np.abs(data).max(1) > 1e-3)[0]
            texels.append(flat[rows].astype(np.int32))
            values.append(data[rows].astype(np.float32))
            starts.append(starts[-1] + len(rows))
    return np.array(starts, np.int64), np.concatenate(texels), np.concatenate(values)


def amplitudes(aus: np.ndarray, age: float) -> np.ndarray:
    """Strength (frames, channels) of every pattern half for AUs (frames, 20, 2) and an age in [0, 1] (our design)."""
    columns = []
    for k, (_, sources, ageing, sided) in enumerate(PATTERNS):
        drive = np.max([aus[:, AUS.index(au)] * weight for au, weight in sources.items()], 0)
        drive = drive + ageing * age + _ALWAYS.get(k, 0.0)
        columns.extend([drive[:, 0], drive[:, 1]] if sided else [drive.mean(1)])
    return np.stack(columns, 1).astype(np.float32)
