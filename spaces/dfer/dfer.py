"""WAR, UAR, per-class recall and confusion matrix of a classifier of expressions, pooled and balanced over folds."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate
import numpy as np


_DESCRIPTION = """\
Scores of dynamic facial expression recognition. WAR (weighted average recall) is the accuracy; UAR (unweighted average
recall) is the mean of the recalls of the classes. A class without a reference has no recall: it is nan, left out of the
UAR and listed under "absent".
"""

_INPUTS = """
Args:
    predictions: predicted classes, names or ids.
    references: true classes, of the same kind.
    labels: names of all classes, in the order of their ids. Left out, the classes are those that occur, sorted.
    folds: number or name of the fold of each clip, in the order in which the clips were added. Gives mean and sample
        standard deviation over the folds, each fold counting the same, whatever its size.

Returns:
    "war", "uar" in [0, 1]; "recall" and "support" by class; "confusion", counts with a row per true class and a column
    per predicted one, in the order of "labels"; "absent", classes without a reference; "n", clips.
    With `folds` also "war_mean", "war_sd", "uar_mean", "uar_sd" (the sd of one fold is nan), "recall_mean" by class over
    the folds that have it, and "folds", all of the above but the matrix per fold.

Examples:
    >>> dfer = evaluate.load("spaces/dfer")
    >>> dfer.compute(predictions=["fear", "fear", "anger"], references=["fear", "anger", "anger"])["uar"]
    0.75
"""


class Dfer(evaluate.Metric):
    """WAR and UAR as `evaluate` loads them."""

    def _info(self) -> evaluate.MetricInfo:
        # ids are taken as floats, since an integer column would cut 1.7 to 1 without a word
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=[
                datasets.Features({name: datasets.Value(dtype) for name in ("predictions", "references")})
                for dtype in ("string", "float64")
            ],
        )

    def add_batch(self, *, predictions: Any = None, references: Any = None, **kwargs: Any) -> None:
        """Add clips; ValueError for none at all, which `evaluate` itself answers with an IndexError."""
        if predictions is not None and len(predictions) == 0:
            raise ValueError("`predictions` is empty: give at least one clip")
        super().add_batch(predictions=predictions, references=references, **kwargs)

    def _compute(
        self,
        predictions: Sequence[str | float],
        references: Sequence[str | float],
        labels: Sequence[str] | None = None,
        folds: Sequence[int | str] | None = None,
    ) -> dict[str, Any]:
        for name, values in (("predictions", predictions), ("references", references)):
            missing = [k for k, value in enumerate(values) if value is None]
            if missing:
                raise ValueError(f"`{name}` holds None at {missing[0]}: leave that clip out, or give a class")
        names = class_names([*predictions, *references], labels)
        guessed, true = (
            class_ids(name, values, names, labels is not None)
            for name, values in (("predictions", predictions), ("references", references))
        )
        result = scores(guessed, true, names)
        return result if folds is None else result | over_folds(guessed, true, names, folds)


def class_names(values: Sequence[str | float], labels: Sequence[str] | None) -> list[str]:
    """The classes by name: the `labels`, or what occurs, sorted; ValueError for labels that are empty or repeated."""
    if labels is None:
        return [value if isinstance(value, str) else f"{value:g}" for value in sorted(set(values))]
    names = [str(label) for label in labels]
    if not names or len(set(names)) < len(names):
        raise ValueError(f"`labels` is {names}; it has to name each class once")
    return names


def class_ids(name: str, values: Sequence[str | float], names: Sequence[str], given: bool) -> np.ndarray:
    """Indices `(clips,)` into `names`; ValueError for an id or a name that is no class."""
    if len(values) and isinstance(values[0], str):
        unknown = sorted({str(value) for value in values} - set(names))
        if unknown:
            raise ValueError(f"`{name}` holds {unknown}, which `labels` does not: it has {list(names)}")
        place = {label: k for k, label in enumerate(names)}
        return np.array([place[str(value)] for value in values])
    ids = np.asarray(values, np.float64)
    wrong = ids[~(np.isfinite(ids) & (ids == np.round(ids)))]
    if len(wrong):
        raise ValueError(f"`{name}` holds {wrong[0]:g}, which is no class: give ids such as 3 or names, not scores")
    if not given:
        return np.searchsorted([float(label) for label in names], ids)
    outside = ids[(ids < 0) | (ids >= len(names))]
    if len(outside):
        raise ValueError(f"`{name}` holds the id {outside[0]:g}; `labels` names the ids 0 to {len(names) - 1}")
    return ids.astype(np.int64)


def scores(guessed: np.ndarray, true: np.ndarray, names: Sequence[str]) -> dict[str, Any]:
    """WAR, UAR, recalls and counts of classes `(clips,)`, at least one."""
    size = len(names)
    counts = np.bincount(true * size + guessed, minlength=size * size).reshape(size, size)
    support = counts.sum(1)
    recall = np.divide(counts.diagonal(), support, out=np.full(size, np.nan), where=support > 0)
    return {
        "war": float(counts.trace() / len(true)),
        "uar": float(np.nanmean(recall)),
        "recall": dict(zip(names, recall.tolist(), strict=True)),
        "support": dict(zip(names, support.tolist(), strict=True)),
        "confusion": counts.tolist(),
        "labels": list(names),
        "absent": [name for name, count in zip(names, support, strict=True) if count == 0],
        "n": len(true),
    }


def over_folds(
    guessed: np.ndarray, true: np.ndarray, names: Sequence[str], folds: Sequence[int | str]
) -> dict[str, Any]:
    """Mean and sample standard deviation over folds, and the scores of each."""
    where = np.asarray(folds)
    if where.shape != true.shape:
        raise ValueError(f"`folds` has {len(where)} entries for {len(true)} clips: give one per clip, in their order")
    parts = []
    for fold in np.unique(where):
        chosen = where == fold
        part = scores(guessed[chosen], true[chosen], names)
        parts.append({"fold": fold.item()} | {key: part[key] for key in part if key not in ("confusion", "labels")})
    result: dict[str, Any] = {"folds": parts}
    for key in ("war", "uar"):
        values = [part[key] for part in parts]
        result |= {f"{key}_mean": float(np.mean(values)), f"{key}_sd": sample_sd(values)}
    return result | {"recall_mean": {name: present_mean([part["recall"][name] for part in parts]) for name in names}}


def sample_sd(values: Sequence[float]) -> float:
    """Standard deviation with n - 1; nan for a single value."""
    return float(np.std(values, ddof=1)) if len(values) > 1 else float("nan")


def present_mean(values: Sequence[float]) -> float:
    """Mean of what is not nan; nan where nothing is."""
    present = [value for value in values if not np.isnan(value)]
    return float(np.mean(present)) if present else float("nan")
