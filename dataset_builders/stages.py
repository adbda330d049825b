"""The stages that a group of slots goes through: generate, measure, screen, encode (our design)."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np

from argen.dataset_builders.groups import Group, GroupRecord, encode_result
from argen.dataset_builders.measures import Judge, Measurement, scores
from argen.dataset_builders.schema import make_row
from argen.dataset_builders.screen import at_a_glance, reasons
from argen.dataset_builders.settings import BuildSettings, PlanSettings
from argen.dataset_builders.slots import Slot, attempt_seed
from argen.dataset_builders.sources import SOURCES
from argen.dataset_builders.sources.clip import Source, SourceClip
from argen.pipelines.named_function import load_named


STAGES = ("generate", "measure", "screen", "encode")
QUALITY = 92  # of the JPEG of the first picture


@dataclass
class Draft:
    """A group while it is worked on."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)
    models: dict[str, dict[str, str | None]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of a block as that of a stage."""
        began = perf_counter()
        yield
        self.seconds[name] += perf_counter() - began


@dataclass(frozen=True)
class Stages:
    """Source, judge and settings that are loaded once in each process.

    Args:
        source, judge: what makes and what measures clips.
        plan, build: settings.
        fingerprint: of the build, for the rows' provenance.
    """

    source: Source
    judge: Judge
    plan: PlanSettings
    build: BuildSettings
    fingerprint: str

    def run(self, group: Group) -> bytes:
        """The result of a group, see `groups.encode_result`; equal for equal arguments but for the times in its record."""
        draft = Draft()
        left = list(zip(group.roots, group.slots, strict=True))
        for attempt in range(self.build.attempts):
            if not left:
                break
            with draft.stage("generate"):
                clips = self.source([slot for _, slot in left], attempt)
            left = [
                pair
                for pair, clip in zip(left, clips, strict=True)
                if not self._take(draft, group, *pair, attempt, clip)
            ]
        record = GroupRecord(
            round=group.round,
            number=group.number,
            filled=tuple(draft.filled),
            emotions=tuple(slot.emotion for slot in group.slots),
            kept=tuple(draft.kept),
            models=draft.models,
            tries=draft.tries,
            seconds=draft.seconds,
        )
        return encode_result(draft.rows, record, draft.rejected)

    def _take(self, draft: Draft, group: Group, root: int, slot: Slot, attempt: int, clip: SourceClip) -> bool:
        """Judge a clip, and make a row of it or a line of the log; True if it is kept."""
        draft.tries[slot.emotion] = draft.tries.get(slot.emotion, 0) + 1
        draft.models = {role: {"id": one["id"], "sha256": one["sha256"]} for role, one in self._models(clip).items()}
        found, judged, why = self._judge(draft, slot, clip)
        if why:
            verdict = {
                "reasons": why,
                "scores": _rounded(judged),
                "glance": found.partial,
                "exhausted": attempt + 1 == self.build.attempts,
            }
            draft.rejected.append(_line(group, root, slot, attempt, verdict))
            return False
        with draft.stage("encode"):
            draft.rows.append(self._row(slot, root, attempt, clip, found, judged))
        draft.filled.append(root)
        draft.kept.append(slot.emotion)
        return True

    def _judge(self, draft: Draft, slot: Slot, clip: SourceClip) -> tuple[Measurement, dict[str, Any], list[str]]:
        """What is measured in a clip, its scores, and why it is rejected; looks closer at what passes."""
        with draft.stage("measure"):
            found = self.judge.measure(clip.frames)
        judged, why = self._screen(draft, slot, clip, found)
        for look in self.judge.closer:
            if why:
                break
            with draft.stage("measure"):
                found = look(clip.frames, found)
            judged, why = self._screen(draft, slot, clip, found)
        return found, judged, why

    def _screen(
        self, draft: Draft, slot: Slot, clip: SourceClip, found: Measurement
    ) -> tuple[dict[str, Any], list[str]]:
        with draft.stage("screen"):
            judged = scores(found, clip.curve)
            bounds = at_a_glance(self.build.screen) if found.partial else self.build.screen
            return judged, reasons(slot.emotion, judged, bounds)

    def _models(self, clip: SourceClip) -> dict[str, Mapping[str, str | None]]:
        return {**self.judge.models, "generator": clip.model}

    def _row(
        self, slot: Slot, root: int, attempt: int, clip: SourceClip, found: Measurement, judged: dict[str, Any]
    ) -> dict[str, Any]:
        from argen import __version__
        from argen.pipelines.media.video import encode_video

        height, width = clip.frames.shape[-2:]
        return make_row(
            clip_id=slot.clip_id,
            video=encode_video(clip.frames, clip.fps, self.build.crf),
            image=_jpeg(clip.image),
            emotion=slot.emotion,
            intensity=slot.intensity,
            captions=clip.captions,
            identity=slot.identity,
            requested_au=clip.curve,
            measured_au=found.curve,
            scores=judged,
            seed=attempt_seed(slot, attempt),
            attempt=attempt,
            height=height,
            width=width,
            fps=clip.fps,
            models=self._models(clip),
            settings=clip.settings,
            evidence=clip.evidence,
            source=self.plan.source,
            provenance={
                "made_by": "argen dataset build",
                "argen_version": __version__,
                "build": self.fingerprint,
                "slot": slot.index,
                "slot_seed": slot.seed,
                "planned_slot": root,
            },
        )


def load_stages(plan: PlanSettings, build: BuildSettings, fingerprint: str) -> Stages:
    """Load source and judge; each process of a build does it once."""
    source = load_named("source", plan.source, SOURCES)(plan, build.device)
    return Stages(source, load_named("judge", build.judge, {})(build.device), plan, build, fingerprint)


def _jpeg(image: np.ndarray) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _rounded(judged: dict[str, Any]) -> dict[str, Any]:
    """Scores with four decimals."""
    lists = {name: [round(one, 4) for one in value] for name, value in judged.items() if isinstance(value, list)}
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in judged.items()} | lists


def _line(group: Group, root: int, slot: Slot, attempt: int, verdict: dict[str, Any]) -> dict[str, Any]:
    """A line of rejected.jsonl; `glance` where a few frames sufficed, `exhausted` where it was the slot's last attempt."""
    return {
        "slot": slot.index,
        "planned_slot": root,
        "round": group.round,
        "split": slot.split,
        "emotion": slot.emotion,
        "intensity": slot.intensity,
        "identity": slot.identity,
        "attempt": attempt,
        "seed": attempt_seed(slot, attempt),
        **verdict,
    }
