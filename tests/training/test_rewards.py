"""Rewards by name, and the run over all of them: checks, order, coroutines, what a failing one leaves behind."""

import asyncio
import math
import threading
import time

import pytest
import torch

from argen.training.rewards import JUDGES, REWARDS, load_judge, load_rewards
from argen.training.rewards.scoring import Scoring, checked, in_background, reward_name


CLIPS = torch.rand(3, 5, 3, 8, 8, generator=torch.Generator().manual_seed(0))


def brightness(completions, **_):
    return completions.mean((1, 2, 3, 4)).tolist()


def run(*rewards, on_error="stop", **columns):
    return Scoring(rewards, on_error)(["a", "b", "c"], CLIPS, columns)


def test_every_name_is_a_callable_of_that_name():
    assert [reward_name(one) for one in load_rewards(list(REWARDS))] == list(REWARDS)
    assert reward_name(load_judge("judge")) == "judge"


def test_a_dotted_path_is_a_reward():
    assert load_rewards(["argen.training.results:spread"])[0].__name__ == "spread"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["smile"], "one of emotion, au_fidelity"),
        (["no.such.module:f"], "cannot be imported"),
        (["argen.training.results:nothing"], "has no function 'nothing'"),
        (["emotion", "emotion"], "name each once"),
        (["judge"], "what is optimised cannot judge"),
        ([JUDGES["judge"]], "what is optimised cannot judge"),
    ],
)
def test_a_wrong_name_is_told(names, message):
    with pytest.raises(ValueError, match=message):
        load_rewards(names)


def test_values_none_and_seconds():
    def sometimes(completions, emotion, log_metric, **_):
        log_metric("seen", 1.0)
        log_metric("seen", 3.0)
        return [None if name is None else 2.0 for name in emotion]

    scores = run(brightness, sometimes, emotion=["fear", None, "anger"])
    assert scores.names == ("brightness", "sometimes")
    assert scores.values.shape == (3, 2) and scores.values.dtype == torch.float32
    torch.testing.assert_close(scores.column("brightness"), CLIPS.mean((1, 2, 3, 4)))
    assert [math.isnan(v) for v in scores.column("sometimes").tolist()] == [False, True, False]
    assert scores.metrics == {"sometimes/seen": 2.0} and scores.dropped == {}
    assert list(scores.seconds) == list(scores.names) and min(scores.seconds.values()) >= 0


def test_a_reward_gets_prompts_columns_state_and_what_came_before():
    seen = {}

    def nosy(**given):
        seen.update(given)
        return [0.0] * 3

    Scoring([brightness, nosy])(["a", "b", "c"], CLIPS, {"intensity": [1, 2, 3]}, trainer_state="state")
    assert seen["prompts"] == ["a", "b", "c"] and seen["intensity"] == [1, 2, 3] and seen["trainer_state"] == "state"
    assert seen["scores"] == {"brightness": brightness(CLIPS)}


def crashing(**_):
    raise ZeroDivisionError("of mine")


def too_short(**_):
    return [1.0]


def not_finite(**_):
    return [0.0, float("nan"), 0.0]


def words(**_):
    return [0.0, "much", 0.0]


def number(**_):
    return 1.0


async def crashing_later(**_):
    raise KeyError("of mine")


FAILURES = [
    (crashing, "`crashing` failed, ZeroDivisionError: of mine"),
    (too_short, "`too_short` failed, ValueError: it gave 1 values for 3 clips"),
    (not_finite, "`not_finite` failed, ValueError: its value 1 is nan"),
    (words, "`words` failed, ValueError: its value 1 is 'much'"),
    (number, "`number` failed, ValueError: it gave a float"),
    (crashing_later, "`crashing_later` failed, KeyError"),
]


@pytest.mark.parametrize(("reward", "message"), FAILURES)
def test_a_failing_reward_stops_the_run_and_is_named(reward, message):
    with pytest.raises(ValueError, match=message):
        run(brightness, reward)


@pytest.mark.parametrize("reward", [reward for reward, _ in FAILURES])
def test_a_failing_reward_can_be_dropped(reward):
    scores = run(brightness, reward, on_error="drop")
    assert torch.isnan(scores.values[:, 1]).all() and not torch.isnan(scores.values[:, 0]).any()
    assert list(scores.dropped) == [reward.__name__]


def test_coroutines_wait_together_and_beside_the_plain_rewards():
    async def first(**_):
        await asyncio.sleep(0.3)
        return [1.0] * 3

    async def second(**_):
        await asyncio.sleep(0.3)
        return [2.0] * 3

    def plain(**_):
        time.sleep(0.3)
        return [3.0] * 3

    began = time.perf_counter()
    scores = run(first, plain, second)
    assert time.perf_counter() - began < 0.75
    assert scores.values.tolist() == [[1.0, 3.0, 2.0]] * 3


def test_a_marked_reward_runs_on_another_thread_under_its_own_name():
    threads = []

    def waiting(**_):
        threads.append(threading.current_thread())
        return [1.0] * 3

    scores = run(in_background(waiting), brightness)
    assert scores.names == ("waiting", "brightness") and threads[0] is not threading.main_thread()


def test_an_object_can_be_a_reward():
    class Still:
        def __call__(self, completions, **_):
            return torch.zeros(len(completions))

    assert run(Still()).names == ("Still",)


def test_rewards_need_names_of_their_own():
    with pytest.raises(ValueError, match="each with a name of its own"):
        run(brightness, brightness)
    with pytest.raises(ValueError, match="`on_error` is 'ignore'; it has to be one of stop, drop"):
        run(brightness, on_error="ignore")


def test_an_answer_may_be_a_tensor_of_numbers():
    assert checked(torch.tensor([1.0, 2.0]), 2) == [1.0, 2.0]
    with pytest.raises(ValueError, match="its value 0 is \\[1.0\\]"):
        checked(torch.ones(2, 1), 2)
