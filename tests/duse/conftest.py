"""A DuSE small enough for tests: two encoder layers, 32 px, a tokenizer of bytes."""

from collections.abc import Callable

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import CLIPModel, PreTrainedTokenizerFast

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


@pytest.fixture
def clip_model(tiny_clip: Callable[[int], CLIPModel]) -> CLIPModel:
    """See `tiny_clip`."""
    return tiny_clip(258)


@pytest.fixture
def tokenizer() -> PreTrainedTokenizerFast:
    """See `tiny_tokenizer`."""
    return tiny_tokenizer()


@pytest.fixture
def duse(clip_model: CLIPModel, tokenizer: PreTrainedTokenizerFast) -> DuSEForVideoClassification:
    """A DuSE over the tiny CLIP."""
    torch.manual_seed(1)
    return make_duse(clip_model, tokenizer, token_grid=2, segments=3, prompts_per_emotion=2, temporal_layers=1)
