"""How much a recogniser of expressions loses when the order of the frames is destroyed."""

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate
import numpy as np


CONDITIONS = ("shuffle", "reverse", "first_frame")

_DESCRIPTION = """\
The same clips are classified as they are, with their frames shuffled, in reverse, and with the first frame repeated. A
recogniser that reads dynamics loses accuracy; one that reads single frames does not. WAR is the accuracy, UAR the mean of
the recalls of the classes that have a reference.
"""

_INPUTS = """
Args:
    predictions: predicted classes of the clips as they are, names or ids.
    shuffle: predictions for the same clips, frames shuffled.
    reverse: the same, last frame first.
    first_frame: the same, every frame replaced by the first.
    references: true classes.

Returns:
    "as_is" with "war" and "uar" in [0, 1]; for each condition "war", "uar", "war_drop" and "uar_drop" (as it is minus
    condition), "war_drop_se" and "uar_drop_se", their standard errors over clips, paired (nan where a class has one
    clip), and "changed", the share of clips whose class changed; "classes" and "n", classes and clips.

Examples:
    >>> probe = evaluate.load("spaces/temporal_probe")
    >>> still = ["fear", "fear", "fear", "fear"]
    >>> true = ["fear", "fear", "anger", "anger"]
    >>> probe.compute(predictions=true, shuffle=still, reverse=true, first_frame=still, references=true)["shuffle"]["uar_drop"]
    0.5
"""


class TemporalProbe(evaluate.Metric):
    """The temporal probe as `evaluate` loads it."""

    def _info(self) -> evaluate.MetricInfo:
        names = ("predictions", *CONDITIONS, "references")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            # ids are taken as floats, since an integer column would cut 1.7 to 1 without a word
            features=[
                datasets.Features({name: datasets.Value(dtype) for name in names}) for dtype in ("string", "float64")
            ],
        )

    def add_batch(self, *, predictions: Any = None, references: Any = None, **kwargs: Any) -> None:
        """Add clips; ValueError for none at all, which `evaluate` itself answers with an IndexError."""
        if predictions is not None and len(predictions) == 0:
            raise ValueError("`predictions` is empty: give at least one clip")
        super().add_batch(predictions=predictions, references=references, **kwargs)

    def _compute(self, references: Sequence[str | float], **predicted: Sequence[str | float]) -> dict[str, Any]:
        for name, values in (*predicted.items(), ("references", references)):
            check_classes(name, values)
        true = np.asarray(references)
        hits = {name: np.asarray(values) == true for name, values in predicted.items()}
        before = hits["predictions"]
        result: dict[str, Any] = {"as_is": {"war": mean_se(before)[0], "uar": class_mean_se(before, true)[0]}}
        for name in CONDITIONS:
            war_drop, war_se = mean_se(before.astype(np.float64) - hits[name])
            uar_drop, uar_se = class_mean_se(before.astype(np.float64) - hits[name], true)
            result[name] = {
                "war": mean_se(hits[name])[0],
                "uar": class_mean_se(hits[name], true)[0],
                "war_drop": war_drop,
                "uar_drop": uar_drop,
                "war_drop_se": war_se,
                "uar_drop_se": uar_se,
                "changed": float(np.mean(np.asarray(predicted["predictions"]) != np.asarray(predicted[name]))),
            }
        return result | {"classes": len(np.unique(true)), "n": len(true)}


def check_classes(name: str, values: Sequence[str | float]) -> None:
    """Refuse what is no class (ValueError)."""
    wrong = [value for value in values if not isinstance(value, str) and (value is None or value % 1 != 0)]
    if wrong:
        raise ValueError(f"`{name}` holds {wrong[0]}, which is no class: give ids such as 3 or names, not scores")


def mean_se(values: np.ndarray) -> tuple[float, float]:
    """Mean and its standard error; the error of a single value is nan."""
    count = len(values)
    error = float(np.std(values, ddof=1) / np.sqrt(count)) if count > 1 else float("nan")
    return float(np.mean(values)), error


def class_mean_se(values: np.ndarray, classes: np.ndarray) -> tuple[float, float]:
    """Mean over the classes of the mean of each, and its standard error: classes are fixed, clips are drawn."""
    parts = [mean_se(values[classes == one]) for one in np.unique(classes)]
    means, errors = np.array(parts).T
    return float(means.mean()), float(np.sqrt(np.square(errors).sum()) / len(parts))
