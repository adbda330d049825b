"""`argen dataset verify`: every kind of damage to a built dataset, found and named (our design).

Three layers: files against the manifest (sizes, SHA-256), rows against the manifest (each row's own digests, so that a row
that was moved is found although its file is whole), and the whole against the plan.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.built import BESIDE, CHECKSUMS, PREVIEW_SHARD, BuiltDataset, read_lines, read_rows
from argen.dataset_builders.checksums import read_checksums
from argen.dataset_builders.faults import IN_SHARD, Fault, Verification, file_faults, row_faults
from argen.dataset_builders.manifest import Manifest, ShardEntry, au_digest, file_digest
from argen.dataset_builders.schema import MANIFEST, REJECTED, SLOTS, SPLITS, WORK
from argen.pipelines.argen.facs_argen import EMOTIONS


if TYPE_CHECKING:
    from rich.console import Console

LEFTOVER = re.compile(r"\..+\.[0-9a-f]{8}(\.\w+)?")  # names that `media.atomic` writes under
FOLDERS = (".rebuild-", ".work-removed")  # of `rebuild` and of `work`
UNREADABLE = ("missing shard", "wrong columns")
SHOWN = 5  # faults of a kind on the terminal; the JSON has all


def verify(folder: str | Path, progress: bool = False) -> Verification:
    """Look at all files and rows; damage is returned, not raised.

    Args:
        folder: a built dataset.
        progress: show a bar on the terminal.

    Raises:
        ValueError: `folder` is no folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ValueError(f"`folder` is {str(folder)!r}, which is no folder: name a dataset that was built.")
    try:
        dataset = BuiltDataset(folder, Manifest.load(folder))
    except ValueError as error:
        return Verification(
            folder, 0, 0, (Fault("bad manifest", MANIFEST, None, str(error)), *_strangers(folder, None))
        )
    faults: list[Fault] = []
    seen = _Seen(dataset, faults)
    for shard in _track(dataset.manifest.shards, progress):
        faults += _shard_faults(folder, shard, seen)
    faults += [*seen.faults(), *_preview_faults(dataset), *_strangers(folder, dataset), *_beside_faults(dataset)]
    return Verification(folder, len(dataset.manifest.shards), seen.rows.total(), tuple(dict.fromkeys(faults)))


def _track(shards: tuple[ShardEntry, ...], progress: bool) -> Iterator[ShardEntry]:
    from rich.progress import track

    yield from track(shards, "Checking shards", transient=True, disable=not progress)


def _lines(path: Path, faults: list[Fault]) -> list[dict[str, Any]]:
    try:
        return read_lines(path)
    except (ValueError, OSError) as error:
        faults.append(Fault("unreadable file", path.name, None, str(error)))
        return []


def _shard_faults(folder: Path, shard: ShardEntry, seen: "_Seen") -> Iterator[Fault]:
    """Its rows are looked at whenever they can be read, so that each damaged clip is named."""
    import pyarrow as pa

    found = list(file_faults(folder, shard))
    yield from found
    if any(fault.kind in UNREADABLE for fault in found):
        return
    expected, names = {clip.clip_id: clip for clip in shard.clips}, Counter[str]()
    try:
        for row in read_rows(folder / shard.path):
            name = row["clip_id"]
            names[name] += 1
            if name in expected:
                seen.add(row, shard)
            for kind, detail in row_faults(row, expected.get(name), seen.owner):
                yield Fault(kind, shard.path, name, detail)
    except (pa.ArrowException, OSError) as error:
        yield Fault("changed shard", shard.path, None, f"rows cannot be read: {str(error).splitlines()[0]}")
    for name in sorted(expected.keys() - names.keys()):
        yield Fault("missing row", shard.path, name, "in the manifest, not in the shard")


class _Seen:
    """What only the whole dataset shows: names, seeds, people and class counts."""

    def __init__(self, dataset: BuiltDataset, faults: list[Fault]) -> None:
        self.slots = _lines(dataset.folder / SLOTS, faults)
        self.owner = {clip.au: clip.clip_id for shard in dataset.manifest.shards for clip in shard.clips}
        self.lost = {line["seed"] for line in _lines(dataset.folder / REJECTED, faults)}
        self.rows: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.seeds: dict[int, str] = {}
        self.people: dict[str, dict[str, str]] = {}
        self.classes: Counter[tuple[str, str]] = Counter()
        self.found = faults

    def add(self, row: Mapping[str, Any], shard: ShardEntry) -> None:
        """Take note of a row."""
        name, split, seed = row["clip_id"], shard.split, row["seed"]
        self.rows[split] += 1
        for table, key, kind in ((self.names, name, "duplicate clip_id"), (self.seeds, seed, "duplicate seed")):
            if key in table:
                self.found.append(Fault(kind, shard.path, name, f"{key}, as {table[key]}"))
            table.setdefault(key, f"{name} in {shard.path}")
        if seed in self.lost:
            self.found.append(Fault("rejected clip", shard.path, name, f"seed {seed} was rejected"))
        self.people.setdefault(row["identity"], {}).setdefault(split, shard.path)
        self.classes[split, EMOTIONS[row["emotion"]]] += 1

    def faults(self) -> Iterator[Fault]:
        """Faults of the whole; class counts only where there is a plan."""
        for person, splits in self.people.items():
            if len(splits) > 1:
                yield Fault(
                    "identity in two splits", ", ".join(splits.values()), None, f"{person} in {', '.join(splits)}"
                )
        wanted = Counter((slot["split"], slot["emotion"]) for slot in self.slots)
        if wanted:
            for split, emotion in [(split, emotion) for split in SPLITS for emotion in EMOTIONS]:
                have, want = self.classes[split, emotion], wanted[split, emotion]
                if have != want:
                    yield Fault("wrong class counts", split, None, f"{have} clips of {emotion}, planned {want}")


