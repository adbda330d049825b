"""Pieces of the page: clips, plans and measures as HTML. Whatever a user wrote is escaped."""

from collections.abc import Sequence
from functools import partial
from html import escape

import gradio as gr
import numpy as np
from PIL import Image

from argen.inspect_clip import UNUSUAL, sign, verdict
from argen.pipelines.argen.plan_argen import AffectPlan
from argen.pipelines.media.video import encode_video, to_uint8
from argen.report import ClipReport, active_units
from demo_charts import agreement, bars, data_uri, emotion_rows, evenly, picture_uri, strip, unit_panels
from demo_engine import Judgement, Result
from demo_plan import passages


page_html = partial(gr.HTML, apply_default_css=False)  # demo.css has the styles
SYNTHETIC = '<span class="badge" title="Made by a model; the file is marked too">Synthetic</span>'


def empty_clip(face: Image.Image | None, words: str) -> str:
    """The stage before the first clip: the picture as the generator will see it, and what to do."""
    first = '<div class="hole"></div>' if face is None else f'<img src="{picture_uri(face)}" alt="The face, cropped">'
    return (
        f'<div class="pair"><figure>{first}<figcaption>First frame</figcaption></figure>'
        f'<figure><div class="hole"><p>{escape(words)}</p></div><figcaption>Clip</figcaption></figure></div>'
    )


def clip_page(result: Result, video: bytes, name: str) -> str:
    """First frame and clip side by side, four measures, and what can be taken home."""
    report, judgement = result.report, result.judgement
    told = escape(report.captions[0] if report.captions else report.text or "Action Units")
    uri = data_uri(video, "video/mp4")
    json_uri = data_uri(report.to_json().encode(), "application/json")
    return (
        f'<div class="pair"><figure><img src="{picture_uri(result.face)}" alt="The face, cropped">'
        f"<figcaption>First frame</figcaption></figure>"
        f'<figure><video src="{uri}" loop autoplay muted playsinline controls aria-label="Synthetic clip: {told}"></video>'
        f"<figcaption>Clip {SYNTHETIC}</figcaption></figure></div>"
        f"{_measures(report, judgement)}"
        f'<p class="take"><a class="file" download="{name}.mp4" href="{uri}">Download clip</a>'
        f'<a class="file" download="{name}.json" href="{json_uri}">Download report</a>'
        f'<span class="quiet">seed {report.seed}, {report.seconds["generate"]:.1f} s to make, '
        f"{report.seconds['measure']:.1f} s to measure</span></p>"
    )


def _measures(report: ClipReport, judgement: Judgement) -> str:
    r = agreement(report.requested, report.measured)
    seen = judgement.evidence.emotion
    similar = report.identity_similarity
    tiles = [
        ("Follows the request", "–" if r is None else f"{r:.2f}", "r asked, measured"),
        ("Recogniser sees", seen, f"{judgement.evidence.probabilities[seen]:.0%} sure"),
        ("Face is whole", f"{judgement.integrity:.2f}", verdict(judgement.integrity)),
        ("Same person", "–" if similar is None else f"{similar:.2f}", "1 is the first frame"),
    ]
    cells = "".join(
        f'<div><dt>{name}</dt><dd><b>{escape(value)}</b><span class="quiet">{escape(words)}</span></dd></div>'
        for name, value, words in tiles
    )
    return f'<dl class="tiles">{cells}</dl>'


def plan_page(plan: AffectPlan, by_hand: bool = False) -> str:
    """What a plan says: label, caption, what was overruled, and the passages behind it with their sources."""
    label = f"{plan.emotion} {plan.intensity:.2f}" if plan.emotion else "Action Units"
    hand = ' <span class="tag">edited by hand</span>' if by_hand else ""
    caption = plan.captions[0] if plan.captions else ""
    lost = [one for one in plan.evidence if one.get("kind") == "resolved"]
    gave = "".join(f"<li>{escape(str(one['overruled']))} gave way to {escape(str(one['by']))}</li>" for one in lost)
    found = "".join(
        f"<li><p>{escape(text)}</p><cite>{escape(source)}</cite> <code>{escape(name)}</code></li>"
        for name, text, source, _ in passages(plan)
    )
    shown = (
        ""
        if not found
        else f"<details><summary>Why: {found.count('<li>')} passages from the knowledge base</summary><ul>{found}</ul></details>"
    )
    return (
        f'<p class="say"><b>{escape(label)}</b>{hand}<span>“{escape(caption)}”</span></p>'
        f"{f'<ul class=quiet>{gave}</ul>' if gave else ''}{shown}"
    )


