"""Course: the stages of a description as an AU curve with human timing (our design, as `plan_argen.timed_curve`)."""

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from argen.pipelines.affect.anatomy import agree
from argen.pipelines.affect.description import WHENS, Description, Stage
from argen.pipelines.argen.facs_argen import AUS, PROTOTYPES, TIMING
from argen.pipelines.argen.plan_argen import au_vector, envelope, minimum_jerk


# How much longer than TIMING a rise takes.
PACE_FACTORS: dict[str, float] = {"sudden": 0.45, "natural": 1.0, "slow": 2.2}
FADED = (0.3, 0.5)  # what is left at the end of a clip that ends fading, drawn between these
VARIED = 0.5  # how often a stage shows a drawn variant: the prototype is the commonest face, people differ
NATURAL_LENGTH = 2.0  # seconds; a shorter clip shows the same course, faster
_LEAD, _JITTER, _MOUTH_LATE = 0.1, 0.1, 0.08  # seconds: before a rise, most of an AU's delay, of surprise's mouth
_NEUTRAL_SHARE, _ENDING_SHARE, _STAGE_SHARE = 0.3, 0.9, 1.0
_BLINK = (0.1, 0.1, 0.1)  # seconds of closing, closed and opening (`tempo`: a tenth to four tenths in all)
_PRESENT_SHARE = 0.4  # of its share for a stage that needs no time to rise
_MOST_OF_SHARE = 0.8  # a rise ends before the next one begins, so that each stage is seen at its peak
_LATE = np.array([_MOUTH_LATE if name in ("AU25", "AU26") else 0.0 for name in AUS])


@dataclass(frozen=True, eq=False)
class Move:
    """One change of the face: towards `target` `(20,)` with the timing of `emotion`, for `share` of the clip.

    `blink` `(20,)` are the peaks of what comes and goes within it, None for nothing.
    """

    target: np.ndarray
    emotion: str
    share: float
    pace: str = "natural"
    leaving: bool = False
    blink: np.ndarray | None = None


def stage_peaks(
    stage: Stage, rng: np.random.Generator, named: Collection[str] = ()
) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """Peaks `(20,)` of a stage, antagonists weakened, and the records of that (see `anatomy.agree`).

    A stage with prototype shows a drawn variant every second time, else the prototype itself. Of an AU that the stage
    names too the larger value counts, the stage's own for one in `named`; one in `without` has 0.
    """
    peaks = np.zeros(len(AUS), np.float32)
    if stage.prototype:
        variants = _variants(stage.emotion)
        drawn = int(rng.integers(len(variants))) if rng.random() < VARIED else 0
        peaks = variants[drawn] * np.float32(stage.intensity)
    for name, peak in stage.action_units.items():
        k = AUS.index(name)
        peaks[k] = peak if name in named else max(peaks[k], peak)
    for name in stage.without:
        peaks[AUS.index(name)] = 0.0
    if stage.timing:  # what is not there at once has nothing to settle; `course_curve` looks at each frame
        return np.round(peaks, 4), []
    curve, records = agree(np.round(peaks, 4)[None], named or stage.action_units)
    return curve[0], records


@functools.cache
def _variants(emotion: str) -> tuple[np.ndarray, ...]:
    """The prototype of an emotion and its variants at full strength, as `emotion_peaks` gives them."""
    return tuple(au_vector(peaks) for peaks in PROTOTYPES[emotion])


def course_curve(
    description: Description, num_frames: int, fps: float, rng: np.random.Generator, named: Collection[str] = ()
) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """The curve float32 `(num_frames, 20)` of a description, and a record for each AU that had to yield to another.

    Frame 0 is neutral, since it is the input face; a leading neutral stage makes that last, and a description whose
    start is "present" shows its first stage at once. The stages share the
    clip's time, each rising out of the one before it in minimum-jerk moves that last as TIMING of its emotion says,
    times 0.45 when `sudden`, 2.2 when `slow`. A held ending stays, a fading one falls to 0.3 .. 0.5 of its peaks in
    the last frame, one that is gone returns to neutral. AUs in `named` win over their antagonists.
    """
    moves, records = _moves(description, rng, named)
    start = np.zeros(len(AUS))
    if description.start == "present":
        start = _present(moves[0].target, description.stages[0].timing)
        moves[0] = replace(moves[0], share=_PRESENT_SHARE * moves[0].share)
    if num_frames == 1:  # the start alone
        return start[None].astype(np.float32), records
    curve = np.round(np.maximum(_follow(start, moves, num_frames, fps, rng), 0.0), 4)
    curve, weakened = agree(np.minimum(curve, 1.0).astype(np.float32), named)
    return curve, records + weakened


