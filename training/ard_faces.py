"""Neutral faces as a folder of prompts: `python -m argen.training.ard_faces --rig FILE --count 40 --out runs/ard_faces/held_out`.

With `--part train` people to train on. A folder of 40 faces is 840 prompts for `load_prompts`: seven emotions at three
intensities each.
"""

import argparse
from pathlib import Path
from typing import Any


# Trainings draw below 1,000,000 and their evaluations from there on, the portraits that ship from 2,000,000 on
FIRST = {"train": 500_000, "held_out": 3_000_000}
INDEX = "faces.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--rig", default="argen/face-rig", help="the rig's file or Hub id")
    parser.add_argument("--out", required=True, help="folder that is written")
    parser.add_argument("--part", choices=list(FIRST), default="held_out", help="people of which range of identities")
    parser.add_argument("--count", type=int, default=40, help="faces, a person each")
    parser.add_argument("--size", type=int, default=128, help="pixels of a side")
    parser.add_argument("--randomization", type=float, default=0.0, help="0 is an even studio light, 1 any light")


def main(args: argparse.Namespace) -> None:
    """Render the faces that are missing in the folder; the same settings give the same files.

    Raises:
        ValueError: a count below 1, more people than the range holds, no such rig, or a folder of other settings.
    """
    write_faces(args.rig, Path(args.out), args.part, args.count, args.size, args.randomization)


def write_faces(rig: str, out: Path, part: str, count: int, size: int = 128, randomization: float = 0.0) -> None:
    """Write `face_<identity>.png` and, last, who they are (our design); for the arguments see `add_arguments`."""
    from rich.progress import track

    from argen.dataset_builders.renderer.rig import load_rig
    from argen.training.results import begun, save_json

    if not 1 <= count <= 100_000:
        raise ValueError(f"`--count` is {count}; take 1 to 100000 people.")
    settings = {"part": part, "size": size, "randomization": randomization}
    index = begun(out / INDEX, settings, "identities")
    loaded, index["identities"] = load_rig(rig), [FIRST[part] + k for k in range(count)]
    out.mkdir(parents=True, exist_ok=True)
    save_json(out / INDEX, index)  # before the first picture: they are those of these settings from then on
    for number in track(index["identities"], "faces"):
        path = out / f"face_{number}.png"
        if not path.exists():
            write_face(loaded, number, size, randomization, path)


def write_face(rig: Any, number: int, size: int, randomization: float, path: Path) -> None:
    """Render one person's neutral face as a PNG; it depends on (number, size, randomization) alone."""
    import numpy as np
    from PIL import Image

    from argen.dataset_builders.renderer.clip import render_clip
    from argen.pipelines.argen.facs_argen import AUS
    from argen.pipelines.media.atomic import atomic_path

    still = np.zeros((1, len(AUS)), np.float32)
    clip = render_clip(
        rig, 0, number, identity=number, identities=[], size=size, num_frames=1, au=still, randomization=randomization
    )
    with atomic_path(path) as part:
        Image.fromarray(clip.frames[0]).save(part, format="PNG", optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
