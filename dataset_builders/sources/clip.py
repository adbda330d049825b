"""A clip as a source gives it, and what a source is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.slots import Slot
from argen.pipelines.argen.caption_argen import caption_curve
from argen.pipelines.argen.plan_argen import AffectPlan


@dataclass(frozen=True, eq=False)
class SourceClip:
    """A clip and where it comes from.

    Args:
        frames: float32 `(frames, 3, h, w)` in 0..1.
        image: uint8 `(h, w, 3)`, the picture that it began with.
        captions: equivalent descriptions, at least one.
        curve: `(frames, 20)`, the AUs asked for.
        fps: frames per second.
        settings: of the source, as JSON types.
        model: `{"id": ..., "sha256": ...}` of what made it.
        evidence: JSON objects, the facts behind the request.
    """

    frames: np.ndarray
    image: np.ndarray
    captions: tuple[str, ...]
    curve: np.ndarray
    fps: float
    settings: dict[str, Any]
    model: dict[str, str | None]
    evidence: tuple[dict[str, Any], ...] = ()


# (slots, attempt) -> a clip each; a clip depends on its slot and the attempt alone
Source = Callable[[Sequence[Slot], int], list[SourceClip]]
# (settings, device) -> Source
SourceLoader = Callable[[PlanSettings, str], Source]

MORE_CAPTIONS = 2


def use_one_thread(device: str) -> None:
    """Let torch work with one thread in this process if it works on the CPU; for loaders that use torch.

    More would change the order of sums, hence the last bits, and every core has a process of its own.
    """
    import torch

    if torch.device(device).type == "cpu":
        torch.set_num_threads(1)


def quiet_libraries() -> None:
    """Only errors from diffusers and transformers: their loading bars would break into those of the build."""
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    for library in (diffusers_logging, transformers_logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


def affect_plan(slot: Slot, seed: int, num_frames: int, fps: float) -> AffectPlan:
    """The plan of a slot's attempt, from the knowledge base; it starts at neutral and cites its passages."""
    from argen.pipelines.affect.injection import make_plan

    return make_plan(emotion=slot.emotion, intensity=slot.intensity, num_frames=num_frames, fps=fps, seed=seed)


def captions_of(plan: AffectPlan, fps: float, seed: int) -> tuple[str, ...]:
    """The plan's captions and up to `MORE_CAPTIONS` others that say the same."""
    more = [
        caption_curve(plan.curve, plan.emotion, fps, np.random.default_rng([seed, k])) for k in range(MORE_CAPTIONS)
    ]
    return tuple(dict.fromkeys((*plan.captions, *more)))
