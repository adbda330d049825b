"""What decided: class probabilities, the weight of each frame and the nearest concepts, as JSON and as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from argen.pipelines.media.curves import AXIS, GRID, MEASURED, REQUESTED, SUPERSAMPLING
from argen.pipelines.media.page import WIDTH, heading, stack
from argen.pipelines.media.sheet import FAINT, GAP, INK, MARGIN, PAPER, font


CONCEPTS = 8  # nearest concepts that are shown
FRAME_WIDTH = 128  # pixels of a printed frame at most
FRAME_BAR = 44  # pixels of the longest bar
ROW, NAME_WIDTH = 21, 232  # pixels of a line of bars and of its name


@dataclass(frozen=True, eq=False)
class Evidence:
    """What a recogniser says of one clip, and what it looked at.

    `frames` are uint8 `(t, s, s, 3)` as the model saw them. `probabilities` by class in the model's order;
    `frame_weights` `(t,)` and `concepts`, by name from the nearest on, sum to 1 each; a model without LSEA has no concepts.
    """

    clip: str
    frames: np.ndarray
    probabilities: dict[str, float]
    frame_weights: tuple[float, ...]
    concepts: dict[str, float]

    @property
    def emotion(self) -> str:
        """The most probable class."""
        return max(self.probabilities, key=lambda name: self.probabilities[name])

    def to_dict(self) -> dict[str, Any]:
        """What goes into JSON: all but the frames, numbers as they are."""
        return {
            "clip": self.clip,
            "emotion": self.emotion,
            "probabilities": self.probabilities,
            "frame_weights": list(self.frame_weights),
            "concepts": self.concepts,
        }


def draw_evidence(evidence: Evidence, facts: Sequence[tuple[str, str]] = ()) -> Image.Image:
    """One clip as a page: its class, the frames over their weights, probabilities beside the nearest concepts.

    Args:
        facts: more lines of name and value under the title.
    """
    title = f"{evidence.emotion} {evidence.probabilities[evidence.emotion]:.2f}"
    parts = [heading(title, [("clip", evidence.clip), *facts]), _frame_row(evidence)]
    ranked = sorted(evidence.probabilities.items(), key=lambda pair: -pair[1])
    columns = [_bars("probability", ranked, 1.0, MEASURED)]
    if evidence.concepts:
        nearest = list(evidence.concepts.items())[:CONCEPTS]
        columns.append(_bars(f"nearest of {len(evidence.concepts)} concepts", nearest, nearest[0][1], REQUESTED))
    page = Image.new("RGB", (WIDTH, max(column.height for column in columns)), PAPER)
    for k, column in enumerate(columns):
        page.paste(column, (k * WIDTH // 2, 0))
    return stack([*parts, page])


def _frame_row(evidence: Evidence) -> Image.Image:
    """The frames side by side, in rows where there are many, each over a bar as high as its weight."""
    count = len(evidence.frames)
    columns = min(count, 8)
    side = min(FRAME_WIDTH, (WIDTH - 2 * MARGIN + GAP) // columns - GAP)
    row = side + FRAME_BAR + 44
    page = Image.new("RGB", (WIDTH, MARGIN + 18 + row * -(-count // columns)), PAPER)
    draw = ImageDraw.Draw(page)
    legend = "frames and their weights, percent, over an even share (grey); below, when in the clip"
    draw.text((MARGIN, MARGIN), legend, FAINT, font(12))
    unit = FRAME_BAR / max(2 / count, *evidence.frame_weights)
    for k, (frame, weight) in enumerate(zip(evidence.frames, evidence.frame_weights, strict=True)):
        x, y = MARGIN + k % columns * (side + GAP), MARGIN + 22 + k // columns * row
        page.paste(Image.fromarray(frame).resize((side, side), Image.Resampling.LANCZOS), (x, y))
        floor, centre = y + side + 18 + FRAME_BAR, x + side / 2
        draw.rectangle((x + 1, floor - unit / count, x + side - 1, floor), GRID)
        draw.rectangle((x + side * 0.2, floor - unit * weight, x + side * 0.8, floor), MEASURED)
        draw.line((x, floor, x + side, floor), AXIS)
        draw.text((centre, floor - unit * weight - 3), f"{100 * weight:.1f}", INK, font(12), anchor="ms")
        draw.text((centre, floor + 4), f"at {100 * (k + 0.5) / count:.0f} %", FAINT, font(11), anchor="ma")
    return page


def _bars(title: str, rows: Sequence[tuple[str, float]], full: float, colour: tuple[int, int, int]) -> Image.Image:
    """Lines of name, bar and number; `full` is the value of the longest possible bar."""
    s, width = SUPERSAMPLING, WIDTH // 2
    page = Image.new("RGB", (width * s, (2 * MARGIN + 20 + ROW * len(rows)) * s), PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN * s, 4 * s), title, FAINT, font(12 * s))
    longest = max(font(13).getlength(_short(name)) for name, _ in rows)
    left, right = MARGIN + min(NAME_WIDTH, int(longest)) + 12, width - MARGIN - 44
    for k, (name, value) in enumerate(rows):
        y = (28 + ROW * k + ROW // 2) * s
        draw.text((MARGIN * s, y), _short(name), INK, font(13 * s), anchor="lm")
        draw.rectangle((left * s, y - 6 * s, (left + (right - left) * value / full) * s, y + 6 * s), colour)
        draw.text(((right + 44) * s, y), f"{value:.3f}", FAINT, font(12 * s), anchor="rm")
    return page.resize((width, page.height // s), Image.Resampling.LANCZOS)


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:33]}…"
