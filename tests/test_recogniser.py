"""The recogniser behind `--model`: what it does with the face, and what is said where there is none of that name."""

from pathlib import Path

import numpy as np
import pytest
import torch

from argen.cli import main
from argen.pipelines.duse.configuration_duse import DuSEConfig
from argen.pipelines.duse.layout_duse import Recogniser
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.pipelines.media.video import write_video
from argen.recogniser import load_recogniser


VISION = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
          "image_size": 32, "patch_size": 16, "projection_dim": 16}  # fmt: skip
Screen = pytest.CaptureFixture[str]


def save(folder: Path, align: bool) -> Path:
    torch.manual_seed(4)
    config = DuSEConfig(
        VISION, num_frames=2, token_grid=1, segments=2, prompts_per_emotion=1, temporal_layers=1,
        num_attention_heads=2, id2label={0: "fear", 1: "anger"}, label2id={"fear": 0, "anger": 1},
    )  # fmt: skip
    processor = DuSEVideoProcessor(size=32, num_frames=2, do_align_crop=align)
    Recogniser(DuSEForVideoClassification(config).eval(), processor).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("align", [True, False])
def test_the_face_is_looked_for_as_saved_unless_it_is_forbidden(align: bool, tmp_path: Path) -> None:
    name = str(save(tmp_path / "model", align))
    recogniser, folder = load_recogniser(name, "cpu")
    assert recogniser.processor.do_align_crop is align and folder == tmp_path / "model"
    assert load_recogniser(name, "cpu", crop=False)[0].processor.do_align_crop is False
    assert recogniser.model.device == torch.device("cpu") and not recogniser.model.training


def test_clips_that_are_cropped_already_are_judged_by_no_crop(tmp_path: Path, capsys: Screen) -> None:
    (tmp_path / "clips" / "fear").mkdir(parents=True)
    clip = write_video(tmp_path / "clips" / "fear" / "0.mp4", np.full((4, 64, 64, 3), 90, np.uint8))
    model = str(save(tmp_path / "model", True))
    evaluate = ["evaluate", "--dataset", str(tmp_path / "clips"), "--model", model, "--device", "cpu"]
    evaluate += ["-o", str(tmp_path / "out")]
    recognise = ["recognise", str(clip), "--model", model, "--device", "cpu"]
    for words, status in ((evaluate, 2), (recognise, 1)):
        assert main(words) == status and "(`--no-crop`)" in capsys.readouterr().err
        assert main([*words, "--no-crop"]) == 0
    assert "middle square" in (tmp_path / "out" / "table.md").read_text()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["--model", "nowhere"],
            "`--model` 'nowhere' cannot be loaded: `name` 'nowhere' is neither a folder nor a Hub id",
        ),
        (["--model", "."], "`--model` '.' cannot be loaded: `name` '.' is a folder without config.json"),
        (["--device", "abacus"], "`--device` is 'abacus'; write cpu, cuda"),
        (["-o", "file/page.png"], "`--out` cannot be written in 'file'"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    assert main(["recognise", "clip.mp4", *words]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and expected in lines[0]
