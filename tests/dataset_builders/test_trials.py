"""The kill trials: who is killed, and what a kill leaves behind is no end of a trial."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from argen.dataset_builders import trials
from argen.dataset_builders.schema import MANIFEST
from argen.dataset_builders.work import REMOVED


# a build in two calls: the first one stops for ever while it takes the work folder away, the second one finishes that
BUILD = f"""
import shutil, sys, time
from pathlib import Path
out = Path(sys.argv[1])
if (out / {REMOVED!r}).exists():
    shutil.rmtree(out / {REMOVED!r})
    raise SystemExit(0)
(out / {MANIFEST!r}).touch()
(out / {REMOVED!r}).mkdir()
time.sleep(60)
"""


def test_a_build_killed_while_it_clears_up_is_started_again(tmp_path, monkeypatch):
    def kill_in_clearing(process: "subprocess.Popen[bytes]", out: Path, victim: str, seconds: float) -> bool:
        while process.poll() is None and not (out / REMOVED).exists():
            time.sleep(0.01)
        process.kill()
        return process.wait() != 0

    monkeypatch.setattr(trials, "start", lambda out, crew: subprocess.Popen([sys.executable, "-c", BUILD, str(out)]))
    monkeypatch.setattr(trials, "kill_after", kill_in_clearing)
    assert len(trials.trial(tmp_path, "driver", (), 1.0, random.Random(2))) == 1
    assert list(trials.contents(tmp_path)) == [MANIFEST]
    assert not (tmp_path / REMOVED).exists()


# a driver with a child that has ended and was not waited for, and one at work under the name that Ray gives it
DRIVER = """
import os, subprocess, sys, time
ended = subprocess.Popen(["true"])  # kept: Popen waits for those that nobody keeps
os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "ray::Map(work_on)"])
print(ended.pid, worker.pid, flush=True)
os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
print("the worker has ended", flush=True)
time.sleep(60)
"""


def test_a_worker_is_found_and_killed_beside_one_that_has_ended():
    driver = subprocess.Popen([sys.executable, "-c", DRIVER], stdout=subprocess.PIPE, text=True)
    assert driver.stdout is not None
    ended, worker = (psutil.Process(int(pid)) for pid in driver.stdout.readline().split())
    assert ended.status() == psutil.STATUS_ZOMBIE
    assert trials.strike(driver.pid, "worker")
    assert driver.stdout.readline() == "the worker has ended\n"
    assert worker.status() == psutil.STATUS_ZOMBIE
    assert not trials.strike(driver.pid, "worker")
    assert trials.strike(driver.pid, "driver")
    assert driver.wait() == -signal.SIGKILL
