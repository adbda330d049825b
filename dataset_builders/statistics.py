"""Figures of a built dataset: clips per class and strength, acceptance, agreement with the request (our design).

Cards, datasheet and Croissant take every number from here.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.schema import ROLES, SPLITS, STATS
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.media.atomic import write_atomic


if TYPE_CHECKING:
    from rich.console import Console

SCHEMA = "argen-dataset-stats/1"
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # edges of intensity; the last bin holds 1.0
MEANS = ("au_r", "au_error", "integrity", "identity_similarity", "motion_jerk")
COLUMNS = (
    "emotion", "intensity", "identity", "requested_au", "measured_au", "scores", "attempt", "num_frames", "height", "width",
    "fps", "models", "source", "licence",
)  # fmt: skip
DIGITS = 4


class Correlation:
    """Pearson r of columns that come in parts, by sums in double precision; no frame is kept.

    Args:
        columns: how many.
    """

    def __init__(self, columns: int) -> None:
        self.sums = np.zeros((6, columns))

    def add(self, asked: np.ndarray, seen: np.ndarray) -> None:
        """Frames `(f, columns)` of both sides."""
        a, b = asked.astype(np.float64), seen.astype(np.float64)
        self.sums += np.stack([np.ones_like(a), a, b, a * a, b * b, a * b]).sum(1)

    def r(self) -> np.ndarray:
        """Pearson r of each column; nan where one side is constant or there is no frame."""
        n, a, b, aa, bb, ab = self.sums
        n = np.maximum(n, 1)
        spread_a, spread_b = aa - a * a / n, bb - b * b / n
        moving = (spread_a > 1e-9 * np.maximum(aa, 1)) & (spread_b > 1e-9 * np.maximum(bb, 1))
        root = np.sqrt(np.where(moving, spread_a * spread_b, 1))
        return np.where(moving, ((ab - a * b / n) / root).clip(-1, 1), np.nan)


class _Class:
    """What is counted for one emotion, or for all."""

    def __init__(self) -> None:
        self.clips, self.agreed = 0, 0
        self.histogram = [0] * (len(BINS) - 1)
        self.splits: Counter[str] = Counter()
        self.values: dict[str, list[float]] = {name: [] for name in MEANS}
        self.correlation = Correlation(len(AUS))

    def add(self, row: Mapping[str, Any]) -> None:
        scores = row["scores"]
        self.clips += 1
        self.agreed += scores["recognised"] == row["emotion"]
        self.histogram[min(int(np.searchsorted(BINS, row["intensity"], "right")) - 1, len(BINS) - 2)] += 1
        self.splits[row["split"]] += 1
        for name in MEANS:
            if scores[name] is not None:
                self.values[name].append(scores[name])
        self.correlation.add(np.asarray(row["requested_au"])[1:], np.asarray(row["measured_au"])[1:])

    def to_dict(self) -> dict[str, Any]:
        units = {name: _round(r) for name, r in zip(AUS, self.correlation.r().tolist(), strict=True)}
        known = [r for r in units.values() if r is not None]
        return {
            "clips": self.clips,
            "splits": {split: self.splits[split] for split in SPLITS},
            "intensity_histogram": self.histogram,
            "emotion_agreement": _round(self.agreed / self.clips) if self.clips else None,
            "au_r_pooled": units,
            "au_r_pooled_mean": _round(np.mean(known)) if known else None,
            "means": {name: _spread(values) for name, values in self.values.items()},
        }


def make_stats(dataset: BuiltDataset) -> dict[str, Any]:
    """Every figure of a dataset, ready for JSON.

    `au_r_pooled` is Pearson's r of requested and measured intensities over the frames after the first of all clips, null
    where an AU was never asked for; `means.au_r` is over the r of single clips. `emotion_agreement` is the share of clips
    whose emotion the recogniser named. `acceptance` is accepted / (accepted + rejected attempts).
    """
    table = {name: _Class() for name in (*EMOTIONS, "all")}
    people: dict[str, set[str]] = {split: set() for split in SPLITS}
    facts: dict[str, Counter[Any]] = {name: Counter() for name in ("num_frames", "size", "fps", "source", "licence")}
    models: dict[str, set[tuple[str | None, str | None]]] = {role: set() for role in ROLES}
    for row in dataset.rows(COLUMNS):
        for name in (EMOTIONS[row["emotion"]], "all"):
            table[name].add(row)
        people[row["split"]].add(row["identity"])
        facts["size"][f"{row['width']}x{row['height']}"] += 1
        for name in ("num_frames", "fps", "source", "licence"):
            facts[name][str(row[name])] += 1
        for role in ROLES:
            models[role].add((row["models"][f"{role}_id"], row["models"][f"{role}_sha256"]))
    return {
        "schema": SCHEMA,
        "argen_version": dataset.manifest.argen_version,
        "fingerprint": dataset.manifest.fingerprint,
        "settings": dataset.manifest.settings,
        **table["all"].to_dict(),
        "bytes": sum(shard.bytes for shard in dataset.shards()),
        "identities": {split: len(names) for split, names in people.items()},
        "intensity_bins": list(BINS),
        "classes": {name: table[name].to_dict() for name in EMOTIONS},
        "acceptance": acceptance({name: table[name].clips for name in EMOTIONS}, dataset.rejected()),
        "clip": {name: dict(sorted(counts.items())) for name, counts in facts.items()},
        "models": {role: [{"id": a, "sha256": b} for a, b in sorted(ids, key=str)] for role, ids in models.items()},
    }


def acceptance(accepted: Mapping[str, int], rejected: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Accepted and rejected attempts of each class, and how often each reason was given (an attempt may have several)."""
    lost = Counter(line["emotion"] for line in rejected)
    reasons = {
        name: Counter(reason for line in rejected if line["emotion"] == name for reason in line["reasons"])
        for name in accepted
    }
    rows = {
        name: _share(count, lost[name]) | {"reasons": dict(sorted(reasons[name].items()))}
        for name, count in accepted.items()
    }
    whole = sum(reasons.values(), Counter())
    return _share(sum(accepted.values()), len(rejected)) | {"reasons": dict(sorted(whole.items())), "classes": rows}


