"""`argen import-dataset`: a dataset's folder as a checked table of rows, from the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from argen.dataset_builders.importers.identity import IdentityConfig
    from argen.dataset_builders.importers.report import ImportReport

NAMES = ("dfew", "ferv39k", "mafw", "crema-d", "ravdess", "folder")  # SOURCES, whose module is slow to import
OPTIONS = ("fold", "clips", "votes", "task", "modality", "channel", "csv", "classes")
IDENTITY = {  # IdentityConfig, whose module is slow to import
    "threshold": "--threshold",
    "embedder": "--embedder",
    "linkage": "--linkage",
    "centre": "--no-centre",
    "crop": "--no-crop",
    "seed": "--seed",
}
ROWS, REPORT = "rows.parquet", "report.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen import-dataset` (our design)."""
    add = parser.add_argument
    add("name", choices=NAMES, metavar="DATASET", help=", ".join(NAMES))
    add("root", type=Path, help="folder that the dataset was extracted to")
    add("-o", "--out", type=Path, required=True, help=f"folder for {ROWS} (paths, no clip is copied) and {REPORT}")
    add("--check", default="headers", help="files, headers or decode: how deep clips are looked into (%(default)s)")
    add("--drop-faulty", action="store_true", help="leave faulty clips out instead of stopping; the report names them")
    add("--workers", type=int, default=2, help="threads of the check (%(default)s)")
    own = parser.add_argument_group("options of single datasets")
    own.add_argument("--fold", type=int, help="dfew, mafw: 1 to 5 (all of them)")
    own.add_argument("--clips", help="dfew, mafw: which folder of clips, such as original or clip_224x224")
    own.add_argument("--votes", action="store_const", const=True, help="dfew: add the ten votes of annotation.xlsx")
    own.add_argument("--task", help="mafw: single (11 classes) or compound (43)")
    own.add_argument("--modality", help="ravdess: full-AV, video-only or both")
    own.add_argument("--channel", help="ravdess: speech, song or both")
    own.add_argument("--csv", type=Path, help="folder: table with the columns path, label and more")
    own.add_argument("--classes", type=_words, metavar="A,B,C", help="folder: class names in their order")
    who = parser.add_argument_group("new folds in which nobody is in train and test")
    who.add_argument("--identity-folds", type=int, metavar="K", help="how many; the official split is given up")
    who.add_argument(
        "--threshold", type=float, help="cosine from which two clips are one person, where nobody is named"
    )
    who.add_argument("--embedder", help="vision model that compares faces (argen/argen-mini, weak)")
    who.add_argument("--linkage", help="average or single: how clips are joined (average)")
    off = {"action": "store_const", "const": False}
    who.add_argument(
        "--no-centre", dest="centre", **off, help="for models trained to compare faces: cosines as they are"
    )
    who.add_argument("--no-crop", dest="crop", **off, help="the clips are face crops already: look for no face")
    who.add_argument("--seed", type=int, help="of the folds (0)")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


def main(args: argparse.Namespace) -> int:
    """Run `argen import-dataset`; returns the exit status. The report is written also when faults stop the import."""
    from rich.console import Console

    from argen.dataset_builders.importers.importer import import_dataset
    from argen.dataset_builders.importers.report import FaultError, print_report
    from argen.dataset_builders.importers.rows import write_rows

    options = {name: value for name, value in vars(args).items() if name in OPTIONS and value is not None}
    out = _need_out(args.out)
    try:
        rows, report = import_dataset(
            args.name,
            args.root,
            check=args.check,
            on_fault="drop" if args.drop_faulty else "raise",
            workers=args.workers,
            identity=make_identity(args),
            **options,
        )
    except FaultError as error:
        print_report(error.report, Console())
        _write_report(error.report, out)
        raise
    except ImportError as error:  # an extra is missing; the command line shows it in one line
        raise ValueError(str(error)) from error
    print_report(report, Console())
    _write_report(report, out)
    Console().print(str(write_rows(rows, out / ROWS)), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def _need_out(out: Path) -> Path:
    """Whether it can be written is known before clips are checked; it is made when there is something to write."""
    from argen.pipelines.media.atomic import check_folder

    if out.exists() and not out.is_dir():
        raise ValueError(f"`--out` is {str(out)!r}, a file; name a folder")
    check_folder(next(one for one in (out, *out.parents) if one.exists()), "--out")
    return out


def make_identity(args: argparse.Namespace) -> "IdentityConfig | None":
    """The folds by identity that are asked for; ValueError for an option of theirs without them."""
    from argen.dataset_builders.importers.identity import IdentityConfig

    given = {name: value for name, value in vars(args).items() if name in IDENTITY and value is not None}
    if args.identity_folds is not None:
        return IdentityConfig(folds=args.identity_folds, **given)
    if given:
        flag = IDENTITY[next(iter(given))]
        raise ValueError(f"`{flag}` is given without `--identity-folds`, the folds that it is for: give both")
    return None


def _write_report(report: "ImportReport", out: Path) -> None:
    from argen.pipelines.media.atomic import write_atomic

    out.mkdir(parents=True, exist_ok=True)
    write_atomic(out / REPORT, report.to_json() + "\n")
