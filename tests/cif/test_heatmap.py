"""Heat maps: where they are bright, and what they refuse."""

import numpy as np
import pytest
import torch

from argen.pipelines.cif.heatmap import RAMP, colour_limits, colours, draw_heatmap
from argen.pipelines.media.sheet import GAP, MARGIN


def brightness(page, height: int = 224) -> np.ndarray:
    """Of the right half, `(height, height)`, the place of the picture under the map."""
    array = np.asarray(page, np.float64).mean(-1)
    left = MARGIN + height + 4 * GAP
    return array[-MARGIN - height : -MARGIN, left : left + height]


def test_the_brightest_place_is_where_the_map_is_highest() -> None:
    anomaly = torch.zeros(28, 28)
    anomaly[20, 5] = 2.0
    shown = brightness(draw_heatmap(torch.full((3, 112, 112), 0.5), anomaly, (0.0, 2.0), "a/b", 2.0))
    row, column = np.unravel_index(shown.argmax(), shown.shape)
    assert abs(row - 20.5 * 8) < 8 and abs(column - 5.5 * 8) < 8
    assert shown.max() > shown.min() + 60


def test_equal_values_have_equal_colours_whatever_the_other_samples_are() -> None:
    image, anomaly = torch.full((3, 224, 224), 0.3), torch.full((10, 10), 0.4)
    one, other = (draw_heatmap(image, anomaly, (0.0, 1.0), name) for name in ("", ""))
    assert np.array_equal(np.asarray(one), np.asarray(other))
    warmer = draw_heatmap(image, anomaly, (0.0, 0.5))
    assert brightness(warmer).mean() > brightness(one).mean()


def test_a_mask_is_outlined_on_the_photograph_and_not_filled() -> None:
    mask = torch.zeros(224, 224, dtype=torch.bool)
    mask[50:100, 60:120] = True
    image = torch.full((3, 224, 224), 0.5)
    plain, marked = (np.asarray(draw_heatmap(image, torch.zeros(5, 5), (0.0, 1.0), mask=m)) for m in (None, mask))
    rows, columns = np.nonzero((plain != marked).any(-1))
    assert len(rows) == 2 * 62 + 2 * 50
    assert rows.max() - rows.min() == 51 and columns.max() - columns.min() == 61


def test_lightness_rises_along_the_ramp() -> None:
    lightness = colours(np.linspace(0, 1, 101)) @ np.array((0.2126, 0.7152, 0.0722))
    assert (np.diff(lightness) > 0).all() and np.array_equal(colours(np.array([0.0, 1.0])), RAMP[[0, -1]])


def test_small_pictures_are_enlarged_and_long_names_shortened() -> None:
    page = draw_heatmap(torch.rand(3, 40, 60), torch.rand(7, 7), (0.0, 1.0), "x" * 500, 0.1)
    assert page.width == 2 * (60 * 6) + 4 * GAP + 2 * MARGIN


def test_all_zero_maps_and_mistakes() -> None:
    assert colour_limits(torch.zeros(2, 3, 3)) == (0, 1) and colour_limits(torch.tensor([[[0.0, 3.0]]])) == (0, 3)
    with pytest.raises(ValueError, match=r"`limits` is \(1, 1\)"):
        draw_heatmap(torch.rand(3, 40, 40), torch.rand(4, 4), (1, 1))
    with pytest.raises(ValueError, match="`anomaly` holds NaN"):
        draw_heatmap(torch.rand(3, 40, 40), torch.full((4, 4), torch.nan), (0, 1))


def test_most_of_a_usual_map_is_left_as_it_is() -> None:
    image, maps = torch.full((3, 224, 224), 0.5), torch.rand(2, 28, 28, generator=torch.Generator().manual_seed(0))
    maps[1, 5, 5] = 9.0
    shown = brightness(draw_heatmap(image, maps[0], colour_limits(maps)))
    assert (np.abs(shown - np.median(shown)) < 1).mean() > 0.5
