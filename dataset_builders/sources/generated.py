"""Clips made by ARGenPipeline from neutral faces and plans."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.slots import Slot, attempt_seed
from argen.dataset_builders.sources.clip import (
    Source,
    SourceClip,
    affect_plan,
    captions_of,
    quiet_libraries,
    use_one_thread,
)
from argen.dataset_builders.sources.faces import load_faces


GUIDANCE = ("steps", "guidance_scale", "au_guidance_scale", "frame_guidance_scale")


def generated(settings: PlanSettings, device: str) -> Source:
    """Load the pipeline that `settings.model` names, and the faces.

    On the CPU clips are made one by one, so that each is the same to the bit whatever is made beside it; elsewhere a group
    at a time.

    Raises:
        ValueError: no such model or faces, or a size or number of frames that the model cannot make.
    """
    use_one_thread(device)
    quiet_libraries()  # first: importing the pipeline already warns
    from argen.hub import model_id
    from argen.pipelines.argen.layout_argen import resolve_folder
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    folder = Path(resolve_folder(settings.model))
    pipe = ARGenPipeline.from_pretrained(folder).to(device)
    pipe.set_progress_bar_config(disable=True)
    own = pipe.config
    size = min(own["default_height"], own["default_width"]) if settings.size is None else settings.size
    frames = own["default_num_frames"] if settings.num_frames is None else settings.num_frames
    fps = float(own["default_fps"] if settings.fps is None else settings.fps)
    how = {name: own[f"default_{name}"] if vars(settings)[name] is None else vars(settings)[name] for name in GUIDANCE}
    named = model_id(settings.model, folder)
    model = {"id": named["id"], "sha256": named["sha256"] or named["revision"]}
    face = load_faces(settings.faces, size, settings.randomization)
    at_once = 1 if torch.device(device).type == "cpu" else settings.group

    def clips(slots: Sequence[Slot], attempt: int) -> list[SourceClip]:
        seeds = [attempt_seed(slot, attempt) for slot in slots]
        plans: list[Any] = [affect_plan(slot, seed, frames, fps) for slot, seed in zip(slots, seeds, strict=True)]
        images = [face(slot.identity, seed) for slot, seed in zip(slots, seeds, strict=True)]
        options = {name: value for name, value in how.items() if name != "steps"}
        output: Any = pipe(
            images, plan=plans, height=size, width=size, num_frames=frames, num_inference_steps=how["steps"],
            generator=[torch.Generator().manual_seed(seed) for seed in seeds], output_type="pt", **options,
        )  # fmt: skip
        shown = output.frames.float().clamp(0, 1).cpu().numpy()
        return [
            SourceClip(
                frames=shown[k],
                image=np.asarray(images[k]),
                captions=captions_of(plan, fps, seeds[k]),
                curve=plan.curve,
                fps=fps,
                settings={"size": size, "num_frames": frames, **how},
                model=model,
                evidence=plan.evidence,
            )
            for k, plan in enumerate(plans)
        ]

    def source(slots: Sequence[Slot], attempt: int) -> list[SourceClip]:
        parts = [slots[k : k + at_once] for k in range(0, len(slots), at_once)]
        return [clip for part in parts for clip in clips(part, attempt)]

    return source
