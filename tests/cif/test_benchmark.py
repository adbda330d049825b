"""The benchmark: its cells are what a detector says by itself, and a run that was stopped goes on."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from argen.dataset_builders.industrial.procedural import procedural_category
from argen.dataset_builders.industrial.shots import support_set
from argen.dataset_builders.industrial.writer import write_procedural
from argen.pipelines.cif.detector import CIFDetector
from argen.pipelines.cif.evaluation import evaluate, mask_at
from argen.training.cif_benchmark import categories, cells, detector_config, run_benchmark
from argen.training.cif_config import ARMS, CIFBenchmarkConfig, load_benchmark
from argen.training.cif_results import results_table, set_means, summary
from argen.training.results import spread


def small(output: Path, **changes: Any) -> CIFBenchmarkConfig:
    settings: dict[str, Any] = {
        "categories": ("knob",), "shots": (1,), "sets": 2, "train": 4, "test": 6, "size": 64,
        "modalities": ("rgb",), "detector": {"image_size": 64}, "feature_options": {"image_size": 64, "grid": 8},
        "points_options": {"image_size": 64, "grid": 8},
    }  # fmt: skip
    return CIFBenchmarkConfig(output=str(output), **(settings | changes))


def without_seconds(cell: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cell.items() if "seconds" not in name}


@pytest.mark.parametrize(("modality", "arm"), [("rgb", "patchcore"), ("rgb+foreground", "cif"), ("rgb+points", "cif")])
def test_a_cell_is_what_a_detector_says(tmp_path: Path, modality: str, arm: str) -> None:
    config = small(tmp_path, modalities=(modality,), arms=(arm,), shots=(2,))
    results = run_benchmark(config)
    category = procedural_category("knob", 4, 6, size=64)
    detector = CIFDetector(detector_config(config, arm, modality)).fit(support_set(category.train, 2, 1))
    masks = torch.stack([mask for sample in category.test if (mask := mask_at(sample, 64)) is not None])
    labels = [label for label in category.test.labels if label is not None]
    wanted = evaluate(detector.predict(category.test), labels, masks)
    cell = results["cells"][f"knob/{modality}/2/1/{arm}"]
    assert {name: cell[name] for name in wanted} == pytest.approx(wanted, abs=1e-6)
    assert cell["image_nodes"] == len(detector.memory["image"].nodes)


def test_arms_have_the_same_budget_and_support(tmp_path: Path) -> None:
    cells = run_benchmark(small(tmp_path))["cells"]
    assert len(cells) == 2 * len(ARMS)
    assert {cell["image_nodes"] for cell in cells.values()} == {6}  # a tenth of 64 nodes


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    first = run_benchmark(small(tmp_path / "a", arms=("cif",)))
    path = tmp_path / "a" / "results.json"
    assert json.loads(path.read_text()) == first
    kept = first["cells"].pop("knob/rgb/1/1/cif")
    marked = {"knob/rgb/1/0/cif": {**first["cells"]["knob/rgb/1/0/cif"], "i_auroc": -1.0}}
    path.write_text(json.dumps({**first, "cells": marked}))
    again = run_benchmark(small(tmp_path / "a", arms=("cif", "none"), shots=(1, 2)))
    assert again["cells"]["knob/rgb/1/0/cif"]["i_auroc"] == -1.0  # a finished cell is not run again
    assert without_seconds(again["cells"]["knob/rgb/1/1/cif"]) == without_seconds(kept)
    assert len(again["cells"]) == 2 * 2 * 2
    whole = run_benchmark(small(tmp_path / "b", arms=("cif", "none"), shots=(1, 2)))
    same = [name for name in whole["cells"] if name != "knob/rgb/1/0/cif"]
    assert all(without_seconds(whole["cells"][name]) == without_seconds(again["cells"][name]) for name in same)


def test_results_of_other_settings_are_refused(tmp_path: Path) -> None:
    run_benchmark(small(tmp_path, sets=1, arms=("none",)))
    for change, word in (
        ({"seed": 1}, "seed"),
        ({"strength": "high"}, "strength"),
        ({"feature_options": {"image_size": 80, "grid": 8}}, "feature_options, fingerprint of image"),
    ):
        with pytest.raises(ValueError, match=f"made with another {word}"):
            run_benchmark(small(tmp_path, sets=1, arms=("none",), **change))
    run_benchmark(small(tmp_path, sets=1, arms=("none",), batch_size=3))


def test_a_written_set_gives_the_figures_of_the_rendered_one(tmp_path: Path) -> None:
    write_procedural(tmp_path / "set", ("knob",), train=4, test=6, size=64)
    chosen = {"sets": 1, "arms": ("none",), "how": "order"}
    rendered = run_benchmark(small(tmp_path / "a", **chosen))["cells"]
    read = run_benchmark(small(tmp_path / "b", data=str(tmp_path / "set"), **chosen))["cells"]
    assert list(rendered) == list(read)
    for name, cell in rendered.items():
        metrics = {key: cell[key] for key in ("i_auroc", "p_auroc", "aupro_30", "aupro_05", "i_ap", "p_ap")}
        assert {key: read[name][key] for key in metrics} == pytest.approx(metrics, abs=1e-6)


def test_means_are_over_categories_and_deviations_over_support_sets() -> None:
    config = CIFBenchmarkConfig(
        categories=("a", "b"), shots=(1,), sets=2, modalities=("rgb",), arms=("patchcore", "cif")
    )
    values = {("a", 0): (0.5, 0.7), ("b", 0): (0.7, 0.9), ("a", 1): (0.6, 0.6), ("b", 1): (0.8, 0.8)}
    cells = {
        f"{name}/rgb/1/{number}/{arm}": {"i_auroc": value, "aupro_30": None}
        for (name, number), pair in values.items()
        for arm, value in zip(config.arms, pair, strict=True)
    }
    results = {"settings": {}, "cells": cells}
    assert set_means(results, config, "rgb", 1, "patchcore", "i_auroc") == pytest.approx([0.6, 0.7])
    found = summary(results, config, "i_auroc")
    assert found["rgb/1/cif"]["mean"] == pytest.approx(0.75)
    assert found["rgb/1/cif"]["sd"] == pytest.approx(0.1 / 2**0.5)
    assert found["rgb/1/cif - patchcore"]["mean"] == pytest.approx(0.1)
    assert summary(results, config, "aupro_30")["rgb/1/cif"] == {"mean": None, "sd": None}
    assert results_table(results, config).row_count == 3
    assert spread([1.0]) == {"mean": 1.0, "sd": None}


def test_the_shipped_settings_are_those_of_the_issue() -> None:
    config = load_benchmark(None, ["arms=[cif,patchcore]"], data="somewhere: else", output="runs/x")
    assert config.shots == (1, 2, 4) and config.sets == 5 and config.arms == ("cif", "patchcore")
    assert config.data == "somewhere: else" and config.output == "runs/x"
    assert len(list(cells(load_benchmark(None, []), "knob"))) == 3 * 3 * 5 * len(ARMS)
    assert len(categories(load_benchmark(None, []))) >= 5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"arms": ("best",)}, "`arms` is .*best"),
        ({"modalities": ()}, "`modalities` is"),
        ({"shots": (0,)}, "`shots` is"),
        ({"how": "order"}, "`sets` is 2"),
        ({"detector": {"layers": 2}}, "`detector` has .*layers"),
        ({"strength": "huge"}, "`strength` is 'huge'"),
        ({"test": 0}, "`test` is 0"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        small(tmp_path, **change)


def test_mistakes_of_the_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`categories` has .*cup"):
        run_benchmark(small(tmp_path, categories=("cup",)))
    with pytest.raises(ValueError, match="needs normal and anomalous samples"):
        run_benchmark(small(tmp_path, test=1))
    with pytest.raises(ValueError, match="`shots` is 9; it has to be 1 to 4"):
        run_benchmark(small(tmp_path, shots=(9,)))
