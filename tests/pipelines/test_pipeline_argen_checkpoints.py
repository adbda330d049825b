"""Precision, devices, attention processors, LoRA and other Wan checkpoints: the same clip from all that should give it."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from accelerate import cpu_offload
from diffusers import WanImageToVideoPipeline

from argen.pipelines.argen.pipeline_argen import ARGenPipeline


all_modes = pytest.mark.parametrize("mode", ("ti2v", "ti2v_map", "concat36", "concat36_clip"))
needs_accelerator = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs an accelerator")


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
@all_modes
def test_half_precision(mode: str, dtype: torch.dtype, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline(mode)
    full = pipe(**dummy_inputs()).frames
    half = pipe.to(dtype)(**dummy_inputs()).frames
    assert all(module.dtype == dtype for module in (pipe.transformer, pipe.vae, pipe.au_adapter))
    assert bool(torch.isfinite(half).all()) and float((half.float() - full).abs().mean()) < 0.05


@needs_accelerator
@all_modes
@pytest.mark.parametrize("offload", ["enable_model_cpu_offload", "enable_sequential_cpu_offload"])
def test_cpu_offload(mode: str, offload: str, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    plain = dummy_pipeline(mode).to("cuda")(**dummy_inputs(), frame_guidance_scale=0.5).frames
    pipe = dummy_pipeline(mode)
    getattr(pipe, offload)()
    for _ in range(2):
        frames = pipe(**dummy_inputs(), frame_guidance_scale=0.5).frames
        torch.testing.assert_close(frames.cpu(), plain.cpu(), atol=1e-4, rtol=0)


@all_modes
def test_weights_may_live_elsewhere_between_calls(mode: str, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    """What sequential offloading does, with the CPU as the device: weights exist only inside forward calls."""
    plain = dummy_pipeline(mode)(**dummy_inputs()).frames
    pipe = dummy_pipeline(mode)
    for name in ("text_encoder", "au_adapter", "transformer", "vae"):
        cpu_offload(getattr(pipe, name), torch.device("cpu"), offload_buffers=True)
    assert pipe.transformer.device.type == pipe.au_adapter.device.type == "meta"
    assert torch.equal(pipe(**dummy_inputs()).frames, plain)


def test_a_text_to_video_transformer_is_named(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    with pytest.raises(ValueError, match="`transformer` takes 16 channels, image-to-video needs 36"):
        dummy_pipeline("ti2v", expand_timesteps=False)(**dummy_inputs())


@pytest.mark.parametrize("change", ["default_processor", "fused_qkv", "vae_slicing"])
def test_attention_processors_and_vae_slicing(change: str, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline()
    plain = pipe(**dummy_inputs(), frame_guidance_scale=0.5).frames
    if change == "default_processor":
        pipe.transformer.set_attn_processor(pipe.transformer.blocks[0].attn1._default_processor_cls())
    elif change == "fused_qkv":
        pipe.transformer.fuse_qkv_projections()
    else:
        pipe.vae.enable_slicing()
    frames = pipe(**dummy_inputs(), frame_guidance_scale=0.5).frames
    torch.testing.assert_close(frames, plain, atol=1e-5, rtol=0)


def test_from_pipe_both_ways(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline()
    stock: Any = WanImageToVideoPipeline.from_pipe(pipe)
    assert stock.transformer is pipe.transformer
    again = ARGenPipeline.from_pipe(stock, au_adapter=pipe.au_adapter)
    assert again.au_adapter is pipe.au_adapter
    copy: Any = ARGenPipeline.from_pipe(pipe)
    assert copy.au_adapter is pipe.au_adapter and copy.config["text_length"] == 16
    assert torch.equal(copy(**dummy_inputs()).frames, pipe(**dummy_inputs()).frames)


def test_lora_loads_and_unloads(dummy_pipeline: Callable, dummy_inputs: Callable, tmp_path: Any) -> None:
    from peft import LoraConfig, get_peft_model_state_dict

    source = dummy_pipeline()
    source.transformer.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=["to_q", "to_v"]))
    for name, weight in source.transformer.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, generator=torch.Generator().manual_seed(0))
    tuned = source(**dummy_inputs()).frames
    layers: dict[str, Any] = get_peft_model_state_dict(source.transformer)
    ARGenPipeline.save_lora_weights(tmp_path, layers)
    pipe = dummy_pipeline()
    plain = pipe(**dummy_inputs()).frames
    pipe.load_lora_weights(tmp_path)
    torch.testing.assert_close(pipe(**dummy_inputs()).frames, tuned, atol=1e-6, rtol=0)
    off = pipe(**dummy_inputs(), attention_kwargs={"scale": 0.0}).frames
    torch.testing.assert_close(off, plain, atol=1e-6, rtol=0)
    pipe.unload_lora_weights()
    assert torch.equal(pipe(**dummy_inputs()).frames, plain) and not torch.allclose(tuned, plain, atol=1e-3)
