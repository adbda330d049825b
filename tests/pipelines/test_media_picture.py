"""Pictures in: every format and mode becomes upright 8-bit RGB, and every bad input gives one sentence."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.media.picture import PictureError, read_picture


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def ramp(mode: str = "RGB", size: tuple[int, int] = (64, 40)) -> Image.Image:
    """A colour ramp."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    return Image.fromarray(np.stack([x * 4, y * 3, x + y], -1).clip(0, 255).astype(np.uint8)).convert(mode)


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "PPM", "GIF", "WEBP", "JPEG"])
def test_the_content_tells_the_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "face.wrong"
    path.write_bytes(saved(ramp(), kind))
    picture = read_picture(path)
    assert picture.mode == "RGB" and picture.size == (64, 40)
    assert np.abs(np.asarray(picture).astype(int) - np.asarray(ramp())).mean() < 12


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    picture = ramp().convert(mode)
    expected = ramp("L") if mode in ("L", "LA") else ramp()
    assert read_picture(picture).mode == "RGB"
    if mode not in ("1", "P"):
        assert np.abs(np.asarray(read_picture(picture)).astype(int) - np.asarray(expected.convert("RGB"))).mean() < 3


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    grey = np.asarray(ramp("L")).astype(np.uint16)
    for deep in (Image.fromarray(grey * 257), Image.fromarray(grey.astype(np.int32) * 257)):
        assert np.array_equal(np.asarray(read_picture(deep))[..., 0], grey)
    assert np.array_equal(np.asarray(read_picture(saved(Image.fromarray(grey * 257), "PNG")))[..., 1], grey)
    floats = Image.fromarray((grey / 255).astype(np.float32))
    assert np.array_equal(np.asarray(read_picture(floats))[..., 2], grey)
    with pytest.raises(PictureError, match="NaN"):
        read_picture(Image.fromarray(np.full((40, 40), np.nan, np.float32)))


def test_transparency_shows_mid_grey() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert np.asarray(read_picture(saved(clear, "PNG"))).mean() == 128
    keyed = Image.new("RGB", (40, 40), "red")
    assert np.asarray(read_picture(saved(keyed, "PNG", transparency=(255, 0, 0)))).mean() == 128
    assert (
        np.asarray(
            read_picture(saved(clear.convert("P"), "GIF", transparency=clear.convert("P").getpixel((0, 0))))
        ).mean()
        == 128
    )


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_gives_its_first_frame(kind: str) -> None:
    red, blue = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    data = saved(red, kind, save_all=True, append_images=[blue], duration=100)
    assert np.abs(np.asarray(read_picture(data)).astype(int) - [255, 0, 0]).max() < 5


def test_exif_rotation_is_applied_and_the_given_picture_is_left_alone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(ramp(), "JPEG", exif=exif)
    assert read_picture(data).size == (40, 64)
    given = Image.open(BytesIO(data))
    assert read_picture(given).size == (40, 64) and given.size == (64, 40)


def test_long_sides_are_bounded_before_decoding() -> None:
    assert read_picture(saved(Image.new("L", (20000, 2000)), "PNG")).size == (2048, 205)
    assert read_picture(saved(Image.new("L", (5000, 5000)), "JPEG")).size == (2048, 2048)
    huge = bytearray(saved(Image.new("1", (64, 64)), "PNG"))
    for side in (20000, 60000):
        huge[16:24] = side.to_bytes(4, "big") * 2
        huge[29:33] = zlib.crc32(bytes(huge[12:29])).to_bytes(4, "big")
        with pytest.raises(PictureError, match="megapixels"):
            read_picture(bytes(huge))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"not a picture", "not a picture"),
        (saved(ramp(size=(200, 200)), "PNG")[:150], "damaged"),
        (saved(ramp(size=(200, 200)), "JPEG")[:900], "damaged"),
        (saved(Image.new("RGB", (1, 1)), "PNG"), "1x1 px, too small"),
        (saved(Image.new("RGB", (31, 900)), "PNG"), "too small"),
        (saved(Image.new("RGB", (40, 20000)), "PNG"), "long and thin"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", "not a picture"),
    ],
)
def test_what_is_no_picture_is_said(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(content)
    with pytest.raises(PictureError, match=words) as raised:
        read_picture(path)
    assert "`image`" in str(raised.value) and "face.png" in str(raised.value)
    with pytest.raises(PictureError, match=words):
        read_picture(content)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="folder"):
        read_picture(tmp_path)
    with pytest.raises(PictureError, match="does not exist"):
        read_picture(tmp_path / "none.png")
    with pytest.raises(PictureError, match="list"):
        read_picture([1, 2])  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"])
def test_damaged_bytes_never_raise_anything_else(kind: str) -> None:
    whole, rng = saved(ramp(), kind), np.random.default_rng(0)
    for _ in range(60):
        broken = bytearray(whole[: rng.integers(8, len(whole) + 1)])
        for place in rng.integers(0, min(len(broken), 200), 3):
            broken[place] = rng.integers(256)
        try:
            assert read_picture(bytes(broken)).mode == "RGB"
        except PictureError as error:
            assert "`image`" in str(error)
