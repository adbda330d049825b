"""One clip as a dataset lists it, and everything an importer found (our design)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


NO_FOLD = -1  # the fold of a clip of a dataset without folds
NO_SPLIT = "all"  # the split of a clip of a dataset that publishes none
TRAIN, TEST = "train", "test"


class LayoutError(ValueError):
    """A folder that is not laid out as its dataset is published; the message names the path and where to get it."""


@dataclass(frozen=True)
class Clip:
    """One line of a split list, or one file where the file names are the list.

    Args:
        clip_id: the dataset's own name of the clip, the same in every fold.
        label: a class name; a word outside the classes stays as it was written, and is a fault.
        path: a video file, or a folder with one picture per frame; None where the disk has neither.
        subject: who is filmed, None where the dataset does not say.
        num_frames: as the list declares it, None where it does not.
        extras: values of the columns that only this dataset has.
    """

    clip_id: str
    label: str
    path: Path | None
    split: str = NO_SPLIT
    fold: int = NO_FOLD
    subject: str | None = None
    num_frames: int | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """What an importer found, before any clip is opened.

    Args:
        name: as in `SOURCES`.
        title: the dataset's name and paper, with its terms in one sentence.
        homepage: where its owners hand it out.
        root: the folder the user named.
        clip_folder: where under it the clips were looked for.
        classes: class names, in the order of the label column.
        clips: every line of the lists; a clip stands in several folds.
        files: what the disk has for each clip id; more than one is a fault.
        strays: clips on the disk whose names are no clip id of this dataset.
        columns: types of the extra columns, each a `datasets` feature.
    """

    name: str
    title: str
    homepage: str
    root: Path
    clip_folder: Path
    classes: tuple[str, ...]
    clips: tuple[Clip, ...]
    files: Mapping[str, tuple[Path, ...]]
    strays: tuple[Path, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)
