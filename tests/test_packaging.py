"""What pip installs is what is on disk, and importing it is cheap."""

import importlib
import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import argen


ROOT = Path(__file__).parent.parent
FOLDERS = ("pipelines", "training", "dataset_builders", "release", "spaces")


def configuration() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_folder_is_listed_once() -> None:
    on_disk = ["argen"]
    for folder in FOLDERS:
        inits = (path.parent.relative_to(ROOT) for path in (ROOT / folder).rglob("__init__.py"))
        on_disk += [".".join(["argen", *path.parts]) for path in inits if path.parts[-1] != "_root"]
    assert sorted(on_disk) == sorted(configuration()["tool"]["setuptools"]["packages"])


def test_the_version_is_one() -> None:
    assert argen.__version__ == importlib.metadata.version("argen") == configuration()["project"]["version"]


@pytest.mark.parametrize("name", argen.__all__)
def test_every_public_name_resolves(name: str) -> None:
    assert getattr(argen, name).__name__ == name


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="ARGenPipeline"):
        _ = argen.Pipeline  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    "module", ["argen", "argen.cli", "argen.generate", "argen.report", "argen.recognise", "argen.evaluate"]
)
def test_importing_does_not_load_torch(module: str) -> None:
    code = (
        f"import sys, {module}; print([m for m in ('torch', 'diffusers', 'transformers', 'dlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_command_points_to_a_function() -> None:
    module, _, name = configuration()["project"]["scripts"]["argen"].partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_nothing_large_or_foreign_is_in_release() -> None:
    files = [path for path in (ROOT / "release").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < 48_000_000
    assert not [path.name for path in files if path.suffix in (".bin", ".pt", ".pth", ".ckpt", ".pkl")]
