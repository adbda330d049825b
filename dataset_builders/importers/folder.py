"""Any set of clips: a folder per class, or a CSV file that lists the clips (our design).

Folders: `CLASS/clip.mp4`, or `SPLIT/CLASS/clip.mp4`; in place of a video file a folder with one picture per frame.
CSV: the columns `path` (below the folder, or absolute) and `label`; of use if there are `split`, `fold`, `subject`,
`clip_id` and `num_frames`; every other column is kept as text.
"""

from pathlib import Path

from argen.dataset_builders.importers.clip import NO_FOLD, NO_SPLIT, Clip, LayoutError, Listing
from argen.dataset_builders.importers.clip_files import bare_name, index_clips, need_root, walk_clips
from argen.dataset_builders.importers.split_list import read_table


HOMEPAGE = "argen's docs/datasets.md"
KNOWN = ("path", "label", "split", "fold", "subject", "clip_id", "num_frames")


def list_folder(root: str | Path, csv: str | Path | None = None, classes: tuple[str, ...] | None = None) -> Listing:
    """What the class folders hold, or what the table lists.

    Args:
        root: folder above the classes, or the one that the table's paths start from.
        csv: the table; without it the folders name the classes.
        classes: class names in the order of the label column; by default those found, sorted.

    Raises:
        LayoutError: no clip lies where it should, or the table lacks a column.
    """
    folder = need_root(root, "the dataset")
    if csv is not None:
        return _list_table(folder, Path(csv), classes)
    files, strays = index_clips(folder, _clip_id)
    if not files:
        raise LayoutError(
            f"`root` is {str(root)!r}, where no clip lies in a folder of its class, such as 'happiness/1.mp4' or "
            "'train/happiness/1.mp4'; arrange the clips so, or name a table by `csv`"
        )
    found = tuple(_clip(name, paths[0]) for name, paths in sorted(files.items()))
    return _listing(folder, found, files, strays, classes)


def _clip_id(path: Path) -> str | None:
    return bare_name(path) if len(path.parts) in (2, 3) else None


def _clip(name: str, path: Path) -> Clip:
    *split, label, _ = name.split("/")
    return Clip(name, label, path, split[0] if split else NO_SPLIT)


def _listing(
    root: Path,
    clips: tuple[Clip, ...],
    files: dict[str, tuple[Path, ...]],
    strays: tuple[Path, ...],
    classes: tuple[str, ...] | None,
    columns: dict | None = None,
) -> Listing:
    names = tuple(sorted({clip.label for clip in clips})) if classes is None else tuple(classes)
    return Listing("folder", root.name, HOMEPAGE, root, root, names, clips, files, strays, columns or {})


def _list_table(root: Path, table: Path, classes: tuple[str, ...] | None) -> Listing:
    from datasets import Value

    if not table.is_file():
        raise LayoutError(f"`csv` is {str(table)!r}, which is no file; give a table with the columns path and label")
    rows = read_table(table, ("path", "label"))
    clips = tuple(_row_clip(root, row, table) for row in rows)
    files: dict[str, tuple[Path, ...]] = {}
    for clip in clips:
        known = files.get(clip.clip_id, ())
        if clip.path is not None and clip.path not in known:
            files[clip.clip_id] = (*known, clip.path)
    listed = {clip.path for clip in clips}
    strays = tuple(path for path in walk_clips(root) if path not in listed)
    columns = {name: Value("string") for name in rows[0] if name not in KNOWN}
    return _listing(root, clips, files, strays, classes, columns)


def _row_clip(root: Path, row: dict[str, str], table: Path) -> Clip:
    path = root / row["path"]
    return Clip(
        clip_id=row.get("clip_id") or bare_name(Path(row["path"])),
        label=row["label"],
        path=path if path.exists() else None,
        split=row.get("split") or NO_SPLIT,
        fold=_whole(row, "fold", table) if row.get("fold") else NO_FOLD,
        subject=row.get("subject") or None,
        num_frames=_whole(row, "num_frames", table) if row.get("num_frames") else None,
        extras={name: value for name, value in row.items() if name not in KNOWN},
    )


def _whole(row: dict[str, str], name: str, table: Path) -> int:
    if not row[name].isdecimal():
        raise LayoutError(
            f"{str(table)!r} has the {name} {row[name]!r} for {row['path']!r}; it has to be a whole number"
        )
    return int(row[name])
