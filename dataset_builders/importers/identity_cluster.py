"""Who is the same person, from face embeddings: clips that look alike are joined (our design).

Two linkages, both deterministic. "average" joins groups while their clips are alike on the average; it forgives an embedder
that errs, and keeps all pairs in memory. "single" joins any two clips above the threshold (connected components), which
gives a promise, that clips of different clusters are never more alike than it; but it chains, A like B like C, and a weak
embedder chains everybody. On our renders, default embedder: docs/datasets.md.
"""

from importlib.util import find_spec

import numpy as np


LINKAGES = ("average", "single")
BLOCK = 1024  # rows of the similarity matrix that "single" holds at once


def cluster_identities(embeddings: np.ndarray, threshold: float, linkage: str = "average") -> np.ndarray:
    """Cluster numbers `(n,)`, 0 upwards in the order in which clusters first appear.

    Args:
        embeddings: `(n, d)`, finite, no row zero; compared by cosine.
        threshold: cosine similarity from which two clips, or two groups, count as one person, above -1 and up to 1.
        linkage: "average" needs 8 n² bytes (12,000 clips 1.2 GB), "single" 4096 n and 16 per pair above the threshold.

    Raises:
        ValueError: wrong shape or values.
        ImportError: scipy is missing.
    """
    vectors = unit_rows(embeddings)
    check_clustering(threshold, linkage)
    if find_spec("scipy") is None:
        raise ImportError("clustering needs scipy: pip install 'argen[importers]'")
    if len(vectors) == 1:
        return np.zeros(1, np.int32)
    # the last bit of a product of unit rows may fall short of 1, and equal clips have to join at threshold 1
    least = threshold - 1e-6
    found = _average(vectors, least) if linkage == "average" else _single(vectors, least)
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int32)


def check_clustering(threshold: float | None, linkage: str) -> None:
    """ValueError for a threshold that is no cosine (None is left open), or an unknown linkage."""
    if threshold is not None and not -1 < threshold <= 1:
        raise ValueError(f"`threshold` is {threshold}; it is a cosine, above -1 and up to 1, such as 0.3")
    if linkage not in LINKAGES:
        raise ValueError(f"`linkage` is {linkage!r}; it has to be one of {', '.join(LINKAGES)}")


def _average(vectors: np.ndarray, least: float) -> np.ndarray:
    from scipy.cluster.hierarchy import fcluster, linkage

    return fcluster(linkage(vectors.astype(np.float64), "average", "cosine"), 1 - least, "distance")


def _single(vectors: np.ndarray, least: float) -> np.ndarray:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = [_alike(vectors, start, least) for start in range(0, len(vectors), BLOCK)]
    rows, columns = np.concatenate(pairs, axis=1)
    graph = coo_array((np.ones(len(rows), np.bool_), (rows, columns)), (len(vectors),) * 2)
    return connected_components(graph, directed=False)[1]


def _alike(vectors: np.ndarray, start: int, least: float) -> np.ndarray:
    """Pairs `(2, k)` above the threshold, the first of them in the block."""
    rows, columns = np.nonzero(vectors[start : start + BLOCK] @ vectors.T >= least)
    return np.stack([rows + start, columns])


def unit_rows(embeddings: np.ndarray) -> np.ndarray:
    """Rows of length 1, float32 `(n, d)`; ValueError for another shape, values that are not finite, or a zero row."""
    vectors = np.asarray(embeddings, np.float32)
    if vectors.ndim != 2 or 0 in vectors.shape:
        raise ValueError(f"`embeddings` have the shape {vectors.shape}; they have to be (clips, dimensions)")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths == 0).any():
        raise ValueError(
            "`embeddings` hold a row that is zero or not finite; an embedder has to give a direction per clip"
        )
    return vectors / lengths


def largest_share(clusters: np.ndarray) -> float:
    """Part of all clips that the largest cluster holds, 0..1."""
    return float(np.bincount(clusters).max() / len(clusters))
