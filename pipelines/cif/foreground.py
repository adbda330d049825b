"""Which cells of the grid show the part and which the table it lies on, told from an organised cloud."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


PLANE_DISTANCE = 7e-3  # metres between a point of the part and the table (CIF's code, for MVTec 3D-AD)
FILL_ROUNDS = 3  # of filling gaps by their 3 x 3 neighbours (CIF's code)
SHARE = 0.5  # of a cell that has to be foreground, more than this
_CORNER = 2  # pixels along a side of the corners whose depth spans the table


def plane(points: Tensor, grid: int) -> Tensor:
    """Cells `(b, g, g)`, bool, that lie off the table: the foreground of MVTec 3D-AD (CIF, arXiv 2511.05966, its code).

    Gaps are filled from their neighbours, the table is the bilinear surface through the mean depths of the four corners
    of 2 x 2 pixels, and a pixel is foreground where its depth differs from it by more than 7 mm. What is still a gap
    is background; a corner without any point takes the mean of the other corners.

    Args:
        points: `(b, 3, H, W)`, x, y, z in metres, zeros where there is no point; H and W at least 2.
        grid: g, cells along a side.

    Raises:
        ValueError: another shape, NaN, or no point in any corner.
    """
    depth, known = _filled(_depth(points, grid))
    table = F.interpolate(_corners(depth, known), size=depth.shape[-2:], mode="bilinear", align_corners=True)
    return _cells(((depth - table).abs() > PLANE_DISTANCE) & known, grid)


def depth(points: Tensor, grid: int) -> Tensor:
    """Cells `(b, g, g)`, bool, with z > 0, for clouds without their table, as Eyecandies after its preprocessing (CIF).

    Args and errors as for `plane`, but that corners may be empty.
    """
    return _cells(_depth(points, grid) > 0, grid)


def everything(points: Tensor, grid: int) -> Tensor:
    """All cells `(b, g, g)`, bool: for pictures alone, of which only the number `b` is looked at."""
    _check_grid(grid)
    return torch.ones((len(points), grid, grid), dtype=torch.bool, device=points.device)


FOREGROUND: dict[str, Callable[[Tensor, int], Tensor]] = {"plane": plane, "depth": depth, "all": everything}


def _depth(points: Tensor, grid: int) -> Tensor:
    """The z channel `(b, 1, H, W)`, checked."""
    _check_grid(grid)
    if points.ndim != 4 or points.shape[1] != 3 or min(points.shape[2:]) < _CORNER or not len(points):
        raise ValueError(
            f"`points` has shape {tuple(points.shape)}; it has to be (b, 3, H, W), at least one cloud of 2 x 2 pixels."
        )
    if not bool(torch.isfinite(points).all()):
        raise ValueError("`points` has NaN or infinite values: mark a pixel without a point by zeros.")
    return points[:, 2:].float()


def _check_grid(grid: int) -> None:
    if grid < 1:
        raise ValueError(f"`grid` is {grid}; it has to be at least 1 cell along a side.")


def _filled(depth: Tensor) -> tuple[Tensor, Tensor]:
    """Depth with each gap set to the mean of the points around it, three times over; where there is depth then."""
    for _ in range(FILL_ROUNDS):
        known = (depth != 0).to(depth.dtype)
        around = F.avg_pool2d(known, 3, 1, 1)
        mean = F.avg_pool2d(depth, 3, 1, 1) / around.clamp_min(1 / 9)
        depth = torch.where((known == 0) & (around > 0), mean, depth)
    return depth, depth != 0


def _corners(depth: Tensor, known: Tensor) -> Tensor:
    """Mean depth `(b, 1, 2, 2)` of the points in each corner."""
    height, width = depth.shape[-2:]
    rows = torch.tensor([0, 1, height - 2, height - 1], device=depth.device)
    columns = torch.tensor([0, 1, width - 2, width - 1], device=depth.device)
    total = F.avg_pool2d(depth[..., rows[:, None], columns], 2)
    share = F.avg_pool2d(known[..., rows[:, None], columns].to(depth.dtype), 2)
    mean, there = total / share.clamp_min(0.25), share > 0
    if not bool(there.flatten(1).any(1).all()):
        raise ValueError(
            "`points` has a cloud without a point in any of its four corners, so the table cannot be told: use the "
            'foreground "depth" for clouds whose table was removed, or "all".'
        )
    count = there.to(depth.dtype).sum((2, 3), keepdim=True)
    others = mean.sum((2, 3), keepdim=True) / count
    return torch.where(there, mean, others)


def _cells(mask: Tensor, grid: int) -> Tensor:
    share = F.interpolate(mask.float(), size=(grid, grid), mode="bilinear", align_corners=False)
    return share[:, 0] > SHARE
