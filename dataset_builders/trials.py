"""Kill a build at random moments and see whether it comes to the same bytes: `python -m argen.dataset_builders.trials`.

Charts instead of faces (`sources.procedural`), so that twenty kills take minutes; the machinery is the real one.
"""

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.schema import MANIFEST, WORK
from argen.dataset_builders.settings import PlanSettings


HERE = "argen.dataset_builders.sources.procedural"
VICTIMS = ("driver", "worker")
WORKERS = ("ray::Map", "spawn_main")  # in the command line of a process that works on groups


def start(out: Path, crew: Sequence[str], rows: int = 40) -> "subprocess.Popen[bytes]":
    """Start, or go on with, a build with redraws and replacements and with so many rows in a shard; `crew`: options."""
    words = ["dataset", "build", "--judge", f"{HERE}:chart_judge", "--min-au-r", "0.9", "--attempts", "2",
             "--shard-rows", str(rows), "--device", "cpu", *crew, "--out", str(out)]  # fmt: skip
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "argen.cli", *words], stdout=quiet, stderr=quiet)


def contents(out: Path) -> dict[str, str]:
    """SHA-256 of every file of a dataset."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def kill_after(process: "subprocess.Popen[bytes]", out: Path, victim: str, seconds: float) -> bool:
    """Kill driver or worker so long after the work began; False if the build was through before."""
    while process.poll() is None and not (out / WORK).exists():
        time.sleep(0.01)
    moment = time.monotonic() + seconds
    while process.poll() is None:
        if time.monotonic() >= moment and strike(process.pid, victim):
            return True
        time.sleep(0.01)
    return False


def strike(driver: int, victim: str) -> bool:
    """Kill a driver, or one of the processes that work on groups for it; False if there is none just now."""
    try:
        targets = [psutil.Process(driver)]
        if victim == "worker":
            targets = [one for one in targets[0].children(recursive=True) if is_worker(one)]
        for one in random.sample(targets, min(1, len(targets))):
            one.kill()
    except psutil.NoSuchProcess:  # it ended while we looked
        return False
    return bool(targets)


def is_worker(process: psutil.Process) -> bool:
    """Whether it works on groups, for Ray or the standard library; a zombie does not."""
    command = " ".join(process.as_dict(["cmdline"], ad_value=[])["cmdline"])
    return any(name in command for name in WORKERS)


def trial(out: Path, victim: str, crew: Sequence[str], length: float, rng: random.Random) -> list[float]:
    """One build that is killed once or twice, then left to end; the moments of the kills in seconds."""
    moments = []
    for _ in range(rng.choice((1, 2))):
        process, seconds = start(out, crew), rng.uniform(0, length)
        if kill_after(process, out, victim, seconds):
            moments.append(seconds)
        if process.wait() == 0:  # a killed one is started again even when all is there: it clears up what was left
            return moments
    end = start(out, crew)
    if end.wait() != 0:
        raise SystemExit(f"{out}: the build did not go on after kills at {moments}")
    return moments


def main(args: argparse.Namespace) -> None:
    """Build once in peace, then trial after trial until so many kills have struck; exit status 1 for other bytes."""
    rng, kills, number = random.Random(args.seed), 0, 0
    plan = make_plan(
        PlanSettings(clips=args.clips, source=f"{HERE}:charts", randomization=0.4, num_frames=5, group=3, seed=2)
    )
    whole = args.out / "whole"
    plan.save(whole)
    crew = ["--workers", str(args.workers), *([] if args.address is None else ["--address", args.address])]
    process = start(whole, crew)
    kill_after(process, whole, "driver", float("inf"))  # waits for the end
    began = (whole / "plan.json").stat().st_mtime
    length = (whole / MANIFEST).stat().st_mtime - began
    expected = contents(whole)
    while kills < args.kills:
        out = args.out / f"trial-{number:02d}"
        plan.save(out)
        moments = trial(out, args.victim, crew, length, rng)
        kills, number = kills + len(moments), number + 1
        length *= 1 if moments else 0.7  # this one was through before its time: the first had slower company
        found = contents(out)
        other = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
        at = ", ".join(f"{one:.1f}" for one in moments)
        print(f"{args.victim} killed at {at or '-'} of {length:.1f} s: {other or 'same bytes'}  ({kills})", flush=True)  # noqa: T201
        if other:
            raise SystemExit(1)
        shutil.rmtree(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="an empty folder")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--victim", choices=VICTIMS, default="driver")
    parser.add_argument("--workers", type=int, default=0, help="0 kills a build in one process")
    parser.add_argument("--address", help="of a Ray cluster; local: one of its own")
    parser.add_argument("--clips", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    main(parser.parse_args())
