"""FaceIntegrity: is the face of a clip whole? CIF's memory of clean rendered faces, calibrated (our design).

Five frames of a clip are looked at, spread evenly, once as they are and once moved and
enlarged so that eyes, nose and mouth come to lie at fixed places (`integrity_alignment`). Maps of the encoders inside release/argen-mini are pooled to a few cells
and whitened (`integrity_views`). Their distances, by CIF's message passing and search, from memories of clean faces, of how
clean faces change against the clip's own first frame, and from frame to frame, are the parts; a few weights of one sign
make a probability of them (`integrity_calibration`). Nothing but those weights was fitted on broken clips.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F
from torch import Tensor

from argen.pipelines.cif.integrity_alignment import Locator, aligned
from argen.pipelines.cif.integrity_calibration import Calibration
from argen.pipelines.cif.integrity_views import Space, View, clip_distance, face_part
from argen.pipelines.cif.memory import MemoryBank
from argen.pipelines.cif.saved import INDEX, WEIGHTS
from argen.pipelines.media.atomic import atomic_path, write_atomic
from argen.pipelines.model_folder import ModelFolders


if TYPE_CHECKING:
    from argen.pipelines.cif.extractor import Extractor

MODEL_TYPE = "cif-face"
FOLDERS = ModelFolders("face screen", "argen/cif-face", [INDEX, WEIGHTS], [INDEX, WEIGHTS, "*.md"])
SIZE = 128  # pixels at which a face is looked at
LOOKED_AT = 5
PATCHES = "au4"  # the map at 1/8, 16 x 16, whose cells the picture of the damage is made of
WIDTH = 16
LAYERS = ("wan0", PATCHES, "au6")


@dataclass(frozen=True, eq=False)
class IntegrityOutput:
    """Of b clips.

    Args:
        score: `(b,)` in 0..1, 1 is intact; at 0.5 a clip is as likely broken as not where half of all clips are.
        map: `(b, t, h, w)`, 0 or more: how unusual a place is; 1 is the 99th percentile of clean faces. Frames that were
            not looked at are blends of their neighbours.
        parts: by name `(b,)`: the distances behind the score, in standard deviations of clean clips; above 0 is unusual.
    """

    score: Tensor
    map: Tensor
    parts: dict[str, Tensor]


class FaceIntegrity:
    """The screen: `integrity(frames)`, or `integrity.score(frames)` for the score alone, which is faster.

    The result for a clip depends on that clip alone. A gradient flows through `log_score` only.

    Args:
        views: what is compared.
        spaces: the memory of each view, and last that of the patches.
        calibration: from distances to a score.
        locator: weight of the `Locator`.
    """

    def __init__(
        self, views: Sequence[View], spaces: Sequence[Space], calibration: Calibration, locator: Tensor
    ) -> None:
        self.views, self.spaces, self.calibration = tuple(views), tuple(spaces), calibration
        self.encoder = FaceMaps(locator)
        self.device = torch.device("cpu")

    def to(self, device: str | torch.device) -> "FaceIntegrity":
        """Work on a device; returns itself."""
        self.device = torch.device(device)
        self.encoder.to(self.device)
        self.spaces = tuple(
            Space(one.mean.to(device), one.factor.to(device), one.bank.to(device)) for one in self.spaces
        )
        return self

    @torch.inference_mode()
    def __call__(self, frames: Tensor) -> IntegrityOutput:
        """Judge clips of any size and number of frames, framed like the renders (`media.face.crop_face`).

        A clip of one frame is judged by its looks: nothing changes in it.

        Args:
            frames: `(t, 3, h, w)` or `(b, t, 3, h, w)`, float in 0..1, t at least 1, sides at least 32 pixels.

        Raises:
            ValueError: another shape or type, NaN, or values outside 0..1.
        """
        clips = check_frames(frames).to(self.device)
        found = self._distances(clips)
        patches = torch.stack([self._patches(clip) for clip in clips])
        standard = self.calibration.parts(found)
        parts = {view.name: standard[:, k].float() for k, view in enumerate(self.views)}
        return IntegrityOutput(self.calibration.score(found), spread(patches, clips.shape), parts)

    @torch.inference_mode()
    def score(self, frames: Tensor) -> Tensor:
        """Only `IntegrityOutput.score` `(b,)`; arguments and errors as for a call."""
        return self.calibration.score(self._distances(check_frames(frames).to(self.device)))

    def log_score(self, frames: Tensor) -> Tensor:
        """Logarithm of the score `(b,)`, through which a gradient flows into the frames; arguments and errors as for a call."""
        return self.calibration.log_score(self._distances(check_frames(frames).to(self.device))).float()

    def _distances(self, clips: Tensor) -> Tensor:
        """Distances `(b, p)` in the order of `views`; clip by clip, so that none sees another."""
        rows = []
        for clip in clips:
            faces = {name: maps[None] for name, maps in self.encoder(clip)[0].items()}
            pairs = zip(self.views, self.spaces[:-1], strict=True)
            rows.append(torch.stack([clip_distance(space.distances(view.nodes(faces)[0])) for view, space in pairs]))
        return torch.stack(rows)

    def _patches(self, clip: Tensor) -> Tensor:
        """How unusual each cell is, `(frames looked at, WIDTH, WIDTH)`."""
        found = self.spaces[-1].distances(self.encoder.patches(clip))
        return found.view(-1, WIDTH, WIDTH) / self.calibration.patch_unit

    def save_pretrained(self, folder: str | os.PathLike) -> Path:
        """Write config.json and model.safetensors; half precision, which the memory was fitted with."""
        from safetensors.torch import save_file

        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        tensors = {f"{k}.{name}": value for k, one in enumerate(self.spaces) for name, value in _tensors(one).items()}
        tensors["locator"] = self.encoder.locator.get_buffer("weight").half().cpu()
        with atomic_path(target / WEIGHTS) as part:
            save_file(tensors, part, metadata={"format": "pt"})
        index = {
            "model_type": MODEL_TYPE,
            "encoder": self.encoder.fingerprint,
            "views": [asdict(view) for view in self.views],
            "calibration": asdict(self.calibration),
        }
        write_atomic(target / INDEX, json.dumps(index, indent=1) + "\n")
        return target

    @classmethod
    def from_pretrained(cls, name: str | os.PathLike, revision: str | None = None, **download: Any) -> "FaceIntegrity":
        """Load a folder, our copy in the package ("argen/cif-face"), or a Hub repository.

        Raises:
            ValueError: no such folder, another kind of model, or a memory of other encoders than those in this package.
        """
        from safetensors.torch import load_file

        folder = FOLDERS.resolve(name, revision, **download)
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if index.get("model_type") != MODEL_TYPE:
            raise ValueError(f"`name` {os.fspath(name)!r} holds no face screen; name one, such as argen/cif-face")
        tensors = load_file(folder / WEIGHTS)
        views = [View(**one) for one in index["views"]]
        calibration = Calibration.of(index["calibration"])
        spaces = [_space(tensors, k) for k in range(len(views) + 1)]
        screen = cls(views, spaces, calibration, tensors["locator"].float())
        if screen.encoder.fingerprint != index["encoder"]:
            raise ValueError(
                f"`name` {os.fspath(name)!r} holds a memory made with other encoders than the argen-mini of this package: "
                "take the version of the package that it came with, or fit it again by argen.training.integrity_fit"
            )
        return screen


class FaceMaps(torch.nn.Module):
    """Encoder maps of the frames of a clip that are looked at.

    Args:
        locator: weight of the `Locator`.
    """

    def __init__(self, locator: Tensor) -> None:
        super().__init__()
        extractor = encoders()
        self.fingerprint = extractor.fingerprint
        self.maps: Any = extractor.model
        self.locator = Locator(self.maps.estimator, locator)
        self.requires_grad_(False)

    def forward(self, clip: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """Of a clip `(t, 3, h, w)`: by layer `(LOOKED_AT, c, FACE, FACE)`, and centres of features `(LOOKED_AT, 4, 2)`.

        "wan0" is of the frames as they are, for it sees what resampling does; the others of aligned ones.
        """
        frames = shown(clip)
        centres = self.locator(frames)
        maps = self.maps.estimator(aligned(frames, centres)) | {"wan0": self.maps.wan(frames, last=0)["wan0"]}
        return {name: face_part(maps[name]) for name in LAYERS}, centres

    def patches(self, clip: Tensor) -> Tensor:
        """Nodes `(LOOKED_AT * WIDTH * WIDTH, d)`: cells of the frames as they are, of `PATCHES` and, for what is finer, "wan0"."""
        frames = shown(clip)
        fine = F.adaptive_avg_pool2d(self.maps.wan(frames, last=0)["wan0"], WIDTH)
        cells = torch.cat([self.maps.estimator(frames, last=4)[PATCHES], fine], 1)
        return cells.permute(0, 2, 3, 1).flatten(0, 2)


def encoders() -> "Extractor":
    """The encoders inside release/argen-mini, with their fingerprint."""
    from argen.pipelines.cif.features import make_extractor

    return make_extractor("embedded", image_size=SIZE, grid=WIDTH, layers=list(LAYERS))


def shown(clip: Tensor) -> Tensor:
    """The frames of a clip that are looked at, `(LOOKED_AT, 3, SIZE, SIZE)`."""
    frames = clip[looked_at(len(clip))]
    if frames.shape[-2:] == (SIZE, SIZE):
        return frames
    return F.interpolate(frames, (SIZE, SIZE), mode="bilinear", antialias=True).clamp(0, 1)


def looked_at(total: int, count: int = LOOKED_AT) -> list[int]:
    """Which frames of `total` are looked at: `count`, evenly, with the first and the last; repeated where there are fewer."""
    return [round(k * (total - 1) / (count - 1)) for k in range(count)]


def spread(patches: Tensor, shape: torch.Size) -> Tensor:
    """Cells `(b, LOOKED_AT, g, g)` as a map over all frames and pixels of clips of `shape` `(b, t, 3, h, w)`."""
    _, t, _, h, w = shape
    places = (
        torch.linspace(0, LOOKED_AT - 1, t, device=patches.device) if t > 1 else torch.zeros(1, device=patches.device)
    )
    before = places.floor().long().clamp(max=LOOKED_AT - 2)
    share = (places - before)[:, None, None]
    frames = torch.lerp(patches[:, before], patches[:, before + 1], share)
    return F.interpolate(frames, (h, w), mode="bilinear")


def check_frames(frames: Tensor) -> Tensor:
    """Clips `(b, t, 3, h, w)` float32; ValueError as `FaceIntegrity.__call__` says."""
    clips = frames[None] if frames.ndim == 4 else frames
    if clips.ndim != 5 or clips.shape[2] != 3 or not clips.numel() or min(clips.shape[-2:]) < 32:
        raise ValueError(
            f"`frames` has shape {tuple(frames.shape)}; it has to be (t, 3, h, w) or (b, t, 3, h, w) with at least one "
            "frame and sides of at least 32 pixels: put the channels second, or enlarge the clip."
        )
    if not clips.is_floating_point():
        raise ValueError(f"`frames` is {clips.dtype}; it has to be float in 0..1: divide 8-bit frames by 255.")
    low, high = (float(end) for end in clips.detach().aminmax())
    if not (low >= -1e-3 and high <= 1 + 1e-3):  # NaN fails both
        raise ValueError(f"`frames` spans {low:g} to {high:g}; it has to be finite and in 0..1: scale or clamp it.")
    return clips.float().clamp(0, 1)


def _tensors(space: Space) -> dict[str, Tensor]:
    """What is saved: half precision, of the factor the lower triangle."""
    bank, size = space.bank, len(space.mean)
    return {
        "mean": space.mean.half().cpu(),
        "factor": space.factor.half().cpu()[tuple(torch.tril_indices(size, size))].contiguous(),
        "nodes": bank.nodes.half().cpu().contiguous(),
        "hyperedges": bank.hyperedges.to(torch.int16).cpu(),
        "sums": bank.sums.cpu().contiguous(),
        "counts": bank.counts.cpu(),
    }


def _space(tensors: dict[str, Tensor], k: int) -> Space:
    mean, triangle, nodes, owners, sums, counts = (
        tensors[f"{k}.{name}"] for name in ("mean", "factor", "nodes", "hyperedges", "sums", "counts")
    )
    factor = torch.zeros(len(mean), len(mean))
    factor[tuple(torch.tril_indices(len(mean), len(mean)))] = triangle.float()
    return Space(mean.float(), factor, MemoryBank(nodes.float(), owners.long(), sums, counts))
