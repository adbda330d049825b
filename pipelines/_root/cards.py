"""Model cards as functions of a model's configuration and of `measured.json`: `python -m argen.cards`.

`--measured FILE` takes in what an evaluation wrote (for argen-mini `evaluation.json` of `argen evaluate-mini`, for duse-mini
`training.json`, for cif-face `test.json`, for judge-mini `judge.json`) and notes which weights it is of. Nothing in a card is
written by hand but what was seen by eye (`--by-eye`), which is dropped when the weights are others.
"""

import argparse
import json
import textwrap
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from argen.shipment import our_folder


# model: module with `keep(reports)`, `front(config, measured)` and `parts(config, measured)`, and its configuration file
CARDS = {
    "argen-mini": ("argen.card_generator", "model_index.json"),
    "duse-mini": ("argen.card_recogniser", "config.json"),
    "cif-face": ("argen.card_screen", "config.json"),
    "judge-mini": ("argen.card_judge", "config.json"),
}
MEASURED, CARD = "measured.json", "README.md"
WIDTH = 119
NEVER = (
    (
        "To say or decide anything about what a real person feels, thinks or intends: nobody's feeling can be read off a face. "
        "Emotion words here name displays. Not in hiring, schools, policing, at borders, in health care or advertising."
    ),
    "To deceive: what is synthetic has to be shown as synthetic, and nobody's face may be used without their consent.",
)
RENDERED = "Rendered faces only (ICT-FaceKit geometry, MIT, with our own shading)"
PAPERS = {
    "argen": ("ARGen", "2604.12255", "2026"),
    "duse": ("DuSE", "2604.12777", "2026"),
    "cif": ("Commonality in Few", "2511.05966", "2025"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `python -m argen.cards`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(CARDS)}; all where none is given")
    parser.add_argument("--folder", type=Path, help="the model's folder, where it is not the one in the package")
    parser.add_argument(
        "--measured", type=Path, nargs="+", default=[], help="what an evaluation wrote; later ones win"
    )
    parser.add_argument("--by-eye", help="what was seen by eye in clips of these very weights")


def main(args: argparse.Namespace) -> int:
    """Take in new figures if there are any, and write the cards."""
    unknown = sorted(set(args.names) - set(CARDS))
    if unknown:
        raise ValueError(f"`NAME` is {unknown[0]!r}; there are cards for {', '.join(CARDS)}")
    if (args.measured or args.by_eye or args.folder) and len(args.names) != 1:
        raise ValueError("`--measured`, `--by-eye` and `--folder` are of one model: name it")
    from argen.pipelines.media.atomic import write_atomic

    for name in args.names or CARDS:
        folder = args.folder or our_folder(name)
        if args.measured or args.by_eye:
            reports = [read_json(path) for path in args.measured]
            update_measured(name, folder, reports, args.by_eye)
        write_atomic(folder / CARD, make_card(name, folder))
    return 0


def update_measured(name: str, folder: Path, reports: Sequence[Mapping[str, Any]], by_eye: str | None) -> None:
    """Put new figures into `measured.json`, with the weights that they are of."""
    from argen.pipelines.media.atomic import write_atomic

    path, found = folder / MEASURED, weights(folder)
    old = read_json(path) if path.is_file() else {}
    same = old.get("weights", {}).get("sha256") == found["sha256"]
    kept = {key: value for key, value in old.items() if key != "by_eye" or same}
    seen = {} if by_eye is None else {"by_eye": by_eye}
    new = {**kept, **import_module(CARDS[name][0]).keep(reports), **seen, "weights": found}
    write_atomic(path, json.dumps(new, indent=1, ensure_ascii=False) + "\n")


def weights(folder: Path) -> dict[str, Any]:
    """SHA-256, number and types of the weights in a folder's safetensors files; what is counted is real numbers."""
    from argen.hub import model_id

    tensors = [
        entry
        for path in sorted(folder.rglob("*.safetensors"))
        for key, entry in safetensors_header(path).items()
        if key != "__metadata__"
    ]
    tensors = [entry for entry in tensors if "F" in entry["dtype"]]
    count = sum(number(entry["shape"]) for entry in tensors)
    types = sorted({entry["dtype"] for entry in tensors})
    return {"sha256": model_id(folder.name, folder)["sha256"], "count": count, "types": types}


def safetensors_header(path: Path) -> dict[str, Any]:
    """The index at the head of a safetensors file; the weights are not read."""
    with path.open("rb") as file:
        return json.loads(file.read(int.from_bytes(file.read(8), "little")))


def number(shape: Sequence[int]) -> int:
    """Entries of a tensor."""
    count = 1
    for side in shape:
        count *= side
    return count


def make_card(name: str, folder: Path) -> str:
    """The card of one of CARDS from its folder's configuration and `measured.json`.

    Raises:
        ValueError: figures are missing; it says which.
    """
    module_name, config_name = CARDS[name]
    module = import_module(module_name)
    config, measured = read_json(folder / config_name), read_json(folder / MEASURED)
    try:
        front, parts = module.front(config, measured), module.parts(config, measured)
    except KeyError as error:
        raise ValueError(
            f"{folder / MEASURED} has no {error.args[0]!r}: measure it and give it by `--measured`"
        ) from error
    note = (
        f"Written by `python -m argen.cards` from `{config_name}` and `{MEASURED}`; the figures are of the weights with "
        f"SHA-256 `{measured['weights']['sha256'][:16]}`."
    )
    return "\n\n".join([f"---\n{front.to_yaml()}\n---", *parts, paragraph(note)]) + "\n"


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; ValueError where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ValueError(f"{str(path)!r} cannot be read as JSON ({error})") from error


# What cards are made of


def paragraph(text: str) -> str:
    """Text in lines of WIDTH; a word with a link stays whole."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def points(lines: Sequence[str]) -> str:
    """A list."""
    return "\n".join(
        textwrap.fill(
            line, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        for line in lines
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    first, *others = (f"| {' | '.join(row)} |" for row in (head, *rows))
    return "\n".join([first, "|---" * len(head) + "|", *others])


def limits(lines: Sequence[str], never: Sequence[str] = ()) -> list[str]:
    """The sections on limits, and on what the model must not be used for."""
    return ["## Limits", points(lines), "## What it must not be used for", points([*NEVER, *never])]


def citation(*papers: str) -> list[str]:
    """The section on how to cite."""
    entries = [
        f"@misc{{{key}{year},\n  title = {{{title}}},\n  year = {{{year}}},\n  eprint = {{{number}}},\n  archivePrefix = {{arXiv}}\n}}"
        for key, (title, number, year) in ((key, PAPERS[key]) for key in papers)
    ]
    return ["## Citation", "```bibtex\n" + "\n".join(entries) + "\n```"]


if __name__ == "__main__":
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(command)
    main(command.parse_args())
