"""The Recognise tab: what a clip shows, which frames decided, and whether the face is whole."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from argen.pipelines.argen.facs_argen import AUS
from demo_charts import unit_panels
from demo_engine import Judgement, Studio
from demo_gpu import GPU
from demo_inputs import Refusal, make_clip, read_clip
from demo_making import PROGRESS
from demo_pages import emotions_page, evidence_page, integrity_page, page_html, verdict_page


def build_recognise(studio: Studio) -> None:
    """Lay out the tab and wire it."""
    nothing = '<p class="quiet">Judged once there is a clip.</p>'
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=5, min_width=320, elem_classes="stack"), gr.Column(elem_classes="card"):
            page_html("<h2>Clip of a face</h2>")
            clip = make_clip(label="Clip", show_label=False, sources=["upload", "webcam"], elem_id="clip", buttons=[])
            is_cropped = gr.Checkbox(label="Cropped already: take the middle square", value=False)
            button = gr.Button("Recognise", variant="primary", size="lg", elem_id="recognise")
            page_html(
                '<p class="quiet">To 20 s and 8 MB; deleted within the hour. It says which expression is displayed, never what anybody feels.</p>'
            )
        with gr.Column(scale=7, min_width=360, elem_classes="stack"), gr.Column(elem_classes="card"):
            page_html("<h2>What it shows</h2>")
            verdict = page_html(nothing, elem_id="verdict")
            with gr.Tabs():
                with gr.Tab("Emotion over time"):
                    emotions = page_html(nothing)
                with gr.Tab("What decided"):
                    evidence = page_html(nothing)
                with gr.Tab("Action Units"):
                    units = page_html(nothing)
                with gr.Tab("Whole or not"):
                    integrity = page_html(nothing)
    button.click(
        _recogniser(studio), [clip, is_cropped], [verdict, emotions, evidence, units, integrity],
        concurrency_limit=1, concurrency_id="model", api_visibility="private", show_progress_on=verdict,
    )  # fmt: skip


def judged(studio: Studio, path: str | None, is_cropped: bool) -> tuple[Judgement, float]:
    """An uploaded clip's judgement and its frames a second; Refusal where it cannot be judged."""
    from argen.pipelines.duse.frames_duse import ClipError

    frames, fps = read_clip(path)
    try:
        return studio.engine.judge(frames, is_cropped), fps
    except ClipError as error:
        raise Refusal(
            "No face was found in the clip. Use an upright, frontal, well lit face, or tick “Cropped already”."
        ) from error


def _recogniser(studio: Studio) -> Callable[..., Any]:
    @GPU(duration=30)
    def recognise(path: str | None, is_cropped: bool, progress: gr.Progress = PROGRESS) -> Any:
        """Everything that is known about a clip."""
        progress(0, desc="Looking")
        judgement, fps = judged(studio, path, is_cropped)
        return (
            verdict_page(judgement),
            emotions_page(judgement, fps, None),
            evidence_page(judgement),
            _units(judgement, fps),
            integrity_page(judgement, fps),
        )

    return recognise


def _units(judgement: Judgement, fps: float) -> str:
    if judgement.measured is None:
        return '<p class="quiet">This model has no judge of Action Units.</p>'
    peaks = judgement.measured.max(0)
    shown = [k for k in range(len(AUS)) if peaks[k] >= 0.08] or [int(peaks.argmax())]
    note = '<p class="quiet">Measured against the first frame, which is taken as neutral.</p>'
    return unit_panels(None, judgement.measured, fps, shown) + note
