"""Clips as files, in every layout, and signed."""

import csv
import json
import tarfile
from typing import Any

import pytest
from datasets import Video, load_dataset

from argen.cli import main as argen
from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.decoding import decode_video
from argen.dataset_builders.export import FORMATS, export
from argen.dataset_builders.provenance import make_test_credential, read_provenance
from argen.pipelines.argen.facs_argen import EMOTIONS


def by_name(folder):
    return {row["clip_id"]: row for row in BuiltDataset.open(folder).rows()}


def test_a_folder_of_clips_and_a_table(built_once, tmp_path):
    rows, target = by_name(built_once), tmp_path / "out"
    assert export(built_once, target) == 42
    with (target / "clips.csv").open() as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 42 and (target / "LICENSES.md").is_file()
    for line in lines:
        row = rows[line["clip_id"]]
        assert (target / line["file"]).read_bytes() == row["video"]["bytes"]
        assert line["emotion_name"] == EMOTIONS[row["emotion"]] and line["synthetic"] == "True"
        assert line["split"] == row["split"]


def test_videofolder_loads(built_once, tmp_path):
    export(built_once, tmp_path / "out", "videofolder")
    found: Any = load_dataset("videofolder", data_dir=str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    rows = by_name(built_once)
    assert {split: len(part) for split, part in found.items()} == {"train": 28, "validation": 7, "test": 7}
    for row in found["test"].cast_column("video", Video(decode=False)):
        whole = rows[row["clip_id"]]
        assert row["emotion"] == EMOTIONS[whole["emotion"]] and row["measured_au"] == whole["measured_au"]
        with open(row["video"]["path"], "rb") as file:
            assert file.read() == whole["video"]["bytes"]


def test_webdataset_loads_and_is_the_same_each_time(built_once, tmp_path, monkeypatch):
    monkeypatch.setattr("argen.dataset_builders.export.SHARD_CLIPS", 10)
    for name in ("a", "b"):
        export(built_once, tmp_path / name, "webdataset")
    names = sorted(path.name for path in (tmp_path / "a").glob("*.tar"))
    assert names == [
        "test-000000.tar",
        "train-000000.tar",
        "train-000001.tar",
        "train-000002.tar",
        "validation-000000.tar",
    ]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    with tarfile.open(tmp_path / "a/train-000002.tar") as tar:
        assert len(tar.getnames()) == 8 * 3
    files = str(tmp_path / "a/train-*.tar")
    stream = load_dataset("webdataset", data_files={"train": files}, split="train", streaming=True)
    rows = by_name(built_once)
    found = list(stream.cast_column("mp4", Video(decode=False)))
    assert len(found) == 28
    for row in found:
        whole = rows[row["__key__"]]
        assert row["mp4"]["bytes"] == whole["video"]["bytes"] and row["json"]["seed"] == whole["seed"]
        assert row["json"]["emotion"] == EMOTIONS[whole["emotion"]]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_clip_that_leaves_is_signed(built_once, tmp_path, kind):
    export(built_once, tmp_path / "out", kind, make_test_credential())
    rows = by_name(built_once)
    clips = {path.stem: path.read_bytes() for path in (tmp_path / "out").rglob("*.mp4")}
    for path in (tmp_path / "out").rglob("*.tar"):
        with tarfile.open(path) as tar:
            for name in tar.getnames():
                if name.endswith(".mp4"):
                    member = tar.extractfile(name)
                    assert member is not None
                    clips[name.removesuffix(".mp4")] = member.read()
    assert clips.keys() == rows.keys()
    for name, content in clips.items():
        found = read_provenance(content)
        assert found is not None and found.state == "Valid" and found.clip["clip_id"] == name
    name = next(iter(clips))
    assert (decode_video(clips[name]) == decode_video(rows[name]["video"]["bytes"])).all()


def test_what_is_there_is_not_overwritten(built_once, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("keep")
    with pytest.raises(ValueError, match="`--dest`"):
        export(built_once, tmp_path / "out")
    with pytest.raises(ValueError, match="`--format`"):
        export(built_once, tmp_path / "new", "zip")
    assert not (tmp_path / "new").exists()


def test_command(built_once, tmp_path, capsys):
    words = ["dataset", "export", str(built_once), "--dest", str(tmp_path / "out"), "--format", "mp4"]
    assert argen([*words, "--sign"]) == 0
    said = capsys.readouterr().out
    assert "TEST certificate" in said and "42 clips" in said
    for more, told in (
        (["--key", "k.pem"], "belong together"),
        (["--key", "k.pem", "--certificate", "c.pem"], "--sign"),
        (["--sign", "--key", "k.pem", "--certificate", "c.pem"], "no file"),
    ):
        assert argen([*words[:-4], "--dest", str(tmp_path / "new"), *more]) == 2
        assert told in capsys.readouterr().err
    assert json.loads((built_once / "stats.json").read_text())["clips"] == 42
