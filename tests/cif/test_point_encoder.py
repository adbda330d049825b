"""The Point-MAE encoder, its groups, and the conversion of a checkpoint with the published names."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from argen.pipelines.cif.features import make_extractor
from argen.pipelines.cif.point_conversion import convert_point_mae, main
from argen.pipelines.cif.point_encoder import PointEncoder, PointEncoderConfig
from argen.pipelines.cif.point_groups import farthest, groups_around, interpolated


TINY = PointEncoderConfig(dim=64, depth=3, heads=1, layers=(0, 1, 2))


def _state(dim: int, depth: int, prefix: str = "module.") -> dict[str, Tensor]:
    """Random tensors under the names and in the shapes of `base_model` in Point-MAE's pretrain.pth."""
    draw = torch.Generator().manual_seed(0)

    def layer(name: str, *shape: int) -> dict[str, Tensor]:
        weight = torch.randn(shape, generator=draw) / torch.Size(shape[1:2]).numel() ** 0.5
        return {f"{name}.weight": weight, f"{name}.bias": 0.1 * torch.randn(shape[:1], generator=draw)}

    def batch_norm(name: str, channels: int) -> dict[str, Tensor]:
        return layer(name, channels) | {
            f"{name}.running_mean": 0.1 * torch.randn(channels, generator=draw),
            f"{name}.running_var": 0.5 + torch.rand(channels, generator=draw),
            f"{name}.num_batches_tracked": torch.tensor(7),
        }

    def block(name: str) -> dict[str, Tensor]:
        qkv = layer(f"{name}.attn.qkv", 3 * dim, dim)
        del qkv[f"{name}.attn.qkv.bias"]
        return (
            layer(f"{name}.norm1", dim) | layer(f"{name}.norm2", dim) | qkv | layer(f"{name}.attn.proj", dim, dim)
            | layer(f"{name}.mlp.fc1", 4 * dim, dim) | layer(f"{name}.mlp.fc2", dim, 4 * dim)
        )  # fmt: skip

    encoder = (
        layer("encoder.first_conv.0", 128, 3, 1) | batch_norm("encoder.first_conv.1", 128)
        | layer("encoder.first_conv.3", 256, 128, 1) | layer("encoder.second_conv.0", 512, 512, 1)
        | batch_norm("encoder.second_conv.1", 512) | layer("encoder.second_conv.3", dim, 512, 1)
        | layer("pos_embed.0", 128, 3) | layer("pos_embed.2", dim, 128) | layer("norm", dim)
    )  # fmt: skip
    for number in range(depth):
        encoder |= block(f"blocks.blocks.{number}")
    state = {f"MAE_encoder.{name}": tensor for name, tensor in encoder.items()}
    state |= {"mask_token": torch.zeros(1, 1, dim)} | layer("decoder_pos_embed.0", 128, 3)
    state |= block("MAE_decoder.blocks.0") | layer("MAE_decoder.norm", dim) | layer("increase_dim.0", 96, dim, 1)
    return {prefix + name: tensor for name, tensor in state.items()}


def _checkpoint(path: Path, dim: int = 64, depth: int = 3, prefix: str = "module.") -> Path:
    metrics = {"acc": np.float64(91.5)}  # as the published training saves them
    torch.save(
        {"base_model": _state(dim, depth, prefix), "optimizer": {}, "epoch": 300, "best_metrics": metrics}, path
    )
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("point_mae")
    convert_point_mae(_checkpoint(root / "pretrain.pth"), root / "converted")
    return root / "converted"


def _cloud(seed: int = 0, size: int = 32) -> Tensor:
    y, x = torch.meshgrid(torch.linspace(-0.1, 0.1, size), torch.linspace(-0.1, 0.1, size), indexing="ij")
    bumps = torch.rand(size, size, generator=torch.Generator().manual_seed(seed))
    return torch.stack([x, y, 0.5 + 0.02 * torch.cos(20 * x + seed) + 1e-3 * bumps])[None]


@pytest.mark.parametrize("prefix", ["module.", ""])
def test_a_checkpoint_becomes_a_folder_with_the_same_encoder(tmp_path: Path, prefix: str):
    encoder = convert_point_mae(_checkpoint(tmp_path / "pretrain.pth", prefix=prefix), tmp_path / "out")
    assert encoder.config == TINY and not encoder.training
    source, kept = _state(64, 3, ""), encoder.state_dict()
    assert {f"MAE_encoder.{name}" for name in kept} == {name for name in source if name.startswith("MAE_encoder.")}
    again = PointEncoder.from_pretrained(str(tmp_path / "out"))
    for name, tensor in again.state_dict().items():
        assert torch.equal(tensor, source[f"MAE_encoder.{name}"]), name


