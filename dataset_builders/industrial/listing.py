"""Lists of samples that are read when they are looked at, and the category that they belong to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from argen.pipelines.cif.sample import Sample


GOOD = "good"  # what the published sets call a part without a defect


@dataclass(frozen=True)
class Entry:
    """One part before it is read (our design).

    Args:
        name: such as "test/hole/003", one of its kind within a category.
        label: 0 normal, 1 anomalous, None where the set does not say.
        defect: "good", or the name of the defect.
        files: what is read; keys such as "image", "points" and "mask".
    """

    name: str
    label: int | None
    defect: str = GOOD
    files: Mapping[str, Path] = field(default_factory=dict)


class Samples(Sequence[Sample]):
    """A lazy sequence: nothing is read before an item is asked for; slices and `pick` are lazy too."""

    def __init__(self, entries: Sequence[Entry], load: Callable[[Entry], Sample]) -> None:
        self.entries = tuple(entries)
        self.load = load

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, index: int) -> Sample: ...

    @overload
    def __getitem__(self, index: slice) -> "Samples": ...

    def __getitem__(self, index: int | slice) -> "Sample | Samples":
        if isinstance(index, slice):
            return Samples(self.entries[index], self.load)
        return self.load(self.entries[index])

    def pick(self, indices: Sequence[int]) -> "Samples":
        """The samples at these places, in this order."""
        return Samples([self.entries[k] for k in indices], self.load)

    @property
    def labels(self) -> list[int | None]:
        """Of every sample, without reading it."""
        return [entry.label for entry in self.entries]

    @property
    def names(self) -> list[str]:
        """Of every sample, without reading it."""
        return [entry.name for entry in self.entries]


@dataclass(frozen=True)
class Category:
    """One kind of part: normal samples to learn from, and samples to be judged by."""

    name: str
    train: Samples
    test: Samples
    validation: Samples = field(default_factory=lambda: Samples((), _nothing))


def _nothing(entry: Entry) -> Sample:
    raise AssertionError(f"{entry.name} is in an empty list")
