"""The Wan2.2 VAE on whole clips at once, for training: the outputs of diffusers' chunk-by-chunk pass, faster.

diffusers runs a clip through AutoencoderKLWan in chunks of four frames with cached features, which bounds memory and
costs thousands of small kernels. Training clips are short: here every layer sees all frames, as `(n, t, h, w, c)`, each
causal 3-d convolution is a 2-d one with its time taps side by side in the channels, and 1x1 ones are matrix products.
"""

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKLWan
from diffusers.models.autoencoders import autoencoder_kl_wan as wan
from diffusers.models.autoencoders.vae import DiagonalGaussianDistribution
from torch import nn


def encode_whole(vae: AutoencoderKLWan, videos: torch.Tensor) -> DiagonalGaussianDistribution:
    """Posterior of `(n, 3, 4k + 1, h, w)` in -1..1, as `vae.encode` gives it."""
    x = wan.patchify(videos, vae.config["patch_size"]).permute(0, 2, 3, 4, 1).contiguous()
    encoder = vae.encoder
    x = causal(encoder.conv_in, x)
    for block in encoder.down_blocks:
        x = down(block, x)
    x = middle(encoder.mid_block, x)
    x = causal(encoder.conv_out, F.silu(norm(encoder.norm_out, x)))
    return DiagonalGaussianDistribution(causal(vae.quant_conv, x).permute(0, 4, 1, 2, 3).float())


def decode_whole(vae: AutoencoderKLWan, z: torch.Tensor) -> torch.Tensor:
    """Clips `(n, 3, 4k + 1, h, w)` in -1..1 of latents `(n, z, k + 1, h, w)`, as `vae.decode` gives them."""
    decoder = vae.decoder
    x = causal(vae.post_quant_conv, z.permute(0, 2, 3, 4, 1))
    x = middle(decoder.mid_block, causal(decoder.conv_in, x))
    for block in decoder.up_blocks:
        x = up(block, x)
    x = causal(decoder.conv_out, F.silu(norm(decoder.norm_out, x)))
    return wan.unpatchify(x.permute(0, 4, 1, 2, 3), vae.config["patch_size"]).clamp(-1, 1)


def causal(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanCausalConv3d on `(n, t, h, w, c)`: each frame sees itself and the two before it, zeros before the first."""
    assert isinstance(layer, wan.WanCausalConv3d)
    taps, count, weight = layer.kernel_size[0], x.shape[1], layer.weight
    if taps > 1 and count == 1:
        weight = weight[:, :, -1:]
    elif taps > 1:
        padded = F.pad(x, (0, 0, 0, 0, 0, 0, taps - 1, 0))
        x = torch.cat([padded[:, k : k + count] for k in range(taps)], -1)
    kernel = weight.transpose(1, 2).flatten(1, 2)
    if kernel.shape[-1] == 1:
        return F.linear(x, kernel.flatten(1), layer.bias)
    y = F.conv2d(x.flatten(0, 1).permute(0, 3, 1, 2), kernel, layer.bias, padding=kernel.shape[-1] // 2)
    return y.permute(0, 2, 3, 1).unflatten(0, (-1, count))


def norm(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanRMS_norm over the last axis, as one fused kernel."""
    assert isinstance(layer, wan.WanRMS_norm)
    return F.rms_norm(x, (x.shape[-1],), layer.gamma.flatten().to(x.dtype), eps=1e-12)


def residual(block: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanResidualBlock."""
    assert isinstance(block, wan.WanResidualBlock)
    h = causal(block.conv1, F.silu(norm(block.norm1, x)))
    h = causal(block.conv2, F.silu(norm(block.norm2, h)))
    shortcut = x if isinstance(block.conv_shortcut, nn.Identity) else causal(block.conv_shortcut, x)
    return h + shortcut


def middle(block: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanMidBlock: residual, attention inside each frame, residual."""
    assert isinstance(block, wan.WanMidBlock)
    x = residual(block.resnets[0], x)
    for attention, resnet in zip(block.attentions, block.resnets[1:], strict=True):
        assert isinstance(attention, wan.WanAttentionBlock)
        tokens = norm(attention.norm, x).flatten(0, 1).flatten(1, 2)
        q, k, v = F.linear(tokens, attention.to_qkv.weight.flatten(1), attention.to_qkv.bias)[:, None].chunk(3, -1)
        seen = F.scaled_dot_product_attention(q, k, v)[:, 0]
        x = x + F.linear(seen, attention.proj.weight.flatten(1), attention.proj.bias).view(x.shape)
        x = residual(resnet, x)
    return x


def frames_2d(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """A 2-d module on each frame of `(n, t, h, w, c)`."""
    y = layer(x.flatten(0, 1).permute(0, 3, 1, 2))
    return y.permute(0, 2, 3, 1).unflatten(0, x.shape[:2])


def down(block: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanResidualDownBlock: the first frame keeps its own time step, the others are halved in pairs."""
    assert isinstance(block, wan.WanResidualDownBlock)
    shortcut = average_down(block.avg_shortcut, x)
    for resnet in block.resnets:
        x = residual(resnet, x)
    if block.downsampler is not None:
        x = frames_2d(block.downsampler.resample, x)
        if block.downsampler.mode == "downsample3d" and x.shape[1] > 1:
            layer = block.downsampler.time_conv
            windows = torch.cat([x[:, k : x.shape[1] - 2 + k : 2] for k in range(3)], -1)
            halved = F.linear(windows, layer.weight.transpose(1, 2).flatten(1), layer.bias)
            x = torch.cat([x[:, :1].to(halved.dtype), halved], 1)
    return x + shortcut


def average_down(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """AvgDown3D, with the zero frame that the chunked pass puts before the first one."""
    assert isinstance(layer, wan.AvgDown3D)
    t, s = layer.factor_t, layer.factor_s
    x = F.pad(x, (0, 0, 0, 0, 0, 0, t - 1, 0))
    n, frames, height, width, channels = x.shape
    x = x.view(n, frames // t, t, height // s, s, width // s, s, channels).permute(0, 1, 3, 5, 7, 2, 4, 6)
    return x.reshape(*x.shape[:4], layer.out_channels, layer.group_size).mean(-1)


def up(block: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """WanResidualUpBlock: all frames but the first are doubled in time."""
    assert isinstance(block, wan.WanResidualUpBlock)
    given = x
    for resnet in block.resnets:
        x = residual(resnet, x)
    if block.upsampler is not None:
        if block.upsampler.mode == "upsample3d" and x.shape[1] > 1:
            y = causal(block.upsampler.time_conv, x[:, 1:]).unflatten(-1, (2, -1))
            doubled = y.permute(0, 1, 4, 2, 3, 5).flatten(1, 2)
            x = torch.cat([x[:, :1].to(doubled.dtype), doubled], 1)
        x = frames_2d(block.upsampler.resample, x)
    return x if block.avg_shortcut is None else x + duplicate_up(block.avg_shortcut, given)


def duplicate_up(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """DupUp3D, without the frames that the chunked pass drops before the first one."""
    assert isinstance(layer, wan.DupUp3D)
    t, s = layer.factor_t, layer.factor_s
    n, frames, height, width, _ = x.shape
    x = x.repeat_interleave(layer.repeats, dim=-1).view(n, frames, height, width, layer.out_channels, t, s, s)
    x = x.permute(0, 1, 5, 2, 6, 3, 7, 4).reshape(n, frames * t, height * s, width * s, layer.out_channels)
    return x[:, t - 1 :]
