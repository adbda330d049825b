"""A contact sheet of clips: one row a clip, one column a moment, the emotion written at the left."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw


MARGIN = 92
INK = (30, 30, 30)


def contact_sheet(clips: Sequence[np.ndarray], labels: Sequence[str], columns: int = 9) -> bytes:
    """PNG bytes of clips (frames, size, size, 3) uint8, `columns` evenly spaced frames of each (our design)."""
    size = clips[0].shape[1]
    shown = [np.linspace(0, len(clip) - 1, min(columns, len(clip))).round().astype(int) for clip in clips]
    width = MARGIN + size * max(len(frames) for frames in shown)
    sheet = Image.new("RGB", (width, size * len(clips)), "white")
    draw = ImageDraw.Draw(sheet)
    for row, (clip, frames, label) in enumerate(zip(clips, shown, labels, strict=True)):
        draw.multiline_text((6, row * size + size // 2 - 12), label, fill=INK)
        for column, frame in enumerate(frames):
            sheet.paste(Image.fromarray(clip[frame]), (MARGIN + column * size, row * size))
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()
