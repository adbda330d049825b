"""The three named endpoints for programs: /plan, /generate, /recognise."""

import json
from collections.abc import Callable
from typing import Any

import gradio as gr

from argen.pipelines.media.video import encode_video
from demo_charts import agreement
from demo_engine import Studio
from demo_gpu import GPU
from demo_inputs import make_clip, make_picture, sentences
from demo_limits import Workspace
from demo_making import framed
from demo_plan import check_seed, check_settings, requested
from demo_provenance import Signer
from demo_recognise import judged


UNSAID = -1.0
SCALES = ("caption", "Action Unit", "inter-frame")


def build_api(studio: Studio, workspace: Workspace, signer: Signer) -> None:
    """Add the endpoints; their components are not shown."""
    with gr.Column(visible=False):
        picture, clip = make_picture(label="face picture"), make_clip(label="clip")
        is_cropped = gr.Checkbox(label="cropped already")
        # a component without a value would make its parameter one that has to be given
        emotion = gr.Textbox("", label="emotion: happiness, sadness, neutral, anger, surprise, disgust or fear")
        intensity = gr.Number(UNSAID, label="intensity, 0 to 1; -1: as the rest of the request says")
        text = gr.Textbox("", label="sentence")
        units = gr.JSON({}, label='action units: {"AU12": 0.8}, 20 numbers, or a curve (frames, 20)')
        plan = gr.JSON({}, label="plan, as /plan gives it; it stands for itself")
        seed, steps = gr.Number(0, label="seed"), gr.Number(UNSAID, label="steps, 1 to 30; -1: the model's own")
        scales = [gr.Number(UNSAID, label=f"{name} guidance; -1: the model's own") for name in SCALES]
        file, report = gr.File(label="mp4"), gr.JSON(label="report")
        for name, function, inputs, outputs, limit, group in (
            ("plan", _planner(studio), [emotion, intensity, text, units, seed], report, 4, "plan"),
            (
                "generate",
                _generator(studio, workspace, signer),
                [picture, emotion, intensity, text, units, plan, seed, steps, *scales, is_cropped],
                [file, report],
                1,
                "model",
            ),
            ("recognise", _recogniser(studio), [clip, is_cropped], report, 1, "model"),
        ):
            gr.Button(visible=False).click(
                function, inputs, outputs, api_name=name, api_description=function.__doc__,
                concurrency_limit=limit, concurrency_id=group,
            )  # fmt: skip


def said(value: float | None) -> float | None:
    """None for what a program left out."""
    return None if value == UNSAID else value


def _planner(studio: Studio) -> Callable[..., Any]:
    def plan(
        emotion: str | None, intensity: float | None, text: str | None, action_units: Any, seed: float | None
    ) -> dict[str, Any]:
        """The plan of an emotion (with an intensity from 0 to 1), a sentence or Action Units, as JSON: AU curve, captions, evidence."""
        frames, fps = studio.defaults.frames, studio.defaults.fps
        with sentences():
            made = requested(emotion, said(intensity), text, action_units, None, check_seed(seed or 0), frames, fps)
            return json.loads(made.to_json())

    return plan


def _generator(studio: Studio, workspace: Workspace, signer: Signer) -> Callable[..., Any]:
    @GPU(duration=60)
    def generate(
        image: str, emotion: str | None, intensity: float | None, text: str | None, action_units: Any, plan: Any,
        seed: float | None, steps: float | None, guidance_scale: float | None, au_guidance_scale: float | None,
        frame_guidance_scale: float | None, is_cropped: bool,
    ) -> tuple[str, dict[str, Any]]:  # fmt: skip
        """An mp4 of the face in the picture with the expression asked for, and its report: requested and measured AUs, scores, seeds."""
        usual = studio.defaults
        with sentences():
            settings = check_settings(
                seed or 0,
                said(steps),
                guidance_scale=said(guidance_scale),
                au_guidance_scale=said(au_guidance_scale),
                frame_guidance_scale=said(frame_guidance_scale),
            )
            wish = requested(
                emotion, said(intensity), text, action_units, plan, settings.seed, usual.frames, usual.fps
            )
        result = studio.engine.generate(framed(image, is_cropped, usual.size), wish, text or None, settings)
        path = workspace.new_file(".mp4")
        path.write_bytes(signer(encode_video(result.judgement.frames, result.report.fps), result.report))
        found = json.loads(result.report.to_json())
        return str(path), found | {"au_r": agreement(result.report.requested, result.report.measured)}

    return generate


def _recogniser(studio: Studio) -> Callable[..., Any]:
    @GPU(duration=30)
    def recognise(clip: str, is_cropped: bool) -> dict[str, Any]:
        """What a clip shows: probabilities now and as it goes on, frame weights, concepts, AU curve, integrity."""
        judgement, fps = judged(studio, clip, is_cropped)
        measured = judgement.measured
        return {
            "emotion": judgement.evidence.emotion,
            "probabilities": judgement.evidence.probabilities,
            "seconds": [round(k / fps, 3) for k in judgement.moments],
            "probabilities_over_time": judgement.probabilities.round(5).tolist(),
            "frame_weights": list(judgement.evidence.frame_weights),
            "concepts": judgement.evidence.concepts,
            "measured": None if measured is None else measured.round(4).tolist(),
            "integrity": judgement.integrity,
            "parts": judgement.parts,
        }

    return recognise
