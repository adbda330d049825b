"""Built datasets of drawn faces: one written by hand (six people, seven emotions), one by the build with a toy source."""

import io
import json
import shutil
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image, ImageDraw
from rich.console import Console

from argen.dataset_builders.build import build_dataset
from argen.dataset_builders.crew import CrewSettings
from argen.dataset_builders.finish import finish
from argen.dataset_builders.manifest import Manifest, ShardEntry, clip_entry, file_digest
from argen.dataset_builders.measures import Judge, Measurement
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.schema import ROLES, make_features, make_row
from argen.dataset_builders.settings import BuildSettings, PlanSettings, ScreenSettings
from argen.dataset_builders.slots import attempt_seed
from argen.dataset_builders.sources.clip import SourceClip
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS, PROTOTYPES
from argen.pipelines.media.video import encode_video


SIDE, FRAMES, FPS = 64, 9, 8.0
SPLIT_OF = {0: "train", 1: "train", 2: "train", 3: "train", 4: "validation", 5: "test"}  # by person
WHO = {role: {"id": f"argen/{role}", "sha256": "0" * 64} for role in ROLES}


def draw_face(au: np.ndarray, person: int) -> Image.Image:
    """A face whose brows and mouth follow AU01, AU04, AU12, AU15 and AU26."""
    level = dict(zip(AUS, au.tolist(), strict=True))
    picture = Image.new("RGB", (SIDE, SIDE), (60 + 25 * person, 120, 200 - 25 * person))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((8, 4, 56, 62), fill=(224, 180 - 8 * person, 150))
    brow = 20 - 6 * level["AU01"] + 4 * level["AU04"]
    for x in (18, 36):
        draw.line((x, brow, x + 10, brow), fill=(70, 40, 20), width=2)
        draw.ellipse((x + 2, 24, x + 8, 30), fill=(30, 30, 60))
    bend = 8 * (level["AU12"] - level["AU15"])
    draw.line(
        (22, 47 - bend / 2, 32, 47 + bend / 2, 42, 47 - bend / 2), fill=(150, 40, 50), width=2 + int(6 * level["AU26"])
    )
    return picture


def make_curve(index: int, emotion: str, intensity: float) -> np.ndarray:
    """AUs `(FRAMES, 20)`: up and half-way down again."""
    peak = np.array([PROTOTYPES[emotion][0].get(name, 0.0) for name in AUS]) * intensity
    share = np.random.default_rng(index).uniform(0.9, 1)
    return (peak * np.sin(np.linspace(0, 2.2, FRAMES))[:, None] * share).clip(0, 1).astype(np.float32)


def draw_clip(index: int, emotion: str, intensity: float, person: int) -> tuple[bytes, bytes, np.ndarray]:
    """MP4, JPEG of its first frame, and the AU curve."""
    curve = make_curve(index, emotion, intensity)
    frames = [draw_face(one, person) for one in curve]
    file = io.BytesIO()
    frames[0].save(file, "JPEG", quality=92)
    return encode_video(np.stack([np.asarray(frame) for frame in frames]), FPS), file.getvalue(), curve


def fake_row(index: int, emotion: str, intensity: float, person: int) -> dict[str, Any]:
    """A row as a build makes it, with made-up scores."""
    rng = np.random.default_rng([index, 1])
    video, image, curve = draw_clip(index, emotion, intensity, person)
    measured = (
        (curve + 0.05 * rng.standard_normal(curve.shape) * (np.arange(FRAMES) > 0)[:, None])
        .clip(0, 1)
        .astype(np.float32)
    )
    seen = emotion if index % 9 else "fear"
    chances = np.full(7, 0.05)
    chances[EMOTIONS.index(seen)] = 0.7
    asked = curve.std() > 0
    return make_row(
        clip_id=f"clip-{index:06d}", video=video, image=image, emotion=emotion, intensity=intensity,
        captions=[f"a face shows {emotion}", emotion], identity=f"person-{person}", requested_au=curve, measured_au=measured,
        scores={
            "au_r": float(np.corrcoef(curve.ravel(), measured.ravel())[0, 1]) if asked else None,
            "au_error": float(np.abs(curve - measured)[1:].mean()),
            "emotion_probabilities": chances.tolist(), "recognised": seen, "integrity": 0.9, "identity_similarity": 0.8,
            "motion_jerk": 0.01,
        },
        seed=1000 + index, attempt=index % 2, height=SIDE, width=SIDE, fps=FPS, models=WHO,
        settings={"steps": 2, "guidance": 1.0}, evidence=[{"kind": "passage", "id": "au/AU12"}], source="generated",
        provenance={"argen": "0.1.0"},
    )  # fmt: skip


