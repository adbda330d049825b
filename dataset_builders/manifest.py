"""manifest.json: which rows are in which shard of a built dataset, with digests that find a change (our design)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from argen.dataset_builders.schema import MANIFEST
from argen.pipelines.media.atomic import write_atomic


FORMAT = "argen-dataset/1"


@dataclass(frozen=True)
class ClipEntry:
    """A row: SHA-256 of its MP4 (`video`) and of its AU curves (`au`, see `au_digest`)."""

    clip_id: str
    seed: int
    num_frames: int
    video: str
    au: str


@dataclass(frozen=True)
class ShardEntry:
    """A Parquet file; `path` is relative to the dataset's folder, with slashes. `clips` are in the order of its rows."""

    path: str
    split: str
    rows: int
    bytes: int
    sha256: str
    clips: tuple[ClipEntry, ...]


@dataclass(frozen=True)
class Manifest:
    """All shards of a dataset.

    Args:
        fingerprint: SHA-256 over plan and settings of the build; the same one gives the same shards.
        argen_version: which wrote it.
        shards: in the order of their paths within each split.
        settings: what the fingerprint is over: plan, slots and build.
    """

    fingerprint: str
    argen_version: str
    shards: tuple[ShardEntry, ...]
    settings: dict[str, Any] = field(default_factory=dict)

    def save(self, folder: Path) -> Path:
        """Write `manifest.json` into the dataset's folder."""
        return write_atomic(folder / MANIFEST, json.dumps({"format": FORMAT} | asdict(self), indent=1) + "\n")

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Read it; ValueError for a folder without one, or one of another format."""
        path = folder / MANIFEST
        if not path.is_file():
            raise ValueError(f"`folder` is {str(folder)!r}, which has no {MANIFEST}: name a dataset that was built.")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise ValueError(f"its format is {data['format']!r}, this version of argen reads {FORMAT!r}")
            shards = [
                ShardEntry(**{**one, "clips": tuple(ClipEntry(**clip) for clip in one["clips"])})
                for one in data["shards"]
            ]
            return cls(data["fingerprint"], data["argen_version"], tuple(shards), data["settings"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{str(path)!r} is no manifest of a dataset: {error}.") from error


def clip_entry(row: Mapping[str, Any]) -> ClipEntry:
    """The entry of a row that `schema.make_row` made, or that was read back without decoding its video."""
    return ClipEntry(
        clip_id=row["clip_id"],
        seed=row["seed"],
        num_frames=row["num_frames"],
        video=hashlib.sha256(row["video"]["bytes"]).hexdigest(),
        au=au_digest(row["requested_au"], row["measured_au"]),
    )


def au_digest(requested: Sequence[Any], measured: Sequence[Any]) -> str:
    """SHA-256 over both curves `(frames, 20)` as little-endian float32, requested first."""
    digest = hashlib.sha256()
    for curve in (requested, measured):
        digest.update(np.asarray(curve, "<f4").tobytes())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
