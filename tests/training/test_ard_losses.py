"""The three losses: TRL's numbers, the authors' arithmetic, and what their gradients push towards."""

import pytest
import torch

from argen.training.ard_losses import ddpo_loss, grpo_loss, nft_loss, old_policy_decay, optimality
from argen.training.ard_policy import kl_divergence, log_prob, noised, transition


# TRL 0.23.1's own DDPOTrainer.calculate_loss on the log-probabilities of test_ard_policy.py, made as there, then
#   import types, contextlib; from trl.trainer.ddpo_trainer import DDPOTrainer; e = types.SimpleNamespace
#   old_v = torch.sin(2.3 * torch.arange(1, 25.0)).view(3, 2, 2, 2)
#   step = lambda *a, **k: sd.scheduler_step(scheduler, *a, **k)
#   old = step(old_v, t, x, eta=1.0, prev_sample=following).log_probs
#   self = e(autocast=contextlib.nullcontext, sd_pipeline=e(unet=lambda *a: e(sample=v), scheduler_step=step),
#            config=e(train_cfg=False, sample_eta=1.0, train_adv_clip_max=1.5, train_clip_range=0.02))
#   self.loss = types.MethodType(DDPOTrainer.loss, self)
#   print(DDPOTrainer.calculate_loss(self, x, t, following, old, torch.tensor([0.5, -2.0, 1.25]), None))
OLD = torch.tensor([-2.9530434608459473, -2.474688768386841, -2.4128379821777344])
NEW = torch.tensor([-2.938309669494629, -2.506618022918701, -2.402585744857788])
ADVANTAGES = torch.tensor([0.5, -2.0, 1.25])
TRL_LOSS, TRL_KL, TRL_CLIPPED = -0.10010085254907608, 0.00022361171431839466, 1 / 3

DRAWS = torch.Generator().manual_seed(0)
X0, NOISE, OLD_V, REFERENCE_V = torch.randn(4, 3, 2, 2, 4, 4, generator=DRAWS)
T = torch.tensor([0.9, 0.5, 0.2])


def test_ddpo_is_trls() -> None:
    loss, figures = ddpo_loss(NEW, OLD, ADVANTAGES, clip_range=0.02, advantage_limit=1.5)
    assert float(loss) == pytest.approx(TRL_LOSS, abs=1e-7)
    assert float(figures["approx_kl"]) == pytest.approx(TRL_KL, rel=1e-5)
    assert float(figures["clip_fraction"]) == pytest.approx(TRL_CLIPPED)


def test_an_unchanged_policy_has_ratio_one_and_the_plain_policy_gradient() -> None:
    log_probs = OLD.clone().requires_grad_()
    loss, figures = ddpo_loss(log_probs, OLD, ADVANTAGES, clip_range=1e-4)
    assert float(figures["ratio"]) == 1.0 and float(figures["ratio_spread"]) == 0.0
    assert float(figures["clip_fraction"]) == 0.0
    loss.backward()
    torch.testing.assert_close(log_probs.grad, -ADVANTAGES / 3)


def test_a_clipped_sample_gives_no_gradient_in_the_direction_it_already_went() -> None:
    log_probs = (OLD + torch.tensor([0.5, 0.5, -0.5])).requires_grad_()
    ddpo_loss(log_probs, OLD, torch.tensor([1.0, -1.0, 1.0]), clip_range=0.2)[0].backward()
    assert log_probs.grad is not None
    assert float(log_probs.grad[0]) == 0.0 and float(log_probs.grad[1]) > 0.0 and float(log_probs.grad[2]) < 0.0


def test_grpo_clips_each_side_by_its_own_range() -> None:
    log_probs = (OLD + torch.tensor([0.15, -0.15, 0.0])).requires_grad_()
    advantages = torch.tensor([1.0, -1.0, 1.0])
    mean = torch.zeros(3, 2)
    loss, figures = grpo_loss(log_probs, OLD, advantages, (0.1, 0.3), 0.0, mean, None, torch.ones(3, 1))
    loss.backward()
    assert log_probs.grad is not None and log_probs.grad.tolist()[:2] != [0.0, 0.0]
    assert float(log_probs.grad[0]) < 0.0 and float(log_probs.grad[1]) == 0.0
    assert float(figures["clip_fraction"]) == pytest.approx(1 / 3) and "kl" not in figures


