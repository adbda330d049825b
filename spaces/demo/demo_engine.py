"""What is behind the page: settings, what is measured of a clip, and the models, which load while the page opens (our design)."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from argen.report import ClipReport


if TYPE_CHECKING:
    from argen.pipelines.duse.evidence import Evidence
    from demo_models import Engine

INDEX = "model_index.json"
# of ARGenPipeline itself, for a folder of plain Wan, which does not say
WAN: dict[str, Any] = {
    "default_num_frames": 81, "default_fps": 16.0, "default_steps": 50, "default_guidance_scale": 5.0,
    "default_au_guidance_scale": 1.0, "default_frame_guidance_scale": 0.0,
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
    evidence: "Evidence"
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
    """What a model makes when nothing is said: frames, frames a second, and how."""

    frames: int
    fps: float
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
    return Defaults(known["default_num_frames"], known["default_fps"], settings)


class Studio:
    """An engine that is loaded in the background, so that the page opens at once."""

    def __init__(self, model: str, device: str | None, in_background: bool = True) -> None:
        self.defaults = read_defaults(model)
        self._engine: Engine | None = None
        self._error: Exception | None = None
        self._done = threading.Event()
        self._loading = threading.Thread(target=self._load, args=(model, device), daemon=True)
        if not in_background:
            self.start()
            self._done.wait()

    def start(self) -> None:
        """Begin to load, once; called when the page is up, for both want the same core."""
        if not self._loading.is_alive() and not self._done.is_set():
            self._loading.start()

    @property
    def engine(self) -> "Engine":
        """The engine, as soon as it is there."""
        self.start()
        self._done.wait()
        if self._engine is None:
            raise RuntimeError(f"The models could not be loaded: {self._error}") from self._error
        return self._engine

    def _load(self, model: str, device: str | None) -> None:
        try:
            from demo_models import Engine  # torch, diffusers, transformers: seconds

            self._engine = Engine(model, device, self.defaults)
        except (ValueError, OSError, RuntimeError) as error:
            self._error = error
        finally:
            self._done.set()
