"""Ways in which generated faces break, made on purpose and with exact masks, to test what judges them (our design).

Each is `(frames (t, 3, h, w) in 0..1, strength 0..1, generator, regions) -> (frames, mask (t, h, w) bool)`; `regions` says where
the features are (`integrity_regions`), by default where they are in a clip framed like the renders. Strength 0.25 is to be
noticed, 0.5 ("medium") is seen at once while the face is still a face, 1 is ruined. Lengths scale with the picture.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from argen.training.integrity_regions import (
    Region,
    blurred,
    displace,
    ellipse,
    head,
    mean_regions,
    moved,
    pixel_grid,
)


Regions = dict[str, Region]
Corruption = Callable[[Tensor, float, Generator, Regions | None], tuple[Tensor, Tensor]]
FEATURES = ("right eye", "left eye", "nose", "mouth")
VISIBLE = 0.02  # change of a colour from which a pixel counts as broken


def uniform(low: float, high: float, generator: Generator, *shape: int) -> Tensor:
    """Numbers of `shape`, evenly between `low` and `high`."""
    return low + (high - low) * torch.rand(*shape, generator=generator)


def local_warps(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """Dents that push features about, each swaying with its own rhythm."""
    regions = regions or mean_regions(frames)
    t, side = len(frames), frames.shape[-1]
    x, y = pixel_grid(frames)
    flow = torch.zeros(t, 2, *frames.shape[-2:])
    for name in (*FEATURES, *FEATURES[2:]):
        region = regions[name]
        middle = region.centre + uniform(-0.06, 0.06, generator, 2) * side
        sigma = uniform(0.06, 0.09, generator, 1) * side
        angle = uniform(0, 2 * math.pi, generator, 1) + torch.arange(t) * uniform(-0.25, 0.25, generator, 1)
        reach = 1.6 * strength * sigma * (1 + 0.25 * torch.sin(torch.arange(t) * uniform(0.3, 0.9, generator, 1)))
        away = (x - middle[:, 0, None, None]) ** 2 + (y - middle[:, 1, None, None]) ** 2
        bump = torch.exp(-away / (2 * sigma**2)) * reach[:, None, None]
        flow += torch.stack([bump * angle.cos()[:, None, None], bump * angle.sin()[:, None, None]], 1)
    return displace(frames, flow), flow.norm(dim=1) > side / 128


def missing_features(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """One (0.25), two (0.5), three (0.75) or all features are filled with the skin around them."""
    regions = regions or mean_regions(frames)
    covered = torch.zeros_like(frames[:, 0])
    for name in _some(FEATURES, strength, generator):
        covered = torch.maximum(covered, ellipse(frames, regions[name], grow=1.15))
    skin, weight = frames * (1 - covered)[:, None], (1 - covered)[:, None]
    sigma = 0.05 * frames.shape[-1]
    filled = blurred(skin, sigma) / blurred(weight, sigma).clamp(min=1e-3)
    return torch.lerp(frames, filled, covered[:, None]), covered > 0.5


def swapped_features(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """One (0.25), two (0.5), three (0.75) or all features show another one: a mouth for an eye, an eye for the nose, ..."""
    regions = regions or mean_regions(frames)
    others = {
        "right eye": ("mouth", "nose"),
        "left eye": ("mouth", "nose"),
        "nose": FEATURES[:2],
        "mouth": FEATURES[:2],
    }
    result, broken = frames, torch.zeros_like(frames[:, 0], dtype=torch.bool)
    for name in _some(FEATURES, strength, generator):
        to, source = regions[name], regions[_some(others[name], 0.25, generator)[0]]
        scale = torch.diag_embed(source.half / to.half)
        offset = source.centre - torch.einsum("tij,tj->ti", scale, to.centre)
        cover = ellipse(frames, to, grow=1.1)
        result = torch.lerp(result, moved(frames, scale, offset), cover[:, None])
        broken |= cover > 0.5
    return result, broken


def melted_eyes(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """Both eyes run down the face in streaks and lose their edges."""
    regions = regions or mean_regions(frames)
    side = frames.shape[-1]
    x, y = pixel_grid(frames)
    flow, near = torch.zeros(len(frames), 2, *frames.shape[-2:]), torch.zeros_like(frames[:, 0])
    for name in FEATURES[:2]:
        region = regions[name]
        across = (x - region.centre[:, 0, None, None]) / region.half[:, 0, None, None]
        down = (y - region.centre[:, 1, None, None]) / side + 0.02
        phase, waves = uniform(0, 2 * math.pi, generator, 1), uniform(3.0, 6.0, generator, 1)
        length = 0.22 * strength * (0.65 + 0.35 * torch.sin(across * waves + phase)) * torch.exp(-(across**4))
        fade = torch.exp(-((down / (0.06 + 0.16 * strength)) ** 4))
        flow[:, 1] -= side * torch.minimum(length, down.clamp(min=0) * 0.9) * fade
        near = torch.maximum(near, ellipse(frames, region, grow=1.2))
    melted = displace(frames, flow)
    touched = torch.maximum(near, (-flow[:, 1] / (0.02 * side)).clamp(0, 1))
    soft = blurred(melted, 0.03 * strength * side + 0.1)
    return torch.lerp(melted, soft, 0.7 * touched[:, None]), touched > 0.5


def grid_lines(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """The tiles of a decoder show: seams between them and a level of its own for each, which flickers."""
    t, _, h, w = frames.shape
    tile = max(4, h // int(torch.tensor([8, 8, 16])[torch.randint(3, (1,), generator=generator)]))
    rows, columns = -(-h // tile), -(-w // tile)
    level = torch.randn(1, 1, rows, columns, generator=generator) * 0.8
    level = level + torch.randn(t, 1, rows, columns, generator=generator) * 0.5
    level = level.repeat_interleave(tile, 2).repeat_interleave(tile, 3)[..., :h, :w]
    width = max(1, round(h / 128))
    seam = ((torch.arange(h) % tile < width)[:, None] | (torch.arange(w) % tile < width)).float()
    sign = 1 - 2 * torch.randint(2, (1,), generator=generator)
    change = strength * (0.09 * level + 0.24 * sign * seam)
    return (frames + change).clamp(0, 1), torch.ones(t, h, w, dtype=torch.bool)


def checkerboard(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """The chequered pattern of a transposed convolution, two or four pixels wide, over most of the face."""
    regions = regions or mean_regions(frames)
    cell = max(1, round(frames.shape[-1] / 128 * float(2 ** torch.randint(2, (1,), generator=generator))))
    x, y = pixel_grid(frames)
    cells = (x.long() // cell + y.long() // cell) % 2 * 2 - 1
    face = head(regions)
    centre = face.centre + uniform(-0.25, 0.25, generator, 2) * face.half
    cover = ellipse(frames, Region(centre, face.half), grow=0.9, soft=0.8)
    tint = uniform(0.7, 1.0, generator, 3)[:, None, None]
    return (frames + 0.2 * strength * cells[:, None] * tint * cover[:, None]).clamp(0, 1), cover > 0.25


def warped_identity(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """Identity drift without a second person: proportions and colours of the face change steadily over the clip."""
    regions = regions or mean_regions(frames)
    face = head(regions)
    ramp = _ramp(len(frames), strength)
    x, y = pixel_grid(frames)
    flow = torch.zeros(len(frames), 2, *frames.shape[-2:])
    for name in FEATURES:
        centre, half = regions[name].centre, regions[name].half * 1.6
        away = ((x - centre[:, 0, None, None]) / half[:, 0, None, None]) ** 2
        away = away + ((y - centre[:, 1, None, None]) / half[:, 1, None, None]) ** 2
        bump = torch.exp(-away) * ramp[:, None, None]
        scale = _signed(0.25, 0.4, generator, 2)
        flow[:, 0] += (x - centre[:, 0, None, None]) * scale[0] * bump
        flow[:, 1] += (y - centre[:, 1, None, None]) * scale[1] * bump
    cover = (ellipse(frames, face, grow=1.15) * ramp[:, None, None])[:, None]
    colour = 1 + _signed(0.12, 0.25, generator, 1) + _signed(0.03, 0.1, generator, 3)[:, None, None]
    warped = displace(frames, flow)
    return torch.lerp(warped, (warped * colour).clamp(0, 1), cover), cover[:, 0] > 0.25


def other_identity(other: Tensor, other_regions: Regions | None = None) -> Corruption:
    """Identity drift toward a second person: the corruption that fades the face into that of the clip `other` `(t, 3, h, w)`.

    The other face is laid over this one by its features; from strength 0.5 on the last frames show the other person.
    """
    theirs = other_regions or mean_regions(other)

    def drift(
        frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
    ) -> tuple[Tensor, Tensor]:
        regions = regions or mean_regions(frames)
        matrix, offset = _alignment(regions, theirs)
        ramp = _ramp(len(frames), strength)
        cover = ellipse(frames, head(regions), grow=1.15) * ramp[:, None, None]
        return torch.lerp(frames, moved(other, matrix, offset), cover[:, None]), cover > 0.25

    return drift


def frame_tearing(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """In many frames a band of rows is shifted sideways and comes from another moment."""
    t, _, h, w = frames.shape
    result, broken = frames.clone(), torch.zeros(t, h, w, dtype=torch.bool)
    torn = torch.rand(t, generator=generator) < 0.3 + 0.6 * strength
    torn[torch.randint(t, (1,), generator=generator)] = True
    for k in torn.nonzero()[:, 0].tolist():
        for _ in range(1 + round(strength)):
            top = int(uniform(0.2, 0.7, generator, 1) * h)
            bottom = min(h, top + int(uniform(0.12, 0.4, generator, 1) * h))
            shift = int(_signed(0.03, 0.05 + 0.14 * strength, generator, 1) * w)
            source = int((k + torch.randint(-4, 5, (1,), generator=generator)).clamp(0, t - 1))
            result[k, :, top:bottom] = frames[source, :, top:bottom].roll(shift, -1)
            broken[k, top:bottom] = True
    return result, broken


@torch.no_grad()
def vae_blur(
    frames: Tensor, strength: float, generator: Generator, regions: Regions | None = None
) -> tuple[Tensor, Tensor]:
    """What is left after the embedded generator's VAE has coded too small a picture, of 1 / (1 + strength) the side."""
    h, w = frames.shape[-2:]
    small = [max(16, round(side / (1 + strength) / 16) * 16) for side in (h, w)]
    coded = round_trip(F.interpolate(frames, small, mode="bilinear", antialias=True))
    result = F.interpolate(coded, (h, w), mode="bicubic").clamp(0, 1)
    return result, torch.ones(len(frames), h, w, dtype=torch.bool)


