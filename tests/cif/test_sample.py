"""Samples: from anything that is a picture, and nothing that is none."""

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.cif.sample import Sample, as_sample


def test_samples_from_anything(picture, tmp_path):
    array = (picture(0) * 255).round().byte().permute(1, 2, 0).numpy()
    Image.fromarray(array).save(tmp_path / "a.png")
    expected = torch.from_numpy(array).permute(2, 0, 1) / 255
    for thing in (tmp_path / "a.png", str(tmp_path / "a.png"), Image.fromarray(array), array, expected):
        assert torch.allclose(as_sample(thing).image, expected)
    for thing in (3, array.astype(np.float32), array[..., 0], torch.full((3, 4, 4), 2.0), torch.zeros(3, 4)):
        with pytest.raises(ValueError, match="`image`"):
            as_sample(thing)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_not_a_number(picture, value):
    bad = picture(0)
    bad[0, 3, 4] = value
    with pytest.raises(ValueError, match="`image` of sample 'x' holds NaN"):
        Sample(bad, name="x")
    with pytest.raises(ValueError, match="`points` of sample 'x' has NaN or infinite coordinates in 1 of 1024"):
        Sample(picture(0), points=bad, name="x")


def test_sizes_that_do_not_fit(picture):
    with pytest.raises(ValueError, match=r"`points` of sample 'x' is \(3, 16, 16\).*\(3, 32, 32\)"):
        Sample(picture(0), points=torch.zeros(3, 16, 16), name="x")
    with pytest.raises(ValueError, match="`mask`"):
        Sample(picture(0), mask=torch.zeros(16, 16, dtype=torch.bool))
