"""`argen dataset`: the verbs around a synthetic dataset, each in the module that does it."""

import argparse
from importlib import import_module

from argen.cli import Parser


# verb: module with `add_arguments(parser)` and `main(args)`, and its line in the help
VERBS: dict[str, tuple[str, str]] = {
    "plan": ("argen.dataset_builders.plan_command", "how many clips of which class and strength, for review"),
    "build": (
        "argen.dataset_builders.build_command",
        "make the clips of a plan, measured, screened, in shards; resumes",
    ),
    "verify": ("argen.dataset_builders.verify", "look for every kind of damage; names what it finds"),
    "repair": ("argen.dataset_builders.repair", "mend what can be made again, leave alone what is sound"),
    "stats": ("argen.dataset_builders.statistics", "clips per class and strength, acceptance, scores"),
    "preview": ("argen.dataset_builders.preview", "a page of clips with their curves and scores, to look at"),
    "export": ("argen.dataset_builders.export", "clips as files: folder, VideoFolder or WebDataset, signed if asked"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset`: a verb and what follows it."""
    width = max(map(len, VERBS)) + 2
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.usage = "argen dataset [-h] VERB ..."
    parser.epilog = "\n".join(
        [
            "verbs:",
            *(f"  {name:<{width}}{line}" for name, (_, line) in VERBS.items()),
            "",
            "`argen dataset VERB --help` lists the options of a verb.",
        ]
    )
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def main(args: argparse.Namespace) -> int:
    """Run one of them; returns the exit status."""
    module_name, line = VERBS[args.verb]
    module = import_module(module_name)
    parser = Parser(prog=f"argen dataset {args.verb}", description=f"{line[0].upper()}{line[1:]}.")
    module.add_arguments(parser)
    return module.main(parser.parse_args(args.rest)) or 0
