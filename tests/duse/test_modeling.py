"""DuSE: shapes, identities, both streams, what it returns as evidence, saving, errors."""

from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import pre_tokenizers
from transformers import AutoTokenizer, CLIPConfig, CLIPModel, CLIPTokenizer

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.duse.configuration_duse import DuSEConfig
from argen.pipelines.duse.htpc_duse import HTPC, SCALES
from argen.pipelines.duse.language import concept_texts, make_duse
from argen.pipelines.duse.lsea_duse import LSEA
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.percept_duse import Course, segment_means


def clips(count: int = 4, frames: int = 8) -> torch.Tensor:
    return torch.rand(count, frames, 3, 32, 32, generator=torch.Generator().manual_seed(3)) * 2 - 1


@torch.no_grad()
def test_a_batch_is_its_clips_one_by_one(duse):
    x = clips()
    whole = duse(x, output_evidence=True)
    single = [duse(one[None], output_evidence=True) for one in x]
    for key in ("logits", "frame_weights", "concept_weights"):
        torch.testing.assert_close(whole[key], torch.cat([one[key] for one in single]), atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_tokens_are_what_the_pixels_become(duse):
    x = clips(2)
    tokens = duse.encode(x)
    assert tokens.shape == (2, 8, 1 + 2 * 2, 24)
    assert torch.equal(duse(tokens=tokens).logits, duse(x).logits)


@torch.no_grad()
def test_class_token_is_the_clip_models_image_embedding(duse, clip_model):
    x = clips(2)
    expected = clip_model.get_image_features(pixel_values=x.flatten(0, 1)).pooler_output
    assert torch.equal(duse.encode(x)[:, :, 0].flatten(0, 1), expected)


@torch.no_grad()
def test_evidence_weights_sum_to_one_and_name_the_concepts(duse):
    output = duse(clips(3), output_evidence=True)
    assert output.frame_weights.shape == (3, 8)
    assert output.concept_weights.shape == (3, len(duse.config.concept_names))
    for weights in (output.frame_weights, output.concept_weights):
        torch.testing.assert_close(weights.sum(1), torch.ones(3))
        assert weights.min() >= 0
    assert duse.config.concept_names == list(concept_texts())
    assert duse(clips(1)).frame_weights is None


@torch.no_grad()
def test_save_and_load_gives_the_same_bits(duse, tmp_path: Path):
    duse.save_pretrained(tmp_path)
    loaded = DuSEForVideoClassification.from_pretrained(tmp_path)
    assert torch.equal(loaded(clips()).logits, duse(clips()).logits)
    assert loaded.config.id2label == dict(enumerate(EMOTIONS))
    assert not list(tmp_path.glob("*.bin"))


@torch.no_grad()
@pytest.mark.parametrize("frames", [1, 2, 5, 16])
def test_any_number_of_frames(duse, frames: int):
    assert duse(clips(2, frames)).logits.shape == (2, len(EMOTIONS))


@torch.no_grad()
def test_order_of_frames_matters(duse):
    x = clips(2)
    assert (duse(x).logits - duse(x.flip(1)).logits).abs().max() > 1e-4


@pytest.mark.parametrize("off", ["htpc", "lsea"])
def test_a_stream_that_is_off_is_not_there(clip_model, tokenizer, off: str):
    options: dict[str, Any] = {"token_grid": 2, "temporal_layers": 1}
    both = make_duse(clip_model, tokenizer, **options)
    options[f"use_{off}"] = False
    one = make_duse(clip_model, tokenizer, **options)
    gone = set(both.state_dict()) - set(one.state_dict())
    assert gone and all(key.startswith(f"{off}.") for key in gone)
    output = one(clips(2), labels=torch.tensor([0, 1]), output_evidence=True)
    assert (output.alignment_loss is None) == (off == "htpc")
    assert (output.concept_weights is None) == (off == "lsea")


def test_loss_is_classification_plus_weighted_alignment(duse):
    labels = torch.tensor([2, 5, 6, 0])
    output = duse(clips(), labels=labels)
    plain = torch.nn.functional.cross_entropy(output.logits, labels)
    torch.testing.assert_close(output.loss, plain + duse.config.alignment_weight * output.alignment_loss)


def test_every_weight_but_the_texts_learns(duse):
    duse.train()(clips(), labels=torch.tensor([2, 5, 6, 0])).loss.backward()
    silent = {name for name, p in duse.named_parameters() if p.requires_grad and (p.grad is None or not p.grad.any())}
    assert {name for name, p in duse.named_parameters() if not p.requires_grad} == {
        "lsea.text", *(f"htpc.clusters.{scale}.text" for scale in SCALES)
    }  # fmt: skip
    assert not silent, silent


@torch.no_grad()
def test_gate_zero_is_no_priming():
    htpc, tokens = HTPC(7, 2, 16, 2), torch.randn(2, 3, 5, 16)
    for scale in SCALES:
        assert not torch.equal(htpc.prime(tokens, scale), tokens)
        htpc.get_parameter(f"primings.{scale}.gate").zero_()
        assert torch.equal(htpc.prime(tokens, scale), tokens)


@torch.no_grad()
def test_a_prompt_is_evidence_for_its_own_emotion():
    cluster = HTPC(7, 3, 32, 2).cluster("clip")
    for emotion in range(7):
        assert cluster.similarity(cluster.text[emotion, 1]).argmax() == emotion


@torch.no_grad()
def test_at_first_a_frame_reads_the_concept_it_looks_like():
    lsea = LSEA(10, 32)
    seen = lsea.text[None, [3, 7]]
    _, weights = lsea(seen, torch.zeros(1, 2, 32))
    assert weights.argmax(-1).tolist() == [[3, 7]]


def test_segments_cover_time_evenly():
    ones = torch.ones(1, 9, 4)
    torch.testing.assert_close(segment_means(ones, 4), torch.ones(1, 4, 4))
    x = torch.randn(2, 9, 4)
    torch.testing.assert_close(segment_means(x.flip(1), 4).flip(1), segment_means(x, 4))
    ramp = torch.arange(9.0).view(1, 9, 1)
    assert segment_means(ramp, 4)[0, :, 0].diff().min() > 0
    assert segment_means(torch.ones(1, 1, 4), 4).shape == (1, 4, 4)


@torch.no_grad()
def test_a_still_clip_has_no_change_to_read():
    course = Course(16, 1, 2, 0.0).eval()
    course.position.zero_()
    still = torch.randn(1, 1, 16).expand(1, 6, 16)
    out = course(still)
    torch.testing.assert_close(out, out[:, :1].expand_as(out))


def test_wrong_inputs_are_named(duse):
    with pytest.raises(ValueError, match="`pixel_values` or `tokens`"):
        duse()
    with pytest.raises(ValueError, match="`pixel_values` or `tokens`"):
        duse(clips(1), tokens=torch.zeros(1, 8, 5, 24))
    with pytest.raises(ValueError, match=r"`pixel_values` has shape \(8, 3, 32, 32\)"):
        duse(clips(1)[0])


@pytest.mark.parametrize("setting", ["num_frames", "token_grid", "segments", "prompts_per_emotion", "temporal_layers"])
def test_impossible_sizes_are_refused(setting: str):
    with pytest.raises(ValueError, match=f"`{setting}` is 0"):
        DuSEConfig.from_dict({setting: 0})
    with pytest.raises(ValueError, match="`num_attention_heads` is 7"):
        DuSEConfig(num_attention_heads=7)


def test_other_labels_are_called_by_their_name(clip_model, tokenizer):
    made = make_duse(clip_model, tokenizer, labels=("contempt", "anger"), token_grid=2)
    assert made.config.id2label == {0: "contempt", 1: "anger"}
    assert made(clips(1)).logits.shape == (1, 2)


def openai_layout(folder: Path) -> None:
    """A random checkpoint with the files and classes of openai/clip-vit-base-patch16, but few and thin layers.

    Its text_config says `eos_token_id` 2, which its tokenizer never writes: transformers then takes the highest id.
    """
    text = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2,
            "vocab_size": 514, "max_position_embeddings": 77, "bos_token_id": 0, "eos_token_id": 2}  # fmt: skip
    vision = {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 2,
              "image_size": 224, "patch_size": 16}  # fmt: skip
    torch.manual_seed(0)
    CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=32)).save_pretrained(folder)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    entries = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    tokenizer = CLIPTokenizer(vocab={entry: k for k, entry in enumerate(entries)}, merges=[])
    tokenizer.save_pretrained(folder)


@torch.no_grad()
def test_encoder_in_the_layout_of_openai_clip(tmp_path: Path):
    openai_layout(tmp_path)
    clip: Any = CLIPModel.from_pretrained(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    made = make_duse(clip, tokenizer)
    x = torch.randn(1, 4, 3, 224, 224)
    assert made.encode(x).shape == (1, 4, 1 + 4 * 4, 32)
    features = clip.get_image_features(pixel_values=x[0]).pooler_output
    assert torch.equal(made.encode(x)[0, :, 0], features)
    made.save_pretrained(tmp_path / "duse")
    assert torch.equal(DuSEForVideoClassification.from_pretrained(tmp_path / "duse")(x).logits, made(x).logits)
