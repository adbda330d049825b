"""What a camera and a world do to a picture: occluders, blur, noise, colour cast, JPEG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw


OCCLUDERS = ("glasses", "hand", "microphone")


@dataclass(frozen=True, eq=False)
class Effects:
    """Strengths of the effects on one clip; 0 or None leaves the pictures alone. blur in pixels, noise in grey levels."""

    blur: float
    noise: float
    gain: np.ndarray
    gamma: float
    saturation: float
    jpeg: int
    occluder: str | None
    occluder_seed: int
    noise_seed: int


def sample_effects(rng: np.random.Generator, size: int, num_frames: int, strength: float) -> Effects:
    """Draw effects; at strength .5 about half of the clips are near-clean and none of these has an occluder (our design)."""
    heavy = bool(rng.random() < strength)
    power = strength * (1.0 if heavy else 0.2)
    occluded = heavy and rng.random() < 0.28
    scale = size / 128
    return Effects(
        blur=float(abs(rng.normal())) * 0.9 * power * scale if rng.random() < 0.6 else 0.0,
        noise=float(rng.uniform(0, 16)) * power if rng.random() < 0.6 else 0.0,
        gain=(1 + rng.normal(size=3) * 0.10 * power).astype(np.float32),
        gamma=float(math.exp(rng.normal() * 0.22 * power)),
        saturation=float(1 + np.clip(rng.normal() * 0.35 * power, -0.9, 0.6))
        if rng.random() < 0.95 or not heavy
        else 0.0,
        jpeg=int(rng.integers(35, 90)) if heavy and rng.random() < 0.5 else 0,
        occluder=OCCLUDERS[int(rng.choice(3, p=[0.5, 0.3, 0.2]))] if occluded else None,
        occluder_seed=int(rng.integers(2**31)),
        noise_seed=int(rng.integers(2**31)),
    )


def _paste(frame: np.ndarray, mask: np.ndarray, colour: np.ndarray) -> None:
    alpha = mask[..., None]
    frame[:] = (frame * (1 - alpha) + colour * alpha + 0.5).astype(np.uint8)


def _glasses(frame: np.ndarray, marks: np.ndarray, rng: np.random.Generator) -> None:
    """Frames, dark or metal, that follow the eyes."""
    size, over = frame.shape[0], 3
    reach = float(np.linalg.norm(marks[45] - marks[36]))
    along = (marks[45] - marks[36]) / (reach + 1e-6)
    up = np.array([along[1], -along[0]])
    width, height = reach * rng.uniform(0.27, 0.32), reach * rng.uniform(0.19, 0.26)
    power, thick = rng.uniform(2.0, 5.0), max(1, round(size * over * rng.uniform(0.008, 0.018)))
    colour = np.array([[15, 15, 15], [60, 35, 20], [120, 110, 100], [30, 30, 60]])[rng.integers(4)]
    canvas = Image.new("L", (size * over, size * over))
    draw = ImageDraw.Draw(canvas)
    angle = np.linspace(0, 2 * np.pi, 40)
    curve = (
        np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** (2 / power),
        np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** (2 / power),
    )
    inner = []
    for lids, outward, ear in ((marks[36:42], -1.0, marks[0]), (marks[42:48], 1.0, marks[16])):
        centre = (lids[0] + lids[3]) / 2 - up * height * 0.12 + along * outward * reach * 0.015
        ring = centre + curve[0][:, None] * width * along + curve[1][:, None] * height * up
        draw.line([tuple(p) for p in ring * over], fill=255, width=thick, joint="curve")
        inner.append(centre - outward * width * along + up * height * 0.2)
        temple = centre + outward * width * along + up * height * 0.3
        length = max(0.0, float((ear - temple) @ along) * outward)
        draw.line([tuple(temple * over), tuple((temple + outward * along * length) * over)], fill=230, width=thick)
    draw.line([tuple(p * over) for p in inner], fill=255, width=thick)
    mask = np.asarray(canvas.resize((size, size), Image.Resampling.BOX), np.float32) / 255
    _paste(frame, mask * 0.95, colour)


def _capsules(size: int, points: np.ndarray, radii: np.ndarray, soft: float) -> tuple[np.ndarray, np.ndarray]:
    """Coverage and height (size, size) of a union of capsules; points (n, 2, 2) in pixels."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) + 0.5
    best = np.full((size, size), -1e9, np.float32)
    for (a, b), radius in zip(points, radii, strict=True):
        d = b - a
        t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / (d @ d + 1e-6), 0, 1)
        best = np.maximum(best, (radius - np.hypot(a[0] + t * d[0] - x, a[1] + t * d[1] - y)) / radius)
    return np.clip(best * radii.max() / soft + 0.5, 0, 1), np.clip(best, 0, 1)


