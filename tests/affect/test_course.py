"""Course: stages become curves that start at neutral, reach their peaks, follow each other and end as asked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argen.pipelines.affect.course import FADED, PACE_FACTORS, course_curve, stage_peaks
from argen.pipelines.affect.description import ENDINGS, PACES, WHENS, Description, Stage
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS, PROTOTYPES
from argen.pipelines.argen.plan_argen import au_vector


STEADY = settings(derandomize=True, deadline=None)
JOY, SHOCK, REST = Stage("happiness", 0.8), Stage("surprise", 1.0), Stage("neutral", 0.0)
stages = st.builds(
    Stage,
    emotion=st.sampled_from(EMOTIONS),
    intensity=st.floats(0, 1),
    action_units=st.dictionaries(st.sampled_from(AUS), st.floats(0, 1), max_size=3),
    without=st.lists(st.sampled_from(AUS), max_size=2, unique=True).map(tuple),
    prototype=st.booleans(),
    pace=st.sampled_from(PACES),
)


def curve_of(*stages: Stage, ending: str = "held", frames: int = 17, fps: float = 8.0, seed: int = 0) -> np.ndarray:
    return course_curve(Description(stages, ending), frames, fps, np.random.default_rng(seed))[0]


timings = st.dictionaries(st.sampled_from(AUS), st.sampled_from(WHENS), max_size=4)
timed = st.builds(lambda stage, timing: replace(stage, timing=timing), stages, timings)


@given(
    st.lists(st.one_of(stages, timed), min_size=1, max_size=4).map(tuple),
    st.sampled_from(ENDINGS),
    st.integers(1, 60),
    st.floats(0.5, 60),
    st.integers(0, 2**63 - 1),
)
@STEADY
def test_any_description_is_a_legal_curve(stages: tuple, ending: str, frames: int, fps: float, seed: int) -> None:
    curve = curve_of(*stages, ending=ending, frames=frames, fps=fps, seed=seed)
    assert curve.shape == (frames, 20) and curve.dtype == np.float32
    assert not curve[0].any()
    assert np.isfinite(curve).all() and curve.min() >= 0 and curve.max() <= 1
    shut = [AUS.index(name) for name in AUS if all(name in stage.without for stage in stages)]
    assert not curve[:, shut].any()


@given(stages, st.integers(2, 60), st.floats(0.5, 60), st.integers(0, 1000))
@STEADY
def test_a_held_stage_ends_at_its_peaks(stage: Stage, frames: int, fps: float, seed: int) -> None:
    peaks, _ = stage_peaks(stage, np.random.default_rng(seed))
    curve = curve_of(stage, frames=frames, fps=fps, seed=seed)
    assert np.abs(curve[-1] - peaks).max() < 2e-4
    assert np.abs(curve.max(0) - peaks).max() < 2e-4


@pytest.mark.parametrize("seed", range(5))
def test_endings(seed: int) -> None:
    held, fading, gone = (curve_of(JOY, ending=ending, seed=seed)[:, AUS.index("AU12")] for ending in ENDINGS)
    assert held[-1] == held.max()
    assert FADED[0] - 1e-3 <= fading[-1] / fading.max() <= FADED[1] + 1e-3
    assert gone[-1] == 0 and gone.max() == pytest.approx(held.max())


@pytest.mark.parametrize("seed", range(5))
def test_stages_follow_each_other(seed: int) -> None:
    curve = curve_of(REST, SHOCK, JOY, seed=seed)
    brows, smile = curve[:, AUS.index("AU02")], curve[:, AUS.index("AU12")]
    assert brows.max() > 0.8 and brows[-1] < 0.02
    assert smile[: int(np.argmax(brows)) + 1].max() < 0.05 and smile[-1] == smile.max() > 0.6


def test_a_rest_at_first_delays_the_rise() -> None:
    first = [int(np.argmax(curve_of(*stages)[:, AUS.index("AU12")] > 0.05)) for stages in ((JOY,), (REST, JOY))]
    assert first[1] > first[0]


def test_paces_differ() -> None:
    def rise(pace: str) -> int:
        smile = curve_of(Stage("happiness", 1.0, pace=pace), frames=65, fps=16)[:, AUS.index("AU12")]
        return int(np.argmax(smile > 0.9 * smile.max()) - np.argmax(smile > 0.1 * smile.max()))

    assert rise("sudden") < rise("natural") < rise("slow")
    assert set(PACE_FACTORS) == set(PACES)


def test_peaks_of_a_stage() -> None:
    rng = np.random.default_rng(0)
    stage = Stage("sadness", 0.5, {"AU24": 0.4, "AU15": 0.9}, without=("AU17",), prototype=False)
    assert {AUS[k] for k in np.flatnonzero(stage_peaks(stage, rng)[0])} == {"AU24", "AU15"}
    peaks, _ = stage_peaks(Stage("sadness", 0.5, {"AU15": 0.9}, without=("AU17",)), rng)
    assert peaks[AUS.index("AU15")] == np.float32(0.9) and peaks[AUS.index("AU17")] == 0 < peaks[AUS.index("AU01")]
    weaker, _ = stage_peaks(Stage("happiness", 1.0, {"AU12": 0.2}), rng, named=("AU12",))
    assert weaker[AUS.index("AU12")] == np.float32(0.2) and weaker[AUS.index("AU06")] > 0.5


def test_seeds_draw_the_prototype_and_all_its_variants() -> None:
    drawn = {tuple(stage_peaks(Stage("anger", 1.0), np.random.default_rng(seed))[0].tolist()) for seed in range(40)}
    assert drawn == {tuple(au_vector(peaks).tolist()) for peaks in PROTOTYPES["anger"]}


def test_one_frame_is_the_neutral_face() -> None:
    assert not curve_of(JOY, frames=1).any()


@pytest.mark.parametrize("frames", [1, 2, 17])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_present_start_shows_the_first_stage_at_once(frames: int, ending: str) -> None:
    there = Description((replace(JOY, prototype=False, action_units={"AU12": 0.8}), SHOCK), ending, start="present")
    curve = course_curve(there, frames, 8.0, np.random.default_rng(0))[0]
    assert curve[0, AUS.index("AU12")] == np.float32(0.8) and not curve[0, AUS.index("AU02")]


@pytest.mark.parametrize("ending", ENDINGS)
def test_early_and_late_actions_and_blinks(ending: str) -> None:
    units = {"AU04": 0.8, "AU09": 0.8, "AU17": 0.8, "AU43": 1.0}
    timing = {"AU04": "early", "AU17": "late", "AU43": "blink"}
    curve = curve_of(Stage("disgust", 0.8, units, prototype=False, timing=timing), ending=ending)
    early, whole, late, blink = (curve[:, AUS.index(name)] for name in units)
    assert early.max() == late.max() == whole.max() == np.float32(0.8)
    assert early[9:].max() == 0 or early.argmax() < late.argmax()
    assert early[-1] == 0 and late[-1] == np.float32(0.8) and late[:8].max() < 0.1
    assert (whole[-1] == whole.max()) == (ending == "held")
    assert blink.max() == 1 and (blink > 0).sum() <= 3 and blink[0] == 0
