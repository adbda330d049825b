"""The supervised stages: identities of each part, and the whole chain on clips drawn by the test."""

import json
from typing import Any

import pytest
import torch
from PIL import Image
from safetensors import safe_open
from torch import nn

from argen.pipelines.argen.adapter_argen import AUAdapter
from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training import supervised, supervised_transformer
from argen.training.supervised_augment import colour_jitter, cover, mirror, move, permute_channels
from argen.training.supervised_clips import EXPRESSIVE_LANDMARKS, ClipBank
from argen.training.supervised_config import CacheConfig, TransformerConfig, VAEConfig, load_config
from argen.training.supervised_estimator import concordance
from argen.training.supervised_results import publish
from argen.training.supervised_text import encode_captions, random_captions, train_tokenizer
from argen.training.supervised_transformer import (
    FlowObjective,
    cache_latents,
    make_text_encoder,
    make_transformer,
    with_action_map,
)
from argen.training.supervised_vae import VAEObjective, make_vae, pyramid_distance
from argen.training.supervised_whole import decode_whole, encode_whole


def test_whole_chain_gives_a_pipeline(tiny_run, tmp_path, monkeypatch):
    config, published = load_config(tiny_run), []
    monkeypatch.setattr(
        supervised_transformer, "publish", lambda path, write: (publish(path, write), published.append(path.name))
    )
    for stage in ("tokenizer", "estimator", "vae", "probe", "transformer", "assemble"):
        supervised.run_stage(stage, config, "no-rig", "cpu")
    pipe: Any = ARGenPipeline.from_pretrained(tmp_path / "run" / "argen-mini")
    pipe.set_progress_bar_config(disable=True)
    out = pipe(Image.new("RGB", (64, 64), "gray"), emotion="fear", output_type="pt")
    assert out.frames.shape == (1, 17, 3, 64, 64) and torch.isfinite(out.frames).all()
    assert pipe.vae.dtype == torch.float32
    assert pipe.au_estimator(out.frames).shape == (1, 17, 20)
    log = (tmp_path / "run" / "stages" / "transformer" / "checkpoint-00000002" / "state.json").read_text()
    assert json.loads(log)["step"] == 2
    assert published == ["text_encoder", "au_adapter", "transformer"], "its presence says that the stage is finished"
    assert weights_dtypes(tmp_path / "run" / "argen-mini") == {torch.float16}
    with (tmp_path / "run" / "vae" / "config.json").open("a") as file:
        file.write("\n")
    with pytest.raises(ValueError, match="latents.*other settings.*vae"):
        cache_latents(config, pipe.vae, train_tokenizer(config), torch.device("cpu"))


def weights_dtypes(folder):
    found = set()
    for path in folder.glob("*/*.safetensors"):
        with safe_open(path, "pt") as file:
            found |= {file.get_tensor(key).dtype for key in file.keys()}  # noqa: SIM118 (not a mapping)
    return found


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


def flow_parts(**changes):
    torch.manual_seed(0)
    config = TransformerConfig(
        num_layers=1, num_attention_heads=2, attention_head_dim=16, ffn_dim=32, text_dim=32, text_layers=1,
        text_ffn_dim=32, text_length=16, **changes,
    )  # fmt: skip
    empty = torch.tensor([[1] + [0] * 15])
    adapter = AUAdapter(dim=32, map_factor=4)
    objective = FlowObjective(
        make_transformer(config, 8, adapter.map_channels), adapter, make_text_encoder(config, 50), config, empty
    )
    batch = {
        "z": torch.randn(2, 8, 3, 4, 4), "noise": torch.randn(2, 8, 3, 4, 4), "sigma": torch.tensor([0.3, 0.8]),
        "au": torch.rand(2, 9, 20), "tokens": torch.randint(2, 50, (2, 16)), "lot": torch.zeros(2),
        "solo": torch.zeros(2, dtype=torch.bool), "region": torch.rand(2, 3, 4, 4),
    }  # fmt: skip
    return objective, batch


@torch.no_grad()
def test_a_transformer_that_gets_aus_as_channels_is_the_same_without_aus():
    old = make_transformer(
        TransformerConfig(num_layers=1, num_attention_heads=2, attention_head_dim=16, ffn_dim=32), 8, 0
    )
    new, adapter = with_action_map(old, AUAdapter(dim=192))
    z, moment, context = torch.randn(2, 8, 3, 4, 4), torch.ones(2, 12), torch.randn(2, 6, 192)
    channels = adapter.action_map(torch.rand(2, 9, 20), torch.tensor([True, False])).expand(-1, -1, -1, 4, 4)
    was = old(z, moment, context).sample
    now = new(torch.cat([z, channels], 1), moment, context).sample
    torch.testing.assert_close(now[1], was[1], atol=1e-5, rtol=0)
    assert float((now[0] - was[0]).abs().max()) > 1e-3


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


def test_bank_gives_the_shards_pixels_and_region(tmp_path, write_shards):
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


def test_vae_objective_reads_aus_off_the_latents():
    torch.manual_seed(0)
    config = VAEConfig(base_dim=8, decoder_base_dim=8, z_dim=8)
    objective = VAEObjective(make_vae(config), config)
    z, au = torch.randn(2, 8, 3, 4, 4, requires_grad=True), torch.rand(2, 9, 20)
    error = objective.probe_error(z, au)
    error.backward()
    assert z.grad is not None
    assert float(z.grad[:, :, 0].abs().max()) == 0.0, "the first latent holds one frame: it is left alone"
    assert float(z.grad[:, :, 1:].abs().min()) > 0.0
    with torch.no_grad():
        objective.probe.weight.zero_()
        objective.probe.bias.copy_(au[0, 1:5].flatten())
        same = au[:1, 1:5].repeat(2, 2, 1)
        assert float(objective.probe_error(z, torch.cat([au[:, :1], same], 1))) < 1e-9
    assert float(objective.probe_error(z[:, :, :1], au[:, :1])) == 0.0


def test_tokens_of_different_curves_differ_as_captions_do():
    torch.manual_seed(0)
    adapter = AUAdapter(dim=64)
    curve = torch.zeros(2, 5, 20)
    curve[1, :, 3] = 0.5
    first, second = adapter(curve)
    assert float((first - second).std()) > 0.3
    nothing = adapter(curve, torch.tensor([False, False]))
    assert torch.equal(nothing[0], adapter.null(1, 5)[0]) and torch.equal(nothing[0], nothing[1])
