"""What looks at a clip: recogniser, screen and identity on one device (our design)."""

from pathlib import Path

import numpy as np
import torch

from argen.hub import model_id
from argen.inspect_clip import FULL
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.layout_argen import resolve_folder
from argen.pipelines.cif.heatmap import colours
from argen.pipelines.cif.integrity import FOLDERS, FaceIntegrity
from argen.pipelines.duse.face_duse import centre_square, crop_square, extract
from argen.pipelines.duse.judging import class_names, judge_clip
from argen.recogniser import load_recogniser
from argen.training.rewards.identity import encoder, similarity
from demo_engine import Judgement


MOMENTS = 9  # of a clip at which the recogniser is asked what it has seen so far
FACE = 128  # pixels at which an uploaded clip is judged
USUAL = 0.45  # of the map's full range, below which a place keeps its own grey


class Judges:
    """DuSE, CIF and the identity encoder; `models` says which."""

    def __init__(self, device: torch.device) -> None:
        self.recogniser, folder = load_recogniser("argen/duse-mini", str(device))
        self.screen = FaceIntegrity.from_pretrained("argen/cif-face").to(device)
        self.identity, self.device = encoder("argen/argen-mini", device), device
        self.models = {
            "emotion": model_id("argen/duse-mini", folder),
            "integrity": model_id("argen/cif-face", FOLDERS.resolve("argen/cif-face")),
            "identity": model_id("argen/argen-mini/vae", Path(resolve_folder("argen/argen-mini")) / "vae"),
        }

    def similarity(self, frames: np.ndarray) -> float:
        """How much the frames `(t, s, s, 3)` in 0..1 look like the person of the first."""
        return float(similarity(self.identity, _tensor(frames).to(self.device)[None])[0])

    def __call__(self, frames: np.ndarray, seen: np.ndarray, measured: np.ndarray | None) -> Judgement:
        """Judge a clip; `seen` is what the recogniser gets: the clip itself, cut to the face already."""
        processor = self.recogniser.processor
        processor.do_align_crop = False
        whole = judge_clip(self.recogniser, seen, "the clip")
        moments = sorted({round(k * (len(frames) - 1) / (MOMENTS - 1)) for k in range(MOMENTS)})
        prefixes = [
            processor.crop_frames(seen[: k + 1], processor.num_frames, False, "the clip") for k in moments[:-1]
        ]
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
            measured=measured,
        )

    def _probabilities(self, clips: list[np.ndarray]) -> np.ndarray:
        """One by one, as `judge_clip` does: the numbers do not depend on what else is judged."""
        model, rows = self.recogniser.model, []
        for clip in clips:
            pixels = torch.from_numpy(self.recogniser.processor.normalise(clip))[None]
            rows.append(model(pixels.to(model.device, model.dtype)).logits[0].float().softmax(-1).cpu().numpy())
        return np.stack(rows)


def cut_out(frames: np.ndarray, is_cropped: bool) -> np.ndarray:
    """The face of an uploaded clip `(t, h, w, 3)` uint8, in FACE pixels; ClipError where there is none."""
    square = centre_square(frames) if is_cropped else crop_square(frames, "the clip")
    return extract(frames, square, FACE)


def _tensor(frames: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(frames)).permute(0, 3, 1, 2).contiguous()


def _heat(frames: np.ndarray, maps: np.ndarray) -> np.ndarray:
    """The frames, coloured where the map passes USUAL; the brightest is FULL, twice the rarest hundredth of clean faces."""
    share = np.clip(maps / FULL, 0, 1)
    grey = (frames * 255 @ np.array((0.299, 0.587, 0.114)))[..., None]
    strength = 0.85 * np.sqrt(np.clip((share - USUAL) / (1 - USUAL), 0, 1))[..., None]
    return np.rint(((1 - strength) * (20 + 0.88 * grey) + strength * colours(share)).clip(0, 255)).astype(np.uint8)
