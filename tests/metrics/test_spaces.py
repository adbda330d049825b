"""Every metric folder is a whole Space: it loads offline, its card's examples hold, its page answers."""

import ast
import doctest
import importlib.util
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import evaluate
import gradio as gr
import pytest
import yaml


SPACES = Path(__file__).parents[2] / "spaces"
METRICS = ("dfer", "temporal_probe", "au_fidelity", "clip_distance", "motion")
Load = Callable[[str], Any]


@pytest.mark.parametrize("name", METRICS)
def test_the_examples_of_card_and_docstring_hold(name: str, load_metric: Load) -> None:
    card = (SPACES / name / "README.md").read_text().replace('"argen/', f'"{SPACES}/')
    inputs = load_metric(name).inputs_description.replace('"spaces/', f'"{SPACES}/')
    for text in (card, inputs):
        test = doctest.DocTestParser().get_doctest(text, {"evaluate": evaluate}, name, None, 0)
        assert test.examples
        report: list[str] = []
        assert doctest.DocTestRunner().run(test, out=report.append).failed == 0, "".join(report)


@pytest.mark.parametrize("name", METRICS)
def test_the_module_stands_alone(name: str) -> None:
    source = (SPACES / name / f"{name}.py").read_text()
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    roots = {alias.name.split(".")[0] for node in imports if isinstance(node, ast.Import) for alias in node.names}
    roots |= {(node.module or "").split(".")[0] for node in imports if isinstance(node, ast.ImportFrom)}
    wanted = {line.split(">=")[0] for line in (SPACES / name / "requirements.txt").read_text().split()}
    assert roots - set(sys.stdlib_module_names) == wanted
    assert all(len(node.names) == 1 for node in imports if isinstance(node, ast.Import))  # evaluate's parser


@pytest.mark.parametrize("name", METRICS)
def test_the_card_has_what_a_space_needs(name: str) -> None:
    card = (SPACES / name / "README.md").read_text()
    head = yaml.safe_load(card.split("---")[1])
    assert head["sdk"] == "gradio" and (SPACES / name / head["app_file"]).is_file()
    assert tuple(map(int, head["sdk_version"].split("."))) >= (6, 7) and head["license"] == "apache-2.0"
    assert "metric" in head["tags"] and len(head["short_description"]) <= 60


@pytest.mark.parametrize("name", METRICS)
def test_the_page_answers_its_own_example(name: str) -> None:
    spec = importlib.util.spec_from_file_location(f"app_{name}", SPACES / name / "app.py")
    assert spec is not None and spec.loader is not None
    app = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(app)
    answer = app.compute(app.EXAMPLE)
    assert answer and json.loads(json.dumps(answer, allow_nan=False)) == answer
    for text in ('{"predictions": 3}', "not JSON"):
        with pytest.raises(gr.Error):
            app.compute(text)


def test_the_five_pages_are_one_but_for_name_and_example() -> None:
    """Each Space is a folder of its own, so that they cannot share a file."""
    assert {path.parent.name for path in SPACES.glob("*/app.py")} == {*METRICS, "demo"}
    pages = {(SPACES / name / "app.py").read_text().replace(name, "NAME") for name in METRICS}
    assert len({re.sub(r'EXAMPLE = """.*?"""', "", page, flags=re.DOTALL) for page in pages}) == 1


def test_nan_becomes_null_on_the_page() -> None:
    spec = importlib.util.spec_from_file_location("app_motion", SPACES / "motion" / "app.py")
    assert spec is not None and spec.loader is not None
    app = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(app)
    assert app.finite({"a": [math.nan, 1.0], "b": "x"}) == {"a": [None, 1.0], "b": "x"}


def test_all_load_in_a_process_without_a_network(tmp_path: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*_): raise OSError('no network in this test')\n"
        "socket.socket.connect = refuse\n"
        "import evaluate\n"
        f"print([evaluate.load(f'spaces/{{name}}').name for name in {METRICS}])"
    )
    environment = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PATH": "", "OMP_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=SPACES.parent, check=False
    )
    assert run.returncode == 0, run.stderr
    assert ast.literal_eval(run.stdout) == list(METRICS)
