"""Identities: head shape, complexion, hair and neutral face, all from one integer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from argen.dataset_builders.renderer.action_units import BASELINE
from argen.dataset_builders.renderer.hair import STYLES_FEMALE, STYLES_MALE, Hair, build_hair
from argen.dataset_builders.renderer.raster import vertex_normals
from argen.dataset_builders.renderer.rig import SKIN, Rig
from argen.dataset_builders.renderer.skin import Look, paint_skin


SPREAD = 0.85
_SKIN_TONES = np.array(
    [
        [0.80, 0.56, 0.45],
        [0.73, 0.47, 0.35],
        [0.60, 0.37, 0.25],
        [0.44, 0.26, 0.17],
        [0.29, 0.16, 0.10],
        [0.17, 0.09, 0.06],
    ]
)
_HAIR_TONES = np.array(
    [[0.016, 0.013, 0.011], [0.035, 0.022, 0.015], [0.08, 0.043, 0.024], [0.17, 0.095, 0.05], [0.36, 0.24, 0.12], [0.19, 0.06, 0.025]]
)  # fmt: skip
_GREY = np.array([0.36, 0.33, 0.30])
_IRIS_TONES = np.array(
    [[0.10, 0.05, 0.025], [0.16, 0.09, 0.04], [0.14, 0.16, 0.08], [0.13, 0.22, 0.32], [0.20, 0.22, 0.22]]
)
_DYES = np.array([[0.10, 0.11, 0.13], [0.45, 0.46, 0.48], [0.30, 0.05, 0.05], [0.05, 0.10, 0.25], [0.06, 0.16, 0.09], [0.35, 0.28, 0.10],
                  [0.03, 0.03, 0.035], [0.30, 0.16, 0.22]])  # fmt: skip


@dataclass(frozen=True, eq=False)
class Identity:
    """One person. vertices (n, 3) in cm; paint (h, w, 4); baseline (shapes,) weights of the neutral face; age 0..1."""

    number: int
    male: bool
    age: float
    vertices: np.ndarray
    look: Look
    paint: np.ndarray
    baseline: np.ndarray
    hair: Hair
    eye_centres: np.ndarray
    noise_shift: np.ndarray


def _baseline(rig: Rig, vertices: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    baseline = np.zeros(len(rig.shapes), np.float32)
    for name, value in BASELINE.items():
        level = value * rng.uniform(0.7, 1.3)
        for side in "LR":
            baseline[rig.shapes.index(f"{name}_{side}")] = level * rng.uniform(0.95, 1.05)
    upper, lower = rig.landmarks[[61, 62, 63]], rig.landmarks[[67, 66, 65]]
    gap = float((vertices[upper, 1] - vertices[lower, 1]).max())
    closing = float((rig.shape_delta("mouthClose", lower)[:, 1] - rig.shape_delta("mouthClose", upper)[:, 1]).mean())
    if closing > 1e-3:
        baseline[rig.shapes.index("mouthClose")] = np.clip((gap - 0.02) / closing, 0.03, 0.35)
    # the rig's own corners hang, which reads as sad
    smile = rng.uniform(0.04, 0.2)
    for side in "LR":
        baseline[rig.shapes.index(f"mouthPress_{side}")] = rng.uniform(0.05, 0.12)
        baseline[rig.shapes.index(f"mouthSmile_{side}")] = smile
    return baseline


def _mix(table: np.ndarray, at: float) -> np.ndarray:
    k = min(int(at), len(table) - 2)
    return table[k] * (1 - (at - k)) + table[k + 1] * (at - k)


def _look(rng: np.random.Generator, male: bool, age: float, style: str) -> Look:
    melanin = float(np.clip(rng.choice([0.06, 0.2, 0.36, 0.55, 0.75, 0.93]) + rng.normal() * 0.06, 0, 1))
    skin = _mix(_SKIN_TONES, melanin * 5) * (1 + rng.normal(size=3) * np.array([0.03, 0.02, 0.025]))
    pale = melanin < 0.42
    tone = rng.choice(6, p=[0.20, 0.22, 0.20, 0.18, 0.13, 0.07]) if pale else rng.choice(3, p=[0.65, 0.3, 0.05])
    hair = _HAIR_TONES[tone] * rng.uniform(0.8, 1.25)
    grey = float(np.clip((age - 0.5) * 2.2 + rng.normal() * 0.15, 0, 1)) if age > 0.5 else 0.0
    hair = hair * (1 - grey) + _GREY * rng.uniform(0.7, 1.3) * grey
    made_up = (not male) and rng.random() < 0.5
    strength = float(rng.uniform(0.25, 0.9)) if made_up else 0.0
    lipstick = np.array([[0.45, 0.07, 0.09], [0.42, 0.14, 0.13], [0.30, 0.06, 0.08], [0.5, 0.2, 0.2]])[rng.integers(4)]
    lips = skin * np.array([0.86, 0.62, 0.64]) * (0.92 if male else 1.0)
    lips = lips * (1 - strength * 0.7) + lipstick * strength * 0.7
    bearded = male and rng.random() < 0.42
    beard = float(rng.uniform(0.5, 0.95)) if bearded else (float(rng.uniform(0.0, 0.28)) if male else 0.0)
    iris = _IRIS_TONES[rng.integers(5) if melanin < 0.3 else int(rng.random() < 0.3)]
    return Look(
        skin=skin, lips=lips, hair=hair, iris=iris, cloth=_DYES[rng.integers(len(_DYES))] * rng.uniform(0.6, 1.5),
        age=age, beard=beard, moustache=float(rng.uniform(0.6, 1.0)), beard_length=float(bearded and rng.random() < 0.6),
        freckles=float(max(0.0, rng.normal() * 0.5 - 0.2)) if melanin < 0.3 else 0.0, gloss=float(rng.uniform(0.25, 0.75)),
        brow_thickness=float(rng.uniform(0.95, 1.4) if male else rng.uniform(0.65, 1.0)),
        brow_density=float(rng.uniform(0.7, 0.98)), blush=float(rng.uniform(0.3, 1.2)), pupil=float(rng.uniform(0.16, 0.22)),
        lashes=float(rng.uniform(0.1, 0.4) if male else rng.uniform(0.4, 0.7) + 0.3 * strength),
        shadow=float(strength * rng.uniform(0, 1.0)), gloss_lips=strength, neckline=float(rng.uniform(-0.4, 1.0)),
        buzz=0.9 if style not in ("buzz", "bald") else float(rng.uniform(0.55, 0.85)),
    )  # fmt: skip


def _brow_line(rig: Rig, rng: np.random.Generator) -> np.ndarray:
    points = rig.vertices[rig.landmarks[17:22]]
    line = np.stack([np.abs(points[:, 0]), points[:, 1]], 1)[::-1].copy()
    line[:, 1] += rng.normal() * 0.12 - 0.05
    line[2:4, 1] += rng.normal() * 0.12
    return line.astype(np.float32)


def _style(rng: np.random.Generator, male: bool, age: float) -> str:
    if male:
        bald = 0.06 + 0.22 * max(0.0, age - 0.3)
        weights = np.array([bald, 0.14, 0.26, 0.16, 0.22, 0.12, 0.04])
        return str(rng.choice(STYLES_MALE, p=weights / weights.sum()))
    weights = np.array([0.19, 0.17, 0.12, 0.15, 0.11, 0.12, 0.09, 0.05])
    return str(rng.choice(STYLES_FEMALE, p=weights))


@lru_cache(maxsize=8)
def build_identity(rig: Rig, number: int) -> Identity:
    """The person called `number` (any non-negative integer), the same in every process; about 40 ms (our design)."""
    rng = np.random.default_rng([number, 7919])
    male = bool(rng.random() < 0.5)
    age = float(np.clip(rng.normal() * 0.3 + 0.28, 0, 1))
    coefficients = (rng.normal(size=len(rig.identity_deltas)) * SPREAD).astype(np.float32)
    flat = rig.identity_deltas.reshape(len(coefficients), -1)
    vertices = rig.vertices + (coefficients @ flat).reshape(-1, 3)
    style = _style(rng, male, age)
    look = _look(rng, male, age, style)
    normals = np.zeros_like(vertices)
    vertex_normals(vertices, rig.triangles, normals)
    skin = rig.triangles[rig.triangle_material == SKIN]
    hair = build_hair(vertices, rig.vertices, normals, skin, rng, male, age, style)
    atlas = rig.atlas
    shift = rng.integers(0, 400, 2).astype(np.int64)
    brow = _brow_line(rig, rng)
    noise = np.roll(atlas.noise, tuple(int(k) for k in shift), (1, 2))
    paint = paint_skin(atlas.position, atlas.lip, noise, look, brow, hair.line, hair.cast)
    baseline = _baseline(rig, vertices, rng)
    centres = np.stack([vertices[rig.material == k].mean(0) for k in (1, 2)])
    return Identity(number, male, age, vertices, look, paint, baseline, hair, centres, shift)
