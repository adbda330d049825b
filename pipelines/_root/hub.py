"""Folders in Hub layout: written whole, then renamed into place, and told apart by the hash of their weights."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any


INDEX = "model_index.json"
HASHED_BYTES = 2**31  # weights above 2 GB are named by their Hub commit only


def export_pipeline(pipe: Any, folder: str | os.PathLike) -> Path:
    """Save a pipeline in Hub layout under a temporary name beside `folder`, then rename it into place.

    What has the name `folder` is complete at every moment. While the new export is written an older one stays as it was,
    whatever fails. Replacing it takes two renames (no portable call swaps two folders): the old one moves to
    `.NAME.XXXXXXXX/old` beside `folder`, then the new one takes the name. A reader between the two finds no folder; an
    error or an interrupt there brings the old one back; a killed process or a power cut there leaves no folder, and both
    exports, complete, as `old` and `new` in `.NAME.XXXXXXXX`, to be renamed by hand.

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
    new, old = work / "new", work / "old"
    try:
        pipe.save_pretrained(new)
        _sync_tree(new)
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(work)
    return target


def _sync_tree(root: Path) -> None:
    """Flush every file of a folder to disk, so that the rename never shows a name without its content."""
    for path in root.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def model_id(name: str, folder: Path) -> dict[str, str | None]:
    """Name, Hub commit if it came from there, and SHA-256 over the weights of a folder in the order of their paths."""
    files = sorted(folder.rglob("*.safetensors"))
    commit = next((b for a, b in zip(folder.parts, folder.parts[1:], strict=False) if a == "snapshots"), None)
    if not files or sum(file.stat().st_size for file in files) > HASHED_BYTES:
        return {"id": name, "revision": commit, "sha256": None}
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return {"id": name, "revision": commit, "sha256": digest.hexdigest()}
