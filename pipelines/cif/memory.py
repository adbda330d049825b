"""Structure-guided memory: what normal patches look like, a coreset kept hyperedge by hyperedge (CIF, arXiv 2511.05966)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional as F

from argen.pipelines.cif.hypergraph import Hypergraph, hyperedge_features


PROJECTION_ERROR = 0.9  # Johnson & Lindenstrauss's epsilon of the public code


@dataclass(frozen=True, eq=False)
class MemoryBank:
    """Normal nodes of one modality, grouped by hyperedge.

    Args:
        nodes: `(m, d)` float32, the nodes kept, in the order of their hyperedges.
        hyperedges: `(m,)` int64, ascending, the hyperedge of each.
        sums: `(K, d)` float64 and
        counts: `(K,)` int64, over all nodes ever seen, kept or not, so that sampling leaves the structure as it is.
    """

    nodes: Tensor
    hyperedges: Tensor
    sums: Tensor
    counts: Tensor

    @property
    def features(self) -> Tensor:
        """Hyperedge features `(K, d)`: `D_E^-1 H^T D_V^-1/2 X` where each node has one hyperedge, so their means."""
        return (self.sums / self.counts[:, None]).to(self.nodes.dtype)

    @property
    def kept(self) -> Tensor:
        """Nodes kept in each hyperedge, `(K,)` int64."""
        return torch.bincount(self.hyperedges, minlength=len(self.counts))

    def to(self, device: str | torch.device) -> "MemoryBank":
        """The same on a device."""
        return MemoryBank(*(tensor.to(device) for tensor in vars(self).values()))


def grow_memory(
    bank: MemoryBank | None, images: Iterable[tuple[Tensor, Hypergraph]], assignment: str = "nearest"
) -> MemoryBank:
    """Add images one by one, every node of them (CIF, 3.3); `sample_memory` then reduces the bank.

    The first image of an empty bank (None) gives the hyperedges. Each hyperedge of a later image joins the bank's with
    the highest cosine, and the bank's features follow after each image.

    Args:
        images: foreground features `(n, d)` with their hypergraph, at least one pair where `bank` is None.
        assignment: see `Hypergraph.single`.
    """
    nodes = [] if bank is None else [bank.nodes]
    owners = [] if bank is None else [bank.hyperedges]
    sums, counts = (None, None) if bank is None else (bank.sums, bank.counts)
    for features, graph in images:
        own = graph.single(assignment)
        if sums is None or counts is None:
            places, own = torch.unique(own, return_inverse=True)  # a hyperedge that is no node's only one is left out
            sums, counts = _totals(features, own, len(places))
        else:
            own = _most_similar(hyperedge_features(graph.incidence, features), sums / counts[:, None])[own]
            more, number = _totals(features, own, len(sums))
            sums, counts = sums + more, counts + number
        nodes.append(features)
        owners.append(own)
    assert sums is not None and counts is not None
    return _grouped(torch.cat(nodes), torch.cat(owners), sums, counts)


def sample_memory(bank: MemoryBank, budget: int, sampling: str, projection: bool, seed: int) -> MemoryBank:
    """Keep about `budget` nodes of a bank; see `quotas` for the number with "hyperedge" and `spread_centres` with "spread".

    Args:
        sampling: "hyperedge", k-centre greedy inside each hyperedge, as many as its size earns (CIF); "spread", as many as
            its spread needs; "coreset", over all nodes (PatchCore, arXiv 2106.08265); "random".
        projection, seed: see `k_centre_greedy`.
    """
    if budget >= len(bank.nodes):
        return bank
    if sampling == "random":
        order = torch.randperm(len(bank.nodes), generator=torch.Generator().manual_seed(seed))
        return _only(bank, order[:budget].to(bank.nodes.device))
    space = _project(bank.nodes, seed) if projection else bank.nodes
    if sampling == "coreset":
        return _only(bank, k_centre_greedy(space, budget))
    if sampling == "spread":
        return _only(bank, spread_centres(space, bank.hyperedges, budget))
    kept, first = [], 0
    for size, quota in zip(bank.kept.tolist(), quotas(bank.counts, bank.kept, budget), strict=True):
        kept.append(first + k_centre_greedy(space[first : first + size], quota))
        first += size
    return _only(bank, torch.cat(kept))


def quotas(counts: Tensor, available: Tensor, budget: int) -> list[int]:
    """Nodes to keep in each hyperedge: proportional to `counts`, at least 1, at most what is `available`.

    Shares are rounded by largest remainder, so they sum to `budget` unless a hyperedge is raised to 1 or has too few.

    Args:
        counts: `(K,)` int64, nodes ever seen.
        available: `(K,)` int64, nodes there are now.
    """
    exact = [count * budget / int(counts.sum()) for count in counts.tolist()]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda k: given[k] - exact[k])
    for k in by_remainder[: budget - sum(given)]:
        given[k] += 1
    return [min(max(share, 1), most) for share, most in zip(given, available.tolist(), strict=True)]


def k_centre_greedy(points: Tensor, count: int) -> Tensor:
    """Indices `(count,)` of rows, each next one the farthest from those before (Gonzalez 1985), ties to the lower index.

    The first is the row nearest to the mean; a single one is the row whose greatest distance is smallest.

    Args:
        points: `(n, d)`.
        count: 0..n.
    """
    if count == 1:
        return _one_centre(points)[None]
    chosen = torch.empty(count, dtype=torch.int64, device=points.device)
    distances = torch.full((len(points),), torch.inf, device=points.device, dtype=points.dtype)
    for step in range(count):
        chosen[step] = distances.argmax() if step else distances_to(points, points.mean(0, keepdim=True)).argmin()
        distances = torch.minimum(distances, distances_to(points, points[chosen[step]][None]))
        distances[chosen[step]] = -1  # never again, not even among equal rows
    return chosen


def spread_centres(points: Tensor, hyperedges: Tensor, count: int) -> Tensor:
    """Indices of rows, the next one always the farthest from the centres of its own hyperedge (our design).

    k-centre greedy with distances inside hyperedges alone: a hyperedge has as many centres as its spread needs. Shares by
    size, as in the public code, leave a rare but varied kind of patch with too few, and its normal patches look odd. Each
    hyperedge starts with the row nearest to its mean, so there are at least as many centres as hyperedges.

    Args:
        points: `(n, d)`.
        hyperedges: `(n,)` int64, ascending.
        count: at most n.
    """
    sizes = torch.bincount(hyperedges).tolist()
    ends = torch.tensor(sizes).cumsum(0).tolist()
    members = [slice(end - size, end) for size, end in zip(sizes, ends, strict=True)]
    distances = torch.zeros(len(points), device=points.device, dtype=points.dtype)
    chosen: list[int] = []

    def choose(row: int, own: slice) -> None:
        distances[own] = torch.minimum(distances[own], distances_to(points[own], points[row][None]))
        distances[row] = -1  # never again, not even among equal rows
        chosen.append(row)

    for own in members:
        if own.stop > own.start:
            distances[own] = torch.inf
            nearest = distances_to(points[own], points[own].mean(0, keepdim=True)).argmin()
            choose(own.start + int(nearest), own)
    while len(chosen) < count:
        row = int(distances.argmax())
        choose(row, members[int(hyperedges[row])])
    return torch.tensor(chosen, device=points.device)


def _one_centre(points: Tensor) -> Tensor:
    rows = max(1, 2**22 // len(points))
    return torch.cat(
        [
            torch.cdist(block, points, compute_mode="donot_use_mm_for_euclid_dist").amax(1)
            for block in points.split(rows)
        ]
    ).argmin()


def distances_to(points: Tensor, centre: Tensor) -> Tensor:
    """Exact distances `(n,)` of `(n, d)` to one `(1, d)`: no matrix product, whose rounding would break ties by chance."""
    return torch.cdist(points, centre, compute_mode="donot_use_mm_for_euclid_dist")[:, 0]


def _project(nodes: Tensor, seed: int) -> Tensor:
    """Sparse random projection (Li, Hastie & Church 2006) to the width of Johnson & Lindenstrauss, if it is smaller."""
    error = PROJECTION_ERROR**2 / 2 - PROJECTION_ERROR**3 / 3
    dim, width = nodes.shape[1], int(4 * torch.tensor(float(len(nodes))).log().item() / error)
    if width >= dim:
        return nodes
    generator = torch.Generator().manual_seed(seed)
    draws = torch.rand(dim, width, generator=generator)
    density = dim**-0.5
    signs = (draws < density / 2).float() - (draws > 1 - density / 2).float()
    return nodes @ (signs / (density * width) ** 0.5).to(nodes.device)


def _most_similar(edges: Tensor, bank_edges: Tensor) -> Tensor:
    return (F.normalize(edges.double(), dim=1) @ F.normalize(bank_edges, dim=1).T).argmax(1)


def _totals(features: Tensor, owners: Tensor, number: int) -> tuple[Tensor, Tensor]:
    members = F.one_hot(owners, number).T
    return members.double() @ features.double(), members.sum(1)


def _grouped(nodes: Tensor, owners: Tensor, sums: Tensor, counts: Tensor) -> MemoryBank:
    order = owners.argsort(stable=True)
    return MemoryBank(nodes[order], owners[order], sums, counts)


def _only(bank: MemoryBank, rows: Tensor) -> MemoryBank:
    rows = rows.sort().values
    return replace(bank, nodes=bank.nodes[rows], hyperedges=bank.hyperedges[rows])