def test_grpo_adds_beta_times_the_kl_to_the_frozen_policy() -> None:
    v = OLD_V.clone().requires_grad_()
    mean, std = transition(NOISE, v, T, T / 2, 0.7)
    reference, _ = transition(NOISE, REFERENCE_V, T, T / 2, 0.7)
    log_probs = log_prob(X0, mean, std)
    arguments = (log_probs, log_probs.detach(), torch.zeros(3), (0.2, 0.2))
    loss, figures = grpo_loss(*arguments, 0.04, mean, reference, std)
    kl = kl_divergence(mean, reference, std).mean().item()
    assert float(figures["kl"]) == pytest.approx(kl) and loss.item() == pytest.approx(0.04 * kl)
    (gradient,) = torch.autograd.grad(loss, v)
    assert float((gradient * (v.detach() - REFERENCE_V)).sum()) > 0.0  # a step down the gradient comes closer to it
    watched, _ = grpo_loss(*arguments, 0.0, mean, reference, std)
    assert watched.item() == 0.0
    with pytest.raises(ValueError, match=r"`beta` is 0.04, but `reference_mean` is None"):
        grpo_loss(*arguments, 0.04, mean, None, std)


def authors_loss(v: torch.Tensor, old: torch.Tensor, r: torch.Tensor, beta: float) -> torch.Tensor:
    """DiffusionNFT, algorithm 1 with the x0 form of its loss weighting, sample by sample and in float64."""
    total = torch.zeros(()).double()
    for i, t in enumerate(T.double()):
        x_t = (1 - t) * X0[i].double() + t * NOISE[i].double()
        for weight, sign in ((r[i], 1), (1 - r[i], -1)):
            implicit = old[i].double() + sign * beta * (v[i].double() - old[i].double())
            error = x_t - t * implicit - X0[i].double()
            total = total + weight / beta * (error**2).mean() / error.abs().mean()
    return total / len(T)


@pytest.mark.parametrize("nft_beta", (0.1, 1.0))
def test_nft_is_the_papers_objective(nft_beta: float) -> None:
    v, r = REFERENCE_V, torch.tensor([0.0, 0.3, 1.0])
    x_t = noised(X0, NOISE, T)
    loss, _ = nft_loss(v, OLD_V, None, x_t, X0, T, r, nft_beta, 0.0)
    assert float(loss) == pytest.approx(float(authors_loss(v, OLD_V, r, nft_beta)), rel=1e-5)


def nft_gradient(r: float) -> torch.Tensor:
    v = OLD_V.clone().requires_grad_()
    loss, _ = nft_loss(v, OLD_V, None, noised(X0, NOISE, T), X0, T, torch.full((3,), r), 0.5, 0.0)
    return torch.autograd.grad(loss, v)[0]


def test_nft_pulls_to_good_clips_pushes_off_bad_ones_and_ignores_the_middle() -> None:
    good, bad = nft_gradient(1.0), nft_gradient(0.0)
    assert float((good * (OLD_V - (NOISE - X0))).sum()) > 0.0  # downhill is towards the clip's own velocity
    torch.testing.assert_close(bad, -good)
    error = (T.view(3, 1, 1, 1, 1) * ((NOISE - X0) - OLD_V)).flatten(1)  # of x0; its size carries no gradient
    expected = -2 * T[:, None] * error / error.abs().mean(1, keepdim=True) / error.numel()
    torch.testing.assert_close(good.flatten(1), expected)
    assert bool((nft_gradient(0.5).abs() < 1e-9).all())


def test_nft_finds_the_clip_and_keeps_to_the_frozen_policy() -> None:
    exact = NOISE - X0
    x_t = noised(X0, NOISE, T)
    loss, figures = nft_loss(exact, OLD_V, REFERENCE_V, x_t, X0, T, torch.ones(3), 1.0, 0.5)
    distance = float(((exact - REFERENCE_V) ** 2).mean())
    assert float(figures["positive"]) < 1e-6 and float(figures["kl"]) == pytest.approx(distance)
    assert float(loss) == pytest.approx(0.5 * distance, rel=1e-5)
    with pytest.raises(ValueError, match=r"`beta` is 0.5, but `reference_v` is None"):
        nft_loss(exact, OLD_V, None, x_t, X0, T, torch.ones(3), 1.0, 0.5)


def test_optimality_and_decay_stay_in_their_ranges() -> None:
    assert optimality(torch.tensor([-9.0, -1.0, 0.0, 0.5, 9.0])).tolist() == [0.0, 0.0, 0.5, 0.75, 1.0]
    assert optimality(torch.tensor([2.5]), limit=5.0).tolist() == [0.75]
    assert [old_policy_decay(update) for update in (0, 100, 10_000)] == [0.0, 0.1, 0.5]
