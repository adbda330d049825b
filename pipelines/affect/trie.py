"""Trie: phrases by their words, so that the longest one at a place of a text is found in one walk."""

from collections.abc import Mapping
from typing import Any


END: Any = 0  # the key of a node that holds what a phrase ending there stands for; words are str: no clash


def build(phrases: Mapping[str, Any]) -> dict[Any, Any]:
    """Nested dicts, a word to the next, of phrases whose words are joined by blanks."""
    root: dict[Any, Any] = {}
    for phrase, value in phrases.items():
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[END] = value
    return root
