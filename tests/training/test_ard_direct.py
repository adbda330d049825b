"""Rewards followed by their gradient: what is sampled is the pipeline's own clip, and its AUs come nearer to those asked for."""

import argparse
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training import ard_direct
from argen.training.ard_adapter import LORA_FILE, prepare_transformer
from argen.training.ard_direct import Policy, batches, shaken, wanted_aus
from argen.training.ard_prompts import load_prompts
from argen.training.ard_rollout import RolloutSettings, SampleKey, decode, roll_out, start_noise
from argen.training.ard_script import load_ard_config
from argen.training.rewards.integrity import integrity, screen
from argen.training.supervised_augment import blurred


EMOTIONS = ("anger", "fear", "surprise")
TARGETS = "lora_rank: 4\nlora_alpha: 8\nlora_targets: [to_q, to_k, to_v, to_out.0, ffn.net.0.proj, ffn.net.2]\n"
ALONE = {"emotion": 0.0, "integrity": 0.0, "shading": 0.0, "anchor": 0.0}  # nothing beside the AUs
SETTINGS = RolloutSettings(
    num_inference_steps=2,
    noise_level=0.0,
    guidance_scale=1.0,
    au_guidance_scale=1.0,
    height=32,
    width=32,
    num_frames=9,
)


@pytest.fixture
def model(tmp_path, dummy_pipeline, dummy_image):
    """A random pipeline, two faces, and the file of an ARD training of it."""
    pipe = dummy_pipeline("ti2v_map")
    with torch.no_grad():
        pipe.au_estimator.head.weight.mul_(10)  # a random one hardly looks at its pictures
    pipe.save_pretrained(tmp_path / "pipe")
    (tmp_path / "faces").mkdir()
    for k in range(2):
        dummy_image(k).save(tmp_path / "faces" / f"{k}.png")
    (tmp_path / "ard.yaml").write_text(
        f"model: {tmp_path / 'pipe'}\nprompts: {tmp_path / 'faces'}\nheld_out: 0.0\noutput_dir: {tmp_path / 'run'}\n"
        f"use_cpu: true\nnum_inference_steps: 2\nemotions: [anger, fear, surprise]\nintensities: [1.0]\n{TARGETS}"
    )
    return tmp_path


def run(model: Path, *words: str) -> Path:
    parser = argparse.ArgumentParser()
    ard_direct.add_arguments(parser)
    given = ["--config", str(model / "ard.yaml"), "--steps", "40", "--rate", "1e-2"]
    given += ["--anchor", "0", "--emotion-weight", "0", "--integrity-weight", "0", "--shading-weight", "0"]
    ard_direct.main(parser.parse_args([*given, *words]))
    return model / "run"


def prompts_of(model: Path, pipe) -> list[Any]:
    return list(load_prompts(str(model / "faces"), pipe.config["default_num_frames"], 8.0, EMOTIONS, (1.0,), 0.0)[0])


def policy_of(
    model: Path, anchor: float = 1.0, emotion: float = 0.0, integrity: float = 0.0, shading: float = 0.0
) -> Policy:
    """With a LoRA that has learned nothing."""
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    prepare_transformer(pipe, load_ard_config(model / "ard.yaml")[1])
    weights = {"emotion": emotion, "integrity": integrity, "shading": shading, "anchor": anchor}
    return Policy(pipe, prompts_of(model, pipe), 2, weights)


def au_error(pipe, rows) -> float:
    """What AUEstimator misses in clips of all prompts, with noise of their own."""
    policy = Policy(pipe, rows, 2, ALONE)
    keys = [SampleKey(7, row["prompt_id"], 0) for row in rows]
    with torch.no_grad():
        frames = decode(pipe, roll_out(pipe, policy.given[1], keys, SETTINGS, range(0)).x0, policy.given[1])
        return float(policy.au_error(pipe.au_estimator, frames, torch.arange(len(rows))))


def test_the_lora_brings_aus_nearer_to_those_asked_for(model):
    folder = run(model)
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    rows = prompts_of(model, pipe)
    before = au_error(pipe, rows)
    pipe.load_lora_weights(str(folder))
    assert au_error(pipe, rows) < before - 0.01
    written = (folder / LORA_FILE).stat().st_mtime_ns
    with pytest.raises(ValueError, match="another rate"):
        run(model, "--rate", "2e-2")
    assert (folder / LORA_FILE).stat().st_mtime_ns == written


