"""MAFW: 11 classes in five folds, and the 43 compound ones."""

import pytest

from argen.dataset_builders.importers.clip import LayoutError
from argen.dataset_builders.importers.mafw import COMPOUND, SINGLE
from argen.pipelines.affect.mafw import MAFW


NAMES = [
    *("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise", "contempt", "anxiety"),
    *("helplessness", "disappointment"),
]


def test_the_single_set_is_read_as_published(load, make, tmp_path):
    rows, report = load("mafw", make["mafw"](tmp_path, SINGLE))
    assert rows.features["label"].names == list(MAFW) == NAMES and not report.faults
    assert len(rows) == 5 * len(SINGLE) and report.clips == len(SINGLE)
    tested = {row["clip_id"]: SINGLE[row["label"]] for row in rows if row["split"] == "test"}
    assert tested == {f"{n + 1:05d}": SINGLE[n] for n in range(len(SINGLE))}


def test_the_compound_set_has_43_classes(load, make, tmp_path):
    labels = (*SINGLE, *COMPOUND)
    rows, report = load("mafw", make["mafw"](tmp_path, labels, "compound"), task="compound", check="files")
    assert len(set(rows["label"])) == 43 and not report.faults
    assert all(set(name.split("_")) <= set(SINGLE) for name in COMPOUND) and len(set(COMPOUND)) == 32


def test_a_compound_label_is_outside_the_single_set(load, make, tmp_path):
    root = make["mafw"](tmp_path, (*SINGLE[:9], "anger_disgust"))
    rows, report = load("mafw", root, on_fault="drop")
    assert report.clips == 9 and [one.kind for one in report.faults] == ["label outside the set"]
    assert "'anger_disgust'" in report.faults[0].detail and len(rows) == 45


def test_a_broken_layout_is_named(load, make, tmp_path):
    root = make["mafw"](tmp_path, SINGLE)
    with pytest.raises(LayoutError, match="compound/no_caption/set_1/train.txt.*MAFW-database"):
        load("mafw", root, task="compound")
    with pytest.raises(LayoutError, match="data/faces"):
        load("mafw", root, clips="faces")
    for option in ({"fold": 0}, {"task": "both"}, {"clips": "video"}):
        with pytest.raises(ValueError, match=f"`{next(iter(option))}` is"):
            load("mafw", root, **option)
