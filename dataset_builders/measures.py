"""What is measured in a clip of a dataset: AU curve, emotion, integrity, identity, motion (our design).

A judge measures frames `(F, 3, h, w)`, float32 in 0..1; a loader `(device) -> Judge` is named by
`package.module:function`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.argen.facs_argen import EMOTIONS


CONSTANT = 0.02  # standard deviation of a requested curve below which it asks for nothing that moves


@dataclass(frozen=True, eq=False)
class Measurement:
    """What was seen in a clip.

    Args:
        curve: `(F, 20)` in 0..1 over the first frame as neutral.
        probabilities: of EMOTIONS, in its order; None if not measured yet.
        integrity: chance that the face is whole, 0..1; None if not measured yet.
        identity: mean cosine of later frames with the first, -1..1; None if not measured yet.
        jerk: see `argen.report.motion_jerk`.
    """

    curve: np.ndarray
    probabilities: tuple[float, ...] | None
    integrity: float | None
    identity: float | None
    jerk: float

    @property
    def recognised(self) -> str | None:
        """The most likely emotion; None if not measured yet."""
        return None if self.probabilities is None else EMOTIONS[int(np.argmax(self.probabilities))]


@dataclass(frozen=True)
class Judge:
    """What measures a clip, and by which models.

    Args:
        measure: of a clip, what rejects most.
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
    """
    asked, seen = requested[1:].astype(np.float64).ravel(), measured[1:].astype(np.float64).ravel()
    error = float(np.abs(asked - seen).mean())
    if asked.std() < CONSTANT:
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
    rejected, so that DuSE sees only what passed by them; screen and VAE take as long as both and seldom reject: they are last.
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

    def measure(frames: np.ndarray) -> Measurement:
        clip = torch.from_numpy(frames)[None].to(place)
        jerk = motion_jerk(frames.transpose(0, 2, 3, 1))
        if jerk is None:
            raise ValueError(f"a clip has {len(frames)} frames; the judge takes at least 4: set `num_frames`.")
        return Measurement(
            curve=au_fidelity.measure_curves(estimator, clip)[0].cpu().numpy(),
            probabilities=None,
            integrity=None,
            identity=None,
            jerk=jerk,
        )

    def recognise(frames: np.ndarray, found: Measurement) -> Measurement:
        chances = emotion.log_probabilities(recogniser, torch.from_numpy(frames)[None].to(place))[0].exp()
        return replace(found, probabilities=tuple(chances.tolist()))

    def check_face(frames: np.ndarray, found: Measurement) -> Measurement:
        clip = torch.from_numpy(frames)[None].to(place)
        whole, same = float(screen.score(clip)[0]), float(identity.similarity(encoder, clip)[0])
        return replace(found, integrity=whole, identity=same)

    return Judge(measure, _release_models(), (recognise, check_face))


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
