"""Rows of a `datasets.Dataset`: the columns that every importer gives, typed (our design)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.importers.clip import Clip, Listing
from argen.dataset_builders.importers.faults import clip_faults
from argen.dataset_builders.importers.inspection import Inspection, inspect_clip


if TYPE_CHECKING:
    from datasets import Dataset, Features, IterableDataset

SHARDS = 64  # parts of a stream that the workers of a data loader share


def make_features(listing: Listing) -> "Features":
    """video, label, clip_id, subject, split, fold, num_frames, then the dataset's own columns."""
    from datasets import ClassLabel, Features, Value, Video

    return Features(
        {
            "video": Video(decode=False),
            "label": ClassLabel(names=list(listing.classes)),
            "clip_id": Value("string"),
            "subject": Value("string"),
            "split": Value("string"),
            "fold": Value("int32"),
            "num_frames": Value("int32"),
            **listing.columns,
        }
    )


def make_row(clip: Clip, classes: Sequence[str], num_frames: int) -> dict[str, Any]:
    """One row; `video` holds the path and no bytes: a video file, or a folder with one picture per frame."""
    return {
        "video": {"path": str(clip.path), "bytes": None},
        "label": classes.index(clip.label),
        "clip_id": clip.clip_id,
        "subject": clip.subject,
        "split": clip.split,
        "fold": clip.fold,
        "num_frames": num_frames,
        **clip.extras,
    }


def make_dataset(listing: Listing, clips: Sequence[Clip], inspections: Mapping[Path, Inspection]) -> "Dataset":
    """The clips as a table in memory; paths only, so some hundred bytes a row.

    Args:
        listing: the dataset they are of.
        clips: those to keep; each has a path and a label of the set.
        inspections: of every path.
    """
    from datasets import Dataset, DatasetInfo

    rows = [
        make_row(clip, listing.classes, inspections[clip.path].num_frames) for clip in clips if clip.path is not None
    ]
    assert len(rows) == len(clips)
    # column by column: `from_list` takes its columns from the first row, and there may be none
    features = make_features(listing)
    columns = {name: [row[name] for row in rows] for name in features}
    info = DatasetInfo(description=listing.title, homepage=listing.homepage, features=features)
    return Dataset.from_dict(columns, info=info)


def write_rows(rows: "Dataset", path: Path) -> Path:
    """Write the rows as Parquet with their types; paths stay paths, no clip goes into the file.

    `datasets.Dataset.from_parquet(path)` and `load_dataset("parquet", data_files=path, streaming=True)` read it.
    """
    from argen.pipelines.media.atomic import atomic_path

    with atomic_path(path) as part:
        rows.to_parquet(str(part))
    return path


def stream_rows(listing: Listing, skip_faulty: bool = False) -> "IterableDataset":
    """The rows one after the other: a clip is opened (its header read) when its row is asked for, and not before.

    Args:
        listing: what an importer found.
        skip_faulty: pass over clips that are missing, do not open, or have a label outside the set.

    Raises:
        ValueError: a clip is missing or has such a label (at once), or does not open (at its row), unless `skip_faulty`.
    """
    unopened = {clip.path: Inspection() for clip in listing.clips if clip.path is not None}
    faults = list(clip_faults(listing, unopened))
    if faults and not skip_faulty:
        first, names = faults[0], {fault.clip_id for fault in faults}
        raise ValueError(
            f"{len(names)} clips of {listing.name} cannot be read; first {first.clip_id!r}: {first.kind}, {first.detail}. "
            "See all by `argen import-dataset`, or pass over them by `on_fault` 'drop'"
        )
    dropped = {fault.row for fault in faults}
    clips = [clip for row, clip in enumerate(listing.clips) if row not in dropped]
    rows = make_dataset(listing, clips, unopened)
    stream = rows.to_iterable_dataset(num_shards=max(1, min(SHARDS, len(rows))))
    opened = stream.map(_open_row, fn_kwargs={"skip_faulty": skip_faulty}, features=rows.features)
    return opened.filter(_has_frames) if skip_faulty else opened


def _open_row(row: dict[str, Any], skip_faulty: bool) -> dict[str, Any]:
    path = Path(row["video"]["path"])
    inspection = inspect_clip(path)
    if inspection.fault is not None and not skip_faulty:
        raise ValueError(f"clip {row['clip_id']!r} ({path}) {inspection.fault}; pass over it by `on_fault` 'drop'")
    return row | {"num_frames": inspection.num_frames}


def _has_frames(row: dict[str, Any]) -> bool:
    return row["num_frames"] > 0
