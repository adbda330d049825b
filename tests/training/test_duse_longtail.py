"""Long-tail options: what each paper promises of its loss, and the profile of a thinned set."""

import math

import pytest
import torch

from argen.training.duse_longtail import (
    BETA,
    DEFERRED,
    LONG_TAIL,
    balanced_weights,
    class_counts,
    focal,
    ldam,
    logit_adjustment,
    long_tailed_subset,
    plain,
)


COUNTS = torch.tensor([1000, 100, 20])
LABELS = torch.arange(3).repeat_interleave(COUNTS)


def slope_at_zero(loss):
    """Gradient on a bias that is the whole model, at 0, over a set of COUNTS."""
    bias = torch.zeros(3, requires_grad=True)
    return torch.autograd.grad(loss(bias.expand(len(LABELS), 3), LABELS, COUNTS, 0.0), bias)[0]


def test_balanced_weights_give_every_class_the_same_mass():
    weights = balanced_weights(LABELS, 3)
    assert [float(weights[LABELS.eq(k)].sum()) for k in range(3)] == pytest.approx([1.0, 1.0, 1.0])


def test_a_class_without_clips_is_told():
    with pytest.raises(ValueError, match=r"no clip of class \[1\]"):
        class_counts(torch.tensor([0, 2]), 3)


def test_logit_adjustment_wants_no_bias_where_plain_wants_the_prior():
    assert float(slope_at_zero(plain).abs().max()) > 0.3
    torch.testing.assert_close(slope_at_zero(logit_adjustment), torch.zeros(3), atol=1e-6, rtol=0)


@pytest.mark.parametrize("name", LONG_TAIL)
def test_every_loss_of_a_balanced_set_orders_predictions_as_plain_does(name):
    counts, logits = torch.full((3,), 50), torch.randn(6, 3, generator=torch.Generator().manual_seed(0))
    labels = torch.tensor([0, 1, 2, 0, 1, 2])
    each = [[float(loss(logits[i : i + 1], labels[i : i + 1], counts, 0.0)) for i in range(6)]
            for loss in (plain, LONG_TAIL[name].loss)]  # fmt: skip
    assert sorted(range(6), key=each[0].__getitem__) == sorted(range(6), key=each[1].__getitem__)


def test_ldam_margins_fall_with_the_fourth_root():
    logits = torch.zeros(1, 2)
    counts = torch.tensor([1600, 100])
    margins = [math.log(math.expm1(float(ldam(logits, torch.tensor([k]), counts, 0.0)))) for k in range(2)]
    assert margins[1] / margins[0] == pytest.approx(16**0.25, rel=1e-4)


def test_ldam_re_weights_late_and_by_effective_numbers():
    logits, labels = torch.randn(3, 3, generator=torch.Generator().manual_seed(1)), torch.arange(3)
    single = torch.stack([ldam(logits[k : k + 1], labels[k : k + 1], COUNTS, 0.0) for k in range(3)])
    weights = (1 - BETA) / (1 - BETA**COUNTS)
    early, late = (ldam(logits, labels, COUNTS, progress) for progress in (DEFERRED - 0.01, DEFERRED))
    torch.testing.assert_close(early, single.mean())
    torch.testing.assert_close(late, (weights * single).sum() / weights.sum(), rtol=1e-4, atol=0)


def test_focal_at_even_odds_is_a_quarter_of_plain():
    logits, labels = torch.zeros(4, 2), torch.tensor([0, 1, 0, 1])
    assert float(focal(logits, labels, COUNTS[:2], 0.0)) == pytest.approx(0.25 * math.log(2))


def test_subset_falls_exponentially_to_the_rarest():
    labels = torch.arange(7).repeat(350)
    rows = long_tailed_subset(labels, 50.0, [5, 6], seed=0)
    counts = torch.bincount(labels[rows])
    assert counts.tolist() == [round(350 * 50 ** (-k / 6)) for k in range(7)]
    assert torch.equal(rows, rows.unique())
    swapped = torch.bincount(labels[long_tailed_subset(labels, 50.0, [0, 3], seed=0)])
    assert swapped.argsort().tolist()[:2] == [3, 0] and swapped.min() == counts.min()


def test_subset_depends_on_the_seed_alone():
    labels = torch.arange(3).repeat(40)
    first, again, other = (long_tailed_subset(labels, 4.0, [0], seed) for seed in (1, 1, 2))
    assert torch.equal(first, again) and not torch.equal(first, other)


def test_uneven_sets_are_thinned_to_what_fits():
    labels = torch.cat([torch.zeros(10), torch.ones(100), torch.full((100,), 2)]).long()
    counts = torch.bincount(labels[long_tailed_subset(labels, 4.0, [2], seed=0)])
    assert counts.tolist() == [10, 5, 2]


@pytest.mark.parametrize("imbalance", [0.5, 1e6])
def test_bad_imbalance_is_told(imbalance):
    with pytest.raises(ValueError, match="`imbalance`"):
        long_tailed_subset(torch.arange(3).repeat(40), imbalance, [0], seed=0)
