"""Two guards against a policy that pleases its rewards and nobody else: a veto on clips, a stop for the run (our design).

The veto looks at a clip: below a threshold of integrity nothing else about it counts. The stop looks at the run: when the
reward climbs while a judge that is never optimised falls, the policy has found a way past its rewards.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor


def veto(values: Tensor, below: float) -> Tensor:
    """Which clips are vetoed `(n,)` bool: those whose value, such as integrity, is under `below`. NaN vetoes nothing."""
    return values < below


@dataclass(frozen=True)
class Trend:
    """A straight line through a series of n values: `slope` per step and `t`, slope over its standard error, n - 2 degrees.

    A series without residue has infinite `t`, one that stands still has 0.
    """

    slope: float
    t: float


def trend(series: Sequence[float]) -> Trend:
    """Least squares over equal steps; the values are taken as independent given the line. At least 3 of them."""
    y = np.asarray(series, np.float64)
    x = np.arange(len(y)) - (len(y) - 1) / 2
    spread = float(x @ x)
    slope = float(x @ y) / spread
    rest = y - y.mean() - slope * x
    noise = math.sqrt(float(rest @ rest) / (len(y) - 2) / spread)
    tiny = 1e-12 * max(1.0, float(np.abs(y).max()))
    if abs(slope) <= tiny:
        return Trend(0.0, 0.0)
    return Trend(slope, math.copysign(math.inf, slope) if noise <= tiny else slope / noise)


@dataclass(frozen=True)
class Opposed:
    """Over the last `rounds` rounds the reward rose and the judge fell; JSON-ready by `vars`."""

    rounds: int
    reward_change: float
    judge_change: float
    reward_t: float
    judge_t: float

    def __str__(self) -> str:
        return (
            f"over the last {self.rounds} rounds the reward rose by {self.reward_change:.3g} (t {self.reward_t:.1f}) while "
            f"the judge fell by {-self.judge_change:.3g} (t {self.judge_t:.1f}): the rewards are being gamed"
        )


class RewardWatch:
    """Stops a run whose reward rises while its judge falls.

    After each round lines are fitted to the last `window`, 2 `window`, 4 `window`, ... rounds, as far as there are: a
    short window finds a quick turn, a long one a slow decline. The run is stopped where both trends are certain, the
    reward's t above `certainty` and the judge's below minus that, and the judge's line has come down by `least`.

    Where the reward rises for sure and the judge stands still, its rounds independent, a run of 200 rounds is stopped by
    chance in 0.7 % of cases and one of 1000 in 3.6 % (simulated, window 20; a certainty of 4: 6.6 % and 31 %). Smoothed
    series are stopped far more often: give the means of rounds as they are. A judge that no trick moves does not fall; a
    trick that leaves it alone is the veto's to find.

    Args:
        window: rounds of the shortest look, 4 or more.
        certainty: the t from which a trend counts, above 0.
        least: fall of the judge that matters, in its own units, 0 or more.

    Raises:
        ValueError: a setting out of range.
    """

    def __init__(self, window: int = 20, certainty: float = 5.0, least: float = 0.02) -> None:
        if window < 4:
            raise ValueError(f"`window` is {window}; a trend needs at least 4 rounds.")
        if certainty <= 0:
            raise ValueError(f"`certainty` is {certainty}; it has to be above 0, such as 5.")
        if least < 0:
            raise ValueError(f"`least` is {least}; it is how far the judge may fall, 0 or more.")
        self.window, self.certainty, self.least = window, certainty, least
        self.reward: list[float] = []
        self.judge: list[float] = []

    def update(self, reward: float, judge: float) -> Opposed | None:
        """Add a round's mean reward and mean judge; what stops the run, or None. ValueError: one of them is not finite."""
        for name, value in (("reward", reward), ("judge", judge)):
            if not math.isfinite(value):
                raise ValueError(f"`{name}` is {value}; the mean of a round has to be a finite number.")
        self.reward.append(float(reward))
        self.judge.append(float(judge))
        return self.verdict()

    def verdict(self) -> Opposed | None:
        """What stops the run as it stands, the shortest look first; None if nothing does."""
        rounds = self.window
        while rounds <= len(self.judge):
            reward, judge = trend(self.reward[-rounds:]), trend(self.judge[-rounds:])
            fall = judge.slope * (rounds - 1)
            if reward.t > self.certainty and judge.t < -self.certainty and fall <= -self.least:
                return Opposed(rounds, reward.slope * (rounds - 1), fall, reward.t, judge.t)
            rounds *= 2
        return None

    def state_dict(self) -> dict[str, Any]:
        """The series, as JSON: numbers survive the round trip to the bit."""
        return {"reward": list(self.reward), "judge": list(self.judge)}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state_dict` gave."""
        self.reward, self.judge = ([float(v) for v in state[name]] for name in ("reward", "judge"))
