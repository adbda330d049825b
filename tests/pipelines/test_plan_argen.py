"""Identities of plans: human timing from neutral to the peaks and never beyond, and one clear error per mistake."""

import json
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS, PROTOTYPES
from argen.pipelines.argen.plan_argen import (
    AffectPlan,
    au_vector,
    emotion_peaks,
    envelope,
    fit_curve,
    make_plan,
    minimum_jerk,
)


AU12 = AUS.index("AU12")


def random_curve(frames: int = 9) -> np.ndarray:
    """Intensities of no emotion at all, float32 `(frames, 20)` in 0..1."""
    return np.random.default_rng(0).random((frames, len(AUS)), dtype=np.float32)


def assert_equal(first: AffectPlan, second: AffectPlan) -> None:
    np.testing.assert_array_equal(first.curve, second.curve)
    assert first.curve.dtype == second.curve.dtype == np.float32
    for name in ("emotion", "intensity", "captions", "evidence", "seed"):
        assert getattr(first, name) == getattr(second, name)


# JSON


@pytest.mark.parametrize("emotion", [*EMOTIONS, None])
def test_json_gives_back_an_equal_plan(emotion: str | None) -> None:
    plan = make_plan(emotion, action_units=random_curve(), num_frames=9, seed=2**62 + 1)
    assert_equal(AffectPlan.from_json(plan.to_json()), plan)
    evidence = ({"id": "AU12", "source": "Ekman & Friesen"},)
    cited = AffectPlan(emotion, 0.3, plan.curve, ("ä face", "another"), evidence, None)
    assert_equal(AffectPlan.from_json(cited.to_json()), cited)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"emotion": "joy"}, "`emotion` is 'joy'"),
        ({"intensity": 1.5}, "`intensity` is 1.5"),
        ({"intensity": None}, "`intensity` is None"),
        ({"emotion": ["fear"]}, "`emotion` is \\['fear'\\]"),
        ({"intensity": True}, "`intensity` is True"),
        ({"curve": [[0.0] * 19]}, "`curve` has shape \\(1, 19\\)"),
        ({"curve": [[2.0] * 20]}, "`curve` runs from 2 to 2"),
        ({"curve": [[math.nan] * 20]}, "`curve` holds NaN"),
        ({"curve": [[0.0] * 20, [0.0]]}, "`curve` is not a table of numbers"),
        ({"curve": [["0.5"] * 20]}, "`curve` is a table of"),
        ({"curve": {"AU12": 0.5}}, "`curve` is not a table of numbers"),
        ({"curve": None}, "`curve` has shape"),
        ({"au_names": 20}, "`au_names` is 20"),
        ({"captions": "a face"}, "`captions` is 'a face'; it has to be a list of texts"),
        ({"captions": [1]}, "`captions`"),
        ({"evidence": ["AU12"]}, "`evidence` .* a list of objects"),
        ({"seed": 1.5}, "`seed` is 1.5"),
        ({"au_names": list(reversed(AUS))}, "`au_names`"),
    ],
)
def test_a_wrong_plan_is_named(change: dict[str, Any], message: str) -> None:
    data = json.loads(make_plan("fear", num_frames=5).to_json())
    with pytest.raises(ValueError, match=message):
        AffectPlan.from_json(json.dumps(data | change))


def test_a_missing_key_is_named() -> None:
    data = json.loads(make_plan("fear", num_frames=5).to_json())
    for name in data:
        with pytest.raises(ValueError, match=f"`{name}` is missing"):
            AffectPlan.from_json(json.dumps({key: value for key, value in data.items() if key != name}))
    for text in ("[]", "null", "3", '"fear"'):
        with pytest.raises(ValueError, match="a plan is an object"):
            AffectPlan.from_json(text)


# Timing


@pytest.mark.parametrize("emotion", EMOTIONS)
@pytest.mark.parametrize("num_frames", [1, 5, 17, 81])
def test_a_curve_starts_at_neutral_and_never_exceeds_its_peaks(emotion: str, num_frames: int) -> None:
    for seed in range(5):
        curve = make_plan(emotion, 0.9, num_frames=num_frames, seed=seed).curve
        assert curve.shape == (num_frames, 20) and curve.dtype == np.float32 and bool(np.isfinite(curve).all())
        assert not curve[0].any() and curve.min() >= 0.0
        assert (curve.max(0) <= emotion_peaks(emotion, 0.9)).all()


