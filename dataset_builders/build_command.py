"""`argen dataset build`: make the clips of a plan, measured and screened, in shards; the same command goes on."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from argen.dataset_builders.plan_command import add_plan_options, given_settings, make_settings


if TYPE_CHECKING:
    from argen.dataset_builders.plan import Plan
    from argen.dataset_builders.settings import BuildSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset build`: those of a plan, or a plan, and how it is built."""
    add = parser.add_argument
    add(
        "-o",
        "--out",
        type=Path,
        required=True,
        help="folder of the dataset; one with a plan in it is built by that plan",
    )
    add("--plan", type=Path, metavar="FILE", help="plan.json of a plan in another folder")
    add_plan_options(parser)
    kept = parser.add_argument_group("which clips are kept")
    add = kept.add_argument
    add("--no-screen", action="store_true", help="keep every clip")
    add("--min-au-r", type=float, help="least correlation of requested and measured AUs")
    add("--max-au-error", type=float, help="largest AU error of clips that ask for no movement, such as neutral ones")
    add("--any-emotion", action="store_true", help="do not ask the recogniser for the emotion")
    add("--min-integrity", type=float, help="least chance that the face is whole")
    add("--min-identity", type=float, help="least similarity with the first frame")
    add("--attempts", type=int, help="clips made for a slot before another person takes its place (8)")
    add("--tries", type=int, help="clips made for a class, per clip planned, before the build gives up (50)")
    add("--judge", help="package.module:function of what measures clips (the models of this package)")
    files = parser.add_argument_group("files")
    files.add_argument("--crf", type=int, help="quality of the MP4s, 0 (lossless) to 51 (18)")
    files.add_argument("--shard-rows", type=int, help="rows of a Parquet file (500)")
    who = parser.add_argument_group("who works; the result does not change")
    who.add_argument("--workers", type=int, help="processes; 0 is this one alone (one for each core)")
    who.add_argument("--address", help="a Ray cluster: auto, ray://host:10001, or local for its own")
    who.add_argument("--gpus-per-worker", type=float, default=0.5, help="share of a GPU for each worker (%(default)s)")
    who.add_argument(
        "--device", help="cpu or cuda; clips are the same to the bit on equal devices (a GPU if there is one)"
    )


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset build`; returns the exit status."""
    from rich.console import Console

    from argen.dataset_builders.build import build_dataset
    from argen.dataset_builders.crew import CrewSettings

    crew = CrewSettings(args.workers, args.address, args.gpus_per_worker)
    build = make_build(args)
    console = Console()
    out = build_dataset(find_plan(args), build, args.out, crew, console)
    console.print(str(out), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def find_plan(args: argparse.Namespace) -> "Plan":
    """The plan of `--plan`, else that in the folder, else a new one of the options; options have to agree with a plan."""
    from argen.dataset_builders.plan import Plan, make_plan
    from argen.dataset_builders.schema import PLAN

    path = args.plan if args.plan is not None else args.out / PLAN
    if args.plan is None and not path.is_file():
        return make_plan(make_settings(args))
    plan = Plan.load(path)
    given = given_settings(args)
    other = [name for name, value in given.items() if vars(plan.settings)[name] != value]
    if other:
        raise ValueError(
            f"{str(path)!r} has other values of {', '.join(other)} than the options: leave these out to build that plan, or "
            "use another folder"
        )
    return plan


def make_build(args: argparse.Namespace) -> "BuildSettings":
    """The build settings of the options."""
    from argen.dataset_builders.settings import BuildSettings, ScreenSettings
    from argen.device import pick_device

    bounds = {
        "au_r": args.min_au_r,
        "au_error": args.max_au_error,
        "emotion": False if args.any_emotion else None,
        "integrity": args.min_integrity,
        "identity": args.min_identity,
    }
    given = {name: value for name, value in bounds.items() if value is not None}
    if args.no_screen and given:
        raise ValueError(f"`--no-screen` keeps every clip, and bounds are given for {', '.join(given)}: leave one out")
    names = ("attempts", "tries", "judge", "crf", "shard_rows")
    options = {name: vars(args)[name] for name in names if vars(args)[name] is not None}
    device = pick_device(args.device).type if args.address is None or args.device is None else args.device
    return BuildSettings(screen=None if args.no_screen else ScreenSettings(**given), device=device, **options)