def _preview_faults(dataset: BuiltDataset) -> Iterator[Fault]:
    """The preview holds rows of the dataset and no others."""
    import pyarrow as pa

    path = dataset.folder / PREVIEW_SHARD
    if not path.is_file():
        return
    known = {(clip.clip_id, clip.video, clip.au) for shard in dataset.manifest.shards for clip in shard.clips}
    try:
        for row in read_rows(path, ["clip_id", "video", "requested_au", "measured_au"]):
            video = hashlib.sha256(row["video"]["bytes"]).hexdigest()
            if (row["clip_id"], video, au_digest(row["requested_au"], row["measured_au"])) not in known:
                yield Fault("wrong preview", PREVIEW_SHARD, row["clip_id"], "no such row in the dataset")
    except (pa.ArrowException, OSError) as error:
        yield Fault("wrong preview", PREVIEW_SHARD, None, f"cannot be read: {str(error).splitlines()[0]}")


def _strangers(folder: Path, dataset: BuiltDataset | None) -> Iterator[Fault]:
    """Files that do not belong; names that begin with a dot are git's and the Hub client's, and do."""
    if (folder / WORK).exists():
        yield Fault("unfinished build", WORK, None, "`argen dataset build` with the same arguments goes on")
    for path in folder.iterdir():
        if path.name.startswith(FOLDERS):
            yield Fault("leftover", path.name, None, "folder of a build or repair that stopped")
    known = {*BESIDE, CHECKSUMS} | {shard.path for shard in (dataset.manifest.shards if dataset else ())}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name.startswith(f"{WORK}/"):
            continue
        if name.startswith(FOLDERS):
            continue
        if LEFTOVER.fullmatch(path.name):
            yield Fault("leftover", name, None, f"{path.stat().st_size} bytes")
        elif not name.startswith(".") and name not in known and (dataset is not None or path.suffix != ".parquet"):
            yield Fault("extra file", name, None, f"{path.stat().st_size} bytes")


def _beside_faults(dataset: BuiltDataset) -> Iterator[Fault]:
    """Plan, log, card and so on against the checksums, which are written last."""
    sums = read_checksums(dataset.folder)
    if not sums:
        yield Fault("missing file", CHECKSUMS, None, "nothing tells whether the files beside the shards are whole")
    wrong = [shard.path for shard in dataset.manifest.shards if sums.get(shard.path, shard.sha256) != shard.sha256]
    if wrong:
        yield Fault("changed file", CHECKSUMS, None, f"another SHA-256 of {', '.join(wrong)} than {MANIFEST}")
    for name in BESIDE:
        path = dataset.folder / name
        if not path.is_file():
            yield Fault("missing file", name, None, "was written by the build")
        elif name in sums and file_digest(path) != sums[name]:
            yield Fault("changed file", name, None, f"SHA-256 is not {sums[name][:12]}...")


def print_verification(found: Verification, console: "Console") -> None:
    """Every kind of fault with a few of its cases."""
    from rich.table import Table
    from rich.text import Text

    console.print(Text(f"{found.folder}: {found.shards} shards, {found.rows} rows"))
    if not found.faults:
        console.print(Text("no fault found", "green"))
        return
    table = Table("fault", "count", "such as", box=None, pad_edge=False, header_style="dim")
    for kind, count in found.counts().items():
        some = [one for one in found.faults if one.kind == kind][:SHOWN]
        lines = [f"{one.path}{f' {one.clip_id}' if one.clip_id else ''}: {one.detail}" for one in some]
        table.add_row(Text(kind, "red" if kind in IN_SHARD else "yellow"), str(count), Text("\n".join(lines)))
    console.print(table)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset verify`."""
    parser.add_argument("folder", type=Path, help="a built dataset")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON, and nothing else")


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset verify`; returns 0 for a dataset without a fault, 1 for one with faults."""
    from rich.console import Console

    found = verify(args.folder, progress=not args.json)
    if args.json:
        sys.stdout.write(found.to_json() + "\n")
    else:
        print_verification(found, Console())
    return 1 if found.faults else 0
