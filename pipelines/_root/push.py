"""`argen push`: models, datasets, metrics and the Space to the Hub. Without `--yes` it shows what would be sent."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argen.pipelines.model_folder import OUR_NAMESPACE
from argen.shipment import CATALOGUE, REPO_TYPES, Shipment, make_shipment, our_folder


if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from rich.console import Console
    from rich.table import Table

KINDS = (*REPO_TYPES, "all")
DEMO = "argen-demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen push`."""
    add = parser.add_argument
    add("kind", choices=KINDS, help="what to send")
    add("--namespace", default=OUR_NAMESPACE, help="user or organisation that it goes to (%(default)s)")
    add("--name", help=f"only this one: {', '.join(CATALOGUE)}; with --folder, what to call it there")
    add("--folder", type=Path, help="a folder of that kind in place of the one in the package")
    add("--yes", action="store_true", help="send; without it nothing leaves this machine")
    add("--private", action="store_true", help="repositories that do not exist yet are made private")
    add("--wheel", type=Path, help="a wheel of this package that the Space installs, until one is on PyPI")
    add("--tries", type=int, default=4, help="how often a step is tried when the Hub is busy (%(default)s)")


def main(args: argparse.Namespace) -> int:
    """Run `argen push`; returns the exit status."""
    from huggingface_hub import HfApi
    from rich.console import Console

    from argen.remote import compare, patiently

    if args.tries < 1:
        raise ValueError(f"`--tries` is {args.tries}; it has to be 1 or more")
    console = Console()
    shipments, left_out = choose(args)
    api = HfApi(library_name="argen")
    if args.yes:
        check_token()
    states = [patiently(lambda one=one: compare(api, one), one.repo_id, args.tries) for one in shipments]
    console.print(overview(shipments, states))
    for name in left_out:
        console.print(f"left out: {name}, whose folder {our_folder(name)} is not there", markup=False)
    if not args.yes:
        console.print(f"Nothing was sent. `--yes` sends this to {api.endpoint}.", markup=False)
        return 0
    return send_all(api, shipments, args, console)


def send_all(api: "HfApi", shipments: Sequence[Shipment], args: argparse.Namespace, console: "Console") -> int:
    """Send one after the other; what is there already takes no time when the command is run again."""
    from argen import __version__
    from argen.remote import send

    for k, one in enumerate(shipments):
        console.print(f"{k + 1} of {len(shipments)}: {one.kind} {one.repo_id}", markup=False, highlight=False)
        address = send(api, one, f"argen {__version__}", args.private, args.tries)
        console.print(f"  {address}", markup=False, highlight=False, soft_wrap=True)
    return 0


def choose(args: argparse.Namespace) -> tuple[list[Shipment], list[str]]:
    """The shipments that were asked for, and the names of those of `all` whose folder is not there.

    Raises:
        ValueError: flags that do not go together, an unknown name, or a folder that is not ready.
    """
    if args.kind == "all" and (args.folder or args.name):
        raise ValueError("`--folder` and `--name` go with one kind; `all` sends each from its own folder")
    if args.folder is not None:
        default = "synthetic-dfer" if args.kind == "dataset" else args.folder.resolve().name
        name = args.name or default
        wheel = args.wheel if args.kind == "space" else None
        check_wheel(args.wheel, wheel is not None)
        return [make_shipment(args.kind, name, args.namespace, args.folder, wheel)], []
    names = [
        name for name, (kind, _, _) in CATALOGUE.items() if args.kind in (kind, "all") and args.name in (name, None)
    ]
    if not names:
        known = [name for name, (kind, _, _) in CATALOGUE.items() if kind == args.kind]
        raise ValueError(f"`--name` is {args.name!r}; of the kind {args.kind} there are {', '.join(known)}")
    there = [name for name in names if args.name is not None or our_folder(name).is_dir()]
    if not there:
        raise ValueError(f"the package has no {args.kind} yet: `{our_folder(names[0])}` is not there; give `--folder`")
    check_wheel(args.wheel, DEMO in there)
    made = [
        make_shipment(CATALOGUE[name][0], name, args.namespace, our_folder(name), args.wheel if name == DEMO else None)
        for name in there
    ]
    return made, [name for name in names if name not in there]


def check_wheel(wheel: Path | None, used: bool) -> None:
    """ValueError for a wheel that no Space among what is sent would take."""
    if wheel is not None and not used:
        raise ValueError(f"`--wheel` is {str(wheel)!r}, but no Space is sent: leave it out, or send `space` or `all`")


def check_token() -> None:
    """ValueError where the Hub would not know who is writing."""
    from huggingface_hub import get_token

    if get_token() is None:
        raise ValueError("there is no token for the Hub: log in with `hf auth login`, or set HF_TOKEN")


def overview(shipments: Sequence[Shipment], states: Sequence[dict[str, str]]) -> "Table":
    """A row for each repository, and one for each of its files that would be sent or removed."""
    from rich.table import Table
    from rich.text import Text

    table = Table("repository and files", "kind", box=None, pad_edge=False, header_style="dim")
    table.add_column("size", justify="right")
    table.add_column("against the Hub")
    for one, found in zip(shipments, states, strict=True):
        counts = {state: list(found.values()).count(state) for state in ("new", "changed", "removed", "unchanged")}
        words = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        table.add_row(Text(one.repo_id, "bold"), one.kind, in_words(sum(map(one.size, one.files))), words)
        for path, state in found.items():
            if state != "unchanged":
                size = in_words(one.size(path)) if path in one.files else ""
                table.add_row(Text(f"  {path}"), "", size, state)
    return table


def in_words(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
