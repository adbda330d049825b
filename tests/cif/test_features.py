"""What holds for extractors of every kind, and the embedded one against the models whose weights it uses."""

import json
import subprocess
import sys
from typing import Any

import pytest
import torch
from diffusers import AutoencoderKLWan

from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.pipelines.cif.embedded_features import SIZES, WIDTHS
from argen.pipelines.cif.features import FEATURES, Extractor, make_extractor
from argen.release import __file__ as release


MINI = release.replace("__init__.py", "argen-mini")


@pytest.fixture(scope="module")
def embedded() -> Extractor:
    return make_extractor("embedded", image_size=64, grid=8)


def _pictures(count: int, size: int = 64) -> torch.Tensor:
    return torch.rand(count, 3, size, size, generator=torch.Generator().manual_seed(0))


def test_features_have_the_promised_shape(embedded: Extractor):
    for height, width in ((64, 64), (40, 90)):
        features = embedded(torch.rand(2, 3, height, width))
        assert features.shape == (2, embedded.grid**2, embedded.dim)
        assert features.dtype == torch.float32
        assert features.isfinite().all()


def test_an_item_does_not_depend_on_those_beside_it(embedded: Extractor):
    pictures = _pictures(4)
    alone = torch.cat([embedded(picture[None]) for picture in pictures])
    assert torch.equal(embedded(pictures), alone)
    assert torch.equal(embedded(pictures.flip(0)).flip(0), alone)


def test_built_again_from_its_options_it_is_the_same(embedded: Extractor):
    again = make_extractor(embedded.kind, **json.loads(json.dumps(embedded.options)))
    assert again.fingerprint == embedded.fingerprint
    assert torch.equal(again(_pictures(1)), embedded(_pictures(1)))


def test_another_option_is_another_fingerprint(embedded: Extractor):
    for change in ({"grid": 4}, {"layers": ["wan1"]}, {"pool": 3}):
        assert make_extractor("embedded", **embedded.options | change).fingerprint != embedded.fingerprint


def test_a_change_in_one_corner_changes_cells_there_only():
    fine = make_extractor("embedded", image_size=128, grid=16, layers=["au0"])
    picture, marked = _pictures(1, 128), _pictures(1, 128)
    marked[..., :16, :16] = 1 - marked[..., :16, :16]
    change = (fine(picture) - fine(marked)).abs().amax(-1).view(16, 16)
    assert (change[:2, :2] > 0).all()
    assert not change[4:].any() and not change[:, 4:].any()


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_a_one_colour_picture_has_finite_features_equal_inside(embedded: Extractor, value: float):
    picture = torch.full((1, 3, 64, 64), value)
    assert embedded(picture).isfinite().all()
    fine = make_extractor(
        "embedded", image_size=64, grid=8, layers=["wan0", "au0"]
    )  # the rim does not reach the middle
    features = fine(picture).view(8, 8, -1)
    torch.testing.assert_close(features[3:5, 3:5], features[3, 3].expand(2, 2, -1), atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_maps_are_those_of_the_models_in_diffusers(embedded: Extractor):
    pictures = _pictures(2)
    encoder = AutoencoderKLWan.from_pretrained(f"{MINI}/vae").eval().encoder
    estimator = AUEstimator.from_pretrained(f"{MINI}/au_estimator").eval()
    kept: dict[str, torch.Tensor] = {}
    for number in (0, 1):
        block: Any = encoder.get_submodule(f"down_blocks.{number}.resnets.0")
        block.register_forward_hook(lambda _, __, output, name=f"wan{number}": kept.update({name: output[:, :, 0]}))
    patches = pictures.unflatten(3, (-1, 4)).unflatten(2, (-1, 4)).permute(0, 1, 5, 3, 2, 4).flatten(1, 3)
    encoder((patches * 2 - 1)[:, :, None])
    stages = estimator.features(pictures, pictures)
    kept |= {f"au{number + 1}": stage for number, stage in enumerate(stages)}
    ours = embedded.model.wan(pictures) | embedded.model.estimator(pictures)  # pyright: ignore[reportCallIssue]
    assert set(ours) == set(WIDTHS) == set(SIZES)
    for name, theirs in kept.items():
        torch.testing.assert_close(ours[name], theirs, atol=1e-5, rtol=1e-5)
    assert {name: maps.shape[1] for name, maps in ours.items()} == WIDTHS


@pytest.mark.parametrize(
    ("batch", "word"),
    [
        (torch.zeros(3, 64, 64), "shape"),
        (torch.zeros(1, 1, 64, 64), "shape"),
        (torch.zeros(0, 3, 64, 64), "shape"),
        (torch.full((1, 3, 64, 64), torch.nan), "NaN"),
        (torch.full((1, 3, 64, 64), 255.0), "255"),
        (torch.zeros(1, 3, 64, 64, dtype=torch.uint8), "8-bit"),
    ],
)
def test_what_is_no_picture_is_refused(embedded: Extractor, batch: torch.Tensor, word: str):
    with pytest.raises(ValueError, match=word):
        embedded(batch)


def test_a_foreground_of_another_grid_is_refused(embedded: Extractor):
    with pytest.raises(ValueError, match="`foreground`"):
        embedded(_pictures(2), torch.ones(2, 9, 9, dtype=torch.bool))


@pytest.mark.parametrize(
    ("kind", "options", "word"),
    [
        ("resnet", {}, "embedded, vit, points, fpfh"),
        ("embedded", {"color": 1}, "color"),
        ("embedded", {"image_size": 100}, "multiple of 16"),
        ("embedded", {"image_size": 8}, "`image_size`"),
        ("embedded", {"grid": 0}, "`grid`"),
        ("embedded", {"layers": []}, "`layers`"),
        ("embedded", {"layers": ["wan0", "wan9"]}, "wan9"),
        ("embedded", {"pool": 2}, "`pool`"),
        ("fpfh", {"radius": 0.0}, "`radius`"),
        ("fpfh", {"neighbours": 2}, "`neighbours`"),
    ],
)
def test_options_that_cannot_be_are_refused(kind: str, options: dict, word: str):
    with pytest.raises(ValueError, match=word):
        make_extractor(kind, **options)


def test_importing_features_brings_no_model_library():
    code = "import sys, argen.pipelines.cif.features; print(*(m for m in ('diffusers', 'transformers') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert set(FEATURES) == {"embedded", "vit", "points", "fpfh"}
