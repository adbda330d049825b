"""A folder of pictures is a clip: in the order of their numbers, and only the pictures that are needed are opened."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.duse.frame_folder_duse import frame_files
from argen.pipelines.duse.frames_duse import ClipError, read_frames
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor


PICTURES = np.random.default_rng(0).integers(0, 256, (12, 20, 30, 3), dtype=np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for k, picture in enumerate(PICTURES):
        Image.fromarray(picture).save(tmp_path / f"frame_{k + 1}.png")
    (tmp_path / "._frame_1.png").write_bytes(b"of macOS")
    (tmp_path / "notes.txt").write_text("no frame")
    return tmp_path


def test_pictures_come_in_the_order_of_their_numbers(folder: Path) -> None:
    assert [path.name for path in frame_files(folder)] == [f"frame_{k}.png" for k in range(1, 13)]
    for form in (folder, str(folder), {"bytes": None, "path": str(folder)}):
        assert np.array_equal(read_frames(form, None, "clip"), PICTURES)
        for count in (1, 5, 16):
            assert np.array_equal(read_frames(form, count, "clip"), read_frames(PICTURES, count, "clip"))


def test_the_processor_takes_a_folder_as_one_clip(folder: Path) -> None:
    processor = DuSEVideoProcessor(size=16, num_frames=4, do_align_crop=False)
    both = processor([str(folder), PICTURES]).pixel_values
    assert both.shape == (2, 4, 3, 16, 16) and both[0].equal(both[1])


def test_a_picture_that_is_not_needed_may_be_damaged(folder: Path) -> None:
    (folder / "frame_1.png").write_bytes(b"damaged")
    assert np.array_equal(read_frames(folder, 3, "clip"), PICTURES[[2, 6, 10]])
    with pytest.raises(ClipError, match=r"^clip has the frame frame_1\.png, which does not open"):
        read_frames(folder, None, "clip")


def test_what_is_no_clip_is_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    Image.new("RGB", (9, 8)).save(folder / "frame_1.png")
    with pytest.raises(ClipError, match="^clip has pictures of different sizes"):
        read_frames(folder, None, "clip")
    with pytest.raises(ClipError, match="^clip is a folder without pictures"):
        read_frames(tmp_path_factory.mktemp("empty"), 8, "clip")
