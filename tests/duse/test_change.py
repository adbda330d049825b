"""The change encoder: AUEstimator's trunk to the bit, the first frame as rest, and a DuSE over it that saves and loads."""

from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from transformers import CLIPTextConfig

from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.pipelines.duse.change_clip import ChangeCLIP, ChangeCLIPConfig, load_clip
from argen.pipelines.duse.change_duse import change_config, change_tokens
from argen.pipelines.duse.language import make_duse
from argen.training.duse_config import DuSETrainingConfig
from argen.training.duse_encoder import make_change_clip
from argen.training.duse_tuning import TUNING, merged


@pytest.fixture
def teacher() -> AUEstimator:
    """A tiny random AUEstimator."""
    torch.manual_seed(2)
    return AUEstimator(widths=(8, 8, 16), blocks=2, sample_size=32, head_size=2).eval()


@pytest.fixture
def change_clip() -> ChangeCLIP:
    """A tiny random ChangeCLIP over the bytes of `tokenizer`."""
    torch.manual_seed(3)
    text = CLIPTextConfig(
        hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, vocab_size=258,
        max_position_embeddings=64, projection_dim=24, bos_token_id=1, eos_token_id=1, pad_token_id=0,
    )  # fmt: skip
    return ChangeCLIP(ChangeCLIPConfig(change_config([8, 8, 16], 1, 24, 32), text.to_dict())).eval()


@pytest.fixture
def duse(change_clip: ChangeCLIP, tokenizer: Any) -> Any:
    """A DuSE over it."""
    torch.manual_seed(4)
    return make_duse(change_clip, tokenizer, token_grid=2, segments=2, prompts_per_emotion=1, temporal_layers=1)


@torch.no_grad()
def test_the_trunk_sees_what_the_estimator_sees(teacher: AUEstimator):
    clip, frames = make_change_clip(teacher, 300), torch.rand(2, 3, 3, 32, 32)
    seen = clip.vision_model(frames * 2 - 1)
    read = teacher.head(F.adaptive_avg_pool2d(seen, 2).flatten(1))
    first = frames[:, :1].expand_as(frames).flatten(0, 1)
    torch.testing.assert_close(read, teacher.logits(frames.flatten(0, 1), first))
    grid = change_tokens(clip, frames * 2 - 1, 2)[:, :, 1:]
    torch.testing.assert_close(
        grid.flatten(0, 1).transpose(1, 2).flatten(1), F.adaptive_avg_pool2d(seen, 2).flatten(1)
    )


def test_only_the_text_side_learns(teacher: AUEstimator):
    learning = {name.split(".")[0] for name, p in make_change_clip(teacher, 300).named_parameters() if p.requires_grad}
    assert learning == {"text"}


@torch.no_grad()
def test_a_clip_that_stands_still_has_one_token_at_all_times(duse: Any):
    pixels = torch.rand(2, 1, 3, 32, 32) * 2 - 1
    tokens = duse.encode(pixels.expand(-1, 4, -1, -1, -1))
    assert tokens.shape == (2, 4, 5, 24)
    torch.testing.assert_close(tokens, tokens[:, :1].expand_as(tokens))
    moving = torch.cat([pixels, torch.rand(2, 3, 3, 32, 32) * 2 - 1], 1)
    assert (duse.encode(moving)[:, 1:] - tokens[:, 1:]).abs().max() > 1e-3


@torch.no_grad()
def test_a_frame_is_read_beside_the_first(duse: Any):
    frames = torch.rand(1, 3, 3, 32, 32) * 2 - 1
    other = torch.cat([torch.rand(1, 1, 3, 32, 32) * 2 - 1, frames[:, 1:]], 1)
    assert not torch.allclose(duse.encode(frames)[:, 1:], duse.encode(other)[:, 1:])


@torch.no_grad()
def test_four_clips_at_once_are_four_clips(duse: Any):
    pixels = torch.rand(4, 3, 3, 32, 32) * 2 - 1
    together = duse(pixel_values=pixels).logits
    alone = torch.cat([duse(pixel_values=one[None]).logits for one in pixels])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=1e-5)


@torch.no_grad()
def test_a_recogniser_over_it_saves_and_loads(duse: Any, tmp_path: Path):
    duse.save_pretrained(tmp_path)
    assert (tmp_path / "change_duse.py").is_file(), "a folder brings its code"
    loaded = type(duse).from_pretrained(tmp_path)
    assert loaded.config.vision_config == duse.config.vision_config
    assert all(torch.equal(value, duse.state_dict()[name]) for name, value in loaded.state_dict().items())
    pixels = torch.rand(1, 3, 3, 32, 32) * 2 - 1
    assert torch.equal(loaded(pixel_values=pixels).logits, duse(pixel_values=pixels).logits)


@torch.no_grad()
def test_a_folder_says_which_kind_it_holds(change_clip: ChangeCLIP, clip_model: Any, tmp_path: Path):
    change_clip.save_pretrained(tmp_path / "change")
    clip_model.save_pretrained(tmp_path / "clip")
    loaded = load_clip(tmp_path / "change")
    assert isinstance(loaded, ChangeCLIP) and type(load_clip(tmp_path / "clip")) is type(clip_model)
    ids = torch.randint(2, 258, (2, 7))
    assert torch.equal(
        loaded.eval().get_text_features(input_ids=ids).pooler_output,
        change_clip.get_text_features(input_ids=ids).pooler_output,
    )


def test_lora_learns_in_its_convolutions_and_merges(duse: Any):
    before = {name: value.clone() for name, value in duse.state_dict().items()}
    model: Any = TUNING["lora"](duse, DuSETrainingConfig(lora_rank=2))
    learning = [name for name, p in model.encoder.named_parameters() if p.requires_grad]
    assert learning and all("lora" in name and (".conv1." in name or ".conv2." in name) for name in learning)
    for name, parameter in model.encoder.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.1)
    pixels = torch.rand(1, 3, 3, 32, 32) * 2 - 1
    with torch.no_grad():
        adapted = model.eval()(pixel_values=pixels).logits
        whole = merged(model)
        torch.testing.assert_close(whole(pixel_values=pixels).logits, adapted, atol=1e-5, rtol=1e-4)
    moved = {name.split(".")[-2] for name, value in whole.state_dict().items() if not torch.equal(value, before[name])}
    assert moved == {"conv1", "conv2"}
