"""Learning from few clips of rare emotions: a dict of losses and sampler choices, and a set thinned to a long tail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F


RAREST = ("disgust", "fear")  # emotions of a thinned set that end up rarest, the last one most so
TAU = 1.0  # of logit adjustment: with 1 it is consistent for the mean recall (Menon et al.)
GAMMA = 2.0  # of the focal loss; Lin et al. found it best
MARGIN = 0.5  # LDAM's largest, of cosines; Cao et al. scale cosines by 30
SCALE = 30.0
DEFERRED = 0.8  # the share of the training before re-weighting begins: epoch 160 of 200 in Cao et al.
BETA = 0.9999  # of the effective number of samples (Cui et al. 2019)

Loss = Callable[[torch.Tensor, torch.Tensor, torch.Tensor, float], torch.Tensor]


def class_counts(labels: torch.Tensor, num_classes: int) -> torch.Tensor:
    """Clips per class `(classes,)` of labels `(n,)`.

    Raises:
        ValueError: a class has none.
    """
    counts = torch.bincount(labels, minlength=num_classes)
    if int(counts.min()) == 0:
        empty = torch.nonzero(counts == 0).flatten().tolist()
        raise ValueError(f"`labels` hold no clip of class {empty}; every class needs one at least. Add clips.")
    return counts


def balanced_weights(labels: torch.Tensor, num_classes: int) -> torch.Tensor:
    """Sampling weights `(n,)` that draw every class equally often: one over its count."""
    return 1.0 / class_counts(labels, num_classes)[labels].double()


def plain(logits: torch.Tensor, labels: torch.Tensor, counts: torch.Tensor, progress: float) -> torch.Tensor:
    """Cross-entropy."""
    return F.cross_entropy(logits, labels)


def logit_adjustment(
    logits: torch.Tensor, labels: torch.Tensor, counts: torch.Tensor, progress: float
) -> torch.Tensor:
    """Cross-entropy of logits plus `TAU` log prior (Menon et al. 2021, arXiv 2007.07314); tests use bare logits."""
    return F.cross_entropy(logits + TAU * (counts / counts.sum()).log(), labels)


def ldam(logits: torch.Tensor, labels: torch.Tensor, counts: torch.Tensor, progress: float) -> torch.Tensor:
    """Label-distribution-aware margins, then deferred re-weighting (Cao et al. 2019, arXiv 1906.07413).

    The margin of class j goes as n_j^(-1/4) and is `MARGIN` at most, in cosines; our logits are no cosines, so it is taken
    times `SCALE`, which is where Cao et al.'s logits live. From `progress` `DEFERRED` on classes weigh one over their
    effective number (Cui et al. 2019, arXiv 1901.05555).
    """
    margins = counts.double().pow(-0.25)
    margins = (MARGIN * SCALE * margins / margins.max()).to(logits.dtype)
    held = logits - F.one_hot(labels, logits.shape[-1]) * margins
    weights = (1 - BETA) / (1 - BETA ** counts.double())
    weights = (weights / weights.sum() * len(counts)).to(logits.dtype)
    return F.cross_entropy(held, labels, weight=weights if progress >= DEFERRED else None)


def focal(logits: torch.Tensor, labels: torch.Tensor, counts: torch.Tensor, progress: float) -> torch.Tensor:
    """Cross-entropy times (1 - p)^`GAMMA` (Lin et al. 2017, arXiv 1708.02002), over classes by softmax, no alpha."""
    logp = logits.log_softmax(-1).gather(-1, labels[:, None])[:, 0]
    return -((1 - logp.exp()) ** GAMMA * logp).mean()


@dataclass(frozen=True)
class LongTail:
    """A loss `(logits (b, classes), labels (b,), counts (classes,), progress 0..1)`, and whether classes are drawn equally."""

    loss: Loss
    balanced: bool = False


LONG_TAIL: dict[str, LongTail] = {
    "plain": LongTail(plain),
    "class_balanced": LongTail(plain, balanced=True),
    "logit_adjustment": LongTail(logit_adjustment),
    "ldam": LongTail(ldam),
    "focal": LongTail(focal),
}


def long_tailed_subset(labels: torch.Tensor, imbalance: float, rarest: Sequence[int], seed: int) -> torch.Tensor:
    """Sorted indices of a subset whose class counts fall exponentially, as in Cao et al. 2019: the most `imbalance` x the least.

    The classes of `rarest` come last, its last one rarest; the others keep their order. As many clips as fit are taken.

    Raises:
        ValueError: `imbalance` is below 1, or too large for the clips that there are.
    """
    if imbalance < 1:
        raise ValueError(f"`imbalance` is {imbalance}; it is the most frequent class over the rarest: 1 or more.")
    counts = torch.bincount(labels)
    order = [c for c in range(len(counts)) if c not in rarest] + list(rarest)
    profile = torch.tensor([imbalance ** (-k / (len(order) - 1)) for k in range(len(order))], dtype=torch.float64)
    most = float((counts[order] / profile).min())
    kept = (most * profile).round().long().tolist()
    if min(kept) < 1:
        raise ValueError(
            f"`imbalance` is {imbalance}, which leaves no clip of the rarest class; give more clips or less."
        )
    generator = torch.Generator().manual_seed(seed)
    ranks = torch.rand(len(labels), generator=generator, dtype=torch.float64)
    rows = []
    for number, count in zip(order, kept, strict=True):
        own = torch.nonzero(labels == number).flatten()
        rows.append(own[ranks[own].argsort()[:count]])
    return torch.cat(rows).sort().values
