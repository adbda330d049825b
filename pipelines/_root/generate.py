"""`argen generate`: a face picture and an emotion in; a clip, a contact sheet and a report out."""

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.media.atomic import check_folder, check_targets


if TYPE_CHECKING:
    from PIL import Image
    from rich.console import Console

    from argen.generation import Sample
    from argen.report import ClipReport

DEVICES = ("cpu", "cuda", "mps", "xpu")
SHEET_COLUMNS = 9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen generate`; a setting left out is the model's own default."""
    add = parser.add_argument
    add("image", type=Path, help="picture with a face: PNG, JPEG, WebP, GIF, BMP or TIFF")
    add(
        "-o",
        "--out",
        type=Path,
        default=Path("clip.mp4"),
        help="clip to write; .png and .json beside it (%(default)s)",
    )
    what = parser.add_argument_group("what to express (at least one)")
    what.add_argument("--emotion", help=f"one of {', '.join(EMOTIONS)}")
    what.add_argument("--intensity", type=float, help="0 to 1, scales the emotion (0.8)")
    what.add_argument("--au", metavar="AU12=0.8,AU06=0.5", help=f"Action Units, each 0 to 1, of {', '.join(AUS)}")
    what.add_argument("--text", help="a sentence, such as 'a person smiles slightly'")
    what.add_argument("--grid", action="store_true", help="all seven emotions in one sheet and one clip")
    how = parser.add_argument_group("how")
    how.add_argument("--model", default="argen/argen-mini", help="folder or Hub id (%(default)s, part of the package)")
    how.add_argument("--no-crop", action="store_true", help="use the middle square instead of finding the face")
    how.add_argument("--seed", type=int, default=0, help="same seed, same clip (%(default)s)")
    how.add_argument("--steps", type=int, help="sampling steps")
    how.add_argument("--num-frames", type=int, help="4k + 1: 5, 9, 13, 17, ...")
    how.add_argument("--guidance-scale", type=float, help="pull of the caption, 1 is none")
    how.add_argument("--au-guidance-scale", type=float, help="pull of the Action Units, 1 is none")
    how.add_argument("--frame-guidance-scale", type=float, help="pull of the neighbouring frames, 0 is none")
    how.add_argument("--device", help="cpu, cuda, cuda:1, mps, xpu (a GPU if there is one)")


def parse_action_units(text: str) -> dict[str, float]:
    """'AU12=0.8,AU06=0.5' as a dict; ValueError lists the legal units. AU6 is read as AU06."""
    units: dict[str, float] = {}
    for part in text.split(","):
        name, sign, number = part.strip().partition("=")
        name = name.strip().upper()
        name = f"AU0{name[2:]}" if len(name) == 3 else name
        if name not in AUS:
            raise ValueError(f"`--au` names {part.strip()!r}; write AU12=0.8,AU06=0.5 with units of {', '.join(AUS)}")
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if not sign or not 0 <= value <= 1:
            raise ValueError(
                f"`--au` gives {name} the value {number!r}; it has to be a number from 0 to 1: {name}=0.8"
            )
        if name in units:
            raise ValueError(f"`--au` names {name} twice; give it once")
        units[name] = value
    return units


def check_arguments(args: argparse.Namespace) -> dict[str, float] | None:
    """Refuse what cannot work before anything heavy is loaded; returns the parsed Action Units."""
    if args.grid and (args.emotion is not None or args.text is not None):
        raise ValueError("`--grid` shows all seven emotions: leave out `--emotion` and `--text`")
    if not args.grid and args.emotion is None and args.au is None and args.text is None:
        raise ValueError("nothing to express: give `--emotion`, `--au`, `--text` or `--grid`")
    if args.emotion is not None and args.emotion not in EMOTIONS:
        raise ValueError(f"`--emotion` is {args.emotion!r}; it has to be one of {', '.join(EMOTIONS)}")
    if args.text is not None and not args.text.strip():
        raise ValueError("`--text` is empty; describe the expression, such as 'a person smiles slightly'")
    if args.intensity is not None:
        if args.emotion is None and not args.grid:
            raise ValueError("`--intensity` scales an emotion: give `--emotion` too")
        if not 0 <= args.intensity <= 1:
            raise ValueError(f"`--intensity` is {args.intensity}; it has to be from 0 (neutral) to 1 (extreme)")
    if args.num_frames is not None and (args.num_frames < 5 or args.num_frames % 4 != 1):
        raise ValueError(f"`--num-frames` is {args.num_frames}; it has to be 4k + 1: 5, 9, 13, 17, ...")
    if args.steps is not None and not 1 <= args.steps <= 1000:
        raise ValueError(f"`--steps` is {args.steps}; it has to be from 1 to 1000")
    if not 0 <= args.seed < 2**63:
        raise ValueError(f"`--seed` is {args.seed}; it has to be from 0 to 2^63 - 1")
    for name in ("guidance_scale", "au_guidance_scale", "frame_guidance_scale"):
        value = getattr(args, name)
        if value is not None and not 0 <= value <= 100:
            raise ValueError(f"`--{name.replace('_', '-')}` is {value}; it has to be from 0 to 100")
    if args.device is not None and args.device.partition(":")[0] not in DEVICES:
        raise ValueError(f"`--device` is {args.device!r}; it has to be one of {', '.join(DEVICES)}, or such as cuda:1")
    return None if args.au is None else parse_action_units(args.au)


def check_output(out: Path, image: Path) -> None:
    """Make the output folder and try to write in it, so that a mistake shows before the work and not after it."""
    if out.suffix.lower() != ".mp4":
        raise ValueError(f"`--out` has to end in .mp4 but is {str(out)!r}")
    check_targets((out, out.with_suffix(".png"), out.with_suffix(".json")), "--out", image)
    check_folder(out.parent, "--out")


def check_model(model: str) -> None:
    """Refuse a local path that holds no pipeline; anything of the form owner/name may be a Hub id."""
    if Path(model).is_dir():
        if not (Path(model) / "model_index.json").is_file():
            raise ValueError(f"`--model` {model!r} is a folder without model_index.json: name a saved pipeline")
    elif model.startswith((".", "/", "~")) or model.count("/") != 1:
        raise ValueError(f"`--model` {model!r} is neither a folder nor a Hub id such as argen/argen-mini")


def frame_face(picture: "Image.Image", no_crop: bool, size: int) -> "Image.Image":
    """The square picture that the generator gets."""
    from argen.pipelines.media.face import centre_square, crop_face

    return centre_square(picture, size) if no_crop else crop_face(picture, size)


def main(args: argparse.Namespace) -> int:
    """Run `argen generate`; returns the exit status."""
    units = check_arguments(args)
    check_model(args.model)
    check_output(args.out, args.image)
    from rich.console import Console

    from argen.pipelines.media.picture import read_picture

    picture = read_picture(args.image)
    frame_face(picture, args.no_crop, 128)  # a picture without a face is refused before the model is loaded
    console = Console()
    with console.status("loading the model"):
        _quiet()
        from argen.generation import Generator

        generator = Generator(args.model, args.device)
    if units is not None and generator.pipe.au_adapter is None:
        raise ValueError(
            f"`--au` needs a model with an AU adapter, which {args.model!r} has not: describe the expression by "
            "`--emotion` or `--text`, or choose another `--model`"
        )
    face = frame_face(picture, args.no_crop, generator.size)
    emotions = EMOTIONS if args.grid else (args.emotion,)
    samples = []
    for emotion in emotions:
        generator.pipe.set_progress_bar_config(desc=emotion or "clip", leave=False)
        samples.append(generator.sample(face, emotion, units, args))
    paths = write_outputs(args.out, face, samples, args.grid)
    for sample in samples:
        _print_units(console, sample.report)
    for path in paths:
        console.print(str(path), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def _quiet() -> None:
    """Errors only from the libraries: their loading bars and notes on optional packages are not for this command's user."""
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    for library in (diffusers_logging, transformers_logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


def write_outputs(out: Path, face: "Image.Image", samples: "list[Sample]", grid: bool) -> list[Path]:
    """Write clip, contact sheet and report; each appears whole or not at all."""
    from argen.pipelines.media.atomic import write_atomic
    from argen.pipelines.media.grid import grid_video
    from argen.pipelines.media.sheet import save_sheet
    from argen.pipelines.media.video import write_video

    reports = [sample.report for sample in samples]
    fps = reports[0].fps
    if grid:
        write_video(out, grid_video([s.frames for s in samples], [r.emotion or "" for r in reports]), fps)
        clips = ",\n".join(report.to_json() for report in reports)
        text = f'{{"schema": "argen-reports/1", "clips": [\n{clips}\n]}}\n'
    else:
        write_video(out, samples[0].frames, fps)
        text = reports[0].to_json() + "\n"
    page = _grid_sheet(face, samples) if grid else _clip_sheet(face, samples[0])
    sheet = save_sheet(page, out.with_suffix(".png"))
    return [out, sheet, write_atomic(out.with_suffix(".json"), text)]


def _clip_sheet(face: "Image.Image", sample: "Sample") -> "Image.Image":
    """The input, then every frame, in lines of nine."""
    import numpy as np

    from argen.pipelines.media.sheet import contact_sheet
    from argen.pipelines.media.video import to_uint8

    pictures = np.concatenate([np.asarray(face)[None], to_uint8(sample.frames)])
    starts = range(0, len(pictures), SHEET_COLUMNS)
    labels = [f"{(start - 1) / sample.report.fps:.2f} s" if start else "input\nthen 0 s" for start in starts]
    return contact_sheet([pictures[i : i + SHEET_COLUMNS] for i in starts], labels, title=_title(sample.report))


def _grid_sheet(face: "Image.Image", samples: "list[Sample]") -> "Image.Image":
    """A line per emotion: the input, then eight frames spread over the clip."""
    import numpy as np

    from argen.pipelines.media.sheet import contact_sheet
    from argen.pipelines.media.video import to_uint8

    count = len(samples[0].frames)
    shown = np.unique(np.linspace(0, count - 1, min(SHEET_COLUMNS - 1, count)).round().astype(int))
    rows = [np.concatenate([np.asarray(face)[None], to_uint8(sample.frames[shown])]) for sample in samples]
    times = ["input", *(f"{index / samples[0].report.fps:.2f} s" for index in shown)]
    return contact_sheet(rows, [sample.report.emotion or "" for sample in samples], times)


def _title(report: "ClipReport") -> str:
    words = [report.emotion or report.text or "Action Units"]
    words += [f"{report.intensity:.2f}"] if report.emotion and report.intensity is not None else []
    return "  ".join([*words, f"seed {report.seed}"])[:100]


def _print_units(console: "Console", report: "ClipReport") -> None:
    """A small table: each active unit at the apex, requested and measured."""
    from rich.table import Table
    from rich.text import Text

    from argen.pipelines.argen.facs_argen import AU_NAMES
    from argen.report import active_units

    table = Table(title=Text(_title(report)), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name in ("unit", "action", "requested", "measured"):
        table.add_column(name, justify="right" if name in ("requested", "measured") else "left")
    for k in active_units(report):
        cells = ("-" if c is None else f"{c[report.apex, k]:.2f}" for c in (report.requested, report.measured))
        table.add_row(report.au_names[k], AU_NAMES[report.au_names[k]], *cells)
    console.print(table)
    if report.measured is None:
        console.print("Action Units not measured: the model has no AU estimator", highlight=False)
    seconds = "  ".join(f"{name} {value:.2f} s" for name, value in report.seconds.items())
    console.print(f"at {max(report.apex, 0) / report.fps:.2f} s of the clip; {seconds}", style="dim", highlight=False)
