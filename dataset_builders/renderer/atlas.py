"""The skin atlas: a cylindrical chart of the head with neutral positions, noise, wrinkles and masks, one per rig."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from argen.dataset_builders.renderer.wrinkle import gradients


HEIGHT, WIDTH = 480, 576
TOP, BOTTOM = 14.6, -19.4
HALF_ANGLE = math.radians(118)
_SKIN, _MOUTH = 0, 3


@dataclass(frozen=True, eq=False)
class Atlas:
    """Charts are (480, 576): x is the angle about the head's axis (+-118 degrees), y the height (14.6 to -19.4 cm)."""

    position: np.ndarray  # (480, 576, 3) float32 neutral positions in cm
    lip: np.ndarray  # (480, 576) float32 signed distance in cm into the lips' outline
    noise: np.ndarray  # (3, 480, 576) float32 in [0, 1], coarse to fine
    surface: np.ndarray  # (n, 8) float32 per vertex, four free, then chart x and y, inner lip and lash, or position
    creased: np.ndarray  # (n,) float32 how much of a fold's shade each vertex takes
    edges: np.ndarray  # (m, 2) int32 edges between skin vertices
    wrinkle_starts: np.ndarray
    wrinkle_texels: np.ndarray
    wrinkle_values: np.ndarray


def chart(points: np.ndarray) -> np.ndarray:
    """Texel coordinates (n, 2) of points (n, 3) in cm (cylindrical projection)."""
    angle = np.arctan2(points[:, 0], points[:, 2])
    u = np.clip((angle / HALF_ANGLE * 0.5 + 0.5) * (WIDTH - 1), 0, WIDTH - 1.01)
    v = np.clip((TOP - points[:, 1]) / (TOP - BOTTOM) * (HEIGHT - 1), 0, HEIGHT - 1.01)
    return np.stack([u, v], 1).astype(np.float32)


def lattice_noise(rng: np.random.Generator, shape: tuple[int, int], cells: tuple[int, int]) -> np.ndarray:
    """Periodic value noise (shape) in [0, 1] with `cells` lattice cells (Perlin's smooth interpolation)."""
    grid = rng.random(cells, np.float32)
    axes = []
    for size, count in zip(shape, cells, strict=True):
        at = np.arange(size, dtype=np.float32) * count / size
        low = at.astype(np.int64)
        t = at - low
        axes.append((low % count, (low + 1) % count, t * t * (3 - 2 * t)))
    (y0, y1, ty), (x0, x1, tx) = axes
    ty = ty[:, None]
    top = grid[y0][:, x0] * (1 - tx) + grid[y0][:, x1] * tx
    low = grid[y1][:, x0] * (1 - tx) + grid[y1][:, x1] * tx
    return (top * (1 - ty) + low * ty).astype(np.float32)


