"""Pages made of parts: a heading with facts, and pictures below each other."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from argen.pipelines.media.sheet import FAINT, INK, MARGIN, PAPER, font


WIDTH = 858  # of a page with four panels


def heading(title: str, facts: Sequence[tuple[str, str]], width: int = WIDTH) -> Image.Image:
    """A title over lines of name and value; a value longer than its line is wrapped."""
    names = max((font(13).getlength(name) for name, _ in facts), default=0)
    left = MARGIN + int(names) + 14
    lines = [
        (name if k == 0 else "", part) for name, value in facts for k, part in enumerate(_wrap(value, width - left))
    ]
    page = Image.new("RGB", (width, MARGIN + 34 + 19 * len(lines)), PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((MARGIN, MARGIN), title if len(title) < 70 else f"{title[:69]}…", INK, font(22))
    for k, (name, value) in enumerate(lines):
        y = MARGIN + 34 + 19 * k
        draw.text((MARGIN, y), name, FAINT, font(13))
        draw.text((left, y), value, INK, font(13))
    return page


def stack(parts: Sequence[Image.Image]) -> Image.Image:
    """Pictures below each other, left-aligned on one page."""
    page = Image.new("RGB", (max(part.width for part in parts), sum(part.height for part in parts)), PAPER)
    y = 0
    for part in parts:
        page.paste(part, (0, y))
        y += part.height
    return page


def _wrap(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and font(13).getlength(longer) > width - MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
