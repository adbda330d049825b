"""How much of a recogniser's score hangs on motion: `python -m argen.training.duse_probe --config FILE`.

Arms are trained on clips whose classes differ in motion alone (`duse_motion.py`), then judged with the frames of the test
clips shuffled, reversed, or all the first one.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.duse.temporal_conditions import apply_condition
from argen.training.duse_config import load_duse_config
from argen.training.results import begun, save_json, spread


if TYPE_CHECKING:
    import torch
    from torch import nn

    from argen.training.duse_tokens import TokenBank

PROBED = ("mean-pooled", "temporal transformer", "DuSE")


# how the table calls the conditions of `temporal_conditions.py`
PROBES: dict[str, str | None] = {
    "as is": None,
    "shuffled": "shuffle",
    "reversed": "reverse",
    "first frame repeated": "first_frame",
}
PROBE_SEED = 7


def conditioned(clips: "torch.Tensor", condition: str | None, first: int) -> "torch.Tensor":
    """Clips `(b, t, ...)` under a condition, or as they are; `first` is the number of the batch's first clip."""
    import torch

    if condition is None:
        return clips
    return torch.stack([apply_condition(clip, condition, PROBE_SEED, first + i) for i, clip in enumerate(clips)])


def temporal_probe(
    logits_of: Callable[["torch.Tensor"], "torch.Tensor"], batches: Sequence["torch.Tensor"], labels: "torch.Tensor"
) -> dict[str, float]:
    """UAR in 0..1 under each of PROBES; `batches` of clips `(b, t, ...)`, frames or tokens, as `logits_of` reads them.

    A recogniser that loses nothing when frames are shuffled does not use motion (as in notes on DFEW's protocol).
    """
    import torch

    from argen.training.duse_heads import scores

    found = {}
    for name, condition in PROBES.items():
        first, parts = 0, []
        for clips in batches:
            parts.append(logits_of(conditioned(clips, condition, first)))
            first += len(clips)
        found[name] = scores(torch.cat(parts), labels)["uar"]
    return found


def probed_scores(model: "nn.Module", bank: "TokenBank") -> dict[str, Any]:
    """Scores on the plain views, and UAR under each probe."""
    import torch

    from argen.training.duse_compare import plain_scores
    from argen.training.duse_heads import TEST_BATCH

    with torch.no_grad():
        batches = [bank.view(rows) for rows in torch.arange(len(bank)).split(TEST_BATCH)]
        probe = temporal_probe(lambda tokens: model(tokens=tokens).logits, batches, bank.labels)
    return {**plain_scores(model, bank), "probe": probe}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/; its clips are not read")
    parser.add_argument("--rig", default="argen/face-rig", help="rig file, or the Hub id of a dataset that holds one")
    parser.add_argument("--train-clips", type=int, default=1800)
    parser.add_argument("--test-clips", type=int, default=600)
    parser.add_argument("--randomization", type=float, default=0.5)
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="change settings")


def main(args: argparse.Namespace) -> None:
    """Render the clips, train PROBED on them, write `<output>/motion.json` and print the table of probes.

    Raises:
        ValueError: a setting or flag is out of its range, or a folder was made with others.
    """
    from rich.console import Console
    from rich.progress import Progress

    from argen.dataset_builders.renderer.rig import load_rig
    from argen.training.duse_arms import Kit, banks
    from argen.training.duse_compare import Study
    from argen.training.duse_motion import MOTIONS, render_motions
    from argen.training.supervised_evaluate import HELD_OUT, check_counts

    check_counts(args, "train_clips", "test_clips")
    output = Path(load_duse_config(args.config, args.set).output)
    folders = {"train": (0, args.train_clips, 51), "test": (HELD_OUT, args.test_clips, 52)}
    rig = load_rig(args.rig)
    for part, (least, count, seed) in folders.items():
        people = range(least, least + 60_000)
        (output / "motion").mkdir(parents=True, exist_ok=True)
        render_motions(rig, output / "motion" / part, count, people, seed, args.randomization)
    own = [f"{part}=[{output / 'motion' / part}]" for part in folders] + [f"output={output / 'motion'}"]
    config = load_duse_config(args.config, [*args.set, *own])
    kit = Kit(config, list(MOTIONS))
    train, test, made_of = banks(config, kit)
    path = output / "motion.json"
    results = begun(path, {**asdict(config), "tokens": made_of, "train": len(train), "test": len(test)}, "arms")
    with Progress() as bar:
        for name in PROBED:
            record = results["arms"].setdefault(name, {"runs": []})
            for _ in Study(kit, name, config, train, test, bar, judge=probed_scores).advance(name, record):
                record.update(probe_summary(record["runs"]))
                save_json(path, results)
    Console().print(probe_table(results))


def probe_summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Mean and sample standard deviation of UAR over seeds under each probe."""
    return {"probe": {name: spread([run["probe"][name] for run in runs]) for name in PROBES if runs}}


def probe_table(results: dict[str, Any]) -> Any:
    """A rich table: UAR in percent of each arm under each probe."""
    from rich.table import Table

    from argen.training.duse_compare import cell

    shown = Table("arm, UAR", *PROBES)
    for name, record in results["arms"].items():
        shown.add_row(name, *(cell(record["probe"][probe]) for probe in PROBES))
    return shown


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