def test_the_published_sizes_give_1152_numbers(tmp_path: Path):
    convert_point_mae(_checkpoint(tmp_path / "pretrain.pth", 384, 12), tmp_path / "out")
    config = json.loads((tmp_path / "out" / "config.json").read_text())
    assert config == {"dim": 384, "depth": 12, "heads": 6, "layers": [3, 7, 11]}
    extractor = make_extractor("points", model=str(tmp_path / "out"), image_size=32, grid=8, groups=16, neighbours=8)
    assert (extractor.dim, extractor.modality) == (1152, "points")
    assert extractor(_cloud()).shape == (1, 64, 1152)


def test_the_encoder_computes_what_its_paper_says():
    """Against the formulas, written out with the tensors of the state dict."""
    state = {name.removeprefix("MAE_encoder."): tensor for name, tensor in _state(64, 1, "").items()}
    encoder = PointEncoder(PointEncoderConfig(64, 1, 1, (0,)))
    encoder.load_state_dict({name: state[name] for name in encoder.state_dict()})
    groups, centres = torch.randn(1, 5, 7, 3), torch.randn(1, 5, 3)

    def linear(x: Tensor, name: str) -> Tensor:
        return x @ state[f"{name}.weight"].flatten(1).T + state.get(f"{name}.bias", torch.zeros(()))

    def normed(x: Tensor, name: str) -> Tensor:
        mean, variance = x.mean(-1, keepdim=True), x.var(-1, keepdim=True, unbiased=False)
        return (x - mean) / (variance + 1e-5).sqrt() * state[f"{name}.weight"] + state[f"{name}.bias"]

    def batch_normed(x: Tensor, name: str) -> Tensor:
        scaled = (x - state[f"{name}.running_mean"]) / (state[f"{name}.running_var"] + 1e-5).sqrt()
        return (scaled * state[f"{name}.weight"] + state[f"{name}.bias"]).relu()

    x = linear(batch_normed(linear(groups[0], "encoder.first_conv.0"), "encoder.first_conv.1"), "encoder.first_conv.3")
    x = torch.cat([x.amax(1, keepdim=True).expand_as(x), x], -1)
    x = linear(
        batch_normed(linear(x, "encoder.second_conv.0"), "encoder.second_conv.1"), "encoder.second_conv.3"
    ).amax(1)
    x = x + linear(torch.nn.functional.gelu(linear(centres[0], "pos_embed.0")), "pos_embed.2")
    query, key, value = linear(normed(x, "blocks.blocks.0.norm1"), "blocks.blocks.0.attn.qkv").chunk(3, -1)
    x = x + linear((query @ key.T / 8).softmax(-1) @ value, "blocks.blocks.0.attn.proj")
    inner = linear(normed(x, "blocks.blocks.0.norm2"), "blocks.blocks.0.mlp.fc1")
    x = x + linear(torch.nn.functional.gelu(inner), "blocks.blocks.0.mlp.fc2")
    with torch.no_grad():
        torch.testing.assert_close(encoder.eval()(groups, centres)[0], normed(x, "norm"), atol=1e-4, rtol=1e-4)


def test_saved_and_read_again_it_is_the_same(folder: Path, tmp_path: Path):
    options: dict[str, Any] = {"image_size": 32, "grid": 8, "groups": 20, "neighbours": 9}
    one = make_extractor("points", model=str(folder), **options)
    PointEncoder.from_pretrained(str(folder)).save_pretrained(tmp_path / "copy")
    other = make_extractor("points", model=str(tmp_path / "copy"), **options)
    assert one.fingerprint == other.fingerprint
    assert torch.equal(one(_cloud()), other(_cloud()))


def test_a_cloud_does_not_depend_on_those_beside_it(folder: Path):
    extractor = make_extractor("points", model=str(folder), image_size=32, grid=8, groups=20, neighbours=9)
    clouds = torch.cat([_cloud(seed) for seed in range(4)])
    alone = torch.cat([extractor(cloud[None]) for cloud in clouds])
    assert torch.equal(extractor(clouds), alone)
    assert torch.equal(extractor(clouds.flip(0)).flip(0), alone)


def test_other_options_change_the_fingerprint(folder: Path):
    options: dict[str, Any] = {"model": str(folder), "image_size": 32, "grid": 8, "groups": 20, "neighbours": 9}
    marks = {
        make_extractor("points", **options | change).fingerprint for change in ({}, {"groups": 21}, {"scale": 9.0})
    }
    assert len(marks) == 3


