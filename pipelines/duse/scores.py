"""WAR, UAR, recalls and confusion counts of a recogniser; the same numbers as the `evaluate` metric argen/dfer."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def make_scores(guessed: np.ndarray, true: np.ndarray, names: Sequence[str]) -> dict[str, Any]:
    """Scores of class ids `(clips,)`: a class without a reference has the recall nan and is not in the UAR.

    Args:
        guessed: predicted ids of `names`, at least one.
        true: ids of the truth.
        names: of all classes.

    Returns:
        "war" (accuracy), "uar" (mean recall), "recall" and "support" by class, "confusion" (a row per true class),
        "labels", "absent" (classes without a reference), "n".
    """
    if not len(true) or guessed.shape != true.shape:
        raise ValueError(
            f"`guessed` {guessed.shape} and `true` {true.shape} have to be of one length, at least one clip"
        )
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


def make_fold_scores(guessed: np.ndarray, true: np.ndarray, names: Sequence[str], folds: np.ndarray) -> dict[str, Any]:
    """Mean and sample standard deviation of WAR and UAR over the folds `(clips,)`, each counting the same.

    Returns:
        "war_mean", "war_sd", "uar_mean", "uar_sd" (nan for one fold), and "folds": scores of each, without the matrix.
    """
    parts = []
    for fold in np.unique(folds):
        part = make_scores(guessed[folds == fold], true[folds == fold], names)
        parts.append({"fold": fold.item()} | {key: part[key] for key in part if key not in ("confusion", "labels")})
    result: dict[str, Any] = {"folds": parts}
    for key in ("war", "uar"):
        values = [part[key] for part in parts]
        spread = float(np.std(values, ddof=1)) if len(values) > 1 else float("nan")
        result |= {f"{key}_mean": float(np.mean(values)), f"{key}_sd": spread}
    return result
