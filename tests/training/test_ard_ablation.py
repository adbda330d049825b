"""Arms and seeds of an ablation: every reward left out once, measured all the same; a stopped one goes on."""

import argparse
import json

import pytest

from argen.training.ard_ablation import FILE, RUNS, TABLE, add_arguments, arms, main, rises


def parsed(tmp_path, *words):
    """Arguments of an ablation of five tiny rounds of the toy."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    small = ["per_device_train_batch_size=4", "num_generations=4", "num_inference_steps=3"]
    return parser.parse_args([*small, "--rounds", "5", "--output", str(tmp_path), *words])


def test_without_is_an_arm_per_reward_with_its_weight_at_0(tmp_path):
    found = arms(parsed(tmp_path, "--arms", "without", "nft"))
    assert set(found) == {"nft", "without brightness", "without smoothness", "without contrast"}
    assert found["without smoothness"] == ["reward_weights=[1.0, 0.0, 1.0]"]
    weighted = arms(parsed(tmp_path, "--arms", "without", "--seeds", "0"))
    assert weighted["without contrast"] == ["reward_weights=[1.0, 1.0, 0.0]"]


def test_each_run_is_made_once_and_another_setting_is_refused(tmp_path, capsys, monkeypatch):
    words = ("--arms", "base", "nft", "without", "--seeds", "0")
    main(parsed(tmp_path, *words))
    runs = json.loads((tmp_path / FILE).read_text())[RUNS]
    assert len(runs) == 5
    for run in runs.values():  # a reward with weight 0 is measured like the others
        assert set(run["rise"]) == {"brightness", "smoothness", "contrast"} and run["cpu_per_round"] > 0
    assert runs["base, seed 0"]["rise"] != runs["without brightness, seed 0"]["rise"]
    assert "rise_per_minute" in (tmp_path / TABLE).read_text() and "without brightness" in capsys.readouterr().out
    monkeypatch.setattr("argen.training.ard_ablation.run_arm", None)  # a finished run is not asked for again
    main(parsed(tmp_path, *words))
    with pytest.raises(ValueError, match="made with another rounds"):
        main(parsed(tmp_path, *words, "--rounds", "6"))


def test_a_rise_is_counted_in_deviations_of_the_start():
    lines = [{"rewards/a/mean": 0.1 * k, "rewards/a/std": 0.5, "judge": -k} for k in range(10)]
    found = rises(lines, ["a"])
    assert found["rise"]["a"] == pytest.approx((0.85 - 0.05) / 0.5) and found["judge"] == pytest.approx(-8)


def test_too_few_rounds_are_refused(tmp_path):
    with pytest.raises(ValueError, match="`--rounds` is 4"):
        main(parsed(tmp_path, "--rounds", "4"))
