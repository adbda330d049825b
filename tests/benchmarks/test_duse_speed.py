"""DuSE-mini from mp4 to probabilities, printed: `make bench`."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.duse.layout_duse import Recogniser
from argen.pipelines.media.video import write_video


RELEASE = Path(__file__).parents[2] / "release"
CLIPS, BATCH, GOAL = 64, 8, 25.0
WORK = """
import sys, time, torch
from pathlib import Path
from argen.pipelines.duse.layout_duse import Recogniser
torch.set_num_threads(1)
recogniser = Recogniser.from_pretrained(sys.argv[1])
paths = sorted(Path(sys.argv[2]).glob("*.mp4"))
def judge(some):
    with torch.no_grad():
        return recogniser.model(**recogniser.processor(some, return_tensors="pt")).logits
judge(paths[:2])
print("ready", flush=True)
sys.stdin.readline()
began = time.perf_counter()
for first in range(0, len(paths), 8):
    judge(paths[first:first + 8])
print(time.perf_counter() - began, flush=True)
"""
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """Portraits that drift by a pixel or two: 17 frames, 128 px, as mp4."""
    folder = tmp_path_factory.mktemp("clips")
    portraits = sorted((RELEASE / "portraits").glob("portrait_*.png"))
    for number in range(CLIPS):
        face = np.asarray(Image.open(portraits[number % len(portraits)]).convert("RGB").resize((128, 128)))
        frames = np.stack([np.roll(face, (k // 6, number % 3 * k // 8), (0, 1)) for k in range(17)])
        write_video(folder / f"{number:03d}.mp4", frames)
    return folder


def test_clips_per_second_of_two_processes(clips):
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(RELEASE / "duse-mini"), str(clips)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    for worker in workers:  # both at once
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    seconds = [float(worker.communicate()[0]) for worker in workers]
    rate = sum(CLIPS / each for each in seconds)
    print(f"\nDuSE-mini, mp4 to probabilities, two processes of one thread: {rate:.1f} clips/s (goal {GOAL:.0f})")
    assert rate >= GOAL


def test_where_the_time_goes(clips):
    from argen.pipelines.duse.face_duse import crop_square
    from argen.pipelines.duse.frames_duse import read_frames

    recogniser = Recogniser.from_pretrained(RELEASE / "duse-mini")
    torch.set_num_threads(1)
    paths = sorted(clips.glob("*.mp4"))[:32]
    spent = {"decode": 0.0, "find the face": 0.0, "decode, crop, normalise": 0.0, "forward": 0.0}

    def timed(name, work):
        began = time.process_time()
        result = work()
        spent[name] += time.process_time() - began
        return result

    for path in paths:
        frames = timed("decode", lambda path=path: read_frames(path, 8, path.name))
        timed("find the face", lambda frames=frames, path=path: crop_square(frames, path.name))
        batch = timed("decode, crop, normalise", lambda path=path: recogniser.processor(path, return_tensors="pt"))
        with torch.no_grad():
            timed("forward", lambda batch=batch: recogniser.model(**batch))
    whole = spent["decode, crop, normalise"] + spent["forward"]
    for name, value in spent.items():
        print(f"  {name}: {1000 * value / len(paths):.1f} ms of CPU time a clip, {value / whole:.0%}")
    assert spent["decode"] < whole
