"""A round: clips sampled under the policy, scored, judged, and turned into advantages."""

import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from accelerate import Accelerator
from accelerate.utils import gather_object

from argen.training.ard_advantages import Advantages, PromptStatistics, group_advantages, running_advantages
from argen.training.ard_conditions import ConditionBank
from argen.training.ard_config import ARDConfig
from argen.training.ard_rollout import Rollout, RolloutSettings, SampleKey, concatenate, decode, roll_out
from argen.training.ard_watch import RewardWatch, veto
from argen.training.ard_window import StochasticWindow
from argen.training.rewards.scoring import Scores, Scoring


Policy = Callable[[Callable[[Any], Any]], Any]  # runs a function of the transformer
Report = Callable[[str, float], None]  # what is being done, and which share of it is


def rollout_settings(pipe: Any, args: ARDConfig, steps: int) -> RolloutSettings:
    """How clips of `steps` denoising steps are sampled; sizes left out are the pipeline's own."""
    sizes = {
        name: pipe.config[f"default_{name}"] if vars(args)[name] is None else vars(args)[name]
        for name in ("height", "width", "num_frames")
    }
    scales = {name: vars(args)[name] for name in ("noise_level", "guidance_scale", "au_guidance_scale")}
    return RolloutSettings(num_inference_steps=steps, **scales, **sizes)


@dataclass(frozen=True, eq=False)
class Batch:
    """Samples to learn from: n rows of the prompts, their noise keys, rollouts and advantages `(n,)`."""

    rows: list[dict[str, Any]]
    keys: list[SampleKey]
    rollout: Rollout
    advantages: torch.Tensor

    def pick(self, places: Sequence[int]) -> "Batch":
        """The samples at these places."""
        index = torch.as_tensor(places, device=self.advantages.device)
        return Batch(
            [self.rows[i] for i in places],
            [self.keys[i] for i in places],
            self.rollout.pick(index),
            self.advantages[index],
        )


