"""The study of a training: a process per seed, differences over prompts, what the page says."""

import argparse
import json

import pytest

from argen.training.ard_evaluate import EvaluationConfig, run_key
from argen.training.ard_study import add_arguments, difference, page_table, train_all, untrained, verdicts, write_page


def runs():
    """Two prompts, before at 20 and 4 steps, two trainings after at 4."""
    found = {}
    for name, steps, values, accuracy in (
        ("before", 20, [0.5, 0.7], 0.5), ("before", 4, [0.4, 0.6], 0.25), ("after 1", 4, [0.6, 0.7], 0.75),
        ("after 2", 4, [0.6, 0.9], 0.25),
    ):  # fmt: skip
        means = {
            "integrity": sum(values) / 2,
            "judge_accuracy": accuracy,
            "judge_au_r": 0.7 if name == "before" else 0.69,
        }
        found[run_key(name, steps, 0)] = {"means": means, "values": {"integrity": values}}
    return found


def test_a_difference_is_of_the_same_prompts_over_all_trainings():
    found = difference(runs(), 4, 4, "integrity")
    assert found is not None
    mean, error = found
    assert mean == pytest.approx((0.2 + 0.2) / 2) and error == pytest.approx(0, abs=1e-9)
    against_20 = difference(runs(), 20, 4, "integrity")
    assert against_20 is not None and against_20[0] == pytest.approx(0.1)
    assert difference(runs(), 4, 4, "judge_au_r") is None  # has no value per prompt
    assert difference(runs(), 12, 4, "integrity") is None


def test_the_table_has_a_column_per_kind_and_number_of_steps():
    lines = page_table(runs(), [20, 4], [4]).splitlines()
    assert lines[0] == "| measure | before, 20 steps | before, 4 steps | after, 4 steps |"
    assert lines[2] == "| integrity | 0.600 | 0.500 | 0.700 ± 0.071 (+0.200 ± 0.000) |"


def test_verdicts_say_yes_and_no():
    told = verdicts(runs(), 20, 4)
    assert len(told) == 6
    assert [line.endswith("yes") for line in told] == [True] * 6
    worse = runs()
    for key in worse:
        if key.startswith("after"):
            worse[key]["means"] |= {"judge_accuracy": 0.3, "judge_au_r": 0.67}
    told = verdicts(worse, 20, 4)
    answers = {line.partition(":")[0]: line.endswith("yes") for line in told}
    assert answers["judge_accuracy, 4 steps after against 4 before"]
    assert not answers["judge_accuracy, 4 steps after against 20 before"]
    assert not answers["judge_au_r, 4 steps after against 4 before"]


def test_trainings_run_in_processes_and_are_made_once(tmp_path, dummy_pipeline, dummy_image):
    dummy_pipeline().save_pretrained(tmp_path / "pipe")
    (tmp_path / "out" / "faces" / "train").mkdir(parents=True)
    for k in range(2):
        dummy_image(k).save(tmp_path / "out" / "faces" / "train" / f"{k}.png")
    (tmp_path / "run.yaml").write_text(
        "held_out: 0.0\nrewards: ['argen.training.ard_toy:brightness']\nuse_cpu: true\nper_device_train_batch_size: 2\n"
        "num_generations: 2\nnum_inference_steps: 2\nmax_steps: 1\nsave_strategy: 'no'\nlora_rank: 2\n"
    )
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = [
        "--config",
        str(tmp_path / "run.yaml"),
        "--model",
        str(tmp_path / "pipe"),
        "--output",
        str(tmp_path / "out"),
    ]
    args = parser.parse_args([*words, "--seeds", "0", "1", "--parallel", "2"])
    train_all(args, untrained(args))
    files = [tmp_path / "out" / f"seed-{k}" / "pytorch_lora_weights.safetensors" for k in (0, 1)]
    first, second = (file.read_bytes() for file in files)
    assert first != second  # seeds differ
    assert untrained(args) == []
    train_all(args, untrained(args))
    assert files[0].read_bytes() == first
    with pytest.raises(RuntimeError, match="seed 2 failed"):
        train_all(parser.parse_args(["loss_type=none", *words]), [2])
    by_gradient = ["--direct", "--steps 1 --batch-size 2 --emotion-weight 0", "emotions=[fear]", *words]
    train_all(parser.parse_args(by_gradient), [3])
    assert (tmp_path / "out" / "seed-3" / "direct.json").exists() and untrained(
        parser.parse_args([*words, "--seeds", "3"])
    ) == []


def test_the_page_has_table_verdicts_and_sheet(tmp_path):
    from PIL import Image

    (tmp_path / "evaluation").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "evaluation" / "sheet.png")
    (tmp_path / "evaluation" / "evaluation.json").write_text(json.dumps({"runs": runs()}))
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    args = parser.parse_args(["--config", "a.yaml", "--docs", str(tmp_path / "docs"), "--direct", "--rate 1e-3"])
    write_page(args, EvaluationConfig(output=str(tmp_path / "evaluation")), runs())
    page = (tmp_path / "docs" / "README.md").read_text()
    assert "| integrity | 0.600" in page and ": yes" in page and "sheet.png" in page
    assert "--config a.yaml --direct '--rate 1e-3' --seeds" in page
    assert {path.name for path in (tmp_path / "docs").iterdir()} == {"README.md", "sheet.png", "evaluation.json"}
