"""Who describes a request: retries with the fault named, the grammar of last resort, and the record of it."""

import json
from typing import Any

import pytest

from argen.pipelines.affect.answer import AnswerError
from argen.pipelines.affect.describer import LanguageModel, described
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.grammar import describe
from argen.pipelines.affect.injection import make_plan
from argen.pipelines.affect.retrieval import Evidence
from argen.pipelines.argen.plan_argen import AffectPlan


EVIDENCE = [Evidence(id="a", score=1.0, source="ours", text="Fear widens the eyes.")]
GOOD = json.dumps({"stages": [{"emotion": "fear", "intensity": 0.5, "action_units": {}}], "ending": "held"})
MEANT = Description((Stage("fear", 0.5),))
CONTRADICTION = json.dumps(
    {"stages": [{"emotion": "anger", "intensity": 1, "action_units": {"AU12": 0.9}}], "ending": "held"}
)


def grammar(text: str, image: Any, evidence: Any) -> Description:
    return Description((Stage("neutral", 0.0),), evidence=tuple(one.id for one in evidence))


class Script:
    """A model that says one text after the other, raises what is an error, and keeps what it was asked."""

    def __init__(self, *lines: Any) -> None:
        self.lines, self.asked = list(lines), []

    def __call__(self, chat: list[dict[str, Any]], schema: Any) -> str:
        self.asked.append((chat[-1]["content"][-1]["text"], schema))
        line = self.lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return line


def ask(*lines: Any, **options: Any) -> tuple[Description, dict[str, Any], Script]:
    script = Script(*lines)
    return *described("scared", None, EVIDENCE, LanguageModel("m", script), grammar=grammar, **options), script


def test_a_good_answer_is_taken_at_once() -> None:
    description, record, script = ask(GOOD)
    assert description == MEANT
    assert record == {"describer": "m", "attempts": 1, "faults": [], "fell_back": False, "text_cut": False}
    text, schema = script.asked[0]
    assert '"scared"' in text and "refused" not in text
    assert schema["properties"]["evidence"]["items"]["enum"] == ["a"]


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ("I cannot describe faces.", "no JSON object"),
        (CONTRADICTION, "anger with AU12"),
        (GOOD.replace('"held"', '"held", "evidence": ["b"]'), "passages that were not given"),
        (AnswerError("the endpoint did not answer within 1 s"), "within 1 s"),
    ],
)
def test_a_fault_is_named_once_and_then_the_grammar_answers(bad: Any, fault: str) -> None:
    description, record, script = ask(bad, GOOD)
    assert description == MEANT and record["attempts"] == 2 and not record["fell_back"]
    assert fault in record["faults"][0] and len(record["faults"]) == 1
    assert record["faults"][0] in script.asked[1][0]

    description, record, script = ask(bad, bad, GOOD)
    assert description == grammar("", None, EVIDENCE) and record["fell_back"] and record["attempts"] == 2
    assert len(record["faults"]) == 2 and script.lines == [GOOD]
    assert json.loads(json.dumps(record)) == record


def test_the_emotion_asked_for_is_told_and_checked() -> None:
    _, record, script = ask(GOOD, emotion="fear")
    assert record["faults"] == [] and "The emotion has to be fear." in script.asked[0][0]
    description, record, _ = ask(GOOD, GOOD, emotion="anger")
    assert record["faults"] == ["the emotion asked for is anger"] * 2 and description.emotion == "neutral"
    with pytest.raises(ValueError, match="`emotion` is 'rage'"):
        ask(GOOD, emotion="rage")


def test_a_long_request_is_said_to_be_cut() -> None:
    for length, cut in ((2000, False), (2001, True)):
        script = Script(GOOD)
        _, record = described("é" * length, None, (), LanguageModel("m", script), grammar=grammar)
        assert record["text_cut"] is cut and script.asked[0][0].count("é") == 2000


def test_an_own_function_is_asked_once() -> None:
    calls = []

    def own(text: str, image: Any, evidence: Any) -> Description:
        calls.append(text)
        return MEANT if text == "good" else Description((Stage("fear", 7.0),))

    description, record = described("good", None, (), own, grammar=grammar)
    assert description == MEANT and record["describer"] == "an own function" and not record["fell_back"]
    description, record = described("bad", None, (), own, grammar=grammar)
    assert description.emotion == "neutral" and record["fell_back"] and record["attempts"] == 1
    assert calls == ["good", "bad"]


def test_what_is_no_description_is_a_fault() -> None:
    description, record = described("x", None, (), lambda *_: {"stages": []}, grammar=grammar)  # pyright: ignore
    assert description.emotion == "neutral" and record["fell_back"] and "type dict" in record["faults"][0]


def test_errors_that_are_no_answers_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        described("x", None, (), LanguageModel("m", Script(ZeroDivisionError())), grammar=grammar)


def test_the_last_resort_is_the_grammar_of_this_package() -> None:
    script = Script("no", "no")
    for describer in (None, LanguageModel("m", script)):
        assert described("she is scared", None, (), describer)[0] == describe("she is scared")
    assert script.lines == []


def test_a_plan_keeps_the_record() -> None:
    script = Script("no", GOOD)
    plan = make_plan("she is scared", describer=LanguageModel("m", script))
    record = next(one for one in plan.evidence if one["kind"] == "describer")
    assert record["attempts"] == 2 and record["faults"] == ["the answer holds no JSON object"]
    assert plan.emotion == "fear" and AffectPlan.from_json(plan.to_json()).evidence == plan.evidence


def test_no_describer_is_the_grammar() -> None:
    description, record = described("x", None, EVIDENCE, None, grammar=grammar)
    assert description.evidence == ("a",)
    assert record == {"describer": "grammar", "attempts": 1, "faults": [], "fell_back": False, "text_cut": False}
