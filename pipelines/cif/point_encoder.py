"""Point-MAE's encoder (Pang et al. 2022, arXiv 2203.06604) in plain PyTorch, as M3DM and CIF read it: 3 layers, 1152-d."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from argen.pipelines.cif.cloud import listed, pooled
from argen.pipelines.cif.extractor import Extractor, check_sizes, fingerprint
from argen.pipelines.cif.point_groups import farthest, groups_around, interpolated


CONFIG, WEIGHTS = "config.json", "model.safetensors"


@dataclass(frozen=True)
class PointEncoderConfig:
    """Sizes of the encoder; the defaults are those of the published `pretrain.pth`.

    Args:
        dim: channels of a token.
        depth: transformer blocks.
        heads: attention heads; they divide `dim`.
        layers: blocks whose outputs are joined, counted from 0.
    """

    dim: int = 384
    depth: int = 12
    heads: int = 6
    layers: tuple[int, ...] = (3, 7, 11)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(self.layers))  # JSON gives a list
        if min(self.dim, self.depth, self.heads) < 1 or self.dim % self.heads:
            raise ValueError(
                f"`dim` {self.dim}, `depth` {self.depth} and `heads` {self.heads} have to be positive and `heads` has to "
                "divide `dim`."
            )
        if not self.layers or not all(0 <= layer < self.depth for layer in self.layers):
            raise ValueError(f"`layers` is {self.layers}; name blocks from 0 to `depth` - 1 ({self.depth - 1}).")


class PointEncoder(nn.Module):
    """Groups of neighbouring points -> one feature vector per group. Parameter names are those of the checkpoint."""

    def __init__(self, config: PointEncoderConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = _GroupEncoder(config.dim)
        self.pos_embed = nn.Sequential(nn.Linear(3, 128), nn.GELU(), nn.Linear(128, config.dim))
        self.blocks = _Blocks(config)
        self.norm = nn.LayerNorm(config.dim)

    def forward(self, neighbourhoods: Tensor, centres: Tensor) -> Tensor:
        """Features `(1, groups, dim * len(layers))`.

        Args:
            neighbourhoods: `(1, groups, points, 3)`, relative to their centres.
            centres: `(1, groups, 3)`.
        """
        kept = self.blocks(self.encoder(neighbourhoods), self.pos_embed(centres))
        return torch.cat([self.norm(x) for x in kept], -1)

    def save_pretrained(self, folder: str | Path) -> None:
        """Write `config.json` and `model.safetensors` into a folder."""
        from safetensors.torch import save

        from argen.pipelines.media.atomic import write_atomic

        Path(folder).mkdir(parents=True, exist_ok=True)
        state = {name: tensor.contiguous() for name, tensor in self.state_dict().items()}
        write_atomic(Path(folder) / WEIGHTS, save(state))
        write_atomic(Path(folder) / CONFIG, json.dumps(asdict(self.config), indent=2) + "\n")

    @classmethod
    def from_pretrained(cls, model: str, revision: str | None = None) -> "PointEncoder":
        """Read what `save_pretrained` wrote, from a folder or the Hub, in eval mode; ValueError if it is not there."""
        from safetensors.torch import load_file

        folder = _folder(model, revision)
        try:
            encoder = cls(PointEncoderConfig(**json.loads((folder / CONFIG).read_text(encoding="utf-8"))))
            encoder.load_state_dict(load_file(folder / WEIGHTS))
        except (OSError, TypeError, RuntimeError) as error:
            raise ValueError(
                f"`model` {model!r} does not hold a converted Point-MAE encoder ({error}): convert the published "
                "pretrain.pth first, with `argen.pipelines.cif.point_conversion.convert_point_mae`."
            ) from error
        return encoder.eval()


def points(
    model: str,
    revision: str | None = None,
    image_size: int = 224,
    grid: int = 28,
    groups: int = 1024,
    neighbours: int = 128,
    scale: float = 1.0,
) -> Extractor:
    """Features of the groups, interpolated to all points and averaged per cell; the defaults are CIF's (arXiv 2511.05966).

    BatchNorm and DropPath run as trained, not as in training, unlike in CIF's code. A cloud of fewer points than
    `groups` or `neighbours` uses all of them.

    Args:
        model: folder or Hub id of a converted checkpoint, see `point_conversion.py`.
        revision: commit, tag or branch on the Hub.
        image_size: pixels to which the map is resized.
        grid: cells along a side.
        groups: centres, chosen by farthest point sampling.
        neighbours: points of a group, the nearest ones to its centre.
        scale: by which metres are multiplied; 1 as published, though the encoder was trained on clouds of radius 1.

    Raises:
        ValueError: no such model, or a size or number that cannot be.
    """
    check_sizes(image_size, grid)
    if groups < 3 or neighbours < 1 or not scale > 0:
        raise ValueError(
            f"`groups` is {groups}, `neighbours` {neighbours} and `scale` {scale}; they have to be at least 3, at least 1 "
            "and above 0."
        )
    encoder = PointEncoder.from_pretrained(model, revision)
    options: dict[str, Any] = {
        "model": model,
        "revision": revision,
        "image_size": image_size,
        "grid": grid,
        "groups": groups,
        "neighbours": neighbours,
        "scale": scale,
    }
    # the layers are no weights but decide the features as well
    mark = fingerprint("points", options | {"layers": encoder.config.layers}, encoder.state_dict())
    dim = encoder.config.dim * len(encoder.config.layers)
    return Extractor("points", "points", options, image_size, grid, dim, mark, _Points(encoder, options))


class _Points(nn.Module):
    def __init__(self, encoder: PointEncoder, options: dict[str, Any]) -> None:
        super().__init__()
        self.encoder, self.options = encoder, options

    def forward(self, batch: Tensor, foreground: Tensor | None) -> Tensor:
        """As `Extractor.model`."""
        size = self.options["image_size"]
        cloud, pixels = listed(batch, size, foreground)
        cloud = cloud * self.options["scale"]
        centres = cloud[farthest(cloud, min(self.options["groups"], len(cloud)))]
        neighbourhoods = groups_around(cloud, centres, min(self.options["neighbours"], len(cloud)))
        features = self.encoder(neighbourhoods[None], centres[None])[0]
        return pooled(interpolated(features, centres, cloud), pixels, size, self.options["grid"])


class _GroupEncoder(nn.Module):
    """Mini-PointNet: points of a group -> one token, whatever their order."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.first_conv = _point_layers(3, 128, 256)
        self.second_conv = _point_layers(512, 512, dim)

    def forward(self, neighbourhoods: Tensor) -> Tensor:
        """`(1, groups, points, 3)` -> `(1, groups, dim)`, some groups at a time to bound the memory."""
        return torch.cat([self._tokens(part) for part in neighbourhoods[0].split(128)])[None]

    def _tokens(self, groups: Tensor) -> Tensor:
        each = self.first_conv(groups.transpose(1, 2))
        whole = each.amax(2, keepdim=True).expand_as(each)
        return self.second_conv(torch.cat([whole, each], 1)).amax(2)


