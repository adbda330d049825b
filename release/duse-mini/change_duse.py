"""The change encoder: a convolutional image encoder that sees each frame beside the clip's first one (our design).

FACS reads an expression as the change of a face from its rest. A clip that begins at rest shows it; where it does not, the
change from its first frame is read. The trunk is that of ARGen's AUEstimator, layer by layer, and may take its weights;
this file stands alone, for a saved recogniser brings its code.
"""

from itertools import pairwise
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn


MODEL_TYPE = "change"


class ChangeBlock(nn.Module):
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


class ChangeTrunk(nn.Module):
    """Pairs of a frame and its clip's first frame to a map of what changed."""

    def __init__(self, widths: list[int], blocks: int) -> None:
        super().__init__()
        self.stem = nn.Conv2d(6, widths[0], 5, 2, 2)
        stages: list[nn.Module] = []
        for before, width in pairwise(widths):
            stages.append(ChangeBlock(before, width, 2))
            stages += [ChangeBlock(width, width, 1) for _ in range(blocks - 1)]
        self.stages = nn.ModuleList(stages)
        self.norm = nn.GroupNorm(8, widths[-1])

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        """Clips `(b, t, 3, h, w)` in -1..1 -> `(b * t, c, h / 16, w / 16)` for four widths."""
        first = pixel_values[:, :1].expand_as(pixel_values)
        pairs = torch.cat([pixel_values, first], 2).flatten(0, 1)
        x = self.stem(pairs.contiguous(memory_format=torch.channels_last))  # twice as fast on CPUs
        for stage in self.stages:
            x = stage(x)
        return F.silu(self.norm(x))


class ChangeEncoder(nn.Module):
    """The trunk, and where its channels lie in the space that pictures share with text."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        self.vision_model = ChangeTrunk(config["widths"], config["blocks"])
        self.visual_projection = nn.Linear(config["widths"][-1], config["projection_dim"], bias=False)


def change_config(widths: list[int], blocks: int, projection_dim: int, image_size: int = 128) -> dict[str, Any]:
    """DuSEConfig's `vision_config` of a change encoder; each width after the first halves the picture once more."""
    return {
        "model_type": MODEL_TYPE,
        "widths": list(widths),
        "blocks": blocks,
        "image_size": image_size,
        "patch_size": 2 ** len(widths),
        "projection_dim": projection_dim,
    }


def change_tokens(encoder: Any, pixel_values: torch.Tensor, grid: int) -> torch.Tensor:
    """Tokens `(b, t, 1 + grid * grid, p)` of clips `(b, t, 3, h, w)`: the mean of the map, then its places."""
    seen = encoder.vision_model(pixel_values)
    seen = F.adaptive_avg_pool2d(seen, min(seen.shape[-1], grid)).flatten(2).transpose(1, 2)
    tokens = encoder.visual_projection(torch.cat([seen.mean(1, keepdim=True), seen], 1))
    return tokens.unflatten(0, pixel_values.shape[:2])
