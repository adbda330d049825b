"""Typed settings of a run: a dataclass filled from a YAML file and from `key=value` words (our design)."""

import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import yaml


def read_settings(kind: Any, path: str | Path | None, overrides: Sequence[str], flag: str) -> Any:
    """The dataclass `kind` from YAML, or from its defaults where `path` is None, then changed by `section.key=value` words that were given by `flag`.

    Raises:
        ValueError: no such file, no YAML, an unknown key or an illegal value; it names the key and what is legal.
    """
    data = {} if path is None else _read(Path(path))
    for item in overrides:
        _override(data, item, flag)
    return _build(kind, data, "")


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ValueError(f"`--config` is {str(path)!r}, which is no file; see training/configs/ for examples.")
    data = _yaml(path.read_text(encoding="utf-8"), f"`--config` is {str(path)!r}, which")
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ValueError(f"`--config` is {str(path)!r}, which holds no settings; write lines such as `seed: 0`.")
    return data


def _override(data: dict[str, Any], item: str, flag: str) -> None:
    key, separator, value = item.partition("=")
    if not separator:
        raise ValueError(f"`{flag}` is {item!r}; write it as key=value or section.key=value, for example seed=1.")
    target = data
    *parents, last = key.split(".")
    for parent in parents:
        below = target.get(parent)
        target[parent] = target = {} if below is None else below
        if not isinstance(target, dict):
            raise ValueError(f"`{flag}` is {item!r}; `{parent}` is one value, not a section. Write {parent}=value.")
    target[last] = _yaml(value, f"`{flag}` is {item!r}, whose value")


def _yaml(text: str, what: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{what} is no YAML: {error}. Correct it there.") from error


def _build(kind: Any, data: Any, prefix: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"`{prefix[:-1]}` is {data!r}; it is a section. Set one of its keys, as {prefix}key=value.")
    known = {f.name: f for f in fields(kind)}
    for key in data:
        if key not in known:
            raise ValueError(f"`{prefix}{key}` is no setting; the settings here are {', '.join(known)}.")
    values = {}
    for key, value in data.items():
        factory = known[key].default_factory
        nested = isinstance(factory, type) and is_dataclass(factory)
        values[key] = _build(factory, {} if value is None else value, f"{prefix}{key}.") if nested else value
    return kind(**values)


KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    int: ((int,), "a whole number"),
    float: ((int, float), "a number (YAML reads 1e-3 as text: write 1.0e-3)"),
    str: ((str,), "text"),
    int | None: ((int, type(None)), "a whole number, or null"),
    float | None: ((int, float, type(None)), "a number, or null"),
    str | None: ((str, type(None)), "text, or null"),
    bool: ((bool,), "true or false"),
}
LISTS: dict[Any, tuple[tuple[type, ...], str]] = {
    tuple[int, ...]: ((int,), "a list of whole numbers"),
    tuple[int, int]: ((int,), "a list of whole numbers"),
    tuple[float, ...]: ((int, float), "a list of numbers (YAML reads 1e-3 as text: write 1.0e-3)"),
    tuple[str, ...]: ((str,), "a list of texts"),
}


def check_types(config: Any) -> None:
    """Refuse values that are not of their field's type (ValueError); lists become tuples."""
    for setting in fields(config):
        value = vars(config)[setting.name]
        if setting.type in KINDS:
            kinds, words = KINDS[setting.type]
            fits = isinstance(value, kinds) and isinstance(value, bool) == (setting.type is bool)
        elif setting.type in LISTS:
            kinds, words = LISTS[setting.type]
            fits = isinstance(value, (list, tuple)) and all(
                isinstance(v, kinds) and not isinstance(v, bool) for v in value
            )
        else:
            continue
        if not fits or (isinstance(value, float) and not math.isfinite(value)):
            raise ValueError(f"`{setting.name}` is {value!r}; it has to be {words}.")
        if isinstance(value, list):
            setattr(config, setting.name, tuple(value))


def check_positive(config: Any, *names: str) -> None:
    """Refuse values of 0 and below (ValueError)."""
    for name in names:
        if vars(config)[name] <= 0:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be a number above 0.")


def check_not_negative(config: Any, *names: str) -> None:
    """Refuse values below 0 (ValueError)."""
    for name in names:
        if vars(config)[name] < 0:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be 0 or more.")


def check_share(config: Any, *names: str) -> None:
    """Refuse values outside 0..1 (ValueError)."""
    for name in names:
        if not 0 <= vars(config)[name] <= 1:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be from 0 to 1.")


def check_choice(config: Any, name: str, legal: tuple[str, ...]) -> None:
    """Refuse a value that is not one of `legal` (ValueError)."""
    if vars(config)[name] not in legal:
        raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be one of {', '.join(legal)}.")
