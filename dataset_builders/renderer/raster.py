"""Geometry kernels: sparse deformation, normals, concavity and the z-buffer."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def deform(
    base: np.ndarray, weights: np.ndarray, starts: np.ndarray, rows: np.ndarray, deltas: np.ndarray, out: np.ndarray
) -> None:
    """out (n, 3) = base + sum of the active shapes (linear blend shapes); weights (shapes,)."""
    for i in range(base.shape[0]):
        out[i, 0] = base[i, 0]
        out[i, 1] = base[i, 1]
        out[i, 2] = base[i, 2]
    for k in range(weights.shape[0]):
        w = weights[k]
        if abs(w) < 1e-4:
            continue
        for j in range(starts[k], starts[k + 1]):
            i = rows[j]
            out[i, 0] += w * deltas[j, 0]
            out[i, 1] += w * deltas[j, 1]
            out[i, 2] += w * deltas[j, 2]


@njit(cache=True, fastmath=True)
def vertex_normals(vertices: np.ndarray, triangles: np.ndarray, out: np.ndarray) -> None:
    """Unit normals (n, 3), area weighted (Gouraud)."""
    out[:] = 0
    for t in range(triangles.shape[0]):
        a = triangles[t, 0]
        b = triangles[t, 1]
        c = triangles[t, 2]
        ux = vertices[b, 0] - vertices[a, 0]
        uy = vertices[b, 1] - vertices[a, 1]
        uz = vertices[b, 2] - vertices[a, 2]
        wx = vertices[c, 0] - vertices[a, 0]
        wy = vertices[c, 1] - vertices[a, 1]
        wz = vertices[c, 2] - vertices[a, 2]
        nx = uy * wz - uz * wy
        ny = uz * wx - ux * wz
        nz = ux * wy - uy * wx
        for k in (a, b, c):
            out[k, 0] += nx
            out[k, 1] += ny
            out[k, 2] += nz
    for i in range(out.shape[0]):
        length = math.sqrt(out[i, 0] ** 2 + out[i, 1] ** 2 + out[i, 2] ** 2) + 1e-12
        out[i, 0] /= length
        out[i, 1] /= length
        out[i, 2] /= length


@njit(cache=True, fastmath=True)
def concavity(vertices: np.ndarray, normals: np.ndarray, edges: np.ndarray, out: np.ndarray) -> None:
    """Smoothed concavity per vertex in [-.5, .9], positive in folds; edges (m, 2) (our design, stands in for AO)."""
    n = out.shape[0]
    count = np.zeros(n, np.float32)
    out[:] = 0
    for e in range(edges.shape[0]):
        a = edges[e, 0]
        b = edges[e, 1]
        dx = vertices[b, 0] - vertices[a, 0]
        dy = vertices[b, 1] - vertices[a, 1]
        dz = vertices[b, 2] - vertices[a, 2]
        inverse = 1.0 / (dx * dx + dy * dy + dz * dz + 1e-9)
        out[a] += (dx * normals[a, 0] + dy * normals[a, 1] + dz * normals[a, 2]) * inverse
        out[b] -= (dx * normals[b, 0] + dy * normals[b, 1] + dz * normals[b, 2]) * inverse
        count[a] += 1
        count[b] += 1
    for i in range(n):
        if count[i] > 0:
            out[i] = min(max(out[i] / count[i], -0.5), 0.9)
    for _ in range(2):
        total = out.copy()
        for e in range(edges.shape[0]):
            total[edges[e, 0]] += out[edges[e, 1]]
            total[edges[e, 1]] += out[edges[e, 0]]
        for i in range(n):
            out[i] = total[i] / (1 + count[i])


@njit(cache=True, fastmath=True)
def project(
    vertices: np.ndarray,
    rotation: np.ndarray,
    pivot: np.ndarray,
    camera: np.ndarray,
    out: np.ndarray,
    view: np.ndarray,
) -> None:
    """Rotate about `pivot` and project; camera = (distance, height, focal, x0, y0, roll-free); out holds x, y, 1/z."""
    distance, height, focal, x0, y0 = camera[0], camera[1], camera[2], camera[3], camera[4]
    for i in range(vertices.shape[0]):
        x = vertices[i, 0] - pivot[0]
        y = vertices[i, 1] - pivot[1]
        z = vertices[i, 2] - pivot[2]
        vx = rotation[0, 0] * x + rotation[0, 1] * y + rotation[0, 2] * z + pivot[0]
        vy = rotation[1, 0] * x + rotation[1, 1] * y + rotation[1, 2] * z + pivot[1] - height
        vz = rotation[2, 0] * x + rotation[2, 1] * y + rotation[2, 2] * z + pivot[2] - distance
        inverse = -1.0 / vz
        out[i, 0] = x0 + focal * vx * inverse
        out[i, 1] = y0 - focal * vy * inverse
        out[i, 2] = inverse
        view[i, 0] = vx
        view[i, 1] = vy
        view[i, 2] = vz


@njit(cache=True, fastmath=True)
def rasterize(
    points: np.ndarray,
    triangles: np.ndarray,
    first: int,
    last: int,
    cull: bool,
    depth: np.ndarray,
    index: np.ndarray,
    bary: np.ndarray,
) -> None:
    """Z-buffer triangles [first, last): nearest 1/z, triangle id and the last two barycentrics per sample."""
    height, width = depth.shape
    zero, half, one, slack = np.float32(0), np.float32(0.5), np.float32(1), np.float32(1e-6)
    for t in range(first, last):
        a = triangles[t, 0]
        b = triangles[t, 1]
        c = triangles[t, 2]
        x0, y0 = points[a, 0], points[a, 1]
        x1, y1 = points[b, 0] - x0, points[b, 1] - y0
        x2, y2 = points[c, 0] - x0, points[c, 1] - y0
        area = x1 * y2 - x2 * y1
        if area == 0 or (cull and area > 0):
            continue
        left = int(max(x0 + min(zero, x1, x2) + half, zero))
        right = min(int(max(x0 + max(zero, x1, x2) + half, zero)) - 1, width - 1)
        top = int(max(y0 + min(zero, y1, y2) + half, zero))
        bottom = min(int(max(y0 + max(zero, y1, y2) + half, zero)) - 1, height - 1)
        if left > right or top > bottom:
            continue
        inverse = one / area
        z0 = points[a, 2]
        z1 = points[b, 2] - z0
        z2 = points[c, 2] - z0
        d1, d2 = y2 * inverse, -y1 * inverse
        for y in range(top, bottom + 1):
            py = (np.float32(y) + half - y0) * inverse
            r1, r2 = -x2 * py, x1 * py
            for x in range(left, right + 1):
                px = np.float32(x) + half - x0
                w1 = r1 + d1 * px
                w2 = r2 + d2 * px
                if w1 < -slack or w2 < -slack or w1 + w2 > one + slack:
                    continue
                z = z0 + w1 * z1 + w2 * z2
                if z > depth[y, x]:
                    depth[y, x] = z
                    index[y, x] = t
                    bary[y, x, 0] = w1
                    bary[y, x, 1] = w2
