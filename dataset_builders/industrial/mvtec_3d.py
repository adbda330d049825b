"""MVTec 3D-AD as published (Bergmann et al. 2022): CATEGORY/SPLIT/DEFECT/{rgb/*.png, xyz/*.tiff, gt/*.png}."""

from pathlib import Path

from argen.dataset_builders.industrial.files import CLOUDS, find_beside, list_files, load_files, need_folder
from argen.dataset_builders.industrial.listing import GOOD, Category, Entry, Samples


def read_mvtec_3d(root: str | Path) -> Category:
    """One category, such as `mvtec_3d_anomaly_detection/bagel`; `validation` may be missing.

    Names are "test/hole/003". Files are listed now and read when a sample is looked at; picture, cloud and mask have to
    show the same pixels, and a cloud marks pixels without a point by zeros.

    Raises:
        ValueError: a missing folder, a picture without its cloud, a picture of a defect without its mask; later, when a
            sample is read, a damaged file or sizes that differ.
    """
    folder = need_folder(root, "the category")
    validation = _split(folder, "validation") if (folder / "validation").is_dir() else []
    return Category(
        folder.name,
        Samples(_split(folder, "train"), load_files),
        Samples(_split(folder, "test"), load_files),
        Samples(validation, load_files),
    )


def _split(folder: Path, split: str) -> list[Entry]:
    defects = sorted(path for path in need_folder(folder / split, "the split").iterdir() if path.is_dir())
    entries = [entry for defect in defects for entry in _defect(defect, split)]
    if not entries:
        raise ValueError(f"`root`: the split {str(folder / split)!r} holds no DEFECT/rgb/*.png; extract the set again")
    return entries


def _defect(folder: Path, split: str) -> list[Entry]:
    defect, entries = folder.name, []
    for image in list_files(need_folder(folder / "rgb", "the folder of pictures")):
        files = {"image": image}
        cloud = find_beside(folder / "xyz", image.stem, CLOUDS)
        if cloud is None:
            wanted = folder / "xyz" / f"{image.stem}.tiff"
            raise ValueError(f"`root`: the cloud {str(wanted)!r} of {str(image)!r} is missing; extract the set again")
        mask = find_beside(folder / "gt", image.stem, (".png",))
        if mask is None and defect != GOOD:
            wanted = folder / "gt" / f"{image.stem}.png"
            raise ValueError(f"`root`: the mask {str(wanted)!r} of {str(image)!r} is missing; extract the set again")
        files |= {"points": cloud} | ({} if mask is None else {"mask": mask})
        entries.append(Entry(f"{split}/{defect}/{image.stem}", int(defect != GOOD), defect, files))
    return entries
