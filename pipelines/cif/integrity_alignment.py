"""Where eyes, nose and mouth are, and a face moved to where it is compared (our design)."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


LOOK = 64  # pixels at which features are looked for
STAGES = 3  # the first looks at the frame, each later one at the face as the one before aligned it
# Where right eye, left eye, nose and mouth are put, in parts of the side: their mean in the renders, 1.5 times as large
PLACES = ((0.294, 0.362), (0.687, 0.37), (0.476, 0.575), (0.474, 0.793))


class Locator(nn.Module):
    """Centres of the features: linear maps of the coarsest estimator map, in a cascade (after Cao et al., CVPR 2012).

    Fitted on renders, whose landmarks are known. A single stage loses faces that are turned far.

    Args:
        estimator: an `EstimatorMaps`.
        weight: `(STAGES, 2049, 8)`, the last row a constant: x and y of the four features in parts of the side.
    """

    def __init__(self, estimator: nn.Module, weight: Tensor) -> None:
        super().__init__()
        self.estimator: Any = estimator
        self.register_buffer("weight", weight)

    def forward(self, frames: Tensor) -> Tensor:
        """`(n, 4, 2)` of frames `(n, 3, h, w)` in 0..1."""
        first, *later = self.get_buffer("weight")
        pictures = small(frames)
        centres = found(locator_inputs(self.estimator, pictures), first)
        for weight in later:
            inputs = locator_inputs(self.estimator, aligned(pictures, centres))
            centres = from_places(found(inputs, weight), centres)
        return centres


def small(frames: Tensor) -> Tensor:
    """Frames at the size at which features are looked for."""
    return F.interpolate(frames, (LOOK, LOOK), mode="bilinear", antialias=True)


def locator_inputs(estimator: Any, pictures: Tensor) -> Tensor:
    """What a stage reads of `small` pictures: `(n, 2048)`."""
    return estimator(pictures)["au6"].flatten(1)


def found(inputs: Tensor, weight: Tensor) -> Tensor:
    """What one stage says, `(n, 4, 2)`."""
    return (with_constant(inputs) @ weight).unflatten(1, (4, 2))


def with_constant(inputs: Tensor) -> Tensor:
    """`(n, d)` with a column of ones."""
    return torch.cat([inputs, torch.ones_like(inputs[:, :1])], 1)


def aligned(frames: Tensor, centres: Tensor) -> Tensor:
    """Frames `(n, 3, h, w)` moved so that the features `(n, 4, 2)` come to lie at `PLACES`: the affine map by least squares.

    Borders repeat.
    """
    matrix = _matrix(centres)
    n, _, h, w = frames.shape
    y, x = torch.meshgrid(_middles(h, frames), _middles(w, frames), indexing="ij")
    points = with_constant(torch.stack([x, y], -1).flatten(0, 1)).double() @ matrix
    grid = (points * 2 - 1).float().view(n, h, w, 2)
    return F.grid_sample(frames, grid, mode="bilinear", padding_mode="border", align_corners=False)


def from_places(points: Tensor, centres: Tensor) -> Tensor:
    """Where points `(n, 4, 2)` of pictures aligned by `centres` lie in the pictures before."""
    matrix = _matrix(centres)
    return (points.double() @ matrix[:, :2] + matrix[:, 2:]).to(points.dtype)


def to_places(points: Tensor, centres: Tensor) -> Tensor:
    """Where points `(n, 4, 2)` of pictures come to lie when these are aligned by `centres`."""
    matrix = _matrix(centres)
    return ((points.double() - matrix[:, 2:]) @ torch.linalg.inv(matrix[:, :2])).to(points.dtype)


@torch.inference_mode()
def fit_locator(estimator: Any, pictures: Tensor, centres: Tensor, people: Tensor, ridge: float) -> Tensor:
    """Weight `(STAGES, 2049, 8)` of a `Locator`: ridge regressions, each on pictures that the stages before aligned.

    A stage learns from mistakes such as are made on strangers: those of regressions on the other half of the people.

    Args:
        pictures: `(n, 3, LOOK, LOOK)`, `small`.
        centres: `(n, 4, 2)` in parts of the side.
        people: `(n,)` int, whose pictures they are; even and odd are the halves.
        ridge: penalty, times the mean variance of the inputs and n.
    """
    halves = [people % 2 == 0, people % 2 == 1]
    guesses, weights = None, []
    for _ in range(STAGES):
        seen = pictures if guesses is None else aligned(pictures, guesses)
        target = centres if guesses is None else to_places(centres, guesses)
        inputs = torch.cat([locator_inputs(estimator, some) for some in seen.split(256)])
        weights.append(_regression(inputs, target, ridge))
        following = torch.empty_like(centres)
        for own, other in (halves, halves[::-1]):
            said = found(inputs[own], _regression(inputs[other], target[other], ridge))
            following[own] = said if guesses is None else from_places(said, guesses[own])
        guesses = following
    return torch.stack(weights)


def _regression(inputs: Tensor, targets: Tensor, ridge: float) -> Tensor:
    """Weight `(2049, 8)`, in the half precision in which it is saved."""
    mean = inputs.double().mean(0)
    x, y = inputs.double() - mean, targets.double().flatten(1)
    gram = x.T @ x / len(x)
    gram += ridge * gram.diagonal().mean() * torch.eye(len(gram), dtype=torch.float64)
    weight = torch.linalg.solve(gram, x.T @ (y - y.mean(0)) / len(x))
    return torch.cat([weight, (y.mean(0) - mean @ weight)[None]]).half().float()


def _matrix(centres: Tensor) -> Tensor:
    """`(n, 3, 2)`: from a place in an aligned picture, with a one, to a point in the picture before."""
    places = with_constant(torch.tensor(PLACES, dtype=torch.float64, device=centres.device))
    return torch.linalg.pinv(places) @ centres.double()


def _middles(count: int, like: Tensor) -> Tensor:
    return (torch.arange(count, device=like.device, dtype=torch.float32) + 0.5) / count
