"""Which cells are the part: known scenes, whose answer follows from the geometry."""

import pytest
import torch
from torch import Tensor

from argen.pipelines.cif.foreground import FOREGROUND, PLANE_DISTANCE


def _scene(height: float, size: int = 64, tilt: float = 0.0) -> Tensor:
    """A table half a metre away, tilted by `tilt` metres over the picture, and a square block `height` above it."""
    rows, columns = torch.meshgrid(torch.linspace(0, 1, size), torch.linspace(0, 1, size), indexing="ij")
    z = 0.5 + tilt * rows + 0.7 * tilt * columns
    z[16:48, 16:48] -= height
    return torch.stack([0.2 * columns - 0.1, 0.2 * rows - 0.1, z])[None]


def _block(grid: int = 8) -> Tensor:
    cells = torch.zeros(1, grid, grid, dtype=torch.bool)
    cells[:, grid // 4 : 3 * grid // 4, grid // 4 : 3 * grid // 4] = True
    return cells


@pytest.mark.parametrize("tilt", [0.0, 0.1])
def test_a_block_on_a_table_is_told_from_it(tilt: float):
    assert torch.equal(FOREGROUND["plane"](_scene(2 * PLANE_DISTANCE, tilt=tilt), 8), _block())


def test_what_is_lower_than_seven_millimetres_is_table():
    assert not FOREGROUND["plane"](_scene(0.9 * PLANE_DISTANCE), 8).any()
    assert FOREGROUND["plane"](_scene(1.1 * PLANE_DISTANCE), 8).any()


def test_small_gaps_are_filled_and_large_ones_are_background():
    scene = _scene(0.02)
    scene[:, :, 30:34, 30:34] = 0
    assert torch.equal(FOREGROUND["plane"](scene, 8), _block())
    scene[:, :, 16:48, 16:48] = 0
    assert not FOREGROUND["plane"](scene, 4)[:, 1:3, 1:3].any()


def test_a_corner_without_points_takes_the_others():
    scene = _scene(0.02)
    scene[:, :, :8, :8] = 0
    assert torch.equal(FOREGROUND["plane"](scene, 8), _block())


def test_a_cloud_without_corners_or_without_points_is_refused():
    bare = torch.where(torch.zeros(64, 64).index_fill(0, torch.arange(16, 48), 1).bool(), _scene(0.02), 0.0)
    for scene in (bare, torch.zeros(1, 3, 64, 64)):
        with pytest.raises(ValueError, match="corner"):
            FOREGROUND["plane"](scene, 8)


def test_depth_takes_every_point_above_zero():
    scene = torch.zeros(1, 3, 64, 64)
    scene[:, :, 16:48, 16:48] = 0.3
    assert torch.equal(FOREGROUND["depth"](scene, 8), _block())
    assert not FOREGROUND["depth"](torch.zeros(1, 3, 64, 64), 8).any()


def test_all_is_all():
    assert FOREGROUND["all"](torch.zeros(3, 3, 10, 10), 5).shape == (3, 5, 5)
    assert FOREGROUND["all"](torch.zeros(3, 3, 10, 10), 5).all()


@pytest.mark.parametrize("kind", ["plane", "depth"])
def test_each_cloud_of_a_batch_is_looked_at_alone(kind: str):
    scenes = torch.cat([_scene(0.01 * i, tilt=0.02 * i) for i in range(4)])
    alone = torch.cat([FOREGROUND[kind](scene[None], 7) for scene in scenes])
    assert torch.equal(FOREGROUND[kind](scenes, 7), alone)


@pytest.mark.parametrize("kind", ["plane", "depth"])
def test_nan_and_wrong_shapes_are_refused(kind: str):
    broken = _scene(0.02)
    broken[0, 2, 5, 5] = torch.nan
    with pytest.raises(ValueError, match="NaN"):
        FOREGROUND[kind](broken, 8)
    with pytest.raises(ValueError, match="shape"):
        FOREGROUND[kind](torch.zeros(1, 1, 8, 8), 8)
    with pytest.raises(ValueError, match="`grid`"):
        FOREGROUND[kind](_scene(0.02), 0)
