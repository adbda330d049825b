"""The folder as a Space: its card, its requirements, and that it is run as it is."""

import ast
import re
from pathlib import Path

import pytest
from huggingface_hub import SpaceCard

from argen import __version__
from argen.demo import main


DEMO = Path(__file__).parents[2] / "spaces" / "demo"


def test_the_card_is_one_that_the_hub_takes() -> None:
    card = SpaceCard.load(DEMO / "README.md").data.to_dict()
    assert card["sdk"] == "gradio"
    assert tuple(map(int, card["sdk_version"].split("."))) >= (6, 7)  # above its known faults
    assert (DEMO / card["app_file"]).is_file()
    assert len(card["short_description"]) <= 60
    assert card["license"] == "apache-2.0"


def test_requirements_name_this_version_and_no_torch() -> None:
    names = (DEMO / "requirements.txt").read_text().split()
    assert f"argen=={__version__}" in names
    assert not any(name.startswith(("torch", "gradio")) for name in names)


def test_styles_and_scripts_load_nothing() -> None:
    for path in (*DEMO.glob("*.css"), *DEMO.glob("*.js")):
        assert not re.search(r"@import|url\(|\bfetch\(|https?://(?!www\.w3\.org)", path.read_text(encoding="utf-8")), (
            path
        )


def test_modules_have_names_of_their_own() -> None:
    """Their folder is on the path of the process: none may hide a package."""
    for path in DEMO.glob("*.py"):
        assert path.stem == "app" or path.stem.startswith("demo_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


@pytest.mark.parametrize(
    ("flags", "words"), [(["--port", "0"], "port"), (["--dataset", "/nowhere"], "dataset"), (["--model", "/nowhere"], "model")]
)  # fmt: skip
def test_mistakes_are_told_before_anything_is_loaded(flags: list[str], words: str) -> None:
    import argparse

    from argen.demo import add_arguments

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(ValueError, match=words):
        main(parser.parse_args([*flags, "--no-browser"]))
