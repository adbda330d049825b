"""Pictures in, clips and sheets out; every bad input gives one sentence."""

import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.media.atomic import write_atomic
from argen.pipelines.media.curves import draw_curves
from argen.pipelines.media.face import BOX_CENTRE_Y, BOX_SIDE, FaceNotFoundError, centre_square, crop_face, find_face
from argen.pipelines.media.grid import grid_video
from argen.pipelines.media.picture import PictureError, read_picture
from argen.pipelines.media.sheet import contact_sheet, save_sheet
from argen.pipelines.media.video import VideoError, encode_video, read_video, write_video


DATA = pytest.importorskip("skimage", reason="photographs come with scikit-image").__path__[0] + "/data"


def smooth(frames: int = 9, height: int = 64, width: int = 48) -> np.ndarray:
    """A clip of a moving colour ramp, uint8."""
    y, x = np.mgrid[0:height, 0:width]
    ramp = np.stack([x * 4, y * 3, x + y], -1)
    return np.stack([(ramp + 3 * k).clip(0, 255) for k in range(frames)]).astype(np.uint8)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


# --- clips


def test_a_clip_reads_back_as_written(tmp_path: Path) -> None:
    clip = smooth()
    frames, fps = read_video(write_video(tmp_path / "a.mp4", clip, fps=12))
    assert fps == 12
    assert frames.shape == clip.shape and frames.dtype == np.uint8
    assert np.abs(frames.astype(int) - clip).mean() < 2.5
    assert len(read_video(tmp_path / "a.mp4", max_frames=4)[0]) == 4


def test_all_layouts_give_the_same_bytes() -> None:
    clip = smooth()
    floats = clip.astype(np.float32) / 255
    assert (
        encode_video(clip) == encode_video(floats) == encode_video(floats.transpose(0, 3, 1, 2)) == encode_video(clip)
    )
    assert encode_video(clip).find(b"moov") < encode_video(clip).find(b"mdat")


@pytest.mark.parametrize(
    ("clip", "words"),
    [
        (smooth(width=47), "even"),
        (smooth()[:0], "at least one frame"),
        (smooth()[0], "shape"),
        (smooth().astype(np.int64), "uint8"),
        (smooth().astype(np.float32), "scale them"),
        (np.full((1, 4, 4, 3), np.nan), "nan"),
    ],
)
def test_bad_frames_are_refused_and_leave_nothing(clip: np.ndarray, words: str, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match=words):
        write_video(tmp_path / "a.mp4", clip)
    assert not list(tmp_path.iterdir())


