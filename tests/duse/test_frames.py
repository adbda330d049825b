"""Frames at even times: every form of a clip gives the same ones, and a clip that is broken says how."""

import hashlib
import struct
import tracemalloc
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import numpy as np
import pytest
import torch
from av.video.frame import VideoFrame
from PIL import Image

from argen.pipelines.duse.frames_duse import WORK_SIDE, ClipError, frames_shown, read_frames
from argen.pipelines.media.video import encode_video, read_video


def numbered(count: int = 17, height: int = 48, width: int = 64) -> np.ndarray:
    """A clip whose frame k is grey 10 + 12 k, with a light corner at the top left."""
    clip = np.broadcast_to(np.arange(count, dtype=np.uint8)[:, None, None, None] * 12 + 10, (count, height, width, 3))
    clip = clip.copy()
    clip[:, : height // 4, : width // 4] = 250
    return clip


def numbers(frames: np.ndarray) -> list[int]:
    """Which frames of `numbered` these are, told from the middle."""
    height, width = frames.shape[1:3]
    grey = frames[:, height // 2 - 4 : height // 2 + 4, width // 2 - 4 : width // 2 + 4].mean((1, 2, 3))
    return np.rint((grey - 10) / 12).astype(int).tolist()


def encode(
    clip: np.ndarray,
    times: Sequence[int] | None = None,
    unit: Fraction = Fraction(1, 25),
    suffix: str = "mp4",
    codec: str = "libx264",
    options: dict[str, str] | None = None,
) -> bytes:
    """The bytes of a video whose frame k is shown at `times[k] * unit` seconds."""
    file = BytesIO()
    with av.open(file, "w", format=suffix) as container:
        stream: Any = container.add_stream(codec, rate=25, options={"crf": "6", **(options or {})})
        stream.height, stream.width = clip.shape[1:3]
        stream.pix_fmt, stream.time_base, stream.codec_context.time_base = "yuv420p", unit, unit
        stream.thread_count = 1
        for k, picture in enumerate(clip):
            frame = VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = k if times is None else times[k], unit
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def decode(video: bytes) -> np.ndarray:
    """All frames by PyAV alone."""
    with av.open(BytesIO(video), "r") as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def sound(suffix: str = "mp4", codec: str = "aac") -> bytes:
    file = BytesIO()
    with av.open(file, "w", format=suffix) as container:
        stream: Any = container.add_stream(codec, rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 44100), np.float32), format="fltp", layout="mono")
        frame.rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def test_every_form_of_a_clip_gives_the_same_frames(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(encode_video(numbered()))
    clip, _ = read_video(path)
    tensor = torch.from_numpy(clip).permute(0, 3, 1, 2)
    forms = [
        str(path), path, path.read_bytes(), {"bytes": path.read_bytes(), "path": None},
        {"bytes": None, "path": str(path)}, clip, tensor, tensor.float() / 255, (clip / 255).astype(np.float32),
        [Image.fromarray(frame) for frame in clip], list(clip),
    ]  # fmt: skip
    for count in (1, 5, 8, 17, 30):
        wanted = clip[frames_shown(np.arange(17), count)]
        for form in forms:
            assert np.array_equal(read_frames(form, count, "clip"), wanted)
    assert np.array_equal(read_frames(path, None, "clip"), clip)


@pytest.mark.parametrize("count", [1, 3, 8, 10, 16, 17, 32])
def test_frames_are_the_centres_of_equal_stretches(count: int) -> None:
    for stored in (1, 2, 7, 8, 16, 17, 100):
        wanted = [(2 * k + 1) * stored // (2 * count) for k in range(count)]
        assert frames_shown(np.arange(stored), count).tolist() == wanted
        assert frames_shown(np.arange(stored) * 0.04 + 1.4, count).tolist() == wanted


@pytest.mark.parametrize("unit", [Fraction(1, 25), Fraction(1001, 30000), Fraction(1, 60)])
@pytest.mark.parametrize("suffix", ["mp4", "matroska", "mpegts"])
def test_containers_that_round_times_change_nothing(suffix: str, unit: Fraction) -> None:
    video = encode(numbered(16), unit=unit, suffix=suffix)
    for count in (4, 8, 16):
        assert numbers(read_frames(video, count, "clip")) == numbers(read_frames(numbered(16), count, "clip"))


def test_a_variable_frame_rate_is_sampled_by_time() -> None:
    """Frames that repeat the one before can be left out: the same is on screen at every moment."""
    shown = [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7]
    starts = [shown.index(k) for k in range(8)]
    steady = encode(numbered(8)[shown])
    for suffix in ("mp4", "matroska"):
        varying = encode(numbered(8), starts, suffix=suffix)
        for count in (3, 6, 8, 9):
            frames = numbers(read_frames(varying, count, "clip"))
            assert frames == numbers(read_frames(steady, count, "clip")), (suffix, count)
            assert frames != numbers(read_frames(numbered(8), count, "clip"))


def turned(video: bytes, matrix: tuple[int, int, int, int]) -> bytes:
    """The same file with a rotation in its track header, as phones write it."""
    at = video.index(b"tkhd") + 4 + 4 + 20 + 8 + 8
    a, b, c, d = (value << 16 for value in matrix)
    return video[:at] + struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30) + video[at + 36 :]


def test_rotation_is_undone() -> None:
    video = encode(numbered())
    upright = read_frames(video, 8, "clip")
    for matrix, quarters in (((0, 1, -1, 0), -1), ((-1, 0, 0, -1), 2), ((0, -1, 1, 0), 1)):
        frames = read_frames(turned(video, matrix), 8, "clip")
        assert np.array_equal(frames, np.rot90(upright, quarters, axes=(1, 2)))
    clockwise = read_frames(turned(video, (0, 1, -1, 0)), 8, "clip")
    assert clockwise[0, :8, -8:].mean() > 230  # the light corner has gone from the left to the right


def test_4k_is_reduced_frame_by_frame() -> None:
    clip = numbered(6, 2160, 3840)
    video = encode(clip, options={"preset": "ultrafast"})
    tracemalloc.start()
    frames = read_frames(video, 6, "clip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert frames.shape == (6, WORK_SIDE * 9 // 16, WORK_SIDE, 3) and numbers(frames) == list(range(6))
    assert peak < 0.6 * clip.nbytes, f"{peak / 1e6:.0f} MB"
    full = decode(video)
    assert np.array_equal(read_frames(full, 6, "clip"), frames)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.9, 0.99])
