"""Is quality kept as denoising steps are cut? Clips of one prompt made with 2, 4 and 8 steps, compared (our design)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from torch import Tensor

from argen.training.rewards import Reward, load_rewards
from argen.training.rewards.scoring import checked, reward_name


QUALITY = ("emotion", "au_fidelity")


def make_efficiency(quality: Sequence[str | Reward] = QUALITY) -> Reward:
    """The reward over other measures of quality: names as of `load_rewards`, or callables that are no coroutines."""

    def efficiency(
        prompts: Sequence[str],
        completions: Tensor,
        prompt_id: Sequence[str],
        num_inference_steps: Sequence[int],
        scores: dict[str, list[float | None]] | None = None,
        **columns: Any,
    ) -> list[float | None]:
        """`kept` of each measure, averaged; None for a clip that no measure has a value for.

        Args:
            prompt_id: clips of one prompt are compared; at least two numbers of steps among them, else all get 0.
            num_inference_steps: of each clip.
            scores: measures that were taken already are not taken again.
        """
        given = {"prompt_id": prompt_id, "num_inference_steps": num_inference_steps, **columns}
        measures = []
        for measure in _resolved(tuple(quality)):
            known = (scores or {}).get(reward_name(measure))
            found = measure(prompts=prompts, completions=completions, **given) if known is None else known
            measures.append(checked(found, len(completions)))
        values = np.array([[np.nan if v is None else v for v in one] for one in measures])
        gains = np.full(values.shape, np.nan)
        for prompt in dict.fromkeys(prompt_id):
            rows = [row for row, one in enumerate(prompt_id) if one == prompt]
            steps = np.array([num_inference_steps[row] for row in rows])
            gains[:, rows] = [kept(one, steps) for one in values[:, rows]]
        counted = (~np.isnan(gains)).sum(0)
        total = np.nansum(gains, 0)
        return [float(t / c) if c else None for t, c in zip(total, counted, strict=True)]

    return efficiency


def kept(quality: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Of the k clips of a prompt: how much better each is than those with most steps, times the share of steps it saves.

    In standard deviations of the group's quality, so that no measure outweighs another by its unit. A clip with most steps
    gets 0: it saves nothing. One with fewer is paid for what it keeps above the others' mean and charged for what it loses.

    Args:
        quality: `(k,)`, NaN where unknown, which stays NaN. steps: `(k,)`, 1 or more.
    """
    most = steps.max()
    saved = 1 - steps / most
    spread = np.nanstd(quality) if np.isfinite(quality).any() else 0.0
    reference = quality[steps == most]
    if spread == 0 or not np.isfinite(reference).any():
        return np.where(np.isnan(quality), np.nan, 0.0)
    return saved * (quality - np.nanmean(reference)) / spread


def _resolved(quality: tuple[str | Reward, ...]) -> list[Reward]:
    return [load_rewards([one])[0] if isinstance(one, str) else one for one in quality]


efficiency = make_efficiency()
