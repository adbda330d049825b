"""The Dataset tab: browse a built dataset, filter it, open a row with everything that is known about it."""

import json
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np

from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from demo_charts import bars, data_uri, unit_panels
from demo_inputs import Refusal
from demo_pages import SYNTHETIC, page_html
from demo_rows import Rows, Wish


PAGE = 12
ANY = "any"
HERE = Path(__file__).parent
SAMPLE = "synthetic-dfer-sample"
NOTHING = '<p class="quiet">Press a clip to see its report.</p>'


def sample_folder() -> Path | None:
    """The sample dataset inside the package, None where it has none."""
    folder = Path(str(files("argen.release")), SAMPLE)
    return folder if folder.is_dir() else None


def build_dataset(folder: Path | None) -> None:
    """Lay out the tab and wire it."""
    if folder is None:
        with gr.Column(elem_classes="card"):
            page_html(
                "<h2>Dataset</h2><p>This copy of the package comes without the sample dataset. Build one with "
                "<code>argen dataset build</code> and open it with <code>argen demo --dataset FOLDER</code>.</p>"
            )
        return
    rows = Rows(folder)
    filters, page, shown, row, (back, forth) = _layout(rows)
    turn = {
        "show_progress": "hidden",
        "concurrency_limit": 4,
        "api_visibility": "private",
        "trigger_mode": "always_last",
    }
    show = _shower(rows)
    gr.on([one.change for one in filters], lambda *wish: (0, show(0, *wish)), filters, [page, shown], **turn)
    for button, step in ((back, -1), (forth, 1)):
        button.click(_turner(rows, step), [page, *filters], [page, shown], **turn)
    shown.select(_opener(rows), None, row, concurrency_limit=4, api_visibility="private")


def _layout(rows: Rows) -> Any:
    with gr.Column(elem_classes="card"):
        page_html(
            f"<h2>Dataset</h2><p class='quiet'>{len(rows)} synthetic clips, each with what was asked for, what was measured, and how it was made.</p>"
        )
        with gr.Row():
            emotion = gr.Dropdown([ANY, *EMOTIONS], value=ANY, label="Emotion", min_width=140)
            unit = gr.Dropdown(
                [(ANY, ANY), *((f"{name} {AU_NAMES[name]}", name) for name in AUS)],
                value=ANY,
                label="Action Unit",
                min_width=140,
            )
            least = gr.Slider(0, 1, 0.5, step=0.05, label="Unit at least", min_width=140)
            follows = gr.Slider(0, 1, 0.0, step=0.05, label="Follows (r) at least", min_width=160)
            whole = gr.Slider(0, 1, 0.0, step=0.05, label="Whole at least", min_width=160)
    filters = [emotion, unit, least, follows, whole]
    page = gr.State(0)
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=6, min_width=360, elem_classes="card"):
            script = (HERE / "demo_films.js").read_text(encoding="utf-8")
            shown = page_html(_shower(rows)(0, *(one.value for one in filters)), js_on_load=script, elem_id="clips")
            with gr.Row():
                turns = gr.Button("Earlier", min_width=100), gr.Button("More", min_width=100, elem_id="more")
        with gr.Column(scale=6, min_width=360, elem_classes="card"):
            page_html("<h2>Row</h2>")
            row = page_html(NOTHING, js_on_load=script, elem_id="row")
    return filters, page, shown, row, turns


def wished(emotion: str, unit: str, least: float, follows: float, whole: float) -> Wish:
    """The filters as a wish."""
    return Wish(None if emotion == ANY else emotion, None if unit == ANY else unit, least, follows, whole)


def _shower(rows: Rows) -> Callable[..., str]:
    def show(page: int, *filters: Any) -> str:
        """One page of clips."""
        found = rows.find(wished(*filters))
        first = page * PAGE
        if not found:
            return '<p class="quiet">No clip has all of that: loosen a filter.</p>'
        cells = "".join(_card(rows, k) for k in found[first : first + PAGE])
        words = f"{first + 1} to {min(first + PAGE, len(found))} of {len(found)}, best first"
        return f'<p class="quiet">{words} {SYNTHETIC}</p><div class="films clips">{cells}</div>'

    return show


