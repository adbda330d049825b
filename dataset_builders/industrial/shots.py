"""Support sets: the few normal samples that a detector may look at."""

import numpy as np

from argen.dataset_builders.industrial.listing import Samples


HOW = ("seed", "order")


def support_indices(pool: int, shots: int, number: int = 0, seed: int = 0, how: str = "seed") -> list[int]:
    """Which of `pool` samples support set `number` holds; it depends on (pool, number, seed) alone.

    A set of more shots begins with those of fewer. With "order" it is the first files, as CIF's public code takes them,
    of which there is one set only.

    Raises:
        ValueError: shots below 1 or above the pool, a set below 0, a `how` that is not "seed" or "order", a set above 0
            with "order".
    """
    if how not in HOW:
        raise ValueError(f"`how` is {how!r}; it has to be one of {', '.join(HOW)}")
    if not 1 <= shots <= pool:
        raise ValueError(f"`shots` is {shots}; it has to be 1 to {pool}, the normal samples that there are")
    if number < 0 or seed < 0 or (number and how == "order"):
        raise ValueError(f'`number` is {number} and `seed` {seed}; both are 0 or more, and `number` is 0 with "order"')
    if how == "order":
        return list(range(shots))
    return np.random.default_rng((seed, number)).permutation(pool)[:shots].tolist()


def support_set(samples: Samples, shots: int, number: int = 0, seed: int = 0, how: str = "seed") -> Samples:
    """Support set `number` of normal samples, see `support_indices`."""
    return samples.pick(support_indices(len(samples), shots, number, seed, how))
