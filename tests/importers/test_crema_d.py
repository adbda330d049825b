"""CREMA-D: actors, sentences, emotions and levels out of file names."""

import pytest

from argen.dataset_builders.importers.clip import LayoutError


def test_names_become_columns(load, make, tmp_path):
    root = make["crema-d"](tmp_path)
    make["mp4"](root / "VideoFlash/1003_IEO_HAP_HI.mp4", 7)
    rows, report = load("crema-d", root, check="decode")
    assert report.subjects == 3 and not report.faults and len(rows) == 19 and set(rows["split"]) == {"all"}
    row = next(row for row in rows if row["clip_id"] == "1003_IEO_HAP_HI")
    names = rows.features["label"].names
    assert (row["subject"], row["sentence"], row["level"], row["num_frames"]) == ("1003", "IEO", "high", 7)
    assert (
        names == ["anger", "disgust", "fear", "happiness", "neutral", "sadness"] and names[row["label"]] == "happiness"
    )


def test_clips_may_lie_in_the_folder_itself(load, make, tmp_path):
    rows, _ = load("crema-d", make["crema-d"](tmp_path) / "VideoFlash")
    assert len(rows) == 18


def test_git_lfs_pointers_are_named(load, make, tmp_path):
    root = make["crema-d"](tmp_path, 1)
    (root / "VideoFlash/1001_DFA_SAD_XX.flv").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    )
    with pytest.raises(ValueError, match="git lfs pull"):
        load("crema-d", root)


def test_unknown_emotions_are_faults_and_foreign_names_are_unlisted(load, make, tmp_path):
    root = make["crema-d"](tmp_path, 1)
    make["mp4"](root / "VideoFlash/1001_DFA_SUR_XX.mp4")
    make["mp4"](root / "VideoFlash/holiday.mp4")
    rows, report = load("crema-d", root, on_fault="drop")
    assert {one.kind: one.clip_id for one in report.faults} == {
        "label outside the set": "1001_DFA_SUR_XX",
        "unlisted file": "holiday",
    }
    assert len(rows) == 6


def test_an_empty_folder_says_where_to_get_it(load, tmp_path):
    with pytest.raises(LayoutError, match="VideoFlash/1001_DFA_ANG_XX.flv.*CheyneyComputerScience"):
        load("crema-d", tmp_path)
