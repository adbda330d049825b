"""A built dataset's folder as it is read: its shards, its plan and what was rejected (our design)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.manifest import Manifest, ShardEntry
from argen.dataset_builders.schema import MANIFEST, PLAN, PREVIEW, REJECTED, SLOTS, SPLITS, STATS


if TYPE_CHECKING:
    import pyarrow.parquet as pq

CARD, SHEET, CROISSANT, DATASHEET, LICENCES = "README.md", "sheet.jpg", "croissant.json", "datasheet.md", "LICENSES.md"
CHECKSUMS = "SHA256SUMS"  # as sha256sum writes and checks it
PREVIEW_SHARD = f"{PREVIEW}/{PREVIEW}-00000-of-00001.parquet"
DERIVED = (STATS, SHEET, PREVIEW_SHARD, LICENCES, CARD, DATASHEET, CROISSANT)  # by `finish`, from the others
BESIDE = (PLAN, SLOTS, MANIFEST, REJECTED, *DERIVED)  # every file but the shards and the checksums themselves
BATCH = 32  # rows in memory at a time; a clip of 128 px takes about 20 KB


@dataclass(frozen=True)
class BuiltDataset:
    """A folder with its manifest; everything is read when it is asked for, a few rows at a time.

    Args:
        folder: what `argen dataset build` wrote.
        manifest: of that folder.
    """

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: str | Path) -> "BuiltDataset":
        """Read the manifest; ValueError for a folder without one."""
        return cls(Path(folder), Manifest.load(Path(folder)))

    def shards(self, splits: Sequence[str] = SPLITS) -> list[ShardEntry]:
        """Shards of the splits."""
        return [shard for shard in self.manifest.shards if shard.split in splits]

    def rows(self, columns: Sequence[str] | None = None, splits: Sequence[str] = SPLITS) -> Iterator[dict[str, Any]]:
        """The rows in the order of the shards, each with `split` added; videos and pictures are bytes, not decoded.

        Args:
            columns: names of those to read; all where None.
            splits: of SPLITS.
        """
        for shard in self.shards(splits):
            for row in read_rows(self.folder / shard.path, columns):
                yield row | {"split": shard.split}

    def slots(self) -> list[dict[str, Any]]:
        """Lines of the plan."""
        return read_lines(self.folder / SLOTS)

    def plan(self) -> dict[str, Any]:
        """Settings of the build."""
        return json.loads((self.folder / PLAN).read_text(encoding="utf-8"))

    def rejected(self) -> list[dict[str, Any]]:
        """Every rejected attempt."""
        return read_lines(self.folder / REJECTED)


def read_rows(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows of one Parquet file as plain values.

    Raises:
        pyarrow.ArrowException, OSError: the file is missing or no Parquet.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield from _rows(file, columns)


def _rows(file: "pq.ParquetFile", columns: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(BATCH, columns=columns):
        yield from batch.to_pylist()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with JSON in each line; none where there is no file."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        return [json.loads(line) for line in lines if line]
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{str(path)!r} holds a line that is no JSON ({error}): run `argen dataset repair`."
        ) from error
