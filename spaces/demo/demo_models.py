"""The models: generator, recogniser, screen and identity, used by one request at a time (our design)."""

import threading
import time
from typing import Any

import numpy as np
import torch
from PIL import Image

from argen import __version__
from argen.generation import Generator, Stopwatch
from argen.hub import model_id
from argen.inspect_clip import FULL
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.pipeline_argen import sample_generators
from argen.pipelines.argen.plan_argen import AffectPlan
from argen.pipelines.cif.heatmap import colours
from argen.pipelines.cif.integrity import FOLDERS, FaceIntegrity
from argen.pipelines.duse.evidence import class_names, judge_clip
from argen.pipelines.duse.face_duse import centre_square, crop_square, extract
from argen.recogniser import load_recogniser
from argen.report import ClipReport, motion_jerk
from argen.training.rewards.identity import encoder, similarity
from demo_engine import Defaults, Judgement, OnStep, Result, Settings


MOMENTS = 9  # of a clip at which the recogniser is asked what it has seen so far
FACE = 128  # pixels at which an uploaded clip is judged
USUAL = 0.45  # of the map's full range, below which a place keeps its own grey
SCALES = ("guidance_scale", "au_guidance_scale", "frame_guidance_scale")


class Engine:
    """Generator, recogniser and screen on one device; `lock` keeps requests apart, for a pipeline holds its settings."""

    def __init__(self, model: str, device: str | None, defaults: Defaults) -> None:
        self.lock = threading.Lock()
        self.generator = Generator(model, device)
        self.generator.pipe.set_progress_bar_config(disable=True)
        self.device, self.size = self.generator.pipe.device, self.generator.size
        self.recogniser, folder = load_recogniser("argen/duse-mini", str(self.device))
        self.screen = FaceIntegrity.from_pretrained("argen/cif-face").to(self.device)
        self.identity = encoder("argen/argen-mini", self.device)
        self.models = self.generator.models | {
            "emotion": model_id("argen/duse-mini", folder),
            "integrity": model_id("argen/cif-face", FOLDERS.resolve("argen/cif-face")),
            "identity": model_id("argen/argen-mini/vae", self.generator.folder / "vae"),
        }
        self.frames, self.fps, self.defaults = defaults.frames, defaults.fps, defaults.settings

    def generate(
        self, face: Image.Image, plan: AffectPlan, text: str | None, settings: Settings, on_step: OnStep | None = None
    ) -> Result:
        """One clip of a framed face and everything measured in it; depends on the arguments alone."""
        with self.lock:
            frames, seconds, nfe = self._sample(face, plan, settings, on_step)
            began = time.perf_counter()
            judgement = self._judge(frames, frames, "the clip")
            similar = float(similarity(self.identity, _tensor(frames).to(self.device)[None])[0])
            seconds["measure"] = round(time.perf_counter() - began, 3)
        report = ClipReport(
            emotion=plan.emotion,
            intensity=plan.intensity if plan.emotion is not None else None,
            text=text,
            captions=tuple(plan.captions),
            evidence=tuple(plan.evidence),
            seed=settings.seed,
            fps=self.fps,
            au_names=AUS,
            requested=plan.curve,
            measured=judgement.measured,
            models=self.models,
            settings=self._settings(settings, len(frames)),
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
        square = centre_square(frames) if is_cropped else crop_square(frames, "the clip")
        cut = extract(frames, square, FACE)
        with self.lock:
            return self._judge(cut.astype(np.float32) / 255, cut, "the clip")

    def _settings(self, settings: Settings, frames: int) -> dict[str, Any]:
        filled = {name: getattr(settings, name) for name in ("steps", *SCALES)}
        filled = {name: getattr(self.defaults, name) if value is None else value for name, value in filled.items()}
        return filled | {"num_frames": frames, "size": self.generator.size}

    @torch.inference_mode()
    def _sample(
        self, face: Image.Image, plan: AffectPlan, settings: Settings, on_step: OnStep | None
    ) -> tuple[np.ndarray, dict[str, float], int]:
        pipe, total = self.generator.pipe, settings.steps or self.defaults.steps or 1

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

    @torch.inference_mode()
    def _judge(self, frames: np.ndarray, seen: np.ndarray, name: str) -> Judgement:
        """`seen` is what the recogniser gets: the clip itself, cut to the face already."""
        processor = self.recogniser.processor
        processor.do_align_crop = False
        whole = judge_clip(self.recogniser, seen, name)
        moments = sorted({round(k * (len(frames) - 1) / (MOMENTS - 1)) for k in range(MOMENTS)})
        prefixes = [processor.crop_frames(seen[: k + 1], processor.num_frames, False, name) for k in moments[:-1]]
        shares = np.array([list(whole.probabilities.values())])
        if prefixes:
            shares = np.concatenate([self._probabilities(prefixes), shares])
        order = [class_names(self.recogniser.model.config).index(emotion) for emotion in EMOTIONS]
        screened = self.screen(_tensor(frames))
        return Judgement(
            frames=frames,
            evidence=whole,
            moments=moments,
            probabilities=shares[:, order],
            integrity=float(screened.score[0]),
            parts={part: float(value[0]) for part, value in screened.parts.items()},
            heat=_heat(frames, screened.map[0].cpu().numpy()),
            measured=self.generator.measure(frames),
        )

    def _probabilities(self, clips: list[np.ndarray]) -> np.ndarray:
        """One by one, as `judge_clip` does: the numbers do not depend on what else is judged."""
        model, rows = self.recogniser.model, []
        for clip in clips:
            pixels = torch.from_numpy(self.recogniser.processor.normalise(clip))[None]
            rows.append(model(pixels.to(model.device, model.dtype)).logits[0].float().softmax(-1).cpu().numpy())
        return np.stack(rows)


def _tensor(frames: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(frames)).permute(0, 3, 1, 2).contiguous()


def _heat(frames: np.ndarray, maps: np.ndarray) -> np.ndarray:
    """The frames, coloured where the map passes USUAL; the brightest is FULL, twice the rarest hundredth of clean faces."""
    share = np.clip(maps / FULL, 0, 1)
    grey = (frames * 255 @ np.array((0.299, 0.587, 0.114)))[..., None]
    strength = 0.85 * np.sqrt(np.clip((share - USUAL) / (1 - USUAL), 0, 1))[..., None]
    return np.rint(((1 - strength) * (20 + 0.88 * grey) + strength * colours(share)).clip(0, 255)).astype(np.uint8)
