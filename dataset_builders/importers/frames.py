"""Frames of a clip on disk, be it a video file or a folder with one picture per frame (our design)."""

from pathlib import Path

import numpy as np

from argen.dataset_builders.importers.inspection import count_frames
from argen.pipelines.duse.frame_folder_duse import frame_files


def sample_indices(total: int, count: int) -> list[int]:
    """`count` indices spread evenly over `total` frames, first and last included; the middle one where `count` is 1."""
    if count == 1:
        return [(total - 1) // 2]
    return np.linspace(0, total - 1, count).round().astype(int).tolist()


def sample_frames(path: Path, count: int) -> np.ndarray:
    """Frames spread evenly over a clip, uint8 `(count, height, width, 3)`; only these are held in memory.

    Raises:
        ValueError: the clip does not decode, or has no frame.
    """
    if path.is_dir():
        return _sample_pictures(path, count)
    return _sample_video(path, sample_indices(count_frames(path), count))


def _sample_pictures(folder: Path, count: int) -> np.ndarray:
    from PIL import Image

    files = frame_files(folder)
    if not files:
        raise ValueError(f"`path` is {str(folder)!r}, a folder without pictures")
    chosen = [files[k] for k in sample_indices(len(files), count)]
    return np.stack([np.asarray(Image.open(one).convert("RGB")) for one in chosen])


def _sample_video(path: Path, wanted: list[int]) -> np.ndarray:
    import av
    from av.error import FFmpegError

    kept: dict[int, np.ndarray] = {}
    try:
        with av.open(str(path)) as container:
            container.streams.video[0].thread_count = 1
            for index, frame in enumerate(container.decode(video=0)):
                if index in wanted:
                    kept[index] = frame.to_ndarray(format="rgb24")
    except FFmpegError as error:
        raise ValueError(f"`path` is {str(path)!r}, which does not decode ({error.strerror})") from error
    if len(kept) < len(set(wanted)):
        raise ValueError(f"`path` is {str(path)!r}, which ends after fewer frames than it declares")
    return np.stack([kept[index] for index in wanted])
