"""What DuSE is measured against, on the same encoder tokens: two arms with the forward contract of DuSE."""

import math

import torch
import torch.nn.functional as F
from torch import nn
from transformers.modeling_outputs import ImageClassifierOutput

from argen.pipelines.duse.modeling_duse import MOTION_GAIN


class FrameFeature(nn.Module):
    """One feature `(b, t, c)` per frame from tokens `(b, t, n, c)`: the projected class token, which is the first, normed.

    With `grid` every token is read: concatenated and projected to c (our design), for arms that see what DuSE sees; and
    with `centred` its distance to the clip's mean, made as loud as DuSE makes it at first, instead of the token.
    """

    def __init__(self, tokens: int, channels: int, grid: bool, centred: bool = False) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)
        self.gain = math.exp(MOTION_GAIN) if centred else None
        self.project = nn.Linear(tokens * channels, channels) if grid else None

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """`(b, t, n, c)` to `(b, t, c)`."""
        if self.project is None:
            return self.norm(tokens[:, :, 0])
        if self.gain is not None:
            return self.project((self.gain * (tokens - tokens.mean(1, keepdim=True))).flatten(2))
        return self.project(self.norm(tokens).flatten(2))


def _output(logits: torch.Tensor, labels: torch.Tensor | None) -> ImageClassifierOutput:
    loss = None if labels is None else F.cross_entropy(logits, labels)
    return ImageClassifierOutput(loss=loss, logits=logits)


class MeanPooled(nn.Module):
    """The mean of the frame features over time, and a linear layer: blind to the order of frames."""

    def __init__(self, shape: tuple[int, int, int], num_classes: int, grid: bool = False) -> None:
        super().__init__()
        _, tokens, channels = shape
        self.feature = FrameFeature(tokens, channels, grid)
        self.classifier = nn.Linear(channels, num_classes)

    def forward(self, tokens: torch.Tensor, labels: torch.Tensor | None = None) -> ImageClassifierOutput:
        """`tokens` `(b, t, n, c)`, `labels` `(b,)` to the loss and logits `(b, classes)`."""
        return _output(self.classifier(self.feature(tokens).mean(1)), labels)


class TemporalTransformer(nn.Module):
    """A transformer over frame features with a class token and learned positions.

    As in Former-DFER (Zhao & Liu, ACM MM 2021) and DFER-CLIP (Zhao & Patras, BMVC 2023); pre-norm blocks, sizes ours.
    `shape` is `(frames, tokens, channels)`.
    """

    def __init__(
        self, shape: tuple[int, int, int], num_classes: int, layers: int = 2, dropout: float = 0.1, grid: bool = False,
        centred: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        frames, tokens, channels = shape
        self.feature = FrameFeature(tokens, channels, grid, centred)
        self.class_token = nn.Parameter(torch.zeros(1, 1, channels))
        self.position = nn.Parameter(torch.zeros(1, frames + 1, channels))
        nn.init.normal_(self.class_token, std=0.02)
        nn.init.normal_(self.position, std=0.02)
        block = nn.TransformerEncoderLayer(
            channels, max(1, channels // 32), 4 * channels, dropout, "gelu", batch_first=True, norm_first=True
        )
        self.blocks = nn.TransformerEncoder(block, layers, nn.LayerNorm(channels), enable_nested_tensor=False)
        self.classifier = nn.Linear(channels, num_classes)

    def forward(self, tokens: torch.Tensor, labels: torch.Tensor | None = None) -> ImageClassifierOutput:
        """`tokens` `(b, t, n, c)`, `labels` `(b,)` to the loss and logits `(b, classes)`."""
        frames = self.feature(tokens)
        whole = torch.cat([self.class_token.expand(len(frames), -1, -1), frames], 1) + self.position
        return _output(self.classifier(self.blocks(whole)[:, 0]), labels)
