"""Checks across every importer: each fault is found, named once, and only its clip is dropped."""

import json

import pytest

from argen.dataset_builders.importers import inspection
from argen.dataset_builders.importers.faults import KINDS
from argen.dataset_builders.importers.inspection import inspect_clip, inspect_clips
from argen.dataset_builders.importers.report import FaultError


def write_split(root, split, fold, rows):
    path = root / f"EmoLabel_DataSplit/{split}(single-labeled)/set_{fold}.csv"
    path.write_text("video_name,label\n" + "".join(f"{n},{label}\n" for n, label in rows))


def kinds(report):
    return sorted((one.kind, one.clip_id) for one in report.faults)


def test_a_missing_clip_is_named_once_for_all_folds_and_dropped_from_each(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/4.mp4").unlink()
    with pytest.raises(FaultError, match="1 x missing clip; first 00004") as caught:
        load("dfew", root)
    assert kinds(caught.value.report) == [("missing clip", "00004")]
    rows, report = load("dfew", root, on_fault="drop")
    assert kinds(report) == [("missing clip", "00004")] and len(rows) == 45 and "00004" not in rows["clip_id"]


@pytest.mark.parametrize("content", [b"", b"not a video", b"\0" * 4096])
def test_a_damaged_clip_is_unreadable_and_the_rest_unharmed(load, make, tmp_path, content):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/4.mp4").write_bytes(content)
    rows, report = load("dfew", root, on_fault="drop")
    assert kinds(report) == [("unreadable clip", "00004")] and report.clips == 9
    assert "does not open" in report.faults[0].detail
    assert set(rows["num_frames"]) == {5}


def test_a_truncated_clip_passes_the_header_and_fails_the_decoder(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    make["broken_mp4"](root / "Clip/original/4.mp4", 40)
    assert not load("dfew", root, check="headers")[1].faults
    _, report = load("dfew", root, check="decode", on_fault="drop")
    (fault,) = report.faults
    seen = inspect_clip(root / "Clip/original/4.mp4", decode=True)
    assert seen.declared == 40 and seen.decoded is not None and 0 < seen.decoded < 40
    assert fault.clip_id == "00004" and fault.kind in ("wrong frame count", "unreadable clip")
    assert str(seen.decoded) in fault.detail


def test_frame_folders_empty_or_damaged(load, make, tmp_path):
    root = make["dfew"](tmp_path, clips="clip_224x224")
    for picture in (root / "Clip/clip_224x224/00002").iterdir():
        picture.unlink()
    (root / "Clip/clip_224x224/00003/2.jpg").write_bytes(b"no picture")
    assert kinds(load("dfew", root, on_fault="drop")[1]) == [("unreadable clip", "00002")]
    report = load("dfew", root, on_fault="drop", check="decode")[1]
    assert kinds(report) == [("unreadable clip", "00002"), ("unreadable clip", "00003")]
    assert "2.jpg" in report.faults[1].detail


def test_no_clip_is_opened_by_the_check_of_files(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/4.mp4").write_bytes(b"")
    rows, report = load("dfew", root, check="files")
    assert not report.faults and set(rows["num_frames"]) == {-1} and report.frames is None


def test_declared_counts_are_compared_with_the_file(load, make, tmp_path):
    make["mp4"](tmp_path / "a.mp4", 5)
    make["flv"](tmp_path / "b.flv", 6)
    (tmp_path / "list.csv").write_text("path,label,num_frames\na.mp4,x,7\nb.flv,x,6\n")
    rows, report = load("folder", tmp_path, csv=tmp_path / "list.csv", on_fault="drop", check="decode")
    assert (
        kinds(report) == [("wrong frame count", "a")] and "list 7, container 5, decoder 5" in report.faults[0].detail
    )
    assert rows.to_list()[0]["num_frames"] == 6


def test_duplicates_in_a_split_across_splits_and_on_the_disk(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    write_split(root, "train", 1, [(2, 2), (3, 3), (2, 2), (1, 1)])
    write_split(root, "test", 1, [(1, 1), (6, 6)])
    make["mp4"](root / "Clip/original/part_2/00003.mp4")
    rows, report = load("dfew", root, fold=1, on_fault="drop")
    assert [one for one in kinds(report) if one[0].startswith("duplicate")] == [
        ("duplicate clip", "00001"),
        ("duplicate clip", "00002"),
        ("duplicate file", "00003"),
    ]
    # the test set stays as published, the train line of a clip in both goes
    assert [(row["split"], row["clip_id"]) for row in rows] == [
        ("train", "00002"),
        ("train", "00003"),
        ("test", "00001"),
        ("test", "00006"),
    ]


@pytest.mark.parametrize("label", ["8", "0", "happy", "", "1.0"])
def test_labels_outside_the_set_are_named(load, make, tmp_path, label):
    root = make["dfew"](tmp_path)
    write_split(root, "test", 1, [(1, 1), (6, label)])
    rows, report = load("dfew", root, fold=1, on_fault="drop")
    assert [one.clip_id for one in report.faults if one.kind == "label outside the set"] == ["00006"]
    assert len(rows) == 9


def test_clips_that_no_list_names_are_noted_and_stop_nothing(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    make["mp4"](root / "Clip/original/99.mp4")
    make["mp4"](root / "Clip/original/making-of.mp4")
    (root / "Clip/original/._1.mp4").write_bytes(b"what macOS leaves behind")
    rows, report = load("dfew", root)
    assert kinds(report) == [("unlisted file", "00099"), ("unlisted file", "making-of")] and len(rows) == 50


def test_a_person_in_train_and_test_is_named(load, make, tmp_path):
    for name in "abc":
        make["mp4"](tmp_path / f"{name}.mp4")
    (tmp_path / "list.csv").write_text(
        "path,label,split,subject\na.mp4,x,train,p1\nb.mp4,x,test,p1\nc.mp4,x,test,p2\n"
    )
    with pytest.raises(FaultError, match="1 x subject in two splits; first p1: in test and train"):
        load("folder", tmp_path, csv=tmp_path / "list.csv")
    rows, report = load("folder", tmp_path, csv=tmp_path / "list.csv", on_fault="drop")
    assert len(rows) == 3 and kinds(report) == [("subject in two splits", "p1")]


def test_the_report_is_json_with_every_fault(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    for n in range(1, 6):
        (root / f"Clip/original/{n}.mp4").unlink()
    _, report = load("dfew", root, on_fault="drop")
    loaded = json.loads(report.to_json())
    assert loaded["schema"] == "argen-import/1" and loaded["fault_counts"] == {"missing clip": 5}
    assert sorted(one["clip_id"] for one in loaded["faults"]) == [f"{n:05d}" for n in range(1, 6)]
    assert loaded["counts"]["train 1"]["happiness"] == 1 and set(loaded["fault_counts"]) <= set(KINDS)


def test_workers_change_nothing_and_each_path_is_opened_once(make, tmp_path, monkeypatch):
    paths = [make["mp4"](tmp_path / f"{n}.mp4", n + 1) for n in range(6)]
    opened = []

    def counted(path, decode=False):
        opened.append(path)
        return inspect_clip(path, decode)

    monkeypatch.setattr(inspection, "inspect_clip", counted)
    found = inspect_clips(paths * 3)
    assert sorted(opened) == paths and [found[path].num_frames for path in paths] == [1, 2, 3, 4, 5, 6]
    assert inspect_clips(paths * 3, "decode", 1) == inspect_clips(paths[::-1], "decode", 4)


def test_wrong_words_are_named(load, make, tmp_path):
    root = make["dfew"](tmp_path)
    for option in ({"check": "deep"}, {"on_fault": "ignore"}, {"workers": 0}):
        with pytest.raises(ValueError, match=f"`{next(iter(option))}` is"):
            load("dfew", root, **option)
    with pytest.raises(ValueError, match="`name` is 'aff-wild'; the datasets are dfew"):
        load("aff-wild", root)
