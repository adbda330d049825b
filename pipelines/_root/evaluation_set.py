"""The clips that `argen evaluate` judges by: rows of a dataset, one split and some folds of it, labels that the model knows."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from datasets import Dataset

ROWS = "rows.parquet"  # as `argen import-dataset` writes it
COLUMNS = ("video", "label", "clip_id", "split", "fold")
TEST = "test"


@dataclass(frozen=True)
class DatasetRows:
    """A dataset in our row format, and what its importer complained about.

    Args:
        name: of the importer, "parquet" for rows that were imported before.
        title: the dataset's own name and terms.
        classes: its class names.
        rows: the table.
        left_out: clip id and reason of the clips that the importer left out, of any split.
        warnings: what is wrong with the dataset as a whole, such as people in train and test.
    """

    name: str
    title: str
    classes: tuple[str, ...]
    rows: "Dataset"
    left_out: tuple[dict[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> dict[str, list[Any]]:
        """All of a row but its clip, by column: read once, for a row of the table brings the bytes of its clip."""
        return self.rows.select_columns([name for name in COLUMNS if name != "video"])[:]


@dataclass(frozen=True)
class EvaluationSet:
    """The clips of one split and some folds, by row number.

    Args:
        source: the dataset.
        split: evaluated split.
        folds: those of it, () where the dataset has none.
        numbers: rows to evaluate.
        targets: model class of each of the dataset's classes that has clips here, None where they are dropped.
        dropped: clips of each dropped class.
    """

    source: DatasetRows
    split: str
    folds: tuple[int, ...]
    numbers: tuple[int, ...]
    targets: Mapping[str, str | None]
    dropped: Mapping[str, int] = field(default_factory=dict)

    def label(self, number: int) -> str:
        """The dataset's class of a row."""
        return self.source.classes[self.source.columns["label"][number]]

    def target(self, number: int) -> str:
        """The model's class of a row that is evaluated."""
        target = self.targets[self.label(number)]
        assert target is not None
        return target

    def read(self, number: int) -> tuple[Any, str]:
        """The clip of a row as the processor takes it, and the SHA-256 of its file or of its folder of frames."""
        video = self.source.rows[number]["video"]
        if video["bytes"] is not None:
            return video["bytes"], hashlib.sha256(video["bytes"]).hexdigest()
        path = Path(video["path"])
        return path, folder_digest(path) if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()


def folder_digest(folder: Path) -> str:
    """SHA-256 over those of a folder's pictures, in the order in which they are shown."""
    from argen.pipelines.duse.frame_folder_duse import frame_files

    digest = hashlib.sha256()
    for path in frame_files(folder):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_rows(spec: str) -> DatasetRows:
    """Rows of what `--dataset` names.

    Args:
        spec: a folder with a folder per class; a CSV table of clips; `rows.parquet`, or the folder that
            `argen import-dataset` wrote; or an importer and a folder, such as `dfew:/data/DFEW`.

    Raises:
        ValueError: nothing of that kind, or a dataset that is not laid out as published.
    """
    path = Path(spec)
    if path.suffix == ".parquet" or (path / ROWS).is_file():
        return _read_parquet(path / ROWS if path.is_dir() else path)
    from argen.dataset_builders.importers.importer import SOURCES

    name, colon, root = spec.partition(":")
    if path.is_dir():
        return _import("folder", path)
    if path.suffix == ".csv":
        return _import("folder", path.parent, csv=path)
    if colon and name in SOURCES:
        return _import(name, Path(root))
    raise ValueError(
        f"`--dataset` is {spec!r}, which is no folder, no .csv or .parquet file, and no importer with a folder such as "
        f"dfew:/data/DFEW; the importers are {', '.join(SOURCES)}"
    )


def _import(name: str, root: Path, **options: Any) -> DatasetRows:
    from argen.dataset_builders.importers.importer import import_dataset

    rows, report = import_dataset(name, root, check="files", on_fault="drop", **options)
    lost = [fault for fault in report.errors if fault.row is not None]
    others = Counter(fault.kind for fault in report.faults if fault.row is None)
    return DatasetRows(
        name=name,
        title=report.title,
        classes=tuple(rows.features["label"].names),
        rows=rows,
        left_out=tuple({"clip_id": one.clip_id, "reason": f"{one.kind}: {one.detail}"} for one in lost),
        warnings=tuple(f"{count} x {kind}" for kind, count in others.items()),
    )


