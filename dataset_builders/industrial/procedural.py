"""A procedural industrial set: six kinds of parts, five defects, a picture, a cloud and the exact mask of each sample.

Normal parts differ in pose, size, texture and light; a defect of medium strength is a few pixels wide. Our design, after
the kinds of parts and defects in MVTec 3D-AD (Bergmann et al. 2022).
"""

import zlib
from functools import partial

import numpy as np
import torch

from argen.dataset_builders.industrial.camera import take_cloud, take_picture
from argen.dataset_builders.industrial.defects import DEFECTS, add_defect
from argen.dataset_builders.industrial.listing import GOOD, Category, Entry, Samples
from argen.dataset_builders.industrial.solids import SOLIDS
from argen.pipelines.cif.sample import Sample


CATEGORIES = tuple(SOLIDS)
SPLITS = ("train", "validation", "test")
SIZE = 224  # pixels along a side
FINE = 2  # samples of the surface along a side of a pixel
BROKEN = tuple(DEFECTS)


def defect_of(split: str, index: int) -> str:
    """What is wrong with sample `index`: nothing in "train" and "validation"; every second of "test", in turns of `DEFECTS`."""
    return BROKEN[index // 2 % len(BROKEN)] if split == "test" and index % 2 else GOOD


def make_sample(
    category: str,
    split: str,
    index: int,
    seed: int = 0,
    strength: str = "medium",
    size: int = SIZE,
    defect: str | None = None,
) -> Sample:
    """Sample `index` of a category; it depends on (seed, category, split, index) and the options, on no other sample.

    Args:
        category: one of `CATEGORIES`.
        split: one of `SPLITS`.
        index: 0 and up.
        seed: 0 and up; another one gives another set.
        strength: "low", "medium" or "high", of the defect.
        size: pixels along a side, 32 or more.
        defect: in place of the one that `defect_of` gives: a name of `DEFECTS`, or "good" for the sample without one.

    Raises:
        ValueError: an argument that is not as above.
    """
    _check(category, split, index, seed, size)
    words = (seed, zlib.crc32(category.encode()), SPLITS.index(split), index)
    shape, damage, colours, depths = (np.random.default_rng((*words, part)) for part in range(4))
    surface, chosen = SOLIDS[category](shape, size * FINE), defect_of(split, index) if defect is None else defect
    fine_mask = np.zeros_like(surface.body)
    if chosen != GOOD:
        surface, fine_mask = add_defect(damage, surface, chosen, strength)
    picture, cloud = take_picture(colours, surface, size), take_cloud(depths, surface, size)
    return Sample(
        torch.from_numpy(picture).permute(2, 0, 1).float().div(255),
        torch.from_numpy(cloud).permute(2, 0, 1).contiguous(),
        torch.from_numpy(fine_mask.reshape(size, FINE, size, FINE).any((1, 3))),
        int(chosen != GOOD),
        f"{split}/{chosen}/{index:03d}",
    )


def procedural_category(
    category: str, train: int = 24, test: int = 60, seed: int = 0, strength: str = "medium", size: int = SIZE
) -> Category:
    """A category of `train` normal samples and `test` others, half of them broken; rendered when they are looked at."""
    make = partial(_load, category, seed, strength, size)
    return Category(
        category, Samples(_entries("train", train), make), Samples(_entries("test", test), make),
        Samples(_entries("validation", max(1, train // 5)), make),
    )  # fmt: skip


def _entries(split: str, count: int) -> list[Entry]:
    defects = [defect_of(split, k) for k in range(count)]
    return [Entry(f"{split}/{name}/{k:03d}", int(name != GOOD), name) for k, name in enumerate(defects)]


def _load(category: str, seed: int, strength: str, size: int, entry: Entry) -> Sample:
    split, _, index = entry.name.split("/")
    return make_sample(category, split, int(index), seed, strength, size)


def _check(category: str, split: str, index: int, seed: int, size: int) -> None:
    if category not in SOLIDS:
        raise ValueError(f"`category` is {category!r}; it has to be one of {', '.join(CATEGORIES)}")
    if split not in SPLITS:
        raise ValueError(f"`split` is {split!r}; it has to be one of {', '.join(SPLITS)}")
    for name, value, least in (("index", index, 0), ("seed", seed, 0), ("size", size, 32)):
        if value < least:
            raise ValueError(f"`{name}` is {value}; it has to be {least} or more")
