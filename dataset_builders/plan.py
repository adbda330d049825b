"""The plan of a dataset: how many clips of which emotion, intensity and person; written for review before it is built.

Our design: the counts bring the class histogram of a dataset to a target, intensities are spread evenly over each class
and split, people over all of it, and nobody is in two splits.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from argen.dataset_builders.histogram import Histogram, added_counts, read_histogram, whole_shares
from argen.dataset_builders.schema import PLAN, SLOTS, SPLITS
from argen.dataset_builders.settings import PlanSettings, as_json, plan_settings
from argen.dataset_builders.slots import Slot, derived_seed, read_slots, write_slots
from argen.dataset_builders.sources.faces import people
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.media.atomic import write_atomic


FORMAT = "argen-dataset-plan/1"


@dataclass(frozen=True)
class Plan:
    """Settings, the histogram that was to be matched (None without one), and the slots by ascending index."""

    settings: PlanSettings
    histogram: Histogram | None
    slots: tuple[Slot, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Slots by emotion."""
        return {name: sum(slot.emotion == name for slot in self.slots) for name in EMOTIONS}

    @cached_property
    def people(self) -> dict[str, list[str]]:
        """Names of the people of each split, sorted."""
        return {name: sorted({slot.identity for slot in self.slots if slot.split == name}) for name in SPLITS}

    @cached_property
    def stride(self) -> int:
        """One more than the largest index of a slot."""
        return max(slot.index for slot in self.slots) + 1

    def save(self, folder: Path) -> Path:
        """Write plan.jsonl and plan.json into a folder; plan.json comes last and says that both are there."""
        folder.mkdir(parents=True, exist_ok=True)
        write_slots(self.slots, folder / SLOTS)
        found = self.histogram
        data = {
            "format": FORMAT,
            "settings": as_json(self.settings),
            "histogram": None if found is None else found.counts,
            "left_out": {} if found is None else found.left_out,
            "counts": self.counts,
        }
        return write_atomic(folder / PLAN, json.dumps(data, indent=1) + "\n")

    @classmethod
    def load(cls, path: Path) -> "Plan":
        """Read plan.json and the plan.jsonl beside it, which may have been edited; ValueError says what is wrong."""
        if not path.is_file():
            raise ValueError(f"{str(path)!r} does not exist: write a plan by `argen dataset plan`.")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{str(path)!r} is no JSON: {error}. Write the plan again.") from error
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError(f"{str(path)!r} is no plan of the format {FORMAT!r}: write one by `argen dataset plan`.")
        counts = data["histogram"]
        histogram = None if counts is None else Histogram(counts, data["left_out"])
        return cls(plan_settings(data["settings"], repr(str(path))), histogram, read_slots(path.with_name(SLOTS)))


def make_plan(settings: PlanSettings) -> Plan:
    """The plan of these settings; the same settings and files give the same plan.

    Raises:
        ValueError: a histogram or faces that cannot be read, or fewer people than splits.
    """
    histogram = None if settings.match is None else read_histogram(Path(settings.match))
    counts = added_counts(
        None if histogram is None else histogram.counts, settings.clips, settings.target, settings.beta
    )
    who = split_people(people(settings.faces, settings.identities), settings.shares, settings.seed)
    rng = np.random.default_rng([settings.seed, 0])
    drawn = [
        (split, emotion, level)
        for split, by_class in split_counts(counts, settings.shares).items()
        for emotion, count in by_class.items()
        for level in spread_levels(emotion, count, settings.low, settings.high, rng)
    ]
    order = rng.permutation(len(drawn))  # classes are mixed, so that the first rows of a shard show them all
    persons = {split: _rotation(names, rng) for split, names in who.items()}
    taken = dict.fromkeys(SPLITS, 0)
    slots = []
    for index, (split, emotion, level) in enumerate(drawn[k] for k in order):
        person = persons[split][taken[split] % len(persons[split])]
        taken[split] += 1
        seed = derived_seed(settings.seed, "slot", index)
        slots.append(Slot(index, split, emotion, level, person, seed))
    return Plan(settings, histogram, tuple(slots))


def _rotation(names: list[str], rng: np.random.Generator) -> list[str]:
    return [names[int(k)] for k in rng.permutation(len(names))]


def split_people(names: Sequence[str], shares: Sequence[float], seed: int) -> dict[str, list[str]]:
    """Who is in which split, by the shares, at least one person where the share is above 0.

    Raises:
        ValueError: too few people.
    """
    used = [share > 0 for share in shares]
    if len(names) < sum(used):
        raise ValueError(f"`faces` has {len(names)} people for {sum(used)} splits; add people, or change `shares`.")
    free = len(names) - sum(used)
    wanted = np.maximum(np.array(shares) * len(names) - used, 0)
    extra = whole_shares(wanted / wanted.sum() * free, free) if free else [0] * len(used)
    counts = [one + more for one, more in zip(used, extra, strict=True)]
    order = np.random.default_rng([seed, 1]).permutation(len(names))
    ends = np.cumsum([0, *counts])
    return {
        split: [names[int(i)] for i in order[ends[k] : ends[k + 1]]] for k, split in enumerate(SPLITS) if counts[k]
    }


def split_counts(counts: Mapping[str, int], shares: Sequence[float]) -> dict[str, dict[str, int]]:
    """Clips of each class in each split; the sum over the splits is the class's count.

    Clip after clip goes to the split that lacks most, so that small classes together fill every split.
    """
    placed = {split: dict.fromkeys(counts, 0) for split in SPLITS}
    given, wanted = np.zeros(len(SPLITS)), np.zeros(len(SPLITS))
    for name, count in counts.items():
        for _ in range(count):
            wanted += shares
            k = int((wanted - given).round(9).argmax())
            given[k] += 1
            placed[SPLITS[k]][name] += 1
    return placed


def spread_levels(emotion: str, count: int, low: float, high: float, rng: np.random.Generator) -> list[float]:
    """`count` intensities, one in each of as many equal steps from `low` to `high`; zeros for neutral."""
    if emotion == "neutral":
        return [0.0] * count
    steps = (np.arange(count) + rng.random(count)) / max(1, count)
    return [round(float(low + (high - low) * step), 4) for step in steps]


def plan_rows(plan: Plan) -> list[dict[str, Any]]:
    """By emotion: clips there and asked for, their sum, by split, the range of intensities, and people."""
    rows = []
    for name in EMOTIONS:
        chosen = [slot for slot in plan.slots if slot.emotion == name]
        levels = [slot.intensity for slot in chosen]
        there = None if plan.histogram is None else plan.histogram.counts[name]
        rows.append(
            {
                "emotion": name,
                "there": there,
                "clips": len(chosen),
                "sum": len(chosen) + (there or 0),
                **{split: sum(slot.split == split for slot in chosen) for split in SPLITS},
                "intensity": (min(levels), max(levels)) if levels else None,
                "people": len({slot.identity for slot in chosen}),
            }
        )
    return rows
