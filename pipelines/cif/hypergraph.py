"""Semantic-aware hypergraphs: the patches of one image, grouped by what they look like (CIF, arXiv 2511.05966)."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F


ITERATIONS = 300  # of k-means at most, and
TOLERANCE = 1e-4  # the mean variance times this ends it: the defaults of scikit-learn, which the public code calls
DISTINCT = 1e-13  # squared distance over squared length from which on two patches are not the same


@dataclass(frozen=True, eq=False)
class Hypergraph:
    """Nodes in hyperedges.

    Args:
        incidence: `(n, k)` bool, each node in at least one hyperedge and each hyperedge with at least one node.
        similarity: `(n, k)`, cosine to the hyperedge's centroid, min-max normalised over each node's `k` values.
    """

    incidence: Tensor
    similarity: Tensor

    def single(self, assignment: str = "nearest") -> Tensor:
        """One hyperedge per node, `(n,)` int64: the "nearest" or the "first" of its own; ties go to the lower index."""
        scores = self.similarity if assignment == "nearest" else self.incidence.to(torch.uint8)
        return scores.argmax(1)


def construct_hypergraph(
    features: Tensor, num_hyperedges: int = 4, similarity: float = 0.9, seed: int = 0
) -> Hypergraph:
    """Hypergraph of the foreground nodes of one image (CIF, "semantic-aware hypergraph construction").

    Fewer than `num_hyperedges` come out where there are fewer distinct nodes (one for a one-colour image), or where a
    centroid of k-means is no node's choice by cosine.

    Args:
        features: `(n, d)`, n at least 1.
        similarity: normalised cosine from which on a node belongs to a hyperedge, 0..1; its best always has 1.
    """
    cosines = normalised_similarity(features, kmeans(features, num_hyperedges, seed))
    incidence = cosines >= similarity
    chosen = incidence.any(0)
    return Hypergraph(incidence[:, chosen], cosines[:, chosen])


def normalised_similarity(features: Tensor, centroids: Tensor) -> Tensor:
    """Cosines `(n, k)` of `(n, d)` to `(k, d)`, scaled per node to 0..1; 1 throughout for a node with equal cosines."""
    cosines = features @ F.normalize(centroids, dim=1).T  # times the node's length, which the scaling takes out again
    low, high = cosines.aminmax(dim=1, keepdim=True)
    return torch.where(high > low, (cosines - low) / (high - low), 1.0)


def hyperedge_features(incidence: Tensor, features: Tensor) -> Tensor:
    """`D_E^-1 H^T D_V^-1/2 X`, `(k, d)`, of an incidence `(n, k)` and node features `(n, d)`."""
    weights = incidence.to(features.dtype)
    scaled = weights * weights.sum(1, keepdim=True).clamp(min=1).rsqrt()
    return scaled.T @ features / weights.sum(0).clamp(min=1)[:, None]


def kmeans(features: Tensor, count: int, seed: int = 0) -> Tensor:
    """Centroids `(k, d)` by Lloyd's algorithm after greedy k-means++ (Arthur & Vassilvitskii 2007); k <= `count`.

    Works in float64, so that the order of a sum, and with it the number of threads, does not decide. A cluster that
    loses its last node keeps its place.

    Args:
        features: `(n, d)`; with fewer than `count` distinct rows each of them is a centroid.
    """
    points = features.double()
    lengths = torch.linalg.vector_norm(points, dim=1, keepdim=True).square()
    centroids = _first_centroids(points, lengths, count, seed)
    tolerance = TOLERANCE * (lengths.mean() - points.mean(0).square().sum()) / points.shape[1]
    for _ in range(ITERATIONS):
        members = F.one_hot(_nearest(points, centroids), len(centroids)).T.double()
        sizes = members.sum(1, keepdim=True)
        moved = torch.where(sizes > 0, members @ points / sizes.clamp(min=1), centroids)
        shift = (moved - centroids).square().sum()
        centroids = moved
        if shift <= tolerance:
            break
    return centroids.to(features.dtype)


def _nearest(points: Tensor, centroids: Tensor) -> Tensor:
    return (centroids.square().sum(1) - points @ (2 * centroids).T).argmin(1)


def _first_centroids(points: Tensor, lengths: Tensor, count: int, seed: int) -> Tensor:
    """Each next centroid is the best of a few rows drawn by their squared distance to the centroids so far."""
    generator = torch.Generator().manual_seed(seed)
    trials = 2 + int(math.log(count))
    rows = [int(torch.randint(len(points), (1,), generator=generator))]
    nearest = _squared(points, lengths, rows)[:, 0]
    while len(rows) < count and bool((nearest > 0).any()):
        heights = nearest.cpu().cumsum(0)  # on the CPU, where the order of a cumulative sum is fixed
        drawn = torch.rand(trials, generator=generator, dtype=torch.float64) * heights[-1]
        candidates = torch.searchsorted(heights, drawn, right=True).clamp(max=len(points) - 1).tolist()
        closer = torch.minimum(nearest[:, None], _squared(points, lengths, candidates))
        best = int(closer.sum(0).argmin())
        rows.append(candidates[best])
        nearest = closer[:, best]
    return points[rows]


def _squared(points: Tensor, lengths: Tensor, rows: list[int]) -> Tensor:
    """Squared distances `(n, t)` to some of the points; what is rounding beside their lengths is 0."""
    distances = lengths + lengths[rows].T - points @ (2 * points[rows]).T
    return distances.masked_fill(distances <= DISTINCT * lengths.max(), 0)
