"""Clips on disk: H.264 in MP4 through PyAV, which brings its own FFmpeg."""

import platform
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame

from argen.pipelines.media.atomic import write_atomic


class VideoError(ValueError):
    """A clip that cannot be read or written as asked; the message says what to do."""


def write_video(path: str | Path, frames: np.ndarray, fps: float = 8, crf: int = 12) -> Path:
    """Write a clip as H.264, the same bytes for the same frames; either the whole file appears or none.

    Args:
        path: target, must end in `.mp4`; its folder must exist.
        frames: uint8 `(frames, height, width, 3)`, or float in [0, 1] with channels last or second.
        fps: frames per second, above 0.
        crf: quality of x264, 0 (lossless) to 51 (worst).

    Raises:
        VideoError: wrong shape or values, odd height or width, options out of range.
        OSError: the folder is missing or not writable, or the disk is full; no partial file is left.
    """
    path = Path(path)
    if path.suffix.lower() != ".mp4":
        raise VideoError(f"`path` has to end in .mp4 but is {str(path)!r}: clips are written as MP4")
    return write_atomic(path, encode_video(frames, fps, crf))


def encode_video(frames: np.ndarray, fps: float = 8, crf: int = 12) -> bytes:
    """Encode a clip as the bytes of an MP4 file, for a dataset row or a browser; arguments as for `write_video`."""
    if not 0 < fps <= 1000:
        raise VideoError(f"`fps` has to be above 0 and at most 1000 but is {fps}")
    if not 0 <= crf <= 51:
        raise VideoError(f"`crf` has to be between 0 (lossless) and 51 (worst) but is {crf}")
    pixels = to_uint8(frames)
    height, width = pixels.shape[1:3]
    if height % 2 or width % 2:
        raise VideoError(
            f"`frames` have to have an even height and width (yuv420p) but are {width}x{height}: "
            "crop or pad one row or column"
        )
    return _encode(pixels, Fraction(fps).limit_denominator(1001), crf)


def to_uint8(frames: np.ndarray) -> np.ndarray:
    """Bring frames to uint8 `(frames, height, width, 3)`; values outside [0, 1] or NaN are refused.

    Args:
        frames: uint8 `(frames, height, width, 3)`, or float in [0, 1] with channels last or second.
    """
    frames = np.asarray(frames)
    if frames.ndim != 4 or 0 in frames.shape or (frames.shape[-1] != 3 and frames.shape[1] != 3):
        raise VideoError(
            "`frames` have to have the shape (frames, height, width, 3) or (frames, 3, height, width), "
            f"at least one frame, but have {frames.shape}"
        )
    if frames.shape[-1] != 3:
        frames = frames.transpose(0, 2, 3, 1)
    if frames.dtype == np.uint8:
        return np.ascontiguousarray(frames)
    if not np.issubdtype(frames.dtype, np.floating):
        raise VideoError(f"`frames` have to be uint8, or float in [0, 1], but are {frames.dtype}")
    low, high = float(frames.min()), float(frames.max())  # NaN fails the comparison below
    if not (low >= -1e-3 and high <= 1 + 1e-3):
        raise VideoError(
            f"`frames` of a float type have to lie in [0, 1] but span {low:.3g} to {high:.3g}: "
            "scale them, or pass uint8"
        )
    return np.ascontiguousarray(np.rint(frames.astype(np.float32).clip(0, 1) * 255).astype(np.uint8))


def read_video(path: str | Path, max_frames: int = 512) -> tuple[np.ndarray, float]:
    """Read the first video stream of a file.

    Args:
        path: any container and codec that FFmpeg reads.
        max_frames: decoding stops here, so that a long film cannot fill the memory.

    Returns:
        uint8 frames `(frames, height, width, 3)` with at most `max_frames` frames, and the frames per second.

    Raises:
        VideoError: the file is missing, is no video, or has no frame that decodes.
    """
    path = Path(path)
    if max_frames < 1:
        raise VideoError(f"`max_frames` has to be at least 1 but is {max_frames}")
    if not path.is_file():
        found = "is a directory" if path.is_dir() else "does not exist"
        raise VideoError(f"`path` has to be a video file but {str(path)!r} {found}")
    try:
        frames, fps = _decode(path, max_frames)
    except FFmpegError as error:
        raise VideoError(
            f"`path` has to be a video file but {str(path)!r} does not decode ({error.strerror}): "
            "the file is damaged or not a video"
        ) from error
    if not frames:
        raise VideoError(f"`path` has to be a video file but {str(path)!r} holds no video frame")
    return np.stack(frames), fps


def _encode(pixels: np.ndarray, fps: Fraction, crf: int) -> bytes:
    # moov_size reserves room for the index at the start, so that a browser plays while loading; bitexact keeps the
    # encoder's version and the time of day out of the container, so that equal frames give equal files
    options = {"moov_size": str(4096 + 32 * len(pixels)), "fflags": "+bitexact"}
    file = BytesIO()
    with av.open(file, "w", format="mp4", container_options=options) as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.height, stream.width = pixels.shape[1:3]
        stream.pix_fmt = "yuv420p"
        stream.thread_count = 1
        stream.options = {"crf": str(crf), "preset": "medium"}
        if platform.machine().lower() in ("x86_64", "amd64"):
            # with AVX-512, x264 gives other bytes at every call for clips narrower than about 100 px; SSE2 costs little
            stream.options |= {"x264-params": "asm=SSE2"}
        for index, image in enumerate(pixels):
            frame = VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = index, 1 / fps
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _decode(path: Path, max_frames: int) -> tuple[list[np.ndarray], float]:
    with av.open(str(path)) as container:
        if not container.streams.video:
            return [], 0.0
        stream = container.streams.video[0]
        stream.thread_count = 1
        frames = []
        for frame in container.decode(stream):
            frames.append(frame.to_ndarray(format="rgb24"))
            if len(frames) == max_frames:
                break
        rate = stream.average_rate or stream.guessed_rate
        return frames, float(rate) if rate else 0.0
