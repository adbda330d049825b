"""The comparison of arms: equal budgets, figures that follow from the runs, and runs that are kept."""

import argparse
import json

import numpy as np
import pytest
import torch

from argen.training import duse_compare
from argen.training.duse_arms import ARMS, Kit
from argen.training.duse_compare import cell, compare_plan, long_tail_plan
from argen.training.duse_config import load_duse_config
from argen.training.duse_longtail import LONG_TAIL
from argen.training.results import spread


@pytest.fixture
def settings(duse_run):
    """A run on 96 drawn clips and a random CLIP of two layers, 32 px."""
    return duse_run("variants: 2\nsteps: 3\nseeds: 2\nrates: [1.0e-3, 1.0e-2]\nvalidation_share: 0.3\n")


def run(settings, *words):
    parser = argparse.ArgumentParser()
    duse_compare.add_arguments(parser)
    duse_compare.main(parser.parse_args(["--config", str(settings), *words]))
    found = "long_tail.json" if "--long-tail" in words else "compare.json"
    return json.loads((settings.parent / "run" / found).read_text())


def test_figures_follow_from_the_runs_and_runs_are_kept(settings, capsys):
    results = run(settings, "--arms", "mean-pooled", "DuSE")
    assert set(results["arms"]) == {"mean-pooled", "DuSE"}
    for record in results["arms"].values():
        assert [one["seed"] for one in record["runs"]] == [0, 1]
        assert record["uar"]["mean"] == pytest.approx(np.mean([one["uar"] for one in record["runs"]]))
        assert record["uar"]["sd"] == pytest.approx(np.std([one["uar"] for one in record["runs"]], ddof=1))
        assert record["grid"][f"{record['rate']:g}"] == max(record["grid"].values())
        assert all(np.sum(one["confusion"]) == 48 and one["clips"] == 48 for one in record["runs"])
    assert "DuSE" in capsys.readouterr().out
    more = run(settings, "--arms", "mean-pooled", "DuSE without HTPC")
    assert more["arms"]["mean-pooled"] == results["arms"]["mean-pooled"] and len(more["arms"]) == 3
    with pytest.raises(ValueError, match="made with another steps"):
        run(settings, "--arms", "mean-pooled", "--set", "steps=2")
    assert run(settings, "--arms", "mean-pooled") == more


def test_every_long_tail_option_sees_the_thinned_set(settings):
    arms = run(settings, "--long-tail", "3", "--arms", "mean-pooled", "--set", "seeds=1", "rates=[1.0e-2]")["arms"]
    assert set(arms) == set(LONG_TAIL)
    clips = {record["runs"][0]["clips"] for record in arms.values()}
    assert len(clips) == 1 and clips.pop() < 48
    for record in arms.values():
        recalls = record["runs"][0]["recalls"]
        assert record["tail_recall"] == {"mean": pytest.approx(np.mean(recalls[5:])), "sd": None}


def test_every_arm_reads_the_same_tokens(settings):
    kit = Kit(load_duse_config(settings, []))
    tokens = torch.zeros((2, *kit.shape))
    for make in ARMS.values():
        assert make(kit)(tokens=tokens, labels=torch.tensor([1, 2])).logits.shape == (2, 7)


def test_ablations_lack_their_stream(settings):
    kit = Kit(load_duse_config(settings, []))
    names = {arm: {key.split(".")[0] for key in ARMS[arm](kit).state_dict()} for arm in ARMS if "DuSE" in arm}
    assert names["DuSE"] - names["DuSE without HTPC"] == {"htpc"}
    assert names["DuSE"] - names["DuSE without LSEA"] == {"lsea"}


def test_plans():
    assert compare_plan(["DuSE"]) == {"DuSE": ("DuSE", "plain")}
    assert list(long_tail_plan(["DuSE"])) == list(LONG_TAIL)
    assert long_tail_plan(["DuSE", "mean-pooled"])["mean-pooled, focal"] == ("mean-pooled", "focal")


def test_cells_are_percent():
    assert cell(spread([0.5])) == "50.0" and cell(spread([0.4, 0.6])) == "50.0 ± 14.1"
