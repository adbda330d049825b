"""Built clips beside a thinned set: what each arm learns from, and figures that follow from the runs."""

import argparse
import json
from pathlib import Path

import pytest
import torch
from rich.console import Console

from argen.dataset_builders.build import build_dataset
from argen.dataset_builders.crew import CrewSettings
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.settings import BuildSettings, PlanSettings
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training import duse_augment
from argen.training.duse_augment import ARMS, PEOPLE, built_bank, joined, with_left_out
from argen.training.duse_config import load_duse_config
from argen.training.duse_tokens import TokenBank


CHARTS = "argen.dataset_builders.sources.procedural"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """21 charts of the seven emotions, three of each."""
    settings = PlanSettings(clips=21, source=f"{CHARTS}:charts", randomization=0.0)
    build = BuildSettings(judge=f"{CHARTS}:chart_judge")
    return build_dataset(make_plan(settings), build, tmp_path / "built", CrewSettings(workers=0), Console(quiet=True))


@pytest.fixture
def settings(duse_run) -> Path:
    """A run on 96 drawn clips and a random CLIP of two layers, 32 px."""
    return duse_run("variants: 2\nsteps: 2\nseeds: 1\nrates: [1.0e-2]\nvalidation_share: 0.3\n")


def run(settings: Path, *words) -> None:
    parser = argparse.ArgumentParser()
    duse_augment.add_arguments(parser)
    duse_augment.main(parser.parse_args(["--config", str(settings), "--imbalance", "3", *map(str, words)]))


def test_each_arm_has_the_clips_that_its_name_says(settings, built, capsys):
    run(settings, "--counts", settings.parent / "counts.json")
    counts = json.loads((settings.parent / "counts.json").read_text())
    run(settings, "--clips", built, "--unscreened", built)
    results = json.loads((settings.parent / "run" / "augment.json").read_text())
    clips = {name: record["runs"][0]["clips"] for name, record in results["arms"].items()}
    thinned, beside = sum(counts.values()), sum(results["added"]["screened"].values())
    assert list(clips) == list(ARMS) and beside == 21 and set(results["added"]["screened"].values()) == {3}
    assert {clips[name] for name in ("alone", "oversampling", "logit adjustment")} == {thinned}
    assert clips["with generated clips"] == clips["with unscreened clips"] == thinned + 21
    assert thinned < clips["with rendered clips (ceiling)"] <= thinned + 21
    assert "ceiling" in capsys.readouterr().out


def test_without_an_unscreened_build_its_arm_is_left_out(settings, built):
    run(settings, "--clips", built)
    results = json.loads((settings.parent / "run" / "augment.json").read_text())
    assert "with unscreened clips" not in results["arms"] and len(results["arms"]) == len(ARMS) - 1


def test_built_clips_are_encoded_once_and_nobody_is_a_rendered_person(settings, built):
    config = load_duse_config(settings, [])
    kit = duse_augment.Kit(config)
    bank = built_bank(built, kit, config)
    assert bank.tokens.shape[:2] == (21, 2) and bank.tokens.shape[2:] == kit.shape
    assert sorted(bank.labels.tolist()) == sorted(list(range(len(EMOTIONS))) * 3)
    assert int(bank.identities.min()) >= PEOPLE
    (kept,) = (Path(config.output) / "tokens").glob("built-*/tokens-00000.safetensors")
    before = kept.stat().st_mtime_ns
    assert torch.equal(built_bank(built, kit, config).tokens, bank.tokens) and kept.stat().st_mtime_ns == before


def test_left_out_clips_are_new_ones_of_the_same_classes():
    labels = torch.tensor([0] * 6 + [1] * 6 + [2] * 2)
    kept = torch.tensor([0, 6, 12])
    rows = with_left_out(labels, kept, torch.tensor([0, 0, 1, 2, 2, 2]), seed=0)
    assert len(rows.unique()) == len(rows) and set(kept.tolist()) <= set(rows.tolist())
    assert torch.bincount(labels[rows]).tolist() == [3, 2, 2]  # of class 2 there was one more
    assert not torch.equal(rows, with_left_out(labels, kept, torch.tensor([0, 0, 1, 2, 2, 2]), seed=1))


def test_joined_banks_keep_their_rows():
    one, other = (TokenBank(torch.rand(n, 2, 3, 5, 4), torch.arange(n), torch.arange(n)) for n in (2, 3))
    both = joined(one, other)
    assert len(both) == 5 and torch.equal(both.view(torch.tensor([3]), 1), other.view(torch.tensor([1]), 1))
