"""Stage "vae": AutoencoderKLWan in the Wan2.2 layout, first on single frames, then on whole clips (design section 3)."""

from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders.autoencoder_kl_wan import WanCausalConv3d
from torch import nn

from argen.pipelines.argen.facs_argen import AUS
from argen.training.supervised_augment import colour_jitter, cover, mirror, move, permute_channels
from argen.training.supervised_clips import ClipBank
from argen.training.supervised_config import SupervisedConfig, VAEConfig
from argen.training.supervised_loop import fit
from argen.training.supervised_results import publish
from argen.training.supervised_whole import decode_whole, encode_whole


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


PROBE_SIDE = 4
AU_VARIANCE = 0.03  # of a frame's AUs over rendered clips


class VAEObjective(nn.Module):
    """L1 over a pyramid of clips and their gradients, more on brows, eyes and mouth; a small KL; AUs read off the latents.

    The last term (our design) is a linear probe, thrown away afterwards: it keeps in the latents what a pixel loss lets
    go, and lays AUs out so that a small transformer can learn to move them.
    """

    def __init__(self, vae: AutoencoderKLWan, config: VAEConfig) -> None:
        super().__init__()
        self.vae, self.config = vae, config
        self.probe = nn.Linear(PROBE_SIDE**2 * config.z_dim, 4 * len(AUS))

    def forward(
        self, videos: torch.Tensor, region: torch.Tensor, au: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`videos` `(n, frames, 3, h, w)` in 0..1, `region` `(n, frames, 1, h, w)`, `au` `(n, frames, 20)`."""
        posterior = encode_whole(self.vae, (videos * 2 - 1).transpose(1, 2).contiguous())
        z = posterior.sample()
        z = z + self.config.latent_noise * torch.randn_like(z)
        output = decode_whole(self.vae, z).transpose(1, 2).float() / 2 + 0.5
        kl = 0.5 * (posterior.mean**2 + posterior.var - 1 - posterior.logvar).mean()
        pixels = pyramid_distance(output, videos, 1 + self.config.region_weight * region)
        psnr = -10 * torch.log10(F.mse_loss(output.detach(), videos))
        action = self.probe_error(z, au)
        loss = pixels + self.config.kl_weight * kl + self.config.au_weight * action
        return loss, {"loss": loss.detach(), "psnr": psnr, "kl": kl.detach(), "au": action.detach()}

    def probe_error(self, z: torch.Tensor, au: torch.Tensor) -> torch.Tensor:
        """Squared error of the AUs of each group of four frames, by a linear map of its latent, over their variance."""
        if z.shape[2] == 1:
            return z.new_zeros(())
        cells = F.adaptive_avg_pool2d(z[:, :, 1:].transpose(1, 2).flatten(0, 1), PROBE_SIDE).flatten(1)
        truth = au[:, 1:].reshape(len(cells), -1)
        return F.mse_loss(self.probe(cells).float(), truth) / AU_VARIANCE


def pyramid_distance(x: torch.Tensor, y: torch.Tensor, weight: torch.Tensor, levels: int = 4) -> torch.Tensor:
    """Weighted L1 of clips and of their gradients over height, width and time, over `levels` halvings of the picture.

    `x`, `y` `(n, frames, 3, h, w)`, `weight` `(n, frames, 1, h, w)`. The gradient over time keeps a blink a blink.
    """
    total = x.new_zeros(())
    for _ in range(levels):
        d, norm = x - y, weight.mean()
        total = total + (weight * d.abs()).mean() / norm
        for axis in (-1, -2, 1):
            if d.shape[axis] > 1:
                later = weight.narrow(axis, 1, weight.shape[axis] - 1)
                total = total + 0.5 * (later * d.diff(dim=axis).abs()).mean() / norm
        x, y, weight = (F.avg_pool2d(p.flatten(0, 1), 2).unflatten(0, p.shape[:2]) for p in (x, y, weight))
    return total


def train_vae(config: SupervisedConfig, bank: ClipBank) -> AutoencoderKLWan:
    """Image stage, then clip stage; the result, with its latent statistics, is saved under `output/vae`."""
    stage, folder, device = config.vae, Path(config.output) / "stages", bank.device
    torch.manual_seed(config.seed + 1)
    vae = (
        make_vae(stage)
        if stage.begin_with is None
        else AutoencoderKLWan.from_pretrained(stage.begin_with, subfolder="vae")
    )
    nn.Module.to(vae, device).train()
    objective = VAEObjective(vae, stage).to(device)
    parts = {"vae": vae, "probe": objective.probe}

    def make_batch(step: int, frames: int, count: int, salt: int) -> dict[str, torch.Tensor]:
        bank.refresh(1)
        generator = torch.Generator(device).manual_seed((config.seed + salt) * 1_000_003 + step)
        clips = torch.randint(bank.filled, (count,), generator=generator, device=device)
        if frames == 1:
            moments = torch.randint(config.cache.num_frames, (count,), generator=generator, device=device)
            videos, region = bank.pictures(clips, moments)[:, None], bank.region(clips, moments)[:, None]
            au = bank.au[clips, moments][:, None]
        else:
            videos, region, au = bank.videos(clips), bank.region(clips), bank.au[clips]
        return {**vary(videos, region, generator), "au": au}

    images = image_stage(stage)
    if stage.frame_steps:
        fit(objective, parts, lambda s: make_batch(s, 1, images.batch_size, 1), images, folder / "vae_frames",
            "vae, frames", seed=config.seed + 1)  # fmt: skip
    fit(objective, parts, lambda s: make_batch(s, config.cache.num_frames, stage.batch_size, 2), stage,
        folder / "vae", "vae, clips", seed=config.seed + 2)  # fmt: skip
    set_latent_statistics(vae, bank)
    publish(Path(config.output) / "vae", vae.eval().save_pretrained)
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
    moved = move(both, 0.2, 0.06, 0.1, generator)
    pick = torch.rand(n, 1, 1, 1, 1, generator=generator, device=videos.device) < 0.2
    both = torch.where(pick, moved, both)
    coloured = permute_channels(colour_jitter(both[:, :, :3], 0.8, generator), 0.1, generator)
    pick = torch.rand(n, 1, 1, 1, 1, generator=generator, device=videos.device) < 0.3
    videos = cover(torch.where(pick, coloured, both[:, :, :3]), 0.05, generator)
    return {"videos": videos, "region": both[:, :, 3:]}


@torch.no_grad()
def set_latent_statistics(vae: AutoencoderKLWan, bank: ClipBank, count: int = 512) -> None:
    """Mean and deviation of each latent channel over clips of the bank, written to the config as Wan does."""
    total = min(count, bank.filled)
    z = torch.cat(
        [
            encode_whole(
                vae, (bank.videos(torch.arange(i, min(i + 8, total), device=bank.device)) * 2 - 1).transpose(1, 2)
            ).mode()
            for i in range(0, total, 8)
        ]
    )
    vae.register_to_config(
        latents_mean=[round(float(v), 6) for v in z.mean((0, 2, 3, 4))],
        latents_std=[round(float(v), 6) for v in z.std((0, 2, 3, 4))],
    )
