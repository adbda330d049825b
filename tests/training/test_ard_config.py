"""Settings of a training: what is legal, what has to fit, and the file they come from."""

import pytest

from argen.training.ard_config import ARDConfig, frozen_settings
from argen.training.ard_script import load_ard_config


def config(tmp_path, **changes):
    """The smallest legal settings, with some changed."""
    small = {
        "output_dir": str(tmp_path),
        "use_cpu": True,
        "per_device_train_batch_size": 4,
        "num_generations": 4,
        "max_steps": 4,
        "save_steps": 2,
    }
    return ARDConfig(**(small | changes))


def test_a_round_is_one_rollout_and_the_updates_that_learn_from_it(tmp_path):
    args = config(tmp_path, per_device_train_batch_size=2, gradient_accumulation_steps=2, num_iterations=3, max_steps=6,
                  save_steps=3)  # fmt: skip
    assert (args.slices, args.samples_per_process, args.updates_per_round, args.rounds) == (2, 4, 3, 2)


def test_steps_of_a_group_are_taken_in_turn(tmp_path):
    args = config(tmp_path, group_steps=[2, 4], window_size=1)
    assert [args.steps_of(k) for k in range(4)] == [2, 4, 2, 4]
    assert config(tmp_path, num_inference_steps=5).steps_of(3) == 5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"loss_type": "dapo"}, "`loss_type` is 'dapo'.*ddpo, grpo, nft"),
        ({"noise_level": 0.0}, "`noise_level` is 0.*above 0"),
        ({"num_inference_steps": 1}, "Take 2 or more"),
        ({"group_steps": [2, 4]}, "`group_steps`.*window_size from 1 to 1"),
        ({"window_size": 8}, "`window_size` is 8.*1 to 7"),
        ({"group_steps": []}, "`group_steps` is \\[\\]"),
        ({"loss_type": "nft", "same_start": True}, "`same_start` is true"),
        ({"num_iterations": 2}, "`max_steps`|`save_steps`"),
        ({"max_steps": 5, "num_iterations": 2, "save_steps": 2}, "`max_steps` is 5.*multiple of 2"),
        ({"save_steps": 3, "num_iterations": 2}, "`save_steps` is 3.*multiple of 2"),
        ({"per_device_train_batch_size": 2}, "generation_batch_size"),
        ({"save_strategy": "epoch"}, "`save_strategy`"),
        ({"save_total_limit": 0}, "`save_total_limit` is 0"),
        ({"fp16": True}, "`fp16` is true.*bf16"),
        ({"ema_decay": 1.5}, "`ema_decay` is 1.5"),
        ({"on_reward_error": "ignore"}, "`on_reward_error`"),
        ({"beta": -0.1}, "`beta` is -0.1"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_name_and_a_fix(tmp_path, changes, words):
    if changes == {"num_iterations": 2}:
        changes = {"num_iterations": 2, "max_steps": 3}
    with pytest.raises(ValueError, match=words):
        config(tmp_path, **changes)


def test_ode_steps_alone_are_fine_for_the_forward_process(tmp_path):
    assert config(tmp_path, loss_type="nft", noise_level=0.0, group_steps=[1, 4]).rounds == 4


def test_nothing_is_pickled_or_half_precision_by_default(tmp_path):
    args = config(tmp_path)
    assert not args.bf16 and not args.fp16 and not args.activation_checkpointing
    assert args.multi_objective_aggregation == "normalize_then_sum"


def test_what_a_resumed_run_may_change(tmp_path):
    kept = frozen_settings(config(tmp_path))
    assert "learning_rate" in kept and "num_generations" in kept and "noise_level" in kept
    assert not {"output_dir", "save_steps", "report_to", "max_steps"} & set(kept)
    assert "max_steps" in frozen_settings(config(tmp_path, lr_scheduler_type="cosine"))


def test_the_command_line_wins_over_the_file(tmp_path):
    path = tmp_path / "run.yaml"
    path.write_text(
        f"output_dir: {tmp_path}\nuse_cpu: true\nper_device_train_batch_size: 4\nnum_generations: 4\nmax_steps: 20\n"
        "learning_rate: 1.0e-3\nrewards: [emotion]\nlora_targets: [to_q]\n"
    )
    script, args = load_ard_config(path, ["learning_rate=2e-3", "rewards=[motion, a.b:c]", "loss_type=nft"])
    assert args.learning_rate == 2e-3 and args.loss_type == "nft" and args.lora_targets == ["to_q"]
    assert script.rewards == ["motion", "a.b:c"]


@pytest.mark.parametrize(
    ("text", "changes", "words"),
    [
        ("lernrate: 1\n", [], "lernrate"),
        ("", ["lernrate=1"], "lernrate"),
        ("", ["learning_rate"], "key=value"),
        ("held_out: 2.0\n", [], "`held_out` is 2.0"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, text, changes, words):
    path = tmp_path / "run.yaml"
    path.write_text(f"output_dir: {tmp_path}\nper_device_train_batch_size: 8\n{text}")
    with pytest.raises(ValueError, match=words):
        load_ard_config(path, changes)


def test_a_missing_file_is_named():
    with pytest.raises(ValueError, match="nowhere.yaml"):
        load_ard_config("nowhere.yaml")
