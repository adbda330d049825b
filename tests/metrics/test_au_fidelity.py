"""`spaces/au_fidelity` agrees with scipy and with the analysis of variance behind ICC(3,1)."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import pearsonr
from sklearn.metrics import mean_squared_error


Load = Callable[[str], Any]
VALUES = st.integers(-1000, 1000).map(lambda k: k / 1000)
TABLES = st.tuples(st.integers(2, 20), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(arrays(np.float64, shape, elements=VALUES), arrays(np.float64, shape, elements=VALUES))
)


@pytest.fixture(scope="module")
def fidelity(import_metric: Callable[[str], ModuleType]) -> ModuleType:
    return import_metric("au_fidelity")


def anova_icc(table: np.ndarray) -> float:
    """ICC(3,1) from the mean squares of `(subjects, raters)` (Shrout & Fleiss 1979)."""
    n, k = table.shape
    rows, columns, grand = table.mean(1, keepdims=True), table.mean(0, keepdims=True), table.mean()
    between = k * ((rows - grand) ** 2).sum() / (n - 1)
    error = ((table - rows - columns + grand) ** 2).sum() / ((n - 1) * (k - 1))
    return (between - error) / (between + (k - 1) * error)


@given(TABLES)
def test_scores_agree_with_scipy_and_anova(fidelity: ModuleType, tables: tuple[np.ndarray, np.ndarray]) -> None:
    guessed, true = tables
    units = [f"AU{k}" for k in range(true.shape[1])]
    scores = fidelity.fidelity(guessed, true, units)
    for k, unit in enumerate(units):
        a, b = guessed[:, k], true[:, k]
        assert scores["mse"][unit] == pytest.approx(mean_squared_error(b, a))
        if np.ptp(a) and np.ptp(b):
            assert scores["r"][unit] == pytest.approx(pearsonr(a, b)[0], abs=1e-9)
        else:
            assert math.isnan(scores["r"][unit])
        if np.ptp(b):
            assert scores["icc"][unit] == pytest.approx(anova_icc(np.stack([a, b], 1)), abs=1e-9)
        else:
            assert math.isnan(scores["icc"][unit])
    assert scores["r_undefined"] == sum(map(math.isnan, scores["r"].values()))
    if scores["r_undefined"] < len(units):
        assert scores["r_mean"] == pytest.approx(np.nanmean(list(scores["r"].values())))


def test_the_anova_gives_what_shrout_and_fleiss_print() -> None:
    """Their table of 6 targets and 4 judges, whose ICC(3,1) is .71."""
    judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert round(anova_icc(np.array(judged, np.float64)), 2) == 0.71


def test_a_constant_column_is_nan_counted_and_not_free(load_metric: Load) -> None:
    rng = np.random.default_rng(0)
    true = rng.uniform(size=(30, 3))
    guessed = true + rng.normal(0, 0.1, (30, 3))
    guessed[:, 1], true[:, 2] = 0.1, 0.3
    scores = load_metric("au_fidelity").compute(predictions=guessed, references=true, names=["AU01", "AU02", "AU04"])
    assert math.isnan(scores["r"]["AU02"]) and math.isnan(scores["r"]["AU04"]) and scores["r_undefined"] == 2
    assert scores["constant_predictions"] == ["AU02"] and scores["constant_references"] == ["AU04"]
    assert scores["r_mean"] == scores["r"]["AU01"]
    assert scores["icc"]["AU02"] == pytest.approx(0, abs=1e-12) and math.isnan(scores["icc"]["AU04"])
    assert scores["icc_mean"] == pytest.approx(scores["icc"]["AU01"] / 2)
    assert not math.isnan(scores["mse_mean"])


def test_nothing_moves_nothing_is_claimed(load_metric: Load) -> None:
    scores = load_metric("au_fidelity").compute(predictions=[[0.1]] * 3, references=[[0.1]] * 3)
    assert math.isnan(scores["r_mean"]) and math.isnan(scores["icc_mean"]) and scores["mse_mean"] == 0


def test_batches_are_one(load_metric: Load) -> None:
    metric = load_metric("au_fidelity")
    guessed, true = np.random.default_rng(2).uniform(size=(2, 25, 4))
    wanted = metric.compute(predictions=guessed, references=true)
    for start in range(0, 25, 10):
        metric.add_batch(predictions=guessed[start : start + 10], references=true[start : start + 10].tolist())
    assert metric.compute() == wanted and wanted["n"] == 25


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            {"predictions": [[1.0, 2.0], [1.0]], "references": [[1.0, 2.0], [1.0, 2.0]]},
            "`predictions` has rows of the le",
        ),
        (
            {"predictions": [[1.0], [2.0]], "references": [[1.0, 2.0], [1.0, 2.0]]},
            r"\(2, 1\) and `references` \(2, 2\)",
        ),
        ({"predictions": [[math.nan], [1.0]], "references": [[1.0], [2.0]]}, "not finite in row 0"),
        ({"predictions": [[1.0], [None]], "references": [[1.0], [2.0]]}, "not finite in row 1"),
        ({"predictions": [[1.0]], "references": [[1.0]]}, "at least 2"),
        ({"predictions": [1.0, 2.0], "references": [1.0, 2.0]}, "expected format"),
        ({"predictions": [[0.0], [1.0]], "references": [[0.0], [1.0]], "names": ["a", "b"]}, "`names`"),
        ({"predictions": [[0.0, 1.0]] * 2, "references": [[0.0, 1.0]] * 2, "names": ["a", "a"]}, "`names`"),
    ],
)
def test_mistakes_are_named(load_metric: Load, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_metric("au_fidelity").compute(**arguments)
