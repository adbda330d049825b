"""ARGen: expressive face video from a face picture and an affect plan (arXiv 2604.12255)."""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.pipelines.argen.estimator_argen import AUEstimator
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.pipelines.argen.plan_argen import AffectPlan, make_plan

__all__ = ["ARGenPipeline", "AUEstimator", "AffectPlan", "make_plan"]
__version__ = version("argen")
_EXPORTS = {
    "ARGenPipeline": "argen.pipelines.argen.pipeline_argen",
    "AUEstimator": "argen.pipelines.argen.estimator_argen",
    "AffectPlan": "argen.pipelines.argen.plan_argen",
    "make_plan": "argen.pipelines.argen.plan_argen",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `argen --help` does not wait for torch."""
    if name in _EXPORTS:
        return getattr(import_module(_EXPORTS[name]), name)
    raise AttributeError(f"module 'argen' has no attribute {name!r}; expected one of {sorted(_EXPORTS)}")
