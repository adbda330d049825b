"""One typed file for a whole supervised run: rendered clips, estimator, VAE, text and transformer (our design)."""

from dataclasses import dataclass, field
from pathlib import Path

from argen.training.settings import check_not_negative, check_positive, check_share, check_types, read_settings


STAGES = ("cache", "tokenizer", "estimator", "vae", "probe", "transformer", "assemble")


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
        check_types(self)
        check_positive(self, "count", "shard_size", "workers", "size", "num_frames", "fps")
        check_share(self, "randomization")
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
        check_types(self)
        check_positive(self, "steps", "batch_size", "learning_rate", "device_clips", "min_clips", "checkpoint_minutes")
        check_not_negative(self, "warmup_steps", "weight_decay")
        check_share(self, "ema_decay")
        if self.max_minutes is not None:
            check_positive(self, "max_minutes")


@dataclass
class EstimatorConfig(StageConfig):
    """AUEstimator: a pair of frames in, 20 intensities out."""

    widths: tuple[int, ...] = (32, 64, 96, 128)
    blocks: int = 2

    def __post_init__(self) -> None:
        super().__post_init__()
        check_positive(self, "blocks")
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
        check_positive(self, "base_dim", "decoder_base_dim", "z_dim", "frame_batch_size")
        check_not_negative(self, "frame_steps", "kl_weight", "region_weight", "au_weight", "latent_noise")


@dataclass
class ProbeConfig(StageConfig):
    """LatentProbe: AUs off latents; `noise` is the most that is added to those it learns from."""

    noise: float = 0.7

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative(self, "noise")


@dataclass
class TransformerConfig(StageConfig):
    """WanTransformer3DModel on cached latents, with the text encoder and the AU adapter trained beside it.

    `compiled` compiles its blocks: minutes at the start, then faster steps; clips of another length compile again.
    `au_weight` is that of the AUs that stage "probe" misses in the predictions; at 0 no probe is trained or needed.
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
    au_weight: float = 0.5
    drop_both: float = 0.1
    drop_au: float = 0.25
    drop_text: float = 0.15
    solo: float = 0.2
    short: float = 0.15

    def __post_init__(self) -> None:
        super().__post_init__()
        check_positive(
            self, "num_layers", "num_attention_heads", "attention_head_dim", "ffn_dim", "text_dim", "text_layers",
            "text_ffn_dim", "text_length", "captions_per_clip", "shift", "conditioning_factor",
        )  # fmt: skip
        check_not_negative(self, "region_weight", "au_weight")
        check_share(self, "recoloured", "drop_both", "drop_au", "drop_text", "solo", "short")
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
        check_types(self)
        check_positive(self, "steps")
        check_not_negative(self, "guidance_scale", "au_guidance_scale", "frame_guidance_scale")


@dataclass
class SupervisedConfig:
    """A whole run under `output`; `cache.*` names the clips, the rest one stage each."""

    output: str = "runs/argen-mini"
    seed: int = 0
    vocabulary: int = 1024
    cache: CacheConfig = field(default_factory=CacheConfig)
    estimator: EstimatorConfig = field(default_factory=EstimatorConfig)
    vae: VAEConfig = field(default_factory=VAEConfig)
    probe: ProbeConfig = field(default_factory=ProbeConfig)
    transformer: TransformerConfig = field(default_factory=TransformerConfig)
    defaults: DefaultsConfig = field(default_factory=DefaultsConfig)

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(self, "vocabulary")
        check_not_negative(self, "seed")


def load_config(path: str | Path, overrides: list[str] | None = None) -> SupervisedConfig:
    """Read YAML, then apply `section.key=value` overrides.

    Raises:
        ValueError: no such file, no YAML, an unknown key or an illegal value; it names the key and what is legal.
    """
    return read_settings(SupervisedConfig, path, overrides or [], "--set")
