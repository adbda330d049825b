"""`spaces/temporal_probe` agrees with scikit-learn, and its conditions reorder frames as they say."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import sem
from sklearn.metrics import accuracy_score, balanced_accuracy_score

from argen.pipelines.duse.temporal_conditions import CONDITIONS, apply_condition, frame_order


Load = Callable[[str], Any]


@pytest.fixture(scope="module")
def probe(import_metric: Callable[[str], ModuleType]) -> ModuleType:
    return import_metric("temporal_probe")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.filterwarnings("ignore:y_pred contains classes not in y_true")
def test_scores_agree_with_scikit_learn(load_metric: Load, seed: int) -> None:
    rng = np.random.default_rng(seed)
    columns = {name: rng.integers(0, 4, 50) for name in ("predictions", *CONDITIONS, "references")}
    result = load_metric("temporal_probe").compute(**columns)
    true, before = columns["references"], columns["predictions"]
    assert result["as_is"]["war"] == pytest.approx(accuracy_score(true, before))
    assert result["as_is"]["uar"] == pytest.approx(balanced_accuracy_score(true, before))
    for name in CONDITIONS:
        war, uar = accuracy_score(true, columns[name]), balanced_accuracy_score(true, columns[name])
        assert result[name]["war"] == pytest.approx(war) and result[name]["uar"] == pytest.approx(uar)
        assert result[name]["war_drop"] == pytest.approx(result["as_is"]["war"] - war)
        assert result[name]["uar_drop"] == pytest.approx(result["as_is"]["uar"] - uar)
        assert result[name]["changed"] == np.mean(before != columns[name])
    assert result["n"] == 50 and result["classes"] == 4


def test_the_standard_error_is_the_spread_of_repeated_samples(probe: ModuleType) -> None:
    rng = np.random.default_rng(0)
    classes = np.repeat([0, 1, 1], 40)
    drops = rng.choice([-1.0, 0.0, 1.0], (4000, 120), p=[0.1, 0.5, 0.4])
    results = np.array([probe.class_mean_se(drop, classes) for drop in drops])
    assert results[:, 1].mean() == pytest.approx(results[:, 0].std(), rel=0.05)
    errors = [sem(drops[0, classes == k]) for k in (0, 1)]
    assert results[0, 1] == pytest.approx(np.hypot(*errors) / 2)
    assert np.isnan(probe.class_mean_se(np.array([1.0, 0.0, 1.0]), np.array([0, 1, 1]))[1])


def test_names_ids_and_batches_are_one(load_metric: Load) -> None:
    metric = load_metric("temporal_probe")
    rng = np.random.default_rng(1)
    ids = {name: rng.integers(0, 3, 20) for name in ("predictions", *CONDITIONS, "references")}
    names = {key: [("anger", "disgust", "fear")[k] for k in values] for key, values in ids.items()}
    wanted = metric.compute(**ids)
    assert metric.compute(**names) == wanted
    for start in (0, 9):
        metric.add_batch(**{key: values[start : start + (9 if start == 0 else 11)] for key, values in ids.items()})
    assert metric.compute() == wanted


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"shuffle": [0.5, 1]}, "`shuffle` holds 0.5"),
        ({"references": [None, 1]}, "`references` holds None"),
        ({"reverse": [1]}, r"number of predictions \(2\) and reverse \(1\)"),
        ({"reverse": ["a", "b"]}, "expected format"),
        ({name: [] for name in ("predictions", *CONDITIONS, "references")}, "is empty"),
    ],
)
def test_mistakes_are_named(load_metric: Load, changes: dict[str, Any], words: str) -> None:
    columns = {name: [0, 1] for name in ("predictions", *CONDITIONS, "references")}
    with pytest.raises(ValueError, match=words):
        load_metric("temporal_probe").compute(**columns | changes)
    del columns["shuffle"]
    with pytest.raises(ValueError, match="shuffle"):
        load_metric("temporal_probe").compute(**columns)


@given(st.integers(2, 40), st.integers(0, 2**40), st.integers(0, 2**40))
def test_a_shuffle_keeps_the_frames_and_not_their_order(count: int, seed: int, index: int) -> None:
    order = frame_order("shuffle", count, seed, index)
    assert sorted(order) == list(range(count)) and order.tolist() != list(range(count))
    assert np.array_equal(order, frame_order("shuffle", count, seed, index))


def test_the_order_depends_on_seed_and_clip() -> None:
    orders = {tuple(frame_order("shuffle", 16, seed, index)) for seed in range(10) for index in range(10)}
    assert len(orders) == 100


def test_conditions_of_arrays_and_tensors() -> None:
    clip = np.random.default_rng(0).normal(size=(8, 3, 4, 4))
    for name in CONDITIONS:
        made = apply_condition(clip, name, 3, 7)
        assert made.shape == clip.shape
        assert np.array_equal(apply_condition(torch.from_numpy(clip), name, 3, 7).numpy(), made)
    assert np.array_equal(apply_condition(clip, "reverse", 3, 7), clip[::-1])
    assert (apply_condition(clip, "first_frame", 3, 7) == clip[0]).all()
    assert np.array_equal(apply_condition(clip[:1], "shuffle", 3, 7), clip[:1])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mirror", 8, 0, 0), "`condition` is 'mirror'; .*shuffle"),
        (("shuffle", 0, 0, 0), "`count` is 0"),
        (("shuffle", 8, -1, 0), "`seed` is -1"),
        (("shuffle", 8, 0, -2), "`index` is -2"),
    ],
)
def test_impossible_conditions_are_refused(arguments: tuple[str, int, int, int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        frame_order(*arguments)
