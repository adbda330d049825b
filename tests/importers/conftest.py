"""Tiny datasets in exactly the published layouts: black-and-grey clips of a few frames, no picture of anybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from PIL import Image

from argen.dataset_builders.importers.importer import import_dataset
from argen.pipelines.media.video import encode_video, write_video


FRAMES = 5
Maker = Callable[..., Path]


def shades(count: int = FRAMES, seed: int = 0) -> np.ndarray:
    """Frames `(count, 16, 16, 3)` of one grey each, which differs from frame to frame."""
    greys = np.random.default_rng(seed).permutation(200)[:count].astype(np.uint8)
    return np.broadcast_to(greys[:, None, None, None], (count, 16, 16, 3)).copy()


def mp4(path: Path, count: int = FRAMES, seed: int = 0) -> Path:
    """A clip of `count` frames; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_video(path, shades(count, seed))


def flv(path: Path, count: int = FRAMES) -> Path:
    """A Flash clip, whose container does not say how many frames it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="flv") as container:
        stream = container.add_stream("libx264", rate=8)
        stream.height = stream.width = 16
        stream.pix_fmt = "yuv420p"
        for image in shades(count):
            container.mux(stream.encode(VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def jpgs(folder: Path, count: int = FRAMES, prefix: str = "") -> Path:
    """A folder of frames 1.jpg, 2.jpg, ...; frame k is grey 10 k."""
    folder.mkdir(parents=True)
    for k in range(1, count + 1):
        Image.new("RGB", (16, 16), (10 * k,) * 3).save(folder / f"{prefix}{k}.jpg", quality=100)
    return folder


def broken_mp4(path: Path, count: int = 40) -> Path:
    """A clip whose index promises `count` frames and whose picture data end after the first half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(1).integers(0, 256, (count, 64, 64, 3), dtype=np.uint8)
    data = encode_video(noise)
    path.write_bytes(data[: len(data) // 2])
    return path


def make_dfew(root: Path, clips: str = "original", folds: int = 5) -> Path:
    """Ten clips in five folds of two test clips each, labels 1 to 7 in turn."""
    for n in range(1, 11):
        if clips == "original":
            mp4(root / "Clip/original" / f"{n}.mp4", seed=n)
        else:
            jpgs(root / "Clip" / clips / f"{n:05d}")
    for fold in range(1, folds + 1):
        for split in ("train", "test"):
            rows = [n for n in range(1, 11) if ((n - 1) % 5 + 1 == fold) == (split == "test")]
            path = root / f"EmoLabel_DataSplit/{split}(single-labeled)/set_{fold}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("video_name,label\n" + "".join(f"{n},{(n - 1) % 7 + 1}\n" for n in rows))
    return root


def make_ferv39k(root: Path) -> Path:
    """Two scenes, two emotions, clips 0 and 1 for training and 2 for testing."""
    lines: dict[str, list[str]] = {"train": [], "test": []}
    for scene in ("Action", "War"):
        for word in ("Happy", "Fear"):
            for n in range(3):
                name = f"{scene}/{word}/{n:04d}"
                jpgs(root / "2_ClipsforFaceCrop" / name, prefix=f"{n}_")
                lines["test" if n == 2 else "train"].append(f"{name} {word}")
    folder = root / "4_setups/All_scenes"
    folder.mkdir(parents=True)
    for split, rows in lines.items():
        (folder / f"{split}_All.csv").write_text("\n".join(rows) + "\n")
    return root


def make_mafw(root: Path, labels: tuple[str, ...], task: str = "single") -> Path:
    """One clip per label, the one whose turn it is for testing."""
    for n in range(1, len(labels) + 1):
        mp4(root / "data/clips" / f"{n:05d}.mp4", seed=n)
    for fold in range(1, 6):
        folder = root / f"Train & Test Set/{task}/no_caption/set_{fold}"
        folder.mkdir(parents=True)
        for split in ("train", "test"):
            rows = [n for n in range(len(labels)) if (n % 5 + 1 == fold) == (split == "test")]
            (folder / f"{split}.txt").write_text("".join(f"{n + 1:05d}.mp4 {labels[n]}\n" for n in rows))
    return root


def make_crema_d(root: Path, actors: int = 3) -> Path:
    """Six emotions of each actor, as Flash."""
    for actor in range(1001, 1001 + actors):
        for emotion in ("ANG", "DIS", "FEA", "HAP", "NEU", "SAD"):
            flv(root / "VideoFlash" / f"{actor}_DFA_{emotion}_XX.flv")
    return root


def make_ravdess(root: Path, actors: int = 2) -> Path:
    """Eight spoken emotions with and without sound, one song, of each actor."""
    for actor in range(1, actors + 1):
        folder = root / f"Video_Speech_Actor_{actor:02d}/Actor_{actor:02d}"
        for modality in ("01", "02"):
            for emotion in range(1, 9):
                mp4(folder / f"{modality}-01-{emotion:02d}-01-01-01-{actor:02d}.mp4")
        mp4(root / f"Video_Song_Actor_{actor:02d}/Actor_{actor:02d}/01-02-03-02-02-02-{actor:02d}.mp4")
    return root


MAKERS: dict[str, Maker] = {
    "mp4": mp4, "flv": flv, "jpgs": jpgs, "broken_mp4": broken_mp4, "dfew": make_dfew, "ferv39k": make_ferv39k,
    "mafw": make_mafw, "crema-d": make_crema_d, "ravdess": make_ravdess,
}  # fmt: skip


@pytest.fixture
def make() -> dict[str, Maker]:
    """Makers of clips and of whole datasets by name; each takes the path first."""
    return MAKERS


@pytest.fixture
def load() -> Callable[..., Any]:
    """`import_dataset`; as a fixture its rows are of no declared type, for `datasets` types a row as dict or list."""
    return import_dataset
