"""Constrained decoding, sign by sign: always the schema, always the likeliest legal sign, no AU twice."""

import json

import pytest
import torch
from tokenizers import Tokenizer, decoders, models
from transformers import PreTrainedTokenizerFast

from argen.pipelines.affect.answer import answer_schema, read_answer
from argen.pipelines.affect.constraint import OnlySchema, repeats
from argen.pipelines.affect.schema import schema_faults
from argen.pipelines.argen.facs_argen import AUS


SIGNS = [chr(i) for i in range(32, 127)]
END = len(SIGNS)
GOOD = (
    '{"stages": [{"emotion":"fear", "intensity":0.5, "action_units":{"AU05":0.9}, '
    '"without":[], "prototype":true, "pace":"slow"}], "ending":"held", "label":null, "evidence":["a"]}'
)


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    """One token per printable ASCII sign, then the end."""
    vocabulary = {sign: i for i, sign in enumerate([*SIGNS, "</s>"])}
    signs = Tokenizer(models.BPE(vocabulary, []))
    signs.decoder = decoders.Fuse()
    return PreTrainedTokenizerFast(tokenizer_object=signs, eos_token="</s>")


def write(tokenizer: PreTrainedTokenizerFast, wishes: torch.Tensor) -> str:
    """Greedy decoding of a model whose scores at step k are `wishes[k]`, after a prompt of two tokens."""
    only = OnlySchema(tokenizer, answer_schema(["a"]), 2, [END])
    tokens = torch.tensor([[0, 1]])
    for wish in wishes:
        token = only(tokens, wish[None]).argmax(1)
        if token.item() == END:
            break
        tokens = torch.cat([tokens, token[None]], 1)
    return "".join(SIGNS[i] for i in tokens[0, 2:].tolist())


@pytest.mark.parametrize("seed", range(2))
def test_whatever_a_model_wishes_the_schema_is_written(tokenizer: PreTrainedTokenizerFast, seed: int) -> None:
    wishes = torch.randn(2000, END + 1, generator=torch.Generator().manual_seed(seed))
    text = write(tokenizer, wishes)
    assert schema_faults(json.loads(text), answer_schema(["a"])) == []
    read_answer(text)  # refuses a key that comes twice


def test_a_legal_wish_is_granted_and_ended(tokenizer: PreTrainedTokenizerFast) -> None:
    wishes = torch.zeros(len(GOOD) + 5, END + 1)
    for k, sign in enumerate(GOOD):
        wishes[k, SIGNS.index(sign)] = 1.0
    assert write(tokenizer, wishes) == GOOD


def test_only_what_is_illegal_is_passed_over(tokenizer: PreTrainedTokenizerFast) -> None:
    wishes = torch.zeros(len(GOOD) + 5, END + 1)
    for k, sign in enumerate(GOOD):
        wishes[k, END] = 3.0  # to end before the JSON is complete
        wishes[k, SIGNS.index("~")] = 2.0
        wishes[k, SIGNS.index(sign)] = 1.0
    assert write(tokenizer, wishes) == GOOD


def test_an_au_comes_once() -> None:
    head = '{"stages": [{"emotion": "fear", "intensity": 1, "action_units": {'
    for inside in ("", '"AU', '"AU05": 1, "AU0', '"AU05": 1, "AU04', '"AU05": 1, "', '"AU05": 1}, "without": ["AU05'):
        assert not repeats(head + inside)
    for inside in ('"AU05": 1, "AU05', '"AU05": 1, "AU05":', '"AU43": 1, "AU4', '"AU05":1,"AU05":1,"AU'):
        assert repeats(head + inside)
    assert not repeats(head + ", ".join(f'"{name}": 1' for name in AUS) + "}")
