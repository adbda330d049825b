"""What of a clip is compared with clean ones: faces as they look, and how they change (our design on CIF's search)."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from argen.pipelines.cif.hypergraph import construct_hypergraph
from argen.pipelines.cif.memory import MemoryBank, grow_memory, sample_memory
from argen.pipelines.cif.search import patch_scores, propagate


CHANGES = ("look", "drift", "step")
FACE = 6  # cells along a side of the part of a frame where a face is, of 8 along the frame's side
FLOOR = 1e-3  # of the mean variance: a direction in which clean clips do not vary at all counts as varying by this


@dataclass(frozen=True)
class View:
    """One question to a clip.

    Attributes:
        change: "look", the frame itself; "drift", less the clip's first frame; "step", less the frame looked at before.
        layer: a map of `embedded_encoder`, "wan0" or "wan1" or "au0" to "au6".
        rows, columns: to which the face's part of the map is averaged before its cells are joined; they divide `FACE`.
    """

    change: str
    layer: str
    rows: int
    columns: int

    def __post_init__(self) -> None:
        if self.change not in CHANGES:
            raise ValueError(f"`change` is {self.change!r}; it has to be one of {', '.join(CHANGES)}.")
        if min(self.rows, self.columns) < 1 or FACE % self.rows or FACE % self.columns:
            raise ValueError(f"`rows` and `columns` are {self.rows} and {self.columns}; each has to divide {FACE}.")

    @property
    def name(self) -> str:
        """As parts of a score are called, such as "look au6 6x1"."""
        return f"{self.change} {self.layer} {self.rows}x{self.columns}"

    def nodes(self, faces: Mapping[str, Tensor]) -> Tensor:
        """Nodes `(b, n, d)` of clips whose face maps are `(b, frames, c, FACE, FACE)`: one per frame, less one for a change."""
        frames = faces[self.layer]
        pooled = F.adaptive_avg_pool2d(frames.flatten(0, 1), (self.rows, self.columns)).flatten(1)
        pooled = pooled.unflatten(0, frames.shape[:2])
        if self.change == "look":
            return pooled
        return pooled[:, 1:] - (pooled[:, :1] if self.change == "drift" else pooled[:, :-1])


def face_part(maps: Tensor) -> Tensor:
    """The middle of maps `(n, c, g, g)`, without the upper quarter and an eighth at each side, as `FACE` x `FACE` cells."""
    eighth = maps.shape[-1] // 8
    return F.adaptive_avg_pool2d(maps[..., 2 * eighth :, eighth : 7 * eighth], FACE)


@dataclass(frozen=True, eq=False)
class Space:
    """A whitened space and its memory of clean nodes: `mean` `(d,)`, `factor` `(d, d)` lower triangular, nodes `(m, d)`."""

    mean: Tensor
    factor: Tensor
    bank: MemoryBank

    def distances(self, nodes: Tensor, layers: int = 1, alpha: float = 0.9) -> Tensor:
        """How far each node `(n, d)` of one clip is from clean ones, `(n,)`: CIF's message passing and guided search.

        The nodes of a clip are one hyperedge. The score of CIF is a product of two distances; this is its root.
        """
        white = (nodes - self.mean) @ self.factor.T
        clip = torch.ones(len(white), 1, dtype=torch.bool, device=white.device)
        passed = propagate(white, clip, self.bank, layers, alpha)
        return patch_scores(passed, clip, self.bank).sqrt()


def fit_space(nodes: Tensor, budget: int, hyperedges: int, seed: int) -> Space:
    """The space of clean nodes `(n, d)`, whitened, with `budget` of them kept, by hyperedge.

    Directions in which clean faces hardly vary weigh as much as the others: it is there that broken ones show. A
    triangular factor whitens as well as principal axes do, in half the numbers.
    """
    mean = nodes.mean(0, dtype=torch.float64).half()
    centred = nodes.double() - mean.double()
    covariance = centred.T @ centred / len(nodes)
    covariance += FLOOR * covariance.diagonal().mean() * torch.eye(len(covariance), dtype=torch.float64)
    factor = torch.linalg.inv(torch.linalg.cholesky(covariance)).tril().half().float()
    # half precision is what is saved: fit with what will be loaded
    white = ((nodes - mean.float()) @ factor.T).half().float()
    graph = construct_hypergraph(white, hyperedges, seed=seed)
    bank = sample_memory(grow_memory(None, [(white, graph)]), budget, "hyperedge", False, seed)
    return Space(mean.float(), factor, bank)


def clip_distance(distances: Tensor) -> Tensor:
    """A clip's distance, a scalar, from those of its nodes `(n,)`: the mean of the worse half, for a face may break late."""
    return distances.topk((len(distances) + 1) // 2).values.mean()
