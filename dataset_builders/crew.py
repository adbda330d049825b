"""Who works on the groups: this process, processes of this machine, or Ray Data on GPUs or a cluster (our design).

Every stage of a group runs in one process: on processors they compete for the same cores, so that a row of pools would only
add copies of the frames, and on a GPU several processes share one, so that one encodes while another generates. On the two
cores of a laptop Ray Data's own processes cost an eighth of the speed, which the standard library's do not.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from argen.dataset_builders.groups import Group
from argen.dataset_builders.settings import BuildSettings, PlanSettings, as_json
from argen.dataset_builders.stages import load_stages


Run = Callable[[Sequence[Group]], Iterator[tuple[Group, bytes]]]  # results come in any order


@dataclass(frozen=True)
class CrewSettings:
    """Who works; nothing here changes a clip.

    Args:
        workers: processes; 0 is this one. None: one for each core, or for each share of a GPU.
        address: of a Ray cluster, such as "auto" or "ray://host:10001"; models and faces lie at the same paths on its nodes.
            "local" starts one on this machine, as clips made on GPUs do without an address.
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
    settings = json.dumps([as_json(plan), as_json(build), fingerprint])
    if build.device == "cpu" and crew.address is None:
        from argen.dataset_builders.processes import Processes

        with Processes(crew.workers or os.cpu_count() or 1, settings) as run:
            yield run
        return
    from argen.dataset_builders.cluster import ray_cluster, run_on_ray

    gpus = 0.0 if build.device == "cpu" else crew.gpus
    with ray_cluster(crew.workers, crew.address, gpus) as workers:
        yield lambda groups: run_on_ray(groups, workers, gpus, settings)
