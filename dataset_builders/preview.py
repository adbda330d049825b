"""`argen dataset preview`: one HTML page with clips, their curves and scores, that needs nothing else (our design)."""

import argparse
import base64
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.decoding import decode_video
from argen.dataset_builders.gallery import pick_clips
from argen.dataset_builders.preview_page import SCRIPT, STYLE
from argen.dataset_builders.schema import SPLITS
from argen.dataset_builders.statistics import make_stats
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from argen.pipelines.media.atomic import check_targets, write_atomic


ACTIVE = 0.08  # an AU whose curves never pass this is not drawn
CURVES = 8  # AUs drawn per clip, the strongest
FRAMES, SIDE = 6, 80  # of the strip, pixels
PANEL = (104, 46)
SCORES = (
    ("au_r", "AU r", "requested against measured"),
    ("au_error", "AU error", "mean absolute"),
    ("integrity", "integrity", "chance that the face is whole"),
    ("identity_similarity", "identity", "similarity to the first frame"),
    ("motion_jerk", "jerk", "third difference of the pixels"),
)
# nothing is fetched: what a page like this could load is cut off by its own policy
POLICY = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def make_page(dataset: BuiltDataset, per_class: int = 20) -> str:
    """The page for up to `per_class` clips of each emotion; everything from rows is escaped.

    Raises:
        ValueError: `per_class` is below 1, or a clip does not decode.
    """
    if per_class < 1:
        raise ValueError(f"`--clips` is {per_class}; show at least 1 clip per class.")
    chosen = {name: place for place, name in enumerate(pick_clips(dataset, per_class))}
    rows = sorted((row for row in dataset.rows() if row["clip_id"] in chosen), key=lambda row: chosen[row["clip_id"]])
    stats = make_stats(dataset)
    title = f"{dataset.folder.resolve().name}: {len(rows)} of {stats['clips']} clips"
    options = {"class": EMOTIONS, "split": SPLITS}
    selects = "".join(_select(name, values) for name, values in options.items())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{STYLE}</style></head><body>'
        f"<header><h1>{escape(title)}</h1><p>{escape(_summary(stats))}</p>"
        "<p>Every face here is synthetic. <b class=asked>requested</b> and <b class=seen>measured</b> Action Units, 0 to 1 over the clip. Point at a face to see it move.</p>"
        f'<form id="filter">{selects}'
        '<label>AU r at least <input name="r" type="number" min="-1" max="1" step="0.05"></label>'
        '<label>words <input name="words" type="search"></label>'
        '<label>order <select name="order"><option value="place">as picked</option><option value="r">lowest AU r first</option>'
        '<option value="integrity">lowest integrity first</option></select></label>'
        '<output id="count" aria-live="polite"></output></form></header>'
        f'<main id="clips">{"".join(_card(row, place) for place, row in enumerate(rows))}</main><script>{SCRIPT}</script></body></html>\n'
    )


def _summary(stats: dict[str, Any]) -> str:
    kept = stats["acceptance"]
    parts = [f"{stats['clips']} clips", f"{sum(stats['identities'].values())} people"]
    if kept["rate"] is not None:
        parts.append(f"{kept['rate']:.0%} of {kept['accepted'] + kept['rejected']} attempts kept")
    if stats["means"]["au_r"]["mean"] is not None:
        parts.append(f"AU r {stats['means']['au_r']['mean']:.2f}")
    if stats["emotion_agreement"] is not None:
        parts.append(f"emotion recognised in {stats['emotion_agreement']:.0%}")
    return ", ".join(parts)


