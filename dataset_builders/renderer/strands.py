"""Shading of hair: strands, their highlights and their soft edge."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from argen.dataset_builders.renderer.lighting import copy_diagonal
from argen.dataset_builders.renderer.noise import noise, step


@njit(cache=True, fastmath=True)
def _strand(
    n: np.ndarray, e: np.ndarray, tone: np.ndarray, tangent: np.ndarray, colour: np.ndarray, lights: np.ndarray,
    ambient: np.ndarray, diffuse: np.ndarray, shine: np.ndarray, out: np.ndarray, y: int, x: int,
) -> None:  # fmt: skip
    """Blend lit hair over out[y, x]; tone = coverage, body, gleam (Kajiya & Kay 1989)."""
    alpha, body, gleam = tone[0], tone[1], tone[2]
    sky = 0.9 + 0.2 * n[1]
    for k in range(3):
        diffuse[k] = ambient[k] * sky
        shine[k] = 0
    for m in range(lights.shape[0]):
        lx, ly, lz = lights[m, 0], lights[m, 1], lights[m, 2]
        facing = n[0] * lx + n[1] * ly + n[2] * lz
        if facing < -0.25:
            continue
        hx, hy, hz = lx + e[0], ly + e[1], lz + e[2]
        across = (tangent[0] * hx + tangent[1] * hy + tangent[2] * hz) / (
            math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9
        )
        band = math.exp(-across * across * 28) * min(1.0, facing + 0.1) if facing > -0.1 else 0.0
        for k in range(3):
            diffuse[k] += lights[m, 3 + k] * (facing + 0.25) / 1.25
            shine[k] += lights[m, 3 + k] * band
    for k in range(3):
        value = colour[k] * diffuse[k] * body + (0.011 + 0.25 * colour[k]) * shine[k] * gleam
        out[y, x, k] = out[y, x, k] * (1 - alpha) + value * alpha
    out[y, x, 3] = out[y, x, 3] * (1 - alpha) + alpha


@njit(cache=True, fastmath=True)
def shade_hair(
    index: np.ndarray, bary: np.ndarray, depth: np.ndarray, head_depth: np.ndarray, triangles: np.ndarray,
    normals: np.ndarray, attributes: np.ndarray, traits: np.ndarray, colour: np.ndarray, down: np.ndarray,
    camera: np.ndarray, solid: bool, lights: np.ndarray, ambient: np.ndarray, out: np.ndarray,
) -> None:  # fmt: skip
    """Blend hair over `out` (h, w, 4) where it is nearer (our design); a solid layer shades half the samples of a pixel.

    traits = softness of the edge in cm, curl 0..1, seed of the strands; down is the head's own, a unit vector.
    """
    softness, curl, seed = traits[0], traits[1], traits[2]
    along_scale = 0.35 + 3.0 * curl
    work = np.zeros((6, 3), np.float32)
    n, e, tangent, tone, diffuse, shine = work[0], work[1], work[2], work[3], work[4], work[5]
    for y in range(index.shape[0]):
        for x in range(index.shape[1]):
            t = index[y, x]
            if t < 0 or depth[y, x] <= head_depth[y, x]:
                continue
            if solid and (x ^ y) & 1:
                u, v = y ^ 1, x ^ 1
                if depth[u, x] > head_depth[u, x] and depth[y, v] > head_depth[y, v]:
                    out[y, x, 3] = -1
                    continue
            a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
            w1, w2 = bary[y, x, 0], bary[y, x, 1]
            w0 = np.float32(1) - w1 - w2
            edge = w0 * attributes[a, 0] + w1 * attributes[b, 0] + w2 * attributes[c, 0]
            across = w0 * attributes[a, 1] + w1 * attributes[b, 1] + w2 * attributes[c, 1] + seed
            along = w0 * attributes[a, 2] + w1 * attributes[b, 2] + w2 * attributes[c, 2]
            across += 0.35 * noise(along * 0.5, across * 0.6)
            coarse = noise(across * 1.9, along * along_scale * 0.6)
            fine = noise(across * 6.5 + 50, along * along_scale)
            alpha = step(-softness, softness, edge + softness * (1.6 * coarse + 1.4 * fine - 1.5))
            if alpha <= 0.004:
                continue
            ex, ey = (camera[3] - x) / camera[2], (y - camera[4]) / camera[2]
            e[2] = 1 / math.sqrt(1 + ex * ex + ey * ey)
            e[0], e[1] = ex * e[2], ey * e[2]
            for k in range(3):
                n[k] = w0 * normals[a, k] + w1 * normals[b, k] + w2 * normals[c, k]
            facing = n[0] * e[0] + n[1] * e[1] + n[2] * e[2]
            if facing < 0:
                facing = -facing
                for k in range(3):
                    n[k] = -n[k]
            tone[0] = alpha * step(-0.06, 0.08, facing + 0.12 * (fine - 0.5))
            tone[1] = (0.45 + 0.55 * coarse + 0.45 * fine) * (0.65 + 0.35 * step(-0.2, 1.2, edge))
            tone[2] = (0.2 + fine) * (1 - 0.8 * curl) * facing
            # strands fall along the surface
            fall = down[0] * n[0] + down[1] * n[1] + down[2] * n[2]
            tangent[0] = down[0] - fall * n[0] + 0.3 * (coarse - 0.5)
            tangent[1] = down[1] - fall * n[1]
            tangent[2] = down[2] - fall * n[2] + 0.3 * (fine - 0.5)
            scale = 1 / (math.sqrt(tangent[0] ** 2 + tangent[1] ** 2 + tangent[2] ** 2) + 1e-6)
            for k in range(3):
                tangent[k] *= scale
            _strand(n, e, tone, tangent, colour, lights, ambient, diffuse, shine, out, y, x)
    copy_diagonal(out)