def test_what_is_sampled_is_the_policys_own_clip_to_the_bit(model):
    same_clip(policy_of(model))


def test_a_layout_whose_first_frame_is_a_condition_is_sampled_too(model, dummy_pipeline):
    dummy_pipeline("concat36").save_pretrained(model / "pipe")
    policy = policy_of(model)
    same_clip(policy)
    policy(**batches(policy.emotions, policy.shape, 2, 0)(0))[0].backward()


def same_clip(policy: Policy) -> None:
    """Three clips of a policy, by it and by the rollout."""
    pipe, conditions, _ = policy.given
    rows = torch.tensor([0, 3, 5])
    keys = [SampleKey(0, "x", k) for k in range(3)]
    some = conditions.pick(rows)
    rolled = roll_out(pipe, some, keys, SETTINGS, range(0))
    x0, moved = policy.sample(start_noise(pipe, keys, SETTINGS), some)
    torch.testing.assert_close(x0, rolled.x0, atol=0, rtol=0)
    assert moved == 0.0
    assert policy.shape == tuple(x0.shape[1:])
    frames = ard_direct.decoded(pipe, ard_direct.with_first_frame(pipe, x0, some))
    torch.testing.assert_close(frames, decode(pipe, x0.detach(), some), atol=1e-6, rtol=0)


def test_the_gradient_reaches_every_layer_through_all_steps_and_the_anchor_pulls_back(model):
    policy = policy_of(model)
    loss, figures = policy(**batches(policy.emotions, policy.shape, 4, 0)(0))
    loss.backward()
    grown = {name: p.grad for name, p in policy.transformer.named_parameters() if "lora_B" in name}
    assert grown and all(g is not None and bool(g.any()) for g in grown.values())
    assert figures["anchor"] == 0.0 and figures["loss"] == figures["au"]
    with torch.no_grad():
        for name, p in policy.transformer.named_parameters():
            if "lora_B" in name:
                p.fill_(0.1)
    assert policy(**batches(policy.emotions, policy.shape, 4, 0)(0))[1]["anchor"] > 0
    policy.weights = ALONE
    assert policy(**batches(policy.emotions, policy.shape, 4, 0)(0))[1]["anchor"] == 0


