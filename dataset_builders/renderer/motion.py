"""Motion: what a face does over a clip, as exact AU curves with human timing, head pose and gaze."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from argen.dataset_builders.renderer.action_units import au_sides
from argen.pipelines.argen.facs_argen import ANTAGONISTS, AUS, CONTEMPT, EMOTIONS, PROTOTYPES, TIMING
from argen.pipelines.argen.plan_argen import envelope, minimum_jerk


EXTRA_SHARE = 0.45
FREE_AUS = tuple(au for au in AUS if au != "AU43")
# How often the prototypes alone show each AU; the extras favour the AUs that they rarely show.
_SHARE = {
    au: sum(np.mean([au in peaks for peaks in PROTOTYPES[name]]) for name in EMOTIONS) / len(EMOTIONS)
    for au in FREE_AUS
}
_BLINK = AUS.index("AU43")
_MOUTH_SHUT = ("AU23", "AU24", "AU28")
_MOUTH_OPEN = ("AU25", "AU26")


@dataclass(frozen=True, eq=False)
class Motion:
    """aus (frames, 20, 2) in [0, 1], left and right; pose (frames, 3) yaw, pitch, roll and gaze (frames, 2) in radians."""

    emotion: str
    intensity: float
    variant: str
    aus: np.ndarray
    pose: np.ndarray
    gaze: np.ndarray
    timing: dict[str, float]


def _peaks(rng: np.random.Generator, emotion: str, intensity: float) -> tuple[np.ndarray, str]:
    """Peak intensities (20, 2) of one drawn variant, and the variant's name."""
    if emotion == "disgust" and rng.random() < 0.5:
        flip = rng.random() < 0.5
        turned = {(au, "L" if flip else side): value for (au, side), value in CONTEMPT.items()}
        return au_sides(turned) * intensity, "contempt"
    variants = PROTOTYPES[emotion]
    k = int(rng.integers(len(variants)))
    peaks = au_sides(variants[k]) * intensity * rng.uniform(0.8, 1.1, (len(AUS), 1))
    uneven = 1 - np.abs(rng.normal(0, 0.02, (len(AUS), 2))) * (
        rng.permuted(np.tile([0.0, 1.0], (len(AUS), 1)), axis=1)
    )
    return np.clip(peaks * uneven, 0, 1), f"{emotion}_{k}"


def _phases(rng: np.random.Generator, emotion: str, kind: str, length: float) -> tuple[float, float, float, float]:
    """Start of onset and durations of onset, apex and offset in seconds; a fading clip starts inside its apex."""
    onset, apex, offset = (float(rng.uniform(low, high)) for low, high in TIMING[emotion])
    if kind == "fade":
        return -onset - float(rng.uniform(0.0, 0.3)), onset, float(rng.uniform(0.3, 0.9)), offset
    if kind == "sequence":
        onset, offset = min(onset, 0.45), min(offset, 0.5)
        return float(rng.uniform(0.0, 0.15)), onset, float(rng.uniform(0.2, 0.4)), offset
    start = float(rng.uniform(0.02, 0.28) * length)
    if rng.random() < 0.55:
        apex += length
    return start, onset, apex, offset


def _curve(
    rng: np.random.Generator, peaks: np.ndarray, seconds: np.ndarray, phases: tuple[float, float, float, float]
) -> np.ndarray:
    """Peaks (20, 2) over time (frames, 20, 2); each AU starts with its own jitter of 60 ms."""
    start, onset, apex, offset = phases
    out = np.zeros((len(seconds), len(AUS), 2), np.float32)
    for k in np.flatnonzero(peaks.max(1)):
        delay = float(rng.normal(0, 0.06)) if start >= 0 else 0.0
        speed = float(rng.uniform(0.85, 1.2))
        shape = envelope(seconds, onset * speed, apex, offset * speed, start + delay)
        out[:, k] = shape[:, None] * peaks[k]
    return out


