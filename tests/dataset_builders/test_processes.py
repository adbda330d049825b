"""Processes that work on groups: they end with the one that started them, and deaths without end are an error."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from argen.dataset_builders.groups import make_groups
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.processes import PATIENCE, Processes
from argen.dataset_builders.settings import BuildSettings, PlanSettings, as_json


HERE = "argen.dataset_builders.sources.procedural"
PLAN = PlanSettings(clips=42, source=f"{HERE}:charts", num_frames=5)
SETTINGS = json.dumps([as_json(PLAN), as_json(BuildSettings(judge=f"{HERE}:chart_judge")), "f"])
DRIVER = f"""
from argen.dataset_builders.groups import make_groups
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.processes import Processes
from argen.dataset_builders.settings import PlanSettings

if __name__ == "__main__":
    groups = make_groups(make_plan(PlanSettings(clips=4200, source="{HERE}:charts", num_frames=5)), 0, set())
    with Processes(2, {SETTINGS!r}) as run:
        for _ in run(groups):
            print("one", flush=True)
"""


def test_every_group_comes_once_and_the_processes_end_with_the_block():
    groups = make_groups(make_plan(PLAN), 0, set())
    with Processes(2, SETTINGS) as run:
        assert sorted(group.number for group, _ in run(groups)) == [group.number for group in groups]
        workers = [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]
        assert len(workers) == 2
        assert [group.number for group, _ in run(groups[:1])] == [groups[0].number]
    assert not any(one.is_running() for one in workers)


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGINT])
def test_they_end_when_their_driver_dies(tmp_path, signal_number):
    script = tmp_path / "driver.py"
    script.write_text(DRIVER)
    driver = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert driver.stdout is not None and driver.stdout.readline() == b"one\n"
    workers = psutil.Process(driver.pid).children()
    assert sum("spawn_main" in " ".join(one.cmdline()) for one in workers) == 2
    os.kill(driver.pid, signal_number)
    driver.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive


def test_deaths_without_a_result_end_the_build():
    groups, began = make_groups(make_plan(PLAN), 0, set()), time.monotonic()
    settings = json.dumps([as_json(PLAN), as_json(BuildSettings(judge=f"{__name__}:die")), "f"])
    with Processes(1, settings) as run, pytest.raises(ValueError, match=rf"died {PATIENCE + 1} times in a row"):
        list(run(groups))
    assert time.monotonic() - began < 120


def die(device: str) -> None:
    """A judge that takes its process with it."""
    os._exit(3)
