"""The Wan VAE's causal convolutions, computed by oneDNN on processors (our design).

PyTorch gives a 3-d convolution of few channels and frames to a kernel of its own that takes up to four times as long: it
counts batch x channels x frames x height, and our VAE works frame by frame. The numbers differ in the last bits only.
"""

from typing import Any

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders.autoencoder_kl_wan import WanCausalConv3d


class ProcessorCausalConv3d(WanCausalConv3d):
    """`WanCausalConv3d`; float32 on a processor is oneDNN's, forwards and backwards."""

    def forward(self, x: torch.Tensor, cache_x: torch.Tensor | None = None) -> torch.Tensor:
        """`x` `(n, channels in, frames, h, w)`; `cache_x` are the frames before it, at most two."""
        if x.device.type != "cpu" or x.dtype != torch.float32:
            return super().forward(x, cache_x)
        sides: Any = self._padding
        width, _, height, _, before, _ = sides
        weight = self.weight
        if cache_x is not None and before:
            x = torch.cat([cache_x, x], 2)
            before -= cache_x.shape[2]
        if before == weight.shape[2] - 1 and x.shape[2] == 1:
            weight = weight[:, :, -1:]  # what the other taps see is zero
        elif before:
            x = F.pad(x, (0, 0, 0, 0, before, 0))
        # channels last also keeps the norms between convolutions from striding through memory
        x = x.contiguous(memory_format=torch.channels_last_3d)
        where = (0, height, width)
        return torch.mkldnn_convolution(x, weight, self.bias, where, self.stride, self.dilation, self.groups)


def use_onednn(vae: AutoencoderKLWan) -> AutoencoderKLWan:
    """Let a VAE's causal convolutions be `ProcessorCausalConv3d`, in place; weights, names and files stay as they are.

    Nothing changes where PyTorch was built without oneDNN, as on a Mac.
    """
    if not torch.backends.mkldnn.is_available():
        return vae
    for module in vae.modules():
        if type(module) is WanCausalConv3d:
            module.__class__ = ProcessorCausalConv3d
    return vae
