"""From patch scores to an anomaly map and one score per image."""

import functools
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.memory import MemoryBank, distances_to


BOXES = (5,) * 5 + (7,) * 3  # side of each mean filter in turn, pixels of the map (CIF's public code)


def image_score(
    features: Tensor, patches: Tensor, bank: MemoryBank, neighbours: int = 9, of: str = "distance"
) -> Tensor:
    """Re-weighted score of the most anomalous patch, a scalar tensor (PatchCore, arXiv 2106.08265, eq. 7).

    `(1 - exp(d*) / sum exp(d_j)) s`: d* is the patch's distance to its nearest memory node, d_j those to that node and
    its nearest ones, `neighbours` in all, and s is d* or the patch's score. All distances before message passing. A bank
    of one node, or `neighbours` 1, leaves s as it is.

    Args:
        features: `(n, d)`, n at least 1.
        patches: `(n,)`, `search.patch_scores`; its first maximum is the patch.
        of: what s is, "distance", or the patch's score with "patch" and "peak".
    """
    place = patches.argmax()
    distances = distances_to(bank.nodes, features[place][None])
    nearest = distances.argmin()
    strength = distances[nearest] if of == "distance" else patches[place]
    around = distances_to(bank.nodes, bank.nodes[nearest][None]).argsort(stable=True)[:neighbours]
    if len(around) == 1:
        return strength
    return (1 - (distances[nearest] - distances[around].logsumexp(0)).exp()).clamp(min=0) * strength


def anomaly_map(patches: dict[str, Tensor], size: int = 224, power: float = 3.0, mean: bool = True) -> Tensor:
    """Anomaly map `(size, size)`: the modalities' patch scores, enlarged, multiplied, raised, smoothed (CIF).

    Args:
        patches: by modality, `(g, g)`, 0 on the background.
        power: exponent of the product.
        mean: take the geometric mean instead of the product, so that a map is as sharp whatever the number of modalities.
    """
    product = torch.ones(())
    for scores in patches.values():
        enlarged = F.interpolate(scores[None, None], (size, size), mode="bilinear", align_corners=False)[0, 0]
        product = enlarged * product.to(enlarged)
    return smooth(product.pow(power / len(patches) if mean else power))


def fused_score(scores: Sequence[Tensor], heat: Tensor, config: CIFConfig) -> Tensor:
    """One score of the modalities' `image_score`s: their product (CIF) or geometric mean, with "peak" joined by the map's.

    The peak of the map, the root of its highest value, knows what lies around a patch and whether the modalities agree on
    the place; the geometric mean of score and peak is our design.

    Args:
        heat: `anomaly_map`.
    """
    product = torch.stack(list(scores)).prod()
    if config.combine == "mean":
        product = product.pow(1 / len(scores))
    return (product * heat.max().pow(1 / config.map_power)).sqrt() if config.image_score == "peak" else product


def smooth(scores: Tensor) -> Tensor:
    """Mean filters of `BOXES`, one after the other, over `(h, w)`; at the border the mean is over the pixels there are."""
    rows, columns = (_blur(side).to(scores) for side in scores.shape)
    return rows @ scores @ columns.T


@functools.cache
def _blur(side: int) -> Tensor:
    """All filters along one axis as one matrix `(side, side)`: a box filter is separable, even at the border."""
    matrix = torch.eye(side, dtype=torch.float64)
    for box in BOXES:
        matrix = F.avg_pool1d(matrix[None], box, stride=1, padding=box // 2, count_include_pad=False)[0]
    return matrix.T
