"""Clean rendered clips, and the same clips broken, for the face-integrity screen (our design)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from safetensors import safe_open
from torch import Tensor

from argen.pipelines.cif.integrity import looked_at
from argen.training.duse_clips import clip_shards, sample_generator
from argen.training.integrity_corruptions import CORRUPTIONS, Regions, other_identity, round_trip
from argen.training.integrity_regions import Region, landmark_regions


OTHER = "identity drift to another"  # the row of the table that needs a second person
BROKEN = (*CORRUPTIONS, OTHER)
PARTS = {"memory": (0, 1, 2), "calibration": (3,), "validation": (4,)}  # identity number modulo 5
SHIFT = 7  # clips further on in the list is the second person of identity drift


@dataclass(frozen=True)
class Rendered:
    """A clip: `frames` `(t, 3, h, w)` in 0..1, where its features are, and who it is."""

    frames: Tensor
    regions: Regions
    identity: int


class Clips(Protocol):
    """A list of clips that are made or read when they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Rendered: ...


class KeptClips:
    """The clips of another list, each made once and then kept in memory."""

    def __init__(self, clips: Clips) -> None:
        self.clips, self.made = clips, dict[int, Rendered]()

    def __len__(self) -> int:
        return len(self.clips)

    def __getitem__(self, index: int) -> Rendered:
        if index not in self.made:
            self.made[index] = self.clips[index]
        return self.made[index]


class CleanClips:
    """The clips of folders of rendered shards, in order; `part` keeps the identities of `PARTS`, None all, `count` the first."""

    def __init__(self, folders: Sequence[str | Path], part: str | None = None, count: int | None = None) -> None:
        self.rows: list[tuple[Path, int]] = []
        for path in clip_shards(folders):
            with safe_open(path, "pt") as shard:
                identities = shard.get_tensor("identity").tolist()
            self.rows += [(path, row) for row, who in enumerate(identities) if part is None or who % 5 in PARTS[part]]
            if count is not None and len(self.rows) >= count:
                self.rows = self.rows[:count]
                return

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Rendered:
        path, row = self.rows[index]
        with safe_open(path, "pt") as shard:
            pixels = shard.get_slice("frames")[row]
            landmarks = shard.get_slice("landmarks")[row]
            who = int(shard.get_slice("identity")[row])
        frames = pixels.permute(0, 3, 1, 2).contiguous().float() / 255
        return Rendered(frames, landmark_regions(landmarks, frames.shape[-1]), who)


def decoded(clip: Rendered) -> Rendered:
    """The frames that are looked at of a clean clip, as the embedded generator would show them: once through its VAE."""
    rows = looked_at(len(clip.frames))
    regions = {name: Region(one.centre[rows], one.half[rows]) for name, one in clip.regions.items()}
    return Rendered(round_trip(clip.frames[rows]), regions, clip.identity)


def broken(clips: Clips, index: int, name: str, strength: float, late: bool, seed: int) -> tuple[Tensor, Tensor]:
    """Clip `index` broken by the corruption `name` of `BROKEN`: frames `(t, 3, h, w)` and mask `(t, h, w)`.

    `late`: what comes before a random moment in the first half, the first frame at least, stays clean, as in a clip that
    was generated from a picture; else every frame is broken. Depends on (seed, index, name) and the list alone.
    """
    clip = clips[index]
    generator = sample_generator(seed, index, BROKEN.index(name))
    corruption = CORRUPTIONS.get(name)
    if corruption is None:
        other = clips[(index + SHIFT) % len(clips)]
        corruption = other_identity(other.frames, other.regions)
    start = int(torch.randint(1, max(2, len(clip.frames) // 2), (1,), generator=generator)) if late else 0
    frames, mask = corruption(clip.frames, strength, generator, clip.regions)
    earlier = torch.arange(len(frames)) < start
    return torch.where(earlier[:, None, None, None], clip.frames, frames), mask & ~earlier[:, None, None]