def test_few_points_use_all_of_them_and_none_is_refused(folder: Path):
    extractor = make_extractor("points", model=str(folder), image_size=32, grid=8)
    few = torch.zeros(1, 3, 32, 32)
    few[..., :2, :2] = _cloud()[..., :2, :2]
    assert extractor(few).isfinite().all()
    with pytest.raises(ValueError, match="0 points"):
        extractor(torch.zeros(1, 3, 32, 32))
    with pytest.raises(ValueError, match="NaN"):
        extractor(torch.full((1, 3, 32, 32), torch.nan))


def test_farthest_points_start_far_from_the_mean_and_take_the_lowest_index():
    line = torch.tensor([[0.0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0], [4, 0, 0]])
    assert farthest(line, 5).tolist() == [0, 4, 2, 1, 3]
    order = torch.randperm(200, generator=torch.Generator().manual_seed(0))
    points = torch.randn(200, 3, generator=torch.Generator().manual_seed(1))
    assert torch.equal(points[farthest(points, 30)], points[order][farthest(points[order], 30)])


def test_groups_are_the_nearest_points_relative_to_the_centre():
    points = torch.randn(100, 3, generator=torch.Generator().manual_seed(0)) * 1e-3 + torch.tensor([0.1, 0.2, 0.5])
    groups = groups_around(points, points[:3], 8)
    for group, centre in zip(groups, points[:3], strict=True):
        expected = (points.double() - centre.double()).norm(dim=1).sort().values[:8]
        torch.testing.assert_close(group.double().norm(dim=1).sort().values, expected, atol=1e-6, rtol=0)


def test_interpolation_of_a_constant_is_constant_and_centres_keep_theirs():
    points = torch.randn(60, 3, generator=torch.Generator().manual_seed(0))
    centres = points[:10]
    torch.testing.assert_close(interpolated(torch.full((10, 4), 2.5), centres, points), torch.full((60, 4), 2.5))
    features = torch.randn(10, 4)
    torch.testing.assert_close(interpolated(features, centres, centres), features, atol=1e-4, rtol=1e-4)
    low, high = features.amin(0), features.amax(0)
    between = interpolated(features, centres, points)
    assert (between >= low - 1e-5).all() and (between <= high + 1e-5).all()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"not a checkpoint", "cannot be read"),
        ({"model": {}}, "base_model"),
        ({"base_model": {"module.head.weight": torch.zeros(1)}}, "MAE_encoder"),
        ({"base_model": {"MAE_encoder.mask_token": torch.zeros(1)}}, "`norm`"),
        ({"base_model": {"MAE_encoder.norm.weight": torch.zeros(64), "MAE_encoder.blocks.blocks.0.x": torch.zeros(1)}},
         "does not fit"),
        ({"base_model": {}, "code": Path("a class that is not allowed")}, "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_of_point_mae_is_refused(tmp_path: Path, content: Any, word: str):
    path = tmp_path / "pretrain.pth"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        torch.save(content, path)
    with pytest.raises(ValueError, match=word):
        convert_point_mae(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


class _Hostile:
    """Pickled, it makes a file when it is read by a reader that runs what it finds."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_a_file_that_would_run_code_is_refused_and_runs_none(tmp_path: Path):
    torch.save({"base_model": {"module.MAE_encoder.norm.weight": _Hostile(tmp_path / "ran")}}, tmp_path / "evil.pth")
    assert b"touch" in (tmp_path / "evil.pth").read_bytes()
    with pytest.raises(ValueError, match="cannot be read as a PyTorch file of tensors"):
        convert_point_mae(tmp_path / "evil.pth", tmp_path / "out")
    assert not (tmp_path / "ran").exists() and not (tmp_path / "out").exists()


def test_a_folder_that_was_not_converted_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="convert_point_mae"):
        make_extractor("points", model=str(tmp_path))


@pytest.mark.parametrize("options", [{"heads": 5}, {"layers": ()}, {"layers": (12,)}, {"depth": 0}])
def test_sizes_that_cannot_be_are_refused(options: dict[str, Any]):
    with pytest.raises(ValueError, match="`"):
        PointEncoderConfig(**options)


def test_the_command_converts_and_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    checkpoint = _checkpoint(tmp_path / "pretrain.pth")
    monkeypatch.setattr("sys.argv", ["point_conversion", str(checkpoint), str(tmp_path / "out")])
    main()
    assert PointEncoder.from_pretrained(str(tmp_path / "out")).config == TINY
    monkeypatch.setattr("sys.argv", ["point_conversion", str(tmp_path / "missing"), str(tmp_path / "out")])
    with pytest.raises(SystemExit):
        main()
    assert "missing" in capsys.readouterr().err
