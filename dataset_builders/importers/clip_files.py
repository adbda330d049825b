"""Finding clips on a disk: video files, and folders with one picture per frame (our design)."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from argen.dataset_builders.importers.clip import LayoutError
from argen.pipelines.duse.frame_folder_duse import is_picture


VIDEOS = frozenset({".mp4", ".avi", ".mov", ".mkv", ".webm", ".flv", ".m4v", ".mpg", ".mpeg", ".wmv"})


def walk_clips(folder: Path, is_clip: Callable[[str], bool] | None = None) -> Iterator[Path]:
    """Every clip below a folder, in the order of names: video files, and folders of pictures.

    Args:
        folder: where to look, at any depth; hidden folders are left out.
        is_clip: tells a folder of frames by its name, so that a million pictures need not be listed; without it a folder
            is a clip if it holds a picture.
    """
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        if is_clip is not None:
            yield from (Path(parent, one) for one in folders if is_clip(one))
            folders[:] = [one for one in folders if not is_clip(one)]
        elif any(is_picture(one) for one in names) and Path(parent) != folder:
            yield Path(parent)
        yield from (Path(parent, one) for one in sorted(names) if is_video(one))


def is_video(name: str) -> bool:
    """Whether a file of this name is a clip; macOS's `._1.mp4` is not."""
    return Path(name).suffix.lower() in VIDEOS and not name.startswith(".")


def bare_name(path: Path) -> str:
    """A clip's path as text without the suffix of a video; a dot in the name of a folder stays."""
    return (path.with_suffix("") if path.suffix.lower() in VIDEOS else path).as_posix()


def index_clips(
    folder: Path, clip_id: Callable[[Path], str | None], is_clip: Callable[[str], bool] | None = None
) -> tuple[dict[str, tuple[Path, ...]], tuple[Path, ...]]:
    """Paths by clip id, and the clips that have none.

    Args:
        folder: as for `walk_clips`, which also takes `is_clip`.
        clip_id: the id of a clip from its path below `folder`, or None.
    """
    files: dict[str, tuple[Path, ...]] = {}
    strays = []
    for path in walk_clips(folder, is_clip):
        name = clip_id(path.relative_to(folder))
        if name is None:
            strays.append(path)
        else:
            files[name] = (*files.get(name, ()), path)
    return files, tuple(strays)


def first_file(files: Mapping[str, Sequence[Path]], clip_id: str) -> Path | None:
    """The clip's path, the first in the order of names where several files claim its id; None where none does."""
    return files[clip_id][0] if clip_id in files else None


def need_root(root: str | Path, dataset: str) -> Path:
    """The dataset's folder as an absolute path; LayoutError where it is no folder."""
    path = Path(root).expanduser().absolute()
    if not path.is_dir():
        found = "is a file" if path.exists() else "does not exist"
        raise LayoutError(f"`root` is {str(root)!r}, which {found}; give the folder that {dataset} was extracted to")
    return path


def need_path(root: Path, relative: str, dataset: str, homepage: str) -> Path:
    """`root / relative`; LayoutError naming it and where to get it where it is missing."""
    path = root / relative
    if not path.exists():
        raise LayoutError(
            f"`root` is {str(root)!r}, where {relative!r} is missing: this is not {dataset} as published. "
            f"Get it from its owners ({homepage}) and extract it so that {str(path)!r} exists"
        )
    return path


def clip_folder(
    root: Path, parent: str, names: Sequence[str], wanted: str | None, dataset: str, homepage: str
) -> Path:
    """The folder of clips that the user wants, or the first that exists.

    Args:
        root: the dataset's folder.
        parent: the folder below it that holds them.
        names: those that the dataset has, the best first.
        wanted: one of them, or None.
        dataset: its name, for the message.
        homepage: where to get it, for the message.

    Raises:
        ValueError: the dataset has no such folder.
        LayoutError: none exists; names all that were looked for.
    """
    if wanted is not None and wanted not in names:
        raise ValueError(
            f"`clips` is {wanted!r}; under {parent!r} {dataset} has {', '.join(names)}. Name one of them."
        )
    choices = [f"{parent}/{one}" for one in (names if wanted is None else (wanted,))]
    for relative in choices:
        if (root / relative).is_dir():
            return root / relative
    raise LayoutError(
        f"`root` is {str(root)!r}, where none of {', '.join(map(repr, choices))} exists: the clips of {dataset} are "
        f"missing. Get them from their owners ({homepage}) and extract them into one of these"
    )
