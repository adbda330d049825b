"""What is behind the page: settings, what is measured of a clip, and the models, wherever they are (our design)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from argen.pipelines.duse.evidence import Evidence
from argen.report import ClipReport


if TYPE_CHECKING:
    from demo_models import Engine
    from demo_process import EngineProcess

INDEX = "model_index.json"
# of ARGenPipeline itself, for a folder of plain Wan, which does not say
WAN: dict[str, Any] = {
    "default_num_frames": 81, "default_height": 480, "default_width": 832, "default_fps": 16.0, "default_steps": 50,
    "default_guidance_scale": 5.0, "default_au_guidance_scale": 1.0, "default_frame_guidance_scale": 0.0,
}  # fmt: skip
OnStep = Callable[[int, int], None]


@dataclass(frozen=True)
class Settings:
    """How a clip is made; None is the model's own default."""

    seed: int = 0
    steps: int | None = None
    guidance_scale: float | None = None
    au_guidance_scale: float | None = None
    frame_guidance_scale: float | None = None


@dataclass(frozen=True, eq=False)
class Judgement:
    """What is measured in frames `(t, s, s, 3)` float32 in 0..1.

    `moments` are frame indices and `probabilities` `(moments, 7)` what DuSE says of the clip up to each; `heat` uint8 like
    the frames, bright where they are unusual; `measured` `(t, 20)` over the first frame, None without an estimator.
    """

    frames: np.ndarray
    evidence: Evidence
    moments: list[int]
    probabilities: np.ndarray
    integrity: float
    parts: dict[str, float]
    heat: np.ndarray
    measured: np.ndarray | None


@dataclass(frozen=True, eq=False)
class Result:
    """A generated clip: the picture it began with, its judgement and its report."""

    face: Image.Image
    judgement: Judgement
    report: ClipReport


@dataclass(frozen=True)
class Defaults:
    """What a model makes when nothing is said: frames, frames a second, pixels of a side, and how."""

    frames: int
    fps: float
    size: int
    settings: Settings


def read_defaults(model: str) -> Defaults:
    """From the index of a folder, of our copy in the package, or of a Hub repository; torch is not needed for it."""
    path = Path(model, INDEX)
    if not path.is_file():
        path = Path(str(files("argen.release")), model.removeprefix("argen/"), INDEX)
    if not path.is_file():
        from huggingface_hub import hf_hub_download

        path = Path(hf_hub_download(model, INDEX))
    known = WAN | json.loads(path.read_text(encoding="utf-8"))
    names = ("steps", "guidance_scale", "au_guidance_scale", "frame_guidance_scale")
    settings = Settings(0, *(known[f"default_{name}"] for name in names))
    size = min(known["default_height"], known["default_width"])
    return Defaults(known["default_num_frames"], known["default_fps"], size, settings)


class Studio:
    """The settings of a model and the model itself: in a process that loads it while the page opens, or here at once."""

    engine: "Engine | EngineProcess"

    def __init__(self, model: str, device: str | None, apart: bool = True) -> None:
        self.defaults = read_defaults(model)
        if apart:
            from demo_process import EngineProcess

            self.engine = EngineProcess(model, device, self.defaults)
        else:
            from demo_models import Engine

            self.engine = Engine(model, device, self.defaults)
