"""CIF against PatchCore and its own parts, on the same features in the same run: `python -m argen.training.cif_benchmark`.

Features are extracted once per sample; every arm then has the same support samples, features and budget. A cell is one
category, modality, number of shots, support set and arm; finished cells are kept and not run again.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.training.cif_config import ARMS, CIFBenchmarkConfig, load_benchmark
from argen.training.results import begun, save_json


if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from argen.dataset_builders.industrial.listing import Category
    from argen.pipelines.cif.detector import CIFDetector
    from argen.pipelines.cif.sample import Sample

RESULTS = "results.json"
CHOICES = ("output", "categories", "arms", "modalities", "shots", "sets", "batch_size")  # what may change in a run
Cell = tuple[str, str, int, int, str]  # category, modality, shots, support set, arm


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", type=Path, help="YAML file (training/configs/cif_benchmark.yaml)")
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="change settings")
    parser.add_argument("--device", help="cpu, cuda, ... (cpu)")


def main(args: argparse.Namespace) -> int:
    """Run what is not yet done, print the table; returns the exit status."""
    import torch

    config = load_benchmark(args.config, args.set)
    results = run_benchmark(config, torch.device(args.device or "cpu"), progress=True)
    print_results(results, config)
    return 0


def run_benchmark(
    config: CIFBenchmarkConfig, device: "str | torch.device" = "cpu", progress: bool = False
) -> dict[str, Any]:
    """All cells of `config`, by their names "CATEGORY/MODALITY/SHOTS/SET/ARM"; `results.json` is written after each.

    Returns:
        `{"settings": ..., "cells": {name: {"i_auroc": ..., "seconds": ..., ...}}}`, cells of other choices included.

    Raises:
        ValueError: `output` holds results of other settings, a category that there is not, one without a test set of
            both kinds, fewer normal samples than shots, a setting that the detector refuses.
    """
    from rich.progress import Progress

    from argen.pipelines.cif.detector import CIFDetector

    extractor = CIFDetector(detector_config(config)).to(device)
    results = begun(Path(config.output) / RESULTS, _settings(config, extractor), "cells")
    chosen = categories(config)
    todo = {one.name: [c for c in cells(config, one.name) if cell_name(c) not in results["cells"]] for one in chosen}
    with Progress(disable=not progress) as bar:
        task = bar.add_task("cells", total=sum(map(len, todo.values())))
        for category in chosen:
            if not todo[category.name]:
                continue
            bar.update(task, description=f"{category.name}: features")
            judge = _judge(category, config, extractor)
            for cell in todo[category.name]:
                bar.update(task, description=cell_name(cell))
                results["cells"][cell_name(cell)] = judge(cell)
                save_json(Path(config.output) / RESULTS, results)
                bar.advance(task)
    return results


def cells(config: CIFBenchmarkConfig, category: str) -> Iterator[Cell]:
    """All of a category, in the order in which they run."""
    for modality in config.modalities:
        for shots in config.shots:
            for number in range(config.sets):
                yield from ((category, modality, shots, number, arm) for arm in config.arms)


def cell_name(cell: Cell) -> str:
    """The key of a cell in the results."""
    return "/".join(map(str, cell))


def categories(config: CIFBenchmarkConfig) -> "list[Category]":
    """Those that are asked for; ValueError for a name that there is not."""
    from argen.dataset_builders.industrial.layouts import read_categories
    from argen.dataset_builders.industrial.procedural import CATEGORIES, procedural_category

    if config.data is None:
        options = {name: vars(config)[name] for name in ("train", "test", "seed", "strength", "size")}
        found = [procedural_category(name, **options) for name in CATEGORIES]
    else:
        found = read_categories(config.data)
    unknown = set(config.categories) - {one.name for one in found}
    if unknown:
        legal = ", ".join(one.name for one in found)
        raise ValueError(f"`categories` has {sorted(unknown)}; there are {legal}")
    return [one for one in found if not config.categories or one.name in config.categories]


def detector_config(config: CIFBenchmarkConfig, arm: str = "cif", modality: str | None = None) -> Any:
    """The `CIFConfig` of an arm; without a modality that which extracts the features of all."""
    from argen.pipelines.cif.configuration import CIFConfig

    seen = config.modalities if modality is None else (modality,)
    clouds = "rgb+points" in seen
    return CIFConfig(
        **config.detector,
        **ARMS[arm][1],
        features=config.features,
        feature_options=config.feature_options,
        points=config.points if clouds else None,
        points_options=config.points_options if clouds else {},
        foreground="all" if set(seen) == {"rgb"} else config.foreground,
    )


def _judge(
    category: "Category", config: CIFBenchmarkConfig, extractor: "CIFDetector"
) -> Callable[[Cell], dict[str, Any]]:
    """A function that runs a cell of this category; the features of all samples are in its hands."""
    import torch

    from argen.dataset_builders.industrial.shots import support_indices
    from argen.pipelines.cif.detector import CIFDetector
    from argen.pipelines.cif.evaluation import evaluate

    labels, pool = _labels(category), len(category.train)
    support = {
        (shots, number): support_indices(pool, shots, number, config.seed, config.how)
        for shots in config.shots
        for number in range(config.sets)
    }
    used = sorted({k for rows in support.values() for k in rows})
    place = {k: row for row, k in enumerate(used)}
    train = extractor.extract(category.train.pick(used), config.batch_size, argument="normals")
    found: list[Tensor] = []
    test = extractor.extract(_read_once(category, extractor.config.image_size, found), config.batch_size)
    masks = torch.stack(found) if len(found) == len(labels) else None

    def judge(cell: Cell) -> dict[str, Any]:
        _, modality, shots, number, arm = cell
        rows = [place[k] for k in support[shots, number]]
        began = time.perf_counter()
        detector = CIFDetector(detector_config(config, arm, modality)).to(extractor.device)
        detector.fit_features(*_only(train, modality, rows))
        fitted = time.perf_counter()
        output = detector.predict_features(*_only(test, modality))
        ended = time.perf_counter()
        seconds = {"fit_seconds": fitted - began, "image_seconds": (ended - fitted) / len(category.test)}
        nodes = {f"{name}_nodes": len(bank.nodes) for name, bank in detector.memory.items()}
        return evaluate(output, labels, masks) | {name: round(value, 5) for name, value in seconds.items()} | nodes

    return judge


def _labels(category: "Category") -> list[int]:
    """Of the test set; ValueError unless all are known and both kinds are there."""
    labels = [label for label in category.test.labels if label is not None]
    if len(labels) < len(category.test) or len(set(labels)) < 2:
        raise ValueError(
            f"`data`: the test set of {category.name!r} needs normal and anomalous samples, and all labels"
        )
    return labels


def _read_once(category: "Category", size: int, masks: "list[Tensor]") -> "Iterator[Sample]":
    """The test samples; each leaves its mask, if it is known, in `masks` while it is at hand."""
    from argen.pipelines.cif.evaluation import mask_at

    for sample in category.test:
        mask = mask_at(sample, size)
        if mask is not None:
            masks.append(mask)
        yield sample


def _only(
    given: "tuple[dict[str, Tensor], Tensor]", modality: str, rows: list[int] | None = None
) -> "tuple[dict[str, Tensor], Tensor | None]":
    """Features and foreground of one modality and, if so asked, of some samples."""
    features, foreground = given
    kept = slice(None) if rows is None else rows
    if modality != "rgb+points":
        return {"image": features["image"][kept]}, None if modality == "rgb" else foreground[kept]
    return {name: one[kept] for name, one in features.items()}, foreground[kept]


def _settings(config: CIFBenchmarkConfig, extractor: "CIFDetector") -> dict[str, Any]:
    decisive = {name: value for name, value in asdict(config).items() if name not in CHOICES}
    return decisive | {f"fingerprint of {name}": one.fingerprint for name, one in extractor.extractors.items()}


def print_results(results: dict[str, Any], config: CIFBenchmarkConfig) -> None:
    """The table of what `config` chooses, and where the figures lie."""
    from rich.console import Console

    from argen.training.cif_results import results_table

    Console().print(results_table(results, config))
    Console().print(str(Path(config.output) / RESULTS), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    raise SystemExit(main(parser.parse_args()))
