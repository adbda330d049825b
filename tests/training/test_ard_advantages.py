"""Advantages: TRL's numbers, scale, missing rewards, the veto, and what a resumed run remembers."""

import json

import pytest
import torch
from trl.trainer.utils import nanstd

from argen.training.ard_advantages import PromptStatistics, apply_veto, group_advantages, running_advantages


GROUPS = ["a"] * 4 + ["b"] * 4
REWARDS = torch.randn(8, 3, generator=torch.Generator().manual_seed(0)) * torch.tensor([1.0, 20.0, 0.3])
AGGREGATIONS = ("normalize_then_sum", "sum_then_normalize")
NAN = float("nan")

# TRL 0.23.1: tracker = trl.trainer.utils.PerPromptStatTracker(4, 3), then these three updates
UPDATES = (("abab", (1.0, 2.0, 3.0, 5.0)), ("aabc", (0.5, 2.5, 4.0, 7.0)), ("aaab", (9.0, 1.0, 1.5, 0.0)))
TRACKED = (
    (-1.183215156620464, -0.5070922099801989, 0.1690307366600663, 1.5212766299405969),
    (-1.212676948712218, 0.7276061692273308, 0.2672610276268821, 1.4757289525232837),
    (1.7075306264336148, -0.7761502847425522, -0.6209202277940418, -1.4320772750267392),
)


def trl_advantages(rewards: torch.Tensor, weights: torch.Tensor, aggregation: str, scale: str) -> torch.Tensor:
    """The lines of TRL 1.16's `GRPOTrainer._generate_and_score_completions`, for groups of 4."""
    unscorable = rewards.isnan().all(1)
    if aggregation == "sum_then_normalize":
        total = (rewards * weights).nansum(1)
        total[unscorable] = torch.nan
        mean = total.view(-1, 4).nanmean(1).repeat_interleave(4)
        std = nanstd(total.view(-1, 4), dim=1).repeat_interleave(4)
        std = nanstd(total).expand_as(total) if scale == "batch" else std
        advantages = total - mean if scale == "none" else (total - mean) / (std + 1e-4)
    else:
        grouped = rewards.view(-1, 4, rewards.shape[1])
        each = (grouped - grouped.nanmean(1, keepdim=True)) / (nanstd(grouped, dim=1, keepdim=True) + 1e-4)
        total = (each.view_as(rewards) * weights).nansum(1)
        total[unscorable] = torch.nan
        advantages = (total - total.nanmean()) / (nanstd(total) + 1e-4)
    return torch.nan_to_num(advantages, nan=0.0)


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
@pytest.mark.parametrize("scale", ("group", "batch", "none"))
@pytest.mark.parametrize("missing", ([], [(0, 1), (5, 0), (5, 1), (5, 2)], [(4, 2), (5, 2), (6, 2), (7, 2)]))
def test_group_advantages_are_trls(aggregation: str, scale: str, missing: list[tuple[int, int]]) -> None:
    rewards = REWARDS.clone()
    for row, column in missing:
        rewards[row, column] = torch.nan
    ours = group_advantages(rewards, GROUPS, [1.0, 0.5, 2.0], aggregation, scale)
    expected = trl_advantages(rewards, torch.tensor([1.0, 0.5, 2.0]), aggregation, scale)
    torch.testing.assert_close(ours.values, expected, atol=2e-5, rtol=1e-5)
    assert bool(ours.values.isfinite().all())
    assert ours.totals.isnan().tolist() == rewards.isnan().all(1).tolist()


def test_scaling_one_reward_by_100_changes_nothing_where_each_is_normalised() -> None:
    scaled = REWARDS * torch.tensor([1.0, 1.0, 100.0])
    each, louder = (group_advantages(one, GROUPS).values for one in (REWARDS, scaled))
    torch.testing.assert_close(louder, each, atol=1e-3, rtol=0)
    summed, drowned = (group_advantages(one, GROUPS, None, "sum_then_normalize").values for one in (REWARDS, scaled))
    assert float((summed - drowned).abs().max()) > 0.1


def test_groups_may_lie_anywhere_and_be_of_any_size() -> None:
    order = torch.tensor([3, 7, 0, 5, 4, 1, 6, 2])
    shuffled = group_advantages(REWARDS[order], [GROUPS[i] for i in order]).values
    torch.testing.assert_close(shuffled, group_advantages(REWARDS, GROUPS).values[order])
    alone = group_advantages(REWARDS, ["a"] * 7 + ["b"], None, "sum_then_normalize").values
    assert float(alone[7]) == 0.0 and float(alone[:7].abs().max()) > 0.5


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_groups_without_variance_are_counted_and_teach_nothing(aggregation: str) -> None:
    rewards = REWARDS.clone()
    rewards[:4] = 0.3
    result = group_advantages(rewards, GROUPS, None, aggregation)
    assert result.zero_variance == 0.5
    assert bool((result.values[:4].abs() < 1e-6).all()) and float(result.values[4:].abs().max()) > 0.5
    equal = group_advantages(torch.full((8, 2), 0.7), GROUPS, None, aggregation)
    assert equal.zero_variance == 1.0 and bool((equal.values.abs() < 1e-6).all())


