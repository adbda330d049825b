"""Where clips of a dataset come from: one function a file.

A source is a function `(slots, attempt) -> list[SourceClip]` that a loader `(settings, device) -> source` makes; a clip
depends on its slot and the attempt alone, never on the slots beside it. A loader is named by a key of `SOURCES` or as
`package.module:function`.
"""

_HERE = "argen.dataset_builders.sources"
SOURCES: dict[str, str] = {name: f"{_HERE}.{name}:{name}" for name in ("generated", "rendered")}
