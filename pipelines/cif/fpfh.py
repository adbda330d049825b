"""Fast Point Feature Histograms (Rusu et al. 2009): what the surface around each point looks like, without weights.

Written anew in numba because the libraries that have it are heavy: Open3D brings 58 packages, a web server among them, and
needs libusb; ITK's module needs 80 MB. Numbers agree with Open3D's, which follows the Point Cloud Library.
"""

import math

import numpy as np
import torch
from numba import njit
from torch import Tensor, nn

from argen.pipelines.cif.cloud import listed, pooled
from argen.pipelines.cif.extractor import Extractor, check_sizes, fingerprint
from argen.pipelines.cif.neighbours import nearest


BINS = 11  # per angle, three angles
DIM = 3 * BINS


def fpfh(
    image_size: int = 224,
    grid: int = 28,
    normal_radius: float = 0.1,
    normal_neighbours: int = 30,
    radius: float = 0.25,
    neighbours: int = 100,
) -> Extractor:
    """Histograms of 33 bins per point, averaged per cell; the defaults are BTF's (Horwitz & Hoshen 2023, "PatchCore+FPFH").

    Args:
        image_size: pixels to which the map is resized.
        grid: cells along a side.
        normal_radius: metres around a point from which its normal is told.
        normal_neighbours: points at most for that, the nearest ones, itself among them.
        radius: metres around a point that its histogram describes.
        neighbours: points at most for that, the nearest ones, itself among them.

    Raises:
        ValueError: a size, a radius or a number that cannot be.
    """
    check_sizes(image_size, grid)
    for name, metres in (("normal_radius", normal_radius), ("radius", radius)):
        if not metres > 0:
            raise ValueError(f"`{name}` is {metres}; it has to be above 0 metres.")
    for name, number in (("normal_neighbours", normal_neighbours), ("neighbours", neighbours)):
        if number < 3:
            raise ValueError(f"`{name}` is {number}; at least 3 points make a surface.")
    options = {
        "image_size": image_size,
        "grid": grid,
        "normal_radius": normal_radius,
        "normal_neighbours": normal_neighbours,
        "radius": radius,
        "neighbours": neighbours,
    }
    model = _FPFH(**options)
    return Extractor("points", "fpfh", options, image_size, grid, DIM, fingerprint("fpfh", options, {}), model)


class _FPFH(nn.Module):
    def __init__(
        self,
        image_size: int,
        grid: int,
        normal_radius: float,
        normal_neighbours: int,
        radius: float,
        neighbours: int,
    ) -> None:
        super().__init__()
        self.sizes = image_size, grid
        self.for_normals, self.for_histograms = (normal_neighbours, normal_radius), (neighbours, radius)

    def forward(self, points: Tensor, foreground: Tensor | None) -> Tensor:
        """As `Extractor.model`; always on the CPU."""
        size, grid = self.sizes
        cloud, pixels = listed(points.cpu(), size, None if foreground is None else foreground.cpu())
        xyz = cloud.double().numpy()
        directions = normals(xyz, np.stack(np.divmod(pixels.numpy(), size), 1), *self.for_normals)
        histograms = torch.from_numpy(point_histograms(xyz, directions, *self.for_histograms)).float()
        return pooled(histograms, pixels, size, grid).to(points.device)


def normals(points: np.ndarray, pixels: np.ndarray, neighbours: int, radius: float) -> np.ndarray:
    """Unit normals `(n, 3)` of the plane through each point's neighbours, on the side the sensor sees.

    Which side that is tells the order of the pixels, so that turning or moving the cloud turns the normals with it.

    Args:
        points: `(n, 3)`.
        pixels: `(n, 2)`, row and column of each point on the map.
        neighbours: the nearest ones that count, at most, itself among them.
        radius: unit of `points`.
    """
    indices, _ = nearest(points, neighbours, radius)
    spread, along = _spreads(points, pixels.astype(np.float64), indices)
    planes = np.linalg.eigh(spread)[1][:, :, 0]
    away = np.cross(along[:, 1], along[:, 0])  # along columns x along rows: x right, y down, so z away from the sensor
    return np.where((planes * away).sum(1, keepdims=True) > 0, -planes, planes)


