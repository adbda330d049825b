"""CIF against its dense formulation, and the memory it takes as nodes grow; printed: `make bench`.

Both sides get the same k-means centroids' code and the same features, so what is compared is hypergraph, message passing,
search and scores. What is judged is the CPU time of one thread each, which other load hardly changes; a second core then
does a second image.
"""

import importlib.util
import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from argen.pipelines.cif.configuration import PUBLIC_CODE, CIFConfig
from argen.pipelines.cif.detector import CIFDetector
from argen.pipelines.cif.hypergraph import kmeans


NODES, DIM, GOAL = 28 * 28, 768, 5.0
IMAGES = 4
ORACLE = Path(__file__).parents[1] / "cif" / "dense_oracle.py"
PEAK = """
import ctypes, sys, torch
from pathlib import Path
torch.set_num_threads(1)
from argen.pipelines.cif.detector import CIFDetector
from argen.pipelines.cif.memory import MemoryBank
side, size, dim = int(sys.argv[1]), int(sys.argv[2]), 768
def status(field):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) / 1024
detector = CIFDetector().fit_features({"image": torch.randn(1, 64, dim)})
detector.predict_features({"image": torch.randn(1, 64, dim)})
nodes, owners = torch.randn(size, dim), torch.arange(size) * 4 // size
sums = torch.stack([nodes[owners == k].sum(0, dtype=torch.float64) for k in range(4)])
detector._banks = {"image": MemoryBank(nodes, owners, sums, torch.bincount(owners))}
image = torch.randn(1, side * side, dim)
ctypes.CDLL("libc.so.6").malloc_trim(0)
Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
before = status("VmRSS")
detector.predict_features({"image": image})
print(status("VmHWM") - before)
"""
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def oracle():
    spec = importlib.util.spec_from_file_location("dense_oracle", ORACLE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def features(count, seed):
    """Patches of six kinds with noise, of length about 1."""
    generator = torch.Generator().manual_seed(seed)
    looks = torch.randn(6, DIM, generator=torch.Generator().manual_seed(99)) / DIM**0.5
    which = torch.randint(6, (count, NODES), generator=generator)
    return looks[which] + 0.5 * torch.randn(count, NODES, DIM, generator=generator) / DIM**0.5


def timed(work):
    """What `work` returns, with its wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - cpu


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("shots", [1, 4])
def test_speed_against_the_dense_formulation(oracle, shots, threads):
    config = CIFConfig(**PUBLIC_CODE)
    detector = CIFDetector(config).fit_features({"image": features(shots, 0)})
    bank, images = detector.memory["image"], features(IMAGES, 1)

    def dense():
        return [
            oracle.score(x, kmeans(x, config.num_hyperedges), bank.nodes, bank.hyperedges, bank.features, config)[1]
            for x in images
        ]

    torch.set_num_threads(threads)
    detector.predict_features({"image": images[:1]})
    output, wall, cpu = timed(lambda: detector.predict_features({"image": images}))
    expected, dense_wall, dense_cpu = timed(dense)
    torch.set_num_threads(1)
    gap = float((output.scores - torch.tensor(expected)).abs().max())
    print(
        f"\n  {shots} shots ({len(bank.nodes)} nodes), {threads} threads, per image: "
        f"{1000 * wall / IMAGES:.0f} ms by the clock, {1000 * cpu / IMAGES:.0f} of CPU; dense "
        f"{1000 * dense_wall / IMAGES:.0f} and {1000 * dense_cpu / IMAGES:.0f}: {dense_wall / wall:.1f} and "
        f"{dense_cpu / cpu:.1f} times as fast (goal {GOAL:.0f}); largest difference of scores {gap:.1e}"
    )
    assert gap < 1e-5
    # two threads wait for each other where the cores are shared: measured, not judged
    assert threads == 2 or dense_cpu / cpu >= GOAL


def peak(side, size):
    """Extra megabytes at the peak of one image of `side` x `side` nodes against `size` memory nodes, a new process."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(side), str(size)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_memory_is_linear_in_nodes():
    """Twice the nodes, at most twice the memory (and 16 MB of noise), up to 56 x 56 nodes and a bank of 10,000."""
    print()
    for vary, cases in (
        ("image nodes, bank 10,000", [(20, 10_000), (28, 10_000), (40, 10_000), (56, 10_000)]),
        ("bank nodes, image 56 x 56", [(56, 1_250), (56, 2_500), (56, 5_000), (56, 10_000)]),
    ):
        peaks = [peak(*case) for case in cases]
        print(
            f"  {vary}: " + ", ".join(f"{s * s} x {m}: {mb:.0f} MB" for (s, m), mb in zip(cases, peaks, strict=True))
        )
        for less, more in itertools.pairwise(peaks):
            assert more <= 2 * less + 16
    joint = (56 * 56 + 10_000) ** 2 * 4 / 2**20
    print(f"  one dense matrix over those nodes: {joint:.0f} MB")
    assert peaks[-1] < joint / 2
