"""What a call may ask for, in which forms, and the error that names each mistake."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import PIL.Image
import pytest
import torch

from argen.pipelines.affect.injection import make_plan as inject
from argen.pipelines.argen.layout_argen import installed_planner, plan_text
from argen.pipelines.argen.plan_argen import make_plan
from argen.pipelines.argen.request_argen import as_images
from argen.pipelines.media.picture import read_picture


all_modes = pytest.mark.parametrize("mode", ("ti2v", "ti2v_map", "concat36", "concat36_clip"))


def test_text_emotion_plan_and_planner(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    pipe = dummy_pipeline()
    seen: list[str] = []
    encode = pipe._get_t5_prompt_embeds
    pipe._get_t5_prompt_embeds = lambda prompt, *rest: (
        seen.extend([prompt] if isinstance(prompt, str) else prompt) or (encode(prompt, *rest))
    )
    plan = make_plan("fear", 0.5, num_frames=9, fps=8)
    pipe.planner = None
    assert pipe(dummy_image(), text="a smile", guidance_scale=1.0).plan is None
    assert pipe(dummy_image(), text="a smile", emotion="anger", guidance_scale=1.0).plan[0].emotion == "anger"
    assert pipe(dummy_image(), plan=plan, guidance_scale=1.0).plan == [plan]
    pipe.planner = lambda text, **request: make_plan(**request, caption=f"planned {text}")
    assert pipe(dummy_image(), text="a smile", emotion="fear", guidance_scale=1.0).plan[0].emotion == "fear"
    assert pipe(dummy_image(), prompt="a smile", guidance_scale=1.0).plan is None
    assert seen == ["a smile", "a smile", plan.captions[0], "planned a smile", "a smile"]


def test_the_installed_class_plans_a_text_by_affective_injection(
    dummy_pipeline: Callable, dummy_image: Callable
) -> None:
    plan = dummy_pipeline()(dummy_image(), text="she tries to hide that she is scared", num_frames=9).plan[0]
    again = inject("she tries to hide that she is scared", num_frames=9, fps=8.0, seed=0)
    assert plan.emotion == "fear" and plan.curve.max() > 0 and plan.to_json() == again.to_json()
    kinds = {one["kind"] for one in plan.evidence}
    assert {"passage", "describer"} <= kinds
    both = dummy_pipeline()(dummy_image(), text="a smile", action_units={"AU04": 0.9}, num_frames=9).plan[0]
    assert both.emotion == "happiness" and both.curve[:, 2].max() > 0.8
    assert installed_planner("diffusers_modules.local.argen") is None
    assert installed_planner("argen.pipelines.argen") is plan_text  # by name: workers are sent pipelines


@pytest.mark.parametrize("form", ["dict", "vector", "list", "curve", "tensor", "batch", "integers"])
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
        "integers": [np.int64(0)] * 9 + [np.float32(1.0)] + [np.int64(0)] * 10,
    }[form]
    prompt = "a face" if form == "batch" else None
    output = dummy_pipeline()(dummy_image(), action_units=value, prompt=prompt, num_frames=9)
    assert len(output.frames) == len(output.plan) == (3 if form == "batch" else 1)
    assert output.plan[0].curve[:, 9].max() > 0.5 and (form != "batch" or output.plan[2] is None)


def test_without_adapter_an_emotion_is_its_caption(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    pipe = dummy_pipeline(au_adapter=None)
    output = pipe(**dummy_inputs())
    text = dummy_inputs() | {"emotion": None, "intensity": None, "prompt": output.plan[0].captions[0]}
    assert torch.equal(pipe(**text).frames, output.frames)


def test_pictures_are_turned_upright_and_laid_over_grey(dummy_pipeline: Callable, dummy_image: Callable) -> None:
    """A phone's picture and a cut-out give the clip of what a viewer shows, and of what `argen generate` reads."""
    exif, file = PIL.Image.Exif(), BytesIO()
    exif[0x0112] = 6  # to be shown rotated by 90 degrees clockwise
    dummy_image().save(file, "PNG", exif=exif)
    turned, cut, seen = PIL.Image.open(file), dummy_image().convert("RGBA"), dummy_image()
    cut.paste((255, 0, 0, 0), (0, 0, 16, 32))
    seen.paste((128, 128, 128), (0, 0, 16, 32))
    palette, grey = PIL.Image.new("P", (32, 32), 1), PIL.Image.new("RGB", (32, 32), (128, 128, 128))
    palette.putpalette([0, 255, 0] * 2)
    palette.info["transparency"] = 1
    upright = dummy_image().rotate(-90)
    for given, shown in (
        (turned, upright), (cut, seen), (palette, grey), (PIL.Image.new("LA", (32, 32), (255, 0)), grey),
    ):  # fmt: skip
        (taken,) = as_images("image", given)
        assert isinstance(taken, PIL.Image.Image) and taken.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(taken), np.asarray(shown))
        np.testing.assert_array_equal(np.asarray(read_picture(given)), np.asarray(shown))
    pipe = dummy_pipeline()
    frames = [
        pipe(image, emotion="fear", generator=torch.Generator().manual_seed(0)).frames for image in (turned, upright)
    ]
    np.testing.assert_array_equal(*frames)


# Text embeddings


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


def test_text_beyond_the_window_of_wan_21_is_refused(dummy_pipeline: Callable, dummy_inputs: Callable) -> None:
    """512 tokens with the AU tokens: 503 of text for 9 frames; only padding may be longer."""
    pipe = dummy_pipeline("concat36_clip")
    caption = pipe(**dummy_inputs()).plan[0].captions[0]
    with torch.no_grad():
        embeds, negative = pipe.encode_prompt(caption)
    assert embeds.shape[1] == 512 and pipe.text_window(9) == 503 and dummy_pipeline("ti2v").text_window(9) is None
    call = dummy_inputs() | {"prompt_embeds": embeds, "negative_prompt_embeds": negative}
    for name in ("prompt_embeds", "negative_prompt_embeds"):
        full = call[name].clone()
        full[:, 503:] = 1.0
        with pytest.raises(ValueError, match=f"`{name}` has 512 tokens .* beyond 503"):
            pipe(**call | {name: full})
    short = pipe(**dummy_inputs(), max_sequence_length=64).frames
    torch.testing.assert_close(short, pipe(**dummy_inputs()).frames, atol=1e-5, rtol=0)
    for length in (0, 504, 512):
        with pytest.raises(ValueError, match=f"`max_sequence_length` is {length}; .* 1 to 503"):
            pipe(**dummy_inputs(), max_sequence_length=length)
    with pytest.raises(ValueError, match="`num_frames` is 512"):
        pipe.text_window(512)


# Mistakes


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
        ({"text": 3.5}, "`text` has the type float"),
        ({"prompt": 3.5}, "`text` and `prompt` must be strings"),
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