def units_page(report: ClipReport) -> str:
    """Requested against measured, a panel per Action Unit that moved."""
    legend = '<p class="legend"><span class="asked">asked for</span><span class="seen">measured</span></p>'
    error = "" if report.au_error is None else f" Mean absolute error over all 20: {report.au_error:.3f}."
    note = (
        f'<p class="quiet">Intensity 0 to 1 over {len(report.measured) / report.fps:.1f} s, measured against the first frame.{error}</p>'
        if report.measured is not None
        else ""
    )
    return legend + unit_panels(report.requested, report.measured, report.fps, active_units(report)) + note


def emotions_page(judgement: Judgement, fps: float, asked: str | None) -> str:
    """What the recogniser says as the clip goes on."""
    note = '<p class="quiet">Each point: what DuSE says having seen the clip up to then. It names displays, not feelings.</p>'
    return emotion_rows(judgement.probabilities, judgement.moments, fps, asked) + note


def integrity_page(judgement: Judgement, fps: float) -> str:
    """The score, frames coloured where they are unusual, and the signs."""
    shown = evenly(len(judgement.heat))
    signs: dict[str, float] = {}
    for part, value in judgement.parts.items():
        signs[sign(part)] = max(value, signs.get(sign(part), value))
    rows = [
        (name, value, f"{round(value, 1) + 0.0:+.1f} sd{', unusual' if value >= UNUSUAL else ''}")
        for name, value in signs.items()
    ]
    head = f'<p class="say"><b>{judgement.integrity:.2f}</b><span>{verdict(judgement.integrity)}; 1 is whole, 0.5 is even odds</span></p>'
    heat = strip(judgement.heat[shown], [f"{k / fps:.2f} s" for k in shown], alt="Unusual places at")
    return f'{head}{heat}<p class="quiet">Coloured where a place is unusual; the brightest is twice the rarest hundredth of clean faces.</p>{bars(rows, 2 * UNUSUAL)}'


def evidence_page(judgement: Judgement) -> str:
    """What decided: frames with their weights, and the nearest concepts."""
    evidence = judgement.evidence
    count, most = len(evidence.frames), max(evidence.frame_weights)
    words = [f"{weight:.0%}" for weight in evidence.frame_weights]
    frames = strip(evidence.frames, words, [weight / most for weight in evidence.frame_weights], "Frame with weight")
    nearest = list(evidence.concepts.items())[:6]
    concepts = bars([(name, value, f"{value:.2f}") for name, value in nearest], nearest[0][1]) if nearest else ""
    return (
        f'<h3>Frames that decided</h3>{frames}<p class="quiet">{count} frames are looked at; an even share is {1 / count:.0%}.</p>'
        f"<h3>Nearest concepts</h3>{concepts}"
    )


def verdict_page(judgement: Judgement) -> str:
    """What an uploaded clip shows, in one line."""
    seen = judgement.evidence.emotion
    return (
        f'<p class="say"><b>{seen}</b><span>{judgement.evidence.probabilities[seen]:.0%} sure; the face looks '
        f"{verdict(judgement.integrity)} ({judgement.integrity:.2f})</span></p>"
    )


def film(frames: np.ndarray, fps: float, words: str) -> str:
    """A small looped clip without controls."""
    uri = data_uri(encode_video(to_uint8(frames), fps), "video/mp4")
    return f'<video src="{uri}" loop autoplay muted playsinline aria-label="{escape(words)}"></video>'


def grid_page(results: Sequence[Result], names: Sequence[str], fps: float, words: str) -> str:
    """Several clips of one person side by side, each with its name and how well it follows."""
    cells = []
    for result, name in zip(results, names, strict=True):
        r = agreement(result.report.requested, result.report.measured)
        seen = result.judgement.evidence.emotion
        note = f"{'' if r is None else f'r {r:.2f}, '}seen as {seen}"
        cells.append(
            f"<figure>{film(result.judgement.frames, fps, f'Synthetic clip: {name}')}"
            f'<figcaption><b>{escape(name)}</b><span class="quiet">{note}</span></figcaption></figure>'
        )
    pause = '<button type="button" class="pause">Pause all</button>'
    return f'<p class="take"><span class="quiet">{escape(words)}</span>{SYNTHETIC}{pause}</p><div class="films">{"".join(cells)}</div>'
