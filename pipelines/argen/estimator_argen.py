"""AUEstimator: frames -> AU curve, relative to the first frame's face (our design)."""

import torch
import torch.nn.functional as F
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import nn


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions with group norm and a shortcut; halves the picture when `stride` is 2."""

    def __init__(self, channels_in: int, channels: int, stride: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(8, channels_in)
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1)
        self.norm2 = nn.GroupNorm(8, channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1)
        plain = stride == 1 and channels_in == channels
        self.shortcut = nn.Identity() if plain else nn.Conv2d(channels_in, channels, stride, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """`(n, channels_in, h, w)` -> `(n, channels, h / stride, w / stride)`."""
        h = self.conv1(F.silu(self.norm1(x)))
        return self.shortcut(x) + self.conv2(F.silu(self.norm2(h)))


class AUEstimator(ModelMixin, ConfigMixin):
    """AU intensities of each frame, seen beside a reference frame of the same person.

    FACS intensity is relative to a person's neutral face, hence the pair. Trained on rendered faces only.
    """

    @register_to_config
    def __init__(
        self,
        num_aus: int = 20,
        widths: tuple[int, ...] = (32, 64, 96, 128),
        blocks: int = 2,
        sample_size: int = 128,
        head_size: int = 4,
    ) -> None:
        super().__init__()
        self.stem = nn.Conv2d(6, widths[0], 5, 2, 2)
        stages, previous = [], widths[0]
        for width in widths[1:]:
            stages.append(ResidualBlock(previous, width, 2))
            stages += [ResidualBlock(width, width, 1) for _ in range(blocks - 1)]
            previous = width
        self.stages = nn.ModuleList(stages)
        self.norm = nn.GroupNorm(8, previous)
        self.head = nn.Linear(previous * head_size**2, num_aus)

    def features(self, frames: torch.Tensor, reference: torch.Tensor) -> list[torch.Tensor]:
        """Activations after each stage, for pictures `(n, 3, h, w)` in 0..1."""
        x = self.stem(torch.cat([frames, reference], 1) * 2 - 1)
        activations = []
        for stage in self.stages:
            x = stage(x)
            activations.append(x)
        return activations

    def logits(self, frames: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
        """Unbounded AU scores `(n, num_aus)` for pictures `(n, 3, h, w)` in 0..1."""
        x = F.silu(self.norm(self.features(frames, reference)[-1]))
        return self.head(F.adaptive_avg_pool2d(x, self.config["head_size"]).flatten(1))

    def forward(self, frames: torch.Tensor, reference: torch.Tensor | None = None) -> torch.Tensor:
        """AU curve `(batch, frames, num_aus)` in 0..1 of `frames` `(batch, frames, 3, h, w)` in 0..1.

        `reference` `(batch, 3, h, w)` is the neutral face, by default the first frame. Any size, each its own; square
        faces.
        """
        batch, count = frames.shape[:2]
        reference = frames[:, 0] if reference is None else reference
        size = (self.config["sample_size"],) * 2
        reference = reference[:, None].expand(-1, count, -1, -1, -1).flatten(0, 1)
        pair = [x.to(self.stem.weight.dtype) for x in (frames.flatten(0, 1), reference)]
        pair = [
            x if tuple(x.shape[-2:]) == size else F.interpolate(x, size, mode="bilinear", antialias=True) for x in pair
        ]
        return torch.sigmoid(self.logits(*pair)).unflatten(0, (batch, count))
