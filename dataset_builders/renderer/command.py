"""`argen render`: clips with exact Action Unit truth, from the command line."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import numpy as np

    from argen.dataset_builders.renderer.clip import Clip
    from argen.dataset_builders.renderer.rig import Rig

HUB_REPO = "argen/face-rig"
FPS = 8
SHEET_ROWS = 12
SHEET_COLUMNS = 8


@dataclass(frozen=True)
class Job:
    """What every worker needs to render its share of the clips."""

    rig: str
    seed: int
    out: Path
    size: int
    num_frames: int
    randomization: float
    identities: range


_state: dict[str, Rig] = {}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen render` (our design)."""
    parser.add_argument(
        "--rig", default=HUB_REPO, help="face_rig.safetensors, or a Hub dataset repository (%(default)s)"
    )
    parser.add_argument("--count", type=int, default=100, help="clips to render (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="seed; clip i depends on it and i alone (%(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the clips, clips.jsonl and sheet.png")
    parser.add_argument("--size", type=int, default=128, help="pixels a side, even (%(default)s)")
    parser.add_argument("--num-frames", type=int, default=17, help="frames a clip, 8 a second (%(default)s)")
    parser.add_argument("--randomization", type=float, default=0.5, help="0 studio to 1 heavy (%(default)s)")
    parser.add_argument("--identities", default="0:1000", help="people to draw from, as FIRST:END (%(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="processes; the output does not change (%(default)s)")


def parse_identities(text: str) -> range:
    """'0:1000' as range(0, 1000); both ends are non-negative integers and the first is smaller (our design)."""
    first, colon, end = text.partition(":")
    if colon and first.isdecimal() and end.isdecimal() and int(first) < int(end):
        return range(int(first), int(end))
    raise ValueError(f"`identities` is {text!r}; it must be FIRST:END with 0 <= FIRST < END. Pass e.g. 0:1000.")


def _render(job: Job, index: int) -> Clip:
    # heavy imports wait for the work, so that `argen --help` stays quick
    from argen.dataset_builders.renderer.clip import render_clip
    from argen.dataset_builders.renderer.rig import load_rig

    if job.rig not in _state:
        _state[job.rig] = load_rig(job.rig)
    return render_clip(
        _state[job.rig], job.seed, index, identities=job.identities, size=job.size, num_frames=job.num_frames, fps=FPS,
        randomization=job.randomization,
    )  # fmt: skip


def _row(clip: Clip, name: str) -> str:
    from argen.pipelines.argen.facs_argen import AUS

    row = {
        "file": name,
        "emotion": clip.emotion,
        "intensity": round(clip.intensity, 6),
        "variant": clip.variant,
        "identity": clip.identity,
        "seed": clip.seed,
        "index": clip.index,
        "fps": FPS,
        "timing": clip.timing,
        "au_names": list(AUS),
        "au": [[round(float(value), 5) for value in row] for row in clip.au],
    }
    return json.dumps(row)


def _work(task: tuple[Job, int]) -> tuple[str, np.ndarray | None, str]:
    from argen.pipelines.media.video import write_video

    job, index = task
    clip = _render(job, index)
    name = f"clip_{index:05d}.mp4"
    write_video(job.out / name, clip.frames, FPS, crf=12)
    return _row(clip, name), clip.frames if index < SHEET_ROWS else None, f"{clip.emotion}\n{clip.intensity:.2f}"


def _results(job: Job, count: int, workers: int) -> Iterator[tuple[str, np.ndarray | None, str]]:
    tasks = [(job, index) for index in range(count)]
    if workers == 1:
        yield from map(_work, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(_work, tasks, chunksize=4)


def render_folder(job: Job, count: int, workers: int = 1) -> Path:
    """Render clips 0 to count - 1 into job.out, with `clips.jsonl` and `sheet.png`; same bytes for any `workers`."""
    from rich.progress import track

    from argen.dataset_builders.renderer.clip import plan_clip
    from argen.dataset_builders.renderer.rig import load_rig
    from argen.pipelines.media.atomic import write_atomic
    from argen.pipelines.media.sheet import contact_sheet, save_sheet

    if count < 1:
        raise ValueError(f"`count` is {count}; it must be at least 1. Pass e.g. 100.")
    if not 1 <= workers <= 4 * (os.cpu_count() or 1):
        raise ValueError(f"`workers` is {workers}; it must be from 1 to {4 * (os.cpu_count() or 1)}. Pass e.g. 1.")
    if job.size % 2:
        raise ValueError(f"`size` is {job.size}; H.264 needs an even number of pixels. Pass e.g. {job.size + 1}.")
    # one dry draw, so that a bad option fails before a folder or a process exists
    plan_clip(
        job.seed,
        0,
        identities=job.identities,
        size=job.size,
        num_frames=job.num_frames,
        randomization=job.randomization,
    )
    _state[job.rig] = load_rig(job.rig)
    job.out.mkdir(parents=True, exist_ok=True)
    rows, clips, labels = [], [], []
    for row, frames, emotion in track(_results(job, count, workers), "Rendering", total=count):
        rows.append(row)
        if frames is not None:
            clips.append(frames[:: max(1, len(frames) // SHEET_COLUMNS)])
            labels.append(emotion)
    write_atomic(job.out / "clips.jsonl", "\n".join(rows) + "\n")
    save_sheet(contact_sheet(clips, labels), job.out / "sheet.png")
    return job.out


def main(args: argparse.Namespace) -> int:
    """Run `argen render` with parsed arguments; returns the exit status."""
    job = Job(
        rig=str(args.rig),
        seed=args.seed,
        out=args.out,
        size=args.size,
        num_frames=args.num_frames,
        randomization=args.randomization,
        identities=parse_identities(args.identities),
    )
    render_folder(job, args.count, args.workers)
    return 0
