"""Clips of rendered shards: which frames, and that a clip depends on its seed and visit alone."""

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.training.duse_clips import NOISE, RenderedClips, alter, sample_generator, to_frames
from argen.training.duse_config import DuSETrainingConfig


CONFIG = DuSETrainingConfig(size=32, num_frames=4, seed=3)


@pytest.fixture
def folder(tmp_path, write_shards):
    """Two shards of four clips, 64 px."""
    write_shards(tmp_path / "clips")
    return tmp_path / "clips"


def test_clip_is_what_the_video_processor_makes_of_it(folder):
    config = DuSETrainingConfig(size=64, num_frames=6)
    processor = DuSEVideoProcessor(
        size=64, num_frames=6, do_align_crop=False, image_mean=config.image_mean, image_std=config.image_std
    )
    frames = load_file(min(folder.glob("clips-*")))["frames"][2]
    made = processor(frames)["pixel_values"][0]
    torch.testing.assert_close(RenderedClips([folder], config)[2]["pixel_values"], made, atol=1e-6, rtol=0)


def test_plain_clip_is_the_shard_normalised(folder):
    clips = RenderedClips([folder], DuSETrainingConfig(size=64, num_frames=4))
    shard = load_file(sorted(folder.glob("clips-*"))[1])
    item = clips[5]
    wanted = shard["frames"][1][[2, 6, 10, 14]].transpose(0, 3, 1, 2) / 127.5 - 1
    np.testing.assert_allclose(item["pixel_values"].numpy(), wanted, atol=1e-6)
    assert int(item["labels"]) == shard["emotion"][1] and len(clips) == 8


def test_altered_clip_depends_on_seed_and_visit_alone(folder):
    clips = RenderedClips([folder], CONFIG, altered=True)
    forward = [clips[i]["pixel_values"] for i in range(16)]
    torch.manual_seed(99)
    again = RenderedClips([folder], CONFIG, altered=True)
    for visit in reversed(range(16)):
        assert torch.equal(again[visit]["pixel_values"], forward[visit])
    assert not torch.equal(forward[0], forward[8])
    other = RenderedClips([folder], DuSETrainingConfig(size=32, num_frames=4, seed=4), altered=True)
    assert not torch.equal(other[0]["pixel_values"], forward[0])


def test_every_frame_is_altered_alike():
    """What then differs between equal frames is the noise alone."""
    still = (
        torch.rand(3, 1, 8, generator=torch.Generator().manual_seed(0)).repeat_interleave(4, -1).expand(5, 3, 32, 32)
    )
    for seed in range(6):
        altered = alter(still, sample_generator(seed))
        assert float((altered - altered.mean(0)).std()) < NOISE
        assert float((altered - still).abs().mean()) > 0.02


def test_kept_clips_keep_their_labels(folder):
    clips = RenderedClips([folder], CONFIG)
    item, label = clips[6]["pixel_values"], int(clips.labels[6])
    clips.keep(torch.tensor([1, 6]))
    assert len(clips) == 2 and torch.equal(clips[1]["pixel_values"], item) and int(clips.labels[1]) == label


def test_resizing_keeps_flat_colour():
    pixels = torch.full((2, 3, 64, 64, 3), 51, dtype=torch.uint8)
    torch.testing.assert_close(to_frames(pixels, 32), torch.full((2, 3, 3, 32, 32), 0.2))


def test_folder_without_clips_is_named(tmp_path):
    with pytest.raises(ValueError, match="`train` or `test`.*empty"):
        RenderedClips([tmp_path / "empty"], CONFIG)
