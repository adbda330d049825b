"""Does the clip show the emotion that was asked for? DuSE's log-probability of it (our design).

The log and not the probability: where a recogniser is already sure, more of the same pays little, and a clip that shows
something else costs much.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F
from torch import Tensor

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import check_emotion
from argen.training.rewards import Reward


if TYPE_CHECKING:
    from argen.pipelines.duse.layout_duse import Recogniser
    from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor

CHUNK = 16  # clips read at a time


@cache
def recogniser(name: str, device: torch.device) -> "Recogniser":
    """DuSE on a device, loaded once."""
    from argen.pipelines.duse.layout_duse import Recogniser

    found = Recogniser.from_pretrained(name)
    torch.nn.Module.to(found.model, device)
    found.model.requires_grad_(False)
    return found


def make_emotion(name: str = "argen/duse-mini") -> Reward:
    """The reward by another recogniser, a folder or a Hub id."""

    def emotion(completions: Tensor, emotion: Sequence[str | None], **_: Any) -> list[float | None]:
        """Log-probability of the emotion asked for, 0 at best; None where none was.

        Args:
            completions: frames `(n, F, 3, h, w)` in 0..1, framed like the renders.
            emotion: n names of EMOTIONS, or None.

        Raises:
            ValueError: another emotion.
        """
        targets = target_indices(emotion)
        found = log_probabilities(recogniser(name, completions.device), completions)
        return [None if k is None else float(row[k]) for row, k in zip(found.tolist(), targets, strict=True)]

    return emotion


emotion = make_emotion()


@torch.inference_mode()
def log_probabilities(found: "Recogniser", frames: Tensor) -> Tensor:
    """Log-probabilities `(n, 7)` in the order of EMOTIONS of clips `(n, F, 3, h, w)` in 0..1."""
    return torch.cat([logits(found, part) for part in frames.split(CHUNK)]).log_softmax(-1)


def logits(found: "Recogniser", frames: Tensor, rounded: bool = True) -> Tensor:
    """DuSE's scores `(n, 7)` in the order of EMOTIONS; for `rounded` see `pixel_values`."""
    labels: dict[Any, str] = found.model.config.id2label or {}
    names = [labels[k] for k in range(len(EMOTIONS))]
    scores = found.model(pixel_values(found.processor, frames, rounded)).logits.float()
    return scores[:, [names.index(name) for name in EMOTIONS]]


def pixel_values(processor: "DuSEVideoProcessor", frames: Tensor, rounded: bool = True) -> Tensor:
    """What DuSEVideoProcessor makes with `do_align_crop=False`, on the device: `(n, num_frames, 3, size, size)`.

    Not `rounded` to 256 levels, it has a gradient.

    Generated faces are framed as the training renders are, so that no detector runs: it takes longer than the recogniser,
    and a policy that loses the face would be stopped by an error and not by a low reward.
    """
    from argen.pipelines.duse.frames_duse import frames_shown

    shown = frames[:, frames_shown(list(range(frames.shape[1])), processor.num_frames).tolist()]
    height, width = shown.shape[-2:]
    side, size = min(height, width), processor.size["height"]
    top, left = (height - side) // 2, (width - side) // 2
    square = shown[..., top : top + side, left : left + side].float().clamp(0, 1)
    if rounded:
        square = (square * 255).round() / 255
    flat = square.flatten(0, 1)
    if side != size:
        flat = F.interpolate(flat, (size, size), mode="bilinear", antialias=True)
    mean, std = (
        torch.tensor(v, device=frames.device)[:, None, None] for v in (processor.image_mean, processor.image_std)
    )
    return ((flat - mean) / std).unflatten(0, square.shape[:2])


def target_indices(emotion: Sequence[str | None]) -> list[int | None]:
    """Places of the emotions in EMOTIONS, None for none; ValueError for another name."""
    return [None if name is None else EMOTIONS.index(check_emotion(name)) for name in emotion]
