"""Several clips playing side by side."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from argen.pipelines.media.sheet import INK, PAPER, font
from argen.pipelines.media.video import to_uint8


GAP = 4


def grid_video(clips: Sequence[np.ndarray], labels: Sequence[str], columns: int = 4) -> np.ndarray:
    """Tile clips of one shape, each over its name: uint8 `(frames, height, width, 3)`, both sides even.

    Args:
        clips: uint8 or float `(frames, height, width, 3)`, all of one shape.
        labels: a name per clip.
        columns: clips side by side.
    """
    tiles = [to_uint8(clip) for clip in clips]
    if not tiles or len({tile.shape for tile in tiles}) != 1 or len(labels) != len(tiles):
        raise ValueError(
            f"`clips` have to be of one shape with a label each: {len(tiles)} clips, {len(labels)} labels"
        )
    count, height, width = tiles[0].shape[:3]
    text = max(11, height // 9)
    strip = round(text * 1.6)
    rows, columns = -(-len(tiles) // columns), min(columns, len(tiles))
    size = columns * (width + GAP) + GAP, rows * (height + strip) + GAP
    page = Image.new("RGB", (size[0] + size[0] % 2, size[1] + size[1] % 2), PAPER)
    corners = [(GAP + k % columns * (width + GAP), GAP + k // columns * (height + strip)) for k in range(len(tiles))]
    for (x, y), label in zip(corners, labels, strict=True):
        ImageDraw.Draw(page).text((x + width / 2, y + height + strip / 2 - 1), label, INK, font(text), anchor="mm")
    frames = np.repeat(np.asarray(page)[None], count, 0)
    for (x, y), tile in zip(corners, tiles, strict=True):
        frames[:, y : y + height, x : x + width] = tile
    return frames
