"""The Generate tab: a face and a way to say what it shall do, the plan as it changes, the clip and its measures."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from PIL import Image

from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from argen.pipelines.argen.plan_argen import DEFAULT_INTENSITY
from demo_charts import picture_uri
from demo_engine import Settings, Studio
from demo_inputs import Refusal, make_picture
from demo_limits import STEPS, TEXT_CHARACTERS
from demo_making import (
    UNMEASURED,
    make_comparison,
    make_edited_preview,
    make_framer,
    make_preview,
    make_seven,
    make_single,
)
from demo_pages import (
    empty_clip,
    page_html,
)
from demo_plan import EMOTION, REGIONS, SENTENCE, UNITS, new_seed
from demo_provenance import Signer


HERE = Path(__file__).parent
PORTRAITS = sorted(Path(str(files("argen.release"))).glob("portraits/portrait_*.png"))
FIRST, START, SEED = 3, "fear", 1  # the portrait, emotion and seed that the page opens with
# so that the progress is seen, wherever the button is
SHOW_STAGE = "() => { document.querySelector('#stage').scrollIntoView({ block: 'nearest', behavior: 'smooth' }); }"
SENTENCES = (
    "a shy smile that fades",
    "anger, held back, then gone",
    "from neutral to surprise to joy",
    "she tries to hide that she is scared, then laughs it off",
)


def build_generate(studio: Studio, signer: Signer) -> None:
    """Lay out the tab and wire it; `signer` marks the bytes of a clip."""
    way = gr.State(EMOTION)
    gr.set_static_paths([PORTRAITS[FIRST].parent])  # served from where they are: no copy that could be swept away
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=5, min_width=360, elem_classes="stack"):
            face, is_cropped = _face_card()
            emotion, intensity, text, units = _asking_card(way)
            buttons, seed, settings = _making_card(studio.defaults.settings)
        with gr.Column(scale=7, min_width=420, elem_classes="stack"):
            with gr.Column(elem_classes="card"):
                page_html('<h2 id="clip-title">Clip</h2>')
                stage = page_html(
                    empty_clip(_portrait(FIRST), "Press Generate: a clip takes seconds."),
                    js_on_load=(HERE / "demo_films.js").read_text(encoding="utf-8"),
                    elem_id="stage",
                )
            with gr.Column(elem_classes="card"):
                page_html("<h2>Plan</h2>")
                preview = make_preview(studio)
                first = preview(EMOTION, START, DEFAULT_INTENSITY, None, SEED, *([0.0] * len(AUS)))
                said = page_html(first[1], elem_id="said")
                timeline = _timeline(first[0])
    measures = _measures_card()
    wishes = [way, emotion, intensity, text, seed, *units]
    gr.on(
        [emotion.change, intensity.change, text.change, seed.change, way.change, *(unit.change for unit in units)],
        preview,
        wishes,
        [timeline, said],
        show_progress="hidden",
        trigger_mode="always_last",
        concurrency_limit=4,
        api_visibility="private",
    )
    timeline.input(
        make_edited_preview(studio), [timeline, *wishes], said, show_progress="hidden", trigger_mode="always_last",
        concurrency_limit=4, api_visibility="private",
    )  # fmt: skip
    gr.on(
        [face.change, is_cropped.change],
        make_framer(studio),
        [face, is_cropped],
        stage,
        show_progress="hidden",
        concurrency_limit=2,
        api_visibility="private",
    )
    request = [face, is_cropped, timeline, *settings, *wishes]
    event: dict[str, Any] = {
        "concurrency_limit": 1, "concurrency_id": "model", "api_visibility": "private", "show_progress_on": stage,
        "trigger_mode": "once",
    }  # fmt: skip
    generate, reroll, seven, compare = buttons
    gr.on([button.click for button in buttons], None, js=SHOW_STAGE, api_visibility="private")
    make = make_single(studio, signer)
    generate.click(make, request, [stage, *measures], **event)
    reroll.click(new_seed, None, seed, show_progress="hidden", api_visibility="private").then(
        make, request, [stage, *measures], **event
    )
    seven.click(make_seven(studio), request, [stage, *measures], **event)
    compare.click(make_comparison(studio), request, [stage, *measures], **event)


def _face_card() -> tuple[gr.Image, gr.Checkbox]:
    with gr.Column(elem_classes="card"):
        page_html("<h2>Face</h2>")
        face = make_picture(
            value=str(PORTRAITS[FIRST]), label="Picture of a face", show_label=False, sources=["upload", "webcam"], height=250, buttons=[],
            alt_text="The chosen face", elem_id="face",
        )  # fmt: skip
        script = (HERE / "demo_portraits.js").read_text(encoding="utf-8")
        portraits = page_html(_portrait_buttons(), js_on_load=script, elem_id="portraits")
        page_html(
            '<p class="quiet">Rendered people who do not exist, or a picture of your own; it is deleted within the hour.</p>'
        )
        is_cropped = gr.Checkbox(label="Cropped already: take the middle square", value=False)
    portraits.select(take_portrait, None, face, show_progress="hidden", api_visibility="private")
    return face, is_cropped


def take_portrait(event: gr.EventData) -> str:
    """The portrait that was pressed."""
    index = event._data.get("index")
    if not isinstance(index, int) or not 0 <= index < len(PORTRAITS):
        raise Refusal(f"`index` is {index!r}; it has to be from 0 to {len(PORTRAITS) - 1}.")
    return str(PORTRAITS[index])


def _portrait(index: int) -> Image.Image:
    return Image.open(PORTRAITS[index]).convert("RGB")


def _portrait_buttons() -> str:
    cells = []
    for k in range(len(PORTRAITS)):
        uri = picture_uri(_portrait(k).resize((112, 112), Image.Resampling.LANCZOS), 76)
        pressed = str(k == FIRST).lower()
        cells.append(
            f'<button type="button" data-index="{k}" aria-pressed="{pressed}" aria-label="Portrait {k + 1}"><img src="{uri}" alt=""></button>'
        )
    return f'<div class="portraits" role="group" aria-label="Portraits">{"".join(cells)}</div>'


def _asking_card(way: gr.State) -> tuple[gr.Radio, gr.Slider, gr.Textbox, list[gr.Slider]]:
    with gr.Column(elem_classes="card"):
        page_html("<h2>Expression</h2>")
        with gr.Tabs(elem_id="ways"):
            with gr.Tab("Emotion", id=EMOTION) as by_emotion:
                emotion = gr.Radio(
                    list(EMOTIONS),
                    value=START,
                    show_label=False,
                    label="Emotion",
                    container=False,
                    elem_classes="chips",
                )
                intensity = gr.Slider(0, 1, DEFAULT_INTENSITY, step=0.05, label="Intensity", elem_id="intensity")
            with gr.Tab("Sentence", id=SENTENCE) as by_sentence:
                text = gr.Textbox(
                    SENTENCES[0],
                    label="What the face shall do",
                    lines=2,
                    max_lines=5,
                    max_length=TEXT_CHARACTERS,
                    elem_id="sentence",
                )
                gr.Examples([[one] for one in SENTENCES], text, label="For example", examples_per_page=4)
            with gr.Tab("Action Units", id=UNITS) as by_units:
                units = _unit_sliders()
    for tab, name in ((by_emotion, EMOTION), (by_sentence, SENTENCE), (by_units, UNITS)):
        tab.select(lambda name=name: name, None, way, show_progress="hidden", api_visibility="private")
    return emotion, intensity, text, units


def _unit_sliders() -> list[gr.Slider]:
    """In the order of AUS, laid out by region of the face."""
    made: dict[str, gr.Slider] = {}
    for region, names in REGIONS.items():
        with gr.Accordion(region, open=region == "Brows"):
            for name in names:
                made[name] = gr.Slider(0, 1, 0.0, step=0.05, label=f"{name} {AU_NAMES[name]}", elem_id=f"unit-{name}")
    return [made[name] for name in AUS]


def _making_card(defaults: Settings) -> tuple[list[gr.Button], gr.Number, list[gr.Slider]]:
    with gr.Column(elem_classes="card"):
        generate = gr.Button("Generate", variant="primary", size="lg", elem_id="generate")
        with gr.Row(elem_classes="bottoms"):
            seed = gr.Number(SEED, label="Seed", precision=0, minimum=0, maximum=2**31 - 1, min_width=120)
            reroll = gr.Button("Re-roll", min_width=120, elem_id="reroll")
        with gr.Row():
            seven = gr.Button("Seven emotions", min_width=120, elem_id="seven")
            compare = gr.Button("Compare guidance", min_width=120, elem_id="compare")
        with gr.Accordion("Fine tuning", open=False):
            settings = [
                gr.Slider(
                    1,
                    STEPS,
                    min(STEPS, defaults.steps or STEPS),
                    step=1,
                    label="Steps",
                    info="More is slower and a little cleaner",
                ),
                gr.Slider(1, 6, defaults.guidance_scale, step=0.25, label="Caption guidance", info="1 is none"),
                gr.Slider(
                    0,
                    6,
                    defaults.au_guidance_scale,
                    step=0.25,
                    label="Action Unit guidance",
                    info="0 ignores them, 1 is none",
                ),
                gr.Slider(
                    0, 3, defaults.frame_guidance_scale, step=0.25, label="Inter-frame guidance", info="0 is off"
                ),
            ]
    return [generate, reroll, seven, compare], seed, settings


def _timeline(value: str) -> gr.HTML:
    script = (HERE / "demo_timeline.js").read_text(encoding="utf-8")
    return page_html(
        value, html_template='<div class="tl" role="group" aria-label="Timeline of Action Units"></div>', js_on_load=script,
        names=json.dumps(AU_NAMES), elem_id="timeline",
    )  # fmt: skip


def _measures_card() -> list[gr.HTML]:
    nothing = UNMEASURED
    with gr.Column(elem_classes="card"):
        page_html("<h2>Measured</h2>")
        with gr.Tabs(elem_id="measures"):
            with gr.Tab("Action Units"):
                units = page_html(nothing)
            with gr.Tab("Emotion over time"):
                emotions = page_html(nothing)
            with gr.Tab("Whole or not"):
                integrity = page_html(nothing)
    return [units, emotions, integrity]
