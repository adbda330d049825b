"""`argen cif fit|predict|benchmark`: learn from a few normal pictures, show what is odd in others, compare the methods."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.media.atomic import check_folder


if TYPE_CHECKING:
    from collections.abc import Sequence

    from argen.pipelines.cif.configuration import CIFConfig

FOREGROUNDS = {"eyecandies": "depth", "mvtec_3d": "plane", "folder": "plane"}  # what the clouds of a layout need
SHOWN = 20  # rows of the table that is printed
NAMES = {
    "i_auroc": "I-AUROC",
    "i_ap": "I-AP",
    "p_auroc": "P-AUROC",
    "aupro_30": "AUPRO 0.3",
    "aupro_05": "AUPRO 0.05",
    "p_ap": "P-AP",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen cif`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="fit|predict|benchmark")
    _fit_arguments(actions.add_parser("fit", description="Remember a few normal samples."))
    _predict_arguments(actions.add_parser("predict", description="Score samples and draw where they are odd."))
    _benchmark_arguments(actions.add_parser("benchmark", description="CIF against PatchCore and its own parts."))


def _fit_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=Path, help="a category (MVTec 3D-AD, Eyecandies, MVTec AD, normal/ and abnormal/) or pictures")
    add("-o", "--out", type=Path, required=True, metavar="DETECTOR", help="folder to write the detector to")
    add("--shots", type=int, help="how many of the normal samples (all of them)")
    add("--support-set", type=int, default=0, metavar="N", help="which ones, with --shots (%(default)s)")
    add("--seed", type=int, default=0, help="of the support sets (%(default)s)")
    add("--how", default="seed", help="seed: drawn; order: the first files (%(default)s)")
    add("--points", nargs="?", const="fpfh", metavar="KIND", help="use the clouds too: fpfh, or points with weights")
    add("--set", nargs="+", default=[], metavar="KEY=VALUE", help="settings of CIFConfig, such as num_hyperedges=8")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")


def _predict_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("detector", help="folder or Hub id of a detector")
    add("samples", nargs="+", type=Path, metavar="FILE|FOLDER", help="pictures; or a category, for its test set")
    add(
        "-o",
        "--out",
        type=Path,
        required=True,
        help="folder for heatmaps/, scores.jsonl and, with labels, metrics.json",
    )
    add("--batch-size", type=int, default=8, help="it does not change a figure (%(default)s)")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")


def _benchmark_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("data", nargs="?", help="a category or a folder of them; the procedural set if it is left out")
    add("-o", "--out", help="folder for results.json; a run that was stopped goes on there")
    add("--config", type=Path, help="YAML file, such as training/configs/cif_benchmark.yaml")
    add("--set", nargs="+", default=[], metavar="KEY=VALUE", help="settings, such as shots=[1,2] arms=[patchcore,cif]")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")


def main(args: argparse.Namespace) -> int:
    """Run `argen cif`; returns the exit status."""
    return {"fit": fit, "predict": predict, "benchmark": benchmark}[args.action](args)


def fit(args: argparse.Namespace) -> int:
    """`argen cif fit`."""
    from argen.cif_samples import read_normals
    from argen.dataset_builders.industrial.layouts import layout_of
    from argen.dataset_builders.industrial.shots import support_set
    from argen.device import pick_device
    from argen.pipelines.cif.detector import CIFDetector

    config = make_config(args.set, args.points, layout_of(args.folder))
    normals = read_normals(args.folder)
    if args.shots is not None:
        normals = support_set(normals, args.shots, args.support_set, args.seed, args.how)
    check_folder(args.out.parent, "--out")
    detector = CIFDetector(config).to(pick_device(args.device)).fit(normals, progress=True)
    detector.save_pretrained(args.out)
    kept = ", ".join(f"{len(bank.nodes)} {name} nodes" for name, bank in detector.memory.items())
    _say(f"{args.out}: {kept} of {len(normals)} normal samples")
    return 0


def predict(args: argparse.Namespace) -> int:
    """`argen cif predict`."""
    from argen.cif_samples import read_judged, write_prediction
    from argen.device import pick_device
    from argen.pipelines.cif.detector import CIFDetector

    samples = read_judged(args.samples)
    check_folder(args.out, "--out")
    detector = CIFDetector.from_pretrained(args.detector).to(pick_device(args.device))
    output = detector.predict(samples, args.batch_size, progress=True)
    lines, figures = write_prediction(samples, output, args.out)
    _print_scores(lines, figures)
    _say(str(args.out))
    return 0


def benchmark(args: argparse.Namespace) -> int:
    """`argen cif benchmark`."""
    from argen.device import pick_device
    from argen.training.cif_benchmark import print_results, run_benchmark
    from argen.training.cif_config import load_benchmark

    config = load_benchmark(args.config, args.set, data=args.data, output=args.out)
    print_results(run_benchmark(config, pick_device(args.device), progress=True), config)
    return 0


def make_config(settings: "Sequence[str]", points: str | None = None, layout: str | None = None) -> "CIFConfig":
    """`CIFConfig` of KEY=VALUE words; with `points` the clouds are used, and the foreground that their layout needs.

    Raises:
        ValueError: no KEY=VALUE, a setting that there is not, or a value that it refuses.
    """
    from argen.pipelines.cif.configuration import CIFConfig
    from argen.training.settings import read_settings

    clouds = [] if points is None else [f"points={points}", f"foreground={FOREGROUNDS.get(layout or '', 'plane')}"]
    return read_settings(CIFConfig, None, [*clouds, *settings], "--set")


def _print_scores(lines: "Sequence[dict[str, Any]]", figures: "dict[str, float | None] | None") -> None:
    """The most anomalous samples, and the metrics where there are any."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, kinds = Console(), {0: "normal", 1: "anomalous", None: ""}
    table = Table("score", "sample", "label", box=None, pad_edge=False, header_style="dim")
    ranked = sorted(lines, key=lambda line: -line["score"])
    for line in ranked[:SHOWN]:
        table.add_row(f"{line['score']:.4g}", Text(line["name"]), kinds[line["label"]])
    console.print(table)
    if len(ranked) > SHOWN:
        console.print(f"and {len(ranked) - SHOWN} below", style="dim")
    for name, value in (figures or {}).items():
        console.print(f"{NAMES[name]:<12}{'no masks' if value is None else f'{value:.4f}'}", highlight=False)


def _say(text: str) -> None:
    from rich.console import Console

    Console().print(text, style="bold", markup=False, highlight=False, soft_wrap=True)
