"""Every kind of patch features, by name."""

import inspect
from collections.abc import Callable
from typing import Any

from argen.pipelines.cif.embedded_features import embedded
from argen.pipelines.cif.extractor import Extractor
from argen.pipelines.cif.fpfh import fpfh
from argen.pipelines.cif.point_encoder import points
from argen.pipelines.cif.vit_features import vit


__all__ = ["FEATURES", "Extractor", "make_extractor"]

FEATURES: dict[str, Callable[..., Extractor]] = {"embedded": embedded, "vit": vit, "points": points, "fpfh": fpfh}


def make_extractor(kind: str, **options: Any) -> Extractor:
    """Build an extractor of a kind of `FEATURES`; its options are the arguments of that function.

    "embedded" and "vit" look at pictures, "points" and "fpfh" at organised clouds. Every kind takes `image_size` and
    `grid`. ValueError for another kind, for an option that the kind does not have and for a value that it refuses.
    """
    if kind not in FEATURES:
        raise ValueError(f"`kind` is {kind!r}; it has to be one of {', '.join(FEATURES)}.")
    legal = inspect.signature(FEATURES[kind]).parameters
    unknown = sorted(set(options) - set(legal))
    if unknown:
        raise ValueError(f"`options` has {unknown}; features of kind {kind!r} take {', '.join(legal)}.")
    return FEATURES[kind](**options)
