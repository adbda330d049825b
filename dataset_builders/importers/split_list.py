"""Lines of a published split list: two words a line, or a table with a header (our design)."""

import csv
from pathlib import Path
from typing import TypeVar

from argen.dataset_builders.importers.clip import LayoutError


Line = TypeVar("Line")


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
