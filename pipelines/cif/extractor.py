"""The thing that turns pictures or clouds into one feature vector per patch."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


MODALITIES = ("image", "points")
_PLACES = ("model", "revision")  # options that say where the weights lie; the weights themselves are hashed


@dataclass(frozen=True)
class Extractor:
    """Patch features of pictures or of organised clouds; made by `make_extractor` (our design).

    Attributes:
        modality: "image" or "points", what `__call__` takes.
        kind: its name in `FEATURES`.
        options: JSON-able; `make_extractor(kind, **options)` builds the same extractor again.
        image_size: pixels to which a picture or a map is resized before it is looked at.
        grid: patches along a side, g.
        dim: length of a feature vector, d.
        fingerprint: SHA-256 over kind, options and weights, wherever the weights lie: features with equal fingerprints
            may be compared.
        model: `(1, 3, H, W), foreground (1, g, g) or None -> (1, g * g, d)`.
    """

    modality: str
    kind: str
    options: dict[str, Any]
    image_size: int
    grid: int
    dim: int
    fingerprint: str
    model: nn.Module = field(repr=False, compare=False)

    @torch.inference_mode()
    def __call__(self, batch: Tensor, foreground: Tensor | None = None) -> Tensor:
        """Features `(b, g * g, d)`, float32, row by row of the grid, on the device of `batch`.

        One item at a time, so that the features of an item do not depend on those beside it.

        Args:
            batch: `(b, 3, H, W)`, any H and W: pictures in 0..1, or x, y, z in metres with zeros where there is no point.
            foreground: `(b, g, g)` bool, for clouds: points elsewhere are left out, and features there are zeros.

        Raises:
            ValueError: another shape, no item, NaN, a picture outside 0..1, or a cloud without a point to look at.
        """
        _check(batch, foreground, self)
        self.model.to(batch.device)
        masks = [None] * len(batch) if foreground is None else foreground.to(batch.device).split(1)
        rows = [self.model(one, mask) for one, mask in zip(batch.float().split(1), masks, strict=True)]
        return torch.cat(rows)


def fingerprint(kind: str, options: Mapping[str, Any], weights: Mapping[str, Tensor]) -> str:
    """SHA-256 over the kind, the options (without the place of the weights) and each weight's name, type, shape, bits."""
    kept = {name: value for name, value in options.items() if name not in _PLACES}
    digest = hashlib.sha256(json.dumps([kind, kept], sort_keys=True).encode())
    for name in sorted(weights):
        tensor = weights[name].detach().cpu().contiguous()
        digest.update(json.dumps([name, str(tensor.dtype), list(tensor.shape)]).encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def at_size(images: Tensor, size: int) -> Tensor:
    """Pictures `(b, c, H, W)` as squares of `size` pixels, bilinear, smoothed where they shrink."""
    if tuple(images.shape[-2:]) == (size, size):
        return images
    return F.interpolate(images, (size, size), mode="bilinear", antialias=True)


def on_grid(maps: Tensor, grid: int) -> Tensor:
    """Feature maps `(b, c, h, w)` as cells `(b, grid * grid, c)`, resized as pictures are."""
    return at_size(maps, grid).flatten(2).transpose(1, 2)


def check_sizes(image_size: int, grid: int, smallest: int = 16) -> None:
    """ValueError unless `smallest <= image_size <= 4096` pixels and `1 <= grid <= image_size`."""
    if not smallest <= image_size <= 4096:
        raise ValueError(f"`image_size` is {image_size}; it has to be {smallest} to 4096 pixels.")
    if not 1 <= grid <= image_size:
        raise ValueError(f"`grid` is {grid}; it has to be 1 to `image_size` ({image_size}) patches along a side.")


def _check(batch: Tensor, foreground: Tensor | None, extractor: Extractor) -> None:
    if batch.ndim != 4 or batch.shape[1] != 3 or not batch.numel():
        raise ValueError(f"`batch` has shape {tuple(batch.shape)}; it has to be (b, 3, H, W) with at least one item.")
    if not bool(torch.isfinite(batch).all()):
        raise ValueError("`batch` has NaN or infinite values: mark a pixel without a point by zeros.")
    if extractor.modality == "image" and not (batch.is_floating_point() and batch.min() >= 0 and batch.max() <= 1):
        raise ValueError(
            f"`batch` has values of type {batch.dtype} from {float(batch.min()):g} to {float(batch.max()):g}; pictures are "
            "floats in 0..1: divide 8-bit ones by 255."
        )
    g = extractor.grid
    if foreground is not None and foreground.shape != (len(batch), g, g):
        raise ValueError(
            f"`foreground` has shape {tuple(foreground.shape)}; it has to be ({len(batch)}, {g}, {g}), one cell a patch."
        )
