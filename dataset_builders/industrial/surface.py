"""What a camera above a table sees of a part: height, colour and gloss on a grid."""

from dataclasses import dataclass

import numpy as np

from argen.dataset_builders.industrial.texture import blend, fractal


FIELD = 0.112  # metres along a side of the picture


@dataclass(frozen=True, eq=False)
class Surface:
    """A part on its table, seen straight from above through a telecentric lens (our design).

    Args:
        height: metres above the table, float32 `(s, s)`.
        albedo: linear RGB in 0..1, float32 `(s, s, 3)`.
        gloss: strength of the highlight, 0..1, float32 `(s, s)`.
        body: bool `(s, s)`, False on the table.
    """

    height: np.ndarray
    albedo: np.ndarray
    gloss: np.ndarray
    body: np.ndarray


def positions(side: int) -> tuple[np.ndarray, np.ndarray]:
    """x to the right and y downwards of the pixel centres, metres from the middle: two `(side, side)`."""
    line = ((np.arange(side) + 0.5) / side - 0.5) * FIELD
    return np.meshgrid(line, line)


def placed(rng: np.random.Generator, side: int, turn: float) -> tuple[np.ndarray, np.ndarray]:
    """Positions in the part's own frame: moved by up to 3 mm, turned by up to `turn` degrees, 3 % larger or smaller."""
    x, y = positions(side)
    x, y = x - rng.uniform(-0.003, 0.003), y - rng.uniform(-0.003, 0.003)
    angle, size = np.deg2rad(rng.uniform(-turn, turn)), rng.uniform(0.97, 1.03)
    cos, sin = np.cos(angle) / size, np.sin(angle) / size
    return cos * x + sin * y, cos * y - sin * x


def on_table(
    rng: np.random.Generator, body: np.ndarray, height: np.ndarray, albedo: np.ndarray, gloss: float | np.ndarray
) -> Surface:
    """A part with the table around it: dark cloth with a fine grain."""
    x, y = positions(len(body))
    grain = fractal(rng, x, y, 0.002, 2)
    table = blend((0.035, 0.04, 0.05), (0.065, 0.07, 0.08), grain)
    return Surface(
        np.where(body, height, 0).astype(np.float32),
        np.where(body[..., None], albedo, table).astype(np.float32).clip(0, 1),
        np.where(body, gloss, 0.0).astype(np.float32),
        body,
    )
