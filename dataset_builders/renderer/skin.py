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


@njit(cache=True, fastmath=True)
def _complexion(position: np.ndarray, noise: np.ndarray, look: np.ndarray, paint: np.ndarray) -> None:
    """Base tone, gloss, redness, shadows under the eyes, eye shadow, freckles, nostrils and the shade of the chin."""
    age, freckles, gloss, blush, shadow = look[15], look[19], look[20], look[23], look[26]
    for i in range(paint.shape[0]):
        for j in range(paint.shape[1]):
            x, y, z = position[i, j, 0], position[i, j, 1], position[i, j, 2]
            ax = abs(x)
            n1, n2, n3 = noise[0, i, j] - 0.5, noise[1, i, j] - 0.5, noise[2, i, j] - 0.5
            v = 1.0 + 0.16 * n1 + 0.09 * n2 + 0.06 * n3
            shine = 0.10 + 0.3 * bump(x, y, 0.0, 1.0, 1.0, 2.5) + 0.12 * bump(x, y, 0.0, 9.0, 3.0, 2.0)
            red, under, lid, spot, nostril = 0.0, 0.0, 0.0, 0.0, 0.0
            if z > 0:
                red = bump(ax, y, 4.6, 0.0, 2.3, 2.0) + 0.8 * bump(x, y, 0.0, 0.3, 1.3, 1.1) + 0.6 * n1 * n2
                red += 0.35 * bump(ax, y, 8.8, 1.0, 1.2, 3.0) + 0.25 * bump(x, y, 0.0, -6.2, 1.6, 1.2)
                red *= blush
                under = (0.35 + 0.6 * age) * bump(ax, y, 3.0, 1.9, 1.5, 0.6)
                lid = shadow * bump(ax, y, 3.3, 4.1, 1.6, 0.5)
                nostril = bump(ax, y, 0.75, -0.98, 0.42, 0.26) * step(9.3, 10.3, z)
                if freckles > 0:
                    spot = bump(ax, y, 3.3, 0.9, 2.6, 1.4) + bump(x, y, 0.0, 1.3, 1.0, 1.6)
                    spot *= freckles * step(0.16, 0.3, 0.45 * n2 + 0.75 * n3)
            neck = 1 - 0.42 * step(-7.9, -10.2, y) * step(-3.0, 3.0, z)
            dark = v * neck * (1 - 0.65 * nostril)
            paint[i, j, 0] = (
                look[0]
                * dark
                * (1 + 0.03 * n2)
                * (1 + 0.08 * red)
                * (1 - 0.15 * under)
                * (1 - 0.4 * lid)
                * (1 - 0.2 * spot)
            )
            paint[i, j, 1] = (
                look[1] * dark * (1 - 0.13 * red) * (1 - 0.18 * under) * (1 - 0.5 * lid) * (1 - 0.32 * spot)
            )
            paint[i, j, 2] = (
                look[2] * dark * (1 - 0.11 * red) * (1 - 0.10 * under) * (1 - 0.38 * lid) * (1 - 0.36 * spot)
            )
            paint[i, j, 3] = gloss * shine * (0.75 + 1.0 * (n3 + 0.25))


@njit(cache=True, fastmath=True)
def _lips(position: np.ndarray, lip: np.ndarray, noise: np.ndarray, look: np.ndarray, paint: np.ndarray) -> None:
    for i in range(paint.shape[0]):
        for j in range(paint.shape[1]):
            if lip[i, j] > -0.16 and position[i, j, 2] > 0:
                q = step(-0.14, 0.12, lip[i, j]) * 0.92
                level = 1.0 + 0.3 * (noise[1, i, j] - 0.5)
                for k in range(3):
                    paint[i, j, k] += (look[3 + k] * level - paint[i, j, k]) * q
                paint[i, j, 3] += (0.16 + 0.4 * look[27] - paint[i, j, 3]) * q


