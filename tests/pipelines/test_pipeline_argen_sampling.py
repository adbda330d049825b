"""Identities of the sampling loop: guidance that is off, the branches that are computed, callbacks, two stages."""

from collections.abc import Callable
from typing import Any

import pytest
import torch

from argen.pipelines.argen.pipeline_argen import sample_generators


all_modes = pytest.mark.parametrize("mode", ("ti2v", "ti2v_map", "concat36", "concat36_clip"))


class CountCalls:
    """Batch sizes of each call of a module, seen through a forward hook."""

    def __init__(self, module: torch.nn.Module) -> None:
        self.batches: list[int] = []
        module.register_forward_pre_hook(self.note, with_kwargs=True)

    def note(self, _: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.batches.append(len(args[0] if args else kwargs["hidden_states"]))


# Guidance


@all_modes
def test_frame_guidance_zero_is_the_plain_sampler_to_the_bit(
    mode: str, dummy_pipeline: Callable, dummy_inputs: Callable
) -> None:
    pipe = dummy_pipeline(mode)
    plain = pipe(**dummy_inputs()).frames
    assert torch.equal(pipe(**dummy_inputs(), frame_guidance_scale=0.0).frames, plain)
    empty = pipe(**dummy_inputs(), frame_guidance_scale=1.0, frame_guidance_interval=(0.5, 0.5)).frames
    assert torch.equal(empty, plain)
    assert not torch.allclose(pipe(**dummy_inputs(), frame_guidance_scale=1.0).frames, plain, atol=1e-4)


def test_only_needed_branches_are_computed_in_one_pass(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline()
    counter = CountCalls(pipe.transformer)

    def batches(**call: Any) -> list[int]:
        counter.batches.clear()
        pipe(**dummy_inputs() | call)
        return counter.batches

    assert batches(guidance_scale=1.0, au_guidance_scale=1.0) == [1, 1]
    assert batches(guidance_scale=2.0, au_guidance_scale=2.0) == [2, 2]
    assert batches(guidance_scale=2.0, au_guidance_scale=1.0) == [3, 3]
    assert batches(guidance_scale=2.0, au_guidance_scale=1.0, frame_guidance_scale=1.0) == [4, 4]
    assert batches(guidance_scale=1.0, au_guidance_scale=0.0) == [1, 1]
    assert batches(frame_guidance_scale=1.0, frame_guidance_interval=(0.5, 1.0)) == [3, 4]
    assert batches(emotion=None, intensity=None, prompt="a face") == [2, 2]


@all_modes
def test_au_scale_zero_ignores_the_aus(mode: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline(mode)
    call = {"guidance_scale": 2.0, "output_type": "pt"}
    without = pipe(dummy_image(), prompt="a face", generator=sample_generators(0, 1), **call).frames
    ignored, used = (
        pipe(
            dummy_image(),
            prompt="a face",
            action_units={"AU12": 1.0},
            au_guidance_scale=scale,
            generator=sample_generators(0, 1),
            **call,
        ).frames
        for scale in (0.0, 2.0)
    )
    torch.testing.assert_close(ignored, without, atol=1e-5, rtol=0)
    assert not torch.allclose(used, without, atol=1e-4)


def test_text_is_encoded_once(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline()
    counter = CountCalls(pipe.text_encoder)
    pipe([dummy_image(0), dummy_image(1)], emotion=["fear", "anger"], num_inference_steps=3)
    assert counter.batches == [2, 1]  # two captions, and one empty prompt for the whole batch


def test_two_stage_denoising(dummy_pipeline: Callable, dummy_components: Callable, dummy_inputs: Callable) -> None:
    plain = dummy_pipeline("concat36")(**dummy_inputs()).frames
    second = dummy_components("concat36")["transformer"]
    pipe = dummy_pipeline("concat36", transformer_2=second, boundary_ratio=0.9)
    assert torch.equal(pipe(**dummy_inputs()).frames, plain)
    assert not torch.allclose(pipe(**dummy_inputs(), guidance_scale_2=4.0).frames, plain)
    counter = CountCalls(second)
    pipe(**dummy_inputs())
    assert len(counter.batches) == 1


# Callbacks and interruption


def test_callback_inputs(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline()
    names = pipe._callback_tensor_inputs

    def check(_: Any, step: int, timestep: torch.Tensor, tensors: dict[str, Any]) -> dict[str, Any]:
        assert list(tensors) == names and all(isinstance(tensor, torch.Tensor) for tensor in tensors.values())
        if step == 1:
            tensors["latents"] = torch.zeros_like(tensors["latents"])
        return tensors

    inputs = dummy_inputs() | {"output_type": "latent"}
    latents = pipe(**inputs, callback_on_step_end=check, callback_on_step_end_tensor_inputs=names).frames
    assert bool((latents[:, :, 1:] == 0).all()) and bool((latents[:, :, 0] != 0).any())


def test_callback_changes_guidance(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    def raise_scale(pipe: Any, step: int, timestep: torch.Tensor, tensors: dict[str, Any]) -> dict[str, Any]:
        pipe._guidance_scale += 1.0
        return tensors

    pipe = dummy_pipeline()
    plain = pipe(**dummy_inputs()).frames
    moved = pipe(**dummy_inputs(), callback_on_step_end=raise_scale).frames
    assert pipe.guidance_scale == 2.0 + pipe.num_timesteps and not torch.allclose(plain, moved)
    with pytest.raises(ValueError, match="Begin with a value above 1"):
        pipe(**dummy_inputs(), guidance_scale=1.0, callback_on_step_end=raise_scale)


def test_interrupt(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    steps = []

    def stop(pipe: Any, step: int, timestep: torch.Tensor, tensors: dict[str, Any]) -> dict[str, Any]:
        steps.append(step)
        pipe._interrupt = True
        return tensors

    inputs = dummy_inputs() | {"num_inference_steps": 4}
    assert dummy_pipeline()(**inputs, callback_on_step_end=stop).frames.shape[1] == 9 and steps == [0]
