"""Anatomy: no frame holds antagonists together, the weaker or the unnamed one yields, and each loss is recorded."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from argen.pipelines.affect.anatomy import CEILINGS, TOGETHER, agree
from argen.pipelines.argen.facs_argen import ANTAGONISTS, AUS


STEADY = settings(derandomize=True, deadline=None)
unit = st.floats(0, 1, width=32)
curves = st.lists(st.lists(unit, min_size=20, max_size=20), min_size=1, max_size=4)


def possible(curve: np.ndarray) -> bool:
    """Whether every pair of antagonists keeps to the rule in every frame."""
    for first, second in ANTAGONISTS:
        a, b = curve[:, AUS.index(first)], curve[:, AUS.index(second)]
        if (np.minimum(a, b) > CEILINGS[first, second] + 2e-4).any() or (a + b > TOGETHER + 2e-4).any():
            return False
    return True


@given(curves, st.sets(st.sampled_from(AUS)))
@STEADY
def test_every_curve_becomes_possible(rows: list[list[float]], named: set[str]) -> None:
    curve = np.array(rows, np.float32)
    before = curve.copy()
    agreed, records = agree(curve, named)
    assert possible(agreed)
    assert np.array_equal(curve, before)
    assert (agreed <= before).all() and (agreed >= 0).all()
    assert {record["action_unit"] for record in records} == {AUS[k] for k in np.flatnonzero((agreed < before).any(0))}
    again, more = agree(agreed, named)
    assert possible(again) and (more == []) == np.array_equal(again, agreed)


def shown(**peaks: float) -> np.ndarray:
    curve = np.zeros((2, len(AUS)), np.float32)
    for name, peak in peaks.items():
        curve[1, AUS.index(name)] = peak
    return curve


def test_the_weaker_one_yields() -> None:
    curve, (record,) = agree(shown(AU24=0.9, AU25=0.5))
    assert curve[1, AUS.index("AU24")] == np.float32(0.9)
    assert curve[1, AUS.index("AU25")] == np.float32(0.25)
    assert record["kind"] == "resolved" and record["action_unit"] == "AU25" and record["frames"] == 1


def test_the_named_one_stands_even_if_it_is_weaker() -> None:
    curve, records = agree(shown(AU24=0.5, AU25=0.9), named=("AU24",))
    assert curve[1, AUS.index("AU24")] == 0.5 and curve[1, AUS.index("AU25")] == np.float32(0.3)
    assert [record["action_unit"] for record in records] == ["AU25"]


def test_what_is_possible_stays_as_it_is() -> None:
    curve = shown(AU12=0.6, AU15=0.5, AU24=0.3, AU25=0.8, AU06=1.0)
    agreed, records = agree(curve)
    assert agreed is curve and records == []
