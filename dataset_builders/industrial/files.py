"""A `Sample` from files: its picture, mask and cloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, UnidentifiedImageError
from torch import Tensor

from argen.dataset_builders.industrial.listing import Entry
from argen.pipelines.cif.sample import Sample, as_sample
from argen.pipelines.media.picture import WORK_SIDE


PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")
CLOUDS = (".tiff", ".tif", ".npy")


def need_folder(folder: str | Path, what: str) -> Path:
    """The folder; ValueError if there is none."""
    path = Path(folder)
    if not path.is_dir():
        found = "is a file" if path.exists() else "does not exist"
        raise ValueError(f"`root`: {what} {str(path)!r} {found}; give the folder that the set was extracted to")
    return path


def list_files(folder: Path, suffixes: tuple[str, ...] = PICTURES) -> list[Path]:
    """Files with one of the suffixes, by name, hidden ones left out."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in suffixes and not path.name.startswith(".")
    )


def find_beside(folder: Path, stem: str, suffixes: tuple[str, ...]) -> Path | None:
    """The file of this name and one of the suffixes, the first of them that is there."""
    return next((path for suffix in suffixes if (path := folder / f"{stem}{suffix}").is_file()), None)


def load_files(entry: Entry) -> Sample:
    """The sample of an entry with the files "image" and, where there are any, "points" and "mask"."""
    files = entry.files
    return Sample(
        as_sample(files["image"]).image,
        read_cloud(files["points"]) if "points" in files else None,
        read_mask(files["mask"]) if "mask" in files else None,
        entry.label,
        entry.name,
    )


def read_mask(path: Path) -> Tensor:
    """Bool `(H, W)`, True where any channel is above 0, reduced as its picture is. ValueError for a file that is no picture."""
    with _plain_errors(path, "mask"), Image.open(path) as picture:
        picture.thumbnail((WORK_SIDE, WORK_SIDE), Image.Resampling.NEAREST)
        array = np.array(picture)
    return torch.from_numpy(array > 0 if array.ndim == 2 else (array[..., :3] > 0).any(-1))


def read_grey16(path: Path) -> np.ndarray:
    """uint16 `(H, W)`. ValueError for anything but a grey picture of 16 bits."""
    with _plain_errors(path, "depth map"), Image.open(path) as picture:
        mode, array = picture.mode, np.array(picture)
    if not (mode.startswith("I;16") or mode == "I"):
        raise ValueError(f"`root`: the depth map {str(path)!r} has mode {mode}; it has to be a grey PNG of 16 bits")
    return array.astype(np.uint16)


def read_cloud(path: Path) -> Tensor:
    """Float32 `(3, H, W)` in metres from a TIFF or NPY of three floats per pixel.

    Raises:
        ValueError: a broken file, another shape, or a TIFF where `tifffile` is not installed (Pillow reads no such TIFF).
    """
    if path.suffix.lower() == ".npy":
        with _plain_errors(path, "cloud"):
            array = np.load(path, allow_pickle=False)
    else:
        array = _read_tiff(path)
    if array.ndim != 3 or array.shape[2] != 3 or array.dtype.kind != "f":
        raise ValueError(
            f"`root`: the cloud {str(path)!r} holds {array.dtype} {array.shape}; it has to hold floats (height, width, 3)"
        )
    return torch.from_numpy(np.ascontiguousarray(array.transpose(2, 0, 1), np.float32))


def _read_tiff(path: Path) -> np.ndarray:
    tifffile = import_tifffile()
    with _plain_errors(path, "cloud", tifffile.TiffFileError):
        return tifffile.imread(path)


def import_tifffile() -> Any:
    """The module; ValueError says how to install it."""
    try:
        import tifffile
    except ImportError as error:
        raise ValueError(
            "clouds are TIFF files of three floats per pixel, which `tifffile` reads: `pip install 'argen[industrial]'`"
        ) from error
    return tifffile


@contextmanager
def _plain_errors(path: Path, what: str, *more: type[Exception]) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ValueError(f"`root`: the {what} {str(path)!r} is missing; extract the set again") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, *more) as error:
        raise ValueError(f"`root`: the {what} {str(path)!r} is damaged ({error}); extract it again") from error
