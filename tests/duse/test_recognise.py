"""`argen recognise`: numbers on the screen, as JSON and as a picture; a bad clip does not stop the rest."""

import json
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.duse.evidence import Evidence, draw_evidence
from argen.pipelines.duse.judging import class_names, judge_clip
from argen.pipelines.duse.layout_duse import Recogniser
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.pipelines.media.curves import MEASURED, REQUESTED
from argen.pipelines.media.video import write_video
from argen.recognise import add_arguments, main


PORTRAIT = Path(__file__).parents[2] / "release" / "portraits" / "portrait_03.png"


def run(*words: str | Path) -> int:
    parser = ArgumentParser()
    add_arguments(parser)
    return main(parser.parse_args([*map(str, words), "--device", "cpu"]))


@pytest.fixture
def recogniser(duse: DuSEForVideoClassification) -> Recogniser:
    return Recogniser(duse, DuSEVideoProcessor(size=32))


@pytest.fixture
def model(recogniser: Recogniser, tmp_path: Path) -> Path:
    recogniser.save_pretrained(tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    picture = np.asarray(Image.open(PORTRAIT).convert("RGB"))
    return write_video(tmp_path / "clip.mp4", np.stack([picture[k : k + 240, k : k + 240] for k in range(12)]))


def made_up(weights: tuple[float, ...], concepts: dict[str, float]) -> Evidence:
    frames = np.full((len(weights), 16, 16, 3), 90, np.uint8)
    return Evidence("clip.mp4", frames, {"anger": 0.2, "fear": 0.7, "neutral": 0.1}, weights, concepts)


@torch.no_grad()
def test_evidence_is_what_the_model_says(recogniser: Recogniser, clip: Path) -> None:
    evidence = judge_clip(recogniser, clip, "clip")
    pixels = recogniser.processor(clip).pixel_values
    output = recogniser.model(pixels, output_evidence=True)
    labels = class_names(recogniser.model.config)
    assert list(evidence.probabilities.values()) == output.logits[0].softmax(-1).tolist()
    assert evidence.emotion == labels[int(output.logits.argmax())]
    assert list(evidence.frame_weights) == output.frame_weights[0].tolist()
    assert len(evidence.concepts) == len(recogniser.model.config.concept_names)
    assert list(evidence.concepts.values()) == sorted(output.concept_weights[0].tolist(), reverse=True)
    first = recogniser.model.config.concept_names[int(output.concept_weights[0].argmax())]
    assert next(iter(evidence.concepts)) == first
    assert np.array_equal(recogniser.processor.normalise(evidence.frames), pixels[0].numpy())


def test_json_is_the_evidence_and_nothing_else(
    model: Path, clip: Path, recogniser: Recogniser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clip, "--model", model, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "argen-recognition/1" and len(data["model"]["sha256"]) == 64
    assert data["clips"] == [judge_clip(recogniser, clip, str(clip)).to_dict()]


def test_a_bad_clip_does_not_stop_the_rest(
    model: Path, clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut, grey, picture = tmp_path / "cut.mp4", tmp_path / "grey.mp4", tmp_path / "new" / "page.png"
    cut.write_bytes(clip.read_bytes()[:-3000])
    write_video(grey, np.full((9, 64, 64, 3), 128, np.uint8))
    words = [cut, clip, grey, tmp_path / "gone.mp4", "--model", model]
    assert run(*words, "-o", picture) == 1
    shown = capsys.readouterr()
    errors = shown.err.strip().splitlines()[-3:]
    assert [error.startswith("error: ") for error in errors] == [True] * 3
    assert "cut.mp4 is truncated" in errors[0] and "grey.mp4" in errors[1] and "no face" in errors[1]
    assert "gone.mp4 does not exist" in errors[2]
    alone = tmp_path / "alone.png"
    assert run(clip, "--model", model, "-o", alone) == 0
    assert np.array_equal(np.asarray(Image.open(alone)), np.asarray(Image.open(picture)))
    capsys.readouterr()
    assert run(*words, "--json") == 1
    clips = json.loads(capsys.readouterr().out)["clips"]
    assert [sorted(one) == ["clip", "error"] for one in clips] == [True, False, True, True]
    assert run(cut, "--model", model, "-o", tmp_path / "none.png") == 1
    assert not (tmp_path / "none.png").exists()
    assert run(grey, "--no-crop", "--model", model) == 0


def test_the_screen_shows_probabilities_weights_and_concepts(
    model: Path, clip: Path, recogniser: Recogniser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clip, "--model", model) == 0
    out = " ".join(capsys.readouterr().out.split())
    evidence = judge_clip(recogniser, clip, str(clip))
    assert f"{evidence.emotion} {evidence.probabilities[evidence.emotion]:.2f}" in out
    for name, share in evidence.probabilities.items():
        assert f"{name} {share:.3f}" in out
    assert " ".join(f"{weight:.2f}" for weight in evidence.frame_weights) in out
    assert next(iter(evidence.concepts)) in out


def test_bars_of_the_picture_follow_the_weights() -> None:
    """Area of orange under each frame, against its weight; no concepts, no blue."""
    weights = (0.05, 0.1, 0.25, 0.6)
    page = np.asarray(draw_evidence(made_up(weights, {})))
    orange = (page == MEASURED).all(-1)
    assert not (page == REQUESTED).all(-1).any()
    probability_rows = 200  # the probabilities are below the frames
    top = orange[: len(page) - probability_rows + 60]
    columns = [top[:, 16 + k * 131 : 16 + k * 131 + 128].sum() for k in range(4)]
    assert np.corrcoef(columns, weights)[0, 1] > 0.99 and columns == sorted(columns)
    both = np.asarray(draw_evidence(made_up(weights, {"smile": 0.7, "brow": 0.3})))
    assert (both == REQUESTED).all(-1).any()


@pytest.mark.parametrize("count", [1, 8, 17])
def test_any_number_of_frames_has_its_place(count: int) -> None:
    page = draw_evidence(made_up((1 / count,) * count, {"smile": 1.0}), [("model", "m")])
    grey = (np.asarray(page) == 90).all(-1).sum()
    assert page.width == 858 and grey >= count * 90 * 90


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--out", "page.jpg"], "end in .png"),
        (["--model", "nowhere/at/all"], "neither a folder nor a Hub id"),
    ],
)
def test_mistakes_are_named(words: list[str], says: str, clip: Path) -> None:
    with pytest.raises(ValueError, match=says):
        run(clip, *words)


def test_the_clip_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="would overwrite"):
        run(tmp_path / "clip.png", "-o", tmp_path / "clip.png")
