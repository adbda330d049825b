"""A DuSE small enough for tests: two encoder layers, 32 px, a tokenizer of bytes."""

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import CLIPConfig, CLIPModel, PreTrainedTokenizerFast

from argen.pipelines.duse.language import make_duse
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification


def tiny_tokenizer() -> PreTrainedTokenizerFast:
    """Every byte is a token; `</s>` ends a sentence."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {"<pad>": 0, "</s>": 1, **{letter: k + 2 for k, letter in enumerate(letters)}}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="<pad>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>")


def tiny_clip() -> CLIPModel:
    """A random CLIPModel, 32 px, patches of 8."""
    torch.manual_seed(0)
    vision = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 2,
              "image_size": 32, "patch_size": 8}  # fmt: skip
    text = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
            "vocab_size": 258, "max_position_embeddings": 40, "bos_token_id": 1, "eos_token_id": 1,
            "pad_token_id": 0}  # fmt: skip
    config = CLIPConfig(
        vision_config={**vision, "projection_dim": 24}, text_config={**text, "projection_dim": 24}, projection_dim=24
    )
    return CLIPModel(config).eval()


@pytest.fixture
def clip_model() -> CLIPModel:
    """See `tiny_clip`."""
    return tiny_clip()


@pytest.fixture
def tokenizer() -> PreTrainedTokenizerFast:
    """See `tiny_tokenizer`."""
    return tiny_tokenizer()


@pytest.fixture
def duse(clip_model: CLIPModel, tokenizer: PreTrainedTokenizerFast) -> DuSEForVideoClassification:
    """A DuSE over the tiny CLIP."""
    torch.manual_seed(1)
    return make_duse(clip_model, tokenizer, token_grid=2, segments=3, prompts_per_emotion=2, temporal_layers=1)
