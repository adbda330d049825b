"""`argen dataset repair`: mend what can be made again, and leave alone what is sound (our design).

Cards, figures, pictures and checksums are made again from the shards; the manifest from the shards, the plan from its
settings; a damaged shard by building its clips again, to the byte, or by writing the rows that are sound (`drop`).
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.built import CHECKSUMS, DERIVED, BuiltDataset, read_rows
from argen.dataset_builders.checksums import read_checksums
from argen.dataset_builders.faults import Fault, Verification
from argen.dataset_builders.manifest import Manifest, ShardEntry, clip_entry, file_digest
from argen.dataset_builders.schema import DATA, MANIFEST, PLAN, REJECTED, SLOTS, SPLITS, STATS, make_features
from argen.dataset_builders.verify import print_verification, verify
from argen.pipelines.media.atomic import atomic_path


if TYPE_CHECKING:
    from argen.dataset_builders.crew import CrewSettings

WHOLE = ("missing shard", "wrong columns")  # no row of such a shard can be read
PLAN_FILES = (PLAN, SLOTS)


@dataclass(frozen=True)
class Repair:
    """What was done, a line each, and what is still wrong."""

    done: tuple[str, ...]
    left: Verification


def repair(
    folder: str | Path, drop: bool = False, crew: "CrewSettings | None" = None, progress: bool = False
) -> Repair:
    """Mend a dataset; one without faults is not touched.

    Args:
        folder: a built dataset.
        drop: write damaged shards from their sound rows, instead of building them again.
        crew: who builds; this process where None.
        progress: show bars on the terminal.

    Raises:
        ValueError: the build is not finished, or a shard cannot be built again; what was sound is as it was.
    """
    folder, done = Path(folder), list[str]()
    found = verify(folder, progress)
    if not found.faults:
        return Repair((), found)
    if any(fault.kind == "unfinished build" for fault in found.faults):
        raise ValueError(f"{folder} is being built: run the same `argen dataset build` again, it goes on.")
    if any(fault.path == MANIFEST for fault in found.faults):
        done.append(restore_manifest(folder))
        found = verify(folder, progress)
    dataset = BuiltDataset.open(folder)
    if any(fault.path in PLAN_FILES for fault in found.faults):
        done.append(restore_plan(dataset))
    done += _mend_shards(dataset, found, drop, crew, progress)
    for fault in found.faults:
        if fault.kind == "leftover":
            _delete(folder / fault.path)
            done.append(f"{fault.path}: deleted, it was never finished")
    done += _mend_beside(folder, found.faults, bool(done))
    return Repair(tuple(done), verify(folder, progress))


def restore_manifest(folder: Path) -> str:
    """Write the manifest again from the shards; ValueError if a shard is damaged as well, since nothing tells what it was."""
    import pyarrow as pa

    sums, shards, names = read_checksums(folder), list[ShardEntry](), set[str]()
    try:
        for path in sorted((folder / DATA).glob("*.parquet"), key=lambda one: (SPLITS.index(_split(one)), one.name)):
            entries, name = [], f"{DATA}/{path.name}"
            digest = file_digest(path)
            if sums.get(name, digest) != digest:
                raise ValueError(f"{name} does not fit {CHECKSUMS}")
            for row in read_rows(path):
                entries.append(clip_entry(row))
                names.add(json.loads(row["provenance"]).get("build", ""))
            shards.append(ShardEntry(name, _split(path), len(entries), path.stat().st_size, digest, tuple(entries)))
        missing = sorted(name for name in sums if name.startswith(f"{DATA}/") and not (folder / name).is_file())
        if missing or not shards or len(names) != 1:
            raise ValueError(f"{', '.join(missing)} is missing" if missing else "the rows are not of one build")
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ValueError(
            f"{MANIFEST} of {folder} cannot be written again, for the shards are damaged as well ({error}): build it again."
        ) from error
    Manifest(names.pop(), _version(folder), tuple(shards), _settings(folder)).save(folder)
    return f"{MANIFEST}: written again from {len(shards)} shards"


def _split(path: Path) -> str:
    split = path.name.partition("-")[0]
    if split not in SPLITS:
        raise ValueError(f"{path.name} is of no split")
    return split


def _version(folder: Path) -> str:
    return _stats(folder).get("argen_version", "")


def _settings(folder: Path) -> dict[str, Any]:
    return _stats(folder).get("settings", {})


def _stats(folder: Path) -> dict[str, Any]:
    """The figures, if they are whole; they name version and settings of the build as well."""
    path, sums = folder / STATS, read_checksums(folder)
    whole = path.is_file() and file_digest(path) == sums.get(STATS)
    return json.loads(path.read_text(encoding="utf-8")) if whole else {}


def restore_plan(dataset: BuiltDataset) -> str:
    """Write the plan again from its settings; ValueError if it was edited by hand, or its histogram is gone."""
    from argen.dataset_builders.plan import make_plan
    from argen.dataset_builders.settings import plan_settings

    there = dataset.manifest.settings
    if "plan" not in there:
        raise ValueError(f"the plan of {dataset.folder} cannot be made again: its manifest has no settings of it.")
    plan = make_plan(plan_settings(there["plan"], MANIFEST))
    with tempfile.TemporaryDirectory() as name:
        plan.save(Path(name))
        if file_digest(Path(name) / SLOTS) != there[SLOTS]:
            raise ValueError(
                f"the plan of {dataset.folder} cannot be made again: it was edited, or the files that it was made from changed."
            )
    plan.save(dataset.folder)
    return f"{PLAN}, {SLOTS}: written again from the settings in {MANIFEST}"


def _mend_shards(
    dataset: BuiltDataset, found: Verification, drop: bool, crew: "CrewSettings | None", progress: bool
) -> list[str]:
    from argen.dataset_builders.crew import CrewSettings
    from argen.dataset_builders.rebuild import rebuild

    paths, log = sorted(found.damaged), any(fault.path == REJECTED for fault in found.faults)
    if drop and log:
        raise ValueError(f"{REJECTED} of {dataset.folder} is damaged and can only be built again: leave out `--drop`.")
    if drop:
        return drop_damaged(dataset, found.damaged)
    if paths or log:
        rebuild(dataset, paths, log, crew or CrewSettings(workers=0), progress)
    return [f"{name}: built again, the same bytes" for name in (*paths, *([REJECTED] if log else []))]


def drop_damaged(dataset: BuiltDataset, damaged: dict[str, list[Fault]]) -> list[str]:
    """Write the damaged shards from their sound rows, then the manifest; says what was dropped."""
    if not damaged:
        return []
    (dataset.folder / CHECKSUMS).unlink(missing_ok=True)  # from here on they are of another dataset
    done, shards = [], []
    for shard in dataset.manifest.shards:
        kept = keep_sound(dataset.folder, shard, damaged[shard.path]) if shard.path in damaged else shard
        if kept is not shard:
            done.append(f"{shard.path}: {kept.rows if kept else 0} of {shard.rows} rows kept, the others dropped")
        shards += [kept] if kept else []
    replace(dataset.manifest, shards=tuple(shards)).save(dataset.folder)
    return done


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def keep_sound(folder: Path, shard: ShardEntry, faults: Sequence[Fault]) -> ShardEntry | None:
    """Write a shard again without the rows that are damaged; without any, where it cannot be told which are, it is deleted.

    A shard whose bytes changed while every row agrees with its digests is damaged in a column that no digest covers: none of
    its rows can be vouched for.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    bad = {fault.clip_id for fault in faults if fault.clip_id is not None}
    path = folder / shard.path
    if not bad or any(fault.kind in WHOLE or "cannot be read" in fault.detail for fault in faults):
        path.unlink(missing_ok=True)
        return None
    rows = [row for row in read_rows(path) if row["clip_id"] not in bad]
    if not rows:
        path.unlink()
        return None
    with atomic_path(path) as part:
        table = pa.Table.from_pylist(rows, schema=make_features().arrow_schema)
        pq.write_table(table, part, compression="zstd", write_page_index=True)
    entries = tuple(clip_entry(row) for row in rows)
    return ShardEntry(shard.path, shard.split, len(rows), path.stat().st_size, file_digest(path), entries)


def _mend_beside(folder: Path, faults: Sequence[Fault], changed: bool) -> list[str]:
    """Derived files again if one is damaged or the shards are others now."""
    from argen.dataset_builders.finish import finish

    wrong = sorted({fault.path for fault in faults if fault.path in (*DERIVED, CHECKSUMS)})
    if not wrong and not changed:
        return []
    finish(folder)
    return [f"{', '.join(wrong) or 'derived files'}: written again"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset repair`."""
    parser.add_argument("folder", type=Path, help="a built dataset")
    parser.add_argument(
        "--drop", action="store_true", help="write damaged shards from their sound rows instead of building them again"
    )
    parser.add_argument("--workers", type=int, help="processes that build; 0 is this one alone (one for each core)")


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset repair`; returns 0 if nothing is wrong any more, else 1."""
    from rich.console import Console

    from argen.dataset_builders.crew import CrewSettings

    console = Console()
    result = repair(args.folder, args.drop, CrewSettings(args.workers), progress=True)
    for line in result.done:
        console.print(line, markup=False, highlight=False)
    print_verification(result.left, console)
    return 1 if result.left.faults else 0
