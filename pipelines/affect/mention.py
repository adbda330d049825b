"""Mention: a phrase that says something about a face, how strongly, and whether it is denied (our design)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from argen.pipelines.affect.lexicon import MOST_CHARACTERS, Entry, Match, find, tokens
from argen.pipelines.affect.modifier import Modifier, modifiers
from argen.pipelines.argen.facs_argen import AUS, GRADES


# Intensity 0..1 of an emotion by the FACS grade that a word names. An emotion's AUs peak at 0.3 to 1.0 of it, so a
# trace of it needs more than the trace of one AU (GRADES); the values are our choice.
LEVELS: dict[str, float] = {"A": 0.2, "B": 0.33, "C": 0.55, "D": 0.8, "E": 1.0}
_PLAIN = 0.7  # of a word such as "happy": the degree is then the level
_WEAK = 0.4  # a phrase that is weak by itself ("faint smile") is only a little weaker with a weak degree

SENTENCE_ENDS = frozenset(".!?;")
# A denial reaches no further than these, or MOST_DENIED words.
_BOUNDARIES = frozenset(
    [",", ".", ";", ":", "!", "?", "-", "→", "but", "yet", "because", "instead", "though", "although", "while", "just",
     "only", "simply", "then", "when", "until", "i", "i'm", "im", "he", "he's", "hes", "she", "she's", "shes",
     "it", "it's", "its", "we", "we're", "they", "they're", "theyre"]
)  # fmt: skip
MOST_DENIED = 6
MOST_MENTIONS = 64  # of a text are read, the first ones: a face shows four stages at most
# "sad, but only slightly"; "I don't think he is angry"
_ASIDE = frozenset([",", "but", "only", "just", "and", "though", "-", "even", "if"])
_BLINKS = ("blink", "wink", "bats", "flutters")  # phrases whose eyes open again at once
_INCLINED = frozenset(["easy", "quick", "ready", "eager", "willing", "prone", "keen"])
_OPINIONS = frozenset(["think", "believe", "suppose", "say", "guess", "expect", "find"])
# "AU12", "AU6 = 0.5", "AU12 (0.5)", "AU04 at 60 %", "AU12C"
_OTHER_SCALE = re.compile(r"\s{0,2}(?:at|=|:|is|\()\s{0,2}\(?(\d{1,6})\b")  # "AU12 at 50"
_UNIT = re.compile(
    r"\b(?:AU\s?|[Aa]u)(\d{1,2})(?:([A-E])\b|(?!\d))"
    r"(?:\s{0,2}(?:at|=|:|of|to|is|,)?\s{0,2}\(?\s?(\d{0,3}\.\d{1,6}|[01](?![\d%]|\s%)|\d{1,3}(?=\s?%))\s?(%?)\)?)?"
)


@dataclass(frozen=True)
class Mention:
    """One phrase of the text: its entry, the level 0..1 that it is said to have, and whether it is denied.

    `graded` says that the level comes from the text and not from the lexicon alone; `denied` is "", "not", "weak" (as
    in "not very"), "less" or "without"; `exact` marks an AU that is named with its number or stands in a list. `when`
    is a value of WHENS or "", `listed` marks an action of a list (see `listing`).
    """

    start: int
    end: int
    entry: Entry
    level: float
    graded: bool = False
    denied: str = ""
    exact: bool = False
    when: str = ""
    listed: bool = False


def read_mentions(text: str) -> tuple[list[str], list[Mention], list[Modifier], list[str]]:
    """The tokens of a text, what it mentions in order, its modifiers, and notes on what could not be read."""
    text, units, notes = _named_units(text[:MOST_CHARACTERS])
    words = [*tokens(text), "."]
    matches = find(words)[:MOST_MENTIONS]
    marks = modifiers(words, matches)
    mentions = [_mention(words, match, matches, marks) for match in matches]
    mentions += _unit_mentions(words, units, marks)
    mentions = _shared_degrees(words, sorted(mentions, key=lambda one: one.start))
    return words, _seeming(words, mentions, marks), marks, notes


def _named_units(text: str) -> tuple[str, list[Entry], list[str]]:
    """The text with "unit_K" where it names an AU ("AU12 at 0.5"), the entries, and notes on unknown AUs."""
    if "AU" not in text and "au" not in text:
        return text, [], []
    units: list[Entry] = []
    notes: list[str] = []

    def take(found: re.Match[str]) -> str:
        number, letter, value, percent = found.groups()
        name = f"AU{int(number):02d}"
        if name not in AUS:
            notes.append(f"{name} is not one of the 20 AUs")
            return " "
        level = GRADES[letter] if letter else 0.6
        if value is not None:
            level = float(value) / (100.0 if percent else 1.0)
            notes.extend([f"{name} at {level:g} is read as 1"] if level > 1.0 else [])
        elif other := _OTHER_SCALE.match(found.string, found.end()):
            notes.append(f"{name}: {other[1]} is neither 0 to 1 nor per cent with a % sign, it is not read")
        level = min(level, 1.0)
        units.append(Entry((), level, None, {name: level}, named=False))
        return f" unit_{len(units) - 1} "

    return _UNIT.sub(take, text), units, list(dict.fromkeys(notes))


def _unit_mentions(words: Sequence[str], units: Sequence[Entry], marks: Sequence[Modifier]) -> Iterator[Mention]:
    places = {f"unit_{k}": unit for k, unit in enumerate(units[:MOST_MENTIONS])}
    for place, word in enumerate(words):
        if word in places:
            unit = places[word]
            yield Mention(place, place + 1, unit, unit.intensity, True, _denial(words, place, marks), True)


def _mention(words: Sequence[str], match: Match, matches: Sequence[Match], marks: Sequence[Modifier]) -> Mention:
    degree = _degree(words, match, matches, marks)
    level = match.entry.intensity
    if degree is not None and match.entry.emotions != ("neutral",):
        # a strong word stays stronger than a plain one: "slightly furious" is more than "slightly annoyed"
        graded = min(1.0, degree * (0.6 + 0.4 * level / _PLAIN))
        level = 0.75 * level if level <= _WEAK and degree < level else graded
    denied = _denial(words, match.start, marks)
    when = "blink" if "AU43" in match.entry.action_units and match.phrase.startswith(_BLINKS) else ""
    return Mention(match.start, match.end, match.entry, level, degree is not None, denied, when=when)


def _degree(words: Sequence[str], match: Match, matches: Sequence[Match], marks: Sequence[Modifier]) -> float | None:
    """The level that the words around a match give it, None without such words."""
    before = max((one.end for one in matches if one.end <= match.start), default=0)
    after = min((one.start for one in matches if one.start >= match.end), default=len(words))
    best: tuple[int, float] | None = None
    for mark in marks:
        inside = match.start < mark.start < match.end
        if mark.kind in ("degree", "size") and (inside or before <= mark.start and mark.end <= match.start):
            gap = 0 if inside else match.start - mark.end
            most = 0 if mark.kind == "size" else 2
            if gap > most or not SENTENCE_ENDS.isdisjoint(words[mark.end : match.start]):
                continue
            if gap and "," in words[mark.end : match.start]:
                continue
        elif mark.kind == "after" and match.end <= mark.start <= match.end + 3 and mark.start < after:
            gap = mark.start - match.end
            # it belongs to what follows: "sad and a little angry"
            if after - mark.end <= 1 and after < len(words) and words[after - 1] != ",":
                continue
            if gap and not _ASIDE.issuperset(words[match.end : mark.start]):
                continue
        else:
            continue
        if best is None or gap < best[0]:
            best = (gap, LEVELS[mark.value])
    return None if best is None else best[1]


def _denial(words: Sequence[str], start: int, marks: Sequence[Modifier]) -> str:
    """How the mention at `start` is denied: the value of the nearest "not" that reaches it, else ""."""
    for mark in reversed(marks):
        if mark.kind != "not" or mark.end > start:
            continue
        between = words[mark.end : start]
        if between and between[0] in _OPINIONS:
            between = between[2:]
        far = len(between) > MOST_DENIED or not _BOUNDARIES.isdisjoint(between[1:] if mark.value == "not" else between)
        stopped = bool(between) and between[0] in (",", ".", ";", ":", "!", "?", "but", "because", "just")
        if far or stopped or (mark.value == "without" and "and" in between):
            return ""
        if any(one.kind in ("next", "hidden") and mark.end <= one.start < start for one in marks):
            return ""
        return mark.value
    return "not" if _too_much(words, start) else _answered(words, start, marks)


def _too_much(words: Sequence[str], start: int) -> bool:
    """ "Too tired to be angry", "too shocked to smile"; not "only too glad to smile" or "too quick to be angry"."""
    for place in (start - 1, start - 2):
        if place < 2 or words[place] != "to" or words[place - 2] != "too" or words[place - 1] in _INCLINED:
            continue
        return words[place - 3 : place - 2] not in (["only"], ["all"])
    return False


def _answered(words: Sequence[str], start: int, marks: Sequence[Modifier]) -> str:
    """ "Angry? Not at all." """
    question = next((k for k in range(start, min(start + 4, len(words))) if words[k] == "?"), None)
    if question is None:
        return ""
    return next((one.value for one in marks if one.kind == "not" and one.start == question + 1), "")


def _shared_degrees(words: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """ "Very sad and angry": the degree counts for both when nothing but "and", "or" or a comma is between them."""
    out: list[Mention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last is not None and last.graded and not mention.graded and not mention.entry.action_units:
            joined = words[last.end : mention.start]
            if joined and all(word in ("and", "or", "&") for word in joined) and last.entry.intensity > 0:
                level = min(1.0, last.level * max(mention.entry.intensity, 0.1) / last.entry.intensity)
                mention = replace(mention, level=level, graded=True)
        out.append(mention)
    return out


def _seeming(words: Sequence[str], mentions: Sequence[Mention], marks: Sequence[Modifier]) -> list[Mention]:
    """ "You'd think he is angry, but he is actually thrilled": what stands before "but ... actually" is denied."""
    facts = [one.start for one in marks if one.kind == "fact" and "but" in words[max(0, one.start - 4) : one.start]]
    feigned = any(one.kind in ("feign", "hidden") for one in marks)
    if not facts or feigned or not any(one.start > facts[-1] for one in mentions):
        return list(mentions)
    return [replace(one, denied="not") if one.start < facts[-1] else one for one in mentions]
