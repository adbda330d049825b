"""Rendered clips for training: shards on disk that grow while a trainer reads them, and a bank of clips on the device."""

import json
import multiprocessing
import time
from collections.abc import Iterable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.media.atomic import atomic_path
from argen.training.supervised_config import CacheConfig
from argen.training.supervised_results import cache_settings, check_settings, claim, clips_in, rig_digest


# The landmarks (iBUG numbering) around which a face says most: brows, eyes, mouth.
EXPRESSIVE_LANDMARKS = tuple(range(17, 27)) + tuple(range(36, 68))


def shard_path(folder: Path, index: int) -> Path:
    """Where shard `index` lies."""
    return folder / f"clips-{index:05d}.safetensors"


def read_shards(paths: Iterable[Path], *keys: str) -> list[torch.Tensor]:
    """The tensors of these names over all shards, in the order of the paths."""
    parts: list[list[torch.Tensor]] = [[] for _ in keys]
    for path in paths:
        with safe_open(path, "pt") as shard:
            for part, key in zip(parts, keys, strict=True):
                part.append(shard.get_tensor(key))
    return [torch.cat(part) for part in parts]


def render_shard(rig: Any, config: CacheConfig, folder: Path, index: int) -> None:
    """Render clips `index * shard_size ...` into one safetensors file; a finished shard is left alone."""
    from argen.dataset_builders.renderer.clip import render_clip

    path, first = shard_path(folder, index), index * config.shard_size
    if clips_in(path) >= min(config.shard_size, config.count - first):
        return
    clips = [
        render_clip(
            rig,
            config.seed,
            number,
            identities=range(*config.identities),
            size=config.size,
            num_frames=config.num_frames,
            fps=config.fps,
            randomization=config.randomization,
        )
        for number in range(first, min(first + config.shard_size, config.count))
    ]
    tensors = {
        "frames": np.stack([c.frames for c in clips]),
        "au": np.stack([c.au for c in clips]).astype(np.float32),
        "landmarks": np.stack([c.landmarks for c in clips]).astype(np.float32),
        "emotion": np.array([EMOTIONS.index(c.emotion) for c in clips], np.int64),
        "intensity": np.array([c.intensity for c in clips], np.float32),
        "identity": np.array([c.identity for c in clips], np.int64),
    }
    with atomic_path(path) as part:
        save_file(tensors, part, metadata={"fps": json.dumps(config.fps)})


def _render_some(rig_path: str, config: CacheConfig, folder: Path, worker: int) -> None:
    from argen.dataset_builders.renderer.rig import load_rig

    rig, parent = load_rig(rig_path), multiprocessing.parent_process()
    for index in range(worker, shard_count(config), config.workers):
        if parent is not None and not parent.is_alive():
            return
        render_shard(rig, config, folder, index)


def shard_count(config: CacheConfig) -> int:
    """How many shards hold all clips."""
    return -(-config.count // config.shard_size)


def render_cache(rig_path: str, config: CacheConfig, folder: Path) -> None:
    """Render every missing shard with `workers` processes; safe to stop and start again at any moment.

    Raises:
        ValueError: `folder` holds clips of another rig or of other settings.
        ChildProcessError: a worker died.
    """
    from rich.progress import track

    from argen.dataset_builders.renderer.rig import load_rig

    rig = load_rig(rig_path)
    claim(folder, {**cache_settings(config), "rig": rig_digest(rig)})
    if config.workers == 1:
        for index in track(range(shard_count(config)), "rendering shards"):
            render_shard(rig, config, folder, index)
        return
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_render_some, args=(rig_path, config, folder, worker))
        for worker in range(config.workers)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    failed = [w.exitcode for w in workers if w.exitcode]
    if failed:
        raise ChildProcessError(
            f"{len(failed)} of {len(workers)} rendering workers stopped with exit codes {failed}; their messages are above"
        )


def check_renderer(renderer: BaseProcess | None) -> None:
    """ChildProcessError when the process that renders beside the trainer has died."""
    if renderer is not None and renderer.exitcode:
        raise ChildProcessError(
            f"the renderer started by `--render-beside` stopped with exit code {renderer.exitcode}; its message is above. "
            "Start the same command again to go on"
        )


