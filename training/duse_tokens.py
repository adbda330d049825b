"""Encoder tokens of rendered clips, computed once: fp16 shards on disk with what made them, and a bank in memory.

With a frozen encoder the heads see nothing else, so that they train in minutes on one core (our design).
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

from argen.pipelines.media.atomic import atomic_path, write_atomic
from argen.training.duse_clips import alter, clip_shards, normalise, sample_generator, sampled_frames, to_frames
from argen.training.duse_config import DuSETrainingConfig
from argen.training.supervised_results import SETTINGS, claim, file_digest


HASHES = "hashes.json"
CHUNK = 4  # clips encoded at once
Encode = Callable[[torch.Tensor], torch.Tensor]


def weights_digest(module: nn.Module) -> str:
    """SHA-256 of a module's weights and their names."""
    digest = hashlib.sha256()
    for name, value in sorted(module.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def token_settings(config: DuSETrainingConfig, encoder: str, source: Path, variants: int) -> dict[str, Any]:
    """What decides the cached tokens: the encoder's digest, the view of the clips, and what made these."""
    settings = source / SETTINGS
    return {
        "encoder": encoder,
        "clips": json.loads(settings.read_text()) if settings.exists() else None,
        "variants": variants,
        "sampling": "uniform",  # DuSEVideoProcessor's word
        **{
            name: vars(config)[name]
            for name in ("seed", "num_frames", "size", "image_mean", "image_std", "token_grid")
        },
    }


def views(pixels: torch.Tensor, config: DuSETrainingConfig, variants: int, *place: int) -> torch.Tensor:
    """Normalised views `(variants, frames, 3, size, size)` of a clip `(frames, h, w, 3)` uint8 at `place` (shard, row).

    The plain one, the mirrored one, then views altered by (seed, place, variant).
    """
    frames = to_frames(pixels, config.size)
    made = [frames, frames.flip(-1)][:variants]
    made += [alter(frames, sample_generator(config.seed, *place, v)) for v in range(2, variants)]
    return normalise(torch.stack(made), config)


@torch.no_grad()
def encode_shard(encode: Encode, config: DuSETrainingConfig, variants: int, path: Path, number: int) -> torch.Tensor:
    """fp16 tokens `(clips, variants, frames, tokens, channels)` of one rendered shard."""
    chunks = []
    with safe_open(path, "pt") as shard:
        pixels = shard.get_tensor("frames")
    pixels = pixels[:, sampled_frames(pixels.shape[1], config.num_frames)]
    for first in range(0, len(pixels), CHUNK):
        rows = range(first, min(first + CHUNK, len(pixels)))
        seen = torch.stack([views(pixels[row], config, variants, number, row) for row in rows])
        chunks.append(encode(seen.flatten(0, 1)).unflatten(0, (len(rows), variants)).half())
    return torch.cat(chunks)


def cache_tokens(
    encode: Encode, encoder: str, config: DuSETrainingConfig, source: Path, folder: Path, variants: int
) -> None:
    """Encode every shard of `source` that `folder` lacks; `settings.json` and `hashes.json` say what was read.

    `encode` maps `(b, t, 3, h, w)` to tokens `(b, t, n, c)`; `encoder` is its weights' digest.

    Raises:
        ValueError: `source` holds no shards, or `folder` was made with other settings.
    """
    from rich.progress import track

    shards = clip_shards([source])
    claim(folder, token_settings(config, encoder, source, variants))
    record = folder / HASHES
    hashes = json.loads(record.read_text()) if record.exists() else {}
    for number, path in enumerate(track(shards, f"encoding {source.name}")):
        target = folder / path.name.replace("clips-", "tokens-")
        if target.exists() and target.name in hashes:
            continue
        tokens = encode_shard(encode, config, variants, path, number)
        with safe_open(path, "pt") as shard:
            labels = {name: shard.get_tensor(name) for name in ("emotion", "identity")}
        with atomic_path(target) as part:
            save_file({"tokens": tokens, **labels}, part)
        hashes[target.name] = {"tokens": file_digest(target), "clips": file_digest(path)}
        write_atomic(record, json.dumps(hashes, indent=1))


@dataclass
class TokenBank:
    """Cached tokens in memory: `tokens` `(n, variants, t, k, c)` fp16, `labels` and `identities` `(n,)` int64."""

    tokens: torch.Tensor
    labels: torch.Tensor
    identities: torch.Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def view(self, rows: torch.Tensor, variants: torch.Tensor | int = 0) -> torch.Tensor:
        """fp32 tokens `(b, t, k, c)` of the clips `rows` `(b,)`, each in its variant; 0 is the plain view."""
        return self.tokens[rows, variants].float()

    def subset(self, rows: torch.Tensor) -> "TokenBank":
        """The bank of the clips `rows` (indices or a mask) alone."""
        return TokenBank(self.tokens[rows], self.labels[rows], self.identities[rows])


def load_bank(folders: Sequence[Path], most: int | None = None) -> TokenBank:
    """Every token shard of these folders, in order; the first `most` clips of each folder.

    Raises:
        ValueError: a folder holds none, or they hold tokens of different shapes.
    """
    parts: dict[str, list[torch.Tensor]] = {"tokens": [], "emotion": [], "identity": []}
    for folder in folders:
        shards, left = sorted(folder.glob("tokens-*.safetensors")), most
        if not shards:
            raise ValueError(
                f"`folders` names {str(folder)!r}, which holds no tokens-*.safetensors; cache tokens first."
            )
        for path in shards:
            for name, value in load_file(path).items():
                parts[name].append(value[:left])
            left = None if left is None else max(0, left - len(parts["emotion"][-1]))
    shapes = {tuple(part.shape[1:]) for part in parts["tokens"]}
    if len(shapes) > 1:
        raise ValueError(
            f"`folders` hold tokens of different shapes {sorted(shapes)}; cache them with one configuration."
        )
    labels, identities = torch.cat(parts["emotion"]).long(), torch.cat(parts["identity"]).long()
    return TokenBank(torch.cat(parts["tokens"]), labels, identities)


def validation_mask(identities: torch.Tensor, share: float, seed: int = 0) -> torch.Tensor:
    """Which clips `(n,)` belong to the `share` of identities kept for choosing: the same for any number of clips."""
    draw = [np.random.SeedSequence([seed, int(number)]).generate_state(1)[0] / 2**32 for number in identities.unique()]
    chosen = identities.unique()[torch.tensor(np.array(draw)) < share]
    return torch.isin(identities, chosen)
