"""The VAE's convolutions by oneDNN: the stock numbers, gradients, weights and files."""

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders.autoencoder_kl_wan import WanCausalConv3d

from argen.pipelines.argen.convolution_argen import ProcessorCausalConv3d, use_onednn


def make_vae() -> Any:
    torch.manual_seed(0)
    return AutoencoderKLWan(
        base_dim=8, decoder_base_dim=12, z_dim=4, dim_mult=[1, 2, 2], num_res_blocks=1, attn_scales=[],
        temperal_downsample=[True, True], in_channels=48, out_channels=48, patch_size=4, is_residual=True,
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4, scale_factor_spatial=16,
    ).eval()  # fmt: skip


@pytest.mark.parametrize("frames", [1, 5, 17])
@pytest.mark.parametrize("batch", [1, 3])
@torch.no_grad()
def test_same_numbers_as_stock(frames: int, batch: int) -> None:
    vae = make_vae()
    video = torch.rand(batch, 3, frames, 64, 64) * 2 - 1
    latents = vae.encode(video).latent_dist.mode()
    decoded = vae.decode(latents).sample
    use_onednn(vae)
    assert (vae.encode(video).latent_dist.mode() - latents).abs().max() < 1e-5 * latents.abs().max()
    assert (vae.decode(latents).sample - decoded).abs().max() < 1e-5


@pytest.mark.parametrize("kernel", [1, 3, (3, 1, 1)])
@pytest.mark.parametrize("stride", [1, (2, 1, 1)])
@pytest.mark.parametrize("cached", [0, 1, 2])
@pytest.mark.parametrize("frames", [1, 4])
@torch.no_grad()
def test_every_case_of_a_convolution(kernel: int | tuple, stride: int | tuple, cached: int, frames: int) -> None:
    padding: Any = tuple((k - 1) // 2 for k in (kernel if isinstance(kernel, tuple) else (kernel,) * 3))
    one = WanCausalConv3d(6, 5, kernel, stride, padding)
    x, before = torch.rand(2, 6, frames, 9, 7), torch.rand(2, 6, cached, 9, 7) if cached else None
    stock = one(x, before)
    one.__class__ = ProcessorCausalConv3d
    assert torch.allclose(one(x, before), stock, atol=1e-5)


def test_gradients_are_those_of_stock() -> None:
    vae, latents, slopes = make_vae(), torch.rand(1, 4, 2, 4, 4), []
    weight = vae.decoder.conv_in.weight
    for change in (lambda one: one, use_onednn):
        change(vae)
        start = latents.clone().requires_grad_()
        vae.decode(start).sample.square().mean().backward()
        slopes.append((start.grad, weight.grad))
        weight.grad = None
    for stock, ours in zip(*slopes, strict=True):
        assert (ours - stock).abs().max() < 1e-5 * stock.abs().max()


def test_files_and_names_are_stock(tmp_path: Path) -> None:
    make_vae().save_pretrained(tmp_path / "a")
    use_onednn(make_vae()).save_pretrained(tmp_path / "b")
    for name in ("config.json", "diffusion_pytorch_model.safetensors"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@torch.no_grad()
def test_a_clip_does_not_depend_on_its_batch() -> None:
    vae, latents = make_vae(), torch.rand(4, 4, 3, 4, 4)
    use_onednn(vae)
    together = vae.decode(latents).sample
    assert torch.allclose(torch.cat([vae.decode(one[None]).sample for one in latents]), together, atol=1e-6)
