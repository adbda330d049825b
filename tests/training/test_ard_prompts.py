"""Prompts from pictures and from JSON lines; other faces are held out."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.ard_prompts import load_prompts, prompts_digest
from argen.training.ard_sampler import RoundSampler


@pytest.fixture
def faces(tmp_path, dummy_image):
    """Ten pictures."""
    folder = tmp_path / "faces"
    folder.mkdir()
    for k in range(10):
        dummy_image(k).save(folder / f"face_{k}.png")
    return folder


def test_every_face_has_every_emotion_in_every_strength(faces):
    train, held_out = load_prompts(str(faces), 9, 8.0, intensities=(0.5, 1.0), held_out=0.2)
    assert len(train) == 8 * 7 * 2 and len(held_out) == 2 * 7 * 2
    row = train[0]
    assert np.shape(row["action_units"]) == (9, 20) and row["emotion"] in EMOTIONS and row["prompt"]
    ids = [*train["prompt_id"], *held_out["prompt_id"]]
    assert len(set(ids)) == len(ids)


def test_held_out_faces_are_never_trained_on_and_do_not_depend_on_the_others(faces):
    train, held_out = load_prompts(str(faces), 9, 8.0, ["fear"], held_out=0.3)
    assert {*train["image"]}.isdisjoint(held_out["image"])
    away = {Path(image).name for image in held_out["image"]}
    shutil.copytree(faces, faces.parent / "elsewhere")
    again = load_prompts(str(faces.parent / "elsewhere"), 9, 8.0, ["fear"], held_out=0.3)[1]
    assert {Path(image).name for image in again["image"]} == away


def test_same_prompts_same_plans_and_the_digest_knows_a_changed_one(faces):
    first, second = (load_prompts(str(faces), 9, 8.0)[0] for _ in range(2))
    assert first[5] == second[5] and prompts_digest(first) == prompts_digest(second)
    assert prompts_digest(first) != prompts_digest(load_prompts(str(faces), 9, 8.0, intensities=(0.6,))[0])


def test_our_portraits_are_there():
    train, held_out = load_prompts("portraits", 17, 8.0, ["happiness"], (0.8,))
    assert len(train) + len(held_out) == 16 and len(held_out) == 3


def test_lines_of_json(faces):
    path = faces / "prompts.jsonl"
    lines = [
        {"image": "face_0.png", "emotion": "anger", "intensity": 0.4, "prompt_id": "a"},
        {"image": "face_1.png", "prompt": "a face"},
        {"image": "face_2.png", "action_units": {"AU12": 0.7}, "prompt": "a smile"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    train, held_out = load_prompts(str(path), 9, 8.0, held_out=0.0)
    assert len(held_out) == 0 and train[0]["prompt_id"] == "a" and train[0]["intensity"] == 0.4
    assert train[1]["action_units"] is None and train[1]["emotion"] is None and train[1]["prompt"] == "a face"
    assert np.asarray(train[2]["action_units"]).max() == pytest.approx(0.7, abs=1e-3)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"image": "face_0.png"}', "nothing to express"),
        ('{"image": "gone.png", "emotion": "fear"}', "line 1: `image` is 'gone.png'"),
        ('{"image": "face_0.png", "emotion": "bliss"}', "`emotion` is 'bliss'"),
        ('{"image": "face_0.png", "feeling": "fear"}', "feeling"),
        ("{", "line 1: not a JSON object"),
        ('{"image": "face_0.png", "emotion": "fear", "prompt_id": "x"}\n' * 2, "'x' is there twice"),
    ],
)
def test_a_line_that_is_wrong_is_named(faces, line, words):
    path = faces / "prompts.jsonl"
    path.write_text(line)
    with pytest.raises(ValueError, match=words):
        load_prompts(str(path), 9, 8.0)


def test_sources_that_are_none(tmp_path):
    with pytest.raises(ValueError, match="portraits"):
        load_prompts(str(tmp_path / "nowhere"), 9, 8.0)
    with pytest.raises(ValueError, match="holds no picture"):
        load_prompts(str(tmp_path), 9, 8.0)


def test_nothing_left_to_train_on(faces):
    with pytest.raises(ValueError, match="`held_out` is 1"):
        load_prompts(str(faces), 9, 8.0, held_out=1.0)


def sampler(rounds, prompts=2, count=7, seed: int | None = 3):
    """Rounds over seven prompts, three clips each, each round handed out twice."""
    return RoundSampler(range(count), 3, prompts, rounds, 2, seed)


def test_a_round_is_handed_out_once_for_each_slice():
    drawn = list(sampler(4))
    assert len(drawn) == len(sampler(4)) == 4 * 2 * 3 * 2
    first, again = drawn[:6], drawn[6:12]
    assert first == again and first == [first[0]] * 3 + [first[3]] * 3 and first[0] != first[3]


def test_a_pass_asks_for_each_prompt_once_and_the_next_in_another_order():
    many = sampler(6)
    passes = [[row for k in range(p * 3, p * 3 + 3) for row in many.round_prompts(k)] for p in range(2)]
    assert all(len(set(one)) == 6 for one in passes) and passes[0] != passes[1]


def test_a_longer_training_begins_with_the_shorter_one():
    short, long = list(sampler(4)), list(sampler(9))
    assert long[: len(short)] == short


def test_no_seed_keeps_the_order():
    assert sampler(1, seed=None).round_prompts(1) == [2, 3]


def test_a_round_needs_its_prompts():
    with pytest.raises(ValueError, match="has 3 prompts, a round takes 4"):
        sampler(1, prompts=4, count=3)
