"""How the memory of a build grows with its clips: `python -m argen.dataset_builders.growth` (our design).

The builds are those of `trials`, with shards of 500 rows. What counts is the driver, which lives through all of it; of its
children, those that work, the share of memory that is theirs alone is added (PSS).
"""

import argparse
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.trials import HERE, start


EVERY = 0.5  # seconds between two looks
MB = 2**20


def samples(process: "subprocess.Popen[bytes]") -> Iterator[tuple[float, float]]:
    """Megabytes of the driver (RSS) and of its children together (PSS), until it ends."""
    driver = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            own = driver.memory_info().rss
            others = sum(child.memory_full_info().pss for child in driver.children(recursive=True))
        except psutil.NoSuchProcess:  # it ended between two looks
            continue
        if own:  # 0 in a process that is gone and was not waited for
            yield own / MB, others / MB
        time.sleep(EVERY)


def measure(out: Path, clips: int, workers: int) -> float:
    """Build so many clips, print what it took, and return the driver's peak in megabytes."""
    settings = PlanSettings(clips=clips, source=f"{HERE}:charts", randomization=0.4, num_frames=5, group=8, seed=2)
    make_plan(settings).save(out)
    began = time.monotonic()
    process = start(out, ("--workers", str(workers)), rows=500)
    found = list(samples(process))
    if process.wait() != 0:
        raise SystemExit(f"{out}: the build failed")
    own, others = zip(*found, strict=True)
    seconds = time.monotonic() - began
    print(  # noqa: T201
        f"{clips} clips, {workers} workers: driver peak {max(own):.0f} MB, at its end {own[-1]:.0f} MB; children peak "
        f"{max(others):.0f} MB; {seconds:.0f} s, {clips / seconds:.1f} clips/s",
        flush=True,
    )
    return max(own)


def main(args: argparse.Namespace) -> None:
    """A build of each size; exit status 1 if the peak of the largest is 10 % or more above that of the first."""
    peaks = [measure(args.out / f"{clips}-{args.workers}", clips, args.workers) for clips in args.clips]
    print(f"driver's peak, last to first: {peaks[-1] / peaks[0]:.3f}")  # noqa: T201
    if peaks[-1] >= 1.1 * peaks[0]:
        raise SystemExit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="an empty folder")
    parser.add_argument("--clips", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--workers", type=int, default=0)
    main(parser.parse_args())
