"""The figures of a training over its updates, as a picture: one small panel each."""

from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw

from argen.pipelines.media.curves import AXIS, GRID, MEASURED, REQUESTED, SUPERSAMPLING
from argen.pipelines.media.sheet import FAINT, INK, MARGIN, PAPER, font


PANEL, GAP = (260, 150), 14
SHOWN = ("reward", "judge", "kl", "clip_fraction", "frac_reward_zero_std", "frac_vetoed", "old_distance")
Series = dict[str, list[tuple[int, float]]]


def reward_figure(name: str) -> str:
    """The log's name for the mean of a reward."""
    return f"rewards/{name}/mean"


def series_of(log: Sequence[Mapping[str, Any]], rewards: Sequence[str]) -> Series:
    """From a trainer's log `(update, value)` lists of what is worth a look, in order; without what was never logged."""
    names = ["reward", *map(reward_figure, rewards), *SHOWN[1:]]
    found = {name: [(int(line["step"]), float(line[name])) for line in log if name in line] for name in names}
    return {name: points for name, points in found.items() if points}


def draw_series(series: Series, columns: int = 3) -> Image.Image:
    """A panel per series: the points faint, their running mean strong; rewards blue, what nobody optimises orange.

    Raises:
        ValueError: no series.
    """
    if not series:
        raise ValueError("`series` is empty: nothing has been logged yet.")
    rows = -(-len(series) // columns)
    columns = min(columns, len(series))
    size = (
        columns * (PANEL[0] + GAP) - GAP + 2 * MARGIN,
        rows * (PANEL[1] + GAP) - GAP + 2 * MARGIN,
    )
    page = Image.new("RGB", size, PAPER)
    for k, (name, points) in enumerate(series.items()):
        corner = MARGIN + k % columns * (PANEL[0] + GAP), MARGIN + k // columns * (PANEL[1] + GAP)
        page.paste(_panel(name, points, REQUESTED if name.startswith("reward") else MEASURED), corner)
    return page


def running_mean(values: Sequence[float], share: float = 0.2) -> list[float]:
    """Exponential running mean, which begins at the first value."""
    found = [values[0]]
    for value in values[1:]:
        found.append(found[-1] + share * (value - found[-1]))
    return found


def _panel(name: str, points: list[tuple[int, float]], colour: tuple[int, int, int]) -> Image.Image:
    s, (width, height) = SUPERSAMPLING, PANEL
    left, top, right, bottom = 46, 26, width - 8, height - 20
    panel = Image.new("RGB", (width * s, height * s), PAPER)
    draw = ImageDraw.Draw(panel)
    steps, values = [step for step, _ in points], [value for _, value in points]
    low, high = min(values), max(values)
    low, high = (low - 0.5, high + 0.5) if low == high else (low, high)
    first, span = steps[0], max(steps[-1] - steps[0], 1)

    def place(step: int, value: float) -> tuple[float, float]:
        return (
            (left + (step - first) / span * (right - left)) * s,
            (bottom - (value - low) / (high - low) * (bottom - top)) * s,
        )

    for level in (low, (low + high) / 2, high):
        y = place(first, level)[1]
        draw.line((left * s, y, right * s, y), AXIS if level == low else GRID, s)
        draw.text(((left - 4) * s, y), f"{level:.3g}", FAINT, font(10 * s), anchor="rm")
    for step, anchor in ((first, "la"), (steps[-1], "ra")):
        draw.text((place(step, low)[0], (bottom + 4) * s), str(step), FAINT, font(10 * s), anchor=anchor)
    faint = tuple((value + 2 * paper) // 3 for value, paper in zip(colour, PAPER, strict=True))
    draw.line([place(*point) for point in points], faint, s, joint="curve")
    draw.line([place(*p) for p in zip(steps, running_mean(values), strict=True)], colour, 2 * s, joint="curve")
    draw.text((2 * s, 2 * s), name.removeprefix("rewards/").removesuffix("/mean"), INK, font(13 * s))
    return panel.resize((width, height), Image.Resampling.LANCZOS)
