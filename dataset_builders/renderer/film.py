"""Film: samples to 8-bit pixels."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def resolve(samples: np.ndarray, background: np.ndarray, exposure: float, table: np.ndarray, out: np.ndarray) -> None:
    """Box-filter samples (s*h, s*w, 4) over a linear background (h, w, 3), tone-map, look up gamma: uint8 (h, w, 3)."""
    height, width = out.shape[0], out.shape[1]
    s = samples.shape[0] // height
    top = table.shape[0] - 1
    for y in range(height):
        for x in range(width):
            r = 0.0
            g = 0.0
            b = 0.0
            cover = 0.0
            for j in range(y * s, y * s + s):
                for i in range(x * s, x * s + s):
                    r += samples[j, i, 0]
                    g += samples[j, i, 1]
                    b += samples[j, i, 2]
                    cover += samples[j, i, 3]
            n = 1.0 / (s * s)
            rest = 1 - cover * n
            r = (r * n + rest * background[y, x, 0]) * exposure
            g = (g * n + rest * background[y, x, 1]) * exposure
            b = (b * n + rest * background[y, x, 2]) * exposure
            out[y, x, 0] = table[int(min(max(r / (1 + 0.25 * r) * 1.18, 0.0), 1.0) * top)]
            out[y, x, 1] = table[int(min(max(g / (1 + 0.25 * g) * 1.18, 0.0), 1.0) * top)]
            out[y, x, 2] = table[int(min(max(b / (1 + 0.25 * b) * 1.18, 0.0), 1.0) * top)]


@njit(cache=True)
def gamma_table(size: int = 8192) -> np.ndarray:
    """uint8 codes of linear values 0..1 at gamma 2.2."""
    table = np.empty(size, np.uint8)
    for i in range(size):
        table[i] = int((i / (size - 1)) ** (1 / 2.2) * 255 + 0.5)
    return table
