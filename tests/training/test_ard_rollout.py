"""Rollouts on tiny random weights of every layout: replayed exactly, equal to the pipeline, noise by key alone."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from diffusers import UniPCMultistepScheduler
from peft import LoraConfig

from argen.pipelines.argen.plan_argen import make_plan
from argen.training.ard_conditions import ConditionBank, Conditions, latent_shape
from argen.training.ard_rollout import (
    RolloutSettings,
    SampleKey,
    concatenate,
    decode,
    key_noise,
    key_uniform,
    replay,
    roll_out,
    velocity,
    with_first_frame,
)


MODES = (
    "ti2v",
    "ti2v_map",
    "concat36",
    "concat36_clip",
)  # Wan2.2-TI2V, our embedded model, Wan2.1-Fun, the same with CLIP
all_modes = pytest.mark.parametrize("mode", MODES)
GUIDED: dict[str, Any] = {"guidance_scale": 2.0, "au_guidance_scale": 1.5}
FREE: dict[str, Any] = {"guidance_scale": 1.0, "au_guidance_scale": 1.0}
KEYS = [SampleKey(0, f"p{i // 2}", i % 2) for i in range(4)]


def make_settings(**changes: Any) -> RolloutSettings:
    given: dict[str, Any] = {"num_inference_steps": 4, "noise_level": 0.7, "height": 32, "width": 32, "num_frames": 9}
    given |= GUIDED
    return RolloutSettings(**given | changes)


@pytest.fixture
def conditions_of(dummy_image: Callable) -> Callable[..., Conditions]:
    """Two samples for each of two prompts."""

    def make(pipe: Any, settings: RolloutSettings) -> Conditions:
        bank = ConditionBank(pipe, 32, 32, 9, settings.scales(pipe))
        rows = []
        for i, emotion in enumerate(("fear", "happiness")):
            curve = make_plan(emotion, 0.8, None, num_frames=9, fps=8.0, seed=0).curve
            row = {"prompt_id": f"p{i}", "prompt": f"a face shows {emotion}", "image": dummy_image(i)}
            rows += [row | {"action_units": None if pipe.au_adapter is None else curve}] * 2
        return bank(rows)

    return make


# What a loss recomputes


@all_modes
@pytest.mark.parametrize("guidance", (GUIDED, FREE))
def test_the_ratio_is_one_to_the_bit_in_the_rollouts_batch(
    mode: str, guidance: dict[str, float], dummy_pipeline: Callable, conditions_of: Callable
) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings(**guidance)
    conditions = conditions_of(pipe, settings)
    rollout = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    pipe.transformer.train()
    pipe.transformer.enable_gradient_checkpointing()
    for step in range(2):
        log_probs, mean, std = replay(pipe, pipe.transformer, rollout, step, conditions, settings)
        assert torch.equal((log_probs - rollout.log_probs[:, step]).exp(), torch.ones(4))
        assert mean.shape == rollout.x0.shape and bool((std > 0).all())
        log_probs.sum().backward()
    assert all(p.grad is not None for p in pipe.transformer.blocks.parameters() if p.requires_grad)


@all_modes
def test_the_ratio_is_one_within_rounding_in_other_batches(
    mode: str, dummy_pipeline: Callable, conditions_of: Callable
) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings()
    conditions = conditions_of(pipe, settings)
    rollout = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    for rows in ([0], [3, 1], [2, 0, 1]):
        part = rollout.pick(rows)
        for step in range(2):
            log_probs, _, _ = replay(pipe, pipe.transformer, part, step, conditions.pick(rows), settings)
            torch.testing.assert_close(log_probs, part.log_probs[:, step], atol=1e-6, rtol=0)


@all_modes
def test_a_sample_does_not_depend_on_its_batch(mode: str, dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings()
    conditions = conditions_of(pipe, settings)
    whole = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    order = [2, 0, 3, 1]
    parts = [roll_out(pipe, conditions.pick([i]), [KEYS[i]], settings, range(1, 3)) for i in order]
    joined = concatenate(parts)
    torch.testing.assert_close(joined.x0, whole.x0[order], atol=1e-5, rtol=0)
    torch.testing.assert_close(joined.log_probs, whole.log_probs[order], atol=1e-6, rtol=0)


@all_modes
def test_times_may_differ_within_a_batch(mode: str, dummy_pipeline: Callable, conditions_of: Callable) -> None:
    """Rollouts of 2, 4 and 8 steps are replayed as one batch, as a group of the efficiency reward needs it."""
    pipe, settings = dummy_pipeline(mode), make_settings()
    conditions = conditions_of(pipe, settings)
    parts = [
        roll_out(pipe, conditions.pick([i]), [KEYS[i]], make_settings(num_inference_steps=n), window)
        for i, (n, window) in enumerate(((2, range(1)), (4, range(2, 3)), (8, range(5, 6))))
    ]
    rollout = concatenate(parts)
    log_probs, _, _ = replay(pipe, pipe.transformer, rollout, 0, conditions.pick([0, 1, 2]), settings)
    torch.testing.assert_close(log_probs, rollout.log_probs[:, 0], atol=1e-6, rtol=0)


# What is sampled


@all_modes
@pytest.mark.parametrize("guidance", (GUIDED, FREE))
def test_without_stochastic_steps_it_is_the_pipeline_to_the_bit(
    mode: str, guidance: dict[str, float], dummy_pipeline: Callable, conditions_of: Callable, dummy_image: Callable
) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings(**guidance, noise_level=0.0)
    conditions = conditions_of(pipe, settings).pick([0])
    rollout = roll_out(pipe, conditions, KEYS[:1], settings, range(0))
    curve = make_plan("fear", 0.8, None, num_frames=9, fps=8.0, seed=0).curve
    noise = key_noise(KEYS[:1], "start", latent_shape(pipe, 32, 32, 9), "cpu")
    call = {"prompt": "a face shows fear", "action_units": curve, "latents": noise, "num_inference_steps": 4}
    latents = pipe(dummy_image(0), **call, **guidance, output_type="latent").frames
    assert torch.equal(with_first_frame(pipe, rollout.x0, conditions), latents)
    frames = pipe(dummy_image(0), **call, **guidance, output_type="pt").frames
    shown = decode(pipe, rollout.x0, conditions)
    assert torch.equal(shown, frames) and shown.shape == (1, 9, 3, 32, 32)
    assert rollout.log_probs.shape == (1, 0) and torch.equal(rollout.path[:, 0], rollout.x0)


@all_modes
def test_the_trajectory_holds_the_window_alone(mode: str, dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings()
    conditions = conditions_of(pipe, settings)
    rollout = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    frames = 2 if pipe.config["expand_timesteps"] else 3  # the first frame is given there, so it is no action
    assert rollout.path.shape == (4, 3, 16, frames, *rollout.x0.shape[3:])
    assert rollout.times.shape == (4, 3) and bool((rollout.times.diff() < 0).all())
    assert rollout.log_probs.shape == (4, 2) and len(rollout) == 4
    assert all(tensor.dtype == torch.float32 and len(tensor) == 4 for tensor in vars(rollout).values())
    all_steps = roll_out(pipe, conditions, KEYS, settings, range(4))
    assert torch.equal(all_steps.path[:, 4], all_steps.x0)


def test_the_policys_precision_does_not_reach_the_trajectory(
    dummy_pipeline: Callable, conditions_of: Callable
) -> None:
    pipe, settings = dummy_pipeline("concat36"), make_settings()
    pipe.transformer.to(torch.bfloat16)
    conditions = conditions_of(pipe, settings)
    rollout = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    assert conditions.context["full"].dtype == torch.bfloat16 and rollout.path.dtype == torch.float32
    log_probs, _, _ = replay(pipe, pipe.transformer, rollout, 0, conditions, settings)
    assert torch.equal(log_probs, rollout.log_probs[:, 0])


def test_public_weights_bring_unipc(dummy_pipeline: Callable, conditions_of: Callable) -> None:
    unipc = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)
    pipe, settings = dummy_pipeline("concat36", scheduler=unipc, au_adapter=None), make_settings()
    assert settings.scales(pipe) == (2.0, 2.0, 0.0)  # no adapter: the AUs need no pass of their own
    conditions = conditions_of(pipe, settings)
    rollout = roll_out(pipe, conditions, KEYS, settings, range(2))
    log_probs, _, _ = replay(pipe, pipe.transformer, rollout, 1, conditions, settings)
    assert torch.equal(log_probs, rollout.log_probs[:, 1]) and float(rollout.x0.std()) < 3.0


def test_decoding_in_parts_is_decoding_at_once(dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline(), make_settings()
    conditions = conditions_of(pipe, settings)
    x0 = roll_out(pipe, conditions, KEYS, settings, range(0)).x0
    torch.testing.assert_close(decode(pipe, x0, conditions, 1), decode(pipe, x0, conditions, 4), atol=1e-5, rtol=0)


# Noise


def test_noise_depends_on_seed_prompt_and_index_alone() -> None:
    shape = (2, 3)
    noise = key_noise(KEYS, "start", shape, "cpu")
    assert torch.equal(key_noise(KEYS[::-1], "start", shape, "cpu").flip(0), noise)
    assert torch.equal(torch.cat([key_noise([key], "start", shape, "cpu") for key in KEYS]), noise)
    others = (SampleKey(1, "p0", 0), SampleKey(0, "p1", 0), SampleKey(0, "p0", 1))
    drawn = [key_noise([key], use, shape, "cpu") for key in (KEYS[0], *others) for use in ("start", 0, 1)]
    assert len({tuple(one.flatten().tolist()) for one in drawn}) == 12
    times = key_uniform([SampleKey(0, "p", i) for i in range(400)], "nft", "cpu")
    assert float(times.min()) >= 0.0 and float(times.max()) < 1.0
    assert float(times.mean()) == pytest.approx(0.5, abs=0.05)


def test_a_group_may_begin_at_one_point(dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline(), make_settings()
    conditions = conditions_of(pipe, settings).pick([0, 0])
    keys = [SampleKey(0, "p0", i, start=7) for i in range(2)]
    rollout = roll_out(pipe, conditions, keys, settings, range(1))
    assert torch.equal(rollout.path[0, 0], rollout.path[1, 0])
    assert not torch.allclose(rollout.path[0, 1], rollout.path[1, 1], atol=0.1)


@all_modes
def test_clips_that_begin_alike_are_walked_once_up_to_the_window(
    mode: str, dummy_pipeline: Callable, conditions_of: Callable
) -> None:
    pipe, settings = dummy_pipeline(mode), make_settings()
    conditions = conditions_of(pipe, settings)
    keys = [SampleKey(0, f"p{i // 2}", i % 2, start=7) for i in (0, 2, 1, 3)]  # the groups interleaved
    given = conditions.pick([0, 2, 1, 3])
    walked: list[int] = []
    handle = pipe.transformer.register_forward_pre_hook(
        lambda _, args, kwargs: walked.append(len(kwargs["hidden_states"])), with_kwargs=True
    )
    rollout = roll_out(pipe, given, keys, settings, range(2, 3))
    handle.remove()
    calls = len(walked) // settings.num_inference_steps  # guidance may take several
    assert sum(walked[: 2 * calls]) * 2 == sum(walked[2 * calls :])
    for i, key in enumerate(keys):
        alone = roll_out(pipe, given.pick([i]), [key], settings, range(2, 3))
        torch.testing.assert_close(alone.path[0], rollout.path[i], atol=1e-4, rtol=1e-4)
    _, mean, _ = replay(pipe, pipe.transformer, rollout, 0, given, settings)
    assert torch.equal(rollout.path[0, 0], rollout.path[2, 0])
    assert not torch.allclose(rollout.path[0, 1] - mean[0], rollout.path[2, 1] - mean[2], atol=0.1)


def test_a_steps_noise_depends_on_its_number_and_not_on_the_window(
    dummy_pipeline: Callable, conditions_of: Callable
) -> None:
    pipe, settings = dummy_pipeline(), make_settings()
    conditions = conditions_of(pipe, settings)
    for window in (range(3), range(1, 3)):
        rollout = roll_out(pipe, conditions, KEYS, settings, window)
        for k, step in enumerate(window):
            _, mean, std = replay(pipe, pipe.transformer, rollout, k, conditions, settings)
            drawn = (rollout.path[:, k + 1] - mean) / std
            torch.testing.assert_close(drawn, key_noise(KEYS, step, mean.shape[1:], "cpu"), atol=1e-5, rtol=0)


# The policy


def test_the_frozen_policy_is_the_lora_switched_off(dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline("ti2v_map"), make_settings()
    conditions = conditions_of(pipe, settings)
    x, t, scales = torch.randn(4, 16, 2, 2, 2), torch.tensor([0.9, 0.7, 0.5, 0.1]), settings.scales(pipe)
    frozen = velocity(pipe, pipe.transformer, x, t, conditions, scales)
    pipe.transformer.add_adapter(LoraConfig(r=2, target_modules=["to_q", "to_v"]))
    rollout = roll_out(pipe, conditions, KEYS, settings, range(1, 3))
    with torch.no_grad():
        for name, parameter in pipe.transformer.named_parameters():
            if "lora_B" in name:
                parameter += 0.1
    log_probs, _, _ = replay(pipe, pipe.transformer, rollout, 0, conditions, settings)
    assert not torch.equal(log_probs, rollout.log_probs[:, 0])
    log_probs.sum().backward()
    assert all((p.grad is None) == ("lora" not in name) for name, p in pipe.transformer.named_parameters())
    pipe.transformer.disable_adapters()
    assert torch.equal(velocity(pipe, pipe.transformer, x, t, conditions, scales), frozen)


def test_what_cannot_be_is_refused(dummy_pipeline: Callable, conditions_of: Callable) -> None:
    pipe, settings = dummy_pipeline(), make_settings()
    conditions = conditions_of(pipe, settings)
    with pytest.raises(ValueError, match="`keys` has 3 entries for 4 rows"):
        roll_out(pipe, conditions, KEYS[:3], settings, range(1))
    with pytest.raises(ValueError, match=r"`window_steps` is range\(2, 5\); legal are ranges of step 1 in 0..4"):
        roll_out(pipe, conditions, KEYS, settings, range(2, 5))
    with pytest.raises(ValueError, match=r"`noise_level` is 0, but `window_steps` has stochastic steps"):
        roll_out(pipe, conditions, KEYS, make_settings(noise_level=0.0), range(1))
    with pytest.raises(ValueError, match="`boundary_ratio` 0.9, so two transformers"):
        roll_out(dummy_pipeline(boundary_ratio=0.9), conditions, KEYS, settings, range(1))
    with pytest.raises(ValueError, match="`num_inference_steps` is 0"):
        make_settings(num_inference_steps=0)
    with pytest.raises(ValueError, match="`noise_level` must be a finite number"):
        make_settings(noise_level=-1.0)
