"""Maps of clean and broken clips, made once and kept in shards, so that a fit can be stopped and started (our design)."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from argen.pipelines.cif.integrity import LAYERS, FaceMaps
from argen.pipelines.cif.integrity_views import Space, View, clip_distance
from argen.pipelines.media.atomic import atomic_path
from argen.training.supervised_results import claim


@dataclass(frozen=True)
class Folder:
    """Where shards of maps lie, how many clips one holds, and what made them (it has to be the same when they are read)."""

    path: Path
    shard_size: int
    settings: dict[str, Any]


def kept_maps(folder: Folder, encoder: FaceMaps, count: int, clip: Callable[[int], Tensor]) -> dict[str, Tensor]:
    """By layer `(count, frames, c, FACE, FACE)`, half precision, and "centres" `(count, frames, 4, 2)`, of clips `clip(index)`.

    Shards that are there are read. ValueError if they were made with other settings.
    """
    from rich.progress import track
    from safetensors.torch import load_file, save_file

    locator = hashlib.sha256(encoder.locator.get_buffer("weight").numpy().tobytes()).hexdigest()[:16]
    made_by = {"encoder": encoder.fingerprint, "locator": locator, "shard_size": folder.shard_size}
    claim(folder.path, {**folder.settings, **made_by})
    shards = []
    for first in track(range(0, count, folder.shard_size), folder.path.name, transient=True):
        path = folder.path / f"maps-{first:06d}.safetensors"
        size = min(folder.shard_size, count - first)
        shard = load_file(path) if path.exists() else {}
        if not shard or len(shard["centres"]) < size:
            shard = face_maps(encoder, [clip(index) for index in range(first, first + size)])
            with atomic_path(path) as part:
                save_file(shard, part)
        shards.append({name: tensor[:size] for name, tensor in shard.items()})
    return {name: torch.cat([shard[name] for shard in shards]) for name in (*LAYERS, "centres")}


def face_maps(encoder: FaceMaps, clips: Sequence[Tensor]) -> dict[str, Tensor]:
    """Maps of some clips, half precision, and the centres of features."""
    found = [encoder(clip) for clip in clips]
    maps = {name: torch.stack([one[name] for one, _ in found]).half().contiguous() for name in LAYERS}
    return {**maps, "centres": torch.stack([centres for _, centres in found])}


def view_nodes(view: View, maps: dict[str, Tensor]) -> Tensor:
    """Nodes `(clips, n, d)` of kept maps."""
    return view.nodes({view.layer: maps[view.layer].float()})


def view_distances(views: Sequence[View], spaces: Sequence[Space], maps: dict[str, Tensor]) -> Tensor:
    """Distances `(n, p)` of n clips, from kept maps."""
    columns = []
    for view, space in zip(views, spaces, strict=True):
        columns.append(torch.stack([clip_distance(space.distances(one)) for one in view_nodes(view, maps)]))
    return torch.stack(columns, 1)
