"""One typed file for a whole supervised run: rendered clips, estimator, VAE, text and transformer (our design)."""

import math
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
        _typed(self)
        _positive(self, "count", "shard_size", "workers", "size", "num_frames", "fps")
        _share(self, "randomization")
        if self.num_frames % 4 != 1:
            raise ValueError(
                f"`num_frames` is {self.num_frames}; the causal VAE reads 4k + 1 frames: 5, 9, 13, 17, ..."
            )
        if len(self.identities) != 2 or self.identities[0] >= self.identities[1]:
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
        _typed(self)
        _positive(self, "steps", "batch_size", "learning_rate", "device_clips", "min_clips", "checkpoint_minutes")
        _not_negative(self, "warmup_steps", "weight_decay")
        _share(self, "ema_decay")
        if self.max_minutes is not None:
            _positive(self, "max_minutes")


@dataclass
class EstimatorConfig(StageConfig):
    """AUEstimator: a pair of frames in, 20 intensities out."""

    widths: tuple[int, ...] = (32, 64, 96, 128)
    blocks: int = 2

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive(self, "blocks")
        if not self.widths or min(self.widths) <= 0:
            raise ValueError(f"`widths` is {self.widths}; give whole numbers above 0, for example [32, 64, 96, 128].")


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
    au_weight: float = 0.05
    latent_noise: float = 0.05

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive(self, "base_dim", "decoder_base_dim", "z_dim", "frame_batch_size")
        _not_negative(self, "frame_steps", "kl_weight", "region_weight", "au_weight", "latent_noise")


@dataclass
class TransformerConfig(StageConfig):
    """WanTransformer3DModel on cached latents, with the text encoder and the AU adapter trained beside it.

    `compiled` compiles its blocks: minutes at the start, then faster steps; clips of another length compile again.
    """

    compiled: bool = False
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
        _positive(
            self, "num_layers", "num_attention_heads", "attention_head_dim", "ffn_dim", "text_dim", "text_layers",
            "text_ffn_dim", "text_length", "captions_per_clip", "shift", "conditioning_factor",
        )  # fmt: skip
        _not_negative(self, "region_weight")
        _share(self, "recoloured", "drop_both", "drop_au", "drop_text", "solo", "short")
        if self.drop_both + self.drop_au + self.drop_text > 1.0 + 1e-9:
            raise ValueError(
                f"`drop_both` + `drop_au` + `drop_text` is {self.drop_both + self.drop_au + self.drop_text:g}; they are "
                "shares of the samples: together 1 at most."
            )


@dataclass
class DefaultsConfig:
    """What the assembled pipeline does when a caller leaves a number out; chosen on held-out identities."""

    steps: int = 12
    guidance_scale: float = 2.0
    au_guidance_scale: float = 2.0
    frame_guidance_scale: float = 0.0

    def __post_init__(self) -> None:
        _typed(self)
        _positive(self, "steps")
        _not_negative(self, "guidance_scale", "au_guidance_scale", "frame_guidance_scale")


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

    def __post_init__(self) -> None:
        _typed(self)
        _positive(self, "vocabulary")
        _not_negative(self, "seed")


def load_config(path: str | Path, overrides: list[str] | None = None) -> SupervisedConfig:
    """Read YAML, then apply `section.key=value` overrides.

    Raises:
        ValueError: no such file, no YAML, an unknown key or an illegal value; it names the key and what is legal.
    """
    path = Path(path)
    if not path.is_file():
        raise ValueError(f"`--config` is {str(path)!r}, which is no file; see training/configs/ for examples.")
    data = _yaml(path.read_text(encoding="utf-8"), f"`--config` is {str(path)!r}, which")
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ValueError(f"`--config` is {str(path)!r}, which holds no settings; write lines such as `seed: 0`.")
    for item in overrides or []:
        _override(data, item)
    return _build(SupervisedConfig, data, "")


def _override(data: dict[str, Any], item: str) -> None:
    key, separator, value = item.partition("=")
    if not separator:
        raise ValueError(f"`--set` is {item!r}; write it as section.key=value, for example vae.batch_size=4.")
    target = data
    *parents, last = key.split(".")
    for parent in parents:
        below = target.get(parent)
        target[parent] = target = {} if below is None else below
        if not isinstance(target, dict):
            raise ValueError(f"`--set` is {item!r}; `{parent}` is one value, not a section. Write {parent}=value.")
    target[last] = _yaml(value, f"`--set` is {item!r}, whose value")


def _yaml(text: str, what: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{what} is no YAML: {error}. Correct it there.") from error


def _build(kind: Any, data: Any, prefix: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"`{prefix[:-1]}` is {data!r}; it is a section. Set one of its keys, as {prefix}key=value.")
    known = {f.name: f for f in fields(kind)}
    for key in data:
        if key not in known:
            raise ValueError(f"`{prefix}{key}` is no setting; the settings here are {', '.join(known)}.")
    values = {}
    for key, value in data.items():
        factory = known[key].default_factory
        nested = isinstance(factory, type) and is_dataclass(factory)
        values[key] = _build(factory, {} if value is None else value, f"{prefix}{key}.") if nested else value
    return kind(**values)


KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    int: ((int,), "a whole number"),
    float: ((int, float), "a number (YAML reads 1e-3 as text: write 1.0e-3)"),
    str: ((str,), "text"),
    float | None: ((int, float, type(None)), "a number, or null"),
    str | None: ((str, type(None)), "text, or null"),
    bool: ((bool,), "true or false"),
}


def _typed(config: Any) -> None:
    for setting in fields(config):
        value = vars(config)[setting.name]
        if setting.type in KINDS:
            kinds, words = KINDS[setting.type]
            fits = isinstance(value, kinds) and isinstance(value, bool) == (setting.type is bool)
        elif isinstance(setting.default, tuple):
            words = "a list of whole numbers"
            fits = isinstance(value, (list, tuple)) and all(type(v) is int for v in value)
        else:
            continue
        if not fits or (isinstance(value, float) and not math.isfinite(value)):
            raise ValueError(f"`{setting.name}` is {value!r}; it has to be {words}.")
        if isinstance(value, list):
            setattr(config, setting.name, tuple(value))


def _positive(config: Any, *names: str) -> None:
    for name in names:
        if vars(config)[name] <= 0:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be a number above 0.")


def _not_negative(config: Any, *names: str) -> None:
    for name in names:
        if vars(config)[name] < 0:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be 0 or more.")


def _share(config: Any, *names: str) -> None:
    for name in names:
        if not 0 <= vars(config)[name] <= 1:
            raise ValueError(f"`{name}` is {vars(config)[name]!r}; it has to be from 0 to 1.")
