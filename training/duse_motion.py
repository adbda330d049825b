"""Clips whose classes differ in motion alone.

Classes come in pairs, each the other played backwards, so that no frame and no set of frames tells the two apart (our
design). The renderer's own arrow of time (a head that drifts from where it began) is turned by a coin for every clip.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import envelope


SMILE, BROWS = ("AU12", "AU06", "AU25"), ("AU01", "AU02", "AU05")
HELD = 9.0  # seconds: longer than a clip


@dataclass(frozen=True)
class Movement:
    """A motion: which AUs, (low, high) seconds of its start, onset, apex and offset, and whether it is played backwards."""

    aus: tuple[str, ...]
    start: tuple[float, float]
    onset: tuple[float, float]
    apex: tuple[float, float]
    offset: tuple[float, float]
    backwards: bool = False


_GROW = ((0.2, 0.7), (0.4, 0.8), (HELD, HELD), (0.5, 0.5))
_POSED = ((0.05, 0.2), (0.15, 0.30), (0.1, 0.25), (1.1, 1.4))

# Posed onsets are faster and larger than spontaneous ones (Schmidt et al. 2006, 2009, PMC2843933); genuine smiles are
# slower in all phases (Guo et al. 2018, Front Psychol 9:202). Only the onset's speed is kept here: the spontaneous smile is
# the posed one backwards, of equal strength and with a quick end that people's do not have, so that both show one set of frames.
MOTIONS: dict[str, Movement] = {
    "growing smile": Movement(SMILE, *_GROW),
    "fading smile": Movement(SMILE, *_GROW, backwards=True),
    "posed smile": Movement(SMILE, *_POSED),
    "spontaneous smile": Movement(SMILE, *_POSED, backwards=True),
    "rising brows": Movement(BROWS, *_GROW),
    "falling brows": Movement(BROWS, *_GROW, backwards=True),
}


def motion_curve(name: str, rng: np.random.Generator, num_frames: int = 17, fps: float = 8.0) -> np.ndarray:
    """A drawn AU curve `(num_frames, 20)` of one of MOTIONS; a pair draws the same numbers from equal generators."""
    movement, seconds = MOTIONS[name], np.arange(num_frames) / fps
    start, onset, apex, offset = (
        rng.uniform(low, high) for low, high in (movement.start, movement.onset, movement.apex, movement.offset)
    )
    level = rng.uniform(0.4, 1.0)
    shares = (1.0, rng.uniform(0.5, 1.0), rng.uniform(0.2, 0.8) * (rng.random() < 0.5))
    curve = np.zeros((num_frames, len(AUS)), np.float32)
    for au, share in zip(movement.aus, shares, strict=True):
        curve[:, AUS.index(au)] = share * level * envelope(seconds, onset, apex, offset, start + rng.uniform(0, 0.04))
    return np.ascontiguousarray(curve[::-1]) if movement.backwards else curve


def render_motion(rig: Any, seed: int, index: int, identities: range, randomization: float) -> dict[str, Any]:
    """Clip `index` of `seed`: `frames` `(17, 128, 128, 3)` uint8, `identity`, and `emotion`, which is its number in MOTIONS.

    Classes take turns; half of the clips are rendered backwards and turned, which leaves the face's motion as it was.
    """
    from argen.dataset_builders.renderer.clip import render_clip

    names = list(MOTIONS)
    rng = np.random.default_rng([seed, index])
    turned, curve = rng.random() < 0.5, motion_curve(names[index % len(names)], rng)
    clip = render_clip(
        rig, seed, index, identities=identities, au=curve[::-1] if turned else curve, randomization=randomization
    )
    frames = clip.frames[::-1] if turned else clip.frames
    return {"frames": np.ascontiguousarray(frames), "identity": clip.identity, "emotion": index % len(names)}


def render_motions(
    rig: Any, folder: Path, count: int, identities: range, seed: int, randomization: float, shard_size: int = 60
) -> None:
    """Shards of motion clips in `folder`, laid out as rendered clips are; those that are there stay.

    Raises:
        ValueError: `folder` was made with other settings.
    """
    from rich.progress import track
    from safetensors.numpy import save_file

    from argen.pipelines.media.atomic import atomic_path
    from argen.training.supervised_clips import shard_path
    from argen.training.supervised_results import claim, rig_digest

    claim(
        folder,
        {"motions": [asdict(m) for m in MOTIONS.values()], "identities": [identities.start, identities.stop],
         "seed": seed, "randomization": randomization, "shard_size": shard_size, "count": count, "rig": rig_digest(rig)},
    )  # fmt: skip
    for number in track(range(-(-count // shard_size)), f"rendering motion, {folder.name}"):
        if (path := shard_path(folder, number)).exists():
            continue
        rows = range(number * shard_size, min((number + 1) * shard_size, count))
        made = [render_motion(rig, seed, index, identities, randomization) for index in rows]
        tensors = {name: np.stack([clip[name] for clip in made]) for name in made[0]}
        with atomic_path(path) as part:
            save_file(tensors, part)
