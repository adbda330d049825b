"""Sample: one picture of a part, with its point cloud, its defect mask and its label where they are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from argen.pipelines.media.picture import read_picture


@dataclass(frozen=True, eq=False)
class Sample:
    """One part as the camera saw it (our design; the fields of a row of MVTec 3D-AD).

    Args:
        image: float32 `(3, H, W)` in 0..1.
        points: organised cloud, float32 `(3, H, W)`, x, y, z in metres; a pixel without a point is all zeros.
        mask: bool `(H, W)`, True on the defect.
        label: 0 normal, 1 anomalous, None where it is not known.
        name: what messages and results call the sample.

    Raises:
        ValueError: NaN or values outside 0..1 in the picture, NaN in the cloud, other shapes or sizes than above.
    """

    image: Tensor
    points: Tensor | None = None
    mask: Tensor | None = None
    label: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        _check_image(self.image, self.name)
        _check_size("points", self.points, (3, *self.image.shape[1:]), self.name)
        _check_size("mask", self.mask, tuple(self.image.shape[1:]), self.name)
        if self.points is not None:
            _check_points(self.points, self.name)
        if self.label not in (None, 0, 1):
            raise ValueError(f"`label` of sample {self.name!r} is {self.label!r}; give 0 (normal), 1 or None")


def as_sample(thing: Any) -> Sample:
    """A `Sample` from itself, a picture's path, a PIL picture, uint8 `(H, W, 3)` or a float tensor `(3, H, W)` in 0..1."""
    if isinstance(thing, Sample):
        return thing
    if isinstance(thing, str | Path):
        return Sample(_from_picture(read_picture(thing)), name=str(thing))
    if isinstance(thing, Image.Image):
        return Sample(_from_picture(read_picture(thing)))
    if isinstance(thing, np.ndarray):
        if thing.dtype != np.uint8 or thing.ndim != 3 or thing.shape[2] != 3:
            raise ValueError(f"`image` is an array of {thing.dtype} {thing.shape}; give uint8 (height, width, 3)")
        return Sample(_from_array(thing))
    if isinstance(thing, Tensor):
        return Sample(thing)
    raise ValueError(
        f"`image` is a {type(thing).__name__}; give a Sample, a path, a PIL picture, a uint8 array (height, width, 3) "
        "or a float tensor (3, height, width)"
    )


def read_samples(things: Any) -> Iterator[Sample]:
    """`as_sample` of each, one at a time; one thing alone, a tensor `(b, 3, H, W)` or arrays `(b, H, W, 3)` will do too."""
    if isinstance(things, Tensor | np.ndarray):
        things = things if things.ndim == 4 else [things]
    elif isinstance(things, Sample | str | Path | Image.Image):
        things = [things]
    yield from map(as_sample, things)


def _from_picture(picture: Image.Image) -> Tensor:
    return _from_array(np.array(picture))


def _from_array(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array.transpose(2, 0, 1))).float().div(255)


def _check_image(image: Tensor, name: str) -> None:
    if image.ndim != 3 or image.shape[0] != 3 or not image.is_floating_point() or 0 in image.shape:
        raise ValueError(
            f"`image` of sample {name!r} is {image.dtype} {tuple(image.shape)}; give floats (3, height, width) in 0..1"
        )
    if not image.isfinite().all():
        raise ValueError(f"`image` of sample {name!r} holds NaN or infinite values; give floats in 0..1")
    low, high = float(image.min()), float(image.max())
    if low < 0 or high > 1:
        raise ValueError(f"`image` of sample {name!r} has values from {low:g} to {high:g}; scale them to 0..1")


def _check_size(argument: str, given: Tensor | None, wanted: tuple[int, ...], name: str) -> None:
    if given is not None and tuple(given.shape) != wanted:
        raise ValueError(
            f"`{argument}` of sample {name!r} is {tuple(given.shape)} and its image asks for {wanted}; image, cloud and "
            "mask have to show the same pixels: resize or register them first"
        )


def _check_points(points: Tensor, name: str) -> None:
    bad = int((~points.isfinite()).any(0).sum())
    if bad:
        raise ValueError(
            f"`points` of sample {name!r} has NaN or infinite coordinates in {bad} of {points[0].numel()} pixels; mark "
            "a pixel without a point by x = y = z = 0"
        )
