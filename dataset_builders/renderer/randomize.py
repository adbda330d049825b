"""Domain randomisation of the scene: lights, camera and background."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Scene:
    """lights (k, 6): unit direction and linear RGB; ambient (3,); background (size, size, 3) linear RGB.

    `zoom` 1 frames the head; `shift` (2,) in picture widths; `roll` in radians; `height` of the camera in cm.
    """

    lights: np.ndarray
    ambient: np.ndarray
    exposure: float
    zoom: float
    shift: np.ndarray
    height: float
    background: np.ndarray


def _direction(azimuth: float, elevation: float) -> list[float]:
    return [math.sin(azimuth) * math.cos(elevation), math.sin(elevation), math.cos(azimuth) * math.cos(elevation)]


def _lights(rng: np.random.Generator, strength: float) -> tuple[np.ndarray, np.ndarray]:
    azimuth = rng.uniform(-0.7, 0.7) * (1 + 0.9 * strength)
    elevation = rng.uniform(0.15, 0.75)
    warm = rng.normal(0, 0.03 + 0.12 * strength)
    tint = np.array([1 + warm, 1.0, 1 - warm]) * (1 + rng.normal(size=3) * 0.08 * strength)
    key = rng.uniform(0.62, 0.85) * (1 + rng.uniform(-0.15, 0.35) * strength)
    fill = rng.uniform(0.12, 0.3) * (1 - 0.5 * strength * rng.random())
    rim = rng.uniform(0.0, 0.5) * strength * (rng.random() < 0.6)
    side = -math.copysign(1.0, azimuth)
    lights = np.array(
        [
            _direction(azimuth, elevation) + list(key * tint),
            _direction(side * rng.uniform(0.5, 1.1), rng.uniform(-0.1, 0.3)) + list(fill * (2 - tint)),
            _direction(side * rng.uniform(2.0, 2.7), 0.3) + list(rim * (1 + rng.normal(size=3) * 0.2)),
        ],
        np.float32,
    )
    ambient = (
        rng.uniform(0.26, 0.40) * (1 - 0.45 * strength * rng.random()) * (1 + rng.normal(size=3) * 0.10 * strength)
    )
    return (lights if rim > 0 else lights[:2]), ambient.astype(np.float32)


def _grid(size: int) -> tuple[np.ndarray, np.ndarray]:
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size
    return x, y


def fractal(rng: np.random.Generator, size: int, octaves: int) -> np.ndarray:
    """Fractal value noise (size, size) in about [0, 1] (Perlin 1985)."""
    total = np.zeros((size, size), np.float32)
    scale = 0.0
    for octave in range(octaves):
        cells = min(2 ** (octave + 1) + 1, size)
        grid = rng.random((cells + 1, cells + 1)).astype(np.float32)
        at = np.linspace(0, cells - 1e-3, size, dtype=np.float32)
        low = at.astype(np.int64)
        t = at - low
        t = t * t * (3 - 2 * t)
        rows = grid[low] * (1 - t[:, None]) + grid[low + 1] * t[:, None]
        total += (rows[:, low] * (1 - t) + rows[:, low + 1] * t) * 0.55**octave
        scale += 0.55**octave
    return total / scale


def _colour(rng: np.random.Generator) -> np.ndarray:
    level = rng.uniform(0.02, 0.55)
    return (level * (1 + rng.normal(size=3) * rng.uniform(0.02, 0.35))).clip(0.005, 0.9).astype(np.float32)


def _room(rng: np.random.Generator, size: int) -> np.ndarray:
    """Out-of-focus rectangles: windows, frames, shelves."""
    x, y = _grid(size)
    picture = np.broadcast_to(_colour(rng), (size, size, 3)).copy()
    soft = rng.uniform(0.01, 0.06)
    for _ in range(int(rng.integers(3, 10))):
        cx, cy = rng.uniform(-0.1, 1.1, 2)
        half = rng.uniform(0.03, 0.35, 2)
        inside = np.minimum(half[0] - np.abs(x - cx), half[1] - np.abs(y - cy))
        alpha = np.clip(inside / soft + 0.5, 0, 1)[..., None]
        bright = rng.uniform(0.5, 1.8) if rng.random() < 0.3 else 1.0
        picture = picture * (1 - alpha) + np.minimum(_colour(rng) * bright, 1.0) * alpha
    return picture


def _blobs(rng: np.random.Generator, size: int) -> np.ndarray:
    x, y = _grid(size)
    picture = np.broadcast_to(_colour(rng), (size, size, 3)).copy()
    for _ in range(int(rng.integers(3, 9))):
        cx, cy = rng.uniform(0, 1, 2)
        spread = rng.uniform(0.05, 0.4)
        alpha = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / spread**2)[..., None] * rng.uniform(0.4, 1)
        picture = picture * (1 - alpha) + _colour(rng) * alpha
    return picture


def _background(rng: np.random.Generator, size: int, strength: float) -> np.ndarray:
    x, y = _grid(size)
    kind = rng.random()
    if kind > strength * 1.1:
        level = rng.uniform(0.06, 0.5)
        base = level * (1 + rng.normal(size=3) * (0.03 + 0.12 * strength))
        glow = 1.15 - 0.5 * ((x - rng.uniform(0.3, 0.7)) ** 2 + (y - rng.uniform(0.2, 0.6)) ** 2)[..., None]
        return (base * glow).clip(0, 1).astype(np.float32)
    choice = rng.integers(4)
    if choice == 0:
        angle = rng.uniform(0, 2 * np.pi)
        t = (x * math.cos(angle) + y * math.sin(angle))[..., None]
        t = (t - t.min()) / np.ptp(t)
        return (_colour(rng) * (1 - t) + _colour(rng) * t).astype(np.float32)
    if choice == 1:
        return _blobs(rng, size)
    if choice == 2:
        t = fractal(rng, size, int(rng.integers(2, 7)))[..., None]
        t = np.clip((t - 0.5) * rng.uniform(1, 3) + 0.5, 0, 1)
        return (_colour(rng) * (1 - t) + _colour(rng) * t).astype(np.float32)
    return _room(rng, size).astype(np.float32)


def sample_scene(rng: np.random.Generator, size: int, strength: float) -> Scene:
    """Draw a scene; strength 0 is a plain studio, 1 the widest variation (our design after Tobin et al. 2017)."""
    lights, ambient = _lights(rng, strength)
    zoom = 0.95 * math.exp(rng.normal() * (0.02 + 0.09 * strength))
    return Scene(
        lights=lights,
        ambient=ambient,
        exposure=float(math.exp(rng.normal() * 0.18 * strength)),
        zoom=zoom,
        shift=rng.normal(size=2) * (0.004 + 0.03 * strength),
        height=2.4,
        background=np.ascontiguousarray(_background(rng, size, strength)),
    )
