"""The lines of docs/hub.md, run by the real clients in clean processes against what `argen push` sent."""

import ast
from pathlib import Path
from typing import Any

import pytest
from hub_lines import program

from argen.hub import model_id
from argen.shipment import published


ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def filled(shared_hub: tuple[Any, Any], dataset: Path) -> tuple[Any, Any]:
    hub, client = shared_hub
    for words in (
        ("dataset", "--folder", dataset),
        ("dataset", "--name", "affect-knowledge"),
        ("model",),
        ("metric",),
    ):
        done = client.argen("push", *words, "--yes")
        assert done.status == 0, done.err
    return hub, client


def test_everything_we_publish_is_there(filled: tuple[Any, Any]) -> None:
    hub, _ = filled
    for name in ("argen-mini", "duse-mini", "cif-face", "judge-mini"):
        folder = ROOT / "release" / name
        assert hub.files(f"models/argen/{name}") == {
            path: (folder / path).stat().st_size for path in published(folder)
        }
    for name in ("au_fidelity", "clip_distance", "dfer", "motion", "temporal_probe"):
        assert {f"{name}.py", "app.py", "README.md"} <= set(hub.files(f"spaces/argen/{name}"))


def test_the_lines_with_the_package(filled: tuple[Any, Any]) -> None:
    digest = filled[1].python(program("package")).split()[-1]
    assert digest == model_id("argen/argen-mini", ROOT / "release" / "argen-mini")["sha256"]


def test_the_lines_without_the_package(filled: tuple[Any, Any]) -> None:
    hub, client = filled
    counts = client.python(program("clients")).splitlines()[-1]
    assert ast.literal_eval(counts) == {"train": 6, "validation": 2, "test": 2}
    assert hub.log("GET /spaces/argen/dfer/resolve") and hub.log("GET /datasets/argen/synthetic-dfer/resolve")
