"""Patch scores: training-free message passing with the memory, and the search it guides (CIF, arXiv 2511.05966).

Nothing here is of size nodes x nodes: hyperedges are an incidence `(n, k)` of few columns and pairs of indices, and
distances are taken in blocks.
"""

import itertools

import torch
from torch import Tensor
from torch.nn import functional as F

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.hypergraph import hyperedge_features
from argen.pipelines.cif.memory import MemoryBank


BLOCK = 2**21  # distances held at once: 8 MB


def propagate(
    test: Tensor, incidence: Tensor, bank: MemoryBank, layers: int = 1, alpha: float = 0.9, rows: bool = False
) -> Tensor:
    """Test nodes after bidirectional training-free message passing, `S X` (CIF, "Bi-TF-MP"); the memory stays.

    The joint hyperedges are those of the test image, those of the memory, and one pair for each node of either side
    with its most similar node (cosine) of the other. `W = H D_E^-1 H^T + I`, `A = D^-1/2 W D^-1/2` with `D` the row
    sums of `W`, which are the hyperedges of a node plus 1;
    `S = alpha sum_{l < layers} (1 - alpha)^l A^l + (1 - alpha)^layers A^layers`.

    Args:
        test: `(n, d)`, the foreground nodes.
        incidence: `(n, k)` bool of the image's own hyperedges.
        bank: `m` nodes in `K` hyperedges.
        rows: `A = D^-1 W` instead, whose rows sum to 1 (our design): a node among equal ones stays what it is, where the
            symmetric form changes its length with its degree and so its distance to the memory.

    Returns: `(n, d)`; `test` itself for 0 layers.
    """
    if layers == 0:
        return test
    joint = _JointHypergraph(test, incidence, bank)
    # D^-1 W = D^-1/2 A D^1/2
    units = [side.scale[:, None] if rows else 1 for side in (joint.test, joint.memory)]
    powers, memory = test / units[0], bank.nodes / units[1]
    blend = alpha * powers
    for layer in range(1, layers + 1):
        powers, memory = joint.step(powers, memory, last=layer == layers)
        blend.add_(powers, alpha=(1 - alpha) ** layer * (alpha if layer < layers else 1))
    return blend * units[0]


class _JointHypergraph:
    """The hyperedges over test nodes and memory, and a product with `A`."""

    def __init__(self, test: Tensor, incidence: Tensor, bank: MemoryBank) -> None:
        to_memory, to_test = mutual_nearest(test, bank.nodes)
        owned = F.one_hot(bank.hyperedges, len(bank.counts))
        self.test = _Side(incidence.to(test.dtype), to_memory, to_test)
        self.memory = _Side(owned.to(test.dtype), to_test, to_memory)

    def step(self, test: Tensor, memory: Tensor, last: bool) -> tuple[Tensor, Tensor]:
        """`A` applied to both sides, `(n, d)` and `(m, d)`; the memory's is left out in the last step."""
        ahead = self.test.product(test, memory, self.memory.scale)
        return ahead, memory if last else self.memory.product(memory, test, self.test.scale)


class _Side:
    """One side's `n` nodes in the joint hypergraph.

    Args:
        edges: `(n, k)`, its own hyperedges.
        names: `(n,)`, the node of the other side with which each node makes a pair.
        named_by: `(m,)`, the node of this side with which each of the other's makes a pair.
    """

    def __init__(self, edges: Tensor, names: Tensor, named_by: Tensor) -> None:
        counts = torch.bincount(named_by, minlength=len(edges))
        self.scale = (edges.sum(1) + counts + 2).rsqrt()  # D^-1/2; 2: the node's own pair, and the I of W
        self.edges = edges * self.scale[:, None]
        self.sizes = edges.sum(0).clamp(min=1)
        self.names = names
        self.named, self.order = counts.nonzero()[:, 0], named_by.argsort(stable=True)
        self.lengths = counts[self.named]
        self.own = self.scale.square() * (1.5 + counts / 2)  # I, and half of each pair

    def product(self, own: Tensor, other: Tensor, other_scale: Tensor) -> Tensor:
        """This side's rows of `A X`, from both sides' rows of X, `(n, d)` and `(m, d)`."""
        other = other * (other_scale / 2)[:, None]
        rows = own * self.own[:, None]
        rows.addmm_(self.edges, self.edges.T @ own / self.sizes[:, None])
        rows.addcmul_(other.index_select(0, self.names), self.scale[:, None])
        # sums over sorted segments, each into its own row: the order is fixed on any device
        pairs = torch.segment_reduce(other.index_select(0, self.order), "sum", lengths=self.lengths, unsafe=True)
        return rows.index_add_(0, self.named, pairs.mul_(self.scale[self.named, None]))


