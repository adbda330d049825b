"""What `argen cif` reads and writes: samples from folders and files, heat maps, scores and metrics."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from rich.progress import track

from argen.dataset_builders.industrial.files import load_files
from argen.dataset_builders.industrial.folder import list_pictures
from argen.dataset_builders.industrial.layouts import layout_of, read_category
from argen.dataset_builders.industrial.listing import Entry, Samples
from argen.pipelines.cif.evaluation import evaluate, mask_at
from argen.pipelines.cif.heatmap import colour_limits, draw_heatmap
from argen.pipelines.media.atomic import write_atomic
from argen.pipelines.media.sheet import save_sheet


if TYPE_CHECKING:
    from argen.pipelines.cif.output import CIFOutput

SCORES, METRICS, HEATMAPS = "scores.jsonl", "metrics.json", "heatmaps"


def read_normals(folder: Path) -> Samples:
    """The training samples of a category, else all pictures that lie in the folder."""
    return list_pictures(folder) if layout_of(folder) is None else read_category(folder).train


def read_judged(paths: Sequence[Path]) -> Samples:
    """Samples to judge: of a category its test set, of another folder its pictures, and single files; read when looked at.

    Raises:
        ValueError: nothing there, or two samples of one name, which would be written to one file.
    """
    entries, loads = [], {}
    for path in paths:
        found = _found(path)
        for entry in found.entries:
            if entry.name in loads:
                raise ValueError(
                    f"`samples` has {entry.name!r} twice; judge them one after the other into two folders"
                )
            loads[entry.name] = found.load
            entries.append(entry)
    return Samples(entries, lambda entry: loads[entry.name](entry))


def write_prediction(
    samples: Samples, output: "CIFOutput", out: Path
) -> tuple[list[dict[str, Any]], dict[str, float | None] | None]:
    """Heat maps, a line of JSON per sample, and metrics where labels of both kinds are known; returns the last two.

    The colours are the same for all maps of this call.
    """
    limits, masks, lines = colour_limits(output.maps), [], []
    for k, sample in enumerate(track(samples, "heat maps", transient=True)):
        score, path = float(output.scores[k]), out / HEATMAPS / f"{Path(sample.name).with_suffix('')}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        save_sheet(draw_heatmap(sample.image, output.maps[k], limits, sample.name, score, sample.mask), path)
        lines.append(
            {"name": sample.name, "score": score, "label": sample.label, "heatmap": path.relative_to(out).as_posix()}
        )
        masks.append(mask_at(sample, output.maps.shape[-1]))
    write_atomic(out / SCORES, "".join(json.dumps(line) + "\n" for line in lines))
    labels = [line["label"] for line in lines]
    if None in labels or len(set(labels)) < 2:
        return lines, None
    known = [mask for mask in masks if mask is not None]
    figures = evaluate(output, labels, torch.stack(known) if len(known) == len(masks) else None)
    write_atomic(out / METRICS, json.dumps(figures, indent=1) + "\n")
    return lines, figures


def _found(path: Path) -> Samples:
    if not path.exists():
        raise ValueError(f"`samples`: {str(path)!r} does not exist; name pictures or folders")
    if not path.is_dir():
        return Samples([Entry(path.name, None, "unknown", {"image": path})], load_files)
    found = list_pictures(path) if layout_of(path) is None else read_category(path).test
    if not len(found):
        raise ValueError(f"`samples`: {str(path)!r} has no test samples; name pictures")
    return found
