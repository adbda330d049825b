"""Listing: facial actions set off by commas, each with its strength and its time right behind it (our design).

The captions that the generator is trained on are such lists ("brows lowered strongly, lips parted slightly early"),
and people write them too. What stands in a list is graded, timed and taken as it is, and there is nothing beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argen.pipelines.affect.mention import SENTENCE_ENDS, Mention
from argen.pipelines.affect.modifier import Modifier
from argen.pipelines.argen.caption_argen import AU_PHRASES, INTENSITY_WORDS
from argen.pipelines.argen.facs_argen import GRADES


LEAST_LISTED = 3  # actions make a list, two where both have a strength
_STRENGTHS = ("degree", "after")
_WHENS = {"first": "early", "early": "early", "last": "late"}
_FILLERS = frozenset(["and", "with", "the", "a", "his", "her", "their", "once"])
# a caption's phrase, alone or with the strength that the lexicon takes with it ("smiling slightly"): AU, grade or ""
_CAPTIONED = {
    f"{phrase} {word}".strip(): (name, grade)
    for name, phrases in AU_PHRASES.items()
    for grade, words in [
        ("", ("",)),
        *((grade, words) for grade, (_, words) in zip(GRADES, INTENSITY_WORDS, strict=True)),
    ]
    for phrase in phrases
    for word in words
}
Item = tuple[Mention, list[Modifier]]


def listed(
    words: Sequence[str], mentions: Sequence[Mention], marks: Sequence[Modifier]
) -> tuple[list[Mention], list[Modifier]]:
    """The mentions with those in lists graded, timed and marked `listed`, and the modifiers that are not used up."""
    if sum(bool(one.entry.action_units) for one in mentions) < LEAST_LISTED - 1:
        return list(mentions), list(marks)
    items = [item for run in _runs(words, mentions, marks) for item in run]
    found = {one.start: _in_list(words, one, own) for one, own in items}
    used = {mark for _, own in items for mark in own}
    return [found.get(one.start, one) for one in mentions], [mark for mark in marks if mark not in used]


def _runs(words: Sequence[str], mentions: Sequence[Mention], marks: Sequence[Modifier]) -> Iterator[list[Item]]:
    """The neighbouring segments of a sentence that hold one action each and nothing else, where they are enough."""
    run: list[Item] = []
    begin = 0
    for place, word in enumerate(words):
        if word != "," and word not in SENTENCE_ENDS:
            continue
        item = _item(words, begin, place, mentions, marks)
        run += [] if item is None else [item]
        if item is None or word != ",":
            if _enough(words, run):
                yield run
            run = []
        begin = place + 1


def _enough(words: Sequence[str], run: Sequence[Item]) -> bool:
    strong = all(one.exact or one.when or _grade(own) or _captioned(words, one)[1] for one, own in run)
    return len(run) >= LEAST_LISTED or (len(run) == LEAST_LISTED - 1 and strong)


def _grade(own: Sequence[Modifier]) -> str:
    return next((mark.value for mark in own if mark.kind in _STRENGTHS), "")


def _captioned(words: Sequence[str], one: Mention) -> tuple[str, str]:
    return _CAPTIONED.get(" ".join(words[one.start : one.end]), ("", ""))


def _item(
    words: Sequence[str], begin: int, end: int, mentions: Sequence[Mention], marks: Sequence[Modifier]
) -> Item | None:
    """The one action of a segment and the modifiers right behind it, None where there is anything else."""
    inside = [one for one in mentions if begin <= one.start < end]
    if len(inside) != 1 or not inside[0].entry.action_units or inside[0].denied:
        return None
    one = inside[0]
    if not _FILLERS.issuperset(words[begin : one.start]):
        return None
    own = [mark for mark in marks if one.end <= mark.start and mark.end <= end and mark.kind in (*_STRENGTHS, *_WHENS)]
    covered = {place for mark in own for place in range(mark.start, mark.end)}
    rest = (words[place] for place in range(one.end, end) if place not in covered)
    return (one, own) if _FILLERS.issuperset(rest) else None


def _in_list(words: Sequence[str], one: Mention, own: Sequence[Modifier]) -> Mention:
    """A mention with the peak and the time that its segment gives it; a caption's phrase is its one AU."""
    units = dict(one.entry.action_units)
    name, inner = _captioned(words, one)
    grade, most = _grade(own) or inner, max(units.values())
    units = {name: most} if name else units
    if grade:
        units = {name: peak / most * GRADES[grade] for name, peak in units.items()}
    when = next((_WHENS[mark.kind] for mark in own if mark.kind in _WHENS), one.when)
    level = GRADES[grade] if grade else one.level
    entry = replace(one.entry, action_units=units)
    return replace(one, entry=entry, level=level, graded=True, exact=True, when=when, listed=True)
