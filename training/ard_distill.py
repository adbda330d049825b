"""Few steps before any reward: a policy learns to reach in a few steps where its own guided ODE gets in many (our design).

    python -m argen.training.ard_distill --prompts runs/ard/faces/train --minutes 6 --output runs/ard/distilled

As in piecewise rectified flow (arXiv 2405.07510) and guided distillation (arXiv 2210.03142): the teacher is the pipeline itself
with guidance and `teacher_steps`; between two times of the student's own grid the student learns the straight line that joins
the teacher's latents. The result is a whole pipeline, meant to be called without guidance: `train-ard model=<output>/model`.
"""

import argparse
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import nn

from argen.pipelines.media.atomic import atomic_path
from argen.training.ard_conditions import ConditionBank, Conditions
from argen.training.ard_policy import flow_times, ode_step
from argen.training.ard_rollout import RolloutSettings, SampleKey, start_noise, velocity
from argen.training.settings import check_not_negative, check_positive, check_types


PATHS, MODEL = "paths.safetensors", "model"
FREE = (1.0, 1.0, 0.0)  # scales of the student


@dataclass
class DistillConfig:
    """What is learned from what.

    Args:
        model: folder or Hub id. prompts: as in training, all of them are used; `count` clips of the teacher in all.
        steps: of the student. teacher_steps: of the teacher, shared out over the student's intervals by their length.
        guidance_scale, au_guidance_scale: of the teacher.
        minutes: of training; the learning rate falls to 0 over them. The teacher's clips come before and take their own time.

    Raises:
        ValueError: a value out of range.
    """

    output: str = "runs/ard_distill"
    model: str = "argen/argen-mini"
    prompts: str = "portraits"
    count: int = 96
    steps: int = 4
    teacher_steps: int = 20
    guidance_scale: float = 1.0
    au_guidance_scale: float = 1.0
    minutes: float = 6.0
    batch_size: int = 8
    learning_rate: float = 1e-4
    seed: int = 0

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(self, "count", "steps", "minutes", "batch_size", "learning_rate")
        check_not_negative(self, "guidance_scale", "au_guidance_scale", "seed")
        if self.teacher_steps < self.steps:
            raise ValueError(
                f"`teacher_steps` is {self.teacher_steps}, below the student's `steps` {self.steps}; take more."
            )


def shared_out(times: torch.Tensor, total: int) -> list[int]:
    """The teacher's steps in each interval of the student's grid `(steps + 1,)`, at least one, by length; about `total`."""
    return [max(1, round(float(a - b) * total)) for a, b in pairwise(times)]


@torch.no_grad()
def teacher_path(
    pipe: Any,
    conditions: Conditions,
    x: torch.Tensor,
    times: torch.Tensor,
    total: int,
    scales: tuple[float, float, float],
) -> torch.Tensor:
    """Free latents at the student's times `(n, steps + 1, channels, latent frames, h, w)`, by about `total` ODE steps."""
    path = [x]
    for k, count in enumerate(shared_out(times, total)):
        grid = torch.linspace(float(times[k]), float(times[k + 1]), count + 1)
        for t, t_next in pairwise(grid):
            x = ode_step(x, velocity(pipe, pipe.transformer, x, t, conditions, scales), t, t_next)
        path.append(x)
    return torch.stack(path, 1)


