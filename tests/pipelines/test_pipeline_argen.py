"""The cases of diffusers' `PipelineTesterMixin` that apply to image-to-video, and the identities of our own design."""

from collections.abc import Callable
from typing import Any

import numpy as np
import PIL.Image
import pytest
import torch
from accelerate import cpu_offload
from diffusers import UniPCMultistepScheduler, WanImageToVideoPipeline

from argen.pipelines.argen.pipeline_argen import ARGenPipeline, ARGenPipelineOutput, sample_generators
from argen.pipelines.argen.plan_argen import make_plan


MODES = ("ti2v", "concat36", "concat36_clip")
EMOTIONS = ["happiness", "fear", "anger", "neutral"]

all_modes = pytest.mark.parametrize("mode", MODES)
needs_accelerator = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs an accelerator")


class CountCalls:
    """Batch sizes of each call of a module, seen through a forward hook."""

    def __init__(self, module: torch.nn.Module) -> None:
        self.batches: list[int] = []
        module.register_forward_pre_hook(self.note, with_kwargs=True)

    def note(self, _: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.batches.append(len(args[0] if args else kwargs["hidden_states"]))


def stock_pipeline(pipe: ARGenPipeline) -> Any:
    """diffusers' own pipeline over the same components."""
    names = ("tokenizer", "text_encoder", "vae", "scheduler", "transformer", "image_encoder", "image_processor")
    parts = {name: getattr(pipe, name) for name in names}
    stock = WanImageToVideoPipeline(**parts, expand_timesteps=pipe.config["expand_timesteps"])
    stock.set_progress_bar_config(disable=True)
    return stock


# Output forms


@all_modes
def test_shapes_ranges_and_types(mode: str, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline(mode)
    runs: dict[str, Any] = {
        kind: pipe(**dummy_inputs() | {"output_type": kind}) for kind in ("pt", "np", "pil", "latent")
    }
    assert isinstance(runs["pt"], ARGenPipelineOutput) and len(runs["pt"].plan or []) == 1
    assert runs["pt"].frames.shape == (1, 9, 3, 32, 32)
    assert runs["np"].frames.shape == (1, 9, 32, 32, 3) and runs["np"].frames.dtype == np.float32
    assert runs["np"].frames.min() >= 0.0 and runs["np"].frames.max() <= 1.0
    np.testing.assert_array_equal(runs["np"].frames, runs["pt"].frames.permute(0, 1, 3, 4, 2).numpy())
    assert len(runs["pil"].frames[0]) == 9 and isinstance(runs["pil"].frames[0][0], PIL.Image.Image)
    assert runs["latent"].frames.shape[:3] == (1, 16, 3)
    assert torch.equal(pipe.decode(runs["latent"].frames, "pt"), runs["pt"].frames)


def test_tuple_and_dict_are_equivalent(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline()
    frames, plans = pipe(**dummy_inputs(), return_dict=False)
    output = pipe(**dummy_inputs())
    assert torch.equal(frames, output.frames) and torch.equal(output[0], output["frames"])
    assert plans[0].captions == output.plan[0].captions


def test_defaults_come_from_the_config(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline(default_num_frames=5, default_steps=3)
    steps = []
    callback = lambda _, i, t, kwargs: steps.append(i) or kwargs
    output = pipe(dummy_image(), emotion="fear", callback_on_step_end=callback)
    assert output.frames.shape == (1, 5, 32, 32, 3) and steps == [0, 1, 2]
    plan = make_plan("fear", 0.5, num_frames=9, fps=8)
    assert pipe(dummy_image(), plan=plan).frames.shape[1] == 9


# Parity with diffusers


@all_modes
@pytest.mark.parametrize("guidance_scale", [1.0, 3.0])
def test_without_adapter_it_is_the_stock_pipeline(
    mode: str, guidance_scale: float, dummy_pipeline: Callable, dummy_image: Callable
) -> None:
    pipe = dummy_pipeline(mode, au_adapter=None)
    embeds, negative = pipe.encode_prompt("a happy face", "", max_sequence_length=512)
    call = {
        "image": dummy_image(), "prompt_embeds": embeds, "negative_prompt_embeds": negative, "height": 32, "width": 32,
        "num_frames": 9, "num_inference_steps": 3, "guidance_scale": guidance_scale, "output_type": "pt",
    }  # fmt: skip
    stock = stock_pipeline(pipe)(**call, generator=torch.Generator().manual_seed(5)).frames
    ours = pipe(**call, generator=torch.Generator().manual_seed(5), frame_guidance_scale=0.0).frames
    if guidance_scale == 1.0:
        assert torch.equal(ours, stock)
    else:  # both branches share one forward pass here, which moves the last bits
        torch.testing.assert_close(ours, stock, atol=1e-5, rtol=0)


@pytest.mark.parametrize("mode", ["concat36", "concat36_clip"])
def test_last_image_is_the_stock_pipelines(mode: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline(mode, au_adapter=None)
    if mode == "concat36_clip":  # the first-and-last-frame models pair both pictures through this embedding
        pos_embed = torch.nn.Parameter(torch.zeros(1, 10, 16))
        pipe.transformer.condition_embedder.image_embedder.pos_embed = pos_embed
    embeds = pipe.encode_prompt("a face", max_sequence_length=512)[0]
    call = {
        "image": dummy_image(0), "last_image": dummy_image(1), "prompt_embeds": embeds, "height": 32, "width": 32,
        "num_frames": 9, "num_inference_steps": 2, "guidance_scale": 1.0, "output_type": "pt",
    }  # fmt: skip
    stock = stock_pipeline(pipe)(**call, generator=torch.Generator().manual_seed(5)).frames
    assert torch.equal(pipe(**call, generator=torch.Generator().manual_seed(5)).frames, stock)


def test_multistep_scheduler(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    scheduler = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)
    pipe = dummy_pipeline(scheduler=scheduler, au_adapter=None)
    embeds = pipe.encode_prompt("a face")[0]
    call = {
        "image": dummy_image(), "prompt_embeds": embeds, "height": 32, "width": 32, "num_frames": 9,
        "num_inference_steps": 4, "guidance_scale": 1.0, "output_type": "pt",
    }  # fmt: skip
    stock = stock_pipeline(pipe)(**call, generator=torch.Generator().manual_seed(5)).frames
    assert torch.equal(pipe(**call, generator=torch.Generator().manual_seed(5)).frames, stock)


# Batches


@all_modes
def test_batch_of_four_is_four_batches_of_one(mode: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline(mode)
    images, levels = [dummy_image(i) for i in range(4)], [0.3, 0.5, 0.8, 1.0]
    settings = {"num_inference_steps": 2, "frame_guidance_scale": 0.5, "output_type": "pt"}
    batch = pipe(images, emotion=EMOTIONS, intensity=levels, generator=sample_generators(7, 4), **settings)
    for i in range(4):
        alone = pipe(
            images[i], emotion=EMOTIONS[i], intensity=levels[i], generator=sample_generators(7, 1, first=i), **settings
        )
        torch.testing.assert_close(batch.frames[i : i + 1], alone.frames, atol=1e-5, rtol=0)
        assert batch.plan[i].captions == alone.plan[0].captions
        np.testing.assert_array_equal(batch.plan[i].curve, alone.plan[0].curve)
    assert not torch.allclose(batch.frames[0], batch.frames[1], atol=1e-3)


def test_single_items_serve_the_whole_batch(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline()
    one = pipe(dummy_image(), emotion=["fear", "anger"], generator=sample_generators(0, 2), output_type="pt").frames
    two = pipe(
        [dummy_image()] * 2, emotion=["fear", "anger"], generator=sample_generators(0, 2), output_type="pt"
    ).frames
    torch.testing.assert_close(one, two, atol=1e-6, rtol=0)


@all_modes
def test_num_videos_per_prompt(mode: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline(mode)
    images, call = [dummy_image(0), dummy_image(1)], {"emotion": ["fear", "anger"], "output_type": "pt"}
    generators = [torch.Generator().manual_seed(seed) for seed in (1, 1, 2, 2)]
    output = pipe(images, **call, num_videos_per_prompt=2, generator=generators)
    once = pipe(images, **call, generator=[torch.Generator().manual_seed(seed) for seed in (1, 2)])
    assert output.frames.shape[0] == 4 and [plan.emotion for plan in output.plan] == ["fear"] * 2 + ["anger"] * 2
    torch.testing.assert_close(output.frames[[0, 1, 2, 3]], once.frames[[0, 0, 1, 1]], atol=1e-5, rtol=0)


def test_tensor_images_equal_pictures(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe, inputs = dummy_pipeline(), dummy_inputs()
    picture = inputs.pop("image")
    tensor = torch.from_numpy(np.array(picture)).permute(2, 0, 1) / 255
    frames = [
        pipe(image, **inputs | {"generator": torch.Generator().manual_seed(0)}).frames
        for image in (picture, tensor, tensor[None], [tensor], [picture.convert("RGBA")])
    ]
    for other in frames[1:]:
        torch.testing.assert_close(other, frames[0], atol=1e-6, rtol=0)


def test_sample_generators_do_not_depend_on_the_count() -> None:
    few, many = sample_generators(3, 2), sample_generators(3, 5)
    assert few[1].initial_seed() == many[1].initial_seed() == sample_generators(3, 1, first=1)[0].initial_seed()
    assert len({generator.initial_seed() for generator in many}) == 5
    assert sample_generators(4, 1)[0].initial_seed() != few[0].initial_seed()


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
    assert batches(emotion=None, intensity=None, text="a face") == [2, 2]


def test_au_scale_zero_ignores_the_aus(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline()
    call = {"guidance_scale": 2.0, "output_type": "pt"}
    without = pipe(dummy_image(), text="a face", generator=sample_generators(0, 1), **call).frames
    ignored, used = (
        pipe(
            dummy_image(),
            text="a face",
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


# What a call may ask for


def test_text_emotion_plan_and_planner(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline()
    seen: list[str] = []
    encode = pipe._get_t5_prompt_embeds
    pipe._get_t5_prompt_embeds = lambda prompt, *rest: (
        seen.extend([prompt] if isinstance(prompt, str) else prompt) or (encode(prompt, *rest))
    )
    plan = make_plan("fear", 0.5, num_frames=9, fps=8)
    assert pipe(dummy_image(), text="a smile", guidance_scale=1.0).plan is None
    assert pipe(dummy_image(), text="a smile", emotion="anger", guidance_scale=1.0).plan[0].emotion == "anger"
    assert pipe(dummy_image(), plan=plan, guidance_scale=1.0).plan == [plan]
    pipe.planner = lambda text, **timing: make_plan("fear", 0.5, caption=f"planned {text}", **timing)
    assert pipe(dummy_image(), text="a smile", guidance_scale=1.0).plan[0].emotion == "fear"
    assert pipe(dummy_image(), prompt="a smile", guidance_scale=1.0).plan is None
    assert seen == ["a smile", "a smile", plan.captions[0], "planned a smile", "a smile"]


@pytest.mark.parametrize("form", ["dict", "vector", "list", "curve", "tensor", "batch"])
def test_forms_of_action_units(form: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    vector = np.zeros(20, np.float32)
    vector[9] = 0.8  # AU12
    value: Any = {
        "dict": {"AU12": 0.8},
        "vector": vector,
        "list": vector.tolist(),
        "curve": np.tile(vector, (9, 1)),
        "tensor": torch.from_numpy(vector),
        "batch": [{"AU12": 0.8}, vector, None],
    }[form]
    text = "a face" if form == "batch" else None
    output = dummy_pipeline()(dummy_image(), action_units=value, text=text, num_frames=9)
    assert len(output.frames) == len(output.plan) == (3 if form == "batch" else 1)
    assert output.plan[0].curve[:, 9].max() > 0.5 and (form != "batch" or output.plan[2] is None)


def test_without_adapter_an_emotion_is_its_caption(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline(au_adapter=None)
    output = pipe(**dummy_inputs())
    text = dummy_inputs() | {"emotion": None, "intensity": None, "text": output.plan[0].captions[0]}
    assert torch.equal(pipe(**text).frames, output.frames)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"num_frames": 16}, "`num_frames` must be 4k \\+ 1 .* got 16. Take 13 or 17"),
        ({"num_frames": 0}, "`num_frames`"),
        ({"height": 40}, "`height` must be a positive multiple of 32, got 40. Take 32"),
        ({"width": -32}, "`width` must be a positive multiple of 32"),
        ({"num_inference_steps": 0}, "`num_inference_steps` must be at least 1, got 0"),
        ({"guidance_scale": -1.0}, "`guidance_scale` must be a finite number >= 0"),
        ({"au_guidance_scale": float("nan")}, "`au_guidance_scale`"),
        ({"frame_guidance_scale": -0.1}, "`frame_guidance_scale`"),
        ({"frame_guidance_interval": (0.5, 0.2)}, "`frame_guidance_interval`"),
        ({"emotion": "joy"}, "`emotion` is 'joy'; it has to be one of happiness"),
        ({"action_units": {"AU99": 1.0}}, "`action_units` names 'AU99'"),
        ({"action_units": {"AU12": float("nan")}}, "`action_units`"),
        ({"action_units": np.full(20, 1.5)}, "`action_units`"),
        ({"intensity": 2.0}, "`intensity` is 2.0"),
        ({"emotion": None}, "`intensity` is 0.7 without an `emotion`"),
        ({"emotion": None, "intensity": None}, "Nothing to express"),
        ({"text": "a", "prompt": "b"}, "`text` and `prompt` say the same thing"),
        ({"text": 3.5}, "`text` and `prompt` must be strings"),
        ({"image": "face.png"}, "`image` has the type str"),
        ({"image": []}, "`image` is an empty list"),
        ({"image": torch.full((3, 32, 32), float("nan"))}, "`image` holds NaN"),
        ({"image": torch.full((3, 32, 32), 255.0)}, "`image` must hold values in \\[0, 1\\]"),
        ({"image": torch.zeros(32, 32, 3)}, "`image` is a torch.float32 tensor of the shape \\(32, 32, 3\\)"),
        ({"image": PIL.Image.new("I;16", (32, 32))}, "`image` has the PIL mode 'I;16'"),
        ({"emotion": ["fear", "anger"], "intensity": [0.1, 0.2, 0.3]}, "The batch lengths differ: `emotion` 2"),
        ({"emotion": []}, "`emotion` is an empty list"),
        ({"generator": [torch.Generator()] * 3}, "`generator` has 3 entries for 1 clips"),
        ({"latents": torch.zeros(1)}, "`latents` must have the shape"),
        ({"output_type": "gif"}, "`output_type` must be one of pil, np, pt, latent"),
        ({"callback_on_step_end_tensor_inputs": ["noise"]}, "`callback_on_step_end_tensor_inputs` names"),
        ({"num_videos_per_prompt": 0}, "`num_videos_per_prompt` must be at least 1"),
        ({"last_image": PIL.Image.new("RGB", (32, 32))}, "`last_image` needs a Wan model"),
        ({"plan": make_plan("fear", num_frames=9)}, "`plan` stands for itself"),
        (
            {"plan": make_plan("fear", num_frames=17), "emotion": None, "intensity": None},
            "`plan` has a curve of 17 frames",
        ),
    ],
)
def test_mistakes_get_an_error_that_names_them(
    change: dict[str, Any], message: str, dummy_pipeline: Callable, dummy_inputs: Callable
) -> None:
    with pytest.raises(ValueError, match=message):
        dummy_pipeline()(**dummy_inputs() | change)


@pytest.mark.parametrize("name", ["action_units", "plan"])
def test_aus_without_adapter_are_refused(name: str, dummy_pipeline: Callable, dummy_image: Callable) -> None:
    value = {"AU12": 0.5} if name == "action_units" else make_plan("fear", num_frames=9)
    with pytest.raises(ValueError, match=f"`{name}` needs the component `au_adapter`"):
        dummy_pipeline(au_adapter=None)(dummy_image(), **{name: value})


# Text embeddings, callbacks, interruption


@all_modes
def test_encode_prompt_works_in_isolation(mode: str, dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe, inputs = dummy_pipeline(mode), dummy_inputs()
    caption = pipe(**dummy_inputs()).plan[0].captions[0]
    with torch.no_grad():
        embeds, negative = pipe.encode_prompt(caption)
    again = pipe(**inputs, prompt_embeds=embeds, negative_prompt_embeds=negative).frames
    if mode != "concat36_clip":  # there the text is cut to leave room for the AU tokens, before or after encoding
        assert torch.equal(again, pipe(**dummy_inputs()).frames)
    torch.testing.assert_close(again, pipe(**dummy_inputs()).frames, atol=1e-5, rtol=0)
    pipe.text_encoder = pipe.tokenizer = None
    assert pipe(**dummy_inputs(), prompt_embeds=embeds, negative_prompt_embeds=negative).frames.shape[1] == 9


def test_embeddings_are_zero_beyond_the_text(dummy_pipeline: Callable) -> None:
    embeds = dummy_pipeline().encode_prompt(["a face", "a face shows fear then"])[0]
    assert embeds.shape == (2, 16, 32) and bool((embeds[0, 3:] == 0).all()) and bool((embeds[1, 5] != 0).any())


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


# Precision, devices, processors, other checkpoints


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


def test_two_stage_denoising(dummy_pipeline: Callable, dummy_components: Callable, dummy_inputs: Callable) -> None:
    plain = dummy_pipeline("concat36")(**dummy_inputs()).frames
    second = dummy_components("concat36")["transformer"]
    pipe = dummy_pipeline("concat36", transformer_2=second, boundary_ratio=0.9)
    assert torch.equal(pipe(**dummy_inputs()).frames, plain)
    assert not torch.allclose(pipe(**dummy_inputs(), guidance_scale_2=4.0).frames, plain)
    counter = CountCalls(second)
    pipe(**dummy_inputs())
    assert len(counter.batches) == 1


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
