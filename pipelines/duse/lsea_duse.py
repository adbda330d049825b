"""LSEA, Latent Semantic Emotion Aggregator: what is sensed is read against learned concepts (arXiv 2604.12777).

The abstract names the Conceptual Act Theory: sensory input is aggregated and synthesised with learned conceptual
knowledge. Our design: a memory of emotion concepts that starts from the knowledge base's sentences; visual tokens are the
queries of an attention over it, and a gate fuses percept and concept.
"""

import torch
import torch.nn.functional as F
from torch import nn


class LSEA(nn.Module):
    """Attention over `concepts` memory slots and the gate that mixes what it reads into the percept."""

    def __init__(self, concepts: int, dim: int) -> None:
        super().__init__()
        self.text = nn.Parameter(torch.randn(concepts, dim) / dim**0.5, requires_grad=False)
        self.learned = nn.Parameter(torch.zeros(concepts, dim))
        self.query = nn.Linear(dim, dim)
        nn.init.eye_(self.query.weight)  # at first the frames are compared with the sentences as the encoder does
        nn.init.zeros_(self.query.bias)
        self.value = nn.Linear(dim, dim)
        self.activation = nn.Linear(concepts, dim)
        self.gate = nn.Linear(2 * dim, dim)
        self.norm = nn.LayerNorm(dim)
        self.log_scale = nn.Parameter(torch.tensor(2.3))
        self.change_scale = nn.Parameter(torch.tensor(3.0))

    def concepts(self) -> torch.Tensor:
        """The memory `(concepts, p)`."""
        return F.normalize(self.text, dim=-1) + self.learned

    def forward(self, seen: torch.Tensor, percept: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """`seen` `(b, t, p)` in the joint space asks, `percept` `(b, t, p)` takes the answer: fused, weights `(b, t, m)`.

        A concept is read for how near a frame is to it, and for how far the frame lies from the clip's mean in its
        direction, since an emotion is a change of this face and not a face. The weights of a frame sum to 1.
        """
        memory = self.concepts()
        near = F.normalize(self.query(seen), dim=-1) @ F.normalize(memory, dim=-1).T
        change = self.change_scale.exp() * ((seen - seen.mean(1, keepdim=True)) @ memory.T)
        weights = (self.log_scale.exp().clamp(max=100) * near + change).softmax(-1)
        read = weights @ self.value(memory * memory.shape[-1] ** 0.5) + self.activation(change)
        gate = torch.sigmoid(self.gate(torch.cat([percept, read], -1)))
        return self.norm(gate * percept + (1 - gate) * read), weights