def write_shard(folder: Path, path: str, split: str, rows: list[dict[str, Any]]) -> ShardEntry:
    """One Parquet file and its entry."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), target, row_group_size=8)
    entries = tuple(clip_entry(row) for row in rows)
    return ShardEntry(path, split, len(rows), target.stat().st_size, file_digest(target), entries)


def write_built(folder: Path) -> Path:
    """42 clips: each person shows each emotion once; train is in two shards."""
    folder.mkdir(parents=True)
    slots, rows = [], {"train": [], "validation": [], "test": []}
    for index in range(42):
        person, emotion, intensity = index // 7, EMOTIONS[index % 7], (0.4, 0.7, 1.0)[index % 3]
        split = SPLIT_OF[person]
        slots.append(
            {
                "index": index,
                "split": split,
                "emotion": emotion,
                "intensity": intensity,
                "identity": f"person-{person}",
            }
        )
        rows[split].append(fake_row(index, emotion, intensity, person))
    train = rows["train"]
    shards = [
        write_shard(folder, "data/train-00000-of-00002.parquet", "train", train[:16]),
        write_shard(folder, "data/train-00001-of-00002.parquet", "train", train[16:]),
        write_shard(folder, "data/validation-00000-of-00001.parquet", "validation", rows["validation"]),
        write_shard(folder, "data/test-00000-of-00001.parquet", "test", rows["test"]),
    ]
    Manifest("f" * 64, "0.1.0", tuple(shards)).save(folder)
    (folder / "plan.json").write_text(json.dumps({"seed": 0, "source": "generated"}))
    (folder / "plan.jsonl").write_text("".join(json.dumps(slot) + "\n" for slot in slots))
    lines = [
        {"slot": index, "clip_id": f"clip-{index:06d}", "emotion": EMOTIONS[index % 7], "attempt": 0, "seed": 9000 + index, "reasons": ["au_r"], "scores": {}}
        for index in range(1, 42, 2)
    ]  # fmt: skip
    (folder / "rejected.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def toy_source(settings: PlanSettings, device: str):
    """Draws each slot's face; a clip depends on slot and attempt alone."""

    def make(slots, attempt):
        clips = []
        for slot in slots:
            seed = attempt_seed(slot, attempt) % 2**32
            curve = make_curve(seed, slot.emotion, slot.intensity)
            pictures = [np.asarray(draw_face(one, seed % 6)) for one in curve]
            frames = np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / 255
            clips.append(
                SourceClip(frames, pictures[0], (slot.emotion,), curve, FPS, {}, {"id": "toy", "sha256": None})
            )
        return clips

    return make


def toy_judge(device: str) -> Judge:
    """Finds each clip whole or not by its pixels, so that some are rejected."""

    def measure(frames: np.ndarray) -> Measurement:
        chance = float(np.random.default_rng(int(frames.sum() * 1000)).random())
        return Measurement(np.zeros((len(frames), 20), np.float32), (1.0,) + (0.0,) * 6, chance, 0.9, 0.01)

    return Judge(measure, {role: {"id": f"toy/{role}", "sha256": None} for role in ROLES if role != "generator"})


TOYS = types.ModuleType("argen_test_toys")  # a build loads its source and judge by name
TOYS.__dict__.update(toy_source=toy_source, toy_judge=toy_judge)
sys.modules["argen_test_toys"] = TOYS


@pytest.fixture(scope="session")
def toy_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset by the real build, with rejected attempts and replacements; not to be changed."""
    plan = make_plan(PlanSettings(clips=28, group=3, source="argen_test_toys:toy_source", shares=(0.6, 0.2, 0.2)))
    screen = ScreenSettings(au_r=-1, au_error=1, emotion=False, integrity=0.4, identity=0)
    build = BuildSettings(screen=screen, attempts=1, judge="argen_test_toys:toy_judge", shard_rows=7)
    out = tmp_path_factory.mktemp("toy") / "built"
    return build_dataset(plan, build, out, CrewSettings(workers=0), Console(quiet=True))


@pytest.fixture
def toy(toy_once: Path, tmp_path: Path) -> Path:
    """A copy of it to be changed."""
    return Path(shutil.copytree(toy_once, tmp_path / "toy"))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset written by hand, finished; not to be changed."""
    return finish(write_built(tmp_path_factory.mktemp("dataset") / "built"))


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it to be changed."""
    return Path(shutil.copytree(built_once, tmp_path / "built"))
