"""AUAdapter: an AU curve as conditioning tokens beside the caption's (our design; ARGen names AU alignment only)."""

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import nn


class AUAdapter(ModelMixin, ConfigMixin):
    """One token per video frame, not per latent frame, so that timing inside a group of four frames survives.

    The tokens are appended to the prompt embeddings: no transformer is patched, any Wan checkpoint can carry one. A
    transformer trained from scratch can also read the AUs as channels of its input (`map_factor`, the VAE's compression
    in time): cross-attention has no positions in Wan, so that a token has to learn which frame it is before it can find
    that frame's AUs; a channel is already in its place.
    """

    @register_to_config
    def __init__(
        self, num_aus: int = 20, dim: int = 192, hidden_dim: int = 256, num_frequencies: int = 16, gain: float = 5.0,
        map_factor: int = 0,
    ) -> None:  # fmt: skip
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

    @property
    def map_channels(self) -> int:
        """Channels that `action_map` adds to the transformer's input, 0 without a map."""
        return self.config["map_factor"] * self.config["num_aus"] + 1 if self.config["map_factor"] else 0

    def action_map(self, au: torch.Tensor, keep: torch.Tensor | None = None) -> torch.Tensor:
        """AU curve `(batch, frames, num_aus)` -> channels `(batch, map_channels, latent frames, 1, 1)`, no weights in it.

        Each latent frame carries the AUs of its `map_factor` frames, the first one those of the first frame, and a last
        channel that is 1; all are 0 for samples whose `keep` `(batch,)` is False.
        """
        factor = self.config["map_factor"]
        frames = torch.cat([au[:, :1].expand(-1, factor - 1, -1), au], 1) * self.config["gain"]
        groups = frames.unflatten(1, (-1, factor)).flatten(2)
        channels = torch.cat([groups, torch.ones_like(groups[..., :1])], 2)
        if keep is not None:
            channels = channels * keep[:, None, None]
        return channels.transpose(1, 2)[..., None, None]

    def null(self, batch: int, num_frames: int) -> torch.Tensor:
        """The tokens of "no AU was given", `(batch, frames, dim)`."""
        tokens = self.norm(self.no_action + self.moment(self.frame_phases(num_frames)))
        return tokens.expand(batch, -1, -1)
