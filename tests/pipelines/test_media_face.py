"""The face is found where it is, cropped as the training renders are framed, and refused where there is none."""

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from argen.pipelines.media.face import BOX_CENTRE_Y, BOX_SIDE, FaceNotFoundError, centre_square, crop_face, find_face
from argen.pipelines.media.picture import read_picture


DATA = pytest.importorskip("skimage", reason="photographs come with scikit-image").__path__[0] + "/data"


def photograph(name: str = "astronaut.png") -> Image.Image:
    return Image.open(f"{DATA}/{name}").convert("RGB")


def test_the_astronaut_is_found_in_place_and_at_any_size() -> None:
    face = find_face(photograph())
    assert face is not None and face.score > 1
    assert abs(face.x - 224) < 12 and abs(face.y - 126) < 15 and 80 < face.side < 115
    for scale in (0.35, 2.0):
        other = find_face(photograph().resize((int(512 * scale), int(512 * scale))))
        assert other is not None and abs(other.x / scale - face.x) < 8 and abs(other.side / scale - face.side) < 12


@pytest.mark.parametrize(
    "name", ["camera.png", "chelsea.png", "coffee.png", "coins.png", "horse.png", "motorcycle_left.png"]
)
def test_pictures_without_a_frontal_face_are_refused(name: str) -> None:
    with pytest.raises(FaceNotFoundError, match="--no-crop"):
        crop_face(photograph(name))


def test_rotation_by_exif_dark_pictures_and_borders() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    turned = BytesIO()
    photograph().rotate(-90).save(turned, "JPEG", exif=exif, quality=95)
    assert find_face(read_picture(turned.getvalue())) is not None
    assert find_face(photograph().point(lambda value: value * 0.3)) is not None
    at_the_border = photograph().crop((180, 66, 512, 512))
    assert crop_face(at_the_border).size == (128, 128)


def test_of_several_faces_the_largest_is_taken() -> None:
    page = Image.new("RGB", (1000, 512), "grey")
    page.paste(photograph().resize((300, 300)), (650, 100))
    page.paste(photograph(), (0, 0))
    face = find_face(page)
    assert face is not None and abs(face.x - 224) < 15


def test_a_crop_of_a_crop_is_the_same_crop() -> None:
    once = crop_face(photograph(), 256)
    face = find_face(once)
    assert face is not None
    assert abs(face.side / 256 - BOX_SIDE) < 0.08 and abs(face.y / 256 - BOX_CENTRE_Y) < 0.06
    twice = crop_face(once, 256)
    assert np.abs(np.asarray(once).astype(int) - np.asarray(twice)).mean() < 25


def test_the_centre_square_keeps_the_middle() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 100, 3), dtype=np.uint8)
    assert np.array_equal(np.asarray(centre_square(Image.fromarray(pixels), 40)), pixels[:, 30:70])


def test_the_detector_is_built_on_first_use() -> None:
    code = (
        "import sys\n"
        "from argen.pipelines.duse.detector_duse import detector\n"
        "from argen.pipelines.media import face\n"
        "from PIL import Image\n"
        "assert not {'torch', 'dlib'} & set(sys.modules) and detector.cache_info().currsize == 0\n"
        "assert face.find_face(Image.new('RGB', (64, 64))) is None and detector() is detector()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
