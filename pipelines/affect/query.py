"""Query: what a sentence asks of the knowledge beyond its words, as tags: what the lexicon and the clauses see in it.

Query expansion is our design. "#fear" stands for any passage about fear, "##fear" for the one to cite; the other tags
are the names in the passages' ids: "##hides fear", "##fading", "##B" of the intensities.
"""

import itertools
from collections.abc import Iterator, Sequence

from argen.pipelines.affect.clause import Clause, clauses
from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.feelings import CONTRASTS
from argen.pipelines.affect.lexicon import Entry
from argen.pipelines.affect.mention import Mention
from argen.pipelines.affect.passage import Passage
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


# How often the tag of the passage to cite counts: for an emotion that is said or meant and an AU that is named with
# its number, for the emotion that a movement hints at, for a degree, for a course or mask, for a denial, for the
# AUs of a movement, which are often many, and for the words of an emotion by strength, beside a degree.
FEELING_WEIGHT, HINT_WEIGHT, DEGREE_WEIGHT, COURSE_WEIGHT, DENIAL_WEIGHT = 4, 3, 3, 2, 3
ACTION_WEIGHT, SCALE_WEIGHT = 1, 1
_FEW = 2  # AUs of a phrase that are cited each; more are an expression, which its emotion explains
_EXTREME = 0.9  # level from which an emotion is its third variant: laughter, crying, rage, panic
_COURSES = {"fading": ("fading",), "gone": ("gone",), "brief": ("flicker", "gone"), "held": ("held",)}
_DEGREES = ("degree", "size", "after")
_DENIALS = ("negation", "neutral not angry")
_NOUNS = {"happiness": "joy"}
_PAIRS = {frozenset(one.emotions): name for name, one in reversed(COMPOUNDS.items())}
_CHANGES = {
    ("sadness", "happiness"): ("cheers up",),
    ("fear", "happiness"): ("fear relief",),
    ("surprise", "happiness"): ("neutral surprise joy",),
    ("surprise", "fear"): ("surprise fear",),
    ("happiness", "sadness"): ("smile sadness",),
    ("sadness", "anger"): ("sadness anger",),
    ("anger", "sadness"): ("anger tears",),
    ("anger", "neutral"): ("anger fades",),
    ("happiness", "neutral"): ("fading smile",),
}


def passage_tags(passage: Passage) -> list[str]:
    """The tags by which a passage is found: what it is about, and its own name."""
    kind, name, *rest = passage.id.split("/")
    slug = name.removeprefix("compound-").replace("-", " ")
    about = {slug, passage.emotion or slug} - ({"disgust"} if slug == "contempt" else set())
    chief = name not in (*EMOTIONS, *AUS) or rest in (["prototype"], ["appearance"])
    own = " ".join([kind, name, *rest]) if not chief or slug in COMPOUNDS and kind != "compound" else slug
    return [*(f"#{one}" for one in sorted(about)), f"##{own}"]


def query_tags(text: str) -> list[str]:
    """The tags that a sentence asks for, each as often as it counts, however often the sentence says it."""
    _, parts, _ = clauses(text)
    weights: dict[str, int] = {}
    for tag, weight in (*(one for part in parts for one in (*_mentioned(part), *_modified(part))), *_together(parts)):
        weights[tag] = max(weight, weights.get(tag, 0))
    return [tag for tag, weight in weights.items() for _ in range(weight)]


def strands(text: str) -> list[tuple[str, list[str]]]:
    """The emotion and the tokens that are not denied of each clause that states one emotion, "contempt" for that.

    [] for a text in one strand, which its passages tell as a whole: no change of emotion, and nothing denied.
    """
    words, parts, _ = clauses(text)
    told = [(name, part) for part in parts if len(felt := _felt(part)) == 1 for name in felt.values()]
    if len({name for name, _ in told}) < 2 and not any(_denied(one) for part in parts for one in part.mentions):
        return []
    return [(name, _heard(words, part)) for name, part in told]


def heard(text: str) -> list[str]:
    """The tokens of a text without the phrases that it denies."""
    words, parts, _ = clauses(text)
    return [word for part in sorted(parts, key=lambda part: part.start) for word in _heard(words, part)]


def _heard(words: Sequence[str], part: Clause) -> list[str]:
    gone = {place for one in part.mentions if _denied(one) for place in range(one.start, one.end)}
    return [words[place] for place in range(part.start, part.end) if place not in gone]


