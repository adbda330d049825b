"""Advantages from rewards: normalised per group as in TRL's GRPO, or by running statistics of each prompt as in DDPO."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from trl.trainer.utils import nanstd


AGGREGATIONS = ("normalize_then_sum", "sum_then_normalize")
SCALES = ("group", "batch", "none")
GROUP_FLOOR = 1e-4  # added to deviations, as in TRL 1.16's GRPOTrainer
PROMPT_FLOOR = 1e-6  # likewise in TRL 0.23.1's PerPromptStatTracker


@dataclass(frozen=True)
class Advantages:
    """What a batch of rewards becomes.

    Args:
        values: advantages `(n,)` float32, finite; 0 for samples without any reward.
        totals: weighted sums of the raw rewards `(n,)`, NaN for samples without any; for logs.
        zero_variance: share of the groups in which no reward tells the samples apart, 0..1. They teach nothing.
        vetoed: share of the samples that were vetoed, 0..1.
    """

    values: torch.Tensor
    totals: torch.Tensor
    zero_variance: float
    vetoed: float


def group_advantages(
    rewards: torch.Tensor,
    groups: Sequence[Any],
    weights: Sequence[float] | None = None,
    aggregation: str = "normalize_then_sum",
    scale_rewards: str = "group",
    vetoed: torch.Tensor | None = None,
) -> Advantages:
    """Advantages over the groups of a batch, with TRL 1.16's arithmetic and constants (`GRPOTrainer`).

    Args:
        rewards: `(n, k)`, NaN where a reward function returned None. Every rank has to give the gathered batch.
        groups: n prompt ids; equal ones form a group, of any size.
        weights: of the k rewards, by default 1.
        aggregation: "normalize_then_sum" (each reward over its group, then the sum over the batch: scaling one reward
            changes nothing beyond `GROUP_FLOOR`, GDPO) or "sum_then_normalize".
        scale_rewards: "group", "batch" or "none": what sums are divided by in "sum_then_normalize".
        vetoed: bool `(n,)`; see `apply_veto`.

    Raises:
        ValueError: an unknown name, or lengths that differ.
    """
    _check_choice("scale_rewards", scale_rewards, SCALES)
    totals, judged, weight = _prepared(rewards, groups, weights, aggregation, vetoed)
    unscored = judged.isnan().all(1)
    members = _members(groups)
    if aggregation == "normalize_then_sum":
        summed = _weighted_sum(_over_groups(judged, members, scale=True), weight, unscored)
        values = (summed - summed.nanmean()) / (_deviation(summed[:, None]) + GROUP_FLOOR)
    else:
        summed = _weighted_sum(judged, weight, unscored)
        values = _over_groups(summed[:, None], members, scale=scale_rewards == "group")[:, 0]
        if scale_rewards == "batch":
            values = values / (_deviation(summed[:, None]) + GROUP_FLOOR)
    return Advantages(values.nan_to_num(nan=0.0).float(), totals, _zero_variance(judged, members), _share(vetoed))


class PromptStatistics:
    """Running mean and deviation of each reward of each prompt (ddpo-pytorch; TRL 0.23.1's PerPromptStatTracker).

    Args:
        buffer_size: rewards that are remembered for each prompt.
        min_count: below so many the batch's own mean and deviation are taken.

    Raises:
        ValueError: a number below 1.
    """

    def __init__(self, buffer_size: int = 32, min_count: int = 16) -> None:
        for name, value in (("buffer_size", buffer_size), ("min_count", min_count)):
            if value < 1:
                raise ValueError(f"`{name}` is {value}; it has to be 1 or more. TRL's defaults are 32 and 16.")
        self.buffer_size, self.min_count = buffer_size, min_count
        self.remembered: dict[str, list[deque[float]]] = {}

    def update(self, prompts: Sequence[str], rewards: torch.Tensor, remember: torch.Tensor) -> torch.Tensor:
        """Remember rewards `(n, k)` and return them normalised, `(n, k)` float64; NaN stays NaN and is not remembered.

        Args:
            remember: bool `(n,)`; the rewards of the others are only normalised.
        """
        rewards = rewards.double()
        normalised = torch.full_like(rewards, torch.nan)
        for prompt, rows in _members(prompts).items():
            buffers = self.remembered.setdefault(
                prompt, [deque(maxlen=self.buffer_size) for _ in range(rewards.shape[1])]
            )
            for k, buffer in enumerate(buffers):
                values = rewards[rows, k]
                buffer.extend(values[remember[rows] & ~values.isnan()].tolist())
                batch = rewards[remember, k]
                seen = batch[~batch.isnan()]
                if len(buffer) >= self.min_count:
                    seen = torch.tensor(list(buffer), dtype=torch.float64)
                normalised[rows, k] = (values - seen.mean()) / (seen.std(correction=0) + PROMPT_FLOOR)
        return normalised

    def state_dict(self) -> dict[str, list[list[float]]]:
        """All that is remembered, as JSON types: prompt -> one list of rewards for each reward function."""
        return {prompt: [list(buffer) for buffer in buffers] for prompt, buffers in self.remembered.items()}

    def load_state_dict(self, state: dict[str, list[list[float]]]) -> None:
        """Take what `state_dict` gave."""
        self.remembered = {
            prompt: [deque(values, maxlen=self.buffer_size) for values in lists] for prompt, lists in state.items()
        }


def running_advantages(
    rewards: torch.Tensor,
    prompts: Sequence[str],
    statistics: PromptStatistics,
    weights: Sequence[float] | None = None,
    aggregation: str = "normalize_then_sum",
    vetoed: torch.Tensor | None = None,
) -> Advantages:
    """Advantages by each prompt's running statistics; arguments as in `group_advantages`.

    "normalize_then_sum" keeps statistics per reward; their weighted sum is divided by the root of the sum of the squared
    weights, so that it keeps unit variance and one reward gives TRL's own numbers. Vetoed rewards are not remembered.
    """
    totals, judged, weight = _prepared(rewards, prompts, weights, aggregation, vetoed)
    unscored = judged.isnan().all(1)
    remember = torch.ones(len(judged), dtype=torch.bool) if vetoed is None else ~vetoed.cpu()
    if aggregation == "normalize_then_sum":
        values = _weighted_sum(statistics.update(prompts, judged, remember), weight, unscored) / weight.norm()
    else:
        values = statistics.update(prompts, _weighted_sum(judged, weight, unscored)[:, None], remember)[:, 0]
    return Advantages(
        values.nan_to_num(nan=0.0).float(), totals, _zero_variance(judged, _members(prompts)), _share(vetoed)
    )


def apply_veto(rewards: torch.Tensor, groups: Sequence[Any], vetoed: torch.Tensor) -> torch.Tensor:
    """Rewards `(n, k)` in which each vetoed sample has the lowest total of its group (our design).

    A vetoed sample's rewards are forgotten, since a policy that cheats makes them high and would push the group's mean up
    for honest samples. In their place come, per reward, the group's lowest value among samples that passed, less one
    standard deviation of the batch's passed samples (1 where that is 0): strictly below all, and scaled as the reward.
    Where all of a group is vetoed its samples get one value, so that within the group they teach nothing.
    """
    passed = torch.where(vetoed[:, None], torch.nan, rewards)
    step = torch.stack([_deviation(column[:, None]) for column in passed.T])
    step = torch.where(step > 0, step, torch.ones_like(step))
    judged = passed.clone()
    for rows in _members(groups).values():
        below = _lowest(passed[rows], passed) - step
        judged[rows] = torch.where(vetoed[rows][:, None], below, passed[rows])
    return judged


def _lowest(group: torch.Tensor, batch: torch.Tensor) -> torch.Tensor:
    """Smallest value of each column of the group, else of the batch, else 0; `(k,)`."""
    found = torch.full_like(group[0], torch.nan)
    for values in (group, batch, torch.zeros_like(group)):
        smallest = values.nan_to_num(nan=torch.inf).amin(0)
        found = torch.where(found.isnan() & smallest.isfinite(), smallest, found)
    return found


def _prepared(
    rewards: torch.Tensor,
    groups: Sequence[Any],
    weights: Sequence[float] | None,
    aggregation: str,
    vetoed: torch.Tensor | None,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Raw totals `(n,)`, rewards after the veto `(n, k)` and weights `(k,)`, in float64 on the CPU; ValueErrors."""
    _check_choice("aggregation", aggregation, AGGREGATIONS)
    if rewards.ndim != 2 or len(rewards) != len(groups):
        raise ValueError(f"`rewards` has the shape {tuple(rewards.shape)} for {len(groups)} samples. Give (n, k).")
    if weights is not None and len(weights) != rewards.shape[1]:
        raise ValueError(f"`weights` has {len(weights)} numbers for {rewards.shape[1]} rewards. Give one for each.")
    rewards = rewards.detach().cpu().double()
    weight = torch.ones(rewards.shape[1]).double() if weights is None else torch.tensor(weights).double()
    totals = _weighted_sum(rewards, weight, rewards.isnan().all(1))
    return totals.float(), rewards if vetoed is None else apply_veto(rewards, groups, vetoed.cpu()), weight


def _check_choice(name: str, value: str, legal: tuple[str, ...]) -> None:
    if value not in legal:
        raise ValueError(f"`{name}` is {value!r}; it has to be one of {', '.join(legal)}.")


def _members(groups: Sequence[Any]) -> dict[Any, torch.Tensor]:
    """Indices of the samples of each group, in the order in which the groups appear."""
    found: dict[Any, list[int]] = {}
    for i, group in enumerate(groups):
        found.setdefault(group, []).append(i)
    return {group: torch.tensor(rows) for group, rows in found.items()}


def _over_groups(rewards: torch.Tensor, members: dict[Any, torch.Tensor], scale: bool) -> torch.Tensor:
    """Rewards `(n, k)` less their group's mean and, with `scale`, over its deviation; NaN stays NaN."""
    centred = torch.empty_like(rewards)
    for rows in members.values():
        group = rewards[rows]
        centred[rows] = group - group.nanmean(0)
        if scale:
            centred[rows] /= nanstd(group, dim=0) + GROUP_FLOOR if len(rows) > 1 else GROUP_FLOOR
    return centred


def _weighted_sum(rewards: torch.Tensor, weights: torch.Tensor, unscored: torch.Tensor) -> torch.Tensor:
    """Sum over the rewards that are there, `(n,)`; NaN for samples that have none, which a sum would make 0."""
    return torch.where(unscored, torch.nan, (rewards * weights).nansum(1))


def _deviation(rewards: torch.Tensor) -> torch.Tensor:
    """Sample deviation over a column `(n, 1)` without its NaN, 0 for fewer than two values."""
    return nanstd(rewards).nan_to_num(nan=0.0)


def _zero_variance(rewards: torch.Tensor, members: dict[Any, torch.Tensor]) -> float:
    flat = [bool((nanstd(rewards[rows], dim=0).nan_to_num(nan=0.0) < 1e-8).all()) for rows in members.values()]
    return sum(flat) / len(flat)


def _share(vetoed: torch.Tensor | None) -> float:
    return 0.0 if vetoed is None else float(vetoed.float().mean())
