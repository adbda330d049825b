"""Every metric of one prediction."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from argen.pipelines.cif.metrics import aupro, average_precision, image_auroc, pixel_auroc
from argen.pipelines.cif.output import CIFOutput
from argen.pipelines.cif.sample import Sample


def evaluate(output: CIFOutput, labels: Sequence[int], masks: Tensor | None = None) -> dict[str, float | None]:
    """I-AUROC, image AP, P-AUROC, AUPRO at 0.3 and 0.05, pixel AP; those of pixels are None without masks.

    Args:
        labels: 0 normal, 1 anomalous, one per sample.
        masks: bool, of the shape of `output.maps`; see `mask_at`.

    Raises:
        ValueError: labels or masks of one class only, or of other shapes.
    """
    scores, maps = output.scores, output.maps
    return {
        "i_auroc": image_auroc(scores, list(labels)),
        "i_ap": average_precision(scores, list(labels)),
        "p_auroc": None if masks is None else pixel_auroc(maps, masks),
        "aupro_30": None if masks is None else aupro(maps, masks, 0.3),
        "aupro_05": None if masks is None else aupro(maps, masks, 0.05),
        "p_ap": None if masks is None else average_precision(maps, masks),
    }


def mask_at(sample: Sample, size: int) -> Tensor | None:
    """A sample's mask, bool `(size, size)`, by the nearest pixel; empty for a normal one, None where it is not known."""
    if sample.mask is None:
        return torch.zeros(size, size, dtype=torch.bool) if sample.label == 0 else None
    return F.interpolate(sample.mask[None, None].float(), (size, size), mode="nearest")[0, 0] > 0
