"""Flow matching as a Gaussian policy: the transition of one denoising step, its log-probability and its KL."""

from typing import Any

import torch


NEAR_ONE = 0.999  # times from here on count as 1: UniPC begins its flow a millionth below


def flow_times(scheduler: Any, num_steps: int) -> torch.Tensor:
    """Flow times of a sampler's grid, float32 `(num_steps + 1,)` on the CPU, falling to 0; the scheduler is left as it is.

    Raises:
        ValueError: the scheduler is not one of flow matching, or the grid is turned round.
    """
    own = type(scheduler).from_config(scheduler.config)
    own.set_timesteps(num_steps)
    times = own.sigmas.float().cpu()
    if len(times) != num_steps + 1 or float(times[0]) > 1.0 or float(times[-1]) != 0.0:
        raise ValueError(
            f"`scheduler` is {type(scheduler).__name__} with noise levels {float(times[0]):.4g} to {float(times[-1]):.4g}; "
            "legal are those of flow matching, at most 1 and down to 0. Take FlowMatchEulerDiscreteScheduler, or "
            "UniPCMultistepScheduler with use_flow_sigmas=True."
        )
    return times


def ode_step(x: torch.Tensor, v: torch.Tensor, t: torch.Tensor, t_next: torch.Tensor) -> torch.Tensor:
    """One Euler step `x + (t_next - t) v`, equal to `FlowMatchEulerDiscreteScheduler.step` to the bit in float32."""
    return x + _like(t_next - t, x) * v


def transition(
    x: torch.Tensor, v: torch.Tensor, t: torch.Tensor, t_next: torch.Tensor, noise_level: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation of one stochastic step (Flow-GRPO, arXiv 2505.05470, section 4.2).

    The SDE has the ODE's marginals. With `s = noise_level sqrt(t / (1 - t))` and `dt = t_next - t < 0`: mean `x + [v + s^2 / (2t) (x + (1 - t) v)] dt`,
    deviation `s sqrt(-dt)`. At `t = 1`, where s is infinite, the `1 - t` below its root is `1 - t_next`, as in
    Flow-GRPO's code. `noise_level` 0 gives `ode_step` to the bit and deviation 0.

    Args:
        x, v: latents and velocity (noise minus data), float32 `(batch, ...)`.
        t, t_next: flow times in (0, 1] and [0, t), `(batch,)` or one number.

    Returns:
        The mean, shaped as x, and the deviation, `(batch, 1, ...)`.
    """
    assert x.dtype == v.dtype == torch.float32, "a trajectory in less than float32 biases the ratio"
    t, t_next = _like(t, x), _like(t_next, x)
    dt = t_next - t
    s = torch.sqrt(t / (1 - torch.where(t >= NEAR_ONE, t_next, t))) * noise_level
    mean = x * (1 + s**2 / (2 * t) * dt) + (1 + s**2 * (1 - t) / (2 * t)) * dt * v
    return mean, (s * torch.sqrt(-dt)).expand(len(x), *[1] * (x.ndim - 1))


def log_prob(x_next: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    """Gaussian log-density of `x_next`, `(batch,)` float32, averaged over the dimensions and not summed, as in Flow-GRPO.

    The deviation must be above 0. No gradient flows into `x_next`.
    """
    density = (
        -((x_next.detach() - mean) ** 2) / (2 * std**2)
        - torch.log(std)
        - 0.5 * torch.log(torch.tensor(2 * torch.pi, device=mean.device))
    )
    return density.flatten(1).mean(1)


def kl_divergence(mean: torch.Tensor, reference: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    """KL of two Gaussians with one deviation, `(mean - reference)^2 / (2 std^2)`, `(batch,)`; averaged as `log_prob`."""
    return ((mean - reference) ** 2 / (2 * std**2)).flatten(1).mean(1)


def noised(x0: torch.Tensor, noise: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    """The forward process of flow matching, `(1 - t) x0 + t noise`; `t` `(batch,)`. Its velocity is `noise - x0`."""
    t = _like(t, x0)
    return (1 - t) * x0 + t * noise


def _like(t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Times `(batch,)` or `()` as float32 that broadcasts over the samples of x."""
    t = t.to(x.device, torch.float32)
    return t if t.ndim == 0 else t.view(-1, *[1] * (x.ndim - 1))
