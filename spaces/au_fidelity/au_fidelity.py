"""Agreement of measured with true Action Unit intensities: Pearson r, ICC(3,1) and MSE per unit."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate
import numpy as np


_DESCRIPTION = """\
Pearson r, ICC(3,1) (Shrout & Fleiss 1979: two-way mixed, single rater, consistency) and mean squared error of each Action
Unit over frames. What a constant column leaves undefined is nan, left out of the mean, and counted.
"""

_CITATION = """\
@article{shrout1979intraclass, title={Intraclass correlations: uses in assessing rater reliability},
  author={Shrout, Patrick E. and Fleiss, Joseph L.}, journal={Psychological Bulletin}, volume={86}, number={2},
  pages={420--428}, year={1979}}
"""

_INPUTS = """
Args:
    predictions: a list of intensities per frame, one per Action Unit.
    references: the truth, of the same shape.
    names: a name per Action Unit ("AU01"); left out, they are numbered from 0.

Returns:
    "r", "icc" and "mse", a dict by unit each; "r_mean", "icc_mean" and "mse_mean" over the units where they are defined;
    "r_undefined" and "icc_undefined", how many units were left out of the mean; "constant_predictions" and
    "constant_references", the units behind that; "n", frames. r is undefined where either column is constant, the ICC
    where the reference is constant. A constant prediction of a unit that moves has an ICC of 0, so it costs.

Examples:
    >>> fidelity = evaluate.load("spaces/au_fidelity")
    >>> fidelity.compute(predictions=[[0.0], [0.5], [1.0]], references=[[0.1], [0.6], [1.1]])["icc_mean"]
    1.0
"""


class AuFidelity(evaluate.Metric):
    """AU agreement as `evaluate` loads it."""

    def _info(self) -> evaluate.MetricInfo:
        row = datasets.Sequence(datasets.Value("float64"))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": row, "references": row}),
        )

    def _compute(
        self,
        predictions: Sequence[Sequence[float]],
        references: Sequence[Sequence[float]],
        names: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        guessed, true = table("predictions", predictions), table("references", references)
        if guessed.shape != true.shape:
            raise ValueError(
                f"`predictions` are {guessed.shape} and `references` {true.shape}: (frames, units) of one size"
            )
        if len(true) < 2:
            raise ValueError("`references` holds one frame; a correlation needs at least 2")
        units = [str(k) for k in range(true.shape[1])] if names is None else [str(name) for name in names]
        if len(units) != true.shape[1] or len(set(units)) < len(units):
            raise ValueError(f"`names` is {units}; it has to name each of the {true.shape[1]} columns once")
        return fidelity(guessed, true, units)


def table(name: str, rows: Sequence[Sequence[float]]) -> np.ndarray:
    """Rows as `(frames, units)`; ValueError for rows of several lengths, none at all, or values that are not finite."""
    lengths = sorted({-1 if row is None else len(row) for row in rows})
    if len(lengths) != 1 or lengths[0] < 1:
        raise ValueError(f"`{name}` has rows of the lengths {lengths}; each frame needs one value per Action Unit")
    values = np.asarray(rows, np.float64)
    if not np.isfinite(values).all():
        bad = int(np.flatnonzero(~np.isfinite(values).all(1))[0])
        raise ValueError(f"`{name}` has a value that is not finite in row {bad}: leave that frame out")
    return values


def fidelity(guessed: np.ndarray, true: np.ndarray, units: Sequence[str]) -> dict[str, Any]:
    """Scores of `(frames, units)` by unit, their means and what is undefined."""
    still, rest = np.ptp(guessed, 0) == 0, np.ptp(true, 0) == 0
    mse = np.square(guessed - true).mean(0)
    r = np.where(still | rest, np.nan, pearson(guessed, true))
    icc = np.where(rest, np.nan, consistency(guessed, true))
    result: dict[str, Any] = {}
    for name, values in (("r", r), ("icc", icc), ("mse", mse)):
        defined = values[~np.isnan(values)]
        result[name] = dict(zip(units, values.tolist(), strict=True))
        result[f"{name}_mean"] = float(defined.mean()) if len(defined) else float("nan")
    return result | {
        "r_undefined": int(np.isnan(r).sum()),
        "icc_undefined": int(np.isnan(icc).sum()),
        "constant_predictions": [unit for unit, constant in zip(units, still, strict=True) if constant],
        "constant_references": [unit for unit, constant in zip(units, rest, strict=True) if constant],
        "n": len(true),
    }


def pearson(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Pearson r of the columns of `(frames, units)`; nan for a constant column."""
    a, b = a - a.mean(0), b - b.mean(0)
    return ratio((a * b).sum(0), np.sqrt(np.square(a).sum(0)) * np.sqrt(np.square(b).sum(0))).clip(-1, 1)


def consistency(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """ICC(3,1) of two raters (Shrout & Fleiss 1979) for the columns of `(frames, units)`.

    (BMS - EMS) / (BMS + EMS) with BMS and EMS proportional to the squares of the sum and of the difference of the centred
    columns, which leaves 2 ab / (aa + bb).
    """
    a, b = a - a.mean(0), b - b.mean(0)
    return ratio(2 * (a * b).sum(0), np.square(a).sum(0) + np.square(b).sum(0))


def ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Quotient; nan where the divisor is 0."""
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
