"""A policy before and after ARD: held-out prompts, same seeds, every reward and the judge.

    python -m argen.training.ard_evaluate --after runs/ard/model --steps 20 4 --output runs/ard/evaluation

Writes `evaluation.json` run by run, so that a stopped evaluation goes on; then `table.txt` and `sheet.png`.
"""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.training.settings import check_choice, check_positive, check_share, check_types


if TYPE_CHECKING:
    from torch import Tensor

    from argen.training.rewards.measures import Measures

PARTS = ("held_out", "train", "all")
FILE, TABLE, SHEET = "evaluation.json", "table.txt", "sheet.png"
RUNS = "runs"


@dataclass
class EvaluationConfig:
    """What is compared, on which prompts, by what.

    Args:
        before, after: folders or Hub ids of pipelines; without `after` and `lora` one is measured alone.
        lora: folders with a LoRA that is laid over `after`, or over `before` where `after` is None; of several, such as
            one per seed of the training, the table shows mean and deviation.
        prompts, held_out: as in training, see `argen.training.ard_prompts.load_prompts`; `part` of them is used.
        count: prompts at most, drawn by their ids.
        steps: denoising steps, each number for each pipeline. after_steps: others for those after.
        seeds: noise of prompt i depends on (seed, i) alone.
        rewards, judge: names, see `argen.training.rewards`; the judge is a folder or Hub id.
        guidance_scale, au_guidance_scale: of all runs; None is the pipeline's own.
        shown: prompts on the contact sheet.

    Raises:
        ValueError: a value out of range.
    """

    output: str = "runs/ard-evaluation"
    before: str = "argen/argen-mini"
    after: str | None = None
    lora: tuple[str, ...] = ()
    prompts: str = "portraits"
    held_out: float = 0.2
    part: str = "held_out"
    count: int = 200
    steps: tuple[int, ...] = (20, 4)
    after_steps: tuple[int, ...] = ()
    seeds: tuple[int, ...] = (0,)
    rewards: tuple[str, ...] = ("emotion", "au_fidelity", "motion", "integrity", "identity")
    judge: str = "argen/judge-mini"
    guidance_scale: float | None = None
    au_guidance_scale: float | None = None
    batch_size: int = 8
    shown: int = 4

    def __post_init__(self) -> None:
        check_types(self)
        check_choice(self, "part", PARTS)
        check_share(self, "held_out")
        check_positive(self, "count", "batch_size", "shown")
        for name, least in (("steps", 1), ("seeds", 0)):
            if not vars(self)[name] or min(vars(self)[name]) < least:
                raise ValueError(f"`{name}` is {list(vars(self)[name])}; give one or more whole numbers from {least}.")

    @property
    def models(self) -> dict[str, tuple[str, str | None]]:
        """By name the pipeline and the LoRA on it."""
        both: dict[str, tuple[str, str | None]] = {"before": (self.before, None)}
        if len(self.lora) > 1:
            both |= {f"after {k}": (self.after or self.before, lora) for k, lora in enumerate(self.lora, 1)}
        elif self.after is not None or self.lora:
            both["after"] = (self.after or self.before, self.lora[0] if self.lora else None)
        return both

    def steps_of(self, name: str) -> tuple[int, ...]:
        """Numbers of denoising steps of a pipeline of `models`."""
        return self.steps if name == "before" or not self.after_steps else self.after_steps


def evaluate(config: EvaluationConfig) -> dict[str, Any]:
    """Run what is missing of `<output>/evaluation.json`; returns its content.

    Raises:
        ValueError: no such model, reward or prompts, or an `output` of other settings.
    """
    from argen.training.results import begun, save_json
    from argen.training.rewards.measures import Measures

    path = Path(config.output) / FILE
    free = ("output", "batch_size", "seeds", "steps", "after_steps", "after", "lora")
    settings = {key: value for key, value in asdict(config).items() if key not in free}
    results = begun(path, settings, RUNS)
    measures = Measures(config.rewards, config.judge)
    for name, (folder, lora) in config.models.items():
        wanted = [(steps, seed) for steps in config.steps_of(name) for seed in config.seeds]
        missing = [one for one in wanted if not is_there(results[RUNS], run_key(name, *one), folder, lora, path)]
        if not missing:
            continue
        pipe = load_pipeline(folder, lora)
        rows = prompt_rows(config, pipe)
        for steps, seed in missing:
            found, frames = measure_run(pipe, rows, steps, seed, config, measures, run_key(name, steps, seed))
            results[RUNS][run_key(name, steps, seed)] = {"model": [folder, lora]} | found
            save_json(path, results)
            if seed == config.seeds[0]:
                keep_shown(Path(config.output), name, steps, frames)
    return results


