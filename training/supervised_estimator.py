"""Stage "estimator": AUEstimator on pairs of a frame and its clip's first frame (our design)."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.training.supervised_augment import add_noise, colour_jitter, mirror, move, soften
from argen.training.supervised_clips import ClipBank
from argen.training.supervised_config import SupervisedConfig
from argen.training.supervised_loop import fit
from argen.training.supervised_results import publish


class EstimatorObjective(nn.Module):
    """Cross-entropy against the soft truth, plus one minus the concordance correlation of each AU in the batch."""

    def __init__(self, estimator: AUEstimator) -> None:
        super().__init__()
        self.estimator = estimator

    def forward(
        self, frames: torch.Tensor, reference: torch.Tensor, au: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`frames` and `reference` `(n, 3, h, w)`, `au` `(n, 20)`; the loss and its figures."""
        logits = self.estimator.logits(frames, reference).float()
        predicted = torch.sigmoid(logits)
        entropy = F.binary_cross_entropy_with_logits(logits, au)
        agreement = concordance(predicted, au)
        loss = entropy + 0.1 * (1 - agreement).mean()
        return loss, {
            "loss": loss.detach(),
            "mse": F.mse_loss(predicted, au).detach(),
            "ccc": agreement.mean().detach(),
        }


def concordance(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Lin's concordance correlation of each column (Lin 1989, Biometrics 45:255), `(n, k)` -> `(k,)`."""
    covariance = ((x - x.mean(0)) * (y - y.mean(0))).mean(0)
    spread = x.var(0, unbiased=False) + y.var(0, unbiased=False) + (x.mean(0) - y.mean(0)) ** 2
    return 2 * covariance / (spread + 1e-4)


def train_estimator(config: SupervisedConfig, bank: ClipBank) -> AUEstimator:
    """Train on the growing bank; the result is saved under `output/au_estimator`."""
    stage, device = config.estimator, bank.device
    torch.manual_seed(config.seed)
    estimator = AUEstimator(widths=stage.widths, blocks=stage.blocks, sample_size=config.cache.size)
    if stage.begin_with is not None:
        estimator = AUEstimator.from_pretrained(stage.begin_with, subfolder="au_estimator", dtype=torch.float32)
    nn.Module.to(estimator, device)
    if device.type == "cuda":
        estimator.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        bank.refresh(1)
        generator = torch.Generator(device).manual_seed(config.seed * 1_000_003 + step)
        n = stage.batch_size
        clips = torch.randint(bank.filled, (n,), generator=generator, device=device)
        moments = torch.randint(config.cache.num_frames, (n,), generator=generator, device=device)
        return degrade_pair(
            bank.pictures(clips, moments),
            bank.pictures(clips, torch.zeros_like(moments)),
            bank.au[clips, moments],
            generator,
        )

    fit(
        EstimatorObjective(estimator), {"estimator": estimator}, make_batch, stage,
        Path(config.output) / "stages" / "estimator", "estimator", seed=config.seed,
    )  # fmt: skip
    publish(Path(config.output) / "au_estimator", estimator.eval().save_pretrained)
    return estimator


def degrade_pair(
    frames: torch.Tensor, reference: torch.Tensor, au: torch.Tensor, generator: torch.Generator
) -> dict[str, torch.Tensor]:
    """One colour, one mirror, one movement for both pictures of a pair; blur and noise of their own."""
    n = frames.shape[0]
    pair = torch.stack([frames, reference], 1)
    pair = mirror(pair, torch.rand(n, generator=generator, device=frames.device) < 0.5)
    pair = colour_jitter(move(pair, 0.1, 0.04, 0.08, generator), 0.6, generator)
    frames, reference = (add_noise(soften(x, 0.5, generator), 0.05, generator) for x in pair.unbind(1))
    return {"frames": frames.contiguous(), "reference": reference.contiguous(), "au": au}
