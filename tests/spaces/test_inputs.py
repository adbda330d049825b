"""Uploads are read within limits; what cannot be read is refused in one escaped sentence."""

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from PIL import Image

from demo_inputs import Refusal, read_clip, read_upload, sentences
from demo_limits import CLIP_FRAMES, CLIP_KEPT


def png_header(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that states a size and brings other pixels, or none."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


BAD_PICTURES = {
    "empty.png": b"",
    "text.png": b"hello",
    "cut.png": png_header(64, 64),
    "noise.jpg": bytes(range(256)) * 8,
    "vector.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "page.png": b"<html><script>alert(1)</script></html>",
    "postscript.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "small.png": png_header(4, 4, b"\0" * 20),
    "bomb.png": png_header(30_000, 30_000, b"\0" * 5_000_000),
    "bomb2.png": png_header(2_000_000_000, 2_000_000_000),
}


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_bad_pictures_end_in_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_PICTURES[name])
    with pytest.raises(Refusal) as caught:
        read_upload(str(path))
    assert len(caught.value.message) > 20
    assert str(tmp_path) not in caught.value.message


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "/nowhere/at/all.png",
        "../../../../etc/passwd",
    ],
)
def test_no_picture_ends_in_a_sentence(path: str | None) -> None:
    with pytest.raises(Refusal):
        read_upload(path)


def test_a_good_picture_is_read_upright(tmp_path: Path) -> None:
    turned = Image.new("RGB", (64, 40))
    exif = turned.getexif()
    exif[0x0112] = 6  # turn by a quarter
    turned.save(tmp_path / "turned.jpg", exif=exif)
    assert read_upload(str(tmp_path / "turned.jpg")).size == (40, 64)


def write_clip(path: Path, frames: int, size: tuple[int, int] = (64, 48), fps: int = 30) -> Path:
    """A clip whose frames get brighter."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(fps))
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for k in range(frames):
            picture = np.full((size[1], size[0], 3), 30 + 200 * k // frames, np.uint8)
            container.mux(stream.encode(VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("count", [1, 2, 17, 100])
def test_clips_are_sampled_evenly_and_within_what_is_kept(count: int, tmp_path: Path) -> None:
    frames, fps = read_clip(str(write_clip(tmp_path / "clip.mp4", count)))
    assert len(frames) == min(count, CLIP_KEPT)
    brightness = frames.astype(float).mean((1, 2, 3))
    assert (np.diff(brightness) > 0).all()
    if count > 1:
        assert fps == pytest.approx(30 * (len(frames) - 1) / (count - 1), rel=0.05)


@pytest.mark.parametrize(
    ("count", "size", "words"), [(CLIP_FRAMES + 1, (32, 32), "too long"), (2, (4096, 2304), "pixels")]
)
def test_costly_clips_are_refused_before_they_are_decoded(
    count: int, size: tuple[int, int], words: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=words):
        read_clip(str(write_clip(tmp_path / "clip.mp4", count, size, fps=60)))


@pytest.mark.parametrize(
    "data", [b"", b"no video", b"\0\0\0\x18ftypmp42", b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n", b"ffconcat version 1.0\nfile /etc/passwd\n"]
)  # fmt: skip
def test_bad_clips_end_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(data)
    with pytest.raises(Refusal):
        read_clip(str(path))


def test_truncated_clips_end_in_a_sentence_or_a_clip(tmp_path: Path) -> None:
    whole = write_clip(tmp_path / "whole.mp4", 30).read_bytes()
    cut = tmp_path / "cut.mp4"
    for share in (0.1, 0.5, 0.9):
        cut.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(Refusal):  # the index of an MP4 is at its end
            read_clip(str(cut))


def test_sentences_escape_what_the_user_wrote() -> None:
    with pytest.raises(Refusal) as caught, sentences():
        raise ValueError("`emotion` is '<img src=x onerror=alert(1)>'")
    assert "<" not in caught.value.message