class ClipBank:
    """Clips kept on the training device as uint8, filled from the shards that exist; a full bank stops growing.

    `frames` `(n, frames, h, w, 3)` uint8, `au` `(n, frames, 20)`, `landmarks` `(n, frames, 68, 2)` pixels. A `renderer`
    is the process that adds shards meanwhile, if one does.
    """

    def __init__(
        self,
        folder: Path,
        config: CacheConfig,
        capacity: int,
        device: torch.device,
        renderer: BaseProcess | None = None,
    ) -> None:
        self.folder, self.config, self.device, self.renderer = folder, config, device, renderer
        self.capacity = min(capacity, config.count)
        shape = (self.capacity, config.num_frames)
        self.frames = torch.empty((*shape, config.size, config.size, 3), dtype=torch.uint8, device=device)
        self.au = torch.zeros((*shape, 20), device=device)
        self.landmarks = torch.zeros((*shape, 68, 2), device=device)
        self.emotion = torch.zeros(self.capacity, dtype=torch.int64)
        self.identity = torch.zeros(self.capacity, dtype=torch.int64)
        self.filled, self.shards = 0, 0

    def refresh(self, most: int = 4) -> int:
        """Load up to `most` shards that have appeared since; the count of clips now held.

        Raises:
            ChildProcessError: there is no next shard and the renderer has died.
        """
        for _ in range(most):
            path = shard_path(self.folder, self.shards)
            if self.filled >= self.capacity:
                break
            if not path.exists():
                check_renderer(self.renderer)
                break
            self._load(path)
        return self.filled

    def wait(self, least: int) -> None:
        """Load all shards there are, and wait for the renderer until the bank holds `least` clips or is full.

        Raises:
            ValueError: there are fewer and nobody renders more, or the folder was made with other settings.
            ChildProcessError: the renderer died.
        """
        wanted = min(least, self.capacity)
        while True:
            rendering = self.renderer is not None and self.renderer.is_alive()  # asked before the shards are counted
            check_settings(self.folder, cache_settings(self.config))
            if self.refresh(1_000_000) >= wanted:
                return
            if not rendering:
                raise ValueError(
                    f"`min_clips` is {least}, and {str(self.folder)!r} holds {self.filled} clips, {wanted} are needed, and "
                    "nobody is rendering more: run `--stage cache` first, or add `--render-beside`, or ask for fewer."
                )
            time.sleep(1.0)

    def _load(self, path: Path) -> None:
        with safe_open(path, "pt") as shard:
            count = min(len(shard.get_slice("emotion")[:]), self.capacity - self.filled)
            rows = slice(self.filled, self.filled + count)
            for name in ("frames", "au", "landmarks", "emotion", "identity"):
                vars(self)[name][rows] = shard.get_tensor(name)[:count].to(vars(self)[name].device, non_blocking=True)
        self.filled += count
        self.shards += 1

    def pictures(self, clips: torch.Tensor, moments: torch.Tensor) -> torch.Tensor:
        """Single frames as float `(n, 3, h, w)` in 0..1, channels last in memory."""
        return self.frames[clips, moments].permute(0, 3, 1, 2).float() / 255

    def videos(self, clips: torch.Tensor) -> torch.Tensor:
        """Whole clips as float `(n, frames, 3, h, w)` in 0..1."""
        return self.frames[clips].permute(0, 1, 4, 2, 3).float() / 255

    def region(self, clips: torch.Tensor, moments: torch.Tensor | None = None, radius: float = 6.0) -> torch.Tensor:
        """Where brows, eyes and mouth are: `(n, frames, 1, h, w)` (or `(n, 1, h, w)` of single frames) in 0..1."""
        points = self.landmarks[clips] if moments is None else self.landmarks[clips, moments]
        return expressive_region(points, self.config.size, radius)


def expressive_region(landmarks: torch.Tensor, size: int, radius: float = 6.0) -> torch.Tensor:
    """Heat `(..., 1, size, size)` in 0..1 around brows, eyes and mouth of landmarks `(..., 68, 2)` in pixels."""
    points = landmarks[..., list(EXPRESSIVE_LANDMARKS), :]
    grid = torch.arange(size, device=points.device, dtype=torch.float32) + 0.5
    near = torch.exp(-((grid - points[..., None]) ** 2) / (2 * radius**2))
    heat = torch.einsum("...kw,...kh->...hw", near[..., 0, :], near[..., 1, :])
    return heat.clamp(max=1.0).unsqueeze(-3)
