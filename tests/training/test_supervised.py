"""The supervised stages: identities of each part, and the whole chain on clips drawn by the test."""

import argparse
import json
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.numpy import save_file
from torch import nn

from argen.pipelines.argen.adapter_argen import AUAdapter
from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training import supervised
from argen.training.supervised_augment import colour_jitter, cover, mirror, move, permute_channels
from argen.training.supervised_clips import EXPRESSIVE_LANDMARKS, ClipBank, shard_path
from argen.training.supervised_config import CacheConfig, StageConfig, TransformerConfig, VAEConfig, load_config
from argen.training.supervised_estimator import concordance
from argen.training.supervised_loop import fit, learning_rate
from argen.training.supervised_text import encode_captions, random_captions, train_tokenizer
from argen.training.supervised_transformer import FlowObjective, make_text_encoder, make_transformer
from argen.training.supervised_vae import make_vae, pyramid_distance
from argen.training.supervised_whole import decode_whole, encode_whole


TINY = """
vocabulary: 300
cache: {count: 8, shard_size: 4, size: 64}
estimator: {steps: 2, batch_size: 4, widths: [16, 16], blocks: 1, min_clips: 4}
vae: {steps: 1, batch_size: 1, base_dim: 8, decoder_base_dim: 8, z_dim: 8, frame_steps: 1, frame_batch_size: 2, min_clips: 4}
transformer: {steps: 2, batch_size: 2, num_layers: 1, num_attention_heads: 2, attention_head_dim: 16, ffn_dim: 32,
              text_dim: 32, text_layers: 1, text_ffn_dim: 32, text_length: 64}
defaults: {steps: 2}
"""


def write_shards(folder, shards=2, clips=4, size=64):
    """A disc whose dark mouth opens with AU25."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:size, 0:size] - size / 2
    for index in range(shards):
        au = np.zeros((clips, 17, 20), np.float32)
        au[:, :, 16] = np.linspace(0, 1, 17) * rng.random((clips, 1))
        frames = np.full((clips, 17, size, size, 3), 60, np.uint8)
        frames[:, :, x**2 + y**2 < (0.4 * size) ** 2] = 200
        for n, t in np.ndindex(clips, 17):
            frames[n, t, (x / 9) ** 2 + ((y - 13) / (1 + 7 * au[n, t, 16])) ** 2 < 1] = 20
        tensors = {
            "frames": frames,
            "au": au,
            "landmarks": np.full((clips, 17, 68, 2), size / 4, np.float32),
            "emotion": rng.integers(0, 7, clips),
            "intensity": np.ones(clips, np.float32),
            "identity": np.arange(clips),
        }
        save_file(tensors, shard_path(folder, index), metadata={"fps": "8"})


@pytest.fixture
def tiny_run(tmp_path):
    """A configuration file whose cache is already there."""
    write_shards(tmp_path / "run" / "cache")
    path = tmp_path / "tiny.yaml"
    path.write_text(f"output: {tmp_path / 'run'}\n{TINY}")
    return path


def test_whole_chain_gives_a_pipeline(tiny_run, tmp_path):
    config = load_config(tiny_run)
    for stage in ("tokenizer", "estimator", "vae", "transformer", "assemble"):
        supervised.run_stage(stage, config, "no-rig", "cpu")
    pipe: Any = ARGenPipeline.from_pretrained(tmp_path / "run" / "argen-mini")
    pipe.set_progress_bar_config(disable=True)
    out = pipe(Image.new("RGB", (64, 64), "gray"), emotion="fear", output_type="pt")
    assert out.frames.shape == (1, 17, 3, 64, 64) and torch.isfinite(out.frames).all()
    assert pipe.vae.dtype == torch.float32
    assert pipe.au_estimator(out.frames).shape == (1, 17, 20)
    log = (tmp_path / "run" / "stages" / "transformer" / "checkpoint-00000002" / "state.json").read_text()
    assert json.loads(log)["step"] == 2


def test_command_line_sets_nested_values(tiny_run):
    parser = argparse.ArgumentParser()
    supervised.add_arguments(parser)
    args = parser.parse_args(["--config", str(tiny_run), "--set", "vae.steps=7", "--set", "seed=5"])
    config = load_config(args.config, args.set)
    assert (config.vae.steps, config.seed, config.vae.z_dim) == (7, 5, 8)


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("vae.stepz=3", "`vae.stepz`"),
        ("vae.steps=-3", "`steps`"),
        ("cache.num_frames=16", "4k \\+ 1"),
        ("transformer.drop_au=2", "`drop_au`"),
        ("seed", "section.key=value"),
    ],
)
def test_bad_setting_is_named(tiny_run, override, words):
    with pytest.raises(ValueError, match=words):
        load_config(tiny_run, [override])


@pytest.mark.parametrize("frames", [1, 5, 9])
def test_whole_clips_equal_the_chunked_pass(frames):
    torch.manual_seed(0)
    vae: Any = make_vae(VAEConfig(base_dim=8, decoder_base_dim=8, z_dim=8)).double()
    for parameter in vae.parameters():
        nn.init.normal_(parameter, std=0.1)
    x = torch.rand(2, 3, frames, 32, 32).double() * 2 - 1
    with torch.no_grad():
        z = vae.encode(x).latent_dist.mode()
        torch.testing.assert_close(encode_whole(vae, x).mode(), z.float())
        torch.testing.assert_close(decode_whole(vae, z), vae.decode(z).sample)


def test_clip_stage_starts_as_the_image_autoencoder():
    vae = make_vae(VAEConfig(base_dim=8, decoder_base_dim=8, z_dim=8))
    kernels = [m.weight for m in vae.modules() if isinstance(m, nn.Conv3d) and m.kernel_size == (3, 3, 3)]
    assert kernels and all(bool((k[:, :, :-1] == 0).all()) for k in kernels)


class Line(nn.Module):
    """The smallest objective: a line through points."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.line = nn.Linear(3, 1)

    def forward(self, x):
        loss = ((self.line(x) - x.sum(1, keepdim=True)) ** 2).mean()
        return loss, {"loss": loss.detach()}


