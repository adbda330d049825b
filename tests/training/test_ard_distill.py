"""Distillation: the teacher's path is its ODE, the student comes nearer to it in few steps, what is there is not made again."""

import argparse

import pytest
import torch

from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training.ard_conditions import ConditionBank
from argen.training.ard_distill import (
    MODEL,
    PATHS,
    DistillConfig,
    add_arguments,
    distill,
    drawn_rows,
    main,
    shared_out,
    teacher_path,
)
from argen.training.ard_policy import flow_times
from argen.training.ard_rollout import RolloutSettings, SampleKey, roll_out, start_noise


@pytest.fixture
def given(tmp_path, dummy_pipeline, dummy_image):
    """Settings of a distillation of seconds."""
    dummy_pipeline("ti2v_map").save_pretrained(tmp_path / "pipe")
    (tmp_path / "faces").mkdir()
    dummy_image(0).save(tmp_path / "faces" / "a.png")
    return {
        "output": str(tmp_path / "out"), "model": str(tmp_path / "pipe"), "prompts": str(tmp_path / "faces"), "count": 4,
        "steps": 2, "teacher_steps": 8, "guidance_scale": 3.0, "au_guidance_scale": 3.0, "minutes": 0.1, "batch_size": 4,
        "learning_rate": 3e-3,
    }  # fmt: skip


def settings(scale):
    """Of the dummy pipeline's clips."""
    return RolloutSettings(
        num_inference_steps=2, noise_level=0.0, guidance_scale=scale, au_guidance_scale=scale, height=32, width=32,
        num_frames=9,
    )  # fmt: skip


def test_steps_are_shared_out_by_length():
    assert shared_out(torch.tensor([1.0, 0.858, 0.602, 0.009, 0.0]), 20) == [3, 5, 12, 1]


def test_a_teacher_of_the_students_steps_is_the_plain_sampler(given):
    pipe = ARGenPipeline.from_pretrained(given["model"])
    rows = drawn_rows(DistillConfig(**given), pipe)
    bank = ConditionBank(pipe, 32, 32, 9, (1.0, 1.0, 0.0))(rows)
    keys = [SampleKey(0, row["prompt_id"], k) for k, row in enumerate(rows)]
    times = flow_times(pipe.scheduler, 2)
    path = teacher_path(pipe, bank, start_noise(pipe, keys, settings(1.0)), times, 1, (1.0, 1.0, 0.0))
    assert path.shape[1] == 3
    torch.testing.assert_close(path[:, -1], roll_out(pipe, bank, keys, settings(1.0), range(0)).x0)


def test_the_student_reaches_the_guided_teacher_without_guidance(given):
    folder = distill(DistillConfig(**given))
    before, after = ARGenPipeline.from_pretrained(given["model"]), ARGenPipeline.from_pretrained(folder)
    assert after.config["default_steps"] == 2 and after.config["default_guidance_scale"] == 1.0
    rows = drawn_rows(DistillConfig(**given), before)
    keys = [SampleKey(0, row["prompt_id"], k) for k, row in enumerate(rows)]
    guided = ConditionBank(before, 32, 32, 9, settings(3.0).scales(before))(rows)
    times = flow_times(before.scheduler, 2)
    wanted = teacher_path(before, guided, start_noise(before, keys, settings(3.0)), times, 8, (3.0, 3.0, 0.0))[:, -1]
    errors = [
        float((roll_out(pipe, guided, keys, settings(1.0), range(0)).x0 - wanted).square().mean())
        for pipe in (before, after)
    ]
    assert errors[1] < 0.5 * errors[0]


def test_paths_and_training_are_made_once(given, tmp_path, monkeypatch):
    distill(DistillConfig(**given))
    weights = tmp_path / "out" / MODEL / "transformer" / "diffusion_pytorch_model.safetensors"
    first = weights.read_bytes()
    monkeypatch.setattr("argen.training.ard_distill.teacher_path", None)  # must not be asked again
    distill(DistillConfig(**given))
    assert weights.read_bytes() == first and (tmp_path / "out" / PATHS).is_file()
    with pytest.raises(ValueError, match="made with another steps"):
        distill(DistillConfig(**given | {"steps": 3}))


def test_the_command_takes_every_setting(monkeypatch):
    seen = []
    monkeypatch.setattr("argen.training.ard_distill.distill", seen.append)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    main(parser.parse_args(["--minutes", "2", "--teacher-steps", "40"]))
    assert seen == [DistillConfig(minutes=2.0, teacher_steps=40)]


def test_fewer_steps_of_the_teacher_than_of_the_student_are_refused():
    with pytest.raises(ValueError, match="`teacher_steps` is 3"):
        DistillConfig(teacher_steps=3)
