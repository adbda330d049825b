"""Rollouts: clips sampled under the policy, with the trajectory of the stochastic steps that a loss replays."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import torch

from argen.pipelines.argen.guidance_argen import check_scale
from argen.training.ard_conditions import Conditions, latent_shape
from argen.training.ard_policy import flow_times, log_prob, ode_step, transition


@dataclass(frozen=True, kw_only=True)
class RolloutSettings:
    """How clips are sampled.

    Args:
        num_inference_steps: 1 or more. noise_level: `a` of the SDE, 0 or more; 0.7 in Flow-GRPO.
        guidance_scale, au_guidance_scale: as in a call of the pipeline; 1 and 1 are without classifier-free guidance.
        height, width, num_frames: of the clip, pixels and frames.

    Raises:
        ValueError: a number out of its range.
    """

    num_inference_steps: int
    noise_level: float
    guidance_scale: float
    au_guidance_scale: float
    height: int
    width: int
    num_frames: int

    def __post_init__(self) -> None:
        for name in ("num_inference_steps", "height", "width", "num_frames"):
            if getattr(self, name) < 1:
                raise ValueError(f"`{name}` is {getattr(self, name)}; it has to be 1 or more.")
        for name in ("noise_level", "guidance_scale", "au_guidance_scale"):
            check_scale(name, getattr(self, name))

    def scales(self, pipe: Any) -> tuple[float, float, float]:
        """Text, AU and frame scales for `velocity`. Without an adapter there is nothing to guide the AUs by."""
        text = max(self.guidance_scale, 1.0)  # as in all of diffusers, up to 1 means no text guidance
        return text, text if pipe.au_adapter is None else self.au_guidance_scale, 0.0


@dataclass(frozen=True)
class SampleKey:
    """What the noise of a sample depends on, and nothing else does (our design).

    Args:
        index: number of the sample among all that are ever drawn for its prompt, from 0.
        start: number of the initial noise, by default `index`. Equal ones make a group begin at one point, as MixGRPO and
            DanceGRPO do; only the stochastic steps then tell its samples apart.
    """

    seed: int
    prompt_id: str
    index: int
    start: int | None = None

    @property
    def beginning(self) -> tuple[int, str, int]:
        """What the initial noise depends on."""
        return self.seed, self.prompt_id, self.index if self.start is None else self.start


@dataclass(frozen=True)
class Rollout:
    """Samples and the `w` stochastic steps they took; all float32 on the policy's device, first dimension the samples.

    "Free" latents are those that the policy moves: all of them, but with `expand_timesteps` without the first frame's,
    which the pipeline overwrites by the picture. `vars(rollout)` is a dict of tensors, as TRL's buffers want it.

    Args:
        path: free latents `(n, w + 1, channels, latent frames, h, w)`; step k leads from `path[:, k]` to `path[:, k + 1]`.
        times: flow times `(n, w + 1)` of these. log_probs: `(n, w)` of the steps.
        x0: free latents of the finished clips `(n, channels, latent frames, h, w)`.

    Without a stochastic step (w = 0) path is x0 and times are 0.
    """

    path: torch.Tensor
    times: torch.Tensor
    log_probs: torch.Tensor
    x0: torch.Tensor

    def __len__(self) -> int:
        return len(self.x0)

    def pick(self, rows: Any) -> "Rollout":
        """The samples of an index tensor, list or slice."""
        return Rollout(**{name: tensor[rows] for name, tensor in vars(self).items()})


def concatenate(rollouts: Sequence[Rollout]) -> Rollout:
    """Several rollouts of one window size as one; their numbers of steps may differ."""
    return Rollout(**{f.name: torch.cat([getattr(one, f.name) for one in rollouts]) for f in fields(Rollout)})


def key_generator(key: SampleKey, purpose: str | int) -> torch.Generator:
    """A CPU generator for one use of a sample's noise, seeded by a stable hash of the key and the use."""
    index = key.beginning[-1] if purpose == "start" else key.index
    text = f"{key.seed}:{key.prompt_id}:{index}:{purpose}"
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest, "little") >> 1)


