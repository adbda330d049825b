"""Checkpoints of a policy's training: safetensors and JSON in a folder that appears whole (our design).

A folder is written under a temporary name, synced and renamed; its manifest has the SHA-256 of every file, so that one
that was damaged later is passed over as well. Nothing is pickled.
"""

import json
import os
import random
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from argen.training.supervised_results import file_digest, sync


MANIFEST = "manifest.json"
STATE = "trainer_state"  # transformers reads this name
Tensors = dict[str, dict[str, torch.Tensor]]  # file without suffix -> name -> tensor
States = dict[str, Any]  # file without suffix -> JSON


def checkpoint_folder(output: Path, step: int) -> Path:
    """Where the checkpoint of an update lies."""
    return output / f"checkpoint-{step}"


def write_checkpoint(output: Path, step: int, tensors: Tensors, states: States, keep: int | None) -> Path:
    """Write `checkpoint-<step>` whole or not at all, then drop all but the last `keep` (None keeps all).

    Raises:
        OSError: the disk is full or the folder not writable; older checkpoints are untouched.
    """
    final = checkpoint_folder(output, step)
    part = output / f".{final.name}.part"
    try:
        output.mkdir(parents=True, exist_ok=True)
        _sweep(output)
        part.mkdir()
        _fill(part, tensors, states)
        sync(part)
        if final.exists():  # a damaged one, or of a run that went on from before it
            shutil.rmtree(final)
        part.rename(final)
        _sync_folder(output)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(part, ignore_errors=True)
        found = _folders(output)
        where = f"{found[-1].name} is whole" if found else "there is no earlier one"
        raise OSError(
            f"`output_dir` {str(output)!r}: {final.name} was not written ({error}); {where}. Make room, then start the "
            "same command again: it goes on from there with the same bits"
        ) from error
    for old in _folders(output)[: -keep if keep else 0]:
        shutil.rmtree(old)
    return final


def last_checkpoint(output: Path) -> Path | None:
    """The newest whole checkpoint of a run, None where there is none; a warning names those that are damaged."""
    for folder in reversed(_folders(output)):
        if _is_whole(folder):
            return folder
        warnings.warn(f"{folder} is damaged (its files do not fit its manifest) and is passed over.", stacklevel=2)
    return None


def read_checkpoint(folder: Path) -> tuple[Tensors, States]:
    """All tensors and states of a checkpoint, on the CPU."""
    tensors = {path.stem: load_file(path) for path in folder.glob("*.safetensors")}
    states = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    return tensors, states


def check_same(saved: Mapping[str, Any], now: Mapping[str, Any], folder: Path) -> None:
    """Refuse to go on with other settings than those of a checkpoint (ValueError names each that changed)."""
    now = json.loads(json.dumps(now))
    changed = [
        f"`{key}` was {saved.get(key)!r} and is {now.get(key)!r}"
        for key in sorted({*saved, *now})
        if saved.get(key) != now.get(key)
    ]
    if changed:
        raise ValueError(
            f"{folder} was made with other settings: {'; '.join(changed)}. Set them back, or choose another `output_dir`."
        )


def random_state() -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """State of torch's generators, as tensors, and of Python's and numpy's, as JSON."""
    tensors = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        tensors["cuda"] = torch.cuda.get_rng_state()
    name, keys, *rest = np.random.get_state(legacy=True)
    return tensors, {"python": random.getstate(), "numpy": [name, np.asarray(keys).tolist(), *rest]}


def restore_random_state(tensors: Mapping[str, torch.Tensor], state: Mapping[str, Any]) -> None:
    """Take what `random_state` gave."""
    torch.set_rng_state(tensors["cpu"])
    if torch.cuda.is_available():
        torch.cuda.set_rng_state(tensors["cuda"])
    version, internal, gauss = state["python"]
    random.setstate((version, tuple(internal), gauss))
    name, keys, position, has_gauss, cached = state["numpy"]
    np.random.set_state((name, np.array(keys, np.uint32), position, has_gauss, cached))


def _fill(folder: Path, tensors: Tensors, states: States) -> None:
    for name, content in tensors.items():
        save_file({key: value.contiguous() for key, value in content.items()}, folder / f"{name}.safetensors")
    for name, content in states.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    digests = {path.name: file_digest(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_text(json.dumps(digests, indent=1), encoding="utf-8")


def _is_whole(folder: Path) -> bool:
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return False
    try:
        digests = json.loads(manifest.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return all((folder / name).is_file() and file_digest(folder / name) == digest for name, digest in digests.items())


def _folders(output: Path) -> list[Path]:
    found = [path for path in output.glob("checkpoint-*") if path.name.partition("-")[2].isdecimal() and path.is_dir()]
    return sorted(found, key=lambda path: int(path.name.partition("-")[2]))


def _sweep(output: Path) -> None:
    """Drop what a killed process left half-written."""
    for left in output.glob(".checkpoint-*.part"):
        shutil.rmtree(left)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
