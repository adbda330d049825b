"""Ending: how fast a stage comes, how the first starts and the last ends, and which stages are one (our design)."""

from collections.abc import Sequence
from dataclasses import replace

from argen.pipelines.affect.clause import Clause
from argen.pipelines.affect.description import Stage
from argen.pipelines.argen.facs_argen import AUS


Staged = list[tuple[Clause, Stage, str | None]]


def pace_of(part: Clause, natural: str) -> str:
    """How fast a stage comes; a word for the pace of a fading does not count."""
    for value in ("sudden", "slow"):
        for mark in part.modifiers:
            fades = any(one.kind in ("fading", "gone") and one.value == "" and abs(one.start - mark.end) <= 1
                        for one in part.modifiers)  # fmt: skip
            if mark.kind == "pace" and mark.value == value and not fades:
                return value
    return natural


def ending_of(words: Sequence[str], parts: Sequence[Clause], staged: Staged) -> tuple[str, Staged]:
    """How the clip ends, and its stages without a last one that only says that the face is at rest again."""
    shown = max(k for k, (_, stage, _) in enumerate(staged) if shows(stage))
    if any(stage.without == () for _, stage, _ in staged[shown + 1 :]):
        return "gone", staged[: shown + 1]
    part = staged[shown][0]
    last = [one for one in part.mentions if one.denied in ("", "weak", "less")]
    begin, end = last[0].start, last[-1].end
    later = parts[list(parts).index(part) + 1 :]
    ending = "held"
    for mark in (*part.modifiers, *(one for other in later for one in other.modifiers)):
        near = mark.start - end <= 3 or words[mark.start - 1] in (",", "then", "and", ".", "it", "that")
        if mark.kind in ("fading", "gone", "held") and mark.start >= end and near:
            ending = mark.kind
        ahead = begin - mark.end  # words between the modifier and what it stands in front of
        brief = mark.kind == "brief" and ending == "held" and (mark.start >= end or 0 <= ahead <= 2)
        if brief or (mark.kind == "stop" and (0 <= ahead <= 1 or 0 <= mark.start - end <= 1)):
            ending = "gone"
    return ending, staged[: shown + 1]


def start_of(parts: Sequence[Clause], staged: Staged) -> tuple[str, list[Stage]]:
    """How the clip starts: "present" or "neutral", and with the rest of "after a pause" as a stage of its own."""
    first = staged[0][0]
    if any(part.has("present") for part in parts[: list(parts).index(first) + 1]):
        return "present", []
    return "neutral", [Stage("neutral", 0.0)] if first.has("pause") and shows(staged[0][1]) else []


def merged(stages: Sequence[Stage]) -> list[Stage]:
    """Neighbours of one emotion, strength and movement as one stage, so that "scared, panicking" is one rise."""
    out: list[Stage] = []
    for stage in stages:
        last = out[-1] if out else None
        if last is not None and last.emotion == stage.emotion and abs(last.intensity - stage.intensity) < 0.2:
            units = {name: max(last.action_units.get(name, 0.0), stage.action_units.get(name, 0.0)) for name in AUS}
            out[-1] = replace(
                stage,
                intensity=max(last.intensity, stage.intensity),
                action_units={name: peak for name, peak in units.items() if peak > 0},
                prototype=last.prototype or stage.prototype,
                pace=last.pace if stage.pace == "natural" else stage.pace,
                timing={**last.timing, **stage.timing},
            )
        else:
            out.append(stage)
    return out


def shows(stage: Stage) -> bool:
    """Whether a stage moves the face at all."""
    return stage.intensity > 0 or any(stage.action_units.values())
