"""The temporal probe's conditions: the same frames in another order, to see whether a recogniser reads dynamics."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np


if TYPE_CHECKING:
    import torch

Frames = TypeVar("Frames", np.ndarray, "torch.Tensor")


def shuffled(count: int, seed: int, index: int) -> np.ndarray:
    """A random order of `count` frames `(count,)` that is not the given one; it depends on (seed, index) alone."""
    rng = np.random.default_rng([seed, index])
    order = rng.permutation(count)
    while count > 1 and (order == np.arange(count)).all():
        order = rng.permutation(count)
    return order


def reversed_order(count: int, seed: int, index: int) -> np.ndarray:
    """Last frame first `(count,)`."""
    return np.arange(count)[::-1].copy()


def first_repeated(count: int, seed: int, index: int) -> np.ndarray:
    """The first frame at every place `(count,)`: no motion at all."""
    return np.zeros(count, np.int64)


CONDITIONS: dict[str, Callable[[int, int, int], np.ndarray]] = {
    "shuffle": shuffled,
    "reverse": reversed_order,
    "first_frame": first_repeated,
}


def frame_order(condition: str, count: int, seed: int, index: int) -> np.ndarray:
    """Which frame comes at each place `(count,)`, under a condition of `CONDITIONS` (our design).

    Args:
        condition: "shuffle", "reverse" or "first_frame".
        count: frames of the clip, at least 1.
        seed: of the probe, 0 or more.
        index: number of the clip in its data set, 0 or more; the order of clip i depends on (seed, i), on nothing else.

    Raises:
        ValueError: an unknown condition, no frames, or a negative number.
    """
    if condition not in CONDITIONS:
        raise ValueError(f"`condition` is {condition!r}; it has to be one of {', '.join(CONDITIONS)}")
    for name, value, least in (("count", count, 1), ("seed", seed, 0), ("index", index, 0)):
        if value < least:
            raise ValueError(f"`{name}` is {value}; it has to be {least} or more")
    return CONDITIONS[condition](count, seed, index)


def apply_condition(frames: Frames, condition: str, seed: int, index: int) -> Frames:
    """A clip `(frames, ...)`, array or tensor, under a condition; the frames should be those that the model sees.

    Sampling before reordering keeps the frames the same, so that nothing but their order differs.
    """
    return frames[frame_order(condition, len(frames), seed, index)]
