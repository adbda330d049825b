"""What `argen evaluate` found: scores and protocol as JSON, as a table and as a picture."""

import argparse
import csv
import hashlib
import io
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.evaluation_set import EvaluationSet


if TYPE_CHECKING:
    from PIL import Image
    from rich.console import Console

    from argen.pipelines.duse.evaluation import Predictions

SCHEMA = "argen-evaluation/1"
REPORT, PICTURE, TABLE, CLIPS = "evaluation.json", "confusion.png", "table.md", "clips.csv"
SHOWN = 5  # skipped clips on the terminal; the JSON has all
_LOSSES = (("skipped", "skipped (cannot be read)"), ("left_out_by_importer", "left out by the importer (any split)"))


def make_report(
    args: argparse.Namespace, chosen: EvaluationSet, model: dict[str, Any], predictions: "Predictions", seconds: float
) -> dict[str, Any]:
    """Everything there is to know, ready for JSON but for nan.

    Args:
        args: of the command.
        chosen: the clips asked for.
        model: what identifies the recogniser, its "classes" and "processor" settings included.
        predictions: for the clips that could be read.
        seconds: that reading and predicting took.
    """
    from argen import __version__
    from argen.pipelines.duse.evaluation import AS_IS

    classes = model["classes"]
    true = np.array([classes.index(chosen.target(k)) for k in predictions.numbers.tolist()])
    folds = np.array(chosen.source.columns["fold"])[predictions.numbers]
    guessed = {name: table.argmax(1) for name, table in predictions.probabilities.items()}
    tried = len(chosen.numbers)
    return {
        "schema": SCHEMA,
        "model": model,
        "data": describe_data(args.dataset, chosen, predictions),
        "scores": _scores(guessed[AS_IS], true, classes, folds if chosen.folds else None),
        "temporal_probe": _probe(guessed, true, classes) if len(guessed) > 1 else None,
        "settings": {name: vars(args)[name] for name in ("batch_size", "workers", "seed")}
        | {"device": model["device"]},
        "seconds": round(seconds, 3),
        "clips_per_second": round(tried / seconds, 2),
        "argen_version": __version__,
    }


def describe_data(spec: str, chosen: EvaluationSet, predictions: "Predictions") -> dict[str, Any]:
    """Which clips were judged, which were not and why, and one hash over those that were."""
    columns = chosen.source.columns
    ids = columns["clip_id"]
    read = zip(predictions.numbers.tolist(), predictions.digests, strict=True)
    lines = sorted(f"{ids[k]}\t{columns['fold'][k]}\t{columns['label'][k]}\t{digest}\n" for k, digest in read)
    return {
        "spec": spec,
        "importer": chosen.source.name,
        "title": chosen.source.title,
        "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
        "split": chosen.split,
        "folds": list(chosen.folds),
        "classes": dict(chosen.targets),
        "dropped": dict(chosen.dropped),
        "clips": len(lines),
        "skipped": [{"clip_id": ids[k], "reason": fault} for k, fault in predictions.faults.items()],
        "left_out_by_importer": list(chosen.source.left_out),
        "warnings": list(chosen.source.warnings),
    }


def _scores(guessed: np.ndarray, true: np.ndarray, classes: Sequence[str], folds: np.ndarray | None) -> dict[str, Any]:
    from argen.pipelines.duse.scores import make_fold_scores, make_scores

    scores = make_scores(guessed, true, classes)
    return scores if folds is None else scores | make_fold_scores(guessed, true, classes, folds)


def _probe(guessed: dict[str, np.ndarray], true: np.ndarray, classes: Sequence[str]) -> dict[str, dict[str, float]]:
    from argen.pipelines.duse.evaluation import AS_IS
    from argen.pipelines.duse.scores import make_scores

    scores = {name: make_scores(ids, true, classes) for name, ids in guessed.items()}
    whole = scores.pop(AS_IS)
    return {
        name: {key: one[key] for key in ("war", "uar")}
        | {f"{key}_drop": whole[key] - one[key] for key in ("war", "uar")}
        | {"changed": float(np.mean(guessed[name] != guessed[AS_IS]))}
        for name, one in scores.items()
    }


def protocol(report: dict[str, Any]) -> list[tuple[str, str]]:
    """How the scores came about, a name and a line each."""
    model, data = report["model"], report["data"]
    renamed = [f"{one} as {to}" for one, to in data["classes"].items() if to is not None and to != one]
    processor = model["processor"]
    left = [*(f"{count} of {name} dropped" for name, count in data["dropped"].items())]
    left += [f"{len(data[key])} {words}" for key, words in _LOSSES if data[key]]
    sha = (model["sha256"] or "not hashed")[:12]
    return [
        ("model", f"{model['id']}  weights {sha}  settings {model['settings_sha256'][:12]}"),
        ("data", f"{data['spec']}  {data['sha256'][:12]}"),
        (
            "split",
            data["split"] + (f", folds {', '.join(map(str, data['folds']))}" if data["folds"] else ", no folds"),
        ),
        ("clips", f"{data['clips']} judged" + "".join(f", {words}" for words in left)),
        ("classes", ", ".join(renamed) or "by their own names"),
        ("without a clip", ", ".join(report["scores"]["absent"]) or "no class"),
        (
            "processor",
            f"{processor['num_frames']} frames ({processor['sampling']}), {processor['size']['height']} px, "
            + ("face aligned" if processor["do_align_crop"] else "middle square"),
        ),
        ("cost", f"{report['seconds']:.1f} s on {model['device']}, {report['clips_per_second']:.1f} clips/s"),
        *(("warning", words) for words in data["warnings"]),
    ]


