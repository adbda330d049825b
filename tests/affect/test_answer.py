"""Reading a model's text: what is taken, what is refused, and that a refusal repeats nothing of the answer."""

import json
from typing import Any

import pytest

from argen.pipelines.affect.answer import (
    LABELS,
    LONGEST_ANSWER,
    AnswerError,
    answer_schema,
    check_description,
    read_answer,
)
from argen.pipelines.affect.description import Description, Stage


STAGE = {"emotion": "fear", "intensity": 0.5, "action_units": {"AU05": 0.9}}
TEXT = json.dumps({"stages": [STAGE], "ending": "held"})
MEANT = Description((Stage("fear", 0.5, {"AU05": 0.9}),))


def with_label(label: Any) -> str:
    return json.dumps({"stages": [STAGE], "ending": "held", "label": label})


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"Here is what you asked for:\n\n{TEXT}\n\nAnything else?",
        f"<think>A smile? {{maybe}} no.</think>\n{TEXT}",
        json.dumps(json.loads(TEXT), indent=4),
    ],
)
def test_one_object_is_read_wherever_it_stands(text: str) -> None:
    assert read_answer(text) == MEANT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON object"),
        ("I'm sorry, I can't help with that.", "no JSON object"),
        ("[1, 2]", "no JSON object"),
        (TEXT[:-5], "breaks at character"),
        (TEXT.replace('"', "'"), "breaks at character"),
        (TEXT.replace("0.5", ".5"), "breaks at character"),
        (TEXT.replace("0.5", "__import__('os').getpid()"), "breaks at character"),
        (TEXT.replace("0.5", "NaN"), "NaN"),
        (TEXT.replace("0.5", "-Infinity"), "-Infinity"),
        (TEXT.replace("0.5", "1e999"), "from 0 to 1"),
        (TEXT.replace("0.5", "9" * 6000), "from 0 to 1"),
        (TEXT.replace("0.5", '"0.5"'), "has to be number"),
        (TEXT.replace("0.5", "true"), "has to be number"),
        (TEXT.replace("fear", "joy"), "has to be one of happiness, sadness"),
        (TEXT.replace("AU05", "AU16"), "keys other than"),
        (TEXT.replace('"ending"', '"stages": [], "ending"'), "a key twice"),
        (TEXT + TEXT, "more than one"),
        (TEXT + " or rather {}", "more than one"),
        ("{}", "lacks `stages`"),
        # later Pythons nest deeper before they give up
        ('{"a":' * 3000, "nested too deeply|breaks at character"),
        ('{"stages": ' + "[" * 9000, "nested too deeply|breaks at character"),
        (TEXT + " " * LONGEST_ANSWER, "longer than 20,000"),
        (with_label(["contempt"]), "`answer.label` has to be string or null"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason) as caught:
        read_answer(text)
    assert len(str(caught.value)) < 1500


def test_a_refusal_repeats_nothing_of_the_answer() -> None:
    attack = "<img src=x onerror=alert(1)>"
    for text in (
        TEXT.replace("fear", attack),
        TEXT.replace("AU05", attack),
        attack,
        f"{{{attack}",
        with_label([attack]),
    ):
        with pytest.raises(AnswerError) as caught:
            read_answer(text)
        assert "img" not in str(caught.value)


def test_a_label_is_a_known_one_or_none() -> None:
    assert [read_answer(with_label(label)).label for label in LABELS] == list(LABELS)
    assert read_answer(with_label(" Happily Surprised\n")).label == "happily surprised"
    for label in (None, "", "joy", "<script>alert(1)</script>", "../../etc/passwd", "contempt\x00", "a" * 10_000):
        assert read_answer(with_label(label)).label is None


def test_what_is_asked_for_is_what_is_read() -> None:
    schema = answer_schema(["a", "b"])
    assert schema["properties"]["evidence"]["items"]["enum"] == ["a", "b"]
    assert schema["properties"]["label"]["enum"] == [None, *LABELS]
    assert answer_schema()["properties"]["evidence"]["maxItems"] == 0


def test_a_description_is_checked_against_schema_passages_and_knowledge() -> None:
    check_description(MEANT, [])
    check_description(Description((Stage("fear", 0.5),), evidence=("a",)), ["a", "b"], "fear")
    bad = [
        (Description((Stage("fear", 0.5),), evidence=("c",)), None, "passages that were not given"),
        (MEANT, "anger", "asked for is anger"),
        (Description(()), None, "0 entries"),
        (Description((Stage("fear", float("nan")),)), None, "from 0 to 1"),
        (Description((Stage("anger", 1.0, {"AU12": 1.0}),)), None, "anger with AU12"),
    ]
    for description, emotion, reason in bad:
        with pytest.raises(AnswerError, match=reason):
            check_description(description, ["a", "b"], emotion)


def test_many_faults_are_named_up_to_four() -> None:
    stage = {"emotion": "x", "intensity": 2, "action_units": 1, "without": 1, "prototype": 1, "pace": 1}
    with pytest.raises(AnswerError) as caught:
        read_answer(json.dumps({"stages": [stage] * 4, "ending": "held"}))
    assert str(caught.value).count(";") == 3