def mutual_nearest(test: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    """Most similar memory node (cosine) of each test node, `(n,)`, and test node of each memory node, `(m,)`.

    Ties go to the lower index.
    """
    inverse, inverse_test = (1 / torch.linalg.vector_norm(x, dim=1).clamp(min=1e-12) for x in (memory, test))
    best = torch.full((len(memory),), -torch.inf, device=test.device, dtype=test.dtype)
    to_memory, to_test = [], torch.zeros(len(memory), dtype=torch.int64, device=test.device)
    rows = max(1, BLOCK // len(memory))
    for first in range(0, len(test), rows):
        cosines = test[first : first + rows] @ memory.T
        to_memory.append(cosines.mul_(inverse).argmax(1))
        values, places = cosines.mul_(inverse_test[first : first + rows, None]).max(0)
        closer = values > best
        best, to_test = torch.where(closer, values, best), torch.where(closer, places + first, to_test)
    return torch.cat(to_memory), to_test


def nearest_per_hyperedge(test: Tensor, bank: MemoryBank) -> tuple[Tensor, Tensor]:
    """Squared distance to, and index of, the nearest memory node inside each hyperedge, both `(n, K)`.

    Distances come from a matrix product and are good to about 1e-6 of the squared norms: enough to choose the node.
    A hyperedge without a node has infinity and index 0.
    """
    offsets = [0, *bank.kept.cumsum(0).tolist()]
    squares, lengths = (torch.linalg.vector_norm(x, dim=1).square() for x in (bank.nodes, test))
    distances = torch.full((len(test), len(bank.counts)), torch.inf, device=test.device, dtype=test.dtype)
    places = torch.zeros_like(distances, dtype=torch.int64)
    rows = max(1, BLOCK // len(bank.nodes))
    for first in range(0, len(test), rows):
        block = slice(first, first + rows)
        partial = torch.addmm(squares, test[block], bank.nodes.T, alpha=-2)
        for edge, (begin, end) in enumerate(itertools.pairwise(offsets)):
            if end > begin:
                values, at = partial[:, begin:end].min(1)
                distances[block, edge], places[block, edge] = values, at + begin
    return distances.add_(lengths[:, None]), places


def select_hyperedges(edges: Tensor, bank: MemoryBank, top: int = 3) -> Tensor:
    """Which of the bank's hyperedges each test hyperedge searches, `(k, K)` bool: the `top` by cosine that hold nodes.

    Args:
        edges: `(k, d)`, features of the test hyperedges after message passing.
    """
    cosines = F.normalize(edges, dim=1) @ F.normalize(bank.features, dim=1).T
    cosines = cosines.masked_fill(bank.kept == 0, -torch.inf)
    ranks = cosines.argsort(dim=1, descending=True, stable=True).argsort(dim=1)
    return (ranks < top) & cosines.isfinite()


def patch_scores(
    passed: Tensor, incidence: Tensor | None, bank: MemoryBank, search: str = "hyperedge", top: int = 3
) -> Tensor:
    """Anomaly of each node, `(n,)`, 0 or more.

    "global": distance to the nearest memory node (PatchCore). "hyperedge": that times the smallest distance inside the
    hyperedges that the node's own have selected (CIF, "hyperedge-guided memory search").

    Args:
        passed: `(n, d)`, nodes after message passing.
        incidence: `(n, k)` bool, of the test image; None will do for "global".
    """
    squared, places = nearest_per_hyperedge(passed, bank)
    closest = _best(squared, places)
    anywhere = _distance(passed, bank, closest)
    if search == "global":
        return anywhere
    assert incidence is not None
    selected = select_hyperedges(hyperedge_features(incidence, passed), bank, top)
    allowed = incidence.to(passed.dtype) @ selected.to(passed.dtype) > 0
    guided = _best(squared.masked_fill(~allowed, torch.inf), places)
    other = (guided != closest).nonzero()[:, 0]
    inside = anywhere.index_copy(0, other, _distance(passed[other], bank, guided[other]))
    return anywhere * inside


def node_scores(nodes: Tensor, incidence: Tensor | None, bank: MemoryBank, config: CIFConfig) -> Tensor:
    """Anomaly `(n,)` of an image's foreground nodes `(n, d)`: passed, searched and combined as the configuration says.

    Args:
        incidence: `(n, k)` bool; None where neither messages are passed nor hyperedges searched.
    """
    passed = nodes
    if incidence is not None:
        passed = propagate(nodes, incidence, bank, config.layers, config.alpha, config.normalisation == "rows")
    found = patch_scores(passed, incidence, bank, config.search, config.top_hyperedges)
    return found.sqrt() if (config.search, config.combine) == ("hyperedge", "mean") else found


def _best(squared: Tensor, places: Tensor) -> Tensor:
    """The node `(n,)` that is nearest of each row's candidates."""
    return places.gather(1, squared.argmin(1, keepdim=True))[:, 0]


def _distance(passed: Tensor, bank: MemoryBank, nodes: Tensor) -> Tensor:
    """Distance from the difference itself: 0 for a node of the memory."""
    return torch.linalg.vector_norm(bank.nodes.index_select(0, nodes).sub_(passed), dim=1)
