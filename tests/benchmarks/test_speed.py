"""Timings, printed: `make bench`. Ratios are asserted, seconds are not: clocks differ and drift."""

import statistics
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import WanImageToVideoPipeline, WanTransformer3DModel
from PIL import Image

from argen import ARGenPipeline


RELEASE = Path(__file__).parents[2] / "release" / "argen-mini"
RIG = Path(__file__).parents[3] / "shared" / "face-rig" / "face_rig.safetensors"
pytestmark = pytest.mark.benchmark


def seconds(work, repeats=5):
    """Median wall seconds of a call, after one to warm up."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


@pytest.fixture(scope="module")
def pipe():
    pipe = ARGenPipeline.from_pretrained(RELEASE)
    pipe.set_progress_bar_config(disable=True)
    return pipe


@pytest.fixture(scope="module")
def face():
    return Image.open(RELEASE.parent / "portraits" / "portrait_03.png").resize((128, 128))


@pytest.mark.skipif(not RIG.exists(), reason="the face rig is not here")
def test_renderer_clips_per_second():
    from argen.dataset_builders.renderer.clip import render_clip
    from argen.dataset_builders.renderer.rig import load_rig

    rig = load_rig(str(RIG))
    render_clip(rig, 0, 0, identities=range(1000))
    began = time.perf_counter()
    for index in range(1, 21):
        render_clip(rig, 0, index, identities=range(1000))
    rate = 20 / (time.perf_counter() - began)
    print(f"\nrenderer: {rate:.2f} clips/s of 17 frames at 128 px, one process, a new identity each")


@torch.no_grad()
def test_generation_over_the_sum_of_its_parts(pipe, face):
    steps, frames = pipe.config.default_steps, pipe.config.default_num_frames
    plan = pipe(face, emotion="fear", output_type="latent").plan[0]
    caption, curve = plan.captions[0], torch.from_numpy(plan.curve)[None]
    branches = 1 + (pipe.config.default_guidance_scale > 1) + (
        pipe.config.default_guidance_scale != pipe.config.default_au_guidance_scale
    ) + (pipe.config.default_frame_guidance_scale > 0)  # fmt: skip
    texts = [caption, ""] if branches > 1 else [caption]

    def text():
        for words in texts:
            ids = pipe.tokenizer(
                [words], padding="max_length", max_length=pipe.config.text_length, return_tensors="pt"
            )
            pipe.text_encoder(ids.input_ids, ids.attention_mask)
        pipe.au_adapter(curve)

    channels = pipe.transformer.config.in_channels
    z = torch.randn(1, pipe.vae.config.z_dim, (frames - 1) // 4 + 1, 8, 8)
    x = torch.randn(branches, channels, (frames - 1) // 4 + 1, 8, 8)
    context = torch.randn(branches, pipe.config.text_length + frames, pipe.transformer.config.text_dim)
    picture = torch.rand(1, 3, 1, 128, 128)

    def transformer():
        for _ in range(steps):
            pipe.transformer(x, torch.ones(branches, 16 * x.shape[2]), context)

    works = {
        "text and AU tokens": text,
        "transformer": transformer,
        "VAE encode": lambda: pipe.vae.encode(picture),
        "VAE decode": lambda: pipe.vae.decode(z),
        "whole": lambda: pipe(face, emotion="fear", generator=torch.Generator().manual_seed(0)),
    }
    # in turns, since this machine's clock drifts: the ratio is taken within each round
    rounds = [{name: seconds(work, 1) for name, work in works.items()} for _ in range(7)]
    ratios = sorted(one["whole"] / (sum(one.values()) - one["whole"]) for one in rounds)
    ratio = statistics.median(ratios)
    print(f"\ngeneration, {steps} steps, {branches} branches, {torch.get_num_threads()} threads")
    for name in works:
        print(f"  {name}: {statistics.median(one[name] for one in rounds):.3f} s")
    print(f"  pipeline over the sum of its parts: {ratio:.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f} in 7 rounds)")
    assert ratio < 1.05


def test_generation_against_diffusers_own_pipeline(pipe, face):
    """The same caption, steps and guidance through WanImageToVideoPipeline: the control.

    It has no AU channels: it gets a transformer without them, the same otherwise, whose weights do not matter for time.
    """
    parts = {n: c for n, c in pipe.components.items() if n not in ("au_adapter", "au_estimator")}
    plain: Any = WanTransformer3DModel.from_config(pipe.transformer.config, in_channels=pipe.vae.config.z_dim)
    parts["transformer"] = plain.eval()
    stock = WanImageToVideoPipeline(**parts, expand_timesteps=True)
    stock.set_progress_bar_config(disable=True)
    caption = "A person looks strongly afraid."
    common = {"num_frames": 17, "num_inference_steps": 10, "guidance_scale": 2.0, "height": 128, "width": 128}
    length = pipe.config.text_length + 17
    theirs = seconds(lambda: stock(face, caption, **common, max_sequence_length=length))
    ours = seconds(lambda: pipe(face, emotion="fear", au_guidance_scale=2.0, frame_guidance_scale=0.0, **common))
    print(f"\nours {ours:.2f} s, WanImageToVideoPipeline {theirs:.2f} s, ratio {ours / theirs:.3f}")
