"""Five defects on a surface, with the exact pixels that each changes."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from argen.dataset_builders.industrial.surface import FIELD, Surface, positions
from argen.dataset_builders.industrial.texture import fractal, smooth_step


STRENGTHS = ("low", "medium", "high")
Place = tuple[float, float]
Defect = Callable[[np.random.Generator, Surface, Place, int], tuple[Surface, np.ndarray]]


def add_defect(
    rng: np.random.Generator, surface: Surface, defect: str, strength: str = "medium"
) -> tuple[Surface, np.ndarray]:
    """The surface with a defect of `DEFECTS` somewhere on its upper side, and its mask, bool `(s, s)` (our design).

    Outside the mask height, colour and gloss are what they were, to the bit; light that changes around a defect (its
    shadow) is not in the mask.

    Raises:
        ValueError: a defect that is not in `DEFECTS`, a strength that is not in `STRENGTHS`.
    """
    if defect not in DEFECTS:
        raise ValueError(f"`defect` is {defect!r}; it has to be one of {', '.join(DEFECTS)}")
    if strength not in STRENGTHS:
        raise ValueError(f"`strength` is {strength!r}; it has to be one of {', '.join(STRENGTHS)}")
    return DEFECTS[defect](rng, surface, _place(rng, surface), STRENGTHS.index(strength))


def hole(rng: np.random.Generator, surface: Surface, place: Place, level: int) -> tuple[Surface, np.ndarray]:
    """A pit with steep walls and a dark ground, 2.4, 3.6 or 6 mm wide."""
    weight = _patch(rng, surface, place, (0.0012, 0.0018, 0.003)[level], 0.25, 0.35)
    dark = surface.albedo * (1 - (0.45, 0.6, 0.75)[level] * weight[..., None])
    return _changed(surface, weight, -(0.0012, 0.0022, 0.005)[level] * weight, dark)


def dent(rng: np.random.Generator, surface: Surface, place: Place, level: int) -> tuple[Surface, np.ndarray]:
    """A shallow hollow without a change of colour, 6, 9 or 14 mm wide: light and depth alone give it away."""
    weight = _patch(rng, surface, place, (0.003, 0.0045, 0.007)[level], 0.15, 1.0)
    return _changed(surface, weight, -(0.0009, 0.0016, 0.003)[level] * weight, surface.albedo)


def scratch(rng: np.random.Generator, surface: Surface, place: Place, level: int) -> tuple[Surface, np.ndarray]:
    """A bent line, 8, 13 or 22 mm long, cut into the surface and lighter or darker than it."""
    x, y = positions(len(surface.body))
    angle, bend = rng.uniform(0, np.pi), rng.uniform(-25, 25)
    along = (x - place[0]) * np.cos(angle) + (y - place[1]) * np.sin(angle)
    across = (y - place[1]) * np.cos(angle) - (x - place[0]) * np.sin(angle) + bend * along**2
    half, width = (0.004, 0.0065, 0.011)[level], (0.00035, 0.0005, 0.0008)[level]
    taper = np.sqrt(np.clip(1 - (along / half) ** 2, 0, None))
    weight = smooth_step(1, 0.5, np.abs(across) / np.maximum(width * taper, 1e-7)) * surface.body
    lighter = rng.random() < 0.5
    target = np.array((0.8, 0.78, 0.74)) if lighter else np.array((0.03, 0.028, 0.025))
    share = (0.35, 0.5, 0.7)[level] * weight[..., None]
    return _changed(
        surface, weight, -(0.0002, 0.0003, 0.0006)[level] * weight, surface.albedo * (1 - share) + target * share
    )


def contamination(rng: np.random.Generator, surface: Surface, place: Place, level: int) -> tuple[Surface, np.ndarray]:
    """A crumb of something else that lies on the surface, 3, 4.6 or 8 mm wide."""
    weight = _patch(rng, surface, place, (0.0015, 0.0023, 0.004)[level], 0.7, 0.3)
    stuff = np.array(((0.05, 0.12, 0.4), (0.5, 0.5, 0.5), (0.07, 0.28, 0.08), (0.75, 0.7, 0.6))[rng.integers(4)])
    share = (0.6, 0.75, 0.95)[level] * weight[..., None]
    return _changed(
        surface, weight, (0.0004, 0.0008, 0.0016)[level] * weight, surface.albedo * (1 - share) + stuff * share
    )


def colour(rng: np.random.Generator, surface: Surface, place: Place, level: int) -> tuple[Surface, np.ndarray]:
    """A stain: another hue on the same relief, 6, 9 or 14 mm wide."""
    weight = _patch(rng, surface, place, (0.003, 0.0045, 0.007)[level], 0.6, 0.5)
    tint = np.array(((1.5, 0.5, 0.5), (0.5, 0.9, 1.7), (0.6, 1.5, 0.5), (0.45, 0.42, 0.4))[rng.integers(4)])
    share = (0.35, 0.55, 0.85)[level] * weight[..., None]
    return _changed(surface, weight, np.zeros_like(weight), surface.albedo * (1 - share + tint * share))


def _place(rng: np.random.Generator, surface: Surface) -> Place:
    """A point of the body whose surroundings, 2.5 mm each way, are body too and not steeper than about 60 degrees."""
    side = len(surface.body)
    reach = round(0.0025 / FIELD * side)
    down, right = np.gradient(surface.height, FIELD / side)
    good = surface.body & (np.hypot(down, right) < 1.7)
    for axis in (0, 1):
        good = np.logical_and.reduce(
            [np.roll(good, shift, axis) for shift in (-reach, -reach // 2, 0, reach // 2, reach)]
        )
    rows, columns = np.nonzero(good)
    k = rng.integers(len(rows))
    return (columns[k] + 0.5) / side * FIELD - FIELD / 2, (rows[k] + 0.5) / side * FIELD - FIELD / 2


def _patch(
    rng: np.random.Generator, surface: Surface, place: Place, radius: float, ragged: float, soft: float
) -> np.ndarray:
    """A round spot: 1 inside, 0 from its uneven rim on; `soft` is the share of the radius over which it falls."""
    x, y = positions(len(surface.body))
    stretch, angle = rng.uniform(1, 1.5), rng.uniform(0, np.pi)
    dx, dy = x - place[0], y - place[1]
    along, across = dx * np.cos(angle) + dy * np.sin(angle), dy * np.cos(angle) - dx * np.sin(angle)
    rim = 1 + ragged * 2 * (fractal(rng, x, y, radius, 3) - 0.5)
    return smooth_step(1, 1 - soft, np.hypot(along / stretch, across * stretch**0.5) / (radius * rim)) * surface.body


def _changed(surface: Surface, weight: np.ndarray, rise: np.ndarray, albedo: np.ndarray) -> tuple[Surface, np.ndarray]:
    mask = weight > 0
    height = np.where(mask, np.maximum(surface.height + rise, 0), surface.height).astype(np.float32)
    colours = np.where(mask[..., None], albedo.clip(0, 1), surface.albedo).astype(np.float32)
    return replace(surface, height=height, albedo=colours), mask


DEFECTS: dict[str, Defect] = {
    "hole": hole,
    "scratch": scratch,
    "dent": dent,
    "contamination": contamination,
    "colour": colour,
}
