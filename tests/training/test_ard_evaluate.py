"""Before against after on a tiny pipeline: same seeds, same clips, run by run, and what is written."""

import json

import pytest
import torch

from argen.training.ard_evaluate import FILE, SHEET, TABLE, EvaluationConfig, add_arguments, evaluate, main
from argen.training.rewards.judge import Judge
from argen.training.rewards.measures import au_r


@pytest.fixture
def given(tmp_path, dummy_pipeline, dummy_image):
    """Settings of an evaluation that takes seconds."""
    dummy_pipeline().save_pretrained(tmp_path / "pipe")
    torch.manual_seed(0)
    Judge(size=24, num_frames=5, widths=(8, 8, 8), squeezed=4, hidden=8).save_pretrained(tmp_path / "judge")
    (tmp_path / "faces").mkdir()
    for k in range(5):
        dummy_image(k).save(tmp_path / "faces" / f"{k}.png")
    return {
        "output": str(tmp_path / "out"), "before": str(tmp_path / "pipe"), "prompts": str(tmp_path / "faces"), "part": "all",
        "count": 5, "steps": (2, 1), "rewards": ("identity",), "judge": str(tmp_path / "judge"), "batch_size": 2, "shown": 2,
    }  # fmt: skip


def test_equal_weights_and_seeds_give_equal_figures(given):
    runs = evaluate(EvaluationConfig(**given, after=given["before"]))["runs"]
    assert len(runs) == 4
    for steps in (2, 1):
        before, after = (runs[f"{name}, {steps} steps, seed 0"] for name in ("before", "after"))
        assert {k: v for k, v in before.items() if k != "seconds_per_clip"} == {
            k: v for k, v in after.items() if k != "seconds_per_clip"
        }
        assert before["prompts"] == 5 and len(before["values"]["identity"]) == 5
        assert set(before["means"]) == {"identity", "judge_accuracy", "judge_au_r"}
    assert runs["before, 2 steps, seed 0"]["values"] != runs["before, 1 steps, seed 0"]["values"]


def test_a_batch_changes_nothing_and_a_run_is_made_once(given, monkeypatch):
    first = evaluate(EvaluationConfig(**given))["runs"]
    whole = evaluate(EvaluationConfig(**given | {"output": given["output"] + "5", "batch_size": 5}))["runs"]
    for name, run in first.items():
        assert run["values"]["identity"] == pytest.approx(whole[name]["values"]["identity"], abs=1e-3)
    monkeypatch.setattr("argen.training.ard_evaluate.measure_run", None)  # a finished run is not asked for again
    assert evaluate(EvaluationConfig(**given))["runs"] == first
    with pytest.raises(ValueError, match="made with another count"):
        evaluate(EvaluationConfig(**given | {"count": 3}))


def test_the_command_writes_figures_table_and_sheet(given, tmp_path, capsys):
    import argparse

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = ["--after", given["before"], "--steps", "1", "--seeds", "0", "1", "--rewards", "identity"]
    for name in ("output", "before", "prompts", "part", "judge", "count", "batch_size", "shown"):
        words += [f"--{name.replace('_', '-')}", str(given[name])]
    main(parser.parse_args(words))
    assert len(json.loads((tmp_path / "out" / FILE).read_text())["runs"]) == 4
    assert "judge_accuracy" in capsys.readouterr().out and "±" in (tmp_path / "out" / TABLE).read_text()
    assert (tmp_path / "out" / SHEET).stat().st_size > 1000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"part": "some"}, "`part` is 'some'"),
        ({"steps": (0,)}, "`steps` is \\[0\\]"),
        ({"seeds": ()}, "`seeds` is \\[\\]"),
    ],
)
def test_settings_out_of_range_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        EvaluationConfig(**change)


def test_au_r_is_1_for_what_was_asked_and_counts_moving_units_alone():
    wanted = torch.zeros(3, 9, 20)
    wanted[:, :, 4] = torch.rand(3, 9, generator=torch.Generator().manual_seed(0))
    rows = [{"action_units": one.tolist()} for one in wanted] + [{"action_units": None}]
    curves = torch.cat([0.5 * wanted, torch.ones(1, 9, 20)])
    assert au_r(curves, rows) == pytest.approx(1)
    assert au_r(curves[3:], rows[3:]) is None
