"""Constraint: greedy decoding that can only write JSON of one schema (our design; outlines, xgrammar do it for all).

At each step the likeliest token is taken that keeps the answer the beginning of a legal one, so that the vocabulary is
not searched as long as the model writes what it was asked for.
"""

import re
from typing import Any

import regex
import torch
from transformers import LogitsProcessor

from argen.pipelines.affect.schema import Schema, schema_pattern
from argen.pipelines.argen.facs_argen import AUS


_LIKELIEST = 64  # tokens that are tried before the whole vocabulary is


class OnlySchema(LogitsProcessor):
    """Leaves one token per step: the likeliest legal one, or the end once the JSON is complete.

    `prompt` is the number of tokens before the answer, `ends` the ids of the tokens that end it.
    """

    def __init__(self, tokenizer: Any, schema: Schema, prompt: int, ends: list[int]) -> None:
        self.tokenizer, self.prompt, self.ends = tokenizer, prompt, ends
        self.pattern = regex.compile(schema_pattern(schema))

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores float `(batch, vocabulary)` with minus infinity for all but the tokens that are left."""
        left = torch.full_like(scores, -torch.inf)
        for k in range(len(scores)):
            tokens = self._tokens(input_ids[k, self.prompt :].tolist(), scores[k])
            left[k, tokens] = scores[k, tokens]
        return left

    def _tokens(self, written: list[int], scores: torch.Tensor) -> list[int]:
        text = self._text(written)
        if self.pattern.fullmatch(text):
            return self.ends
        # sorting the whole vocabulary is slow, and hardly ever needed
        for count in (min(_LIKELIEST, len(scores)), len(scores)):
            for token in scores.topk(count).indices.tolist():
                longer = self._text([*written, token])
                # a token that adds nothing, such as a control token, could be written for ever
                if len(longer) > len(text) and self.pattern.fullmatch(longer, partial=True) and not repeats(longer):
                    return [token]
        return self.ends  # a vocabulary without the signs of JSON: the answer stays incomplete, and is refused

    def _text(self, tokens: list[int]) -> str:
        return self.tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False)


def repeats(text: str) -> bool:
    """Whether the `action_units` open at a text's end name an AU twice, or begin a name that could be no other.

    A look-behind in the pattern would say it shorter, but `regex` then takes dead ends for partial matches.
    """
    before, _, inside = text.rpartition("{")
    if "}" in inside or not before.rstrip(": ").endswith('"action_units"'):
        return False
    names = re.findall(r'"(\w+)":', inside)
    begun = re.search(r'(?:^|,) ?"(\w*)"?$', inside)
    left = [name for name in AUS if name not in names]
    return len(set(names)) < len(names) or (begun is not None and not any(n.startswith(begun[1]) for n in left))
