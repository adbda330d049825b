"""Grammar: everyday English becomes a Description by rules alone (our design; ARGen leaves it to a language model).

The lexicon finds what is mentioned, `clause` how strongly, what is denied and what comes first; here the mentions of
each clause become a stage. The same text and evidence give the same description on any machine.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from argen.pipelines.affect.clause import Clause, clauses
from argen.pipelines.affect.compound import BLENDS, COMPOUNDS
from argen.pipelines.affect.description import MOST_STAGES, Description, Stage
from argen.pipelines.affect.ending import Staged, ending_of, merged, pace_of, shows, start_of
from argen.pipelines.affect.exclusion import EXCLUDED, STRONG
from argen.pipelines.affect.mafw import MAFW
from argen.pipelines.affect.masking import masked
from argen.pipelines.affect.mention import Mention
from argen.pipelines.affect.vote import vote
from argen.pipelines.argen.facs_argen import PROTOTYPES


if TYPE_CHECKING:
    from argen.pipelines.affect.retrieval import Evidence

WEAK_HINT = 0.4  # a word this weak ("polite") does not blend with a stronger one
VOTED = 0.6  # intensity of an emotion that only the evidence names
# "Not happy" says a little more than the absence of joy, "not calm" than that of calm; other denials leave neutral.
OPPOSITES: dict[str, tuple[str, float]] = {"happiness": ("sadness", 0.35), "neutral": ("fear", 0.35)}
ALIKE = 0.6  # cosine from which the AUs of a movement count as an emotion's
_WEAKLY = 0.25  # "not very angry"


def describe(text: str, image: Any = None, evidence: Sequence["Evidence"] = ()) -> Description:
    """The description of a text; `image` is not looked at. Never fails: what is not understood is neutral.

    Emotion words beat movements, movements beat circumstances, and where none of them is found the `evidence` votes.
    "Not happy" is mild sadness, "not calm" mild fear, any other denied emotion leaves the face neutral; somebody who
    hides an emotion shows 0.45 of it in brows and lids, with pressed lips or a smile without AU06.
    """
    return understand(text, evidence)[0]


def understand(text: str, evidence: Sequence["Evidence"] = ()) -> tuple[Description, tuple[str, ...]]:
    """The description of a text as `describe` gives it, and notes on what had to be guessed or left out."""
    words, parts, notes = clauses(text)
    parts = _ranked(words, parts)
    staged = [(part, *made) for part in parts if (made := _stage(part)) is not None]
    if not any(shows(stage) for _, stage, _ in staged):
        return _unstated(parts, staged, evidence, notes)
    ending, staged = ending_of(words, parts, staged)
    start, rests = start_of(parts, staged)
    stages = merged([stage for _, stage, _ in staged])
    if len(stages) > MOST_STAGES:
        notes.append(f"of {len(stages)} stages the last {MOST_STAGES} are kept")
        stages = stages[-MOST_STAGES:]
    stages = [*rests, *stages][-MOST_STAGES:]
    label = next((label for _, stage, label in reversed(staged) if stage.emotion != "neutral" or label), None)
    description = Description(tuple(stages), ending, label, start=start)
    return replace(description, evidence=vote(evidence).ids(description.emotion)), tuple(notes)


def denies(text: str) -> bool:
    """Whether a text denies something of a face or calls it calm, so that neutral is what it asks for."""
    mentions = [one for part in clauses(text)[1] for one in part.mentions]
    return any(one.denied or one.entry.emotions[-1:] == ("neutral",) for one in mentions)


def _ranked(words: Sequence[str], parts: Sequence[Clause]) -> list[Clause]:
    """The clauses without the circumstances that something plainer beats.

    In a clause an emotion or a movement beats them, a clause that only dates another ("after the exam") has none, and
    nowhere does one stand for an emotion that is denied ("not scared of spiders").
    """
    mentions = [one for part in parts for one in part.mentions]
    if all(one.entry.named for one in mentions):
        return list(parts)
    denied = {one.entry.emotions[-1] for one in mentions if one.denied and one.entry.emotions}
    plain = [
        any((one.entry.named or one.entry.action_units) and not one.denied for one in part.mentions) for part in parts
    ]

    def counts(k: int, one: Mention) -> bool:
        if one.entry.named or one.entry.action_units:
            return True
        dates = any(plain) and words[parts[k].start] in ("after", "before")
        return not plain[k] and not dates and one.entry.emotions[-1] not in denied

    return [
        replace(part, mentions=tuple(one for one in part.mentions if counts(k, one))) for k, part in enumerate(parts)
    ]


def _stage(part: Clause) -> tuple[Stage, str | None] | None:
    """The stage of a clause and its label, None for a clause that says nothing about a face."""
    stated = [one for one in part.mentions if one.denied in ("", "weak", "less")]
    if not all(one.denied for one in stated):  # "less angry, more sad"
        stated = [one for one in stated if not one.denied]
    stated = [replace(one, level=min(one.level, _WEAKLY)) if one.denied else one for one in stated]
    stated = [
        one for one in stated if one.denied != "weak" or one.entry.emotions[-1:] not in (("happiness",), ("neutral",))
    ]
    without = tuple(
        name
        for one in part.mentions
        if one.denied in ("not", "without")
        for name in one.entry.action_units
        if not any(name in other.entry.action_units for other in stated)
    )
    if not stated:
        return (Stage("neutral", 0.0, without=without), None) if without else None
    feelings = _feelings(stated)
    moves = [one for one in stated if one.entry.action_units]
    stage, label = _felt(feelings, moves) if feelings else _moved(moves, stated)
    if part.has("hidden") or part.has("feign"):
        stage, label = masked(part, stage, feelings, moves), None if label in COMPOUNDS or label in BLENDS else label
    pace, timing = pace_of(part, stage.pace), _timing(moves, stage)
    stage = replace(stage, timing=timing) if timing else stage
    if not without and not stage.without and pace == stage.pace:
        return stage, label
    without = tuple(dict.fromkeys((*stage.without, *without)))
    units = {name: peak for name, peak in stage.action_units.items() if name not in without}
    return replace(stage, action_units=units, without=without, pace=pace), label


def _timing(moves: Sequence[Mention], stage: Stage) -> dict[str, str]:
    """When each AU shows whose movement has a time of its own."""
    return {
        name: one.when for one in moves if one.when for name in one.entry.action_units if name in stage.action_units
    }


def _feelings(stated: Sequence[Mention]) -> list[Mention]:
    """The mentions of emotions outright, those too weak to count beside a stronger one left out."""
    felt = [one for one in stated if one.entry.emotions and not one.entry.action_units]
    strong = [one for one in felt if one.entry.emotions != ("neutral",)]
    if any(one.entry.named for one in strong):
        strong = [one for one in strong if one.entry.named]
    if any(one.entry.intensity > WEAK_HINT for one in strong):
        strong = [one for one in strong if one.entry.intensity > WEAK_HINT]
    if strong and not strong[0].entry.named:  # circumstances do not blend, the strongest counts
        strong = [max(strong, key=lambda one: one.level)]
    return strong


def _felt(feelings: Sequence[Mention], moves: Sequence[Mention]) -> tuple[Stage, str | None]:
    """The stage of one emotion, of a class of MAFW or of a blend, with the movements that are mentioned beside it."""
    strongest = max(feelings, key=lambda one: one.level)
    level, label = strongest.level, strongest.entry.label
    emotions = list(dict.fromkeys(one.entry.emotions[-1] for one in feelings))
    blend = next((one for one in feelings if len(one.entry.emotions) == 2), None)
    if blend is not None:
        stage, label = _blend(blend.entry.emotions, blend.entry.label, level)
    elif len(emotions) > 1:
        leading = strongest.entry.emotions[-1]
        stage, label = _blend((next(name for name in emotions if name != leading), leading), None, level)
    elif label in MAFW:
        base = MAFW[label].stages[0]
        stage = replace(base, intensity=level, action_units=_times(base.action_units, level / base.intensity))
    else:
        stage = Stage(emotions[-1], level)
    if any(one.listed for one in moves):  # a list of actions is the whole story
        units = _beside(Stage(stage.emotion, level), moves)
        return replace(stage, action_units=units, without=(), prototype=False), label
    if stage.prototype and any(one.exact for one in moves):  # an AU with its number may be weaker than the prototype's
        own = {name: peak * level for name, peak in PROTOTYPES[stage.emotion][0].items()}
        stage = replace(stage, action_units={**own, **stage.action_units}, prototype=False)
    return replace(stage, action_units=_beside(stage, moves)) if moves else stage, label


def _blend(pair: tuple[str, ...], label: str | None, level: float) -> tuple[Stage, str | None]:
    """A compound of Du et al. 2014 shows its core AUs; two emotions without one show both prototypes, weaker."""
    if label not in COMPOUNDS:
        label = next((name for name, one in COMPOUNDS.items() if set(one.emotions) == set(pair)), label)
    if label in COMPOUNDS:
        compound = COMPOUNDS[label]
        units = {name: _peak(name, compound.emotions) * level for name in compound.core}
        return Stage(compound.emotions[-1], level, _rounded(units), prototype=False), label
    label = next((name for name, both in BLENDS.items() if set(both) == set(pair)), None)
    units = {name: _peak(name, pair) * level * 0.8 for one in pair for name in PROTOTYPES[one][0]}
    return Stage(pair[-1], level, _rounded(units), prototype=False), label


def _peak(name: str, emotions: Sequence[str]) -> float:
    """How strong an AU is in the strongest of these emotions' variants; 0.6 where none has it."""
    return max((peaks[name] for one in emotions for peaks in PROTOTYPES[one] if name in peaks), default=0.6)


