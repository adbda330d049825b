"""Scalar helpers of the numba kernels: hash noise and soft steps."""

from __future__ import annotations

import math

from numba import njit


@njit(cache=True, fastmath=True, inline="always")
def cell(ix: int, iy: int) -> float:
    """Hash of a lattice point in [0, 1]."""
    n = (ix * 73856093) ^ (iy * 19349663)
    n = (n ^ (n >> 13)) * 1274126177
    return ((n ^ (n >> 16)) & 0xFFFF) / 65535.0


@njit(cache=True, fastmath=True)
def noise(x: float, y: float) -> float:
    """Value noise in [0, 1] with unit cells."""
    ix = math.floor(x)
    iy = math.floor(y)
    fx = x - ix
    fy = y - iy
    fx = fx * fx * (3 - 2 * fx)
    fy = fy * fy * (3 - 2 * fy)
    top = cell(ix, iy) * (1 - fx) + cell(ix + 1, iy) * fx
    low = cell(ix, iy + 1) * (1 - fx) + cell(ix + 1, iy + 1) * fx
    return top * (1 - fy) + low * fy


@njit(cache=True, fastmath=True, inline="always")
def bump(x: float, y: float, cx: float, cy: float, sx: float, sy: float) -> float:
    """Gaussian bump of height 1."""
    d = ((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2
    return math.exp(-d) if d < 12.0 else 0.0


@njit(cache=True, fastmath=True, inline="always")
def step(low: float, high: float, x: float) -> float:
    """Smoothstep; `low` may exceed `high`."""
    t = (x - low) / (high - low)
    if t <= 0:
        return 0.0
    if t >= 1:
        return 1.0
    return t * t * (3 - 2 * t)