@pytest.mark.parametrize("emotion", [name for name in EMOTIONS if name != "neutral"])
def test_two_seconds_reach_the_peaks(emotion: str) -> None:
    for seed in range(5):
        curve = make_plan(emotion, 1.0, num_frames=201, fps=100.0, seed=seed).curve
        np.testing.assert_allclose(curve.max(0), emotion_peaks(emotion, 1.0), atol=1e-2)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_intensity_scales_linearly(emotion: str) -> None:
    whole = make_plan(emotion, 1.0, seed=3).curve
    for level in (0.0, 0.25, 0.5, 0.75):
        np.testing.assert_allclose(make_plan(emotion, level, seed=3).curve, level * whole, atol=1e-6)


def test_minimum_jerk_is_a_symmetric_rising_step() -> None:
    u = np.linspace(0.0, 1.0, 101)
    step = minimum_jerk(u)
    assert step[0] == 0.0 and step[-1] == 1.0 and (np.diff(step) >= 0).all()
    np.testing.assert_allclose(step + step[::-1], 1.0, atol=1e-12)
    np.testing.assert_array_equal(minimum_jerk(np.array([-1.0, 2.0])), [0.0, 1.0])


def test_an_envelope_rises_holds_and_falls_when_it_says() -> None:
    seconds = np.array([0.0, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 9.0])
    values = envelope(seconds, onset=0.5, apex=1.0, offset=1.0, start=0.5)
    np.testing.assert_allclose(values, [0, 0, 0.5, 1, 1, 1, 0.5, 0, 0], atol=1e-6)


def test_same_seed_same_plan_and_another_seed_another_timing() -> None:
    assert_equal(make_plan("fear", 0.7, seed=5), make_plan("fear", 0.7, seed=5))
    assert not np.array_equal(make_plan("fear", 0.7, seed=5).curve, make_plan("fear", 0.7, seed=6).curve)


# Action Units


def test_a_dict_equals_its_vector() -> None:
    vector = np.zeros(20, np.float32)
    vector[AU12], vector[0] = 0.8, 0.25
    for form in ({"AU12": 0.8, "AU01": 0.25}, vector.tolist(), tuple(vector.tolist()), vector.astype(np.float64)):
        np.testing.assert_array_equal(au_vector(form), vector)
        assert_equal(make_plan(action_units=form), make_plan(action_units=vector))


def test_any_real_number_is_a_number() -> None:
    plain = make_plan("fear", 1.0, {"AU12": 1.0, "AU06": 0.5}, num_frames=9)
    numbers: Any = (np.float32(1), np.float64(1), np.int64(1), 1, Fraction(1))
    nine: Any = np.int64(9)
    for one in numbers:
        assert_equal(make_plan("fear", one, {"AU12": one, "AU06": 0.5}, num_frames=nine, fps=nine - 1), plain)


def test_a_plan_of_aus_alone_is_as_intense_as_its_curve() -> None:
    for units in ({"AU12": 0.3, "AU06": 0.2}, random_curve()):
        plan = make_plan(action_units=units)
        assert plan.intensity == float(plan.curve.max()) and isinstance(plan.intensity, float)
    assert make_plan("fear").intensity == 0.8 and make_plan("fear", 0.2, {"AU12": 1.0}).intensity == 0.2


def test_the_larger_of_emotion_and_aus_wins() -> None:
    plain, raised, lowered = (
        make_plan("happiness", 0.5, units).curve for units in (None, {"AU12": 1.0}, {"AU12": 0.1, "AU06": 0.1})
    )
    np.testing.assert_array_equal(lowered, plain)
    np.testing.assert_allclose(raised[:, AU12], plain[:, AU12] / emotion_peaks("happiness", 0.5)[AU12], atol=1e-6)
    np.testing.assert_array_equal(np.delete(raised, AU12, 1), np.delete(plain, AU12, 1))


def test_a_curve_of_the_right_length_is_taken_as_it_is() -> None:
    curve = random_curve()
    assert fit_curve(curve, 9) is curve
    np.testing.assert_array_equal(make_plan(action_units=curve, num_frames=9).curve, curve)
    np.testing.assert_array_equal(make_plan(action_units=curve.tolist(), num_frames=9).curve, curve)


