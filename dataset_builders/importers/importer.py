"""From a dataset's folder to a typed table and a report (our design)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.dataset_builders.importers.clip import Clip, Listing
from argen.dataset_builders.importers.crema_d import list_crema_d
from argen.dataset_builders.importers.dfew import list_dfew
from argen.dataset_builders.importers.faults import find_faults, unique_faults
from argen.dataset_builders.importers.ferv39k import list_ferv39k
from argen.dataset_builders.importers.folder import list_folder
from argen.dataset_builders.importers.identity import IdentityConfig, check_identities, split_identities
from argen.dataset_builders.importers.inspection import CHECKS, inspect_clips
from argen.dataset_builders.importers.mafw import list_mafw
from argen.dataset_builders.importers.ravdess import list_ravdess
from argen.dataset_builders.importers.report import ImportReport, make_report
from argen.dataset_builders.importers.rows import make_dataset, stream_rows


if TYPE_CHECKING:
    from datasets import Dataset, IterableDataset

ON_FAULT = ("raise", "drop")


@dataclass(frozen=True)
class Source:
    """An importer and the options that it knows beside the folder."""

    listing: Callable[..., Listing]
    options: tuple[str, ...] = ()


# A new dataset is one file with a `list_...` function and one line here.
SOURCES: dict[str, Source] = {
    "dfew": Source(list_dfew, ("fold", "clips", "votes")),
    "ferv39k": Source(list_ferv39k),
    "mafw": Source(list_mafw, ("fold", "task", "clips")),
    "crema-d": Source(list_crema_d),
    "ravdess": Source(list_ravdess, ("modality", "channel")),
    "folder": Source(list_folder, ("csv", "classes")),
}


def list_dataset(name: str, root: str | Path, **options: Any) -> Listing:
    """What a dataset's lists and folders hold; no clip is opened.

    Args:
        name: one of `SOURCES`.
        root: the folder that the dataset was extracted to.
        options: what its importer takes, see its docstring.

    Raises:
        ValueError: an unknown dataset or option, or one of its own complaints.
        LayoutError: the folder is not laid out as published.
    """
    if name not in SOURCES:
        raise ValueError(f"`name` is {name!r}; the datasets are {', '.join(SOURCES)}")
    unknown = [option for option in options if option not in SOURCES[name].options]
    if unknown:
        legal = ", ".join(SOURCES[name].options) or "no option"
        raise ValueError(f"`{unknown[0]}` means nothing to {name}, which knows {legal}; leave it out")
    return SOURCES[name].listing(root, **options)


def import_dataset(
    name: str,
    root: str | Path,
    *,
    check: str = "headers",
    on_fault: str = "raise",
    workers: int = 2,
    identity: IdentityConfig | None = None,
    **options: Any,
) -> tuple["Dataset", ImportReport]:
    """The dataset as rows of paths, and what was found.

    Args:
        name: one of `SOURCES`.
        root: the folder that the dataset was extracted to.
        check: "files" opens no clip (`num_frames` is then -1), "headers" reads each header, "decode" decodes every frame.
        on_fault: "raise" stops at any error, "drop" leaves faulty clips out; both name every one in the report.
        workers: threads of the check.
        identity: make new folds in which no person is in train and test; the official ones are given up.
        options: what the importer takes.

    Raises:
        FaultError: with "raise" (it carries the report).
        LayoutError, ValueError: as `list_dataset`.
    """
    _check(check, on_fault, workers)
    listing = list_dataset(name, root, **options)
    if identity is not None:
        check_identities(listing.clips, identity)
    inspections = inspect_clips([clip.path for clip in listing.clips if clip.path is not None], check, workers)
    faults = find_faults(listing, inspections)
    if identity is not None:  # the new folds mend it
        faults = [fault for fault in faults if fault.kind != "subject in two splits"]
    dropped = {fault.row for fault in faults if fault.row is not None}
    clips: Sequence[Clip] = [clip for row, clip in enumerate(listing.clips) if row not in dropped]
    facts: Mapping[str, Any] = {}
    if identity is not None and (on_fault == "drop" or not any(fault.is_error for fault in faults)):
        clips, facts = split_identities(clips, identity)
    report = make_report(listing, clips, inspections, unique_faults(faults), check, options, facts)
    if on_fault == "raise":
        report.raise_errors()
    return make_dataset(listing, clips, inspections), report


def stream_dataset(name: str, root: str | Path, *, on_fault: str = "raise", **options: Any) -> "IterableDataset":
    """The same rows one after the other, clips opened only when their row is asked for; without the checks across rows.

    Args:
        name: one of `SOURCES`.
        root: the folder that the dataset was extracted to.
        on_fault: "raise" stops at a clip that is missing, does not open or has a foreign label; "drop" passes over it.
        options: what the importer takes.
    """
    _check("files", on_fault, 1)
    return stream_rows(list_dataset(name, root, **options), on_fault == "drop")


def _check(check: str, on_fault: str, workers: int) -> None:
    for name, value, legal in (("check", check, CHECKS), ("on_fault", on_fault, ON_FAULT)):
        if value not in legal:
            raise ValueError(f"`{name}` is {value!r}; it has to be one of {', '.join(legal)}")
    if workers < 1:
        raise ValueError(f"`workers` is {workers}; it has to be at least 1")
