"""`argen dataset plan`: how many clips of which class, intensity and person, written down for review."""

import argparse
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from rich.table import Table

    from argen.dataset_builders.plan import Plan
    from argen.dataset_builders.settings import PlanSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset plan` (our design)."""
    add_plan_options(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for plan.json and plan.jsonl")


def add_plan_options(parser: argparse.ArgumentParser) -> None:
    """Options of a plan; what is left out is None, so that it is known what was given."""
    what = parser.add_argument_group("what is planned")
    add = what.add_argument
    add("--clips", type=int, help="how many (2000)")
    add(
        "--match", metavar="FILE", help="bring this class histogram to the target: JSON {class: count}, CSV or Parquet"
    )
    add("--target", help="uniform, or effective: shared out by effective numbers (uniform)")
    add("--beta", type=float, help="of effective numbers, 0 to below 1 (0.999)")
    add("--intensity", type=_pair, metavar="LOW:HIGH", help="range, spread evenly (0.4:1.0)")
    add("--shares", type=_numbers, metavar="A,B,C", help="of train, validation, test; nobody is in two (0.8,0.1,0.1)")
    add("--seed", type=int, help="same seed, same plan and clips (0)")
    add("--group", type=int, help="slots worked on together; 32 or more fill a GPU (4)")
    made = parser.add_argument_group("how clips are made")
    add = made.add_argument
    add("--source", help="generated, rendered or package.module:function (generated)")
    add("--faces", help="portraits, a folder of face pictures, or a rig .safetensors (portraits)")
    add("--identities", metavar="FIRST:END", help="people of a rig (3000000:3000200)")
    add("--randomization", type=float, help="of pictures and renders, 0 to 1 (0.3)")
    add("--model", help="generator: folder or Hub id (argen/argen-mini)")
    add("--steps", type=int, help="sampling steps (the model's)")
    add("--guidance-scale", type=float, help="pull of the caption (the model's)")
    add("--au-guidance-scale", type=float, help="pull of the Action Units (the model's)")
    add("--frame-guidance-scale", type=float, help="pull of the neighbouring frames (the model's)")
    add("--size", type=int, help="pixels a side (the model's)")
    add("--num-frames", type=int, help="frames a clip (the model's)")
    add("--fps", type=float, help="frames a second (the model's)")


def _pair(text: str) -> tuple[float, float]:
    low, _, high = text.partition(":")
    return float(low), float(high)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(one) for one in text.split(","))


def given_settings(args: argparse.Namespace) -> dict[str, Any]:
    """The plan settings that were given, by their names in `PlanSettings`."""
    from argen.dataset_builders.settings import PlanSettings

    values = {one.name: vars(args).get(one.name) for one in fields(PlanSettings)}
    if args.intensity is not None:
        values["low"], values["high"] = args.intensity
    return {name: value for name, value in values.items() if value is not None}


def make_settings(args: argparse.Namespace) -> "PlanSettings":
    """The settings of a new plan."""
    from argen.dataset_builders.settings import PlanSettings

    return PlanSettings(**given_settings(args))


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset plan`; returns the exit status."""
    from rich.console import Console

    from argen.dataset_builders.plan import make_plan
    from argen.dataset_builders.schema import PLAN, WORK

    settings = make_settings(args)
    if (args.out / WORK).exists():
        raise ValueError(f"`--out` {str(args.out)!r} is being built: plan in another folder")
    plan = make_plan(settings)
    path = plan.save(args.out)
    console = Console()
    console.print(plan_table(plan))
    for line in notes(plan):
        console.print(line, markup=False, highlight=False)
    console.print(str(path.with_name(PLAN)), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def plan_table(plan: "Plan") -> "Table":
    """What a person reviews, by class."""
    from rich.table import Table

    from argen.dataset_builders.plan import plan_rows
    from argen.dataset_builders.schema import SPLITS

    table = Table(box=None, pad_edge=False)
    matched = plan.histogram is not None
    heads = [
        "emotion",
        *(["there"] if matched else []),
        "clips",
        *(["sum"] if matched else []),
        *SPLITS,
        "intensity",
        "people",
    ]
    for name in heads:
        table.add_column(name, justify="left" if name == "emotion" else "right")
    for row in plan_rows(plan):
        levels = row["intensity"]
        shown = row | {"intensity": "-" if levels is None else f"{levels[0]:.2f} to {levels[1]:.2f}"}
        table.add_row(*(str(shown[name]) for name in heads))
    return table


def notes(plan: "Plan") -> list[str]:
    """What the table does not show."""
    people = {split: len(names) for split, names in plan.people.items() if names}
    lines = [
        f"{len(plan.slots)} clips; people: " + ", ".join(f"{count} in {split}" for split, count in people.items())
    ]
    if plan.histogram is not None and plan.histogram.left_out:
        left = ", ".join(f"{name} {count}" for name, count in plan.histogram.left_out.items())
        lines.append(f"labels without a place among the seven, not counted: {left}")
    return lines
