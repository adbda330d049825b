"""Identities of the AUEstimator: a clip does not depend on its batch, its size or the way its reference is given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F

from argen.pipelines.argen.estimator_argen import AUEstimator


@pytest.fixture
def estimator(dummy_components: Callable) -> Any:
    return dummy_components()["au_estimator"]


def clips(batch: int = 4, side: int = 32) -> torch.Tensor:
    return torch.rand(batch, 5, 3, side, side, generator=torch.Generator().manual_seed(0))


@torch.no_grad()
def test_batch_of_four_is_four_batches_of_one(estimator: Any) -> None:
    frames = clips()
    curve = estimator(frames)
    assert curve.shape == (4, 5, 20) and bool(((curve > 0) & (curve < 1)).all())
    torch.testing.assert_close(curve, torch.cat([estimator(one[None]) for one in frames]), atol=1e-6, rtol=0)


@torch.no_grad()
def test_the_first_frame_is_the_reference(estimator: Any) -> None:
    frames = clips()
    assert torch.equal(estimator(frames, frames[:, 0]), estimator(frames))
    assert not torch.allclose(estimator(frames, frames[:, 1]), estimator(frames), atol=1e-6)


@torch.no_grad()
def test_frames_are_judged_one_by_one(estimator: Any) -> None:
    frames = clips()
    order = torch.tensor([0, 3, 1, 4, 2])
    torch.testing.assert_close(estimator(frames[:, order]), estimator(frames)[:, order], atol=1e-6, rtol=0)


@torch.no_grad()
@pytest.mark.parametrize("side", [16, 48, 101])
def test_any_size_is_resized(side: int, estimator: Any) -> None:
    frames = clips(2, side)
    small = F.interpolate(frames.flatten(0, 1), (32, 32), mode="bilinear", antialias=True).unflatten(0, (2, 5))
    torch.testing.assert_close(estimator(frames), estimator(small), atol=1e-6, rtol=0)


@torch.no_grad()
def test_forward_is_the_sigmoid_of_the_logits(estimator: Any) -> None:
    frames = clips(1)
    logits = estimator.logits(frames[0], frames[0, :1].expand(5, -1, -1, -1))
    assert torch.equal(estimator(frames)[0], torch.sigmoid(logits))


@torch.no_grad()
def test_save_and_load_give_the_same_output(estimator: Any, tmp_path: Path) -> None:
    estimator.save_pretrained(tmp_path)
    again = AUEstimator.from_pretrained(tmp_path)
    assert dict(again.config)["widths"] == [8, 8, 8] and [path.suffix for path in tmp_path.glob("*.safetensors")]
    assert torch.equal(again(clips()), estimator(clips()))


@torch.no_grad()
@pytest.mark.parametrize(("side", "other"), [(32, 48), (48, 32), (20, 101)])
def test_frames_and_reference_may_differ_in_size(side: int, other: int, estimator: Any) -> None:
    frames, reference = clips(2, side), clips(2, other)[:, 0]
    alike = [
        x if x.shape[-1] == 32 else F.interpolate(x, (32, 32), mode="bilinear", antialias=True)
        for x in (frames.flatten(0, 1), reference)
    ]
    wanted = estimator(alike[0].unflatten(0, (2, 5)), alike[1])
    torch.testing.assert_close(estimator(frames, reference), wanted, atol=1e-6, rtol=0)
