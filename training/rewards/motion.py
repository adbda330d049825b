"""Does the face move as people's faces do? Without shaking, at a human pace, up once and down once (our design).

Constants were measured on 64 rendered clips of unseen people in a clean studio, 17 frames at 8 frames/s, by the estimator of
argen-mini.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from argen.pipelines.argen.facs_argen import TIMING
from argen.pipelines.argen.plan_argen import check_emotion
from argen.training.rewards import Reward
from argen.training.rewards.au_fidelity import ACTIVE, curves_of, requested_curves


# Third over first difference of the pixels: 2.4 at most in three quarters of the renders, sqrt(10) in white noise over time
SMOOTH, SHAKEN = 2.4, math.sqrt(10)
STILL = 1e-3  # a first difference that nobody sees, in 0..1
LOW, HIGH = 0.1, 0.9  # shares of the rise between which its time is taken
RISE = 0.506  # share of a minimum-jerk step that lies between them
LEAST = 0.05  # a rise of the asked AUs' mean below this is no movement


def make_motion(name: str = "argen/argen-mini", fps: float = 8.0) -> Reward:
    """The reward by the estimator of another pipeline, a folder or a Hub id, and for another frame rate."""

    def motion(
        completions: Tensor,
        emotion: Sequence[str | None],
        action_units: Sequence[Any],
        log_metric: Callable[[str, float], None] | None = None,
        **_: Any,
    ) -> list[float | None]:
        """Mean of `steadiness`, `pace` and `single_course`, 0 to 1; where no AU is asked for, steadiness alone.

        Args:
            completions: frames `(n, F, 3, h, w)` in 0..1; None for all where F is under 4, in which nothing can shake.
            emotion: whose onset times count, those of all emotions for None.
            action_units: n curves (F, 20), or None.
        """
        if completions.shape[1] < 4:
            return [None] * len(completions)
        steady = steadiness(completions).tolist()
        curves = curves_of(name, completions)
        wanted = requested_curves(action_units, completions.shape[1])
        rewards: list[float | None] = []
        for row, asked in enumerate(wanted):
            parts = {"steadiness": steady[row]}
            if asked is not None and (asked.amax(0) > ACTIVE).any():
                course = curves[row][:, asked.amax(0) > ACTIVE].mean(1)
                parts |= {"pace": pace(course, emotion[row], fps), "single_course": single_course(course)}
            for part, value in parts.items():
                if log_metric is not None:
                    log_metric(part, value)
            rewards.append(sum(parts.values()) / len(parts))
        return rewards

    return motion


motion = make_motion()


def steadiness(frames: Tensor) -> Tensor:
    """1 for motion as smooth as the renders', 0 for flicker `(n,)`; frames `(n, F, 3, h, w)` in 0..1, F at least 4.

    From the third difference over time (as `argen.report.motion_jerk`) over the first: noise, a shuffled clip and a jump
    have much of the former for the movement that they show. No network is asked, so that none can be pleased.
    """
    jerk, speed = (_difference(frames, order) for order in (3, 1))
    return ((SHAKEN - jerk / (speed + STILL)) / (SHAKEN - SMOOTH)).clamp(0, 1)


def _difference(frames: Tensor, order: int) -> Tensor:
    """Root mean square of a difference over time, by clip."""
    return torch.stack([one.float().diff(n=order, dim=0).square().mean().sqrt() for one in frames])


def pace(course: Tensor, emotion: str | None, fps: float) -> float:
    """1 for a rise within the emotion's human onset times (`TIMING`), half for one twice too fast or slow; 0 for none.

    `course` `(F,)` is the mean of the AUs asked for. The time from 10 to 90 % of its rise is compared with that of a
    minimum-jerk step; clips under two seconds run faster, as the plans' do.
    """
    start, peak = float(course[0]), int(course.argmax())
    height = float(course[peak]) - start
    if height < LEAST:
        return 0.0
    seconds = (_crossing(course, start + HIGH * height) - _crossing(course, start + LOW * height)) / fps
    timings = TIMING.values() if emotion is None else [TIMING[check_emotion(emotion)]]
    scale = RISE * min(1.0, (len(course) - 1) / fps / 2)
    low, high = scale * min(one[0][0] for one in timings), scale * max(one[0][1] for one in timings)
    return min(1.0, seconds / low, high / seconds)


def _crossing(course: Tensor, level: float) -> float:
    """Where a course first reaches a level above its start, in frames, between them by a straight line."""
    after = int((course >= level).int().argmax())
    before = float(course[after - 1])
    return after - 1 + (level - before) / (float(course[after]) - before)


def single_course(course: Tensor) -> float:
    """1 for a course `(F,)` that rises once and falls once at most, less for each turn back; 0 where it does not rise."""
    height = float(course.max() - course[0])
    if height < LEAST:
        return 0.0
    shortest = 2 * float(course.max()) - float(course[0]) - float(course[-1])
    return min(1.0, shortest / float(course.diff().abs().sum()))
