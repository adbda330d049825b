"""ClipReport: everything that is known about one generated clip, as JSON and as a picture (our design)."""

import argparse
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np


if TYPE_CHECKING:
    from PIL import Image

SCHEMA = "argen-report/2"
ACTIVE = 0.08  # an AU whose curve never passes this, requested or measured, is not drawn
LISTS = ("au_names", "captions", "evidence")
CURVES = ("requested", "measured")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_table(value: Any, is_legal: Callable[[Any], bool]) -> bool:
    return isinstance(value, dict) and all(is_legal(one) for one in value.values())


# What the JSON of each field may hold beside the curves: a test and its words.
_LEGAL: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("emotion", "text"), (_is_text, "a text or null")),
    **dict.fromkeys(("au_names", "captions"), (_is_texts, "a list of texts")),
    "evidence": (
        lambda value: (
            isinstance(value, list) and all(isinstance(one, dict) and _is_number(one.get("score", 0)) for one in value)
        ),
        "a list of objects, their scores numbers",
    ),
    "seed": (_is_count, "a whole number"),
    "nfe": (lambda value: value is None or _is_count(value), "a whole number or null"),
    "fps": (lambda value: _is_number(value) and 0 < value <= 1000, "a number above 0, at most 1000"),
    **dict.fromkeys(
        ("intensity", "jerk", "integrity", "identity_similarity"),
        (lambda value: value is None or _is_number(value), "a number or null"),
    ),
    "models": (
        lambda value: _is_table(value, lambda one: _is_table(one, _is_text)),
        "an object of objects of texts",
    ),
    "settings": (lambda value: isinstance(value, dict), "an object"),
    "seconds": (lambda value: _is_table(value, _is_number), "an object of numbers"),
    "emotion_probabilities": (
        lambda value: value is None or _is_table(value, _is_number),
        "an object of numbers or null",
    ),
    "files": (lambda value: _is_table(value, lambda one: isinstance(one, str)), "an object of texts"),
    "argen_version": (lambda value: isinstance(value, str), "a text"),
}


