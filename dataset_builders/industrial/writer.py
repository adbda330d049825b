"""The procedural set as a folder in the layout of MVTec 3D-AD: `python -m argen.dataset_builders.industrial.writer FOLDER`."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from argen.dataset_builders.industrial.defects import STRENGTHS
from argen.dataset_builders.industrial.files import import_tifffile
from argen.dataset_builders.industrial.listing import Samples
from argen.dataset_builders.industrial.procedural import CATEGORIES, SIZE, procedural_category
from argen.pipelines.cif.sample import Sample
from argen.pipelines.media.atomic import atomic_path, check_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    add = parser.add_argument
    add("folder", type=Path, help="where to write; a folder per category is made in it")
    add("--categories", nargs="+", default=CATEGORIES, choices=CATEGORIES, metavar="NAME", help=", ".join(CATEGORIES))
    add("--train", type=int, default=24, help="normal samples to learn from, per category (%(default)s)")
    add("--test", type=int, default=60, help="samples to be judged by, every second one broken (%(default)s)")
    add("--strength", default="medium", choices=STRENGTHS, help="of the defects (%(default)s)")
    add("--size", type=int, default=SIZE, help="pixels along a side (%(default)s)")
    add("--seed", type=int, default=0, help="another seed gives another set (%(default)s)")


def main(args: argparse.Namespace) -> int:
    """Write the set; returns the exit status."""
    from rich.progress import Progress

    with Progress(transient=True) as bar:
        total = len(args.categories) * (args.train + max(1, args.train // 5) + args.test)
        task = bar.add_task("samples", total=total)
        write_procedural(
            args.folder,
            args.categories,
            lambda: bar.advance(task),
            train=args.train,
            test=args.test,
            strength=args.strength,
            size=args.size,
            seed=args.seed,
        )
    return 0


def write_procedural(
    folder: Path, categories: Sequence[str] = CATEGORIES, done: Callable[[], Any] = lambda: None, **options: Any
) -> None:
    """Write categories so that `read_mvtec_3d` gives back the same samples, to the bit.

    Args:
        folder: made if it is not there.
        categories: of `CATEGORIES`.
        done: called after each sample.
        options: see `procedural_category`.

    Raises:
        ValueError: a folder that cannot be written, or an argument that `procedural_category` refuses.
    """
    check_folder(folder, "folder")
    for name in categories:
        category = procedural_category(name, **options)
        for samples in (category.train, category.validation, category.test):
            write_samples(folder / name, samples, done)


def write_samples(folder: Path, samples: Samples, done: Callable[[], Any] = lambda: None) -> None:
    """Write samples with a cloud, named "SPLIT/DEFECT/NNN", below the folder of their category."""
    for entry, sample in zip(samples.entries, samples, strict=True):
        split, defect, number = entry.name.split("/")
        _write(folder / split / defect, number, sample, split == "test")
        done()


def _write(folder: Path, number: str, sample: Sample, with_mask: bool) -> None:
    assert sample.points is not None and sample.mask is not None
    for name in ("rgb", "xyz", *(["gt"] if with_mask else [])):
        (folder / name).mkdir(parents=True, exist_ok=True)
    picture = np.rint(sample.image.permute(1, 2, 0).numpy() * 255).astype(np.uint8)
    with atomic_path(folder / "rgb" / f"{number}.png") as part:
        Image.fromarray(picture).save(part, format="PNG")
    with atomic_path(folder / "xyz" / f"{number}.tiff") as part:
        import_tifffile().imwrite(part, sample.points.permute(1, 2, 0).contiguous().numpy(), photometric="rgb")
    if with_mask:
        with atomic_path(folder / "gt" / f"{number}.png") as part:
            Image.fromarray(sample.mask.numpy().astype(np.uint8) * 255).save(part, format="PNG")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    raise SystemExit(main(parser.parse_args()))
