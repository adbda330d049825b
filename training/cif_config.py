"""What a CIF benchmark compares: arms, shots, support sets, modalities, categories (our design)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argen.pipelines.cif.configuration import PUBLIC_CODE
from argen.training.settings import check_choice, check_not_negative, check_positive, check_types, read_settings


# arm: what it is called in a table, and what it changes in a `CIFConfig`: PatchCore with its own map and score, and with
# ours; the rows of the paper's ablation; and CIF with the constants of the public code
PATCHCORE = {"sampling": "coreset", "search": "global", "layers": 0}
ARMS: dict[str, tuple[str, dict[str, Any]]] = {
    "patchcore": ("PatchCore", {**PATCHCORE, "image_score": "distance", "combine": "product", "map_power": 1.0}),
    "patchcore+scores": ("PatchCore, our map and score", PATCHCORE),
    "none": ("no modules", {"sampling": "random", "search": "global", "layers": 0}),
    "memory": ("+ memory", {"search": "global", "layers": 0}),
    "search": ("+ search", {"layers": 0}),
    "cif": ("+ message passing: CIF", {}),
    "public": ("CIF, public constants", PUBLIC_CODE),
}
DEFAULTS = Path(__file__).parent / "configs" / "cif_benchmark.yaml"
MODALITIES = ("rgb", "rgb+foreground", "rgb+points")


@dataclass
class CIFBenchmarkConfig:
    """A run that leaves its figures in `output`; without `data` the parts are those of the procedural set.

    Arms, shots, sets, modalities and categories choose what is run: more of them continue a run. All else decides the
    figures, and has to stay as it was.

    Args:
        output: folder for results.json.
        data: folder of a category or of several, in any layout of `layouts`; None for the procedural set.
        categories: names; () for all.
        arms: of `ARMS`.
        modalities: "rgb" looks at pictures alone, all of each; "rgb+foreground" at what the cloud says is the part;
            "rgb+points" at the cloud too.
        shots: normal samples that a detector may look at.
        sets: support sets per number of shots, see `shots.support_indices`.
        how: "seed" draws support sets by `seed`, "order" takes the first files (`sets` has to be 1).
        train, test, strength, size: of the procedural set, see `procedural_category`.
        features, feature_options, points, points_options, foreground: of the extractors, see `CIFConfig`.
        detector: any other setting of `CIFConfig`, the same for all arms.
        batch_size: samples per call of an extractor; it does not change a figure.
    """

    output: str = "runs/cif/benchmark"
    data: str | None = None
    categories: tuple[str, ...] = ()
    arms: tuple[str, ...] = tuple(ARMS)
    modalities: tuple[str, ...] = MODALITIES
    shots: tuple[int, ...] = (1, 2, 4)
    sets: int = 5
    how: str = "seed"
    train: int = 24
    test: int = 60
    strength: str = "medium"
    size: int = 224
    seed: int = 0
    features: str = "embedded"
    feature_options: dict[str, Any] = field(default_factory=dict)
    points: str = "fpfh"
    points_options: dict[str, Any] = field(default_factory=dict)
    foreground: str = "plane"
    detector: dict[str, Any] = field(default_factory=dict)
    batch_size: int = 8

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(self, "sets", "train", "test", "size", "batch_size")
        check_not_negative(self, "seed")
        check_choice(self, "how", ("seed", "order"))
        check_choice(self, "strength", ("low", "medium", "high"))
        for name, legal in (("arms", tuple(ARMS)), ("modalities", MODALITIES)):
            found = vars(self)[name]
            if not found or not set(found) <= set(legal):
                raise ValueError(f"`{name}` is {list(found)}; give at least one of {', '.join(legal)}")
        if not self.shots or min(self.shots) < 1:
            raise ValueError(f"`shots` is {list(self.shots)}; give numbers of 1 or more")
        if self.how == "order" and self.sets > 1:
            raise ValueError(f'`sets` is {self.sets} and `how` "order", of which there is one set: give 1')
        for name in ("feature_options", "points_options", "detector"):
            if not isinstance(vars(self)[name], dict):
                raise ValueError(f"`{name}` is {vars(self)[name]!r}; it has to be a table of options")
        ours = {"features", "feature_options", "points", "points_options", "foreground", *PUBLIC_CODE, *PATCHCORE}
        if ours & set(self.detector):
            raise ValueError(
                f"`detector` has {sorted(ours & set(self.detector))}, which arms or other settings decide"
            )


def load_benchmark(
    path: Path | None, overrides: Sequence[str], data: str | None = None, output: str | None = None
) -> CIFBenchmarkConfig:
    """Settings from YAML, by default the one that ships, changed by `key=value` words and by `data` and `output`.

    Raises:
        ValueError: no such file, an unknown key or an illegal value.
    """
    given = {"data": data, "output": output}
    words = [f"{name}={json.dumps(value)}" for name, value in given.items() if value is not None]
    return read_settings(CIFBenchmarkConfig, path or DEFAULTS, [*overrides, *words], "--set")
