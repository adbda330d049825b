"""The Gaussian policy: its limits, its marginals, and TRL 0.23.1's log-probabilities."""

import math
from itertools import pairwise
from typing import Any

import pytest
import torch
from diffusers import EulerDiscreteScheduler, FlowMatchEulerDiscreteScheduler, UniPCMultistepScheduler

from argen.training.ard_policy import flow_times, kl_divergence, log_prob, noised, ode_step, transition


# What TRL 0.23.1 makes of these numbers (its own `scheduler_step`, whose randn_tensor gave zeros for the mean and ones for
# mean + deviation). To get them again: pip download --no-deps trl==0.23.1, unpack the wheel to W, and run with PYTHONPATH=W
#   import torch, accelerate; accelerate.PartialState()
#   import trl.models.modeling_sd_base as sd; from diffusers import DDIMScheduler
#   scheduler = DDIMScheduler(num_train_timesteps=1000, clip_sample=False); scheduler.set_timesteps(10)
#   x, v, following = (torch.sin(f * torch.arange(1, 25.0)).view(3, 2, 2, 2) for f in (1.7, 2.31, 0.9))
#   t = scheduler.timesteps[4].expand(3)
#   print(sd.scheduler_step(scheduler, v, t, x, eta=1.0, prev_sample=following).log_probs)
#   for noise in (torch.zeros_like(x), torch.ones_like(x)):
#       sd.randn_tensor = lambda *_, **__: noise
#       print(sd.scheduler_step(scheduler, v, t, x, eta=1.0).latents)
TRL_MEAN = [
    0.838228345, 0.575149, -2.052434444, 0.598912656, 2.094794512, -2.048914433, -0.537106991, 1.710093737, -0.290253699,
    -0.637047648, -0.503939629, 1.059941053, 0.794324815, -2.316950321, 0.657101393, 2.048757076, -1.906212568,
    -0.486986041, 1.310391068, 0.050640285, -0.469184309, -0.9820925, 1.28594327, 0.943562388,
]  # fmt: skip
TRL_STD = 0.7231963872909546
TRL_LOG_PROBS = [-2.938309669494629, -2.506618022918701, -2.402585744857788]

X, V = torch.randn(2, 3, 4, 3, 5, 5, generator=torch.Generator().manual_seed(0))
T, T_NEXT = torch.tensor([1.0, 0.6, 0.3]), torch.tensor([0.8, 0.45, 0.05])


def test_no_noise_is_the_ode_and_diffusers_euler_to_the_bit() -> None:
    mean, std = transition(X, V, T, T_NEXT, 0.0)
    assert torch.equal(mean, ode_step(X, V, T, T_NEXT))
    assert bool((std == 0).all())
    scheduler: Any = FlowMatchEulerDiscreteScheduler(shift=3.0)
    scheduler.set_timesteps(5)
    times, x = flow_times(scheduler, 5), X
    for i, t in enumerate(scheduler.timesteps):
        following = scheduler.step(V, t, x, return_dict=False)[0]
        assert torch.equal(ode_step(x, V, times[i], times[i + 1]), following)
        x = following


def test_mean_and_deviation_are_those_of_flow_grpo() -> None:
    mean, std = transition(X, V, T, T_NEXT, 0.7)
    for i, t_root in enumerate((0.8, 0.6, 0.3)):  # at t = 1 the next time stands below the root
        t, dt = float(T[i]), float(T_NEXT[i] - T[i])
        s = 0.7 * math.sqrt(t / (1 - t_root))
        expected = X[i] + (V[i] + s**2 / (2 * t) * (X[i] + (1 - t) * V[i])) * dt
        torch.testing.assert_close(mean[i], expected, atol=1e-5, rtol=1e-5)
        assert float(std[i]) == pytest.approx(s * math.sqrt(-dt), rel=1e-5)


def test_a_small_step_keeps_the_marginal_of_the_flow() -> None:
    """Data is normal with deviation 0.5, where the velocity is known: x_t has the variance of the forward process."""
    deviation, draws = 0.5, torch.Generator().manual_seed(1)
    x = torch.randn(1, 200_000, generator=draws)
    times = torch.linspace(1.0, 0.3, 201)
    for t, t_next in pairwise(times):
        variance = (1 - t) ** 2 * deviation**2 + t**2
        v = (t - (1 - t) * deviation**2) / variance * x
        mean, std = transition(x, v, t, t_next, 0.7)
        x = mean + std * torch.randn(x.shape, generator=draws)
    assert float(x.var()) == pytest.approx(0.7**2 * deviation**2 + 0.3**2, rel=0.02)


def test_log_prob_is_trls() -> None:
    following = torch.sin(0.9 * torch.arange(1, 25.0)).view(3, 2, 2, 2)
    ours = log_prob(following, torch.tensor(TRL_MEAN).view(3, 2, 2, 2), torch.tensor(TRL_STD).view(1, 1, 1, 1))
    torch.testing.assert_close(ours, torch.tensor(TRL_LOG_PROBS), atol=2e-6, rtol=0)


def test_log_prob_and_kl_are_those_of_torch_and_drawn_points_carry_no_gradient() -> None:
    mean, std = transition(X, V.clone().requires_grad_(), T, T_NEXT, 0.7)
    following = mean + std * torch.randn(X.shape, generator=torch.Generator().manual_seed(2))
    normal = torch.distributions.Normal(mean, std)
    torch.testing.assert_close(log_prob(following, mean, std), normal.log_prob(following.detach()).flatten(1).mean(1))
    other = torch.distributions.Normal(X, std)
    torch.testing.assert_close(
        kl_divergence(mean, X, std), torch.distributions.kl_divergence(normal, other).flatten(1).mean(1)
    )
    (gradient,) = torch.autograd.grad(log_prob(following, mean, std).sum(), mean)
    torch.testing.assert_close(gradient, ((following - mean) / std**2 / X[0].numel()).detach())


def test_forward_process_and_its_velocity() -> None:
    assert torch.equal(noised(X, V, torch.zeros(3)), X) and torch.equal(noised(X, V, torch.ones(3)), V)
    slope = (noised(X, V, T) - noised(X, V, T_NEXT)) / (T - T_NEXT).view(-1, 1, 1, 1, 1)
    torch.testing.assert_close(slope, V - X, atol=1e-5, rtol=1e-5)


def test_a_trajectory_in_half_precision_is_refused() -> None:
    with pytest.raises(AssertionError, match="float32"):
        transition(X.bfloat16(), V, T, T_NEXT, 0.7)


def test_times_come_from_flow_schedulers_alone_and_leave_them_as_they_were() -> None:
    scheduler: Any = FlowMatchEulerDiscreteScheduler(shift=3.0)
    scheduler.set_timesteps(7)
    flow_times(scheduler, 4)
    assert len(scheduler.timesteps) == 7
    unipc = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)
    times = flow_times(unipc, 4)
    assert times.shape == (5,) and bool((times.diff() < 0).all()) and float(times[-1]) == 0.0
    _, std = transition(X, V, times[0], times[1], 0.7)  # begins a millionth below 1, where the root would explode
    assert float(std.max()) < 2.0
    with pytest.raises(ValueError, match=r"`scheduler` is EulerDiscreteScheduler .*use_flow_sigmas=True"):
        flow_times(EulerDiscreteScheduler(), 4)
