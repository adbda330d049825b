"""The veto, and the stop: quiet where nothing is wrong, certain where the reward and the judge part."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.duse.frames_duse import frames_shown
from argen.training.ard_watch import RewardWatch, trend, veto
from argen.training.rewards import load_judge, load_rewards
from argen.training.rewards.emotion import log_probabilities, recogniser
from argen.training.rewards.identity import portraits


RELEASE = Path(__file__).parents[2] / "release"


def test_a_veto_is_below_and_not_at_the_threshold():
    values = torch.tensor([0.2, 0.5, float("nan"), 0.49])
    assert veto(values, 0.5).tolist() == [True, False, False, True]


def test_trend_is_least_squares():
    rng = np.random.default_rng(0)
    y = 0.3 * np.arange(15) + rng.normal(size=15)
    design = np.stack([np.ones(15), np.arange(15)], 1)
    weights, rest = np.linalg.lstsq(design, y, rcond=None)[:2]
    error = np.sqrt(rest[0] / 13 * np.linalg.inv(design.T @ design)[1, 1])
    found = trend(y.tolist())
    assert found.slope == pytest.approx(weights[1]) and found.t == pytest.approx(weights[1] / error)
    assert trend([1.0] * 5).t == 0 and trend([0.1, 0.2, 0.3, 0.4]).t > 1e6


def series(rounds, reward, judge, noise=0.05, seed=0):
    """First round, if any, at which a run with these slopes per round is stopped."""
    rng, watch = np.random.default_rng(seed), RewardWatch(20)
    for k in range(rounds):
        if watch.update(reward * k + noise * rng.normal(), judge * k + noise * rng.normal()) is not None:
            return k
    return None


def test_a_run_whose_judge_falls_while_the_reward_rises_is_stopped():
    stops = [series(60, 0.02, -0.02, seed=seed) for seed in range(20)]
    assert all(stop is not None and stop < 40 for stop in stops)


def test_a_slow_decline_is_seen_by_a_longer_look():
    assert all(series(160, 0.004, -0.002, seed=seed) is not None for seed in range(20))


@pytest.mark.parametrize(
    ("reward", "judge"), [(0.02, 0.0), (0.02, 0.02), (0.0, 0.0), (0.0, -0.02), (-0.02, -0.02)], ids=str
)
def test_other_runs_go_on(reward, judge):
    assert sum(series(200, reward, judge, seed=seed) is not None for seed in range(40)) <= 1


def test_a_fall_too_small_to_matter_does_not_stop():
    watch = RewardWatch(10, least=0.5)
    assert all(watch.update(k, -0.01 * k) is None for k in range(20))
    watch.least = 0.05
    found = watch.verdict()
    assert found is not None and found.rounds == 10
    assert "the reward rose by 9" in str(found) and "the judge fell by 0.09" in str(found)


def test_state_goes_through_json_to_the_bit():
    rng = np.random.default_rng(1)
    watch, again = RewardWatch(10), RewardWatch(10)
    for _ in range(15):
        watch.update(rng.normal(), rng.normal())
    again.load_state_dict(json.loads(json.dumps(watch.state_dict())))
    assert again.state_dict() == watch.state_dict()
    again.update(1.0, 2.0)
    assert len(watch.reward) == 15


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"window": 3}, "`window` is 3"),
        ({"certainty": 0.0}, "`certainty` is 0.0"),
        ({"least": -1.0}, "`least` is -1.0"),
    ],
)
def test_settings_out_of_range_are_refused(given, message):
    with pytest.raises(ValueError, match=message):
        RewardWatch(**given)


def test_a_mean_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="`judge` is nan"):
        RewardWatch().update(1.0, float("nan"))


def stills(count=4):
    """People who show nothing, as clips `(count, 17, 3, 128, 128)`."""
    return portraits()[:count, None].repeat(1, 17, 1, 1, 1)


def test_the_judge_stops_a_recogniser_that_is_pleased_by_a_noise_pattern():
    clips, rng = stills(), torch.Generator().manual_seed(0)
    liked = torch.randn(3, 128, 128, generator=rng)  # all that this recogniser looks for
    judge, asked = load_judge("judge"), {"emotion": ["neutral"] * 4, "action_units": [np.zeros((17, 20))] * 4}
    watch, stopped = RewardWatch(10), None
    for step in range(30):
        pushed = clips.clone()
        pushed[:, 1:] = (pushed[:, 1:] + 0.01 * step * liked.sign()).clamp(0, 1)  # its gradient, step by step
        reward = float((pushed * liked).mean())
        values = judge(completions=pushed, log_metric=lambda *_: None, **asked)
        stopped = stopped or watch.update(reward, float(np.mean(values)))
    assert watch.reward[-1] > watch.reward[0] and stopped is not None


def test_the_veto_finds_the_pattern_that_pleases_duse():
    clips = stills(2)
    found = recogniser("argen/duse-mini", torch.device("cpu"))
    sadness, rows = EMOTIONS.index("sadness"), frames_shown(list(range(17)), 8).tolist()
    pattern, pushed, momentum = torch.zeros(2, 1, 3, 128, 128), clips, torch.zeros(())
    for _ in range(24):
        pattern.requires_grad_()
        pushed = torch.cat([clips[:, :1], (clips[:, 1:] + pattern).clamp(0, 1)], 1)
        logits = found.model(pixel_values=(pushed[:, rows] - 0.5) / 0.5).logits
        (gradient,) = torch.autograd.grad(logits.log_softmax(-1)[:, sadness].sum(), pattern)
        momentum = 0.8 * momentum + gradient / gradient.abs().mean()
        pattern = (pattern + 0.01 * momentum.sign()).detach()
    pushed = pushed.detach()
    before, after = (log_probabilities(found, one)[:, sadness] for one in (clips, pushed))
    assert (after - before > 1).all()  # pleased
    intact, broken = (torch.tensor(load_rewards(["integrity"])[0](completions=one)) for one in (clips, pushed))
    assert veto(broken, 0.5).all() and not veto(intact, 0.5).any()
