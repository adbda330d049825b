"""`spaces/motion` against polynomials, whose derivatives are known, and scipy's interpolation."""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.interpolate import PPoly, make_interp_spline

from argen.pipelines.argen.plan_argen import make_plan


Load = Callable[[str], Any]
NUMBERS = st.floats(-2, 2)


@pytest.fixture(scope="module")
def motion(import_metric: Callable[[str], ModuleType]) -> ModuleType:
    return import_metric("motion")


@given(st.lists(NUMBERS, min_size=4, max_size=4), st.integers(4, 30), st.floats(1, 60))
def test_jerk_of_a_cubic_is_its_third_derivative(
    motion: ModuleType, coefficients: list[float], frames: int, fps: float
) -> None:
    curve = np.polynomial.Polynomial(coefficients)
    samples = curve(np.arange(frames) / fps)[:, None]
    noise = 1e-13 * fps**3 * (1 + np.abs(samples).max())
    assert motion.jerk(samples, fps) == pytest.approx(abs(6 * coefficients[3]), rel=1e-9, abs=noise)


def test_jerk_agrees_with_scipys_spline(motion: ModuleType) -> None:
    times = np.arange(200) / 100
    wave = np.sin(3 * times)[:, None]
    third = make_interp_spline(times, wave[:, 0], k=5).derivative(3)(times[5:-5])
    assert motion.jerk(wave, 100) == pytest.approx(np.sqrt(np.mean(third**2)), rel=0.03)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=20))
def test_onset_agrees_with_scipys_crossings(motion: ModuleType, values: list[float]) -> None:
    curve = np.array([0.0, *values])
    assume(curve.max() > 0.1)
    peak, times = int(curve.argmax()), np.arange(len(curve))
    line = PPoly(np.stack([np.diff(curve), curve[:-1]]), times)
    rises = {}
    for share in (0.1, 0.9):
        roots = line.solve(share * curve.max(), extrapolate=False)
        rises[share] = max(root for root in roots[np.isfinite(roots)] if root <= peak)
    got = motion.measure(curve[:, None], 8.0, 0.05)
    assert got["onset_start"] == pytest.approx(rises[0.1] / 8, abs=1e-9)
    assert got["onset"] == pytest.approx((rises[0.9] - rises[0.1]) / 8, abs=1e-9)


@pytest.mark.parametrize("fps", [8, 25.0, 60])
def test_onset_of_a_ramp_is_four_fifths_of_it_at_any_rate(load_metric: Load, fps: float) -> None:
    times = np.arange(0, 4, 1 / fps)
    ramp = np.clip((times - 1) / 1.5, 0, 1)[:, None] * [1.0, 0.5]
    scores = load_metric("motion").compute(predictions=[ramp], fps=fps)
    assert scores["onset"] == pytest.approx(1.2, abs=0.5 / fps)
    assert scores["clips"][0]["onset_start"] == pytest.approx(1.15, abs=0.5 / fps)


def test_a_twitch_before_the_expression_is_no_onset(motion: ModuleType) -> None:
    curve = np.array([0, 0.4, 0, 0, 0, 0.5, 1, 1, 0])[:, None]
    assert motion.measure(curve, 1, 0.05)["onset_start"] == pytest.approx(4.2)


def test_landmarks_are_measured_whatever_their_origin(load_metric: Load) -> None:
    rng = np.random.default_rng(0)
    moves = np.cumsum(rng.normal(size=(20, 10)), 0)
    here, there = (
        load_metric("motion").compute(predictions=[moves + shift], fps=25, min_motion=0.5) for shift in (0, 300.0)
    )
    for key in ("jerk", "onset"):
        assert here[key] == pytest.approx(there[key])
    twice = load_metric("motion").compute(predictions=[2 * moves], fps=25, min_motion=0.5)
    assert twice["jerk"] == pytest.approx(2 * here["jerk"]) and twice["onset"] == pytest.approx(here["onset"])


def test_faster_plans_have_shorter_onsets(load_metric: Load) -> None:
    curve = make_plan("happiness", 1.0, num_frames=41, fps=20).curve
    scores = load_metric("motion").compute(predictions=[curve, curve], fps=[20, 40])
    slow, fast = scores["clips"]
    assert slow["onset"] == pytest.approx(2 * fast["onset"]) and fast["jerk"] == pytest.approx(8 * slow["jerk"])


def test_what_is_undefined_is_nan_and_counted(load_metric: Load) -> None:
    ramp = np.linspace(0, 1, 6)[:, None]
    scores = load_metric("motion").compute(predictions=[ramp, ramp[:3], np.full((5, 1), 0.7)], fps=8)
    assert (scores["jerk_undefined"], scores["onset_undefined"], scores["n"]) == (1, 1, 3)
    assert math.isnan(scores["clips"][1]["jerk"]) and math.isnan(scores["clips"][2]["onset"])
    assert scores["jerk"] == pytest.approx(0, abs=1e-9)
    assert scores["onset"] == pytest.approx(np.mean([0.5, 0.2]))


def test_batches_are_one(load_metric: Load) -> None:
    metric = load_metric("motion")
    clips = [np.random.default_rng(k).uniform(size=(5 + k, 2)) for k in range(7)]
    wanted = metric.compute(predictions=clips, fps=10)
    metric.add_batch(predictions=clips[:3])
    metric.add_batch(predictions=[clip.tolist() for clip in clips[3:]])
    assert metric.compute(fps=10) == wanted


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fps": None}, "`fps` is missing"),
        ({"fps": 0}, "`fps` is 0"),
        ({"fps": [8, 8]}, r"`fps` has the shape \(2,\) for 1 clips"),
        ({"min_motion": 0}, "`min_motion` is 0"),
        ({"predictions": []}, "at least one clip"),
        ({"predictions": [[[1.0], [1.0, 2.0]]]}, "lengths .* in clip 0"),
        ({"predictions": [[]]}, "in clip 0"),
        ({"predictions": [[[1.0], [math.nan]]]}, "not finite in clip 0"),
        ({"predictions": [[1.0, 2.0]]}, "expected format"),
    ],
)
def test_mistakes_are_named(load_metric: Load, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_metric("motion").compute(**{"predictions": [[[0.0], [1.0]]], "fps": 8} | changes)
