"""Pictures of one's own: normal/, and where there are any normal_test/, abnormal/, masks/ and points/ (as anomalib's Folder)."""

from pathlib import Path

import numpy as np

from argen.dataset_builders.industrial.files import CLOUDS, PICTURES, find_beside, list_files, load_files, need_folder
from argen.dataset_builders.industrial.listing import GOOD, Category, Entry, Samples


def read_folder(
    root: str | Path,
    normal: str = "normal",
    abnormal: str = "abnormal",
    normal_test: str = "normal_test",
    masks: str = "masks",
    points: str = "points",
    test_share: float = 0.2,
    seed: int = 0,
) -> Category:
    """A folder of normal pictures, and of others to test with; only `normal` has to be there.

    Abnormal pictures lie in `abnormal` or in a folder per defect below it. A mask has the name of its picture, or that
    with "_mask" behind it, at the same place below `masks`; a cloud (three floats per pixel, .tiff or .npy) the name of
    its picture below `points`/normal, `points`/abnormal and so on; with `points`, every picture needs one.

    Args:
        root: the folder above them.
        normal, abnormal, normal_test, masks, points: names of the folders.
        test_share: of the normal pictures that are kept for testing if there is no `normal_test`, drawn by `seed`; none
            is if there is nothing abnormal.

    Raises:
        ValueError: no `normal` or nothing in it, a cloud that is missing, masks for some abnormal pictures only; later,
            when a sample is read, a damaged file or sizes that differ.
    """
    folder = need_folder(root, "the set")
    if not 0 <= test_share < 1:
        raise ValueError(f"`test_share` is {test_share}; it has to be 0 or more, and below 1")
    good = _pictures(folder, normal, points)
    if not good:
        raise ValueError(f"`root`: {str(folder / normal)!r} holds no picture ({', '.join(PICTURES)})")
    bad = _with_masks(_pictures(folder, abnormal, points, 1), folder, abnormal, masks)
    kept = _pictures(folder, normal_test, points)
    if bad and not kept:
        good, kept = _drawn(good, test_share, seed)
    return Category(folder.name, Samples(good, load_files), Samples([*kept, *bad], load_files))


def list_pictures(folder: str | Path) -> Samples:
    """The pictures that lie in a folder itself, of which nothing more is known. ValueError where there is none."""
    found = list_files(need_folder(folder, "the folder of pictures"))
    if not found:
        raise ValueError(f"`root`: {str(folder)!r} holds no picture ({', '.join(PICTURES)})")
    return Samples([Entry(path.name, None, "unknown", {"image": path}) for path in found], load_files)


def _pictures(folder: Path, place: str, points: str, label: int = 0) -> list[Entry]:
    """Entries of the pictures of one place and, for abnormal ones, of the folders in it."""
    if not (folder / place).is_dir():
        return []
    inner = [folder / place, *(path for path in sorted((folder / place).iterdir()) if path.is_dir() and label)]
    entries = []
    for path in (path for one in inner for path in list_files(one)):
        where = path.parent.relative_to(folder)
        files = {"image": path}
        if (folder / points).is_dir():
            cloud = find_beside(folder / points / where, path.stem, CLOUDS)
            if cloud is None:
                wanted = folder / points / where / f"{path.stem}.tiff"
                raise ValueError(
                    f"`root`: the cloud {str(wanted)!r} of {str(path)!r} is missing; every picture needs one"
                )
            files["points"] = cloud
        entries.append(Entry((where / path.stem).as_posix(), label, path.parent.name if label else GOOD, files))
    return entries


def _with_masks(entries: list[Entry], folder: Path, abnormal: str, masks: str) -> list[Entry]:
    if not (folder / masks).is_dir():
        return entries
    masked = []
    for entry in entries:
        image = entry.files["image"]
        place = folder / masks / image.parent.relative_to(folder / abnormal)
        mask = find_beside(place, image.stem, PICTURES) or find_beside(place, f"{image.stem}_mask", PICTURES)
        if mask is None:
            raise ValueError(f"`root`: {str(image)!r} has no mask in {str(place)!r}; give each abnormal picture one")
        masked.append(Entry(entry.name, entry.label, entry.defect, {**entry.files, "mask": mask}))
    return masked


def _drawn(entries: list[Entry], share: float, seed: int) -> tuple[list[Entry], list[Entry]]:
    """Those that are learnt from and those that are kept for testing, each in the order of their names."""
    count = min(round(share * len(entries)), len(entries) - 1)
    chosen = set(np.random.default_rng(seed).permutation(len(entries))[:count].tolist())
    return [e for k, e in enumerate(entries) if k not in chosen], [e for k, e in enumerate(entries) if k in chosen]
