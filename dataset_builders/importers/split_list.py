"""Lines of a published split list: two words a line, or a table with a header (our design)."""

import csv
from pathlib import Path
from typing import TypeVar

from argen.dataset_builders.importers.clip import TEST, TRAIN, LayoutError
from argen.dataset_builders.importers.clip_files import need_path


FOLDS = (1, 2, 3, 4, 5)
Line = TypeVar("Line")


def fold_lists(root: Path, pattern: str, fold: int | None, dataset: str, homepage: str) -> dict[tuple[str, int], Path]:
    """Paths of the lists of a dataset with five folds, by split and fold.

    Args:
        root: the dataset's folder.
        pattern: a list's path below it, with `{split}` and `{fold}`.
        fold: 1 to 5, or None for all of them.
        dataset: its name, for the message.
        homepage: where to get it, for the message.

    Raises:
        ValueError: no such fold.
        LayoutError: a list is missing.
    """
    if fold is not None and fold not in FOLDS:
        raise ValueError(f"`fold` is {fold}; {dataset} has the folds 1 to 5. Leave it out for all of them.")
    return {
        (split, number): need_path(root, pattern.format(split=split, fold=number), dataset, homepage)
        for number in (FOLDS if fold is None else (fold,))
        for split in (TRAIN, TEST)
    }


def read_pairs(path: Path, what: str) -> list[tuple[str, str]]:
    """`name label` per line, split at blanks or a tab; empty lines are left out.

    Args:
        path: the list, UTF-8 with or without a byte order mark.
        what: how a line looks, for the message.

    Raises:
        LayoutError: a line has no two words.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        words = line.split()
        if len(words) == 1:
            raise LayoutError(f"line {number} of {str(path)!r} is {line!r}; it has to be {what}")
        if words:
            pairs.append((words[0], words[1]))
    return _need_lines(pairs, path, what)


def read_table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a CSV file by column name.

    Args:
        path: the table, comma-separated, UTF-8 with or without a byte order mark, with a header.
        columns: names that the header has to have.

    Raises:
        LayoutError: a column is missing, a row is too short or too long, or there is no row.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restkey="", skipinitialspace=True)
        header = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        missing = [name for name in columns if name not in header]
        if missing:
            raise LayoutError(
                f"{str(path)!r} has the columns {', '.join(header) or 'none'}; {', '.join(missing)} is missing"
            )
        rows = []
        for row in reader:
            if "" in row or None in row.values():
                raise LayoutError(f"line {reader.line_num} of {str(path)!r} does not have {len(header)} fields")
            rows.append({name: value.strip() for name, value in row.items()})
    return _need_lines(rows, path, "a clip a line")


def _need_lines(rows: list[Line], path: Path, what: str) -> list[Line]:
    if not rows:
        raise LayoutError(f"{str(path)!r} lists no clip; it has to hold {what}")
    return rows
