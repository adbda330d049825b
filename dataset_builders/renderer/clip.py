"""The renderer's public face: a clip with exact Action Unit truth from a seed and an index."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from argen.dataset_builders.renderer.action_units import shape_weights
from argen.dataset_builders.renderer.effects import Effects, apply_effects, sample_effects
from argen.dataset_builders.renderer.identity import build_identity
from argen.dataset_builders.renderer.motion import Motion, sample_motion
from argen.dataset_builders.renderer.painter import Painter
from argen.dataset_builders.renderer.randomize import Scene, sample_scene
from argen.dataset_builders.renderer.rig import Rig
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


_STREAMS = ("who", "motion", "scene", "effects")


@dataclass(frozen=True, eq=False)
class ClipSpec:
    """Everything that is drawn before a pixel is: au (frames, 20) float32 in [0, 1] is the stronger side of motion.aus."""

    index: int
    seed: int
    identity: int
    emotion: str
    intensity: float
    variant: str
    au: np.ndarray
    motion: Motion
    scene: Scene
    effects: Effects
    size: int
    fps: int


@dataclass(frozen=True, eq=False)
class Clip:
    """frames (n, size, size, 3) uint8; au (n, 20) float32 in [0, 1] over that identity's neutral (FACS), stronger side.

    landmarks (n, 68, 2) float32 in pixels, iBUG order; timing in seconds: start, onset, apex, offset (empty if given).
    """

    frames: np.ndarray
    au: np.ndarray
    emotion: str
    intensity: float
    identity: int
    seed: int
    index: int
    landmarks: np.ndarray
    timing: dict[str, float]
    variant: str


def _whole(name: str, value: int, low: int, high: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        number = low - 1
    if not low <= number <= high:
        raise ValueError(f"`{name}` is {value!r}; it must be an integer from {low} to {high}. Pass one of these.")
    return number


def _check_curve(au: np.ndarray, num_frames: int) -> np.ndarray:
    au = np.asarray(au, np.float32)
    if au.shape not in ((num_frames, len(AUS)), (num_frames, len(AUS), 2)):
        raise ValueError(
            f"`au` has shape {au.shape}; it must be ({num_frames}, {len(AUS)}), or that by 2 for left and right. "
            "Pass one row per frame in the order of AUS."
        )
    if not (np.isfinite(au).all() and au.min() >= 0 and au.max() <= 1):
        raise ValueError(f"`au` spans [{au.min()}, {au.max()}]; intensities are finite and in [0, 1]. Clip the curve.")
    return au


def _check_words(randomization: float, emotion: str | None, intensity: float | None) -> None:
    if not 0 <= randomization <= 1:
        raise ValueError(f"`randomization` is {randomization}; it is in [0, 1], 0 for a clean studio. Pass e.g. 0.5.")
    if emotion is not None and emotion not in EMOTIONS:
        raise ValueError(f"`emotion` is {emotion!r}; it is one of {EMOTIONS} or None. Pass one of these.")
    if intensity is not None and not 0 <= intensity <= 1:
        raise ValueError(f"`intensity` is {intensity}; it is in [0, 1] or None. Pass e.g. 0.8.")


def plan_clip(
    seed: int,
    index: int,
    *,
    identities: range | Sequence[int],
    size: int = 128,
    num_frames: int = 17,
    fps: int = 8,
    randomization: float = 0.5,
    emotion: str | None = None,
    intensity: float | None = None,
    au: np.ndarray | None = None,
    identity: int | None = None,
) -> ClipSpec:
    """Draw clip `index` of `seed` without rendering it; it needs no rig (our design). Options as in `render_clip`."""
    _whole("size", size, 32, 1024)
    _whole("num_frames", num_frames, 1, 1000)
    _whole("fps", fps, 1, 120)
    _whole("seed", seed, 0, 2**63 - 1)
    _whole("index", index, 0, 2**63 - 1)
    _check_words(randomization, emotion, intensity)
    if identity is None and len(identities) == 0:
        raise ValueError(f"`identities` is {identities!r}; it must hold at least one integer. Pass e.g. range(1000).")
    curve = None if au is None else _check_curve(au, num_frames)
    who, move, place, spoil = (np.random.default_rng([seed, index, k]) for k in range(len(_STREAMS)))
    number = int(identities[int(who.integers(len(identities)))]) if identity is None else identity
    _whole("identities" if identity is None else "identity", number, 0, 2**63 - 1)
    motion = sample_motion(move, num_frames, fps, randomization, emotion, intensity, curve)
    return ClipSpec(
        index=index,
        seed=seed,
        identity=number,
        emotion=motion.emotion,
        intensity=motion.intensity,
        variant=motion.variant,
        au=motion.aus.max(2),
        motion=motion,
        scene=sample_scene(place, size, randomization),
        effects=sample_effects(spoil, size, num_frames, randomization),
        size=size,
        fps=fps,
    )


def render_spec(rig: Rig, spec: ClipSpec) -> Clip:
    """Render a drawn clip; deterministic to the byte on one machine (our design)."""
    who = build_identity(rig, spec.identity)
    weights = shape_weights(spec.motion.aus, who.baseline, rig.shapes)
    painter = Painter(rig, who, spec.scene, spec.size)
    count = len(weights)
    frames = np.empty((count, spec.size, spec.size, 3), np.uint8)
    landmarks = np.empty((count, 68, 2), np.float32)
    folds = painter.wrinkles(spec.motion.aus)
    for k in range(count):
        painter.draw(weights[k], folds[k], spec.motion.pose[k], spec.motion.gaze[k], k, frames[k], landmarks[k])
    frames = apply_effects(frames, landmarks, spec.effects)
    return Clip(
        frames=frames,
        au=spec.au,
        emotion=spec.emotion,
        intensity=spec.intensity,
        identity=spec.identity,
        seed=spec.seed,
        index=spec.index,
        landmarks=landmarks,
        timing=dict(spec.motion.timing),
        variant=spec.variant,
    )


def render_clip(
    rig: Rig,
    seed: int,
    index: int,
    *,
    identities: range | Sequence[int],
    size: int = 128,
    num_frames: int = 17,
    fps: int = 8,
    randomization: float = 0.5,
    emotion: str | None = None,
    intensity: float | None = None,
    au: np.ndarray | None = None,
    identity: int | None = None,
) -> Clip:
    """Clip `index` of `seed`: same arguments, same bytes, in any order and process (our design).

    `identities` holds the integers to draw the person from; `randomization` in [0, 1] goes from clean studio to heavy;
    `au` (num_frames, 20) in [0, 1], or that by 2 for left and right, is rendered exactly.
    """
    if not isinstance(rig, Rig):
        # like every wrong argument of the renderer, not a TypeError
        message = f"`rig` is a {type(rig).__name__}; it must be a Rig. Pass load_rig('/path/face_rig.safetensors')."
        raise ValueError(message)
    spec = plan_clip(
        seed, index, identities=identities, size=size, num_frames=num_frames, fps=fps, randomization=randomization,
        emotion=emotion, intensity=intensity, au=au, identity=identity,
    )  # fmt: skip
    return render_spec(rig, spec)
