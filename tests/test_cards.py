"""A model's card says what `measured.json` says, of the weights that are in the folder, and nothing else."""

import argparse
import json
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from argen.cards import CARDS, add_arguments, main, make_card, update_measured, weights


RELEASE = Path(__file__).parents[1] / "release"


@pytest.fixture(params=CARDS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def folder(name: str, tmp_path: Path) -> Path:
    """What a card is made of: configuration and figures, without the weights."""
    for file in (CARDS[name][1], "measured.json"):
        shutil.copyfile(RELEASE / name / file, tmp_path / file)
    return tmp_path


def measured(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "measured.json").read_text())


def test_the_card_is_what_its_figures_make(name: str) -> None:
    """Edited by hand, or new figures? `python -m argen.cards` writes it."""
    assert (RELEASE / name / "README.md").read_text() == make_card(name, RELEASE / name)


def test_the_figures_are_of_these_weights(name: str) -> None:
    """Other weights? Measure them: `python -m argen.cards NAME --measured FILE` with what the evaluation wrote."""
    assert measured(RELEASE / name)["weights"] == weights(RELEASE / name)


def test_nothing_but_folder_configuration_and_figures_is_read(name: str, folder: Path) -> None:
    assert make_card(name, folder) == make_card(name, RELEASE / name)


def test_the_card_has_what_the_hub_and_a_reader_need(name: str) -> None:
    _, head, body = make_card(name, RELEASE / name).split("---\n", 2)
    front = yaml.safe_load(head)
    assert front["license"] == "apache-2.0" and front["library_name"] in ("diffusers", "transformers", "argen")
    assert len(front["tags"]) >= 3 and front.get("pipeline_tag") in ("image-to-video", "video-classification", None)
    for section in (
        "Use",
        "What was measured",
        "Intended use",
        "Training data",
        "Limits",
        "What it must not be used for",
    ):
        assert f"\n## {section}\n" in body, section
    assert "nobody's feeling can be read off a face" in " ".join(body.split()) and "To deceive" in body
    assert "rendered faces only" in body.lower() and "arXiv" in body and f"argen/{name}" in body
    assert max(len(line) for line in body.splitlines() if "|" not in line) <= 119


FIGURES = {
    "argen-mini": (("sampling", "mean"), 0.7654, ("0.765", "follows the request.")),
    "duse-mini": (("uar",), 0.6543, ("65.4 %", "0.654")),
    "cif-face": (("rows", "grid, whole", "auroc"), [0.111, 0.111, 0.111], ("| grid | 0.111 ± 0.000 |",)),
    "judge-mini": (("accuracy",), 0.5678, ("56.8 %", "0.5678")),
}


def test_another_figure_is_another_card(name: str, folder: Path) -> None:
    (*path, last), value, expected = FIGURES[name]
    figures = measured(folder)
    place = figures
    for key in path:
        place = place[key]
    place[last] = value
    (folder / "measured.json").write_text(json.dumps(figures))
    card = make_card(name, folder)
    for words in expected:
        assert words in card and words not in make_card(name, RELEASE / name)


def test_a_missing_figure_is_named(name: str, folder: Path) -> None:
    key = FIGURES[name][0][0]
    figures = measured(folder)
    del figures[key]
    (folder / "measured.json").write_text(json.dumps(figures))
    with pytest.raises(ValueError, match=f"has no '{key}'"):
        make_card(name, folder)


def test_new_figures_are_taken_in_with_the_weights_they_are_of(tmp_path: Path) -> None:
    shutil.copytree(RELEASE / "judge-mini", tmp_path / "judge")
    report = {
        "settings": {"stage": {"batch_size": 8}}, "clips": 99, "seconds": 60 * 17,
        "held_out": {
            "accuracy": 0.98765, "recall": {"fear": 0.5}, "clips": 7, "identities": 3,
            "au_r": {"mean": 0.11119, "per_au": measured(RELEASE / "judge-mini")["au_r"]["per_au"]},
        },
    }  # fmt: skip
    (tmp_path / "judge.json").write_text(json.dumps(report))
    command("judge-mini", "--folder", tmp_path / "judge", "--measured", tmp_path / "judge.json")
    card = (tmp_path / "judge" / "README.md").read_text()
    assert card == make_card("judge-mini", tmp_path / "judge")
    assert "98.8 %" in card and "17 minutes" in card and "99 clips" in card and "7 clips of 3" in card


def test_what_was_seen_by_eye_goes_with_its_weights(tmp_path: Path) -> None:
    folder = tmp_path / "mini"
    for file in ("model_index.json", "measured.json", "au_adapter/diffusion_pytorch_model.safetensors"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RELEASE / "argen-mini" / file, folder / file)
    update_measured("argen-mini", folder, [], "noses wrinkle.")
    update_measured("argen-mini", folder, [], None)
    assert "By eye: noses wrinkle." in make_card("argen-mini", folder)
    (folder / "au_adapter" / "more.safetensors").write_bytes(
        (folder / "au_adapter" / "diffusion_pytorch_model.safetensors").read_bytes()
    )
    update_measured("argen-mini", folder, [], None)
    assert "By eye" not in make_card("argen-mini", folder)


def test_a_later_report_wins_measure_by_measure() -> None:
    settings = {"clips_used": 100, "identities_drawn": 60}
    first = {"settings": settings, "vae": {"psnr_mean": 30.123456, "seconds": 9}, "sampling": {"mean": 0.1}}
    second = {"settings": settings, "sampling": {"mean": 0.4, "by_seed": [0.4]}, "frames": {"clips": 64}}
    assert import_module("argen.card_generator").keep([first, second]) == {
        "clips": 100, "people": 60, "vae": {"psnr_mean": 30.1235}, "sampling": {"mean": 0.4},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("argen-maxi",), "argen-maxi"),
        (("--by-eye", "x"), "name it"),
        (("cif-face", "--measured", "nowhere.json"), "nowhere.json"),
    ],
)
def test_mistakes_are_named(words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        command(*words)


def command(*words: str | Path) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    main(parser.parse_args(list(map(str, words))))
