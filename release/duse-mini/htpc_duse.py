"""HTPC, Hierarchical Temporal Prompt Cluster: language primes what is seen, at three scales of time (arXiv 2604.12777).

The abstract fixes that textual semantics are aligned with fine-grained temporal features and modulate the visual ones
("cognitive priming"). Our design: at each scale (frame, segment, clip) every emotion has a cluster of prompts, a sentence's
embedding plus a learned part. Visual tokens read the prompts by cross-attention before they are pooled, and the change of
the face at each scale is aligned with its emotion's cluster by a contrastive loss.
"""

import torch
import torch.nn.functional as F
from torch import nn


SCALES = ("frame", "segment", "clip")


class PromptCluster(nn.Module):
    """Prompts of one scale `(emotions, prompts, p)`: fixed text plus a learned part; both are what the encoder's text is.

    `similarity` is the evidence for each emotion: log-sum-exp over its prompts of the scaled cosine.
    """

    def __init__(self, emotions: int, prompts: int, dim: int) -> None:
        super().__init__()
        self.text = nn.Parameter(torch.randn(emotions, prompts, dim) / dim**0.5, requires_grad=False)
        self.learned = nn.Parameter(torch.zeros(emotions, prompts, dim))
        self.log_scale = nn.Parameter(torch.tensor(2.3))

    def prompts(self) -> torch.Tensor:
        """`(emotions, prompts, p)`, of unit length where the learned part is 0."""
        return F.normalize(self.text, dim=-1) + self.learned

    def similarity(self, x: torch.Tensor) -> torch.Tensor:
        """`(..., p)` -> `(..., emotions)`."""
        cosine = torch.einsum("...p,ekp->...ek", F.normalize(x, dim=-1), F.normalize(self.prompts(), dim=-1))
        return (self.log_scale.exp().clamp(max=100) * cosine).logsumexp(-1)


class Priming(nn.Module):
    """Cross-attention of visual tokens `(b, n, p)` to prompts, added through a gate that starts small."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(dim)
        self.query, self.key, self.value, self.out = (nn.Linear(dim, dim) for _ in range(4))
        self.gate = nn.Parameter(torch.tensor(0.1))

    def forward(self, tokens: torch.Tensor, prompts: torch.Tensor) -> torch.Tensor:
        """Primed tokens `(b, n, p)`; `prompts` `(emotions, prompts, p)` are the same for the whole batch."""
        memory = prompts.flatten(0, 1) * prompts.shape[-1] ** 0.5
        flat = self.query(self.norm(tokens)).flatten(0, 1)
        q, k, v = (
            x.unflatten(1, (self.heads, -1)).transpose(0, 1) for x in (flat, self.key(memory), self.value(memory))
        )
        read = F.scaled_dot_product_attention(q, k, v).transpose(0, 1).flatten(1)
        return tokens + self.gate * self.out(read).view_as(tokens)


class HTPC(nn.Module):
    """A prompt cluster, a priming and a projection into the prompts' space for each of the three scales."""

    def __init__(self, emotions: int, prompts: int, dim: int, heads: int) -> None:
        super().__init__()
        self.clusters = nn.ModuleDict({scale: PromptCluster(emotions, prompts, dim) for scale in SCALES})
        self.primings = nn.ModuleDict({scale: Priming(dim, heads) for scale in SCALES})
        # at first the encoder's own comparison of a change with a sentence, faint in the answer
        projections = {scale: nn.Linear(dim, dim, bias=False) for scale in SCALES}
        for projection in projections.values():
            nn.init.eye_(projection.weight)
        self.projections = nn.ModuleDict(projections)
        self.weights = nn.ParameterDict({scale: nn.Parameter(torch.tensor(0.1)) for scale in SCALES})

    def prime(self, tokens: torch.Tensor, scale: str) -> torch.Tensor:
        """Tokens of one scale `(b, ..., p)`, modulated by that scale's prompts."""
        flat = tokens.flatten(1, -2)
        return self.primings[scale](flat, self.cluster(scale).prompts()).view_as(tokens)

    def evidence(self, x: torch.Tensor, scale: str) -> torch.Tensor:
        """How well a change of the face `(..., p)` fits each emotion's cluster: `(..., emotions)`."""
        return self.cluster(scale).similarity(self.projections[scale](x))

    def cluster(self, scale: str) -> PromptCluster:
        """The prompts of one scale."""
        found = self.clusters[scale]
        assert isinstance(found, PromptCluster)
        return found