def key_noise(keys: Sequence[SampleKey], purpose: str | int, shape: Sequence[int], device: Any) -> torch.Tensor:
    """Standard normal noise float32 `(len(keys), *shape)`, equal for any batch, order, rank and device.

    Args:
        purpose: "start", the number of a step, or a word of the caller's own ("nft0").
    """
    drawn = [torch.randn(tuple(shape), generator=key_generator(key, purpose)) for key in keys]
    return torch.stack(drawn).to(device)


def key_uniform(keys: Sequence[SampleKey], purpose: str | int, device: Any) -> torch.Tensor:
    """Uniform numbers in [0, 1), float32 `(len(keys),)`, drawn as in `key_noise`."""
    drawn = [torch.rand((), generator=key_generator(key, purpose)) for key in keys]
    return torch.stack(drawn).to(device)


def velocity(
    pipe: Any,
    model: Any,
    x: torch.Tensor,
    t: torch.Tensor,
    conditions: Conditions,
    scales: tuple[float, float, float],
) -> torch.Tensor:
    """Guided velocity of the free latents, float32 and shaped as x: the one function that rollout and losses call.

    Args:
        pipe: an ARGenPipeline of any layout. model: its transformer, not wrapped: inside DDP or FSDP this function runs in
            the wrapped module's forward.
        x: free latents float32 `(batch, channels, latent frames, h, w)`. t: flow times `(batch,)` or one number.
        conditions: of a ConditionBank that serves these scales. scales: of `RolloutSettings.scales`.
    """
    pipe._attention_kwargs = None  # `predict` reads what the last call of the pipeline left, which may be none yet
    latents = with_first_frame(pipe, x, conditions)
    time = (t.to(x.device, torch.float32) * pipe.scheduler.config.num_train_timesteps).expand(len(x))
    states, _ = pipe.model_input(latents, conditions.first_frame, time[0], conditions.context["full"].dtype)
    if pipe.config["expand_timesteps"]:  # the pipeline has one time for all samples, a loss has one for each
        tokens = pipe.tokens_per_frame(latents)
        time = time[:, None].repeat(1, tokens * latents.shape[2])
        time[:, :tokens] = 0
    v = pipe.predict(model, states, time, conditions.context, conditions.maps, conditions.image_embeds, scales, {})
    return v.float()[:, :, 1:] if pipe.config["expand_timesteps"] else v.float()


def with_first_frame(pipe: Any, x: torch.Tensor, conditions: Conditions) -> torch.Tensor:
    """All latents of the clips `(batch, channels, latent frames, h, w)` from the free ones."""
    return torch.cat([conditions.first_frame, x], 2) if pipe.config["expand_timesteps"] else x


@torch.no_grad()
def decode(pipe: Any, x0: torch.Tensor, conditions: Conditions, batch_size: int = 8) -> torch.Tensor:
    """Frames float32 `(n, frames, 3, height, width)` in 0..1 from free latents, `batch_size` clips at a time."""
    latents = with_first_frame(pipe, x0, conditions)
    return torch.cat([pipe.decode(part, "pt").float() for part in latents.split(batch_size)])


