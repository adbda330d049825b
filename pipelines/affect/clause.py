"""Clause: what of a text happens at one time, and in which order the clauses happen (our design)."""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argen.pipelines.affect.listing import listed
from argen.pipelines.affect.mention import SENTENCE_ENDS, Mention, read_mentions
from argen.pipelines.affect.modifier import Modifier


_PARTS = frozenset(["lips", "eyes", "brows", "eyebrows", "cheeks", "lids", "eyelids", "corners", "folds", "nostrils"])


@dataclass(frozen=True)
class Clause:
    """What happens at one time: mentions and the modifiers among them, in the tokens from `start` to before `end`."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    modifiers: tuple[Modifier, ...] = ()

    def has(self, kind: str, value: str | None = None) -> bool:
        """Whether a modifier of this kind (and value) is there."""
        return any(one.kind == kind and value in (None, one.value) for one in self.modifiers)


def clauses(text: str) -> tuple[list[str], list[Clause], list[str]]:
    """The tokens of a text, its clauses in the order of time, and notes on what could not be read."""
    words, parts, notes = _parsed(text)
    return list(words), list(parts), list(notes)


@functools.lru_cache(8)  # the search for passages and the grammar ask for the same text
def _parsed(text: str) -> tuple[list[str], list[Clause], list[str]]:
    words, mentions, marks, notes = read_mentions(text)
    mentions, marks = listed(words, mentions, marks)
    return words, list(_clauses(words, mentions, marks)), notes


def _clauses(words: Sequence[str], mentions: Sequence[Mention], marks: Sequence[Modifier]) -> Iterator[Clause]:
    """Cut where time goes on; a clause that comes "after" another in the text but not in time is moved behind it."""
    cuts, swaps = _cuts(words, mentions, marks)
    bounds = sorted({0, len(words), *cuts})
    parts = [
        Clause(
            begin,
            end,
            tuple(one for one in mentions if begin <= one.start < end),
            tuple(one for one in marks if begin <= one.start < end),
        )
        for begin, end in itertools.pairwise(bounds)
    ]
    for k in range(1, len(parts)):
        if parts[k].start in swaps:
            parts[k - 1], parts[k] = parts[k], parts[k - 1]
    return iter(parts)


def _cuts(words: Sequence[str], mentions: Sequence[Mention], marks: Sequence[Modifier]) -> tuple[set[int], set[int]]:
    """Token positions at which a new clause begins, and those of clauses that come before the one in front of them."""
    cuts: set[int] = set()
    swaps: set[int] = set()
    starts = [one.start for one in mentions]
    for mark in marks:
        follows = next((k for k, start in enumerate(starts) if start >= mark.end), len(starts))
        if mark.kind == "next":
            # "before smiling, he frowns"
            first = _opens(words, mark.start) and words[mark.start] in ("before", "until")
            if first and follows + 1 < len(starts):
                cuts.add(starts[follows + 1])
                swaps.add(starts[follows + 1])
            else:
                cuts.add(mark.start)
        elif mark.kind == "first":
            # the emotion that "at first" stands behind, else the one in front of which it stands
            near = follows - 1 if follows and _touches(words, mentions[follows - 1], mark) else follows
            if near + 1 < len(starts):
                cuts.add(starts[near + 1])
        elif mark.kind == "last":
            near = follows - 1 if follows and _touches(words, mentions[follows - 1], mark) else follows
            if 0 < near < len(starts):
                cuts.add(starts[near])
    for place, word in enumerate(words):
        follows = next((k for k, start in enumerate(starts) if start > place), len(starts))
        if word == "now" and 0 < follows < len(starts) and not {"was", "were"}.isdisjoint(words[:place]):
            cuts.add(starts[follows])
        if word == "from" and follows < len(starts):
            cuts.update(_route(words, mentions[follows:]))
        elif word in ("after", "follows") and place not in cuts and follows < len(starts):
            if _opens(words, place):
                cuts.update(starts[follows + 1 : follows + 2])
            elif follows:
                cuts.add(place)
                swaps.add(place)
    cuts.update(_told(words, mentions))
    return cuts, swaps


def _touches(words: Sequence[str], mention: Mention, mark: Modifier) -> bool:
    """Whether a modifier stands right behind a mention: "worried at first", not "shocked, finally sad"."""
    return mark.start - mention.end <= 2 and "," not in words[mention.end : mark.start]


def _opens(words: Sequence[str], place: int) -> bool:
    return place == 0 or words[place - 1] in SENTENCE_ENDS


def _route(words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[int]:
    """The cuts of "from A to B to C"."""
    for one, other in itertools.pairwise(mentions):
        between = words[one.end : other.start]
        if not SENTENCE_ENDS.isdisjoint(between):
            return
        if not {"to", "into", "through", "via"}.isdisjoint(between):
            yield other.start


def _told(words: Sequence[str], mentions: Sequence[Mention]) -> Iterator[int]:
    """The cuts of a tale told with commas: "startled, sees the cat, smiles"."""
    for one, other in itertools.pairwise(mentions):
        between = words[one.end : other.start]
        verb = words[other.start]
        acts = verb.endswith("s") and verb not in _PARTS and other.entry.action_units and not other.listed
        if acts and "," in between and between[-1] == ",":
            ours, theirs = set(one.entry.emotions), set(other.entry.emotions)
            if ours and theirs and not ours & theirs:
                yield other.start