def point_histograms(points: np.ndarray, directions: np.ndarray, neighbours: int, radius: float) -> np.ndarray:
    """FPFH `(n, 33)`: three histograms of 11 bins, each adding up to about 200 (its own 100 and the neighbours' 100).

    Args:
        points: `(n, 3)`.
        directions: unit normals `(n, 3)`.
        neighbours: the nearest ones that count, at most, itself among them.
        radius: unit of `points`.
    """
    indices, squares = nearest(points, neighbours, radius)
    return _weighted(_simple(np.ascontiguousarray(points), directions, indices), indices, squares)


@njit(cache=True)
def _spreads(points, pixels, indices):
    """Covariance `(n, 3, 3)` of each neighbourhood, and how its points run with rows and columns `(n, 2, 3)`."""
    n = len(points)
    spread, along = np.zeros((n, 3, 3)), np.zeros((n, 2, 3))
    for i in range(n):
        count = 0
        middle, centre = np.zeros(3), np.zeros(2)
        for j in indices[i]:
            if j >= 0:
                count += 1
                middle += points[j]
                centre += pixels[j]
        middle /= count
        centre /= count
        for j in indices[i]:
            if j >= 0:
                for a in range(3):
                    offset = points[j, a] - middle[a]
                    for b in range(3):
                        spread[i, a, b] += offset * (points[j, b] - middle[b])
                    for b in range(2):
                        along[i, b, a] += offset * (pixels[j, b] - centre[b])
    return spread, along


@njit(cache=True)
def _simple(points, directions, indices):
    """SPFH `(n, 33)`: histograms of the angles between a point's normal and those of its neighbours."""
    n = len(points)
    histograms = np.zeros((n, DIM))
    for i in range(n):
        others = 0
        for j in indices[i]:
            others += j >= 0 and j != i
        share = 100.0 / max(others, 1)
        for j in indices[i]:
            if j >= 0 and j != i:
                turn, lean, slope = _angles(points[i], directions[i], points[j], directions[j])
                histograms[i, _bin((turn + math.pi) / (2 * math.pi))] += share
                histograms[i, BINS + _bin((lean + 1) / 2)] += share
                histograms[i, 2 * BINS + _bin((slope + 1) / 2)] += share
    return histograms


@njit(cache=True)
def _bin(share):
    return min(max(math.floor(BINS * share), 0), BINS - 1)


@njit(cache=True)
def _angles(p, n, q, m):
    """Darboux frame at the point whose normal leans more along the line between the two; zeros where there is none."""
    x, y, z = q[0] - p[0], q[1] - p[1], q[2] - p[2]
    distance = math.sqrt(x * x + y * y + z * z)
    if distance == 0:
        return 0.0, 0.0, 0.0
    first = (n[0] * x + n[1] * y + n[2] * z) / distance
    second = (m[0] * x + m[1] * y + m[2] * z) / distance
    if abs(first) < abs(second):
        n, m, first = m, n, -second
        x, y, z = -x, -y, -z
    vx, vy, vz = y * n[2] - z * n[1], z * n[0] - x * n[2], x * n[1] - y * n[0]
    length = math.sqrt(vx * vx + vy * vy + vz * vz)
    if length == 0:
        return 0.0, 0.0, 0.0
    vx, vy, vz = vx / length, vy / length, vz / length
    wx, wy, wz = n[1] * vz - n[2] * vy, n[2] * vx - n[0] * vz, n[0] * vy - n[1] * vx
    turn = math.atan2(wx * m[0] + wy * m[1] + wz * m[2], n[0] * m[0] + n[1] * m[1] + n[2] * m[2])
    return turn, vx * m[0] + vy * m[1] + vz * m[2], first


@njit(cache=True)
def _weighted(simple, indices, squares):
    """A point's own histogram and those of its neighbours, weighted by 1 / squared distance, their sum scaled to 100."""
    result = np.zeros_like(simple)
    for i in range(len(simple)):
        for t in range(indices.shape[1]):
            if indices[i, t] >= 0 and squares[i, t] > 0:
                result[i] += simple[indices[i, t]] / squares[i, t]
        for a in range(0, DIM, BINS):
            total = result[i, a : a + BINS].sum()
            if total > 0:
                result[i, a : a + BINS] *= 100.0 / total
        result[i] += simple[i]
    return result
