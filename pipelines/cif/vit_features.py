"""Patch features of a transformers vision transformer: DINO, DINOv2, DINOv3 and others of their layout."""

import inspect
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from argen.pipelines.cif.extractor import Extractor, at_size, check_sizes, fingerprint, on_grid


POOLED = ("vit", "deit")  # types with a pooler that DINO's checkpoints lack: it would be random, and is not used


def vit(
    model: str = "facebook/dino-vitb8",
    revision: str | None = None,
    image_size: int = 224,
    grid: int = 28,
    layer: int = -1,
) -> Extractor:
    """The patch tokens of a model that transformers' `AutoModel` loads; the defaults are those of CIF (arXiv 2511.05966).

    Tokens that belong to no patch (class, registers) are dropped, position encodings are interpolated where the size is
    not the trained one, and patches are resized to the grid where it differs. Mean and deviation of the colours come
    from the model's own `preprocessor_config.json`.

    Args:
        model: Hub id or folder.
        revision: commit, tag or branch on the Hub.
        image_size: pixels to which pictures are resized; a multiple of the model's patch size. At patches of 14, as
            DINOv2 has, 392 gives 28 x 28.
        grid: cells along a side.
        layer: -1 for the last block and the final norm, else the output of that block, from 1 for the first.

    Raises:
        ValueError: no such model, no vision transformer, or a size or layer that it does not have.
    """
    check_sizes(image_size, grid)
    network, colours = _load(model, revision)
    patch, depth = network.config.patch_size, network.config.num_hidden_layers
    if image_size % patch:
        raise ValueError(
            f"`image_size` is {image_size}; {model} cuts patches of {patch} pixels, so choose "
            f"{max(1, image_size // patch) * patch} or {(image_size // patch + 1) * patch}."
        )
    if layer != -1 and not 1 <= layer <= depth:
        raise ValueError(f"`layer` is {layer}; {model} has blocks 1 to {depth}, and -1 is the last one with its norm.")
    encoder = _Patches(network, colours, image_size, grid, layer)
    options = {"model": model, "revision": revision, "image_size": image_size, "grid": grid, "layer": layer}
    weights = fingerprint("vit", options, encoder.state_dict())
    return Extractor("image", "vit", options, image_size, grid, network.config.hidden_size, weights, encoder)


class _Patches(nn.Module):
    mean: Tensor
    deviation: Tensor

    def __init__(
        self, network: Any, colours: tuple[list[float], list[float]], image_size: int, grid: int, layer: int
    ) -> None:
        super().__init__()
        self.network, self.image_size, self.grid, self.layer = network.eval(), image_size, grid, layer
        mean, deviation = (torch.tensor(values).view(1, 3, 1, 1) for values in colours)
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        takes = (
            "interpolate_pos_encoding" in inspect.signature(network.forward).parameters
        )  # ViT; DINOv2 always does it
        self.extra: dict[str, Any] = {"interpolate_pos_encoding": True} if takes else {}

    def forward(self, images: Tensor, foreground: Tensor | None) -> Tensor:
        """As `Extractor.model`; the foreground does not matter to pictures."""
        pixels = (at_size(images, self.image_size) - self.mean) / self.deviation
        inner = self.layer != -1
        output = self.network(pixel_values=pixels, output_hidden_states=inner, **self.extra)
        tokens = output.hidden_states[self.layer] if inner else output.last_hidden_state
        side = self.image_size // self.network.config.patch_size
        maps = tokens[:, -(side**2) :].transpose(1, 2).unflatten(2, (side, side))
        return on_grid(maps, self.grid)


def _load(model: str, revision: str | None) -> tuple[Any, tuple[list[float], list[float]]]:
    from transformers import AutoConfig, AutoModel
    from transformers.image_processing_base import ImageProcessingMixin

    try:
        config: Any = AutoConfig.from_pretrained(model, revision=revision)
        bare = {"add_pooling_layer": False} if config.model_type in POOLED else {}
        network, found = AutoModel.from_pretrained(
            model, revision=revision, dtype=torch.float32, output_loading_info=True, **bare
        )
        settings, _ = ImageProcessingMixin.get_image_processor_dict(model, revision=revision)
    except (OSError, ValueError) as error:
        where = "folder" if Path(model).is_dir() else "Hub id (or a folder that does not exist)"
        raise ValueError(f"`model` {model!r}, a {where}, cannot be loaded: {error}") from error
    sizes = config.to_dict()
    if not isinstance(sizes.get("patch_size"), int) or "hidden_size" not in sizes:
        raise ValueError(
            f"`model` {model!r} is a {config.model_type}, not a vision transformer with square patches: choose one such as "
            "facebook/dino-vitb8 or facebook/dinov2-base."
        )
    if found["missing_keys"]:
        raise ValueError(
            f"`model` {model!r} lacks the weights {sorted(found['missing_keys'])[:3]}: it is not a complete encoder."
        )
    if "image_mean" not in settings or "image_std" not in settings:
        raise ValueError(
            f"`model` {model!r} does not say its `image_mean` and `image_std`: add them to its preprocessor_config.json."
        )
    return network, (settings["image_mean"], settings["image_std"])
