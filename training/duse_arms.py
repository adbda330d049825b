"""The arms of every DuSE experiment, and the cached tokens that they share."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.duse_config import DuSETrainingConfig


if TYPE_CHECKING:
    from torch import nn

    from argen.training.duse_tokens import TokenBank


class Kit:
    """What arms are built from: class names, the CLIP encoder with its tokenizer, and the shape of its tokens.

    `shape` is `(frames, tokens, channels)`.
    """

    def __init__(self, config: DuSETrainingConfig, labels: Sequence[str] = EMOTIONS) -> None:
        from transformers import AutoTokenizer

        from argen.pipelines.duse.change_clip import load_clip

        self.config, self.labels = config, labels
        self.clip = load_clip(config.encoder).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(config.encoder)
        self.shape = (config.num_frames, config.token_grid**2 + 1, self.clip.visual_projection.out_features)

    def duse(self, **changes: Any) -> Any:
        """A fresh DuSE; `changes` are those of its configuration."""
        from argen.pipelines.duse.language import make_duse

        names = ("num_frames", "token_grid", "segments", "temporal_layers", "use_htpc", "use_lsea")
        shape = {name: vars(self.config)[name] for name in names} | changes
        return make_duse(self.clip, self.tokenizer, self.labels, **shape)

    def mean_pooled(self, grid: bool = False) -> Any:
        """A fresh `MeanPooled` for these tokens."""
        from argen.training.duse_baselines import MeanPooled

        return MeanPooled(self.shape, len(self.labels), grid)

    def temporal(self, grid: bool = False, centred: bool = False) -> Any:
        """A fresh `TemporalTransformer` for these tokens, as deep as DuSE's."""
        from argen.training.duse_baselines import TemporalTransformer

        return TemporalTransformer(
            self.shape, len(self.labels), self.config.temporal_layers, grid=grid, centred=centred
        )


ARMS: dict[str, Callable[[Kit], "nn.Module"]] = {
    "mean-pooled": lambda kit: kit.mean_pooled(),
    "temporal transformer": lambda kit: kit.temporal(),
    "mean-pooled, all tokens": lambda kit: kit.mean_pooled(grid=True),
    "temporal transformer, all tokens": lambda kit: kit.temporal(grid=True),
    "temporal transformer, centred tokens": lambda kit: kit.temporal(grid=True, centred=True),
    "DuSE": lambda kit: kit.duse(),
    "DuSE without HTPC": lambda kit: kit.duse(use_htpc=False),
    "DuSE without LSEA": lambda kit: kit.duse(use_lsea=False),
    "DuSE without both": lambda kit: kit.duse(use_htpc=False, use_lsea=False),
}


def banks(config: DuSETrainingConfig, kit: Kit) -> tuple["TokenBank", "TokenBank", str]:
    """Training and test tokens, cached under `<output>/tokens`, and the SHA-256 of what they were made of."""
    from argen.training.duse_tokens import HASHES, cache_tokens, load_bank, weights_digest

    model = kit.duse().eval()
    encoder, made = weights_digest(model.encoder), {}
    for part, sources, variants in (("train", config.train, config.variants), ("test", config.test, 1)):
        made[part] = [Path(config.output) / "tokens" / f"{part}{k}-{encoder[:8]}" for k in range(len(sources))]
        for source, folder in zip(sources, made[part], strict=True):
            cache_tokens(model.encode, encoder, config, Path(source), folder, variants)
    records = [(folder / HASHES).read_text() for folders in made.values() for folder in folders]
    digest = hashlib.sha256("\n".join(records).encode()).hexdigest()
    return load_bank(made["train"], config.train_clips), load_bank(made["test"]), digest