def _moves(
    description: Description, rng: np.random.Generator, named: Collection[str]
) -> tuple[list[Move], list[dict[str, Any]]]:
    moves, records, previous = [], [], "neutral"
    for k, stage in enumerate(description.stages):
        peaks, weakened = stage_peaks(stage, rng, named)
        records += [{**record, "stage": k} for record in weakened]
        rests = not peaks.any()
        emotion = previous if rests and stage.emotion == "neutral" else stage.emotion
        share = _NEUTRAL_SHARE if rests and len(description.stages) > 1 else _STAGE_SHARE
        moves += _timed(Move(peaks, emotion, share, stage.pace, leaving=rests), stage.timing)
        previous = stage.emotion
    left = {"held": None, "fading": float(rng.uniform(*FADED)), "gone": 0.0}[description.ending]
    late = [
        AUS.index(name) for stage in description.stages[-1:] for name, when in stage.timing.items() if when == "late"
    ]
    if left is not None and late:  # what comes late has no time to go: the others leave as it comes
        target = moves[-2].target * np.float32(left)
        target[late] = moves[-1].target[late]
        moves[-1] = replace(moves[-1], target=np.where(moves[-1].target > 0, target, 0.0))
    elif left is not None and moves[-1].target.any():
        target = moves[-1].target * np.float32(left)
        moves.append(Move(target, moves[-1].emotion, _ENDING_SHARE, leaving=True))
    return moves, records


def _timed(move: Move, timing: Mapping[str, str]) -> list[Move]:
    """The move itself, or its two halves where AUs are early or late; blinks are no part of the target."""
    if not timing:
        return [move]
    times = [timing.get(name) for name in AUS]
    early, late, blinks = (np.array([one == when for one in times]) for when in WHENS)
    move = replace(move, target=np.where(blinks, 0.0, move.target), blink=np.where(blinks, move.target, 0.0))
    if not (early | late).any():
        return [move]
    first = replace(move, target=np.where(late, 0.0, move.target), share=0.5 * move.share, blink=None)
    return [first, replace(move, target=np.where(early, 0.0, move.target), share=0.5 * move.share)]


def _present(target: np.ndarray, timing: Mapping[str, str]) -> np.ndarray:
    """What of a first stage is there at once: its early AUs where it has any, else all of it."""
    early = np.array([timing.get(name) == "early" for name in AUS])
    return target.astype(np.float64) * (early if early.any() else 1.0)


def _pulse(seconds: np.ndarray, begin: float, share: float, peaks: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A blink `(frames, 20)` within a move, closed in at least one frame after the first."""
    middle = begin + float(rng.uniform(0.3, 0.7)) * share
    middle = float(seconds[1:][np.argmin(np.abs(seconds[1:] - middle))])
    shut = envelope(seconds, *_BLINK, middle - 0.5 * sum(_BLINK))
    shut[0] = 0.0  # the input face
    return shut[:, None] * peaks


def _follow(
    start: np.ndarray, moves: Sequence[Move], num_frames: int, fps: float, rng: np.random.Generator
) -> np.ndarray:
    """One move after the other, each from where the last one led to; float64 `(num_frames, 20)`."""
    seconds = np.arange(num_frames) / fps
    length = float(seconds[-1])
    scale = min(1.0, length / NATURAL_LENGTH)
    unit, begin = length / sum(move.share for move in moves), 0.0
    curve, now, blinks = np.zeros((num_frames, len(AUS))) + start, start, None
    for move in moves:
        share = move.share * unit
        low, high = TIMING[move.emotion][2 if move.leaving else 0]
        drawn = float(rng.uniform(low, high)) * PACE_FACTORS[move.pace] * scale
        lead = min(_LEAD * scale, 0.1 * share)
        duration = min(drawn, _MOST_OF_SHARE * share)
        # triangular draws: the tails of a normal one call the machine's own logarithm
        delay = np.abs(rng.random(len(AUS)) + rng.random(len(AUS)) - 1.0) * _JITTER
        delay += _LATE if move.emotion == "surprise" and not move.leaving else 0.0
        delay = np.minimum(delay * scale, share - lead - duration)
        progress = minimum_jerk((seconds[:, None] - (begin + lead + delay)) / duration)
        curve += (move.target - now) * progress
        if move.blink is not None:
            pulse = _pulse(seconds, begin, share, move.blink, rng)
            blinks = pulse if blinks is None else np.maximum(blinks, pulse)
        now, begin = move.target.astype(np.float64), begin + share
    return curve if blinks is None else np.maximum(curve, blinks)
