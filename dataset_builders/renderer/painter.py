"""The painter: draws single frames of one person in one scene, reusing its buffers."""

from __future__ import annotations

import math

import numpy as np

from argen.dataset_builders.renderer.film import gamma_table, resolve
from argen.dataset_builders.renderer.identity import Identity
from argen.dataset_builders.renderer.randomize import Scene
from argen.dataset_builders.renderer.raster import concavity, deform, project, rasterize, vertex_normals
from argen.dataset_builders.renderer.rig import Rig
from argen.dataset_builders.renderer.shade import set_wrinkles, shade_head
from argen.dataset_builders.renderer.strands import shade_hair
from argen.dataset_builders.renderer.wrinkle import amplitudes


SUPERSAMPLING = 2
DISTANCE = 75.0
FIELD = 25.5
PIVOT = np.array([0.0, -6.0, -2.0], np.float32)
_FOLD_EVERY = 4


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Rotation (3, 3) of the head from yaw, pitch and roll in radians."""
    cy, sy, cp, sp, cr, sr = (f(v) for v in (yaw, pitch, roll) for f in (math.cos, math.sin))
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return (about_z @ about_x @ about_y).astype(np.float32)


class Painter:
    """Draws frames of one identity in one scene at `size` pixels (our design)."""

    def __init__(self, rig: Rig, identity: Identity, scene: Scene, size: int) -> None:
        self._rig, self._identity, self._scene = rig, identity, scene
        n = size * SUPERSAMPLING
        self._triangles, self._material = rig.facing
        self._vertices = np.empty_like(rig.vertices)
        self._view, self._points = np.empty_like(rig.vertices), np.empty_like(rig.vertices)
        self._normals = np.empty_like(rig.vertices)
        self._surface = rig.atlas.surface.copy()
        self._fold = np.zeros(len(rig.vertices), np.float32)
        hair = identity.hair
        strands = len(hair.roots) + len(hair.free)
        self._hair_vertices = np.empty((strands, 3), np.float32)
        self._hair_view, self._hair_points = np.empty_like(self._hair_vertices), np.empty_like(self._hair_vertices)
        self._hair_normals = np.empty_like(self._hair_vertices)
        self._depth, self._hair_depth = np.empty((n, n), np.float32), np.empty((n, n), np.float32)
        self._index, self._hair_index = np.empty((n, n), np.int32), np.empty((n, n), np.int32)
        self._bary, self._hair_bary = np.empty((n, n, 2), np.float32), np.empty((n, n, 2), np.float32)
        self._samples = np.empty((n, n, 4), np.float32)
        self._chart = np.zeros((rig.atlas.lip.size, 8), np.float32)
        self._chart[:, :4] = identity.paint.reshape(-1, 4)
        self._chart[:, 7] = np.roll(rig.atlas.noise[2], tuple(identity.noise_shift), (0, 1)).ravel()
        self._look = identity.look.vector()
        self._table = gamma_table()
        focal = n * DISTANCE / FIELD * scene.zoom
        centre = n * (0.5 + scene.shift)
        self._camera = np.array([DISTANCE, scene.height, focal, centre[0], centre[1]], np.float32)
        self._centres = np.stack([rig.vertices[rig.material == k].mean(0) for k in (1, 2)])
        self._last_fold: np.ndarray | None = None

    def wrinkles(self, aus: np.ndarray) -> np.ndarray:
        """Wrinkle strengths (frames, channels) of this person for AUs (frames, 20, 2)."""
        return amplitudes(aus, self._identity.age)

    def _eyes(self, turn: np.ndarray, gaze: np.ndarray) -> np.ndarray:
        """Eye centres and gaze directions (2, 6) in the head's frame; zero gaze meets the camera."""
        eyes = np.empty((2, 6), np.float32)
        camera = np.array([0, self._scene.height, DISTANCE]) - PIVOT
        target = turn.T @ camera + PIVOT
        for k in range(2):
            sight = target - self._identity.eye_centres[k]
            sight = sight / np.linalg.norm(sight)
            yaw = math.atan2(sight[0], sight[2]) + gaze[0]
            pitch = math.asin(sight[1]) + gaze[1]
            yaw, pitch = max(-0.6, min(0.6, yaw)), max(-0.45, min(0.4, pitch))
            eyes[k, :3] = self._centres[k]
            eyes[k, 3:] = (math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch))
        return eyes

    def _draw_head(
        self, weights: np.ndarray, folds: np.ndarray, turn: np.ndarray, eyes: np.ndarray, number: int
    ) -> None:
        rig, atlas = self._rig, self._rig.atlas
        deform(
            self._identity.vertices, weights, rig.shape_starts, rig.shape_vertices, rig.shape_deltas, self._vertices
        )
        project(self._vertices, turn, PIVOT, self._camera, self._points, self._view)
        vertex_normals(self._view, self._triangles, self._normals)
        if number % _FOLD_EVERY == 0:
            concavity(self._view, self._normals, atlas.edges, self._fold)
        self._depth[:], self._index[:] = 0, -1
        rasterize(self._points, self._triangles, 0, len(self._triangles), True, self._depth, self._index, self._bary)
        if self._last_fold is None or not np.array_equal(self._last_fold, folds):
            set_wrinkles(folds, atlas.wrinkle_starts, atlas.wrinkle_texels, atlas.wrinkle_values, self._chart)
            self._last_fold = folds
        self._surface[:, :3] = self._normals
        np.multiply(self._fold, atlas.creased, out=self._surface[:, 3])
        shade_head(
            self._index, self._bary, self._triangles, self._material, self._surface, self._chart, atlas.lip.shape[1], turn,
            eyes, self._look, self._camera, self._scene.lights, self._scene.ambient, self._samples,
        )  # fmt: skip

    def _draw_hair(self, turn: np.ndarray) -> None:
        hair = self._identity.hair
        count = len(hair.roots)
        np.add(self._vertices[hair.roots], hair.offsets, out=self._hair_vertices[:count])
        self._hair_vertices[count:] = hair.free
        project(self._hair_vertices, turn, PIVOT, self._camera, self._hair_points, self._hair_view)
        vertex_normals(self._hair_view, hair.triangles, self._hair_normals)
        traits = np.array([hair.softness, hair.curl, self._identity.number % 97], np.float32)
        # the fading rim is a layer of its own, so that it uncovers the hair behind it and not the background
        for first, last in ((0, hair.solid), (hair.solid, len(hair.triangles))):
            self._hair_depth[:], self._hair_index[:] = 0, -1
            rasterize(
                self._hair_points,
                hair.triangles,
                first,
                last,
                False,
                self._hair_depth,
                self._hair_index,
                self._hair_bary,
            )
            shade_hair(
                self._hair_index, self._hair_bary, self._hair_depth, self._depth, hair.triangles, self._hair_normals,
                hair.attributes, traits, self._look[6:9], -turn[:, 1], self._camera, first == 0, self._scene.lights,
                self._scene.ambient, self._samples,
            )  # fmt: skip
            np.maximum(self._depth, self._hair_depth, out=self._depth)

    def draw(
        self,
        weights: np.ndarray,
        folds: np.ndarray,
        pose: np.ndarray,
        gaze: np.ndarray,
        number: int,
        frame: np.ndarray,
        landmarks: np.ndarray,
    ) -> None:
        """Draw frame `number` into frame (size, size, 3) uint8 and landmarks (68, 2) in pixels."""
        turn = rotation(*(float(v) for v in pose))
        self._draw_head(weights, folds, turn, self._eyes(turn, gaze), number)
        if len(self._hair_vertices):
            self._draw_hair(turn)
        resolve(self._samples, self._scene.background, self._scene.exposure, self._table, frame)
        landmarks[:] = self._points[self._rig.landmarks, :2] / SUPERSAMPLING
