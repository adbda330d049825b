"""One typed file for a whole supervised run: rendered clips, estimator, VAE, text and transformer (our design)."""

from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import yaml


STAGES = ("cache", "tokenizer", "estimator", "vae", "transformer", "assemble")


@dataclass
class CacheConfig:
    """Rendered clips on disk, as shards of `shard_size`; clip i depends only on (seed, i)."""

    count: int = 20000
    shard_size: int = 64
    workers: int = 1
    identities: tuple[int, int] = (0, 20000)
    size: int = 128
    num_frames: int = 17
    fps: int = 8
    randomization: float = 0.5
    seed: int = 1

    def __post_init__(self) -> None:
        self.identities = (int(self.identities[0]), int(self.identities[1]))
        _positive(self, "count", "shard_size", "workers", "size", "num_frames", "fps")
        if self.num_frames % 4 != 1:
            raise ValueError(
                f"`num_frames` is {self.num_frames}; the causal VAE reads 4k + 1 frames: 5, 9, 13, 17, ..."
            )
        if self.identities[0] >= self.identities[1]:
            raise ValueError(f"`identities` is {self.identities}; give a half-open range such as [0, 20000].")


@dataclass
class StageConfig:
    """What every trained stage has: its length, its step size, its batch.

    A stage ends at `steps`, or when it has trained for `max_minutes` (the learning rate then follows the clock).
    `begin_with` names a pipeline folder whose weights it starts from instead of chance.
    """

    steps: int = 10000
    max_minutes: float | None = None
    batch_size: int = 16
    learning_rate: float = 6e-4
    warmup_steps: int = 100
    ema_decay: float = 0.999
    weight_decay: float = 0.01
    device_clips: int = 4000
    min_clips: int = 64
    checkpoint_minutes: float = 5.0
    begin_with: str | None = None

    def __post_init__(self) -> None:
        _positive(self, "steps", "batch_size", "learning_rate", "device_clips", "min_clips", "checkpoint_minutes")


@dataclass
class EstimatorConfig(StageConfig):
    """AUEstimator: a pair of frames in, 20 intensities out."""

    widths: tuple[int, ...] = (32, 64, 96, 128)
    blocks: int = 2

    def __post_init__(self) -> None:
        super().__post_init__()
        self.widths = tuple(self.widths)


@dataclass
class VAEConfig(StageConfig):
    """AutoencoderKLWan, Wan2.2 layout (patch 4, x16 in space, x4 in time); `frame_steps` of image training come first."""

    base_dim: int = 40
    decoder_base_dim: int = 56
    z_dim: int = 48
    frame_steps: int = 2000
    frame_batch_size: int = 16
    kl_weight: float = 1e-3
    region_weight: float = 4.0
    latent_noise: float = 0.05


@dataclass
class TransformerConfig(StageConfig):
    """WanTransformer3DModel on cached latents, with the text encoder and the AU adapter trained beside it."""

    num_layers: int = 8
    num_attention_heads: int = 4
    attention_head_dim: int = 64
    ffn_dim: int = 768
    text_dim: int = 192
    text_layers: int = 3
    text_ffn_dim: int = 384
    text_length: int = 64
    captions_per_clip: int = 3
    recoloured: float = 0.3
    shift: float = 3.0
    conditioning_factor: float = 3.0
    region_weight: float = 8.0
    drop_both: float = 0.1
    drop_au: float = 0.25
    drop_text: float = 0.15
    solo: float = 0.2
    short: float = 0.15

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0.0 <= self.drop_both + self.drop_au + self.drop_text <= 1.0:
            raise ValueError(
                "`drop_both` + `drop_au` + `drop_text` has to be from 0 to 1: they are shares of the samples."
            )


@dataclass
class DefaultsConfig:
    """What the assembled pipeline does when a caller leaves a number out; chosen on held-out identities."""

    steps: int = 12
    guidance_scale: float = 2.0
    au_guidance_scale: float = 2.0
    frame_guidance_scale: float = 0.0


@dataclass
class SupervisedConfig:
    """A whole run under `output`; `cache.*` names the clips, the rest one stage each."""

    output: str = "runs/argen-mini"
    seed: int = 0
    vocabulary: int = 1024
    cache: CacheConfig = field(default_factory=CacheConfig)
    estimator: EstimatorConfig = field(default_factory=EstimatorConfig)
    vae: VAEConfig = field(default_factory=VAEConfig)
    transformer: TransformerConfig = field(default_factory=TransformerConfig)
    defaults: DefaultsConfig = field(default_factory=DefaultsConfig)


def load_config(path: str | Path, overrides: list[str] | None = None) -> SupervisedConfig:
    """Read YAML, then apply `section.key=value` overrides; ValueError names an unknown key and the legal ones."""
    data: dict[str, Any] = yaml.safe_load(Path(path).read_text()) or {}
    for item in overrides or []:
        key, separator, value = item.partition("=")
        if not separator:
            raise ValueError(f"`--set` is {item!r}; write it as section.key=value, for example vae.batch_size=4.")
        target = data
        *parents, last = key.split(".")
        for parent in parents:
            target = target.setdefault(parent, {})
        target[last] = yaml.safe_load(value)
    return _build(SupervisedConfig, data, "")


def _build(kind: Any, data: dict[str, Any], prefix: str) -> Any:
    known = {f.name: f for f in fields(kind)}
    for key in data:
        if key not in known:
            raise ValueError(f"`{prefix}{key}` is no setting; the settings here are {', '.join(known)}.")
    values = {}
    for key, value in data.items():
        factory = known[key].default_factory
        nested = isinstance(factory, type) and is_dataclass(factory)
        values[key] = _build(factory, value or {}, f"{prefix}{key}.") if nested else value
    return kind(**values)


def _positive(config: Any, *names: str) -> None:
    for name in names:
        value = vars(config)[name]
        if not isinstance(value, (int, float)) or value <= 0:
            raise ValueError(f"`{name}` is {value!r}; it has to be a number above 0.")
