"""Rows: typed columns, the same from a stream, and Parquet that holds paths and no clip."""

from typing import Any

import pytest
from datasets import ClassLabel, Dataset, IterableDataset, Value, Video, load_dataset
from torch.utils.data import DataLoader

from argen.dataset_builders.importers.importer import SOURCES, stream_dataset
from argen.dataset_builders.importers.mafw import SINGLE
from argen.dataset_builders.importers.rows import write_rows


def dataset_folder(make, root, name):
    if name == "folder":
        make["mp4"](root / "train/joy/1.mp4")
        return root
    return make[name](root, SINGLE) if name == "mafw" else make[name](root)


@pytest.mark.parametrize("name", SOURCES)
def test_every_dataset_has_the_shared_columns_and_streams_the_same_rows(load, make, tmp_path, name):
    root = dataset_folder(make, tmp_path, name)
    rows, _ = load(name, root)
    assert list(rows.features)[:7] == ["video", "label", "clip_id", "subject", "split", "fold", "num_frames"]
    assert rows.features["video"] == Video(decode=False) and isinstance(rows.features["label"], ClassLabel)
    assert [rows.features[k] for k in ("clip_id", "subject", "split")] == [Value("string")] * 3
    assert rows.features["fold"] == rows.features["num_frames"] == Value("int32")
    stream = stream_dataset(name, root)
    assert isinstance(stream, IterableDataset) and stream.features == rows.features
    assert list(stream) == rows.to_list()


def test_workers_of_a_loader_share_the_stream(make, tmp_path):
    root = make["dfew"](tmp_path)
    stream: Any = stream_dataset("dfew", root, fold=1)
    loader = DataLoader(stream, batch_size=None, num_workers=2)
    assert sorted(row["clip_id"] for row in loader) == [f"{n:05d}" for n in range(1, 11)]


def test_a_stream_opens_a_clip_only_when_its_row_is_asked_for(make, tmp_path):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/9.mp4").write_bytes(b"")
    stream = iter(stream_dataset("dfew", root, fold=1))
    assert next(stream)["clip_id"] == "00002"
    with pytest.raises(ValueError, match="clip '00009' .*does not open"):
        list(stream)
    assert len(list(stream_dataset("dfew", root, fold=1, on_fault="drop"))) == 9


def test_a_stream_without_some_of_its_clips_does_not_begin(make, tmp_path):
    root = make["dfew"](tmp_path)
    (root / "Clip/original/9.mp4").unlink()
    path = root / "EmoLabel_DataSplit/test(single-labeled)/set_1.csv"
    path.write_text("video_name,label\n1,1\n6,0\n")
    with pytest.raises(ValueError, match="2 clips of dfew cannot be read; first '00009': missing clip, not below"):
        stream_dataset("dfew", root, fold=1)
    stream = stream_dataset("dfew", root, fold=1, on_fault="drop")
    assert len(list(stream)) == 8 and stream.features == stream_dataset("dfew", root, fold=2, on_fault="drop").features


def test_parquet_keeps_types_and_holds_no_clip(load, make, tmp_path):
    root = make["dfew"](tmp_path / "dfew", clips="clip_224x224")
    rows, _ = load("dfew", root, fold=1)
    path = write_rows(rows, tmp_path / "rows.parquet")
    again: Any = Dataset.from_parquet(str(path), cache_dir=str(tmp_path / "cache"))
    assert again.features == rows.features and again.to_list() == rows.to_list()
    assert all(row["video"]["bytes"] is None for row in again)
    stream = load_dataset("parquet", data_files=str(path), streaming=True, split="train")
    assert stream.features == rows.features and list(stream) == rows.to_list()


def test_no_row_is_left_and_the_types_stay(load, make, tmp_path):
    root = make["dfew"](tmp_path, folds=1)
    for n in range(1, 11):
        (root / f"Clip/original/{n}.mp4").unlink()
    rows, report = load("dfew", root, fold=1, on_fault="drop")
    assert len(rows) == 0 and rows.features["label"].num_classes == 7 and len(report.faults) == 10
