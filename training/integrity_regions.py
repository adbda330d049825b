"""Where the features of a face lie in a clip, and the geometry that breaks them: displacement, soft regions (our design)."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


# iBUG landmarks of each feature, and how far a region reaches beyond its landmarks, in parts of the picture's side
LANDMARKS = {
    "right eye": tuple(range(36, 42)),
    "left eye": tuple(range(42, 48)),
    "nose": tuple(range(29, 36)),
    "mouth": tuple(range(48, 60)),
}
MARGIN = {"right eye": 0.035, "left eye": 0.035, "nose": 0.02, "mouth": 0.03}
# Mean of 4,608 renders: centre x, centre y, half width, half height in parts of the side, without the margin.
MEAN = {
    "right eye": (0.354, 0.453, 0.054, 0.017),
    "left eye": (0.616, 0.458, 0.055, 0.018),
    "nose": (0.475, 0.595, 0.060, 0.065),
    "mouth": (0.474, 0.740, 0.113, 0.045),
}


@dataclass(frozen=True)
class Region:
    """An upright ellipse that follows a feature: `centre` `(t, 2)` and `half` `(t, 2)`, x before y, in pixels."""

    centre: Tensor
    half: Tensor


def mean_regions(frames: Tensor) -> dict[str, Region]:
    """Regions of a clip `(t, 3, h, w)` that is framed like the renders, without looking at it."""
    t, _, h, w = frames.shape
    side = torch.tensor([w, h], dtype=torch.float32)
    found = {}
    for name, values in MEAN.items():
        x, y, across, down = (float(value) for value in values)
        half = torch.tensor([across + MARGIN[name], down + MARGIN[name]]) * side
        found[name] = Region((torch.tensor([x, y]) * side).expand(t, 2), half.expand(t, 2))
    return found


def landmark_regions(landmarks: Tensor, size: int) -> dict[str, Region]:
    """Regions from landmarks `(t, 68, 2)` in pixels of a square clip of `size` pixels."""
    found = {}
    for name, rows in LANDMARKS.items():
        points = landmarks[:, list(rows)].float()
        low, high = points.amin(1), points.amax(1)
        found[name] = Region((low + high) / 2, (high - low) / 2 + MARGIN[name] * size)
    return found


def pixel_grid(frames: Tensor) -> tuple[Tensor, Tensor]:
    """x `(1, 1, w)` and y `(1, h, 1)` of the pixels of a clip `(t, 3, h, w)`, at their middles."""
    h, w = frames.shape[-2:]
    return torch.arange(w)[None, None] + 0.5, torch.arange(h)[None, :, None] + 0.5


def ellipse(frames: Tensor, region: Region, grow: float = 1.0, soft: float = 0.3) -> Tensor:
    """How much of each pixel `(t, h, w)` lies in the region times `grow`: 1 inside, 0 outside, over a rim of `soft`."""
    x, y = pixel_grid(frames)
    centre, half = region.centre[:, :, None, None], region.half[:, :, None, None] * grow
    away = (((x - centre[:, 0]) / half[:, 0]) ** 2 + ((y - centre[:, 1]) / half[:, 1]) ** 2).sqrt()
    return ((1 + soft / 2 - away) / soft).clamp(0, 1)


def head(regions: dict[str, Region]) -> Region:
    """The face without hair, from the features: an ellipse around the nose, as wide as 2.1 times the eyes' distance."""
    right, left, mouth = (regions[name].centre for name in ("right eye", "left eye", "mouth"))
    eyes = (right + left) / 2
    apart = (left - right).norm(dim=1).clamp(min=1.0)
    down = (mouth - eyes).norm(dim=1).clamp(min=1.0)
    return Region(eyes + (mouth - eyes) * 0.42, torch.stack([apart * 1.0, down * 1.45], 1))


def displace(frames: Tensor, flow: Tensor) -> Tensor:
    """A clip `(t, 3, h, w)` whose pixel p shows what was at p + `flow` `(t, 2, h, w)` pixels; borders repeat."""
    x, y = pixel_grid(frames)
    h, w = frames.shape[-2:]
    grid = torch.stack([(x + flow[:, 0]) / w * 2 - 1, (y + flow[:, 1]) / h * 2 - 1], -1)
    return F.grid_sample(frames, grid, mode="bilinear", padding_mode="border", align_corners=False)


def moved(frames: Tensor, matrix: Tensor, offset: Tensor) -> Tensor:
    """A clip whose pixel p shows what was at `matrix` `(t, 2, 2)` p + `offset` `(t, 2)`."""
    x, y = pixel_grid(frames)
    t, _, h, w = frames.shape
    points = torch.stack([x.expand(t, h, w), y.expand(t, h, w)], -1)
    flow = torch.einsum("tij,thwj->tihw", matrix, points) + offset[:, :, None, None] - points.permute(0, 3, 1, 2)
    return displace(frames, flow)


def blurred(frames: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of `(t, c, h, w)` by `sigma` pixels, borders repeated."""
    reach = max(1, round(2.5 * sigma))
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / sigma) ** 2)
    kernel = (kernel / kernel.sum()).to(frames)
    planes = F.pad(frames.flatten(0, 1)[:, None], (reach,) * 4, mode="replicate")
    planes = F.conv2d(F.conv2d(planes, kernel[None, None, None]), kernel[None, None, :, None])
    return planes[:, 0].view(frames.shape)


def feature_centres(regions: dict[str, Region], size: int) -> Tensor:
    """Centres of right eye, left eye, nose and mouth, `(t, 4, 2)` in parts of the side."""
    return torch.stack([regions[name].centre for name in LANDMARKS], 1) / size
