"""Precedence: what is asked for outright wins, nothing of what it overruled stays, and the records say so."""

import json
from typing import Any

import numpy as np
import pytest

from argen.pipelines.affect.compound import BLENDS
from argen.pipelines.affect.describer import LanguageModel
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.grammar import describe
from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.plan_argen import AffectPlan


TEXTS = (
    "happy, then sad",
    "a happy smile",
    "not angry at all",
    "calm, then closes his eyes",
    "happily surprised, then furious",
    "contempt",
    "qwertz uiop",
)


def records(plan: AffectPlan, kind: str) -> list[dict[str, Any]]:
    return [one for one in plan.evidence if one["kind"] == kind]


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_emotion_asked_for_is_the_plans(emotion: str) -> None:
    assert {text: make_plan(text, emotion=emotion).emotion for text in TEXTS} == dict.fromkeys(TEXTS, emotion)


def test_neutral_leaves_the_action_units_asked_for() -> None:
    plan = make_plan("a happy smile", emotion="neutral")
    assert not plan.curve.any() and [one["overruled"] for one in records(plan, "resolved")] == [
        "the emotion happiness"
    ]
    plan = make_plan("happy, then sad, smile gone", emotion="neutral", action_units={"AU43": 0.5})
    assert np.flatnonzero(plan.curve.max(0)).tolist() == [AUS.index("AU43")] and plan.curve.max() == 0.5
    plan = make_plan("happy", emotion="neutral", intensity=0.5)
    assert records(plan, "resolved")[-1]["by"] == "the emotion neutral"


def test_an_own_function_is_kept_and_overruled() -> None:
    plan = make_plan("x", emotion="anger", describer=lambda *_: Description((Stage("fear", 0.35, {"AU43": 0.9}),)))
    assert plan.emotion == "anger" and plan.intensity == 0.35 and plan.curve[:, AUS.index("AU43")].max() > 0.8
    (record,) = records(plan, "describer")
    assert record["faults"] == [] and not record["fell_back"]
    good = json.dumps({"stages": [{"emotion": "fear", "intensity": 0.5, "action_units": {}}], "ending": "held"})
    told = make_plan("x", emotion="anger", describer=LanguageModel("m", lambda *_: good))
    assert records(told, "describer")[0]["fell_back"]


@pytest.mark.parametrize("text", ["a very sad man", "from fear to joy", "contempt"])
def test_the_evidence_is_of_the_emotion_asked_for(text: str) -> None:
    plan = make_plan(text, emotion="anger")
    ids = records(plan, "description")[0]["evidence"]
    kinds = [name.split("/") for name in ids]
    assert any("anger" in name for name in ids) and {one["id"] for one in records(plan, "passage")} >= {*ids}
    assert all(kind[1] == "anger" for kind in kinds if kind[0] == "emotion")


def test_a_passage_searched_for_by_the_emotion_does_not_vote() -> None:
    plan = make_plan("qwertz uiop", emotion="anger")
    assert plan.intensity == 0.8 and records(plan, "resolved") == []
    assert "neutral" in records(plan, "describer")[0]["notes"][0]


@pytest.mark.parametrize("label", BLENDS)
def test_either_emotion_leads_a_blend(label: str) -> None:
    text = label if label != "happily sad" else "bittersweet"
    assert describe(text).label == label
    shown = {}
    for emotion in BLENDS[label]:
        plan = make_plan(text, emotion=emotion)
        (description,) = records(plan, "description")
        assert plan.emotion == emotion and description["label"] == label and records(plan, "resolved") == []
        shown[emotion] = description["stages"][0]["action_units"]
    assert len({str(units) for units in shown.values()}) == 1 and all(shown.values())


def test_an_overruled_denial_is_recorded() -> None:
    for text in ("not angry at all", "calm"):
        (record,) = records(make_plan(text, emotion="anger"), "resolved")
        assert record == {"kind": "resolved", "overruled": "the emotion neutral", "by": "anger"}
    assert records(make_plan("winks", emotion="happiness"), "resolved") == []  # neither calm nor denied


def test_the_intensity_is_that_of_the_strongest_labelled_stage() -> None:
    text = "furious, then slightly angry"
    assert make_plan(text).intensity < 0.6
    assert make_plan(text, intensity=0.6).intensity == 0.6
    curve = np.full((3, 20), 0.25, np.float32)
    assert make_plan(text, intensity=0.6, action_units=curve).intensity == 0.25


def test_records_are_rounded_and_json() -> None:
    own = Description((Stage("anger", np.float32(0.7), {"AU04": np.float32(0.3)}),))  # pyright: ignore[reportArgumentType]
    plan = make_plan("x", describer=lambda *_: own, intensity=0.1, action_units={"AU43": 0.8})
    (stage,) = records(plan, "description")[0]["stages"]
    assert stage["intensity"] == 0.1 and stage["action_units"] == {"AU04": 0.0429, "AU43": 0.8}
    assert AffectPlan.from_json(plan.to_json()).evidence == plan.evidence
