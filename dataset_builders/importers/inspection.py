"""What a clip on disk says about itself: frames declared, frames that decode, and what is wrong (our design)."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError

from argen.pipelines.duse.frame_folder_duse import frame_files


CHECKS = ("files", "headers", "decode")  # how deep a check looks; each includes the ones before it
LFS_POINTER = b"version https://git-lfs"
NOT_COUNTED = -1


@dataclass(frozen=True)
class Inspection:
    """Frames that the container or the folder declares, frames that decode (None where nobody tried), and the fault."""

    declared: int = NOT_COUNTED
    decoded: int | None = None
    fault: str | None = None

    @property
    def num_frames(self) -> int:
        """The best count there is; -1 where the clip was not opened."""
        return self.declared if self.decoded is None else self.decoded


def inspect_clip(path: Path, decode: bool = False) -> Inspection:
    """Count the frames of a video file or of a folder of pictures; with `decode`, every frame is decoded.

    A fault is returned and not raised, so that one bad clip does not end the check of thousands.
    """
    if path.is_dir():
        return _inspect_folder(path, decode)
    try:
        return _inspect_video(path, decode)
    except (FFmpegError, OSError) as error:
        with path.open("rb") as file:
            pointer = file.read(len(LFS_POINTER)) == LFS_POINTER
        reason = "it is a git-lfs pointer and not the clip; run `git lfs pull`" if pointer else str(error.strerror)
        return Inspection(0, 0 if decode else None, f"does not open ({reason})")


def _inspect_folder(path: Path, decode: bool) -> Inspection:
    from PIL import Image, UnidentifiedImageError

    files = frame_files(path)
    if not files:
        return Inspection(0, 0 if decode else None, "is a folder without pictures")
    if not decode:
        return Inspection(len(files))
    for index, file in enumerate(files):
        try:
            Image.open(file).load()
        except (UnidentifiedImageError, OSError) as error:
            return Inspection(len(files), index, f"{file.name} does not decode ({str(error).splitlines()[0]})")
    return Inspection(len(files), len(files))


def _inspect_video(path: Path, decode: bool) -> Inspection:
    with av.open(str(path)) as container:
        if not container.streams.video:
            return Inspection(0, 0 if decode else None, "holds no video stream")
        stream = container.streams.video[0]
        stream.thread_count = 1
        declared = stream.frames
        if declared == 0:  # FLV and Matroska have no such field
            declared = sum(packet.size > 0 for packet in container.demux(stream))
            container.seek(0)
        if declared == 0:
            return Inspection(0, 0 if decode else None, "holds no video frame")
        return _decode(container, declared) if decode else Inspection(declared)


def _decode(container: InputContainer, declared: int) -> Inspection:
    decoded = 0
    try:
        for _ in container.decode(video=0):
            decoded += 1
    except FFmpegError as error:
        return Inspection(declared, decoded, f"stops decoding after {decoded} frames ({error.strerror})")
    return Inspection(declared, decoded)


def inspect_clips(paths: Iterable[Path], check: str = "headers", workers: int = 2) -> dict[Path, Inspection]:
    """Inspect each path once, with a progress bar; threads, for FFmpeg lets go of Python's lock.

    Args:
        paths: existing clips.
        check: "files" opens none, "headers" reads what the container declares, "decode" decodes all.
        workers: threads; the result does not depend on them.
    """
    from rich.progress import track

    unique: Sequence[Path] = sorted(set(paths))
    if check == "files":
        return dict.fromkeys(unique, Inspection())
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda path: inspect_clip(path, check == "decode"), unique)
        bar = track(found, f"Checking clips ({check})", total=len(unique), transient=True)
        return dict(zip(unique, bar, strict=True))
