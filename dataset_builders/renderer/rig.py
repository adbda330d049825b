"""The face rig: neutral head, expression shapes and identity modes, read from safetensors."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from argen.dataset_builders.renderer.atlas import Atlas, build_atlas


HUB_REPO = "argen/face-rig"
HUB_FILE = "face_rig.safetensors"
SKIN, SCLERA_LEFT, SCLERA_RIGHT, MOUTH, TEETH = range(5)
_DRAWN = 5
_CARDS = 6
_TENSORS = (
    "neutral_vertices",
    "triangles",
    "vertex_material",
    "landmark_vertices",
    "expression_deltas",
    "identity_deltas",
)


@dataclass(frozen=True, eq=False)
class Rig:
    """A face rig in centimetres, x to the head's left, y up, z forward (ICT-FaceKit layout).

    `shape_*` hold every expression shape sparsely: shape k moves `shape_vertices[shape_starts[k]:shape_starts[k + 1]]`.
    """

    vertices: np.ndarray
    triangles: np.ndarray
    material: np.ndarray
    triangle_material: np.ndarray
    landmarks: np.ndarray
    lash_points: np.ndarray
    shapes: tuple[str, ...]
    shape_starts: np.ndarray
    shape_vertices: np.ndarray
    shape_deltas: np.ndarray
    identity_deltas: np.ndarray

    @cached_property
    def atlas(self) -> Atlas:
        """Skin atlas and per-vertex masks of this rig, built once per process (our design)."""
        return build_atlas(
            self.vertices, self.triangles, self.material, self.landmarks, self.lash_points, self.triangle_material
        )

    @cached_property
    def facing(self) -> tuple[np.ndarray, np.ndarray]:
        """Triangles (m, 3) and materials (m,) that a head turned by less than 40 degrees can show (our design)."""
        corners = self.vertices[self.triangles]
        normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        seen = normal[:, 2] > -0.65 * np.linalg.norm(normal, axis=1)
        return np.ascontiguousarray(self.triangles[seen]), np.ascontiguousarray(self.triangle_material[seen])

    def shape_delta(self, name: str, vertices: np.ndarray) -> np.ndarray:
        """Displacement (len(vertices), 3) in cm of some vertices at full strength of one shape (our design)."""
        k = self.shapes.index(name)
        rows = slice(self.shape_starts[k], self.shape_starts[k + 1])
        dense = np.zeros_like(self.vertices)
        dense[self.shape_vertices[rows]] = self.shape_deltas[rows]
        return dense[vertices]


def _resolve(rig: str | Path) -> Path:
    path = Path(rig)
    if path.is_file():
        return path
    if isinstance(rig, str) and re.fullmatch(r"[\w.-]+/[\w.-]+", rig) and path.suffix != ".safetensors":
        from huggingface_hub import hf_hub_download

        return Path(hf_hub_download(rig, HUB_FILE, repo_type="dataset"))
    raise ValueError(
        f"`rig` is {str(rig)!r}; it must be a path to an existing .safetensors file or a Hub dataset repository such as "
        f"{HUB_REPO!r}. Download {HUB_FILE} from {HUB_REPO} and pass its path."
    )


def load_rig(rig: str | Path = HUB_REPO) -> Rig:
    """Read a rig from a safetensors path or a Hub dataset repository holding `face_rig.safetensors` (ICT-FaceKit, MIT)."""
    path = _resolve(rig)
    try:
        with safe_open(path, "np") as file:
            missing = [name for name in _TENSORS if name not in file.keys()]  # noqa: SIM118 (not a mapping)
            metadata = file.metadata() or {}
            tensors = {} if missing else {name: file.get_tensor(name) for name in _TENSORS}
    except SafetensorError as error:
        raise ValueError(
            f"`rig` is {str(path)!r}, which is no safetensors file ({error}). Pass {HUB_FILE}."
        ) from error
    if missing or "expression_names" not in metadata:
        raise ValueError(
            f"`rig` is {str(path)!r}, which lacks {missing or ['expression_names (metadata)']}; it must hold {_TENSORS}. "
            f"Use {HUB_FILE} of {HUB_REPO}."
        )
    return _pack(tensors, tuple(json.loads(metadata["expression_names"])))


def _pack(tensors: dict[str, np.ndarray], shapes: tuple[str, ...]) -> Rig:
    vertices = tensors["neutral_vertices"].astype(np.float32)
    material = tensors["vertex_material"]
    keep = np.nonzero(material < _DRAWN)[0]
    index = np.full(len(vertices), -1, np.int32)
    index[keep] = np.arange(len(keep), dtype=np.int32)
    triangles = index[tensors["triangles"]]
    triangles = np.ascontiguousarray(triangles[(triangles >= 0).all(1)])
    eyeball = np.isin(material[keep], (SCLERA_LEFT, SCLERA_RIGHT))
    starts, rows, deltas = [0], [], []
    for delta in tensors["expression_deltas"]:
        dense = delta[keep].astype(np.float32)
        # the iris is drawn analytically where the gaze points, so a rolling eyeball would count the gaze twice
        moved = np.nonzero((np.abs(dense).max(1) > 2e-3) & ~eyeball)[0]
        rows.append(moved.astype(np.int32))
        deltas.append(dense[moved])
        starts.append(starts[-1] + len(moved))
    kept_material = material[keep].astype(np.int32)
    return Rig(
        vertices=np.ascontiguousarray(vertices[keep]),
        triangles=triangles,
        material=kept_material,
        triangle_material=np.ascontiguousarray(kept_material[triangles[:, 0]]),
        landmarks=index[tensors["landmark_vertices"]],
        lash_points=vertices[material == _CARDS],
        shapes=shapes,
        shape_starts=np.array(starts, np.int64),
        shape_vertices=np.concatenate(rows),
        shape_deltas=np.ascontiguousarray(np.concatenate(deltas)),
        identity_deltas=np.ascontiguousarray(tensors["identity_deltas"][:, keep].astype(np.float32)),
    )
