"""The loop over cached tokens: it learns, it is repeatable, it draws what it says, and its scores add up."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from argen.training.duse_baselines import MeanPooled
from argen.training.duse_config import DuSETrainingConfig
from argen.training.duse_heads import draw_rows, fit_head, long_tail_loss, predict, rate_at, scores, trained_weights
from argen.training.duse_tokens import TokenBank


SHAPE = (2, 1, 16)
CONFIG = DuSETrainingConfig(steps=60, batch_size=16, learning_rate=1e-2, warmup_steps=5)


@pytest.fixture
def bank():
    """Three classes of clips that lie around three points."""
    generator = torch.Generator().manual_seed(0)
    labels = torch.arange(3).repeat(20)
    points = torch.randn(3, 16, generator=generator)
    tokens = points[labels][:, None, None, None] + 0.3 * torch.randn(60, 2, *SHAPE, generator=generator)
    return TokenBank(tokens.half(), labels, torch.arange(60))


def make():
    return MeanPooled(SHAPE, 3)


@pytest.mark.parametrize("option", ["plain", "class_balanced", "logit_adjustment", "ldam", "focal"])
def test_head_learns_with_every_option(bank, option):
    config = replace(CONFIG, long_tail=option)
    assert scores(predict(fit_head(make, bank, config, 3, seed=0), bank), bank.labels)["uar"] > 0.95


def test_same_seed_same_weights(bank):
    first, again, other = (fit_head(make, bank, CONFIG, 3, seed).state_dict() for seed in (1, 1, 2))
    assert all(torch.equal(first[key], again[key]) for key in first)
    assert not torch.equal(first["classifier.weight"], other["classifier.weight"])


def test_every_class_is_needed(bank):
    with pytest.raises(ValueError, match="`labels` hold no clip of class"):
        fit_head(make, bank, CONFIG, 4, seed=0)


def test_passes_show_every_clip_once():
    rows = draw_rows(10, 25, None, torch.Generator().manual_seed(0))
    assert sorted(rows[:10].tolist()) == sorted(rows[10:20].tolist()) == list(range(10)) and len(rows) == 25


def test_weighted_draws_follow_the_weights():
    weights = torch.tensor([0.0, 1.0, 3.0])
    share = torch.bincount(draw_rows(3, 4000, weights, torch.Generator().manual_seed(0))) / 4000
    assert share.tolist() == pytest.approx([0, 0.25, 0.75], abs=0.03)


def test_rate_rises_and_falls():
    rates = [rate_at(step, 100, 10) for step in range(100)]
    assert max(rates) == rates[9] or max(rates) == rates[10]
    assert rates[0] < 0.15 and rates[-1] < 0.02 and min(rates) > 0


def test_what_a_model_adds_to_its_loss_stays():
    class Output:
        logits = torch.tensor([[2.0, 0.0]])
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor([1])) + 0.7

    labels, counts = torch.tensor([1]), torch.tensor([90, 10])
    plain = long_tail_loss(Output, labels, "plain", counts, 0.0)
    adjusted = long_tail_loss(Output, labels, "logit_adjustment", counts, 0.0)
    torch.testing.assert_close(plain, Output.loss)
    odds = Output.logits + torch.tensor([[0.9, 0.1]]).log()
    torch.testing.assert_close(adjusted, torch.nn.functional.cross_entropy(odds, labels) + 0.7)


def test_predictions_follow_changed_tokens(bank):
    model = fit_head(make, bank, CONFIG, 3, seed=0)
    assert torch.equal(predict(model, bank, lambda tokens: tokens.flip(1)), predict(model, bank))  # order-blind
    assert not torch.equal(predict(model, bank, torch.zeros_like), predict(model, bank))


def test_scores_of_a_confusion_matrix_by_hand():
    labels = np.array([0, 0, 0, 1, 3, 3])
    called = np.array([0, 0, 1, 1, 3, 0])
    found = scores(np.eye(4)[called], labels)
    assert found["war"] == pytest.approx(4 / 6)
    assert found["recalls"] == [pytest.approx(2 / 3), 1.0, None, 0.5]
    assert found["uar"] == pytest.approx((2 / 3 + 1 + 0.5) / 3)
    assert found["confusion"] == [[2, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]]


def test_weights_that_no_gradient_reached_do_not_count():
    model = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1))
    model[0].requires_grad_(False)
    model(torch.ones(1, 3)).sum().backward()
    assert trained_weights(model) == 3
