"""Action Unit curves as a picture: what was asked for and what was measured, one small panel per unit."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from argen.pipelines.media.sheet import FAINT, INK, MARGIN, PAPER, font


REQUESTED, MEASURED = (38, 98, 200), (226, 104, 32)  # blue and orange: told apart with any colour vision
AXIS, GRID = (198, 200, 206), (233, 234, 238)
SUPERSAMPLING = 3
PANEL, PANEL_GAP = (196, 128), 14
LEGEND = 26


def draw_curves(
    requested: np.ndarray | None,
    measured: np.ndarray | None,
    names: Sequence[str],
    fps: float = 8,
    titles: Sequence[str] | None = None,
    columns: int = 4,
) -> Image.Image:
    """Draw a panel per curve, intensity 0 to 1 over seconds, requested blue and measured orange.

    Args:
        requested: `(frames, panels)` in [0, 1], None when nothing was asked for by number.
        measured: `(frames, panels)` in [0, 1], None when nothing was measured.
        names: a name per panel, `AU12`.
        fps: frames per second.
        titles: a few words per panel, printed beside the name.
        columns: panels side by side.

    Raises:
        ValueError: neither curve is given, or the shapes do not fit `names`.
    """
    curves = [(colour, curve) for colour, curve in ((REQUESTED, requested), (MEASURED, measured)) if curve is not None]
    if not curves:
        raise ValueError("`requested` and `measured` are both None: pass at least one curve (frames, panels)")
    for _, curve in curves:
        if curve.ndim != 2 or curve.shape[1] != len(names) or len(names) == 0:
            raise ValueError(f"a curve has to have the shape (frames, {len(names)}) but has {curve.shape}")
    rows = -(-len(names) // columns)
    width = columns * (PANEL[0] + PANEL_GAP) - PANEL_GAP + 2 * MARGIN
    page = Image.new("RGB", (width, LEGEND + rows * (PANEL[1] + PANEL_GAP) - PANEL_GAP + 2 * MARGIN), PAPER)
    _legend(page, requested is not None, measured is not None)
    for k, name in enumerate(names):
        x = MARGIN + (k % columns) * (PANEL[0] + PANEL_GAP)
        y = MARGIN + LEGEND + (k // columns) * (PANEL[1] + PANEL_GAP)
        panel = _panel([(colour, curve[:, k]) for colour, curve in curves], name, titles[k] if titles else "", fps)
        page.paste(panel, (x, y))
    return page


def _legend(page: Image.Image, requested: bool, measured: bool) -> None:
    draw, x = ImageDraw.Draw(page), MARGIN
    for shown, colour, name in ((requested, REQUESTED, "requested"), (measured, MEASURED, "measured")):
        if shown:
            draw.line((x, MARGIN + 7, x + 18, MARGIN + 7), colour, 3)
            draw.text((x + 24, MARGIN + 7), name, INK, font(13), anchor="lm")
            x += 24 + int(font(13).getlength(name)) + 22
    draw.text((x, MARGIN + 7), "intensity 0 to 1 over seconds", FAINT, font(12), anchor="lm")


def _panel(
    curves: Sequence[tuple[tuple[int, int, int], np.ndarray]], name: str, title: str, fps: float
) -> Image.Image:
    s, (width, height) = SUPERSAMPLING, PANEL
    left, top, right, bottom = 24, 24, width - 6, height - 20
    panel = Image.new("RGB", (width * s, height * s), PAPER)
    draw = ImageDraw.Draw(panel)
    for level in (0.0, 0.5, 1.0):
        y = (bottom - level * (bottom - top)) * s
        draw.line((left * s, y, right * s, y), AXIS if level == 0 else GRID, s)
        draw.text(((left - 5) * s, y), f"{level:g}", FAINT, font(10 * s), anchor="rm")
    seconds = max(max(len(values) for _, values in curves) - 1, 1) / fps
    step = next((one for one in (0.5, 1, 2, 5, 10, 30, 60) if seconds / one <= 5), 120)
    for mark in np.arange(0, seconds + 1e-6, step):
        x = (left + mark / seconds * (right - left)) * s
        draw.line((x, bottom * s, x, (bottom + 3) * s), AXIS, s)
        anchor = "ra" if mark >= seconds - 1e-6 else "ma"
        draw.text((x, (bottom + 5) * s), f"{mark:g}", FAINT, font(10 * s), anchor=anchor)
    for colour, values in curves:
        times = np.arange(len(values)) / fps / seconds
        xs = (left + times * (right - left)) * s
        ys = (bottom - np.clip(np.nan_to_num(values), 0, 1) * (bottom - top)) * s
        points = list(zip(xs.tolist(), ys.tolist(), strict=True))
        draw.line(points, colour, 2 * s, joint="curve")
        for x, y in points if len(points) <= 33 else ():
            draw.ellipse((x - 2 * s, y - 2 * s, x + 2 * s, y + 2 * s), colour)
    draw.text((2 * s, 2 * s), name, INK, font(13 * s))
    offset = int(font(13 * s).getlength(name)) + 8 * s
    draw.text((2 * s + offset, 3.5 * s), title, FAINT, font(11 * s))
    return panel.resize((width, height), Image.Resampling.LANCZOS)
