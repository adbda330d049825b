"""Action Units as weights of the rig's expression shapes, and the neutral face they are added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from argen.pipelines.argen.facs_argen import AUS


SIDES = ("L", "R")

# Shapes at AU intensity 1; a name without a side stands for both sides. ICT-FaceKit's own table where it has one, else
# composed and tuned by eye (our design): AU11 has no shape of its own, its wrinkle carries most of it.
AU_SHAPES: dict[str, tuple[tuple[str, float], ...]] = {
    "AU01": (("browInnerUp", 1.15),),
    "AU02": (("browOuterUp", 1.15),),
    "AU04": (("browDown", 1.75),),
    "AU05": (("eyeWide", 1.1),),
    "AU06": (("cheekSquint", 1.0), ("cheekRaiser", 0.8), ("eyeSquint", 0.25), ("mouthUpperUp", -0.12)),
    "AU07": (("eyeSquint", 1.4), ("eyeBlink", 0.16), ("cheekSquint", 0.2)),
    "AU09": (("noseSneer", 1.2), ("mouthUpperUp", -0.5), ("mouthClose", 0.1), ("browDown", 0.3)),
    "AU10": (("mouthUpperUp", 1.0),),
    "AU11": (("mouthUpperUp", 0.14), ("cheekSquint", 0.4), ("noseSneer", 0.05)),
    "AU12": (("mouthSmile", 1.0),),
    "AU14": (("mouthDimple", 1.2),),
    "AU15": (("mouthFrown", 1.15),),
    "AU17": (("mouthShrugLower", 0.95),),
    "AU20": (("mouthStretch", 1.1), ("mouthDimple", 0.35), ("mouthSmile", 0.15)),
    "AU23": (("mouthPucker", 0.78), ("mouthRollLower", 0.45), ("mouthRollUpper", 0.4)),
    "AU24": (("mouthPress", 1.2), ("mouthRollLower", 0.55), ("mouthRollUpper", 0.5), ("mouthShrugLower", 0.25)),
    "AU25": (("mouthLowerDown", 0.45), ("mouthUpperUp", 0.2), ("jawOpen", 0.06)),
    "AU26": (("jawOpen", 0.42),),
    "AU28": (("mouthRollLower", 1.1), ("mouthRollUpper", 1.05), ("mouthClose", 0.1)),
    "AU43": (("eyeBlink", 1.08),),
}

# The rig's neutral has wider eyes and higher brows than people's (measured: notes of the rig), so each face gets these.
BASELINE: dict[str, float] = {"eyeBlink": 0.17, "browDown": 0.17, "browInnerUp": -0.13, "browOuterUp": -0.18}

_LIDS_SHUT = 1.08
_LIMIT = (-0.5, 2.1)


def _columns(shapes: Sequence[str], name: str) -> list[tuple[int, int | None]]:
    if name in shapes:
        return [(shapes.index(name), None)]
    missing = [f"{name}_{side}" for side in SIDES if f"{name}_{side}" not in shapes]
    if missing:
        raise ValueError(f"`rig` lacks the expression shapes {missing}; use the ICT-FaceKit rig argen/face-rig.")
    return [(shapes.index(f"{name}_{side}"), k) for k, side in enumerate(SIDES)]


def shape_matrix(shapes: Sequence[str]) -> np.ndarray:
    """Weights (20 AUs, 2 sides, shapes) at intensity 1; an unpaired shape takes half from each side (our design)."""
    matrix = np.zeros((len(AUS), 2, len(shapes)), np.float32)
    for row, au in enumerate(AUS):
        for name, weight in AU_SHAPES[au]:
            for column, side in _columns(shapes, name):
                if side is None:
                    matrix[row, :, column] += weight / 2
                else:
                    matrix[row, side, column] += weight
    return matrix


def au_sides(
    aus: Mapping[str, float] | Mapping[tuple[str, str], float] | Mapping[str | tuple[str, str], float],
) -> np.ndarray:
    """{"AU12": .5, ("AU14", "L"): 1} as intensities (20, 2) in [0, 1], left and right (FACS prefixes L and R)."""
    sides = np.zeros((len(AUS), 2), np.float32)
    for key, value in aus.items():
        name, side = key if isinstance(key, tuple) else (key, None)
        if name not in AUS or side not in (None, *SIDES):
            raise ValueError(f"`aus` names {key!r}; legal are {AUS}, alone or as (AU, 'L') or (AU, 'R').")
        if not 0.0 <= value <= 1.0:
            raise ValueError(f"`aus` gives {key!r} the value {value}; intensities are in [0, 1].")
        sides[AUS.index(name), slice(None) if side is None else SIDES.index(side)] = value
    return sides


def shape_weights(
    aus: np.ndarray, baseline: np.ndarray, shapes: Sequence[str], matrix: np.ndarray | None = None
) -> np.ndarray:
    """Shape weights (frames, shapes) for AUs (frames, 20, 2) over a baseline (shapes,); lids share a budget (our design)."""
    matrix = shape_matrix(shapes) if matrix is None else matrix
    weights = np.tensordot(aus, matrix, ([1, 2], [0, 1])).astype(np.float32)
    closed = aus[:, AUS.index("AU43")]
    wide = aus[:, AUS.index("AU05")]
    parted = np.maximum(aus[:, AUS.index("AU25")], aus[:, AUS.index("AU26")]).max(1)
    for name, value in zip(shapes, baseline, strict=True):
        if not value:
            continue
        column = shapes.index(name)
        if name.startswith("mouth"):
            weights[:, column] += value * (1 - np.minimum(1, 2.5 * parted))
            continue
        side = SIDES.index(name[-1])
        weights[:, column] += value * (1 - 0.8 * wide[:, side]) * (1 - closed[:, side])
    for side in SIDES:
        blink, squint, up = (shapes.index(f"{name}_{side}") for name in ("eyeBlink", "eyeSquint", "eyeWide"))
        weights[:, blink] = np.minimum(weights[:, blink], _LIDS_SHUT)
        weights[:, squint] = np.minimum(weights[:, squint], np.maximum(0.0, 1.35 - 0.95 * weights[:, blink]))
        weights[:, up] *= np.maximum(0.0, 1.0 - weights[:, blink])
    return np.clip(weights, *_LIMIT)
