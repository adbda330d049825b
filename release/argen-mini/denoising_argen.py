"""The guided sampler: which branches a step needs, one forward pass for all of them, the loop over the steps."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from .conditioning_argen import ConditionedWanPipeline
from .guidance_argen import (
    FrameGuidanceConfig,
    branches,
    check_scale,
    combine,
    frame_attention,
    sample_mask,
    solo_mask,
)


class GuidedWanPipeline(ConditionedWanPipeline):
    """The sampling half of `ARGenPipeline`: Wan's loop with guidance over text, AUs and neighbouring frames."""

    def set_guidance(
        self,
        guidance_scale: float | None,
        guidance_scale_2: float | None,
        au_guidance_scale: float | None,
        frame_guidance_scale: float | None,
        interval: tuple[float, float],
    ) -> None:
        """Take the scales of a call, or the model's own where they are None; a callback may move them between steps."""
        config = self.config
        self._guidance_scale = config["default_guidance_scale"] if guidance_scale is None else guidance_scale
        self._guidance_scale_2 = self._guidance_scale if guidance_scale_2 is None else guidance_scale_2
        self._au_guidance_scale = (
            config["default_au_guidance_scale"] if au_guidance_scale is None else au_guidance_scale
        )
        check_scale("guidance_scale", self._guidance_scale)
        check_scale("guidance_scale_2", self._guidance_scale_2)
        check_scale("au_guidance_scale", self._au_guidance_scale)
        scale = config["default_frame_guidance_scale"] if frame_guidance_scale is None else frame_guidance_scale
        self._frame_guidance = FrameGuidanceConfig(scale, *interval)

    def step_scales(self, step: int, low_noise: bool, has_aus: bool) -> tuple[float, float, float]:
        """Text, AU and frame scales of a step. As in all of diffusers a text scale up to 1 means no text guidance."""
        text = max(self._guidance_scale_2 if low_noise else self._guidance_scale, 1.0)
        return (
            text,
            self._au_guidance_scale if has_aus else text,
            self._frame_guidance.weight(step, self._num_timesteps),
        )

    def model_input(
        self, latents: torch.Tensor, condition: torch.Tensor, t: torch.Tensor, dtype: torch.dtype
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """What the transformer reads at time `t`: latents with the first frame in place, and its time per token.

        Concat mode: condition channels appended, one time per sample. `expand_timesteps`: the first frame is the
        condition and has time 0, `(batch, tokens)`.
        """
        if not self.config["expand_timesteps"]:
            return torch.cat([latents, condition], dim=1).to(dtype), t.expand(len(latents))
        states = torch.cat([condition, latents[:, :, 1:]], dim=2).to(dtype)
        times = t.float().repeat(self.tokens_per_frame(latents) * latents.shape[2])
        times[: self.tokens_per_frame(latents)] = 0
        return states, times.expand(len(latents), -1)

    def tokens_per_frame(self, latents: torch.Tensor) -> int:
        """Transformer tokens of one latent frame."""
        _, p_h, p_w = self.denoiser.config.patch_size
        return (latents.shape[3] // p_h) * (latents.shape[4] // p_w)

    def predict(
        self,
        model: Any,
        states: torch.Tensor,
        times: torch.Tensor,
        context: dict[str, torch.Tensor],
        maps: dict[str, torch.Tensor],
        image_embeds: torch.Tensor | None,
        scales: tuple[float, float, float],
        masks: dict[int, torch.Tensor | None],
    ) -> torch.Tensor:
        """Guided velocity of one step; all branches that the scales need share one forward pass.

        Args:
            states: of `model_input`, `(batch, channels, latent frames, h, w)`; `times` alike.
            context: of `encode_context`. maps: of `encode_maps`. scales: of `step_scales`.
            masks: attention masks by number of branches, kept between steps.
        """
        names = branches(*scales)
        if "null" in names and "null" not in context:
            raise ValueError("`guidance_scale` rose above 1 in a run begun without it. Begin with a value above 1.")
        count, batch = len(names), len(states)
        if "solo" in names and count not in masks:
            is_solo = torch.arange(count * batch) >= (count - 1) * batch
            masks[count] = sample_mask(
                is_solo, solo_mask(states.shape[2], self.tokens_per_frame(states), states.device)
            )
        embeds = [context["full" if name == "solo" else name] for name in names]
        states = _tile(states, count)
        if maps:
            channels = torch.cat([maps[name] for name in names])
            states = torch.cat([states, channels.expand(-1, -1, -1, *states.shape[3:])], 1)
        with model.cache_context("+".join(names)), frame_attention(model, masks[count] if "solo" in names else None):
            velocity = model(
                hidden_states=states,
                timestep=_tile(times, count),
                encoder_hidden_states=torch.cat(embeds) if count > 1 else embeds[0],
                encoder_hidden_states_image=None if image_embeds is None else _tile(image_embeds, count),
                attention_kwargs=self.attention_kwargs,
                return_dict=False,
            )[0]
        v = dict(zip(names, velocity.chunk(count), strict=True))
        return combine(v.get("null"), v.get("text"), v.get("full"), v.get("solo"), *scales)

    def denoise(
        self,
        latents: torch.Tensor,
        condition: torch.Tensor,
        context: dict[str, torch.Tensor],
        maps: dict[str, torch.Tensor],
        image_embeds: torch.Tensor | None,
        num_steps: int,
        on_step: Callable[..., dict[str, Any]] | None,
        tensor_inputs: Sequence[str],
    ) -> torch.Tensor:
        """Latents of the clips, from noise, over `scheduler.timesteps`; the first frame is put back at the end."""
        timesteps = self.scheduler.timesteps
        self._num_timesteps = len(timesteps)
        warmup = len(timesteps) - num_steps * self.scheduler.order
        ratio = self.config["boundary_ratio"]
        boundary = None if ratio is None else ratio * self.scheduler.config.num_train_timesteps
        masks: dict[int, torch.Tensor | None] = {}
        with self.progress_bar(total=num_steps) as progress:  # pyright: ignore[reportCallIssue]
            for i, t in enumerate(timesteps):
                if self.interrupt:
                    continue
                self._current_timestep = t
                low_noise = boundary is not None and bool(t < boundary)
                scales = self.step_scales(i, low_noise, "text" in context)
                model = self.transformer_2 if low_noise else self.transformer
                states, times = self.model_input(latents, condition, t, context["full"].dtype)
                velocity = self.predict(model, states, times, context, maps, image_embeds, scales, masks)
                latents = self.scheduler.step(velocity, t, latents, return_dict=False)[0]
                if on_step is not None:
                    held = {"latents": latents, "prompt_embeds": context["full"]}
                    held["negative_prompt_embeds"] = context.get("null")
                    changed = on_step(self, i, t, {name: held[name] for name in tensor_inputs})
                    latents = changed.pop("latents", latents)
                    context["full"] = changed.pop("prompt_embeds", context["full"])
                    if changed.get("negative_prompt_embeds") is not None:
                        context["null"] = changed.pop("negative_prompt_embeds")
                if i == len(timesteps) - 1 or (i + 1 > warmup and (i + 1) % self.scheduler.order == 0):
                    progress.update()
        self._current_timestep = None
        return torch.cat([condition, latents[:, :, 1:]], dim=2) if self.config["expand_timesteps"] else latents


def _tile(tensor: torch.Tensor, count: int) -> torch.Tensor:
    """The batch repeated `count` times; the tensor itself for one, so that the plain sampler copies nothing."""
    return tensor if count == 1 else tensor.repeat(count, *[1] * (tensor.ndim - 1))