@dataclass(frozen=True, eq=False)
class ClipReport:
    """What a clip was asked to show and what was measured in it; None means not measured, never zero.

    `requested` and `measured` are float `(frames, 20)` in AUS order, 0..1 over the first frame as neutral. `jerk` is the
    root mean square third difference of the pixels in 1 / frame^3, pixels in 0..1. `nfe` counts the transformer's
    evaluations per clip, `seconds` its parts. `models` names by role what made and what measured:
    `{"generator": {"id": ..., "sha256": ...}, "au": {...}}`. `evidence` is the plan's: passages, who described, what was
    overruled.
    """

    emotion: str | None
    intensity: float | None
    text: str | None
    captions: tuple[str, ...]
    seed: int
    fps: float
    au_names: tuple[str, ...]
    requested: np.ndarray | None
    measured: np.ndarray | None
    models: dict[str, dict[str, str | None]]
    settings: dict[str, Any]
    seconds: dict[str, float]
    nfe: int | None = None
    jerk: float | None = None
    emotion_probabilities: dict[str, float] | None = None
    integrity: float | None = None
    identity_similarity: float | None = None
    evidence: tuple[dict[str, Any], ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    argen_version: str = ""

    @property
    def au_error(self) -> float | None:
        """Mean absolute difference of requested and measured AUs over the frames after the first; None if unmeasured."""
        if self.requested is None or self.measured is None or len(self.measured) < 2:
            return None
        return float(np.abs(self.requested[1:] - self.measured[1:]).mean())

    @property
    def apex(self) -> int:
        """Frame of the strongest expression: requested if AUs were, else measured, else the last."""
        curve = self.requested if self.requested is not None else self.measured
        return -1 if curve is None else int(curve.sum(1).argmax())

    def to_json(self) -> str:
        """The report as JSON text; numbers of curves are rounded to four digits."""
        data: dict[str, Any] = {"schema": SCHEMA} | asdict(self) | {"au_error": self.au_error}
        for name in CURVES:
            curve = data[name]
            data[name] = None if curve is None else [[round(float(x), 4) for x in row] for row in curve]
        return json.dumps(data, indent=1, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Any) -> "ClipReport":
        """A report from parsed JSON; ValueError names the field that is missing or wrong."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            found = data.get("schema") if isinstance(data, Mapping) else type(data).__name__
            raise ValueError(
                f"`schema` is {found!r} but this version of argen reads {SCHEMA!r}: generate the clip again"
            )
        missing = sorted({one.name for one in fields(cls)} - set(data))
        if missing:
            raise ValueError(f"the report lacks {', '.join(f'`{name}`' for name in missing)}: generate the clip again")
        values = {one.name: data[one.name] for one in fields(cls)}
        for name, (is_legal, legal) in _LEGAL.items():
            if not is_legal(values[name]):
                raise ValueError(f"`{name}` is {values[name]!r}; it has to be {legal}")
        for name in LISTS:
            values[name] = tuple(values[name])
        for name in CURVES:
            values[name] = _curve(name, values[name], len(values["au_names"]))
        return cls(**values)

    @classmethod
    def from_json(cls, text: str) -> "ClipReport":
        """Read what `to_json` wrote; ValueError for anything else."""
        return cls.from_dict(json.loads(text))


def _curve(name: str, rows: Any, count: int) -> np.ndarray | None:
    if rows is None:
        return None
    try:
        curve = np.asarray(rows, np.float32)
    except (TypeError, ValueError) as error:
        raise ValueError(f"`{name}` is not a table of numbers: {error}") from error
    if curve.ndim != 2 or curve.shape[1] != count or len(curve) == 0 or not np.isfinite(curve).all():
        raise ValueError(f"`{name}` has to be finite and of the shape (frames, {count}) but has {curve.shape}")
    return curve


def motion_jerk(frames: np.ndarray) -> float | None:
    """Root mean square of the third difference over time of frames `(f, h, w, 3)` in [0, 1]; None under four frames."""
    return (
        float(np.sqrt(np.square(np.diff(frames.astype(np.float64), n=3, axis=0)).mean())) if len(frames) > 3 else None
    )


def load_reports(path: str | Path) -> list[ClipReport]:
    """The reports in a file: one, or the several of a grid.

    Raises:
        ValueError: missing, not JSON, or not a report of this version.
    """
    path = Path(path)
    if not path.is_file():
        raise ValueError(f"`report` {str(path)!r} is not a file: name the .json that `argen generate` wrote")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        clips = data["clips"] if isinstance(data, dict) and "clips" in data else [data]
        if not isinstance(clips, list) or not clips:
            raise ValueError("`clips` holds no report")
        return [ClipReport.from_dict(clip) for clip in clips]
    except UnicodeDecodeError as error:
        raise ValueError(
            f"`report` {str(path)!r} is not a text file: name the .json that `argen generate` wrote"
        ) from error
    except json.JSONDecodeError as error:
        raise ValueError(f"`report` {str(path)!r} is not valid JSON ({error}): generate the clip again") from error
    except ValueError as error:
        raise ValueError(f"`report` {str(path)!r} cannot be used: {error}") from error


def draw_report(report: ClipReport, frames: np.ndarray | None = None) -> "Image.Image":
    """One clip as a page: summary, frames `(f, h, w, 3)` uint8 if given, then requested against measured AUs."""
    from argen.pipelines.media.curves import draw_curves
    from argen.pipelines.media.page import heading, stack
    from argen.pipelines.media.sheet import contact_sheet

    parts = [heading(_title(report), _facts(report))]
    if frames is not None:
        shown = np.unique(np.linspace(0, len(frames) - 1, min(9, len(frames))).round().astype(int))
        times = [f"{index / report.fps:.2f} s" for index in shown]
        scale = min(8.0, max(0.1, 92 / frames.shape[2]))
        parts.append(contact_sheet([frames[shown]], column_labels=times, scale=scale))
    panels = active_units(report)
    if panels:
        from argen.pipelines.argen.facs_argen import AU_NAMES

        parts.append(
            draw_curves(
                None if report.requested is None else report.requested[:, panels],
                None if report.measured is None else report.measured[:, panels],
                [report.au_names[k] for k in panels],
                report.fps,
                [AU_NAMES.get(report.au_names[k], "") for k in panels],
            )
        )
    return stack(parts)


def active_units(report: ClipReport) -> list[int]:
    """Columns whose requested or measured curve rises above `ACTIVE`; the strongest one where none does."""
    curves = [curve for curve in (report.requested, report.measured) if curve is not None]
    if not curves:
        return []
    peak = np.max([curve.max(0) for curve in curves], axis=0)
    return [int(k) for k in np.flatnonzero(peak > ACTIVE)] or [int(peak.argmax())]


def _title(report: ClipReport) -> str:
    if report.emotion is not None:
        return f"{report.emotion} {report.intensity:.2f}" if report.intensity is not None else report.emotion
    return report.text or "Action Units"


def _number(value: float | None, digits: int = 3, unit: str = "") -> str:
    return "not measured" if value is None or not math.isfinite(value) else f"{value:.{digits}f}{unit}"


def _facts(report: ClipReport) -> list[tuple[str, str]]:
    generator = report.models.get("generator", {})
    sha = generator.get("sha256")
    return [
        *([("asked for", report.text)] if report.text else []),
        ("caption", report.captions[0] if report.captions else "none"),
        *([("evidence", "; ".join(told))] if (told := _evidence(report)) else []),
        ("model", f"{generator.get('id')}{f'  sha256 {sha[:12]}' if sha else ''}   seed {report.seed}"),
        ("AU error", f"{_number(report.au_error)} (mean absolute)   jerk {_number(report.jerk, 4)}"),
        ("cost", f"{report.nfe} evaluations   {_number(report.seconds.get('generate'), 2, ' s')} to generate"),
        ("emotion, integrity, identity", ", ".join(_judged(report))),
    ]


def _evidence(report: ClipReport) -> list[str]:
    """The passages behind the plan with their scores, and what was overruled."""
    passages = [one for one in report.evidence if one.get("kind") == "passage"]
    lost = [one for one in report.evidence if one.get("kind") == "resolved"]
    told = [f"{one.get('id')} ({one.get('score', 0):.1f})" for one in passages]
    return told + [f"{one.get('overruled')} gave way to {one.get('by')}" for one in lost]


def _judged(report: ClipReport) -> list[str]:
    probabilities = report.emotion_probabilities
    best = None if not probabilities else max(probabilities, key=probabilities.__getitem__)
    emotion = "not measured" if probabilities is None or best is None else f"{best} {probabilities[best]:.2f}"
    return [emotion, _number(report.integrity), _number(report.identity_similarity)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `argen report`."""
    parser.add_argument("report", type=Path, help="the .json that `argen generate` wrote")
    parser.add_argument("-o", "--out", type=Path, help="picture to write (NAME_report.png beside the report)")


def main(args: argparse.Namespace) -> int:
    """Draw a report as a picture; returns the exit status."""
    from rich.console import Console

    from argen.pipelines.media.page import stack
    from argen.pipelines.media.sheet import save_sheet
    from argen.pipelines.media.video import read_video

    reports = load_reports(args.report)
    out: Path = args.out or args.report.with_name(f"{args.report.stem}_report.png")
    if out.suffix.lower() != ".png":
        raise ValueError(f"`--out` has to end in .png but is {str(out)!r}")
    pages = []
    for report in reports:
        video = args.report.parent / Path(report.files.get("video", "")).name
        pages.append(draw_report(report, read_video(video)[0] if len(reports) == 1 and video.is_file() else None))
    save_sheet(stack(pages), out)
    Console().print(str(out), style="bold", markup=False, highlight=False, soft_wrap=True)
    return 0
