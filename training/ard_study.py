"""A pipeline after ARD against before: trainings from several seeds, held-out prompts, a page with table and clips.

    python -m argen.training.ard_study --config training/configs/ard_mini.yaml --rig FILE --docs docs/ard

Renders the faces of the prompts, trains one policy per seed (each resumes where it stopped), measures before and after with
the same noise, and writes `README.md`, `sheet.png` and `evaluation.json` into the folder `docs`.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.training.ard_evaluate import EvaluationConfig

TOLERANCE = {"judge_au_r": 0.02}  # how far a measure may fall (issue 6)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML of the training")
    parser.add_argument("--rig", default="argen/face-rig", help="the rig's file or Hub id, for the faces")
    parser.add_argument("--model", default="argen/argen-mini", help="pipeline before, a folder or Hub id")
    parser.add_argument(
        "--start", help="pipeline that the trainings begin with, such as ard_distill's; --model if left out"
    )
    parser.add_argument(
        "--direct",
        metavar="FLAGS",
        help="train by the rewards' gradient instead of RL, with these flags of ard_direct",
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="of the trainings")
    parser.add_argument("--count", type=int, default=200, help="held-out prompts")
    parser.add_argument("--steps", type=int, nargs="+", default=[20, 4], help="denoising steps before")
    parser.add_argument("--after-steps", type=int, nargs="+", default=[4], help="denoising steps after")
    parser.add_argument("--guidance-scale", type=float, default=1.0, help="of text, in all evaluations")
    parser.add_argument("--au-guidance-scale", type=float, default=1.0, help="of AUs, in all evaluations")
    parser.add_argument("--parallel", type=int, default=1, help="trainings at once, a core each")
    parser.add_argument("--output", default="runs/ard", help="folder of faces, trainings and evaluation")
    parser.add_argument("--docs", default="docs/ard", help="folder of the page")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting of the trainings")


def main(args: argparse.Namespace) -> None:
    """Do what is missing, the evaluation of before beside the trainings; RuntimeError where a training failed."""
    from argen.training.ard_evaluate import EvaluationConfig, draw_sheet, evaluate
    from argen.training.ard_faces import write_faces

    output = Path(args.output)
    for part, count in (("train", 64), ("held_out", 40)):
        write_faces(args.rig, output / "faces" / part, part, count)
    config = EvaluationConfig(
        output=str(output / "evaluation"), before=args.model, after=args.start, lora=tuple(str(folder_of(args, k)) for k in args.seeds),
        prompts=str(output / "faces" / "held_out"), part="all", count=args.count, steps=tuple(args.steps),
        after_steps=tuple(args.after_steps), guidance_scale=args.guidance_scale,
        au_guidance_scale=args.au_guidance_scale,
    )  # fmt: skip
    Path(config.output).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1) as beside:  # the thread only waits: trainings are processes of their own
        trained = beside.submit(train_all, args, untrained(args))
        evaluate(replace(config, after=None, lora=()))
        trained.result()
    runs = evaluate(config)["runs"]
    draw_sheet(config)
    write_page(args, config, runs)


def folder_of(args: argparse.Namespace, seed: int) -> Path:
    """Where a seed's training lies."""
    return Path(args.output) / f"seed-{seed}"


def untrained(args: argparse.Namespace) -> list[int]:
    """The seeds whose LoRA is not there yet."""
    from argen.training.ard_adapter import LORA_FILE

    return [seed for seed in args.seeds if not (folder_of(args, seed) / LORA_FILE).exists()]


def train_all(args: argparse.Namespace, waiting: list[int]) -> None:
    """A process for each of these seeds, `parallel` at once; nothing is imported here, it may run on a thread."""
    running: list[tuple[int, subprocess.Popen]] = []
    while waiting or running:
        while waiting and len(running) < max(1, args.parallel):
            seed = waiting.pop(0)
            words = [
                f"model={args.start or args.model}",
                f"prompts={args.output}/faces/train",
                f"output_dir={folder_of(args, seed)}",
            ]
            module, flags = ("train", "") if args.direct is None else ("direct", args.direct)
            command = [
                sys.executable,
                "-m",
                f"argen.training.ard_{module}",
                "--config",
                args.config,
                *shlex.split(flags),
            ]
            command += [*words, *args.set]
            one_thread = {**os.environ, "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")}
            running.append((seed, subprocess.Popen([*command, f"seed={seed}"], env=one_thread)))
        seed, process = running.pop(0)
        if process.wait():
            raise RuntimeError(
                f"The training with seed {seed} failed; its message stands above. Run this again to go on."
            )


