"""Between samples and the arrays that a detector compares: extractors, batches, features, foreground."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isqrt
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.sample import Sample, read_samples


if TYPE_CHECKING:
    from argen.pipelines.cif.extractor import Extractor

Features = Mapping[str, Tensor]


def extract_batch(
    batch: list[Sample], extractors: "Mapping[str, Extractor]", foreground: str, device: torch.device
) -> tuple[dict[str, Tensor], Tensor]:
    """Features `(b, n, d)` by modality and foreground `(b, n)` of samples of one size.

    A cloud without foreground has features of zeros.

    Args:
        foreground: kind of `FOREGROUND`.

    Raises:
        ValueError: a sample without a cloud where the extractors or the foreground need one.
    """
    grid = extractors["image"].grid
    needs = "points" in extractors or foreground != "all"
    missing = [sample.name for sample in batch if sample.points is None]
    if needs and missing:
        raise ValueError(f"`points` is missing in sample {missing[0]!r}; this detector needs the cloud of each sample")
    images = torch.stack([sample.image for sample in batch]).to(device, torch.float32)
    features = {"image": extractors["image"](images)}
    if not needs:
        return features, torch.ones(len(batch), grid**2, dtype=torch.bool)
    from argen.pipelines.cif.foreground import FOREGROUND

    clouds = torch.stack([sample.points for sample in batch if sample.points is not None]).to(device, torch.float32)
    cells = FOREGROUND[foreground](clouds, grid)
    if "points" in extractors:
        some = cells.flatten(1).any(1)
        features["points"] = torch.zeros(len(batch), grid**2, extractors["points"].dim, device=device)
        if some.any():  # an extractor has nothing to look at in a cloud without foreground
            features["points"][some] = extractors["points"](clouds[some], cells[some])
    return features, cells.flatten(1)


def make_extractors(config: CIFConfig, sources: dict[str, dict[str, Any]]) -> "dict[str, Extractor]":
    """The extractors of a saved detector again, else those of its configuration."""
    from argen.pipelines.cif.features import make_extractor

    if sources:
        return {name: make_extractor(one["kind"], **one["options"]) for name, one in sources.items()}
    made = {"image": make_extractor(config.features, **config.feature_options)}
    if config.points is not None:
        made["points"] = make_extractor(config.points, **config.points_options)
    return made


def check_extractors(extractors: "Mapping[str, Extractor]") -> "dict[str, Extractor]":
    """The same as a dict; ValueError without "image", for one under the wrong name and for two with different grids."""
    if "image" not in extractors or not set(extractors) <= {"image", "points"}:
        raise ValueError(f'`extractors` has {sorted(extractors)}; give "image" and, for clouds, "points"')
    for name, one in extractors.items():
        if one.modality != name:
            raise ValueError(f"`extractors` has a {one.kind!r} extractor of {one.modality} under the name {name!r}")
    grids = {name: one.grid for name, one in extractors.items()}
    if len(set(grids.values())) > 1:
        raise ValueError(f"`extractors` have different grids, {grids}; make them with the same `grid`")
    return dict(extractors)


def describe_extractor(extractor: "Extractor") -> dict[str, Any]:
    """What a saved detector knows of an extractor: enough to make it again and to compare it."""
    return {"kind": extractor.kind, "options": extractor.options, "fingerprint": extractor.fingerprint}


def batches(samples: Any, batch_size: int) -> Iterator[list[Sample]]:
    """Neighbours of one size, at most `batch_size`."""
    if batch_size < 1:
        raise ValueError(f"`batch_size` is {batch_size}; it has to be 1 or more")
    batch: list[Sample] = []
    for sample in read_samples(samples):
        if batch and (len(batch) == batch_size or sample.image.shape != batch[0].image.shape):
            yield batch
            batch = []
        batch.append(sample)
    if batch:
        yield batch


def track(parts: Iterable[list[Sample]], samples: Any, progress: bool, what: str) -> Iterator[list[Sample]]:
    """The batches, under a progress bar that counts samples."""
    from rich.progress import Progress

    total = len(samples) if isinstance(samples, Sequence) and not isinstance(samples, str) else None
    with Progress(transient=True, disable=not progress) as bar:
        task = bar.add_task(what, total=total)
        for batch in parts:
            yield batch
            bar.advance(task, len(batch))


def shown_nodes(features: Features, foreground: Tensor | None) -> Tensor:
    """Foreground `(s, n)` on the CPU, all of it where None is given."""
    shape = features["image"].shape[:2]
    return torch.ones(shape, dtype=torch.bool) if foreground is None else foreground.cpu()


def check_features(features: Features, foreground: Tensor | None) -> None:
    """ValueError for arrays that `CIFDetector.fit_features` does not take."""
    if "image" not in features or not set(features) <= {"image", "points"}:
        raise ValueError(f'`features` has {sorted(features)}; give "image" and, for clouds, "points"')
    shape = features["image"].shape[:2]
    for name, one in features.items():
        if one.ndim != 3 or one.shape[:2] != shape or 0 in one.shape or isqrt(one.shape[1]) ** 2 != one.shape[1]:
            raise ValueError(
                f"`features` of {name!r} have shape {tuple(one.shape)}; give (samples, nodes, dimensions) with at least one "
                f"of each, a square number of nodes, and the same samples and nodes as 'image', {tuple(shape)}"
            )
        if not torch.stack(one.aminmax()).isfinite().all():  # NaN is its own minimum; no array of this size
            raise ValueError(f"`features` of {name!r} hold NaN or infinite values; check the pictures and clouds")
    if foreground is not None and (foreground.shape != shape or foreground.dtype != torch.bool):
        raise ValueError(f"`foreground` is {foreground.dtype} {tuple(foreground.shape)}; give bool {tuple(shape)}")
