"""`argen dataset export`: clips as files, for people and for loaders that read files (our design).

`mp4` is a folder of clips with a table; `videofolder` what `load_dataset("videofolder", data_dir=...)` reads; `webdataset`
tar files of .mp4 and .json pairs. Clips that leave can be signed (`provenance`).
"""

import argparse
import csv
import io
import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from argen.dataset_builders.built import LICENCES, BuiltDataset
from argen.dataset_builders.provenance import Credential, load_credential, make_test_credential, sign_clip
from argen.dataset_builders.schema import SPLITS
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.media.atomic import atomic_path, check_folder, write_atomic


Row = dict[str, Any]
SHARD_CLIPS = 1000  # of a tar file
FLAT = (
    "clip_id",
    "emotion_name",
    "intensity",
    "text",
    "identity",
    "seed",
    "num_frames",
    "fps",
    "source",
    "synthetic",
    "licence",
)


def write_mp4(rows: Iterator[Row], target: Path) -> int:
    """One folder, `CLIP_ID.mp4` each, and `clips.csv`."""
    lines = []
    for row in rows:
        write_atomic(target / f"{row['clip_id']}.mp4", row["video"]["bytes"])
        lines.append({"file": f"{row['clip_id']}.mp4", "split": row["split"], **{name: row[name] for name in FLAT}})
    write_atomic(target / "clips.csv", _csv(lines))
    return len(lines)


def write_videofolder(rows: Iterator[Row], target: Path) -> int:
    """A folder per split and class, and a `metadata.parquet` per split with everything but pictures."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables: dict[str, list[Row]] = {}
    for row in rows:
        name = f"{row['emotion_name']}/{row['clip_id']}.mp4"
        path = target / row["split"] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, row["video"]["bytes"])
        tables.setdefault(row["split"], []).append({"file_name": name} | _facts(row))
    for split, lines in tables.items():
        with atomic_path(target / split / "metadata.parquet") as part:
            pq.write_table(pa.Table.from_pylist(lines), part)
    return sum(map(len, tables.values()))


def write_webdataset(rows: Iterator[Row], target: Path) -> int:
    """Tar files `SPLIT-000000.tar`, of each clip its .mp4, .jpg and .json, the same bytes for the same clips."""
    count, parts = 0, dict[str, int]()
    batch: list[Row] = []

    def flush() -> None:
        split = batch[0]["split"]
        number = parts.get(split, 0)
        parts[split] = number + 1
        with atomic_path(target / f"{split}-{number:06d}.tar") as part, tarfile.open(part, "w") as tar:
            for row in batch:
                _add(tar, f"{row['clip_id']}.mp4", row["video"]["bytes"])
                _add(tar, f"{row['clip_id']}.jpg", row["image"]["bytes"])
                _add(tar, f"{row['clip_id']}.json", json.dumps(_facts(row)).encode())
        batch.clear()

    for row in rows:
        if batch and (row["split"] != batch[0]["split"] or len(batch) == SHARD_CLIPS):
            flush()
        batch.append(row)
        count += 1
    if batch:
        flush()
    return count


# name: writes rows into a folder, returns how many
FORMATS: dict[str, Callable[[Iterator[Row], Path], int]] = {
    "mp4": write_mp4,
    "videofolder": write_videofolder,
    "webdataset": write_webdataset,
}


def export(
    folder: str | Path,
    target: str | Path,
    kind: str = "mp4",
    credential: Credential | None = None,
    progress: bool = False,
) -> int:
    """Write the clips of a dataset as files; returns how many.

    Args:
        folder: a built dataset.
        target: a folder that is not there yet, or empty.
        kind: of FORMATS.
        credential: signs each clip; None leaves them as they are in the dataset.
        progress: show a bar on the terminal.

    Raises:
        ValueError: `kind` is unknown, or something is in `target`.
    """
    if kind not in FORMATS:
        raise ValueError(f"`--format` is {kind!r}; it has to be one of {', '.join(FORMATS)}.")
    target = Path(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError(f"`--dest` is {str(target)!r}, where something is already: name a new folder.")
    check_folder(target, "--dest")
    dataset = BuiltDataset.open(folder)
    count = FORMATS[kind](_rows(dataset, credential, progress), target)
    write_atomic(target / LICENCES, (dataset.folder / LICENCES).read_bytes())
    return count


def _rows(dataset: BuiltDataset, credential: Credential | None, progress: bool) -> Iterator[Row]:
    from rich.progress import track

    total = sum(shard.rows for shard in dataset.shards(SPLITS))
    for row in track(dataset.rows(), "Writing clips", total=total, transient=True, disable=not progress):
        named = row | {"emotion_name": EMOTIONS[row["emotion"]]}
        if credential is not None:
            named["video"] = {
                "bytes": sign_clip(row["video"]["bytes"], named, credential),
                "path": row["video"]["path"],
            }
        yield named


def _facts(row: Mapping[str, Any]) -> Row:
    """Everything but bytes, with the emotions by name."""
    scores = row["scores"] | {"recognised": EMOTIONS[row["scores"]["recognised"]]}
    left = {"video", "image", "emotion_name", "split"}
    return {name: value for name, value in row.items() if name not in left} | {
        "emotion": row["emotion_name"],
        "scores": scores,
    }


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)  # no time, no owner: equal clips give equal files
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _csv(lines: list[Row]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, ["file", "split", *FLAT], lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return file.getvalue()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset export`."""
    add = parser.add_argument
    add("folder", type=Path, help="a built dataset")
    add("--format", default="mp4", help=f"{', '.join(FORMATS)} (%(default)s)")
    add("--dest", type=Path, required=True, help="folder to write, new or empty")
    add("--sign", action="store_true", help="put a signed C2PA manifest into each clip")
    add(
        "--certificate",
        type=Path,
        help="chain of certificates in PEM, the signer's first (a TEST one is made where none is given)",
    )
    add("--key", type=Path, help="private key of the signer in PEM, without a password")


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset export`; returns the exit status."""
    from rich.console import Console

    console = Console()
    credential = make_credential(args)
    count = export(args.folder, args.dest, args.format, credential, progress=True)
    if credential is not None and credential.is_test:
        console.print(
            "signed with a TEST certificate: it shows changes, but proves nothing about who signed", style="yellow"
        )
    console.print(f"{count} clips in {args.dest}", style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0


def make_credential(args: argparse.Namespace) -> Credential | None:
    """Who signs, None where nothing is to be signed; ValueError for half of a certificate and key."""
    if (args.certificate is None) != (args.key is None):
        raise ValueError("`--certificate` and `--key` belong together: give both, or neither for a TEST certificate.")
    if not args.sign:
        if args.key is not None:
            raise ValueError("`--certificate` is given without `--sign`: add `--sign`.")
        return None
    return make_test_credential() if args.key is None else load_credential(args.certificate, args.key)
