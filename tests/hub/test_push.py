"""`argen push`: shows first, sends what differs, goes on where it was killed, and says in a sentence what went wrong."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from argen.dataset_builders.checksums import read_checksums
from argen.dataset_builders.manifest import file_digest
from argen.remote import patiently


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_shows_and_sends_nothing(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    done = client.argen("push", "model", "--folder", model(), token="")
    assert done.status == 0 and "Nothing was sent" in done.out
    assert "argen/tiny" in done.out and "3 new" in done.out and "part-0.safetensors" in done.out
    assert not hub.log("POST|PUT|DELETE")


def test_it_sends_once_and_then_what_differs(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    folder = model(files=2)
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    assert hub.files("models/argen/tiny") == sizes and len(hub.log("/commit/")) == 1
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    assert len(hub.log("/commit/")) == 1 and len(hub.log("PUT")) == 2
    (folder / "config.json").write_text('{"a": 1}\n')
    (folder / "part-1.safetensors").rename(folder / "part-2.safetensors")
    shown = client.argen("push", "model", "--folder", folder).out
    assert "1 new, 1 changed, 1 removed, 2 unchanged" in flat(shown)
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    assert hub.files("models/argen/tiny") == {path.name: path.stat().st_size for path in folder.iterdir()}
    assert len(hub.log("/commit/")) == 2 and len(hub.log("PUT")) == 2  # the renamed file's content is there already


def test_a_change_of_the_same_size_is_seen(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    folder = model()
    client.argen("push", "model", "--folder", folder, "--yes")
    for name in ("part-0.safetensors", "config.json"):
        content = bytearray((folder / name).read_bytes())
        content[-1] ^= 1
        (folder / name).write_bytes(content)
    assert "2 changed, 1 unchanged" in flat(client.argen("push", "model", "--folder", folder).out)


def test_hidden_files_and_caches_stay_here(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    folder = model()
    for name in (".secret", "__pycache__/a.pyc", ".cache/b"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    client.argen("push", "model", "--folder", folder, "--yes")
    assert sorted(hub.files("models/argen/tiny")) == ["README.md", "config.json", "part-0.safetensors"]


def test_another_namespace_is_named_in_the_card(
    hub: Any, client: Any, model: Callable[..., Path], tmp_path: Path
) -> None:
    folder = model("cif-face")
    done = client.argen("push", "model", "--folder", folder, "--namespace", "bob", "--private", "--yes")
    assert done.status == 0 and hub.ask("/api/models/bob/cif-face")["private"] is True
    client.argen("pull", "bob/cif-face", "-o", tmp_path / "back")
    assert "bob/cif-face" in (card := (tmp_path / "back" / "README.md").read_text())
    assert "bob/argen-mini" in card and "argen/other" in card and "argen/cif-face" not in card
    assert "argen/cif-face" in (folder / "README.md").read_text()
    again = client.argen("push", "model", "--folder", folder, "--namespace", "bob")
    assert "3 unchanged" in flat(again.out)


def test_a_dataset_in_another_namespace_keeps_saying_who_made_it(client: Any, dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, tmp_path / "built")
    says = "By argen/argen-mini. https://huggingface.co/datasets/argen/synthetic-dfer, argen/synthetic-dfer-2\n"
    for name in ("datasheet.md", "plan.json", "croissant.json"):
        (tmp_path / "built" / name).write_text(says)
    summed = ("README.md", "croissant.json", "datasheet.md", "plan.json")
    lines = [f"{file_digest(tmp_path / 'built' / name)}  {name}\n" for name in summed]
    (tmp_path / "built" / "SHA256SUMS").write_text("".join(lines))
    words = ("dataset", "--folder", tmp_path / "built", "--namespace", "bob", "--yes")
    assert client.argen("push", *words).status == 0
    assert client.argen("pull", "bob/synthetic-dfer", "-o", tmp_path / "back").status == 0
    found = {name: (tmp_path / "back" / name).read_text() for name in ("datasheet.md", "croissant.json", "plan.json")}
    renamed = says.replace("datasets/argen/", "datasets/bob/")
    assert found == {"datasheet.md": renamed, "croissant.json": renamed, "plan.json": says}
    assert '"bob/synthetic-dfer"' in (tmp_path / "back" / "README.md").read_text()
    there = {name: file_digest(tmp_path / "back" / name) for name in summed}
    assert (
        there == read_checksums(tmp_path / "back")
        and there["plan.json"] in lines[-1]
        and there["README.md"] not in lines[0]
    )


def test_the_space_installs_the_wheel_beside_it(hub: Any, client: Any, tmp_path: Path) -> None:
    folder, wheel = tmp_path / "demo", tmp_path / "argen-0.1.0-py3-none-any.whl"
    folder.mkdir()
    (folder / "app.py").write_text("pass\n")
    (folder / "README.md").write_text("---\nlicense: apache-2.0\nsdk: gradio\n---\n# demo\n")
    (folder / "requirements.txt").write_text("argen[dataset]>=0.1\nargen-other\nspaces\n")
    wheel.write_bytes(b"PK" * 50)
    words = ("push", "space", "--name", "argen-demo", "--folder", folder, "--wheel", wheel, "--yes")
    assert client.argen(*words).status == 0
    client.argen("pull", "argen-demo", "-o", tmp_path / "back")
    wanted = f"argen[dataset] @ {hub.address}/spaces/argen/argen-demo/resolve/main/{wheel.name}"
    assert (tmp_path / "back" / "requirements.txt").read_text().split("\n") == ["argen-other", "spaces", wanted, ""]
    assert (tmp_path / "back" / wheel.name).read_bytes() == wheel.read_bytes()
    assert hub.ask("/api/spaces/argen/argen-demo")["sdk"] == "gradio"


# Trouble on the way


@pytest.mark.parametrize(
    ("match", "fault"),
    [
        ("repos/create", {"kind": "status", "status": 429, "retry_after": 7}),
        ("/commit/", {"kind": "status", "status": 500}),
        ("/commit/", {"kind": "drop"}),
        ("/tree/", {"kind": "status", "status": 503}),
        ("PUT", {"kind": "hang_up"}),
        ("PUT", {"kind": "garble"}),
    ],
    ids=lambda value: value if isinstance(value, str) else value["kind"],
)
def test_trouble_that_passes_is_waited_for(
    match: str, fault: dict[str, Any], hub: Any, client: Any, model: Callable[..., Path], tmp_path: Path
) -> None:
    folder = model()
    hub.fail(match, **fault)
    done = client.argen("push", "model", "--folder", folder, "--yes")
    assert done.status == 0, done.err
    assert client.waits and sum(client.waits) >= fault.get("retry_after", 0)
    client.argen("pull", "argen/tiny", "--kind", "model", "-o", tmp_path / "back")
    for path in folder.iterdir():
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()


def test_a_commit_whose_answer_was_lost_is_made_once(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    hub.fail("/commit/", "cut")
    assert client.argen("push", "model", "--folder", model(), "--yes").status == 0
    assert len(hub.log("/commit/")) == 1 and len(hub.ask("/api/models/argen/tiny/commits/main")) == 2


def test_trouble_that_stays_is_a_sentence_and_the_next_push_goes_on(
    hub: Any, client: Any, model: Callable[..., Path]
) -> None:
    folder = model(files=3)
    hub.fail("/commit/", "status", times=2, status=500)
    done = client.argen("push", "model", "--folder", folder, "--yes", "--tries", "2")
    assert done.error.startswith("error: model argen/tiny: the Hub has a fault")
    assert "goes on where it stopped" in done.error and len(hub.log("PUT")) == 3
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    assert len(hub.log("PUT")) == 3 and len(hub.files("models/argen/tiny")) == 5


def test_a_refusal_is_told_at_once(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    hub.fail("/commit/", "status", times=9, status=413)
    done = client.argen("push", "model", "--folder", model(), "--yes")
    assert "the Hub refused" in done.error and len(hub.log("/commit/")) == 1 and not client.waits


def test_a_killed_push_goes_on(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    folder = model(files=3)
    hub.fail("PUT", "stall", skip=2)
    process = client.start("push", "model", "--folder", folder, "--yes")
    began = time.monotonic()
    while len(hub.log("PUT")) < 3 and time.monotonic() - began < 30:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert len(hub.log("PUT")) == 3 and not hub.files("models/argen/tiny")
    assert client.argen("push", "model", "--folder", folder, "--yes").status == 0
    assert len(hub.log("PUT")) == 4  # of the three files only the one that had not arrived
    assert len(hub.files("models/argen/tiny")) == 5


def test_no_hub_is_a_sentence(client: Any, model: Callable[..., Path]) -> None:
    words = ("push", "model", "--folder", model(), "--tries", "1")
    done = client.argen(*words, address="http://127.0.0.1:9")
    assert "the connection to the Hub broke" in done.error


def test_offline_is_a_sentence(client: Any, model: Callable[..., Path]) -> None:
    offline = replace(client, environment=client.environment | {"HF_HUB_OFFLINE": "1"})
    process = offline.start("push", "model", "--folder", model())
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2 and "HF_HUB_OFFLINE" in told and told.count("\n") == 1


def test_what_goes_wrong_on_this_machine_is_not_waited_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waits"))
    with pytest.raises(FileNotFoundError):
        patiently((tmp_path / "gone").read_bytes, "a file")


# Mistakes


def test_rights_are_asked_for(hub: Any, client: Any, model: Callable[..., Path]) -> None:
    folder = model()
    done = client.argen("push", "model", "--folder", folder, "--yes", token="")
    assert "no token" in done.error and not hub.log("POST")
    done = client.argen("push", "model", "--folder", folder, "--namespace", "eve", "--yes")
    assert "--namespace" in done.error and len(hub.log("create")) == 1  # not tried again


def test_what_is_not_ready_is_refused(client: Any, model: Callable[..., Path], dataset: Path, tmp_path: Path) -> None:
    folder = model()
    (folder / "weights.pt").write_bytes(b"x")
    built = tmp_path / "built"
    shutil.copytree(dataset, built)
    (built / "work").mkdir()
    damaged = tmp_path / "damaged"
    shutil.copytree(dataset, damaged)
    shard = damaged / "data" / "test-00000-of-00001.parquet"
    shard.write_bytes(shard.read_bytes()[:-9])
    cases = [
        (("model", "--folder", folder), "weights.pt"),
        (("model", "--folder", tmp_path / "none"), "not there"),
        (("dataset", "--folder", folder), "has no data"),
        (("dataset", "--folder", built), "is being built"),
        (("dataset", "--folder", damaged), "test-00000-of-00001.parquet"),
        (("all", "--folder", folder), "one kind"),
        (("model", "--name", "argen-maxi"), "argen-maxi"),
        (("model", "--wheel", folder), "--wheel"),
        (("model", "--tries", "0"), "--tries"),
    ]
    for words, reason in cases:
        done = client.argen("push", *words)
        assert reason in done.error, (words, done.err)
    (folder / "weights.pt").unlink()
    (folder / "README.md").unlink()
    assert "has no card" in client.argen("push", "model", "--folder", folder).error
