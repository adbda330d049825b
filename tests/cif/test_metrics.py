"""Metrics against scikit-learn, against the curve drawn threshold by threshold, and by their identities."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from scipy import ndimage
from sklearn.metrics import average_precision_score, roc_auc_score

from argen.pipelines.cif.components import label_regions
from argen.pipelines.cif.metrics import aupro, average_precision, image_auroc, pixel_auroc


Maps = tuple[np.ndarray, np.ndarray]


def make_maps(seed: int, ties: bool = False, count: int = 6, size: int = 24) -> Maps:
    """Noise that is higher in a few random boxes; with `ties` only ten different values."""
    rng = np.random.default_rng(seed)
    masks = np.zeros((count, size, size), bool)
    for k in range(count // 2):
        for _ in range(rng.integers(1, 4)):
            y, x = rng.integers(0, size - 6, 2)
            masks[k, y : y + rng.integers(1, 6), x : x + rng.integers(1, 6)] = True
    maps = rng.random(masks.shape) + 0.7 * masks
    return (np.round(maps * 10) / 10 if ties else maps).astype(np.float32), masks


def scipy_regions(mask: np.ndarray) -> tuple[np.ndarray, int]:
    """Labels and their count, 8-connected."""
    found: Any = ndimage.label(mask, np.ones((3, 3)))
    return found


def drawn_pro(maps: np.ndarray, masks: np.ndarray, limit: float) -> float:
    """The definition: a point of the curve per threshold, the trapezoids below it, cut at the limit by interpolation."""
    regions = []
    for k, mask in enumerate(masks):
        labels, count = scipy_regions(mask)
        regions += [maps[k][labels == j] for j in range(1, count + 1)]
    points = [(0.0, 0.0)]
    for threshold in np.unique(maps)[::-1]:
        overlap = np.mean([(region >= threshold).mean() for region in regions])
        points.append((float((maps[~masks] >= threshold).mean()), float(overlap)))
    x, y = np.array(points).T
    end = np.searchsorted(x, limit, "right")
    x, y = np.append(x[:end], limit), np.append(y[:end], np.interp(limit, x, y))
    return float(np.trapezoid(y, x) / limit)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_scikit_learn_agrees(seed: int, ties: bool) -> None:
    maps, masks = make_maps(seed, ties)
    scores, labels = maps.max((1, 2)), masks.any((1, 2))
    assert image_auroc(scores, labels) == pytest.approx(roc_auc_score(labels, scores), abs=1e-9)
    assert pixel_auroc(maps, masks) == pytest.approx(roc_auc_score(masks.ravel(), maps.ravel()), abs=1e-9)
    assert average_precision(scores, labels) == pytest.approx(average_precision_score(labels, scores), abs=1e-9)
    pixels = average_precision_score(masks.ravel(), maps.ravel())
    assert average_precision(maps, masks) == pytest.approx(pixels, abs=1e-9)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("limit", [0.05, 0.3, 1.0])
def test_aupro_is_the_area_of_the_drawn_curve(limit: float, ties: bool) -> None:
    for seed in range(3):
        maps, masks = make_maps(seed, ties)
        assert aupro(maps, masks, limit) == pytest.approx(drawn_pro(maps, masks, limit), abs=1e-9)


def test_a_perfect_map_has_one_everywhere_and_a_wrong_one_zero() -> None:
    _, masks = make_maps(0)
    labels = masks.any((1, 2))
    for limit in (0.05, 0.3):
        assert aupro(masks.astype(np.float32), masks, limit) == pytest.approx(1, abs=1e-9)
        assert aupro(-masks.astype(np.float32), masks, limit) == 0
    assert image_auroc(labels.astype(float), labels) == 1
    assert average_precision(masks.astype(float), masks) == 1


def test_a_constant_map_is_chance() -> None:
    maps, masks = make_maps(1)
    flat = np.zeros_like(maps)
    assert pixel_auroc(flat, masks) == pytest.approx(0.5)
    assert aupro(flat, masks, 0.3) == pytest.approx(0.15)  # the diagonal: 0.3 * 0.3 / 2 / 0.3
    assert average_precision(flat, masks) == pytest.approx(masks.mean())


def test_a_small_region_counts_as_much_as_a_large_one() -> None:
    masks = np.zeros((1, 40, 40), bool)
    masks[0, :20, :20], masks[0, 30, 30] = True, True
    large, small = masks.copy(), masks.copy()
    large[0, 30, 30], small[0, :20, :20] = False, False
    found_large, found_small = (aupro(found.astype(float), masks, 0.3) for found in (large, small))
    assert found_large == pytest.approx(found_small, abs=2e-3)
    assert pixel_auroc(large.astype(float), masks) > pixel_auroc(small.astype(float), masks) + 0.4


def test_order_and_monotone_scale_do_not_matter() -> None:
    maps, masks = make_maps(2)
    order = np.random.default_rng(0).permutation(len(maps))
    for metric in (pixel_auroc, aupro, average_precision):
        assert metric(maps[order], masks[order]) == pytest.approx(metric(maps, masks), abs=1e-12)
        assert metric(np.exp(3 * maps.astype(np.float64)), masks) == pytest.approx(metric(maps, masks), abs=1e-9)


def test_tensors_and_arrays_are_alike() -> None:
    maps, masks = make_maps(3)
    assert aupro(torch.tensor(maps), torch.tensor(masks)) == aupro(maps, masks)


@pytest.mark.parametrize("seed", range(5))
def test_regions_are_those_of_scipy(seed: int) -> None:
    masks = np.random.default_rng(seed).random((3, 37, 41)) < (0.2, 0.35, 0.45, 0.6, 0.95)[seed]
    labels, count = label_regions(masks)
    first = 0
    for own, mask in zip(labels, masks, strict=True):
        wanted, regions = scipy_regions(mask)
        assert np.array_equal(own, np.where(wanted > 0, wanted + first, 0))
        first += regions
    assert count == first


@pytest.mark.parametrize("mask", [np.ones((5, 7), bool), np.eye(6, dtype=bool), np.zeros((3, 3), bool)])
def test_plain_regions(mask: np.ndarray) -> None:
    labels, count = label_regions(mask[None])
    assert count == int(mask.any()) and np.array_equal(labels[0] > 0, mask)


def test_a_checkerboard_of_single_pixels_fits_the_table() -> None:
    mask = np.zeros((9, 9), bool)
    mask[::2, ::2] = True
    assert label_regions(mask[None])[1] == 25


@pytest.mark.parametrize("metric", [pixel_auroc, aupro])
def test_mistakes_are_named(metric: Callable[..., float]) -> None:
    maps, masks = make_maps(0)
    with pytest.raises(ValueError, match=r"`masks` are all normal"):
        metric(maps, np.zeros_like(masks))
    with pytest.raises(ValueError, match=r"`masks` are all anomalous"):
        metric(maps, np.ones_like(masks))
    with pytest.raises(ValueError, match=r"`maps` has the shape \(6, 24, 24\) and `masks` \(6, 24, 23\)"):
        metric(maps, masks[:, :, :-1])
    with pytest.raises(ValueError, match=r"`maps` holds NaN or infinite values at 1 places"):
        metric(np.where(np.arange(maps.size).reshape(maps.shape) == 5, np.nan, maps), masks)
    with pytest.raises(ValueError, match=r"`maps` has the shape \(24, 24\)"):
        metric(maps[0], masks[0])
    with pytest.raises(ValueError, match=r"`masks` holds \[0, 255\]"):
        metric(maps, masks.astype(np.uint8) * 255)


def test_mistakes_of_scores_and_limit_are_named() -> None:
    with pytest.raises(ValueError, match="`labels` are all normal"):
        image_auroc([0.1, 0.2], [0, 0])
    with pytest.raises(ValueError, match="not empty"):
        image_auroc([], [])
    with pytest.raises(ValueError, match="`limit` is 0"):
        aupro(*make_maps(0), limit=0)


def test_two_hundred_maps_take_seconds() -> None:
    rng = np.random.default_rng(0)
    maps, masks = rng.random((200, 224, 224), np.float32), np.zeros((200, 224, 224), bool)
    masks[:100, 50:80, 60:90] = True
    aupro(maps[:2], masks[:2] | (maps[:2] > 2))  # compiled
    start = time.process_time()
    aupro(maps, masks)
    assert time.process_time() - start < 20
