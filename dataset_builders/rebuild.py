"""Shards of a built dataset made again: the groups that their rows came from give the same bytes (our design).

A clip's name says its slot and round, and the manifest names every clip; so the groups of a round are known without the
build's work folder, and only those that a damaged shard draws on are made.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.checksums import read_checksums
from argen.dataset_builders.crew import CrewSettings, make_crew
from argen.dataset_builders.groups import Group, make_groups, read_record, read_rejected, save_result
from argen.dataset_builders.manifest import ShardEntry, file_digest
from argen.dataset_builders.plan import Plan
from argen.dataset_builders.schema import DATA, PLAN, REJECTED, SLOTS
from argen.dataset_builders.settings import BuildSettings, ScreenSettings, changed_keys
from argen.dataset_builders.shards import write_shards
from argen.dataset_builders.work import build_state, locked
from argen.pipelines.media.atomic import write_atomic


PREFIX = ".rebuild-"


def rebuild(
    dataset: BuiltDataset, paths: Sequence[str], log: bool, crew: CrewSettings, progress: bool = False
) -> None:
    """Make shards again and put each in its place if it is what the manifest says, byte by byte.

    Args:
        dataset: its manifest and plan are whole.
        paths: of shards in the manifest.
        log: make `rejected.jsonl` again too, which takes every group of the build.
        crew: who works.
        progress: show a bar on the terminal.

    Raises:
        ValueError: plan, settings or argen's version are others than those of the build, or what came out differs (other
            weights, another kind of processor); the shards are left as they were.
    """
    plan, build = Plan.load(dataset.folder / PLAN), build_settings(dataset)
    shards = [shard for shard in dataset.manifest.shards if shard.path in paths]
    groups = [group for group, is_needed in _groups(dataset, plan, shards) if is_needed or log]
    with (
        locked(dataset.folder),
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=dataset.folder) as name,
        make_crew(crew, plan.settings, build, dataset.manifest.fingerprint) as run,
    ):
        work, places = Path(name), dict[int, tuple[str, int]]()
        for group, content in _tracked(run(groups), len(groups), progress):
            record = read_record(save_result(work, group, content))
            places.update({root: (group.name, row) for row, root in enumerate(record.filled)})
        (work / DATA).mkdir()
        made = [(_write(plan, dataset, shard, places, work), shard.path) for shard in shards]
        if log:
            made.append((_write_log(dataset, groups, work), REJECTED))
        for path, name in made:
            path.replace(dataset.folder / name)


def build_settings(dataset: BuiltDataset) -> BuildSettings:
    """The settings of the build that wrote the manifest; ValueError if the same build cannot be made now."""
    there = dataset.manifest.settings
    if "build" not in there:
        raise ValueError(
            f"{dataset.folder} has no build settings in its manifest: build it again, or repair by `--drop`."
        )
    screen = there["build"]["screen"]
    build = BuildSettings(**there["build"] | {"screen": None if screen is None else ScreenSettings(**screen)})
    state = build_state(Plan.load(dataset.folder / PLAN), build, dataset.folder / SLOTS)
    changed = changed_keys(there, state)
    if changed:
        raise ValueError(
            f"{dataset.folder} was built with another {', '.join(changed)}, so that its shards cannot be made again to the byte: "
            "use that version and plan, or `--drop` what is damaged."
        )
    return build


def origin(clip_id: str, stride: int) -> tuple[int, int]:
    """Round and slot of the plan that a clip's name tells."""
    return divmod(int(clip_id.removeprefix("clip-")), stride)


def _groups(dataset: BuiltDataset, plan: Plan, shards: Sequence[ShardEntry]) -> Iterator[tuple[Group, bool]]:
    """All groups of the build, and whether a row of these shards came from it."""
    rounds = {root: number for number, root in _origins(dataset.manifest.shards, plan)}
    wanted = {root for _, root in _origins(shards, plan)}
    for number in range(max(rounds.values()) + 1):
        filled = {root for root, one in rounds.items() if one < number}
        needed = {root for root in wanted if rounds[root] == number}
        yield from ((group, bool(needed & set(group.roots))) for group in make_groups(plan, number, filled))


def _origins(shards: Sequence[ShardEntry], plan: Plan) -> Iterator[tuple[int, int]]:
    yield from (origin(clip.clip_id, plan.stride) for shard in shards for clip in shard.clips)


def _write(
    plan: Plan, dataset: BuiltDataset, shard: ShardEntry, places: dict[int, tuple[str, int]], work: Path
) -> Path:
    """The shard in the work folder, checked."""
    roots = [origin(clip.clip_id, plan.stride)[1] for clip in shard.clips]
    missing = [root for root in roots if root not in places]
    by_index = {slot.index: slot for slot in plan.slots}
    if not missing:
        out = Path(tempfile.mkdtemp(dir=work))
        (out / DATA).mkdir()
        (entry,) = write_shards([by_index[root] for root in roots], places, work, out, len(roots))
        if entry.sha256 == shard.sha256:
            return out / entry.path
    raise ValueError(
        f"{shard.path} of {dataset.folder} came out otherwise than it was: models or machine are others than those of the build. "
        "Nothing was changed; use the same ones, or `--drop` what is damaged."
    )


def _write_log(dataset: BuiltDataset, groups: Sequence[Group], work: Path) -> Path:
    """The log of rejected attempts in the work folder, checked."""
    lines = [line for name in sorted(group.name for group in groups) for line in read_rejected(work / name)]
    path = write_atomic(work / REJECTED, "".join(json.dumps(line) + "\n" for line in lines))
    there = read_checksums(dataset.folder).get(REJECTED)
    if there not in (None, file_digest(path)):
        raise ValueError(f"{REJECTED} of {dataset.folder} came out otherwise than it was: nothing was changed.")
    return path


def _tracked(results: Iterator[tuple[Group, bytes]], total: int, progress: bool) -> Iterator[tuple[Group, bytes]]:
    from rich.progress import track

    yield from track(results, "Making clips again", total=total, transient=True, disable=not progress)
