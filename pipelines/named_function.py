"""A function that a setting names: by a short name, or as `package.module:function`."""

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def load_named(argument: str, name: str, known: Mapping[str, str]) -> Callable[..., Any]:
    """The function of a short name, or of `package.module:function`.

    Args:
        argument: what messages call the setting.
        name: of the function.
        known: short names, each with its `package.module:function`.

    Raises:
        ValueError: no such name, module or function.
    """
    module, colon, function = known.get(name, name).partition(":")
    if not colon:
        legal = ", ".join((*known, "package.module:function"))
        raise ValueError(f"`{argument}` names {name!r}; it has to be one of {legal}.")
    try:
        found = vars(importlib.import_module(module)).get(function)
    except ImportError as error:
        raise ValueError(f"`{argument}` names {name!r}, and {module} cannot be imported: {error}.") from error
    if not callable(found):
        raise ValueError(f"`{argument}` names {name!r}, and {module} has no function {function!r}.")
    return found
