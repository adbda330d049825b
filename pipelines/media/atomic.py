"""Files that appear whole or not at all."""

import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_path(path: str | Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; it takes that name, synced to disk, when the block ends without an error.

    Raises:
        OSError: the folder is missing or not writable, or the disk is full; the temporary file is removed.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise OSError(f"{str(path)!r} cannot be written: {str(path.parent)!r} is not a folder; create it first")
    if path.is_dir():
        raise OSError(f"{str(path)!r} cannot be written: it is a folder; name a file")
    part = path.with_name(f".{path.stem[:64]}.{secrets.token_hex(4)}{path.suffix}")
    try:
        part.open("xb").close()
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OSError(
            f"{str(path)!r} was not written: {reason}; free some space or choose another folder with `-o`"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write_atomic(path: str | Path, content: bytes | str) -> Path:
    """Write a whole file, text as UTF-8; see `atomic_path` for the errors."""
    data = content.encode() if isinstance(content, str) else content
    with atomic_path(path) as part, part.open("wb") as file:
        file.write(data)
    return Path(path)


def check_targets(paths: Iterable[Path], flag: str, given: Path | None) -> None:
    """ValueError if what `flag` asks for would be written over a folder or over the file that was given."""
    for path in paths:
        if path.is_dir():
            raise ValueError(f"`{flag}` would write {str(path)!r}, which is a folder: choose another name")
        if given is not None and path.resolve() == given.resolve():
            raise ValueError(f"`{flag}` would overwrite {str(given)!r}, which it is made from: choose another name")


def check_folder(folder: Path, flag: str) -> None:
    """Make the folder that `flag` asks for; ValueError if nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ValueError(
            f"`{flag}` cannot be written in {str(folder)!r} ({error.strerror or error}): choose another folder"
        ) from error
