"""Six kinds of parts as surfaces over a table: turned solids, and baked ones that are never twice alike."""

from collections.abc import Callable

import numpy as np

from argen.dataset_builders.industrial.surface import Surface, on_table, placed
from argen.dataset_builders.industrial.texture import blend, fractal, smooth_step


def bagel(rng: np.random.Generator, side: int) -> Surface:
    """A ring of dough, 86 mm across, with a crust browned unevenly."""
    x, y = placed(rng, side, 180)
    wobble = fractal(rng, x, y, 0.05, 1) - 0.5
    ring, tube = 0.028 + 0.004 * wobble, 0.0145 + 0.003 * wobble
    away = np.abs(np.hypot(x, y) - ring) / tube
    dome = np.sqrt(np.clip(1 - away**2, 0, None))
    rough = fractal(rng, x, y, 0.004, 3) - 0.5
    height = tube * (0.75 + 0.75 * dome) + 0.0006 * rough
    brown = 0.75 * fractal(rng, x, y, 0.018, 3) + 0.5 * dome - 0.25 + 0.5 * rough + rng.uniform(-0.06, 0.06)
    albedo = blend((0.66, 0.42, 0.17), (0.35, 0.14, 0.035), brown)
    return on_table(rng, away < 1, height, albedo, 0.15)


def bottle(rng: np.random.Generator, side: int) -> Surface:
    """A bottle lying on its side, 90 mm long, with a printed band around it."""
    v, u = placed(rng, side, 5)  # u along the axis, the neck at negative u
    radius = np.interp(
        u,
        (-0.046, -0.044, -0.036, -0.035, -0.026, -0.012, 0.038, 0.044),
        (0.008, 0.009, 0.009, 0.0075, 0.0078, 0.02, 0.02, 0.018),
    )
    body = (np.abs(v) < radius) & (u > -0.046) & (u < 0.044)
    height = 0.02 + np.sqrt(np.clip(radius**2 - v**2, 0, None))
    around = np.arcsin(np.clip(v / np.maximum(radius, 1e-6), -1, 1)) * 0.02  # metres around the body
    albedo = blend((0.05, 0.22, 0.12), (0.08, 0.30, 0.17), fractal(rng, u, around, 0.02, 2))
    albedo = _printed(albedo, u, around + rng.uniform(-0.002, 0.002))
    cap = u < -0.0345
    ribs = 0.75 + 0.25 * np.cos(around * 2 * np.pi / 0.0022)
    albedo = np.where(cap[..., None], np.array((0.72, 0.70, 0.64)) * ribs[..., None], albedo)
    return on_table(rng, body, height, albedo, np.where((u > 0) & (u < 0.03), 0.15, 0.8))


def _printed(albedo: np.ndarray, u: np.ndarray, around: np.ndarray) -> np.ndarray:
    """The band: paper, two lines and a row of diamonds."""
    band = (u > 0.0) & (u < 0.03)
    lines = (np.abs(u - 0.003) < 0.0007) | (np.abs(u - 0.027) < 0.0007)
    cell = (around + 0.1) % 0.009 - 0.0045
    diamond = np.abs(cell) + np.abs(u - 0.015) < 0.0038
    albedo = np.where(band[..., None], (0.78, 0.74, 0.62), albedo)
    albedo = np.where((band & lines)[..., None], (0.10, 0.10, 0.25), albedo)
    return np.where((band & diamond)[..., None], (0.55, 0.09, 0.07), albedo)


def cookie(rng: np.random.Generator, side: int) -> Surface:
    """A cracked disc, 70 mm across, with nine to thirteen dark drops anywhere on it."""
    x, y = placed(rng, side, 180)
    reach = 0.0345 * (1 + 0.10 * (fractal(rng, x, y, 0.025, 2) - 0.5))
    away = np.hypot(x, y) / reach
    bumps = fractal(rng, x, y, 0.012, 4) - 0.5
    cracks = smooth_step(0.035, 0.0, np.abs(fractal(rng, x, y, 0.016, 2) - 0.5))
    height = 0.0095 * np.sqrt(np.clip(1 - away**4, 0, None)) + 0.0025 * bumps - 0.0011 * cracks + 0.001
    brown = 0.5 + 1.1 * bumps + 0.35 * smooth_step(0.75, 1, away) + rng.uniform(-0.08, 0.08)
    albedo = blend((0.62, 0.40, 0.18), (0.38, 0.19, 0.07), brown) * (1 - 0.3 * cracks)[..., None]
    gloss = np.full(x.shape, 0.05)
    for _ in range(rng.integers(9, 14)):
        drop = _drop(rng, x, y)
        height = height + 0.002 * np.sqrt(drop)
        shown = smooth_step(0, 0.15, drop)
        albedo = albedo * (1 - shown[..., None]) + np.array((0.075, 0.032, 0.018)) * shown[..., None]
        gloss = gloss + 0.35 * shown
    return on_table(rng, away < 1, height, albedo, gloss)


