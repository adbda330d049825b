"""Distance of two sets of clips by their features: Fréchet distance and an unbiased kernel distance."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate
import numpy as np


_DESCRIPTION = """\
Fréchet distance of Gaussians fitted to the features of two sets of clips (Heusel et al. 2017; FVD where the features are
of video), and the unbiased squared maximum mean discrepancy with the cubic polynomial kernel (KID, Bińkowski et al. 2018)
over random subsets. The Fréchet distance is biased upward for few clips: compare only equal n. Neither number means
anything without the extractor of the features, which is why its name is asked for and handed back.
"""

_CITATION = """\
@inproceedings{heusel2017gans, title={GANs trained by a two time-scale update rule converge to a local Nash equilibrium},
  author={Heusel, Martin and Ramsauer, Hubert and Unterthiner, Thomas and Nessler, Bernhard and Hochreiter, Sepp},
  booktitle={NeurIPS}, year={2017}}
@inproceedings{binkowski2018demystifying, title={Demystifying MMD GANs},
  author={Bi{\\'n}kowski, Miko{\\l}aj and Sutherland, Danica J. and Arbel, Michael and Gretton, Arthur},
  booktitle={ICLR}, year={2018}}
"""

_INPUTS = """
Args:
    predictions: a feature vector per generated clip.
    references: a feature vector per real clip; there may be more or fewer than predictions.
    extractor: name and version of what made the features; required.
    subsets: number of random subsets of the kernel distance (100).
    subset_size: clips of each set in a subset; left out, half of the smaller set, at most 1000.
    seed: of the subsets (0).

Returns:
    "frechet"; "mmd", mean over the subsets, which can be below 0, and "mmd_sd" over them (the sd of one subset is nan);
    "n_predictions", "n_references", "dimensions"; "rank_deficient", whether a set has no more clips than dimensions, so
    that its covariance is singular; "extractor", "subsets", "subset_size", "seed".

Examples:
    >>> distance = evaluate.load("spaces/clip_distance")
    >>> a, b = [[0.0], [1.0], [2.0], [3.0]], [[1.0], [2.0], [3.0], [4.0]]
    >>> round(distance.compute(predictions=a, references=b, extractor="none")["frechet"], 6)
    1.0
"""


class ClipDistance(evaluate.Metric):
    """The distances as `evaluate` loads them."""

    def _info(self) -> evaluate.MetricInfo:
        row = datasets.Sequence(datasets.Value("float64"))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": row, "references": row}),
        )

    def add_batch(self, *, predictions: Any = None, references: Any = None, **kwargs: Any) -> None:
        """Add features of either set, or of both in any numbers; `evaluate` itself wants as many of each."""
        guessed, true = ([] if rows is None else list(rows) for rows in (predictions, references))
        size = max(len(guessed), len(true))
        super().add_batch(
            predictions=guessed + [None] * (size - len(guessed)),
            references=true + [None] * (size - len(true)),
            **kwargs,
        )

    def _compute(
        self,
        predictions: Sequence[Sequence[float] | None],
        references: Sequence[Sequence[float] | None],
        extractor: str | None = None,
        subsets: int = 100,
        subset_size: int | None = None,
        seed: int = 0,
    ) -> dict[str, Any]:
        if not isinstance(extractor, str) or not extractor.strip():
            raise ValueError(f"`extractor` is {extractor!r}; name the model and version that made the features")
        a, b = features("predictions", predictions), features("references", references)
        if a.shape[1] != b.shape[1]:
            raise ValueError(
                f"`predictions` have {a.shape[1]} features and `references` {b.shape[1]}: use one extractor"
            )
        fewest = min(len(a), len(b))
        size = max(2, min(1000, fewest // 2)) if subset_size is None else subset_size
        if not 2 <= size <= fewest:
            raise ValueError(f"`subset_size` is {size}; it has to be from 2 to {fewest}, the clips of the smaller set")
        if subsets < 1:
            raise ValueError(f"`subsets` is {subsets}; it has to be 1 or more")
        draws = subset_mmd(a, b, subsets, size, seed)
        return {
            "frechet": frechet(a, b),
            "mmd": float(draws.mean()),
            "mmd_sd": float(draws.std(ddof=1)) if subsets > 1 else float("nan"),
            "n_predictions": len(a),
            "n_references": len(b),
            "dimensions": a.shape[1],
            "rank_deficient": fewest <= a.shape[1],
            "extractor": extractor,
            "subsets": subsets,
            "subset_size": size,
            "seed": seed,
        }


def features(name: str, rows: Sequence[Sequence[float] | None]) -> np.ndarray:
    """Feature rows as `(clips, dimensions)` without the padding; ValueError for what cannot be compared."""
    kept = [row for row in rows if row is not None]
    lengths = sorted({len(row) for row in kept})
    if len(kept) < 2:
        raise ValueError(f"`{name}` holds {len(kept)} clips; a distance needs at least 2 of each set")
    if len(lengths) != 1 or lengths[0] < 1:
        raise ValueError(
            f"`{name}` has rows of the lengths {lengths}; each clip needs one feature vector of equal length"
        )
    values = np.asarray(kept, np.float64)
    if not np.isfinite(values).all():
        bad = int(np.flatnonzero(~np.isfinite(values).all(1))[0])
        raise ValueError(f"`{name}` has a value that is not finite in row {bad}: leave that clip out")
    return values


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """Fréchet distance of the Gaussians of `(clips, dimensions)`: |ma - mb|^2 + tr(A) + tr(B) - 2 tr((AB)^(1/2)).

    With A = RaᵀRa and B = RbᵀRb from QR factors of the centred rows, tr((AB)^(1/2)) is the sum of the singular values of
    RaRbᵀ: no product of covariances is formed, no matrix square root taken, and singular covariances need no epsilon.
    """
    roots = [np.asarray(np.linalg.qr((x - x.mean(0)) / np.sqrt(len(x) - 1), mode="r")) for x in (a, b)]
    shared = np.linalg.svd(roots[0] @ roots[1].T, compute_uv=False).sum()
    apart = np.square(a.mean(0) - b.mean(0)).sum()
    return float(max(0.0, apart + np.square(roots[0]).sum() + np.square(roots[1]).sum() - 2 * shared))


def subset_mmd(a: np.ndarray, b: np.ndarray, subsets: int, size: int, seed: int) -> np.ndarray:
    """`mmd` of each random subset; subset k depends only on (seed, k)."""
    draws = []
    for k in range(subsets):
        rng = np.random.default_rng([seed, k])
        picked = [rows[rng.choice(len(rows), size, replace=False)] for rows in (a, b)]
        draws.append(mmd(*picked))
    return np.array(draws)


def mmd(a: np.ndarray, b: np.ndarray) -> float:
    """Unbiased squared MMD of equally many `(clips, dimensions)` with the kernel (xᵀy / dimensions + 1)³."""
    n, width = a.shape
    aa, bb, ab = ((x @ y.T / width + 1) ** 3 for x, y in ((a, a), (b, b), (a, b)))
    within = (aa.sum() - np.trace(aa) + bb.sum() - np.trace(bb)) / (n * (n - 1))
    return float(within - 2 * ab.mean())
