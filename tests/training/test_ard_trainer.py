"""ARDTrainer on tiny random pipelines: it learns, it checks itself, and what goes wrong has a clear end."""

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from datasets import Dataset

from argen.training.ard_checkpoint import last_checkpoint
from argen.training.ard_config import ARDConfig
from argen.training.ard_rollout import decode
from argen.training.ard_script import load_ard_config
from argen.training.ard_toy import CONFIG, brightness, rise, toy_pipeline, toy_prompts
from argen.training.ard_trainer import ARDTrainer
from argen.training.ard_weights import whole


SMALL: dict[str, Any] = {
    "use_cpu": True, "per_device_train_batch_size": 4, "num_generations": 4, "max_steps": 2, "save_steps": 1,
    "num_inference_steps": 2, "learning_rate": 1e-2, "lora_rank": 4, "epsilon": 0.2,
}  # fmt: skip


@pytest.fixture
def make(tmp_path):
    """The function that makes a trainer of the toy with settings changed."""

    def trainer(rewards=(brightness,), pipe=None, prompts=None, judge=None, **changes):
        settings: dict[str, Any] = {"output_dir": str(tmp_path / "run"), **SMALL, **changes}
        args = ARDConfig(**settings)
        pipe = toy_pipeline() if pipe is None else pipe
        return ARDTrainer(pipe, list(rewards), args, toy_prompts() if prompts is None else prompts, judge=judge)

    return trainer


def weights_of(trainer):
    """Copies of the trained weights."""
    return whole(trainer.parameters())


def output_of(trainer):
    """Its folder."""
    return Path(trainer.args.output_dir)


def lines(trainer, name):
    """A figure's course in the log."""
    return [line[name] for line in trainer.state.log_history if name in line]


@pytest.mark.parametrize("loss", ["ddpo", "grpo", "nft"])
def test_the_toy_rises_by_three_deviations(tmp_path, loss):
    """The documented toy, with smaller rounds."""
    changes = [f"loss_type={loss}", f"output_dir={tmp_path}", "max_steps=28", "save_steps=28",
               "per_device_train_batch_size=16", "save_strategy=no"]  # fmt: skip
    (args,) = load_ard_config(CONFIG, changes, ARDConfig)
    trainer = ARDTrainer(toy_pipeline(), [brightness], args, toy_prompts())
    trainer.train()
    assert rise(trainer.state.log_history) > 3
    assert all(value == 1.0 for value in lines(trainer, "ratio"))


def test_the_ratio_is_checked_before_the_first_update(make):
    """A policy that changes between rollout and loss, here by the reward's own hand, is found out."""
    trainer = make()

    def meddler(completions, **_):
        with torch.no_grad():
            for parameter in trainer.parameters().values():
                parameter.add_(0.1)
        return completions.mean((1, 2, 3, 4)).tolist()

    trainer.scoring.rewards["brightness"] = meddler
    with pytest.raises(RuntimeError, match="ratio is 1 by definition.*`ratio_tolerance`"):
        trainer.train()


def test_a_crashed_reward_ends_the_run_by_name_and_the_run_goes_on_once_it_works(make):
    calls = []

    def fragile(completions, **_):
        calls.append(len(completions))
        if len(calls) == 2:
            raise ConnectionError("server away")
        return brightness(completions)

    trainer = make([fragile])
    with pytest.raises(ValueError, match=r"`fragile` failed, ConnectionError: server away"):
        trainer.train()
    assert last_checkpoint(output_of(trainer)) == output_of(trainer) / "checkpoint-1"
    again = make([fragile])
    again.train()
    assert again.state.global_step == 2 and calls == [4, 4, 4]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda n: [math.nan] * n, "value 0 is nan"),
        (lambda n: [0.5] * (n - 1), "3 values for 4 clips"),
        (lambda n: None, "NoneType"),
        (lambda n: ["good"] * n, "'good'"),
    ],
)
def test_an_answer_that_is_none_is_named(make, answer, words):
    def strange(completions, **_):
        return answer(len(completions))

    with pytest.raises(ValueError, match=words) as caught:
        make([strange]).train()
    assert "`strange`" in str(caught.value)


