"""How well scores and maps find anomalies: AUROC, average precision, and the per-region overlap (PRO).

All of them look at where the anomalous ones fall among the sorted normal ones, so that one sort of the normal pixels is
all that costs time, and ties are counted as a straight piece of the curve.
"""

from typing import Any

import numpy as np
import torch

from argen.pipelines.cif.components import label_regions


def image_auroc(scores: Any, labels: Any) -> float:
    """Area under the ROC curve of image scores, as `sklearn.metrics.roc_auc_score`.

    Args:
        scores: `(b,)`, higher is more anomalous.
        labels: `(b,)`, 1 or True anomalous, 0 or False normal.

    Raises:
        ValueError: shapes that differ, NaN, or labels of one class only.
    """
    return _auroc(*_split(scores, labels, "scores", "labels"))


def pixel_auroc(maps: Any, masks: Any) -> float:
    """Area under the ROC curve over all pixels of `maps` and `masks`, both `(b, H, W)`; errors as `image_auroc`."""
    _check_maps(maps)
    return _auroc(*_split(maps, masks, "maps", "masks"))


def average_precision(scores: Any, labels: Any) -> float:
    """Area under the precision-recall steps, as `sklearn.metrics.average_precision_score`; images `(b,)` or pixels `(b, H, W)`.

    Raises:
        ValueError: shapes that differ, NaN, or labels of one class only.
    """
    normal, anomalous = _split(scores, labels, "scores", "labels")
    anomalous = np.sort(anomalous)
    false = len(normal) - np.searchsorted(np.sort(normal), anomalous, "left")
    true = len(anomalous) - np.searchsorted(anomalous, anomalous, "left")
    return float(np.mean(true / (true + false)))


def aupro(maps: Any, masks: Any, limit: float = 0.3) -> float:
    """Area under the per-region overlap over the false positive rate from 0 to `limit`, divided by `limit`: 0 to 1.

    Bergmann et al. 2021 (The MVTec Anomaly Detection Dataset): the overlap of each 8-connected region of a mask, a mean
    over all regions; false positives among the pixels of no region, of all images; interpolated at the limit.

    Args:
        maps: `(b, H, W)`, higher is more anomalous.
        masks: bool `(b, H, W)`.
        limit: above 0, up to 1.

    Raises:
        ValueError: shapes that differ, NaN, no region or nothing but regions, or a limit that is out of range.
    """
    if not 0 < limit <= 1:
        raise ValueError(f"`limit` is {limit}; it has to be a false positive rate above 0 and up to 1")
    _check_maps(maps)
    normal, anomalous = _split(maps, masks, "maps", "masks")
    regions, count = label_regions(_array(masks).astype(bool))
    region = regions[regions > 0] - 1
    weights = 1 / (count * np.bincount(region, minlength=count)[region])
    return _area(normal, anomalous, weights, limit) / limit


def _auroc(normal: np.ndarray, anomalous: np.ndarray) -> float:
    return _area(normal, anomalous, np.full(len(anomalous), 1 / len(anomalous)), 1.0)


def _area(normal: np.ndarray, anomalous: np.ndarray, weights: np.ndarray, limit: float) -> float:
    """Integral over the false positive rate, 0 to `limit`, of the weight of the anomalous values above the threshold.

    A value's weight is gained in a straight line between the rate of normal values above it and that of those at least it.
    """
    order = np.argsort(anomalous)
    anomalous, weights = anomalous[order], weights[order].astype(np.float64)
    ranked = np.sort(normal)
    above = 1 - np.searchsorted(ranked, anomalous, "right") / len(normal)
    least = 1 - np.searchsorted(ranked, anomalous, "left") / len(normal)
    tie = least - above
    part = np.clip(limit - above, 0, tie)  # of the tie that lies below the limit
    rising = np.divide(part * part, 2 * tie, out=np.zeros_like(tie), where=tie > 0)
    return float(np.sum(weights * (rising + np.clip(limit - least, 0, None))))


def _split(scores: Any, labels: Any, name: str, other: str) -> tuple[np.ndarray, np.ndarray]:
    """Scores of what is normal and of what is anomalous, each in the order given."""
    values, marks = _array(scores), _array(labels)
    if values.shape != marks.shape or not values.size:
        raise ValueError(
            f"`{name}` has the shape {values.shape} and `{other}` {marks.shape}; they have to be equal and not empty: "
            "resize masks to the maps"
        )
    if not np.isfinite(values).all():
        raise ValueError(f"`{name}` holds NaN or infinite values at {int((~np.isfinite(values)).sum())} places")
    if not np.isin(marks, (0, 1)).all():
        raise ValueError(f"`{other}` holds {np.unique(marks)[:4].tolist()}; it has to hold 0 (normal) and 1 only")
    marked = marks.astype(bool)
    if marked.all() or not marked.any():
        kind = "anomalous" if marked.all() else "normal"
        raise ValueError(
            f"`{other}` are all {kind}; a curve needs both: add {'normal' if marked.all() else 'anomalous'} ones"
        )
    return values[~marked], values[marked]


def _array(values: Any) -> np.ndarray:
    return torch.as_tensor(values).detach().cpu().numpy()


def _check_maps(maps: Any) -> None:
    if _array(maps).ndim != 3:
        raise ValueError(f"`maps` has the shape {_array(maps).shape}; it has to be (images, height, width)")
