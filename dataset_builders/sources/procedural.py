"""Charts instead of faces: twenty bars that show Action Units, and a judge that reads them; a clip takes milliseconds.

For trying out the machinery of a build with a true measurement: `--source argen.dataset_builders.sources.procedural:charts
--judge argen.dataset_builders.sources.procedural:chart_judge`. `randomization` is the share of clips that are spoiled.
"""

import numpy as np

from argen.dataset_builders.measures import Judge, Measurement
from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.slots import Slot, attempt_seed
from argen.dataset_builders.sources.clip import Source, SourceClip
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS, PROTOTYPES
from argen.pipelines.argen.plan_argen import au_vector, make_plan
from argen.report import motion_jerk


SIZE, BAR, STRIPE = 64, 3, 8  # pixels: side, width of a bar, height of the striped edge below the bars
SPOILS = ("units", "stripe", "person")  # what is wrong with a spoiled clip
MODEL: dict[str, str | None] = {"id": "argen/procedural", "sha256": None}


def charts(settings: PlanSettings, device: str) -> Source:
    """A source of charts, `SIZE` pixels a side; a person is a background."""
    frames = 9 if settings.num_frames is None else settings.num_frames
    fps = 8.0 if settings.fps is None else settings.fps

    def clip(slot: Slot, attempt: int) -> SourceClip:
        seed = attempt_seed(slot, attempt)
        plan = make_plan(slot.emotion, slot.intensity, num_frames=frames, fps=fps, seed=seed)
        rng = np.random.default_rng(seed)
        spoil = str(rng.choice(SPOILS)) if rng.random() < settings.randomization else ""
        shown = draw(plan.curve, sum(map(ord, slot.identity)), spoil)
        return SourceClip(
            frames=shown,
            image=np.rint(shown[0].transpose(1, 2, 0) * 255).astype(np.uint8),
            captions=plan.captions,
            curve=plan.curve,
            fps=fps,
            settings={"size": SIZE, "num_frames": frames},
            model=MODEL,
            evidence=({"kind": "chart", "spoil": spoil},),
        )

    return lambda slots, attempt: [clip(slot, attempt) for slot in slots]


def draw(curve: np.ndarray, person: int, spoil: str) -> np.ndarray:
    """A chart of a curve `(F, 20)`: float32 `(F, 3, SIZE, SIZE)` in 0..1."""
    shown = curve[:, ::-1] if spoil == "units" else curve
    frames = np.empty((len(curve), 3, SIZE, SIZE), np.float32)
    frames[:] = np.random.default_rng(person).uniform(0.1, 0.4, 3).astype(np.float32)[:, None, None]
    if spoil == "person":
        frames[1:] = frames[1:, ::-1] * 0.5 + 0.4
    frames[:, :, :-STRIPE, : BAR * len(AUS)] = np.repeat(shown, BAR, 1)[:, None, None, :]
    frames[:, :, -STRIPE:] = _stripe()
    if spoil == "stripe":
        frames[:, :, -STRIPE:] = frames[:, :, -STRIPE:].mean()
    return frames


def _stripe() -> np.ndarray:
    return (np.arange(SIZE) % 2).astype(np.float32)


def chart_judge(device: str) -> Judge:
    """What a chart shows, read from its pixels."""
    return Judge(read, dict.fromkeys(("au", "emotion", "integrity", "identity"), MODEL))


def read(frames: np.ndarray) -> Measurement:
    """The AUs of the bars, the emotion of the nearest prototype, whether edge and background are as they were drawn."""
    bars = frames[:, 0, 0, : BAR * len(AUS) : BAR]
    back = frames[:, :, 0, -1]
    return Measurement(
        curve=bars,
        probabilities=_emotions(bars.max(0)),
        integrity=float(1 - np.abs(frames[:, :, -STRIPE:] - _stripe()).mean()),
        identity=float(1 - np.abs(back[1:] - back[0]).mean() * 4),
        jerk=float(motion_jerk(frames.transpose(0, 2, 3, 1)) or 0.0),
    )


def _emotions(peaks: np.ndarray) -> tuple[float, ...]:
    if peaks.max() < 0.1:
        return tuple(float(name == "neutral") for name in EMOTIONS)
    likeness = [max(_cosine(peaks, au_vector(one)) for one in PROTOTYPES[name]) for name in EMOTIONS]
    chances = np.exp(10 * np.array(likeness))
    return tuple((chances / chances.sum()).tolist())


def _cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / (1e-9 + np.linalg.norm(a) * np.linalg.norm(b)))
