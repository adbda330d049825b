"""Charts as inline SVG that takes its colours from the page, so that light and dark, print and zoom all work (our design)."""

import base64
from collections.abc import Sequence
from html import escape
from io import BytesIO

import numpy as np
from PIL import Image

from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS


WIDTH, HEIGHT = 200.0, 84.0  # of a small panel, in units of its view box
LEFT, RIGHT, TOP, BOTTOM = 4.0, 196.0, 6.0, 78.0
STRIP = 9  # frames of a strip of pictures


def data_uri(data: bytes, kind: str) -> str:
    """Bytes as an address that needs no file."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def picture_uri(picture: Image.Image, quality: int = 88) -> str:
    """A picture as a WebP address."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=quality)
    return data_uri(file.getvalue(), "image/webp")


def unit_panels(requested: np.ndarray | None, measured: np.ndarray | None, fps: float, shown: Sequence[int]) -> str:
    """A panel per Action Unit: asked for in the accent, measured in orange and dashed; curves `(frames, 20)`."""
    return f'<div class="panels">{"".join(_unit_panel(requested, measured, fps, k) for k in shown)}</div>'


def _unit_panel(requested: np.ndarray | None, measured: np.ndarray | None, fps: float, k: int) -> str:
    curves = [("asked", requested), ("seen", measured)]
    told = [f"{name} up to {curve[:, k].max():.2f}" for name, curve in curves if curve is not None]
    paths = "".join(f'<path class="{name}" d="{_line(curve[:, k])}"/>' for name, curve in curves if curve is not None)
    r = None if requested is None or measured is None else correlation(requested[:, k], measured[:, k])
    number = "" if r is None else f"r {r:.2f}"
    head = f'<b>{AUS[k]}</b><span class="num">{number}</span><span class="what">{escape(AU_NAMES[AUS[k]])}</span>'
    words = f"{AUS[k]}: {', '.join(told)}"
    return f"<figure><figcaption>{head}</figcaption>{_frame(paths, words)}</figure>"


def correlation(first: np.ndarray, second: np.ndarray) -> float | None:
    """Pearson r of two curves `(frames,)`; None where one does not move."""
    if first.std() < 1e-6 or second.std() < 1e-6:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def agreement(requested: np.ndarray | None, measured: np.ndarray | None) -> float | None:
    """Mean r over the Action Units that were asked to move; None where none was."""
    if requested is None or measured is None:
        return None
    moving = [k for k in range(len(AUS)) if requested[:, k].max() >= 0.08]
    found = [r for k in moving if (r := correlation(requested[:, k], measured[:, k])) is not None]
    return float(np.mean(found)) if found else None


def emotion_rows(probabilities: np.ndarray, moments: Sequence[int], fps: float, asked: str | None) -> str:
    """A row per emotion: its probability as the clip goes on `(moments, 7)`, its last value as a number."""
    order = np.argsort(-probabilities[-1], kind="stable")
    rows = []
    for k in order:
        name, values = EMOTIONS[k], probabilities[:, k]
        points = np.interp(np.arange(moments[-1] + 1), moments, values) if len(moments) > 1 else np.repeat(values, 2)
        mark = ' <span class="tag">asked for</span>' if name == asked else ""
        chart = _frame(
            f'<path class="area" d="{_area(points)}"/><path class="asked" d="{_line(points)}"/>', "", 200, 40
        )
        rows.append(
            f'<tr><th scope="row">{name}{mark}</th><td class="spark">{chart}</td>'
            f'<td class="num">{values[-1]:.0%}</td></tr>'
        )
    head = (
        f'<tr><th scope="col">emotion</th><th scope="col">0 to {moments[-1] / fps:.1f} s</th>'
        '<th scope="col" class="num">in the end</th></tr>'
    )
    return f'<table class="rows"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def bars(rows: Sequence[tuple[str, float, str]], full: float) -> str:
    """Lines of name, bar and words; `full` is the value of the longest possible bar."""
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="bar"><i style="width:{100 * min(1.0, max(0.0, value) / full):.1f}%"></i>'
        f'</td><td class="num">{escape(words)}</td></tr>'
        for name, value, words in rows
    )
    return f'<table class="rows">{cells}</table>'


def strip(frames: np.ndarray, words: Sequence[str], heights: Sequence[float] | None = None, alt: str = "") -> str:
    """Pictures `(n, h, w, 3)` uint8 in a row, each over its words, and over a bar of a height in 0..1 where given."""
    cells = []
    for k, (frame, word) in enumerate(zip(frames, words, strict=True)):
        bar = "" if heights is None else f'<span class="weight"><i style="height:{100 * heights[k]:.0f}%"></i></span>'
        uri = picture_uri(Image.fromarray(frame), 80)
        cells.append(
            f'<figure><img src="{uri}" alt="{escape(alt)} {escape(word)}">{bar}<figcaption>{escape(word)}</figcaption></figure>'
        )
    return f'<div class="strip">{"".join(cells)}</div>'


def evenly(count: int, most: int = STRIP) -> list[int]:
    """Indices of at most `most` of `count` frames, the first and the last among them."""
    return sorted({round(k * (count - 1) / max(1, min(most, count) - 1)) for k in range(min(most, count))})


def _frame(content: str, words: str, width: float = WIDTH, height: float = HEIGHT) -> str:
    role = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    y = height * BOTTOM / HEIGHT
    middle = (height * TOP / HEIGHT + y) / 2
    grid = f'<path class="grid" d="M{LEFT} {middle:.1f}H{RIGHT}"/><path class="axis" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
    return f'<svg viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none" {role}>{grid}{_scaled(content, height)}</svg>'


def _scaled(content: str, height: float) -> str:
    return content if height == HEIGHT else f'<g transform="scale(1 {height / HEIGHT:.4f})">{content}</g>'


def _points(values: np.ndarray) -> list[tuple[float, float]]:
    last = max(1, len(values) - 1)
    return [
        (LEFT + k / last * (RIGHT - LEFT), BOTTOM - float(np.clip(value, 0, 1)) * (BOTTOM - TOP))
        for k, value in enumerate(values)
    ]


def _line(values: np.ndarray) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _points(values))


def _area(values: np.ndarray) -> str:
    return f"{_line(values)}L{RIGHT} {BOTTOM}L{LEFT} {BOTTOM}Z"
