"""The ChangeCLIP of DuSE-mini: what its objective can read, which clips a step sees, and that its folder loads."""

import shutil

import numpy as np
import pytest
import torch
from safetensors import safe_open
from transformers import AutoTokenizer

from argen.pipelines.argen.caption_argen import EMOTION_WORDS
from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.duse.change_clip import load_clip
from argen.pipelines.duse.change_duse import change_tokens
from argen.pipelines.duse.language import make_duse
from argen.training.duse_encoder import (
    EncoderConfig,
    EncoderObjective,
    centred,
    clip_batch,
    frame_caption,
    make_change_clip,
    train_encoder,
)
from argen.training.supervised_config import SupervisedConfig
from argen.training.supervised_text import encode_captions, train_tokenizer


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    """A tokenizer of 300 words of our captions."""
    return train_tokenizer(SupervisedConfig(output=str(tmp_path_factory.mktemp("run")), vocabulary=300), count=100)


@pytest.fixture
def teacher():
    """A tiny random AUEstimator."""
    torch.manual_seed(2)
    return AUEstimator(widths=(8, 8, 16), blocks=1, sample_size=32).eval()


def noise_clips(count=5, frames=6):
    """Clips whose pictures all differ, each with AUs of its own."""
    g = torch.Generator().manual_seed(3)
    return {
        "frames": torch.randint(0, 256, (count, frames, 8, 8, 3), generator=g, dtype=torch.uint8),
        "au": torch.rand(count, frames, 20, generator=g),
        "emotion": torch.arange(count) % 7,
    }


def test_what_is_left_of_a_clip_sums_to_zero():
    x = torch.randn(3, 5, 4, 2)
    assert centred(x).sum(1).abs().max() < 1e-5
    torch.testing.assert_close(centred(x + torch.randn(3, 1, 4, 2)), centred(x), atol=1e-5, rtol=0)
    assert centred(x[:, :1]).abs().max() == 0


@torch.no_grad()
def test_a_clip_of_identical_frames_gives_no_reading(teacher):
    """Nothing is told, so the whole truth is missed; frames that differ tell something."""
    objective = EncoderObjective(make_change_clip(teacher, 300), 2)
    batch = {
        "au": torch.rand(3, 4, 20), "captions": torch.randint(2, 300, (3, 12)), "phrases": torch.randint(2, 300, (20, 6)),
    }  # fmt: skip
    truth = centred(batch["au"])
    nothing = float(truth.pow(2).mean() / truth.var())
    still = objective(torch.rand(3, 1, 3, 32, 32).expand(-1, 4, -1, -1, -1), **batch)[1]
    moving = objective(torch.rand(3, 4, 3, 32, 32), **batch)[1]
    assert float(still["told"]) == pytest.approx(nothing, abs=1e-4)
    assert abs(float(moving["told"]) - nothing) > 1e-3


def test_a_batch_depends_on_seed_and_step_alone(tokenizer):
    data = noise_clips()
    first = clip_batch(data, tokenizer, (4, 3), (5, 7))
    torch.manual_seed(99)
    clip_batch(data, tokenizer, (2, 2), (5, 6))
    again = clip_batch(data, tokenizer, (4, 3), (5, 7))
    assert all(torch.equal(first[key], again[key]) for key in first)
    for place in ((5, 8), (6, 7)):
        assert not torch.equal(first["frames"], clip_batch(data, tokenizer, (4, 3), place)["frames"])


def test_frames_keep_their_aus_and_half_are_mirrored(tokenizer):
    data = noise_clips()
    batch = clip_batch(data, tokenizer, (40, 3), (0, 0))
    assert batch["frames"].shape == (40, 3, 3, 8, 8) and batch["captions"].shape[0] == 40
    assert batch["phrases"].shape[0] == len(AUS)
    pictures = data["frames"].permute(0, 1, 4, 2, 3).flatten(0, 1) / 255
    mirrored = 0
    for frames, aus in zip(batch["frames"], batch["au"], strict=True):
        plain = [(pictures == frame).all((1, 2, 3)) for frame in frames]
        turned = [(pictures == frame.flip(-1)).all((1, 2, 3)) for frame in frames]
        flipped = not plain[0].any()
        places = [int(hit.nonzero()) for hit in (turned if flipped else plain)]
        assert len(set(places)) == 3 and len({place // 6 for place in places}) == 1
        assert torch.equal(data["au"].flatten(0, 1)[places], aus)
        assert places[0] % 6 == 0, "the first frame is the clip's first"
        mirrored += flipped
    assert 8 < mirrored < 32


def test_an_emotion_is_named_only_where_it_shows():
    weak, strong = np.zeros(20, np.float32), np.zeros(20, np.float32)
    weak[3], strong[3] = 0.1, 0.9
    words = EMOTION_WORDS["fear"]
    told = [frame_caption(weak, "fear", np.random.default_rng(k)).lower() for k in range(30)]
    shown = [frame_caption(strong, "fear", np.random.default_rng(k)).lower() for k in range(30)]
    assert not any(word in one for word in words for one in told)
    named = sum(any(word in one for word in words) for one in shown)
    assert 10 < named < 30


def test_a_folder_without_clips_is_named(tmp_path):
    train_tokenizer(SupervisedConfig(output=str(tmp_path), vocabulary=300), count=100)
    config = EncoderConfig(output=str(tmp_path), vocabulary=300, train=(str(tmp_path / "none"),))
    with pytest.raises(ValueError, match=r"`train` or `test` names '.*none', which holds no clips-\*\.safetensors"):
        train_encoder(config, torch.device("cpu"))


def test_the_folder_loads_and_carries_a_duse(tmp_path, write_shards):
    write_shards(tmp_path / "clips", shards=1, clips=3, size=128)
    train_tokenizer(SupervisedConfig(output=str(tmp_path / "a"), vocabulary=300), count=100)
    (tmp_path / "b").mkdir()
    shutil.copy(tmp_path / "a" / "tokenizer.json", tmp_path / "b")
    for name in ("a", "b"):
        config = EncoderConfig(
            steps=1, batch_size=2, frames=2, vocabulary=300, output=str(tmp_path / name),
            train=(str(tmp_path / "clips"),), token_grid=2,
        )  # fmt: skip
        trained = train_encoder(config, torch.device("cpu"))
    folder = tmp_path / "a" / "encoder"
    clip, tokenizer = load_clip(folder).eval(), AutoTokenizer.from_pretrained(folder)
    with safe_open(folder / "model.safetensors", "pt") as first, safe_open(
        tmp_path / "b" / "encoder" / "model.safetensors", "pt"
    ) as second:  # fmt: skip
        assert all(torch.equal(first.get_tensor(key), second.get_tensor(key)) for key in first.keys())  # noqa: SIM118
    for key, value in trained.state_dict().items():
        assert torch.equal(clip.state_dict()[key], value)
    sentences = ["lip corners pulled up", "a person looks afraid"]
    own = train_tokenizer(SupervisedConfig(output=str(tmp_path / "a"), vocabulary=300))
    ids = tokenizer(sentences, padding="max_length", max_length=32, truncation=True, return_tensors="pt")
    assert torch.equal(ids["input_ids"], encode_captions(own, sentences, 32))
    duse = make_duse(clip, tokenizer, token_grid=2, prompts_per_emotion=1, temporal_layers=1)
    pixels = torch.rand(1, 3, 3, 128, 128) * 2 - 1
    with torch.no_grad():
        torch.testing.assert_close(duse.encode(pixels), change_tokens(clip, pixels, 2))
        assert duse(pixel_values=pixels).logits.shape == (1, len(EMOTIONS))
