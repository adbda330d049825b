"""Precedence: what an emotion, an intensity or Action Units asked for outright do to a description (our design)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from argen.pipelines.affect.compound import BLENDS, COMPOUNDS
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.vote import vote
from argen.pipelines.argen.plan_argen import DEFAULT_INTENSITY


if TYPE_CHECKING:
    from argen.pipelines.affect.retrieval import Evidence


def overrule(
    description: Description, emotion: str | None, intensity: float | None, denies: bool = False
) -> tuple[Description, list[dict[str, Any]]]:
    """The description with the emotion and the intensity asked for outright, and a record of what they changed.

    The stages of the description's emotion show the new one, with the movements that were named; the AUs of a blend or
    of contempt go. "neutral" leaves nothing of a text that shows an emotion. The strongest stage gets the intensity,
    the others the same factor. `denies` says that the text asks for a neutral face ("calm", "not angry").
    """
    records = []
    if emotion is not None and emotion != description.emotion:
        old, leads = description.emotion, emotion in _leaders(description)
        if not leads and (denies or old != "neutral"):
            records.append(resolved_by(f"the emotion {old}", emotion))
        level = DEFAULT_INTENSITY if intensity is None else intensity
        stages = tuple(_as_emotion(stage, description, emotion, level) for stage in description.stages)
        description = replace(description, stages=stages, label=description.label if leads else None)
        if emotion == "neutral":
            description = Description((Stage("neutral", 0.0),), evidence=description.evidence)
    most = max(stage.intensity for stage in description.stages)
    if intensity is None or intensity == most:
        return description, records
    if most == 0.0:
        rest = "a text that shows no emotion" if emotion is None else "the emotion neutral"
        return description, [*records, resolved_by(f"the intensity {intensity:g}", rest)]
    records += [] if emotion is not None else [resolved_by(f"the intensity {most:.2f}", f"{intensity:.2f}")]
    return replace(description, stages=tuple(_scaled(one, intensity / most) for one in description.stages)), records


def _leaders(description: Description) -> tuple[str, ...]:
    """The emotions of a blend, of which either may be the one that a clip is labelled by."""
    if description.label in COMPOUNDS:
        return COMPOUNDS[description.label].emotions
    return BLENDS.get(description.label or "", ())


def _as_emotion(stage: Stage, description: Description, new: str, level: float) -> Stage:
    shown = stage.emotion if stage.intensity > 0 else "neutral"
    if shown != description.emotion:
        return stage
    if new in _leaders(description):
        return replace(stage, emotion=new)
    units = {} if description.label is not None else stage.action_units
    level = level if shown == "neutral" else stage.intensity
    return replace(stage, emotion=new, intensity=level, action_units=units, prototype=True)


def _scaled(stage: Stage, factor: float) -> Stage:
    units = {name: round(min(1.0, peak * factor), 4) for name, peak in stage.action_units.items()}
    return replace(stage, intensity=round(min(1.0, stage.intensity * factor), 4), action_units=units)


def cited(description: Description, evidence: Sequence["Evidence"], emotion: str) -> tuple[str, ...]:
    """The ids of passages about an emotion that was asked for, and of those in the description about none."""
    return tuple(
        name
        for name, other in vote(evidence).emotions
        if other == emotion or (other is None and name in description.evidence)
    )


def with_units(description: Description, units: Mapping[str, float]) -> Description:
    """The description with these AUs in each stage that shows something, in the last one when none does."""
    shown = [stage.emotion != "neutral" or bool(stage.action_units) for stage in description.stages]
    shown[-1] = shown[-1] or not any(shown)
    stages = [_with(stage, units) if show else stage for stage, show in zip(description.stages, shown, strict=True)]
    return replace(description, stages=tuple(stages))


def _with(stage: Stage, units: Mapping[str, float]) -> Stage:
    without = tuple(name for name in stage.without if name not in units)
    timing = {name: when for name, when in stage.timing.items() if name not in units}
    return replace(stage, action_units={**stage.action_units, **units}, without=without, timing=timing)


def resolved_by(overruled: str, by: str) -> dict[str, Any]:
    """The record of an input that lost against another."""
    return {"kind": "resolved", "overruled": overruled, "by": by}
