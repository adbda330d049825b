"""Find the face in a picture and crop it as the training renders are framed.

The detector is dlib's HOG frontal face detector (Dalal & Triggs 2005; King 2009), whose five filters are compiled into the
`dlib-bin` wheel: no weights file, no network. Measured against OpenCV's Haar cascades (frontalface_default / alt2), faces
found: of 24 renders 24 against 24; at 0.3 of the brightness 24 against 10 / 9; turned by 25 degrees 24 against 3 / 0;
of 100 real 25 px faces (scikit-image's LFW subset) 90 against 97 / 98. On 22 pictures without a frontal face 0 false
alarms against 8 / 1. Haar loses dark pictures and dark skin first, hence dlib.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import dlib
import numpy as np
from PIL import Image


# Pixels of the longer side. dlib's boxes come in coarse steps, so four are averaged. Its window is 80 px: the first set sees
# faces above about 15 % of the longer side, the second, tried when the first finds none, above 7 %.
SCALE_SETS = ((384, 448, 512, 608), (768, 896, 1024, 1216))
MIN_SCORE = 0.2  # mean score of the SVM over a set of scales
MISSED_SCORE = -0.5  # what a scale counts that does not see the face
MIN_FACE = 24  # pixels of the detected box, a crop of about 32 px
# Mean box of 40 renders (seed 3, first frames, identities 0..999, randomization 0), in parts of the picture's side: side
# 0.622 (sd over people 0.035), centre x 0.504 (0.026), centre y 0.586 (0.021). With randomization 0.5: 0.628, 0.496, 0.570.
BOX_SIDE = 0.622
BOX_CENTRE_Y = 0.586
SLACK = 0.12  # parts of the side, within what varies between people: a picture framed like a render comes back whole


class FaceNotFoundError(ValueError):
    """No face, or none large enough, in a picture that needs one."""


@dataclass(frozen=True)
class FaceBox:
    """Brows to chin: centre and side in pixels of the picture, score of the detector (0.2 to about 3)."""

    x: float
    y: float
    side: float
    score: float


def find_face(picture: Image.Image) -> FaceBox | None:
    """The most prominent face (large and near the middle), or None.

    Args:
        picture: any size and mode; upright, for faces turned by more than about 40 degrees are missed.
    """
    faces: list[FaceBox] = []
    for scales in SCALE_SETS:
        groups = _group([box for scale in scales for box in _detect(picture, scale)])
        averages = (_average(group, len(scales)) for group in groups)
        faces = [face for face in averages if face.score >= MIN_SCORE and face.side >= MIN_FACE]
        if faces:
            break
    half_width, half_height = picture.width / 2, picture.height / 2

    def prominence(face: FaceBox) -> float:
        distance = np.hypot((face.x - half_width) / picture.width, (face.y - half_height) / picture.height)
        return face.side * (1 - 0.5 * float(distance))

    return max(faces, key=prominence, default=None)


def crop_face(picture: Image.Image, size: int = 128) -> Image.Image:
    """The most prominent face as an RGB square, crown to neck, framed like the training renders.

    What lies outside the picture is filled by repeating its border.

    Args:
        picture: any size and mode.
        size: side of the result in pixels.

    Raises:
        FaceNotFoundError: no face of at least 24 px was found.
    """
    picture = picture.convert("RGB")
    face = find_face(picture)
    if face is None:
        raise FaceNotFoundError(
            f"`image` is {picture.width}x{picture.height} px and no face was found in it: use an upright, frontal, well "
            f"lit face at least {MIN_FACE * 2} px wide, or pass --no-crop if it is cropped already"
        )
    return _extract(picture, *_square(picture, face), size)


def _square(picture: Image.Image, face: FaceBox) -> tuple[float, float, float]:
    """Left, top and side of the crop: the mean framing, given way by SLACK where it would leave the picture."""
    wanted = face.side / BOX_SIDE
    side = max(min(wanted, *picture.size), (1 - SLACK) * wanted)
    give = SLACK * side
    left, top = face.x - side / 2, face.y - side * BOX_CENTRE_Y
    left += float(np.clip(np.clip(left, 0, max(0.0, picture.width - side)) - left, -give, give))
    top += float(np.clip(np.clip(top, 0, max(0.0, picture.height - side)) - top, -give, give))
    return left, top, side


def centre_square(picture: Image.Image, size: int = 128) -> Image.Image:
    """The middle square of a picture as RGB, resized to `size` pixels; for pictures that are framed already."""
    side = min(picture.size)
    left, top = (picture.width - side) / 2, (picture.height - side) / 2
    return _extract(picture.convert("RGB"), left, top, side, size)


def _extract(picture: Image.Image, left: float, top: float, side: float, size: int) -> Image.Image:
    """Square crop with sub-pixel borders; `edge` padding first, so that the border repeats instead of going black."""
    right, bottom = left + side, top + side
    before_x, before_y = max(0, int(np.ceil(-left))), max(0, int(np.ceil(-top)))
    after_x, after_y = max(0, int(np.ceil(right - picture.width))), max(0, int(np.ceil(bottom - picture.height)))
    if before_x or before_y or after_x or after_y:
        pixels = np.pad(np.asarray(picture), ((before_y, after_y), (before_x, after_x), (0, 0)), mode="edge")
        picture = Image.fromarray(pixels)
    x, y = left + before_x, top + before_y
    return picture.resize((size, size), Image.Resampling.LANCZOS, box=(x, y, x + side, y + side))


@cache
def _detector() -> Any:
    return dlib.get_frontal_face_detector()  # pyright: ignore[reportAttributeAccessIssue]  (no type stubs)


def _detect(picture: Image.Image, scale: int) -> list[FaceBox]:
    ratio = scale / max(picture.size)
    size = max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio))
    small = np.asarray(picture.convert("L").resize(size, Image.Resampling.BILINEAR))
    boxes, scores, _ = _detector().run(small, 0, MISSED_SCORE)
    return [
        FaceBox((b.left() + b.right()) / 2 / ratio, (b.top() + b.bottom()) / 2 / ratio, b.width() / ratio, score)
        for b, score in zip(boxes, scores, strict=True)
    ]


def _group(boxes: list[FaceBox]) -> list[list[FaceBox]]:
    groups: list[list[FaceBox]] = []
    for box in sorted(boxes, key=lambda one: -one.score):
        near = (g for g in groups if np.hypot(g[0].x - box.x, g[0].y - box.y) < 0.5 * max(g[0].side, box.side))
        group = next(near, None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    return groups


def _average(group: list[FaceBox], scales: int) -> FaceBox:
    """Mean of the boxes, each weighted by how sure the detector is; scales that missed the face lower the score."""
    weights = np.array([box.score - MISSED_SCORE + 1e-3 for box in group])
    x, y, side = np.average([(box.x, box.y, box.side) for box in group], axis=0, weights=weights)
    best = sorted((box.score for box in group), reverse=True)[:scales]
    score = (sum(best) + MISSED_SCORE * (scales - len(best))) / scales
    return FaceBox(float(x), float(y), float(side), score)