def _point_layers(channels_in: int, hidden: int, channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv1d(channels_in, hidden, 1), nn.BatchNorm1d(hidden), nn.ReLU(), nn.Conv1d(hidden, channels, 1)
    )


class _Blocks(nn.Module):
    def __init__(self, config: PointEncoderConfig) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(_Block(config.dim, config.heads) for _ in range(config.depth))
        self.layers = config.layers

    def forward(self, x: Tensor, positions: Tensor) -> list[Tensor]:
        """The tokens after each of `layers`; positions are added before every block."""
        after = []
        for block in self.blocks:
            x = block(x + positions)
            after.append(x)
        return [after[layer] for layer in self.layers]


class _Block(nn.Module):
    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(dim), _Attention(dim, heads)
        self.norm2, self.mlp = nn.LayerNorm(dim), _MLP(dim)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class _Attention(nn.Module):
    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.proj = nn.Linear(dim, 3 * dim, bias=False), nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = self.qkv(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(query, key, value)
        return self.proj(mixed.transpose(1, 2).flatten(2))


class _MLP(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(nn.functional.gelu(self.fc1(x)))


def _folder(model: str, revision: str | None) -> Path:
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, revision=revision, allow_patterns=[CONFIG, WEIGHTS]))
    except (HFValidationError, HfHubHTTPError, LocalEntryNotFoundError) as error:
        raise ValueError(f"`model` {model!r} is no folder here and cannot be had from the Hub: {error}") from error
