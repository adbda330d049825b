"""Clips rendered from the face rig: the AUs asked for are the AUs shown, exactly."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from argen.dataset_builders.manifest import file_digest
from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.slots import Slot, attempt_seed
from argen.dataset_builders.sources.clip import Source, SourceClip, affect_plan, captions_of


SIZE, FRAMES, FPS = 128, 17, 8


def rendered(settings: PlanSettings, device: str) -> Source:
    """Load the rig that `settings.faces` names; `device` is not used, the renderer runs on the CPU.

    Raises:
        ValueError: no rig there, or a frame rate that is no whole number.
    """
    from argen.dataset_builders.renderer.clip import render_clip
    from argen.dataset_builders.renderer.rig import load_rig

    rig = load_rig(settings.faces)
    size = SIZE if settings.size is None else settings.size
    frames = FRAMES if settings.num_frames is None else settings.num_frames
    fps = FPS if settings.fps is None else int(settings.fps)
    if settings.fps is not None and fps != settings.fps:
        raise ValueError(f"`fps` is {settings.fps}; the source 'rendered' takes whole numbers, such as 8.")
    model: dict[str, str | None] = {
        "id": f"argen/face-rig/{Path(settings.faces).name}",
        "sha256": file_digest(Path(settings.faces)),
    }

    def clip(slot: Slot, attempt: int) -> SourceClip:
        seed, person = attempt_seed(slot, attempt), int(slot.identity)
        plan = affect_plan(slot, seed, frames, fps)
        shown = render_clip(
            rig, seed, 0, identities=[person], identity=person, size=size, num_frames=frames, fps=fps, au=plan.curve,
            emotion=slot.emotion, intensity=slot.intensity, randomization=settings.randomization,
        )  # fmt: skip
        return SourceClip(
            frames=np.ascontiguousarray(shown.frames.transpose(0, 3, 1, 2), np.float32) / 255,
            image=shown.frames[0],
            captions=captions_of(plan, fps, seed),
            curve=plan.curve,
            fps=float(fps),
            settings={"size": size, "num_frames": frames, "randomization": settings.randomization},
            model=model,
            evidence=plan.evidence,
        )

    def source(slots: Sequence[Slot], attempt: int) -> list[SourceClip]:
        return [clip(slot, attempt) for slot in slots]

    return source
