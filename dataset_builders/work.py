"""The work folder of a build: what it is made with, the results of finished groups, and who works in it (our design)."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argen.dataset_builders.groups import Group, GroupRecord, read_record, read_rejected, save_result
from argen.dataset_builders.manifest import Manifest
from argen.dataset_builders.plan import Plan
from argen.dataset_builders.schema import DATA, MANIFEST, SLOTS, WORK, to_json
from argen.dataset_builders.settings import BuildSettings, as_json, changed_keys
from argen.pipelines.media.atomic import write_atomic


STATE = "state.json"
REMOVED = ".work-removed"  # a finished work folder takes this name in one step before it is deleted
_UNFINISHED = re.compile(r"\..*\.[0-9a-f]{8}(\.\w+)?")  # names of `atomic_path`, left by a kill


def build_state(plan: Plan, build: BuildSettings, slots_file: Path) -> dict[str, Any]:
    """Everything that the shards follow from, as JSON: settings, slots, and the version of this package."""
    from argen import __version__

    how = as_json(build)
    del how["tries"]  # when a build gives up changes no clip
    return {
        "plan": as_json(plan.settings),
        SLOTS: hashlib.sha256(slots_file.read_bytes()).hexdigest(),
        "build": how,
        "argen_version": __version__,
    }


def fingerprint(state: dict[str, Any]) -> str:
    """SHA-256 over a state."""
    return hashlib.sha256(to_json(state).encode()).hexdigest()


def check_state(old: dict[str, Any], new: dict[str, Any], out: Path) -> None:
    """ValueError naming the keys in which a build that was begun, or done, differs from the one asked for."""
    changed = changed_keys(old, new)
    if changed:
        raise ValueError(
            f"`--out` {str(out)!r} was built with other values of {', '.join(changed)}: use the same ones to go on, or "
            "another folder"
        )


def clear_leftovers(out: Path) -> None:
    """Delete what a kill broke off: files under their temporary names, and a work folder that was being deleted."""
    if (out / REMOVED).exists():
        shutil.rmtree(out / REMOVED)
    for path in out.rglob(".*"):
        if _UNFINISHED.fullmatch(path.name) and path.is_file():
            path.unlink()


def is_complete(out: Path, state: dict[str, Any]) -> bool:
    """Whether the dataset of this state is done; ValueError if another one is there."""
    if (out / WORK).exists() or not (out / MANIFEST).is_file():
        return False
    check_state(Manifest.load(out).settings, state, out)
    return True


@dataclass
class Work:
    """Results so far; rows stay on disk.

    Args:
        out: the dataset's folder.
        places: for each filled slot of the plan the result file and the row in it.
        tries, kept: clips made and kept, by emotion. seconds: by stage.
    """

    out: Path
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    models: dict[str, dict[str, str | None]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where results lie."""
        return self.out / WORK

    def begin(self, state: dict[str, Any]) -> None:
        """Make the folder, or refuse one that was begun with other settings (ValueError)."""
        for folder in (self.out / DATA, self.folder):
            folder.mkdir(exist_ok=True)
        path = self.folder / STATE
        if path.is_file():
            check_state(json.loads(path.read_text(encoding="utf-8")), state, self.out)
        else:
            write_atomic(path, json.dumps(state, indent=1) + "\n")

    def find(self, group: Group) -> bool:
        """Count in the result of a group if it is there."""
        path = self.folder / group.name
        if not path.is_file():
            return False
        self._count(group, read_record(path))
        return True

    def add(self, group: Group, content: bytes) -> None:
        """Save the result of a group and count it in."""
        self._count(group, read_record(save_result(self.folder, group, content)))

    def _count(self, group: Group, record: GroupRecord) -> None:
        changed = changed_keys(self.models, record.models) if self.models else []
        if changed:
            raise ValueError(
                f"`--out` {str(self.out)!r} holds clips made or measured by other weights ({', '.join(changed)}): put the "
                "old weights back, or use another folder"
            )
        self.models = record.models
        self.places.update({root: (group.name, row) for row, root in enumerate(record.filled)})
        self.tries.update(record.tries)
        self.kept.update(record.kept)
        self.seconds.update(record.seconds)
        self.files.append(group.name)

    def rejected(self) -> Iterator[dict[str, Any]]:
        """The rejected attempts in the order of rounds and groups."""
        for name in sorted(self.files):
            yield from read_rejected(self.folder / name)

    def remove(self) -> None:
        """Take the folder away; it is there whole or not at all."""
        self.folder.rename(self.out / REMOVED)
        shutil.rmtree(self.out / REMOVED)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold a folder for one build; ValueError if another process builds there. A killed process holds nothing."""
    out.mkdir(parents=True, exist_ok=True)
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise ValueError(f"`--out` {str(out)!r} is being built by another process: wait for it") from error
    finally:
        os.close(handle)
