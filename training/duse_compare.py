"""DuSE beside what it has to beat, on the same cached tokens with the same budget: `python -m argen.training.duse_compare`.

Every arm has the same steps, batches, optimiser and schedule; its learning rate is the best of `rates` on identities kept
from the training set. With `--long-tail` one arm is trained with every long-tail option on a thinned training set.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.duse_arms import ARMS, Kit, banks
from argen.training.duse_config import DuSETrainingConfig, load_duse_config
from argen.training.results import begun, save_json, spread


if TYPE_CHECKING:
    from rich.progress import Progress
    from torch import nn

    from argen.training.duse_tokens import TokenBank

CHOOSING_SEED = 1000  # of the runs that choose the learning rate; no reported run has it
Judge = Callable[["nn.Module", "TokenBank"], dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/")
    parser.add_argument(
        "--arms", nargs="+", choices=list(ARMS), default=None, help="all by default; DuSE for --long-tail"
    )
    parser.add_argument(
        "--long-tail",
        type=float,
        nargs="?",
        const=50.0,
        metavar="IMBALANCE",
        help="thin the training set; 50 by default",
    )
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="change settings")


def main(args: argparse.Namespace) -> None:
    """Write `<output>/compare.json` (or `long_tail.json`) after every run, and print the table; finished runs are kept.

    Raises:
        ValueError: a setting, a folder without clips, or an imbalance that the clips do not give.
    """
    from rich.console import Console
    from rich.progress import Progress

    config = load_duse_config(args.config, args.set)
    kit = Kit(config)
    train, test, made_of = banks(config, kit)
    tail = args.long_tail
    plan = compare_plan(args.arms or list(ARMS)) if tail is None else long_tail_plan(args.arms or ["DuSE"])
    path = Path(config.output) / ("compare.json" if tail is None else "long_tail.json")
    settings = {**asdict(config), "imbalance": tail, "tokens": made_of, "train": len(train), "test": len(test)}
    results = begun(path, settings, "arms")
    with Progress() as bar:
        for name, (arm, option) in plan.items():
            study = Study(kit, arm, replace(config, long_tail=option), train, test, bar, tail)
            results["arms"].setdefault(name, {"runs": []})
            for _ in study.advance(name, results["arms"][name]):
                results["arms"][name].update(summary(results["arms"][name]["runs"]))
                save_json(path, results)
    Console().print(table(results, tail is not None))


def compare_plan(arms: list[str]) -> dict[str, tuple[str, str]]:
    """Each arm with the plain loss."""
    return {arm: (arm, "plain") for arm in arms}


def long_tail_plan(arms: list[str]) -> dict[str, tuple[str, str]]:
    """Each arm with every long-tail option."""
    from argen.training.duse_longtail import LONG_TAIL

    return {option if len(arms) == 1 else f"{arm}, {option}": (arm, option) for arm in arms for option in LONG_TAIL}


def plain_scores(model: "nn.Module", bank: "TokenBank") -> dict[str, Any]:
    """WAR, UAR, recalls and confusion on the plain views."""
    from argen.training.duse_heads import predict, scores

    return scores(predict(model, bank), bank.labels)


@dataclass
class Study:
    """One arm with one long-tail option: its learning rate is chosen once, then it runs with every seed.

    `tail` is the imbalance to which the training set is thinned; `judge` gives what a run is worth, `uar` among it.
    """

    kit: Kit
    arm: str
    config: DuSETrainingConfig
    train: "TokenBank"
    test: "TokenBank"
    bar: "Progress"
    tail: float | None = None
    judge: Judge = plain_scores

    def advance(self, name: str, record: dict[str, Any]) -> Iterator[None]:
        """Add to `record` what it lacks; yields after each run, so that the caller can save."""
        grid = record.setdefault("grid", {})
        for rate in self.config.rates:
            if f"{rate:g}" not in grid:
                grid[f"{rate:g}"] = self.choose(f"{name}, rate {rate:g}", rate)
                yield
        record["rate"] = float(max(grid, key=lambda rate: grid[rate]))
        for seed in range(self.config.seed + len(record["runs"]), self.config.seed + self.config.seeds):
            record["runs"].append(self.run(f"{name}, seed {seed}", record["rate"], seed))
            yield

    def choose(self, text: str, rate: float) -> float:
        """UAR on the kept identities with this learning rate."""
        from argen.training.duse_tokens import validation_mask

        kept = validation_mask(self.train.identities, self.config.validation_share)
        bank = self.thinned(self.train.subset(~kept), CHOOSING_SEED)
        return self.fitted(text, bank, self.train.subset(kept), rate, CHOOSING_SEED)["uar"]

    def run(self, text: str, rate: float, seed: int) -> dict[str, Any]:
        """Trained on the whole training set (thinned if so asked), judged on the test set."""
        return {"seed": seed, **self.fitted(text, self.thinned(self.train, seed), self.test, rate, seed)}

    def thinned(self, bank: "TokenBank", seed: int) -> "TokenBank":
        """The bank, or its long-tailed subset."""
        from argen.training.duse_longtail import RAREST, long_tailed_subset

        if self.tail is None:
            return bank
        return bank.subset(long_tailed_subset(bank.labels, self.tail, [EMOTIONS.index(e) for e in RAREST], seed))

    def fitted(self, text: str, train: "TokenBank", test: "TokenBank", rate: float, seed: int) -> dict[str, Any]:
        """Scores of one training."""
        from argen.training.duse_heads import fit_head, trained_weights

        task, began = self.bar.add_task(text, total=self.config.steps), time.monotonic()
        config = replace(self.config, learning_rate=rate)
        model = fit_head(
            lambda: ARMS[self.arm](self.kit), train, config, len(self.kit.labels), seed, lambda: self.bar.advance(task)
        )
        self.bar.remove_task(task)
        seconds = round(time.monotonic() - began, 1)
        return {**self.judge(model, test), "weights": trained_weights(model), "clips": len(train), "seconds": seconds}


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Mean and sample standard deviation over seeds of WAR, UAR and the recall of the tail; null for fewer than two."""
    from argen.training.duse_longtail import RAREST

    if not runs:
        return {}
    tail = [EMOTIONS.index(emotion) for emotion in RAREST]
    columns = {
        "war": [run["war"] for run in runs],
        "uar": [run["uar"] for run in runs],
        "tail_recall": [float(np.mean([run["recalls"][k] for k in tail])) for run in runs],
    }
    return {name: spread(values) for name, values in columns.items()}


def table(results: dict[str, Any], with_tail: bool) -> Any:
    """A rich table: percent, mean and standard deviation over the seeds."""
    from rich.table import Table

    shown = Table("arm", "weights", "rate", "WAR", "UAR", *(["tail recall"] if with_tail else []))
    for name, record in results["arms"].items():
        cells = [cell(record[key]) for key in ("war", "uar", "tail_recall")[: 3 if with_tail else 2]]
        shown.add_row(name, f"{record['runs'][0]['weights']:,}", f"{record['rate']:g}", *cells)
    return shown


def cell(figure: dict[str, Any]) -> str:
    """Mean and deviation in percent."""
    mean, sd = figure["mean"], figure["sd"]
    return f"{100 * mean:.1f}" if sd is None else f"{100 * mean:.1f} ± {100 * sd:.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
