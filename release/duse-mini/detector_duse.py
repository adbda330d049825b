"""Frontal faces by dlib's HOG detector (Dalal & Triggs 2005; King 2009), each looked at in several sizes and averaged.

The detector's filters are compiled into the `dlib-bin` wheel: no weights file, no network. Its boxes come in coarse steps,
hence the average. No torch here, so that a picture without a face is refused at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from PIL import Image


MISSED_SCORE = -0.5  # what a look counts that does not see the face
MIN_FACE = 24  # pixels of the detected box


@dataclass(frozen=True)
class Face:
    """Brows to chin: centre and side in pixels, mean score of the detector's SVM (0.2 to about 3)."""

    x: float
    y: float
    side: float
    score: float


def detect(pixels: np.ndarray, longer: int) -> list[Face]:
    """One look at a picture, uint8 `(h, w)` or `(h, w, 3)`, resized to `longer` pixels; boxes in pixels of the picture."""
    height, width = pixels.shape[:2]
    ratio = longer / max(height, width)
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    small = np.asarray(Image.fromarray(pixels).convert("L").resize(size, Image.Resampling.BILINEAR))
    boxes, scores, _ = detector().run(small, 0, MISSED_SCORE)
    return [
        Face((b.left() + b.right()) / 2 / ratio, (b.top() + b.bottom()) / 2 / ratio, b.width() / ratio, score)
        for b, score in zip(boxes, scores, strict=True)
    ]


def merge(seen: Sequence[Face], looks: int, reach: float) -> list[Face]:
    """One face from all boxes of it: those nearer to its surest one than `reach` times the larger side.

    Args:
        seen: boxes of all looks.
        looks: how many there were; those that missed a face lower its score.
        reach: parts of a side.
    """
    groups: list[list[Face]] = []
    for box in sorted(seen, key=lambda one: -one.score):
        near = (g for g in groups if np.hypot(g[0].x - box.x, g[0].y - box.y) < reach * max(g[0].side, box.side))
        group = next(near, None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    return [_average(group, looks) for group in groups]


def most_prominent(faces: Iterable[Face], least: float, width: int, height: int) -> Face | None:
    """The face that is large and near the middle of `width` x `height` pixels, of those that score `least`; or None."""

    def prominence(face: Face) -> float:
        distance = np.hypot((face.x - width / 2) / width, (face.y - height / 2) / height)
        return face.side * (1 - 0.5 * float(distance))

    good = (face for face in faces if face.score >= least and face.side >= MIN_FACE)
    return max(good, key=prominence, default=None)


@cache
def detector() -> Any:
    """dlib's detector, made at the first use."""
    # no import statement: transformers would ask all who load this file for "dlib", the name of a package to compile
    try:
        dlib = import_module("dlib")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "Finding the face needs dlib: `pip install dlib-bin`, or pass `do_align_crop=False` for clips that are cropped"
        ) from error
    return dlib.get_frontal_face_detector()


def _average(group: Sequence[Face], looks: int) -> Face:
    """Mean of the boxes, each weighted by how sure the detector is."""
    weights = np.array([box.score - MISSED_SCORE + 1e-3 for box in group])
    x, y, side = np.average([(box.x, box.y, box.side) for box in group], axis=0, weights=weights)
    best = sorted((box.score for box in group), reverse=True)[:looks]
    score = (sum(best) + MISSED_SCORE * (looks - len(best))) / looks
    return Face(float(x), float(y), float(side), score)
