"""The percept: how tokens become frames, frames a course, and a course segments and a clip (our design)."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import nn


def joint_tokens(clip: Any, hidden: torch.Tensor, grid: int) -> torch.Tensor:
    """Tokens of a CLIP image encoder in the space it shares with text: `(n, 1 + patches, c)` -> `(n, 1 + grid * grid, p)`.

    `clip` is a CLIPModel or a CLIPVisionModelWithProjection, `hidden` its last hidden state. The class token comes first;
    the patches, projected as it is, are averaged to `grid` rows and columns (fewer where there are fewer).
    """
    tokens = clip.visual_projection(clip.vision_model.post_layernorm(hidden))
    side = round((tokens.shape[1] - 1) ** 0.5)
    patches = tokens[:, 1:].transpose(1, 2).unflatten(2, (side, side))
    patches = F.adaptive_avg_pool2d(patches, min(side, grid)).flatten(2).transpose(1, 2)
    return torch.cat([tokens[:, :1], patches], 1)


def clip_tokens(encoder: Any, pixel_values: torch.Tensor, grid: int) -> torch.Tensor:
    """`joint_tokens` of clips: `(b, t, 3, h, w)` -> `(b, t, 1 + grid * grid, p)`."""
    hidden = encoder.vision_model(pixel_values=pixel_values.flatten(0, 1)).last_hidden_state
    return joint_tokens(encoder, hidden, grid).unflatten(0, pixel_values.shape[:2])


class AttentionPool(nn.Module):
    """Weighted mean over time; the weights are the frames that the model looked at."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.score = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, dim), nn.Tanh(), nn.Linear(dim, 1, bias=False))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """`(b, t, p)` -> pooled `(b, p)` and weights `(b, t)` that sum to 1."""
        weights = self.score(x).squeeze(-1).softmax(-1)
        return (weights[..., None] * x).sum(-2), weights


class FramePool(nn.Module):
    """One vector per frame from all its tokens, each place with weights of its own: a mouth is no brow.

    What stands still and what moves are read apart: people differ far more than expressions do.
    """

    def __init__(self, dim: int, tokens: int, width: int = 32) -> None:
        super().__init__()
        self.still, self.moving = nn.Linear(dim, width), nn.Linear(dim, width)
        self.merge = nn.Linear(2 * tokens * width, dim)

    def forward(self, tokens: torch.Tensor, moved: torch.Tensor) -> torch.Tensor:
        """Tokens and their distance to the clip's mean, both `(b, t, n, p)` -> `(b, t, p)`."""
        return self.merge(torch.cat([F.gelu(self.still(tokens)), self.moving(moved)], -1).flatten(2))


class Course(nn.Module):
    """A transformer over frames; each frame comes with its distance to the clip's mean and to the frame before.

    FACS reads an expression as a change of this person's face, and a resting face is not known: the mean stands for it.
    """

    def __init__(self, dim: int, layers: int, heads: int, dropout: float, most_frames: int = 64) -> None:
        super().__init__()
        self.mix = nn.Sequential(nn.LayerNorm(3 * dim), nn.Linear(3 * dim, dim))
        self.position = nn.Parameter(torch.randn(most_frames, dim) * 0.02)
        layer = nn.TransformerEncoderLayer(dim, heads, 2 * dim, dropout, "gelu", batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        """`(b, t, p)` -> `(b, t, p)`; positions are interpolated to `t`, so a clip's length does not matter."""
        before = torch.cat([frames[:, :1], frames[:, :-1]], 1)
        x = self.mix(torch.cat([frames, frames - frames.mean(1, keepdim=True), frames - before], -1))
        position = F.interpolate(self.position.T[None], frames.shape[1], mode="linear", align_corners=True)[0].T
        return self.layers(x + position)


def segment_means(course: torch.Tensor, segments: int) -> torch.Tensor:
    """Means of `segments` stretches of `(b, t, p)`, each half covered by its neighbours: `(b, segments, p)`."""
    frames = course.shape[1]
    at = (torch.arange(frames, device=course.device, dtype=course.dtype) + 0.5) / frames
    centre = (torch.arange(segments, device=course.device, dtype=course.dtype) + 0.5) / segments
    weight = (1 - (at - centre[:, None]).abs() * segments).clamp(min=1e-3)
    return (weight / weight.sum(1, keepdim=True)) @ course
