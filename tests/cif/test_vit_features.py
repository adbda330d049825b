"""Vision transformers of the layouts of DINO, DINOv2 (with and without registers) and DINOv3: tiny, random weights."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import (
    CLIPConfig,
    CLIPModel,
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    DINOv3ViTConfig,
    DINOv3ViTModel,
    ViTConfig,
    ViTModel,
)

from argen.pipelines.cif.features import make_extractor


SMALL: dict[str, Any] = {
    "hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32,
}  # fmt: skip
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
MODELS = {
    "dino": lambda: ViTModel(ViTConfig(**SMALL, image_size=32, patch_size=8), add_pooling_layer=False),
    "dinov2": lambda: Dinov2Model(Dinov2Config(**SMALL, mlp_ratio=2, image_size=56, patch_size=14)),
    "registers": lambda: Dinov2WithRegistersModel(
        Dinov2WithRegistersConfig(**SMALL, mlp_ratio=2, image_size=56, patch_size=14, num_register_tokens=4)
    ),
    "dinov3": lambda: DINOv3ViTModel(DINOv3ViTConfig(**SMALL, image_size=32, patch_size=16, num_register_tokens=4)),
}


@pytest.fixture(scope="module", params=MODELS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _saved(request.param, tmp_path_factory.mktemp(request.param))


def _saved(name: str, folder: Path) -> Path:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = MODELS[name]()
        with torch.no_grad():
            for parameter in network.parameters():  # positions and registers start at zero in some
                parameter.add_(0.2 * torch.randn_like(parameter))
        network.save_pretrained(folder)
    settings = {"image_processor_type": "ViTImageProcessor", "image_mean": MEAN, "image_std": DEVIATION}
    (folder / "preprocessor_config.json").write_text(json.dumps(settings))
    return folder


def _picture(size: int) -> torch.Tensor:
    return torch.rand(1, 3, size, size, generator=torch.Generator().manual_seed(1))


@torch.no_grad()
def test_cells_are_the_patch_tokens_in_order(folder: Path):
    from transformers import AutoModel

    network: Any = AutoModel.from_pretrained(folder).eval()
    size = network.config.patch_size * 3
    mean, deviation = torch.tensor(MEAN).view(3, 1, 1), torch.tensor(DEVIATION).view(3, 1, 1)
    extra = {"interpolate_pos_encoding": True} if network.config.model_type == "vit" else {}
    tokens = network(pixel_values=(_picture(size) - mean) / deviation, **extra).last_hidden_state
    extractor = make_extractor("vit", model=str(folder), image_size=size, grid=3)
    features = extractor(_picture(size))
    skipped = 1 + network.config.to_dict().get("num_register_tokens", 0)
    assert tokens.shape[1] == skipped + 9
    torch.testing.assert_close(features, tokens[:, skipped:])
    assert (extractor.dim, extractor.modality) == (24, "image")


def test_any_picture_and_grid_and_no_neighbour_in_the_batch(folder: Path):
    patch = json.loads((folder / "config.json").read_text())["patch_size"]
    extractor = make_extractor("vit", model=str(folder), image_size=4 * patch, grid=7)
    pictures = torch.rand(4, 3, 50, 70)
    features = extractor(pictures)
    assert features.shape == (4, 49, 24)
    assert torch.equal(features, torch.cat([extractor(picture[None]) for picture in pictures]))


def test_a_block_inside_is_another_layer(folder: Path):
    patch = json.loads((folder / "config.json").read_text())["patch_size"]
    options = {"model": str(folder), "image_size": 2 * patch, "grid": 2}
    last, first = make_extractor("vit", **options), make_extractor("vit", **options, layer=1)
    assert last.fingerprint != first.fingerprint
    assert not torch.allclose(last(_picture(20)), first(_picture(20)))


def test_the_fingerprint_goes_with_the_weights_not_with_the_folder(tmp_path: Path):
    one, other = _saved("dino", tmp_path / "one"), _saved("dino", tmp_path / "other")
    marks = [make_extractor("vit", model=str(path), image_size=32, grid=4).fingerprint for path in (one, other)]
    assert marks[0] == marks[1]
    network = ViTModel.from_pretrained(other, add_pooling_layer=False)
    with torch.no_grad():
        network.layernorm.weight[0] += 1
    network.save_pretrained(other)
    assert make_extractor("vit", model=str(other), image_size=32, grid=4).fingerprint != marks[0]


@pytest.mark.parametrize(
    ("options", "word"), [({"image_size": 33}, "32 or 40"), ({"layer": 3}, "blocks 1 to 2"), ({"layer": 0}, "`layer`")]
)
def test_sizes_and_layers_that_it_does_not_have(tmp_path: Path, options: dict[str, int], word: str):
    folder = _saved("dino", tmp_path)
    with pytest.raises(ValueError, match=word):
        make_extractor("vit", **{"model": str(folder), "image_size": 32, "grid": 4} | options)


def test_what_is_no_vision_transformer_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="cannot be loaded"):
        make_extractor("vit", model=str(tmp_path / "nothing"))
    tiny = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1}
    CLIPModel(CLIPConfig(text_config=tiny | {"vocab_size": 9}, vision_config=tiny | {"image_size": 16, "patch_size": 8})).save_pretrained(tmp_path)  # fmt: skip
    (tmp_path / "preprocessor_config.json").write_text(json.dumps({"image_mean": MEAN, "image_std": DEVIATION}))
    with pytest.raises(ValueError, match="not a vision transformer"):
        make_extractor("vit", model=str(tmp_path))


def test_a_folder_without_colours_is_refused(tmp_path: Path):
    folder = _saved("dino", tmp_path)
    (folder / "preprocessor_config.json").write_text("{}")
    with pytest.raises(ValueError, match="image_mean"):
        make_extractor("vit", model=str(folder))


def test_a_checkpoint_with_weights_missing_is_refused(tmp_path: Path):
    folder = _saved("dino", tmp_path)
    weights = load_file(folder / "model.safetensors")
    del weights["layernorm.weight"]
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ValueError, match="layernorm.weight"):
        make_extractor("vit", model=str(folder), image_size=32, grid=4)