def _turner(rows: Rows, step: int) -> Callable[..., tuple[int, str]]:
    show = _shower(rows)

    def turn(page: int, *filters: Any) -> tuple[int, str]:
        """The page before or after."""
        last = max(0, (len(rows.find(wished(*filters))) - 1) // PAGE)
        at = min(max(page + step, 0), last)
        return at, show(at, *filters)

    return turn


def _card(rows: Rows, k: int) -> str:
    light, row = rows.rows[k], rows.open(k)
    name, scores = EMOTIONS[light["emotion"]], light["scores"]
    r = "" if scores["au_r"] is None else f"r {scores['au_r']:.2f}, "
    uri = data_uri(row["video"]["bytes"], "video/mp4")
    return (
        f'<button type="button" data-clip="{escape(light["clip_id"])}" aria-pressed="false"><video src="{uri}" loop autoplay muted playsinline '
        f'tabindex="-1" aria-hidden="true"></video><span><b>{name}</b> {light["intensity"]:.2f}<br><span class="quiet">{r}seen as '
        f"{EMOTIONS[scores['recognised']]}</span></span></button>"
    )


def _opener(rows: Rows) -> Callable[[gr.EventData], str]:
    def opened(event: gr.EventData) -> str:
        """The row that was pressed."""
        name = event._data.get("value")
        if name not in rows.index:
            raise Refusal(f"`clip_id` is {name!r}; no row has it.")
        return row_page(rows.open(rows.index[name]))

    return opened


def row_page(row: dict[str, Any]) -> str:
    """Everything about one row."""
    requested, measured = (np.asarray(row[name], np.float32) for name in ("requested_au", "measured_au"))
    peak = np.maximum(requested, measured).max(0)
    moving = [k for k in range(len(AUS)) if peak[k] >= 0.08] or [int(peak.argmax())]
    scores, fps = row["scores"], float(row["fps"])
    chances = sorted(zip(EMOTIONS, scores["emotion_probabilities"], strict=True), key=lambda one: -one[1])
    video, image = data_uri(row["video"]["bytes"], "video/mp4"), data_uri(row["image"]["bytes"], "image/jpeg")
    facts = {
        name: value for name, value in row.items() if name not in ("video", "image", "requested_au", "measured_au")
    }
    r = "–" if scores["au_r"] is None else f"{scores['au_r']:.2f}"
    tiles = [
        ("Follows the request", r, "r asked, measured"),
        ("Recogniser sees", EMOTIONS[scores["recognised"]], f"{chances[0][1]:.0%} sure"),
        ("Face is whole", f"{scores['integrity']:.2f}", "1 is whole"),
        ("Same person", f"{scores['identity_similarity']:.2f}", "1 is the first frame"),
    ]
    cells = "".join(
        f'<div><dt>{name}</dt><dd><b>{escape(value)}</b><span class="quiet">{words}</span></dd></div>'
        for name, value, words in tiles
    )
    told = escape(row["text"])
    return (
        f'<p class="say"><b>{EMOTIONS[row["emotion"]]} {row["intensity"]:.2f}</b><span>“{told}”</span></p>'
        f'<div class="pair"><figure><img src="{image}" alt="First frame"><figcaption>First frame</figcaption></figure><figure><video src="{video}" '
        f'loop autoplay muted playsinline controls aria-label="Synthetic clip: {told}"></video><figcaption>Clip {SYNTHETIC}</figcaption></figure></div>'
        f'<dl class="tiles">{cells}</dl><p class="take"><a class="file" download="{escape(row["clip_id"])}.mp4" href="{video}">Download clip</a></p>'
        f'<h3>Action Units</h3><p class="legend"><span class="asked">asked for</span><span class="seen">measured</span></p>'
        f"{unit_panels(requested, measured, fps, moving)}<h3>What the recogniser says</h3>"
        f"{bars([(name, share, f'{share:.0%}') for name, share in chances], 1.0)}"
        f"<details><summary>Everything else: seed, models, settings, provenance</summary><pre>{escape(json.dumps(facts, indent=1, ensure_ascii=False))}</pre></details>"
    )
