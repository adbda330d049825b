"""What the transformer reads for a prompt (text, Action Units, first frame), encoded once and kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import torch
from safetensors.torch import load_file, save_file

from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.guidance_argen import branches
from argen.pipelines.argen.plan_argen import check_curve
from argen.pipelines.argen.request_argen import as_images, check_size
from argen.pipelines.media.atomic import atomic_path


ENCODERS = ("text_encoder", "vae", "image_encoder", "au_adapter")
LAYOUT = "1"  # of the entries; another one leaves old files unread


@dataclass(frozen=True)
class Conditions:
    """A batch of encoded prompts, in the terms of `ARGenPipeline.predict`, on one device.

    Args:
        first_frame: with `expand_timesteps` the picture's latent `(n, channels, 1, h, w)`, else mask and latents
            `(n, 4 + channels, latent frames, h, w)`; float32.
        context: "full", and "text" and "null" where guidance needs them, each `(n, tokens, text_dim)`.
        maps: AU channels of the same branches `(n, channels, latent frames, 1, 1)`; {} for models without.
        image_embeds: CLIP tokens `(n, tokens, dim)`, None for models without.
    """

    first_frame: torch.Tensor
    context: dict[str, torch.Tensor]
    maps: dict[str, torch.Tensor]
    image_embeds: torch.Tensor | None

    def __len__(self) -> int:
        return len(self.first_frame)

    def pick(self, rows: Any) -> "Conditions":
        """The prompts of an index tensor, list or slice, also repeated ones."""
        return Conditions(
            self.first_frame[rows],
            {name: tensor[rows] for name, tensor in self.context.items()},
            {name: tensor[rows] for name, tensor in self.maps.items()},
            None if self.image_embeds is None else self.image_embeds[rows],
        )


class ConditionBank:
    """Encodes each prompt once, alone, with the pipeline's own methods, and stacks what a batch asks for (our design).

    The text encoder, VAE, image encoder and AU adapter are taken as frozen: only the transformer may be trained. Entries
    stay in main memory; with a folder they are also read from and written to safetensors files, whose names hash the row
    and the encoders' weights, so that other weights never meet old entries. The null prompt is kept once for all.

    Args:
        pipe: an ARGenPipeline.
        height, width, num_frames: of the clips.
        scales: of `RolloutSettings.scales`; the branches of guidance that these need are encoded.
        folder: where entries are kept between runs; None keeps them in memory only.

    Raises:
        ValueError: a size that the model cannot render.
    """

    def __init__(
        self,
        pipe: Any,
        height: int,
        width: int,
        num_frames: int,
        scales: tuple[float, float, float],
        folder: str | Path | None = None,
    ) -> None:
        check_size(num_frames, height, width, pipe.vae_scale_factor_temporal, pipe.pixel_multiple)
        self.pipe, self.height, self.width, self.num_frames = pipe, height, width, num_frames
        self.branches = {"full", *branches(*scales)}
        self.folder = None if folder is None else Path(folder)
        self.fingerprint = "" if folder is None else fingerprint(pipe)
        self.entries: dict[str, dict[str, torch.Tensor]] = {}
        self.captions: dict[str, str] = {}
        self._null: torch.Tensor | None = None

    def __call__(self, rows: Sequence[Mapping[str, Any]]) -> Conditions:
        """The conditions of dataset rows, in their order, on the pipeline's device.

        Args:
            rows: each with `prompt` (the caption), `image` (path or PIL image), `prompt_id` (text, unique in the run)
                and `action_units` (`(frames, 20)` in 0..1, or None).

        Raises:
            ValueError: a row that the pipeline would refuse, or two captions under one `prompt_id`.
        """
        for row in rows:
            known = self.captions.setdefault(row["prompt_id"], row["prompt"])
            if known != row["prompt"]:
                raise ValueError(
                    f"`prompt_id` {row['prompt_id']!r} names two prompts, {known!r} and {row['prompt']!r}. "
                    "Give each row of the dataset an id of its own."
                )
            if row["prompt_id"] not in self.entries:
                self.entries[row["prompt_id"]] = self._entry(row)
        return self._stack([self.entries[row["prompt_id"]] for row in rows])

    def _entry(self, row: Mapping[str, Any]) -> dict[str, torch.Tensor]:
        image = read_image(row["image"])
        curve = self._curve(row)
        if self.folder is None:
            return self._encode(row["prompt"], image, curve)
        path = self.folder / f"{self._key(row['prompt'], image, curve)}.safetensors"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            with atomic_path(path) as part:
                save_file(self._encode(row["prompt"], image, curve), part)
        return load_file(path)

    def _curve(self, row: Mapping[str, Any]) -> torch.Tensor | None:
        if row["action_units"] is None:
            return None
        if self.pipe.au_adapter is None:
            raise ValueError(
                f"`action_units` of {row['prompt_id']!r} need the component `au_adapter`, which this pipeline does not "
                "have. Set the column to None."
            )
        curve = check_curve(np.asarray(row["action_units"], np.float32), "action_units")
        if len(curve) != self.num_frames:
            raise ValueError(
                f"`action_units` of {row['prompt_id']!r} have {len(curve)} frames, the clips {self.num_frames}. "
                f"Make the plan with num_frames={self.num_frames}."
            )
        return torch.from_numpy(np.ascontiguousarray(curve, np.float32))

    def _key(self, prompt: str, image: Any, curve: torch.Tensor | None) -> str:
        """Name of an entry: all that `_encode` reads."""
        pixels = np.asarray(image) if isinstance(image, PIL.Image.Image) else image.cpu().numpy()
        size = (self.height, self.width, self.num_frames, sorted(self.branches), pixels.shape, str(pixels.dtype))
        digest = hashlib.blake2b(
            f"{LAYOUT}|{self.fingerprint}|{size}|{prompt}|{curve is None}|".encode(), digest_size=16
        )
        digest.update(np.ascontiguousarray(pixels).tobytes())
        digest.update(b"" if curve is None else curve.numpy().tobytes())
        return digest.hexdigest()

    @torch.no_grad()
    def _encode(self, prompt: str, image: Any, curve: torch.Tensor | None) -> dict[str, torch.Tensor]:
        """Tensors of one prompt, each with a batch of 1, on the CPU."""
        pipe, device = self.pipe, self.pipe._execution_device
        pipe.set_guidance(1.0, None, 1.0, 0.0, (0.0, 1.0))  # no null prompt: `_null_context` has it
        curves, given = self._batch_of_one(curve)
        context = pipe.encode_context(texts([prompt]), curves, given, 1, device)
        entry = {
            f"context.{name}": context[name] for name in ("full", "text") if name in context and name in self.branches
        }
        maps = pipe.encode_maps(curves, given, 1)
        if maps:
            entry["map"] = maps["full"]
        if pipe.transformer.config.image_dim is not None:
            entry["image_embeds"] = pipe.encode_pictures([image], None, 1)
        _, entry["first_frame"] = pipe.prepare_latents(
            pipe.preprocess([image], self.height, self.width, device), 1, pipe.vae.config.z_dim,
            self.height, self.width, self.num_frames, torch.float32, device,
            latents=torch.zeros(1, *latent_shape(pipe, self.height, self.width, self.num_frames)),
        )  # fmt: skip
        return {name: tensor.cpu().contiguous() for name, tensor in entry.items()}

    @torch.no_grad()
    def _null_context(self) -> torch.Tensor:
        """What the null branch reads, `(1, tokens, text_dim)`; the same for all prompts of one size."""
        self.pipe.set_guidance(2.0, None, 1.0, 0.0, (0.0, 1.0))
        curves, given = self._batch_of_one(None)
        return self.pipe.encode_context(texts([""]), curves, given, 1, self.pipe._execution_device)["null"]

    def _batch_of_one(self, curve: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor]:
        device = self.pipe._execution_device
        shown = torch.zeros(self.num_frames, len(AUS)) if curve is None else curve
        return shown[None].to(device), torch.tensor([curve is not None], device=device)

    def _stack(self, entries: list[dict[str, torch.Tensor]]) -> Conditions:
        device = self.pipe._execution_device

        def stacked(name: str, otherwise: str | None = None) -> torch.Tensor:
            return torch.cat([one.get(name, one.get(otherwise)) for one in entries]).to(device)  # pyright: ignore

        context = {"full": stacked("context.full")}
        if "text" in self.branches:  # a prompt without AUs reads the same with and without them
            context["text"] = stacked("context.text", "context.full")
        if "null" in self.branches:
            self._null = self._null_context() if self._null is None else self._null
            context["null"] = self._null.expand(len(entries), -1, -1)
        maps = {}
        if "map" in entries[0]:
            full = stacked("map")
            maps = {name: full if name == "full" else torch.zeros_like(full) for name in context}
        embeds = stacked("image_embeds") if "image_embeds" in entries[0] else None
        return Conditions(stacked("first_frame"), context, maps, embeds)


def latent_shape(pipe: Any, height: int, width: int, num_frames: int) -> tuple[int, int, int, int]:
    """Channels, frames, height and width of a clip's latents, the first frame's among them."""
    space, time = pipe.vae_scale_factor_spatial, pipe.vae_scale_factor_temporal
    return pipe.vae.config.z_dim, (num_frames - 1) // time + 1, height // space, width // space


def fingerprint(pipe: Any) -> str:
    """Hash of all that turns a row into conditions: weights and settings of the encoders, and the denoiser's precision."""
    digest = hashlib.blake2b(digest_size=16)
    settings = (pipe.config["text_length"], pipe.config["expand_timesteps"], str(pipe.denoiser.dtype))
    processor = None if pipe.image_processor is None else pipe.image_processor.to_json_string()
    words = json.loads(pipe.tokenizer.backend_tokenizer.to_str())
    del words["truncation"], words["padding"]  # what the last call asked for
    digest.update(f"{settings}|{json.dumps(words)}|{processor}".encode())
    for component in ENCODERS:
        module = getattr(pipe, component)
        if module is None:
            continue
        digest.update(f"{component}|{module.config}".encode())
        for name, tensor in module.state_dict().items():
            digest.update(f"{name}|{tensor.dtype}|{tuple(tensor.shape)}".encode())
            digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
    return digest.hexdigest()


def read_image(image: Any) -> Any:
    """A path's picture, or the picture itself, as the pipeline takes it."""
    if isinstance(image, str | Path):
        with PIL.Image.open(image) as picture:
            return as_images("image", picture)[0]
    return as_images("image", image)[0]


def texts(captions: list[str]) -> dict[str, Any]:
    """The arguments of `encode_prompt` for captions and the empty negative one."""
    return {
        "prompt": captions,
        "negative_prompt": None,
        "prompt_embeds": None,
        "negative_prompt_embeds": None,
        "max_sequence_length": None,
    }
