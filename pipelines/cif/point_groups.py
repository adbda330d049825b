"""Groups of neighbouring points: farthest centres, nearest neighbours, and the way back to all points."""

import torch
from torch import Tensor


_PAIRS = 2**24  # distances at a time: 64 MB
_NEAR = 1e-8  # squared metres: as in PointNet++, so that a point on a centre takes that centre's features


def farthest(points: Tensor, count: int) -> Tensor:
    """Indices `(count,)` by farthest point sampling (Eldar et al. 1997), the lowest index where several are as far.

    The first is the point farthest from the mean: no random start, and no matter in which order the points come.

    Args:
        points: `(n, 3)`.
        count: 1 to n.
    """
    columns = points.T.contiguous()
    chosen = torch.empty(count, dtype=torch.long, device=points.device)
    distances = _squared(columns, columns.mean(1))
    nearest = torch.full_like(distances, torch.inf)
    for i in range(count):
        chosen[i] = (distances if i == 0 else nearest).argmax()
        nearest = torch.minimum(nearest, _squared(columns, columns[:, chosen[i]]))
    return chosen


def groups_around(points: Tensor, centres: Tensor, size: int) -> Tensor:
    """The `size` points nearest to each centre, relative to it.

    Args:
        points: `(n, 3)`.
        centres: `(c, 3)`.
        size: 1 to n.

    Returns:
        `(c, size, 3)`.
    """
    parts = []
    for some in centres.split(max(1, _PAIRS // len(points))):
        parts.append(_distances(some, points).topk(size, largest=False).indices)
    return points[torch.cat(parts)] - centres[:, None]


def interpolated(features: Tensor, centres: Tensor, points: Tensor) -> Tensor:
    """Features of all points, from the three nearest centres by inverse squared distance (PointNet++, Qi et al. 2017).

    Args:
        features: `(c, d)`, c at least 3.
        centres: `(c, 3)`.
        points: `(n, 3)`.

    Returns:
        `(n, d)`.
    """
    parts = []
    for some in points.split(max(1, _PAIRS // len(centres))):
        distances, indices = _distances(some, centres).topk(3, largest=False)
        weights = 1 / (distances.square() + _NEAR)
        weights = weights / weights.sum(1, keepdim=True)
        parts.append(sum(weights[:, i, None] * features[indices[:, i]] for i in range(3)))
    return torch.cat(parts)


def _squared(columns: Tensor, point: Tensor) -> Tensor:
    return (columns - point[:, None]).square().sum(0)


def _distances(queries: Tensor, points: Tensor) -> Tensor:
    # no matrix product: its rounding, 1e-4 m for a part half a metre away, would mix up millimetres
    return torch.cdist(queries, points, compute_mode="donot_use_mm_for_euclid_dist")
