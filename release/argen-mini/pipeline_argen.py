"""ARGenPipeline: a face picture and an affect plan in, an expressive clip out, on any Wan image-to-video model."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import torch
from diffusers import AutoencoderKLWan, ModelMixin, WanTransformer3DModel
from diffusers.callbacks import MultiPipelineCallbacks, PipelineCallback
from diffusers.pipelines.wan.pipeline_output import WanPipelineOutput
from diffusers.schedulers import FlowMatchEulerDiscreteScheduler
from transformers import AutoTokenizer, CLIPImageProcessor, CLIPVisionModel, T5EncoderModel, UMT5EncoderModel

# The Hub loader copies the modules that this file imports and no others: all of the closure is named here.
from .caption_argen import caption_curve  # noqa: F401
from .conditioning_argen import ConditionedWanPipeline  # noqa: F401
from .convolution_argen import use_onednn
from .denoising_argen import GuidedWanPipeline
from .facs_argen import AUS  # noqa: F401
from .guidance_argen import FrameGuidanceConfig  # noqa: F401
from .layout_argen import installed_planner, read_index, resolve_folder, write_layout
from .plan_argen import AffectPlan
from .request_argen import (
    as_images,
    batch_size,
    broadcast,
    check_exclusive,
    check_size,
    check_tensor_inputs,
    is_given,
    plan_batch,
    sample_generators,
    stack_curves,
)


__all__ = ["ARGenPipeline", "ARGenPipelineOutput", "sample_generators"]
OURS = ("au_adapter", "au_estimator")
BATCHED = ("emotion", "intensity", "text", "action_units", "plan", "prompt", "negative_prompt", "prompt_embeds")
TEXTS = ("negative_prompt", "prompt_embeds", "negative_prompt_embeds", "max_sequence_length")
OUTPUT_TYPES = ("pil", "np", "pt", "latent")


@dataclass
class ARGenPipelineOutput(WanPipelineOutput):
    """Clips and what they were asked to express.

    `frames`: float32 array `(batch, frames, height, width, 3)` in [0, 1] for "np", tensor
    `(batch, frames, 3, height, width)` for "pt", lists of PIL images for "pil", latents for "latent".
    `plan`: an AffectPlan or None per clip; None if no clip has one.
    """

    plan: list[AffectPlan | None] | None = None


class ARGenPipeline(GuidedWanPipeline):
    """Expressive face video from a picture and an emotion, AUs, a text or a plan (arXiv 2604.12255; guidance is ours).

    Serves our embedded model and public Wan 2.1 / 2.2 weights: the AU adapter appends tokens to the prompt embeddings, so
    that no transformer is patched; a transformer trained with them also reads the AUs as input channels. The arguments
    after `expand_timesteps` are what `__call__` takes when a value is left out; their own defaults are those of Wan.

    Args:
        au_adapter: AU curve `(batch, frames, 20)` -> tokens `(batch, frames, text_dim)`; without it AUs are refused.
        au_estimator: frames -> AU curve, for those who judge clips; not used while denoising.
        text_length: tokens of the padded caption.
        default_fps: frames per second of the clips, which sets the timing of plans.
    """

    model_cpu_offload_seq = "text_encoder->au_adapter->image_encoder->transformer->transformer_2->vae->au_estimator"
    _optional_components: ClassVar[list[str]] = [*GuidedWanPipeline._optional_components, *OURS]

    def __init__(
        self,
        tokenizer: AutoTokenizer,
        text_encoder: UMT5EncoderModel | T5EncoderModel,
        vae: AutoencoderKLWan,
        scheduler: FlowMatchEulerDiscreteScheduler,
        image_processor: CLIPImageProcessor | None = None,
        image_encoder: CLIPVisionModel | None = None,
        transformer: WanTransformer3DModel | None = None,
        transformer_2: WanTransformer3DModel | None = None,
        au_adapter: ModelMixin | None = None,
        au_estimator: ModelMixin | None = None,
        boundary_ratio: float | None = None,
        expand_timesteps: bool = False,
        text_length: int = 512,
        default_height: int = 480,
        default_width: int = 832,
        default_num_frames: int = 81,
        default_fps: float = 16.0,
        default_steps: int = 50,
        default_guidance_scale: float = 5.0,
        default_au_guidance_scale: float = 1.0,
        default_frame_guidance_scale: float = 0.0,
    ) -> None:
        stock: dict[str, Any] = {
            "image_processor": image_processor,
            "image_encoder": image_encoder,
            "transformer": transformer,
            "transformer_2": transformer_2,
            "boundary_ratio": boundary_ratio,
            "expand_timesteps": expand_timesteps,
        }
        given: Any = text_encoder
        super().__init__(tokenizer, given, use_onednn(vae), scheduler, **stock)
        self.register_modules(au_adapter=au_adapter, au_estimator=au_estimator)
        self.register_to_config(
            text_length=text_length,
            default_height=default_height,
            default_width=default_width,
            default_num_frames=default_num_frames,
            default_fps=default_fps,
            default_steps=default_steps,
            default_guidance_scale=default_guidance_scale,
            default_au_guidance_scale=default_au_guidance_scale,
            default_frame_guidance_scale=default_frame_guidance_scale,
        )
        # text, emotion=, intensity=, action_units=, num_frames=, fps=, seed= -> AffectPlan; None: a text is a caption
        self.planner: Callable[..., AffectPlan] | None = installed_planner(__package__ or "")

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path: str | os.PathLike, **kwargs: Any) -> "ARGenPipeline":
        """Load an ARGen folder or Hub id, or a plain Wan 2.1 / 2.2 one (the adapter is then absent).

        One of our ids without `revision` is read from the installed package when it is there. Weights are loaded as
        float32 unless `dtype` says otherwise, and from safetensors only. No code from the folder is run.
        """
        hub = ("revision", "cache_dir", "token", "force_download", "local_files_only")
        folder = resolve_folder(
            os.fspath(pretrained_model_name_or_path), **{name: kwargs.pop(name) for name in hub if name in kwargs}
        )
        if kwargs.get("torch_dtype") is None and kwargs.get("dtype") is None:
            kwargs["dtype"] = torch.float32
        kwargs.setdefault("use_safetensors", True)
        return cast("ARGenPipeline", super().from_pretrained(folder, **kwargs))

    @classmethod
    def from_pipe(cls, pipeline: Any, **kwargs: Any) -> "ARGenPipeline":
        """Reuse the components of another Wan pipeline; diffusers' own rule drops those whose class it does not know."""
        for name in OURS:
            if name in pipeline.components:
                kwargs.setdefault(name, pipeline.components[name])
        return cast("ARGenPipeline", super().from_pipe(pipeline, **kwargs))

    @classmethod
    def _dict_from_json_file(cls, json_file: str | os.PathLike) -> dict[str, Any]:
        return read_index(super()._dict_from_json_file(json_file), __package__ or "")

    def save_pretrained(  # pyright: ignore[reportIncompatibleMethodOverride]  (the same keywords, handed on)
        self, save_directory: str | os.PathLike, **kwargs: Any
    ) -> None:
        """Write a folder that this class loads without trust, and `DiffusionPipeline` with `trust_remote_code=True`."""
        if kwargs.pop("push_to_hub", False):
            raise ValueError("`push_to_hub=True` would upload before our layout is written. Use pipe.push_to_hub(id).")
        super().save_pretrained(save_directory, **kwargs)
        write_layout(save_directory, type(self), self.components)

    def check_request(self, given: dict[str, Any]) -> tuple[int, int, int, int]:
        """Refuse what cannot be rendered (ValueError); returns frames, height, width and steps with defaults filled in."""
        check_exclusive(given, "text", "prompt", "prompt_embeds")
        check_exclusive(given, "negative_prompt", "negative_prompt_embeds")
        if given["output_type"] not in OUTPUT_TYPES:
            raise ValueError(f"`output_type` must be one of {', '.join(OUTPUT_TYPES)}, got {given['output_type']!r}.")
        for name in ("action_units", "plan"):
            if self.au_adapter is None and is_given(name, given[name]):
                raise ValueError(
                    f"`{name}` needs the component `au_adapter`, which this pipeline does not have. Load an ARGen model, "
                    "set pipe.au_adapter, or describe the expression by `emotion` or `text`."
                )
        if self.config["boundary_ratio"] is None and given["guidance_scale_2"] is not None:
            raise ValueError("`guidance_scale_2` needs a pipeline with `boundary_ratio`. Leave it out.")
        if self.config["expand_timesteps"] and given["last_image"] is not None:
            raise ValueError("`last_image` needs a Wan model that takes mask and image channels. Leave it out.")
        z_dim = self.vae.config.z_dim
        channels = z_dim if self.config["expand_timesteps"] else 2 * z_dim + self.vae_scale_factor_temporal
        channels += 0 if self.au_adapter is None else self.au_adapter.map_channels
        if self.denoiser.config.in_channels != channels:
            raise ValueError(
                f"`transformer` takes {self.denoiser.config.in_channels} channels, image-to-video needs {channels}. Load "
                "an image-to-video model (Wan 2.1 I2V or Fun-InP, Wan 2.2 I2V or TI2V), not a text-to-video one, "
                "and with it the `au_adapter` that it was trained with."
            )
        frames, height, width, steps = (
            self.config[f"default_{name}"] if given[key] is None else given[key]
            for name, key in (
                ("num_frames", "num_frames"),
                ("height", "height"),
                ("width", "width"),
                ("steps", "num_inference_steps"),
            )
        )
        if given["num_videos_per_prompt"] < 1:
            raise ValueError(f"`num_videos_per_prompt` must be at least 1, got {given['num_videos_per_prompt']}.")
        plan = next((one for one in broadcast("plan", given["plan"], 1) if one is not None), None)
        if given["num_frames"] is None and plan is not None:
            frames = len(plan.curve)
        check_size(frames, height, width, self.vae_scale_factor_temporal, self.pixel_multiple)
        if steps < 1:
            raise ValueError(f"`num_inference_steps` must be at least 1, got {steps}.")
        return frames, height, width, steps

    @torch.no_grad()
    def __call__(  # pyright: ignore[reportIncompatibleMethodOverride]  (the plan's arguments come first)
        self,
        image: Any,
        emotion: str | list[str | None] | None = None,
        intensity: float | list[float | None] | None = None,
        text: str | list[str | None] | None = None,
        action_units: Any = None,
        plan: AffectPlan | list[AffectPlan | None] | None = None,
        prompt: str | list[str] | None = None,
        negative_prompt: str | list[str] | None = None,
        height: int | None = None,
        width: int | None = None,
        num_frames: int | None = None,
        num_inference_steps: int | None = None,
        guidance_scale: float | None = None,
        guidance_scale_2: float | None = None,
        au_guidance_scale: float | None = None,
        frame_guidance_scale: float | None = None,
        frame_guidance_interval: tuple[float, float] = (0.0, 1.0),
        num_videos_per_prompt: int = 1,
        generator: torch.Generator | list[torch.Generator] | None = None,
        latents: torch.Tensor | None = None,
        prompt_embeds: torch.Tensor | None = None,
        negative_prompt_embeds: torch.Tensor | None = None,
        image_embeds: torch.Tensor | None = None,
        last_image: Any = None,
        output_type: str = "np",
        return_dict: bool = True,
        attention_kwargs: dict[str, Any] | None = None,
        callback_on_step_end: Callable[..., dict[str, Any]] | PipelineCallback | MultiPipelineCallbacks | None = None,
        callback_on_step_end_tensor_inputs: Sequence[str] = ("latents",),
        max_sequence_length: int | None = None,
    ) -> ARGenPipelineOutput | tuple[Any, list[AffectPlan | None] | None]:
        """Generate clips; lists are batches, single items serve all samples, None means the model's own default.

        Args:
            image: PIL image, float tensor `(3, h, w)` or `(batch, 3, h, w)` in [0, 1], or a list.
            emotion, intensity: of `EMOTIONS`, 0..1. action_units: `{"AU12": 0.8}`, `(20,)` or `(frames, 20)` in 0..1.
            text: planned by `planner`, emotion and AUs win over it; without planner a caption. prompt: caption as it stands.
            plan: replaces emotion and AUs.
            num_frames: 4k + 1. guidance_scale: text, above 1 is on. au_guidance_scale: 0 ignores the AUs, 1 is plain.
            frame_guidance_scale, frame_guidance_interval: see `FrameGuidanceConfig`.
            generator: one, or one per clip (see `sample_generators`); then a clip does not depend on its batch.
            max_sequence_length, prompt_embeds: Wan 2.1 models with an image encoder have room for `text_window` tokens:
                512, less one per frame beside an adapter. Longer ones are refused, but for padding (zeros).

        Raises:
            ValueError: an argument out of its legal set, AUs without an `au_adapter`, or batch lengths that differ.
        """
        given = dict(locals())
        num_frames, height, width, steps = self.check_request(given)
        self.set_guidance(
            guidance_scale, guidance_scale_2, au_guidance_scale, frame_guidance_scale, frame_guidance_interval
        )
        if isinstance(callback_on_step_end, PipelineCallback | MultiPipelineCallbacks):
            callback_on_step_end_tensor_inputs = list(callback_on_step_end.tensor_inputs)
        check_tensor_inputs(callback_on_step_end_tensor_inputs, self._callback_tensor_inputs)
        self._attention_kwargs, self._current_timestep, self._interrupt = attention_kwargs, None, False
        device = self._execution_device

        images = as_images("image", image)
        last_images = None if last_image is None else as_images("last_image", last_image)
        batch = batch_size(images=images, last_image=last_images, **{name: given[name] for name in BATCHED})
        plans, captions = plan_batch(given, batch, self.planner, num_frames, self.config["default_fps"])

        texts = {name: given[name] for name in TEXTS} | {"prompt": captions}
        curves, is_planned = (tensor.to(device) for tensor in stack_curves(plans, num_frames))
        context = self.encode_context(texts, curves, is_planned, num_videos_per_prompt, device)
        maps = self.encode_maps(curves, is_planned, num_videos_per_prompt)
        clips = batch * num_videos_per_prompt
        if self.transformer is not None and self.transformer.config.image_dim is not None:
            image_embeds = self.encode_pictures(images, last_images, clips, image_embeds)

        self.scheduler.set_timesteps(steps, device=device)
        latents, condition = self.prepare_latents(
            self.preprocess(images, height, width, device),
            clips,
            self.vae.config.z_dim,
            height,
            width,
            num_frames,
            torch.float32,
            device,
            generator,
            latents,
            None if last_images is None else self.preprocess(last_images, height, width, device),
        )
        latents = self.denoise(
            latents, condition, context, maps, image_embeds, steps,
            callback_on_step_end, callback_on_step_end_tensor_inputs,
        )  # fmt: skip
        frames = latents if output_type == "latent" else self.decode(latents, output_type)
        self.maybe_free_model_hooks()
        shown = [one for one in plans for _ in range(num_videos_per_prompt)] if any(plans) else None
        return ARGenPipelineOutput(frames=frames, plan=shown) if return_dict else (frames, shown)
