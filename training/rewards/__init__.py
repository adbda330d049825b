"""Rewards of ARDTrainer: plain callables by TRL's convention, found by a short name or a dotted path (our design).

A reward is `f(prompts, completions, **columns, trainer_state, log_metric) -> list[float | None]`: `completions` are frames
`(n, F, 3, h, w)` in 0..1, `columns` those of the prompt dataset as lists (`prompt`, `image`, `emotion`, `intensity`,
`action_units`, `prompt_id`), with `num_inference_steps`, the denoising steps of each clip, and `scores`, the values of the
rewards that came before it in the list. Higher is better; None means that the reward does not apply.
"""

from collections.abc import Callable, Sequence
from typing import Any

from argen.pipelines.named_function import load_named


Reward = Callable[..., Any]

_HERE = "argen.training.rewards"
REWARDS: dict[str, str] = {
    name: f"{_HERE}.{name}:{name}"
    for name in ("emotion", "au_fidelity", "motion", "integrity", "identity", "efficiency")
}
JUDGES: dict[str, str] = {"judge": f"{_HERE}.judge:judge"}


def load_rewards(names: Sequence[str]) -> list[Reward]:
    """The rewards of these names, of `REWARDS` or `package.module:function`, in order.

    Raises:
        ValueError: no such name, module or function, the same name twice, or the judge, which is never a reward.
    """
    for name in names:
        if name in (*JUDGES, *JUDGES.values()):
            raise ValueError(
                f"`rewards` names {name!r}, the held-out judge: what is optimised cannot judge. Take it out; it is set "
                "by `judge`."
            )
    if len(set(names)) < len(names):
        raise ValueError(f"`rewards` is {list(names)}, which names one reward twice: name each once.")
    return [load_named("rewards", name, REWARDS) for name in names]


def load_judge(name: str) -> Reward:
    """The judge of this name, `judge` or `package.module:function`; a callable like a reward. ValueError as for rewards."""
    return load_named("judge", name, JUDGES)
