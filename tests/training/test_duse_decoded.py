"""Clips through the VAE: the picture is the VAE's, everything else stays, and an interrupted run goes on."""

from importlib.resources import files
from pathlib import Path

import pytest
import torch
from diffusers import AutoencoderKLWan
from safetensors.torch import load_file

from argen.training.duse_decoded import decode_shards, decoded


@pytest.fixture(scope="module")
def vae():
    """The embedded generator's."""
    return AutoencoderKLWan.from_pretrained(Path(str(files("argen.release"))) / "argen-mini", subfolder="vae").eval()


@torch.no_grad()
def test_a_clip_comes_back_as_the_vae_s_own_decoder_gives_it(vae):
    frames = torch.randint(0, 256, (5, 32, 32, 3), generator=torch.Generator().manual_seed(1), dtype=torch.uint8)
    clip = frames.permute(3, 0, 1, 2)[None] / 127.5 - 1
    wanted = (vae.decode(vae.encode(clip).latent_dist.mode()).sample[0] / 2 + 0.5).clamp(0, 1) * 255
    seen = decoded(vae, frames)
    assert seen.shape == frames.shape and seen.dtype == torch.uint8
    assert (seen.permute(3, 0, 1, 2).float() - wanted).abs().max() <= 1


def test_only_the_pictures_change_and_what_is_there_stays(vae, tmp_path, write_shards):
    write_shards(tmp_path / "clips", shards=2, clips=2, size=32)
    sources = sorted((tmp_path / "clips").glob("clips-*.safetensors"))
    decode_shards(vae, tmp_path / "clips", tmp_path / "out", 1)
    made = tmp_path / "out" / sources[0].name
    first = made.stat().st_mtime_ns
    assert not (tmp_path / "out" / sources[1].name).exists()
    decode_shards(vae, tmp_path / "clips", tmp_path / "out", 2)
    assert made.stat().st_mtime_ns == first
    for path in sources:
        before, after = load_file(path), load_file(tmp_path / "out" / path.name)
        assert set(before) == set(after)
        assert all(torch.equal(before[key], after[key]) for key in before if key != "frames")
        assert not torch.equal(before["frames"], after["frames"])


def test_another_vae_needs_another_folder(vae, tmp_path, write_shards):
    write_shards(tmp_path / "clips", shards=1, clips=1, size=32)
    decode_shards(vae, tmp_path / "clips", tmp_path / "out", 1)
    other = AutoencoderKLWan.from_config(vae.config)
    with pytest.raises(ValueError, match="vae"):
        decode_shards(other, tmp_path / "clips", tmp_path / "out", 1)
