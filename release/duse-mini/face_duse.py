"""One steady square for a whole clip: find the face on a few frames and frame it as the training renders are framed.

"Align" means place and size: the face stands where it stands in a render. The square does not move, turn or change its
size during a clip, so head movement, which is part of an expression, stays visible. The detector is in `detector_duse.py`.
"""

import numpy as np
from PIL import Image

from .detector_duse import MIN_FACE, Face, detect, merge, most_prominent
from .frames_duse import ClipError


# Pixels of the longer side at which first, middle and last frame are looked at, and the mean score that counts as a face;
# the next round comes when the one before finds none. The detector's WINDOW is in pixels too: the rounds see faces above
# 42 %, 18 % and 9 % of the longer side. Of 384 clips that DuSE-mini was trained on, 376 show a face, 301 come back whole
# and 331 within 10 % of their side. 18 photographs without a face and 216 cut-outs of them: 0 false alarms.
WINDOW = 80
ROUNDS = (((144, 160, 192), -0.2), ((256, 352, 448), 0.0), ((608, 768, 896), 0.2))
REACH = 1.0  # parts of a side that two boxes of one face may be apart, for it may move between the looks
# Mean box over 163 of these clips, in parts of the picture's side
BOX_SIDE = 0.649  # sd 0.085
BOX_CENTRE_Y = 0.563  # sd 0.064
SLACK = 0.2  # parts of the side, within what varies between people: a clip framed like a render comes back whole


class NoFaceError(ClipError):
    """No face, or none large enough, in a clip that needs one."""


def crop_square(frames: np.ndarray, name: str) -> tuple[int, int, int]:
    """Left, top and side in pixels of the square around the most prominent face of a clip; it may leave the picture.

    Args:
        frames: uint8 `(t, h, w, 3)`, upright.
        name: what errors call the clip.

    Raises:
        NoFaceError: no face of at least 24 px was found.
    """
    height, width = frames.shape[1:3]
    face = find_face(frames)
    if face is None:
        raise NoFaceError(
            f"{name} ({width}x{height} px) shows no face that could be found: use an upright, frontal, well lit face at "
            f"least {MIN_FACE * 2} px wide, or pass `do_align_crop=False` (`--no-crop`) if the clip is cropped already"
        )
    return _square(face, width, height)


def centre_square(frames: np.ndarray) -> tuple[int, int, int]:
    """Left, top and side in pixels of the middle square of a clip `(t, h, w, 3)`."""
    height, width = frames.shape[1:3]
    side = min(height, width)
    return (width - side) // 2, (height - side) // 2, side


def extract(frames: np.ndarray, square: tuple[int, int, int], size: int) -> np.ndarray:
    """Cut the square out of each frame: uint8 `(t, size, size, 3)`; outside the picture its border is repeated."""
    left, top, side = square
    height, width = frames.shape[1:3]
    before = max(0, -top), max(0, -left)
    after = max(0, top + side - height), max(0, left + side - width)
    if any(before + after):
        frames = np.pad(frames, ((0, 0), (before[0], after[0]), (before[1], after[1]), (0, 0)), mode="edge")
    x, y = left + before[1], top + before[0]
    box = x, y, x + side, y + side
    return np.stack([
        np.asarray(Image.fromarray(frame).resize((size, size), Image.Resampling.LANCZOS, box=box)) for frame in frames
    ])  # fmt: skip


def find_face(frames: np.ndarray) -> Face | None:
    """The most prominent face (large and near the middle) of a clip, averaged over the looks at it; None if there is none."""
    looked_at = [frames[k] for k in (0, len(frames) // 2, -1)]
    height, width = frames.shape[1:3]
    for sizes, least in ROUNDS:
        if max(height, width) * WINDOW / sizes[0] < MIN_FACE:
            break  # what could be seen now is too small
        seen = [box for frame, size in zip(looked_at, sizes, strict=True) for box in detect(frame, size)]
        found = most_prominent(merge(seen, len(sizes), REACH), least, width, height)
        if found is not None:
            return found
    return None


def _square(face: Face, width: int, height: int) -> tuple[int, int, int]:
    """The mean framing, given way by SLACK where the picture itself is framed much like it, or would be left.

    Whole pixels: what the detector's arithmetic does in the last bit on another machine changes nothing.
    """
    wanted, whole = face.side / BOX_SIDE, min(width, height)
    framed = abs(whole - wanted) <= SLACK * wanted
    side = whole if framed else round(max(min(wanted, whole), (1 - SLACK) * wanted))
    left, top = face.x - side / 2, face.y - side * BOX_CENTRE_Y
    return round(_give(left, width - side, SLACK * side)), round(_give(top, height - side, SLACK * side)), side


def _give(start: float, last: float, most: float) -> float:
    """Move a square's start toward 0..last, by `most` pixels at most."""
    inside = float(np.clip(start, min(0.0, last), max(0.0, last)))
    return start + float(np.clip(inside - start, -most, most))
