"""Groups: the atoms of work of a build, and their results on disk (our design).

A round goes through every slot of the plan that has no clip yet: round 0 with the slots themselves, round r with their
r-th replacements. It is cut into groups; what a group gives is a function of (plan, settings, round, group) alone, so that
groups can be made in any order, anywhere, and again.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argen.dataset_builders.plan import Plan
from argen.dataset_builders.schema import make_features
from argen.dataset_builders.slots import Slot, replacement
from argen.pipelines.media.atomic import write_atomic


SPREAD = 16  # groups that the last slots are cut into, so that many workers share them


@dataclass(frozen=True)
class Group:
    """Slots that are worked on together; `roots` are those of the plan, `slots` they or their replacements."""

    round: int
    number: int
    roots: tuple[int, ...]
    slots: tuple[Slot, ...]

    @property
    def name(self) -> str:
        """Name of its result file."""
        return f"round-{self.round:03d}-group-{self.number:06d}.parquet"


@dataclass(frozen=True)
class GroupRecord:
    """What is kept in mind of a group's result; its rows stay in the file.

    Args:
        round, number: of the group.
        filled: for each accepted row, in order, the slot of the plan that it fills.
        emotions: of all slots of the group.
        kept: of the accepted rows.
        models: by role, who made and who measured the clips.
        tries: clips made, by emotion.
        seconds: by stage.
    """

    round: int
    number: int
    filled: tuple[int, ...]
    emotions: tuple[str, ...]
    kept: tuple[str, ...]
    models: dict[str, dict[str, str | None]]
    tries: dict[str, int]
    seconds: dict[str, float]


def make_groups(plan: Plan, round_number: int, filled: set[int]) -> list[Group]:
    """The groups of a round; `filled` are the slots of the plan that have a clip."""
    left = [slot for slot in plan.slots if slot.index not in filled]
    size = max(1, min(plan.settings.group, -(-len(left) // SPREAD)))
    groups = []
    for number, first in enumerate(range(0, len(left), size)):
        roots = left[first : first + size]
        slots = roots if round_number == 0 else [_replacement(plan, slot, round_number) for slot in roots]
        groups.append(Group(round_number, number, tuple(slot.index for slot in roots), tuple(slots)))
    return groups


def _replacement(plan: Plan, slot: Slot, generation: int) -> Slot:
    levels = (plan.settings.low, plan.settings.high)
    return replacement(slot, generation, plan.people[slot.split], plan.stride, levels)


def encode_result(rows: Sequence[dict[str, Any]], record: GroupRecord, rejected: Sequence[dict[str, Any]]) -> bytes:
    """A group's result as the bytes of its file: accepted rows, and the rest as metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = make_features().arrow_schema
    notes = {"record": json.dumps(asdict(record)), "rejected": json.dumps(list(rejected))}
    schema = schema.with_metadata({**(schema.metadata or {}), **notes})
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def save_result(folder: Path, group: Group, content: bytes) -> Path:
    """Put a result in its place, whole or not at all."""
    return write_atomic(folder / group.name, content)


def read_record(path: Path) -> GroupRecord:
    """The record in a result file."""
    data = json.loads(_notes(path)[b"record"])
    lists = {name: tuple(data[name]) for name in ("filled", "emotions", "kept")}
    return GroupRecord(**(data | lists))


def read_rejected(path: Path) -> Iterator[dict[str, Any]]:
    """The rejected attempts in a result file."""
    yield from json.loads(_notes(path)[b"rejected"])


def _notes(path: Path) -> dict[bytes, bytes]:
    import pyarrow.parquet as pq

    return pq.read_schema(path).metadata
