"""What is wrong with a listing, clip by clip (our design)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from argen.dataset_builders.importers.clip import NO_FOLD, TEST, TRAIN, Clip, Listing
from argen.dataset_builders.importers.inspection import NOT_COUNTED, Inspection


# kind: whether it is an error (the dataset is not as published, or a score on it would mislead)
KINDS: dict[str, bool] = {
    "missing clip": True,  # a list names it, the disk has no such file
    "unreadable clip": True,  # no frame, or damaged
    "wrong frame count": True,  # list, container and decoder disagree
    "label outside the set": True,
    "duplicate clip": True,  # listed twice in a split, or in train and test of a fold
    "duplicate file": True,  # several files claim one clip id; the first is taken
    "subject in two splits": True,
    "unlisted file": False,  # a clip on the disk that no list names
}


@dataclass(frozen=True)
class Fault:
    """One fault; `row` is the line of the listing that goes when faulty clips are dropped, None where none does."""

    kind: str
    clip_id: str
    detail: str
    row: int | None = None

    @property
    def is_error(self) -> bool:
        """Whether it stops an import."""
        return KINDS[self.kind]

    def to_dict(self) -> dict[str, str]:
        """For the JSON report; the row number means nothing outside."""
        return {name: value for name, value in asdict(self).items() if name != "row"}


def find_faults(listing: Listing, inspections: Mapping[Path, Inspection]) -> list[Fault]:
    """Every fault, in the order of `KINDS`; that of a clip in several folds once per fold, see `unique_faults`.

    Args:
        listing: what an importer found.
        inspections: of every path in it.
    """
    found = [
        *clip_faults(listing, inspections),
        *_duplicate_clips(listing.clips),
        *_duplicate_files(listing),
        *_shared_subjects(listing.clips),
    ]
    found += _unlisted_files(listing)
    return sorted(found, key=lambda fault: list(KINDS).index(fault.kind))


def unique_faults(faults: Sequence[Fault]) -> list[Fault]:
    """Each fault once, also where its clip stands in five folds."""
    first: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.kind, fault.clip_id, fault.detail), fault)
    return list(first.values())


def clip_faults(listing: Listing, inspections: Mapping[Path, Inspection]) -> Iterator[Fault]:
    """Faults of single clips, row by row; arguments as for `find_faults`."""
    for row, clip in enumerate(listing.clips):
        yield from _row_faults(listing, row, clip, inspections)


def _row_faults(listing: Listing, row: int, clip: Clip, inspections: Mapping[Path, Inspection]) -> Iterator[Fault]:
    if clip.label not in listing.classes:
        legal = f"{', '.join(listing.classes[:12])}{', ...' if len(listing.classes) > 12 else ''}"
        yield Fault("label outside the set", clip.clip_id, f"{clip.label!r}; the classes are {legal}", row)
    if clip.path is None:
        yield Fault("missing clip", clip.clip_id, f"not below {listing.clip_folder}", row)
        return
    inspection = inspections[clip.path]
    if inspection.fault is not None:
        yield Fault("unreadable clip", clip.clip_id, f"{clip.path} {inspection.fault}", row)
        return
    counts = {"list": clip.num_frames, "container": inspection.declared, "decoder": inspection.decoded}
    known = {name: count for name, count in counts.items() if count not in (None, NOT_COUNTED)}
    if len(set(known.values())) > 1:
        words = ", ".join(f"{name} {count}" for name, count in known.items())
        yield Fault("wrong frame count", clip.clip_id, f"{clip.path}: {words}", row)


def _duplicate_clips(clips: Sequence[Clip]) -> Iterator[Fault]:
    """The later of two lines of one split goes; of train and test the train line, so that the test set stays as it is."""
    seen: dict[tuple[int, str, str], int] = {}
    for row, clip in enumerate(clips):
        key = (clip.fold, clip.split, clip.clip_id)
        if key in seen:
            yield Fault("duplicate clip", clip.clip_id, f"twice in {clip.split}{_of_fold(clip.fold)}", row)
        seen.setdefault(key, row)
    for (fold, split, clip_id), row in seen.items():
        if split == TRAIN and (fold, TEST, clip_id) in seen:
            yield Fault("duplicate clip", clip_id, f"in train and test{_of_fold(fold)}", row)


def _duplicate_files(listing: Listing) -> Iterator[Fault]:
    for clip_id, paths in listing.files.items():
        if len(paths) > 1:
            yield Fault("duplicate file", clip_id, ", ".join(map(str, paths)))


def _shared_subjects(clips: Sequence[Clip]) -> Iterator[Fault]:
    """People in both splits of a fold; nothing is known of clips without a subject."""
    splits: dict[tuple[int, str], set[str]] = defaultdict(set)
    for clip in clips:
        if clip.subject is not None:
            splits[clip.fold, clip.subject].add(clip.split)
    for (fold, subject), names in splits.items():
        if len(names) > 1:
            yield Fault("subject in two splits", subject, f"in {' and '.join(sorted(names))}{_of_fold(fold)}")


def _unlisted_files(listing: Listing) -> Iterator[Fault]:
    listed = {clip.clip_id for clip in listing.clips}
    for clip_id, paths in listing.files.items():
        if clip_id not in listed:
            yield Fault("unlisted file", clip_id, str(paths[0]))
    for path in listing.strays:
        yield Fault("unlisted file", path.stem, str(path))


def _of_fold(fold: int) -> str:
    return "" if fold == NO_FOLD else f" of fold {fold}"
