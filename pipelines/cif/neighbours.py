"""The nearest points of a cloud, exactly, by a grid of cells (numba: no KD-tree library is a dependency)."""

import math

import numpy as np
from numba import njit


MOST_CELLS = 128  # along an axis: 2 million cells at most
CELL_SHARE = 16  # a cell holds about this part of the neighbours that are asked for


def nearest(points: np.ndarray, k: int, radius: float = math.inf) -> tuple[np.ndarray, np.ndarray]:
    """The `k` nearest points of each point, itself among them, nearest first, equal distances by lowest index.

    Args:
        points: `(n, 3)`, finite, in any unit; n at least 1.
        k: at least 1.
        radius: points farther away are left out, same unit as `points`.

    Returns:
        Indices `(n, k)` int64, -1 where there are fewer, and squared distances `(n, k)` float64, infinite there.
    """
    points = np.ascontiguousarray(points, np.float64)
    low = points.min(0)
    extent = points.max(0) - low
    sides = np.sort(extent)[1:]  # a scanned surface: the two longer sides span its area
    cell = max(math.sqrt(sides[0] * sides[1] * k / CELL_SHARE / len(points)), sides[1] / MOST_CELLS) or 1.0
    shape = np.minimum(extent / cell, MOST_CELLS - 1).astype(np.int64) + 1
    places = np.minimum(((points - low) / cell).astype(np.int64), shape - 1)
    ids = (places[:, 0] * shape[1] + places[:, 1]) * shape[2] + places[:, 2]
    order = np.argsort(ids, kind="stable")
    starts = np.searchsorted(ids[order], np.arange(shape.prod() + 1))
    return _search(points, places, shape, order, starts, cell, k, radius**2)


@njit(cache=True)
def _search(points, places, shape, order, starts, cell, k, limit):
    n = len(points)
    indices, distances = np.full((n, k), -1, np.int64), np.full((n, k), np.inf)
    for i in range(n):
        for ring in range(shape.max()):
            x, y, z = places[i]
            for a in range(max(0, x - ring), min(shape[0], x + ring + 1)):
                for b in range(max(0, y - ring), min(shape[1], y + ring + 1)):
                    # inside the box only its two faces along z belong to the ring
                    face = abs(a - x) == ring or abs(b - y) == ring
                    step = 1 if face or ring == 0 else 2 * ring
                    for c in range(z - ring, z + ring + 1, step):
                        if 0 <= c < shape[2]:
                            one = (a * shape[1] + b) * shape[2] + c
                            for j in order[starts[one] : starts[one + 1]]:
                                _insert(indices[i], distances[i], j, _squared(points[i], points[j]), limit)
            # every point nearer than this has been seen: a ring covers a cell's width more on each side
            seen = (ring * cell) ** 2
            if seen >= limit or distances[i, k - 1] < seen:
                break
    return indices, distances


@njit(cache=True)
def _squared(p, q):
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2


@njit(cache=True)
def _insert(indices, distances, j, distance, limit):
    """Keep the nearest in order; the farthest of a full row drops out."""
    place = len(indices)
    while place > 0 and (
        distance < distances[place - 1]
        or (distance == distances[place - 1] and (indices[place - 1] < 0 or j < indices[place - 1]))
    ):
        place -= 1
    if distance > limit or place == len(indices):
        return
    for t in range(len(indices) - 1, place, -1):
        indices[t], distances[t] = indices[t - 1], distances[t - 1]
    indices[place], distances[place] = j, distance
