"""Damage to a built dataset: its kinds, and what is wrong with a single shard or row (our design)."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from argen.dataset_builders.manifest import ClipEntry, ShardEntry, au_digest, file_digest
from argen.dataset_builders.schema import make_features


KINDS: dict[str, str] = {
    "bad manifest": "manifest.json is missing or cannot be read",
    "unreadable file": "the plan or the log of rejected clips cannot be read",
    "missing shard": "a file of the manifest is not there",
    "truncated shard": "a shard is shorter than the manifest says",
    "changed shard": "a shard has other bytes than those that were written",
    "wrong columns": "a shard has other columns or types, or is no Parquet any more",
    "missing row": "a clip of the manifest is not in its shard",
    "extra row": "a shard holds a clip that the manifest does not have there",
    "changed row": "a row has another seed than the one that was written",
    "changed video": "the MP4 of a row is not the one that was written",
    "changed AU rows": "the AU curves of a row are not those that were written",
    "AU rows of another clip": "the AU curves of a row are those of another row",
    "wrong frame count": "video, AU curves and `num_frames` of a row are not equally long",
    "not marked synthetic": "a row lacks `synthetic` = true",
    "duplicate clip_id": "two rows have one clip_id",
    "duplicate seed": "two rows have one seed",
    "rejected clip": "a row has the seed of a rejected attempt",
    "identity in two splits": "a person is in two of train, validation and test",
    "wrong class counts": "a split has more or fewer clips of a class than the plan",
    "wrong preview": "a row of the preview is not one of the dataset's",
    "unfinished build": "the working folder of a build is still there",
    "leftover": "a file that was being written when something stopped",
    "extra file": "a file that does not belong to a dataset",
    "missing file": "a file beside the shards is not there",
    "changed file": "a file beside the shards is not the one that was written",
}
IN_SHARD = (  # what makes a shard, or rows of it, unusable
    "missing shard", "truncated shard", "changed shard", "wrong columns", "missing row", "extra row", "changed row", "changed video",
    "changed AU rows", "AU rows of another clip", "wrong frame count", "not marked synthetic", "duplicate clip_id",
    "duplicate seed", "rejected clip",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind of KINDS, the file it is in (relative), the clip if it is one, what was found."""

    kind: str
    path: str
    clip_id: str | None
    detail: str


@dataclass(frozen=True)
class Verification:
    """What was looked at, and every fault."""

    folder: Path
    shards: int
    rows: int
    faults: tuple[Fault, ...]

    @property
    def damaged(self) -> dict[str, list[Fault]]:
        """Faults inside shards, by shard."""
        found: dict[str, list[Fault]] = {}
        for fault in self.faults:
            if fault.kind in IN_SHARD:
                found.setdefault(fault.path, []).append(fault)
        return found

    def counts(self) -> dict[str, int]:
        """Faults of each kind that occurs."""
        tally = Counter(fault.kind for fault in self.faults)
        return {kind: tally[kind] for kind in KINDS if tally[kind]}

    def to_json(self) -> str:
        """Everything, for programs."""
        values = asdict(self) | {"folder": str(self.folder), "counts": self.counts()}
        return json.dumps(values, indent=1)


def file_faults(folder: Path, shard: ShardEntry) -> Iterator[Fault]:
    """Damage that shows without reading rows."""
    path = folder / shard.path
    if not path.is_file():
        yield Fault("missing shard", shard.path, None, f"{shard.rows} rows of {shard.split}")
        return
    size = path.stat().st_size
    if size < shard.bytes:
        yield Fault("truncated shard", shard.path, None, f"{size} of {shard.bytes} bytes")
    elif file_digest(path) != shard.sha256:
        yield Fault("changed shard", shard.path, None, f"SHA-256 is not {shard.sha256[:12]}...")
    columns = _column_fault(path)
    if columns is not None:
        yield Fault("wrong columns", shard.path, None, columns)


def _column_fault(path: Path) -> str | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        return f"no Parquet: {str(error).splitlines()[0]}"
    wanted = make_features().arrow_schema
    if found.equals(wanted):
        return None
    names = [one.name for one in wanted if one.name not in found.names or found.field(one.name).type != one.type]
    return f"missing or of another type: {', '.join(names)}" if names else "columns in another order, or too many"


def row_faults(row: Mapping[str, Any], entry: ClipEntry | None, owner: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Kind and detail of what is wrong in a row.

    Args:
        row: with the video as bytes.
        entry: what the manifest says of it, None where it does not know the row.
        owner: clip_id by digest of AU curves, to tell whose a wrong curve is.
    """
    video = row["video"]["bytes"] or b""
    lengths = {
        "num_frames": row["num_frames"],
        "requested_au": len(row["requested_au"]),
        "measured_au": len(row["measured_au"]),
        "video": count_frames(video),
    }
    if len(set(lengths.values())) > 1:
        yield "wrong frame count", ", ".join(f"{name} {count}" for name, count in lengths.items())
    if row["synthetic"] is not True:
        yield "not marked synthetic", f"`synthetic` is {row['synthetic']}"
    if entry is None:
        yield "extra row", "not in the manifest"
        return
    if row["seed"] != entry.seed:
        yield "changed row", f"seed {row['seed']}, in the manifest {entry.seed}"
    curves = au_digest(row["requested_au"], row["measured_au"])
    if curves != entry.au:
        whose = owner.get(curves)
        yield ("AU rows of another clip", f"those of {whose}") if whose else ("changed AU rows", "other values")
    if hashlib.sha256(video).hexdigest() != entry.video:
        yield "changed video", f"SHA-256 is not {entry.video[:12]}..."


def count_frames(video: bytes) -> int:
    """Frames of an MP4 by its packets, without decoding; 0 for what is no video."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(BytesIO(video), "r") as container:
            return sum(packet.size > 0 for packet in container.demux(video=0))
    except (FFmpegError, IndexError):
        return 0
