"""What one slice of a round teaches: the loss of each kind of update, from the wrapped policy and a batch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from argen.training.ard_conditions import Conditions
from argen.training.ard_config import ARDConfig
from argen.training.ard_losses import Figures, ddpo_loss, grpo_loss, nft_loss, optimality
from argen.training.ard_policy import noised
from argen.training.ard_rollout import RolloutSettings, key_noise, key_uniform, replay, velocity
from argen.training.ard_round import Batch, Policy


EARLIEST = 0.02  # nft: the smallest time drawn; below it a velocity is all error of the noise
SPREAD = 5.0  # nft: advantages of so many deviations are certain, as in the authors' code


class PolicyModule(nn.Module):
    """A transformer that runs functions of itself, so that everything which calls it passes DDP's or FSDP's own forward.

    One loss calls the transformer several times, and a rollout many times: seen from the wrapper each is one call.
    """

    def __init__(self, transformer: nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, run: Callable[[Any], Any]) -> Any:
        """What `run(transformer)` gives."""
        return run(self.transformer)

    def activation_checkpointing_enable(self, **_: Any) -> None:
        """For transformers' trainer; diffusers has no settings of it."""
        self.transformer.enable_gradient_checkpointing()  # pyright: ignore[reportCallIssue]


@dataclass(frozen=True, eq=False)
class Learning:
    """What a loss reads beside the batch.

    Args:
        frozen: runs a function under the weights before any training, without gradient. old: under those that sampled.
    """

    pipe: Any
    args: ARDConfig
    settings: RolloutSettings
    frozen: Policy
    old: Policy


def clipped_update(
    model: Policy, batch: Batch, conditions: Conditions, learning: Learning, visit: str
) -> tuple[torch.Tensor, Figures]:
    """Loss of ddpo and grpo: the mean over the window's steps of the clipped ratio, for grpo with the KL.

    Args:
        model: the policy, wrapped. visit: names this use of the batch; not needed here.
    """
    args, pipe = learning.args, learning.pipe
    steps = range(batch.rollout.log_probs.shape[1])
    high = args.epsilon if args.epsilon_high is None else args.epsilon_high

    def means(transformer: Any) -> list[torch.Tensor]:
        return [replay(pipe, transformer, batch.rollout, k, conditions, learning.settings)[1] for k in steps]

    reference = learning.frozen(means) if args.loss_type == "grpo" and args.beta > 0 else [None for _ in steps]

    def loss_of(transformer: Any) -> tuple[torch.Tensor, Figures]:
        found = []
        for k in steps:
            log_probs, mean, std = replay(pipe, transformer, batch.rollout, k, conditions, learning.settings)
            ratio = log_probs, batch.rollout.log_probs[:, k], batch.advantages
            if args.loss_type == "ddpo":
                found.append(ddpo_loss(*ratio, args.epsilon))
            else:
                found.append(grpo_loss(*ratio, (args.epsilon, high), args.beta, mean, reference[k], std))
        return _mean(found)

    return model(loss_of)


def forward_update(
    model: Policy, batch: Batch, conditions: Conditions, learning: Learning, visit: str
) -> tuple[torch.Tensor, Figures]:
    """Loss of nft: the finished clips are noised at `nft_timesteps` drawn times each.

    Args:
        visit: names this use of the batch: another one draws other times and noise.
    """
    args, pipe, x0 = learning.args, learning.pipe, batch.rollout.x0
    scales, wanted = learning.settings.scales(pipe), optimality(batch.advantages, SPREAD)
    drawn = []
    for k in range(args.nft_timesteps):
        t = EARLIEST + (1 - EARLIEST) * key_uniform(batch.keys, f"nft time {visit} {k}", x0.device)
        noise = key_noise(batch.keys, f"nft noise {visit} {k}", x0.shape[1:], x0.device)
        drawn.append((noised(x0, noise, t), t))

    def velocities(transformer: Any) -> list[torch.Tensor]:
        return [velocity(pipe, transformer, x_t, t, conditions, scales) for x_t, t in drawn]

    old = learning.old(velocities)
    reference = learning.frozen(velocities) if args.beta > 0 else [None for _ in drawn]

    def loss_of(transformer: Any) -> tuple[torch.Tensor, Figures]:
        found = []
        for k, v in enumerate(velocities(transformer)):
            x_t, t = drawn[k]
            found.append(nft_loss(v, old[k], reference[k], x_t, x0, t, wanted, args.nft_beta, args.beta))
        return _mean(found)

    return model(loss_of)


UPDATES: dict[str, Callable[..., tuple[torch.Tensor, Figures]]] = {
    "ddpo": clipped_update,
    "grpo": clipped_update,
    "nft": forward_update,
}


def _mean(found: list[tuple[torch.Tensor, Figures]]) -> tuple[torch.Tensor, Figures]:
    """Mean loss and figures; of `ratio_spread` the largest."""
    losses, figures = zip(*found, strict=True)
    joined = {name: torch.stack([one[name] for one in figures]) for name in figures[0]}
    return torch.stack(losses).mean(), {
        name: values.max() if name == "ratio_spread" else values.mean() for name, values in joined.items()
    }
