"""The loop that every supervised stage shares: accelerate, EMA, checkpoints that survive `kill -9`, a progress bar."""

import json
import math
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import torch
from accelerate import Accelerator
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from safetensors.torch import load_file, save_file
from torch import nn

from argen.training.supervised_config import StageConfig
from argen.training.supervised_results import sync


Objective = Callable[..., tuple[torch.Tensor, dict[str, torch.Tensor]]]


def fit(
    objective: nn.Module,
    trained: dict[str, nn.Module],
    make_batch: Callable[[int], dict[str, torch.Tensor]],
    config: StageConfig,
    folder: Path,
    name: str,
    on_checkpoint: Callable[[int], None] | None = None,
    rate_of: Callable[[str], float] = lambda _: 1.0,
    seed: int = 0,
) -> None:
    """Train `trained` (parts of `objective`) until `steps` or `max_minutes`; on return they hold their EMA weights.

    `objective(**make_batch(step))` gives a loss and figures to show. A batch depends on the step alone, and torch's own
    random numbers on `seed` and the step, so a resumed run goes on as the interrupted one would have (with `max_minutes`
    the learning rate follows the time trained). `rate_of(name)` multiplies the learning rate of a parameter.
    """
    accelerator = Accelerator(mixed_precision="bf16" if torch.cuda.is_available() else "no")
    torch.backends.cudnn.benchmark = True
    named = [(f"{part}.{key}", p) for part, m in trained.items() for key, p in m.named_parameters() if p.requires_grad]
    parameters = [p for _, p in named]
    optimizer = _optimizer(named, config, rate_of)
    average = {key: p.detach().clone() for key, p in named}
    step, trained_seconds = restore(folder, dict(named), average, optimizer)
    model, optimizer = accelerator.prepare(objective, optimizer)
    figures: dict[str, float] = {}
    began = saved = time.monotonic()
    with _progress(accelerator.is_main_process) as bar:
        task = bar.add_task(name, total=1.0, text="")
        while True:
            seconds = trained_seconds + time.monotonic() - began
            done = progress_of(config, step, seconds)
            bar.update(task, completed=done, text=_text(step, figures))
            if done >= 1.0:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["factor"] * learning_rate(config, step, done)
            torch.manual_seed(seed * 1_000_003 + step)
            loss, logs = model(**make_batch(step))
            accelerator.backward(loss)
            accelerator.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            update_average(average, dict(named), min(config.ema_decay, (1 + step) / (10 + step)))
            if step % 10 == 0:
                figures = {key: float(value) for key, value in logs.items()}
                _append_log(folder, step, seconds, figures)
            if time.monotonic() - saved > 60 * config.checkpoint_minutes and accelerator.is_main_process:
                save(folder, step, seconds, dict(named), average, optimizer)
                saved = time.monotonic()
                if on_checkpoint is not None:
                    on_checkpoint(step)
    if accelerator.is_main_process:
        save(folder, step, seconds, dict(named), average, optimizer)
    with torch.no_grad():
        for key, parameter in named:
            parameter.copy_(average[key])


def _optimizer(
    named: list[tuple[str, nn.Parameter]], config: StageConfig, rate_of: Callable[[str], float]
) -> torch.optim.Optimizer:
    groups = [
        {"params": [p for key, p in named if rate_of(key) == factor], "factor": factor}
        for factor in sorted({rate_of(key) for key, _ in named})
    ]
    return torch.optim.AdamW(groups, config.learning_rate, betas=(0.9, 0.98), weight_decay=config.weight_decay)


def progress_of(config: StageConfig, step: int, seconds: float) -> float:
    """The share of the stage that is done, by steps or by the clock, whichever is further."""
    by_steps = step / config.steps
    return by_steps if config.max_minutes is None else max(by_steps, seconds / (60 * config.max_minutes))


def learning_rate(config: StageConfig, step: int, done: float) -> float:
    """Linear warm-up, then half a cosine to 1 % of the peak."""
    warm = min(1.0, (step + 1) / max(1, config.warmup_steps))
    return config.learning_rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


@torch.no_grad()
def update_average(average: dict[str, torch.Tensor], parameters: dict[str, nn.Parameter], decay: float) -> None:
    """Exponential moving average of the weights, in place."""
    torch._foreach_lerp_(list(average.values()), [parameters[key].detach() for key in average], 1 - decay)


def save(
    folder: Path,
    step: int,
    seconds: float,
    parameters: dict[str, nn.Parameter],
    average: dict[str, torch.Tensor],
    optimizer: torch.optim.Optimizer,
) -> None:
    """Write `checkpoint-<step>` under a temporary name, rename it, then drop the older ones: one good one always stays."""
    final, temporary = folder / f"checkpoint-{step:08d}", folder / "checkpoint.tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    if final.exists():
        return
    temporary.mkdir(parents=True)
    save_file({k: p.detach().contiguous() for k, p in parameters.items()}, temporary / "weights.safetensors")
    save_file({k: p.contiguous() for k, p in average.items()}, temporary / "average.safetensors")
    names: dict[torch.Tensor, str] = {p: key for key, p in parameters.items()}
    moments = {
        f"{names[p]}|{slot}": torch.as_tensor(value).contiguous()
        for p, slots in optimizer.state.items()
        for slot, value in slots.items()
    }
    save_file(moments, temporary / "optimizer.safetensors")
    (temporary / "state.json").write_text(json.dumps({"step": step, "seconds": seconds}))
    sync(temporary)
    temporary.rename(final)
    for old in sorted(folder.glob("checkpoint-*"))[:-1]:
        shutil.rmtree(old)


def restore(
    folder: Path,
    parameters: dict[str, nn.Parameter],
    average: dict[str, torch.Tensor],
    optimizer: torch.optim.Optimizer,
) -> tuple[int, float]:
    """Load the newest checkpoint into the given tensors; (0, 0.0) when there is none."""
    found = sorted(folder.glob("checkpoint-*"))
    if not found:
        return 0, 0.0
    with torch.no_grad():
        for key, value in load_file(found[-1] / "weights.safetensors").items():
            parameters[key].copy_(value)
        for key, value in load_file(found[-1] / "average.safetensors").items():
            average[key].copy_(value)
    for key, value in load_file(found[-1] / "optimizer.safetensors").items():
        name, slot = key.rsplit("|", 1)
        parameter = parameters[name]
        optimizer.state[parameter][slot] = value if slot == "step" else value.to(parameter.device)
    state = json.loads((found[-1] / "state.json").read_text())
    return state["step"], state["seconds"]


def _progress(visible: bool) -> Progress:
    return Progress(
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:5.1f} %"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[text]}"),
        disable=not visible,
        refresh_per_second=2,
    )


def _text(step: int, figures: dict[str, float]) -> str:
    return f"step {step} " + " ".join(f"{key} {value:.4g}" for key, value in figures.items())


def _append_log(folder: Path, step: int, seconds: float, figures: dict[str, float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("a") as file:
        file.write(json.dumps({"step": step, "seconds": round(seconds, 2), **figures}) + "\n")
