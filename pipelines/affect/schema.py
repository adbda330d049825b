"""Schema: the part of JSON Schema (draft 2020-12) that descriptions need, as a check and as a regular expression.

Our design; a validator of all of JSON Schema would be a dependency for the twelve words used here.
"""

import json
import numbers
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any


Schema = Mapping[str, Any]
_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, numbers.Real) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
# Two decimals are finer than any FACS grade.
_UNIT = r"(?:0(?:\.[0-9]{1,2})?|1(?:\.0)?)"
_COMMA = r",[ ]?"
_MOST_ENTRIES = 4  # of a list without `maxItems`
_MOST_PAIRS = 8  # of an object without required properties: more AUs than any prototype has


def schema_faults(value: Any, schema: Schema, where: str = "answer") -> list[str]:
    """Where a JSON value breaks a schema; the sentences quote nothing of the value, which may be anybody's."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_TYPES[kind](value) for kind in kinds):
        return [f"`{where}` has to be {' or '.join(kinds)}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"`{where}` has to be one of {', '.join(map(str, schema['enum']))}"]
    if _TYPES["number"](value) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return [f"`{where}` has to be from {schema['minimum']} to {schema['maximum']}"]
    if isinstance(value, list):
        return _list_faults(value, schema, where)
    return _object_faults(value, schema, where) if isinstance(value, Mapping) else []


def _list_faults(values: list[Any], schema: Schema, where: str) -> list[str]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(values))
    if not least <= len(values) <= most:
        return [f"`{where}` has {len(values)} entries; {least} to {most} are allowed"]
    return [fault for i, one in enumerate(values) for fault in schema_faults(one, schema["items"], f"{where}[{i}]")]


def _object_faults(value: Mapping[str, Any], schema: Schema, where: str) -> list[str]:
    known = schema["properties"]
    faults = [f"`{where}` lacks `{name}`" for name in schema.get("required", ()) if name not in value]
    if not schema.get("additionalProperties", True) and any(name not in known for name in value):
        faults.append(f"`{where}` has keys other than {', '.join(known)}")
    given = (name for name in known if name in value)
    return faults + [fault for name in given for fault in schema_faults(value[name], known[name], f"{where}.{name}")]


def schema_pattern(schema: Schema) -> str:
    """A regular expression for compact JSON of a schema, numbers 0..1 with two decimals at most.

    All properties of an object come in order. An object without `required` has one schema for all values; up to eight
    of its properties come in any order, and a pattern cannot keep one from coming twice. A list without `maxItems` has
    four
    entries at most; strings are those of an `enum`.
    """
    if "enum" in schema:
        return _either(re.escape(json.dumps(value, ensure_ascii=False)) for value in schema["enum"])
    if schema["type"] == "array":
        least, most = schema.get("minItems", 0), schema.get("maxItems", _MOST_ENTRIES)
        return rf"\[{_series(schema_pattern(schema['items']), least, most)}\]" if most else r"\[\]"
    if schema["type"] == "object":
        return r"\{" + _object_pattern(schema) + r"\}"
    return {"boolean": "(?:true|false)", "number": _UNIT}[schema["type"]]


def _object_pattern(schema: Schema) -> str:
    known = {name: schema_pattern(one) for name, one in schema["properties"].items()}
    if "required" in schema:
        return _COMMA.join(f'"{name}":[ ]?{value}' for name, value in known.items())
    names = "|".join(map(re.escape, known))
    return _series(f'"(?:{names})":[ ]?{next(iter(known.values()))}', 0, _MOST_PAIRS)


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _series(pattern: str, least: int, most: int) -> str:
    series = f"{pattern}(?:{_COMMA}{pattern}){{{max(least - 1, 0)},{most - 1}}}"
    return series if least else f"(?:{series})?"
