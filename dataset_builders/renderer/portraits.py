"""The portraits that ship with the package: neutral faces of people no model was trained on, as unlike as can be.

`python -m argen.dataset_builders.renderer.portraits --rig FILE --out release/portraits`
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from argen.dataset_builders.renderer.clip import render_clip
from argen.dataset_builders.renderer.identity import build_identity
from argen.dataset_builders.renderer.rig import Rig, load_rig


FIRST_IDENTITY = 2_000_000  # training draws below 1,000,000 and evaluation from there on


def main(args: argparse.Namespace) -> None:
    """Write `portrait_00.png ...`, size 256, and print who they are."""
    rig, out = load_rig(args.rig), Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    for index, number in enumerate(varied_identities(rig, args.count)):
        clip = render_clip(
            rig,
            0,
            index,
            identities=[number],
            size=256,
            num_frames=1,
            au=np.zeros((1, 20), np.float32),
            randomization=0.0,
        )
        Image.fromarray(clip.frames[0]).save(out / f"portrait_{index:02d}.png", optimize=True)


def varied_identities(rig: Rig, count: int, candidates: int = 120) -> list[int]:
    """Farthest-point choice over sex, age and lightness of the skin among the first `candidates` (our design)."""
    people = [build_identity(rig, FIRST_IDENTITY + k) for k in range(candidates)]
    traits = np.array([[p.male, 1.5 * p.age, 2.0 * float(np.mean(p.look.skin)) ** 0.5] for p in people])
    chosen = [0]
    while len(chosen) < count:
        distance = np.linalg.norm(traits[:, None] - traits[None, chosen], axis=2).min(1)
        chosen.append(int(distance.argmax()))
    return [people[k].number for k in chosen]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rig", required=True)
    parser.add_argument("--out", default="release/portraits")
    parser.add_argument("--count", type=int, default=16)
    main(parser.parse_args())