@torch.no_grad()
def round_trip(frames: Tensor) -> Tensor:
    """Pictures `(t, 3, h, w)`, sides divisible by 16, through the VAE of release/argen-mini, each by itself."""
    vae = _vae()
    latents = vae.encode((frames * 2 - 1)[:, :, None]).latent_dist.mode()
    return (vae.decode(latents).sample[:, :, 0] / 2 + 0.5).clamp(0, 1)


@cache
def _vae() -> Any:
    from diffusers import AutoencoderKLWan

    from argen.pipelines.argen.layout_argen import resolve_folder

    vae: Any = AutoencoderKLWan.from_pretrained(resolve_folder("argen/argen-mini"), subfolder="vae")
    return vae.eval()


def _some(names: tuple[str, ...], strength: float, generator: Generator) -> list[str]:
    """A part of the names, in random order: one at 0.25, two at 0.5, four at 1."""
    order = torch.randperm(len(names), generator=generator)[: max(1, math.ceil(strength * 4 - 1e-6))]
    return [names[k] for k in order.tolist()]


def _signed(low: float, high: float, generator: Generator, *shape: int) -> Tensor:
    """Numbers between `low` and `high` of either sign."""
    sign = 1 - 2 * torch.randint(2, shape, generator=generator)
    return uniform(low, high, generator, *shape) * sign


def _ramp(count: int, strength: float) -> Tensor:
    """How far a drift has gone in each frame: 0 at first, `2 * strength` at the end, at most 1."""
    return (torch.linspace(0, 1, count) * 2 * strength).clamp(max=1)


def _alignment(ours: Regions, theirs: Regions) -> tuple[Tensor, Tensor]:
    """The affine map `(t, 2, 2)`, `(t, 2)` that takes the centres of our features to theirs, by least squares."""
    ours_at = torch.stack([ours[name].centre for name in FEATURES], 1)
    theirs_at = torch.stack([theirs[name].centre for name in FEATURES], 1)
    design = torch.cat([ours_at, torch.ones_like(ours_at[..., :1])], -1)
    solved = torch.linalg.lstsq(design, theirs_at).solution
    return solved[:, :2].mT, solved[:, 2]


CORRUPTIONS: dict[str, Corruption] = {
    "local warps": local_warps,
    "missing features": missing_features,
    "swapped features": swapped_features,
    "melted eyes": melted_eyes,
    "grid": grid_lines,
    "checkerboard": checkerboard,
    "identity drift": warped_identity,
    "frame tearing": frame_tearing,
    "VAE blur": vae_blur,
}
