"""Hair: styles, the hairline, and the shell, curtain and bun that carry the strands."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numba import njit


STYLES_MALE = ("bald", "buzz", "short", "crop", "side_part", "curly", "long_middle")
STYLES_FEMALE = ("long_middle", "long_side", "long_fringe", "bob", "bun", "pulled_back", "curly", "crop")
_COLUMNS, _ROWS = 44, 26


@dataclass(frozen=True, eq=False)
class Hair:
    """Strand-carrying geometry: vertices are `roots` (skin vertices) moved by `offsets`, then the rigid `free` ones.

    `attributes` (m, 3): distance in cm inside the hair's edge, strand coordinate across, strand coordinate along.
    The first `solid` triangles lie well inside the edge, the others fade out. `line` (7,) are the parameters of `edge_distance`; `softness` cm of the hairline, `curl` 0..1.
    """

    style: str
    line: np.ndarray
    roots: np.ndarray
    offsets: np.ndarray
    free: np.ndarray
    triangles: np.ndarray
    solid: int
    attributes: np.ndarray
    curl: float
    softness: float
    cast: float


@njit(cache=True, fastmath=True)
def edge_distance(x: float, y: float, z: float, line: np.ndarray) -> float:
    """Signed distance in cm (approximate) into the hair-bearing scalp (our design).

    line = front height, curvature, temple recession, side height, side depth, asymmetry, roundness in cm.
    """
    ax = abs(x)
    front = y - (line[0] + line[5] * x - line[1] * ax * ax + 0.35 * max(0.0, ax - 5.2))
    front -= line[2] * math.exp(-(((ax - 3.9) / 1.3) ** 2)) * (1.0 if y < 13 else 0.0)
    side = min(y - (2.4 + line[3]), 1.1 * (2.6 + line[4] + 0.10 * (y - 3) - z))
    back = min(y + 6.0, -1.6 - z)
    body = max(side, back)
    gap = front - body
    soft = line[6]
    if gap > soft:
        m = front
    elif gap < -soft:
        m = body
    else:
        m = max(front, body) + (soft - abs(gap)) ** 2 / (4 * soft)
    if y < 5.0:
        ear = math.sqrt(((ax - 8.6) / 2.0) ** 2 + ((y - 0.6) / 3.8) ** 2 + ((z - 0.4) / 2.9) ** 2)
        m = min(m, (ear - 1) * 2.4 - 0.5)
    return m


@njit(cache=True, fastmath=True)
def edge_map(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """`edge_distance` of points (n, 3)."""
    out = np.empty(points.shape[0], np.float32)
    for i in range(points.shape[0]):
        out[i] = edge_distance(points[i, 0], points[i, 1], points[i, 2], line)
    return out


_THICKNESS = {
    "short": (0.95, 0.40), "crop": (0.9, 0.45), "side_part": (1.35, 0.45), "curly": (2.0, 1.5), "long_middle": (1.1, 1.2),
    "long_side": (1.4, 1.2), "long_fringe": (1.2, 1.2), "bob": (1.3, 1.5), "bun": (0.42, 0.32), "pulled_back": (0.4, 0.3),
}  # fmt: skip
_CURTAINS = {
    "long_middle": (-17.0, -9.0),
    "long_side": (-17.0, -9.0),
    "long_fringe": (-17.0, -8.0),
    "bob": (-7.5, -4.5),
}


def _line(style: str, rng: np.random.Generator, male: bool, age: float) -> np.ndarray:
    line = np.zeros(7, np.float32)
    line[0] = rng.uniform(10.4, 11.4) + (0.2 if male else 0)
    line[1] = rng.uniform(0.040, 0.062)
    line[2] = max(0.0, rng.normal(0.25, 0.3) + 1.1 * age) if male else rng.uniform(0, 0.2)
    line[3] = rng.uniform(-0.9, 0.5) if male else rng.uniform(-0.6, 0.6)
    line[4] = rng.uniform(-0.5, 0.4)
    line[5] = rng.normal(0, 0.02)
    line[6] = rng.uniform(2.0, 3.6)
    if style in ("long_fringe", "crop"):
        line[0] = rng.uniform(7.9, 8.9) if style == "long_fringe" else rng.uniform(9.0, 9.9)
        line[1] = rng.uniform(0.008, 0.025)
        line[2] = 0
        line[5] = rng.normal(0, 0.07)
    if style in ("side_part", "long_side"):
        line[5] = rng.choice([-1, 1]) * rng.uniform(0.06, 0.16)
    if style == "bob":
        line[0] = rng.uniform(8.2, 10.8)
        line[1] = rng.uniform(0.02, 0.05)
    if style in _CURTAINS:
        line[4] += rng.uniform(0.6, 2.2)
    return line


def _strands(points: np.ndarray, style: str, part: float) -> np.ndarray:
    """Strand coordinates (n, 2) in cm: across and along."""
    if style in ("side_part", "long_middle", "long_side"):
        x = points[:, 0] - part
        across = points[:, 2] + 0.25 * np.abs(x) + 0.1 * points[:, 1]
        return np.stack([across + np.where(x < 0, 37.0, 0.0), np.abs(x) - 0.6 * points[:, 1]], 1)
    d = points - np.array([0.6, 12.8, -5.0])
    angle = np.arctan2(d[:, 0], d[:, 2] + 1e-6)
    return np.stack([angle * 7.5, np.linalg.norm(d, axis=1)], 1)


def _smooth_field(points: np.ndarray, rng: np.random.Generator, scale: float) -> np.ndarray:
    """A smooth random field in about [-1, 1] (sum of random plane waves)."""
    waves = rng.normal(0, scale, (6, 3))
    return np.sin(points @ waves.T + rng.uniform(0, 6.28, 6)).mean(1) * 1.6


def _shell(
    vertices: np.ndarray,
    canonical: np.ndarray,
    normals: np.ndarray,
    skin: np.ndarray,
    line: np.ndarray,
    style: str,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    edge = edge_map(canonical, line)
    reach = 1.1 if style in ("long_fringe", "crop", "bob") else 0.7
    # the back of the head is never seen
    front = normals[skin, 2].max(1) > -0.7
    chosen = skin[(edge[skin] > -reach).all(1) & front]
    roots, inverse = np.unique(chosen, return_inverse=True)
    e, p = edge[roots], canonical[roots]
    top, side = _THICKNESS[style]
    scale = rng.uniform(0.75, 1.3)
    high = np.clip((p[:, 1] - 7.0) / 5.0, 0, 1)
    thick = scale * (side + (top - side) * high)
    part = float(line[5] * 25)
    if style in ("side_part", "long_side", "long_middle"):
        thick = thick * (1 - 0.45 * np.exp(-(((p[:, 0] - part) / 0.5) ** 2)) * (p[:, 1] > 8))
        thick = thick * (1 + 0.35 * np.tanh((part - p[:, 0]) * np.sign(part + 1e-6) / 2.0) * high)
    lumps = _smooth_field(p, rng, 1.4 if style == "curly" else 0.6)
    ramp = np.clip((e + 0.25) / (0.9 if reach > 1 else 2.0), 0, 1) ** 0.7
    height = 0.05 + thick * ramp * (1 + (0.3 if style == "curly" else 0.15) * lumps)
    outward = canonical[roots] - np.array([0, 4.5, -1.0])
    outward = 0.6 * normals[roots] + 0.4 * outward / np.linalg.norm(outward, axis=1, keepdims=True)
    attributes = np.concatenate([e[:, None], _strands(p, style, part)], 1)
    return roots.astype(np.int32), outward * height[:, None], inverse.reshape(-1, 3), attributes


def _curtain(
    vertices: np.ndarray, skin_vertices: np.ndarray, shell: np.ndarray, style: str, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A sheet that hangs from the crown round the back of the head, as wide as the shell (m, 3) where it leaves it."""
    low, high = _CURTAINS[style]
    bottom = rng.uniform(low, high)
    reach = math.radians(rng.uniform(118, 134))
    angle = np.linspace(-reach, reach, _COLUMNS)
    height = np.linspace(10.5, bottom, _ROWS)
    head = vertices[skin_vertices]
    volume = _THICKNESS[style][1] * rng.uniform(0.9, 1.5)
    flare = rng.uniform(-0.3, 1.2)
    ears = np.abs(head[(np.abs(head[:, 1]) < 3) & (np.abs(head[:, 2] - 1) < 3), 0]).max()
    over_ears = rng.random() < 0.7
    least = np.abs(shell[(shell[:, 1] > 3) & (shell[:, 1] < 8), 0]).max(initial=0.0)
    wave, phase = rng.uniform(0.0, 0.35), rng.uniform(0, 6)
    points, attributes = [], []
    for y in height:
        band = head[np.abs(head[:, 1] - max(y, 5.5)) < 0.6]
        half_width = np.abs(band[:, 0]).max() if len(band) else 7.5
        depth = -band[:, 2].min() if len(band) else 8.0
        fall = np.clip((7.0 - y) / 6.0, 0, 1)
        width = half_width + volume * (0.35 + 0.65 * fall) + flare * max(0.0, -y) / 10 - 0.5 * (y > 9)
        width = max(width, (least - 0.1) * min(1.0, 0.75 + 0.5 * fall))
        if over_ears:
            width = max(width, (ears + 0.35) * min(1.0, 0.75 + 0.5 * fall))
        ripple = wave * np.sin(y * 1.1 + phase + 3 * angle)
        x = np.sign(angle) * np.abs(np.sin(angle)) ** 0.6 * (width + ripple)
        z = -np.cos(angle) * (depth + volume + ripple) * 0.97 + 0.4
        points.append(np.stack([x, np.full_like(x, y), z], 1))
        side = (reach - np.abs(angle)) * 8.5 - 0.3 - 0.35 * max(0.0, y - 6.5)
        edge = np.minimum(np.minimum(side, (y - bottom) * 0.8), 11 - y)
        attributes.append(np.stack([edge, angle * 9.0 + 0.15 * y, np.full_like(x, y)], 1))
    first = (np.arange(_ROWS - 1)[:, None] * _COLUMNS + np.arange(_COLUMNS - 1)).ravel()
    quads = [first, first + 1, first + _COLUMNS, first + 1, first + _COLUMNS + 1, first + _COLUMNS]
    return np.concatenate(points), np.stack(quads, 1).reshape(-1, 3), np.concatenate(attributes)


