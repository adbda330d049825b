"""Which reader a folder needs, told from what lies in it."""

from collections.abc import Callable
from pathlib import Path

from argen.dataset_builders.industrial.eyecandies import read_eyecandies
from argen.dataset_builders.industrial.files import need_folder
from argen.dataset_builders.industrial.folder import read_folder
from argen.dataset_builders.industrial.listing import Category
from argen.dataset_builders.industrial.mvtec import read_mvtec
from argen.dataset_builders.industrial.mvtec_3d import read_mvtec_3d


# layout: a folder that only it has below a category, and its reader
LAYOUTS: dict[str, tuple[str, Callable[[Path], Category]]] = {
    "mvtec_3d": ("train/good/rgb", read_mvtec_3d),
    "eyecandies": ("train/data", read_eyecandies),
    "mvtec": ("train/good", read_mvtec),
    "folder": ("normal", read_folder),
}


def layout_of(folder: str | Path) -> str | None:
    """Name in `LAYOUTS` of a category's folder, None if it has none of them."""
    return next((name for name, (sign, _) in LAYOUTS.items() if (Path(folder) / sign).is_dir()), None)


def read_category(root: str | Path) -> Category:
    """A category in any of the `LAYOUTS`. ValueError for a folder that is not, and what the reader raises."""
    folder = need_folder(root, "the category")
    layout = layout_of(folder)
    if layout is None:
        signs = ", ".join(f"{sign} ({name})" for name, (sign, _) in LAYOUTS.items())
        raise ValueError(
            f"`root` is {str(folder)!r}, which has none of {signs} in it; give the folder of one category"
        )
    return LAYOUTS[layout][1](folder)


def read_categories(root: str | Path) -> list[Category]:
    """The category that a folder is, or those in it, by name. ValueError where there is none."""
    folder = need_folder(root, "the set")
    if layout_of(folder) is not None:
        return [read_category(folder)]
    found = [read_category(path) for path in sorted(folder.iterdir()) if path.is_dir() and layout_of(path)]
    if not found:
        raise ValueError(f"`root` is {str(folder)!r}, in which there is no category of {', '.join(LAYOUTS)}")
    return found