def _hand(frame: np.ndarray, time: float, rng: np.random.Generator) -> None:
    """A hand-like group of capsules that reaches in from a side or from below."""
    size = frame.shape[0]
    side = rng.choice([-1.0, 1.0])
    tip = np.array([0.5 + side * rng.uniform(0.12, 0.4), rng.uniform(0.55, 0.85)]) * size
    drift = rng.normal(size=2) * 0.06 * size
    tip = tip + drift * (time - 0.5)
    back = np.array([side * rng.uniform(0.2, 1.0), 1.0])
    back /= np.linalg.norm(back)
    across = np.array([-back[1], back[0]])
    finger = size * rng.uniform(0.025, 0.04)
    fingers = np.stack([[tip + across * k * finger * 1.75 + back * abs(k - 1.4) * finger * 0.9,
                         tip + across * k * finger * 1.6 + back * size * 0.22] for k in range(4)])  # fmt: skip
    palm = tip + across * finger * 2.4 + back * size * 0.24
    lines = np.concatenate([fingers, [[palm, palm + back * size * 0.6]]])
    mask, height = _capsules(size, lines, np.array([finger] * 4 + [finger * 3.6]), 1.0)
    skin = np.array([[225, 180, 155], [200, 150, 120], [150, 105, 80], [95, 65, 50]])[rng.integers(4)]
    _paste(frame, mask, skin * (0.62 + 0.42 * np.sqrt(height))[..., None])


def _microphone(frame: np.ndarray, time: float, rng: np.random.Generator) -> None:
    """A dark ball on a stick from below."""
    size = frame.shape[0]
    head = (
        np.array([rng.uniform(0.25, 0.75), rng.uniform(0.82, 0.98)]) * size + rng.normal(size=2) * 0.02 * size * time
    )
    foot = head + np.array([rng.normal() * 0.2, 1.0]) * size * 0.5
    radius = size * rng.uniform(0.05, 0.085)
    mask, height = _capsules(size, np.array([[head, head], [head, foot]]), np.array([radius, radius * 0.45]), 1.0)
    colour = np.array([45.0, 45.0, 48.0]) * rng.uniform(0.4, 2.5)
    _paste(frame, mask, np.clip(colour * (0.5 + 0.9 * height)[..., None], 0, 255))


def _occlude(frames: np.ndarray, landmarks: np.ndarray, effects: Effects) -> None:
    for k, frame in enumerate(frames):
        rng = np.random.default_rng(effects.occluder_seed)
        time = k / max(1, len(frames) - 1)
        if effects.occluder == "glasses":
            _glasses(frame, landmarks[k], rng)
        elif effects.occluder == "hand":
            _hand(frame, time, rng)
        else:
            _microphone(frame, time, rng)


def _blur(frames: np.ndarray, sigma: float) -> np.ndarray:
    reach = max(1, math.ceil(2.5 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (1, 2):
        pads = [(0, 0)] * 4
        pads[axis] = (reach, reach)
        padded = np.pad(frames, pads, mode="edge")
        length = frames.shape[axis]
        total = np.zeros_like(frames)
        for k, weight in enumerate(kernel):
            total += weight * padded.take(range(k, k + length), axis)
        frames = total
    return frames


def _compress(frame: np.ndarray, quality: int) -> np.ndarray:
    buffer = io.BytesIO()
    Image.fromarray(frame).save(buffer, "JPEG", quality=quality)
    buffer.seek(0)
    return np.asarray(Image.open(buffer))


def _sensor_noise(frames: np.ndarray, effects: Effects) -> np.ndarray:
    """Gaussian noise; frames show different windows of one field, which costs a quarter of fresh draws."""
    count, size = frames.shape[:2]
    rng = np.random.default_rng(effects.noise_seed)
    field = np.rint(rng.standard_normal((2 * size, 2 * size, 3), np.float32) * np.float32(effects.noise)).astype(
        np.int16
    )
    out = np.empty_like(frames)
    for k, (y, x) in enumerate(rng.integers(0, size, (count, 2))):
        out[k] = np.clip(frames[k] + field[y : y + size, x : x + size], 0, 255)
    return out


def apply_effects(frames: np.ndarray, landmarks: np.ndarray, effects: Effects) -> np.ndarray:
    """frames (n, size, size, 3) uint8 in and out; landmarks (n, 68, 2) in pixels place the occluder (our design)."""
    if effects.occluder:
        _occlude(frames, landmarks, effects)
    if abs(effects.saturation - 1) > 0.02 or effects.blur > 0.25:
        values = frames.astype(np.float32)
        if effects.blur > 0.25:
            values = _blur(values, effects.blur)
        if abs(effects.saturation - 1) > 0.02:
            grey = (values @ np.array([0.299, 0.587, 0.114], np.float32))[..., None]
            values = grey + (values - grey) * np.float32(effects.saturation)
        frames = np.clip(values + np.float32(0.5), 0, 255).astype(np.uint8)
    if abs(effects.gamma - 1) > 0.01 or np.abs(effects.gain - 1).max() > 0.01:
        codes = np.arange(256)[:, None] * effects.gain / 255
        tables = (255 * np.clip(codes, 0, 1) ** effects.gamma + 0.5).astype(np.uint8)
        frames = np.stack([tables[frames[..., k], k] for k in range(3)], -1)
    if effects.noise > 0.5:
        frames = _sensor_noise(frames, effects)
    if effects.jpeg:
        frames = np.stack([_compress(frame, effects.jpeg) for frame in frames])
    return frames
