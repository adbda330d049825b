"""Small sets in exactly the published layouts: coloured noise of 40 px, no picture of anything."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
import yaml
from PIL import Image


SIDE = 40
Maker = Callable[[Path], Path]


def noise(seed: int, side: int = SIDE) -> np.ndarray:
    """uint8 `(side, side, 3)`."""
    return np.random.default_rng(seed).integers(0, 256, (side, side, 3), dtype=np.uint8)


def png(path: Path, array: np.ndarray) -> Path:
    """Write a picture; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path)
    return path


def spot(side: int = SIDE) -> np.ndarray:
    """A mask of 0 and 255 with a square of 6 x 6."""
    mask = np.zeros((side, side), np.uint8)
    mask[10:16, 20:26] = 255
    return mask


def cloud(seed: int, side: int = SIDE) -> np.ndarray:
    """float32 `(side, side, 3)` in metres, with the first row lost."""
    points = np.random.default_rng(seed).uniform(0.3, 0.4, (side, side, 3)).astype(np.float32)
    points[0] = 0
    return points


def tiff(path: Path, array: np.ndarray) -> Path:
    """Write a cloud as the published files hold it: three floats per pixel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tifffile.imwrite(path, array, photometric="rgb")
    return path


def make_mvtec_3d(root: Path) -> Path:
    """bagel: 3 normal ones to learn from, 1 to validate, 2 good and 2 with a hole or a crack to test."""
    base = root / "bagel"
    places = [
        ("train", "good", 3),
        ("validation", "good", 1),
        ("test", "good", 2),
        ("test", "hole", 1),
        ("test", "crack", 1),
    ]
    for seed, (split, defect, count) in enumerate(places):
        for k in range(count):
            folder = base / split / defect
            png(folder / "rgb" / f"{k:03d}.png", noise(10 * seed + k))
            tiff(folder / "xyz" / f"{k:03d}.tiff", cloud(10 * seed + k))
            if split == "test":
                png(folder / "gt" / f"{k:03d}.png", spot() if defect != "good" else 0 * spot())
    return base


def make_mvtec(root: Path) -> Path:
    """grid: grey pictures, 2 to learn from, 1 good and 2 bent ones to test."""
    base = root / "grid"
    for k in range(2):
        png(base / "train" / "good" / f"{k:03d}.png", noise(k)[..., 0])
        png(base / "test" / "bent" / f"{k:03d}.png", noise(10 + k)[..., 0])
        png(base / "ground_truth" / "bent" / f"{k:03d}_mask.png", spot())
    png(base / "test" / "good" / "000.png", noise(20)[..., 0])
    return base


def belt(bump: float = 0.0) -> np.ndarray:
    """uint16 depth of a plane that leans away at 60 degrees and, with a bump, of something on it in the middle."""
    side, focal = SIDE, 711.11
    ray = (np.arange(side) - side / 2)[:, None] / focal * np.ones((1, side))
    # points (y, z) with normal (-cos, -sin) of the belt: z = distance / (1 + ray * slope)
    depth = 1.5 / (1 + 3.0 * ray)
    rows, columns = np.mgrid[:side, :side]
    depth = np.where(np.hypot(rows - side / 2, columns - side / 2) < 8, depth - bump, depth)
    return np.rint((depth - 1) / 1 * 65535).astype(np.uint16)


def make_eyecandies(root: Path) -> Path:
    """Marshmallow: 2 to learn from, 1 to validate, public test of a good and a bad one, private test of one."""
    base = root / "Marshmallow"
    for split, count in (("train", 2), ("val", 1), ("test_public", 2), ("test_private", 1)):
        for k in range(count):
            stem = base / split / "data" / f"{k:03d}"
            for light in range(6):
                png(stem.with_name(f"{k:03d}_image_{light}.png"), np.full((SIDE, SIDE, 3), 30 * light + k, np.uint8))
            png(stem.with_name(f"{k:03d}_depth.png"), belt(0.15))
            stem.with_name(f"{k:03d}_info_depth.yaml").write_text(
                yaml.safe_dump({"normalization": {"min": 1.0, "max": 2.0}})
            )
            if split != "test_private":
                png(stem.with_name(f"{k:03d}_mask.png"), spot() if (split, k) == ("test_public", 1) else 0 * spot())
    return base


def make_folder(root: Path) -> Path:
    """parts: 10 normal ones, 2 scratched in a folder of their own and 1 odd one, all with masks and clouds."""
    base = root / "parts"
    for k in range(10):
        png(base / "normal" / f"n{k}.png", noise(k))
        tiff(base / "points" / "normal" / f"n{k}.tiff", cloud(k))
    for k in range(2):
        png(base / "abnormal" / "scratched" / f"s{k}.jpg", noise(20 + k))
        png(base / "masks" / "scratched" / f"s{k}_mask.png", spot())
        tiff(base / "points" / "abnormal" / "scratched" / f"s{k}.tiff", cloud(20 + k))
    png(base / "abnormal" / "odd.png", noise(30))
    png(base / "masks" / "odd.png", spot())
    (base / "points" / "abnormal" / "odd.npy").parent.mkdir(parents=True, exist_ok=True)
    np.save(base / "points" / "abnormal" / "odd.npy", cloud(30))
    return base


MAKERS: dict[str, Maker] = {
    "mvtec_3d": make_mvtec_3d,
    "mvtec": make_mvtec,
    "eyecandies": make_eyecandies,
    "folder": make_folder,
}


@pytest.fixture
def make() -> Callable[[str, Path], Path]:
    """`make(layout, root)`: the folder of a category, written."""
    return lambda layout, root: MAKERS[layout](root)


@pytest.fixture
def mvtec_3d(tmp_path: Path) -> Path:
    """The folder of `make_mvtec_3d`."""
    return make_mvtec_3d(tmp_path)


@pytest.fixture
def mvtec(tmp_path: Path) -> Path:
    """The folder of `make_mvtec`."""
    return make_mvtec(tmp_path)


@pytest.fixture
def eyecandies(tmp_path: Path) -> Path:
    """The folder of `make_eyecandies`."""
    return make_eyecandies(tmp_path)


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """The folder of `make_folder`."""
    return make_folder(tmp_path)
