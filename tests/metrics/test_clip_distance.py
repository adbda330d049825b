"""`spaces/clip_distance` agrees with scipy's matrix square root and with MMD written as the sum that defines it."""

from collections.abc import Callable
from itertools import permutations, product
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import sqrtm
from sklearn.metrics.pairwise import polynomial_kernel


Load = Callable[[str], Any]


@pytest.fixture(scope="module")
def distance(import_metric: Callable[[str], ModuleType]) -> ModuleType:
    return import_metric("clip_distance")


def drawn(seed: int, n: int, d: int) -> np.ndarray:
    """Correlated features `(n, d)` off the origin."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + rng.normal(size=d)


@given(st.integers(0, 2**20), st.integers(12, 40), st.integers(12, 40), st.integers(1, 8))
def test_frechet_agrees_with_scipy(distance: ModuleType, seed: int, n: int, m: int, d: int) -> None:
    a, b = drawn(seed, n, d), drawn(seed + 1, m, d)
    left, right = (np.atleast_2d(np.cov(rows, rowvar=False)) for rows in (a, b))
    wanted = np.square(a.mean(0) - b.mean(0)).sum() + np.trace(left + right - 2 * np.real(sqrtm(left @ right)))
    assert distance.frechet(a, b) == pytest.approx(wanted, rel=1e-5, abs=1e-6)


def test_frechet_of_gaussians_is_the_closed_form(distance: ModuleType) -> None:
    """Commuting covariances: the sum of squared differences of means and of standard deviations."""
    rng = np.random.default_rng(0)
    a = rng.normal(size=(60, 3))
    a = (a - a.mean(0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(a, rowvar=False))).T  # exactly unit covariance
    b = a * [2.0, 3.0, 0.5] + [1.0, 0.0, -2.0]
    assert distance.frechet(a, b) == pytest.approx(5 + 1 + 4 + 0.25, rel=1e-12)


def test_frechet_stays_exact_where_covariances_are_singular(distance: ModuleType) -> None:
    a = drawn(3, 10, 64)
    rotation = np.linalg.qr(np.random.default_rng(1).normal(size=(64, 64)))[0]
    assert distance.frechet(a, a) == pytest.approx(0, abs=1e-9)
    assert distance.frechet(a, a[::-1] + 2) == pytest.approx(4 * 64, rel=1e-12)
    b = drawn(4, 12, 64)
    assert distance.frechet(a, b) == pytest.approx(distance.frechet(b, a), rel=1e-12)
    assert distance.frechet(a @ rotation, b @ rotation) == pytest.approx(distance.frechet(a, b), rel=1e-9)


@given(st.integers(0, 2**20), st.integers(2, 6), st.integers(1, 5))
def test_mmd_is_the_sum_that_defines_it(distance: ModuleType, seed: int, n: int, d: int) -> None:
    a, b = drawn(seed, n, d), drawn(seed + 1, n, d)
    inside = {
        key: np.mean(
            [polynomial_kernel([x], [y], degree=3, coef0=1, gamma=1 / d)[0, 0] for x, y in permutations(rows, 2)]
        )
        for key, rows in (("a", a), ("b", b))
    }
    across = np.mean([polynomial_kernel([x], [y], degree=3, coef0=1, gamma=1 / d)[0, 0] for x, y in product(a, b)])
    scale = abs(inside["a"]) + abs(inside["b"]) + abs(across)
    assert distance.mmd(a, b) == pytest.approx(inside["a"] + inside["b"] - 2 * across, abs=float(1e-9 * scale))


def test_mmd_is_unbiased(distance: ModuleType) -> None:
    rng = np.random.default_rng(5)
    same = [distance.mmd(rng.normal(size=(8, 2)), rng.normal(size=(8, 2))) for _ in range(4000)]
    assert abs(np.mean(same)) < 4 * np.std(same) / np.sqrt(len(same)) and min(same) < 0
    apart = [distance.mmd(rng.normal(size=(8, 2)), 1 + rng.normal(size=(8, 2))) for _ in range(1000)]
    assert np.mean(apart) > 20 * np.std(same) / np.sqrt(len(same))


def test_sets_of_any_size_in_any_batches(load_metric: Load) -> None:
    metric = load_metric("clip_distance")
    a, b = drawn(0, 40, 4), drawn(1, 25, 4)
    asked = {"extractor": "random projection 1", "subsets": 10, "seed": 3}
    wanted = metric.compute(predictions=a, references=b, **asked)
    assert (wanted["n_predictions"], wanted["n_references"], wanted["dimensions"]) == (40, 25, 4)
    assert wanted["extractor"] == "random projection 1" and wanted["subset_size"] == 12
    metric.add_batch(references=b[:20])
    metric.add_batch(predictions=a[:5], references=b[20:])
    metric.add_batch(predictions=a[5:])
    assert metric.compute(**asked) == wanted
    other = metric.compute(predictions=a, references=b, **asked | {"seed": 4})
    assert other["mmd"] != wanted["mmd"] and other["frechet"] == wanted["frechet"]


def test_more_subsets_keep_the_first_ones(distance: ModuleType) -> None:
    a, b = drawn(0, 30, 3), drawn(1, 30, 3)
    assert np.array_equal(distance.subset_mmd(a, b, 9, 10, 0)[:4], distance.subset_mmd(a, b, 4, 10, 0))
    whole = distance.subset_mmd(a, b, 2, 30, 0)
    assert whole == pytest.approx([distance.mmd(a, b)] * 2)


def test_few_clips_are_said_to_be_few(load_metric: Load) -> None:
    metric = load_metric("clip_distance")
    for n in (8, 9):
        a, b = drawn(0, n, 8), drawn(1, 30, 8)
        is_singular = np.linalg.matrix_rank(np.cov(a, rowvar=False)) < 8
        assert metric.compute(predictions=a, references=b, extractor="x")["rank_deficient"] == is_singular == (n == 8)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"extractor": None}, "`extractor` is None"),
        ({"extractor": " "}, "`extractor` is ' '"),
        ({"predictions": [[1.0]]}, "`predictions` holds 1 clips"),
        ({"predictions": []}, "`predictions` holds 0 clips"),
        ({"predictions": [[1.0], [2.0, 3.0]]}, "`predictions` has rows of the lengths"),
        ({"predictions": [[1.0, 1.0], [2.0, 3.0]]}, "have 2 features and `references` 1"),
        ({"references": [[1.0], [np.inf]]}, "`references` has a value that is not finite in row 1"),
        ({"predictions": [1.0, 2.0]}, "expected format"),
        ({"subset_size": 3}, "`subset_size` is 3; .* from 2 to 2"),
        ({"subset_size": 1}, "`subset_size` is 1"),
        ({"subsets": 0}, "`subsets` is 0"),
    ],
)
def test_mistakes_are_named(load_metric: Load, changes: dict[str, Any], words: str) -> None:
    arguments = {"predictions": [[0.0], [1.0]], "references": [[0.0], [2.0]], "extractor": "x"}
    with pytest.raises(ValueError, match=words):
        load_metric("clip_distance").compute(**arguments | changes)