class Student(nn.Module):
    """Error of the transformer's straight lines; `student(rows, places)` -> loss and figures.

    Args:
        paths: of `teacher_path`. times: the student's grid. conditions: of all clips.
    """

    def __init__(self, pipe: Any, paths: torch.Tensor, times: torch.Tensor, conditions: Conditions) -> None:
        super().__init__()
        self.transformer = pipe.transformer
        self.given = pipe, paths, times, conditions

    def forward(self, rows: torch.Tensor, places: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`rows` `(b,)` are clips, `places` `(b,)` intervals; an error counts by how far it carries the latents."""
        pipe, paths, times, conditions = self.given
        x, after = paths[rows, places].float(), paths[rows, places + 1].float()
        t, dt = times[places], times[places + 1] - times[places]
        v = velocity(pipe, self.transformer, x, t, conditions.pick(rows), FREE)
        error = ((x + dt.view(-1, 1, 1, 1, 1) * v - after) ** 2).flatten(1).mean(1)
        return error.mean() / (dt**2).mean(), {"error": error.detach().mean().sqrt()}


def distill(config: DistillConfig) -> Path:
    """Make the teacher's paths, train, write the pipeline; what is there is not made again. Returns the pipeline's folder.

    Raises:
        ValueError: no such model or prompts, or an `output` of other settings.
    """
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.training.results import begun, save_json
    from argen.training.supervised_config import StageConfig
    from argen.training.supervised_loop import fit

    output = Path(config.output)
    save_json(output / "distill.json", begun(output / "distill.json", asdict(config), "runs"))
    pipe = ARGenPipeline.from_pretrained(config.model)
    pipe.set_progress_bar_config(disable=True)
    times = flow_times(pipe.scheduler, config.steps)
    conditions, paths = teacher_paths(config, pipe, times)
    pipe.transformer.requires_grad_(True).train()
    stage = StageConfig(
        steps=10**9, max_minutes=config.minutes, batch_size=config.batch_size, learning_rate=config.learning_rate,
        warmup_steps=20, ema_decay=0.98, weight_decay=0.0, checkpoint_minutes=2.0,
    )  # fmt: skip
    student = Student(pipe, paths, times, conditions)

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        chance = torch.Generator().manual_seed(config.seed * 1_000_003 + step)
        rows = torch.randint(len(paths), (config.batch_size,), generator=chance)
        return {"rows": rows, "places": torch.randint(config.steps, (config.batch_size,), generator=chance)}

    fit(student, {"transformer": pipe.transformer}, make_batch, stage, output / "stage", "distill", seed=config.seed)
    pipe.register_to_config(default_steps=config.steps, default_guidance_scale=1.0, default_au_guidance_scale=1.0)
    pipe.transformer.eval()
    pipe.save_pretrained(output / MODEL)
    return output / MODEL


def teacher_paths(config: DistillConfig, pipe: Any, times: torch.Tensor) -> tuple[Conditions, torch.Tensor]:
    """Conditions for the student and paths in half precision of `count` clips, from the file where it is there."""
    from rich.progress import track
    from safetensors.torch import load_file, save_file

    settings = RolloutSettings(
        num_inference_steps=config.steps, noise_level=0.0, guidance_scale=config.guidance_scale,
        au_guidance_scale=config.au_guidance_scale, height=pipe.config["default_height"],
        width=pipe.config["default_width"], num_frames=pipe.config["default_num_frames"],
    )  # fmt: skip
    size = settings.height, settings.width, settings.num_frames
    rows = drawn_rows(config, pipe)
    bank = ConditionBank(pipe, *size, settings.scales(pipe))
    path = Path(config.output) / PATHS
    if not path.exists():
        keys = [SampleKey(config.seed, row["prompt_id"], k) for k, row in enumerate(rows)]
        parts = []
        for first in track(range(0, len(rows), config.batch_size), "teacher"):
            some = slice(first, first + config.batch_size)
            x, given = start_noise(pipe, keys[some], settings), bank(rows[some])
            parts.append(teacher_path(pipe, given, x, times, config.teacher_steps, settings.scales(pipe)).half())
        with atomic_path(path) as part:
            save_file({"paths": torch.cat(parts)}, part)
    return bank(rows), load_file(path)["paths"]


def drawn_rows(config: DistillConfig, pipe: Any) -> list[dict[str, Any]]:
    """`count` prompts, drawn by their ids; again from the first where there are fewer."""
    from argen.training.ard_evaluate import spread_rows
    from argen.training.ard_prompts import load_prompts

    prompts, _ = load_prompts(
        config.prompts, pipe.config["default_num_frames"], pipe.config["default_fps"], held_out=0.0
    )
    rows = spread_rows(list(prompts), config.count)
    return [rows[k % len(rows)] for k in range(config.count)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags, one per setting of `DistillConfig`."""
    for name, value in asdict(DistillConfig()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help="%(default)s")


def main(args: argparse.Namespace) -> None:
    """Distil; see `distill`."""
    torch.set_num_threads(1)
    distill(DistillConfig(**vars(args)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
