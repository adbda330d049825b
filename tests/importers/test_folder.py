"""Any folder: classes as folders, with or without splits, or a table."""

import pytest

from argen.dataset_builders.importers.clip import LayoutError


def test_folders_name_the_classes(load, make, tmp_path):
    make["mp4"](tmp_path / "joy/a.b.mp4")
    make["jpgs"](tmp_path / "anger/a.v2", 12)
    make["jpgs"](tmp_path / "anger/a.v1", 3)
    rows, report = load("folder", tmp_path)
    assert rows.features["label"].names == ["anger", "joy"] and not report.faults
    assert {row["clip_id"]: (row["label"], row["num_frames"], row["split"]) for row in rows} == {
        "joy/a.b": (1, 5, "all"),
        "anger/a.v1": (0, 3, "all"),
        "anger/a.v2": (0, 12, "all"),
    }


def test_a_level_above_the_classes_is_the_split(load, make, tmp_path):
    for split, label, name in (("train", "joy", 1), ("train", "anger", 2), ("test", "joy", 3)):
        make["mp4"](tmp_path / split / label / f"{name}.mp4")
    make["mp4"](tmp_path / "loose.mp4")
    rows, report = load("folder", tmp_path, classes=("joy", "anger"))
    assert [(row["clip_id"], row["split"], row["label"]) for row in rows] == [
        ("test/joy/3", "test", 0),
        ("train/anger/2", "train", 1),
        ("train/joy/1", "train", 0),
    ]
    assert [one.kind for one in report.faults] == ["unlisted file"]


def test_a_table_lists_clips_with_what_is_known(load, make, tmp_path):
    for name in ("a", "b", "c"):
        make["mp4"](tmp_path / f"clips/{name}.mp4")
    table = tmp_path / "list.csv"
    table.write_text(
        "path, label, split, subject, num_frames, light\n"
        "clips/a.mp4,joy,train,p1,5,day\nclips/b.mp4,fear,test,p2,5,night\nclips/c.mp4,joy,test,,,day\n"
    )
    rows, report = load("folder", tmp_path, csv=table)
    assert rows.features["label"].names == ["fear", "joy"] and report.subjects == 2 and not report.faults
    assert [(row["split"], row["subject"], row["light"]) for row in rows] == [
        ("train", "p1", "day"),
        ("test", "p2", "night"),
        ("test", None, "day"),
    ]


def test_two_files_of_one_name_in_a_table_are_named(load, make, tmp_path):
    for name in ("a", "b"):
        make["mp4"](tmp_path / f"{name}.mp4")
    table = tmp_path / "list.csv"
    table.write_text("path,label,fold,clip_id\na.mp4,joy,1,x\na.mp4,joy,2,x\n")
    (tmp_path / "b.mp4").rename(tmp_path / "b.hidden")
    assert not load("folder", tmp_path, csv=table)[1].faults
    (tmp_path / "b.hidden").rename(tmp_path / "b.mp4")
    table.write_text("path,label,fold,clip_id\na.mp4,joy,1,x\nb.mp4,joy,2,x\n")
    with pytest.raises(ValueError, match="1 x duplicate file; first x: .*a.mp4, .*b.mp4"):
        load("folder", tmp_path, csv=table)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("path,emotion\na,b\n", "label is missing"),
        ("path,label\n", "lists no clip"),
        ("path,label,fold\na,b,x\n", "fold 'x'"),
    ],
)
def test_a_broken_table_is_named(load, tmp_path, text, words):
    (tmp_path / "list.csv").write_text(text)
    with pytest.raises(LayoutError, match=words):
        load("folder", tmp_path, csv=tmp_path / "list.csv")


def test_no_clip_where_it_should_be(load, make, tmp_path):
    with pytest.raises(LayoutError, match="happiness/1.mp4"):
        load("folder", tmp_path)
    with pytest.raises(LayoutError, match="`csv` is"):
        load("folder", tmp_path, csv=tmp_path / "none.csv")
