"""Stage "vae": AutoencoderKLWan in the Wan2.2 layout, first on single frames, then on whole clips (design section 3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MethodType

import torch
import torch.nn.functional as F
from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.training.supervised_augment import colour_jitter, cover, mirror, move, permute_channels
from argen.training.supervised_clips import ClipBank
from argen.training.supervised_config import SupervisedConfig, VAEConfig
from argen.training.supervised_loop import fit
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders.autoencoder_kl_wan import WanCausalConv3d
from torch import nn


def make_vae(config: VAEConfig) -> AutoencoderKLWan:
    """The miniature of Wan2.2's VAE: patch 4, x16 in space, x4 in time."""
    vae = AutoencoderKLWan(
        base_dim=config.base_dim, decoder_base_dim=config.decoder_base_dim, z_dim=config.z_dim, dim_mult=[1, 2, 2],
        num_res_blocks=1, temperal_downsample=[True, True], latents_mean=[0.0] * config.z_dim,
        latents_std=[1.0] * config.z_dim, is_residual=True, in_channels=48, out_channels=48, patch_size=4,
        scale_factor_spatial=16, scale_factor_temporal=4,
    )  # fmt: skip
    for module in vae.modules():
        # A single frame reaches only the last temporal tap: the earlier ones start at zero, so that the clip stage
        # begins as the image autoencoder it was.
        if isinstance(module, WanCausalConv3d) and module.kernel_size[0] > 1 and module.kernel_size[1] > 1:
            nn.init.zeros_(module.weight[:, :, :-1])
    return vae


@contextmanager
def flat_convolutions(vae: AutoencoderKLWan) -> Iterator[None]:
    """Run each causal 3-d convolution as a 2-d one with its time taps side by side in the channels.

    Same outputs; on a single frame only the last tap is read, three times as fast on a CPU; on clips faster on a GPU,
    whose 2-d kernels are the better ones.
    """
    convolutions = [m for m in vae.modules() if isinstance(m, WanCausalConv3d)]
    for convolution in convolutions:
        convolution.forward = MethodType(_flat_forward, convolution)  # pyright: ignore[reportAttributeAccessIssue]
    try:
        yield
    finally:
        for convolution in convolutions:
            del convolution.forward


def _flat_forward(self: WanCausalConv3d, x: torch.Tensor, cache_x: torch.Tensor | None = None) -> torch.Tensor:
    """`(n, c, t, h, w)` -> the convolution's own output, with `cache_x` the frames before as in WanCausalConv3d."""
    missing = self._padding[4]
    if cache_x is not None and missing > 0:
        x = torch.cat([cache_x, x], 2)
        missing -= cache_x.shape[2]
    taps, stride = self.kernel_size[0], self.stride[0]
    weight, first = self.weight, 0
    if taps > 1 and x.shape[2] == 1 and missing == taps - 1:
        weight, first, missing = weight[:, :, -1:], taps - 1, 0
    x = F.pad(x, (0, 0, 0, 0, missing, 0)) if missing > 0 else x
    count = (x.shape[2] - (taps - first)) // stride + 1
    windows = [x[:, :, i : i + stride * (count - 1) + 1 : stride] for i in range(taps - first)]
    flat = torch.cat(windows, 1).transpose(1, 2).flatten(0, 1).contiguous(memory_format=torch.channels_last)
    kernel = weight.transpose(1, 2).flatten(1, 2).contiguous(memory_format=torch.channels_last)
    y = F.conv2d(flat, kernel, self.bias, self.stride[1:], (self._padding[2], self._padding[0]))
    return y.unflatten(0, (-1, count)).transpose(1, 2)


