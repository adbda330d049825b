"""The confusion matrix as a picture: shares of the row are shades."""

import numpy as np
import pytest

from argen.pipelines.media.confusion import FULL, draw_confusion


def test_the_matrix_is_shaded_by_the_share_of_the_row() -> None:
    counts = np.array([[30, 0, 0], [0, 5, 15], [0, 0, 0]])
    pixels = np.asarray(draw_confusion(counts, ["a", "b", "c"])).astype(int)
    assert (pixels == FULL).all(-1).sum() > 1500  # one cell holds its whole row
    row = pixels[-20 - 48 - 48]  # through the second row of cells, above its figures
    assert len(np.unique(row, axis=0)) > 3
    swapped = np.asarray(draw_confusion(counts[::-1, ::-1], ["a", "b", "c"]))
    assert swapped.shape == pixels.shape and (swapped != pixels).any()
    with pytest.raises(ValueError, match=r"`counts` has the shape \(3, 3\) for 2 names"):
        draw_confusion(counts, ["a", "b"])
