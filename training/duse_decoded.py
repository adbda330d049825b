"""Rendered clips once through the generator's VAE: DuSE judges generated clips, which are all decoded (our design)."""

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from argen.device import pick_device
from argen.pipelines.media.atomic import atomic_path
from argen.training.duse_clips import clip_shards
from argen.training.duse_tokens import weights_digest
from argen.training.supervised_results import SETTINGS, claim
from argen.training.supervised_whole import decode_whole


@torch.inference_mode()
def decoded(vae: Any, frames: torch.Tensor) -> torch.Tensor:
    """A clip `(4k + 1, h, w, 3)` uint8 as the VAE gives it back, uint8."""
    clip = frames.permute(3, 0, 1, 2)[None].to(vae.device).float() / 127.5 - 1
    pixels = decode_whole(vae, vae.encode(clip).latent_dist.mode())[0] / 2 + 0.5
    return (pixels.clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 3, 0).cpu().contiguous()


def decode_shards(vae: Any, source: Path, folder: Path, count: int) -> None:
    """The first `count` shards of `source`, decoded, into `folder`; finished ones are left alone.

    Raises:
        ValueError: `source` holds no shards, or `folder` was made from other clips or by another VAE.
    """
    from rich.progress import track

    shards = clip_shards([source])[:count]
    claim(folder, json.loads((source / SETTINGS).read_text()) | {"vae": weights_digest(vae)})
    for path in track(shards, f"decoding {source}"):
        target = folder / path.name
        if target.exists():
            continue
        with safe_open(path, "pt") as shard:
            metadata = shard.metadata()
        tensors = load_file(path)
        tensors["frames"] = torch.stack([decoded(vae, clip) for clip in tensors["frames"]])
        with atomic_path(target) as part:
            save_file(tensors, part, metadata=metadata)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--source", type=Path, required=True, help="folder of rendered shards")
    parser.add_argument("--output", type=Path, required=True, help="folder for the decoded ones")
    parser.add_argument("--shards", type=int, default=20, help="how many of the first (%(default)s)")
    parser.add_argument("--model", default="argen/argen-mini", help="folder or Hub id of the generator (%(default)s)")
    parser.add_argument("--device", default=None, help="cpu, cuda, mps; by default the best there is")


def main(args: argparse.Namespace) -> None:
    """Decode, or go on where it stopped."""
    from diffusers import AutoencoderKLWan

    from argen.pipelines.argen.layout_argen import resolve_folder

    if args.shards < 1:
        raise ValueError(f"`--shards` is {args.shards}; it has to be 1 or more")
    vae: Any = AutoencoderKLWan.from_pretrained(resolve_folder(args.model), subfolder="vae")
    decode_shards(vae.to(pick_device(args.device)).eval(), args.source, args.output, args.shards)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
