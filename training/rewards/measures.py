"""What `ard_evaluate` measures in clips, and how it sums it up."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.rewards import load_rewards
from argen.training.rewards.au_fidelity import requested_curves
from argen.training.rewards.emotion import target_indices
from argen.training.rewards.judge import Judge
from argen.training.rewards.scoring import Scoring


if TYPE_CHECKING:
    from rich.table import Table

JUDGED = ("judge_accuracy", "judge_au_r")
TIME = "seconds_per_clip"


class Measures:
    """Rewards and the held-out judge on batches of clips; `measures(frames, rows, steps)`.

    Args:
        rewards: names, see `argen.training.rewards`.
        judge: folder or Hub id.
    """

    def __init__(self, rewards: Sequence[str], judge: str) -> None:
        self.scoring = Scoring(load_rewards(rewards))
        self.judge = Judge.from_pretrained(judge)

    def __call__(self, frames: Tensor, rows: Sequence[Mapping[str, Any]], steps: int) -> dict[str, Any]:
        """Of a batch: each reward's values and the judge's emotion and AU curves."""
        columns: dict[str, list[Any]] = {key: [row[key] for row in rows] for key in rows[0]} | {
            "num_inference_steps": [steps] * len(rows)
        }
        scores = self.scoring(columns["prompt"], frames, columns)
        found = self.judge.to(frames.device)(frames)
        return {
            "rewards": {name: scores.column(name) for name in scores.names},
            "named": found.logits.argmax(1).cpu(),
            "curve": found.curve.cpu(),
        }

    def summary(self, parts: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """One run as JSON: the mean of each measure, and of each reward its values by prompt.

        `judge_accuracy` counts prompts with an emotion; `judge_au_r` is the mean over AUs of Pearson's r between the curves
        asked for and the judge's, over all clips and frames after the first, of the AUs that some prompt asks for.
        """
        rewards = {name: torch.cat([one["rewards"][name] for one in parts]) for name in self.scoring.names}
        named, curves = (torch.cat([one[key] for one in parts]) for key in ("named", "curve"))
        targets = target_indices([row["emotion"] for row in rows])
        right = [None if target is None else int(named[k] == target) for k, target in enumerate(targets)]
        return {
            "prompts": len(rows),
            "means": {name: _mean(values.tolist()) for name, values in rewards.items()}
            | {"judge_accuracy": _mean([one for one in right if one is not None]), "judge_au_r": au_r(curves, rows)},
            "values": {name: [_rounded(v) for v in values.tolist()] for name, values in rewards.items()}
            | {"judge_accuracy": right},
            "named": [EMOTIONS[int(k)] for k in named],
        }


def au_r(curves: Tensor, rows: Sequence[Mapping[str, Any]]) -> float | None:
    """Mean Pearson r of the AUs that move in what was asked for; None where no prompt has a curve."""
    from argen.training.supervised_judge import correlations

    wanted = requested_curves([row["action_units"] for row in rows], curves.shape[1])
    asked = [k for k, one in enumerate(wanted) if one is not None]
    if not asked or curves.shape[1] < 2:
        return None
    truth = torch.stack([one for one in wanted if one is not None])[:, 1:]
    moving = truth.flatten(0, 1).std(0) > 0
    if not moving.any():
        return None
    return float(correlations(curves[asked][:, 1:], truth)[moving.numpy()].mean())


def table(runs: Mapping[str, Mapping[str, Any]]) -> "Table":
    """Means by measure and run, over seeds with their deviation."""
    from rich.table import Table

    from argen.training.results import spread

    groups: dict[str, list[dict[str, float | None]]] = {}
    for key, run in runs.items():
        name = re.sub(r"^after \d+,", "after,", re.sub(r", seed \d+$", "", key))
        groups.setdefault(name, []).append({**run["means"], TIME: run[TIME]})
    page = Table("measure", *groups, title=f"{next(iter(runs.values()))['prompts']} prompts")
    for name in next(iter(groups.values()))[0]:
        cells = []
        for found in groups.values():
            known = [one[name] for one in found]
            told = spread([v for v in known if v is not None])
            cells.append("none" if told["mean"] is None else f"{told['mean']:.3f}" + _sd(told["sd"]))
        page.add_row(name, *cells)
    return page


def _sd(deviation: float | None) -> str:
    return "" if deviation is None else f" ± {deviation:.3f}"


def _mean(values: Sequence[float]) -> float | None:
    known = [v for v in values if not np.isnan(v)]
    return float(np.mean(known)) if known else None


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 5)
