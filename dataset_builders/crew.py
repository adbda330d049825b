"""Who works on the groups: this process, or processes of Ray Data on one machine or a cluster (our design).

Every stage of a group runs in one process: on processors they compete for the same cores, so that a row of pools would only
add copies of the frames, and on a GPU several processes share one, so that one encodes while another generates.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from argen.dataset_builders.groups import Group
from argen.dataset_builders.settings import BuildSettings, PlanSettings, as_json, build_settings, plan_settings
from argen.dataset_builders.slots import Slot
from argen.dataset_builders.stages import Stages, load_stages


STORE = 256 * 2**20  # bytes of Ray's object store on one machine: results of some thousand clips
Run = Callable[[Sequence[Group]], Iterator[tuple[Group, bytes]]]  # results come in any order


@dataclass(frozen=True)
class CrewSettings:
    """Who works; nothing here changes a clip.

    Args:
        workers: processes; 0 is this one, without Ray. None: one for each core, or for each share of a GPU.
        address: of a Ray cluster, such as "auto" or "ray://host:10001"; models and faces lie at the same paths on its nodes.
        gpus: share of a GPU for each worker, where clips are made on GPUs.
    """

    workers: int | None = None
    address: str | None = None
    gpus: float = 0.5

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 0:
            raise ValueError(f"`--workers` is {self.workers}; it has to be 0 (this process) or more.")
        if self.workers == 0 and self.address is not None:
            raise ValueError("`--workers 0` works in this process: leave out `--address`, or ask for workers.")
        if not 0 < self.gpus <= 8:
            raise ValueError(f"`--gpus-per-worker` is {self.gpus}; it has to be above 0 and at most 8, such as 0.5.")


@contextmanager
def make_crew(crew: CrewSettings, plan: PlanSettings, build: BuildSettings, fingerprint: str) -> Iterator[Run]:
    """A function that works on groups, for as long as the block lasts."""
    if crew.workers == 0:
        stages = load_stages(plan, build, fingerprint)
        yield lambda groups: ((group, stages.run(group)) for group in groups)
        return
    gpus = 0.0 if build.device == "cpu" else crew.gpus
    with _ray(crew, gpus) as workers:
        settings = json.dumps([as_json(plan), as_json(build), fingerprint])
        yield lambda groups: _run_on_ray(groups, workers, gpus, settings)


@contextmanager
def _ray(crew: CrewSettings, gpus: float) -> Iterator[int]:
    """Ray with as many workers as are asked for, or as there is room for; one that runs already is used and left running."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_BACKEND_LOG_LEVEL"] = "fatal"  # Ray Data warns of its own way to start actors
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"  # it would send the working folder to every node
    try:
        import ray
    except ImportError as error:
        raise ValueError(
            "more than one process needs Ray: `pip install 'argen[dataset]'`, or `--workers 0`"
        ) from error
    running = ray.is_initialized()
    if not running:
        local = {"num_cpus": crew.workers or os.cpu_count(), "object_store_memory": STORE, "include_dashboard": False}
        where: dict[str, Any] = local if crew.address is None else {"address": crew.address}
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR)
    try:
        found = ray.cluster_resources()
        if gpus and not found.get("GPU"):
            raise ValueError("`--device` asks for GPUs and Ray has none: use `--device cpu`, or a cluster with GPUs")
        room = int(found.get("GPU", 0) / gpus) if gpus else int(found["CPU"])
        yield crew.workers or room
    finally:
        if not running:
            ray.shutdown()


@cache
def _stages(settings: str) -> Stages:
    """Source and judge of these settings, loaded once in a process."""
    plan, build, fingerprint = json.loads(settings)
    return load_stages(plan_settings(plan, "the plan"), build_settings(build), fingerprint)


def work_on(row: dict[str, Any], settings: str) -> dict[str, Any]:
    """The result of the group in a row, or the fault of the user's that is in the way.

    A task of Ray, whose processes are kept between tasks and between rounds. Of an exception Ray would only bring the text
    back, buried in its own.
    """
    data = json.loads(row["group"])
    slots = tuple(Slot(**one) for one in data["slots"])
    group = Group(data["round"], data["number"], tuple(data["roots"]), slots)
    try:
        return {"number": group.number, "result": _stages(settings).run(group), "fault": ""}
    except (ValueError, OSError) as error:
        return {"number": group.number, "result": b"", "fault": str(error) or type(error).__name__}


class GroupWorker:
    """The same as an actor: Ray ends the process of a task that had a GPU."""

    def __init__(self, settings: str) -> None:
        self.settings = settings

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """The result of the group in a row."""
        return work_on(row, self.settings)


def _run_on_ray(groups: Sequence[Group], workers: int, gpus: float, settings: str) -> Iterator[tuple[Group, bytes]]:
    """Results as they come; a process that dies is started again, and its group with it."""
    import ray

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    by_number = {group.number: group for group in groups}
    rows = [{"group": json.dumps(asdict(group))} for group in groups]
    worker: Any = GroupWorker if gpus else work_on
    actors = ray.data.ActorPoolStrategy(size=min(workers, len(rows)), max_tasks_in_flight_per_actor=2)
    results = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        worker,
        fn_args=None if gpus else (settings,),
        fn_constructor_args=(settings,) if gpus else None,
        compute=actors if gpus else ray.data.TaskPoolStrategy(size=workers),
        num_cpus=1,
        num_gpus=gpus,
    )
    for row in results.iter_rows():
        if row["fault"]:
            raise ValueError(f"a worker stopped: {row['fault']}")
        yield by_number[row["number"]], row["result"]
