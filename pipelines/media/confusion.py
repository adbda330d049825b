"""A confusion matrix as a picture: a row per true class, counts and their share of the row."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from argen.pipelines.media.sheet import FAINT, INK, MARGIN, PAPER, font


FULL = (38, 98, 200)  # a cell that holds the whole row
CELL_HEIGHT, LEAST_WIDTH, GAP = 46, 62, 2
TEXT, SMALL = 15, 11


def draw_confusion(counts: np.ndarray, names: Sequence[str]) -> Image.Image:
    """Draw counts `(true, predicted)`, each cell shaded by its share of the row, with recall and clips at the right.

    Args:
        counts: whole numbers `(classes, classes)`.
        names: of the classes.

    Raises:
        ValueError: `counts` is not a square table with a name per row.
    """
    counts = np.asarray(counts)
    if counts.shape != (len(names), len(names)) or not len(names):
        raise ValueError(
            f"`counts` has the shape {counts.shape} for {len(names)} names: it has to be (classes, classes)"
        )
    widest = max(font(TEXT).getlength(name) for name in names)
    width = max(LEAST_WIDTH, int(widest) + 12)
    left, top = MARGIN + int(widest) + 14, MARGIN + 44
    size = (left + (len(names) + 2) * (width + GAP) + MARGIN, top + len(names) * (CELL_HEIGHT + GAP) + MARGIN)
    page = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(page)
    columns = [left + k * (width + GAP) + width / 2 for k in range(len(names) + 2)]
    _heads(draw, columns, names, left, top)
    for row, name in enumerate(names):
        middle = top + row * (CELL_HEIGHT + GAP) + CELL_HEIGHT / 2
        draw.text((left - 10, middle), name, INK, font(TEXT), anchor="rm")
        total = int(counts[row].sum())
        for column, count in enumerate(counts[row].tolist()):
            _cell(draw, columns[column], middle, width, count, total, row == column)
        recall = f"{counts[row, row] / total:.1%}" if total else "no clip"
        draw.text((columns[-2], middle), recall, INK if total else FAINT, font(TEXT), anchor="mm")
        draw.text((columns[-1], middle), str(total), FAINT, font(TEXT), anchor="mm")
    return page


def _heads(draw: ImageDraw.ImageDraw, columns: Sequence[float], names: Sequence[str], left: float, top: float) -> None:
    draw.text((left, MARGIN + 8), "predicted", FAINT, font(SMALL), anchor="lm")
    draw.text((left - 10, top - 12), "true", FAINT, font(SMALL), anchor="rm")
    for x, name in zip(columns, (*names, "recall", "clips"), strict=True):
        draw.text((x, top - 12), name, INK if name in names else FAINT, font(TEXT), anchor="mm")


def _cell(
    draw: ImageDraw.ImageDraw, x: float, y: float, width: float, count: int, total: int, is_diagonal: bool
) -> None:
    share = count / total if total else 0.0
    shade = tuple(round(paper + share * (full - paper)) for paper, full in zip((240, 241, 245), FULL, strict=True))
    box = (x - width / 2, y - CELL_HEIGHT / 2, x + width / 2, y + CELL_HEIGHT / 2)
    draw.rectangle(box, shade, outline=INK if is_diagonal else None)
    if not count:
        return
    ink, faint = ((255, 255, 255), (232, 237, 248)) if share > 0.45 else (INK, INK if share > 0.2 else FAINT)
    draw.text((x, y - 7), str(count), ink, font(TEXT), anchor="mm")
    draw.text((x, y + 11), f"{share:.0%}", faint, font(SMALL), anchor="mm")
