"""Find the face in a picture and crop it as the training renders are framed.

The detector is dlib's HOG frontal face detector (Dalal & Triggs 2005; King 2009), whose five filters are compiled into the
`dlib-bin` wheel: no weights file, no network. Measured against OpenCV's Haar cascades (frontalface_default / alt2), faces
found: of 24 renders 24 against 24; at 0.3 of the brightness 24 against 10 / 9; turned by 25 degrees 24 against 3 / 0;
of 100 real 25 px faces (scikit-image's LFW subset) 90 against 97 / 98. On 22 pictures without a frontal face 0 false
alarms against 8 / 1. Haar loses dark pictures and dark skin first, hence dlib.
"""

import numpy as np
from PIL import Image

from argen.pipelines.duse.detector_duse import MIN_FACE, Face, detect, merge, most_prominent


# Pixels of the longer side. The detector's window is 80 px: the first set sees faces above about 15 % of the longer side,
# the second, tried when the first finds none, above 7 %.
SCALE_SETS = ((384, 448, 512, 608), (768, 896, 1024, 1216))
MIN_SCORE = 0.2  # mean score of the SVM over a set of scales
REACH = 0.5  # parts of a side that two boxes of one face may be apart: it is one picture
# Mean box of 40 renders (seed 3, first frames, identities 0..999, randomization 0), in parts of the picture's side: side
# 0.622 (sd over people 0.035), centre x 0.504 (0.026), centre y 0.586 (0.021). With randomization 0.5: 0.628, 0.496, 0.570.
BOX_SIDE = 0.622
BOX_CENTRE_Y = 0.586
SLACK = 0.12  # parts of the side, within what varies between people: a picture framed like a render comes back whole


class FaceNotFoundError(ValueError):
    """No face, or none large enough, in a picture that needs one."""


def find_face(picture: Image.Image) -> Face | None:
    """The most prominent face (large and near the middle), or None.

    Args:
        picture: any size and mode; upright, for faces turned by more than about 40 degrees are missed.
    """
    grey = np.asarray(picture.convert("L"))
    for scales in SCALE_SETS:
        seen = [box for scale in scales for box in detect(grey, scale)]
        face = most_prominent(merge(seen, len(scales), REACH), MIN_SCORE, *picture.size)
        if face is not None:
            return face
    return None


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


def _square(picture: Image.Image, face: Face) -> tuple[float, float, float]:
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
