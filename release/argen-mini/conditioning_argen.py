"""Conditions of the clip in Wan's terms: text and AU tokens, image embeddings, the first frame's latent."""

from typing import Any

import PIL.Image
import torch
import torch.nn.functional as F
from diffusers import WanImageToVideoPipeline
from diffusers.utils.torch_utils import get_module_execution_device, randn_tensor


WAN21_CONTEXT = 512  # text tokens that WanAttnProcessor assumes when image tokens come before them


class ConditionedWanPipeline(WanImageToVideoPipeline):
    """The encoding half of `ARGenPipeline`: stock Wan, for batches of different images and with AU tokens."""

    @property
    def denoiser(self) -> Any:
        """The transformer whose config counts: Wan 2.2 A14B folders may hold the low-noise one alone."""
        return self.transformer if self.transformer is not None else self.transformer_2

    @property
    def pixel_multiple(self) -> tuple[int, int]:
        """Height and width of one transformer patch, pixels."""
        _, p_h, p_w = self.denoiser.config.patch_size
        return self.vae_scale_factor_spatial * p_h, self.vae_scale_factor_spatial * p_w

    def encode_prompt(
        self,
        prompt: str | list[str] | None = None,
        negative_prompt: str | list[str] | None = None,
        do_classifier_free_guidance: bool = True,
        num_videos_per_prompt: int = 1,
        prompt_embeds: torch.Tensor | None = None,
        negative_prompt_embeds: torch.Tensor | None = None,
        max_sequence_length: int | None = None,
        device: torch.device | None = None,
        dtype: torch.dtype | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Text embeddings `(batch * num_videos_per_prompt, length, text_dim)`, zeros beyond the text, without AU tokens.

        Given embeddings are only repeated; one negative prompt serves the whole batch and is encoded once.
        """
        length = max_sequence_length or self.config["text_length"]
        if prompt_embeds is None:
            prompt_embeds = self._get_t5_prompt_embeds(prompt or "", 1, length, device, dtype)
        if do_classifier_free_guidance and negative_prompt_embeds is None:
            negative_prompt_embeds = self._get_t5_prompt_embeds(negative_prompt or "", 1, length, device, dtype)
        batch = prompt_embeds.shape[0]
        prompt_embeds = prompt_embeds.repeat_interleave(num_videos_per_prompt, 0)
        if negative_prompt_embeds is not None:
            if negative_prompt_embeds.shape[0] == 1:
                negative_prompt_embeds = negative_prompt_embeds.expand(batch, -1, -1)
            negative_prompt_embeds = negative_prompt_embeds.repeat_interleave(num_videos_per_prompt, 0)
        return prompt_embeds, negative_prompt_embeds

    def encode_plans(
        self, curves: torch.Tensor, given: torch.Tensor, dtype: torch.dtype
    ) -> tuple[torch.Tensor, torch.Tensor] | None:
        """AU tokens and no-AU tokens, each `(batch, frames, text_dim)`; None without an adapter.

        `curves` and `given` are those of `stack_curves`; samples without a plan get the no-AU tokens.
        """
        if self.au_adapter is None:
            return None
        device = curves.device
        # the no-AU tokens too come through a forward call, which is what offloading hooks on to
        null = self.au_adapter(curves[:1], given[:1] & False).to(device, dtype).expand(len(curves), -1, -1)
        if not given.any():
            return null, null
        return self.au_adapter(curves, given).to(device, dtype), null

    def encode_context(
        self,
        texts: dict[str, Any],
        curves: torch.Tensor,
        given: torch.Tensor,
        repeats: int,
        device: torch.device,
    ) -> dict[str, torch.Tensor]:
        """What the branches of guidance read: "full", with AUs also "text", with text guidance also "null".

        Each is `(batch * repeats, tokens, text_dim)`: text tokens, then one AU token per frame. Wan 2.1 image models
        assume 512 tokens: there a text gets what the AU tokens leave (`text_window`), a longer caption is cut by the
        tokenizer, and given embeddings may only be longer by padding (zeros), which is dropped.

        Raises:
            ValueError: `max_sequence_length`, or embeddings that are not zero there, beyond that window.
        """
        dtype = self.denoiser.dtype
        tokens = self.encode_plans(curves, given, dtype)
        window = self.text_window(0 if tokens is None else curves.shape[1])
        if window is not None:
            texts = texts | {"max_sequence_length": _checked_length(texts["max_sequence_length"], window)}
        embeds, negative = self.encode_prompt(
            **texts, do_classifier_free_guidance=self.do_classifier_free_guidance, device=device
        )
        embeds = embeds.expand(len(curves), -1, -1)
        negative = negative if negative is None else negative.expand(len(curves), -1, -1)
        parts = {"full": (embeds, 0), "text": (embeds, 1), "null": (negative, 1)}
        if tokens is None or tokens[0] is tokens[1]:
            del parts["text"]
        context = {}
        for name, (text, index) in parts.items():
            if text is None:
                continue
            text = text.to(device, dtype)
            if window is not None:
                text = _fit_window("negative_prompt_embeds" if name == "null" else "prompt_embeds", text, window)
            if tokens is not None:
                text = torch.cat([text, tokens[index]], dim=1)
            context[name] = text.repeat_interleave(repeats, 0)
        return context

    def encode_maps(self, curves: torch.Tensor, given: torch.Tensor, repeats: int) -> dict[str, torch.Tensor]:
        """AU channels of the branches of guidance, each `(batch * repeats, channels, latent frames, 1, 1)`; {} without."""
        if self.au_adapter is None or not self.au_adapter.map_channels:
            return {}
        full = self.au_adapter.action_map(curves, given).to(self.denoiser.dtype).repeat_interleave(repeats, 0)
        null = torch.zeros_like(full)
        return {"full": full, "solo": full, "text": null, "null": null}

    def text_window(self, au_tokens: int) -> int | None:
        """Text tokens beside `au_tokens` in Wan 2.1 image models, which assume 512 of both; None for other models."""
        if self.denoiser.config.added_kv_proj_dim is None:
            return None
        if au_tokens >= WAN21_CONTEXT:
            raise ValueError(
                f"`num_frames` is {au_tokens}; this model reads {WAN21_CONTEXT} tokens, one per frame and at least one of "
                f"text. Take fewer than {WAN21_CONTEXT} frames."
            )
        return WAN21_CONTEXT - au_tokens

    def encode_pictures(
        self, images: list[Any], last_images: list[Any] | None, batch: int, embeds: torch.Tensor | None = None
    ) -> torch.Tensor:
        """CLIP embeddings for Wan 2.1 image models, `(batch, tokens, dim)`; `(2 * batch, ...)` with last images.

        Given `embeds` are only spread over the batch.
        """
        rows = [images] if last_images is None else [images, last_images]
        count = max(len(row) for row in rows)
        if embeds is None:
            pictures = [_as_picture(row[i % len(row)]) for i in range(count) for row in rows]
            embeds = self.encode_image(pictures, self._execution_device)
        assert embeds is not None  # the stock method has no return type
        embeds = embeds.to(self._execution_device, self.denoiser.dtype)
        groups = max(len(embeds) // len(rows), 1)
        return embeds.unflatten(0, (groups, -1)).repeat_interleave(batch // groups, 0).flatten(0, 1)

    def preprocess(self, images: list[Any], height: int, width: int, device: torch.device) -> torch.Tensor:
        """Pictures resized to one float32 tensor `(count, 3, height, width)` in [-1, 1]."""
        tensors = [self.video_processor.preprocess(image, height=height, width=width) for image in images]
        return torch.cat(tensors).to(device, torch.float32)

    def latent_statistics(self, latents: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Mean and reciprocal standard deviation of the VAE's latents, each `(1, channels, 1, 1, 1)`."""
        shape = (1, self.vae.config.z_dim, 1, 1, 1)
        mean = torch.tensor(self.vae.config.latents_mean).view(shape).to(latents.device, latents.dtype)
        scale = 1.0 / torch.tensor(self.vae.config.latents_std).view(shape).to(latents.device, latents.dtype)
        return mean, scale

    def prepare_latents(  # pyright: ignore[reportIncompatibleMethodOverride]  (stock is called with tensors too)
        self,
        image: torch.Tensor,
        batch_size: int,
        num_channels_latents: int = 16,
        height: int = 480,
        width: int = 832,
        num_frames: int = 81,
        dtype: torch.dtype | None = None,
        device: torch.device | None = None,
        generator: torch.Generator | list[torch.Generator] | None = None,
        latents: torch.Tensor | None = None,
        last_image: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Noise and condition; unlike the stock method each image is encoded once and keeps its place in the batch.

        Args:
            image: `(count, 3, height, width)` in [-1, 1], `batch_size` a multiple of `count`; `last_image` alike.
            latents: given noise `(batch, channels, latent frames, latent height, latent width)`.

        Returns:
            Noise, and in `expand_timesteps` mode the first frame's latent `(batch, channels, 1, h, w)`, else mask and
            latents `(batch, 4 + channels, latent frames, h, w)`.
        """
        scale = self.vae_scale_factor_spatial
        frames = (num_frames - 1) // self.vae_scale_factor_temporal + 1
        shape = (batch_size, num_channels_latents, frames, height // scale, width // scale)
        if latents is None:
            latents = randn_tensor(shape, generator=generator, device=device, dtype=dtype)
        elif latents.shape != shape:
            raise ValueError(f"`latents` must have the shape {shape}, got {tuple(latents.shape)}.")
        latents = latents.to(device=device, dtype=dtype)

        video = image.unsqueeze(2)
        if not self.config["expand_timesteps"]:
            video = F.pad(video, (0, 0, 0, 0, 0, num_frames - 1))
            if last_image is not None:
                video = video.expand(max(len(video), len(last_image)), -1, -1, -1, -1).clone()
                video[:, :, -1] = last_image
        video = video.to(device=get_module_execution_device(self.vae), dtype=self.vae.dtype)
        condition = self.vae.encode(video).latent_dist.mode().to(device=device, dtype=dtype)
        mean, inverse_std = self.latent_statistics(latents)
        condition = ((condition - mean) * inverse_std).repeat_interleave(batch_size // len(condition), 0)
        if self.config["expand_timesteps"]:
            return latents, condition
        mask = latents.new_zeros(batch_size, self.vae_scale_factor_temporal, *shape[2:])
        mask[:, :, 0] = 1
        if last_image is not None:
            mask[:, -1, -1] = 1
        return latents, torch.cat([mask, condition], dim=1)

    def decode(self, latents: torch.Tensor, output_type: str) -> Any:
        """Clips from latents `(batch, channels, latent frames, h, w)`, in the VAE's dtype."""
        latents = latents.to(device=get_module_execution_device(self.vae), dtype=self.vae.dtype)
        mean, inverse_std = self.latent_statistics(latents)
        video = self.vae.decode(latents / inverse_std + mean, return_dict=False)[0]
        return self.video_processor.postprocess_video(video, output_type=output_type)


def _checked_length(length: int | None, window: int) -> int:
    """The text length to encode with, of 1..`window` (ValueError otherwise); shorter texts are padded later."""
    if length is None:
        return window
    if not 1 <= length <= window:
        raise ValueError(
            f"`max_sequence_length` is {length}; this model has room for 1 to {window} text tokens beside the AU tokens. "
            "Take one of these, or leave it out."
        )
    return length


def _fit_window(name: str, text: torch.Tensor, window: int) -> torch.Tensor:
    """Embeddings `(batch, length, dim)` as `(batch, window, dim)`; only zeros are added or dropped (ValueError else)."""
    if bool(text[:, window:].any()):
        raise ValueError(
            f"`{name}` has {text.shape[1]} tokens that are not all padding (zeros) beyond {window}, which is what this "
            f"model has room for beside the AU tokens. Encode the text with max_sequence_length={window}."
        )
    return F.pad(text, (0, 0, 0, window - text.shape[1]))


def _as_picture(image: Any) -> PIL.Image.Image:
    """A PIL image for CLIP's own processor, which reads 8-bit pictures."""
    if isinstance(image, PIL.Image.Image):
        return image
    return PIL.Image.fromarray((image.float().permute(1, 2, 0) * 255).round().byte().cpu().numpy())