def is_there(runs: dict[str, Any], key: str, folder: str, lora: str | None, path: Path) -> bool:
    """Whether a run is done; ValueError where it was another model's."""
    if key in runs and runs[key]["model"] != [folder, lora]:
        raise ValueError(
            f"`output`: {str(path)!r} has {key!r} of {runs[key]['model']}, not of {[folder, lora]}; choose another `output`"
        )
    return key in runs


def run_key(name: str, steps: int, seed: int) -> str:
    """What a run is called in the file."""
    return f"{name}, {steps} steps, seed {seed}"


def load_pipeline(folder: str, lora: str | None) -> Any:
    """A pipeline on the first GPU, or on the CPU where there is none, with a LoRA over it."""
    from argen.device import pick_device
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    pipe = ARGenPipeline.from_pretrained(folder)
    if lora is not None:
        pipe.load_lora_weights(lora)
    pipe.set_progress_bar_config(disable=True)
    return pipe.to(pick_device(None))


def prompt_rows(config: EvaluationConfig, pipe: Any) -> list[dict[str, Any]]:
    """The prompts that are asked of a pipeline: `count` of the part, evenly. ValueError if there is none."""
    from argen.training.ard_prompts import load_prompts

    frames, fps = pipe.config["default_num_frames"], pipe.config["default_fps"]
    train, held = load_prompts(config.prompts, frames, fps, held_out=config.held_out)
    parts = {"held_out": [held], "train": [train], "all": [train, held]}[config.part]
    rows: list[Any] = [row for part in parts for row in part]
    if not rows:
        raise ValueError(
            f"`held_out` is {config.held_out}, which holds no face out. Take a larger share, or part=all."
        )
    return spread_rows(rows, config.count)


def spread_rows(rows: Sequence[Any], count: int) -> list[Any]:
    """`count` rows at most, in their order; which ones is drawn by their ids, since an even stride meets a few emotions only."""
    drawn = sorted(range(len(rows)), key=lambda k: hashlib.blake2b(rows[k]["prompt_id"].encode()).digest())
    return [rows[k] for k in sorted(drawn[:count])]


def measure_run(
    pipe: Any, rows: Sequence[dict[str, Any]], steps: int, seed: int, config: EvaluationConfig, measures: "Measures",
    title: str,
) -> tuple[dict[str, Any], list["Tensor"]]:  # fmt: skip
    """One pipeline at one number of steps and one seed: the figures, and the first clips `(F, 3, h, w)`."""
    import time

    from rich.progress import track

    from argen.pipelines.argen.pipeline_argen import sample_generators

    generators = sample_generators(seed, len(rows))
    parts, shown, seconds = [], [], 0.0
    for start in track(range(0, len(rows), config.batch_size), title):
        some = rows[start : start + config.batch_size]
        began = time.perf_counter()
        frames = generate(pipe, some, generators[start : start + len(some)], steps, config)
        seconds += time.perf_counter() - began
        parts.append(measures(frames, some, steps))
        shown += list(frames[: max(0, config.shown - len(shown))].cpu())
    return measures.summary(parts, rows) | {"seconds_per_clip": seconds / len(rows)}, shown


def generate(
    pipe: Any, rows: Sequence[dict[str, Any]], generators: list[Any], steps: int, config: EvaluationConfig
) -> "Tensor":
    """Clips `(n, F, 3, h, w)` in 0..1 of rows, each by its own generator."""
    import numpy as np
    from PIL import Image

    pictures = [Image.open(row["image"]).convert("RGB") for row in rows]
    curves = [None if row["action_units"] is None else np.asarray(row["action_units"], np.float32) for row in rows]
    return pipe(
        pictures, prompt=[row["prompt"] for row in rows], action_units=curves, num_inference_steps=steps,
        guidance_scale=config.guidance_scale, au_guidance_scale=config.au_guidance_scale, generator=generators,
        output_type="pt",
    ).frames.float()  # fmt: skip


