"""Identities of the guidance: off is the plain model to the bit, the mask hides exactly the neighbouring frames."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
import torch

from argen.pipelines.argen.guidance_argen import (
    BRANCHES,
    FrameGuidanceConfig,
    branches,
    combine,
    frame_attention,
    sample_mask,
    solo_mask,
)


FRAMES, TOKENS = 4, 4  # a 4 x 4 latent in patches of 2


@pytest.fixture
def transformer(dummy_components: Callable) -> Any:
    return dummy_components("ti2v")["transformer"]


def run(transformer: Any, latents: torch.Tensor) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    context = torch.randn(1, 5, 32, generator=generator).expand(len(latents), -1, -1)
    return transformer(latents, torch.full((len(latents),), 500.0), context, return_dict=False)[0]


@pytest.fixture
def latents() -> torch.Tensor:
    return torch.randn(2, 16, FRAMES, 4, 4, generator=torch.Generator().manual_seed(0))


def test_solo_mask_shows_the_own_and_the_first_frame() -> None:
    mask = solo_mask(3, 2)
    frame = torch.tensor([0, 0, 1, 1, 2, 2])
    for query, key in itertools.product(range(6), range(6)):
        assert mask[query, key] == (frame[query] == frame[key] or frame[key] == 0)


def test_sample_mask_masks_only_the_solo_samples() -> None:
    mask = solo_mask(3, 2)
    both = sample_mask(torch.tensor([True, False]), mask)
    assert both is not None and both.shape == (2, 1, 6, 6)
    assert torch.equal(both[0, 0], mask) and bool(both[1].all())
    assert sample_mask(torch.tensor([False, False]), mask) is None


@torch.no_grad()
def test_no_mask_is_the_stock_model_to_the_bit(transformer: Any, latents: torch.Tensor) -> None:
    stock = run(transformer, latents)
    with frame_attention(transformer, None):
        assert torch.equal(run(transformer, latents), stock)
    with frame_attention(transformer, solo_mask(FRAMES, TOKENS)):
        for block in transformer.blocks:
            block.attn1.processor.state.mask = None
        assert torch.equal(run(transformer, latents), stock)


@torch.no_grad()
def test_solo_frames_see_the_first_frame_and_no_neighbour(transformer: Any, latents: torch.Tensor) -> None:
    mask = sample_mask(torch.tensor([True, False]), solo_mask(FRAMES, TOKENS))
    moved_neighbour, moved_first = latents.clone(), latents.clone()
    moved_neighbour[:, :, 3] += 1
    moved_first[:, :, 0] += 1
    stock = run(transformer, latents)
    with frame_attention(transformer, mask):
        base, neighbour, first = (run(transformer, x) for x in (latents, moved_neighbour, moved_first))
    assert torch.equal(base[0, :, 2], neighbour[0, :, 2])
    assert not torch.allclose(base[0, :, 2], first[0, :, 2])
    assert not torch.allclose(base[1, :, 2], neighbour[1, :, 2])
    assert torch.allclose(base[1], stock[1], atol=1e-6) and not torch.allclose(base[0], stock[0])


def test_processors_come_back_after_an_error(transformer: Any) -> None:
    before = [block.attn1.processor for block in transformer.blocks]
    with pytest.raises(RuntimeError), frame_attention(transformer, solo_mask(FRAMES, TOKENS)):
        raise RuntimeError
    assert all(block.attn1.processor is old for block, old in zip(transformer.blocks, before, strict=True))


def test_training_under_autocast(transformer: Any, latents: torch.Tensor) -> None:
    mask = sample_mask(torch.tensor([True, False]), solo_mask(FRAMES, TOKENS))
    with torch.autocast("cpu", torch.bfloat16), frame_attention(transformer, mask):
        loss = run(transformer, latents).float().square().mean()
    loss.backward()
    gradient = transformer.blocks[0].attn1.to_q.weight.grad
    assert gradient is not None and bool(torch.isfinite(gradient).all()) and bool(gradient.abs().sum() > 0)


def test_mask_of_a_wrong_shape_is_refused(transformer: Any) -> None:
    with pytest.raises(ValueError, match="`mask` must have the shape"), frame_attention(transformer, torch.ones(3)):
        pass


@pytest.mark.parametrize("s_text", [0.0, 0.5, 1.0, 3.0])
@pytest.mark.parametrize("s_au", [0.0, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("w", [0.0, 0.7])
def test_combine_is_its_formula_and_needs_only_its_branches(s_text: float, s_au: float, w: float) -> None:
    null, text, full, solo = torch.randn(4, 3, 5, generator=torch.Generator().manual_seed(0)).double()
    needed = branches(s_text, s_au, w)
    values: list[Any] = [
        v if name in needed else None for name, v in zip(BRANCHES, (null, text, full, solo), strict=True)
    ]
    expected = null + s_text * (text - null) + s_au * (full - text) + w * (full - solo)
    torch.testing.assert_close(combine(values[0], values[1], values[2], values[3], s_text, s_au, w), expected)


def test_unit_scales_return_the_full_prediction_itself() -> None:
    full = torch.randn(3)
    assert branches(1.0, 1.0, 0.0) == ("full",)
    assert combine(None, None, full, None, 1.0, 1.0, 0.0) is full
    assert combine(None, None, full, full + 1, 1.0, 1.0, 0.0) is full


def test_a_missing_branch_is_named() -> None:
    with pytest.raises(ValueError, match="needs `v_solo`"):
        combine(None, None, torch.zeros(1), None, 1.0, 1.0, 0.5)


def test_interval_bounds_the_guided_steps() -> None:
    config = FrameGuidanceConfig(0.5, 0.25, 0.75)
    assert [config.weight(i, 8) for i in range(8)] == [0, 0, 0.5, 0.5, 0.5, 0.5, 0, 0]
    assert [FrameGuidanceConfig(0.5).weight(i, 3) for i in range(3)] == [0.5] * 3
    assert FrameGuidanceConfig(0.5, 0.5, 0.5).weight(2, 4) == 0


@pytest.mark.parametrize("values", [(-1.0, 0.0, 1.0), (float("nan"), 0.0, 1.0), (1.0, 0.6, 0.4), (1.0, -0.1, 1.0)])
def test_illegal_configurations_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="`frame_guidance_"):
        FrameGuidanceConfig(*values)
