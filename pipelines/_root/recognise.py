"""`argen recognise`: the emotion that a clip's face shows, and which frames and concepts decided."""

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.media.atomic import check_folder, check_targets


if TYPE_CHECKING:
    from rich.console import Console

    from argen.pipelines.duse.evidence import Evidence

SCHEMA = "argen-recognition/1"
BAR = 24  # characters of a bar at probability 1
SHOWN = 5  # concepts that are printed
LEVELS = "▁▂▃▄▅▆▇█"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen recognise`."""
    add = parser.add_argument
    add(
        "clips",
        nargs="+",
        type=Path,
        metavar="CLIP",
        help="video files, or folders with a picture per frame; one that cannot be used does not stop the rest",
    )
    add("--model", default="argen/duse-mini", help="folder or Hub id of a DuSE recogniser (%(default)s)")
    add("--no-crop", action="store_true", help="the clips are cropped to the face already: do not look for it")
    add("--device", help="cpu, cuda, ... (a GPU if there is one)")
    add("--json", action="store_true", help="print the result as JSON, and nothing else")
    add("-o", "--out", type=Path, help="picture to write (.png): frames, their weights, probabilities, concepts")


def main(args: argparse.Namespace) -> int:
    """Run `argen recognise`; returns the exit status: 1 where a clip could not be used."""
    if isinstance(sys.stdout, TextIOWrapper):  # a file name may hold what the terminal's encoding has not
        sys.stdout.reconfigure(errors="backslashreplace")
    if args.out is not None:
        check_output(args.out, args.clips)
    from argen.hub import model_id
    from argen.recogniser import load_recogniser

    recogniser, folder = load_recogniser(args.model, args.device, not args.no_crop)
    results = judge_clips(recogniser, args.clips)
    model = model_id(args.model, folder)
    if args.json:
        sys.stdout.write(to_json(results, model) + "\n")
    found = [result for result in results.values() if not isinstance(result, ValueError)]
    if args.out is not None and found:
        _write_pages(found, model, args.out)
    if not args.json:
        _print_results(found, args.out)
    for result in results.values():
        if isinstance(result, ValueError):
            print(f"error: {' '.join(str(result).split())}", file=sys.stderr)  # noqa: T201
    return int(len(found) < len(results))


def check_output(out: Path, clips: list[Path]) -> None:
    """ValueError for a picture that cannot be written there; its folder is made."""
    if out.suffix.lower() != ".png":
        raise ValueError(f"`--out` is {str(out)!r}; it has to end in .png")
    for clip in clips:
        check_targets([out], "--out", clip)
    check_folder(out.parent, "--out")


def judge_clips(recogniser: Any, clips: list[Path]) -> "dict[Path, Evidence | ValueError]":
    """Each clip's evidence, or the error that says why there is none."""
    from rich.console import Console
    from rich.progress import track

    from argen.pipelines.duse.frames_duse import ClipError
    from argen.pipelines.duse.judging import judge_clip

    results: dict[Path, Evidence | ValueError] = {}
    for clip in track(clips, "recognising", console=Console(stderr=True), transient=True, disable=len(clips) < 2):
        try:
            results[clip] = judge_clip(recogniser, clip, str(clip))
        except ClipError as error:
            results[clip] = error
    return results


def to_json(results: "dict[Path, Evidence | ValueError]", model: dict[str, str | None]) -> str:
    """The results in the order of the clips; a clip that could not be used has an `error` instead of numbers."""
    import json

    clips = [
        {"clip": str(clip), "error": str(result)} if isinstance(result, ValueError) else result.to_dict()
        for clip, result in results.items()
    ]
    return json.dumps({"schema": SCHEMA, "model": model, "clips": clips}, indent=1, ensure_ascii=False)


def _write_pages(found: "list[Evidence]", model: dict[str, str | None], out: Path) -> None:
    from argen.pipelines.duse.evidence import draw_evidence
    from argen.pipelines.media.page import stack
    from argen.pipelines.media.sheet import save_sheet

    sha = model["sha256"]
    facts = [("model", f"{model['id']}{f'  sha256 {sha[:12]}' if sha else ''}")]
    save_sheet(stack([draw_evidence(one, facts) for one in found]), out)


def _print_results(found: "list[Evidence]", out: Path | None) -> None:
    """Everything comes as Text: no file name is read as rich's markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for evidence in found:
        _print_evidence(console, evidence)
    if out is not None and found:
        console.print(Text(str(out), "bold"), soft_wrap=True)


def _print_evidence(console: "Console", evidence: "Evidence") -> None:
    from rich.table import Table
    from rich.text import Text

    utf = console.encoding.lower().startswith("utf")
    share = evidence.probabilities[evidence.emotion]
    console.print(Text(f"{evidence.emotion}  {share:.2f}", "bold") + Text(f"  {evidence.clip}", "dim"), soft_wrap=True)
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in sorted(evidence.probabilities.items(), key=lambda pair: -pair[1]):
        table.add_row(Text(name), f"{value:.3f}", ("█" if utf else "#") * round(value * BAR))
    console.print(table)
    largest = max(evidence.frame_weights)
    levels = "".join(LEVELS[min(7, int(8 * weight / largest))] for weight in evidence.frame_weights) if utf else ""
    numbers = " ".join(f"{weight:.2f}" for weight in evidence.frame_weights)
    console.print(Text(f"frames    {levels}  {numbers}"))
    nearest = ", ".join(f"{name} {value:.2f}" for name, value in list(evidence.concepts.items())[:SHOWN])
    if nearest:
        console.print(Text(f"concepts  {nearest}"))
