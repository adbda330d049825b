"""AUAdapter: an AU curve as conditioning tokens beside the caption's (our design; ARGen names AU alignment only)."""

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import nn


class AUAdapter(ModelMixin, ConfigMixin):
    """One token per video frame, not per latent frame, so that timing inside a group of four frames survives.

    The tokens are appended to the prompt embeddings: no transformer is patched, any Wan checkpoint can carry one.
    """

    @register_to_config
    def __init__(
        self, num_aus: int = 20, dim: int = 192, hidden_dim: int = 256, num_frequencies: int = 16, gain: float = 5.0
    ) -> None:
        super().__init__()
        # Most AUs are 0 most of the time. Without gain, straight path and norm the tokens of different curves differed by a
        # thirtieth of what captions differed by, and permuting them left a trained transformer's loss as it was.
        self.straight = nn.Linear(num_aus, dim)
        self.action = nn.Sequential(nn.Linear(num_aus, hidden_dim), nn.SiLU(), nn.Linear(hidden_dim, dim))
        self.moment = nn.Linear(2 * num_frequencies, dim)
        self.norm = nn.LayerNorm(dim)
        nn.init.constant_(self.norm.weight, 3.0)
        self.no_action = nn.Parameter(torch.zeros(dim))

    def frame_phases(self, num_frames: int) -> torch.Tensor:
        """Sines and cosines of the frame number, periods from 2 to 256 frames, `(frames, 2 * num_frequencies)`."""
        weight = self.no_action
        count = self.config["num_frequencies"]
        periods = 2.0 ** torch.linspace(1, 8, count, device=weight.device, dtype=torch.float32)
        phase = 2 * torch.pi * torch.arange(num_frames, device=weight.device)[:, None] / periods
        return torch.cat([phase.sin(), phase.cos()], 1).to(weight.dtype)

    def forward(self, au: torch.Tensor, keep: torch.Tensor | None = None) -> torch.Tensor:
        """AU curve `(batch, frames, num_aus)` in 0..1 -> tokens `(batch, frames, dim)`.

        Samples whose `keep` `(batch,)` is False get the learned no-action tokens, as classifier-free guidance needs.
        """
        au = au.to(self.no_action.dtype) * self.config["gain"]
        action = self.straight(au) + self.action(au)
        if keep is not None:
            action = torch.where(keep[:, None, None], action, self.no_action)
        return self.norm(action + self.moment(self.frame_phases(au.shape[1])))

    def null(self, batch: int, num_frames: int) -> torch.Tensor:
        """The tokens of "no AU was given", `(batch, frames, dim)`."""
        tokens = self.norm(self.no_action + self.moment(self.frame_phases(num_frames)))
        return tokens.expand(batch, -1, -1)
