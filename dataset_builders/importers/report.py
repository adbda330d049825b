"""What an import found, as JSON and as a table on the terminal (our design)."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.dataset_builders.importers.clip import NO_FOLD, Clip, Listing
from argen.dataset_builders.importers.faults import KINDS, Fault
from argen.dataset_builders.importers.inspection import NOT_COUNTED, Inspection


if TYPE_CHECKING:
    from rich.console import Console

SCHEMA = "argen-import/1"
SHOWN = 3  # faults of a kind on the terminal; the JSON has all


class FaultError(ValueError):
    """An import that stopped at faults; `report` names every one of them."""

    def __init__(self, message: str, report: "ImportReport") -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True)
class ImportReport:
    """A whole import in numbers.

    Args:
        name: dataset, as in `SOURCES`.
        title: its full name and terms.
        homepage: where its owners hand it out.
        root: the user's folder.
        clip_folder: where the clips were.
        check: how deep the check went, one of `CHECKS`.
        options: what the importer was told.
        rows: lines of the table written; a clip of five folds counts five times.
        clips: different clips among them.
        subjects: different people among them, None where nobody is named.
        counts: per split (and fold), clips of each class.
        frames: fewest, median and most frames of a clip, None where none was opened.
        faults: of every kind, errors first.
        identity: how new folds by identity were made, empty where the official ones stand.
    """

    name: str
    title: str
    homepage: str
    root: str
    clip_folder: str
    check: str
    options: dict[str, Any]
    rows: int
    clips: int
    subjects: int | None
    counts: dict[str, dict[str, int]]
    frames: dict[str, float] | None
    faults: tuple[Fault, ...]
    identity: dict[str, Any] = field(default_factory=dict)

    @property
    def errors(self) -> list[Fault]:
        """Faults that stop an import."""
        return [fault for fault in self.faults if fault.is_error]

    def fault_counts(self) -> dict[str, int]:
        """Faults of each kind that occurs."""
        counts = Counter(fault.kind for fault in self.faults)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}

    def to_json(self) -> str:
        """Everything, two blanks of indent."""
        values = {"schema": SCHEMA, **asdict(self), "fault_counts": self.fault_counts()}
        values["faults"] = [fault.to_dict() for fault in self.faults]
        return json.dumps(values, indent=2, ensure_ascii=False, default=str)

    def raise_errors(self) -> None:
        """FaultError if there is an error."""
        if self.errors:
            words = ", ".join(f"{count} x {kind}" for kind, count in self.fault_counts().items() if KINDS[kind])
            first = self.errors[0]
            raise FaultError(
                f"{self.name} in {self.root!r} is not as published: {words}; first {first.clip_id}: {first.detail}. "
                "Repair it, or drop the faulty clips by `on_fault` 'drop' (`--drop-faulty`)",
                self,
            )


def make_report(
    listing: Listing,
    clips: Sequence[Clip],
    inspections: Mapping[Path, Inspection],
    faults: Sequence[Fault],
    check: str,
    options: Mapping[str, Any],
    identity: Mapping[str, Any],
) -> ImportReport:
    """The report on the clips that are kept and the faults that were found."""
    subjects = {clip.subject for clip in clips if clip.subject is not None}
    return ImportReport(
        name=listing.name,
        title=listing.title,
        homepage=listing.homepage,
        root=str(listing.root),
        clip_folder=str(listing.clip_folder),
        check=check,
        options=dict(options),
        rows=len(clips),
        clips=len({clip.clip_id for clip in clips}),
        subjects=len(subjects) or None,
        counts=_counts(listing.classes, clips),
        frames=_frames(clips, inspections),
        faults=tuple(faults),
        identity=dict(identity),
    )


def _counts(classes: Sequence[str], clips: Sequence[Clip]) -> dict[str, dict[str, int]]:
    tally = Counter((_split_name(clip), clip.label) for clip in clips)
    names = dict.fromkeys(_split_name(clip) for clip in clips)
    return {name: {label: tally[name, label] for label in classes} for name in names}


def _split_name(clip: Clip) -> str:
    return clip.split if clip.fold == NO_FOLD else f"{clip.split} {clip.fold}"


def _frames(clips: Sequence[Clip], inspections: Mapping[Path, Inspection]) -> dict[str, float] | None:
    paths = {clip.path for clip in clips if clip.path is not None}
    counts = [inspections[path].num_frames for path in paths if inspections[path].num_frames != NOT_COUNTED]
    if not counts:
        return None
    return {"fewest": min(counts), "median": float(np.median(counts)), "most": max(counts)}


def print_report(report: ImportReport, console: "Console") -> None:
    """Clips of each class and split, then the faults, on the terminal."""
    from rich.text import Text

    people = "subjects unknown" if report.subjects is None else f"{report.subjects} subjects"
    console.print(Text(report.title, "bold"))
    console.print(Text(f"{report.clips} clips in {report.rows} rows, {people}; from {report.clip_folder}"))
    if report.frames is not None:
        frames = report.frames
        console.print(Text(f"frames a clip: {frames['fewest']} to {frames['most']}, median {frames['median']:g}"))
    for name, value in report.identity.items():
        console.print(Text(f"identity {name}: {value}"))
    _print_counts(report, console)
    _print_faults(report, console)


def _print_counts(report: ImportReport, console: "Console") -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("class", no_wrap=True)
    for name in report.counts:
        table.add_column(name, justify="right")
    for label in next(iter(report.counts.values()), {}):
        table.add_row(label, *(str(counts[label]) for counts in report.counts.values()))
    table.add_row("all", *(str(sum(counts.values())) for counts in report.counts.values()), style="bold")
    console.print(table)


def _print_faults(report: ImportReport, console: "Console") -> None:
    from rich.table import Table
    from rich.text import Text

    if not report.faults:
        console.print(Text(f"no fault found (check: {report.check})", "green"))
        return
    table = Table("fault", "count", "such as", box=None, pad_edge=False, header_style="dim")
    for kind, count in report.fault_counts().items():
        some = [f"{one.clip_id}: {one.detail}" for one in report.faults if one.kind == kind][:SHOWN]
        table.add_row(Text(kind, "red" if KINDS[kind] else "yellow"), str(count), Text("\n".join(some)))
    console.print(table)
