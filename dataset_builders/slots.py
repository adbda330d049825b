"""Slots: the places of a planned dataset, each of which is to hold one clip (our design)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from argen.dataset_builders.schema import SPLITS, to_json
from argen.pipelines.argen.plan_argen import check_emotion, check_intensity
from argen.pipelines.media.atomic import write_atomic


@dataclass(frozen=True)
class Slot:
    """One clip that is asked for; a line of plan.jsonl. `seed` is that of its attempts and replacements."""

    index: int
    split: str
    emotion: str
    intensity: float
    identity: str
    seed: int

    def __post_init__(self) -> None:
        check_emotion(self.emotion)
        check_intensity(self.intensity)
        if self.split not in SPLITS:
            raise ValueError(f"`split` is {self.split!r}; it has to be one of {', '.join(SPLITS)}.")
        for name in ("index", "seed"):
            value = vars(self)[name]
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
                raise ValueError(f"`{name}` is {value!r}; it has to be a whole number from 0 up.")
        if not isinstance(self.identity, str) or not self.identity:
            raise ValueError(f"`identity` is {self.identity!r}; it has to be a name.")

    @property
    def clip_id(self) -> str:
        """Name of the clip that fills the slot."""
        return f"clip-{self.index:06d}"


def derived_seed(*parts: Any) -> int:
    """A seed of 63 bits from any words and numbers, the same on every machine."""
    digest = hashlib.blake2b(":".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def attempt_seed(slot: Slot, attempt: int) -> int:
    """The seed of a slot's clip at an attempt."""
    return derived_seed(slot.seed, "attempt", attempt)


def replacement(slot: Slot, generation: int, people: Sequence[str], stride: int, levels: tuple[float, float]) -> Slot:
    """Who takes the place of a slot whose clips never passed: class and split are kept, person and intensity are not.

    Args:
        slot: the one of the plan.
        generation: 1 for its first replacement, 2 for that one's, ...
        people: of the slot's split.
        stride: more than the largest index of the plan.
        levels: bounds of the intensity.
    """
    rng = np.random.default_rng([slot.seed, generation])
    others = [name for name in people if name != slot.identity] or [slot.identity]
    drawn = round(float(rng.uniform(*levels)), 4)
    return replace(
        slot,
        index=slot.index + generation * stride,
        identity=others[int(rng.integers(len(others)))],
        intensity=slot.intensity if slot.emotion == "neutral" else drawn,
        seed=derived_seed(slot.seed, "replacement", generation),
    )


def write_slots(slots: Sequence[Slot], path: Path) -> Path:
    """One JSON object a line."""
    return write_atomic(path, "".join(to_json(asdict(slot)) + "\n" for slot in slots))


def read_slots(path: Path) -> tuple[Slot, ...]:
    """What `write_slots` wrote, or a person edited; ValueError names the line that is wrong."""
    if not path.is_file():
        raise ValueError(f"{str(path)!r} is missing: write a plan by `argen dataset plan`.")
    slots = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            slots.append(Slot(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise ValueError(f"line {number} of {str(path)!r} is no slot: {error}") from error
    if not slots:
        raise ValueError(f"{str(path)!r} holds no slot: write the plan again by `argen dataset plan`.")
    _check_together(slots, path)
    return tuple(slots)


def _check_together(slots: Sequence[Slot], path: Path) -> None:
    for name in ("index", "seed"):
        values = [vars(slot)[name] for slot in slots]
        if len(set(values)) < len(values):
            double = next(value for k, value in enumerate(values) if value in values[:k])
            raise ValueError(f"{str(path)!r} has two slots with the `{name}` {double}: give each its own.")
    splits: dict[str, str] = {}
    for slot in slots:
        if splits.setdefault(slot.identity, slot.split) != slot.split:
            raise ValueError(
                f"{str(path)!r} has {slot.identity!r} in {splits[slot.identity]} and in {slot.split}: nobody may be in two "
                "splits, or the test tells nothing."
            )