def test_a_broken_video_is_named(tmp_path: Path) -> None:
    whole = encode_video(smooth())
    for name, content in {"cut.mp4": whole[: len(whole) // 2], "junk.mp4": b"junk" * 99, "empty.mp4": b""}.items():
        (tmp_path / name).write_bytes(content)
        try:
            frames, _ = read_video(tmp_path / name)
        except VideoError as error:
            assert name in str(error)
        else:
            assert name == "cut.mp4" and 0 < len(frames) < 9
    for path in (tmp_path, tmp_path / "none.mp4"):
        with pytest.raises(VideoError, match="`path`"):
            read_video(path)


def test_an_unwritable_place_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="is not a folder"):
        write_video(tmp_path / "file" / "a.mp4", smooth())
    with pytest.raises(OSError, match="is a folder"):
        (tmp_path / "b.mp4").mkdir()
        write_video(tmp_path / "b.mp4", smooth())


def test_a_full_disk_keeps_the_old_file_and_leaves_no_part(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from argen.pipelines.media.atomic import write_atomic\n"
        "try: write_atomic(sys.argv[1], b'x' * 5000)\n"
        "except OSError as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    assert "was not written" in run.stdout and "free some space" in run.stdout
    assert target.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["a.bin"]


def test_atomic_writing_replaces(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.txt", "one")
    assert write_atomic(tmp_path / "a.txt", "zwei ä").read_text(encoding="utf-8") == "zwei ä"
    assert len(list(tmp_path.iterdir())) == 1


# --- pictures


def ramp(mode: str = "RGB", size: tuple[int, int] = (64, 40)) -> Image.Image:
    return Image.fromarray(smooth(1, size[1], size[0])[0]).convert(mode)


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


# --- faces


def photograph(name: str = "astronaut.png") -> Image.Image:
    return Image.open(f"{DATA}/{name}").convert("RGB")


def test_the_astronaut_is_found_in_place_and_at_any_size() -> None:
    face = find_face(photograph())
    assert face is not None and face.score > 1
    assert abs(face.x - 224) < 12 and abs(face.y - 126) < 15 and 80 < face.side < 115
    for scale in (0.35, 2.0):
        other = find_face(photograph().resize((int(512 * scale), int(512 * scale))))
        assert other is not None and abs(other.x / scale - face.x) < 8 and abs(other.side / scale - face.side) < 12


@pytest.mark.parametrize(
    "name", ["camera.png", "chelsea.png", "coffee.png", "coins.png", "horse.png", "motorcycle_left.png"]
)
def test_pictures_without_a_frontal_face_are_refused(name: str) -> None:
    with pytest.raises(FaceNotFoundError, match="--no-crop"):
        crop_face(photograph(name))


def test_rotation_by_exif_dark_pictures_and_borders() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    turned = saved(photograph().rotate(-90), "JPEG", exif=exif, quality=95)
    assert find_face(read_picture(turned)) is not None
    assert find_face(photograph().point(lambda value: value * 0.3)) is not None
    at_the_border = photograph().crop((180, 66, 512, 512))
    assert crop_face(at_the_border).size == (128, 128)


def test_of_several_faces_the_largest_is_taken() -> None:
    page = Image.new("RGB", (1000, 512), "grey")
    page.paste(photograph().resize((300, 300)), (650, 100))
    page.paste(photograph(), (0, 0))
    face = find_face(page)
    assert face is not None and abs(face.x - 224) < 15


def test_a_crop_of_a_crop_is_the_same_crop() -> None:
    once = crop_face(photograph(), 256)
    face = find_face(once)
    assert face is not None
    assert abs(face.side / 256 - BOX_SIDE) < 0.08 and abs(face.y / 256 - BOX_CENTRE_Y) < 0.06
    twice = crop_face(once, 256)
    assert np.abs(np.asarray(once).astype(int) - np.asarray(twice)).mean() < 25


def test_the_centre_square_keeps_the_middle() -> None:
    square = centre_square(ramp(size=(100, 40)), 40)
    assert np.array_equal(np.asarray(square), np.asarray(ramp(size=(100, 40)))[:, 30:70])


# --- sheets


def test_a_sheet_holds_every_frame_untouched(tmp_path: Path) -> None:
    clips = [smooth(), smooth()[:4]]
    page = contact_sheet(clips, ["fear\n0.80", "joy"], [f"{k}" for k in range(9)], title="clips")
    pixels = np.asarray(page)
    assert any(np.array_equal(pixels[y : y + 64, page.width - 64 : page.width - 16], clips[0][8]) for y in range(90))
    assert Image.open(save_sheet(page, tmp_path / "a.png")).size == page.size
    assert contact_sheet(clips, scale=2).width > 9 * 96


@pytest.mark.parametrize(
    ("options", "words"),
    [({"labels": ["one"]}, "labels"), ({"column_labels": ["0"]}, "column_labels"), ({"scale": 0}, "scale")],
)
def test_sheets_name_what_does_not_fit(options: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        contact_sheet([smooth(), smooth()], **options)
    with pytest.raises(ValueError, match="empty"):
        contact_sheet([])


def test_a_grid_is_an_even_clip_that_holds_its_tiles() -> None:
    clips = [smooth() // (k + 1) for k in range(7)]
    grid = grid_video(clips, list("abcdefg"))
    assert grid.shape[0] == 9 and grid.shape[1] % 2 == grid.shape[2] % 2 == 0
    assert np.array_equal(grid[:, 4:68, 4:52], clips[0])
    with pytest.raises(ValueError, match="one shape"):
        grid_video([smooth(), smooth(3)], ["a", "b"])


def test_curves_show_both_colours_and_refuse_nothing_to_draw() -> None:
    curve = np.linspace(0, 1, 17)[:, None].repeat(3, 1)
    both = np.asarray(draw_curves(curve, curve * 0.5, ["AU01", "AU12", "AU25"])).astype(int)
    only = np.asarray(draw_curves(curve, None, ["AU01", "AU12", "AU25"])).astype(int)
    orange = both[40:, :, 0] - both[40:, :, 2] > 120
    assert orange.sum() > 200 and not (only[40:, :, 0] - only[40:, :, 2] > 120).any()
    with pytest.raises(ValueError, match="None"):
        draw_curves(None, None, ["AU01"])
    with pytest.raises(ValueError, match="shape"):
        draw_curves(curve, None, ["AU01"])
