"""The two encoders inside release/argen-mini as plain 2-d convolutions, read without diffusers (5 s to import)."""

import itertools

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class WanMaps(nn.Module):
    """First stages of argen-mini's Wan VAE encoder, for a picture: maps at 1/4 and 1/8.

    Of a first frame a causal 3-d convolution sees only its last tap in time, so it is a 2-d one here; same numbers as
    diffusers' `AutoencoderKLWan`. Parameter names are those of its weights under "encoder.".
    """

    def __init__(self, channels: tuple[int, int] = (40, 80), patch: int = 4) -> None:
        super().__init__()
        first, second = channels
        self.patch = patch
        self.conv_in = nn.Conv2d(3 * patch**2, first, 3, padding=1)
        self.down_blocks = nn.ModuleList([_WanStage(first, first), _WanStage(first, second)])

    def forward(self, images: Tensor, last: int = 1) -> dict[str, Tensor]:
        """`(n, 3, h, w)` in 0..1, h and w multiples of 8 -> "wan0" `(n, 40, h/4, w/4)` and "wan1" `(n, 80, h/8, w/8)`.

        `last` is the number of the last map that is wanted.
        """
        cut = images.unflatten(3, (-1, self.patch)).unflatten(2, (-1, self.patch))
        x = self.conv_in(cut.permute(0, 1, 5, 3, 2, 4).flatten(1, 3) * 2 - 1)  # Wan's order: channel, column, row
        first, second = self.down_blocks
        fine = first(x)
        if last == 0:
            return {"wan0": fine}
        half = first.get_submodule("downsampler.resample")(fine) + _folded_mean(x)
        return {"wan0": fine, "wan1": second(half)}


class _WanStage(nn.Module):
    def __init__(self, channels_in: int, channels: int) -> None:
        super().__init__()
        self.resnets = nn.ModuleList([_WanResidual(channels_in, channels)])
        resample = nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(channels, channels, 3, stride=2))
        self.downsampler = nn.ModuleDict({"resample": resample})

    def forward(self, x: Tensor) -> Tensor:
        return self.resnets[0](x)


class _WanResidual(nn.Module):
    def __init__(self, channels_in: int, channels: int) -> None:
        super().__init__()
        self.norm1, self.conv1 = _RMSNorm(channels_in), nn.Conv2d(channels_in, channels, 3, padding=1)
        self.norm2, self.conv2 = _RMSNorm(channels), nn.Conv2d(channels, channels, 3, padding=1)
        self.conv_shortcut = nn.Identity() if channels_in == channels else nn.Conv2d(channels_in, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        inner = self.conv1(F.silu(self.norm1(x)))
        return self.conv2(F.silu(self.norm2(inner))) + self.conv_shortcut(x)


class _RMSNorm(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(x, dim=1) * len(self.gamma) ** 0.5 * self.gamma


def _folded_mean(x: Tensor) -> Tensor:
    """Wan's shortcut past a halving of space and time, for a first frame: before it there is a frame of zeros."""
    n, channels = x.shape[:2]
    blocks = F.pixel_unshuffle(x, 2).view(n, channels, 1, 4, x.shape[2] // 2, x.shape[3] // 2)
    both = torch.cat([torch.zeros_like(blocks), blocks], 2)
    return both.flatten(1, 3).unflatten(1, (channels, 8)).mean(2)


class EstimatorMaps(nn.Module):
    """Stages of argen-mini's `AUEstimator`, for a picture beside itself: maps at 1/2, 1/4, 1/4, 1/8, 1/8, 1/16, 1/16.

    Parameter names and numbers are those of `estimator_argen.py`.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 64, 96, 128)) -> None:
        super().__init__()
        self.stem = nn.Conv2d(6, widths[0], 5, 2, 2)
        stages = []
        for channels_in, channels in itertools.pairwise(widths):
            stages += [_EstimatorResidual(channels_in, channels, 2), _EstimatorResidual(channels, channels, 1)]
        self.stages = nn.ModuleList(stages)

    def forward(self, images: Tensor, last: int = 6) -> dict[str, Tensor]:
        """`(n, 3, h, w)` in 0..1 -> "au0" `(n, 32, h/2, w/2)`, "au1" and "au2" `(n, 64, h/4, w/4)`, up to "au6" or `last`."""
        maps = {"au0": self.stem(torch.cat([images, images], 1) * 2 - 1)}
        for number, stage in enumerate(list(self.stages)[:last]):
            maps[f"au{number + 1}"] = stage(maps[f"au{number}"])
        return maps


class _EstimatorResidual(nn.Module):
    def __init__(self, channels_in: int, channels: int, stride: int) -> None:
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(8, channels_in), nn.Conv2d(channels_in, channels, 3, stride, 1)
        self.norm2, self.conv2 = nn.GroupNorm(8, channels), nn.Conv2d(channels, channels, 3, 1, 1)
        plain = stride == 1 and channels_in == channels
        self.shortcut = nn.Identity() if plain else nn.Conv2d(channels_in, channels, stride, stride)

    def forward(self, x: Tensor) -> Tensor:
        inner = self.conv1(F.silu(self.norm1(x)))
        return self.shortcut(x) + self.conv2(F.silu(self.norm2(inner)))
