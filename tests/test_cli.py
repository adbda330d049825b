"""The `argen` command: quick help, one line for a mistake, and a whole run on the tiny pipeline."""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from argen import __version__
from argen.cli import VERBS, main
from argen.generate import check_output, parse_action_units
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.pipelines.media.video import read_video
from argen.report import load_reports


RELEASE = Path(__file__).parent.parent / "release"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    y, x = np.mgrid[0:80, 0:100]
    path = tmp_path / "face.png"
    Image.fromarray(np.stack([x * 2, y * 3, x + y], -1).astype(np.uint8)).save(path)
    return path


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    spec = importlib.util.spec_from_file_location("argen_test_components", Path(__file__).parent / "conftest.py")
    assert spec is not None and spec.loader is not None
    components = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(components)
    folder = tmp_path_factory.mktemp("model")
    components.make_pipeline().save_pretrained(folder)
    return folder


def failure(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a mistake prints."""
    try:
        status = main(words)
    except SystemExit as stop:
        status = stop.code
    lines = capsys.readouterr().err.splitlines()
    assert status == 2 and len(lines) == 1 and lines[0].startswith("error: ")
    return lines[0]


def test_help_is_instant_and_loads_nothing_heavy() -> None:
    code = "import sys\nfrom argen.cli import main\ntry: main(sys.argv[1:])\nfinally: print(sorted(set(sys.modules) & {'torch', 'diffusers', 'numpy', 'dlib'}))"
    for words in (["--help"], ["--version"]):
        began = time.perf_counter()
        run = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
        assert time.perf_counter() - began < 1.5  # 0.1 s on a free machine
        assert run.stdout.strip().endswith("[]")
        assert __version__ in run.stdout or all(verb in run.stdout for verb in VERBS)
    run = subprocess.run(
        [sys.executable, "-c", code, "generate", "--help"], capture_output=True, text=True, check=True
    )
    assert "--emotion" in run.stdout and "torch" not in run.stdout.splitlines()[-1]


def test_a_verb_or_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert "generate" in failure(["generat"], capsys)
    assert main([]) == 2
    assert "verbs:" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([verb, "--help"])
    assert stop.value.code == 0
    assert f"argen {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "nothing to express"),
        (["--emotion", "joy"], "happiness, sadness"),
        (["--emotion", "fear", "--intensity", "1.5"], "`--intensity`"),
        (["--emotion", "fear", "--intensity", "nan"], "`--intensity`"),
        (["--emotion", "fear", "--intensity", "much"], "--intensity"),
        (["--au", "AU06=0.5", "--intensity", "0.5"], "`--emotion` too"),
        (["--au", "AU99=0.5"], "AU43"),
        (["--au", "AU12"], "AU12=0.8"),
        (["--au", "AU12=2"], "from 0 to 1"),
        (["--au", "AU12=nan"], "from 0 to 1"),
        (["--au", "AU12=1,AU12=0.5"], "twice"),
        (["--text", " "], "`--text`"),
        (["--grid", "--emotion", "fear"], "`--grid`"),
        (["--emotion", "fear", "--num-frames", "16"], "4k + 1"),
        (["--emotion", "fear", "--steps", "0"], "`--steps`"),
        (["--emotion", "fear", "--seed", "-1"], "`--seed`"),
        (["--emotion", "fear", "--au-guidance-scale", "inf"], "`--au-guidance-scale`"),
        (["--emotion", "fear", "--device", "abacus"], "`--device`"),
        (["--emotion", "fear", "--model", "/nowhere"], "`--model`"),
        (["--emotion", "fear", "--model", "."], "model_index.json"),
        (["--emotion", "fear", "-o", "clip.avi"], ".mp4"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str], expected: str, picture: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(picture.parent)
    assert expected in failure(["generate", str(picture), *words], capsys)
    assert [path.name for path in picture.parent.iterdir()] == ["face.png"]


def test_bad_pictures_are_one_line(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--emotion", "fear", "-o", str(tmp_path / "out" / "a.mp4")]
    assert "no face was found" in failure(["generate", str(picture), *words], capsys)
    assert "does not exist" in failure(["generate", str(tmp_path / "none.png"), *words], capsys)
    picture.write_bytes(b"")
    assert "empty" in failure(["generate", str(picture), *words], capsys)
    assert not list((tmp_path / "out").iterdir())


def test_output_is_checked_before_the_work(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    words = ["generate", str(picture), "--emotion", "fear", "-o"]
    assert "cannot be written" in failure([*words, str(tmp_path / "file" / "a.mp4")], capsys)
    assert "which it is made from" in failure([*words, str(tmp_path / "face.mp4")], capsys)
    (tmp_path / "b.json").mkdir()
    assert "is a folder" in failure([*words, str(tmp_path / "b.mp4")], capsys)
    check_output(tmp_path / "new" / "deep" / "c.mp4", picture)
    assert (tmp_path / "new" / "deep").is_dir()


def test_action_units_are_parsed() -> None:
    assert parse_action_units("AU12=0.8, au6=0.5") == {"AU12": 0.8, "AU06": 0.5}


def generate(model: Path, picture: Path, out: Path, *words: str) -> None:
    fixed = ["generate", str(picture), "--no-crop", "--model", str(model), "--device", "cpu", "-o", str(out)]
    assert main([*fixed, *words]) == 0


def test_a_clip_a_sheet_and_a_report(
    model: Path, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "runs" / "fear.mp4"
    generate(model, picture, out, "--emotion", "fear", "--intensity", "0.8", "--seed", "3", "--num-frames", "9")
    assert sorted(path.name for path in out.parent.iterdir()) == ["fear.json", "fear.mp4", "fear.png"]
    frames, fps = read_video(out)
    (report,) = load_reports(out.with_suffix(".json"))
    assert frames.shape == (9, 32, 32, 3) and fps == report.fps == 8
    assert report.requested is not None and report.measured is not None
    assert report.requested.shape == report.measured.shape == (9, 20)
    assert report.seed == 3 and report.intensity == 0.8 and report.integrity is None
    assert report.nfe is not None and report.nfe >= 2 and len(report.models["generator"]["sha256"] or "") == 64
    assert "brow" in capsys.readouterr().out
    assert main(["report", str(out.with_suffix(".json"))]) == 0


def test_the_same_seed_gives_the_same_clip(model: Path, picture: Path, tmp_path: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        generate(model, picture, tmp_path / f"{name}.mp4", "--au", "AU12=0.8,AU6=0.5", "--seed", seed)
    a, b, c = ((tmp_path / f"{name}.mp4").read_bytes() for name in "abc")
    assert a == b != c


def test_text_alone(model: Path, picture: Path, tmp_path: Path) -> None:
    generate(model, picture, tmp_path / "t.mp4", "--text", "a person smiles", "--steps", "1")
    (report,) = load_reports(tmp_path / "t.json")
    assert report.text == "a person smiles" and report.captions
    assert report.emotion == "happiness" and report.intensity is not None and report.requested is not None
    assert any(one["kind"] == "passage" for one in report.evidence)


def test_a_model_without_estimator_or_adapter(
    model: Path, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare: Any = ARGenPipeline.from_pretrained(model)
    bare.register_modules(au_estimator=None, au_adapter=None)
    bare.save_pretrained(tmp_path / "bare")
    out = tmp_path / "out" / "a.mp4"
    for words in (("--emotion", "fear"), ("--text", "a person smiles"), ("--grid",)):
        generate(tmp_path / "bare", picture, out, *words, "--steps", "1", "--num-frames", "5")
        assert "not measured" in capsys.readouterr().out
        for report in load_reports(out.with_suffix(".json")):
            assert report.measured is None and report.au_error is None and "au" not in report.models
            assert report.requested is not None  # what the caption was written from
        assert main(["report", str(out.with_suffix(".json"))]) == 0
        capsys.readouterr()
    words = ["generate", str(picture), "--no-crop", "--model", str(tmp_path / "bare"), "--device", "cpu", "--au"]
    assert "`--au` needs a model with an AU adapter" in failure([*words, "AU12=0.5", "-o", str(out)], capsys)


def test_the_grid_holds_seven_clips(model: Path, picture: Path, tmp_path: Path) -> None:
    generate(model, picture, tmp_path / "g.mp4", "--grid", "--steps", "1", "--num-frames", "5", "--seed", "3")
    reports = load_reports(tmp_path / "g.json")
    assert tuple(report.emotion for report in reports) == EMOTIONS
    assert len(read_video(tmp_path / "g.mp4")[0]) == 5
    assert Image.open(tmp_path / "g.png").height > 7 * 32
    assert json.loads((tmp_path / "g.json").read_text())["schema"] == "argen-reports/1"


def test_interruption_is_130(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("argen.generate.check_arguments", interrupt)
    assert main(["generate", str(picture), "--emotion", "fear"]) == 130


def test_the_embedded_model_runs_on_a_photograph(tmp_path: Path, one_thread: Callable[..., Any]) -> None:
    source = Path(pytest.importorskip("skimage").__path__[0]) / "data" / "astronaut.png"
    assert main(["generate", str(source), "--emotion", "happiness", "-o", str(tmp_path / "a.mp4")]) == 0
    frames, _ = read_video(tmp_path / "a.mp4")
    assert frames.shape == (17, 128, 128, 3) and frames.std() > 20
