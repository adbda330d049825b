"""`argen describe`: what a sentence would make a face do, with the facts behind it, without generating anything."""

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.generate import parse_action_units
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from argen.pipelines.media.atomic import check_targets


if TYPE_CHECKING:
    from PIL import Image
    from rich.console import Console

    from argen.pipelines.argen.plan_argen import AffectPlan

SHOWN = 0.05  # peaks below this, half a trace, are left out
BAR = 24  # characters of a bar at intensity 1
FACE_SIDE = 160  # pixels of the face on the picture


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen describe`."""
    add = parser.add_argument
    add("text", nargs="?", help="a word or a sentence, such as 'a shy smile that fades'")
    add("--image", type=Path, help="picture of the face; only a model looks at it")
    add("--emotion", choices=EMOTIONS, metavar="EMOTION", help=f"wins over the text's: {', '.join(EMOTIONS)}")
    add("--intensity", type=float, help="0 to 1, wins over the text's")
    add("--au", metavar="AU12=0.8,AU06=0.5", help="Action Units, each 0 to 1; they win over everything else")
    add("--num-frames", type=int, default=17, help="frames of the curve (%(default)s)")
    add("--fps", type=float, default=8.0, help="frames per second (%(default)s)")
    add("--seed", type=int, default=0, help="same seed, same plan (%(default)s)")
    add("--json", action="store_true", help="print the plan as JSON, and nothing else")
    add(
        "-o",
        "--out",
        type=Path,
        help="picture to write (.png, .json beside it), or a folder for plan.png and plan.json",
    )
    who = parser.add_argument_group("who describes (the grammar if neither is given)")
    who.add_argument("--model", help="an image-text-to-text model: folder or Hub id; with --endpoint its name there")
    who.add_argument("--endpoint", help="address of an OpenAI-compatible server; the text and the face are sent to it")


def main(args: argparse.Namespace) -> int:
    """Run `argen describe`; returns the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # a text may hold what the terminal's encoding has not
        sys.stdout.reconfigure(errors="backslashreplace")
    _check_asked(args)
    units = None if args.au is None else parse_action_units(args.au)
    out = None if args.out is None else output_paths(args.out, args.image)
    from argen.pipelines.affect.injection import make_plan
    from argen.pipelines.media.picture import read_picture

    face = None if args.image is None else read_picture(args.image)
    plan = make_plan(
        text=args.text,
        image=face,
        emotion=args.emotion,
        intensity=args.intensity,
        action_units=units,
        num_frames=args.num_frames,
        fps=args.fps,
        seed=args.seed,
        describer=_describer(args.model, args.endpoint),
    )
    if args.json:
        sys.stdout.write(plan.to_json() + "\n")
    else:
        _print_plan(plan, args.text is not None and face is not None)
    if out is not None:
        _write(plan, face, args.fps, *out)
    if out is not None and not args.json:
        _say(*map(str, out))
    return 0


def _check_asked(args: argparse.Namespace) -> None:
    if args.text is None and args.emotion is None and args.au is None:
        raise ValueError("nothing to describe: give a sentence, `--emotion` or `--au`")
    if args.text is None and not (args.model is None and args.endpoint is None):
        name = "--model" if args.endpoint is None else "--endpoint"
        raise ValueError(f"`{name}` is given without a sentence that it could describe: give one, or leave it out")


def output_paths(out: Path, image: Path | None) -> tuple[Path, Path]:
    """Where picture and JSON go; a name without suffix is a folder. ValueError where they cannot go."""
    if out.suffix.lower() not in ("", ".png"):
        raise ValueError(f"`--out` is {str(out)!r}; it has to end in .png, or be a folder")
    picture = out if out.suffix else out / "plan.png"
    check_targets((picture, picture.with_suffix(".json")), "--out", image)
    return picture, picture.with_suffix(".json")


def _describer(model: str | None, endpoint: str | None) -> Any:
    if model is None and endpoint is None:
        return None
    # transformers, or a client of the network
    from argen.pipelines.affect.describer import endpoint_describer, transformers_describer

    if endpoint is not None:
        return endpoint_describer(endpoint, model)
    try:
        return transformers_describer(str(model))
    except (OSError, ValueError, ImportError) as error:
        raise ValueError(
            f"`--model` is {model!r}, which cannot be loaded; give the folder or the Hub id of an image-text-to-text "
            f"model with a chat template, or `--endpoint` too for a model of a server ({error})"
        ) from error


def _write(plan: "AffectPlan", face: "Image.Image | None", fps: float, picture: Path, data: Path) -> None:
    from argen.pipelines.media.atomic import write_atomic
    from argen.pipelines.media.sheet import save_sheet

    picture.parent.mkdir(parents=True, exist_ok=True)
    save_sheet(plan_page(plan, face, fps), picture)
    write_atomic(data, plan.to_json() + "\n")


def plan_page(plan: "AffectPlan", face: "Image.Image | None", fps: float) -> "Image.Image":
    """A picture of a plan: what it says, the face if there is one, and a curve per Action Unit."""
    from PIL import ImageOps

    from argen.pipelines.media.curves import draw_curves
    from argen.pipelines.media.page import heading, stack
    from argen.pipelines.media.sheet import MARGIN, PAPER

    facts = [
        ("emotion", f"{plan.emotion or 'none'}, intensity {plan.intensity:.2f}"),
        *((f"stage {k + 1}", _stage_words(stage)) for k, stage in enumerate(_stages(plan))),
        *(("caption", caption) for caption in plan.captions),
        ("described by", _describer_words(plan)),
        ("evidence", ", ".join(record["id"] for record in _records(plan, "passage")) or "none"),
    ]
    parts = [heading(plan.captions[-1], facts)]
    if face is not None:
        small = face.copy()
        small.thumbnail((FACE_SIDE, FACE_SIDE))
        parts.append(ImageOps.expand(small, (MARGIN, MARGIN // 2, 0, 0), PAPER))
    active = _active(plan)
    if active:
        names = [AUS[k] for k in active]
        parts.append(draw_curves(plan.curve[:, active], None, names, fps, [AU_NAMES[name] for name in names]))
    return stack(parts)


def _active(plan: "AffectPlan") -> list[int]:
    return [k for k in range(len(AUS)) if plan.curve[:, k].max() >= SHOWN]


def _records(plan: "AffectPlan", kind: str) -> list[dict[str, Any]]:
    return [record for record in plan.evidence if record["kind"] == kind]


def _stages(plan: "AffectPlan") -> list[dict[str, Any]]:
    return [stage for record in _records(plan, "description") for stage in record["stages"]]


def _stage_words(stage: dict[str, Any]) -> str:
    units = ", ".join(f"{name} {peak:.2f}" for name, peak in stage["action_units"].items())
    words = [
        f"{stage['emotion']} {stage['intensity']:.2f}",
        "" if stage["pace"] == "natural" else stage["pace"],
        units,
    ]
    words += [f"without {', '.join(stage['without'])}"] if stage["without"] else []
    return ", ".join(word for word in words if word)


def _describer_words(plan: "AffectPlan") -> str:
    """Who described the face, and what went wrong on the way."""
    for record in _records(plan, "describer"):
        fell_back = ", which gave up to the grammar" if record["fell_back"] else ""
        faults = "; ".join((*record["faults"], *record.get("notes", ())))
        return f"{record['describer']}{fell_back}{': ' if faults else ''}{faults}"
    return "nobody: there is no text"


def _print_plan(plan: "AffectPlan", unseen: bool) -> None:
    """Everything comes as Text: nothing of a request or of a model's answer is read as rich's markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    title = Text(f"{plan.emotion or 'Action Units'}  {plan.intensity:.2f}", "bold")
    console.print(title + Text(f"  seed {plan.seed}", "dim"))
    for k, stage in enumerate(_stages(plan)):
        console.print(Text(f"  stage {k + 1}  {_stage_words(stage)}"))
    for record in _records(plan, "description"):
        label = f", called {record['label']}" if record["label"] else ""
        console.print(Text(f"  ending   {record['ending']}{label}"))
    _print_units(console, plan)
    left, right = "“”" if _is_utf(console) else '""'
    for caption in plan.captions:
        console.print(Text(f"{left}{caption}{right}"))
    _print_evidence(console, plan)
    blind = " (it does not look at the picture)" if unseen and _describer_words(plan).startswith("grammar") else ""
    console.print(Text(f"described by {_describer_words(plan)}{blind}"))
    for record in _records(plan, "resolved"):
        console.print(Text(f"{record['overruled']} gives way to {record['by']}"))


def _is_utf(console: "Console") -> bool:
    return console.encoding.lower().startswith("utf")


def _print_units(console: "Console", plan: "AffectPlan") -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    block = "█" if _is_utf(console) else "#"
    for k in _active(plan):
        peak = float(plan.curve[:, k].max())
        table.add_row(AUS[k], AU_NAMES[AUS[k]], f"{peak:.2f}", block * max(1, round(peak * BAR)))
    if table.row_count:
        console.print(table)
    else:
        console.print("the face stays at rest")


def _print_evidence(console: "Console", plan: "AffectPlan") -> None:
    from rich.table import Table
    from rich.text import Text

    passages = _records(plan, "passage")
    if not passages:
        return
    table = Table("evidence", "score", "source", box=None, pad_edge=False, header_style="dim")
    for record in passages:
        table.add_row(Text(record["id"]), f"{record['score']:.2f}", Text(record["source"]))
    console.print(table)


def _say(*lines: str) -> None:
    from rich.console import Console

    for line in lines:
        Console().print(line, style="bold", markup=False, highlight=False, soft_wrap=True)