def write_page(args: argparse.Namespace, config: "EvaluationConfig", runs: Mapping[str, Any]) -> None:
    """README.md, sheet.png and evaluation.json of the folder `docs`."""
    import shutil

    from argen.pipelines.media.atomic import write_atomic
    from argen.training.ard_evaluate import FILE, SHEET

    docs = Path(args.docs)
    docs.mkdir(parents=True, exist_ok=True)
    for name in (FILE, SHEET):
        shutil.copyfile(Path(config.output) / name, docs / name)
    direct = () if args.direct is None else ("--direct", shlex.quote(args.direct))
    words = (*args.set, "--config", args.config, *direct, "--seeds", *args.seeds, "--count", args.count)
    command = f"python -m argen.training.ard_study {' '.join(map(str, words))}"
    lead = (
        f"{args.count} prompts, {len(args.seeds)} trainings, on people that nothing was trained on; the noise of a prompt is the "
        f"same in all columns; text guidance {args.guidance_scale:g}, AU guidance {args.au_guidance_scale:g}. Behind ±: "
        "deviation over the trainings; in brackets: difference from before at the same steps, with its standard error "
        "over the prompts. Made by"
    )
    text = [
        "# argen-mini before and after ARD",
        lead,
        f"```bash\n{command}\n```",
        page_table(runs, args.steps, args.after_steps),
        "\n".join(f"- {line}" for line in verdicts(runs, max(args.steps), min(args.after_steps))),
        "![clips before and after, side by side](sheet.png)",
    ]
    write_atomic(docs / "README.md", "\n\n".join(text) + "\n")


def page_table(runs: Mapping[str, Any], steps: Sequence[int], after_steps: Sequence[int]) -> str:
    """Measures by column as Markdown."""
    heads = [("before", count) for count in steps] + [("after", count) for count in after_steps]
    names = list(next(iter(runs.values()))["means"])
    lines = [
        "| measure | " + " | ".join(f"{name}, {count} steps" for name, count in heads) + " |",
        "|---" * (len(heads) + 1) + "|",
    ]
    for measure in names:
        cells = [_cell(runs, name, count, measure) for name, count in heads]
        lines.append(f"| {measure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(runs: Mapping[str, Any], name: str, steps: int, measure: str) -> str:
    from argen.training.results import spread

    told = spread(values_of(runs, name, steps, measure))
    text = f"{told['mean']:.3f}" + ("" if told["sd"] is None else f" ± {told['sd']:.3f}")
    found = None if name == "before" else difference(runs, steps, steps, measure)
    return text if found is None else f"{text} ({found[0]:+.3f} ± {found[1]:.3f})"


def runs_of(runs: Mapping[str, Any], name: str, steps: int) -> list[Mapping[str, Any]]:
    """The runs of a name, `before` or `after` of any training, at a number of steps."""
    return [run for key, run in runs.items() if key.split(",")[0].split(" ")[0] == name and f", {steps} steps" in key]


def values_of(runs: Mapping[str, Any], name: str, steps: int, measure: str) -> list[float]:
    """A measure's mean in each of the runs of a name."""
    return [run["means"][measure] for run in runs_of(runs, name, steps)]


def difference(
    runs: Mapping[str, Any], before_steps: int, after_steps: int, measure: str
) -> tuple[float, float] | None:
    """Mean over prompts of after less before, and its standard error; None where a measure has no value per prompt."""
    before, after = runs_of(runs, "before", before_steps), runs_of(runs, "after", after_steps)
    if not before or not after or measure not in before[0]["values"]:
        return None
    columns = [[_average(values) for values in zip(*(run["values"][measure] for run in part), strict=True)]
               for part in (before, after)]  # fmt: skip
    pairs = [a - b for b, a in zip(*columns, strict=True) if a is not None and b is not None]
    return statistics.mean(pairs), statistics.stdev(pairs) / len(pairs) ** 0.5


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.mean(known) if known else None


def verdicts(runs: Mapping[str, Any], many: int, few: int) -> list[str]:
    """What issue 6 requires, each with yes or no: against before at `few` and at `many` steps."""
    told = []
    for steps in sorted({few, many}):
        for measure in ("judge_accuracy", "integrity", "judge_au_r"):
            before = values_of(runs, "before", steps, measure)
            after = statistics.mean(values_of(runs, "after", few, measure))
            if before:
                least = statistics.mean(before) - TOLERANCE.get(measure, 0.0)
                answer = "yes" if after >= least else "no"
                told.append(
                    f"{measure}, {few} steps after against {steps} before: {after:.3f} against {statistics.mean(before):.3f}: "
                    f"{'at least as good' if not TOLERANCE.get(measure) else 'within ' + str(TOLERANCE[measure])}: {answer}"
                )
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