def run_line(folder, steps):
    objective = Line()
    config = StageConfig(steps=steps, learning_rate=0.05, warmup_steps=1)
    config.steps = 40  # the schedule's length, as in an interrupted run of 40 steps

    class KilledError(Exception):
        pass

    def make_batch(step):
        if step == steps:
            raise KilledError
        return {"x": torch.rand(8, 3, generator=torch.Generator().manual_seed(step))}

    config.checkpoint_minutes = 1e-9
    try:
        fit(objective, {"line": objective.line}, make_batch, config, folder, "line")
    except KilledError:
        return None
    return torch.cat([p.detach().flatten() for p in objective.parameters()])


def test_resume_equals_an_uninterrupted_run_to_the_bit(tmp_path):
    whole = run_line(tmp_path / "whole", 41)
    assert run_line(tmp_path / "parts", 17) is None
    (tmp_path / "parts" / "checkpoint.tmp").mkdir()  # what a kill in the middle of a save leaves
    resumed = run_line(tmp_path / "parts", 41)
    assert whole is not None and resumed is not None and torch.equal(whole, resumed)


def test_learning_rate_warms_up_and_falls():
    config = StageConfig(steps=100, learning_rate=1.0, warmup_steps=10)
    rates = [learning_rate(config, step, step / 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1) and max(rates) == max(rates[8:12]) and rates[-1] < 0.02


def flow_parts(**changes):
    torch.manual_seed(0)
    config = TransformerConfig(
        num_layers=1, num_attention_heads=2, attention_head_dim=16, ffn_dim=32, text_dim=32, text_layers=1,
        text_ffn_dim=32, text_length=16, **changes,
    )  # fmt: skip
    empty = torch.tensor([[1] + [0] * 15])
    objective = FlowObjective(
        make_transformer(config, 8), AUAdapter(dim=32), make_text_encoder(config, 50), config, empty
    )
    batch = {
        "z": torch.randn(2, 8, 3, 4, 4), "noise": torch.randn(2, 8, 3, 4, 4), "sigma": torch.tensor([0.3, 0.8]),
        "au": torch.rand(2, 9, 20), "tokens": torch.randint(2, 50, (2, 16)), "lot": torch.zeros(2),
        "solo": torch.zeros(2, dtype=torch.bool), "region": torch.rand(2, 3, 4, 4),
    }  # fmt: skip
    return objective, batch


@pytest.mark.parametrize(
    ("shares", "au_matters", "text_matters"),
    [
        ({"drop_both": 1.0, "drop_au": 0.0, "drop_text": 0.0}, False, False),
        ({"drop_both": 0.0, "drop_au": 1.0, "drop_text": 0.0}, False, True),
        ({"drop_both": 0.0, "drop_au": 0.0, "drop_text": 1.0}, True, False),
        ({"drop_both": 0.0, "drop_au": 0.0, "drop_text": 0.0}, True, True),
    ],
)
def test_dropped_conditioning_has_no_effect(shares, au_matters, text_matters):
    objective, batch = flow_parts(**shares)
    with torch.no_grad():
        loss = objective(**batch)[0]
        assert torch.equal(loss, objective(**batch)[0])
        assert torch.equal(loss, objective(**{**batch, "au": 1 - batch["au"]})[0]) is not au_matters
        other = torch.where(batch["tokens"] > 25, 2, 49)
        assert torch.equal(loss, objective(**{**batch, "tokens": other})[0]) is not text_matters


def test_first_frame_stays_clean():
    objective, batch = flow_parts()
    noise = batch["noise"].clone()
    noise[:, :, 0] = 9.0
    with torch.no_grad():
        assert torch.equal(objective(**batch)[0], objective(**{**batch, "noise": noise})[0])


def test_captions_fit_and_repeat(tmp_path):
    config = load_config_of(tmp_path)
    captions = random_captions(200, 0)
    assert captions == random_captions(200, 0) and len(set(captions)) > 150
    tokenizer = train_tokenizer(config, count=500)
    ids = encode_captions(tokenizer, captions, 96)
    assert ids.shape == (200, 96) and int(ids.max()) < 400
    assert all(bool((row == 1).any()) for row in ids), "every caption ends inside the window"


def load_config_of(tmp_path):
    path = tmp_path / "text.yaml"
    path.write_text(f"output: {tmp_path / 'text'}\nvocabulary: 400\n")
    return load_config(path)


def test_concordance_of_equal_and_shifted():
    x = torch.rand(500, 3)
    assert bool((concordance(x, x) > 0.995).all())
    assert bool((concordance(x, x + 0.5) < 0.6).all())
    assert float(concordance(x, 1 - x).max()) < 0


def test_bank_gives_the_shards_pixels_and_region(tmp_path):
    write_shards(tmp_path / "cache")
    config = CacheConfig(count=8, shard_size=4, size=64)
    bank = ClipBank(tmp_path / "cache", config, 6, torch.device("cpu"))
    assert bank.refresh(1) == 4 and bank.refresh(9) == 6
    clips = torch.tensor([5, 0])
    torch.testing.assert_close(bank.videos(clips)[:, 3], bank.pictures(clips, torch.tensor([3, 3])))
    region = bank.region(clips)
    assert region.shape == (2, 17, 1, 64, 64) and len(EXPRESSIVE_LANDMARKS) == 42
    assert float(region[0, 0, 0, 16, 16]) == 1.0 and float(region[0, 0, 0, 60, 60]) < 1e-3


def test_augmentations_keep_shape_range_and_seed():
    x = torch.rand(3, 5, 3, 32, 32)
    for change in (
        lambda g: colour_jitter(x, 1.0, g),
        lambda g: permute_channels(x, 0.5, g),
        lambda g: move(x, 0.2, 0.1, 0.2, g),
        lambda g: cover(x, 0.5, g),
    ):
        y, again = (change(torch.Generator().manual_seed(4)) for _ in range(2))
        assert y.shape == x.shape and float(y.min()) >= -1e-6 and float(y.max()) <= 1 + 1e-6
        assert torch.equal(y, again)
    assert torch.equal(mirror(mirror(x, torch.ones(3, dtype=torch.bool)), torch.ones(3, dtype=torch.bool)), x)
    torch.testing.assert_close(move(x, 0, 0, 0, torch.Generator().manual_seed(0)), x, atol=1e-5, rtol=0)


def test_pyramid_distance_is_zero_only_at_home():
    x = torch.rand(2, 5, 3, 32, 32)
    weight = torch.ones(2, 5, 1, 32, 32)
    assert float(pyramid_distance(x, x, weight)) == 0.0
    assert float(pyramid_distance(x, x + 0.1, weight)) == pytest.approx(0.4, abs=1e-4)
    flicker = torch.tensor([0.1, -0.1, 0.1, -0.1, 0.1]).view(1, 5, 1, 1, 1)
    assert float(pyramid_distance(x, x + flicker, weight)) == pytest.approx(0.4 + 0.4, abs=0.1), (
        "changes over time count"
    )


def test_tokens_of_different_curves_differ_as_captions_do():
    torch.manual_seed(0)
    adapter = AUAdapter(dim=64)
    curve = torch.zeros(2, 5, 20)
    curve[1, :, 3] = 0.5
    first, second = adapter(curve)
    assert float((first - second).std()) > 0.3
    nothing = adapter(curve, torch.tensor([False, False]))
    assert torch.equal(nothing[0], adapter.null(1, 5)[0]) and torch.equal(nothing[0], nothing[1])
