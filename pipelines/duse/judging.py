"""A recogniser judges a clip: what it says and what it looked at, as `Evidence` (our design)."""

from typing import Any

import torch

from argen.pipelines.duse.evidence import Evidence
from argen.pipelines.duse.layout_duse import Recogniser


def class_names(config: Any) -> list[str]:
    """The classes of a model's configuration in the order of its logits."""
    return [config.id2label[k] for k in range(config.num_labels)]


@torch.inference_mode()
def judge_clip(recogniser: Recogniser, video: Any, name: str) -> Evidence:
    """Judge one clip; alone in its batch, so that the numbers do not depend on what else is judged.

    Args:
        video: any form of a clip that `DuSEVideoProcessor` takes.
        name: what evidence and errors call it.

    Raises:
        ClipError: the clip cannot be used; the message says why.
    """
    model, processor = recogniser.model, recogniser.processor
    frames = processor.crop_frames(video, processor.num_frames, processor.do_align_crop, name)
    pixels = torch.from_numpy(processor.normalise(frames))[None]
    output = model(pixels.to(model.device, model.dtype), output_evidence=True)
    shares = output.logits[0].float().softmax(-1).tolist()
    concepts: dict[str, float] = {}
    if output.concept_weights is not None:
        named = zip(model.config.concept_names, output.concept_weights[0].float().tolist(), strict=True)
        concepts = dict(sorted(named, key=lambda pair: -pair[1]))
    return Evidence(
        clip=name,
        frames=frames,
        probabilities=dict(zip(class_names(model.config), shares, strict=True)),
        frame_weights=tuple(output.frame_weights[0].float().tolist()),
        concepts=concepts,
    )
