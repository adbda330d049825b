"""Clips out, as files, sheets, grids and curves: whole or not at all, and every bad input gives one sentence."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.media.atomic import write_atomic
from argen.pipelines.media.curves import draw_curves
from argen.pipelines.media.grid import grid_video
from argen.pipelines.media.sheet import contact_sheet, save_sheet
from argen.pipelines.media.video import VideoError, encode_video, read_video, write_video


def smooth(frames: int = 9, height: int = 64, width: int = 48) -> np.ndarray:
    """A clip of a moving colour ramp, uint8."""
    y, x = np.mgrid[0:height, 0:width]
    ramp = np.stack([x * 4, y * 3, x + y], -1)
    return np.stack([(ramp + 3 * k).clip(0, 255) for k in range(frames)]).astype(np.uint8)


# Clips


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
    for width in (48, 62, 96):
        assert len({encode_video(smooth(17, width=width)) for _ in range(20)}) == 1
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


# Sheets


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
