"""Procedural face renderer: a rig, an identity and an action-unit curve in, a clip with exact truth out (our design)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.dataset_builders.renderer.clip import Clip, ClipSpec, plan_clip, render_clip, render_spec
    from argen.dataset_builders.renderer.rig import Rig, load_rig

__all__ = ["Clip", "ClipSpec", "Rig", "load_rig", "plan_clip", "render_clip", "render_spec"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "rig" if name in ("Rig", "load_rig") else "clip"
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
