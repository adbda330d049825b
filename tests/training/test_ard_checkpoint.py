"""Checkpoints appear whole or not at all, and the last good one is found."""

import random
import resource
import signal

import numpy as np
import pytest
import torch

from argen.training.ard_checkpoint import (
    check_same,
    last_checkpoint,
    random_state,
    read_checkpoint,
    restore_random_state,
    write_checkpoint,
)


def tensors(value=0.0, size=8):
    """One file with one tensor."""
    return {"weights": {"a": torch.full((size,), value)}}


def test_what_is_written_is_read_to_the_bit(tmp_path):
    given = {"weights": {"a": torch.randn(3, 4), "b": torch.tensor([1], dtype=torch.int64)}, "average": {}}
    folder = write_checkpoint(tmp_path, 7, given, {"state": {"x": 0.1 + 0.2, "n": None}}, 2)
    found, states = read_checkpoint(folder)
    assert folder.name == "checkpoint-7" and states["state"] == {"x": 0.1 + 0.2, "n": None}
    assert all(torch.equal(found["weights"][name], value) for name, value in given["weights"].items())
    assert not [path for path in folder.iterdir() if path.suffix not in (".safetensors", ".json")]


def test_the_newest_stays_and_old_ones_go(tmp_path):
    for step in (5, 10, 100):
        write_checkpoint(tmp_path, step, tensors(), {}, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkpoint-10", "checkpoint-100"]
    assert last_checkpoint(tmp_path) == tmp_path / "checkpoint-100"


def test_none_keeps_all(tmp_path):
    for step in (1, 2, 3):
        write_checkpoint(tmp_path, step, tensors(), {}, None)
    assert len(list(tmp_path.iterdir())) == 3


def test_what_a_kill_left_is_swept_and_never_found(tmp_path):
    left = tmp_path / ".checkpoint-9.part"
    left.mkdir()
    (left / "weights.safetensors").write_bytes(b"half")
    assert last_checkpoint(tmp_path) is None
    write_checkpoint(tmp_path, 3, tensors(), {}, 1)
    assert not left.exists() and last_checkpoint(tmp_path) == tmp_path / "checkpoint-3"


@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "manifest"])
def test_a_damaged_one_is_passed_over(tmp_path, damage):
    write_checkpoint(tmp_path, 1, tensors(1.0), {}, 3)
    folder = write_checkpoint(tmp_path, 2, tensors(2.0), {}, 3)
    file = folder / "weights.safetensors"
    content = bytearray(file.read_bytes())
    if damage == "changed":
        content[-1] ^= 1
        file.write_bytes(content)
    elif damage == "cut":
        file.write_bytes(content[:-4])
    elif damage == "gone":
        file.unlink()
    else:
        (folder / "manifest.json").write_text("{")
    with pytest.warns(UserWarning, match="checkpoint-2 is damaged"):
        assert last_checkpoint(tmp_path) == tmp_path / "checkpoint-1"


def test_a_damaged_one_is_replaced_when_the_run_comes_by_again(tmp_path):
    folder = write_checkpoint(tmp_path, 2, tensors(2.0), {}, 3)
    (folder / "weights.safetensors").unlink()
    write_checkpoint(tmp_path, 2, tensors(3.0), {}, 3)
    assert read_checkpoint(folder)[0]["weights"]["a"][0] == 3


def test_a_full_disk_leaves_the_last_good_one(tmp_path):
    """The system itself refuses to write beyond a size; nothing is patched."""
    write_checkpoint(tmp_path, 1, tensors(1.0), {}, 1)
    old, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, old[1]))
    try:
        with pytest.raises(OSError, match=r"checkpoint-2 was not written.*checkpoint-1 is whole.*Make room") as caught:
            write_checkpoint(tmp_path, 2, tensors(2.0, size=100_000), {}, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert str(tmp_path) in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint-1"]
    assert last_checkpoint(tmp_path) == tmp_path / "checkpoint-1"
    assert read_checkpoint(tmp_path / "checkpoint-1")[0]["weights"]["a"][0] == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="there is no earlier one"):
        write_checkpoint(tmp_path / "file", 1, tensors(), {}, 1)


def test_changed_settings_are_refused_by_name(tmp_path):
    saved = {"learning_rate": 1e-3, "seed": 1, "lora_targets": ["a"]}
    check_same(saved, {"learning_rate": 1e-3, "seed": 1, "lora_targets": ("a",)}, tmp_path)
    with pytest.raises(ValueError, match="`beta` was None and is 0.1; `learning_rate` was 0.001 and is 0.002"):
        check_same(saved, saved | {"learning_rate": 2e-3, "beta": 0.1}, tmp_path)


def test_random_numbers_go_on_where_they_were(tmp_path):
    def draw():
        return random.random(), float(np.random.normal()), float(torch.rand(())), random.gauss(0, 1)

    draw()
    found, state = random_state()
    write_checkpoint(tmp_path, 1, {"random": found}, {"random": state}, 1)
    wanted = [draw() for _ in range(3)]
    stored, states = read_checkpoint(tmp_path / "checkpoint-1")
    restore_random_state(stored["random"], states["random"])
    assert [draw() for _ in range(3)] == wanted