@pytest.mark.parametrize("index", ["first", "last"])
def test_truncated_files_say_so(share: float, index: str, tmp_path: Path) -> None:
    """Players show what is left of a file; a judge of the whole clip must not."""
    noise = np.random.default_rng(0).integers(0, 256, (17, 48, 64, 3), dtype=np.uint8)
    video = encode_video(noise) if index == "first" else encode(noise)
    path = tmp_path / "cut.mp4"
    path.write_bytes(video[: int(len(video) * share)])
    with pytest.raises(ClipError, match="'cut.mp4' .*truncated"):
        read_frames(path, 8, "'cut.mp4'")


def test_damage_inside_a_file_is_not_passed_over() -> None:
    video = bytearray(encode(np.random.default_rng(0).integers(0, 256, (17, 48, 64, 3), dtype=np.uint8)))
    start = len(video) // 3
    video[start : start + 3000] = bytes(3000)
    with pytest.raises(ClipError, match="does not decode"):
        read_frames(bytes(video), 8, "clip")


def no_frames() -> bytes:
    file = BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream: Any = container.add_stream("libx264", rate=25)
        stream.height, stream.width, stream.pix_fmt = 48, 64, "yuv420p"
        container.start_encoding()
    return file.getvalue()


def sound_with_a_cover() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (32, 32), "red").save(picture, "PNG")
    body = b"\0image/png\0\3\0" + picture.getvalue()
    frame = b"APIC" + struct.pack(">I", len(body)) + b"\0\0" + body
    size = bytes(len(frame) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frame + sound("mp3", "libmp3lame")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is an empty file"),
        (b"hello world, this is a text\n" * 50, "not a video"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nclip.mp4\n#EXT-X-ENDLIST\n", "not a video"),
        (bytes(5000), "not a video"),
        (sound(), "only sound"),
        (sound_with_a_cover(), "only sound"),
        (no_frames(), "holds no frame"),
    ],
    ids=["empty", "text", "playlist", "zeros", "sound", "cover", "frameless"],
)
def test_what_is_no_clip_is_named(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(encode(numbered()))
    for suffix in ("mp4", "txt", "m3u8"):
        path = tmp_path / f"broken.{suffix}"
        path.write_bytes(content)
        for form in (path, content):
            with pytest.raises(ClipError, match=f"^this one .*{says}"):
                read_frames(form, 8, "this one")


@pytest.mark.parametrize(
    ("video", "says"),
    [
        ("nowhere.mp4", "does not exist"),
        (np.zeros((4, 3, 8, 8), np.uint8), r"shape \(4, 3, 8, 8\): it has to be \(frames, height, width, 3\)"),
        (torch.zeros(4, 8, 8, 3), r"shape \(4, 8, 8, 3\): it has to be \(frames, 3, height, width\)"),
        (np.zeros((0, 8, 8, 3), np.uint8), "holds no frame"),
        ([], "holds no frame"),
        (np.full((2, 8, 8, 3), 255.0), "pass uint8, or float in"),
        (np.full((2, 8, 8, 3), np.nan), "pass uint8, or float in"),
        (np.zeros((2, 8, 8, 3), np.int64), "int64"),
        ([Image.new("RGB", (8, 8)), Image.new("RGB", (9, 8))], "different sizes"),
        (3.5, "is a float"),
    ],
)
def test_wrong_forms_are_named(video: Any, says: str) -> None:
    with pytest.raises(ClipError, match=f"^this one .*{says}"):
        read_frames(video, 8, "this one")


def test_frames_that_are_stored_but_never_shown_are_not_counted() -> None:
    """A cut without encoding anew starts at a picture whose neighbours need what was cut off."""
    options = {"x264-params": "open-gop=1:keyint=8:min-keyint=8:bframes=3:b-adapt=0:scenecut=0"}
    file = BytesIO()
    with (
        av.open(BytesIO(encode(numbered(20), options=options)), "r") as source,
        av.open(file, "w", format="matroska") as cut,
    ):
        stream = cut.add_stream_from_template(source.streams.video[0])
        packets = [packet for packet in source.demux(source.streams.video[0]) if packet.size]
        second = [k for k, packet in enumerate(packets) if packet.is_keyframe][1]
        for packet in packets[second:]:
            packet.stream = stream
            cut.mux(packet)
    shown = numbers(decode(file.getvalue()))
    assert len(shown) < len(packets) - second
    for count in (3, 5):
        wanted = [shown[(2 * k + 1) * len(shown) // (2 * count)] for k in range(count)]
        assert numbers(read_frames(file.getvalue(), count, "clip")) == wanted


def test_a_torchcodec_decoder_is_asked_for_the_same_frames() -> None:
    """The decoder's interface in its own words: the frame on screen at a time, times in [begin, end)."""
    clip, begin, step = numbered(16), 1.5, 1001 / 30000

    def played(seconds: list[float]) -> SimpleNamespace:
        assert begin <= min(seconds) and max(seconds) < begin + 16 * step
        starts = begin + np.arange(16) * step
        picked = np.searchsorted(starts, seconds, side="right") - 1
        return SimpleNamespace(data=torch.from_numpy(clip[picked]).permute(0, 3, 1, 2))

    metadata = SimpleNamespace(begin_stream_seconds=begin, end_stream_seconds=begin + 16 * step, num_frames=16)
    decoder = SimpleNamespace(metadata=metadata, get_frames_played_at=played)
    for count in (1, 4, 8, 16, None):
        assert np.array_equal(read_frames(decoder, count, "clip"), read_frames(clip, count, "clip"))


def test_golden_decode() -> None:
    """Lossless, so that the encoder has no part in it: container, times and conversion to RGB."""
    rng = np.random.default_rng(4)
    file = BytesIO()
    with av.open(file, "w", format="matroska") as container:
        stream: Any = container.add_stream("ffv1", rate=24)
        stream.height, stream.width, stream.pix_fmt = 48, 64, "yuv420p"
        for k in range(17):
            planes = rng.integers(16, 236, (72, 64), dtype=np.uint8)
            frame = VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = k, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    frames = read_frames(file.getvalue(), 8, "clip")
    assert (
        hashlib.sha256(frames.tobytes()).hexdigest()
        == "32d6dfa1ba1f720ed5bc84c29586c577f4c62ceefd4e6d923802894f2e38a3d9"
    )