def _select(name: str, values: tuple[str, ...]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(value)}</option>' for value in values)
    return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _card(row: dict[str, Any], place: int) -> str:
    scores, emotion = row["scores"], EMOTIONS[row["emotion"]]
    seen = EMOTIONS[scores["recognised"]]
    words = " ".join([row["clip_id"], row["identity"], *row["captions"], row["source"]]).lower()
    data = {
        "place": place, "class": emotion, "split": row["split"], "r": scores["au_r"], "integrity": scores["integrity"],
        "words": words,
    }  # fmt: skip
    attributes = " ".join(
        f'data-{name}="{escape("" if value is None else str(value))}"' for name, value in data.items()
    )
    facts = [
        *((name, "none asked" if scores[key] is None else f"{scores[key]:.3f}", hint) for key, name, hint in SCORES),
        ("seen as", f"{seen} {max(scores['emotion_probabilities']):.2f}", "first choice of the recogniser"),
    ]
    table = "".join(
        f'<div title="{escape(hint)}"><dt>{escape(name)}</dt><dd{" class=odd" if name == "seen as" and seen != emotion else ""}>{escape(value)}</dd></div>'
        for name, value, hint in facts
    )
    about = f"{row['clip_id']} · {row['split']} · {row['identity']} · seed {row['seed']} · attempt {row['attempt']}"
    return (
        f"<article {attributes}><h2>{escape(emotion)} <small>{row['intensity']:.2f}</small></h2>"
        f'<div class="look"><video src="data:video/mp4;base64,{_base64(row["video"]["bytes"])}" loop muted playsinline tabindex="0" '
        f'width="{SIDE * 2}" aria-label="clip {escape(row["clip_id"])}"></video>{_strip(row)}</div>'
        f'<p class="caption">{escape(row["text"])}</p><div class="curves">{_curves(row)}</div><dl>{table}</dl>'
        f'<p class="about">{escape(about)}</p></article>'
    )


def _strip(row: dict[str, Any]) -> str:
    from PIL import Image

    frames = decode_video(row["video"]["bytes"])
    shown = frames[np.linspace(0, len(frames) - 1, min(FRAMES, len(frames))).round().astype(int)]
    height = round(SIDE * frames.shape[1] / frames.shape[2])
    strip = Image.new("RGB", (SIDE * len(shown), height))
    for place, frame in enumerate(shown):
        strip.paste(Image.fromarray(frame).resize((SIDE, height), Image.Resampling.LANCZOS), (SIDE * place, 0))
    file = BytesIO()
    strip.save(file, "JPEG", quality=85)
    return f'<img alt="{len(shown)} frames of {escape(row["clip_id"])}" src="data:image/jpeg;base64,{_base64(file.getvalue())}">'


def _curves(row: dict[str, Any]) -> str:
    asked, seen = np.asarray(row["requested_au"]), np.asarray(row["measured_au"])
    peak = np.maximum(asked, seen).max(0)
    strongest = sorted(np.argsort(-peak, kind="stable")[:CURVES].tolist())
    return "".join(_panel(AUS[k], asked[:, k], seen[:, k]) for k in strongest if peak[k] > ACTIVE)


def _panel(name: str, asked: np.ndarray, seen: np.ndarray) -> str:
    width, height = PANEL
    lines = "".join(
        f'<polyline class="{kind}" points="{_points(curve)}"/>' for kind, curve in (("asked", asked), ("seen", seen))
    )
    title = f"{name} {AU_NAMES[name]}: requested up to {asked.max():.2f}, measured up to {seen.max():.2f}"
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"><title>{escape(title)}</title>'
        f'<text x="2" y="9">{escape(name)}</text><path d="M0 {height - 2}H{width}M0 13H{width}"/>{lines}</svg>'
    )


def _points(curve: np.ndarray) -> str:
    width, height = PANEL
    xs = np.linspace(2, width - 2, len(curve))
    ys = height - 2 - np.clip(curve, 0, 1) * (height - 15)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen dataset preview`."""
    parser.add_argument("folder", type=Path, help="a built dataset")
    parser.add_argument("-o", "--out", type=Path, help="page to write (FOLDER.html beside the folder)")
    parser.add_argument("--clips", type=int, default=20, metavar="N", help="clips of each class (%(default)s)")


def main(args: argparse.Namespace) -> int:
    """Run `argen dataset preview`; returns the exit status."""
    from rich.console import Console

    dataset = BuiltDataset.open(args.folder)
    folder = args.folder.resolve()
    out: Path = args.out or folder.with_name(f"{folder.name}.html")
    if out.suffix.lower() != ".html":
        raise ValueError(f"`--out` is {str(out)!r}; it has to end in .html")
    check_targets([out], "--out", None)
    console = Console()
    with console.status("Drawing the page"):
        write_atomic(out, make_page(dataset, args.clips))
    console.print(str(out), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0
