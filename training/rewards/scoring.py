"""All rewards on one batch of clips: run, checked, timed (our design; the protocol is TRL's)."""

import asyncio
import functools
import inspect
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argen.training.rewards import Reward


ON_ERROR = ("stop", "drop")


@dataclass(frozen=True, eq=False)
class Scores:
    """What k rewards said of n clips.

    Args:
        names: of the rewards, the columns of `values`.
        values: float32 `(n, k)` on the CPU, NaN where a reward gave None or was dropped.
        seconds: by reward.
        metrics: means of what the rewards handed to `log_metric`, by "reward/metric".
        dropped: by reward, why its values are missing; empty with `on_error` "stop".
    """

    names: tuple[str, ...]
    values: Tensor
    seconds: dict[str, float]
    metrics: dict[str, float]
    dropped: dict[str, str]

    def column(self, name: str) -> Tensor:
        """Values `(n,)` of one reward."""
        return self.values[:, self.names.index(name)]


class Scoring:
    """Runs rewards; `scoring(prompts, completions, columns)`.

    Coroutines run beside the plain ones, which run in order on this thread and see the values of those before them as
    `scores`. A slow reward that only waits (a server) is marked by `in_background`.

    Args:
        rewards: callables, see `argen.training.rewards`.
        on_error: what happens when a reward raises, or gives another number of values than clips, or a value that is
            neither None nor a finite number: "stop" is a ValueError that names it, "drop" counts its values as missing.

    Raises:
        ValueError: no rewards, two of one name, or another `on_error`.
    """

    def __init__(self, rewards: Sequence[Reward], on_error: str = "stop") -> None:
        if on_error not in ON_ERROR:
            raise ValueError(f"`on_error` is {on_error!r}; it has to be one of {', '.join(ON_ERROR)}.")
        self.rewards = {reward_name(one): one for one in rewards}
        if not rewards or len(self.rewards) < len(rewards):
            raise ValueError(
                f"`rewards` are {[reward_name(one) for one in rewards]}; give one or more, each with a name of its own "
                "(`__name__` of a function, else the name of its class)."
            )
        self.on_error = on_error

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rewards, in order."""
        return tuple(self.rewards)

    def __call__(
        self,
        prompts: Sequence[str],
        completions: Tensor,
        columns: Mapping[str, Sequence[Any]],
        trainer_state: Any = None,
    ) -> Scores:
        """Score clips `completions` `(n, F, 3, h, w)` in 0..1; `columns` are lists of n. ValueError: a reward failed."""
        run = _Run(self, completions.detach(), {"prompts": list(prompts), "trainer_state": trainer_state, **columns})
        return run.scores()


class _Run:
    """One batch on its way through the rewards."""

    def __init__(self, scoring: Scoring, completions: Tensor, given: dict[str, Any]) -> None:
        self.scoring, self.completions, self.given = scoring, completions, given
        self.found: dict[str, list[float | None]] = {}
        self.later: dict[str, list[float | None]] = {}  # of coroutines: written by another thread
        self.seconds: dict[str, float] = {}
        self.metrics: dict[str, list[float]] = {}
        self.dropped: dict[str, str] = {}

    def scores(self) -> Scores:
        waiting = {name: one for name, one in self.scoring.rewards.items() if is_coroutine(one)}
        with ThreadPoolExecutor(1) as pool:
            awaited = pool.submit(asyncio.run, self._await_all(waiting))
            for name, reward in self.scoring.rewards.items():
                if name not in waiting:
                    with self._guarded(name):
                        before = {one: list(values) for one, values in self.found.items()}
                        self._take(self.found, name, reward(**self._arguments(name), scores=before))
            awaited.result()
        found = self.found | self.later
        rows = [found.get(name) or [None] * len(self.completions) for name in self.scoring.names]
        return Scores(
            names=self.scoring.names,
            values=torch.tensor([[math.nan if v is None else v for v in row] for row in rows]).T.contiguous(),
            seconds={name: self.seconds[name] for name in self.scoring.names},
            metrics={name: float(np.mean(numbers)) for name, numbers in sorted(self.metrics.items())},
            dropped=self.dropped,
        )

    async def _await_all(self, rewards: Mapping[str, Reward]) -> None:
        await asyncio.gather(*(self._await(name, reward) for name, reward in rewards.items()))

    async def _await(self, name: str, reward: Reward) -> None:
        with self._guarded(name):
            self._take(self.later, name, await reward(**self._arguments(name), scores={}))

    def _take(self, into: dict[str, list[float | None]], name: str, answer: Any) -> None:
        into[name] = checked(answer, len(self.completions))

    @contextmanager
    def _guarded(self, name: str) -> Iterator[None]:
        """Times a reward, and tells its name with whatever goes wrong in it."""
        began = time.perf_counter()
        try:
            yield
        except Exception as error:  # a reward is other people's code, which may raise anything
            reason = f"{type(error).__name__}: {error}"
            if self.scoring.on_error == "stop":
                raise ValueError(
                    f"the reward `{name}` failed, {reason}. Correct it, or set `on_reward_error` to drop to go on "
                    "without it."
                ) from error
            self.dropped[name] = reason
        finally:
            self.seconds[name] = time.perf_counter() - began

    def _arguments(self, name: str) -> dict[str, Any]:
        def log_metric(metric: str, value: float) -> None:
            self.metrics.setdefault(f"{name}/{metric}", []).append(float(value))

        return {"completions": self.completions, "log_metric": log_metric, **self.given}


def reward_name(reward: Reward) -> str:
    """What logs call a reward: the name of a function, else of the class of an object."""
    return reward.__name__ if inspect.isroutine(reward) else type(reward).__name__


def is_coroutine(reward: Reward) -> bool:
    """Whether a call gives something to wait for: `async def`, or an object whose `__call__` is one."""
    return inspect.iscoroutinefunction(reward) or inspect.iscoroutinefunction(type(reward).__call__)


def in_background(reward: Reward) -> Callable[..., Any]:
    """A plain reward that runs on a thread beside the others: for one that waits for a server."""

    @functools.wraps(reward)
    async def run(**given: Any) -> Any:
        return await asyncio.to_thread(reward, **given)

    return run


def checked(found: Any, count: int) -> list[float | None]:
    """The answer of a reward as `count` finite numbers or None; ValueError says what else it holds."""
    if isinstance(found, Tensor | np.ndarray):
        found = found.tolist()
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise ValueError(f"it gave a {type(found).__name__}; it has to give a list of {count} numbers or None")
    if len(found) != count:
        raise ValueError(
            f"it gave {len(found)} values for {count} clips; it has to give one for each, None for no value"
        )
    return [None if one is None else _number(one, row) for row, one in enumerate(found)]


def _number(value: Any, row: int) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"its value {row} is {value!r}; it has to be a number, or None for no value") from error
    if not math.isfinite(number):
        raise ValueError(f"its value {row} is {number}; it has to be finite, or None for no value")
    return number