def _bun(vertices: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A ball of hair on the crown."""
    around, down = np.meshgrid(np.linspace(0, 2 * np.pi, 25), np.linspace(0.02, np.pi - 0.02, 13))
    radius, top = rng.uniform(2.0, 3.2), vertices[:, 1].max()
    centre = np.array([0.0, top + radius * rng.uniform(0.1, 0.6), rng.uniform(-5.5, -2.5)])
    unit = np.stack([np.sin(down) * np.cos(around), np.cos(down) * 0.8, np.sin(down) * np.sin(around)], -1)
    points = centre + unit.reshape(-1, 3) * radius
    first = (np.arange(12)[:, None] * 25 + np.arange(24)).ravel()
    quads = np.stack([first, first + 1, first + 25, first + 1, first + 26, first + 25], 1).reshape(-1, 3)
    strand = np.stack([np.full(points.shape[0], 3.0), (down * 5 + np.sin(around)).ravel(), around.ravel() * 2], 1)
    return points, quads, strand


def build_hair(
    vertices: np.ndarray,
    canonical: np.ndarray,
    normals: np.ndarray,
    skin: np.ndarray,
    rng: np.random.Generator,
    male: bool,
    age: float,
    style: str,
) -> Hair:
    """Hair of one head: identity and neutral vertices (n, 3) in cm, skin triangles, a style by name (our design)."""
    line = _line(style, rng, male, age)
    if style == "bald":
        line[0] += 8
        line[3] += 1.5 + 6 * (rng.random() < 0.5)
    empty = np.zeros((0, 3), np.float32)
    if style in ("bald", "buzz"):
        none = np.zeros(0, np.int32)
        return Hair(style, line, none, empty, empty, np.zeros((0, 3), np.int32), 0, empty, 0.0, 0.5, 1.0)
    roots, offsets, triangles, attributes = _shell(vertices, canonical, normals, skin, line, style, rng)
    parts, faces, extra = [], [triangles], [attributes]
    total = len(roots)
    if style in _CURTAINS:
        parts.append(_curtain(vertices, np.unique(skin), vertices[roots] + offsets, style, rng))
    if style == "bun":
        parts.append(_bun(vertices[np.unique(skin)], rng))
    for points, quads, strands in parts:
        faces.append(quads + total)
        extra.append(strands)
        total += len(points)
    free = np.concatenate([points for points, _, _ in parts]) if parts else empty
    fringe = style in ("long_fringe", "crop", "bob", "curly")
    softness = 0.55 if fringe else 0.4
    attributes = np.concatenate(extra).astype(np.float32)
    triangles = np.concatenate(faces).astype(np.int32)
    edge = attributes[triangles, 0]
    inside = edge.min(1) > 1.6 * softness
    fading = ~inside & (edge.max(1) > -2.2 * softness)
    return Hair(
        style=style,
        line=line,
        roots=roots,
        offsets=offsets.astype(np.float32),
        free=free.astype(np.float32),
        triangles=np.concatenate([triangles[inside], triangles[fading]]),
        solid=int(inside.sum()),
        attributes=attributes,
        curl=1.0 if style == "curly" else float(rng.random() < 0.25) * 0.4,
        softness=softness,
        cast=1.0 if fringe else 0.5,
    )
