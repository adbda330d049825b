"""The generator and what judges it; used by one request at a time (our design)."""

import threading
import time
from typing import Any

import numpy as np
import torch
from PIL import Image

from argen import __version__
from argen.generation import Generator, Stopwatch
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.pipeline_argen import sample_generators
from argen.pipelines.argen.plan_argen import AffectPlan
from argen.report import ClipReport, motion_jerk
from demo_engine import Defaults, Judgement, OnStep, Result, Settings
from demo_judges import Judges, cut_out


SCALES = ("guidance_scale", "au_guidance_scale", "frame_guidance_scale")


class Engine:
    """Generator and judges on one device; `lock` keeps requests apart, for a pipeline holds its settings."""

    def __init__(self, model: str, device: str | None, defaults: Defaults) -> None:
        self.lock, self.defaults = threading.Lock(), defaults
        self.generator = Generator(model, device)
        self.generator.pipe.set_progress_bar_config(disable=True)
        self.judges = Judges(self.generator.pipe.device)

    def generate(
        self, face: Image.Image, plan: AffectPlan, text: str | None, settings: Settings, on_step: OnStep | None = None
    ) -> Result:
        """One clip of a framed face and everything measured in it; depends on the arguments alone."""
        with self.lock, torch.inference_mode():
            frames, seconds, nfe = self._sample(face, plan, settings, on_step)
            began = time.perf_counter()
            judgement = self.judges(frames, frames, self.generator.measure(frames))
            similar = self.judges.similarity(frames)
            seconds["measure"] = round(time.perf_counter() - began, 3)
        report = ClipReport(
            emotion=plan.emotion,
            intensity=plan.intensity if plan.emotion is not None else None,
            text=text,
            captions=tuple(plan.captions),
            evidence=tuple(plan.evidence),
            seed=settings.seed,
            fps=self.defaults.fps,
            au_names=AUS,
            requested=plan.curve,
            measured=judgement.measured,
            models=self.generator.models | self.judges.models,
            settings=self._filled(settings, len(frames)),
            seconds=seconds,
            nfe=nfe,
            jerk=motion_jerk(frames),
            emotion_probabilities=judgement.evidence.probabilities,
            integrity=judgement.integrity,
            identity_similarity=similar,
            files={},
            argen_version=__version__,
        )
        return Result(face, judgement, report)

    def judge(self, frames: np.ndarray, is_cropped: bool) -> Judgement:
        """What an uploaded clip `(t, h, w, 3)` uint8 shows; ClipError where no face is found."""
        with self.lock, torch.inference_mode():
            cut = cut_out(frames, is_cropped)
            seen = cut.astype(np.float32) / 255
            return self.judges(seen, cut, self.generator.measure(seen))

    def _filled(self, settings: Settings, frames: int) -> dict[str, Any]:
        filled = {name: getattr(settings, name) for name in ("steps", *SCALES)}
        usual = self.defaults.settings
        filled = {name: getattr(usual, name) if value is None else value for name, value in filled.items()}
        return filled | {"num_frames": frames, "size": self.generator.size}

    def _sample(
        self, face: Image.Image, plan: AffectPlan, settings: Settings, on_step: OnStep | None
    ) -> tuple[np.ndarray, dict[str, float], int]:
        pipe, total = self.generator.pipe, settings.steps or self.defaults.settings.steps or 1

        def told(_: Any, step: int, __: Any, held: dict[str, Any]) -> dict[str, Any]:
            if on_step is not None:
                on_step(step + 1, total)
            return held

        transformer = Stopwatch(pipe.transformer)
        began = time.perf_counter()
        try:
            output: Any = pipe(
                face,
                plan=plan,
                height=self.generator.size,
                width=self.generator.size,
                num_inference_steps=settings.steps,
                guidance_scale=settings.guidance_scale,
                au_guidance_scale=settings.au_guidance_scale,
                frame_guidance_scale=settings.frame_guidance_scale,
                generator=sample_generators(settings.seed, 1),
                callback_on_step_end=told,
                callback_on_step_end_tensor_inputs=(),
                output_type="np",
            )
        finally:
            transformer.remove()
        seconds = {
            "load": round(self.generator.load_seconds, 3),
            "generate": round(time.perf_counter() - began, 3),
            "transformer": round(transformer.seconds, 3),
        }
        return np.asarray(output.frames[0], np.float32), seconds, transformer.samples