def replay(
    pipe: Any,
    model: Any,
    rollout: Rollout,
    step: int,
    conditions: Conditions,
    settings: RolloutSettings,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Log-probability `(n,)`, mean and deviation of one step of a rollout's window under a model's present weights.

    For the weights, the batch and the kernels of the rollout the log-probability is the stored one to the bit.

    Args:
        step: 0 .. w - 1, counted in the window.
    """
    x, t, t_next = rollout.path[:, step], rollout.times[:, step], rollout.times[:, step + 1]
    v = velocity(pipe, model, x, t, conditions, settings.scales(pipe))
    mean, std = transition(x, v, t, t_next, settings.noise_level)
    return log_prob(rollout.path[:, step + 1], mean, std), mean, std


@torch.no_grad()
def roll_out(
    pipe: Any,
    conditions: Conditions,
    keys: Sequence[SampleKey],
    settings: RolloutSettings,
    window_steps: range,
    model: Any = None,
) -> Rollout:
    """Sample one clip per key: stochastic steps inside the window, the ODE outside; with an empty one the plain sampler.

    Keys of one beginning are walked as one up to the window, since the ODE leads them to one point, and branch there (as
    BranchGRPO, arXiv 2509.06040, shares prefixes; before MixGRPO's window it is our design).

    Args:
        conditions: one row per key, equal ones where keys begin alike. model: the policy, by default `pipe.transformer`.
        window_steps: of `StochasticWindow.steps`, in `0 .. num_inference_steps - 1` with step 1; `range(0)` for none.

    Raises:
        ValueError: lengths that differ, a window outside the steps or without noise, or a pipeline of two stages.
    """
    _check(pipe, conditions, keys, settings, window_steps)
    model = pipe.transformer if model is None else model
    device, scales = conditions.first_frame.device, settings.scales(pipe)
    times = flow_times(pipe.scheduler, settings.num_inference_steps).to(device)
    places = {key.beginning: place for place, key in enumerate(keys)}
    order, chosen = list(places), list(places.values())
    x, given = start_noise(pipe, [keys[place] for place in chosen], settings), conditions.pick(chosen)
    path: list[torch.Tensor] = []
    log_probs: list[torch.Tensor] = []
    for i in range(settings.num_inference_steps):
        if i == window_steps.start:  # from here on each sample is its own
            x, given = x[[order.index(key.beginning) for key in keys]], conditions
        v = velocity(pipe, model, x, times[i], given, scales)
        if i in window_steps:
            mean, std = transition(x, v, times[i], times[i + 1], settings.noise_level)
            following = mean + std * key_noise(keys, i, x.shape[1:], device)
            log_probs.append(log_prob(following, mean, std))
            path = [*(path or [x]), following]
            x = following
        else:
            x = ode_step(x, v, times[i], times[i + 1])
    shown = times[window_steps.start : window_steps.stop + 1] if window_steps else times[-1:]
    return Rollout(
        path=torch.stack(path or [x], 1),
        times=shown.repeat(len(x), 1),
        log_probs=torch.stack(log_probs, 1) if window_steps else x.new_zeros(len(x), 0),
        x0=x,
    )


def start_noise(pipe: Any, keys: Sequence[SampleKey], settings: RolloutSettings) -> torch.Tensor:
    """Free latents of pure noise. All are drawn, as the pipeline does, so that one generator gives both the same clip."""
    shape = latent_shape(pipe, settings.height, settings.width, settings.num_frames)
    noise = key_noise(keys, "start", shape, pipe._execution_device)
    return noise[:, :, 1:].contiguous() if pipe.config["expand_timesteps"] else noise


def _check(
    pipe: Any, conditions: Conditions, keys: Sequence[SampleKey], settings: RolloutSettings, window_steps: range
) -> None:
    if len(conditions) != len(keys):
        raise ValueError(
            f"`keys` has {len(keys)} entries for {len(conditions)} rows of `conditions`. Give one per row."
        )
    if pipe.config["boundary_ratio"] is not None:
        raise ValueError(
            f"`pipe` has `boundary_ratio` {pipe.config['boundary_ratio']}, so two transformers; one can be trained. "
            "Take a model of one stage, such as Wan2.1-Fun-1.3B or Wan2.2-TI2V-5B."
        )
    if window_steps:
        steps = settings.num_inference_steps
        if window_steps.step != 1 or window_steps.start < 0 or window_steps.stop > steps:
            raise ValueError(f"`window_steps` is {window_steps}; legal are ranges of step 1 in 0..{steps}.")
        if settings.noise_level == 0.0:
            raise ValueError("`noise_level` is 0, but `window_steps` has stochastic steps. Take 0.7, or range(0).")
