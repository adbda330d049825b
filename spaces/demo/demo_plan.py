"""From what the page or a program asks for to an affect plan, checked."""

import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from argen.pipelines.affect.anatomy import agree
from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.caption_argen import caption_curve
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import AffectPlan
from demo_engine import Settings
from demo_limits import STEPS, TEXT_CHARACTERS
from demo_timeline import to_curve, unpack


EMOTION, SENTENCE, UNITS = "emotion", "sentence", "units"  # ways to ask on the page
SEEDS = 2**31
SCALES = {"guidance_scale": 10.0, "au_guidance_scale": 10.0, "frame_guidance_scale": 5.0}
REGIONS: dict[str, tuple[str, ...]] = {
    "Brows": ("AU01", "AU02", "AU04"),
    "Eyes": ("AU05", "AU07", "AU43"),
    "Cheeks and nose": ("AU06", "AU09", "AU11"),
    "Lips": ("AU10", "AU12", "AU14", "AU15", "AU20", "AU23", "AU24", "AU28"),
    "Chin and jaw": ("AU17", "AU25", "AU26"),
}


def check_seed(seed: Any) -> int:
    """A whole number from 0 to SEEDS - 1."""
    whole = isinstance(seed, int | float) and not isinstance(seed, bool) and math.isfinite(seed) and seed == int(seed)
    if not whole or not 0 <= seed < SEEDS:
        raise ValueError(f"`seed` is {seed!r}; it has to be a whole number from 0 to {SEEDS - 1}.")
    return int(seed)


def new_seed() -> int:
    """A seed that nobody chose, small enough to be read out."""
    return secrets.randbelow(1_000_000)


def check_settings(seed: Any, steps: Any, **scales: Any) -> Settings:
    """Settings within what a request may cost (ValueError); None is the model's default."""
    if steps is not None and (not isinstance(steps, int | float) or isinstance(steps, bool) or steps != steps // 1):
        raise ValueError(f"`steps` is {steps!r}; it has to be a whole number from 1 to {STEPS}.")
    if steps is not None and not 1 <= steps <= STEPS:
        raise ValueError(f"`steps` is {steps}; it has to be from 1 to {STEPS}.")
    for name, value in scales.items():
        if value is None:
            continue
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= SCALES[name]:
            raise ValueError(f"`{name}` is {value!r}; it has to be a number from 0 to {SCALES[name]:g}.")
    return Settings(check_seed(seed), None if steps is None else int(steps), **scales)


def check_text(text: Any) -> str | None:
    """A sentence of at most TEXT_CHARACTERS, None for nothing (ValueError)."""
    if text is None or (isinstance(text, str) and not text.strip()):
        return None
    if not isinstance(text, str) or len(text) > TEXT_CHARACTERS:
        raise ValueError(f"`text` has to be a sentence of at most {TEXT_CHARACTERS} characters.")
    return text


def asked(
    way: str,
    emotion: str | None,
    intensity: float | None,
    text: str | None,
    units: Sequence[float],
    seed: int,
    frames: int,
    fps: float,
) -> AffectPlan:
    """The plan of the page: by the way that is open there, nothing else counts.

    Args:
        way: EMOTION, SENTENCE or UNITS. units: peaks of all AUs in the order of AUS.

    Raises:
        ValueError: nothing is asked for, or a value is not legal.
    """
    timing: dict[str, Any] = {"num_frames": frames, "fps": fps, "seed": seed}
    if way == SENTENCE:
        words = check_text(text)
        if words is None:
            raise ValueError("Write a sentence first, such as: a shy smile that fades.")
        return make_plan(text=words, **timing)
    if way == UNITS:
        named = {name: value for name, value in zip(AUS, units, strict=True) if value}
        if not named:
            raise ValueError("Move a slider first: all Action Units are at rest.")
        return make_plan(action_units=named, **timing)
    return make_plan(emotion=emotion, intensity=intensity, **timing)


def edited(plan: AffectPlan, timeline: Any) -> AffectPlan:
    """The plan with the curve that a hand drew, antagonists weakened, and a caption of that; itself if no hand did."""
    tracks, by_hand = unpack(timeline, len(plan.curve))
    if not by_hand:
        return plan
    curve, weakened = agree(to_curve(tracks, len(plan.curve)))
    caption = caption_curve(curve, None, 8.0, np.random.default_rng(plan.seed))
    said = ({"kind": "resolved", "overruled": "the planned curve", "by": "the timeline, edited by hand"}, *weakened)
    return replace(
        plan,
        emotion=None,
        intensity=float(curve.max()),
        curve=curve,
        captions=(caption,),
        evidence=(*plan.evidence, *said),
    )


def requested(
    emotion: Any, intensity: Any, text: Any, action_units: Any, plan: Any, seed: int, frames: int, fps: float
) -> AffectPlan:
    """The plan of a program's request: a plan as JSON, or what `make_plan` takes (ValueError for anything else)."""
    if plan:
        import json

        given = AffectPlan.from_json(plan if isinstance(plan, str) else json.dumps(plan))
        if len(given.curve) != frames:
            raise ValueError(f"`plan` has {len(given.curve)} frames; the model makes {frames}.")
        return given
    if action_units is not None and not isinstance(action_units, Mapping | list):
        raise ValueError(
            '`action_units` has to be an object such as {"AU12": 0.8}, 20 numbers, or a curve (frames, 20).'
        )
    return make_plan(
        text=check_text(text),
        emotion=emotion or None,
        intensity=intensity,
        action_units=action_units or None,
        num_frames=frames,
        fps=fps,
        seed=seed,
    )


def passages(plan: AffectPlan) -> list[tuple[str, str, str, float]]:
    """What the plan rests on: id, text, source and score of each passage, best first."""
    known = {passage.id: passage for passage in corpus()}
    found = [one for one in plan.evidence if one.get("kind") == "passage" and one.get("id") in known]
    return [(one["id"], known[one["id"]].text, one["source"], float(one["score"])) for one in found]
