"""What a row of a built dataset holds: typed features, its checks, and the names of the files beside it (our design)."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.plan_argen import check_curve, check_emotion, check_intensity


if TYPE_CHECKING:
    from datasets import Features

SPLITS = ("train", "validation", "test")  # nobody is in two of them
# who made and who judged a clip; each is a column pair `{role}_id`, `{role}_sha256` of `models`
ROLES = ("generator", "au", "emotion", "integrity", "identity")
LICENCE = "Apache-2.0"
DECIMALS = 3  # of a measured Action Unit: the estimator errs by 0.02, and its noise does not compress

PLAN, SLOTS = "plan.json", "plan.jsonl"
DATA, PREVIEW, WORK = "data", "preview", "work"
MANIFEST, REJECTED, STATS = "manifest.json", "rejected.jsonl", "stats.json"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # clip ids become file names


@cache
def make_features() -> "Features":
    """The columns of a row, in order.

    `requested_au` and `measured_au` are `(frames, 20)` in the order of AUS, 0..1 over the first frame as neutral.
    `scores.au_r` is null where no AU is asked for, or none that moves. `evidence` holds JSON objects as texts, `settings`
    and `provenance` one each. `image` is the picture that the source was given, `video` an MP4 (H.264).
    """
    from datasets import ClassLabel, Features, Image, List, Value, Video

    text, real, whole = Value("string"), Value("float32"), Value("int32")
    curve = List(List(real, length=len(AUS)))
    return Features(
        {
            "clip_id": text,
            "video": Video(decode=False),  # bytes, so that a row can be read where torchcodec is missing
            "image": Image(),
            "emotion": ClassLabel(names=list(EMOTIONS)),
            "intensity": real,
            "text": text,
            "captions": List(text),
            "identity": text,
            "requested_au": curve,
            "measured_au": curve,
            "scores": {
                "au_r": real,
                "au_error": real,
                "emotion_probabilities": List(real, length=len(EMOTIONS)),
                "recognised": ClassLabel(names=list(EMOTIONS)),
                "integrity": real,
                "identity_similarity": real,
                "motion_jerk": real,
            },
            "seed": Value("int64"),
            "attempt": whole,
            "num_frames": whole,
            "height": whole,
            "width": whole,
            "fps": real,
            "models": {f"{role}_{part}": text for role in ROLES for part in ("id", "sha256")},
            "settings": text,
            "evidence": List(text),
            "source": text,
            "synthetic": Value("bool"),
            "licence": text,
            "provenance": text,
        }
    )


def make_row(
    *,
    clip_id: str,
    video: bytes,
    image: bytes,
    emotion: str,
    intensity: float,
    captions: Sequence[str],
    identity: str,
    requested_au: np.ndarray,
    measured_au: np.ndarray,
    scores: Mapping[str, Any],
    seed: int,
    attempt: int,
    height: int,
    width: int,
    fps: float,
    models: Mapping[str, Mapping[str, str | None]],
    settings: Mapping[str, Any],
    evidence: Sequence[Mapping[str, Any]],
    source: str,
    provenance: Mapping[str, Any],
    licence: str = LICENCE,
) -> dict[str, Any]:
    """One row for `make_features()`, ready for Arrow; `text` is the first caption, `synthetic` always true.

    Args:
        clip_id: letters, digits, `.`, `_` and `-`; it becomes a file name.
        video, image: bytes of an MP4 and of a JPEG.
        requested_au, measured_au: `(frames, 20)`, equally long; what was measured is kept to three decimals.
        scores: the keys of `make_features()["scores"]`, `recognised` as an emotion's name, `au_r` may be None.
        models: by role of ROLES, each `{"id": ..., "sha256": ...}`; further keys are left out.
        settings, evidence, provenance: written as JSON.

    Raises:
        ValueError: a value that is missing, of another shape, out of range or not finite.
    """
    if not _NAME.fullmatch(clip_id):
        raise ValueError(f"`clip_id` is {clip_id!r}; use letters, digits, '.', '_' and '-', since it names a file.")
    if video[4:8] != b"ftyp":
        raise ValueError(f"`video` of {clip_id} begins with {video[:8]!r}; it has to be the bytes of an MP4 file.")
    if image[:2] != b"\xff\xd8":
        raise ValueError(f"`image` of {clip_id} begins with {image[:8]!r}; it has to be the bytes of a JPEG file.")
    if not captions or not all(captions):
        raise ValueError(f"`captions` of {clip_id} is {list(captions)!r}; give at least one text, none empty.")
    requested = check_curve(requested_au, "requested_au")
    measured = check_curve(measured_au, "measured_au")
    if requested.shape != measured.shape:
        raise ValueError(f"`measured_au` of {clip_id} has shape {measured.shape}, `requested_au` {requested.shape}.")
    return {
        "clip_id": clip_id,
        "video": {"bytes": video, "path": f"{clip_id}.mp4"},
        "image": {"bytes": image, "path": f"{clip_id}.jpg"},
        "emotion": EMOTIONS.index(check_emotion(emotion)),
        "intensity": check_intensity(intensity),
        "text": captions[0],
        "captions": list(captions),
        "identity": identity,
        "requested_au": requested.tolist(),
        "measured_au": measured.astype(float).round(DECIMALS).tolist(),
        "scores": _scores(clip_id, scores),
        "seed": seed,
        "attempt": attempt,
        "num_frames": len(requested),
        "height": height,
        "width": width,
        "fps": fps,
        "models": _models(models),
        "settings": to_json(settings),
        "evidence": [to_json(one) for one in evidence],
        "source": source,
        "synthetic": True,
        "licence": licence,
        "provenance": to_json(provenance),
    }


def to_json(value: Any) -> str:
    """Compact JSON with sorted keys, so that equal values are equal texts; ValueError for NaN and infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)


def _scores(clip_id: str, scores: Mapping[str, Any]) -> dict[str, Any]:
    expected = make_features()["scores"]
    if set(scores) != set(expected):
        raise ValueError(f"`scores` of {clip_id} has the keys {sorted(scores)}; they have to be {sorted(expected)}.")
    chances = [float(value) for value in scores["emotion_probabilities"]]
    if len(chances) != len(EMOTIONS):
        raise ValueError(f"`emotion_probabilities` of {clip_id} has {len(chances)} values; it takes {len(EMOTIONS)}.")
    row: dict[str, Any] = {}
    for name in expected:
        if name == "emotion_probabilities":
            row[name] = chances
        elif name == "recognised":
            row[name] = EMOTIONS.index(check_emotion(scores[name]))
        else:
            row[name] = None if name == "au_r" and scores[name] is None else float(scores[name])
    numbers = [*chances, *(value for value in row.values() if isinstance(value, float))]
    if not all(map(math.isfinite, numbers)):
        raise ValueError(f"`scores` of {clip_id} is {row}; every score has to be finite.")
    return row


def _models(models: Mapping[str, Mapping[str, str | None]]) -> dict[str, str | None]:
    missing = [role for role in ROLES if role not in models]
    if missing:
        raise ValueError(f"`models` names nobody for {', '.join(missing)}; it takes {', '.join(ROLES)}.")
    return {f"{role}_{part}": models[role][part] for role in ROLES for part in ("id", "sha256")}
