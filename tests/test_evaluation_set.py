"""The clips that `argen evaluate` judges by: which rows, whose labels, what is read and hashed."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from PIL import Image

from argen.dataset_builders.importers.importer import import_dataset
from argen.evaluation_set import load_rows, match_classes, select
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.duse.frames_duse import read_frames


CLASSES = ("anger", "disgust", "fear")


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Files in a folder per class, of which only the bytes matter here."""
    for name in CLASSES:
        (tmp_path / "clips" / name).mkdir(parents=True)
        for k in range(3):
            (tmp_path / "clips" / name / f"{k}.mp4").write_bytes(f"{name} {k}".encode())
    return tmp_path / "clips"


def make_table(clips: Path) -> str:
    """A table with two test folds and a train split."""
    lines = ["path,label,split,fold"]
    for name in CLASSES:
        lines += [f"{name}/{k}.mp4,{name},{'train' if k == 2 else 'test'},{1 + k % 2}" for k in range(3)]
    (clips / "table.csv").write_text("\n".join(lines) + "\n")
    return str(clips / "table.csv")


def test_the_test_split_or_the_only_one_is_taken(clips: Path) -> None:
    plain, table = load_rows(str(clips)), load_rows(make_table(clips))
    assert select(plain, EMOTIONS).split == "all" and len(select(plain, EMOTIONS).numbers) == 9
    chosen = select(table, EMOTIONS)
    assert (chosen.split, chosen.folds) == ("test", (1, 2)) and len(chosen.numbers) == 6
    assert [chosen.label(k) for k in select(table, EMOTIONS, folds=[2]).numbers] == list(CLASSES)
    assert len(select(table, EMOTIONS, split="train").numbers) == 3


def test_clips_that_are_listed_and_missing_are_said(clips: Path) -> None:
    table = make_table(clips)
    (clips / "fear" / "0.mp4").unlink()
    source = load_rows(table)
    assert len(source.rows) == 8 and [one["clip_id"] for one in source.left_out] == ["fear/0"]
    assert "missing clip" in source.left_out[0]["reason"]


def test_classes_without_a_clip_need_no_map() -> None:
    assert match_classes({"fear": 2}, ["fear", "calm"], EMOTIONS, {}, drop=False) == {"fear": "fear"}
    with pytest.raises(ValueError, match="'joy', no class of the dataset: it has fear, calm"):
        match_classes({"fear": 2}, ["fear", "calm"], EMOTIONS, {"joy": "fear"}, drop=False)
    with pytest.raises(ValueError, match="to 'joy', no class of the model"):
        match_classes({"fear": 2}, ["fear", "calm"], EMOTIONS, {"calm": "joy"}, drop=False)


def test_splits_and_folds_that_are_not_there_are_refused(clips: Path) -> None:
    source = load_rows(make_table(clips))
    with pytest.raises(ValueError, match="`--split` is 'val'; the dataset has '(test|train)'"):
        select(source, EMOTIONS, split="val")
    with pytest.raises(ValueError, match="`--folds` names 3; the dataset has the folds 1, 2"):
        select(source, EMOTIONS, folds=[1, 3])
    with pytest.raises(ValueError, match="has no folds"):
        select(load_rows(str(clips)), EMOTIONS, folds=[1])
    with pytest.raises(ValueError, match="all of its classes are dropped"):
        select(source, ["calm"], drop=True)


def test_labels_that_are_no_classes_are_refused(clips: Path, tmp_path: Path) -> None:
    rows, _ = import_dataset("folder", clips, check="files")
    rows.remove_columns("fold").to_parquet(str(tmp_path / "a.parquet"))
    with pytest.raises(ValueError, match="lacks the columns fold: write the rows by `argen import-dataset`"):
        load_rows(str(tmp_path / "a.parquet"))
    words = Dataset.from_dict({name: rows[name][:] for name in rows.column_names} | {"label": ["fear"] * 9})
    words.to_parquet(str(tmp_path / "b.parquet"))
    with pytest.raises(ValueError, match="`label` that is no ClassLabel"):
        load_rows(str(tmp_path / "b.parquet"))


def test_bytes_in_the_rows_hash_as_the_files_do(clips: Path, tmp_path: Path) -> None:
    rows, _ = import_dataset("folder", clips, check="files")
    inside = [{"path": None, "bytes": Path(video["path"]).read_bytes()} for video in rows["video"]]
    columns = {name: rows[name][:] for name in rows.column_names} | {"video": inside}
    Dataset.from_dict(columns, features=rows.features).to_parquet(str(tmp_path / "inside.parquet"))
    files, held = (select(load_rows(str(one)), EMOTIONS) for one in (clips, tmp_path / "inside.parquet"))
    for number in files.numbers:
        path, digest = files.read(number)
        assert held.read(number) == (path.read_bytes(), digest)
        assert digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_frames_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    pictures = np.random.default_rng(1).integers(0, 255, (12, 8, 8, 3), dtype=np.uint8)
    for clip in ("a", "b"):
        (tmp_path / "fear" / clip).mkdir(parents=True)
        for k, picture in enumerate(pictures):
            Image.fromarray(picture).save(tmp_path / "fear" / clip / f"{k + 1}.png")
    (tmp_path / "fear" / "b" / "12.png").write_bytes((tmp_path / "fear" / "b" / "1.png").read_bytes())
    chosen = select(load_rows(str(tmp_path)), EMOTIONS)
    (first, digest), (_, other) = (chosen.read(number) for number in chosen.numbers)
    assert np.array_equal(read_frames(first, None, "clip"), pictures) and digest != other
    again = hashlib.sha256()
    for k in range(12):
        again.update(hashlib.sha256((tmp_path / "fear" / "a" / f"{k + 1}.png").read_bytes()).digest())
    assert digest == again.hexdigest()
