"""Clean clips that are drawn when they are asked for: as the renderer draws them, and at the extremes of what it can show (our design)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argen.training.integrity_clips import Rendered
from argen.training.integrity_regions import landmark_regions


PEOPLE = {
    "test": range(1_000_000, 1_060_000),  # identities that no training run renders
    "memory": range(0, 60_000, 5),  # of the training identities, see `integrity_clips.PARTS`
    "calibration": range(3, 60_000, 5),
    "validation": range(4, 60_000, 5),
}
RANDOMIZATION = 0.4  # of the clips that argen-mini learned from
DRAWS = 8


class DrawnClips:
    """Clip `index` of `seed`, of one of `PEOPLE`; `extreme`: emotions at intensity 1 and large head motion."""

    def __init__(self, rig: Any, seed: int, count: int, people: str = "test", extreme: bool = False) -> None:
        self.rig, self.seed, self.count, self.people, self.extreme = rig, seed, count, people, extreme

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Rendered:
        from argen.dataset_builders.renderer.clip import plan_clip, render_spec

        spec = plan_clip(self.seed, index, identities=PEOPLE[self.people], randomization=RANDOMIZATION)
        if self.extreme:
            spec = replace(spec, motion=extreme_motion(self.seed, index))
        clip = render_spec(self.rig, spec)
        frames = torch.from_numpy(clip.frames).permute(0, 3, 1, 2).float() / 255
        regions = landmark_regions(torch.from_numpy(clip.landmarks), frames.shape[-1])
        return Rendered(frames.contiguous(), regions, spec.identity)


def drawn_extremes(rig: Any) -> Callable[[str, int, int], DrawnClips]:
    """The function `(part, count, seed)` -> extreme clean clips that `integrity_fit.Fit` asks."""
    return lambda part, count, seed: DrawnClips(rig, seed, count, part, extreme=True)


def extreme_motion(seed: int, index: int) -> Any:
    """Of `DRAWS` motions at full randomization and intensity 1, emotion by turns, the one whose head turns farthest."""
    from argen.dataset_builders.renderer.motion import sample_motion
    from argen.pipelines.argen.facs_argen import EMOTIONS

    shown = [name for name in EMOTIONS if name != "neutral"]
    rngs = [np.random.default_rng([seed, index, 10 + draw]) for draw in range(DRAWS)]
    motions = [sample_motion(rng, 17, 8, 1.0, shown[index % len(shown)], 1.0) for rng in rngs]
    return max(motions, key=lambda motion: float(np.abs(motion.pose).max() + np.ptp(motion.pose, axis=0).max()))


def head_turns(clips: DrawnClips) -> Tensor:
    """Largest yaw, pitch or roll of each extreme clip in degrees, `(n,)`."""
    turns = [np.degrees(np.abs(extreme_motion(clips.seed, k).pose).max()) for k in range(len(clips))]
    return torch.tensor(turns)
