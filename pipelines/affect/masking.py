"""Masking: what is left of an emotion that is hidden, and what hides it (Ekman & Friesen 1969, 1982; values ours)."""

from collections.abc import Sequence
from dataclasses import replace

from argen.pipelines.affect.clause import Clause
from argen.pipelines.affect.description import Stage
from argen.pipelines.affect.mention import Mention


HELD_BACK = 0.45  # how much of an expression is left when somebody hides it
PRESSED = {"AU24": 0.35}  # and what hides it
# The mouth obeys, brows, lids and the corners of a sad mouth leak (Ekman & Friesen 1969; which AUs: our design).
OBEYING = ("AU20", "AU25", "AU26")
FEIGNED = {"AU12": 0.5}  # a smile without AU06 (Ekman & Friesen 1982)


def masked(part: Clause, stage: Stage, feelings: Sequence[Mention], moves: Sequence[Mention]) -> Stage:
    """What is left of an emotion that is hidden behind pressed lips or a smile, or a smile that is not felt."""
    felt = list(dict.fromkeys(one.entry.emotions[-1] for one in feelings if one.entry.emotions[-1] != "happiness"))
    smiles = any("AU12" in one.entry.action_units for one in moves) or any(
        one.entry.emotions[-1] == "happiness" for one in feelings
    )
    if len(feelings) == 1 and felt and _is_pretended(part, feelings[0]):
        return stage
    if not felt and part.has("feign") and not part.has("hidden"):
        if stage.emotion != "happiness":
            return stage
        return Stage("happiness", min(stage.intensity, 0.4), FEIGNED, ("AU06", "AU25", "AU26"), prototype=False)
    if stage.emotion == "neutral":
        return stage
    if felt and smiles:
        level = max(one.level for one in feelings if one.entry.emotions[-1] == felt[0]) * HELD_BACK
        return Stage(felt[0], level, FEIGNED, (*OBEYING, "AU06"))
    units = {name: round(peak * HELD_BACK, 4) for name, peak in stage.action_units.items()} | PRESSED
    without = tuple(dict.fromkeys((*stage.without, *OBEYING)))
    return replace(stage, intensity=stage.intensity * HELD_BACK, action_units=units, without=without)


def _is_pretended(part: Clause, feeling: Mention) -> bool:
    """ "Pretends to be angry" shows the anger."""
    return any(one.kind == "feign" and 0 <= feeling.start - one.end <= 1 for one in part.modifiers)
