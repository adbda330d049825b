"""An organised cloud as a list of points, and features of points as a grid of cells."""

import torch
import torch.nn.functional as F
from torch import Tensor


_CHANNELS = 128  # laid on the map at a time: 26 MB at 224 pixels


def listed(points: Tensor, size: int, foreground: Tensor | None, fewest: int = 3) -> tuple[Tensor, Tensor]:
    """The points of one cloud, float32 `(n, 3)`, and their pixels `(n,)` in row-major order of a map of `size`.

    The map is resized by nearest neighbour first, so that no point is made up.

    Args:
        points: `(1, 3, H, W)` in metres, zeros where there is no point.
        size: pixels along a side of the resized map.
        foreground: `(1, g, g)` bool; points in other cells are left out. None: all points.
        fewest: points that have to be there.

    Raises:
        ValueError: fewer points than that.
    """
    resized = F.interpolate(points.float(), size=(size, size), mode="nearest-exact")[0]
    there = (resized != 0).any(0)
    if foreground is not None:
        there &= F.interpolate(foreground[None].float(), size=(size, size), mode="nearest-exact")[0, 0] > 0
    pixels = there.flatten().nonzero()[:, 0]
    if len(pixels) < fewest:
        where = "" if foreground is None else " in the foreground"
        raise ValueError(
            f"`batch` has a cloud with {len(pixels)} points{where} at {size} x {size} pixels, and at least {fewest} are "
            "needed: check the scan, or choose another `foreground`."
        )
    return resized.flatten(1)[:, pixels].T.contiguous(), pixels


def pooled(features: Tensor, pixels: Tensor, size: int, grid: int) -> Tensor:
    """Features `(n, d)` of points as a grid `(1, g * g, d)`.

    As BTF, M3DM and CIF pool: zeros where there is no point, a 3 x 3 mean that leaves out the rim, then the mean of
    each cell.
    """
    cells = []
    for part in features.split(_CHANNELS, dim=1):
        canvas = part.new_zeros(part.shape[1], size * size)
        canvas[:, pixels] = part.T
        smooth = F.avg_pool2d(canvas.view(1, -1, size, size), 3, 1)
        cells.append(F.adaptive_avg_pool2d(smooth, grid).flatten(2))
    return torch.cat(cells, 1).transpose(1, 2)
