"""DFEW: five folds, labels 1 to 7, clips as files or frames, votes, and broken layouts."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from argen.dataset_builders.importers.clip import LayoutError
from argen.dataset_builders.importers.dfew import VOTES
from argen.pipelines.argen.facs_argen import EMOTIONS


def write_votes(root, header, rows):
    book: Any = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    (root / "Annotation").mkdir()
    book.save(root / "Annotation/annotation.xlsx")


def test_every_fold_is_read_as_published(load, make, tmp_path):
    rows, report = load("dfew", make["dfew"](tmp_path))
    assert rows.features["label"].names == list(EMOTIONS)
    assert len(rows) == 50 and report.clips == 10 and report.subjects is None and not report.faults
    for fold in range(1, 6):
        split = {
            name: {r["clip_id"] for r in rows if (r["fold"], r["split"]) == (fold, name)} for name in ("train", "test")
        }
        assert len(split["train"]) == 8 and split["test"] == {f"{fold:05d}", f"{fold + 5:05d}"}
    tested = [row for row in rows if row["split"] == "test"]
    assert {row["clip_id"]: row["label"] for row in tested} == {f"{n:05d}": (n - 1) % 7 for n in range(1, 11)}
    assert all(Path(row["video"]["path"]).name == f"{int(row['clip_id'])}.mp4" for row in rows)


def test_one_fold_needs_only_its_lists(load, make, tmp_path):
    rows, _ = load("dfew", make["dfew"](tmp_path, folds=1), fold=1)
    assert len(rows) == 10 and set(rows["fold"]) == {1}


def test_frame_folders_and_parts_give_the_same_rows(load, make, tmp_path):
    files, _ = load("dfew", make["dfew"](tmp_path / "a"), fold=2)
    frames, _ = load("dfew", make["dfew"](tmp_path / "b", clips="clip_224x224"), fold=2)
    parts = make["dfew"](tmp_path / "c")
    (parts / "Clip/original/part_1").mkdir()
    for n in range(1, 6):
        (parts / f"Clip/original/{n}.mp4").rename(parts / f"Clip/original/part_1/{n:05d}.mp4")
    nested, _ = load("dfew", parts, fold=2)
    bare = [files.remove_columns("video"), frames.remove_columns("video"), nested.remove_columns("video")]
    assert bare[0].to_list() == bare[1].to_list() == bare[2].to_list()
    assert Path(frames[0]["video"]["path"]).is_dir()


def test_the_folder_of_clips_can_be_chosen(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    for n in range(1, 11):
        make["jpgs"](root / f"Clip/clip_224x224_16f/{n:05d}", 16, f"{n}_")
    assert set(load("dfew", root, fold=1)[0]["num_frames"]) == {5}
    assert set(load("dfew", root, fold=1, clips="clip_224x224_16f")[0]["num_frames"]) == {16}
    with pytest.raises(LayoutError, match="clip_224x224_avi.*dfew-dataset.github.io"):
        load("dfew", root, clips="clip_224x224_avi")


def test_votes_come_from_the_sheet(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    write_votes(root, [*VOTES, "order", "label"], [[n % 3, 10 - n % 3, 0, 0, 0, 0, 0, n, 2] for n in range(1, 11)])
    rows, _ = load("dfew", root, fold=1, votes=True)
    assert rows.features["votes"].length == 7
    assert all(row["votes"] == [int(row["clip_id"]) % 3, 10 - int(row["clip_id"]) % 3, 0, 0, 0, 0, 0] for row in rows)
    assert "votes" not in load("dfew", root, fold=1)[0].features


def test_a_clip_without_votes_has_none(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    write_votes(root, [*VOTES, "order", "label"], [[10, 0, 0, 0, 0, 0, 0, n, 1] for n in range(1, 10)])
    rows, _ = load("dfew", root, fold=1, votes=True)
    assert [row["clip_id"] for row in rows if row["votes"] is None] == ["00010"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda root: (root / "EmoLabel_DataSplit/test(single-labeled)/set_3.csv").unlink(), "set_3.csv"),
        (lambda root: (root / "EmoLabel_DataSplit/train(single-labeled)/set_1.csv").write_text(""), "set_1.csv.*none"),
        (lambda root: (root / "EmoLabel_DataSplit/train(single-labeled)/set_1.csv").write_text("a,b\n1,2\n"), "video_name"),
        (lambda root: (root / "EmoLabel_DataSplit/train(single-labeled)/set_1.csv").write_text(
            "video_name,label\n1\n"), "line 2.*2 fields"),
        (lambda root: (root / "EmoLabel_DataSplit/train(single-labeled)/set_1.csv").write_text(
            "video_name,label\nx,1\n"), "'x'.*number"),
        (lambda root: (root / "EmoLabel_DataSplit/train(single-labeled)/set_1.csv").write_text(
            "video_name,label\n"), "lists no clip"),
        (lambda root: (root / "Clip").rename(root / "clips"), "Clip/original.*missing"),
    ],
)  # fmt: skip
def test_a_broken_layout_is_named(load, make, tmp_path, damage, words):
    root = make["dfew"](tmp_path)
    damage(root)
    with pytest.raises(LayoutError, match=words):
        load("dfew", root)


def test_wrong_options_and_folders_are_named(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    with pytest.raises(ValueError, match="`fold` is 6"):
        load("dfew", root, fold=6)
    with pytest.raises(ValueError, match="`clips` is 'faces'"):
        load("dfew", root, clips="faces")
    with pytest.raises(LayoutError, match="annotation.xlsx"):
        load("dfew", root, votes=True)
    write_votes(root, ["1happy", "order"], [])
    with pytest.raises(LayoutError, match="2sad"):
        load("dfew", root, votes=True)
    (root / "Annotation/annotation.xlsx").write_text("no sheet")
    with pytest.raises(LayoutError, match="no Excel file"):
        load("dfew", root, votes=True)
    with pytest.raises(LayoutError, match="`root` is .*does not exist"):
        load("dfew", tmp_path / "nowhere")
