"""Contact sheets: clips as rows of frames on a light page."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from argen.pipelines.media.atomic import atomic_path
from argen.pipelines.media.video import to_uint8


PAPER, INK, FAINT = (252, 252, 250), (32, 34, 40), (122, 126, 134)
MARGIN, GAP = 16, 3


@cache
def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own scalable font: no font file has to be installed."""
    return ImageFont.load_default(size=size)


def contact_sheet(
    rows: Sequence[np.ndarray],
    labels: Sequence[str] | None = None,
    column_labels: Sequence[str] | None = None,
    scale: float = 1,
    title: str | None = None,
) -> Image.Image:
    """Lay clips out as rows of frames, with names at the left and above.

    Args:
        rows: one clip each, uint8 `(frames, height, width, 3)` or float in [0, 1] with channels last or second; the
            frame size is one for all, the number of frames may differ.
        labels: a name per row; a second line of a name is printed smaller.
        column_labels: a name per column, for instance seconds.
        scale: size of a printed frame over its own size, 0.1 to 8.
        title: a heading.

    Raises:
        ValueError: no rows, frames of different size, or labels that are not one per row or column.
    """
    clips = [to_uint8(row) for row in rows]
    columns = max((len(clip) for clip in clips), default=0)
    _check(clips, columns, labels, column_labels, scale)
    height, width = (max(1, round(side * scale)) for side in clips[0].shape[1:3])
    text = max(11.0, min(18.0, height / 8))
    left = MARGIN + (_text_width(labels, text) + 12 if labels else 0)
    top = MARGIN + (round(text * 1.2) + 14 if title else 0) + (round(text * 0.8) + 8 if column_labels else 0)
    page = Image.new(
        "RGB",
        (left + columns * (width + GAP) - GAP + MARGIN, top + len(clips) * (height + GAP) - GAP + MARGIN),
        PAPER,
    )
    draw = ImageDraw.Draw(page)
    if title:
        draw.text((MARGIN, MARGIN - 2), title, INK, font(text * 1.2))
    for k, name in enumerate(column_labels or ()):
        draw.text((left + k * (width + GAP) + width / 2, top - 5), name, FAINT, font(text * 0.8), anchor="ms")
    for i, clip in enumerate(clips):
        y = top + i * (height + GAP)
        if labels:
            _row_label(draw, labels[i], left - 12, y + height / 2, text)
        for k, frame in enumerate(clip):
            picture = Image.fromarray(frame)
            if scale != 1:
                picture = picture.resize((width, height), Image.Resampling.LANCZOS)
            page.paste(picture, (left + k * (width + GAP), y))
    return page


def save_sheet(page: Image.Image, path: str | Path) -> Path:
    """Write a page as PNG, whole or not at all; OSError for a folder that is missing or not writable."""
    with atomic_path(path) as part:
        page.save(part, format="PNG")
    return Path(path)


def _check(
    clips: Sequence[np.ndarray],
    columns: int,
    labels: Sequence[str] | None,
    column_labels: Sequence[str] | None,
    scale: float,
) -> None:
    if not clips:
        raise ValueError("`rows` is empty: pass at least one clip")
    if not 0.1 <= scale <= 8:
        raise ValueError(f"`scale` has to be between 0.1 and 8 but is {scale}")
    sizes = sorted({clip.shape[1:3] for clip in clips})
    if len(sizes) > 1:
        raise ValueError(f"`rows` have to have one frame size but have {sizes}: resize the clips first")
    if labels is not None and len(labels) != len(clips):
        raise ValueError(f"`labels` has to name each of the {len(clips)} rows but has {len(labels)} names")
    if column_labels is not None and len(column_labels) != columns:
        raise ValueError(f"`column_labels` has to name each of the {columns} columns but has {len(column_labels)}")


def _text_width(labels: Sequence[str], size: float) -> int:
    widths = [font(size if k == 0 else size * 0.8).getlength(part) for name in labels for k, part in _lines(name)]
    return int(np.ceil(max(widths, default=0)))


def _lines(name: str) -> list[tuple[int, str]]:
    return list(enumerate(name.split("\n", 1)))


def _row_label(draw: ImageDraw.ImageDraw, name: str, right: float, middle: float, size: float) -> None:
    lines = _lines(name)
    if len(lines) == 1:
        draw.text((right, middle), name, INK, font(size), anchor="rm")
        return
    draw.text((right, middle - size * 0.15), lines[0][1], INK, font(size), anchor="rs")
    draw.text((right, middle + size * 0.95), lines[1][1], FAINT, font(size * 0.8), anchor="rs")
