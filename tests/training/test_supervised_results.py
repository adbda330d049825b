"""Results that appear whole, folders that remember their settings, and trainers that do not wait for nobody."""

import argparse
import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from argen.dataset_builders.renderer import clip as renderer_clip
from argen.training import supervised
from argen.training.supervised_clips import ClipBank, read_shards, render_shard, shard_path
from argen.training.supervised_config import CacheConfig
from argen.training.supervised_results import SETTINGS, cache_settings, check_settings, claim, clips_in, publish


class KilledError(Exception):
    """Stands for a kill."""


def test_published_folder_is_whole_or_not_there(tmp_path):
    def half(folder):
        (folder / "config.json").write_text("{}")
        raise KilledError

    with pytest.raises(KilledError):
        publish(tmp_path / "vae", half)
    assert not (tmp_path / "vae").exists()
    for text in ("first", "second"):
        publish(tmp_path / "vae", lambda folder, text=text: (folder / text).write_text(text))
        assert [p.name for p in tmp_path.iterdir()] == ["vae"]
        assert [p.name for p in (tmp_path / "vae").iterdir()] == [text]


def test_folder_of_other_settings_is_refused(tmp_path):
    folder, config = tmp_path / "cache", CacheConfig(count=8)
    claim(folder, cache_settings(config))
    claim(folder, cache_settings(CacheConfig(count=80, workers=2)))
    check_settings(folder, cache_settings(config))
    with pytest.raises(ValueError, match=r"`output`.*seed 1 instead of 2.*Choose another `output` or delete"):
        claim(folder, cache_settings(CacheConfig(seed=2)))


def test_shards_of_unknown_settings_are_refused(tmp_path, write_shards):
    write_shards(tmp_path / "cache")
    (tmp_path / "cache" / SETTINGS).unlink()
    for look in (claim, check_settings):
        with pytest.raises(ValueError, match="what made them is unknown"):
            look(tmp_path / "cache", {})


def bank_of(folder, renderer=None):
    return ClipBank(folder, CacheConfig(count=100, shard_size=4, size=64), 100, torch.device("cpu"), renderer)


def test_too_small_a_cache_is_an_error_when_nobody_renders(tmp_path, write_shards):
    with pytest.raises(ValueError, match="holds 0 clips, 9 are needed.*--render-beside"):
        bank_of(tmp_path / "cache").wait(9)
    write_shards(tmp_path / "cache")
    with pytest.raises(ValueError, match="`min_clips` is 9.*holds 8 clips"):
        bank_of(tmp_path / "cache").wait(9)
    bank = bank_of(tmp_path / "cache")
    bank.wait(8)
    assert bank.filled == 8


def test_dead_renderer_stops_the_trainer(tmp_path, write_shards):
    dead: Any = SimpleNamespace(exitcode=-9, is_alive=lambda: False)
    with pytest.raises(ChildProcessError, match="exit code -9"):
        bank_of(tmp_path / "cache", dead).wait(9)
    write_shards(tmp_path / "cache")
    bank = bank_of(tmp_path / "cache", dead)
    assert bank.refresh(1) == 4 and bank.refresh(1) == 8
    with pytest.raises(ChildProcessError, match="--render-beside"):
        bank.refresh(1)


def test_renderer_that_dies_beside_is_reported(tmp_path):
    path = tmp_path / "run.yaml"
    path.write_text(f"output: {tmp_path / 'run'}\ncache: {{count: 8, size: 64}}\n")
    args = argparse.Namespace(
        config=str(path), set=[], rig="no-rig", stage="estimator", device="cpu", render_beside=True
    )
    with pytest.raises(ChildProcessError, match="exit code 1"):
        supervised.main(args)


def test_growing_count_completes_the_last_shard(tmp_path, monkeypatch):
    drawn = []

    def render_clip(_rig, _seed, number, **_):
        drawn.append(number)
        frames, au = np.zeros((5, 8, 8, 3), np.uint8), np.zeros((5, 20), np.float32)
        landmarks = np.zeros((5, 68, 2), np.float32)
        return SimpleNamespace(
            frames=frames, au=au, landmarks=landmarks, emotion="fear", intensity=1.0, identity=number
        )

    monkeypatch.setattr(renderer_clip, "render_clip", render_clip)
    for count, expected in ((6, [4, 5]), (6, []), (8, [4, 5, 6, 7]), (6, [])):
        drawn.clear()
        render_shard(None, CacheConfig(count=count, shard_size=4), tmp_path, 1)
        assert drawn == expected
    assert clips_in(shard_path(tmp_path, 1)) == 4 and len(list(tmp_path.iterdir())) == 1


def test_missing_part_names_its_stage(tmp_path, write_shards):
    write_shards(tmp_path / "run" / "cache")
    path = tmp_path / "run.yaml"
    path.write_text(json.dumps({"output": str(tmp_path / "run"), "cache": {"size": 64}}))
    config = supervised.load_config(path)
    with pytest.raises(ValueError, match="has no vae: run `--stage vae` first"):
        supervised._part("vae", config)


def test_shards_are_read_in_the_order_of_their_paths(tmp_path):
    for index in range(2):
        tensors = {"au": torch.full((3, 2), float(index)), "identity": torch.arange(3) + 3 * index}
        save_file(tensors, shard_path(tmp_path, index))
    identity, au = read_shards([shard_path(tmp_path, 1), shard_path(tmp_path, 0)], "identity", "au")
    assert identity.tolist() == [3, 4, 5, 0, 1, 2] and au.tolist() == [[1, 1]] * 3 + [[0, 0]] * 3