@njit(cache=True, fastmath=True)
def _face_hair(
    position: np.ndarray, lip: np.ndarray, noise: np.ndarray, look: np.ndarray, brow: np.ndarray, paint: np.ndarray
) -> None:
    """Beard and brows, darker than fair or grey hair on the head."""
    width = paint.shape[1]
    beard, moustache, length = look[16], look[17], look[18]
    fair = max(0.0, look[7] - 0.12)
    for i in range(paint.shape[0]):
        for j in range(width):
            x, y, z = position[i, j, 0], position[i, j, 1], position[i, j, 2]
            n2, n3 = noise[1, i, j] - 0.5, noise[2, i, j] - 0.5
            q = 0.0
            if beard > 0 and -11 < y < 2.2:
                q = beard * _beard_mask(x, abs(x), y, z, lip[i, j], moustache)
                q *= 0.5 + 0.9 * noise[2, i, (j * 2) % width] if length > 0.5 else 0.75 + 0.7 * n3
            elif 3.6 < y < 8.2 and z > 5:
                d, u, above = _brow(abs(x), y, brow)
                thick = look[21] * 0.46 * (1 - 0.68 * u * u) * step(-0.05, 0.14, u) + 0.02
                q = 1 - step(thick * 0.4, thick * 1.25, d + 0.14 * n2)
                q *= (0.8 + 0.75 * n3 + 0.35 * n2) * look[22] * (1 - 0.25 * step(0.05, 0.2, above))
            if q > 0:
                q = min(q, 0.96)
                for k in range(3):
                    paint[i, j, k] += (look[6 + k] * (0.8 - fair) - paint[i, j, k]) * q
                paint[i, j, 3] *= 1 - q


@njit(cache=True, fastmath=True)
def _scalp(
    position: np.ndarray, noise: np.ndarray, look: np.ndarray, line: np.ndarray, cast: float, paint: np.ndarray
) -> None:
    """Hair painted on the scalp, and the shade that hair casts on the forehead."""
    for i in range(paint.shape[0]):
        for j in range(paint.shape[1]):
            x, y, z = position[i, j, 0], position[i, j, 1], position[i, j, 2]
            if y < -7 or (y < 7 and z > 5):
                continue
            e = edge_distance(x, y, z, line)
            if e < -2.2:
                continue
            n2, n3 = noise[1, i, j] - 0.5, noise[2, i, j] - 0.5
            dark = 1 - 0.3 * cast * step(-2.0, 0.2, e)
            q = step(-0.45, 0.55, e + 0.5 * n2 + 0.25 * n3) * (look[29] + (1 - look[29]) * (0.35 + 0.3 * n3))
            q = min(max(q, 0.0), 0.97)
            for k in range(3):
                paint[i, j, k] += (look[6 + k] * 0.8 - paint[i, j, k] * dark) * q - paint[i, j, k] * (1 - dark)
            paint[i, j, 3] *= 1 - 0.8 * q


@njit(cache=True, fastmath=True)
def _clothes(position: np.ndarray, noise: np.ndarray, look: np.ndarray, paint: np.ndarray) -> None:
    neckline = look[28]
    for i in range(paint.shape[0]):
        for j in range(paint.shape[1]):
            x, y, z = position[i, j, 0], position[i, j, 1], position[i, j, 2]
            collar = -12.6 - neckline * 1.2 + 0.012 * x * x - neckline * max(0.0, 3.5 - abs(x)) * step(0.0, 3.0, z)
            if y < collar:
                fold = 0.81 + 0.22 * noise[0, i, j] + 0.12 * (noise[2, i, j] - 0.5)
                fold -= 0.25 * step(-0.5, 0.0, y - collar) * noise[1, i, j]
                for k in range(3):
                    paint[i, j, k] = look[12 + k] * fold
                paint[i, j, 3] = 0


def paint_skin(
    position: np.ndarray,
    lip: np.ndarray,
    noise: np.ndarray,
    look: Look,
    brow: np.ndarray,
    line: np.ndarray,
    cast: float,
) -> np.ndarray:
    """Linear albedo and gloss (h, w, 4) of one face; `noise` (3, h, w) is rolled so that no two faces share spots."""
    paint = np.empty((*lip.shape, 4), np.float32)
    traits = look.vector()
    _complexion(position, noise, traits, paint)
    _lips(position, lip, noise, traits, paint)
    _face_hair(position, lip, noise, traits, brow, paint)
    _scalp(position, noise, traits, line, cast, paint)
    _clothes(position, noise, traits, paint)
    return paint