def test_prompts_without_aus_weigh_nothing_and_rare_aus_more(model):
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    rows = prompts_of(model, pipe)
    rows[0] = rows[0] | {"action_units": None}
    au, has, weight = wanted_aus(pipe, rows)
    assert has.tolist() == [0.0] + [1.0] * (len(rows) - 1)
    assert not au[0].any() and au.shape == (len(rows), 9, len(AUS))
    assert float(weight.mean()) == pytest.approx(1.0)
    spread = au[1:].flatten(0, 1).std(0)
    assert weight[spread.argmax()] == weight.min()
    policy = Policy(pipe, rows, 2, ALONE)
    frames = torch.rand(1, 9, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    assert policy.au_error(pipe.au_estimator, frames, torch.tensor([0])) == 0.0
    assert policy.au_error(pipe.au_estimator, frames, torch.tensor([1])) > 0.0
    with pytest.raises(ValueError, match="ask for no Action Units"):
        wanted_aus(pipe, rows[:1])


def test_the_emotion_is_read_by_duse_where_one_was_asked_for(model):
    policy = policy_of(model, emotion=1.0)
    frames = torch.rand(2, 9, 3, 32, 32, generator=torch.Generator().manual_seed(1), requires_grad=True)
    policy.emotion_error(frames, torch.tensor([0, 4])).backward()
    assert frames.grad is not None and bool(frames.grad.any())
    policy.emotions[:] = -1
    assert policy.emotion_error(frames, torch.tensor([0, 4])) == 0.0


def test_damage_is_what_the_integrity_reward_counts_with_a_gradient(model):
    policy = policy_of(model, integrity=1.0)
    noise = torch.rand(2, 9, 3, 64, 64, generator=torch.Generator().manual_seed(2))
    frames = (
        0.5 + 0.2 * torch.nn.functional.avg_pool2d(noise.flatten(0, 1), 9, 1, 4).unflatten(0, (2, 9))
    ).requires_grad_()
    found = [policy.damage(frames, chance) for chance in (0, 1)]
    rewards = torch.tensor(integrity(frames.detach()))
    each = torch.stack(
        [screen("argen/cif-face", torch.device("cpu")).score(some.detach()) for some in (frames, frames[:, 1:])]
    )
    assert [value.item() for value in found] == pytest.approx((-each.log().mean(1)).tolist(), rel=1e-4)
    torch.testing.assert_close(rewards, each.amin(0))
    found[0].backward()
    assert frames.grad is not None and bool(frames.grad.flatten(1).any(1).all())
    policy.weights = ALONE
    assert policy.damage(frames, 0) == 0.0


def test_a_training_goes_on_with_the_lora_of_another(model):
    first = load_file(run(model, "--steps", "3") / LORA_FILE)
    begun_with = str(model / "run")
    again = run(
        model, "--begin-with", begun_with, "--steps", "1", "--rate", "1e-9", f"output_dir={model / 'second'}", "seed=5"
    )
    assert again == model / "run"
    second = load_file(model / "second" / LORA_FILE)
    assert any(bool(value.any()) for name, value in first.items() if "lora_B" in name)
    for name, value in first.items():
        torch.testing.assert_close(second[name], value, atol=1e-6, rtol=0)
    for folder, words, told in ((begun_with, ["lora_rank=3"], "another rank"), (str(model), [], "holds no")):
        with pytest.raises(ValueError, match=told):
            run(model, "--begin-with", folder, f"output_dir={model / 'third'}", *words)
        assert not (model / "third").exists()


def test_blur_keeps_what_is_even_and_takes_what_is_fine():
    even = torch.full((1, 2, 3, 32, 32), 0.3)
    torch.testing.assert_close(blurred(even, 0.5), even)
    board = (torch.arange(32)[:, None] + torch.arange(32)).remainder(2).float().expand(1, 2, 3, 32, 32)
    assert float(blurred(board, 0.5).std()) < 0.1 * float(board.std())


def test_a_change_depends_on_its_seed_alone_and_is_one_for_all_frames():
    frames = torch.full((2, 5, 3, 32, 32), 0.5)
    one, again, other = (shaken(frames, torch.Generator().manual_seed(k)) for k in (0, 0, 1))
    torch.testing.assert_close(one, again, atol=0, rtol=0)
    assert not torch.equal(one, other)
    means = one.mean((-1, -2))
    torch.testing.assert_close(means, means[:, :1].expand_as(means), atol=0.01, rtol=0)


def test_a_batch_depends_on_seed_and_step_alone():
    one, again, other = (batches(torch.zeros(5), (2, 3), 4, seed) for seed in (1, 1, 2))
    torch.testing.assert_close(one(7)["noise"], again(7)["noise"], atol=0, rtol=0)
    assert one(7)["rows"].tolist() == again(7)["rows"].tolist() and one(7)["chance"] == again(7)["chance"]
    assert not torch.equal(one(7)["noise"], one(8)["noise"]) and not torch.equal(one(7)["noise"], other(7)["noise"])


def test_what_cannot_be_learned_from_is_refused(model, dummy_pipeline):
    with pytest.raises(ValueError, match="`rate`"):
        run(model, "--rate", "0")
    with pytest.raises(ValueError, match="`anchor`"):
        run(model, "--anchor", "-1")
    with pytest.raises(ValueError, match="`lora_rank` is 0"):
        run(model, "lora_rank=0")
    dummy_pipeline("ti2v_map", au_estimator=None).save_pretrained(model / "pipe")
    with pytest.raises(ValueError, match="no `au_estimator`"):
        run(model)
    assert not (model / "run" / LORA_FILE).exists()


def test_light_that_changes_on_a_calm_face_is_part_of_the_loss(model):
    policy = policy_of(model, anchor=0.0, shading=5.0)
    policy.au[:] = 0.0
    loss, figures = policy(**batches(policy.emotions, policy.shape, 2, 0)(0))
    assert figures["shading"] > 0
    assert float(figures["loss"]) == pytest.approx(float(figures["au"] + 5 * figures["shading"]))
    loss.backward()
