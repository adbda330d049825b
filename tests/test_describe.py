"""`argen describe`: the plan on the screen, as JSON and as a picture; mistakes are one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from argen.cli import main
from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.plan_argen import AffectPlan


def test_the_plan_is_printed_with_its_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", "from surprise to joy, AU24 at 0.9", "--seed", "3"]) == 0
    out = capsys.readouterr().out
    plan = make_plan(text="from surprise to joy, AU24 at 0.9", seed=3)
    for record in plan.evidence:
        if record["kind"] == "passage":
            assert record["id"] in out and f"{record['score']:.2f}" in out
    assert "happiness" in out and "stage 2" in out and "AU12  lip corner puller" in out and "█" in out
    assert "AU24" in out and "gives way to" in out and "described by grammar" in out
    assert plan.captions[0].split()[-1] in out and "our design" in out


def test_json_is_the_plan_and_nothing_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["describe", "a shy smile", "--emotion", "fear", "--intensity", "0.5", "--au", "AU43=1", "--json"]
    assert main([*words, "--num-frames", "9", "--fps", "12", "-o", str(tmp_path)]) == 0
    wanted = make_plan(
        text="a shy smile", emotion="fear", intensity=0.5, action_units={"AU43": 1.0}, num_frames=9, fps=12
    )
    assert AffectPlan.from_json(capsys.readouterr().out).to_json() == wanted.to_json()
    assert (tmp_path / "plan.json").read_text() == wanted.to_json() + "\n"


def test_the_picture_grows_with_the_action_units(tmp_path: Path) -> None:
    face = tmp_path / "face.png"
    Image.fromarray(np.full((64, 64, 3), (9, 200, 30), np.uint8)).save(face)
    assert main(["describe", "terrified", "-o", str(tmp_path / "new" / "fear.png"), "--image", str(face)]) == 0
    assert main(["describe", "calm", "-o", str(tmp_path / "calm.png")]) == 0
    fear, calm = Image.open(tmp_path / "new" / "fear.png"), Image.open(tmp_path / "calm.png")
    assert fear.height > calm.height + 100
    assert (np.asarray(fear) == (9, 200, 30)).all(-1).sum() == 64 * 64
    assert json.loads((tmp_path / "calm.json").read_text())["emotion"] == "neutral"


def test_nothing_of_a_text_is_markup(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "[bold]happy[/bold] [link=http://x.y]AU12[/link] [/nope] \x1b[31m:smile: <b>"
    assert main(["describe", text, "-o", str(tmp_path / "p.png")]) == 0
    out = capsys.readouterr().out
    assert "[bold]happy[/bold]" in out and "[/nope]" in out and ":smile:" in out and "\x1b" not in out


def test_a_server_that_is_not_there_leaves_it_to_the_grammar(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", "a shy smile", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--json"]) == 0
    plan = AffectPlan.from_json(capsys.readouterr().out)
    (record,) = (one for one in plan.evidence if one["kind"] == "describer")
    assert record["fell_back"] and "127.0.0.1:9" in record["describer"] and plan.emotion == "happiness"
    assert np.array_equal(plan.curve, make_plan(text="a shy smile").curve)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_screen_will_do(encoding: str) -> None:
    text = "a happy café 我"
    code = f"from argen.cli import main\nraise SystemExit(main(['describe', {text!a}]))"
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    out = run.stdout.decode(encoding)
    utf = encoding == "utf-8"
    assert ("█" in out) is utf and ("##" in out) is not utf and ("“a happy café 我”" in out) is utf
    assert utf or '"a happy caf' in out and "\\u6211" in out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "nothing to describe"),
        ([" "], "`text`"),
        ([" ", "-o", "new/deep"], "`text`"),
        (["--emotion", "fear", "--model", "m"], "`--model`"),
        (["--emotion", "fear", "--endpoint", "http://127.0.0.1:9/v1"], "`--endpoint`"),
        (["happy", "--model", "./none"], "`--model` is './none'"),
        (["happy", "--emotion", "joy"], "--emotion"),
        (["happy", "--intensity", "3"], "`intensity`"),
        (["happy", "--au", "AU99=1"], "`--au`"),
        (["happy", "--seed", "-1"], "`seed`"),
        (["happy", "--num-frames", "0"], "`num_frames`"),
        (["happy", "-o", "plan.jpg"], "`--out`"),
        (["happy", "--image", "none.png"], "does not exist"),
        (["happy", "--image", "face.png", "-o", "face.png"], "overwrite"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (64, 64)).save("face.png")
    try:
        status = main(["describe", *words])
    except SystemExit as stop:
        status = stop.code
    lines = capsys.readouterr().err.splitlines()
    assert status == 2 and len(lines) == 1 and expected in lines[0]
    assert [path.name for path in tmp_path.iterdir()] == ["face.png"]
