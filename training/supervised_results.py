"""What a run leaves behind: folders that appear whole, and folders of shards that remember the settings that made them."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from accelerate import PartialState
from safetensors import safe_open

from argen.pipelines.media.atomic import write_atomic
from argen.training.supervised_config import CacheConfig


SETTINGS = "settings.json"
FREE = ("count", "workers")  # a cache may grow, and may be rendered by any number of processes


def publish(folder: Path, write: Callable[[Path], Any]) -> None:
    """`write` into a temporary folder beside `folder`, sync it and rename it: a kill never leaves half a result.

    An older result is replaced. What a killed run left under the temporary names is swept first. Of several processes
    the main one writes.
    """
    state = PartialState()
    if state.is_main_process:
        _publish(folder, write)
    state.wait_for_everyone()


def _publish(folder: Path, write: Callable[[Path], Any]) -> None:
    part, old = (folder.with_name(f".{folder.name}.{word}") for word in ("part", "old"))
    for left in (part, old):
        shutil.rmtree(left, ignore_errors=True)
    part.mkdir(parents=True)
    write(part)
    sync(part)
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def sync(folder: Path) -> None:
    """Flush every file of a folder to disk, so that a rename never shows a name without its content."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def claim(folder: Path, settings: dict[str, Any]) -> None:
    """Create `folder` with its `settings.json`, or make sure that it was made with the same `settings`.

    Raises:
        ValueError: it was made with others, or holds shards and does not say what made them.
    """
    check_settings(folder, settings)
    path = folder / SETTINGS
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(path, json.dumps(settings, indent=1))


def check_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Make sure that what lies in `folder`, if anything, was made with the values that `settings` names.

    Raises:
        ValueError: it was made with others, or holds shards and does not say what made them.
    """
    shards = any(folder.glob("clips-*.safetensors"))  # before the settings are looked for: those are written first
    path = folder / SETTINGS
    if not path.exists():
        if shards:
            raise ValueError(
                f"`output` has a folder {str(folder)!r} with shards and no {SETTINGS}: what made them is unknown. "
                "Choose another `output` or delete the folder."
            )
        return
    found = json.loads(path.read_text())
    wanted = json.loads(json.dumps(settings))
    other = [
        f"{key} {found.get(key)!r} instead of {value!r}" for key, value in wanted.items() if found.get(key) != value
    ]
    if other:
        raise ValueError(
            f"`output` has a folder {str(folder)!r} made with other settings: {', '.join(other)}. "
            "Choose another `output` or delete the folder."
        )


def cache_settings(config: CacheConfig) -> dict[str, Any]:
    """What decides the pixels of a rendered clip, but for the rig."""
    return {key: value for key, value in asdict(config).items() if key not in FREE}


def rig_digest(rig: Any) -> str:
    """SHA-256 of a loaded rig, the same for a file and for its copy from the Hub."""
    digest = hashlib.sha256()
    for field in fields(rig):
        value = vars(rig)[field.name]
        digest.update(repr(value).encode() if isinstance(value, tuple) else value.tobytes())
    return digest.hexdigest()


def file_digest(*paths: Path) -> str:
    """SHA-256 of a file, or of several one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def clips_in(path: Path) -> int:
    """How many clips a shard holds; 0 where there is none."""
    if not path.exists():
        return 0
    with safe_open(path, "np") as shard:
        return shard.get_slice("au").get_shape()[0]
