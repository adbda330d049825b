"""Where clips of a dataset come from: one function a file.

A source is a function `(slots, attempt) -> list[SourceClip]` that a loader `(settings, device) -> source` makes; a clip
depends on its slot and the attempt alone, never on the slots beside it. A loader is named by a key of `SOURCES` or as
`package.module:function`.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any


_HERE = "argen.dataset_builders.sources"
SOURCES: dict[str, str] = {name: f"{_HERE}.{name}:{name}" for name in ("generated", "rendered")}


def load_named(argument: str, name: str, known: Mapping[str, str]) -> Callable[..., Any]:
    """The function of a short name, or of `package.module:function`; ValueError calls it by `argument`."""
    module, colon, function = known.get(name, name).partition(":")
    if not colon:
        legal = ", ".join((*known, "package.module:function"))
        raise ValueError(f"`{argument}` is {name!r}; it has to be one of {legal}.")
    try:
        found = vars(importlib.import_module(module)).get(function)
    except ImportError as error:
        raise ValueError(f"`{argument}` is {name!r}, and {module} cannot be imported: {error}.") from error
    if not callable(found):
        raise ValueError(f"`{argument}` is {name!r}, and {module} has no function {function!r}.")
    return found
