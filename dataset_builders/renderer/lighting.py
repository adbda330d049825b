"""Lighting of one sample: wrapped diffuse for skin, a highlight, and the even-pixel shortcut."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def light_sample(
    s: np.ndarray,
    ex: float,
    ey: float,
    ez: float,
    lights: np.ndarray,
    ambient: np.ndarray,
    out: np.ndarray,
    y: int,
    x: int,
) -> None:
    """Light a sample into out[y, x] (linear RGB, coverage); wrapped diffuse, Blinn's highlight.

    s (10,) = albedo, highlight strength and sharpness, wrap 0..1, occlusion, unit normal; e is the unit way to the eye.
    """
    strength, sharpness, wrap, ao, nx, ny, nz = s[3], s[4], s[5], s[6], s[7], s[8], s[9]
    sky = (0.925 + 0.175 * ny) * ao
    red = ambient[0] * sky
    green = ambient[1] * sky
    blue = ambient[2] * sky
    open_red = open_green = open_blue = np.float32(0)
    shade = 0.35 + 0.65 * ao
    # red travels farthest under skin, so its terminator is softest
    wrap_green, wrap_blue = wrap * 0.5, wrap * 0.3
    for k in range(lights.shape[0]):
        lx, ly, lz = lights[k, 0], lights[k, 1], lights[k, 2]
        facing = nx * lx + ny * ly + nz * lz
        if facing + wrap <= 0:
            continue
        red += lights[k, 3] * shade * (facing + wrap) / (1 + wrap)
        green += lights[k, 4] * shade * max(0.0, (facing + wrap_green) / (1 + wrap_green))
        blue += lights[k, 5] * shade * max(0.0, (facing + wrap_blue) / (1 + wrap_blue))
        if facing > 0 and strength > 0.005:
            hx, hy, hz = lx + ex, ly + ey, lz + ez
            half = (nx * hx + ny * hy + nz * hz) / (math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9)
            if half > 0.6:
                gleam = 0.6 * strength * math.exp(sharpness * (half - 1)) * ao
                open_red += gleam * lights[k, 3]
                open_green += gleam * lights[k, 4]
                open_blue += gleam * lights[k, 5]
    out[y, x, 0] = s[0] * red + open_red
    out[y, x, 1] = s[1] * green + open_green
    out[y, x, 2] = s[2] * blue + open_blue
    out[y, x, 3] = 1


@njit(cache=True, fastmath=True)
def copy_diagonal(out: np.ndarray) -> None:
    """Fill samples marked by a coverage of -1 from the other row of their pixel; out (h, w, 4)."""
    for y in range(out.shape[0]):
        source = y ^ 1
        for x in range(out.shape[1]):
            if out[y, x, 3] < 0:
                out[y, x, 0] = out[source, x, 0]
                out[y, x, 1] = out[source, x, 1]
                out[y, x, 2] = out[source, x, 2]
                out[y, x, 3] = out[source, x, 3]
