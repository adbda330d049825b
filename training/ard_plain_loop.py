"""The plain loop that ARDTrainer is measured against: DDPO's as ddpo-pytorch and TRL 0.23.1 wrote it, for our pipeline.

Same policy, noise, rewards, advantages and loss as `ARDTrainer` with `loss_type` grpo, without what is claimed to save
time: all steps but the last are stochastic, each sample's text, AUs and first frame are encoded anew, each reward sees one
clip at a time. It is a control arm and not for use.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from argen.pipelines.argen.facs_argen import AUS
from argen.training.ard_adapter import prepare_transformer
from argen.training.ard_advantages import group_advantages
from argen.training.ard_conditions import Conditions, latent_shape, read_image, texts
from argen.training.ard_config import ARDConfig
from argen.training.ard_losses import grpo_loss
from argen.training.ard_rollout import Rollout, SampleKey, concatenate, decode, replay, roll_out
from argen.training.ard_round import rollout_settings
from argen.training.rewards.scoring import checked, reward_name


class PlainLoop:
    """One policy trained by rounds; `loop.round(rows, number)`.

    Args:
        pipe: an ARGenPipeline, whose transformer is changed in place.
        rewards: callables as of ARDTrainer. args: of ARDTrainer; group size, batches, learning rate, clip and steps are
            read, the window is not.
    """

    def __init__(self, pipe: Any, rewards: Sequence[Callable[..., Any]], args: ARDConfig) -> None:
        self.pipe, self.rewards, self.args = pipe, list(rewards), args
        prepare_transformer(pipe, args)
        self.settings = rollout_settings(pipe, args, args.num_inference_steps)
        self.window = range(args.num_inference_steps - 1)
        self.parameters = [p for p in pipe.transformer.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.parameters, args.learning_rate, weight_decay=args.weight_decay)
        self.seconds: dict[str, float] = {}

    def round(self, rows: Sequence[Mapping[str, Any]], number: int) -> dict[str, float]:
        """Sample, score and learn from whole groups of rows; the mean of each reward and the seconds of each part."""
        self.seconds = {}
        group = self.args.group_size
        keys = [SampleKey(self.args.seed, row["prompt_id"], number * group + k % group) for k, row in enumerate(rows)]
        rollout, conditions, frames = self._sample(rows, keys)
        values = self._score(rows, frames)
        groups = [row["prompt_id"] for row in rows]
        shared = self.args.reward_weights, self.args.multi_objective_aggregation, self.args.scale_rewards
        advantages = group_advantages(values, groups, *shared).values
        with self._timed("update"):
            self._learn(rollout, conditions, advantages)
        means = {reward_name(one): float(v) for one, v in zip(self.rewards, values.nanmean(0), strict=True)}
        return means | {f"seconds/{name}": value for name, value in self.seconds.items()}

    @torch.no_grad()
    def _encode(self, rows: Sequence[Mapping[str, Any]]) -> Conditions:
        """Conditions of rows, by the pipeline's own methods in one batch; nothing is kept and equal rows are not shared."""
        pipe, settings, count = self.pipe, self.settings, len(rows)
        pipe.set_guidance(settings.guidance_scale, None, settings.au_guidance_scale, 0.0, (0.0, 1.0))
        given = torch.tensor([row["action_units"] is not None for row in rows])
        empty = np.zeros((settings.num_frames, len(AUS)), np.float32)
        curves = [empty if row["action_units"] is None else row["action_units"] for row in rows]
        asked, device = torch.from_numpy(np.asarray(curves, np.float32)), pipe._execution_device
        context = pipe.encode_context(texts([row["prompt"] for row in rows]), asked, given, 1, device)
        pictures = [read_image(row["image"]) for row in rows]
        size = settings.height, settings.width
        _, first = pipe.prepare_latents(
            pipe.preprocess(pictures, *size, device), count, pipe.vae.config.z_dim, *size,
            settings.num_frames, torch.float32, device,
            latents=torch.zeros(count, *latent_shape(pipe, *size, settings.num_frames)),
        )  # fmt: skip
        embeds = pipe.encode_pictures(pictures, None, 1) if pipe.transformer.config.image_dim is not None else None
        return Conditions(first, context, pipe.encode_maps(asked, given, 1), embeds)

    def _sample(
        self, rows: Sequence[Mapping[str, Any]], keys: list[SampleKey]
    ) -> tuple[Rollout, list[Conditions], torch.Tensor]:
        """Rollouts, the conditions of each batch of them, and frames."""
        rollouts, conditions, frames = [], [], []
        for part in self._parts(len(keys), self.args.rollout_batch_size):
            with self._timed("encode"):
                conditions.append(self._encode([rows[k] for k in part]))
            with self._timed("rollout"):
                chosen = [keys[k] for k in part]
                rollouts.append(roll_out(self.pipe, conditions[-1], chosen, self.settings, self.window))
            with self._timed("decode"):
                frames.append(decode(self.pipe, rollouts[-1].x0, conditions[-1], len(part)))
        return concatenate(rollouts), conditions, torch.cat(frames).clamp(0, 1)

    def _score(self, rows: Sequence[Mapping[str, Any]], frames: torch.Tensor) -> torch.Tensor:
        """Values `(n, k)`: every reward on every clip, one by one."""
        table = []
        for reward in self.rewards:
            with self._timed(f"rewards/{reward_name(reward)}"):
                table.append([self._value(reward, row, frames[k : k + 1].clone()) for k, row in enumerate(rows)])
        return torch.tensor([[float("nan") if v is None else v for v in column] for column in table]).T

    def _value(self, reward: Callable[..., Any], row: Mapping[str, Any], clip: torch.Tensor) -> float | None:
        columns = {name: [value] for name, value in row.items()}
        columns["num_inference_steps"] = [self.args.num_inference_steps]
        found = reward(
            prompts=[row["prompt"]],
            completions=clip,
            **columns,
            trainer_state=None,
            log_metric=lambda *_: None,
            scores={},
        )
        return checked(found, 1)[0]

    def _learn(self, rollout: Rollout, given: list[Conditions], advantages: torch.Tensor) -> None:
        """An optimiser step per `gradient_accumulation_steps` batches, as in the trainer."""
        args = self.args
        high = args.epsilon if args.epsilon_high is None else args.epsilon_high
        conditions = join(given)
        for place, part in enumerate(self._parts(len(rollout), args.per_device_train_batch_size), 1):
            some, chosen = rollout.pick(part), conditions.pick(part)
            for step in range(len(self.window)):
                log_probs, mean, std = replay(self.pipe, self.pipe.transformer, some, step, chosen, self.settings)
                ratio = log_probs, some.log_probs[:, step], advantages[part]
                loss, _ = grpo_loss(*ratio, (args.epsilon, high), 0.0, mean, None, std)
                (loss / len(self.window) / args.gradient_accumulation_steps).backward()
            if place % args.gradient_accumulation_steps == 0:
                torch.nn.utils.clip_grad_norm_(self.parameters, args.max_grad_norm)
                self.optimizer.step()
                self.optimizer.zero_grad()

    @staticmethod
    def _parts(count: int, size: int) -> list[list[int]]:
        return [list(range(first, min(first + size, count))) for first in range(0, count, size)]

    @contextmanager
    def _timed(self, part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.perf_counter() - began


def join(parts: Sequence[Conditions]) -> Conditions:
    """Conditions of several batches as one."""
    embeds = [one.image_embeds for one in parts if one.image_embeds is not None]
    return Conditions(
        torch.cat([one.first_frame for one in parts]),
        {name: torch.cat([one.context[name] for one in parts]) for name in parts[0].context},
        {name: torch.cat([one.maps[name] for one in parts]) for name in parts[0].maps},
        torch.cat(embeds) if embeds else None,
    )
