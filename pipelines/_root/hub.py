"""Folders in Hub layout: written whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any


INDEX = "model_index.json"


def export_pipeline(pipe: Any, folder: str | os.PathLike) -> Path:
    """Save a pipeline in Hub layout under a temporary name beside `folder`, then rename it into place.

    A reader sees the old folder or the new one. An older export is replaced; a crash leaves it as it was.

    Args:
        pipe: an `ARGenPipeline`; its `save_pretrained` writes weights, index and code files.
        folder: where to; it may hold an earlier export and nothing else.

    Raises:
        ValueError: `folder` exists and is not an export (it has files but no `model_index.json`).
    """
    target = Path(folder).absolute()
    occupied = target.exists() and (not target.is_dir() or any(target.iterdir()))
    if occupied and not (target / INDEX).is_file():
        raise ValueError(f"`folder` {target} has other content (no {INDEX} in it). Give a new folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        new, old = work / "new", work / "old"
        pipe.save_pretrained(new)
        _sync_tree(new)
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(work)
    return target


def _sync_tree(root: Path) -> None:
    """Flush every file of a folder to disk, so that the rename never shows a name without its content."""
    for path in root.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