def _read_parquet(path: Path) -> DatasetRows:
    from datasets import ClassLabel, Dataset

    if not path.is_file():
        raise ValueError(f"`--dataset` is {str(path)!r}, which does not exist")
    rows: Any = Dataset.from_parquet(str(path))
    missing = [name for name in COLUMNS if name not in rows.column_names]
    if missing or not isinstance(rows.features["label"], ClassLabel):
        wrong = f"lacks the columns {', '.join(missing)}" if missing else "has a `label` that is no ClassLabel"
        raise ValueError(f"`--dataset` {str(path)!r} {wrong}: write the rows by `argen import-dataset`")
    return DatasetRows("parquet", str(path), tuple(rows.features["label"].names), rows)


def select(
    source: DatasetRows,
    classes: Sequence[str],
    split: str | None = None,
    folds: Sequence[int] | None = None,
    mapped: Mapping[str, str] | None = None,
    drop: bool = False,
) -> EvaluationSet:
    """The rows of one split and some folds whose labels the model knows.

    Args:
        source: the dataset.
        classes: the model's.
        split: left out, the test split, or the only one.
        folds: left out, all that there are.
        mapped: model class by class of the dataset; other classes go by their name.
        drop: leave out clips whose class the model does not have, instead of an error.

    Raises:
        ValueError: no such split or fold, no clip, or a class that the model does not have; says which.
    """
    if not len(source.rows):
        raise ValueError("`--dataset` has no clip that can be used; the import report says why")
    columns = source.columns
    chosen = _pick_split(columns["split"], split)
    here = [k for k, name in enumerate(columns["split"]) if name == chosen]
    found = sorted({columns["fold"][k] for k in here if columns["fold"][k] >= 0})
    picked = _pick_folds(found, folds)
    here = [k for k in here if not picked or columns["fold"][k] in picked]
    clips = Counter(source.classes[columns["label"][k]] for k in here)
    targets = match_classes(clips, source.classes, classes, mapped or {}, drop)
    numbers = tuple(k for k in here if targets[source.classes[columns["label"][k]]] is not None)
    if not numbers:
        raise ValueError(f"`--dataset` has no clip left in the split {chosen!r}: all of its classes are dropped")
    dropped = {name: clips[name] for name, target in targets.items() if target is None}
    return EvaluationSet(source, chosen, picked, numbers, targets, dropped)


def _pick_split(column: Sequence[str], split: str | None) -> str:
    names = list(dict.fromkeys(column))
    if split is None and (TEST in names or len(names) == 1):
        return TEST if TEST in names else names[0]
    if split not in names:
        raise ValueError(f"`--split` is {split!r}; the dataset has {', '.join(map(repr, names))}: name one of them")
    return split


def _pick_folds(found: Sequence[int], folds: Sequence[int] | None) -> tuple[int, ...]:
    if folds is None:
        return tuple(found)
    unknown = [fold for fold in folds if fold not in found]
    if unknown:
        legal = f"has the folds {', '.join(map(str, found))}" if found else "has no folds: leave `--folds` out"
        raise ValueError(f"`--folds` names {unknown[0]}; the dataset {legal}")
    return tuple(sorted(set(folds)))


def match_classes(
    clips: Mapping[str, int], names: Sequence[str], classes: Sequence[str], mapped: Mapping[str, str], drop: bool
) -> dict[str, str | None]:
    """Model class by class of the dataset with clips; None for what is dropped.

    Args:
        clips: how many there are of each of the dataset's classes.
        names: all classes of the dataset.
        classes: the model's.
        mapped: as asked for.
        drop: leave out what the model does not have.

    Raises:
        ValueError: a class outside the model's that is neither mapped nor dropped, or a map between classes that are not there.
    """
    for source, target in mapped.items():
        if source not in names:
            raise ValueError(f"`--map` names {source!r}, no class of the dataset: it has {', '.join(names)}")
        if target not in classes:
            raise ValueError(
                f"`--map` sends {source!r} to {target!r}, no class of the model: it has {', '.join(classes)}"
            )
    wanted = {name: mapped.get(name, name) for name in names if clips.get(name)}
    foreign = [name for name, target in wanted.items() if target not in classes]
    if foreign and not drop:
        counts = ", ".join(f"{name} ({clips[name]} clips)" for name in foreign)
        raise ValueError(
            f"`--dataset` has classes that the model does not know: {counts}; the model has {', '.join(classes)}. Map them, "
            f"such as `--map {foreign[0]}={classes[0]}`, or leave their clips out by `--drop`"
        )
    return {name: None if name in foreign else target for name, target in wanted.items()}