def keep_shown(output: Path, name: str, steps: int, frames: Sequence["Tensor"]) -> None:
    """Keep the clips of the contact sheet as uint8, for a later run of the command that draws it."""
    import torch
    from safetensors.torch import save_file

    from argen.pipelines.media.atomic import atomic_path

    clips = (torch.stack(list(frames)) * 255).round().to(torch.uint8).contiguous()
    with atomic_path(output / f"shown-{name}-{steps}.safetensors") as part:
        save_file({"frames": clips}, part)


def draw_sheet(config: EvaluationConfig, columns: int = 7) -> None:
    """`sheet.png`: for each prompt shown one row per number of steps, before and after (the first), side by side in time."""
    from safetensors.torch import load_file

    from argen.pipelines.media.sheet import contact_sheet, save_sheet

    output = Path(config.output)
    shown = list(config.models)[:2]
    runs = [(name, steps) for name in shown for steps in config.steps_of(name)]
    clips = [load_file(output / f"shown-{name}-{steps}.safetensors")["frames"] for name, steps in runs]
    rows, labels = [], []
    for prompt in range(min(len(one) for one in clips)):
        for (name, steps), found in zip(runs, clips, strict=True):
            clip = found[prompt]
            chosen = [round(k * (len(clip) - 1) / (columns - 1)) for k in range(columns)]
            rows.append(clip[chosen].permute(0, 2, 3, 1).numpy())
            labels.append(f"{name}\n{steps} steps")
    save_sheet(contact_sheet(rows, labels), output / SHEET)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags, one per setting of `EvaluationConfig`."""
    parser.add_argument("--output", default="runs/ard-evaluation", help="folder that is written")
    parser.add_argument("--before", default="argen/argen-mini", help="pipeline, a folder or Hub id")
    parser.add_argument("--after", help="pipeline after training")
    parser.add_argument(
        "--lora", nargs="+", default=[], help="folders of LoRAs, each laid over --after, or over --before without it"
    )
    parser.add_argument("--prompts", default="portraits", help="folder of faces, .jsonl, or portraits")
    parser.add_argument("--held-out", type=float, default=0.2, help="share of the faces that was held out in training")
    parser.add_argument("--part", default="held_out", choices=PARTS, help="which prompts are used")
    parser.add_argument("--count", type=int, default=200, help="prompts at most")
    parser.add_argument("--steps", type=int, nargs="+", default=[20, 4], help="denoising steps")
    parser.add_argument("--after-steps", type=int, nargs="+", default=[], help="of those after; --steps if left out")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0], help="seeds of the noise")
    parser.add_argument("--rewards", nargs="+", default=list(EvaluationConfig.rewards), help="names or dotted paths")
    parser.add_argument("--judge", default="argen/judge-mini", help="the held-out judge, a folder or Hub id")
    parser.add_argument("--guidance-scale", type=float, help="text guidance; the pipeline's own if left out")
    parser.add_argument("--au-guidance-scale", type=float, help="AU guidance; the pipeline's own if left out")
    parser.add_argument("--batch-size", type=int, default=8, help="clips at once; changes no result")
    parser.add_argument("--shown", type=int, default=4, help="prompts on the contact sheet")


def main(args: argparse.Namespace) -> None:
    """Evaluate, print the table, write it and the contact sheet."""
    import io

    from rich.console import Console

    from argen.pipelines.media.atomic import write_atomic
    from argen.training.rewards.measures import table

    config = EvaluationConfig(**vars(args))
    Path(config.output).mkdir(parents=True, exist_ok=True)
    shown = table(evaluate(config)[RUNS])
    Console().print(shown)
    page = Console(file=io.StringIO(), width=160, record=True)
    page.print(shown)
    write_atomic(Path(config.output) / TABLE, page.export_text())
    draw_sheet(config)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
