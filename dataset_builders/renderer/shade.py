"""Shading of the head: what every sample of skin, eye, mouth or tooth looks like before it is lit."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from argen.dataset_builders.renderer.lighting import copy_diagonal, light_sample
from argen.dataset_builders.renderer.noise import noise, step


IRIS_RADIUS = 0.44


@njit(cache=True, fastmath=True)
def set_wrinkles(
    amplitude: np.ndarray, starts: np.ndarray, texels: np.ndarray, values: np.ndarray, chart: np.ndarray
) -> None:
    """chart[:, 4:7] = sum over wrinkle patterns of amplitude times (dh/dx, dh/dy, h) (bump mapping, Blinn 1978)."""
    for j in range(texels.shape[0]):
        i = texels[j]
        chart[i, 4] = 0
        chart[i, 5] = 0
        chart[i, 6] = 0
    for k in range(amplitude.shape[0]):
        a = amplitude[k]
        if a < 0.01:
            continue
        for j in range(starts[k], starts[k + 1]):
            i = texels[j]
            chart[i, 4] += a * values[j, 0]
            chart[i, 5] += a * values[j, 1]
            chart[i, 6] += a * values[j, 2]


@njit(cache=True, fastmath=True)
def _skin(
    s: np.ndarray,
    f: np.ndarray,
    texel: np.ndarray,
    chart: np.ndarray,
    width: int,
    turn: np.ndarray,
    pores: float,
    lashes: float,
) -> None:
    j, i = int(f[4]), int(f[5])
    fu, fv = f[4] - np.float32(j), f[5] - np.float32(i)
    one = np.float32(1)
    k00, k01, k10, k11 = (one - fv) * (one - fu), (one - fv) * fu, fv * (one - fu), fv * fu
    p = i * width + j
    q = p + width
    for k in range(8):
        texel[k] = k00 * chart[p, k] + k01 * chart[p + 1, k] + k10 * chart[q, k] + k11 * chart[q + 1, k]
    pore = pores * (texel[7] - 0.5)
    gx, gy = texel[4] + pore, texel[5] - pore
    fold, inner = f[3], f[6]
    lash = 1 - min(0.93, f[7] * lashes)
    s[0] = texel[0] * (1 - 0.5 * inner) * lash
    s[1] = texel[1] * (1 - 0.62 * inner) * lash
    s[2] = texel[2] * (1 - 0.6 * inner) * lash
    s[3] = texel[3] * lash
    s[4] = 16
    s[5] = 0.36
    s[6] = min(max(1 - 1.1 * max(0.0, fold) + 0.25 * max(0.0, -fold), 0.55), 1.08) * max(0.4, 1 + texel[6] * 4)
    s[7] = f[0] - turn[0, 0] * gx - turn[0, 1] * gy
    s[8] = f[1] - turn[1, 0] * gx - turn[1, 1] * gy
    s[9] = f[2] - turn[2, 0] * gx - turn[2, 1] * gy


@njit(cache=True, fastmath=True)
def _eye(s: np.ndarray, f: np.ndarray, eye: np.ndarray, turn: np.ndarray, look: np.ndarray) -> None:
    cx, cy, cz = f[4] - eye[0], f[5] - eye[1], f[6] - eye[2]
    length = 1 / (math.sqrt(cx * cx + cy * cy + cz * cz) + 1e-9)
    cx, cy, cz = cx * length, cy * length, cz * length
    along = cx * eye[3] + cy * eye[4] + cz * eye[5]
    px, py, pz = cx - along * eye[3], cy - along * eye[4], cz - along * eye[5]
    off = math.sqrt(px * px + py * py + pz * pz) if along > 0 else 1.0
    corner = 1 - 0.14 * step(0.3, 0.8, abs(cx))
    s[0] = 0.66
    s[1] = 0.625 * corner
    s[2] = 0.60 * corner
    if off < IRIS_RADIUS * 1.1:
        fibre = 1.25 * (0.65 + 0.6 * noise(math.atan2(py, px) * 7 + 31, off * 9))
        ring = 1 - 0.7 * step(IRIS_RADIUS * 0.70, IRIS_RADIUS, off)
        tone = fibre * ring * step(look[24] * 0.9, look[24] * 1.1, off)
        q = 1 - step(IRIS_RADIUS * 0.92, IRIS_RADIUS * 1.08, off)
        for k in range(3):
            s[k] = s[k] * (1 - q) + look[9 + k] * tone * q
        # the cornea bulges, so highlights sit on the iris
        cx, cy, cz = cx + px * 0.45, cy + py * 0.45, cz + pz * 0.45
    s[3] = 1.1
    s[4] = 110
    s[5] = 0.3
    s[6] = 1 - min(0.75, 0.5 * step(0.0, 0.62, cy) + 0.25 * step(0.35, 0.75, abs(cx)))
    s[7] = turn[0, 0] * cx + turn[0, 1] * cy + turn[0, 2] * cz
    s[8] = turn[1, 0] * cx + turn[1, 1] * cy + turn[1, 2] * cz
    s[9] = turn[2, 0] * cx + turn[2, 1] * cy + turn[2, 2] * cz


@njit(cache=True, fastmath=True)
def _mouth(s: np.ndarray, f: np.ndarray, tooth: bool) -> None:
    s[5] = 0.1
    s[6] = 1
    s[7], s[8], s[9] = f[0], f[1], f[2]
    if tooth:
        q = (0.10 + 0.75 * step(5.8, 10.6, f[6])) * (1 - 0.3 * step(1.2, 2.6, abs(f[4])))
        s[0], s[1], s[2] = 0.74 * q, 0.70 * q, 0.61 * q
        s[3], s[4] = 0.15 * q, 50
        return
    q = 0.03 + 0.55 * step(6.0, 11.0, f[6]) ** 2
    s[0], s[1], s[2] = 0.40 * q, 0.12 * q, 0.12 * q
    s[3], s[4] = 0.05, 30


@njit(cache=True, fastmath=True)
def shade_head(
    index: np.ndarray, bary: np.ndarray, triangles: np.ndarray, material: np.ndarray, surface: np.ndarray,
    chart: np.ndarray, width: int, turn: np.ndarray, eyes: np.ndarray, look: np.ndarray, camera: np.ndarray,
    lights: np.ndarray, ambient: np.ndarray, out: np.ndarray,
) -> None:  # fmt: skip
    """Linear RGB and coverage (h, w, 4) of every sample that shows skin, eyes, mouth or teeth (our design).

    surface (n, 8) per vertex: normal, fold, then chart x, chart y, inner lip, lash for skin, else the neutral position.
    """
    s, f, texel = np.zeros(10, np.float32), np.zeros(8, np.float32), np.zeros(8, np.float32)
    pores, lashes = 0.10 + 0.14 * look[15], 0.4 + 0.55 * look[25]
    for y in range(index.shape[0]):
        for x in range(index.shape[1]):
            t = index[y, x]
            if t < 0:
                out[y, x, :] = 0
                continue
            m = material[t]
            if m == 0 and (x ^ y) & 1:
                # inside even skin the two diagonal samples of a pixel stand for all four
                t1, t2 = index[y ^ 1, x], index[y, x ^ 1]
                if t1 >= 0 and t2 >= 0 and material[t1] == 0 and material[t2] == 0:
                    out[y, x, 3] = -1
                    continue
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            w1, w2 = bary[y, x, 0], bary[y, x, 1]
            w0 = np.float32(1) - w1 - w2
            for k in range(8):
                f[k] = w0 * surface[a, k] + w1 * surface[b, k] + w2 * surface[c, k]
            if m == 0:
                _skin(s, f, texel, chart, width, turn, pores, lashes)
            elif m <= 2:
                _eye(s, f, eyes[m - 1], turn, look)
            else:
                _mouth(s, f, m == 4)
            scale = 1 / (math.sqrt(s[7] * s[7] + s[8] * s[8] + s[9] * s[9]) + 1e-12)
            s[7] *= scale
            s[8] *= scale
            s[9] *= scale
            ex, ey = (camera[3] - x) / camera[2], (y - camera[4]) / camera[2]
            ez = 1 / math.sqrt(1 + ex * ex + ey * ey)
            light_sample(s, ex * ez, ey * ez, ez, lights, ambient, out, y, x)
    copy_diagonal(out)
