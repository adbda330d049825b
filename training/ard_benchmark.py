"""ARDTrainer against the plain loop in one run: samples per second, shares of the parts, equal reward, time by window, memory.

    python -m argen.training.ard_benchmark --measure speed reward window memory --output runs/ard_benchmark
    python -m argen.training.ard_benchmark --measure speed --model argen/argen-mini --config training/configs/ard_mini.yaml \
        loss_type=grpo window_size=1 num_iterations=1

Rounds of both are interleaved, so that what else the machine does hits both alike. Results are in `benchmark.json`, measure
by measure, and as `table.txt`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback

from argen.training.ard_subject import TOY, TOYS, subject_pipeline, subject_prompts, subject_settings


if TYPE_CHECKING:
    from argen.training.ard_trainer import ARDTrainer

MEASURES = ("speed", "reward", "window", "memory")
FILE, TABLE = "benchmark.json", "table.txt"
KINDS = ("ours", "plain")
# what of it grows: (frames, steps, group size); the first is compared with the others, one thing changed at a time
SIZES = {
    True: ((5, 4, 8), (9, 4, 8), (17, 4, 8), (5, 8, 8), (5, 16, 8), (5, 4, 16), (5, 4, 32)),  # the toy
    False: ((17, 4, 4), (9, 4, 4), (17, 8, 4), (17, 4, 16)),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--measure", nargs="+", choices=MEASURES, default=["speed", "reward", "window"])
    parser.add_argument("--model", default=TOY, help="folder or Hub id of a pipeline, toy (tiny, random) or deep-toy")
    parser.add_argument("--config", help="YAML of a training; the toy's if left out")
    parser.add_argument("--rounds", type=int, default=6, help="rounds of each, after one that warms up")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="of the measure reward")
    parser.add_argument("--output", default="runs/ard_benchmark")
    parser.add_argument("--plain", nargs="+", default=[], metavar="key=value", help="changes of the plain loop alone")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting of the training")


def main(args: argparse.Namespace) -> None:
    """Measure what was asked for, write it and print it.

    Raises:
        ValueError: a setting, a reward's name or a model that is not there.
    """
    import torch
    from rich.console import Console

    from argen.pipelines.media.atomic import write_atomic
    from argen.training.results import save_json

    if args.rounds < 1:
        raise ValueError(f"`--rounds` is {args.rounds}; it has to be 1 or more.")
    torch.set_num_threads(1)
    path = Path(args.output) / FILE
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for measure in args.measure:
        results[f"{measure}, {args.model}"] = RUN[measure](args)
        save_json(path, results)
    text = "\n\n".join(f"{name}\n{_lines(found)}" for name, found in results.items())
    write_atomic(Path(args.output) / TABLE, text + "\n")
    Console().print(text, highlight=False)


def speed(args: argparse.Namespace) -> dict[str, Any]:
    """Samples per second of both by the clock and by CPU time, medians over the rounds, and the seconds of each part."""
    found = race(args, args.rounds + 1, args.set)
    return {
        "samples_per_round": found["samples"],
        "ours": _median(found["ours"][1:]),  # the first round encodes, loads and warms up
        "plain": _median(found["plain"][1:]),
        "first_round": {kind: found[kind][0] for kind in KINDS},
        "ratio_wall": [p["wall"] / o["wall"] for o, p in zip(found["ours"][1:], found["plain"][1:], strict=True)],
        "ratio_cpu": [p["cpu"] / o["cpu"] for o, p in zip(found["ours"][1:], found["plain"][1:], strict=True)],
    }


def reward(args: argparse.Namespace) -> dict[str, Any]:
    """Mean of the rewards over the last fifth of the rounds after equal numbers of samples, by seed."""
    runs = []
    for seed in args.seeds:
        found = race(args, args.rounds, [*args.set, f"seed={seed}"])
        end = -max(1, args.rounds // 5)
        runs.append(
            {"seed": seed, "samples": found["samples"] * args.rounds}
            | {f"{kind}_start": found[kind][0]["reward"] for kind in KINDS}
            | {kind: statistics.mean(line["reward"] for line in found[kind][end:]) for kind in KINDS}
            | {f"{kind}_cpu": sum(line["cpu"] for line in found[kind]) for kind in KINDS}
        )
    return {"runs": runs}


def window(args: argparse.Namespace) -> dict[str, Any]:
    """Our own rounds with a stochastic window of 1, 2, ... steps and of all but the last: seconds, CPU, seconds of the update."""
    _, config = settings(args, args.set)
    sizes = [size for size in (1, 2, 4) if size < config.num_inference_steps - 1] + [config.num_inference_steps - 1]
    found = {}
    for size in sizes:
        lines = race(args, args.rounds + 1, [*args.set, f"window_size={size}"], alone=True)["ours"]
        found[str(size)] = _median(lines[1:])
    return {"steps": config.num_inference_steps, "by_window": found}


def memory(args: argparse.Namespace) -> dict[str, Any]:
    """Peak resident memory over that of the loaded pipeline in MiB, each size in a process of its own; one round."""
    rows = []
    for frames, steps, group in SIZES[args.model in TOYS]:
        changes = [f"num_frames={frames}", f"num_inference_steps={steps}", f"num_generations={group}"]
        changes += [f"per_device_train_batch_size={group}", "gradient_accumulation_steps=1", "steps_per_generation=1"]
        peaks = {kind: _peak(args, [*args.set, *changes], kind) for kind in KINDS}
        rows.append({"frames": frames, "steps": steps, "group": group} | peaks)
    return {"sizes": rows}


RUN = {"speed": speed, "reward": reward, "window": window, "memory": memory}


def settings(args: argparse.Namespace, changes: Sequence[str], rounds: int = 1) -> tuple[Any, Any]:
    """Script and configuration of so many rounds."""
    _, config = subject_settings(args.model, args.config, args.output, changes)
    more = [*changes, f"max_steps={rounds * config.updates_per_round}"]
    return subject_settings(args.model, args.config, args.output, more)


def plain_loop(args: argparse.Namespace, changes: Sequence[str], rewards: list[Any]) -> Any:
    """The plain loop with a pipeline of its own; `--plain` changes settings for it alone."""
    from argen.training.ard_plain_loop import PlainLoop

    _, config = settings(args, [*changes, *args.plain])
    return PlainLoop(subject_pipeline(args.model), rewards, config)


def race(args: argparse.Namespace, rounds: int, changes: Sequence[str], alone: bool = False) -> dict[str, Any]:
    """`rounds` rounds of the trainer and, between them, the plain loop's, on the same rows: figures and times of each round."""
    from rich.progress import track

    from argen.training.ard_trainer import ARDTrainer
    from argen.training.rewards import load_rewards

    script, config = settings(args, changes, rounds)
    pipe, rewards = subject_pipeline(args.model), load_rewards(script.rewards)
    prompts = subject_prompts(args.model, script, pipe, config.num_frames)
    plain = None if alone else plain_loop(args, changes, rewards)
    _, config = settings(args, changes, rounds)  # accelerate knows the last settings that were made
    trainer = ARDTrainer(pipe, rewards, config, prompts)
    bar = iter(track(range(rounds), f"rounds of {'ours' if alone else 'both'}"))
    clock = Turns(trainer, plain, prompts, bar)
    trainer.add_callback(clock)
    trainer.train()
    learned = [line for line in trainer.state.log_history if "reward" in line]
    for line, times in zip(learned, clock.ours, strict=True):
        times |= {name: value for name, value in line.items() if name.startswith("seconds/")}
        times["reward"] = line["reward"]
    return {"samples": trainer.args.samples_per_process, "ours": clock.ours, "plain": clock.plain}


