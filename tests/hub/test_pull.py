"""`argen pull`: all of it, right to the bit, or nothing and a sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def sent(client: Any, model: Callable[..., Path]) -> Path:
    folder = model(files=2)
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    return folder


def pull(client: Any, out: Path, *words: str) -> Any:
    return client.argen("pull", "argen/tiny", "--kind", "model", "-o", out, *words)


def test_what_was_pushed_comes_back(client: Any, sent: Path, tmp_path: Path) -> None:
    done = pull(client, tmp_path / "back")
    assert done.status == 0 and contents(tmp_path / "back") == contents(sent)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    again = pull(client, tmp_path / "back")
    assert "new folder" in again.error


def test_a_dataset_comes_back_checked(client: Any, dataset: Path, tmp_path: Path) -> None:
    assert client.argen("push", "dataset", "--folder", dataset, "--yes").status == 0
    assert client.argen("pull", "synthetic-dfer", "-o", tmp_path / "back").status == 0
    assert contents(tmp_path / "back") == contents(dataset)


def test_a_dataset_that_is_not_its_manifest_s_is_refused(hub: Any, client: Any, dataset: Path, tmp_path: Path) -> None:
    files = contents(dataset)
    shard = next(name for name in files if name.startswith("data/train"))
    other = next(name for name in files if name.startswith("data/test"))
    hub.put("argen/synthetic-dfer", {**files, shard: files[other]}, "dataset")
    done = client.argen("pull", "synthetic-dfer", "-o", tmp_path / "back")
    assert shard in done.error and not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "flip"},
        {"kind": "cut"},
        {"kind": "short"},
        {"kind": "drop"},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 429, "retry_after": 0},
    ],
    ids=lambda fault: str(fault.get("status", fault["kind"])),
)
def test_damage_and_busy_hubs_are_got_over(
    fault: dict[str, Any], hub: Any, client: Any, sent: Path, tmp_path: Path
) -> None:
    hub.fail("GET .*part-0.safetensors", **fault)
    done = pull(client, tmp_path / "back")
    assert done.status == 0, done.err
    assert contents(tmp_path / "back") == contents(sent)


def test_a_cut_download_goes_on_from_the_cut(hub: Any, client: Any, sent: Path, tmp_path: Path) -> None:
    hub.fail("GET .*part-1.safetensors", "cut")
    assert pull(client, tmp_path / "back").status == 0
    assert len(hub.log("GET .*part-1.safetensors")) == 2 and len(hub.log("GET .*part-0.safetensors")) == 1


def test_damage_that_stays_leaves_no_folder(hub: Any, client: Any, sent: Path, tmp_path: Path) -> None:
    hub.fail("GET .*part-0.safetensors", "flip", times=3)
    done = pull(client, tmp_path / "back")
    assert "part-0.safetensors arrived 3 times" in done.error
    assert not (tmp_path / "back").exists()
    assert pull(client, tmp_path / "back").status == 0 and contents(tmp_path / "back") == contents(sent)


def test_a_hub_that_is_down_is_a_sentence(hub: Any, client: Any, sent: Path, tmp_path: Path) -> None:
    hub.fail("GET .*/revision/", "status", times=99)
    done = pull(client, tmp_path / "back", "--tries", "1")
    assert "the Hub has a fault of its own" in done.error


@pytest.mark.parametrize("name", ["model.pkl", "deep/pytorch_model.bin", "Weights.PT"])
def test_pickles_are_refused_before_anything_is_taken(name: str, hub: Any, client: Any, tmp_path: Path) -> None:
    hub.put("argen/tiny", {"config.json": b"{}", name: b"\x80\x04."})
    done = pull(client, tmp_path / "back")
    assert name in done.error and not hub.log("resolve")
    assert list(tmp_path.glob("*back*")) == []


def test_mistakes_are_sentences(hub: Any, client: Any, sent: Path, tmp_path: Path) -> None:
    cases = [
        (("argen/nobody", "--kind", "model"), "shows none"),
        (("argen/tiny", "--kind", "dataset"), "shows none"),
        (("argen/tiny", "--kind", "model", "--revision", "v9"), "shows none"),
        (("tiny",), "NAMESPACE/NAME"),
        (("argen/tiny",), "--kind"),
    ]
    for words, reason in cases:
        done = client.argen("pull", *words, "-o", tmp_path / "back")
        assert reason in done.error, (words, done.err)


def test_the_commit_is_named(hub: Any, client: Any, sent: Path, tmp_path: Path) -> None:
    first = hub.ask("/api/models/argen/tiny")["sha"]
    (sent / "config.json").write_text(json.dumps({"second": True}))
    client.argen("push", "model", "--folder", sent, "--yes")
    done = pull(client, tmp_path / "back", "--revision", first)
    assert first[:12] in done.out and (tmp_path / "back" / "config.json").read_text() == "{}\n"
