"""Rendered training clips as prompts: `python -m argen.training.ard_clips --clips runs/argen-mini/cache --out runs/ard_clips`.

A person's plan holds the AUs of one emotion; clips of the renderer hold all twenty, alone and together. Of each clip the first
frame is the picture; two of three ask for the clip's own AU curve, the third for an emotion, so that a policy learns both.
"""

import argparse
import json
from pathlib import Path
from typing import Any


EVERY = 3  # of so many clips one asks for an emotion
WEAKEST = 0.4  # intensity of an emotion, up to 1
FILE = "prompts.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument(
        "--clips", required=True, help="folder of rendered shards, `argen.training.supervised --stage cache`"
    )
    parser.add_argument(
        "--out", required=True, help="folder that is written; its prompts.jsonl is what ARD takes as `prompts`"
    )
    parser.add_argument("--seed", type=int, default=5, help="of the intensities")


def main(args: argparse.Namespace) -> None:
    """Write the pictures, and at last their prompts.

    Raises:
        ValueError: no clips in the folder.
    """
    from rich.progress import track

    from argen.pipelines.media.atomic import write_atomic

    out, lines = Path(args.out), []
    shards = sorted(Path(args.clips).glob("clips-*.safetensors"))
    if not shards:
        raise ValueError(
            f"`--clips` is {args.clips!r}, which holds no clips-*.safetensors; render them by "
            "`python -m argen.training.supervised --stage cache`."
        )
    out.mkdir(parents=True, exist_ok=True)
    for path in track(shards, "prompts"):
        lines += prompts_of(path, len(lines), args.seed, out)
    write_atomic(out / FILE, "\n".join(lines) + "\n")


def prompts_of(path: Path, first: int, seed: int, out: Path) -> list[str]:
    """Write the pictures of a shard's clips; their lines, numbered from `first`."""
    import numpy as np
    from PIL import Image
    from safetensors.numpy import load_file

    from argen.pipelines.argen.facs_argen import EMOTIONS
    from argen.pipelines.media.atomic import atomic_path

    shard, lines = load_file(path), []
    for number, (frames, au) in enumerate(zip(shard["frames"], shard["au"], strict=True), first):
        line: dict[str, Any] = {"image": f"{number:05d}.png", "prompt_id": f"r{number:05d}"}
        if number % EVERY:
            line["action_units"] = np.round(au, 4).tolist()
        else:
            line["emotion"] = EMOTIONS[number // EVERY % len(EMOTIONS)]
            line["intensity"] = round(float(np.random.default_rng([seed, number]).uniform(WEAKEST, 1)), 3)
        with atomic_path(out / line["image"]) as part:
            Image.fromarray(frames[0]).save(part, format="PNG")
        lines.append(json.dumps(line))
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