def _extras(rng: np.random.Generator, seconds: np.ndarray, ceiling: float) -> np.ndarray:
    """One to four of the 19 AUs with their own timing, rare ones first, so that AUs are not tied to emotions."""
    weights = np.array([1 / (0.12 + _SHARE[au]) for au in FREE_AUS])
    count = int(rng.integers(1, 5))
    length = float(seconds[-1]) if len(seconds) > 1 else 1.0
    out = np.zeros((len(seconds), len(AUS), 2), np.float32)
    for au in rng.choice(FREE_AUS, count, replace=False, p=weights / weights.sum()):
        peak = np.full((len(AUS), 2), 0.0)
        row = AUS.index(str(au))
        peak[row] = rng.uniform(0.2, 1.0) * ceiling
        if rng.random() < 0.08:
            peak[row, rng.integers(2)] *= rng.uniform(0, 0.4)
        kind = "fade" if rng.random() < 0.08 else "evolve"
        out = np.maximum(out, _curve(rng, peak, seconds, _phases(rng, "neutral", kind, length)))
    return out


def _agree(aus: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Weaken the loser of two antagonists (FACS) so that no frame asks for an impossible mouth."""
    aus = aus.copy()
    for first, second in ANTAGONISTS:
        a, b = AUS.index(first), AUS.index(second)
        if _BLINK in (a, b) or (first == "AU12" and rng.random() < 0.1):
            continue
        keep, yield_ = (a, b) if aus[:, a].max() >= aus[:, b].max() else (b, a)
        room = np.clip(1.15 - aus[:, keep].max(1, keepdims=True), 0.0, 1.0)
        aus[:, yield_] = np.minimum(
            aus[:, yield_], np.maximum(room, 0.3 * (aus[:, keep].max(1, keepdims=True) < 0.99))
        )
    shut = aus[:, [AUS.index(au) for au in _MOUTH_SHUT]].max((1, 2))
    for au in _MOUTH_OPEN:
        row = AUS.index(au)
        limit = np.where(shut > 0.3, 0.3, 1.0)[:, None]
        aus[:, row] = np.where(
            aus[:, row].max(1, keepdims=True) > shut[:, None], aus[:, row], np.minimum(aus[:, row], limit)
        )
    opened = aus[:, [AUS.index(au) for au in _MOUTH_OPEN]].max((1, 2))
    for au in _MOUTH_SHUT:
        row = AUS.index(au)
        aus[:, row] = np.where((opened > shut)[:, None], np.minimum(aus[:, row], 0.3), aus[:, row])
    return aus


def _blinks(rng: np.random.Generator, seconds: np.ndarray) -> np.ndarray:
    """AU43 over time (frames,): up to two blinks of .15 to .4 s, rarely a long closure (15 to 20 a minute and more)."""
    lid = np.zeros(len(seconds), np.float32)
    length = float(seconds[-1]) if len(seconds) > 1 else 1.0
    for _ in range(int(rng.choice(3, p=[0.45, 0.4, 0.15]))):
        width = float(rng.uniform(0.15, 0.4))
        at = float(rng.uniform(0.12, max(0.2, length)))
        lid = np.maximum(lid, envelope(seconds, width * 0.4, width * 0.2, width * 0.5, at))
    if rng.random() < 0.10:
        level = float(rng.uniform(0.3, 1.0))
        start = float(rng.uniform(0.05, 0.7) * length) if rng.random() < 0.85 else -0.4
        lid = np.maximum(lid, level * envelope(seconds, 0.25, float(rng.uniform(0.4, 1.6)), 0.3, start))
    return lid


def _pose(rng: np.random.Generator, seconds: np.ndarray, strength: float) -> np.ndarray:
    spread = np.radians([8.0, 5.0, 4.0]) * (0.35 + 1.3 * strength)
    start = np.clip(rng.normal(size=3), -2.3, 2.3) * spread
    # many heads barely move while the face does: what a clip is about should be the larger share of its change
    drift = rng.normal(size=(2, 3)) * np.radians([3.0, 2.0, 1.5]) * rng.random() ** 2
    phase, rate = rng.uniform(0, 2 * np.pi, (2, 3)), rng.uniform(0.15, 0.6, (2, 3))
    wave = np.sin(2 * np.pi * rate * seconds[:, None, None] + phase) - np.sin(phase)
    # a head turned farther would show what the rig does not draw
    limit = np.radians([36.0, 26.0, 26.0])
    return (limit * np.tanh((start + (wave * drift).sum(1) * 0.8) / limit)).astype(np.float32)


def _gaze(rng: np.random.Generator, seconds: np.ndarray) -> np.ndarray:
    gaze = np.zeros((len(seconds), 2), np.float32)
    if rng.random() < 0.3:
        at = float(rng.uniform(0.2, 1.8))
        back = at + float(rng.uniform(0.3, 1.5))
        target = np.clip(rng.normal(size=2) * np.radians([9.0, 5.0]), -0.3, 0.3)
        ramp = minimum_jerk((seconds - at) / 0.06) - minimum_jerk((seconds - back) / 0.06)
        gaze += ramp[:, None] * target
    return gaze + rng.normal(size=2).astype(np.float32) * 0.008


def _expression(
    rng: np.random.Generator, emotion: str, intensity: float, seconds: np.ndarray
) -> tuple[np.ndarray, str, tuple[float, float, float, float]]:
    length = float(seconds[-1]) if len(seconds) > 1 else 1.0
    kind = str(rng.choice(["evolve", "fade", "sequence"], p=[0.8, 0.1, 0.1]))
    peaks, variant = _peaks(rng, emotion, intensity)
    phases = _phases(rng, emotion, kind if kind == "fade" else "evolve", length)
    other = EMOTIONS[int(rng.integers(len(EMOTIONS)))]
    earlier = _peaks(rng, other, float(rng.uniform(0.3, 1.0)))[0]
    before = _phases(rng, other, "fade" if rng.random() < 0.4 else "sequence", length)
    if kind == "sequence" and emotion not in (other, "neutral"):
        # the labelled emotion comes last and stays, so it fills most of the clip
        meet = max(0.1, sum(before[:3]) - 0.1)
        phases = (meet, phases[1], phases[2] + length, phases[3])
        aus = _curve(rng, earlier, seconds, (*before[:3], min(before[3], 0.4)))
        return np.maximum(aus, _curve(rng, peaks, seconds, phases)), f"{variant}_after_{other}", phases
    aus = _curve(rng, peaks, seconds, phases)
    if rng.random() < EXTRA_SHARE:
        if emotion != "neutral" and rng.random() < 0.4:
            dropped = rng.choice(np.flatnonzero(peaks.max(1)))
            aus[:, dropped] = 0
        aus = np.maximum(aus, _extras(rng, seconds, 0.3 if emotion == "neutral" else 1.0))
    return aus, variant, phases


def sample_motion(
    rng: np.random.Generator,
    num_frames: int,
    fps: int,
    strength: float = 0.5,
    emotion: str | None = None,
    intensity: float | None = None,
    au: np.ndarray | None = None,
) -> Motion:
    """Draw a clip's motion; `au` (frames, 20) or (frames, 20, 2) is taken as it is (timing: Ekman & Friesen 1982)."""
    seconds = (np.arange(num_frames) / fps).astype(np.float32)
    drawn = EMOTIONS[int(rng.integers(len(EMOTIONS)))]
    level = float(rng.uniform(0.2, 1.0))
    emotion = drawn if emotion is None else emotion
    intensity = level if intensity is None else intensity
    intensity = 0.0 if emotion == "neutral" else float(intensity)
    pose, gaze = _pose(rng, seconds, strength), _gaze(rng, seconds)
    if au is not None:
        sides = np.repeat(au[..., None], 2, 2) if au.ndim == 2 else au
        return Motion(emotion, intensity, "given", sides.astype(np.float32), pose, gaze, {})
    aus, variant, phases = _expression(rng, emotion, intensity, seconds)
    aus = _agree(aus, rng)
    aus[:, _BLINK] = np.maximum(aus[:, _BLINK], _blinks(rng, seconds)[:, None])
    aus[aus < 0.004] = 0
    names = ("start", "onset", "apex", "offset")
    timing = {name: round(value, 4) for name, value in zip(names, phases, strict=True)}
    return Motion(emotion, intensity, variant, np.clip(aus, 0, 1).astype(np.float32), pose, gaze, timing)
