"""A clip as a folder with one picture per frame, as DFEW, FERV39k and MAFW are passed on."""

import os
import re
from pathlib import Path


PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp"})


def is_picture(name: str) -> bool:
    """Whether a file of this name is a frame; macOS's `._1.jpg` is not."""
    return Path(name).suffix.lower() in PICTURES and not name.startswith(".")


def frame_files(folder: Path) -> list[Path]:
    """The pictures of a folder in the order of the numbers in their names: 2.jpg before 10.jpg."""
    names = [one.name for one in os.scandir(folder) if is_picture(one.name)]
    return [
        folder / name for name in sorted(names, key=lambda name: ([int(n) for n in re.findall(r"\d+", name)], name))
    ]
