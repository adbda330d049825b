"""A surface as the camera and the depth sensor above it record it: picture and organised cloud."""

import numpy as np
from numba import njit

from argen.dataset_builders.industrial.surface import FIELD, Surface, positions


DISTANCE = 0.4  # metres from the sensor to the middle of the table
STEEP = 3.0  # slope beyond which shading no longer changes
STEP = 0.0005  # metres along the table between two looks towards the lamp
REACH = 110  # such steps that a shadow may be long


def take_picture(rng: np.random.Generator, surface: Surface, size: int) -> np.ndarray:
    """uint8 `(size, size, 3)`: one lamp with shadow and highlight, light from all around, noise of the chip.

    The lamp stands at the upper left; its way, height, strength and warmth vary a little from picture to picture.
    `surface` has a side that is a multiple of `size`, whose samples are averaged.
    """
    light = _lamp(rng)
    down, right = (np.clip(slope, -STEEP, STEEP) for slope in np.gradient(surface.height, FIELD / len(surface.height)))
    normal = np.stack((-right, -down, np.ones_like(right)), -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    diffuse = np.clip(normal @ light, 0, None) * (1 - 0.85 * _shadow(surface.height, light))
    half = (light + np.array((0, 0, 1))) / np.linalg.norm(light + np.array((0, 0, 1)))
    gleam = surface.gloss * np.clip(normal @ half, 0, None) ** 40 * (diffuse > 0)
    warmth = 1 + rng.uniform(-0.03, 0.03) * np.array((1, 0, -1))
    strength, fill = rng.uniform(0.92, 1.08), rng.uniform(0.28, 0.34)
    open_sky = 0.55 + 0.45 * normal[..., 2]
    linear = (
        surface.albedo * (strength * diffuse * 1.05 + fill * open_sky)[..., None] * warmth + 0.35 * gleam[..., None]
    )
    linear = _reduced(linear, size)
    picture = np.clip(linear, 0, 1) ** (1 / 2.2) + rng.normal(0, 0.008, linear.shape)
    return np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)


def take_cloud(rng: np.random.Generator, surface: Surface, size: int) -> np.ndarray:
    """float32 `(size, size, 3)`: x, y and the distance z from the sensor, metres; zeros where it sees nothing.

    The table leans by up to 1.5 degrees. z has noise of 0.05 mm. Points are lost beside jumps in depth, and here and
    there, as in recordings of structured light.
    """
    step = len(surface.height) // size
    height = surface.height[step // 2 :: step, step // 2 :: step]
    x, y = positions(size)
    lean = np.tan(np.deg2rad(rng.uniform(-1.5, 1.5, 2)))
    z = DISTANCE - height + lean[0] * x + lean[1] * y + rng.normal(0, 5e-5, height.shape)
    jump = np.maximum(*(np.abs(slope) * FIELD / size for slope in np.gradient(height, FIELD / size)))
    chance = rng.random(height.shape)
    lost = (chance < 0.6) & (jump > 0.003) | (chance < 0.001)
    return np.where(lost[..., None], 0, np.stack((x, y, z), -1)).astype(np.float32)


def _lamp(rng: np.random.Generator) -> np.ndarray:
    turn, rise = np.deg2rad(rng.uniform(-135 - 8, -135 + 8)), np.deg2rad(rng.uniform(50, 57))
    return np.array((np.cos(turn) * np.cos(rise), np.sin(turn) * np.cos(rise), np.sin(rise)))


@njit(cache=True)
def _shadow(height: np.ndarray, light: np.ndarray) -> np.ndarray:
    """0 lit to 1 dark, with a soft edge: does anything between here and the lamp stand above the ray?"""
    side, level, top = len(height), np.hypot(light[0], light[1]), height.max()
    pixels = STEP / FIELD * side
    dark = np.zeros(height.shape)
    for y in range(side):
        for x in range(side):
            for k in range(1, REACH + 1):
                ray = height[y, x] + k * STEP * light[2] / level
                row, column = y + round(k * pixels * light[1] / level), x + round(k * pixels * light[0] / level)
                if ray >= top or not (0 <= row < side and 0 <= column < side):
                    break
                dark[y, x] = max(dark[y, x], min(1.0, (height[row, column] - ray) / (0.0003 + 0.03 * k * STEP)))
    return dark


def _reduced(picture: np.ndarray, size: int) -> np.ndarray:
    step = len(picture) // size
    return picture.reshape(size, step, size, step, -1).mean((1, 3))
