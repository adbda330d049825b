"""Losses of the three policy updates, pure functions: each returns the loss and figures to log."""

import torch

from argen.training.ard_policy import kl_divergence


Figures = dict[str, torch.Tensor]  # 0-dimensional, detached
ADVANTAGE_LIMIT = 10.0  # TRL 0.23.1's `train_adv_clip_max`
ADAPTIVE_MIN = 1e-5  # DiffusionNFT's code; keeps its weight finite where a prediction is exact


def clipped_objective(
    log_probs: torch.Tensor,
    old_log_probs: torch.Tensor,
    advantages: torch.Tensor,
    clip_range: tuple[float, float],
    advantage_limit: float,
) -> tuple[torch.Tensor, Figures]:
    """PPO's clipped surrogate with the sign of a loss (Schulman et al. 2017, eq. 7), mean over the samples.

    Args:
        log_probs: of the policy now, with gradient; `old_log_probs`: of the rollout; `advantages`: all `(batch,)`.
        clip_range: how far the ratio may go below and above 1. Log-probabilities are means over the dimensions, so that
            useful ranges are near 1e-4, as in Flow-GRPO and TRL's DDPO; 0.2 would never clip.
        advantage_limit: advantages are cut to this size.
    """
    advantages = advantages.clamp(-advantage_limit, advantage_limit)
    low, high = clip_range
    difference = log_probs - old_log_probs
    ratio = torch.exp(difference)
    loss = torch.maximum(-advantages * ratio, -advantages * ratio.clamp(1.0 - low, 1.0 + high)).mean()
    with torch.no_grad():
        clipped = (ratio < 1.0 - low) | (ratio > 1.0 + high)
        figures = {
            "ratio": ratio.mean(),
            "ratio_spread": (ratio - 1.0).abs().max(),
            "clip_fraction": clipped.float().mean(),
            "approx_kl": 0.5 * (difference**2).mean(),
        }
    return loss, figures


def ddpo_loss(
    log_probs: torch.Tensor,
    old_log_probs: torch.Tensor,
    advantages: torch.Tensor,
    clip_range: float,
    advantage_limit: float = ADVANTAGE_LIMIT,
) -> tuple[torch.Tensor, Figures]:
    """DDPO-IS (Black et al., arXiv 2305.13301) with PPO's clipping; arithmetic of TRL 0.23.1's DDPOTrainer.

    Args: see `clipped_objective`. Figures: ratio, ratio_spread (largest distance from 1), clip_fraction, approx_kl.
    """
    return clipped_objective(log_probs, old_log_probs, advantages, (clip_range, clip_range), advantage_limit)


def grpo_loss(
    log_probs: torch.Tensor,
    old_log_probs: torch.Tensor,
    advantages: torch.Tensor,
    clip_range: tuple[float, float],
    beta: float,
    mean: torch.Tensor,
    reference_mean: torch.Tensor | None,
    std: torch.Tensor,
    advantage_limit: float = ADVANTAGE_LIMIT,
) -> tuple[torch.Tensor, Figures]:
    """Flow-GRPO (arXiv 2505.05470, sections 4.1 and 4.2): the clipped surrogate plus `beta` times the KL to the frozen policy.

    Args:
        clip_range: TRL's `epsilon` and `epsilon_high`.
        mean, std: of `transition` under the policy, `reference_mean` under the frozen one (no gradient); None where
            `beta` is 0 and nobody wants the KL as a figure.

    Figures: those of `ddpo_loss`, and "kl".

    Raises:
        ValueError: `beta` above 0 without `reference_mean`.
    """
    loss, figures = clipped_objective(log_probs, old_log_probs, advantages, clip_range, advantage_limit)
    if reference_mean is None:
        if beta:
            raise ValueError(
                f"`beta` is {beta}, but `reference_mean` is None. Give the frozen policy's mean, or beta=0."
            )
        return loss, figures
    kl = kl_divergence(mean, reference_mean.detach(), std).mean()
    return loss + beta * kl if beta else loss, figures | {"kl": kl.detach()}


def nft_loss(
    v: torch.Tensor,
    old_v: torch.Tensor,
    reference_v: torch.Tensor | None,
    x_t: torch.Tensor,
    x0: torch.Tensor,
    t: torch.Tensor,
    optimality: torch.Tensor,
    nft_beta: float,
    beta: float,
) -> tuple[torch.Tensor, Figures]:
    """DiffusionNFT (arXiv 2509.16117, eq. 5): reward-weighted flow matching of an implicit positive and negative policy.

    `v+ = (1 - nft_beta) v_old + nft_beta v` and `v- = (1 + nft_beta) v_old - nft_beta v` are both regressed on the clip,
    with weights `optimality` and `1 - optimality`. Both errors are taken on `x0 = x_t - t v` and divided by their own mean
    absolute size without gradient (the paper's adaptive loss weighting); the sum is divided by `nft_beta`, as in the
    authors' code. To it comes `beta` times the squared distance to the frozen policy's velocity.

    Args:
        v: velocity of the policy at `x_t`, with gradient; `old_v`: of the policy that made the clips (see
            `old_policy_decay`); `reference_v`: of the frozen one, None where `beta` is 0. All float32 `(batch, ...)`.
        x0: the clip's latents; `x_t`: `noised(x0, noise, t)`; `t`: `(batch,)` in (0, 1].
        optimality: `(batch,)` in 0..1, of `optimality`.
        nft_beta: in (0, 1], the paper's beta. beta: as in `grpo_loss`, 0 or more.

    Figures: positive and negative (the two errors), old_distance, and "kl" where `reference_v` is given.
    """
    old_v = old_v.detach()
    time = t.to(x_t).view(-1, *[1] * (x_t.ndim - 1))
    positive = _adaptive_error(x_t - time * ((1 - nft_beta) * old_v + nft_beta * v), x0)
    negative = _adaptive_error(x_t - time * ((1 + nft_beta) * old_v - nft_beta * v), x0)
    loss = ((optimality * positive + (1 - optimality) * negative) / nft_beta).mean()
    figures = {
        "positive": positive.mean().detach(),
        "negative": negative.mean().detach(),
        "old_distance": ((v - old_v) ** 2).mean().detach(),
    }
    if reference_v is None:
        if beta:
            raise ValueError(
                f"`beta` is {beta}, but `reference_v` is None. Give the frozen policy's velocity, or beta=0."
            )
        return loss, figures
    kl = ((v - reference_v.detach()) ** 2).mean()
    return loss + beta * kl if beta else loss, figures | {"kl": kl.detach()}


def optimality(advantages: torch.Tensor, limit: float = 1.0) -> torch.Tensor:
    """Optimality probability `1/2 + 1/2 clip(advantage / limit, -1, 1)`, `(batch,)` in 0..1 (DiffusionNFT).

    `limit` is the paper's Z_c for advantages that are only centred. For ones in standard deviations 1 is the same; the
    authors' code cuts them at 5 and multiplies the loss by 5.
    """
    return 0.5 + 0.5 * (advantages / limit).clamp(-1.0, 1.0)


def old_policy_decay(update: int, rise: float = 0.001, ceiling: float = 0.5) -> float:
    """Share that the sampling policy keeps of itself at an update, `min(rise * update, ceiling)` (DiffusionNFT).

    The rest comes from the trained weights: 0 is on-policy. The defaults are one of the schedules in the authors' code.
    """
    return min(rise * update, ceiling)


def _adaptive_error(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Squared error over its own mean absolute error, `(batch,)`."""
    error = (prediction - target).flatten(1)
    return (error**2).mean(1) / error.detach().abs().mean(1).clamp_min(ADAPTIVE_MIN)
