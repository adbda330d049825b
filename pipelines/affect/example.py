"""Example: the Action Units of a clip that somebody already has, measured frame by frame (our design)."""

from functools import cache
from typing import Any

import numpy as np


ESTIMATOR = "argen/argen-mini"  # the model whose `au_estimator` measures; part of the package


def measured_curve(clip: Any) -> np.ndarray:
    """The AU curve float32 `(frames, 20)` of a clip `(frames, 3, h, w)` in 0..1, relative to its first frame.

    Measured by the embedded AUEstimator, which was trained on rendered faces only. ValueError for another shape, under
    two frames, frames that are not square, or values that are not finite and in 0..1.
    """
    import torch

    frames = _check_clip(clip)
    with torch.no_grad():
        return _estimator()(frames[None])[0].float().numpy()


@cache
def _estimator() -> Any:
    from argen.pipelines.argen.estimator_argen import AUEstimator
    from argen.pipelines.argen.layout_argen import resolve_folder

    return AUEstimator.from_pretrained(resolve_folder(ESTIMATOR), subfolder="au_estimator").eval()


def _check_clip(clip: Any) -> Any:
    import torch

    if not isinstance(clip, torch.Tensor | np.ndarray):
        raise ValueError(f"`clip` has the type {type(clip).__name__}; give a tensor or an array (frames, 3, h, w).")
    frames = torch.as_tensor(clip).detach().cpu()
    shape = tuple(frames.shape)
    if frames.ndim != 4 or shape[1] != 3 or shape[0] < 2 or shape[2] != shape[3] or shape[2] == 0:
        raise ValueError(
            f"`clip` has the shape {shape}; it has to be (frames, 3, side, side) with two frames or more, the "
            "first of them the neutral face. Crop the face to a square."
        )
    if not frames.is_floating_point() or not bool(((frames >= 0) & (frames <= 1)).all()):
        raise ValueError("`clip` must hold finite floats in 0..1. Divide 8-bit values by 255.")
    return frames.float()
