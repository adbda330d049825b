"""Query: what a sentence asks of the knowledge beyond its words, as tags: what the lexicon and the clauses see in it.

Query expansion is our design. "#fear" stands for any passage about fear, "##fear" for the one to cite; the other tags
are the names in the passages' ids: "##hides fear", "##fading", "##B" of the intensities.
"""

import itertools
from collections.abc import Iterator, Sequence

from argen.pipelines.affect.clause import Clause, clauses
from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.lexicon import Entry
from argen.pipelines.affect.passage import Passage
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


# How often the tag of the passage to cite counts: for an emotion that is said or meant, for the one that a movement
# hints at, for its course, degree or mask, for a denial, and for an AU, which are often many.
FEELING_WEIGHT, HINT_WEIGHT, COURSE_WEIGHT, DENIAL_WEIGHT, ACTION_WEIGHT = 4, 3, 2, 2, 1
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


def _mentioned(part: Clause) -> Iterator[tuple[str, int]]:
    for mention in part.mentions:
        entry = mention.entry
        if mention.denied in ("not", "without"):
            yield from ((f"#{name}", 1) for name in entry.emotions)
            yield from ((f"##{name}", DENIAL_WEIGHT) for name in _DENIALS * bool(entry.emotions))
            continue
        yield from _named(entry)
        if entry.named and mention.level >= _EXTREME:
            yield f"##emotion {entry.emotions[-1]} variant-3", COURSE_WEIGHT


def _named(entry: Entry) -> Iterator[tuple[str, int]]:
    names = [entry.label] if entry.label else []
    if entry.label != "contempt":  # the project files contempt under disgust, yet it looks different
        names += entry.emotions
    for name in names:
        yield from ((f"#{name}", 1), (f"##{name}", HINT_WEIGHT if entry.action_units else FEELING_WEIGHT))
    for name in entry.action_units:
        yield f"#{name}", 1
        if len(entry.action_units) <= _FEW or not entry.emotions:
            yield f"##{name}", ACTION_WEIGHT


def _modified(part: Clause) -> Iterator[tuple[str, int]]:
    graded = any(one.graded for one in part.mentions)
    for mark in part.modifiers:
        yield from ((f"##{slug}", COURSE_WEIGHT) for slug in _COURSES.get(mark.kind, ()))
        if graded and mark.kind in _DEGREES:
            yield f"##{mark.value}", COURSE_WEIGHT
    if part.has("hidden") or part.has("feign"):
        felt = [name for one in part.mentions for name in one.entry.emotions]
        yield from ((f"##hides {_NOUNS.get(name, name)}", COURSE_WEIGHT) for name in felt)
        yield from [("##forced smile", COURSE_WEIGHT)] * (part.has("feign") and "happiness" in felt)


def _together(parts: Sequence[Clause]) -> Iterator[tuple[str, int]]:
    """Two emotions at once are a compound, one after the other a sequence, and none that is not denied is neutral."""
    mentions = [one for part in parts for one in part.mentions if one.entry.emotions]
    if mentions and all(one.denied in ("not", "without") for one in mentions):
        yield "##neutral", FEELING_WEIGHT
    led = [felt for part in parts if (felt := _felt(part))]
    for felt in led:
        if len(felt) == 2:
            name = _PAIRS.get(frozenset(felt), "mixed")
            yield from ((f"#{name}", 1), (f"##{name}", FEELING_WEIGHT))
    for before, after in itertools.pairwise(led):
        yield from ((f"##{slug}", COURSE_WEIGHT) for slug in _CHANGES.get((before[-1], after[0]), ()))


def _felt(part: Clause) -> list[str]:
    """The emotions of a clause that are not denied, those that are named before those that are hinted at."""
    stated = [one.entry for one in part.mentions if one.entry.emotions and one.denied not in ("not", "without")]
    named = [entry for entry in stated if entry.named] or stated
    return list(dict.fromkeys(entry.emotions[-1] for entry in named))
