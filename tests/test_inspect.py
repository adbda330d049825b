"""`argen inspect`: numbers on the screen, as JSON and as a picture."""

import json
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from argen.inspect_clip import add_arguments, draw_inspection, main, read_face, sign, verdict
from argen.pipelines.cif.integrity import FaceIntegrity
from argen.pipelines.media.video import write_video
from argen.training.integrity_corruptions import CORRUPTIONS


PORTRAIT = Path(__file__).parents[1] / "release" / "portraits" / "portrait_03.png"


def run(*words: str | Path) -> int:
    parser = ArgumentParser()
    add_arguments(parser)
    return main(parser.parse_args([*map(str, words), "--device", "cpu"]))


def still(count: int = 9) -> np.ndarray:
    picture = np.asarray(Image.open(PORTRAIT).convert("RGB").resize((128, 128), Image.Resampling.LANCZOS))
    return np.stack([picture] * count)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_video(tmp_path / "clip.mp4", still(), crf=4)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    frames = torch.from_numpy(still()).permute(0, 3, 1, 2).float() / 255
    swapped, _ = CORRUPTIONS["swapped features"](frames, 1.0, torch.Generator().manual_seed(0), None)
    return write_video(tmp_path / "broken.mp4", swapped.numpy(), crf=4)


def asked(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict:
    assert run(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_json_is_what_the_screen_says(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, clip, "--no-crop")
    frames = torch.from_numpy(read_face(clip, crop=False)).permute(0, 3, 1, 2).float() / 255
    output = FaceIntegrity.from_pretrained("argen/cif-face")(frames)
    assert found["integrity"] == pytest.approx(float(output.score[0]), abs=1e-5)
    assert found["parts"] == pytest.approx({k: float(v[0]) for k, v in output.parts.items()}, abs=1e-3)
    assert len(found["peaks"]) == found["frames"] == 9
    assert len(found["model"]["sha256"]) == 64


def test_a_broken_face_scores_below_the_whole_one(
    clip: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, swapped = (asked(capsys, one, "--no-crop")["integrity"] for one in (clip, broken))
    assert swapped < whole


def test_screen_and_picture(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(clip, "-o", tmp_path / "new" / "map.png") == 0
    shown = capsys.readouterr().out
    assert "integrity" in shown
    assert "shape of the face" in shown
    with Image.open(tmp_path / "new" / "map.png") as picture:
        assert picture.width > 9 * 128
        assert picture.height > 2 * 128


def test_the_picture_is_bright_where_the_map_is_high() -> None:
    frames, maps = np.full((3, 128, 128, 3), 90, np.uint8), np.zeros((3, 128, 128), np.float32)
    result = {"parts": {"look au6 6x1": 4.0}, "integrity": 0.1, "clip": "c.mp4", "model": {"id": "m"}}
    dark = np.asarray(draw_inspection(frames, maps, result).convert("L"), float)
    maps[:, :64] = 5
    light = np.asarray(draw_inspection(frames, maps, result).convert("L"), float)
    changed = np.argwhere(light > dark + 40)
    assert len(changed) == pytest.approx(3 * 64 * 128, rel=0.05)


def test_every_part_of_our_screen_has_words() -> None:
    words = [sign(view.name) for view in FaceIntegrity.from_pretrained("argen/cif-face").views]
    assert len(set(words)) == len(words)


def test_verdicts() -> None:
    assert [verdict(score) for score in (0.05, 0.4, 0.6, 0.95)] == [
        "broken",
        "probably broken",
        "probably whole",
        "whole",
    ]


def test_mistakes_are_named(clip: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.png"):
        run(clip, "-o", tmp_path / "map.jpg")
    with pytest.raises(ValueError, match=r"missing\.mp4"):
        run(tmp_path / "missing.mp4")
    with pytest.raises(ValueError, match="neither a folder nor a Hub id"):
        run(clip, "--no-crop", "--model", "./nowhere")
    grey = write_video(tmp_path / "grey.mp4", np.full((5, 128, 128, 3), 128, np.uint8))
    with pytest.raises(ValueError, match="no face"):
        run(grey)