def _beside(stage: Stage, moves: Sequence[Mention]) -> dict[str, float]:
    """The AUs of a stage and of the movements; a movement of the same emotion is no stronger than the emotion."""
    units = dict(stage.action_units)
    for one in moves:
        factor = one.level / one.entry.intensity if one.graded and one.entry.intensity else 1.0
        if stage.emotion in one.entry.emotions and one.entry.intensity > stage.intensity and not one.exact:
            factor = min(factor, stage.intensity / one.entry.intensity)
        for name, peak in one.entry.action_units.items():
            value = peak if one.exact else min(1.0, peak * factor)
            # a mark of another emotion at full strength would be that other emotion
            if name in EXCLUDED[stage.emotion] and not one.exact:
                value = min(value, STRONG - 0.05)
            units[name] = value if one.exact else max(units.get(name, 0.0), value)
    return _rounded(units)


def _moved(moves: Sequence[Mention], stated: Sequence[Mention]) -> tuple[Stage, str | None]:
    """The stage of movements alone; their emotion is the one most of them hint at, else the one they look like."""
    if not moves:
        return Stage("neutral", 0.0), None
    units = _beside(Stage("neutral", 0.0), moves)
    calm = any(one.entry.emotions == ("neutral",) and one.entry.named for one in stated)
    if calm and any(one.listed for one in moves):
        return Stage("neutral", 0.0, units), None
    weights: dict[str, float] = {}
    # "composed, lips narrowed barely" stays composed
    for one in (one for one in moves if not (calm and one.graded and one.level < WEAK_HINT)):
        for emotion in one.entry.emotions[-1:]:
            weights[emotion] = weights.get(emotion, 0.0) + one.entry.intensity * len(one.entry.action_units)
    weights.pop("neutral", None)
    emotion = max(weights, key=lambda name: weights[name]) if weights else _resembles(units)
    if emotion is None or (calm and not weights):
        return Stage("neutral", 0.0, units), None
    level = max(one.level for one in moves if not weights or emotion in one.entry.emotions[-1:])
    label = next((one.entry.label for one in moves if one.entry.label and emotion in one.entry.emotions), None)
    return Stage(emotion, min(1.0, level), units, prototype=False), label