def test_a_stretched_curve_keeps_its_ends_and_what_is_linear() -> None:
    curve = random_curve()
    stretched = make_plan(action_units=curve, num_frames=17).curve
    np.testing.assert_array_equal(stretched[[0, -1]], curve[[0, -1]])
    np.testing.assert_allclose(stretched[::2], curve, atol=1e-6)
    line = np.linspace(0, 1, 5, dtype=np.float32)[:, None].repeat(20, 1)
    np.testing.assert_allclose(fit_curve(line, 33), np.linspace(0, 1, 33)[:, None].repeat(20, 1), atol=1e-6)


def test_peaks_without_a_generator_are_the_prototype_and_else_a_variant() -> None:
    for emotion in EMOTIONS:
        variants = [au_vector(variant) for variant in PROTOTYPES[emotion]]
        np.testing.assert_array_equal(emotion_peaks(emotion, 1.0), variants[0])
        rng = np.random.default_rng(0)
        drawn = [emotion_peaks(emotion, 1.0, rng) for _ in range(30)]
        assert all(any(np.array_equal(one, variant) for one in drawn) for variant in variants)
        assert all(any(np.array_equal(one, variant) for variant in variants) for one in drawn)


# Mistakes


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({}, "`emotion` and `action_units` are both None"),
        ({"emotion": "joy"}, f"`emotion` is 'joy'; it has to be one of {', '.join(EMOTIONS)}"),
        ({"emotion": "fear", "intensity": 1.01}, "`intensity` is 1.01; it has to be a number from 0 .* to 1"),
        ({"emotion": "fear", "intensity": -0.1}, "`intensity` is -0.1"),
        ({"emotion": "fear", "intensity": math.nan}, "`intensity` is nan"),
        ({"emotion": "fear", "intensity": "strong"}, "`intensity` is 'strong'"),
        ({"emotion": "fear", "intensity": True}, "`intensity` is True"),
        ({"action_units": {"AU12": 0.5}, "intensity": 0.5}, "`intensity` is 0.5 without an `emotion`"),
        ({"emotion": "fear", "num_frames": 0}, "`num_frames` is 0"),
        ({"emotion": "fear", "num_frames": -4}, "`num_frames` is -4"),
        ({"emotion": "fear", "num_frames": 9.0}, "`num_frames` is 9.0"),
        ({"action_units": np.zeros((9, 20)), "num_frames": 0}, "`num_frames` is 0"),
        ({"emotion": "fear", "fps": 0}, "`fps` is 0; it has to be a finite number above 0"),
        ({"emotion": "fear", "fps": math.nan}, "`fps` is nan"),
        ({"emotion": "fear", "fps": "8"}, "`fps` is '8'"),
        ({"action_units": {"AU12": True}}, "`action_units` gives AU12 the value True"),
        ({"action_units": [True] * 20}, "`action_units` is not a dict, a vector or a curve of numbers"),
        ({"action_units": {"AU99": 0.5}}, f"`action_units` names 'AU99'; the AUs are {', '.join(AUS)}"),
        ({"action_units": {"AU12": "much"}}, "`action_units` gives AU12 the value 'much'"),
        ({"action_units": {"AU12": math.nan}}, "`action_units` holds NaN"),
        ({"action_units": {"AU12": math.inf}}, "`action_units` holds NaN or infinity"),
        ({"action_units": {"AU12": 1.2}}, "`action_units` runs from 0 to 1.2; every intensity .* from 0 to 1"),
        ({"action_units": [-0.5] * 20}, "`action_units` runs from -0.5 to -0.5"),
        ({"action_units": [0.5] * 19}, "`action_units` has shape \\(1, 19\\); a curve is \\(frames, 20\\)"),
        ({"action_units": np.zeros((2, 9, 20))}, "`action_units` has shape \\(2, 9, 20\\)"),
        ({"action_units": np.zeros((0, 20))}, "`action_units` has shape \\(0, 20\\)"),
        ({"action_units": ["a"] * 20}, "`action_units` is not a dict, a vector or a curve of numbers"),
    ],
)
def test_mistakes_name_the_argument_and_what_is_legal(call: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_plan(**call)
