"""Changes to a clip that no renderer setting covers, on the training device: colour, mirror, blur, noise, small shifts."""

import torch
import torch.nn.functional as F


def colour_jitter(frames: torch.Tensor, strength: float, generator: torch.Generator) -> torch.Tensor:
    """Gain, bias, gamma, saturation and channel mixing, one draw per sample, for `(n, ..., 3, h, w)` in 0..1."""
    n, extra = frames.shape[0], (1,) * (frames.ndim - 4)
    device = frames.device

    def draw(*shape: int) -> torch.Tensor:
        return (torch.rand(n, *shape, generator=generator, device=device) * 2 - 1) * strength

    gain = torch.exp(0.4 * draw(1, 1, 1) + 0.2 * draw(3, 1, 1)).view(n, *extra, 3, 1, 1)
    bias = (0.15 * draw(3, 1, 1)).view(n, *extra, 3, 1, 1)
    gamma = torch.exp(0.4 * draw(1, 1, 1)).view(n, *extra, 1, 1, 1)
    saturation = (1 + 0.8 * draw(1, 1, 1)).view(n, *extra, 1, 1, 1)
    frames = frames.clamp(1e-3, 1) ** gamma
    grey = frames.mean(-3, keepdim=True)
    return ((grey + (frames - grey) * saturation) * gain + bias).clamp(0, 1)


def permute_channels(frames: torch.Tensor, share: float, generator: torch.Generator) -> torch.Tensor:
    """Shuffle red, green and blue in a share of the samples: a codec must carry any colour, not only skin's."""
    n = frames.shape[0]
    order = torch.rand(n, 3, generator=generator, device=frames.device).argsort(1)
    keep = torch.rand(n, 1, generator=generator, device=frames.device) >= share
    order = torch.where(keep, torch.arange(3, device=frames.device), order)
    index = order.view(n, *(1,) * (frames.ndim - 4), 3, 1, 1).expand_as(frames)
    return frames.gather(-3, index)


def mirror(frames: torch.Tensor, flip: torch.Tensor) -> torch.Tensor:
    """Left and right exchanged where `flip` `(n,)` is True; AUs of both sides are symmetric, so truth stays."""
    return torch.where(flip.view(-1, *(1,) * (frames.ndim - 1)), frames.flip(-1), frames)


def move(frames: torch.Tensor, zoom: float, shift: float, turn: float, generator: torch.Generator) -> torch.Tensor:
    """Random zoom (fraction), shift (fraction of the width) and turn (radians), the same for all of a sample's frames."""
    n, count = frames.shape[0], frames.shape[1:-3].numel()
    draw = torch.rand(n, 4, generator=generator, device=frames.device) * 2 - 1
    angle, scale = draw[:, 0] * turn, torch.exp(draw[:, 1] * zoom)
    theta = torch.stack(
        [
            torch.stack([angle.cos() * scale, -angle.sin() * scale, 2 * shift * draw[:, 2]], 1),
            torch.stack([angle.sin() * scale, angle.cos() * scale, 2 * shift * draw[:, 3]], 1),
        ],
        1,
    )
    flat = frames.reshape(n * count, *frames.shape[-3:])
    grid = F.affine_grid(theta.repeat_interleave(count, 0), list(flat.shape), align_corners=False)
    return F.grid_sample(flat, grid, padding_mode="reflection", align_corners=False).view_as(frames)


def soften(frames: torch.Tensor, share: float, generator: torch.Generator) -> torch.Tensor:
    """Blur a share of the samples `(n, 3, h, w)` by going through a smaller picture, as a VAE or a codec does."""
    size = frames.shape[-1]
    scale = 0.4 + 0.5 * float(torch.rand((), generator=generator, device=frames.device))
    small = F.interpolate(frames, scale_factor=scale, mode="bilinear", antialias=True)
    soft = F.interpolate(small, (size, size), mode="bilinear")
    pick = torch.rand(frames.shape[0], 1, 1, 1, generator=generator, device=frames.device) < share
    return torch.where(pick, soft, frames)


def blurred(frames: torch.Tensor, scale: float) -> torch.Tensor:
    """Clips `(n, frames, 3, h, w)` by way of a picture of `scale` times their size."""
    flat, size = frames.flatten(0, 1), frames.shape[-2:]
    small = F.interpolate(flat, scale_factor=scale, mode="bilinear", antialias=True)
    return F.interpolate(small, size, mode="bilinear", antialias=True).view_as(frames)


def add_noise(frames: torch.Tensor, sigma: float, generator: torch.Generator) -> torch.Tensor:
    """Gaussian noise with a strength drawn per sample up to `sigma`."""
    level = torch.rand(frames.shape[0], *(1,) * (frames.ndim - 1), generator=generator, device=frames.device) * sigma
    noise = torch.randn(frames.shape, generator=generator, device=frames.device)
    return (frames + level * noise).clamp(0, 1)


def fractal(n: int, size: int, device: torch.device, generator: torch.Generator) -> torch.Tensor:
    """Random pictures `(n, 3, size, size)` in 0..1 with detail at every scale: what no renderer draws, a codec must carry."""
    total = torch.zeros(n, 3, size, size, device=device)
    side, weight = 2, 1.0
    fall = 0.45 + 0.5 * torch.rand(n, 1, 1, 1, generator=generator, device=device)
    while side <= size:
        octave = torch.rand(n, 3, side, side, generator=generator, device=device) - 0.5
        total = total + weight * F.interpolate(octave, (size, size), mode="bicubic")
        side, weight = side * 2, weight * fall
    return (total * 1.5 + torch.rand(n, 3, 1, 1, generator=generator, device=device)).clamp(0, 1)


def cover(videos: torch.Tensor, share: float, generator: torch.Generator) -> torch.Tensor:
    """Lay a still fractal picture over part of a share of the clips `(n, frames, 3, h, w)`, along a soft random edge."""
    n, size, device = videos.shape[0], videos.shape[-1], videos.device
    shape = torch.rand(n, 1, 3, 3, generator=generator, device=device)
    mask = ((F.interpolate(shape, (size, size), mode="bicubic") - 0.5) * 12).sigmoid()
    pick = torch.rand(n, 1, 1, 1, generator=generator, device=device) < share
    mask = (mask * pick)[:, None]
    return videos * (1 - mask) + fractal(n, size, device, generator)[:, None] * mask