def test_drop_goes_on_without_the_failing_reward(make):
    def broken(completions, **_):
        raise OSError("gone")

    trainer = make([brightness, broken], on_reward_error="drop")
    with pytest.warns(UserWarning, match="`broken` failed and is dropped.*OSError: gone"):
        trainer.train()
    assert lines(trainer, "frac_missing/broken") == [1.0, 1.0] and trainer.state.global_step == 2
    assert all(math.isfinite(value) for value in lines(trainer, "reward"))


def test_a_reward_may_have_nothing_to_say(make):
    """None for some clips is no error; None for all teaches nothing."""

    def shy(completions, **_):
        return [None for _ in completions]

    trainer = make([shy], ema_decay=0.0)
    before = weights_of(trainer)
    trainer.train()
    assert all(torch.equal(value, before[name]) for name, value in weights_of(trainer).items())


@pytest.mark.parametrize("loss", ["ddpo", "grpo"])
def test_equal_rewards_change_no_weight_and_are_counted(make, loss):
    def flat(completions, **_):
        return [0.7 for _ in completions]

    trainer = make([flat], loss_type=loss)
    before = weights_of(trainer)
    trainer.train()
    assert lines(trainer, "frac_reward_zero_std") == [1.0, 1.0]
    assert all(torch.equal(value, before[name]) for name, value in weights_of(trainer).items())


def test_the_judge_stops_a_run_whose_reward_it_contradicts(make):
    """Reward up, judge down, round after round: the run ends early, with a checkpoint and the reason."""
    rounds = iter(range(1000))

    def gamed(completions, **_):
        level = next(rounds)
        return [level + 0.1 * k for k in range(len(completions))]

    def judge(completions, log_metric, **_):
        log_metric("accuracy", 0.5)
        return [1.0 - 0.1 * len(trainer.rounds.watch.judge) for _ in completions]

    trainer = make([gamed], judge=judge, judge_window=4, max_steps=20, save_steps=20)
    trainer.train()
    assert trainer.state.global_step == 4 and "being gamed" in trainer.rounds.stopped
    assert last_checkpoint(output_of(trainer)) == output_of(trainer) / "checkpoint-4"
    assert lines(trainer, "judge/accuracy") == [0.5] * 4
    again = make([gamed], judge=judge, judge_window=4, max_steps=20, save_steps=20)
    again.train()
    assert again.state.global_step < 20 and again.rounds.stopped is not None


def test_changed_settings_are_refused_by_name(make):
    make().train()
    with pytest.raises(ValueError, match="`learning_rate` was 0.01 and is 0.02; `num_inference_steps` was 2 and is 3"):
        make(learning_rate=2e-2, num_inference_steps=3).train()
    with pytest.raises(ValueError, match=r"`rewards` was \['brightness'\]"):
        make([brightness, lambda completions, **_: [0.0] * len(completions)]).train()
    with pytest.raises(ValueError, match="`prompts` was"):
        make(prompts=toy_prompts().select(range(3))).train()
    with pytest.raises(ValueError, match="`model` was"):
        make(pipe=toy_pipeline(seed=1)).train()
    with pytest.raises(ValueError, match="`resume` is false.*checkpoint-2"):
        make(resume=False).train()


def test_a_finished_run_is_not_trained_again_but_may_be_made_longer(make):
    first = make()
    first.train()
    same = make()
    same.train()
    assert all(torch.equal(value, weights_of(first)[name]) for name, value in weights_of(same).items())
    longer = make(max_steps=3)
    longer.train()
    assert longer.state.global_step == 3
    assert any(not torch.equal(value, weights_of(first)[name]) for name, value in weights_of(longer).items())


def test_rewards_see_the_columns_and_the_steps_of_each_clip(make):
    seen = {}

    def looks(prompts, completions, trainer_state, **columns):
        seen.update(columns, prompts=prompts, step=trainer_state.global_step, shape=tuple(completions.shape))
        assert float(completions.min()) >= 0 and float(completions.max()) <= 1
        return brightness(completions)

    make([looks], group_steps=[2, 3], window_size=1, max_steps=1).train()
    assert seen["num_inference_steps"] == [2, 3, 2, 3] and seen["shape"] == (4, 5, 3, 32, 32)
    assert len(set(seen["prompt_id"])) == 1 and seen["prompts"] == seen["prompt"] and seen["step"] == 0


