"""From distances to the probability that a face is whole (our design)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor


DECAY = 1e-2  # of the weights, in nats: views that say the same share a weight
STEPS = 500


@dataclass(frozen=True)
class Calibration:
    """A face is whole if no view finds it broken: `P = prod_v sigmoid(-(weight_v z_v + bias_v))`, a noisy OR.

    z is the logarithm of a distance, less `mean`, over `deviation`, both of clean clips. Weights are 0 or more, so that
    nothing unusual can speak for a clip, and what one view sees no other can outvote.

    Args:
        mean, deviation, weight, bias: one number per view.
        patch_unit: distance of a patch that one in a hundred clean patches reaches; see `IntegrityOutput.map`.
    """

    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    weight: tuple[float, ...]
    bias: tuple[float, ...]
    patch_unit: float

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Calibration":
        """From what JSON makes of one."""
        kept: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in values.items()}
        return cls(**kept)

    def parts(self, distances: Tensor) -> Tensor:
        """z `(b, p)` of distances `(b, p)`."""
        return (_logarithms(distances) - _like(self.mean, distances)) / _like(self.deviation, distances)

    def score(self, distances: Tensor) -> Tensor:
        """Probability `(b,)` of being whole."""
        return self.log_score(distances).exp().float()

    def log_score(self, distances: Tensor) -> Tensor:
        """Its logarithm, in double precision."""
        z = self.parts(distances)
        return _log_whole(z, _like(self.weight, z), _like(self.bias, z))


def calibrate(distances: Tensor, broken: Tensor, patch_unit: float) -> Calibration:
    """Fit by maximum likelihood, clean and broken clips weighing alike in sum; deterministic.

    Args:
        distances: `(n, p)`.
        broken: `(n,)` bool.
        patch_unit: see `Calibration`.
    """
    logarithms = _logarithms(distances)
    mean, deviation = logarithms[~broken].mean(0), logarithms[~broken].std(0).clamp(min=1e-3)
    z = (logarithms - mean) / deviation
    views, share = z.shape[1], broken.double().mean()
    balance = torch.where(broken, 0.5 / share, 0.5 / (1 - share))
    free = torch.cat([torch.ones(views), -3 * torch.ones(views)]).double().requires_grad_()
    optimiser = torch.optim.LBFGS([free], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        weight = F.softplus(free[:views])
        whole = _log_whole(z, weight, free[views:]).clamp(max=-1e-9)
        likelihood = torch.where(broken, torch.log(-torch.expm1(whole)), whole)
        total = -(balance * likelihood).mean() + DECAY * weight.square().mean()
        total.backward()
        return total

    optimiser.step(loss)
    found = free.detach()
    return Calibration(
        mean=_short(mean),
        deviation=_short(deviation),
        weight=_short(F.softplus(found[:views])),
        bias=_short(found[views:]),
        patch_unit=patch_unit,
    )


def _log_whole(z: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return F.logsigmoid(-(z * weight + bias)).sum(1)


def _logarithms(distances: Tensor) -> Tensor:
    return distances.double().clamp(min=1e-6).log()


def _like(values: Sequence[float], like: Tensor) -> Tensor:
    return torch.tensor(values, dtype=torch.float64, device=like.device)


def _short(values: Tensor) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in values.tolist())