def _denied(mention: Mention) -> bool:
    return mention.denied in ("not", "without")


def _mentioned(part: Clause) -> Iterator[tuple[str, int]]:
    for mention in part.mentions:
        entry = mention.entry
        if _denied(mention):
            continue
        yield from _named(entry, FEELING_WEIGHT if mention.exact else ACTION_WEIGHT)
        if entry.emotions and (entry.named or entry.action_units) and mention.level >= _EXTREME:
            yield f"##emotion {entry.emotions[-1]} variant-3", COURSE_WEIGHT


def _named(entry: Entry, action_weight: int) -> Iterator[tuple[str, int]]:
    names = [entry.label] if entry.label else []
    if entry.label != "contempt":  # the project files contempt under disgust, yet it looks different
        names += entry.emotions
    for name in names:
        yield from ((f"#{name}", 1), (f"##{name}", HINT_WEIGHT if entry.action_units else FEELING_WEIGHT))
    for name in entry.action_units:
        yield f"#{name}", 1
        if len(entry.action_units) <= _FEW or not entry.emotions:
            yield from ((f"##{name}", action_weight), (f"##au {name} everyday", ACTION_WEIGHT))


def _modified(part: Clause) -> Iterator[tuple[str, int]]:
    graded = [one for one in part.mentions if one.graded]
    scales = {f"##intensity {_leading(one.entry)}" for one in graded if one.entry.emotions and not _denied(one)}
    for mark in part.modifiers:
        yield from ((f"##{slug}", COURSE_WEIGHT) for slug in _COURSES.get(mark.kind, ()))
        if graded and mark.kind in _DEGREES:
            yield f"##{mark.value}", DEGREE_WEIGHT
            yield from ((scale, SCALE_WEIGHT) for scale in sorted(scales))
    if part.has("hidden") or part.has("feign"):
        felt = [name for one in part.mentions for name in one.entry.emotions]
        yield from ((f"##hides {_NOUNS.get(name, name)}", COURSE_WEIGHT) for name in felt)
        yield from [("##forced smile", COURSE_WEIGHT)] * (part.has("feign") and "happiness" in felt)


def _together(parts: Sequence[Clause]) -> Iterator[tuple[str, int]]:
    """Two emotions at once are a compound, one after the other a sequence, and none that is not denied is neutral."""
    mentions = [one for part in parts for one in part.mentions if one.entry.emotions]
    if mentions and all(map(_denied, mentions)):
        yield "##neutral", FEELING_WEIGHT
        yield from ((f"##{name}", DENIAL_WEIGHT) for name in _DENIALS)
    yield from ((f"##{slug}", COURSE_WEIGHT) for slug in _contrasted(mentions))
    led = [list(felt) for part in parts if (felt := _felt(part))]
    for felt in led:
        if len(felt) == 2:
            name = _PAIRS.get(frozenset(felt), "mixed")
            yield from ((f"#{name}", 1), (f"##{name}", FEELING_WEIGHT))
            yield f"##everyday compound-{name.replace(' ', '-')}", COURSE_WEIGHT
    if len(led) > 2:  # a face may rest between two emotions
        led = [felt for felt in led if felt != ["neutral"]]
    for before, after in itertools.pairwise(led):
        yield from ((f"##{slug}", COURSE_WEIGHT) for slug in _CHANGES.get((before[-1], after[0]), ()))


def _contrasted(mentions: Sequence[Mention]) -> Iterator[str]:
    """The contrasts of what is denied with what is not: "it's not fear, it's surprise"."""
    against = {_leading(one.entry) for one in mentions if _denied(one)}
    stated = {_leading(one.entry) for one in mentions if not _denied(one)} if against else set()
    for slug in CONTRASTS if stated else ():
        one, other = slug.split("-")
        if (one in against and other in stated) or (other in against and one in stated):
            yield f"{one} {other}"


def _felt(part: Clause) -> dict[str, str]:
    """The emotions of a clause that are not denied, the named ones if there are any; "contempt" stands at disgust.

    Neutral is none of them beside another.
    """
    stated = [one.entry for one in part.mentions if one.entry.emotions and not _denied(one)]
    named = [entry for entry in stated if entry.named] or stated
    named = [entry for entry in named if entry.emotions != ("neutral",)] or named
    return {entry.emotions[-1]: _leading(entry) for entry in named}


def _leading(entry: Entry) -> str:
    return entry.label if entry.label == "contempt" else entry.emotions[-1]
