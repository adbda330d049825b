"""Neutral faces that clips begin with: our portraits, a folder of pictures, or people rendered from a rig."""

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image

from argen.dataset_builders.renderer.command import parse_identities


PORTRAITS = "portraits"
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
Face = Callable[[str, int], Image.Image]  # (person, seed) -> an RGB square


def people(faces: str, identities: str) -> tuple[str, ...]:
    """Names of the people that `faces` can show: file names without ending, or the numbers of FIRST:END for a rig.

    Raises:
        ValueError: nothing there, or two pictures of one name.
    """
    if faces != PORTRAITS and not Path(faces).is_dir():
        _check_rig(faces)
        return tuple(map(str, parse_identities(identities)))
    return tuple(_pictures(faces))


def load_faces(faces: str, size: int, strength: float) -> Face:
    """A function that shows a person's neutral face, `size` pixels a side, a little different for each seed.

    Args:
        faces: as for `people`.
        size: pixels.
        strength: 0 shows each picture as it is; for a rig, the `randomization` of the render.
    """
    if faces == PORTRAITS or Path(faces).is_dir():
        pictures, framed = _pictures(faces), faces == PORTRAITS
        cut = lru_cache(maxsize=64)(lambda name: _square(pictures[name], framed, size))
        return lambda name, seed: vary(cut(name), np.random.default_rng(seed), strength)
    return _rendered(faces, size, strength)


def _check_rig(faces: str) -> None:
    if not (Path(faces).is_file() and faces.endswith(".safetensors")):
        raise ValueError(
            f"`faces` is {faces!r}; it has to be {PORTRAITS!r}, a folder of face pictures, or a rig (.safetensors file)."
        )


def _pictures(faces: str) -> dict[str, Path]:
    folder = Path(str(files("argen.release"))) / PORTRAITS if faces == PORTRAITS else Path(faces)
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
    if faces == PORTRAITS:
        found = [path for path in found if path.stem.startswith("portrait_")]
    if not found:
        raise ValueError(f"`faces` is {faces!r}, where no file ends in {', '.join(PICTURES)}.")
    named: dict[str, Path] = {}
    for path in found:
        if path.stem in named:
            raise ValueError(f"`faces` {faces!r} has {named[path.stem].name} and {path.name}: rename one person.")
        named[path.stem] = path
    return named


def _square(path: Path, framed: bool, size: int) -> Image.Image:
    from argen.pipelines.media.face import FaceNotFoundError, centre_square, crop_face
    from argen.pipelines.media.picture import read_picture

    picture = read_picture(path)
    if framed:
        return centre_square(picture, size)
    try:
        return crop_face(picture, size)
    except FaceNotFoundError as error:
        raise ValueError(f"`faces` has {str(path)!r}: {error}; or take the picture out") from error


def vary(picture: Image.Image, rng: np.random.Generator, strength: float) -> Image.Image:
    """A face a little nearer, moved, lighter or warmer, at times mirrored; `strength` 0 leaves it as it is."""
    if strength == 0:
        return picture
    side = picture.width / (1 + 0.12 * strength * rng.random())
    left, top = rng.random(2) * (picture.width - side)
    light = 1 + 0.3 * strength * rng.uniform(-1, 1)
    warm = 0.12 * strength * rng.uniform(-1, 1)
    box = (left, top, left + side, top + side)
    near = picture.resize(picture.size, Image.Resampling.LANCZOS, box=box)
    pixels = np.asarray(near, np.float32) / 255
    pixels = np.clip(pixels * np.array([light + warm, light, light - warm], np.float32), 0, 1)
    if rng.random() < 0.5:
        pixels = pixels[:, ::-1]
    return Image.fromarray(np.rint(pixels * 255).astype(np.uint8))


def _rendered(rig_file: str, size: int, strength: float) -> Face:
    from argen.dataset_builders.renderer.clip import render_clip
    from argen.dataset_builders.renderer.rig import load_rig
    from argen.pipelines.argen.facs_argen import AUS

    rig = load_rig(rig_file)
    still = np.zeros((1, len(AUS)), np.float32)

    def face(name: str, seed: int) -> Image.Image:
        number = int(name)
        clip = render_clip(
            rig,
            seed,
            0,
            identities=[number],
            identity=number,
            size=size,
            num_frames=1,
            au=still,
            randomization=strength,
        )
        return Image.fromarray(clip.frames[0])

    return face
