"""Which denoising steps are stochastic: a window that slides over the sampler's grid (MixGRPO, arXiv 2507.21802)."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class StochasticWindow:
    """Steps inside the window are drawn and trained, those outside follow the ODE (MixGRPO, section 3.2).

    Args:
        size: steps in the window; None takes all of them, which is plain Flow-GRPO or DDPO.
        interval: updates after which the window moves (the paper's tau).
        stride: steps that it moves by (the paper's s). Behind the last position it begins again at the first.
        skip_last: keep the last step out. Its noise is never removed, or, where the grid ends near 0, so small that its
            log-probability is all error; MixGRPO's and Flow-GRPO's code leave it out too.

    Raises:
        ValueError: a number below 1.
    """

    size: int | None = 2
    interval: int = 25
    stride: int = 1
    skip_last: bool = True

    def __post_init__(self) -> None:
        for name in ("size", "interval", "stride"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"`{name}` is {value}; it has to be 1 or more. The paper takes 4, 25 and 1.")

    def steps(self, update: int, num_steps: int) -> range:
        """The stochastic steps of a rollout of `num_steps`, counted from 0 at the noisy end; a wider window is cut to fit.

        Args:
            update: rollouts done so far, from 0.

        Raises:
            ValueError: a single step that `skip_last` takes away.
        """
        legal = num_steps - int(self.skip_last)
        if legal < 1:
            raise ValueError(
                f"`num_steps` is {num_steps}, of which `skip_last` leaves no stochastic step. "
                "Take at least 2 steps, or skip_last=False."
            )
        size = legal if self.size is None else min(self.size, legal)
        places = math.ceil((legal - size) / self.stride) + 1
        start = min(update // self.interval % places * self.stride, legal - size)
        return range(start, start + size)
