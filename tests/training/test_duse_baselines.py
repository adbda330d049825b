"""What DuSE is measured against: which of them sees order, and which sees patches."""

import pytest
import torch
import torch.nn.functional as F

from argen.training.duse_baselines import MeanPooled, TemporalTransformer


SHAPE = (4, 5, 32)


@pytest.fixture
def tokens():
    """Three clips of four frames of a class token and four patches."""
    return torch.randn(3, *SHAPE, generator=torch.Generator().manual_seed(0))


def build(kind, **options):
    torch.manual_seed(0)
    return kind(SHAPE, 7, **options).eval()


@pytest.mark.parametrize("grid", [False, True])
def test_only_the_transformer_sees_order(tokens, grid):
    for kind, sees in ((MeanPooled, False), (TemporalTransformer, True)):
        model = build(kind, grid=grid)
        change = (model(tokens).logits - model(tokens.flip(1)).logits).abs().max()
        assert (change > 1e-3) == sees


@pytest.mark.parametrize("kind", [MeanPooled, TemporalTransformer])
def test_patches_are_read_only_with_grid(tokens, kind):
    other = tokens.clone()
    other[:, :, 1:] += torch.randn(3, 4, 4, 32)
    for grid in (False, True):
        model = build(kind, grid=grid)
        assert torch.equal(model(tokens).logits, model(other).logits) != grid


@pytest.mark.parametrize("kind", [MeanPooled, TemporalTransformer])
def test_loss_is_cross_entropy(tokens, kind):
    labels = torch.tensor([0, 3, 6])
    output = build(kind)(tokens, labels)
    assert output.logits.shape == (3, 7)
    torch.testing.assert_close(output.loss, F.cross_entropy(output.logits, labels))
