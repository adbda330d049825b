"""Frames of a clip at even times, from whatever holds one; what a recogniser looks at.

Sampling: the clip is cut into equal stretches of time and the frame on screen at the centre of each is taken (TSN at test
time, Wang et al. 2016, arXiv 1608.00859, which counts frames; by time, a variable frame rate changes nothing).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import av
import numpy as np
import torch
from av.error import FFmpegError
from av.stream import Disposition
from av.video.reformatter import VideoReformatter
from PIL import Image

from .frame_folder_duse import frame_files


# Without this list FFmpeg reads a text file as an animation of letters, and opens the addresses that a playlist names.
FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,flv,asf,ogg,gif,png_pipe,jpeg_pipe,h264,hevc,"
    "m4v,ivf,dv,mxf,rm,wav,mp3,flac,aac"
)
WORK_SIDE = 1280  # pixels of the longer side; larger frames are reduced one by one, so that a clip in 4K needs no room
EVEN = 0.125  # parts of a frame's time that frames may be off and still be even: Matroska rounds to milliseconds


class ClipError(ValueError):
    """A clip that cannot be used; the message names it, what is wrong with it and what to do."""


@runtime_checkable
class FrameDecoder(Protocol):
    """What is used of `torchcodec.decoders.VideoDecoder`, the form in which `datasets` hands out its Video column."""

    metadata: Any

    def get_frames_played_at(self, seconds: Any) -> Any:
        """Frames on screen at some times; `.data` is uint8 `(n, 3, h, w)`."""


def read_frames(video: Any, num_frames: int | None, name: str) -> np.ndarray:
    """Decode a clip and sample it: uint8 `(num_frames, height, width, 3)`, upright, longer side at most 1280 px.

    Args:
        video: a path, the bytes of a file, `{"bytes", "path"}` as in a `datasets` row, an array `(t, h, w, 3)`, a tensor
            `(t, 3, h, w)`, a list of pictures, or a torchcodec decoder. Arrays are uint8, or float in [0, 1]. A path is that
            of a video file, or of a folder with one picture per frame, which are ordered by the numbers in their names.
        num_frames: frames to take; a shorter clip shows some of them more than once. None: all.
        name: what errors call the clip.

    Raises:
        ClipError: it is missing, empty, truncated, damaged, only sound, no video, or of a wrong shape.
    """
    if isinstance(video, Mapping):
        video = video["bytes"] if video.get("bytes") is not None else video["path"]
    if isinstance(video, str | os.PathLike) and os.path.isdir(video):
        return _read_folder(Path(video), num_frames, name)
    if isinstance(video, str | os.PathLike | bytes):
        return _read_file(video, num_frames, name)
    if isinstance(video, FrameDecoder):
        return _read_decoder(video, num_frames)
    clip = _as_clip(video, name)
    count = len(clip)
    picked = clip if num_frames is None else clip[frames_shown(np.arange(count), num_frames)]
    return np.stack([_reduce(frame) for frame in picked])


def frames_shown(times: Sequence[float] | np.ndarray, count: int) -> np.ndarray:
    """Indices `(count,)` of the frames on screen at the centres of `count` equal stretches of a clip.

    The last frame is taken to stay as long as the median one: what a container says of it follows the order of decoding.

    Args:
        times: when each frame appears, ascending, in any unit.
        count: frames to take.
    """
    times = np.asarray(times, np.float64)
    stored = len(times)
    even = np.linspace(times[0], times[-1], stored)
    if np.abs(times - even).max() <= EVEN * (times[-1] - times[0]) / max(1, stored - 1):
        return (2 * np.arange(count) + 1) * stored // (2 * count)
    length = times[-1] + np.median(np.diff(times)) - times[0]
    centres = times[0] + length * ((np.arange(count) + 0.5) / count + 1e-9)
    return np.searchsorted(times, centres, side="right") - 1


def _read_folder(folder: Path, num_frames: int | None, name: str) -> np.ndarray:
    """Only the pictures that are asked for are opened."""
    files = frame_files(folder)
    if not files:
        raise ClipError(
            f"{name} is a folder without pictures: give a video file, or one picture per frame in a folder"
        )
    indices = np.arange(len(files)) if num_frames is None else frames_shown(np.arange(len(files)), num_frames)
    return _as_clip([_read_picture(files[k], name) for k in indices], name)


def _read_picture(path: Path, name: str) -> np.ndarray:
    try:
        return _reduce(np.asarray(Image.open(path).convert("RGB")))
    except OSError as error:
        raise ClipError(f"{name} has the frame {path.name}, which does not open: copy it again") from error


def _read_file(video: "str | os.PathLike[str] | bytes", num_frames: int | None, name: str) -> np.ndarray:
    size = len(video) if isinstance(video, bytes) else _file_size(video, name)
    if size == 0:
        raise ClipError(f"{name} is an empty file: record or copy it again")
    try:
        times = _packet_times(video, name)
        pictures, shown = _decode(video, _wanted(times, num_frames), name)
        if len(shown) != len(times):  # frames that are stored and never shown, or several to a packet
            pictures, shown = _decode(video, _wanted(shown, num_frames), name)
    except FFmpegError as error:
        raise ClipError(
            f"{name} does not decode ({error.strerror}): it is truncated, damaged or not a video; record or copy it again"
        ) from error
    if not pictures:
        raise ClipError(f"{name} holds no frame: it is a video of no length; record it again")
    return np.stack(pictures)


def _wanted(times: Sequence[float], num_frames: int | None) -> list[int]:
    if num_frames is None or not times:
        return list(range(len(times)))
    return frames_shown(times, num_frames).tolist()


def _file_size(path: "str | os.PathLike[str]", name: str) -> int:
    if not os.path.isfile(path):
        raise ClipError(f"{name} does not exist: give the path of a video file, or of a folder of pictures")
    return os.path.getsize(path)


@contextmanager
def _open(video: "str | os.PathLike[str] | bytes", name: str) -> Iterator[tuple[Any, Any]]:
    source = BytesIO(video) if isinstance(video, bytes) else os.fspath(video)
    with av.open(source, container_options={"format_whitelist": FORMATS}) as container:
        streams = [one for one in container.streams.video if not one.disposition & Disposition.attached_pic]
        if not streams:
            raise ClipError(
                f"{name} holds only sound: give a file with a video stream"
                if container.streams.audio
                else f"{name} holds no frame: it is truncated or its recording was never finished; record or copy it again"
            )
        streams[0].thread_count = 1
        yield container, streams[0]


def _packet_times(video: "str | os.PathLike[str] | bytes", name: str) -> list[float]:
    """When each frame appears, in seconds, read from the container without decoding."""
    starts: list[int] = []
    stored = 0
    with _open(video, name) as (container, stream):
        for packet in container.demux(stream):
            if packet.size == 0:
                continue
            if packet.is_corrupt:
                raise _truncated(name, stored, stream)
            stored += 1
            start = packet.dts if packet.pts is None else packet.pts
            if start is not None and not packet.is_discard:
                starts.append(start)
        if stored < len(stream.index_entries):
            raise _truncated(name, stored, stream)
        return [start * float(stream.time_base) for start in sorted(starts)]


def _truncated(name: str, found: int, stream: Any) -> ClipError:
    stated = max(len(stream.index_entries), stream.frames)
    frames = f"{found} of its {stated} frames are there" if stated > found else "its last frame is cut"
    return ClipError(f"{name} is truncated: {frames}; copy it again")


def _decode(
    video: "str | os.PathLike[str] | bytes", wanted: Sequence[int], name: str
) -> tuple[list[np.ndarray], list[float]]:
    """The wanted frames, in order and upright, and when each frame of the clip is shown; only the wanted become RGB."""
    kept: dict[int, np.ndarray] = {}
    shown: list[float] = []
    needed = set(wanted)
    # one for all: a frame's own is set up anew each time, which takes as long as decoding
    converter = VideoReformatter()
    with _open(video, name) as (container, stream):
        for k, frame in enumerate(container.decode(stream)):
            shown.append(float(k) if frame.time is None else frame.time)
            if k in needed:
                pixels = converter.reformat(frame, format="rgb24").to_ndarray()
                kept[k] = _reduce(np.rot90(pixels, round(frame.rotation / 90)) if frame.rotation else pixels)
    return [kept[k] for k in wanted if k in kept], shown


def _read_decoder(video: FrameDecoder, num_frames: int | None) -> np.ndarray:
    """Asked by time, in the middle of a mean frame, where no rounding changes which one is on screen."""
    begin, end = float(video.metadata.begin_stream_seconds), float(video.metadata.end_stream_seconds)
    stored = int(video.metadata.num_frames)
    indices = np.arange(stored) if num_frames is None else frames_shown(np.arange(stored), num_frames)
    played = video.get_frames_played_at(seconds=(begin + (end - begin) * (indices + 0.5) / stored).tolist()).data
    return np.stack([_reduce(frame) for frame in played.permute(0, 2, 3, 1).cpu().numpy()])


def _as_clip(video: Any, name: str) -> np.ndarray:
    """Any array form as uint8 `(t, h, w, 3)`."""
    if isinstance(video, list | tuple):
        pictures = [np.asarray(one.convert("RGB") if isinstance(one, Image.Image) else one) for one in video]
        sizes = {one.shape for one in pictures}
        if len(sizes) > 1:
            raise ClipError(f"{name} has pictures of different sizes {sorted(sizes)}: give frames of one size")
        video = np.stack(pictures) if pictures else np.zeros((0, 1, 1, 3), np.uint8)
    channels = 3
    if isinstance(video, torch.Tensor):
        video, channels = video.detach().cpu().numpy(), 1
    if not isinstance(video, np.ndarray):
        raise ClipError(
            f"{name} is a {type(video).__name__}: give a path, bytes, an array (frames, height, width, 3), a tensor "
            "(frames, 3, height, width), a list of pictures or a torchcodec decoder"
        )
    if video.ndim != 4 or video.shape[channels] != 3:
        legal = "(frames, 3, height, width)" if channels == 1 else "(frames, height, width, 3)"
        raise ClipError(f"{name} has the shape {video.shape}: it has to be {legal}")
    if 0 in video.shape:
        raise ClipError(f"{name} holds no frame: its shape is {video.shape}")
    return _to_uint8(video.transpose(0, 2, 3, 1) if channels == 1 else video, name)


def _to_uint8(clip: np.ndarray, name: str) -> np.ndarray:
    if clip.dtype == np.uint8:
        return clip
    low, high = (float(clip.min()), float(clip.max())) if np.issubdtype(clip.dtype, np.floating) else (0.0, np.inf)
    if not (low >= -1e-3 and high <= 1 + 1e-3):  # NaN fails too
        raise ClipError(
            f"{name} holds {clip.dtype} values from {clip.min():.3g} to {clip.max():.3g}: pass uint8, or float in [0, 1]"
        )
    return np.rint(clip.astype(np.float32).clip(0, 1) * 255).astype(np.uint8)


def _reduce(frame: np.ndarray) -> np.ndarray:
    factor = ceil(max(frame.shape[:2]) / WORK_SIDE)
    frame = np.ascontiguousarray(frame)
    return frame if factor == 1 else np.asarray(Image.fromarray(frame).reduce(factor))