class VAEObjective(nn.Module):
    """L1 over a pyramid and its gradients, the AU estimator's features, more weight on brows, eyes and mouth, a small KL."""

    def __init__(self, vae: AutoencoderKLWan, estimator: AUEstimator, config: VAEConfig) -> None:
        super().__init__()
        self.vae, self.estimator, self.config = vae, estimator.requires_grad_(False).eval(), config

    def forward(self, videos: torch.Tensor, region: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`videos` `(n, frames, 3, h, w)` in 0..1, `region` `(n, frames, 1, h, w)`; the loss and its figures."""
        x = (videos * 2 - 1).transpose(1, 2).contiguous()
        posterior = self.vae.encode(x).latent_dist
        z = posterior.sample()
        z = z + self.config.latent_noise * torch.randn_like(z)
        y = self.vae.decode(z, return_dict=False)[0].transpose(1, 2)
        target, output = videos.flatten(0, 1), (y.float() / 2 + 0.5).flatten(0, 1)
        kl = 0.5 * (posterior.mean.float() ** 2 + posterior.var.float() - 1 - posterior.logvar.float()).mean()
        pixels = pyramid_distance(output, target, 1 + self.config.region_weight * region.flatten(0, 1))
        features = self.feature_distance(output, target, videos.shape[1])
        loss = pixels + self.config.feature_weight * features + self.config.kl_weight * kl
        psnr = -10 * torch.log10(F.mse_loss(output.detach().clamp(0, 1), target))
        return loss, {"loss": loss.detach(), "psnr": psnr, "features": features.detach(), "kl": kl.detach()}

    def feature_distance(self, output: torch.Tensor, target: torch.Tensor, count: int) -> torch.Tensor:
        """Distance in the AU estimator's activations, both sides seen beside the true first frame."""
        reference = target.unflatten(0, (-1, count))[:, :1].expand(-1, count, -1, -1, -1).flatten(0, 1)
        with torch.no_grad():
            true = self.estimator.features(target, reference)
        made = self.estimator.features(output, reference)
        return sum(F.l1_loss(a.float(), b.float()) / (b.float().std() + 1e-3) for a, b in zip(made, true, strict=True))  # pyright: ignore[reportReturnType]


def pyramid_distance(x: torch.Tensor, y: torch.Tensor, weight: torch.Tensor, levels: int = 4) -> torch.Tensor:
    """Weighted L1 of pictures and of their gradients over `levels` halvings; `weight` `(n, 1, h, w)`."""
    total = x.new_zeros(())
    for _ in range(levels):
        d, norm = x - y, weight.mean()
        total = total + (weight * d.abs()).mean() / norm
        total = total + 0.5 * (weight[..., 1:, :] * (d[..., 1:, :] - d[..., :-1, :]).abs()).mean() / norm
        total = total + 0.5 * (weight[..., 1:] * (d[..., 1:] - d[..., :-1]).abs()).mean() / norm
        x, y, weight = (F.avg_pool2d(p, 2) for p in (x, y, weight))
    return total


def train_vae(config: SupervisedConfig, bank: ClipBank, estimator: AUEstimator) -> AutoencoderKLWan:
    """Image stage, then clip stage; the result, with its latent statistics, is saved under `output/vae`."""
    stage, folder, device = config.vae, Path(config.output) / "stages", bank.device
    torch.manual_seed(config.seed + 1)
    vae = make_vae(stage).to(device)
    objective = VAEObjective(vae, estimator.to(device), stage).to(device)

    def make_batch(step: int, frames: int, count: int, salt: int) -> dict[str, torch.Tensor]:
        bank.refresh(1)
        generator = torch.Generator(device).manual_seed((config.seed + salt) * 1_000_003 + step)
        clips = torch.randint(bank.filled, (count,), generator=generator, device=device)
        if frames == 1:
            moments = torch.randint(config.cache.num_frames, (count,), generator=generator, device=device)
            videos, region = bank.pictures(clips, moments)[:, None], bank.region(clips, moments)[:, None]
        else:
            videos, region = bank.videos(clips), bank.region(clips)
        return vary(videos, region, generator)

    images = image_stage(stage)
    if stage.frame_steps:
        with flat_convolutions(vae):
            fit(objective, {"vae": vae}, lambda s: make_batch(s, 1, images.batch_size, 1), images, folder / "vae_frames",
                "vae, frames")  # fmt: skip
    with flat_convolutions(vae):
        fit(objective, {"vae": vae}, lambda s: make_batch(s, config.cache.num_frames, stage.batch_size, 2), stage,
            folder / "vae", "vae, clips")  # fmt: skip
    set_latent_statistics(vae, bank)
    vae.eval().save_pretrained(Path(config.output) / "vae")
    return vae


def image_stage(stage: VAEConfig) -> VAEConfig:
    """The settings of the image stage: its own length and batch, all else as in the clip stage."""
    own = {"steps": max(1, stage.frame_steps), "batch_size": stage.frame_batch_size, "max_minutes": None}
    return VAEConfig(**{**vars(stage), **own})


def vary(videos: torch.Tensor, region: torch.Tensor, generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Mirror, colour and framing of a codec's training picture; the region moves with the picture."""
    n = videos.shape[0]
    both = torch.cat([videos, region], 2)
    both = mirror(both, torch.rand(n, generator=generator, device=videos.device) < 0.5)
    moved = move(both, 0.25, 0.08, 0.15, generator)
    pick = torch.rand(n, 1, 1, 1, 1, generator=generator, device=videos.device) < 0.5
    both = torch.where(pick, moved, both)
    coloured = permute_channels(colour_jitter(both[:, :, :3], 1.0, generator), 0.3, generator)
    pick = torch.rand(n, 1, 1, 1, 1, generator=generator, device=videos.device) < 0.5
    videos = cover(torch.where(pick, coloured, both[:, :, :3]), 0.15, generator)
    return {"videos": videos, "region": both[:, :, 3:]}


@torch.no_grad()
def set_latent_statistics(vae: AutoencoderKLWan, bank: ClipBank, count: int = 512) -> None:
    """Mean and deviation of each latent channel over clips of the bank, written to the config as Wan does."""
    total = min(count, bank.filled)
    z = torch.cat(
        [
            vae.encode((bank.videos(torch.arange(i, min(i + 8, total), device=bank.device)) * 2 - 1).transpose(1, 2))
            .latent_dist.mode()
            .float()
            for i in range(0, total, 8)
        ]
    )
    vae.register_to_config(
        latents_mean=[round(float(v), 6) for v in z.mean((0, 2, 3, 4))],
        latents_std=[round(float(v), 6) for v in z.std((0, 2, 3, 4))],
    )
