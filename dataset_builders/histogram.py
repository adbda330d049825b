"""Class histograms: how many clips of each emotion a dataset has, and how many bring it to a target."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import EMOTIONS


LABELS = ("emotion", "label", "class")
# Names that datasets give to the seven; what has no place among them is counted apart
ALIASES = {
    "happy": "happiness", "joy": "happiness", "sad": "sadness", "angry": "anger", "surprised": "surprise",
    "disgusted": "disgust", "fearful": "fear", "afraid": "fear", "hap": "happiness", "neu": "neutral", "ang": "anger",
    "sur": "surprise", "dis": "disgust", "fea": "fear",
}  # fmt: skip


@dataclass(frozen=True)
class Histogram:
    """Clips of each of EMOTIONS, and of the labels that are none of them."""

    counts: dict[str, int]
    left_out: dict[str, int]


def read_histogram(path: Path) -> Histogram:
    """The training clips by class in a JSON `{class: count}`, or in a CSV or Parquet table with a column of labels.

    The column is `emotion`, `label` or `class`. Where a table has the columns `split` or `fold`, as those of
    `argen import-dataset` do, only the rows of "train" and of the first fold are counted.

    Raises:
        ValueError: no such file, another kind of file, no label column, or no label that is an emotion.
    """
    readers = {".json": _read_json, ".csv": _read_csv, ".parquet": _read_parquet}
    if not path.is_file():
        raise ValueError(f"`--match` is {str(path)!r}, which is no file; name a JSON, CSV or Parquet file.")
    if path.suffix.lower() not in readers:
        raise ValueError(f"`--match` is {str(path)!r}; it has to end in {', '.join(readers)}.")
    found = readers[path.suffix.lower()](path)
    counts, left_out = dict.fromkeys(EMOTIONS, 0), dict[str, int]()
    for label, count in found.items():
        name = label.strip().lower()
        name = ALIASES.get(name, name)
        where = counts if name in counts else left_out
        where[name] = where.get(name, 0) + count
    if not any(counts.values()):
        raise ValueError(f"`--match` {str(path)!r} has the labels {sorted(found)}; none is of {', '.join(EMOTIONS)}.")
    return Histogram(counts, left_out)


def _read_json(path: Path) -> Mapping[str, int]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"`--match` {str(path)!r} is no JSON: {error}.") from error
    if not isinstance(data, dict) or not all(_is_count(value) for value in data.values()):
        raise ValueError(f"`--match` {str(path)!r} has to be an object of whole numbers: {{'happiness': 2488, ...}}.")
    return data


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read_csv(path: Path) -> Mapping[str, int]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        return _count(({str(key): str(value) for key, value in row.items()} for row in reader), columns, path, None)


def _read_parquet(path: Path) -> Mapping[str, int]:
    import pyarrow.parquet as pq
    from datasets import ClassLabel, Features
    from pyarrow import ArrowInvalid

    try:
        file = pq.ParquetFile(path)
    except ArrowInvalid as error:
        raise ValueError(f"`--match` {str(path)!r} is no Parquet file: {error}.") from error
    columns = list(file.schema_arrow.names)
    wanted = [name for name in columns if name in (*LABELS, "split", "fold")]
    label = next((name for name in LABELS if name in columns), None)
    feature = Features.from_arrow_schema(file.schema_arrow).get(label)
    names = feature.names if isinstance(feature, ClassLabel) else None
    return _count(file.read(wanted).to_pylist(), columns, path, names)


def _count(
    rows: Iterable[Mapping[str, Any]], columns: list[str], path: Path, names: list[str] | None
) -> Mapping[str, int]:
    label = next((name for name in LABELS if name in columns), None)
    if label is None:
        raise ValueError(f"`--match` {str(path)!r} has the columns {columns}; one has to be {', '.join(LABELS)}.")
    kept = [row for row in rows if "split" not in columns or row["split"] in ("train", "all")]
    if "fold" in columns and kept:
        first = min(int(row["fold"]) for row in kept)
        kept = [row for row in kept if int(row["fold"]) == first]
    return Counter(str(row[label]) if names is None else names[row[label]] for row in kept)


def added_counts(counts: Mapping[str, int] | None, clips: int, target: str, beta: float) -> dict[str, int]:
    """How many clips each class gets of `clips`; without `counts` equally many.

    "uniform" fills the rarest classes first, until all are equal or the clips are used up; "effective" shares the clips out
    by 1 / E(n), E(n) = (1 - beta^n) / (1 - beta) the effective number of n clips (Cui et al., CVPR 2019, eq. 2).
    """
    present = np.array([0 if counts is None else counts[name] for name in EMOTIONS], np.int64)
    shares = _fill(present, clips) if target == "uniform" else clips * _effective(present, beta)
    return dict(zip(EMOTIONS, whole_shares(shares, clips), strict=True))


def _fill(present: np.ndarray, clips: int) -> np.ndarray:
    """Water poured onto columns: what each gets when the lowest rise first."""
    heights = np.sort(present)
    levels = (clips + np.cumsum(heights)) / np.arange(1, len(heights) + 1)
    full = levels[:-1] <= heights[1:]  # the water stays below the next column
    level = levels[int(full.argmax()) if full.any() else -1]
    return np.clip(level - present, 0, None)


def _effective(present: np.ndarray, beta: float) -> np.ndarray:
    weights = (1 - beta) / (1 - beta ** np.maximum(present, 1))
    return weights / weights.sum()


def whole_shares(shares: np.ndarray, total: int) -> list[int]:
    """Numbers with the sum `total` as whole numbers with that sum, by largest remainder; ties go to the first."""
    whole = np.floor(shares + 1e-9).astype(int)
    order = np.argsort(-(shares - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole.tolist()