def tables(report: dict[str, Any]) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Heads and rows: by class, then by fold and by condition of the temporal probe where there are any."""
    scores = report["scores"]
    by_class = [(name, str(scores["support"][name]), percent(scores["recall"][name])) for name in scores["labels"]]
    by_class += [("WAR", str(scores["n"]), percent(scores["war"])), ("UAR", str(scores["n"]), percent(scores["uar"]))]
    made: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = [(("class", "clips", "recall"), by_class)]
    if "folds" in scores:
        rows = [(str(one["fold"]), str(one["n"]), percent(one["war"]), percent(one["uar"])) for one in scores["folds"]]
        rows += [(word, "", percent(scores[f"war_{word}"]), percent(scores[f"uar_{word}"])) for word in ("mean", "sd")]
        made.append((("fold", "clips", "WAR", "UAR"), rows))
    if report["temporal_probe"]:
        made.append((("frames", "WAR", "UAR", "UAR drop"), [
            (name, percent(one["war"]), percent(one["uar"]), percent(one["uar_drop"]))
            for name, one in report["temporal_probe"].items()
        ]))  # fmt: skip
    return made


def percent(value: float) -> str:
    """A share as percent with two decimals; a dash for nan."""
    return "-" if math.isnan(value) else f"{100 * value:.2f}"


def print_report(report: dict[str, Any], console: "Console") -> None:
    """Protocol, skipped clips and tables; nothing of a name is read as rich's markup."""
    from rich.table import Table
    from rich.text import Text

    facts = Table(box=None, pad_edge=False, show_header=False)
    for name, words in protocol(report):
        facts.add_row(Text(name, "dim"), Text(words))
    console.print(facts)
    lost = [*report["data"]["skipped"], *report["data"]["left_out_by_importer"]]
    for one in lost[:SHOWN]:
        console.print(Text(f"  not judged: {one['clip_id']}: {one['reason']}"))
    if len(lost) > SHOWN:
        console.print(Text(f"  and {len(lost) - SHOWN} more, see {REPORT}"))
    for head, rows in tables(report):
        console.print()
        table = Table(box=None, pad_edge=False, header_style="dim")
        for k, name in enumerate(head):
            table.add_column(name, justify="right" if k else "left")
        for row in rows:
            table.add_row(*map(Text, row), style="bold" if row[0] in ("WAR", "UAR", "mean") else None)
        console.print(table)


def write_report(
    folder: Path, report: dict[str, Any], chosen: EvaluationSet, predictions: "Predictions"
) -> list[Path]:
    """Write JSON, tables, clips and picture; each appears whole or not at all."""
    from argen.pipelines.media.atomic import write_atomic
    from argen.pipelines.media.sheet import save_sheet

    text = json.dumps(_null(report), indent=1, ensure_ascii=False, allow_nan=False)
    return [
        write_atomic(folder / REPORT, text + "\n"),
        write_atomic(folder / TABLE, _markdown(report)),
        write_atomic(folder / CLIPS, _clips_csv(report["model"]["classes"], chosen, predictions)),
        save_sheet(draw_page(report), folder / PICTURE),
    ]


def draw_page(report: dict[str, Any]) -> "Image.Image":
    """The confusion matrix under the scores and the protocol."""
    from argen.pipelines.media.confusion import draw_confusion
    from argen.pipelines.media.page import WIDTH, heading, stack

    scores = report["scores"]
    matrix = draw_confusion(np.array(scores["confusion"]), scores["labels"])
    title = f"WAR {percent(scores['war'])}   UAR {percent(scores['uar'])}"
    return stack([heading(title, protocol(report), max(WIDTH, matrix.width)), matrix])


def _markdown(report: dict[str, Any]) -> str:
    lines = [f"- {name}: {words}" for name, words in protocol(report)]
    for head, rows in tables(report):
        lines += ["", f"| {' | '.join(head)} |", f"|---{'|---:' * (len(head) - 1)}|"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _clips_csv(classes: Sequence[str], chosen: EvaluationSet, predictions: "Predictions") -> str:
    from argen.pipelines.duse.evaluation import AS_IS

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["clip_id", "fold", "label", "true", "predicted", *(f"p_{name}" for name in classes)])
    for number, shares in zip(predictions.numbers.tolist(), predictions.probabilities[AS_IS], strict=True):
        known = [chosen.source.columns[name][number] for name in ("clip_id", "fold")]
        names = [chosen.label(number), chosen.target(number), classes[int(shares.argmax())]]
        writer.writerow([*known, *names, *(f"{share:.6f}" for share in shares)])
    return file.getvalue()


def _null(value: Any) -> Any:
    """Nan as null, which JSON can say."""
    if isinstance(value, dict):
        return {key: _null(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_null(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value
