"""CIFConfig: every constant of CIF, checked, with the paper's values as defaults."""

import math
from dataclasses import dataclass, field, fields
from typing import Any


CHOICES = {
    "assignment": ("nearest", "first"),
    "sampling": ("spread", "hyperedge", "coreset", "random"),
    "search": ("hyperedge", "global"),
    "combine": ("mean", "product"),
    "normalisation": ("rows", "symmetric"),
    "image_score": ("peak", "patch", "distance"),
    "foreground": ("plane", "depth", "all"),
}
# the constants of the public code that differ from the defaults here
PUBLIC_CODE: dict[str, Any] = {
    "sampling": "hyperedge",
    "combine": "product",
    "normalisation": "symmetric",
    "image_score": "distance",
    "map_power": 1.5,
}
COUNTS = ("num_hyperedges", "top_hyperedges", "neighbours", "image_size")
SHARES = ("similarity", "memory_ratio", "alpha")


@dataclass(frozen=True)
class CIFConfig:
    """Configuration of `CIFDetector` (CIF, arXiv 2511.05966, as read in its public code; departures are named here).

    "no modules" of the paper's ablation is `sampling="random", search="global", layers=0`; PatchCore is the same with
    `sampling="coreset"`. The defaults of `sampling`, `combine`, `normalisation`, `image_score` and `map_power` are ours, chosen on a
    procedural set that the benchmark does not use; `CIFConfig(**PUBLIC_CODE)` has those of the public code.

    Args:
        num_hyperedges: K of the k-means over an image's patches; the paper takes 4 for MVTec 3D-AD, 8 for Eyecandies.
        similarity: a node joins each hyperedge whose cosine, min-max normalised per node, reaches this; in 0..1.
        assignment: the one hyperedge that a node of several has in the memory: "nearest", the most similar (paper), or
            "first", the lowest index (public code).
        memory_ratio: share of the support nodes that the memory keeps, background counted; in 0..1, above 0.
        sampling: k-centre greedy in each hyperedge, where "hyperedge" shares the nodes out by size and "spread" gives the
            next one to the hyperedge that is covered worst; "coreset", over all nodes (PatchCore); or "random".
        projection: pick the k-centres in a sparse random projection (public code) instead of by exact distances.
        search: "hyperedge" joins the distance inside the selected hyperedges with the global one, "global" is PatchCore's
            nearest neighbour.
        combine: how it joins them, and pictures with clouds: by the geometric "mean", a distance again, or the "product".
        top_hyperedges: memory hyperedges that a test hyperedge searches.
        layers, alpha: of the message passing; 0 layers switch it off, `alpha` in 0..1 is what a node keeps of itself.
        normalisation: of the message passing, so that "rows" of A sum to 1, or "symmetric"; see `search.propagate`.
        neighbours: of the re-weighted image score (PatchCore, arXiv 2106.08265).
        image_score: at the most anomalous patch, "distance" re-weights its distance before message passing, "patch" its
            patch score; the description leaves both readings open. "peak" also asks the map, see `scoring.fused_score`.
        map_power: exponent of the anomaly map.
        image_size: pixels, height and width, of the anomaly map.
        features, feature_options: extractor of the pictures, a kind of `features.FEATURES`, and its options.
        points, points_options: extractor of the point clouds; None for pictures alone.
        foreground: kind of `foreground.FOREGROUND`; "all" needs no cloud.
        seed: of k-means, of the projection and of random sampling.
    """

    num_hyperedges: int = 4
    similarity: float = 0.9
    assignment: str = "nearest"
    memory_ratio: float = 0.1
    sampling: str = "spread"
    projection: bool = False
    search: str = "hyperedge"
    combine: str = "mean"
    top_hyperedges: int = 3
    layers: int = 1
    alpha: float = 0.9
    normalisation: str = "rows"
    neighbours: int = 9
    image_score: str = "peak"
    map_power: float = 3.0
    image_size: int = 224
    features: str = "embedded"
    feature_options: dict[str, Any] = field(default_factory=dict)
    points: str | None = None
    points_options: dict[str, Any] = field(default_factory=dict)
    foreground: str = "all"
    seed: int = 0

    def __post_init__(self) -> None:
        _check_types(self)
        values = vars(self)
        for name, legal in CHOICES.items():
            if values[name] not in legal:
                raise ValueError(f"`{name}` is {values[name]!r}; it has to be one of {', '.join(legal)}.")
        for name in COUNTS:
            if values[name] < 1:
                raise ValueError(f"`{name}` is {values[name]}; it has to be 1 or more.")
        for name in SHARES:
            if not 0 <= values[name] <= 1:
                raise ValueError(f"`{name}` is {values[name]}; it has to be in 0..1.")
        for name in ("layers", "seed"):
            if values[name] < 0:
                raise ValueError(f"`{name}` is {values[name]}; it has to be 0 or more.")
        for name in ("memory_ratio", "map_power"):
            if not 0 < values[name] < math.inf:
                raise ValueError(f"`{name}` is {values[name]}; it has to be above 0.")


TYPES: dict[Any, tuple[tuple[type, ...], str]] = {
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    str: ((str,), "text"),
    bool: ((bool,), "true or false"),
    str | None: ((str, type(None)), "text, or null"),
    dict[str, Any]: ((dict,), "a table of options"),
}


def _check_types(config: CIFConfig) -> None:
    for one in fields(config):
        value, (legal, wanted) = vars(config)[one.name], TYPES[one.type]
        if not isinstance(value, legal) or (isinstance(value, bool) and one.type is not bool):
            raise ValueError(f"`{one.name}` is {value!r}; it has to be {wanted}.")
