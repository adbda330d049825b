"""The figures of a CIF benchmark: means over categories, and their spread over support sets."""

from typing import Any

import numpy as np

from argen.training.cif_config import ARMS, CIFBenchmarkConfig
from argen.training.results import spread


SHOWN = {"i_auroc": "I-AUROC", "aupro_30": "AUPRO"}


def set_means(
    results: dict[str, Any], config: CIFBenchmarkConfig, modality: str, shots: int, arm: str, metric: str
) -> list[float]:
    """One mean over the categories per support set; [] if a cell lacks the metric.

    Categories are those of `config`, or all that the results know.
    """
    cells = results["cells"]
    names = config.categories or tuple(dict.fromkeys(key.split("/")[0] for key in cells))
    values = [
        [cells[f"{name}/{modality}/{shots}/{number}/{arm}"][metric] for name in names] for number in range(config.sets)
    ]
    return [] if any(one is None for row in values for one in row) else [float(np.mean(row)) for row in values]


def summary(results: dict[str, Any], config: CIFBenchmarkConfig, metric: str) -> dict[str, dict[str, float | None]]:
    """`{"MODALITY/SHOTS/ARM": {"mean", "sd"}}`, and "... - patchcore": the paired difference, where both were run."""
    found = {}
    for modality in config.modalities:
        for shots in config.shots:
            means = {arm: set_means(results, config, modality, shots, arm, metric) for arm in config.arms}
            found |= {f"{modality}/{shots}/{arm}": spread(values) for arm, values in means.items()}
            if {"cif", "patchcore"} <= set(means):
                pairs = zip(means["cif"], means["patchcore"], strict=True)
                found[f"{modality}/{shots}/cif - patchcore"] = spread([one - other for one, other in pairs])
    return found


def results_table(results: dict[str, Any], config: CIFBenchmarkConfig) -> Any:
    """A rich table in percent: a row per modality and arm, two columns per number of shots."""
    from rich.table import Table

    heads = [f"{name}, {shots}-shot" for shots in config.shots for name in SHOWN.values()]
    table = Table("modality", "arm", *heads, title=f"mean ± deviation over {config.sets} support sets, percent")
    found = {metric: summary(results, config, metric) for metric in SHOWN}
    rows = {arm: ARMS[arm][0] for arm in config.arms}
    if {"cif", "patchcore"} <= set(rows):
        rows["cif - patchcore"] = "CIF - PatchCore"
    for modality in config.modalities:
        for arm, name in rows.items():
            figures = [found[metric][f"{modality}/{shots}/{arm}"] for shots in config.shots for metric in SHOWN]
            table.add_row(modality, name, *map(_cell, figures), end_section=arm == list(rows)[-1])
    return table


def _cell(figure: dict[str, float | None]) -> str:
    mean, sd = figure["mean"], figure["sd"]
    if mean is None:
        return "no masks"
    return f"{100 * mean:.1f}" if sd is None else f"{100 * mean:.1f} ± {100 * sd:.1f}"
