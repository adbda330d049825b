"""What a person sees while a policy trains."""

import io

import pytest
from rich.console import Console

from argen.training.ard_config import ARDConfig
from argen.training.ard_curves import draw_series, running_mean, series_of
from argen.training.ard_display import Display, course, figures_table
from argen.training.ard_pictures import Pictures, chosen_rows
from argen.training.ard_toy import brightness, toy_pipeline, toy_prompts
from argen.training.ard_trainer import ARDTrainer


def test_a_course_rises_with_its_values():
    assert course([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert course([3.0, 3.0]) == "▁▁" and course([]) == ""
    assert len(course(list(range(1000)), 10)) == 10 and course(list(range(1000)), 10)[-1] == "█"


def test_the_series_of_a_log_are_those_that_were_logged_in_order():
    log = [
        {"step": 1, "reward": 0.1, "rewards/b/mean": 1.0, "judge": 0.5, "grad_norm": 3.0},
        {"step": 2, "reward": 0.2, "rewards/b/mean": 2.0},
        {"step": 2, "train_runtime": 4.0},
    ]
    series = series_of(log, ["a", "b"])
    assert list(series) == ["reward", "rewards/b/mean", "judge"] and series["reward"] == [(1, 0.1), (2, 0.2)]


def test_the_table_names_each_figure_now_and_at_the_start():
    shown = io.StringIO()
    console = Console(file=shown, width=100)
    console.print(figures_table({"rewards/emotion/mean": [(1, -2.0), (2, -1.0)], "kl": [(1, 0.25)]}, "gamed"))
    text = shown.getvalue()
    assert "emotion" in text and "-1" in text and "-2" in text and "KL to the frozen policy" in text
    assert "stopped: gamed" in text


def test_a_running_mean_begins_at_the_first_value_and_lags():
    assert running_mean([1.0, 2.0], 0.5) == [1.0, 1.5]


def test_curves_differ_with_the_values_and_need_some():
    flat, rising = (draw_series({"reward": [(k, v * k) for k in range(5)]}) for v in (0.0, 1.0))
    assert flat.size == rising.size and flat.tobytes() != rising.tobytes()
    with pytest.raises(ValueError, match="`series` is empty"):
        draw_series({})


def test_rows_are_spread_over_the_prompts():
    assert [row["prompt_id"] for row in chosen_rows(toy_prompts(), 3)] == ["happiness", "anger", "fear"]
    assert len(chosen_rows(toy_prompts().select(range(2)))) == 2


def test_pictures_and_table_change_no_bit_of_the_training(tmp_path):
    results, written = [], io.StringIO()
    for shown in (False, True):
        args = ARDConfig(
            output_dir=str(tmp_path / str(shown)), use_cpu=True, per_device_train_batch_size=4, num_generations=4,
            max_steps=3, save_strategy="no", num_inference_steps=2, learning_rate=1e-2, picture_steps=2 if shown else None,
        )  # fmt: skip
        trainer = ARDTrainer(toy_pipeline(), [brightness], args, toy_prompts())
        console = Console(file=written, width=100, force_terminal=True)
        if shown:
            trainer.add_callback(Display(trainer, console))
            trainer.add_callback(Pictures(trainer))
        trainer.train()
        results.append({name: p.detach().clone() for name, p in trainer.parameters().items()})
    assert all(bool((value == results[1][name]).all()) for name, value in results[0].items())
    text = written.getvalue()
    assert "brightness" in text and "3/3" in text and "clips per second" in text
    names = {path.name for path in (tmp_path / "True" / "pictures").iterdir()}
    assert names == {"step-000000.png", "step-000002.png", "strip-000000.png", "strip-000002.png", "over_time.png"}
    assert (tmp_path / "True" / "curves.png").is_file()
