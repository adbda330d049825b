"""Rendered clips as DuSE's pixels: sampled frames, altered by (seed, epoch, clip) alone (our design)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from torch.utils.data import Dataset

from argen.pipelines.duse.frames_duse import frames_shown
from argen.training.duse_config import DuSETrainingConfig
from argen.training.supervised_augment import add_noise, colour_jitter, mirror, move


# How far an altered view goes: colour, noise, zoom (fraction), shift (fraction of the width), turn (radians).
COLOUR, NOISE, ZOOM, SHIFT, TURN = 0.7, 0.04, 0.12, 0.05, 0.10


def clip_shards(folders: Sequence[str | Path]) -> list[Path]:
    """The finished shards of these folders, in order.

    Raises:
        ValueError: a folder holds none.
    """
    shards = []
    for folder in folders:
        found = sorted(Path(folder).glob("clips-*.safetensors"))
        if not found:
            raise ValueError(
                f"`train` or `test` names {str(folder)!r}, which holds no clips-*.safetensors; render some first with "
                "python -m argen.training.supervised --stage cache."
            )
        shards += found
    return shards


def sampled_frames(total: int, num_frames: int) -> torch.Tensor:
    """Indices `(num_frames,)` of the frames that DuSEVideoProcessor takes of a clip of `total` frames at a steady rate."""
    return torch.from_numpy(frames_shown(np.arange(total), num_frames))


def to_frames(pixels: torch.Tensor, size: int) -> torch.Tensor:
    """uint8 `(..., h, w, 3)` to float `(..., 3, size, size)` in 0..1."""
    frames = pixels.movedim(-1, -3).contiguous().float() / 255
    if frames.shape[-2:] == (size, size):
        return frames
    flat = F.interpolate(frames.flatten(0, -4), (size, size), mode="bilinear", antialias=True)
    return flat.view(*frames.shape[:-2], size, size)


def normalise(frames: torch.Tensor, config: DuSETrainingConfig) -> torch.Tensor:
    """What the encoder reads: `(..., 3, h, w)` in 0..1 less `image_mean`, over `image_std`."""
    return (frames - torch.tensor(config.image_mean)[:, None, None]) / torch.tensor(config.image_std)[:, None, None]


def sample_generator(*numbers: int) -> torch.Generator:
    """A generator seeded by whole numbers of 0 or more, such as (seed, epoch, clip)."""
    state = np.random.SeedSequence(numbers).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(state[0]) >> 1)


def alter(frames: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """One clip `(frames, 3, h, w)` in 0..1 mirrored by chance, moved, recoloured and with noise: all frames alike."""
    clip = frames[None]
    clip = mirror(clip, torch.rand(1, generator=generator) < 0.5)
    clip = colour_jitter(move(clip, ZOOM, SHIFT, TURN, generator), COLOUR, generator)
    return add_noise(clip, NOISE, generator)[0]


class RenderedClips(Dataset):
    """Clips of rendered shards as `{"pixel_values": (num_frames, 3, size, size), "labels": int}`.

    Item `epoch * len(self) + index` is clip `index`; with `altered` it depends on (seed, epoch, index), else on the shard
    alone. `labels`, `identities` `(n,)` int64.
    """

    def __init__(self, folders: Sequence[str | Path], config: DuSETrainingConfig, altered: bool = False) -> None:
        self.config, self.altered = config, altered
        self.rows: list[tuple[Path, int]] = []
        labels, identities = [], []
        for path in clip_shards(folders):
            with safe_open(path, "np") as shard:
                labels.append(shard.get_tensor("emotion"))
                identities.append(shard.get_tensor("identity"))
            self.rows += [(path, row) for row in range(len(labels[-1]))]
        self.labels = torch.from_numpy(np.concatenate(labels).astype(np.int64))
        self.identities = torch.from_numpy(np.concatenate(identities).astype(np.int64))

    def keep(self, rows: torch.Tensor) -> None:
        """Forget every clip but `rows` (indices)."""
        self.rows = [self.rows[row] for row in rows.tolist()]
        self.labels, self.identities = self.labels[rows], self.identities[rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, visit: int) -> dict[str, torch.Tensor]:
        epoch, index = divmod(visit, len(self.rows))
        path, row = self.rows[index]
        with safe_open(path, "np") as shard:
            pixels = torch.from_numpy(shard.get_slice("frames")[row])
        frames = to_frames(pixels[sampled_frames(len(pixels), self.config.num_frames)], self.config.size)
        if self.altered:
            frames = alter(frames, sample_generator(self.config.seed, epoch, index))
        return {"pixel_values": normalise(frames, self.config), "labels": self.labels[index]}