# The veto


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_a_vetoed_sample_is_the_lowest_of_its_group_however_high_its_reward(aggregation: str) -> None:
    rewards = REWARDS.clone()
    rewards[2] = 1e6
    vetoed = torch.zeros(8, dtype=torch.bool)
    vetoed[2] = True
    result = group_advantages(rewards, GROUPS, None, aggregation, vetoed=vetoed)
    honest = result.values[[0, 1, 3]]
    assert float(result.values[2]) < float(honest.min()) and float(honest.max()) > 0.0
    assert result.vetoed == 0.125
    free = group_advantages(rewards, GROUPS, None, aggregation).values
    assert float(free[2]) > float(free[[0, 1, 3]].max())  # what would have been taught
    doubled = rewards.clone()
    doubled[2] = 7.0  # what a vetoed sample was worth is forgotten
    again = group_advantages(doubled, GROUPS, None, aggregation, vetoed=vetoed).values
    assert torch.equal(again, result.values)


def test_one_honest_sample_among_cheats_is_still_preferred() -> None:
    vetoed = torch.tensor([True, True, True, False] + [False] * 4)
    values = group_advantages(REWARDS, GROUPS, vetoed=vetoed).values
    assert float(values[3]) > 0.0 and bool((values[:3] < 0.0).all())


def test_a_veto_of_all_of_a_group_or_batch_teaches_nothing_within_it() -> None:
    vetoed = torch.tensor([True] * 4 + [False] * 4)
    judged = apply_veto(REWARDS, GROUPS, vetoed)
    assert bool((judged[:4] == judged[0]).all()) and torch.equal(judged[4:], REWARDS[4:])
    assert group_advantages(REWARDS, GROUPS, vetoed=vetoed).zero_variance == 0.5
    all_bad = group_advantages(REWARDS, GROUPS, vetoed=torch.ones(8, dtype=torch.bool))
    assert all_bad.zero_variance == 1.0 and bool((all_bad.values.abs() < 1e-6).all())


# Running statistics


def test_running_statistics_are_trls_tracker() -> None:
    statistics = PromptStatistics(buffer_size=4, min_count=3)
    for (prompts, rewards), expected in zip(UPDATES, TRACKED, strict=True):
        result = running_advantages(torch.tensor(rewards)[:, None], list(prompts), statistics)
        torch.testing.assert_close(result.values, torch.tensor(expected), atol=1e-5, rtol=1e-5)


def test_statistics_survive_json_and_go_on_to_the_bit() -> None:
    first, second = PromptStatistics(8, 2), PromptStatistics(8, 2)
    running_advantages(REWARDS, GROUPS, first)
    second.load_state_dict(json.loads(json.dumps(first.state_dict())))
    again, resumed = (running_advantages(REWARDS * 1.1, GROUPS, one).values for one in (first, second))
    assert torch.equal(again, resumed) and first.state_dict() == second.state_dict()
    assert all(buffer.maxlen == 8 for buffers in second.remembered.values() for buffer in buffers)


@pytest.mark.parametrize("aggregation", AGGREGATIONS)
def test_missing_and_vetoed_rewards_are_not_remembered(aggregation: str) -> None:
    statistics = PromptStatistics(8, 2)
    rewards = REWARDS.clone()
    rewards[0] = torch.nan
    vetoed = torch.tensor([False, True] + [False] * 6)
    result = running_advantages(rewards, GROUPS, statistics, None, aggregation, vetoed)
    assert bool(result.values.isfinite().all()) and float(result.values[0]) == 0.0
    assert float(result.values[1]) < float(result.values[2:4].min())
    assert {len(buffer) for buffer in statistics.remembered["a"]} == {2}
    json.dumps(statistics.state_dict(), allow_nan=False)


def test_several_normalised_rewards_keep_the_size_of_one() -> None:
    rewards = torch.randn(512, 4, generator=torch.Generator().manual_seed(1))
    values = running_advantages(rewards, ["a"] * 512, PromptStatistics(512, 2), [1.0, 2.0, 3.0, 4.0]).values
    assert float(values.std()) == pytest.approx(1.0, abs=0.1)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="`aggregation` is 'sum'"):
        group_advantages(REWARDS, GROUPS, None, "sum")
    with pytest.raises(ValueError, match="`scale_rewards` is 'std'"):
        group_advantages(REWARDS, GROUPS, None, "sum_then_normalize", "std")
    with pytest.raises(ValueError, match="`weights` has 2 numbers for 3 rewards"):
        group_advantages(REWARDS, GROUPS, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"`rewards` has the shape \(8, 3\) for 2 samples"):
        group_advantages(REWARDS, ["a", "b"])
    with pytest.raises(ValueError, match="`min_count` is 0"):
        PromptStatistics(min_count=0)
