"""Fast Point Feature Histograms: what has to hold for them, and neighbours against a search by hand."""

import math

import numpy as np
import pytest
import torch

from argen.pipelines.cif.features import make_extractor
from argen.pipelines.cif.fpfh import normals, point_histograms
from argen.pipelines.cif.neighbours import nearest


def _surface(size: int = 24, noise: float = 2e-4) -> np.ndarray:
    """A dome with ripples on a map `(3, size, size)`, metres, half a metre from the sensor."""
    y, x = np.meshgrid(np.linspace(-0.1, 0.1, size), np.linspace(-0.1, 0.1, size), indexing="ij")
    z = 0.5 - 0.05 * np.cos(12 * x) * np.cos(9 * y) + 0.004 * np.sin(90 * x)
    return np.stack([x, y, z]) + noise * np.random.default_rng(0).standard_normal((3, size, size))


def _batch(points: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(points).float()[None]


def _rotation() -> np.ndarray:
    turned, _ = np.linalg.qr(np.random.default_rng(3).standard_normal((3, 3)))
    return turned * np.linalg.det(turned)


def _listed(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    size = points.shape[1]
    return points.reshape(3, -1).T, np.stack(np.divmod(np.arange(size**2), size), 1)


@pytest.mark.parametrize(("k", "radius"), [(1, math.inf), (7, math.inf), (40, 0.02), (1000, math.inf)])
def test_nearest_is_what_sorting_all_distances_gives(k: int, radius: float):
    points = np.random.default_rng(1).standard_normal((300, 3)) * [0.1, 0.05, 0.01]
    points[50:60] = points[40]  # equal points: the lower index comes first
    squares = ((points[:, None] - points) ** 2).sum(-1)
    order = np.argsort(squares, 1, kind="stable")[:, :k]
    sorted_squares = np.take_along_axis(squares, order, 1)
    order[sorted_squares > radius**2] = -1
    indices, distances = nearest(points, k, radius)
    assert np.array_equal(indices[:, : len(points)], order)
    assert (indices[:, len(points) :] == -1).all()
    np.testing.assert_allclose(distances[:, :300][order >= 0], sorted_squares[order >= 0], rtol=1e-12)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_nearest_on_a_line_and_in_one_place(axis: int):
    line = np.zeros((50, 3))
    line[:, axis] = np.arange(50)
    indices, _ = nearest(line, 3)
    assert indices[25].tolist() == [25, 24, 26]
    assert nearest(np.ones((4, 3)), 3)[0].tolist() == [[0, 1, 2]] * 4


def test_normals_of_a_plane_point_to_the_sensor():
    plane = _surface(noise=0)
    plane[2] = 0.5 + 0.3 * plane[0] - 0.2 * plane[1]
    expected = np.array([0.3, -0.2, -1]) / np.linalg.norm([0.3, -0.2, -1])
    np.testing.assert_allclose(normals(*_listed(plane), 30, 0.1), np.tile(expected, (576, 1)), atol=1e-6)


def test_histograms_do_not_change_when_the_part_is_turned_or_moved():
    points, pixels = _listed(_surface())
    moved = points @ _rotation().T + [0.3, -1.0, 2.0]
    pressed = points * [1.0, 1.0, 0.7]
    first, same, other = (
        point_histograms(cloud, normals(cloud, pixels, 20, 0.1), 40, 0.25) for cloud in (points, moved, pressed)
    )
    change = np.abs(first - same).max(1)
    # rounding may put a pair that lies on the border of two bins into the other one: 100 / 39 for its own point
    assert np.median(change) < 1e-9 and change.mean() < 0.1
    assert np.median(np.abs(first - other).max(1)) > 1


def test_three_histograms_each_add_up_to_two_hundred():
    points, pixels = _listed(_surface())
    histograms = point_histograms(points, normals(points, pixels, 20, 0.1), 40, 0.25)
    np.testing.assert_allclose(histograms.reshape(-1, 3, 11).sum(-1), 200, rtol=1e-9)
    assert (histograms >= 0).all()


def test_every_place_on_a_plane_has_one_histogram_and_a_bump_another():
    flat = _surface(noise=0)
    flat[2] = 0.5
    points, pixels = _listed(flat)
    histograms = point_histograms(points, normals(points, pixels, 9, 0.1), 9, 0.25).reshape(24, 24, 33)
    inside = histograms[3:-3, 3:-3].reshape(-1, 33)
    np.testing.assert_allclose(inside, np.tile(inside[:1], (len(inside), 1)), atol=1e-6)
    points[24 * 12 + 12, 2] -= 0.004
    bumped = point_histograms(points, normals(points, pixels, 9, 0.1), 9, 0.25).reshape(24, 24, 33)
    changed = np.abs(bumped - histograms).max(-1) > 1
    assert changed[12, 12] and not changed[:6].any()


def test_the_extractor_and_its_batch():
    extractor = make_extractor("fpfh", image_size=24, grid=6, neighbours=40)
    clouds = torch.cat([_batch(_surface(noise=1e-4 * i)) for i in range(4)])
    features = extractor(clouds)
    assert features.shape == (4, 36, 33)
    assert (extractor.modality, extractor.dim) == ("points", 33)
    assert torch.equal(features, torch.cat([extractor(cloud[None]) for cloud in clouds]))
    again = make_extractor("fpfh", **extractor.options)
    assert again.fingerprint == extractor.fingerprint and torch.equal(again(clouds), features)
    assert make_extractor("fpfh", **extractor.options | {"radius": 0.1}).fingerprint != extractor.fingerprint


def test_cells_without_points_are_zero_and_the_foreground_decides_what_is_seen():
    extractor = make_extractor("fpfh", image_size=24, grid=6, neighbours=20)
    cloud = _batch(_surface())
    cloud[..., :12] = 0
    features = extractor(cloud).view(6, 6, 33)
    assert not features[:, :2].any() and (features[:, 4:].sum(-1) > 0).all()
    foreground = torch.zeros(1, 6, 6, dtype=torch.bool)
    foreground[:, :, 3:] = True
    assert torch.equal(extractor(_batch(_surface()), foreground), extractor(cloud))


@pytest.mark.parametrize("size", [3, 4])
def test_a_cloud_smaller_than_the_neighbours_uses_all_of_it(size: int):
    cloud = torch.zeros(1, 3, 24, 24)
    cloud[:, :, :size, :size] = _batch(_surface())[:, :, :size, :size]
    features = make_extractor("fpfh", image_size=24, grid=6)(cloud)
    assert features.isfinite().all() and features[0, 0].sum() > 0


def test_no_points_and_nan_are_refused():
    extractor = make_extractor("fpfh", image_size=24, grid=6)
    with pytest.raises(ValueError, match="0 points"):
        extractor(torch.zeros(1, 3, 24, 24))
    with pytest.raises(ValueError, match="0 points in the foreground"):
        extractor(_batch(_surface()), torch.zeros(1, 6, 6, dtype=torch.bool))
    with pytest.raises(ValueError, match="NaN"):
        extractor(torch.full((1, 3, 24, 24), torch.nan))
