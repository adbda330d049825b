"""One worker: source and judge are loaded once in its process, and it makes the result of one group after another."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from argen.dataset_builders.groups import Group
from argen.dataset_builders.settings import build_settings, plan_settings
from argen.dataset_builders.slots import Slot
from argen.dataset_builders.stages import Stages, load_stages


@cache
def _stages(settings: str) -> Stages:
    """Source and judge of these settings, loaded once in a process."""
    plan, build, fingerprint = json.loads(settings)
    return load_stages(plan_settings(plan, "the plan"), build_settings(build), fingerprint)


def work_on(row: dict[str, Any], settings: str) -> dict[str, Any]:
    """The result of the group in a row, or the fault of the user's that is in the way.

    A function of plain values, so that Ray and the standard library can send it. Of an exception Ray would only bring the
    text back, buried in its own.
    """
    data = json.loads(row["group"])
    slots = tuple(Slot(**one) for one in data["slots"])
    group = Group(data["round"], data["number"], tuple(data["roots"]), slots)
    try:
        return {"number": group.number, "result": _stages(settings).run(group), "fault": ""}
    except (ValueError, OSError) as error:
        return {"number": group.number, "result": b"", "fault": str(error) or type(error).__name__}


def row_of(group: Group) -> dict[str, str]:
    """What `work_on` takes."""
    return {"group": json.dumps(asdict(group))}


def result_of(row: Mapping[str, Any]) -> bytes:
    """What `work_on` gave; ValueError for a fault of the user's."""
    if row["fault"]:
        raise ValueError(f"a worker stopped: {row['fault']}")
    return row["result"]
