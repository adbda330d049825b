"""The held-out judge: a small network that names the emotion and reads the AUs of a clip, and is never a reward (our design).

Its use is to disagree. A policy that has learned to please DuSE and AUEstimator by something other than a face moves them
and not a network of another shape, other weights and another view of the clip: pictures of 72 pixels, each on its own, a small
map of each beside its change since the first frame, and a GRU over them.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.cif.integrity import looked_at
from argen.pipelines.media.atomic import atomic_path, write_atomic
from argen.pipelines.model_folder import ModelFolders
from argen.training.rewards import Reward
from argen.training.rewards.au_fidelity import agreement, requested_curves
from argen.training.rewards.emotion import target_indices


INDEX, WEIGHTS = "config.json", "model.safetensors"
MODEL_TYPE = "argen-judge"
FOLDERS = ModelFolders("judge", "argen/judge-mini", [INDEX, WEIGHTS], [INDEX, WEIGHTS, "*.md"])
CHUNK = 16  # clips read at a time


@dataclass(frozen=True, eq=False)
class JudgeOutput:
    """Of b clips: `logits` `(b, 7)` in the order of EMOTIONS, `curve` `(b, frames, 20)` in 0..1 in that of AUS."""

    logits: Tensor
    curve: Tensor


class Judge(nn.Module):
    """Emotion and AU curve of clips; `Judge.from_pretrained("argen/judge-mini")`.

    Args:
        size: pixels at which frames are read, a multiple of 12.
        num_frames: frames of one pass.
        widths: channels at 1/3, 1/6 and 1/12 of the size.
        squeezed: channels of the map that is laid flat.
        hidden: width of the frame code and of the GRU.
    """

    def __init__(
        self,
        size: int = 72,
        num_frames: int = 9,
        widths: Sequence[int] = (24, 48, 64),
        squeezed: int = 10,
        hidden: int = 64,
    ) -> None:
        super().__init__()
        self.settings: dict[str, Any] = {
            "size": size, "num_frames": num_frames, "widths": list(widths), "squeezed": squeezed, "hidden": hidden,
        }  # fmt: skip
        self.size, self.num_frames = size, num_frames
        first, second, third = widths
        self.trunk = nn.Sequential(
            nn.Conv2d(3, first, 7, 3, 2), nn.GroupNorm(4, first), nn.ReLU(),
            nn.Conv2d(first, second, 3, 2, 1), nn.GroupNorm(4, second), nn.ReLU(),
            nn.Conv2d(second, second, 3, 1, 1), nn.GroupNorm(4, second), nn.ReLU(),
            nn.Conv2d(second, third, 3, 2, 1), nn.GroupNorm(4, third), nn.ReLU(),
            nn.Conv2d(third, third, 3, 1, 1), nn.GroupNorm(4, third), nn.ReLU(),
            nn.Conv2d(third, squeezed, 1), nn.Flatten(),
        )  # fmt: skip
        self.code = nn.Linear(2 * squeezed * (size // 12) ** 2, hidden)
        self.course = nn.GRU(hidden, hidden, batch_first=True)
        self.units = nn.Linear(2 * hidden, len(AUS))
        self.emotion = nn.Linear(2 * hidden + 2 * len(AUS), len(EMOTIONS))

    def read(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Emotion logits `(b, 7)` and AU logits `(b, t, 20)` of pictures `(b, t, 3, size, size)` in 0..1."""
        maps = self.trunk(frames.flatten(0, 1) * 2 - 1).unflatten(0, frames.shape[:2])
        code = F.relu(self.code(torch.cat([maps, maps - maps[:, :1]], -1)))
        course = self.course(code)[0]
        units = self.units(torch.cat([code, course], -1))
        shown = torch.sigmoid(units)
        whole = torch.cat([course.amax(1), course.mean(1), shown.amax(1), shown.mean(1)], -1)
        return self.emotion(whole), units

    @torch.inference_mode()
    def forward(self, frames: Tensor) -> JudgeOutput:
        """Judge clips `(b, frames, 3, h, w)` in 0..1 of any size and length, `CHUNK` at a time.

        Every frame is read, so that nothing hides between those that are: each pass takes the first frame and one of
        `num_frames - 1` or so from there on, the next pass their neighbours; the emotion is the mean of the passes.
        """
        found = [self._whole(self.resized(part.to(self.code.weight))) for part in frames.split(CHUNK)]
        logits, curve = (torch.cat(parts) for parts in zip(*found, strict=True))
        return JudgeOutput(logits, curve)

    def _whole(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        logits, curve = [], frames.new_zeros(*frames.shape[:2], len(AUS))
        for rows in passes(frames.shape[1], self.num_frames):
            named, units = self.read(frames[:, rows])
            logits.append(named)
            curve[:, rows] = torch.sigmoid(units)  # the first frame is in each pass; the last one's value stays
        return torch.stack(logits).mean(0), curve

    def look(self, frames: Tensor) -> Tensor:
        """The frames of one pass, as in training: `(b, num_frames, 3, size, size)`, evenly, with the first and the last."""
        return self.resized(frames[:, looked_at(frames.shape[1], self.num_frames)])

    def resized(self, frames: Tensor) -> Tensor:
        """Clips at the judge's size."""
        if frames.shape[-2:] == (self.size, self.size):
            return frames
        flat = F.interpolate(frames.flatten(0, 1), (self.size, self.size), mode="bilinear", antialias=True)
        return flat.unflatten(0, frames.shape[:2])

    def save_pretrained(self, folder: str | os.PathLike) -> None:
        """Write config.json and model.safetensors in half precision."""
        from safetensors.torch import save_file

        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        with atomic_path(target / WEIGHTS) as part:
            tensors = {key: value.half().contiguous() for key, value in self.state_dict().items()}
            save_file(tensors, part, metadata={"format": "pt"})
        write_atomic(target / INDEX, json.dumps({"model_type": MODEL_TYPE, **self.settings}, indent=1) + "\n")

    @classmethod
    def from_pretrained(cls, name: str | os.PathLike, revision: str | None = None, **download: Any) -> "Judge":
        """Load a folder, our copy in the package ("argen/judge-mini"), or a Hub repository; in float32.

        Raises:
            ValueError: no such folder, or another kind of model.
        """
        from safetensors.torch import load_file

        folder = FOLDERS.resolve(name, revision, **download)
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if index.pop("model_type", None) != MODEL_TYPE:
            raise ValueError(f"`name` {os.fspath(name)!r} holds no judge; name one, such as argen/judge-mini")
        judge = cls(**index)
        judge.load_state_dict({key: value.float() for key, value in load_file(folder / WEIGHTS).items()})
        return judge.eval().requires_grad_(False)


def passes(total: int, count: int) -> list[list[int]]:
    """Frames of each pass over a clip of `total`: the first and every n-th, so that about `count` make a pass and none is left."""
    stride = max(1, (total - 1) // (count - 1))
    return [[0, *range(begin, total, stride)] for begin in range(1, min(stride, total - 1) + 1)] or [[0]]


@cache
def loaded(name: str, device: torch.device) -> Judge:
    """The judge on a device, loaded once."""
    return Judge.from_pretrained(name).to(device)


def make_judge(name: str = "argen/judge-mini") -> Reward:
    """The judge of another folder or Hub id, as a callable like a reward."""

    def judge(
        completions: Tensor,
        emotion: Sequence[str | None],
        action_units: Sequence[Any],
        log_metric: Callable[[str, float], None],
        **_: Any,
    ) -> list[float | None]:
        """How far a clip shows what was asked for, 0 to 1: probability of the emotion and agreement of the AUs, averaged.

        None where neither was asked for. Logs "accuracy" and "au_agreement" of the batch.
        """
        targets, wanted = target_indices(emotion), requested_curves(action_units, completions.shape[1])
        found = loaded(name, completions.device)(completions)
        shown, curves = found.logits.softmax(-1).cpu(), found.curve.cpu()
        named = [None if k is None else float(row[k]) for row, k in zip(shown, targets, strict=True)]
        moved = [None if one is None else agreement(curve, one) for curve, one in zip(curves, wanted, strict=True)]
        right = [float(int(row.argmax()) == k) for row, k in zip(shown, targets, strict=True) if k is not None]
        for metric, values in (("accuracy", right), ("au_agreement", [one for one in moved if one is not None])):
            if values:
                log_metric(metric, sum(values) / len(values))
        return [_mean([one for one in pair if one is not None]) for pair in zip(named, moved, strict=True)]

    return judge


judge = make_judge()


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
