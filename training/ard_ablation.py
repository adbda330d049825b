"""What each part of a training by reward is worth: every arm with every seed on the same prompts, resumable.

    python -m argen.training.ard_ablation --output runs/ard_ablation
    python -m argen.training.ard_ablation --model argen/argen-mini --config training/configs/ard_mini.yaml --arms grpo nft without

An arm changes settings of the training; a reward that is left out is still measured, with weight 0. `ablation.json` grows run
by run, `table.txt` has means over seeds: how far each reward rose, in deviations of the clips at the start, and what it cost.
"""

import argparse
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.training.ard_subject import TOY, subject_pipeline, subject_prompts, subject_settings


if TYPE_CHECKING:
    from rich.table import Table

FILE, TABLE, RUNS = "ablation.json", "table.txt", "runs"
ARMS: dict[str, tuple[str, ...]] = {
    "base": (),
    "sum_then_normalize": ("multi_objective_aggregation=sum_then_normalize",),
    "window": ("window_size=1",),
    "ddpo": ("loss_type=ddpo",),
    "grpo": ("loss_type=grpo",),
    "nft": ("loss_type=nft",),
}
WITHOUT = "without"  # as a name of an arm: one arm for each reward, which is left out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--model", default=TOY, help="folder or Hub id of a pipeline, or toy: the tiny random one")
    parser.add_argument("--config", help="YAML of a training; the toy's if left out")
    parser.add_argument("--arms", nargs="+", choices=[*ARMS, WITHOUT], default=[*ARMS, WITHOUT])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--rounds", type=int, default=20, help="rounds of each run")
    parser.add_argument("--output", default="runs/ard_ablation")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting of all arms")


def main(args: argparse.Namespace) -> None:
    """Run what is missing of `<output>/ablation.json`, print the table and write it.

    Raises:
        ValueError: a setting, a reward's name or a model that is not there, or an `output` of other settings.
    """
    import io

    import torch
    from rich.console import Console

    from argen.pipelines.media.atomic import write_atomic
    from argen.training.results import begun, save_json

    if args.rounds < 5:
        raise ValueError(f"`--rounds` is {args.rounds}; the first fifth is compared with the last: take 5 or more.")
    torch.set_num_threads(1)
    path = Path(args.output) / FILE
    settings = {name: vars(args)[name] for name in ("model", "config", "rounds", "set")}
    results = begun(path, settings, RUNS)
    for arm, changes in arms(args).items():
        for seed in args.seeds:
            if f"{arm}, seed {seed}" not in results[RUNS]:
                results[RUNS][f"{arm}, seed {seed}"] = run_arm(args, f"{arm}, seed {seed}", [*changes, f"seed={seed}"])
                save_json(path, results)
    shown = table(results[RUNS])
    Console().print(shown)
    page = Console(file=io.StringIO(), width=180, record=True)
    page.print(shown)
    write_atomic(Path(args.output) / TABLE, page.export_text())


def arms(args: argparse.Namespace) -> dict[str, list[str]]:
    """The changes of each arm that was asked for; `without` is one arm per reward of the training."""
    script, config = subject_settings(args.model, args.config, args.output, args.set)
    found = {name: list(ARMS[name]) for name in args.arms if name != WITHOUT}
    if WITHOUT in args.arms:
        weights = config.reward_weights or [1.0] * len(script.rewards)
        for place, reward in enumerate(script.rewards):
            left = [0.0 if k == place else weight for k, weight in enumerate(weights)]
            found[f"{WITHOUT} {reward.rpartition(':')[2]}"] = [f"reward_weights={left}"]
    return found


def run_arm(args: argparse.Namespace, title: str, changes: Sequence[str]) -> dict[str, Any]:
    """One training: rise of each reward in deviations of its start, of the judge where there is one, and CPU seconds."""
    from rich.progress import track
    from transformers import TrainerCallback

    from argen.training.ard_trainer import ARDTrainer
    from argen.training.rewards import load_judge, load_rewards

    given = args.model, args.config, args.output
    _, config = subject_settings(*given, [*args.set, *changes])
    words = [*args.set, *changes, f"max_steps={args.rounds * config.updates_per_round}"]
    script, config = subject_settings(*given, words)
    bar = iter(track(range(args.rounds), title))
    next(bar)

    class Bar(TrainerCallback):
        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            if state.global_step % config.updates_per_round == 0:
                next(bar, None)

    pipe = subject_pipeline(args.model)
    prompts = subject_prompts(args.model, script, pipe, config.num_frames)
    judge = None if script.judge is None else load_judge(script.judge)
    trainer = ARDTrainer(pipe, load_rewards(script.rewards), config, prompts, judge=judge, callbacks=[Bar()])
    began, cpu = time.perf_counter(), time.process_time()
    trainer.train()
    spent = {"wall": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    lines = [line for line in trainer.state.log_history if "reward" in line]
    return rises(lines, trainer.scoring.names) | cost(spent, args.rounds, config.updates_per_round, lines)


def rises(lines: Sequence[Mapping[str, float]], names: Sequence[str]) -> dict[str, Any]:
    """How far each reward rose from the first fifth of the rounds to the last, in deviations of the clips of the first fifth."""
    fifth = max(1, len(lines) // 5)
    first, last = lines[:fifth], lines[-fifth:]
    found = {}
    for name in names:
        spread = statistics.mean(line[f"rewards/{name}/std"] for line in first)
        change = _mean(last, f"rewards/{name}/mean") - _mean(first, f"rewards/{name}/mean")
        found[name] = change / spread if spread > 0 else 0.0
    judged = {"judge": _mean(last, "judge") - _mean(first, "judge")} if "judge" in first[0] else {}
    return {"rise": found, **judged}


def cost(
    spent: Mapping[str, float], rounds: int, updates_per_round: int, lines: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """Seconds of a round and of what is left of it when sampling and scoring are over, all by CPU time."""
    parts = ("encode", "rollout", "decode", "rewards")
    sampling = sum(line.get(f"seconds/{part}", 0.0) for line in lines for part in parts)
    share = max(0.0, 1.0 - sampling / spent["wall"])
    return {
        **spent,
        "cpu_per_round": spent["cpu"] / rounds,
        "cpu_per_update": share * spent["cpu"] / rounds / updates_per_round,
    }


def table(runs: Mapping[str, Mapping[str, Any]]) -> "Table":
    """Means and deviations over the seeds, a row per arm; the rise per minute is that of the mean over all rewards, by CPU time."""
    from rich.table import Table

    from argen.training.results import spread

    groups: dict[str, list[dict[str, float]]] = {}
    for key, run in runs.items():
        flat = dict(run["rise"]) | ({"judge": run["judge"]} if "judge" in run else {})
        flat["cpu_per_round"], flat["cpu_per_update"] = run["cpu_per_round"], run["cpu_per_update"]
        flat["rise_per_minute"] = 60 * statistics.mean(run["rise"].values()) / run["cpu"]
        groups.setdefault(key.rpartition(", seed ")[0], []).append(flat)
    names = list(next(iter(groups.values()))[0])
    page = Table("arm", *names, "seeds")
    for arm, found in groups.items():
        told = [spread([one[name] for one in found]) for name in names]
        cells = [f"{t['mean']:.3g}" + ("" if t["sd"] is None else f" ± {t['sd']:.2g}") for t in told]
        page.add_row(arm, *cells, str(len(found)))
    return page


def _mean(lines: Sequence[Mapping[str, float]], name: str) -> float:
    return statistics.mean(line[name] for line in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
