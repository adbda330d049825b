"""What is measured in a clip of a dataset: AU curve, emotion, integrity, identity, motion (our design).

A judge measures frames `(F, 3, h, w)`, float32 in 0..1; a loader `(device) -> Judge` is named by
`package.module:function`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


CONSTANT = 0.02  # standard deviation of a requested curve below which it asks for nothing that moves
GLANCE = (0.36, 0.68, 1.0)  # where in a clip the frames of a first look lie: an expression comes after the start


@dataclass(frozen=True, eq=False)
class Measurement:
    """What was seen in a clip.

    Args:
        curve: `(F, 20)` in 0..1 over the first frame as neutral; NaN in frames not measured yet.
        probabilities: of EMOTIONS, in its order; None if not measured yet.
        integrity: chance that the face is whole, 0..1; None if not measured yet.
        identity: mean cosine of later frames with the first, -1..1; None if not measured yet.
        jerk: see `argen.report.motion_jerk`; None if not measured yet.
    """

    curve: np.ndarray
    probabilities: tuple[float, ...] | None
    integrity: float | None
    identity: float | None
    jerk: float | None

    @property
    def partial(self) -> bool:
        """Whether the curve has frames that were not measured yet."""
        return bool(np.isnan(self.curve).any())

    @property
    def recognised(self) -> str | None:
        """The most likely emotion; None if not measured yet."""
        return None if self.probabilities is None else EMOTIONS[int(np.argmax(self.probabilities))]


@dataclass(frozen=True)
class Judge:
    """What measures a clip, and by which models.

    Args:
        measure: of a clip, what rejects most; by a few frames where `Measurement.partial`.
        models: `{"id": ..., "sha256": ...}` by role of `schema.ROLES` but the generator.
        closer: the rest, each asked for only of clips that pass so far; () where `measure` leaves nothing out.
    """

    measure: Callable[[np.ndarray], Measurement]
    models: Mapping[str, Mapping[str, str | None]]
    closer: tuple[Callable[[np.ndarray, Measurement], Measurement], ...] = ()


def au_agreement(requested: np.ndarray, measured: np.ndarray) -> tuple[float | None, float]:
    """Pearson's r and mean absolute difference of two curves `(F, 20)` over all frames after the first and all AUs.

    Pooled, r asks for the right AUs, at the right strength beside each other, at the right time. It is None where the
    request is constant (standard deviation under `CONSTANT`), as that of neutral is, and 0 where the measured curve is.
    Frames that are NaN in the measured curve are left out.
    """
    looked = ~np.isnan(measured[1:]).any(1)
    asked, seen = (one[1:][looked].astype(np.float64).ravel() for one in (requested, measured))
    error = float(np.abs(asked - seen).mean())
    if requested[1:].astype(np.float64).std() < CONSTANT:
        return None, error
    if seen.std() == 0:
        return 0.0, error
    return float(np.corrcoef(asked, seen)[0, 1]), error


def scores(found: Measurement, requested: np.ndarray) -> dict[str, Any]:
    """The column `scores` of a clip, for the AUs asked for `(F, 20)`."""
    au_r, au_error = au_agreement(requested, found.curve)
    return {
        "au_r": au_r,
        "au_error": au_error,
        "emotion_probabilities": None if found.probabilities is None else list(found.probabilities),
        "recognised": found.recognised,
        "integrity": found.integrity,
        "identity_similarity": found.identity,
        "motion_jerk": found.jerk,
    }


def release_judge(device: str) -> Judge:
    """The models inside the package: AUEstimator, DuSE-mini, the integrity screen, and the VAE as the reward uses it.

    Clips have at least four frames and are framed as the renders are: no face is looked for. AUs reject most of what is
    rejected, and three frames show nearly all of it (see `screen.at_a_glance`), so that the other frames are measured only of
    what passed by these, and DuSE sees what passed by all; screen and VAE take longest and seldom reject: they are last.
    """
    import torch

    from argen.dataset_builders.sources.clip import quiet_libraries, use_one_thread
    from argen.report import motion_jerk
    from argen.training.rewards import au_fidelity, emotion, identity, integrity

    use_one_thread(device)
    quiet_libraries()
    place = torch.device(device)
    estimator = au_fidelity.estimator("argen/argen-mini", place)
    recogniser = emotion.recogniser("argen/duse-mini", place)
    screen = integrity.screen("argen/cif-face", place)
    encoder = identity.encoder("argen/argen-mini", place)

    def curves(frames: np.ndarray, some: np.ndarray) -> np.ndarray:
        clip = torch.from_numpy(frames)[None].to(place)
        with torch.inference_mode():
            return estimator(clip[:, torch.from_numpy(some)], clip[:, 0])[0].cpu().numpy()

    def glance(frames: np.ndarray) -> Measurement:
        if len(frames) < 4:
            raise ValueError(f"a clip has {len(frames)} frames; the judge takes at least 4: set `num_frames`.")
        curve = np.full((len(frames), len(AUS)), np.nan, np.float32)
        some = np.rint(np.array(GLANCE) * (len(frames) - 1)).astype(int)
        curve[some] = curves(frames, some)
        return Measurement(curve, probabilities=None, integrity=None, identity=None, jerk=None)

    def measure(frames: np.ndarray, found: Measurement) -> Measurement:
        curve, rest = found.curve.copy(), np.flatnonzero(np.isnan(found.curve).any(1))
        curve[rest] = curves(frames, rest)
        return replace(found, curve=curve, jerk=motion_jerk(frames.transpose(0, 2, 3, 1)))

    def recognise(frames: np.ndarray, found: Measurement) -> Measurement:
        chances = emotion.log_probabilities(recogniser, torch.from_numpy(frames)[None].to(place))[0].exp()
        return replace(found, probabilities=tuple(chances.tolist()))

    def check_face(frames: np.ndarray, found: Measurement) -> Measurement:
        clip = torch.from_numpy(frames)[None].to(place)
        whole, same = float(screen.score(clip)[0]), float(identity.similarity(encoder, clip)[0])
        return replace(found, integrity=whole, identity=same)

    return Judge(glance, _release_models(), (measure, recognise, check_face))


def _release_models() -> dict[str, dict[str, str | None]]:
    from argen.hub import model_id
    from argen.pipelines.argen.layout_argen import resolve_folder
    from argen.pipelines.cif.integrity import FOLDERS as SCREENS
    from argen.pipelines.duse.layout_duse import FOLDERS as RECOGNISERS

    mini = Path(resolve_folder("argen/argen-mini"))
    named = {
        "au": ("argen/argen-mini/au_estimator", mini / "au_estimator"),
        "emotion": ("argen/duse-mini", RECOGNISERS.resolve("argen/duse-mini")),
        "integrity": ("argen/cif-face", SCREENS.resolve("argen/cif-face")),
        "identity": ("argen/argen-mini/vae", mini / "vae"),
    }
    return {role: model_id(name, folder) for role, (name, folder) in named.items()}
