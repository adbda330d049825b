"""`spaces/dfer` agrees with scikit-learn, and says what it cannot score."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix, recall_score

from argen.pipelines.duse.scores import make_fold_scores, make_scores


Load = Callable[[str], Any]
NAMES = ("happiness", "sadness", "neutral", "anger", "surprise", "disgust")
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def dfer(import_metric: Callable[[str], ModuleType]) -> ModuleType:
    return import_metric("dfer")


@pytest.mark.filterwarnings("ignore:y_pred contains classes not in y_true", "ignore:A single label")
@given(PAIRS)
def test_scores_agree_with_scikit_learn(dfer: ModuleType, pairs: list[tuple[int, int]]) -> None:
    guessed, true = np.array(pairs).T
    scores = dfer.scores(guessed, true, NAMES)
    assert scores["war"] == pytest.approx(accuracy_score(true, guessed))
    assert scores["uar"] == pytest.approx(balanced_accuracy_score(true, guessed))
    ids = range(len(NAMES))
    assert scores["confusion"] == confusion_matrix(true, guessed, labels=ids).tolist()
    options: Any = {"average": None, "zero_division": np.nan}  # the stubs know strings only
    recall = recall_score(true, guessed, labels=ids, **options)
    np.testing.assert_allclose([scores["recall"][name] for name in NAMES], recall)
    assert scores["absent"] == [name for k, name in enumerate(NAMES) if k not in true]
    assert [scores["support"][name] for name in NAMES] == [(true == k).sum() for k in ids]


@given(PAIRS, st.data())
def test_folds_are_what_each_fold_alone_scores(dfer: ModuleType, pairs: list[tuple[int, int]], data: Any) -> None:
    guessed, true = np.array(pairs).T
    folds = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs))))
    result = dfer.over_folds(guessed, true, NAMES, folds)
    alone = [dfer.scores(guessed[folds == fold], true[folds == fold], NAMES) for fold in sorted(set(folds))]
    for key in ("war", "uar"):
        values = [one[key] for one in alone]
        assert [part[key] for part in result["folds"]] == values
        assert result[f"{key}_mean"] == pytest.approx(np.mean(values))
        assert (
            math.isnan(result[f"{key}_sd"])
            if len(values) == 1
            else result[f"{key}_sd"] == pytest.approx(np.std(values, ddof=1))
        )
    weights = [part["n"] / len(true) for part in result["folds"]]
    pooled = dfer.scores(guessed, true, NAMES)["war"]
    assert np.dot(weights, [part["war"] for part in result["folds"]]) == pytest.approx(pooled)


def test_names_ids_arrays_tensors_and_batches_are_one(load_metric: Load) -> None:
    metric = load_metric("dfer")
    rng = np.random.default_rng(0)
    guessed, true = rng.integers(0, 6, (2, 300))
    folds = [k % 3 for k in range(300)]
    asked = {"labels": NAMES, "folds": folds}
    wanted = metric.compute(predictions=guessed.tolist(), references=true.tolist(), **asked)
    assert metric.compute(predictions=torch.tensor(guessed), references=true, **asked) == wanted
    assert (
        metric.compute(predictions=[NAMES[k] for k in guessed], references=[NAMES[k] for k in true], **asked) == wanted
    )
    for start in range(0, 300, 70):
        metric.add_batch(predictions=guessed[start : start + 70], references=true[start : start + 70])
    assert metric.compute(**asked) == wanted
    assert wanted["labels"] == list(NAMES) and len(wanted["folds"]) == 3


def test_a_class_without_references_is_said_and_left_out(load_metric: Load) -> None:
    scores = load_metric("dfer").compute(
        predictions=["fear", "fear", "anger"],
        references=["anger", "anger", "anger"],
        labels=["anger", "fear", "disgust"],
    )
    assert scores["absent"] == ["fear", "disgust"] and math.isnan(scores["recall"]["fear"])
    assert scores["uar"] == scores["war"] == pytest.approx(1 / 3)
    assert scores["confusion"] == [[1, 2, 0], [0, 0, 0], [0, 0, 0]]


def test_without_labels_the_ids_that_occur_are_the_classes(load_metric: Load) -> None:
    scores = load_metric("dfer").compute(predictions=[7, 7, 100], references=[7, 100, 100])
    assert scores["labels"] == ["7", "100"] and scores["uar"] == 0.75


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"predictions": [], "references": []}, "at least one clip"),
        ({"predictions": [1, 2], "references": [1]}, "Mismatch"),
        ({"predictions": [0.7], "references": [1]}, "`predictions` holds 0.7"),
        ({"predictions": [1], "references": [float("nan")]}, "`references` holds nan"),
        ({"predictions": [1], "references": [None]}, "`references` holds None at 0"),
        ({"predictions": [[0.2, 0.8]], "references": [1]}, "expected format"),
        ({"predictions": ["fear"], "references": [1]}, "expected format"),
        ({"predictions": ["joy"], "references": ["fear"], "labels": ["fear"]}, r"`predictions` holds \['joy'\]"),
        ({"predictions": [1], "references": [2], "labels": ["a", "b"]}, "`references` holds the id 2; .* 0 to 1"),
        ({"predictions": [1], "references": [-1], "labels": ["a", "b"]}, "`references` holds the id -1"),
        ({"predictions": [1], "references": [1], "labels": ["a", "a"]}, "`labels`"),
        ({"predictions": [1], "references": [1], "labels": []}, "`labels`"),
        ({"predictions": [1, 1], "references": [1, 1], "folds": [1]}, "`folds` has 1 entries for 2"),
    ],
)
def test_mistakes_are_named(load_metric: Load, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_metric("dfer").compute(**arguments)


@given(PAIRS, st.data())
def test_the_package_scores_as_the_metric_does(dfer: ModuleType, pairs: list[tuple[int, int]], data: Any) -> None:
    """`argen evaluate` works without the Space; its scores are the same functions written once more."""
    guessed, true = np.array(pairs).T
    folds = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs))))
    ours = make_scores(guessed, true, NAMES) | make_fold_scores(guessed, true, NAMES, folds)
    theirs = dfer.scores(guessed, true, NAMES) | dfer.over_folds(guessed, true, NAMES, folds)
    theirs.pop("recall_mean")
    assert repr(ours) == repr(theirs)  # nan is not equal to itself
