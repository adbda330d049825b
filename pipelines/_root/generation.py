"""One clip and its report from a loaded pipeline; the part of `argen generate` that needs torch."""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from argen import __version__
from argen.device import pick_device
from argen.hub import model_id
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.layout_argen import resolve_folder
from argen.pipelines.argen.pipeline_argen import ARGenPipeline, sample_generators
from argen.report import ClipReport, motion_jerk


SETTINGS = ("num_frames", "steps", "guidance_scale", "au_guidance_scale", "frame_guidance_scale")


@dataclass(frozen=True)
class Sample:
    """A clip as float32 `(frames, height, width, 3)` in [0, 1], and its report."""

    frames: np.ndarray
    report: ClipReport


class Stopwatch:
    """Counts and times the forward calls of a module."""

    def __init__(self, module: torch.nn.Module | None) -> None:
        self.seconds, self.samples, self._began = 0.0, 0, 0.0
        self._hooks: list[Any] = []
        if module is not None:
            self._hooks.append(module.register_forward_pre_hook(self._start, with_kwargs=True))
            self._hooks.append(module.register_forward_hook(self._stop))

    def remove(self) -> None:
        """Take the hooks off the module."""
        for hook in self._hooks:
            hook.remove()

    def _start(self, _: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        batch = next((x for x in (*args, *kwargs.values()) if isinstance(x, torch.Tensor)), None)
        self.samples += 0 if batch is None else len(batch)
        self._began = _now()

    def _stop(self, *_: Any) -> None:
        self.seconds += _now() - self._began


class Generator:
    """A pipeline on its device, with what its reports say about it."""

    def __init__(self, model: str, device: str | None) -> None:
        began = time.perf_counter()
        chosen = pick_device(device)
        self.model, self.folder = model, Path(resolve_folder(model))
        self.pipe = ARGenPipeline.from_pretrained(self.folder).to(chosen)
        self.size = min(self.pipe.config["default_height"], self.pipe.config["default_width"])
        self.models = {"generator": model_id(model, self.folder)}
        if self.estimator is not None:
            self.models["au"] = model_id(f"{model}/au_estimator", self.folder / "au_estimator")
        self.load_seconds = time.perf_counter() - began

    @property
    def estimator(self) -> Any:
        """The AUEstimator, None for a model without one."""
        return self.pipe.components.get("au_estimator")

    def sample(
        self, face: Image.Image, emotion: str | None, units: dict[str, float] | None, args: argparse.Namespace
    ) -> Sample:
        """One clip of `face` with the options of `argen generate`; the noise depends on `args.seed` alone."""
        transformer, text = Stopwatch(self.pipe.transformer), Stopwatch(self.pipe.text_encoder)
        began = _now()
        output: Any = self.pipe(
            face,
            emotion=emotion,
            intensity=args.intensity if emotion is not None else None,
            text=args.text,
            action_units=units,
            height=self.size,
            width=self.size,
            num_frames=args.num_frames,
            num_inference_steps=args.steps,
            guidance_scale=args.guidance_scale,
            au_guidance_scale=args.au_guidance_scale,
            frame_guidance_scale=args.frame_guidance_scale,
            generator=sample_generators(args.seed, 1),
            output_type="np",
        )
        generated = _now()
        transformer.remove()
        text.remove()
        frames = np.asarray(output.frames[0], np.float32)
        plan = output.plan[0] if output.plan else None
        measured = self.measure(frames)
        measure_seconds = _now() - generated
        report = ClipReport(
            emotion=emotion if plan is None else plan.emotion,
            intensity=None if plan is None or plan.emotion is None else plan.intensity,
            text=args.text,
            captions=tuple(plan.captions) if plan is not None else (args.text,),
            evidence=tuple(plan.evidence) if plan is not None else (),
            seed=args.seed,
            fps=float(self.pipe.config["default_fps"]),
            au_names=AUS,
            requested=None if plan is None else plan.curve,
            measured=measured,
            models=self.models,
            settings=self.settings(args, len(frames)),
            seconds={
                "load": round(self.load_seconds, 3),
                "generate": round(generated - began, 3),
                "text encoder": round(text.seconds, 3),
                "transformer": round(transformer.seconds, 3),
                "VAE and rest": round(generated - began - text.seconds - transformer.seconds, 3),
                "measure": round(measure_seconds, 3),
            },
            nfe=transformer.samples,
            jerk=motion_jerk(frames),
            files={"video": args.out.name, "sheet": args.out.with_suffix(".png").name},
            argen_version=__version__,
        )
        return Sample(frames, report)

    def settings(self, args: argparse.Namespace, num_frames: int) -> dict[str, Any]:
        """Every setting with the model's own default filled in."""
        given = {name: getattr(args, name) for name in SETTINGS}
        filled = {name: self.pipe.config[f"default_{name}"] if v is None else v for name, v in given.items()}
        return filled | {"num_frames": num_frames, "size": self.size, "cropped": not args.no_crop}

    @torch.no_grad()
    def measure(self, frames: np.ndarray) -> np.ndarray | None:
        """AU curve `(frames, 20)` of a clip `(frames, h, w, 3)`, its first frame as neutral; None without an estimator."""
        if self.estimator is None:
            return None
        clip = torch.from_numpy(frames).permute(0, 3, 1, 2)[None].contiguous().to(self.pipe.device)
        return self.estimator(clip)[0].float().cpu().numpy()


def _now() -> float:
    """Seconds; waits for the accelerator first, which works on its own."""
    if torch.accelerator.is_available():
        torch.accelerator.synchronize()
    return time.perf_counter()
