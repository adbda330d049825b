"""Measure the face-integrity screen on people it has never seen: `python -m argen.training.integrity_evaluate --config FILE --rig FILE`.

Writes `<output>/test.json` and prints the table. Maps are kept under `output`, so a stopped run goes on.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.training.integrity_config import IntegrityConfig, load_integrity_config
from argen.training.integrity_fit import CLEAN, Fit, add_arguments, is_broken


if TYPE_CHECKING:
    from torch import Tensor

    from argen.pipelines.cif.integrity_calibration import Calibration
    from argen.pipelines.cif.integrity_views import Space

MEDIUM = 0.5
MOMENTS = {"whole": False, "late": True}  # broken from the first frame on, or after it, as a generated clip


def main(args: argparse.Namespace) -> None:
    """Evaluate the fit of the same configuration. ValueError: a setting, or folders without clips."""
    from rich.console import Console

    from argen.dataset_builders.renderer.rig import load_rig
    from argen.pipelines.media.atomic import write_atomic

    config = load_integrity_config(args.config, args.set)
    report = evaluate(config, load_rig(args.rig))
    write_atomic(Path(config.output) / f"{config.people}.json", json.dumps(report, indent=1))
    Console().print(table(report))


def evaluate(config: IntegrityConfig, rig: Any) -> dict[str, Any]:
    """AUROC per corruption and moment, and false alarms, each as one number per seed."""
    from argen.pipelines.cif.integrity_calibration import calibrate
    from argen.training.integrity_clips import BROKEN
    from argen.training.integrity_extreme import drawn_extremes

    fit = Fit(config, drawn_extremes(rig))
    spaces = fit.spaces()
    distances, names = fit.calibration(spaces)

    def calibrated(without: str | None) -> "Calibration":
        rows = [k for k, name in enumerate(names) if not left_out(name, without)]
        return calibrate(distances[rows], is_broken([names[k] for k in rows]), 1.0)

    full, lacking = calibrated(None), {name: calibrated(name) for name in BROKEN}
    report: dict[str, Any] = {"clips": config.test_clips, "seeds": list(config.test_seeds), "clean": {}, "rows": {}}
    for seed in config.test_seeds:
        found = test_distances(fit, rig, spaces, seed)
        for kind in CLEAN:
            report["clean"].setdefault(kind, []).append(_below(full, found[kind]))
        for name in BROKEN:
            for moment in MOMENTS:
                row = report["rows"].setdefault(f"{name}, {moment}", {"auroc": [], "unseen": [], "caught": []})
                row["auroc"].append(_auroc(full, found["clean"], found[name, moment]))
                row["unseen"].append(_auroc(lacking[name], found["clean"], found[name, moment]))
                row["caught"].append(_below(full, found[name, moment]))
    return report


def test_distances(fit: "Fit", rig: Any, spaces: list["Space"], seed: int) -> dict[Any, "Tensor"]:
    """Distances `(n, p)` of clean clips (a word of `CLEAN`) and of broken ones (name, moment)."""
    from argen.training.integrity_clips import BROKEN, KeptClips, broken, decoded
    from argen.training.integrity_extreme import DrawnClips
    from argen.training.integrity_features import view_distances

    config = fit.config
    drawn = [DrawnClips(rig, seed, config.test_clips, config.people, one) for one in (False, True)]
    clips, extreme = map(KeptClips, drawn)
    makers: dict[Any, Callable[[int], Tensor]] = {
        "clean": lambda k: clips[k].frames,
        "decoded": lambda k: decoded(clips[k]).frames,
        "extreme": lambda k: extreme[k].frames,
    }
    for name in BROKEN:
        for moment, late in MOMENTS.items():
            makers[name, moment] = lambda k, name=name, late=late: broken(clips, k, name, MEDIUM, late, seed)[0]
    found = {}
    for what, maker in makers.items():
        label = what if isinstance(what, str) else " ".join(what)
        maps = fit.maps(f"{config.people} {seed} {label}", config.test_clips, maker, seed=seed)
        found[what] = view_distances(fit.views, spaces, maps)
    return found


def left_out(name: str, without: str | None) -> bool:
    """Whether a corruption is `without` or its like: the two identity drifts are one."""
    return without is not None and name.split(" to ")[0] == without.split(" to ")[0]


def _auroc(calibration: "Calibration", clean: "Tensor", broken: "Tensor") -> float:
    import torch

    from argen.pipelines.cif.metrics import image_auroc

    scores = torch.cat([calibration.score(clean), calibration.score(broken)])
    return round(float(image_auroc(1 - scores, torch.arange(len(scores)) >= len(clean))), 4)


def _below(calibration: "Calibration", clips: "Tensor") -> float:
    return round(float((calibration.score(clips) < 0.5).float().mean()), 4)


def table(report: dict[str, Any]) -> Any:
    """The report as a rich table: mean over the seeds and, after ±, their standard deviation."""
    import numpy as np
    from rich.table import Table

    def words(values: list[float]) -> str:
        return f"{np.mean(values):.3f} ± {np.std(values, ddof=min(1, len(values) - 1)):.3f}"

    grid = Table("clips", "AUROC", "AUROC, calibrated without it", "below 0.5", box=None, pad_edge=False)
    for kind, alarms in report["clean"].items():
        grid.add_row(kind, "", "", words(alarms))
    for name, row in report["rows"].items():
        grid.add_row(name, words(row["auroc"]), words(row["unseen"]), words(row["caught"]))
    return grid


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
