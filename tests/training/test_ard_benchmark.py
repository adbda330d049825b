"""The benchmark's rounds are interleaved on equal rows, and its table says what was measured."""

import argparse
import json

import pytest

from argen.training.ard_benchmark import FILE, KINDS, TABLE, add_arguments, main, race
from argen.training.ard_subject import subject_pipeline


def parsed(tmp_path, *words):
    """Arguments of a benchmark of two small rounds of the toy."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    small = ["per_device_train_batch_size=8", "num_generations=4", "num_inference_steps=3"]
    return parser.parse_args([*small, "--rounds", "2", "--output", str(tmp_path), *words])


def test_both_see_the_same_clips_in_the_first_round_and_all_parts_are_timed(tmp_path):
    args = parsed(tmp_path)
    found = race(args, 2, args.set)
    ours, plain = (found[kind] for kind in KINDS)
    assert found["samples"] == 8 and len(ours) == len(plain) == 2
    assert ours[0]["reward"] == pytest.approx(plain[0]["reward"], abs=1e-4)  # before anything is learned
    for part in ("encode", "rollout", "decode", "rewards/brightness"):
        assert ours[0][f"seconds/{part}"] > 0 and plain[0][f"seconds/{part}"] > 0
    for line in ours + plain:
        assert line["wall"] > 0 and line["cpu"] > 0


def test_a_change_of_the_plain_loop_alone_reaches_it_alone(tmp_path):
    args = parsed(tmp_path, "--plain", "num_inference_steps=6")
    found = race(args, 1, args.set)
    assert found["ours"][0]["reward"] != pytest.approx(found["plain"][0]["reward"], abs=1e-6)


def test_the_command_writes_each_measure(tmp_path, capsys):
    main(parsed(tmp_path, "--measure", "speed", "reward", "window", "--seeds", "1"))
    results = json.loads((tmp_path / FILE).read_text())
    speed, reward, window = (results[f"{name}, toy"] for name in ("speed", "reward", "window"))
    assert len(speed["ratio_cpu"]) == 2 and min(speed["ratio_cpu"]) > 0
    assert reward["runs"][0]["samples"] == 16
    assert set(window["by_window"]) == {"1", "2"}
    assert "ratio_wall" in (tmp_path / TABLE).read_text() and "by_window" in capsys.readouterr().out


def test_memory_is_measured_in_a_process_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("argen.training.ard_benchmark.SIZES", {True: ((5, 2, 4),), False: ()})
    main(parsed(tmp_path, "--measure", "memory"))
    (row,) = json.loads((tmp_path / FILE).read_text())["memory, toy"]["sizes"]
    assert (row["frames"], row["steps"], row["group"]) == (5, 2, 4)
    assert all(0 <= row[kind] < 2000 for kind in KINDS)


def test_no_rounds_are_refused(tmp_path):
    with pytest.raises(ValueError, match="`--rounds` is 0"):
        main(parsed(tmp_path, "--rounds", "0"))


def test_the_deep_toy_spends_its_rollout_in_the_transformer(tmp_path):
    args = parsed(tmp_path, "--model", "deep-toy")
    lines = race(args, 2, args.set)["ours"]
    assert (
        subject_pipeline("deep-toy").transformer.config.num_layers
        > subject_pipeline("toy").transformer.config.num_layers
    )
    assert lines[1]["seconds/rollout"] > lines[1]["seconds/decode"]
