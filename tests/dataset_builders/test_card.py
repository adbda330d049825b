"""The card, its YAML as `load_dataset` reads it, datasheet and licences; all from the build's own facts."""

import json
import socket
from typing import Any

import numpy as np
import pytest
import torch
import yaml
from datasets import ClassLabel, Video, load_dataset
from torch.utils.data import DataLoader

from argen.cli import main as argen
from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.card import make_card
from argen.dataset_builders.datasheet import make_datasheet
from argen.dataset_builders.decoding import decode_batch, decode_row
from argen.dataset_builders.finish import finish
from argen.dataset_builders.gallery import PREVIEWED
from argen.dataset_builders.licences import make_licences
from argen.dataset_builders.schema import make_features
from argen.dataset_builders.statistics import make_stats
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.media.video import VideoError, read_video


@pytest.fixture
def offline(monkeypatch):
    """No connection leaves the process."""

    connect = socket.socket.connect

    def local_only(self, address):
        assert self.family == socket.AF_UNIX, f"something asked the network: {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


def bytes_only(rows):
    return rows.cast_column("video", Video(decode=False))


def test_plain_loading_gives_typed_rows_without_network(built_once, tmp_path, offline):
    rows = load_dataset(str(built_once), cache_dir=str(tmp_path))
    assert {split: len(part) for split, part in rows.items()} == {"train": 28, "validation": 7, "test": 7}
    assert rows["train"].features == make_features()
    row = decode_row(bytes_only(rows["train"])[3])
    assert row["video"].shape == (9, 64, 64, 3) and row["video"].dtype == "uint8"
    assert rows["train"].features["emotion"].int2str(row["emotion"]) == EMOTIONS[3] and row["synthetic"] is True
    assert len(row["requested_au"]) == 9 and len(row["requested_au"][0]) == len(AUS)
    assert row["image"].size == (64, 64) and isinstance(rows["test"].features["scores"]["recognised"], ClassLabel)


def test_preview_config(built_once, tmp_path, offline):
    rows: Any = bytes_only(load_dataset(str(built_once), "preview", split="preview", cache_dir=str(tmp_path)))
    whole = {row["clip_id"]: row for row in BuiltDataset.open(built_once).rows()}
    assert sorted(rows["emotion"]) == sorted(list(range(7)) * PREVIEWED)
    for row in rows.remove_columns("image"):
        assert {name: row[name] for name in row} == {name: whole[row["clip_id"]][name] for name in row}


def test_streaming_shuffled_in_a_loader_with_two_workers(built_once, offline):
    rows: Any = load_dataset(str(built_once), split="train", streaming=True)
    rows = bytes_only(rows).shuffle(seed=3, buffer_size=8).with_format("torch")
    rows = rows.select_columns(["video", "measured_au", "emotion", "seed"])
    decode: Any = decode_row
    seen = list(DataLoader(rows, batch_size=None, collate_fn=decode, num_workers=2))
    assert sorted(int(row["seed"]) for row in seen) == [1000 + k for k in range(28)]
    assert [int(row["seed"]) for row in seen] != sorted(int(row["seed"]) for row in seen)
    first = seen[0]
    assert first["video"].shape == (9, 64, 64, 3) and first["video"].dtype == np.uint8
    assert first["measured_au"].shape == (9, 20) and first["measured_au"].dtype == torch.float32


def test_the_lines_of_the_card_run(built_once, tmp_path, monkeypatch):
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path)
    blocks = (built_once / "README.md").read_text().split("```python\n")[1:]
    names = {}
    for block in blocks:
        lines = block.split("```")[0].replace("argen/synthetic-dfer", str(built_once))
        exec(lines, names)  # noqa: S102
    assert names["clip"]["video"].shape == (9, 64, 64, 3)
    assert len(list(names["loader"])) == 28


