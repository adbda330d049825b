"""The timeline: key frames give the curve back, and nothing else than key frames comes in."""

import json

import numpy as np
import pytest

from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from demo_timeline import MOST_CHARACTERS, TOLERANCE, pack, to_curve, to_tracks, unpack


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_tracks_of_a_plan_give_its_curve_back(emotion: str) -> None:
    plan = make_plan(emotion=emotion, intensity=0.9, seed=4)
    again = to_curve(to_tracks(plan.curve), len(plan.curve))
    kept = plan.curve.max(0) >= 0.05
    assert np.abs(again - plan.curve)[:, kept].max(initial=0.0) <= TOLERANCE + 1e-3
    assert not again[:, ~kept].any()


def test_between_two_keys_the_step_is_smooth_and_monotone() -> None:
    curve = to_curve({"AU12": [(0, 0.0), (8, 1.0)]}, 17)[:, AUS.index("AU12")]
    steps = np.diff(curve[:9])
    assert (steps >= 0).all()
    assert steps.argmax() in (3, 4)  # fastest in the middle
    np.testing.assert_array_equal(curve[8:], 1.0)


def test_pack_and_unpack_are_inverse() -> None:
    tracks = {"AU04": [(0, 0.0), (3, 0.75), (16, 0.1)]}
    assert unpack(pack(tracks, 17, 8.0, edited=True), 17) == (tracks, True)
    assert unpack(pack(tracks, 17, 8.0), 17) == (tracks, False)


@pytest.mark.parametrize(
    "bad",
    [
        None, 7, "", "nonsense", "[1]", "{}", '{"tracks": []}', " " * (MOST_CHARACTERS + 1), "[" * 5000,
        *(
            json.dumps({"tracks": tracks})
            for tracks in (
                {"AU99": [[0, 0]]}, {"AU12": []}, {"AU12": [[0, 2]]}, {"AU12": [[17, 0.5]]}, {"AU12": [[-1, 0.5]]},
                {"AU12": [[3, 0.5], [3, 0.6]]}, {"AU12": [[5, 0.1], [2, 0.1]]}, {"AU12": [[0.5, 0.1]]}, {"AU12": [["0", 0.1]]},
                {"AU12": [[0, "x"]]}, {"AU12": [[0, None]]}, {"AU12": [[True, 0.1]]}, {"AU12": [[0, 0.1, 0.1]]}, {"AU12": "x"},
            )
        ),
        '{"tracks": {"AU12": [[0, NaN]]}}', '{"tracks": {"AU12": [[0, Infinity]]}}',
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(bad: object) -> None:
    with pytest.raises(ValueError, match="`timeline`"):
        unpack(bad, 17)
