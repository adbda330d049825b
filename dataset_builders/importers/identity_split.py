"""Folds in which nobody is in train and test at once, classes balanced (our design)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec

import numpy as np

from argen.dataset_builders.importers.clip import TEST, TRAIN, Clip


def unique_clips(clips: Sequence[Clip]) -> list[Clip]:
    """Each clip once, in the order it is first listed, whatever official folds it stands in."""
    first: dict[str, Clip] = {}
    for clip in clips:
        first.setdefault(clip.clip_id, clip)
    return list(first.values())


def identity_folds(clips: Sequence[Clip], subjects: Sequence[str], folds: int = 5, seed: int = 0) -> list[Clip]:
    """The clips in new folds 1 to `folds`, each clip tested in one and trained on in the others.

    Subjects are dealt to folds by scikit-learn's StratifiedGroupKFold, which keeps class shares as even as whole people
    allow; the order of the clips does not matter, but for ties.

    Args:
        clips: each clip once; a former split is overwritten.
        subjects: who is filmed, one per clip.
        folds: at least 2, at most as many as there are subjects.
        seed: of the order in which subjects are dealt.

    Raises:
        ValueError: too few subjects for the folds.
        ImportError: scikit-learn is missing.
    """
    _check(clips, subjects, folds)
    tested = assign_folds([clip.label for clip in clips], subjects, folds, seed)
    named = [replace(clip, subject=subject) for clip, subject in zip(clips, subjects, strict=True)]
    return [
        replace(clip, fold=number, split=split)
        for number in range(1, folds + 1)
        for split in (TRAIN, TEST)
        for clip, own in zip(named, tested, strict=True)
        if (own == number) == (split == TEST)
    ]


def assign_folds(labels: Sequence[str], subjects: Sequence[str], folds: int, seed: int) -> np.ndarray:
    """The fold `(n,)`, 1 to `folds`, in which each clip is tested; arguments as for `identity_folds`."""
    need_scikit_learn()
    from sklearn.model_selection import StratifiedGroupKFold

    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    found = np.zeros(len(labels), np.int32)
    for number, (_, tested) in enumerate(splitter.split(np.zeros(len(labels)), list(labels), list(subjects)), 1):
        found[tested] = number
    return found


def need_scikit_learn() -> None:
    """ImportError, which says how to get it, where scikit-learn is missing; scipy comes with it."""
    if find_spec("sklearn") is None:
        raise ImportError("identity folds need scikit-learn: pip install 'argen[importers]'")


def leak_share(folds: Sequence[int] | np.ndarray, subjects: Sequence[str]) -> float:
    """Part of the clips, 0..1, whose person is also in another fold: what a score on such a split is flattered by.

    Args:
        folds: in which each clip is tested.
        subjects: who is really filmed, for instance to judge folds that were made from clusters.
    """
    homes: dict[str, set[int]] = {}
    for fold, subject in zip(folds, subjects, strict=True):
        homes.setdefault(subject, set()).add(int(fold))
    return float(np.mean([len(homes[subject]) > 1 for subject in subjects]))


def _check(clips: Sequence[Clip], subjects: Sequence[str], folds: int) -> None:
    assert len({clip.clip_id for clip in clips}) == len(clips) == len(subjects)
    count = len(set(subjects))
    if not 2 <= folds <= count:
        raise ValueError(
            f"`folds` is {folds}; it has to be at least 2 and at most the number of subjects, which is {count}"
        )
    rarest = min(Counter(clip.label for clip in clips).items(), key=lambda item: item[1])
    if rarest[1] < folds:
        raise ValueError(f"`folds` is {folds}, but the class {rarest[0]!r} has {rarest[1]} clips; ask for fewer folds")