def _resembles(units: Mapping[str, float]) -> str | None:
    """The emotion whose prototype is the nearest by cosine, None below ALIKE."""
    length = math.sqrt(sum(peak * peak for peak in units.values()))
    best, nearest = ALIKE, None
    for emotion, variants in PROTOTYPES.items():
        for peaks in variants:
            norm = length * math.sqrt(sum(peak * peak for peak in peaks.values()))
            alike = sum(peaks.get(name, 0.0) * peak for name, peak in units.items()) / norm if norm else 0.0
            if alike > best + 1e-9:
                best, nearest = alike, emotion
    return nearest


def _unstated(
    parts: Sequence[Clause], staged: Staged, evidence: Sequence["Evidence"], notes: list[str]
) -> tuple[Description, tuple[str, ...]]:
    """A text that states no emotion: what it denies, that it is calm, or what the evidence says."""
    mentions = [one for part in parts for one in part.mentions]
    without = tuple(dict.fromkeys(name for _, stage, _ in staged for name in stage.without))
    denied = {
        one.entry.emotions[-1] if one.entry.named else None for one in mentions if one.denied and one.entry.emotions
    }
    for emotion, opposite in OPPOSITES.items():
        if denied == {emotion} and not without:
            notes.append(f"denied {emotion} is read as mild {opposite[0]}")
            return Description((Stage(*opposite),)), tuple(notes)
    if mentions:
        notes += ["what the text names is denied: neutral"] if any(one.denied for one in mentions) else []
        return Description((Stage("neutral", 0.0, without=without),)), tuple(notes)
    ballot = vote(evidence)
    if ballot.emotion is None:
        notes.append("no word of the text names an emotion or a movement: neutral")
        return Description((Stage("neutral", 0.0),)), tuple(notes)
    notes.append(f"no word of the text names an emotion: the passages found say {ballot.label or ballot.emotion}")
    stage = MAFW[ballot.label].stages[0] if ballot.label else Stage(ballot.emotion, VOTED)
    return Description((stage,), label=ballot.label, evidence=ballot.ids(ballot.emotion)), tuple(notes)


def _times(units: Mapping[str, float], factor: float) -> dict[str, float]:
    return _rounded({name: min(1.0, peak * factor) for name, peak in units.items()})


def _rounded(units: Mapping[str, float]) -> dict[str, float]:
    return {name: round(peak, 4) for name, peak in units.items()}
