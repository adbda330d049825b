"""Pictures from anywhere: whatever a user hands in becomes 8-bit RGB, or one sentence that says why not."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError


MIN_SIDE = 32  # pixels: a quarter of the generator's 128
MAX_PIXELS = 100_000_000  # a 100 megapixel camera; 300 MB decoded
WORK_SIDE = 2048  # larger pictures are reduced to this after (for JPEG: while) decoding
BACKDROP = (128, 128, 128)  # transparent pixels show mid-grey: no contour that reads as hair or skin

_LIMIT = f"at most {MAX_PIXELS // 1_000_000} megapixels are decoded, so reduce or crop it first"
# EPS is left out on purpose: Pillow hands it to Ghostscript
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM")

PictureSource = str | Path | bytes | Image.Image


class PictureError(ValueError):
    """A picture that cannot be used; the message names `image`, what was found and what to do."""


def read_picture(image: PictureSource) -> Image.Image:
    """Read a still picture as upright 8-bit RGB, at most 2048 px on its longer side.

    The format is told from the content, not from the file name. An animated GIF, WebP or PNG gives its first frame;
    transparency is laid over mid-grey; 16-bit greys are scaled by 1/257, float pictures in [0, 1] by 255; EXIF
    rotation is applied.

    Args:
        image: a file, its bytes, or a picture that is already open (left as it is).

    Raises:
        PictureError: nothing usable: missing, a folder, empty, damaged, not a picture, under 32 px, over 100 megapixels.
    """
    if isinstance(image, Image.Image):
        given: Image.Image = image
        with _plain_errors("(the given picture)"):
            _check_size(given, "(the given picture)")
            return _convert(given.copy(), "(the given picture)")
    if isinstance(image, bytes):
        return _read(BytesIO(image), "(the given bytes)")
    if not isinstance(image, (str, Path)):
        raise PictureError(f"`image` has to be a path, bytes or a PIL picture but is a {type(image).__name__}")
    path = Path(image)
    name = repr(str(path))
    if not path.is_file():
        found = "is a folder: name one picture in it" if path.is_dir() else "does not exist: check the path"
        raise PictureError(f"`image` {name} {found}")
    try:
        with path.open("rb") as file:
            return _read(file, name)
    except PermissionError as error:
        raise PictureError(f"`image` {name} cannot be read: {error.strerror}") from error


def _read(file: BinaryIO, name: str) -> Image.Image:
    if not file.read(1):
        raise PictureError(f"`image` {name} is empty (0 bytes): copy or export it again")
    file.seek(0)
    with _plain_errors(name), Image.open(file, formats=FORMATS) as picture:
        _check_size(picture, name)
        return _convert(picture, name)


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    """Say in one sentence what Pillow's decoders say in many ways."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # MAX_PIXELS is the limit, not Pillow's; damaged metadata does not matter
            yield
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(
            f"`image` {name} is not a picture that can be read: use {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureError(f"`image` {name} has too many pixels: {_LIMIT}") from error
    except (OSError, SyntaxError, ValueError, struct.error, IndexError, KeyError, TypeError) as error:
        raise PictureError(f"`image` {name} is damaged ({error}): copy or export it again") from error


def _check_size(picture: Image.Image, name: str) -> None:
    width, height = picture.size  # from the header: nothing has been decoded yet
    if min(width, height) < MIN_SIDE:
        raise PictureError(
            f"`image` {name} is {width}x{height} px, too small: use a picture of at least {MIN_SIDE}x{MIN_SIDE} px"
        )
    if width * height > MAX_PIXELS:
        raise PictureError(f"`image` {name} is {width}x{height} px ({width * height / 1e6:.0f} megapixels): {_LIMIT}")


def _convert(picture: Image.Image, name: str) -> Image.Image:
    size = picture.size
    picture.seek(0)
    picture.draft("RGB", (WORK_SIDE, WORK_SIDE))  # JPEG only: decodes at 1/2, 1/4 or 1/8, never below the asked size
    picture = ImageOps.exif_transpose(picture)
    rgb = _to_rgb(picture, name)
    rgb.thumbnail((WORK_SIDE, WORK_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    if min(rgb.size) < MIN_SIDE:
        raise PictureError(f"`image` {name} is {size[0]}x{size[1]} px, too long and thin: crop it around the face")
    return rgb


def _to_rgb(picture: Image.Image, name: str) -> Image.Image:
    if picture.mode in ("F", "I") or picture.mode.startswith("I;16"):
        return _deep_grey(picture, name)
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        backdrop = Image.new("RGBA", layered.size, (*BACKDROP, 255))
        return Image.alpha_composite(backdrop, layered).convert("RGB")
    return picture.convert("RGB")


def _deep_grey(picture: Image.Image, name: str) -> Image.Image:
    """Greys of 16 bits, 32 bits or float to 8 bits; Pillow's own conversion clips them at 255 instead of scaling."""
    values = np.asarray(picture).astype(np.float64)
    low, high = float(values.min()), float(values.max())
    if not np.isfinite(values).all():
        raise PictureError(f"`image` {name} holds NaN or infinite pixels: export it again as 8-bit PNG")
    if picture.mode == "F" and high <= 1.0:
        scale = 255.0
    elif picture.mode in ("F", "I") and high <= 255:
        scale = 1.0
    else:
        scale = 1 / 257  # 65535 -> 255
    if low < 0 or high * scale > 255.5:
        raise PictureError(
            f"`image` {name} has pixel values from {low:g} to {high:g}: use 0..1 (float), 0..255 or 0..65535"
        )
    return Image.fromarray(np.rint(values * scale).clip(0, 255).astype(np.uint8)).convert("RGB")
