"""Clips drawn by the test, a run whose cache they are, and settings of models that train in a second."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from argen.training.supervised_clips import shard_path
from argen.training.supervised_config import CacheConfig, load_config
from argen.training.supervised_results import cache_settings, claim
from argen.training.supervised_text import train_tokenizer


TINY = """
vocabulary: 300
cache: {count: 8, shard_size: 4, size: 64}
estimator: {steps: 2, batch_size: 4, widths: [16, 16], blocks: 1, min_clips: 4}
vae: {steps: 1, batch_size: 1, base_dim: 8, decoder_base_dim: 8, z_dim: 8, frame_steps: 1, frame_batch_size: 2, min_clips: 4}
probe: {steps: 2, batch_size: 2}
transformer: {steps: 2, batch_size: 2, num_layers: 1, num_attention_heads: 2, attention_head_dim: 16, ffn_dim: 32,
              text_dim: 32, text_layers: 1, text_ffn_dim: 32, text_length: 64}
defaults: {steps: 2}
"""


def _write_shards(folder, shards=2, clips=4, size=64):
    """A disc whose dark mouth opens with AU25."""
    claim(folder, cache_settings(CacheConfig(count=shards * clips, shard_size=clips, size=size)))
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:size, 0:size] - size / 2
    for index in range(shards):
        au = np.zeros((clips, 17, 20), np.float32)
        au[:, :, 16] = np.linspace(0, 1, 17) * rng.random((clips, 1))
        frames = np.full((clips, 17, size, size, 3), 60, np.uint8)
        frames[:, :, x**2 + y**2 < (0.4 * size) ** 2] = 200
        for n, t in np.ndindex(clips, 17):
            frames[n, t, (x / 9) ** 2 + ((y - 13) / (1 + 7 * au[n, t, 16])) ** 2 < 1] = 20
        tensors = {
            "frames": frames,
            "au": au,
            "landmarks": _landmarks(clips, size),
            "emotion": rng.integers(0, 7, clips),
            "intensity": np.ones(clips, np.float32),
            "identity": np.arange(clips),
        }
        save_file(tensors, shard_path(folder, index), metadata={"fps": "8"})


def _landmarks(clips, size):
    """The 68 points, each feature's in one place, a little further on in each clip: `(clips, 17, 68, 2)`."""
    points = np.full((68, 2), size / 4, np.float32)
    for rows, x, y in ((slice(36, 42), 0.3, 0.36), (slice(42, 48), 0.7, 0.37), (slice(27, 36), 0.5, 0.55)):
        points[rows] = x * size, y * size
    points[48:] = 0.5 * size, 0.7 * size
    return np.stack([np.broadcast_to(points + clip, (17, 68, 2)) for clip in range(clips)])


@pytest.fixture
def write_shards():
    """The function that draws clips into a folder."""
    return _write_shards


@pytest.fixture
def tiny_run(tmp_path):
    """A configuration file whose cache and tokenizer are already there."""
    _write_shards(tmp_path / "run" / "cache")
    path = tmp_path / "tiny.yaml"
    path.write_text(f"output: {tmp_path / 'run'}\n{TINY}")
    train_tokenizer(load_config(path), count=300)
    return path


DUSE = """
size: 32
num_frames: 3
token_grid: 2
segments: 2
temporal_layers: 1
batch_size: 8
"""


@pytest.fixture
def duse_run(tmp_path, dummy_components, tiny_clip):
    """The function that draws 48 clips to train on and 48 to test on, and writes a configuration with these `settings`."""

    def write(settings):
        tiny_clip(32).save_pretrained(tmp_path / "clip")
        dummy_components()["tokenizer"].save_pretrained(tmp_path / "clip")
        for part in ("train", "test"):
            _write_shards(tmp_path / part, shards=2, clips=24, size=32)
        places = f"output: {tmp_path / 'run'}\nencoder: {tmp_path / 'clip'}\ntrain: [{tmp_path / 'train'}]\ntest: [{tmp_path / 'test'}]"
        path = tmp_path / "duse.yaml"
        path.write_text(places + DUSE + settings)
        return path

    return write
