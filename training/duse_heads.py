"""Heads on cached tokens: one short loop, the same for every arm, and the scores that DFER reports (our design)."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn

from argen.pipelines.duse.scores import make_scores
from argen.training.duse_config import DuSETrainingConfig
from argen.training.duse_longtail import LONG_TAIL, balanced_weights, class_counts
from argen.training.duse_tokens import TokenBank


TEST_BATCH = 256


def draw_rows(count: int, wanted: int, weights: torch.Tensor | None, generator: torch.Generator) -> torch.Tensor:
    """`wanted` rows of `count`: shuffled passes over all, or draws by `weights` `(count,)` with replacement."""
    if weights is not None:
        return torch.multinomial(weights, wanted, replacement=True, generator=generator)
    passes = -(-wanted // count)
    return torch.cat([torch.randperm(count, generator=generator) for _ in range(passes)])[:wanted]


def rate_at(step: int, steps: int, warmup: int) -> float:
    """The share of the peak learning rate: linear warm-up, then half a cosine to 1 %."""
    warm = min(1.0, (step + 1) / max(1, warmup))
    return warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def long_tail_loss(
    output: Any, labels: torch.Tensor, name: str, counts: torch.Tensor, progress: float
) -> torch.Tensor:
    """The loss of option `name` in place of the model's cross-entropy; what the model adds to that (alignment) stays."""
    own = LONG_TAIL["plain"].loss(output.logits, labels, counts, progress)
    return output.loss - own + LONG_TAIL[name].loss(output.logits, labels, counts, progress)


def fit_head(
    make: Callable[[], nn.Module],
    bank: TokenBank,
    config: DuSETrainingConfig,
    num_classes: int,
    seed: int,
    on_step: Callable[[], None] = lambda: None,
) -> nn.Module:
    """Train what `make` builds on random views of the bank's clips for `steps`; same seed, same weights.

    AdamW, gradients clipped at 1, `rate_at`; `config.long_tail` picks the loss and how clips are drawn.

    Raises:
        ValueError: the bank has no clip of some class.
    """
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = make().train()
    counts = class_counts(bank.labels, num_classes)
    weights = balanced_weights(bank.labels, num_classes) if LONG_TAIL[config.long_tail].balanced else None
    rows = draw_rows(len(bank), config.steps * config.batch_size, weights, generator).view(config.steps, -1)
    variants = torch.randint(bank.tokens.shape[1], rows.shape, generator=generator)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, config.learning_rate, weight_decay=config.weight_decay)
    for step in range(config.steps):
        for group in optimizer.param_groups:
            group["lr"] = config.learning_rate * rate_at(step, config.steps, config.warmup_steps)
        labels = bank.labels[rows[step]]
        output = model(tokens=bank.view(rows[step], variants[step]), labels=labels)
        loss = long_tail_loss(output, labels, config.long_tail, counts, step / config.steps)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        on_step()
    return model.eval()


@torch.no_grad()
def predict(
    model: nn.Module, bank: TokenBank, change: Callable[[torch.Tensor], torch.Tensor] = lambda tokens: tokens
) -> torch.Tensor:
    """Logits `(n, classes)` of the plain views; `change` alters their tokens `(b, t, k, c)` first, as a probe does."""
    parts = torch.arange(len(bank)).split(TEST_BATCH)
    return torch.cat([model(tokens=change(bank.view(rows))).logits for rows in parts])


def scores(logits: np.ndarray | torch.Tensor, labels: np.ndarray | torch.Tensor) -> dict[str, Any]:
    """WAR, UAR and confusion of `make_scores`, and its recalls as a list: None, which JSON knows, for a class without clips."""
    logits = np.asarray(logits)
    found = make_scores(logits.argmax(1), np.asarray(labels), [str(k) for k in range(logits.shape[1])])
    recalls = [None if math.isnan(recall) else recall for recall in found["recall"].values()]
    return {"war": found["war"], "uar": found["uar"], "recalls": recalls, "confusion": found["confusion"]}


def trained_weights(model: nn.Module) -> int:
    """How many weights the last step moved: an encoder that only lends its tokens does not count."""
    return sum(p.numel() for p in model.parameters() if p.grad is not None)
