"""What the Generate tab does: plans as they change, clips with their measures, the seven emotions, guidance side by side."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from PIL import Image

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import AffectPlan
from argen.pipelines.media.face import FaceNotFoundError, centre_square, crop_face
from argen.pipelines.media.video import encode_video
from demo_engine import OnStep, Settings, Studio
from demo_gpu import GPU
from demo_inputs import Refusal, read_upload, sentences
from demo_pages import clip_page, emotions_page, empty_clip, grid_page, integrity_page, plan_page, units_page
from demo_plan import EMOTION, SENTENCE, UNITS, asked, check_seed, check_settings, edited
from demo_provenance import Signer
from demo_timeline import pack, to_tracks, unpack


PROGRESS = gr.Progress()
UNMEASURED = '<p class="quiet">Measured for a single clip: press Generate.</p>'
# Names of the settings that a side-by-side shows, and what each changes.
COMPARED: tuple[tuple[str, dict[str, float]], ...] = (
    ("No guidance", {"guidance_scale": 1.0, "au_guidance_scale": 1.0, "frame_guidance_scale": 0.0}),
    ("As chosen", {}),
    ("Action Units twice as strong", {"au_guidance_scale": 2.0}),
    ("With inter-frame guidance", {"frame_guidance_scale": 1.0}),
)


def make_preview(studio: Studio) -> Callable[..., tuple[str, str]]:
    """The plan as it stands, for the timeline and in words; what is missing is said where the words would be."""
    frames, fps = studio.defaults.frames, studio.defaults.fps

    def preview(*wishes: Any) -> tuple[str, str]:
        try:
            plan = _asked(studio, *wishes)
        except ValueError as error:
            return pack({}, frames, fps), f'<p class="quiet">{escape(str(error))}</p>'
        return pack(to_tracks(plan.curve), frames, fps), plan_page(plan)

    return preview


def make_edited_preview(studio: Studio) -> Callable[..., str]:
    """The words of a plan that a hand changed."""

    def preview(timeline: str, *wishes: Any) -> str:
        with sentences():
            plan = edited(_asked_or_rest(studio, *wishes), timeline)
            return plan_page(plan, unpack(timeline, studio.defaults.frames)[1])

    return preview


def _asked(studio: Studio, way: str, emotion: Any, intensity: Any, text: Any, seed: Any, *units: Any) -> AffectPlan:
    frames, fps = studio.defaults.frames, studio.defaults.fps
    return asked(way, emotion, intensity, text, units, check_seed(seed), frames, fps)


def _asked_or_rest(
    studio: Studio, way: str, emotion: Any, intensity: Any, text: Any, seed: Any, *units: Any
) -> AffectPlan:
    """With every slider at rest a hand may still draw."""
    if way == UNITS and not any(units):
        way, emotion, intensity = EMOTION, "neutral", None
    return _asked(studio, way, emotion, intensity, text, seed, *units)


def make_framer(studio: Studio) -> Callable[..., str]:
    """The face as the generator will see it."""

    def frame(path: str | None, is_cropped: bool) -> str:
        if path is None:
            return empty_clip(None, "Choose a face first.")
        return empty_clip(framed(path, is_cropped, studio.defaults.size), "Press Generate.")

    return frame


def framed(path: str | None, is_cropped: bool, size: int) -> Image.Image:
    """The square picture of an upload; Refusal where it has no face."""
    written = Path(path).stat().st_mtime_ns if path and Path(path).is_file() else 0
    return _framed(path, written, bool(is_cropped), size)


@lru_cache(
    maxsize=64
)  # finding a face takes longer than a third of a clip, and the same picture comes again and again
def _framed(path: str | None, written: int, is_cropped: bool, size: int) -> Image.Image:
    picture = read_upload(path)
    try:
        return centre_square(picture, size) if is_cropped else crop_face(picture, size)
    except FaceNotFoundError as error:
        raise Refusal(
            "No face was found. Use an upright, frontal, well lit face, or tick “Cropped already” if it fills the picture."
        ) from error


def _wish(studio: Studio, timeline: str, values: tuple[Any, ...]) -> tuple[AffectPlan, Settings, str | None]:
    """What a clip is made of beside the face, checked, from what the page sends."""
    steps, scale, au_scale, frame_scale, *wishes = values
    way, text, seed = wishes[0], wishes[3], wishes[4]
    with sentences():
        settings = check_settings(
            seed, steps, guidance_scale=scale, au_guidance_scale=au_scale, frame_guidance_scale=frame_scale
        )
        plan = edited(_asked_or_rest(studio, *wishes), timeline)
        if way == UNITS and not plan.curve.any():
            raise Refusal("Move a slider first: all Action Units are at rest.")
    return plan, settings, text if way == SENTENCE else None


def make_single(studio: Studio, signer: Signer) -> Callable[..., Any]:
    @GPU(duration=60)
    def make(path: str, is_cropped: bool, timeline: str, progress: gr.Progress = PROGRESS, *values: Any) -> Any:
        """One clip and its measures."""
        progress(0, desc="Loading the models")
        plan, settings, text = _wish(studio, timeline, values)
        face = framed(path, is_cropped, studio.defaults.size)
        result = studio.engine.generate(face, plan, text, settings, _told(progress, 0, 1, "Denoising"))
        report, judgement = result.report, result.judgement
        video = signer(encode_video(judgement.frames, report.fps), report)
        name = f"argen-{plan.emotion or 'units'}-{settings.seed}"
        return (
            clip_page(result, video, name),
            units_page(report),
            emotions_page(judgement, report.fps, plan.emotion),
            integrity_page(judgement, report.fps),
        )

    return make


def make_seven(studio: Studio) -> Callable[..., Any]:
    @GPU(duration=120)
    def seven(path: str, is_cropped: bool, timeline: str, progress: gr.Progress = PROGRESS, *values: Any) -> Any:
        """The same person with every emotion, from the same noise."""
        progress(0, desc="Loading the models")
        unedited = pack({}, studio.defaults.frames, studio.defaults.fps)
        asked_for = list(values)
        face, results = framed(path, is_cropped, studio.defaults.size), []
        for k, emotion in enumerate(EMOTIONS):
            asked_for[4:6] = EMOTION, emotion
            plan, settings, _ = _wish(studio, unedited, tuple(asked_for))
            results.append(
                studio.engine.generate(face, plan, None, settings, _told(progress, k, len(EMOTIONS), emotion))
            )
        words = f"One person, seven emotions, seed {results[0].report.seed}."
        return grid_page(results, EMOTIONS, studio.defaults.fps, words), UNMEASURED, UNMEASURED, UNMEASURED

    return seven


def make_comparison(studio: Studio) -> Callable[..., Any]:
    @GPU(duration=120)
    def compare(path: str, is_cropped: bool, timeline: str, progress: gr.Progress = PROGRESS, *values: Any) -> Any:
        """The same plan and noise under different guidance."""
        progress(0, desc="Loading the models")
        plan, settings, text = _wish(studio, timeline, values)
        face = framed(path, is_cropped, studio.defaults.size)
        results = []
        for k, (name, changes) in enumerate(COMPARED):
            one = changed(settings, changes, studio.defaults.settings)
            results.append(studio.engine.generate(face, plan, text, one, _told(progress, k, len(COMPARED), name)))
        words = f"One plan, one noise, four ways to guide, seed {settings.seed}."
        return (
            grid_page(results, [name for name, _ in COMPARED], studio.defaults.fps, words),
            UNMEASURED,
            UNMEASURED,
            UNMEASURED,
        )

    return compare


def changed(settings: Settings, changes: dict[str, float], defaults: Settings) -> Settings:
    """Settings with some values replaced; the Action Unit scale of a comparison multiplies what was chosen."""
    values = dict(changes)
    if values.get("au_guidance_scale", 1.0) > 1.0:
        chosen = settings.au_guidance_scale if settings.au_guidance_scale is not None else defaults.au_guidance_scale
        values["au_guidance_scale"] *= chosen or 1.0
    return replace(settings, **values)


def _told(progress: gr.Progress, k: int, count: int, words: str) -> OnStep:
    """Progress of clip k of `count`, step by step."""

    def told(step: int, total: int) -> None:
        progress(((k + step / total) / count), desc=f"{words}, step {step} of {total}")

    return told
