"""Random fields over metres: value noise in octaves, drawn from a seed."""

import numpy as np
from numba import njit

from argen.dataset_builders.renderer.noise import noise


def fractal(rng: np.random.Generator, x: np.ndarray, y: np.ndarray, scale: float, octaves: int = 3) -> np.ndarray:
    """Value noise `(h, w)` in 0..1, mean about 0.5, whose largest cells are `scale` metres wide; each octave halves them.

    The generator gives the place in the noise, so that a surface carries its texture along when it is turned.
    """
    shift = rng.integers(-4000, 4000, 2)
    return _fractal(x / scale + shift[0], y / scale + shift[1], octaves)


def blend(first: tuple[float, ...], second: tuple[float, ...], share: np.ndarray) -> np.ndarray:
    """Two linear RGB colours mixed: `(h, w, 3)`, the first where `share` `(h, w)` is 0."""
    share = np.clip(share, 0, 1)[..., None]
    return ((1 - share) * np.array(first) + share * np.array(second)).astype(np.float32)


def smooth_step(low: float, high: float, values: np.ndarray) -> np.ndarray:
    """0 at `low`, 1 at `high`, without a kink; `low` may exceed `high`."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


@njit(cache=True)
def _fractal(x: np.ndarray, y: np.ndarray, octaves: int) -> np.ndarray:
    out = np.empty(x.shape, np.float32)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            total, weight, reach = 0.0, 1.0, 0.0
            for k in range(octaves):
                size = 2.0**k
                total += weight * noise(x[i, j] * size + 17 * k, y[i, j] * size - 31 * k)
                reach += weight
                weight *= 0.5
            out[i, j] = total / reach
    return out