def write_stats(dataset: BuiltDataset) -> dict[str, Any]:
    """Write `stats.json`; returns what is in it."""
    stats = make_stats(dataset)
    write_atomic(dataset.folder / STATS, json.dumps(stats, indent=1, allow_nan=False) + "\n")
    return stats


def print_stats(stats: Mapping[str, Any], console: "Console") -> None:
    """One line per class on the terminal."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("class", no_wrap=True)
    for name in (*SPLITS, "clips", "accepted", "AU r", "pooled", "seen", "integrity", "identity"):
        table.add_column(name, justify="right")
    for name, one in (*stats["classes"].items(), ("all", stats)):
        rate = stats["acceptance"] if name == "all" else stats["acceptance"]["classes"][name]
        means = one["means"]
        scores = (
            means["au_r"],
            one["au_r_pooled_mean"],
            one["emotion_agreement"],
            means["integrity"],
            means["identity_similarity"],
        )
        cells = [f"{rate['rate']:.0%}" if rate["rate"] is not None else "-", *map(_cell, scores)]
        counts = [str(one["splits"][split]) for split in SPLITS]
        table.add_row(name, *counts, str(one["clips"]), *cells, style="bold" if name == "all" else None)
    console.print(table)
    people = ", ".join(f"{split} {count}" for split, count in stats["identities"].items())
    reasons = ", ".join(f"{name} {count}" for name, count in stats["acceptance"]["reasons"].items()) or "none"
    console.print(
        f"people: {people}; rejected attempts: {stats['acceptance']['rejected']} (reasons: {reasons})", highlight=False
    )


def _cell(value: Any) -> str:
    number = value["mean"] if isinstance(value, dict) else value
    return "-" if number is None else f"{number:.2f}"


def _share(accepted: int, rejected: int) -> dict[str, Any]:
    total = accepted + rejected
    return {"accepted": accepted, "rejected": rejected, "rate": _round(accepted / total) if total else None}


def _spread(values: Sequence[float]) -> dict[str, Any]:
    if not values:
        return {"clips": 0, "mean": None, "sd": None, "lowest": None}
    return {
        "clips": len(values),
        "mean": _round(np.mean(values)),
        "sd": _round(np.std(values)),
        "lowest": _round(min(values)),
    }


def _round(value: float | np.floating) -> float | None:
    return None if np.isnan(value) else round(float(value), DIGITS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset stats`."""
    parser.add_argument("folder", type=Path, help="a built dataset")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, and nothing else")
    parser.add_argument("--write", action="store_true", help=f"write them to {STATS} in the folder as well")


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset stats`; returns the exit status."""
    from rich.console import Console

    dataset = BuiltDataset.open(args.folder)
    stats = write_stats(dataset) if args.write else make_stats(dataset)
    if args.json:
        Console().print_json(data=stats)
    else:
        print_stats(stats, Console())
    return 0
