"""One typed file for a DuSE run: clips, encoder, the two streams, how the heads are trained (our design)."""

from dataclasses import dataclass
from pathlib import Path

from argen.training.settings import (
    check_choice,
    check_not_negative,
    check_positive,
    check_share,
    check_types,
    read_settings,
)


TUNING = ("frozen", "lora", "full")
PRECISIONS = ("no", "fp16", "bf16")
LONG_TAIL_NAMES = ("plain", "class_balanced", "logit_adjustment", "ldam", "focal")


@dataclass
class DuSETrainingConfig:
    """A whole run under `output`; `train` and `test` are folders of rendered shards, `encoder` a CLIPModel or
    ChangeCLIP with its tokenizer.

    `tuning` says what of the encoder learns: nothing (heads train on cached tokens), LoRA of `lora_rank`, or all.
    `half_weights` stores the trained model in 16 bits; it is used in 32.
    `variants` views of each clip are cached: the plain one, the mirrored one, and altered ones. `train_clips` of each
    `train` folder are used, or all.
    """

    output: str = "runs/duse-mini"
    encoder: str = "runs/duse/encoder"
    train: tuple[str, ...] = ("runs/duse/train",)
    test: tuple[str, ...] = ("runs/duse/test",)
    seed: int = 0
    num_frames: int = 8
    size: int = 128
    image_mean: tuple[float, ...] = (0.5, 0.5, 0.5)
    image_std: tuple[float, ...] = (0.5, 0.5, 0.5)
    variants: int = 4
    train_clips: int | None = None
    token_grid: int = 4
    segments: int = 4
    temporal_layers: int = 2
    use_htpc: bool = True
    use_lsea: bool = True
    tuning: str = "frozen"
    lora_rank: int = 8
    long_tail: str = "plain"
    imbalance: float | None = None
    steps: int = 2000
    batch_size: int = 64
    learning_rate: float = 1e-3
    warmup_steps: int = 100
    weight_decay: float = 0.05
    mixed_precision: str = "no"
    half_weights: bool = True
    checkpoint_steps: int = 200
    validation_share: float = 0.1
    rates: tuple[float, ...] = (3e-4, 1e-3, 3e-3)
    seeds: int = 3

    def __post_init__(self) -> None:
        check_types(self)
        check_positive(
            self, "num_frames", "size", "variants", "token_grid", "segments", "lora_rank", "steps", "batch_size",
            "temporal_layers", "learning_rate", "checkpoint_steps", "validation_share", "seeds",
        )  # fmt: skip
        check_not_negative(self, "seed", "warmup_steps", "weight_decay")
        check_share(self, "validation_share")
        check_choice(self, "tuning", TUNING)
        check_choice(self, "mixed_precision", PRECISIONS)
        check_choice(self, "long_tail", LONG_TAIL_NAMES)
        if self.train_clips is not None:
            check_positive(self, "train_clips")
        if self.imbalance is not None and self.imbalance < 1:
            raise ValueError(
                f"`imbalance` is {self.imbalance}; it is the most frequent class over the rarest: 1 or more."
            )
        if not self.rates or min(self.rates) <= 0:
            raise ValueError(f"`rates` is {self.rates}; give learning rates above 0, for example [3.0e-4, 1.0e-3].")
        for name in ("image_mean", "image_std"):
            if len(vars(self)[name]) != 3:
                raise ValueError(f"`{name}` is {vars(self)[name]}; give three numbers, for red, green and blue.")


def load_duse_config(path: str | Path, overrides: list[str]) -> DuSETrainingConfig:
    """Read YAML, then apply `key=value` words; ValueError names the key and what is legal."""
    return read_settings(DuSETrainingConfig, path, overrides, "key=value")
