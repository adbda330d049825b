"""The comparison of arms: equal budgets, figures that follow from the runs, and runs that are kept."""

import argparse
import json

import numpy as np
import pytest
import torch
from transformers import CLIPConfig, CLIPModel

from argen.training import duse_compare
from argen.training.duse_arms import ARMS, Kit
from argen.training.duse_compare import cell, compare_plan, long_tail_plan, spread
from argen.training.duse_config import load_duse_config
from argen.training.duse_longtail import LONG_TAIL


VISION = {
    "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": 32,
    "patch_size": 8, "projection_dim": 24,
}  # fmt: skip
TEXT = {
    "hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "vocab_size": 32,
    "max_position_embeddings": 40, "projection_dim": 24, "bos_token_id": 1, "eos_token_id": 1, "pad_token_id": 0,
}  # fmt: skip


@pytest.fixture
def settings(tmp_path, write_shards, dummy_components):
    """A run on 96 drawn clips and a random CLIP of two layers, 32 px."""
    torch.manual_seed(0)
    CLIPModel(CLIPConfig(vision_config=VISION, text_config=TEXT, projection_dim=24)).save_pretrained(tmp_path / "clip")
    dummy_components()["tokenizer"].save_pretrained(tmp_path / "clip")
    for part in ("train", "test"):
        write_shards(tmp_path / part, shards=2, clips=24, size=32)
    path = tmp_path / "duse.yaml"
    path.write_text(
        f"output: {tmp_path / 'run'}\nencoder: {tmp_path / 'clip'}\ntrain: [{tmp_path / 'train'}]\n"
        f"test: [{tmp_path / 'test'}]\nsize: 32\nnum_frames: 3\ntoken_grid: 2\nsegments: 2\nvariants: 2\n"
        "temporal_layers: 1\nsteps: 3\nbatch_size: 8\nseeds: 2\nrates: [1.0e-3, 1.0e-2]\nvalidation_share: 0.3\n"
    )
    return path


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
    other = run(settings, "--arms", "mean-pooled", "--set", "steps=2")
    assert set(other["arms"]) == {"mean-pooled"} and other["settings"]["steps"] == 2


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