@dataclass(eq=False)
class RoundMaker:
    """Makes the rounds of a training; keeps what rewards leave behind (`state_dict`).

    Args:
        pipe, bank, args, accelerator: of the trainer.
        scoring: the rewards. judge: the held-out judge, never learned from.
        report: told what is being done.

    After a round `seconds` holds the time of its encoding, rollout and decoding; `stopped` says why the run should end, None
    if nothing speaks against going on.
    """

    pipe: Any
    bank: ConditionBank
    args: ARDConfig
    accelerator: Accelerator
    scoring: Scoring
    judge: Scoring | None
    report: Report
    statistics: PromptStatistics = field(default_factory=PromptStatistics)
    seconds: dict[str, float] = field(default_factory=dict)
    stopped: str | None = None

    def __post_init__(self) -> None:
        names, args = self.scoring.names, self.args
        if args.veto_reward is not None and args.veto_reward not in names:
            raise ValueError(f"`veto_reward` is {args.veto_reward!r}; the rewards are {', '.join(names)}.")
        if args.reward_weights is not None and len(args.reward_weights) != len(names):
            raise ValueError(
                f"`reward_weights` has {len(args.reward_weights)} numbers for the {len(names)} rewards {', '.join(names)}."
            )
        if args.judge_window is not None and self.judge is None:
            raise ValueError(f"`judge_window` is {args.judge_window} without a `judge`. Give one, or leave it out.")
        self.watch = None if args.judge_window is None else RewardWatch(args.judge_window)
        self.window = StochasticWindow(args.window_size, args.window_rounds)

    def state_dict(self) -> dict[str, Any]:
        """Reward statistics and the series of the watch, as JSON."""
        return {
            "statistics": self.statistics.state_dict(),
            "watch": None if self.watch is None else self.watch.state_dict(),
            "stopped": self.stopped,
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take what `state_dict` gave."""
        self.statistics.load_state_dict(state["statistics"])
        self.stopped = state["stopped"]
        if self.watch is not None:
            self.watch.load_state_dict(state["watch"])

    def make(
        self, policy: Policy, rows: list[dict[str, Any]], number: int, passed: int, state: Any
    ) -> tuple[Batch, dict[str, float]]:
        """Round `number` for this process's rows, in whole groups, and figures for the log.

        Args:
            policy: runs a function under the weights that sample.
            passed: how often each prompt was asked for before.
            state: the trainer's, for the rewards.
        """
        group = self.args.group_size
        places = [i % group for i in range(len(rows))]
        keys = [
            SampleKey(
                self.args.seed, row["prompt_id"], passed * group + place, passed if self.args.same_start else None
            )
            for row, place in zip(rows, places, strict=True)
        ]
        steps = [self.args.steps_of(place) for place in places]
        began = time.perf_counter()
        rollout, frames = self.sample(policy, rows, keys, steps, number)
        sampled = time.perf_counter()
        columns = {name: [row[name] for row in rows] for name in rows[0]} | {"num_inference_steps": steps}
        advantages, figures = self.score(rows, columns, frames, state)
        ended = time.perf_counter()
        world = self.accelerator.num_processes
        figures |= {f"seconds/{part}": seconds for part, seconds in self.seconds.items()}
        figures |= {
            "seconds/rewards": ended - sampled,
            "seconds/samples_per_second": len(rows) * world / (ended - began),
        }
        return Batch(rows, keys, rollout, advantages), figures

    def sample(
        self, policy: Policy, rows: list[dict[str, Any]], keys: list[SampleKey], steps: list[int], number: int
    ) -> tuple[Rollout, torch.Tensor]:
        """Rollouts and frames `(n, F, 3, h, w)` of a process's samples, in their order; `steps` are those of each."""
        chunks = [
            [i for i, own in enumerate(steps) if own == count][first : first + self.args.rollout_batch_size]
            for count in sorted(set(steps))
            for first in range(0, steps.count(count), self.args.rollout_batch_size)
        ]
        rollouts, frames = [], []
        self.seconds = {}
        for done, chunk in enumerate(chunks):
            self.report("sampling", done / len(chunks))
            settings = rollout_settings(self.pipe, self.args, steps[chunk[0]])
            with self._timed("encode"):
                conditions = self.bank([rows[i] for i in chunk])
            chosen = [keys[i] for i in chunk]
            forward = self.args.loss_type == "nft"  # learns from the clips alone: any sampler will do
            window = range(0) if forward else self.window.steps(number, settings.num_inference_steps)
            with self._timed("rollout"):
                rollouts.append(
                    policy(lambda model: roll_out(self.pipe, conditions, chosen, settings, window, model))  # noqa: B023
                )
            with self._timed("decode"):
                frames.append(decode(self.pipe, rollouts[-1].x0, conditions, self.args.rollout_batch_size))
        order = torch.tensor([i for chunk in chunks for i in chunk]).argsort().to(frames[0].device)
        return concatenate(rollouts).pick(order), torch.cat(frames)[order].clamp(0, 1)

    def score(
        self, rows: list[dict[str, Any]], columns: dict[str, list[Any]], frames: torch.Tensor, state: Any
    ) -> tuple[torch.Tensor, dict[str, float]]:
        """Advantages `(n,)` of this process's samples, over the groups of all processes."""
        self.report("scoring", 0.0)
        prompts = [row["prompt"] for row in rows]
        scores = self.scoring(prompts, frames, columns, state)
        values = self._gathered(scores, frames.device)
        groups = gather_object(columns["prompt_id"])
        advantages = self._advantages(values, groups)
        figures = self._figures(scores, values, advantages)
        judged = None
        if self.judge is not None:
            judge = self.judge(prompts, frames, columns, state)
            judged = float(self._gathered(judge, frames.device).nanmean())
            figures |= {"judge": judged, **{f"judge/{key.partition('/')[2]}": v for key, v in judge.metrics.items()}}
        if self.watch is not None and judged is not None:
            opposed = self.watch.update(figures["reward"], judged)
            self.stopped = None if opposed is None else str(opposed)
        rank = self.accelerator.process_index
        own = advantages.values[rank * len(rows) : (rank + 1) * len(rows)]
        return own.to(frames.device), figures

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.perf_counter() - began

    def _gathered(self, scores: Scores, device: torch.device) -> torch.Tensor:
        found: Any = self.accelerator.gather(scores.values.to(device))
        return found.cpu()

    def _advantages(self, values: torch.Tensor, groups: list[str]) -> Advantages:
        args, below = self.args, None
        if args.veto_reward is not None:
            below = veto(values[:, self.scoring.names.index(args.veto_reward)], args.veto_below)
        shared = (args.reward_weights, args.multi_objective_aggregation)
        if args.loss_type == "ddpo":
            return running_advantages(values, groups, self.statistics, *shared, below)
        return group_advantages(values, groups, *shared, args.scale_rewards, below)

    def _figures(self, scores: Scores, values: torch.Tensor, advantages: Advantages) -> dict[str, float]:
        figures: dict[str, float] = {
            "reward": float(advantages.totals.nanmean()),
            "frac_reward_zero_std": advantages.zero_variance,
            "frac_vetoed": advantages.vetoed,
        }
        for name, column in zip(scores.names, values.T, strict=True):
            known = column[~column.isnan()]
            if len(known):
                figures[f"rewards/{name}/mean"] = float(known.mean())
                figures[f"rewards/{name}/std"] = float(known.std(correction=0))
            figures[f"seconds/rewards/{name}"] = scores.seconds[name]
            figures[f"frac_missing/{name}"] = 1.0 - len(known) / len(column)
        for name, reason in scores.dropped.items():
            warnings.warn(f"the reward `{name}` failed and is dropped from this round: {reason}", stacklevel=2)
        return figures | {f"rewards/{key}": value for key, value in scores.metrics.items()}