def test_decoding_agrees_with_reading_the_file(built_once, tmp_path):
    row = next(BuiltDataset.open(built_once).rows())
    (tmp_path / "clip.mp4").write_bytes(row["video"]["bytes"])
    assert (decode_row(row)["video"] == read_video(tmp_path / "clip.mp4")[0]).all()
    batch = decode_batch({"video": [row["video"]], "seed": [1]})
    assert (batch["video"][0] == decode_row(row)["video"]).all() and batch["seed"] == [1]
    assert decode_batch({"seed": [1]}) == {"seed": [1]}


@pytest.mark.parametrize("video", [{"bytes": b"no video", "path": None}, {"bytes": None, "path": "x.mp4"}, "x.mp4"])
def test_what_does_not_decode_is_said(video):
    with pytest.raises(VideoError, match="`video`"):
        decode_row({"video": video})


def front(card):
    return yaml.safe_load(card.split("---\n")[1])


def test_front_matter_counts_and_names(built_once):
    head = front((built_once / "README.md").read_text())
    infos = {one["config_name"]: one for one in head["dataset_info"]}
    assert {one["name"]: one["num_examples"] for one in infos["default"]["splits"]} == {
        "train": 28,
        "validation": 7,
        "test": 7,
    }
    assert infos["preview"]["splits"][0]["num_examples"] == 7 * PREVIEWED
    assert infos["default"]["download_size"] == sum(path.stat().st_size for path in (built_once / "data").iterdir())
    assert (
        head["license"] == "apache-2.0"
        and "synthetic" in head["tags"]
        and "video-classification" in head["task_categories"]
    )
    assert [one["config_name"] for one in head["configs"]] == ["default", "preview"]


def test_figures_come_from_the_statistics_alone(built_once):
    dataset = BuiltDataset.open(built_once)
    stats = make_stats(dataset)
    card = make_card(dataset, stats)
    changed = json.loads(json.dumps(stats))
    changed["classes"]["fear"]["emotion_agreement"] = 0.123
    changed["clips"] = 4711
    other = make_card(dataset, changed)
    assert "12%" in other and "12%" not in card and "4711 **synthetic**" in other
    assert front(other)["size_categories"] == ["1K<n<10K"] and front(card)["size_categories"] == ["n<1K"]


@pytest.mark.parametrize("words", ["deceive", "real person feels", "synthetic", "Intended use", "Limits", "C2PA"])
def test_what_people_have_to_know_is_said(built_once, words):
    assert words in (built_once / "README.md").read_text()


def test_bounds_and_reasons_of_a_real_build_are_in_the_card(toy_once):
    card = " ".join((toy_once / "README.md").read_text().split())
    rejected = len((toy_once / "rejected.jsonl").read_text().splitlines())
    assert f"{rejected} attempts were" in card and "integrity 0.4" in card and "`toy`" in card


def test_datasheet_and_licences(built_once, toy_once):
    dataset = BuiltDataset.open(toy_once)
    stats = make_stats(dataset)
    sheet, terms = make_datasheet(dataset, stats), make_licences(dataset, stats)
    assert "no picture of a real person was used" in " ".join(sheet.split()) and "seed 0" in sheet
    assert "ICT-FaceKit" in terms and "portraits" in terms
    toy = next(line for line in terms.splitlines() if "generator: toy" in line)
    assert "not known" in toy
    given = BuiltDataset.open(built_once)
    terms = make_licences(given, make_stats(given))
    assert "pictures of faces that were given" in terms and "argen/generator" in terms
    for section in ("Motivation", "Composition", "Collection", "Uses", "Distribution and maintenance"):
        assert f"## {section}" in sheet


def test_finishing_again_gives_the_same_bytes(built, built_once):
    for name in ("README.md", "stats.json", "sheet.jpg", "SHA256SUMS", "datasheet.md"):
        (built / name).unlink()
    finish(built)
    for path in built_once.rglob("*"):
        if path.is_file():
            assert (built / path.relative_to(built_once)).read_bytes() == path.read_bytes(), path.name


def test_help_lists_the_verbs(capsys):
    with pytest.raises(SystemExit):
        argen(["dataset", "--help"])
    said = capsys.readouterr().out
    for verb in ("plan", "build", "verify", "repair", "stats", "preview", "export"):
        assert f"\n  {verb} " in said
