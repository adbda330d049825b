"""Lexicon: everyday words and phrases, and the emotion or the facial action that each one names (our design)."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argen.pipelines.affect.blend_words import BLEND_WORDS
from argen.pipelines.affect.cue_words import CUE_WORDS, FALSE_FRIENDS
from argen.pipelines.affect.emotion_words import EMOJI, EMOTION_WORDS
from argen.pipelines.affect.face_words import EXPRESSION_WORDS, MOVEMENTS, PARTICLES
from argen.pipelines.affect.sayings import SAYINGS
from argen.pipelines.affect.spelling import SHORTEST, respelled, spelling_index
from argen.pipelines.affect.trie import END, build
from argen.pipelines.argen.caption_argen import AU_PHRASES
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, GRADES


MOST_CHARACTERS = 4096  # what is read of a text: a page; NFKC takes quadratic time on long runs of combining marks
_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s\ud800-\udfff]")  # lone surrogates are no text
_CURLY = dict.fromkeys(map(ord, "‘’‛`´ʼ′"), "'")
_INVISIBLE: dict[int, None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))
# Words that may stand inside a phrase without being part of it: "raises *his* brows", "her jaw *slowly* drops".
_DETERMINERS = {
    "-",
    "a",
    "an",
    "the",
    "his",
    "her",
    "hers",
    "their",
    "its",
    "my",
    "your",
    "our",
    "one's",
    "both",
    "own",
}
_PASSED_OVER = (
    "two is are was were be being been has have had get gets got getting go goes going went slightly slowly quickly "
    "suddenly gradually very really quite so just still rather almost barely fully completely totally absolutely "
    "little bit all"
)
_INSIDE = _DETERMINERS | {*_PASSED_OVER.split(" ")}


@dataclass(frozen=True)
class Entry:
    """What a phrase stands for: emotions of EMOTIONS at an intensity 0..1; two for a blend, the leading one last.

    `label` is the finer name where EMOTIONS has none: "contempt", a compound of Du et al. 2014 ("happily surprised")
    or a class of MAFW ("anxiety", "helplessness", "disappointment"). `action_units` are the AUs, 0..1, that a phrase
    for a movement names. `named` tells a word for an emotion ("angry") from a mere hint: a movement, a behaviour
    ("screams") or a circumstance ("a spider"), which a named emotion beats. `emotions` is () for a movement that hints
    at none.
    """

    emotions: tuple[str, ...]
    intensity: float
    label: str | None = None
    action_units: Mapping[str, float] = field(default_factory=dict)
    named: bool = True


_NOTHING = Entry((), 0.0, named=False)  # the entry of FALSE_FRIENDS: `find` reads over them


@dataclass(frozen=True)
class Match:
    """A phrase found at the token positions `start` up to, not including, `end`.

    `phrase` is the lexicon's spelling; the span may hold words such as "his" or "slightly" that are no part of it.
    """

    start: int
    end: int
    phrase: str
    entry: Entry


def tokens(text: str) -> list[str]:
    """Words in lower case and single punctuation marks of the first 4,096 characters, after Unicode NFKC.

    Apostrophes stay inside their word ("can't"), hyphens are tokens of their own, invisible characters are dropped.
    """
    text = text[:MOST_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_CURLY).translate(_INVISIBLE))
    return _TOKEN.findall(text.lower())


def find(words: Sequence[str]) -> list[Match]:
    """The lexicon's phrases among `tokens`: left to right, the longest at each place, no two overlapping.

    Long words for emotions are found when misspelled by a letter, too ("releived", "dissapointed").
    """
    vocabulary = _vocabulary()
    words = [word if word in vocabulary or len(word) < SHORTEST else _known(word) for word in words]
    root, found, place = _trie(), [], 0
    while place < len(words):
        match = _longest(root, words, place) if words[place] in root else None
        if match is not None and match.entry is not _NOTHING:
            found.append(match)
        place = place + 1 if match is None else match.end
    return found


def _longest(root: dict[Any, Any], words: Sequence[str], start: int) -> Match | None:
    node, best = root[words[start]], None
    if END in node:
        best = (start + 1, node[END])
    for place in range(start + 1, len(words)):
        word = words[place]
        if word in node:
            node = node[word]
            if END in node:
                best = (place + 1, node[END])
        elif word not in _INSIDE or place > start + 15:
            break
    return None if best is None else Match(start, best[0], *best[1])


@functools.lru_cache(4096)
def _known(word: str) -> str:
    return respelled(word, _misspellings())


@functools.cache
def _misspellings() -> dict[str, list[str]]:
    named = (phrase for phrase, entry in entries().items() if entry.named and " " not in phrase)
    return spelling_index(word for word in named if len(word) > SHORTEST)


@functools.cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for phrase in entries() for word in phrase.split(" "))


@functools.cache
def entries() -> dict[str, Entry]:
    """The whole lexicon: phrase, its tokens joined by blanks, -> Entry. What stands first in the tables wins."""
    table: dict[str, Entry] = {}
    for phrase, entry in _rows():
        table.setdefault(_bare(phrase), entry)
    return table


@functools.cache
def meanings() -> dict[str, str]:
    """The phrases of SAYINGS, spelled as in `entries`, and the slug of the everyday passage that each one means."""
    return {_bare(phrase): slug for slug, (_, phrases) in reversed(SAYINGS.items()) for phrase in _spelled(phrases)}


def _bare(phrase: str) -> str:
    """A phrase without its inner determiners ("in a rage" -> "in rage"): `find` skips them, and need not choose."""
    first, *rest = tokens(phrase)
    return " ".join([first, *(word for word in rest[:-1] if word not in _DETERMINERS), *rest[-1:]])


def _rows() -> Iterator[tuple[str, Entry]]:
    yield from ((phrase, _NOTHING) for phrase in _spelled(FALSE_FRIENDS))
    for named, rows in ((True, BLEND_WORDS), (True, EMOTION_WORDS), (False, CUE_WORDS)):
        for emotions, intensity, label, phrases in rows:
            entry = Entry(tuple(emotions.split("+")), intensity, label, named=named)
            yield from ((phrase, entry) for phrase in _spelled(phrases))
    for slug, (intensity, phrases) in SAYINGS.items():
        emotion = slug.partition("-")[0]
        scorned = emotion == "contempt"
        entry = Entry(("disgust" if scorned else emotion,), intensity, "contempt" if scorned else None, named=False)
        yield from ((phrase, entry) for phrase in _spelled(phrases))
    for sign, (emotion, intensity) in EMOJI.items():
        yield sign, Entry((emotion,), intensity)
    for emotion, intensity, label, peaks, phrases in EXPRESSION_WORDS:
        entry = Entry((emotion,) if emotion else (), intensity, label, peaks, named=False)
        yield from ((phrase, entry) for phrase in _spelled(phrases))
    for emotion, intensity, peaks, parts, actions in MOVEMENTS:
        entry = Entry((emotion,) if emotion else (), intensity, None, peaks, named=False)
        yield from ((phrase, entry) for phrase in _moves(parts, actions))
    yield from _units()


def _spelled(phrases: str) -> Iterator[str]:
    for phrase in phrases.split(","):
        stem, *endings = phrase.strip().split("|")
        yield from (stem + ending for ending in endings or ("",))


def _moves(parts: str, actions: str) -> Iterator[str]:
    doings = list(_spelled(actions))
    for part in _spelled(parts):
        for doing in doings:
            yield f"{part} {doing}"
            if doing.split(" ")[0] not in PARTICLES:
                yield f"{doing} {part}"


def _units() -> Iterator[tuple[str, Entry]]:
    """AUs by name, by number and grade, and in the words of the generator's captions."""
    for name in AUS:
        entry, number = Entry((), 0.8, None, {name: 0.8}, named=False), name[2:]
        yield from ((phrase, entry) for phrase in (AU_NAMES[name], *AU_PHRASES[name]))
        for digits in {number, number.lstrip("0")}:
            for prefix in ("au", "au ", "action unit "):
                yield prefix + digits, entry
                for grade, peak in GRADES.items():
                    yield f"{prefix}{digits}{grade}", Entry((), peak, None, {name: peak}, named=False)


@functools.cache
def _trie() -> dict[Any, Any]:
    return build({phrase: (phrase, entry) for phrase, entry in entries().items()})
