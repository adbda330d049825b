"""Is the face whole? CIF's screen of faces, which knows clean ones and no emotion (`argen.pipelines.cif.integrity`)."""

from functools import cache
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from argen.training.rewards import Reward


if TYPE_CHECKING:
    from argen.pipelines.cif.integrity import FaceIntegrity


@cache
def screen(name: str, device: torch.device) -> "FaceIntegrity":
    """The screen on a device, loaded once."""
    from argen.pipelines.cif.integrity import FaceIntegrity

    return FaceIntegrity.from_pretrained(name).to(device)


def make_integrity(name: str = "argen/cif-face") -> Reward:
    """The reward by another screen, a folder or a Hub id."""

    def integrity(completions: Tensor, **_: Any) -> list[float | None]:
        """The chance that a clip's face is whole, 0 to 1; frames `(n, F, 3, h, w)` in 0..1, sides of 32 pixels or more.

        The screen looks at five frames, evenly spread: it is asked again without the first one, so that a policy cannot
        put what pleases a recogniser between them. The lower answer counts.
        """
        looks = [completions, completions[:, 1:]] if completions.shape[1] > 1 else [completions]
        judge = screen(name, completions.device)
        return torch.stack([judge.score(frames) for frames in looks]).amin(0).tolist()

    return integrity


integrity = make_integrity()
