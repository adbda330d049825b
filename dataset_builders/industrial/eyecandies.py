"""Eyecandies as published (Bonfiglioli et al. 2022): CATEGORY/SPLIT/data/NNN_{image_k.png, depth.png, info_depth.yaml, mask.png}."""

from pathlib import Path

import numpy as np
import torch
import yaml

from argen.dataset_builders.industrial.files import need_folder, read_grey16, read_mask
from argen.dataset_builders.industrial.listing import GOOD, Category, Entry, Samples
from argen.pipelines.cif.sample import Sample, as_sample


FOCAL_LENGTH = 711.11  # pixels, of the one camera of all pictures (the set's page)
LIGHTS = range(6)  # 0 all lamps, 1 bottom, 2 right, 3 top, 4 left, 5 light from all around
SCALE = 0.1  # candies are drawn about ten times life size; the public few-shot code scales so
# Of the points that the public few-shot code keeps: height above the belt, way along it and to each side; set's metres
LEAST_HEIGHT, FARTHEST, WIDEST = 0.02, 1.8, 1.0


def read_eyecandies(root: str | Path, light: int = 4, test: str = "test_public") -> Category:
    """One category, such as `Eyecandies/GummyBear`; `val` may be missing.

    Clouds are made from depth maps and lie in the camera's frame: x right, y down, z forward, metres after `SCALE`. The
    conveyor belt is taken out (zeros), so the foreground of these clouds is z > 0. `test_private` has neither labels nor
    masks. A sample of a test set is anomalous if its mask is not empty.

    Args:
        light: which of the six pictures, see `LIGHTS`; 4 as the public few-shot code takes it.
        test: "test_public" or "test_private".

    Raises:
        ValueError: a light or split that there is not, a missing folder or file; later, when a sample is read, a damaged
            file or sizes that differ.
    """
    if light not in LIGHTS:
        raise ValueError(f"`light` is {light!r}; it has to be 0 to {LIGHTS[-1]}")
    if test not in ("test_public", "test_private"):
        raise ValueError(f"`test` is {test!r}; it has to be test_public or test_private")
    folder = need_folder(root, "the category")
    validation = _split(folder, "val", light) if (folder / "val").is_dir() else Samples((), _load)
    return Category(folder.name, _split(folder, "train", light), _split(folder, test, light), validation)


def cloud_of(depth: np.ndarray, low: float, high: float) -> np.ndarray:
    """Float32 `(H, W, 3)` of a depth map, uint16 `(H, W)`, whose 0 is `low` and whose 65535 is `high`, the set's metres.

    The belt is the plane through the middles of the first and of the last row that holds the camera's x axis.
    """
    z = depth / 65535 * (high - low) + low
    height, width = z.shape
    x = (np.arange(width) - width / 2) * z / FOCAL_LENGTH
    y = (np.arange(height) - height / 2)[:, None] * z / FOCAL_LENGTH
    near, far = (np.array((y[row, width // 2], z[row, width // 2])) for row in (-1, 0))
    along = (far - near) / np.linalg.norm(far - near)
    above = along[0] * (z - near[1]) - along[1] * (y - near[0])
    way = along[0] * (y - near[0]) + along[1] * (z - near[1])
    kept = (above >= LEAST_HEIGHT) & (way <= FARTHEST) & (np.abs(x) <= WIDEST)
    return (np.where(kept[..., None], np.stack((x, y, z), -1), 0) * SCALE).astype(np.float32)


def _split(folder: Path, split: str, light: int) -> Samples:
    data = need_folder(folder / split / "data", "the folder of samples")
    images = sorted(data.glob(f"*_image_{light}.png"))
    if not images:
        raise ValueError(f"`root`: {str(data)!r} holds no *_image_{light}.png; extract the set again")
    return Samples([_entry(image, split) for image in images], _load)


def _entry(image: Path, split: str) -> Entry:
    number = image.name.split("_image_")[0]
    names = {"depth": "depth.png", "range": "info_depth.yaml"} | (
        {"mask": "mask.png"} if split == "test_public" else {}
    )
    files = {"image": image} | {name: image.with_name(f"{number}_{rest}") for name, rest in names.items()}
    missing = [str(path) for path in files.values() if not path.is_file()]
    if missing:
        raise ValueError(f"`root`: {missing[0]!r} of {str(image)!r} is missing; extract the set again")
    if split == "test_private":
        return Entry(f"{split}/{number}", None, "unknown", files)
    bad = "mask" in files and bool(read_mask(files["mask"]).any())
    return Entry(f"{split}/{'bad' if bad else GOOD}/{number}", int(bad), "bad" if bad else GOOD, files)


def _load(entry: Entry) -> Sample:
    files = entry.files
    cloud = cloud_of(read_grey16(files["depth"]), *_range(files["range"]))
    mask = read_mask(files["mask"]) if "mask" in files else None
    points = torch.from_numpy(cloud).permute(2, 0, 1).contiguous()
    return Sample(as_sample(files["image"]).image, points, mask, entry.label, entry.name)


def _range(path: Path) -> tuple[float, float]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))["normalization"]
        return float(found["min"]), float(found["max"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"`root`: {str(path)!r} does not say `normalization: {{min: ..., max: ...}}`; extract it again"
        ) from error
