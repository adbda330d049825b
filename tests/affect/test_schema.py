"""The schema as a check and as a pattern: both accept and refuse the same descriptions."""

import json
import math
from typing import Any

import numpy as np
import pytest
import regex

from argen.pipelines.affect.answer import answer_schema
from argen.pipelines.affect.description import Description, Stage, json_schema
from argen.pipelines.affect.schema import schema_faults, schema_pattern


GOOD = {
    "stages": [
        {
            "emotion": "fear", "intensity": 0.75, "action_units": {"AU05": 1, "AU01": 0.5}, "without": ["AU12"],
            "prototype": False, "pace": "slow",
        },
        {
            "emotion": "neutral", "intensity": 0, "action_units": {}, "without": [], "prototype": True,
            "pace": "natural",
        },
    ],
    "ending": "gone",
    "label": "awed",
    "evidence": ["a/b"],
}  # fmt: skip


def changed(path: str, value: Any) -> dict[str, Any]:
    """GOOD with another value at a path such as "stages.0.pace"; the value `...` removes it."""
    copy = json.loads(json.dumps(GOOD))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = copy
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return copy


BAD = [
    ("stages", []), ("stages", [GOOD["stages"][0]] * 5), ("stages", {}), ("stages", ...), ("ending", "over"),
    ("ending", 1), ("ending", ...), ("stages.0", "fear"), ("stages.0.emotion", "joy"), ("stages.0.emotion", None),
    ("stages.0.intensity", 1.01), ("stages.0.intensity", -0.1), ("stages.0.intensity", "0.5"),
    ("stages.0.intensity", True), ("stages.0.intensity", ...), ("stages.0.action_units", []),
    ("stages.0.action_units", {"AU99": 0.5}), ("stages.0.action_units", {"AU05": None}),
    ("stages.0.action_units", {"AU05": [1]}), ("stages.0.without", "AU05"), ("stages.0.without", ["AU5"]),
    ("stages.0.prototype", 1), ("stages.0.prototype", "yes"), ("stages.0.pace", "fast"), ("stages.0.side", "left"),
    ("evidence", [1]), ("evidence", "a/b"), ("note", "x"), ("label", 5),
]  # fmt: skip


def test_a_description_keeps_its_own_schema() -> None:
    assert schema_faults(GOOD, json_schema()) == []
    assert Description.from_dict(GOOD).to_dict() == GOOD
    short = Description((Stage("anger", 0.5),))
    assert schema_faults(short.to_dict(), json_schema()) == []
    assert (
        Description.from_dict(
            {"stages": [{"emotion": "anger", "intensity": 0.5, "action_units": {}}], "ending": "held"}
        )
        == short
    )


@pytest.mark.parametrize(("path", "value"), BAD)
def test_check_and_pattern_refuse_the_same(path: str, value: Any) -> None:
    bad = changed(path, value)
    assert schema_faults(bad, json_schema())
    assert not regex.fullmatch(schema_pattern(answer_schema(["a/b"])), json.dumps(bad))


def test_a_fault_names_the_place_and_quotes_nothing() -> None:
    faults = schema_faults(changed("stages.0.pace", "<script>"), json_schema())
    assert faults == ["`answer.stages[0].pace` has to be one of sudden, natural, slow"]
    assert "script" not in str(schema_faults(changed("<script>", 1), json_schema()))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, np.float32(1.5)])
def test_numbers_of_any_library_are_checked(value: float) -> None:
    assert schema_faults(value, {"type": "number", "minimum": 0, "maximum": 1}) == ["`answer` has to be from 0 to 1"]
    assert schema_faults(np.float32(0.5), {"type": "number", "minimum": 0, "maximum": 1}) == []


@pytest.mark.parametrize("spaces", [(",", ":"), (", ", ": ")])
def test_the_pattern_takes_json_and_each_of_its_beginnings(spaces: tuple[str, str]) -> None:
    pattern = regex.compile(schema_pattern(answer_schema(["a/b", "c.d"])))
    text = json.dumps(GOOD, separators=spaces)
    assert pattern.fullmatch(text)
    assert all(pattern.fullmatch(text[:k], partial=True) and not pattern.fullmatch(text[:k]) for k in range(len(text)))
    assert pattern.fullmatch(json.dumps(changed("label", None), separators=spaces))
    assert pattern.fullmatch(json.dumps(changed("evidence", ["c.d"]), separators=spaces))
    for path, value in (("evidence", ["c-d"]), ("label", "angry"), ("stages.0.intensity", 0.123)):
        assert not pattern.fullmatch(json.dumps(changed(path, value), separators=spaces))


def test_no_passages_means_no_evidence() -> None:
    pattern = schema_pattern(answer_schema())
    assert regex.fullmatch(pattern, json.dumps(changed("evidence", [])))
    assert not regex.fullmatch(pattern, json.dumps(GOOD))
    assert schema_faults(GOOD, answer_schema()) == ["`answer.evidence` has 1 entries; 0 to 0 are allowed"]
