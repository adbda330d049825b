"""Answer: what a language model says about a face, read as a Description or refused with the reason (our design).

A fault names the place and the rule and quotes nothing of the answer: it is kept in plans and shown in reports.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.description import Description, json_schema
from argen.pipelines.affect.exclusion import contradictions
from argen.pipelines.affect.mafw import BEYOND
from argen.pipelines.affect.schema import schema_faults


LONGEST_ANSWER = 20_000  # characters; the longest sensible answer has 2,000
LABELS: tuple[str, ...] = (*COMPOUNDS, *BEYOND)
_MOST_FAULTS = 4  # of one answer that are named: the next message has to stay readable


class AnswerError(ValueError):
    """An answer that cannot be used; the message is told to the model once and kept in the plan."""


def answer_schema(ids: Sequence[str] = ()) -> dict[str, Any]:
    """The schema that a model is asked to keep: `description.json_schema` with labels and passage ids spelled out."""
    schema = json_schema()
    # a model is not asked for what few texts say: the grammar reads it in captions
    del schema["properties"]["start"], schema["properties"]["stages"]["items"]["properties"]["timing"]
    schema["properties"]["label"] = {"enum": [None, *LABELS]}
    # an empty enum is not legal, so no passages means no entries
    cited = {"items": {"type": "string", "enum": list(ids)}} if ids else {"items": {"type": "string"}, "maxItems": 0}
    schema["properties"]["evidence"] = {"type": "array", **cited}
    return schema


def read_answer(text: str) -> Description:
    """The Description in a model's text: one JSON object of `json_schema`, with or without prose or a code fence.

    A label that is not in LABELS becomes None. AnswerError for no object or two, bad JSON and anything off the schema.
    """
    data = _json_object(text)
    refuse(schema_faults(data, json_schema()))
    label = data.get("label")
    known = label.strip().lower() if label is not None else None
    return Description.from_dict({**data, "label": known if known in LABELS else None})


def check_description(description: Description, ids: Collection[str], emotion: str | None = None) -> None:
    """AnswerError when a description breaks its schema, cites passages not in `ids`, or contradicts the knowledge."""
    refuse(schema_faults(description.to_dict(), json_schema()))
    found = contradictions(description, emotion)
    if not set(description.evidence) <= set(ids):
        found.append("`evidence` names passages that were not given")
    refuse(found)


def refuse(faults: Sequence[str]) -> None:
    """AnswerError with the first four of the faults; nothing without one."""
    if faults:
        raise AnswerError("; ".join(faults[:_MOST_FAULTS]))


def _json_object(text: str) -> Any:
    """The one JSON object in a text; nothing is repaired."""
    if len(text) > LONGEST_ANSWER:
        raise AnswerError(f"the answer is longer than {LONGEST_ANSWER:,} characters")
    text = text.rpartition("</think>")[2]  # what a reasoning model thinks before may hold braces
    begin = text.find("{")
    if begin < 0:
        raise AnswerError("the answer holds no JSON object")
    # whole numbers become floats as well: Python refuses to read an integer of more than 4,300 digits
    decoder = json.JSONDecoder(parse_int=float, parse_constant=_no_constant, object_pairs_hook=_unique)
    try:
        data, end = decoder.raw_decode(text, begin)
    except json.JSONDecodeError as error:
        raise AnswerError(f"the answer's JSON breaks at character {error.pos - begin}: {error.msg}") from error
    except RecursionError as error:
        raise AnswerError("the answer's JSON is nested too deeply") from error
    if "{" in text[end:]:
        raise AnswerError("the answer holds more than one JSON object")
    return data


def _no_constant(name: str) -> None:
    raise AnswerError(f"the answer's JSON holds {name}, which is no JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise AnswerError("the answer's JSON names a key twice in one object")
    return dict(pairs)