def test_accumulated_slices_teach_what_one_batch_teaches(make):
    """The same clips in one slice and in two give the same gradient."""
    results = []
    for size, slices in ((4, 1), (2, 2)):
        trainer = make(per_device_train_batch_size=size, gradient_accumulation_steps=slices, max_steps=1,
                       save_strategy="no")  # fmt: skip
        trainer.train()
        results.append(weights_of(trainer))
    for name, value in results[0].items():
        torch.testing.assert_close(value, results[1][name], rtol=1e-3, atol=1e-4)


def test_all_weights_with_the_frozen_policy_as_a_copy(make):
    trainer = make(lora_rank=0, beta=0.1, learning_rate=1e-3, num_iterations=2, max_steps=4, save_steps=2)
    trainer.train()
    assert lines(trainer, "kl")[0] == 0.0 and lines(trainer, "kl")[1] > 0.0
    trainer.save_model()
    loaded = type(trainer.pipe.transformer).from_pretrained(output_of(trainer) / "transformer")
    average = trainer.copies["average"]
    assert all(torch.equal(p, average[f"transformer.{name}"]) for name, p in loaded.named_parameters())


@pytest.mark.parametrize("mode", ["ti2v_map", "concat36", "concat36_clip"])
def test_every_layout_learns_and_its_lora_loads(make, dummy_pipeline, dummy_image, mode):
    """Ours, Wan 2.1-Fun and Wan 2.1 with an image encoder: what `load_lora_weights` loads is what was trained."""
    rows = [
        {"prompt": f"a face {k}", "image": dummy_image(k), "action_units": [[0.1 * k] * 20] * 9, "prompt_id": str(k)}
        for k in range(2)
    ]
    trainer = make(pipe=dummy_pipeline(mode), prompts=Dataset.from_list(rows), max_steps=1, beta=0.1,
                   activation_checkpointing=True)  # fmt: skip
    plain = trainer.under_frozen(lambda model: [p.clone() for n, p in model.named_parameters() if "lora" not in n])
    trainer.train()
    trainer.save_model()
    shown = trainer.show(rows)
    other = dummy_pipeline(mode)
    other.load_lora_weights(str(output_of(trainer)))
    base = [p for n, p in other.transformer.named_parameters() if "lora" not in n]
    assert all(torch.equal(a, b) for a, b in zip(plain, base, strict=True))
    lora = {n: p for n, p in other.transformer.named_parameters() if "lora" in n and bool(p.any())}
    average = trainer.copies["average"]
    for name, parameter in lora.items():
        assert torch.equal(parameter, average["transformer." + name.replace("default_0", "default")])
    assert other.transformer.peft_config["default_0"].lora_alpha == trainer.args.lora_alpha
    trainer.pipe.transformer = other.transformer
    trainer.model_wrapped.transformer = other.transformer
    trainer.copies = {}
    torch.testing.assert_close(trainer.show(rows), shown)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"veto_reward": "integrity"}, "`veto_reward` is 'integrity'.*brightness"),
        ({"reward_weights": [1.0, 2.0]}, "`reward_weights` has 2 numbers for the 1 rewards"),
        ({"judge_window": 5}, "`judge_window` is 5 without a `judge`"),
        ({"lora_targets": ["nothing"]}, "nothing"),
        ({"per_device_train_batch_size": 64}, "has 7 prompts, a round takes 16"),
    ],
)
def test_what_does_not_fit_is_refused_before_training(make, changes, words):
    with pytest.raises(ValueError, match=words):
        make(**changes)


def test_a_column_that_is_missing_is_named(make):
    with pytest.raises(ValueError, match="no column `prompt_id`"):
        make(prompts=toy_prompts().remove_columns("prompt_id"))


def test_a_vetoed_clip_has_the_worst_advantage(make):
    """The brightest clip is vetoed: its reward does not count."""

    def whole_face(completions, **_):
        worst = max(range(len(completions)), key=lambda k: float(completions[k].mean()))
        return [0.0 if k == worst else 1.0 for k in range(len(completions))]

    trainer = make([brightness, whole_face], veto_reward="whole_face", veto_below=0.5, max_steps=1)
    seen = []
    take = trainer.rounds.make
    trainer.rounds.make = lambda *given: seen.append(take(*given)) or seen[-1]
    trainer.train()
    batch, figures = seen[0]
    assert figures["frac_vetoed"] == 0.25
    frames = decode(trainer.pipe, batch.rollout.x0, trainer.bank(batch.rows))
    assert int(batch.advantages.argmin()) == int(frames.clamp(0, 1).mean((1, 2, 3, 4)).argmax())