def _drop(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A drop of chocolate: 1 in its middle, 0 outside its rim."""
    radius, angle, size = 0.029 * np.sqrt(rng.random()), rng.uniform(0, 2 * np.pi), rng.uniform(0.0025, 0.004)
    dx, dy = x - radius * np.cos(angle), y - radius * np.sin(angle)
    return np.clip(1 - (dx**2 + (1.2 * dy) ** 2) / size**2, 0, None)


def dowel(rng: np.random.Generator, side: int) -> Surface:
    """A turned wooden pin, 92 mm long, with a groove near each end and grain along it."""
    u, v = placed(rng, side, 6)
    radius = (
        np.interp(np.abs(u), (0, 0.034, 0.0345, 0.0365, 0.037, 0.043, 0.046), (10, 10, 8.7, 8.7, 10, 10, 8.6)) / 1000
    )
    body = (np.abs(v) < radius) & (np.abs(u) < 0.046)
    height = 0.01 + np.sqrt(np.clip(radius**2 - v**2, 0, None))
    bend = v + 0.004 * (fractal(rng, u, v, 0.05, 2) - 0.5)
    grain = fractal(rng, u / 14, bend, 0.0022, 3)
    pores = smooth_step(0.68, 0.8, fractal(rng, u / 8, v, 0.0009, 2))
    tone = 0.2 + 0.7 * grain + rng.uniform(-0.12, 0.12)
    albedo = blend((0.66, 0.46, 0.25), (0.42, 0.25, 0.11), tone) * (1 - 0.3 * pores)[..., None]
    return on_table(rng, body, height + 0.0001 * grain, albedo, 0.2)


def knob(rng: np.random.Generator, side: int) -> Surface:
    """A moulded knob seen from above: flange, fluted grip, dished top with a white pointer."""
    x, y = placed(rng, side, 8)
    away, angle = np.hypot(x, y), np.arctan2(y, x)
    grip = 0.0245 + 0.0009 * np.cos(18 * angle)
    profile = np.interp(away, (0, 0.012, 0.0135, 0.019, 0.0205), (0.019, 0.0195, 0.021, 0.021, 0.0205))
    height = np.where(away < grip, profile - 0.004 * smooth_step(0.0205, 0.0255, away), 0.006)
    height = height - 0.001 * smooth_step(0.034, 0.0365, away)
    speckle = fractal(rng, x, y, 0.0016, 2)
    albedo = blend((0.10, 0.105, 0.12), (0.15, 0.155, 0.17), speckle)
    albedo = np.where((away >= grip)[..., None], blend((0.42, 0.43, 0.45), (0.5, 0.51, 0.53), speckle), albedo)
    pointer = (np.abs(x) < 0.0011) & (y < -0.006) & (y > -0.019)
    albedo = np.where(pointer[..., None], (0.85, 0.83, 0.78), albedo)
    ticks = (away > 0.029) & (away < 0.033) & (np.abs((angle / np.pi * 180 + 15) % 30 - 15) < 1.6)
    albedo = np.where(ticks[..., None], (0.08, 0.08, 0.09), albedo)
    return on_table(rng, away < 0.0365, height, albedo, np.where(away < grip, 0.45, 0.7))


def peach(rng: np.random.Generator, side: int) -> Surface:
    """A peach seen from its stem: a cleft from the dimple outwards, a red cheek on any side."""
    x, y = placed(rng, side, 180)
    reach = 0.033 * (1 + 0.05 * (fractal(rng, x, y, 0.04, 1) - 0.5)) - 0.0015 * np.exp(-((x / 0.006) ** 2)) * (y > 0)
    away = np.hypot(x, y) / reach
    dome = np.sqrt(np.clip(1 - away**2, 0, None))
    cleft = np.exp(-((x / 0.0025) ** 2)) * smooth_step(-0.003, 0.008, y)
    dimple = np.exp(-((x**2 + y**2) / 0.0052**2))
    height = 0.026 * (1 + dome) - 0.0018 * cleft - 0.006 * dimple
    toward = rng.uniform(0, 2 * np.pi)
    cheek = (x * np.cos(toward) + y * np.sin(toward)) / 0.03 + 0.9 * (fractal(rng, x, y, 0.014, 4) - 0.5)
    albedo = blend((0.72, 0.46, 0.15), (0.55, 0.10, 0.06), smooth_step(-0.7, 0.8, cheek + rng.uniform(-0.2, 0.2)))
    fuzz = 0.9 + 0.2 * fractal(rng, x, y, 0.0012, 2)
    return on_table(rng, away < 1, height, albedo * fuzz[..., None] * (1 - 0.55 * dimple)[..., None], 0.05)


SOLIDS: dict[str, Callable[[np.random.Generator, int], Surface]] = {
    "bagel": bagel,
    "bottle": bottle,
    "cookie": cookie,
    "dowel": dowel,
    "knob": knob,
    "peach": peach,
}