class Turns(TrainerCallback):
    """After each of our rounds one of the plain loop; `ours` and `plain` hold what each round took."""

    def __init__(self, trainer: "ARDTrainer", plain: Any, prompts: Any, bar: Any) -> None:
        self.trainer, self.loop, self.prompts, self.bar = trainer, plain, prompts, bar
        next(bar)
        self.ours: list[dict[str, float]] = []
        self.plain: list[dict[str, float]] = []
        self.began = now()

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The clock starts."""
        self.began = now()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """At a round's end: our time, then a round of the plain loop."""
        if state.global_step % args.updates_per_round:
            return
        self.ours.append(since(self.began))
        if self.loop is not None:
            number, group = state.global_step // args.updates_per_round - 1, args.group_size
            rows = [self.prompts[k] for k in self.trainer.sampler.round_prompts(number) for _ in range(group)]
            began = now()
            figures = self.loop.round(rows, number // self.trainer.sampler.rounds_per_pass)
            total = sum(value for name, value in figures.items() if not name.startswith("seconds/"))
            self.plain.append(since(began) | figures | {"reward": total})
        next(self.bar, None)
        self.began = now()


def now() -> tuple[float, float]:
    """The clock and the CPU time of this process."""
    return time.perf_counter(), time.process_time()


def since(began: tuple[float, float]) -> dict[str, float]:
    """Seconds of both since then."""
    return {name: value - start for name, value, start in zip(("wall", "cpu"), now(), began, strict=True)}


def _peak(args: argparse.Namespace, changes: Sequence[str], kind: str) -> float:
    """MiB of one kind's peak over the loaded pipeline, one round, in a process of its own."""
    given = {**vars(args), "measure": [], "set": list(changes)}
    code = "import json, sys; from argen.training.ard_benchmark import peak_alone; peak_alone(json.loads(sys.argv[1]), sys.argv[2])"
    ran = subprocess.run(
        [sys.executable, "-c", code, json.dumps(given), kind], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise RuntimeError(f"The measurement of {kind} with {' '.join(changes)} failed:\n{ran.stderr[-2000:]}")
    return float(ran.stdout.splitlines()[-1])


def peak_alone(given: dict[str, Any], kind: str) -> None:
    """Print the peak of this process over what it had when the training began, in MiB; Linux only."""
    import resource

    import torch

    from argen.training.ard_trainer import ARDTrainer
    from argen.training.rewards import load_rewards

    torch.set_num_threads(1)
    args = argparse.Namespace(**given)
    script, config = settings(args, args.set)
    pipe, rewards = subject_pipeline(args.model), load_rewards(script.rewards)
    prompts = subject_prompts(args.model, script, pipe, config.num_frames)
    plain = plain_loop(args, args.set, rewards) if kind == "plain" else None
    _, config = settings(args, args.set)
    trainer = ARDTrainer(pipe, rewards, config, prompts)
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
    began = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    if plain is None:
        trainer.train()
    else:
        plain.round([prompts[k] for k in trainer.sampler.round_prompts(0) for _ in range(config.group_size)], 0)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
    sys.stdout.write(f"{peak - began}\n")


def _median(lines: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(line[name] for line in lines if name in line) for name in lines[0]}


def _lines(found: Any, depth: int = 1) -> str:
    """Nested results as indented lines, numbers of three digits."""
    if isinstance(found, dict):
        told = [f"{'  ' * depth}{key}: {_lines(value, depth + 1).lstrip()}" for key, value in found.items()]
        return ("\n" if depth > 1 else "") + "\n".join(told)
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return "\n" + "\n".join("  " * depth + ", ".join(f"{k} {_lines(v)}" for k, v in one.items()) for one in found)
    if isinstance(found, list):
        return ", ".join(map(_lines, found))
    return f"{found:.3g}" if isinstance(found, float) else str(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
