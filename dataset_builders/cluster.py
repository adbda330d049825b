"""Ray Data as the crew of a build: GPUs of this machine, or a cluster."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from argen.dataset_builders.groups import Group
from argen.dataset_builders.worker import result_of, row_of, work_on


STORE = 256 * 2**20  # bytes of Ray's object store on one machine: results of some thousand clips
LOCAL = "local"  # Ray's name for a cluster of its own on this machine


@contextmanager
def ray_cluster(workers: int | None, address: str | None, gpus: float) -> Iterator[int]:
    """Ray with as many workers as are asked for, or as there is room for; one that runs already is used and left running."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_BACKEND_LOG_LEVEL"] = "fatal"  # Ray Data warns of its own way to start actors
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"  # it would send the working folder to every node
    try:
        import ray
    except ImportError as error:
        raise ValueError(
            "GPUs and clusters need Ray: `pip install 'argen[dataset]'`, or `--device cpu` without `--address`"
        ) from error
    running = ray.is_initialized()
    if not running:
        local = {"num_cpus": workers or os.cpu_count(), "object_store_memory": STORE, "include_dashboard": False}
        where: dict[str, Any] = local if address in (None, LOCAL) else {"address": address}
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR)
    try:
        found = ray.cluster_resources()
        if gpus and not found.get("GPU"):
            raise ValueError("`--device` asks for GPUs and Ray has none: use `--device cpu`, or a cluster with GPUs")
        room = int(found.get("GPU", 0) / gpus) if gpus else int(found["CPU"])
        yield workers or room
    finally:
        if not running:
            ray.shutdown()


class GroupWorker:
    """The same as an actor: Ray ends the process of a task that had a GPU."""

    def __init__(self, settings: str) -> None:
        self.settings = settings

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """The result of the group in a row."""
        return work_on(row, self.settings)


def run_on_ray(groups: Sequence[Group], workers: int, gpus: float, settings: str) -> Iterator[tuple[Group, bytes]]:
    """Results as they come; a process that dies is started again, and its group with it."""
    import ray

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    by_number = {group.number: group for group in groups}
    rows = [row_of(group) for group in groups]
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
        yield by_number[row["number"]], result_of(row)
