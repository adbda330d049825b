"""Stage "probe": reads AUs off latents, so that the transformer's loss can weigh what AUs change (our design).

Most of what differs between clips is who is shown, how lit, how turned. A flow loss spends itself on that; the probe's
error on the predicted clean latents points at the little that an AU moves. It judges nothing: figures come from the
AUEstimator on pixels, which the generator never sees in training.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn

from argen.pipelines.argen.estimator_argen import ResidualBlock
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.media.atomic import atomic_path
from argen.training.supervised_clips import read_shards
from argen.training.supervised_config import SupervisedConfig
from argen.training.supervised_loop import fit


PROBE = "probe.safetensors"


class LatentProbe(nn.Module):
    """AU scores of latent frames beside the first one's: `(n, z, t, h, w)` -> `(n, t - 1, factor, 20)`, before a sigmoid.

    `factor` is the VAE's compression in time, `side` the height and width of a latent frame.
    """

    def __init__(self, z_dim: int, side: int, factor: int, width: int = 128) -> None:
        super().__init__()
        self.factor = factor
        self.stem = nn.Conv2d(2 * z_dim, width, 3, 1, 1)
        self.blocks = nn.Sequential(ResidualBlock(width, width, 1), ResidualBlock(width, width, 1))
        self.norm = nn.GroupNorm(8, width)
        self.squeeze = nn.Conv2d(width, 32, 1)
        self.head = nn.Linear(32 * side * side, factor * len(AUS))

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """See the class."""
        later = z[:, :, 1:].transpose(1, 2)
        first = z[:, :, :1].transpose(1, 2).expand_as(later)
        x = self.blocks(self.stem(torch.cat([later, first], 2).flatten(0, 1)))
        x = self.squeeze(F.silu(self.norm(x))).flatten(1)
        return self.head(x).view(*later.shape[:2], self.factor, len(AUS))


class ProbeObjective(nn.Module):
    """Cross-entropy against the AUs of the frames that each latent frame carries."""

    def __init__(self, probe: LatentProbe) -> None:
        super().__init__()
        self.probe = probe

    def forward(self, z: torch.Tensor, au: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`z` `(n, z, t, h, w)` noised latents, `au` `(n, frames, 20)`."""
        logits, truth = self.probe(z), latent_aus(au, self.probe.factor)
        loss = F.binary_cross_entropy_with_logits(logits, truth)
        return loss, {"loss": loss.detach(), "mae": (logits.sigmoid() - truth).abs().mean().detach()}


def latent_aus(au: torch.Tensor, factor: int) -> torch.Tensor:
    """The AUs of the frames after the first, by the latent frame that holds them: `(n, t - 1, factor, 20)`."""
    return au[:, 1:].unflatten(1, (-1, factor))


def train_probe(config: SupervisedConfig, device: torch.device) -> LatentProbe:
    """Train on `output/latents`, with noise, since it will read predictions; saved as `output/probe.safetensors`."""
    stage, output = config.probe, Path(config.output)
    torch.manual_seed(config.seed + 4)
    shards = sorted((output / "latents").glob("clips-*.safetensors"))
    latents, au = (x.to(device) for x in read_shards(shards, "latents", "au"))
    factor = (au.shape[1] - 1) // (latents.shape[3] - 1)
    probe = LatentProbe(latents.shape[2], latents.shape[-1], factor).to(device)

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        g = torch.Generator(device).manual_seed((config.seed + 4) * 1_000_003 + step)
        clips = torch.randint(len(latents), (stage.batch_size,), generator=g, device=device)
        variant = torch.randint(latents.shape[1], (stage.batch_size,), generator=g, device=device)
        z = latents[clips, variant].float()
        noise = torch.randn(z.shape, generator=g, device=device)
        level = torch.rand(len(z), 1, 1, 1, 1, generator=g, device=device) ** 2
        noisy = torch.cat([z[:, :, :1], (z + stage.noise * level * noise)[:, :, 1:]], 2)
        return {"z": noisy, "au": au[clips]}

    fit(ProbeObjective(probe), {"probe": probe}, make_batch, stage, output / "stages" / "probe", "probe",
        seed=config.seed + 4)  # fmt: skip
    with atomic_path(output / PROBE) as part:
        save_file(probe.state_dict(), part)
    return probe


def load_probe(path: str | Path, device: torch.device) -> LatentProbe:
    """The probe of a file, frozen; its sizes are those of its weights. ValueError if the stage has not been run."""
    if not Path(path).is_file():
        raise ValueError(
            f"`output` is {str(Path(path).parent)!r}, which has no {PROBE}: run `--stage probe` first, or leave the probe out "
            "by `--set transformer.au_weight=0`."
        )
    weights = load_file(path)
    z_dim = weights["stem.weight"].shape[1] // 2
    side = round((weights["head.weight"].shape[1] // weights["squeeze.weight"].shape[0]) ** 0.5)
    probe = LatentProbe(z_dim, side, len(weights["head.bias"]) // len(AUS), width=len(weights["stem.bias"]))
    probe.load_state_dict(weights)
    return probe.to(device).eval().requires_grad_(False)
