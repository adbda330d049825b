"""Skin paint: complexion, lips, brows, beard, make-up, freckles, scalp and clothes, baked once per face on the atlas."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit

from argen.dataset_builders.renderer.hair import edge_distance
from argen.dataset_builders.renderer.noise import bump, step


@dataclass(frozen=True, eq=False)
class Look:
    """Colours are linear RGB (3,); the other traits run from 0 to about 1."""

    skin: np.ndarray
    lips: np.ndarray
    hair: np.ndarray
    iris: np.ndarray
    cloth: np.ndarray
    age: float
    beard: float
    moustache: float
    beard_length: float
    freckles: float
    gloss: float
    brow_thickness: float
    brow_density: float
    blush: float
    pupil: float
    lashes: float
    shadow: float
    gloss_lips: float
    neckline: float
    buzz: float

    def vector(self) -> np.ndarray:
        """All traits as one float32 vector (30,), colours first."""
        colours = np.concatenate([self.skin, self.lips, self.hair, self.iris, self.cloth])
        traits = [
            self.age, self.beard, self.moustache, self.beard_length, self.freckles, self.gloss, self.brow_thickness,
            self.brow_density, self.blush, self.pupil, self.lashes, self.shadow, self.gloss_lips, self.neckline, self.buzz,
        ]  # fmt: skip
        return np.concatenate([colours, traits]).astype(np.float32)


@njit(cache=True, fastmath=True)
def _brow(x: float, y: float, points: np.ndarray) -> tuple[float, float, float]:
    best = 1e9
    along = 0.0
    above = 0.0
    n = points.shape[0]
    for i in range(n - 1):
        dx = points[i + 1, 0] - points[i, 0]
        dy = points[i + 1, 1] - points[i, 1]
        t = ((x - points[i, 0]) * dx + (y - points[i, 1]) * dy) / (dx * dx + dy * dy)
        t = min(max(t, 0.0), 1.0)
        qx = points[i, 0] + t * dx - x
        qy = points[i, 1] + t * dy - y
        d = qx * qx + qy * qy
        if d < best:
            best = d
            along = (i + t) / (n - 1)
            above = -qy
    return math.sqrt(best), along, above


@njit(cache=True, fastmath=True)
def _beard_mask(x: float, ax: float, y: float, z: float, lip: float, moustache: float) -> float:
    if y > 2.2 or y < -11 or z < -2.5:
        return 0.0
    upper = bump(x, y, 0.0, -1.95, 2.5, 0.6) * moustache * step(-0.75, -1.35, y)
    jaw = step(-3.3, -5.0, y) * step(-9.6, -8.0, y)
    goatee = bump(x, y, 0.0, -5.0, 1.7, 0.8) * 0.9 + bump(ax, y, 3.1, -4.2, 0.6, 1.6) * moustache
    cheek = step(4.2, 5.7, ax + 0.4 * max(0.0, -1.0 - y)) * step(1.8, -0.6, y) * step(-9.0, -7.5, y)
    m = max(max(upper, jaw), max(goatee, cheek))
    if z < 1.0:
        m *= step(-1.0, 1.0, z)
    return min(m, 1.0) * step(0.1, -0.12, lip)


@njit(cache=True, fastmath=True, inline="always")
def _tint(c: np.ndarray, q: float, r: float, g: float, b: float) -> None:
    c[0] *= 1 - r * q
    c[1] *= 1 - g * q
    c[2] *= 1 - b * q


@njit(cache=True, fastmath=True, inline="always")
def _cover(c: np.ndarray, q: float, look: np.ndarray, first: int, level: float, spec: float) -> None:
    for k in range(3):
        c[k] = c[k] * (1 - q) + look[first + k] * level * q
    c[3] = c[3] * (1 - q) + spec * q


@njit(cache=True, fastmath=True)
def _complexion(c: np.ndarray, p: np.ndarray, n: np.ndarray, look: np.ndarray) -> None:
    """Base tone, gloss, redness, shadows under the eyes, eye shadow, freckles and nostrils."""
    x, y, z, ax = p[0], p[1], p[2], abs(p[0])
    v = 1.0 + 0.16 * n[0] + 0.09 * n[1] + 0.06 * n[2]
    c[0] = look[0] * v * (1 + 0.03 * n[1])
    c[1] = look[1] * v
    c[2] = look[2] * v * (1 - 0.05 * n[0])
    gloss = 0.10 + 0.3 * bump(x, y, 0.0, 1.0, 1.0, 2.5) + 0.12 * bump(x, y, 0.0, 9.0, 3.0, 2.0)
    c[3] = look[20] * gloss * (0.75 + 1.0 * (n[2] + 0.25))
    if z <= 0.0:
        return
    red = (
        bump(ax, y, 4.6, 0.0, 2.3, 2.0) + 0.8 * bump(x, y, 0.0, 0.3, 1.3, 1.1) + 0.35 * bump(ax, y, 8.8, 1.0, 1.2, 3.0)
    )
    red = look[23] * (red + 0.25 * bump(x, y, 0.0, -6.2, 1.6, 1.2) + 0.6 * n[0] * n[1])
    _tint(c, red, -0.08, 0.13, 0.11)
    _tint(c, (0.35 + 0.6 * look[15]) * bump(ax, y, 3.0, 1.9, 1.5, 0.6), 0.15, 0.18, 0.10)
    if look[26] > 0:
        _tint(c, look[26] * bump(ax, y, 3.3, 4.1, 1.6, 0.5), 0.4, 0.5, 0.38)
    if look[19] > 0:
        spots = step(0.16, 0.3, 0.45 * n[1] + 0.75 * n[2])
        _tint(
            c, look[19] * spots * (bump(ax, y, 3.3, 0.9, 2.6, 1.4) + bump(x, y, 0.0, 1.3, 1.0, 1.6)), 0.2, 0.32, 0.36
        )
    _tint(c, bump(ax, y, 0.75, -0.98, 0.42, 0.26) * step(9.3, 10.3, z), 0.65, 0.7, 0.7)


@njit(cache=True, fastmath=True)
def _face_hair(
    c: np.ndarray, p: np.ndarray, n: np.ndarray, grain: float, lip: float, look: np.ndarray, brow: np.ndarray
) -> None:
    """Beard and brows."""
    x, y, z, ax = p[0], p[1], p[2], abs(p[0])
    if look[16] > 0:
        q = look[16] * _beard_mask(x, ax, y, z, lip, look[17])
        q *= 0.5 + 0.9 * grain if look[18] > 0.5 else 0.75 + 0.7 * n[2]
        _cover(c, min(q, 0.95), look, 6, 0.85, 0.0)
    if 3.6 < y < 8.2 and z > 5:
        d, u, above = _brow(ax, y, brow)
        thick = look[21] * 0.46 * (1 - 0.68 * u * u) * step(-0.05, 0.14, u) + 0.02
        q = 1 - step(thick * 0.4, thick * 1.25, d + 0.14 * n[1])
        q *= (0.8 + 0.75 * n[2] + 0.35 * n[1]) * look[22] * (1 - 0.25 * step(0.05, 0.2, above))
        _cover(c, min(max(q, 0.0), 0.96), look, 6, 0.78, 0.0)


@njit(cache=True, fastmath=True)
def _scalp(c: np.ndarray, p: np.ndarray, n: np.ndarray, look: np.ndarray, line: np.ndarray, cast: float) -> None:
    """Hair painted on the scalp, and the shade that hair casts on the forehead."""
    e = edge_distance(p[0], p[1], p[2], line)
    if e <= -2.2:
        return
    _tint(c, cast * step(-2.0, 0.2, e), 0.30, 0.30, 0.30)
    q = step(-0.45, 0.55, e + 0.5 * n[1] + 0.25 * n[2]) * (look[29] + (1 - look[29]) * (0.35 + 0.3 * n[2]))
    _cover(c, min(max(q, 0.0), 0.97), look, 6, 0.8, 0.2 * c[3])


@njit(cache=True, fastmath=True)
def paint_skin(
    position: np.ndarray, lip: np.ndarray, noise: np.ndarray, shift: np.ndarray, look: np.ndarray, brow: np.ndarray,
    line: np.ndarray, cast: float, paint: np.ndarray,
) -> None:  # fmt: skip
    """Fill paint (h, w, 4): linear albedo and gloss; shift (2,) rolls the noise so that no two faces share spots."""
    height, width = lip.shape
    n, c = np.zeros(3, np.float32), np.zeros(4, np.float32)
    neckline = look[28]
    for i in range(height):
        ni = (i + shift[0]) % height
        for j in range(width):
            nj = (j + shift[1]) % width
            p = position[i, j]
            for k in range(3):
                n[k] = noise[k, ni, nj] - np.float32(0.5)
            collar = (
                -12.6
                - neckline * 1.2
                + 0.012 * p[0] * p[0]
                - neckline * max(0.0, 3.5 - abs(p[0])) * step(0.0, 3.0, p[2])
            )
            if p[1] < collar:
                c[3] = 0
                fold = 0.92 + 0.22 * n[0] + 0.12 * n[2] - 0.25 * step(-0.5, 0.0, p[1] - collar) * (0.5 + n[1])
                _cover(c, 1.0, look, 12, fold, 0.0)
            else:
                _complexion(c, p, n, look)
                if lip[i, j] > -0.16 and p[2] > 0:
                    level = 1.0 + 0.3 * n[1]
                    _cover(c, step(-0.14, 0.12, lip[i, j]) * 0.92, look, 3, level, 0.16 + 0.4 * look[27])
                _face_hair(c, p, n, noise[2, ni, (nj * 2) % width], lip[i, j], look, brow)
                if p[1] > -7.0:
                    _scalp(c, p, n, look, line, cast)
                _tint(c, step(-7.9, -10.2, p[1]) * step(-3.0, 3.0, p[2]), 0.42, 0.42, 0.42)
            for k in range(4):
                paint[i, j, k] = c[k]
