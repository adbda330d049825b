"""The `argen` command. A verb's module is imported when the verb is used, so that `argen --help` is instant."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn


# verb: module with `add_arguments(parser)` and `main(args)`, and its line in the help
VERBS: dict[str, tuple[str, str]] = {
    "generate": ("argen.generate", "an expressive clip from a face picture"),
    "describe": ("argen.describe", "a sentence as a plan: emotion, Action Units, captions and the facts behind them"),
    "recognise": ("argen.recognise", "the emotion that a clip's face shows, and which frames and concepts decided"),
    "cif": (
        "argen.cif",
        "few-shot anomaly detection: fit normal pictures, show what is odd in others, compare methods",
    ),
    "inspect": ("argen.inspect_clip", "whether the face of a clip is whole, by which signs, and where it is not"),
    "report": ("argen.report", "draw a clip's report: requested against measured Action Units"),
    "import-dataset": (
        "argen.dataset_builders.importers.command",
        "a public dataset's folder as a checked table of rows",
    ),
    "dataset": ("argen.dataset_builders.command", "plan, build, check and show a synthetic dataset"),
    "push": ("argen.push", "send models, dataset, metrics and Space to the Hub; shows first what would be sent"),
    "pull": ("argen.pull", "get what was pushed back from the Hub, checked"),
    "demo": ("argen.demo", "open the Gradio demo in the browser"),
    "render": ("argen.dataset_builders.renderer.command", "training clips with exact Action Unit truth"),
    "train-mini": ("argen.training.supervised", "train the embedded generator from a rig"),
    "train-ard": ("argen.training.ard_train", "improve a generator by rewards on its clips (reinforcement learning)"),
    "evaluate": ("argen.evaluate", "measure a recogniser on a dataset, with protocol, table and confusion matrix"),
    "evaluate-affect": ("argen.training.affect_evaluate", "measure what sentences are worth to a generator"),
    "evaluate-mini": ("argen.training.supervised_evaluate", "measure a generator on people it has never seen"),
}


class Parser(argparse.ArgumentParser):
    """One line on stderr for a mistake, instead of the usage text."""

    def error(self, message: str) -> NoReturn:
        """Print the mistake and leave with status 2."""
        self.exit(2, f"error: {message}; see `{self.prog} --help`\n")


class _Version(argparse.Action):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(nargs=0, **kwargs)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from argen import __version__

        print(f"argen {__version__}")  # noqa: T201
        parser.exit(0)


def make_parser() -> Parser:
    """The top level only: a verb and what follows it."""
    width = max(map(len, VERBS)) + 2
    verbs = "\n".join(f"  {name:<{width}}{line}" for name, (_, line) in VERBS.items())
    parser = Parser(
        prog="argen",
        usage="argen [-h] [--version] VERB ...",
        description=f"Expressive face video from a face picture and an emotion, a sentence or Action Units.\n\nverbs:\n{verbs}",
        epilog="`argen VERB --help` lists the options of a verb.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="print the version")
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 2 a mistake of the user's (one line on stderr), 130 interrupted."""
    words = sys.argv[1:] if argv is None else list(argv)
    if not words:
        make_parser().print_help(sys.stderr)
        return 2
    arguments = make_parser().parse_args(words)
    module_name, line = VERBS[arguments.verb]
    try:
        module = import_module(module_name)
        parser = Parser(prog=f"argen {arguments.verb}", description=f"{line[0].upper()}{line[1:]}.")
        module.add_arguments(parser)
        return module.main(parser.parse_args(arguments.rest)) or 0
    except (ValueError, OSError) as error:
        print(f"error: {_one_line(error)}", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201
        return 130


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
