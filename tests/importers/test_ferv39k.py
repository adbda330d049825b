"""FERV39k: one official split, scenes, folders of frames."""

import shutil

import pytest

from argen.dataset_builders.importers.clip import LayoutError
from argen.pipelines.argen.facs_argen import EMOTIONS


def test_the_official_split_is_read_as_published(load, make, tmp_path):
    rows, report = load("ferv39k", make["ferv39k"](tmp_path), check="decode")
    assert rows.features["label"].names == list(EMOTIONS) and not report.faults
    assert report.counts["train"]["fear"] == 4 and report.counts["test"]["happiness"] == 2
    assert {(row["clip_id"].split("/")[0]) == row["scene"] for row in rows} == {True}
    assert {EMOTIONS[row["label"]] for row in rows if "/Fear/" in row["clip_id"]} == {"fear"}
    assert set(rows["fold"]) == {-1} and set(rows["num_frames"]) == {5}


def test_archives_unpacked_into_their_own_folder_are_read(load, make, tmp_path):
    root = make["ferv39k"](tmp_path)
    (root / "2_ClipsforFaceCrop").rename(root / "inner")
    (root / "2_ClipsforFaceCrop").mkdir()
    (root / "inner").rename(root / "2_ClipsforFaceCrop/2_ClipsforFaceCrop")
    rows, report = load("ferv39k", root)
    assert len(rows) == 12 and not report.faults


def test_video_files_in_place_of_folders_are_read(load, make, tmp_path):
    root = make["ferv39k"](tmp_path)
    folder = root / "2_ClipsforFaceCrop/War/Fear/0002"
    shutil.rmtree(folder)
    make["mp4"](folder.with_suffix(".mp4"), 7)
    rows, report = load("ferv39k", root)
    assert not report.faults and {row["clip_id"]: row["num_frames"] for row in rows}["War/Fear/0002"] == 7


def test_a_broken_layout_is_named(load, make, tmp_path):
    root = make["ferv39k"](tmp_path)
    (root / "4_setups/All_scenes/train_All.csv").write_text("Action/Sad/0010\n")
    with pytest.raises(LayoutError, match="line 1 .*Action/Sad/0010 Sad"):
        load("ferv39k", root)
    (root / "4_setups/All_scenes/train_All.csv").unlink()
    with pytest.raises(LayoutError, match="train_All.csv.*wangyanckxx"):
        load("ferv39k", root)
    with pytest.raises(ValueError, match="`fold` means nothing to ferv39k"):
        load("ferv39k", root, fold=1)
