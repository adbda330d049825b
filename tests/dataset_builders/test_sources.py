"""Sources: a clip is a function of its slot and the attempt, and the people are who the plan says."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from PIL import Image
from rich.console import Console

from argen.dataset_builders.build import build_dataset
from argen.dataset_builders.crew import CrewSettings
from argen.dataset_builders.manifest import Manifest
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.settings import BuildSettings, PlanSettings
from argen.dataset_builders.slots import Slot
from argen.dataset_builders.sources import SOURCES
from argen.dataset_builders.sources.faces import load_faces, people
from argen.pipelines.named_function import load_named


RIG = Path(__file__).parents[3] / "shared" / "face-rig" / "face_rig.safetensors"
needs_rig = pytest.mark.skipif(
    not RIG.is_file(), reason=f"{RIG} is absent: the rig is data, kept outside the repository"
)


def slots(person="portrait_03"):
    return [Slot(0, "train", "fear", 0.8, person, 5), Slot(1, "train", "happiness", 0.6, person, 6)]


def check_source(source, people_of):
    """Same slot and attempt, same clip, whatever is beside it; another attempt is another clip."""
    first, second = slots(people_of)
    together, alone = source([first, second], 0), source([second], 0)[0]
    assert np.array_equal(together[1].frames, alone.frames)
    assert np.array_equal(together[1].curve, alone.curve)
    assert not np.array_equal(alone.frames, source([second], 1)[0].frames)
    for clip in together:
        frames, _, height, width = clip.frames.shape
        assert clip.frames.dtype == np.float32
        assert 0 <= clip.frames.min() <= clip.frames.max() <= 1
        assert clip.curve.shape == (frames, 20)
        assert not clip.curve[0].any()
        assert clip.image.shape == (height, width, 3)
        assert len(set(clip.captions)) == len(clip.captions) >= 1
        assert clip.model["sha256"]
    return together


def test_generated_clips_depend_on_slot_and_attempt_alone(dummy_pipeline, tmp_path):
    dummy_pipeline().save_pretrained(tmp_path / "tiny")
    settings = PlanSettings(model=str(tmp_path / "tiny"), size=32, num_frames=5, steps=1)
    clips = check_source(load_named("source", "generated", SOURCES)(settings, "cpu"), "portrait_03")
    assert clips[0].settings == {
        "size": 32, "num_frames": 5, "steps": 1, "guidance_scale": 2.0, "au_guidance_scale": 1.5, "frame_guidance_scale": 0.0
    }  # fmt: skip
    assert any(one["kind"] == "passage" for one in clips[0].evidence)


@needs_rig
def test_rendered_clips_depend_on_slot_and_attempt_alone_and_begin_with_the_picture_given():
    settings = PlanSettings(source="rendered", faces=str(RIG), size=64, num_frames=5)
    clips = check_source(load_named("source", "rendered", SOURCES)(settings, "cpu"), "3000001")
    assert np.allclose(clips[0].frames[0].transpose(1, 2, 0) * 255, clips[0].image)
    with pytest.raises(ValueError, match="`fps` is 8.5"):
        load_named("source", "rendered", SOURCES)(PlanSettings(faces=str(RIG), fps=8.5), "cpu")


@needs_rig
def test_a_rig_shows_different_people_neutrally():
    face = load_faces(str(RIG), 64, 0.0)
    first, again, other = (np.asarray(face(name, 1), int) for name in ("3000001", "3000001", "3000002"))
    assert np.array_equal(first, again)
    assert np.abs(first - other).mean() > 3
    assert people(str(RIG), "5:9") == ("5", "6", "7", "8")


def test_portraits_are_varied_mildly_and_the_same_for_the_same_seed():
    names = people("portraits", "")
    assert len(names) == 16
    plain = np.asarray(load_faces("portraits", 64, 0.0)(names[0], 1), int)
    face = load_faces("portraits", 64, 0.3)
    first, again, other = (np.asarray(face(names[0], seed), int) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    mirrored = min(np.abs(first - plain).mean(), np.abs(first[:, ::-1] - plain).mean())
    stranger = np.abs(np.asarray(load_faces("portraits", 64, 0.0)(names[5], 1), int) - plain).mean()
    assert 0 < mirrored < stranger


def test_a_folder_of_pictures_gives_one_person_a_file_and_finds_the_face(tmp_path):
    shown = Image.new("RGB", (400, 300), "white")
    portrait = load_faces("portraits", 256, 0.0)("portrait_03", 0)
    shown.paste(portrait, (120, 20))
    shown.save(tmp_path / "anna.png")
    Image.new("RGB", (200, 200), "white").save(tmp_path / "wall.png")
    assert people(str(tmp_path), "") == ("anna", "wall")
    face = load_faces(str(tmp_path), 64, 0.0)
    found = np.asarray(face("anna", 0), int)
    expected = np.asarray(portrait.resize((64, 64)), int)
    assert np.abs(found - expected).mean() < 25 < np.abs(np.asarray(shown.resize((64, 64)), int) - expected).mean()
    with pytest.raises(ValueError, match=r"`faces` has .*wall\.png.*no face"):
        face("wall", 0)


def test_faces_that_cannot_be_used_are_refused_by_name(tmp_path):
    for name in ("a.png", "a.jpg"):
        Image.new("RGB", (64, 64)).save(tmp_path / name)
    with pytest.raises(ValueError, match="rename one person"):
        people(str(tmp_path), "")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="no file ends in"):
        people(str(tmp_path / "empty"), "")
    with pytest.raises(ValueError, match="`faces` is 'nobody'"):
        people("nobody", "")


@pytest.mark.parametrize("name", ["unknown", "argen.no:source", "argen.dataset_builders.slots:nothing"])
def test_a_source_that_is_not_there_is_refused_by_name(name):
    with pytest.raises(ValueError, match=f"`source` names '{name}'"):
        load_named("source", name, SOURCES)


def test_two_clips_by_the_models_of_the_package(tmp_path):
    from datasets import load_dataset

    plan = make_plan(PlanSettings(clips=2, shares=(1.0, 0.0, 0.0), steps=1, num_frames=5))
    out = build_dataset(plan, BuildSettings(screen=None), tmp_path / "two", CrewSettings(0), Console(quiet=True))
    (shard,) = Manifest.load(out).shards
    rows = pq.read_table(out / shard.path).to_pylist()
    assert [len(row["measured_au"]) for row in rows] == [5, 5]
    assert all(abs(sum(row["scores"]["emotion_probabilities"]) - 1) < 1e-4 for row in rows)
    assert all(0 <= row["scores"]["integrity"] <= 1 and row["scores"]["identity_similarity"] > 0.5 for row in rows)
    assert all(row["models"][f"{role}_sha256"] for row in rows for role in ("generator", "au", "emotion", "integrity"))
    data = load_dataset("parquet", data_files=str(out / shard.path), split="train", cache_dir=str(tmp_path / "cache"))
    assert data.features["emotion"].names[rows[0]["emotion"]] == plan.slots[0].emotion