def _fill(position: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Grow known positions into the holes of eyes and the rim of the chart."""
    position, known = position.copy(), known.copy()
    while not known.all():
        total = np.zeros_like(position)
        count = np.zeros(known.shape, np.float32)
        for axis, shift in ((0, 1), (0, -1), (1, 1), (1, -1)):
            moved = np.roll(known, shift, axis)
            total += np.roll(position, shift, axis) * moved[..., None]
            count += moved
        grow = ~known & (count > 0)
        if not grow.any():
            break
        position[grow] = total[grow] / count[grow][:, None]
        known |= grow
    return position


def _positions(vertices: np.ndarray, triangles: np.ndarray, coordinates: np.ndarray) -> np.ndarray:
    from argen.dataset_builders.renderer.raster import rasterize

    radius = np.hypot(vertices[:, 0], vertices[:, 2])
    points = np.concatenate([coordinates + 0.5, radius[:, None] + 1], 1).astype(np.float32)
    spread = np.ptp(coordinates[triangles][..., 0], axis=1)
    outside = np.ascontiguousarray(triangles[spread < WIDTH / 4])
    depth = np.zeros((HEIGHT, WIDTH), np.float32)
    index = np.full((HEIGHT, WIDTH), -1, np.int32)
    bary = np.zeros((HEIGHT, WIDTH, 2), np.float32)
    rasterize(points, outside, 0, len(outside), False, depth, index, bary)
    corners = vertices[outside[np.maximum(index, 0)]]
    w1, w2 = bary[..., :1], bary[..., 1:]
    position = corners[:, :, 0] * (1 - w1 - w2) + corners[:, :, 1] * w1 + corners[:, :, 2] * w2
    return _fill(position * (index >= 0)[..., None], index >= 0).astype(np.float32)


def _rounded(polygon: np.ndarray, per_side: int = 5) -> np.ndarray:
    """A closed Catmull-Rom curve through the corners of a polygon (n, 2)."""
    a, b, c, d = (np.roll(polygon, k, 0)[:, None] for k in (1, 0, -1, -2))
    t = np.linspace(0, 1, per_side, endpoint=False)[None, :, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return curve.reshape(-1, 2)


def _signed_distance(x: np.ndarray, y: np.ndarray, polygon: np.ndarray) -> np.ndarray:
    best = np.full(x.shape, 1e9)
    inside = np.zeros(x.shape, bool)
    for a, b in zip(polygon, np.roll(polygon, -1, 0), strict=True):
        d = b - a
        t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / (d @ d), 0, 1)
        best = np.minimum(best, np.hypot(a[0] + t * d[0] - x, a[1] + t * d[1] - y))
        if d[1] != 0:
            crosses = (a[1] > y) != (b[1] > y)
            inside ^= crosses & (x < d[0] * (y - a[1]) / d[1] + a[0])
    return np.where(inside, best, -best)


def _lips(position: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    x, y = position[..., 0], position[..., 1]
    lip = np.full(x.shape, -1.0, np.float32)
    near = np.nonzero((np.abs(x) < 3.4) & (y > -5.4) & (y < -1.6) & (position[..., 2] > 6))
    if len(near[0]):
        lip[near] = _signed_distance(x[near], y[near], _rounded(landmarks[48:60, :2]))
    return lip


def _nearest(points: np.ndarray, targets: np.ndarray) -> np.ndarray:
    if not len(targets):
        return np.full(len(points), 1e9, np.float32)
    out = np.empty(len(points), np.float32)
    for start in range(0, len(points), 256):
        block = points[start : start + 256]
        out[start : start + 256] = np.sqrt(((block[:, None] - targets[None]) ** 2).sum(2).min(1))
    return out


def _darkness(vertices: np.ndarray, material: np.ndarray, lash_points: np.ndarray) -> np.ndarray:
    dark = np.zeros((len(vertices), 2), np.float32)
    skin = material == _SKIN
    low, high = vertices[:, 1] < 0, vertices[:, 1] > 1.5
    front = (vertices[:, 2] > 8) & (np.abs(vertices[:, 0]) < 5.5)
    mouth = np.nonzero(skin & low & front & (vertices[:, 1] > -6))[0]
    gums = vertices[(material == _MOUTH) & (vertices[:, 2] > 6)]
    dark[mouth, 0] = np.clip(1 - _nearest(vertices[mouth], gums) / 0.22, 0, 1)
    lids = np.nonzero(skin & high & front & (vertices[:, 1] < 5.2))[0]
    roots = lash_points[_nearest(lash_points, vertices[lids]) < 0.07] if len(lids) else lash_points[:0]
    dark[lids, 1] = np.clip(1.15 - _nearest(vertices[lids], roots) / 0.16, 0, 1)
    return dark


def _creased(vertices: np.ndarray) -> np.ndarray:
    # the groove under the nose is coarsely meshed and would show as a dark dot
    x, y = vertices[:, 0], vertices[:, 1]
    return (1 - 0.85 * np.exp(-((x / 0.7) ** 2) - ((y + 1.8) / 0.65) ** 2)).astype(np.float32)


def build_atlas(
    vertices: np.ndarray,
    triangles: np.ndarray,
    material: np.ndarray,
    landmarks: np.ndarray,
    lash_points: np.ndarray,
    triangle_material: np.ndarray,
) -> Atlas:
    """Atlas of a rig in centimetres (our design: the skin is painted once per face, not once per frame)."""
    coordinates = chart(vertices)
    skin = triangles[triangle_material == _SKIN]
    position = _positions(vertices, skin, coordinates)
    rng = np.random.default_rng(0)
    cells = ((24, 28), (120, 144), (360, 432))
    noise = np.stack([lattice_noise(rng, (HEIGHT, WIDTH), count) for count in cells])
    pairs = np.sort(np.concatenate([skin[:, [0, 1]], skin[:, [1, 2]], skin[:, [2, 0]]]), 1)
    starts, texels, values = gradients(position)
    surface = np.zeros((len(vertices), 8), np.float32)
    surface[:, 4:7] = vertices
    outer = material == _SKIN
    surface[outer, 4:] = np.concatenate([coordinates, _darkness(vertices, material, lash_points)], 1)[outer]
    return Atlas(
        position=position,
        lip=_lips(position, vertices[landmarks]),
        noise=noise,
        surface=surface,
        creased=_creased(vertices),
        edges=np.unique(pairs, axis=0).astype(np.int32),
        wrinkle_starts=starts,
        wrinkle_texels=texels,
        wrinkle_values=values,
    )
