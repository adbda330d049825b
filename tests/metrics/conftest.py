"""The metric modules of `spaces/`, loaded as a user loads them, without a network."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import evaluate
import pytest


SPACES = Path(__file__).parents[2] / "spaces"


@pytest.fixture
def load_metric(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], evaluate.EvaluationModule]:
    """`evaluate.load` of one of our folders, its cache in a temporary folder."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return lambda name: evaluate.load(str(SPACES / name), cache_dir=str(tmp_path))


@pytest.fixture(scope="session")
def import_metric() -> Callable[[str], ModuleType]:
    """The module itself, so that a property can be tried on many inputs without a file for each."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"metric_{name}", SPACES / name / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
