"""From the results of groups to the Parquet shards of a dataset, the same bytes for the same rows (our design)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.manifest import ClipEntry, ShardEntry, clip_entry, file_digest
from argen.dataset_builders.schema import DATA, SPLITS, make_features
from argen.dataset_builders.slots import Slot
from argen.pipelines.media.atomic import atomic_path


if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 100  # rows that a reader takes in at once: 2 MB, and what a stream shuffles by


def write_shards(
    slots: Sequence[Slot], places: Mapping[int, tuple[str, int]], work: Path, out: Path, shard_rows: int
) -> Iterator[ShardEntry]:
    """Write the shards of all splits, rows in the order of the plan, and yield each one's entry when it is there.

    Args:
        slots: the plan.
        places: for each slot the result file in `work` and the row in it.
        work, out: folders; shards go to `data` in `out`.
        shard_rows: rows of a shard, at most.
    """
    for split in SPLITS:
        rows = [places[slot.index] for slot in slots if slot.split == split]
        starts = range(0, len(rows), shard_rows)
        for number, first in enumerate(starts):
            path = out / DATA / f"{split}-{number:05d}-of-{len(starts):05d}.parquet"
            yield _write_shard(rows[first : first + shard_rows], work, path, split)


def drop_others(out: Path, shards: Sequence[ShardEntry]) -> None:
    """Delete what is in `data` beside these shards, such as those of a build that was cut otherwise."""
    kept = {out / shard.path for shard in shards}
    for path in (out / DATA).iterdir():
        if path not in kept:
            path.unlink()


def _write_shard(rows: Sequence[tuple[str, int]], work: Path, path: Path, split: str) -> ShardEntry:
    import pyarrow.parquet as pq

    clips: list[ClipEntry] = []
    with atomic_path(path) as part:
        with pq.ParquetWriter(part, make_features().arrow_schema, compression="zstd", write_page_index=True) as writer:
            for first in range(0, len(rows), ROW_GROUP):
                table = _gather(rows[first : first + ROW_GROUP], work)
                writer.write_table(table)
                clips += [clip_entry(row) for row in _entry_rows(table)]
        digest, size = file_digest(part), part.stat().st_size
    return ShardEntry(f"{DATA}/{path.name}", split, len(rows), size, digest, tuple(clips))


def _gather(rows: Sequence[tuple[str, int]], work: Path) -> "pa.Table":
    """These rows of these files, in this order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = list(dict.fromkeys(name for name, _ in rows))
    tables = {name: pq.read_table(work / name) for name in names}
    schema = make_features().arrow_schema
    return pa.concat_tables([tables[name].slice(row, 1).cast(schema) for name, row in rows]).combine_chunks()


def _entry_rows(table: "pa.Table") -> list[dict[str, Any]]:
    return table.select(["clip_id", "seed", "num_frames", "video", "requested_au", "measured_au"]).to_pylist()
