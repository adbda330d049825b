"""MVTec AD as published (Bergmann et al. 2019): CATEGORY/train/good, test/DEFECT, ground_truth/DEFECT/*_mask.png."""

from pathlib import Path

from argen.dataset_builders.industrial.files import find_beside, list_files, load_files, need_folder
from argen.dataset_builders.industrial.listing import GOOD, Category, Entry, Samples


def read_mvtec(root: str | Path) -> Category:
    """One category, such as `mvtec_ad/bottle`: pictures without clouds; good pictures have no mask.

    Raises:
        ValueError: a missing folder, a picture of a defect without its mask; later, when a sample is read, a damaged file
            or a mask of another size.
    """
    folder = need_folder(root, "the category")
    train = _pictures(folder / "train" / GOOD, None, "train")
    defects = sorted(path for path in need_folder(folder / "test", "the split").iterdir() if path.is_dir())
    test = [entry for defect in defects for entry in _pictures(defect, folder / "ground_truth" / defect.name, "test")]
    if not train or not test:
        empty = folder / ("test" if train else "train")
        raise ValueError(f"`root`: the split {str(empty)!r} holds no picture; extract the set again")
    return Category(folder.name, Samples(train, load_files), Samples(test, load_files))


def _pictures(folder: Path, masks: Path | None, split: str) -> list[Entry]:
    defect, entries = folder.name, []
    for image in list_files(need_folder(folder, "the folder of pictures")):
        files = {"image": image}
        if masks is not None and defect != GOOD:
            mask = find_beside(masks, f"{image.stem}_mask", (".png",))
            if mask is None:
                wanted = masks / f"{image.stem}_mask.png"
                raise ValueError(
                    f"`root`: the mask {str(wanted)!r} of {str(image)!r} is missing; extract the set again"
                )
            files["mask"] = mask
        entries.append(Entry(f"{split}/{defect}/{image.stem}", int(defect != GOOD), defect, files))
    return entries
