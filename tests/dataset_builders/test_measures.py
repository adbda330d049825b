"""The judge of the package: a look at a few frames, then at the rest, is a look at all of them."""

import numpy as np
import pytest
import torch

from argen.dataset_builders.measures import release_judge
from argen.training.rewards import au_fidelity


@pytest.mark.parametrize("count", [4, 17])
def test_the_two_looks_are_one_and_the_first_sees_the_end(count):
    judge = release_judge("cpu")
    frames = np.random.default_rng(count).random((count, 3, 64, 64), dtype=np.float32)
    glance = judge.measure(frames)
    seen = np.isfinite(glance.curve[:, 0])
    assert glance.partial and glance.jerk is None and seen.sum() == 3 and seen[-1] and not seen[0]
    whole = judge.closer[0](frames, glance)
    estimator = au_fidelity.estimator("argen/argen-mini", torch.device("cpu"))
    expected = au_fidelity.measure_curves(estimator, torch.from_numpy(frames)[None])[0]
    assert not whole.partial and whole.jerk is not None
    assert np.array_equal(whole.curve[seen], glance.curve[seen])
    np.testing.assert_allclose(whole.curve, expected, atol=1e-5)


def test_too_short_a_clip_is_refused():
    with pytest.raises(ValueError, match="3 frames; the judge takes at least 4"):
        release_judge("cpu").measure(np.zeros((3, 3, 64, 64), np.float32))
