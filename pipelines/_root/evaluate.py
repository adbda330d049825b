"""`argen evaluate`: a recogniser on a dataset, with the protocol, a table, a confusion matrix and hashes of both."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.media.atomic import check_folder


if TYPE_CHECKING:
    from rich.console import Console

    from argen.evaluation_set import EvaluationSet
    from argen.pipelines.duse.evaluation import Predictions
    from argen.pipelines.duse.layout_duse import Recogniser

PROCESSOR = ("num_frames", "sampling", "size", "do_align_crop", "image_mean", "image_std")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen evaluate`."""
    add = parser.add_argument
    add("--model", default="argen/duse-mini", help="recogniser: folder or Hub id (%(default)s)")
    add(
        "--dataset",
        required=True,
        help="a folder with a folder per class, a .csv table, what `argen import-dataset` wrote, or IMPORTER:FOLDER "
        "such as dfew:/data/DFEW",
    )
    add("--split", help="which one (test, or the only one)")
    add("--folds", type=int, nargs="+", metavar="K", help="which ones (all)")
    add(
        "--map",
        type=parse_map,
        nargs="+",
        action="extend",
        default=[],
        metavar="A=B",
        help="count the dataset's class A as the model's B",
    )
    add("--drop", action="store_true", help="leave out clips of classes that the model does not have")
    add(
        "--temporal-probe", action="store_true", help="also show the frames shuffled, reversed, and the first one only"
    )
    add("--no-crop", action="store_true", help="the clips are cropped to the face already: do not look for it")
    add("--batch-size", type=int, default=8, help="clips per forward call (%(default)s)")
    add("--workers", type=int, default=0, help="processes that read clips, 0 for none beside this one (%(default)s)")
    add("--device", help="cpu, cuda, cuda:1, mps, xpu (a GPU if there is one)")
    add("--seed", type=int, default=0, help="of the probe's shuffle (%(default)s)")
    add("-o", "--output", type=Path, default=Path("runs/evaluate"), help="folder to write (%(default)s)")


def parse_map(text: str) -> tuple[str, str]:
    """'contempt=disgust' as a pair."""
    source, sign, target = (part.strip() for part in text.partition("="))
    if not (source and sign and target):
        raise argparse.ArgumentTypeError(f"{text!r} is no pair; write contempt=disgust")
    return source, target


def main(args: argparse.Namespace) -> int:
    """Run `argen evaluate`; returns the exit status."""
    check_arguments(args)
    from rich.console import Console

    from argen.evaluation_report import make_report, print_report, write_report
    from argen.evaluation_set import load_rows, select
    from argen.recogniser import load_recogniser

    console = Console()
    source = load_rows(args.dataset)
    with console.status("loading the model"):
        recogniser, folder = load_recogniser(args.model, args.device, not args.no_crop)
    model = describe_model(args.model, folder, recogniser)
    chosen = select(source, model["classes"], args.split, args.folds, dict(args.map), args.drop)
    began = time.perf_counter()
    predictions = run(chosen, recogniser, args, console)
    seconds = time.perf_counter() - began
    if not len(predictions.numbers):
        first = next(iter(predictions.faults.values()))
        raise ValueError(f"`--dataset` has no clip that can be read; the first of {len(predictions.faults)}: {first}")
    report = make_report(args, chosen, model, predictions, seconds)
    print_report(report, console)
    for path in write_report(args.output, report, chosen, predictions):
        console.print(str(path), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def check_arguments(args: argparse.Namespace) -> None:
    """Refuse what cannot work before anything heavy is loaded, and make the output folder."""
    for name, least in (("batch_size", 1), ("workers", 0), ("seed", 0)):
        if vars(args)[name] < least:
            raise ValueError(f"`--{name.replace('_', '-')}` is {vars(args)[name]}; it has to be {least} or more")
    twice = [source for source, target in args.map if dict(args.map)[source] != target]
    if twice:
        raise ValueError(f"`--map` sends {twice[0]!r} to two classes; give one")
    if args.output.exists() and not args.output.is_dir():
        raise ValueError(f"`--output` is {str(args.output)!r}, a file; name a folder")
    check_folder(args.output, "--output")


def describe_model(name: str, folder: Path, recogniser: "Recogniser") -> dict[str, Any]:
    """What identifies a recogniser: id, commit, hashes, classes, processor settings, and the device it is on."""
    import hashlib

    from argen.hub import model_id
    from argen.pipelines.duse.judging import class_names

    settings = b"".join(path.read_bytes() for path in sorted(folder.glob("*config.json")))
    return model_id(name, folder) | {
        "settings_sha256": hashlib.sha256(settings).hexdigest(),
        "classes": class_names(recogniser.model.config),
        "processor": {key: vars(recogniser.processor)[key] for key in PROCESSOR},
        "device": str(recogniser.model.device),
    }


def run(
    chosen: "EvaluationSet", recogniser: "Recogniser", args: argparse.Namespace, console: "Console"
) -> "Predictions":
    """Predictions for the chosen clips, with a progress bar."""
    from rich.progress import Progress

    from argen.pipelines.duse.evaluation import predict

    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("clips", total=len(chosen.numbers))
        return predict(
            chosen.read,
            chosen.numbers,
            recogniser,
            args.batch_size,
            args.workers,
            args.seed if args.temporal_probe else None,
            lambda count: progress.advance(task, count),
        )
