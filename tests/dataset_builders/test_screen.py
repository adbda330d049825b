"""What is measured in a clip, and when it is kept."""

import numpy as np
import pytest

from argen.dataset_builders.measures import Measurement, au_agreement, scores
from argen.dataset_builders.screen import at_a_glance, reasons
from argen.dataset_builders.settings import ScreenSettings
from argen.dataset_builders.slots import Slot
from argen.dataset_builders.sources.procedural import draw, read
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import make_plan


def curve(emotion="fear", intensity=0.8, frames=9):
    return make_plan(emotion, intensity, num_frames=frames, seed=1).curve


def correlation(asked, measured):
    r, _ = au_agreement(asked, measured)
    assert r is not None
    return r


def test_agreement_is_one_for_the_curve_itself_and_for_any_line_of_it():
    asked = curve()
    assert au_agreement(asked, asked) == (pytest.approx(1), 0)
    r, error = au_agreement(asked, 0.5 * asked + 0.1)
    assert r == pytest.approx(1)
    assert error == pytest.approx(np.abs(0.5 * asked[1:] - 0.1).mean(), rel=1e-5)


def test_agreement_does_not_look_at_the_first_frame_and_hears_of_wrong_units_and_wrong_time():
    asked = curve()
    other = asked.copy()
    other[0] = 1
    assert au_agreement(asked, other) == au_agreement(asked, asked)
    assert correlation(asked, asked[:, ::-1]) < 0.5
    assert correlation(asked, asked[::-1]) < 0.95


def test_what_asks_for_nothing_has_no_correlation_and_is_judged_by_its_error():
    still = np.zeros((9, 20), np.float32)
    assert au_agreement(still, curve())[0] is None
    assert au_agreement(curve(), still) == (0.0, pytest.approx(curve()[1:].mean(), rel=1e-5))
    judged = seen(curve(), asked=still)
    assert reasons("neutral", judged, ScreenSettings(au_error=0.01, emotion=False)) == ["au_error"]
    assert reasons("neutral", judged, ScreenSettings(au_error=1.0, emotion=False)) == []


def seen(measured, asked=None, emotion="fear", integrity=0.9, identity=0.9):
    chances = tuple(float(name == emotion) for name in EMOTIONS)
    return scores(Measurement(measured, chances, integrity, identity, 0.0), measured if asked is None else asked)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (seen(curve()), []),
        (seen(curve()[:, ::-1], asked=curve()), ["au_r"]),
        (seen(curve(), emotion="anger"), ["emotion"]),
        (seen(curve(), integrity=0.49), ["integrity"]),
        (seen(curve(), integrity=0.5, identity=0.7), []),
        (seen(curve(), identity=0.69), ["identity"]),
        (seen(curve()[:, ::-1], curve(), "anger", 0.1, 0.1), ["au_r", "emotion", "integrity", "identity"]),
    ],
)
def test_every_bound_is_a_reason_of_its_own_and_bounds_are_inclusive(found, why):
    screen = ScreenSettings(au_r=0.9, integrity=0.5, identity=0.7)
    assert reasons("fear", found, screen) == why
    assert reasons("fear", found, None) == []


def test_a_chart_shows_what_was_drawn_and_what_is_spoiled():
    asked = curve()
    good = read(draw(asked, 3, ""))
    assert np.array_equal(good.curve, asked)
    assert (good.recognised, good.integrity, good.identity) == ("fear", 1.0, 1.0)
    assert correlation(asked, read(draw(asked, 3, "units")).curve) < 0.5
    assert ScreenSettings().integrity >= (read(draw(asked, 3, "stripe")).integrity or 0)
    assert ScreenSettings().identity > (read(draw(asked, 3, "person")).identity or 1)


def test_what_is_not_measured_yet_rejects_nothing():
    found = scores(Measurement(curve(), None, None, None, 0.0), curve())
    assert found["emotion_probabilities"] is None and found["recognised"] is None
    assert reasons("fear", found, ScreenSettings()) == []
    found = scores(Measurement(curve(), (0.0,) * 6 + (1.0,), None, None, 0.0), curve())
    assert reasons("fear", found, ScreenSettings()) == []
    assert reasons("anger", found, ScreenSettings()) == ["emotion"]


def test_a_glance_compares_the_frames_it_has_and_has_weaker_bounds():
    asked, some = curve(), curve().copy()
    noise = np.random.default_rng(0).normal(0, 0.1, asked.shape).astype(np.float32)
    some[[0, 2, 4]] = np.nan
    rows = np.flatnonzero(~np.isnan(some).any(1))
    some[rows] += noise[rows]
    few = np.concatenate([asked[:1], asked[rows]]), np.concatenate([asked[:1], some[rows]])
    assert au_agreement(asked, some) == au_agreement(*few)
    found = scores(Measurement(some, None, None, None, None), asked)
    screen = ScreenSettings(au_r=found["au_r"] + 0.05)
    assert reasons("fear", found, screen) == ["au_r"]
    assert reasons("fear", found, at_a_glance(screen)) == []
    assert at_a_glance(None) is None
    assert at_a_glance(ScreenSettings(au_r=-1.0, au_error=0.9)) == ScreenSettings(au_r=-1.0, au_error=1.0)


def test_a_slot_knows_what_is_legal():
    with pytest.raises(ValueError, match="`identity`"):
        Slot(0, "train", "fear", 0.5, "", 1)
