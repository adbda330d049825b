"""What the page says: escaped, and the numbers it was given."""

import re
from typing import Any

import numpy as np
import pytest

from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import AffectPlan
from demo_charts import agreement, correlation, evenly, unit_panels
from demo_pages import empty_clip, grid_page, plan_page
from demo_plan import EMOTION, REGIONS, SENTENCE, UNITS, asked, check_seed, check_settings, edited, requested
from demo_timeline import pack


BAD = '<script>alert(1)</script><img src=x onerror="alert(2)"><svg/onload=alert(3)>'
REST = [0.0] * len(AUS)


def test_a_sentence_never_becomes_markup() -> None:
    plan = make_plan(text=f"a smile {BAD}")
    hostile = AffectPlan(
        None, 0.5, plan.curve, (BAD,), ({"kind": "resolved", "overruled": BAD, "by": BAD}, *plan.evidence)
    )
    for page in (plan_page(plan), plan_page(hostile), empty_clip(None, BAD), grid_page([], [], 8.0, BAD)):
        assert not re.search(r"<(script|img src=x|svg/)", page)


def test_evidence_is_shown_with_its_source() -> None:
    page = plan_page(make_plan(text="about to cry"))
    assert "<cite>" in page
    assert "passages from the knowledge base" in page


def test_regions_hold_each_unit_once() -> None:
    assert sorted(name for names in REGIONS.values() for name in names) == sorted(AUS)


def test_only_the_open_way_counts() -> None:
    units = [0.8 if name == "AU12" else 0.0 for name in AUS]
    timing = (1, 17, 8.0)
    assert asked(EMOTION, "fear", 0.5, "a smile", units, *timing).emotion == "fear"
    assert asked(SENTENCE, "fear", 0.5, "a broad smile", units, *timing).emotion == "happiness"
    plan = asked(UNITS, "fear", 0.5, "a smile", units, *timing)
    assert plan.curve.max(0).nonzero()[0].tolist() == [AUS.index("AU12")]


@pytest.mark.parametrize(("way", "words"), [(SENTENCE, "sentence"), (UNITS, "slider")])
def test_nothing_asked_for_is_said(way: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        asked(way, "fear", 0.5, "  ", REST, 1, 17, 8.0)


def test_a_hand_wins_over_the_plan_and_antagonists_yield() -> None:
    plan = make_plan(emotion="fear")
    assert edited(plan, pack({"AU12": [(0, 1.0)]}, 17, 8.0)) is plan
    drawn = edited(
        plan, pack({"AU12": [(0, 0.0), (8, 0.9)], "AU24": [(0, 1.0)], "AU25": [(0, 1.0)]}, 17, 8.0, edited=True)
    )
    assert drawn.curve[16, AUS.index("AU12")] == pytest.approx(0.9)
    assert not drawn.curve[:, AUS.index("AU01")].any()
    together = drawn.curve[:, AUS.index("AU24")] + drawn.curve[:, AUS.index("AU25")]
    assert together.max() <= 1.15 + 1e-3
    assert "edited by hand" in plan_page(drawn, by_hand=True)


def test_a_plan_from_a_program_stands_for_itself() -> None:
    import json

    plan = make_plan(emotion="anger", seed=5)
    again = requested("fear", 0.1, "x", None, json.loads(plan.to_json()), 1, 17, 8.0)
    np.testing.assert_array_equal(again.curve, plan.curve)
    with pytest.raises(ValueError, match="frames"):
        requested(None, None, None, None, json.loads(plan.to_json()), 1, 33, 8.0)


@pytest.mark.parametrize("seed", [-1, 2**31, 1.5, "1", None, float("nan"), float("inf"), True, [1]])
def test_bad_seeds(seed: object) -> None:
    with pytest.raises(ValueError, match="`seed`"):
        check_seed(seed)


@pytest.mark.parametrize(
    ("steps", "scales"),
    [(0, {}), (31, {}), (1.5, {}), ("2", {}), (float("nan"), {}), (None, {"guidance_scale": -1}), (None, {"guidance_scale": float("nan")}),
     (None, {"au_guidance_scale": 1e9}), (None, {"frame_guidance_scale": "x"}), (None, {"frame_guidance_scale": True})],
)  # fmt: skip
def test_what_a_request_may_cost(steps: object, scales: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="`"):
        check_settings(1, steps, **scales)


def test_agreement_is_over_the_units_that_were_asked_to_move() -> None:
    asked_for, seen = np.zeros((9, 20), np.float32), np.random.default_rng(0).random((9, 20)).astype(np.float32)
    asked_for[:, 3] = np.linspace(0, 1, 9)
    seen[:, 3] = np.linspace(0, 0.5, 9)
    assert agreement(asked_for, seen) == pytest.approx(1.0)
    asked_for[:, 5] = np.linspace(1, 0, 9)
    seen[:, 5] = np.linspace(0, 0.5, 9)
    assert agreement(asked_for, seen) == pytest.approx(0.0, abs=1e-6)
    assert agreement(np.zeros_like(seen), seen) is None
    assert correlation(np.ones(5), np.arange(5.0)) is None


def test_panels_name_their_unit_and_its_peaks() -> None:
    curve = np.zeros((9, 20), np.float32)
    curve[4, 9] = 0.75
    page = unit_panels(curve, curve / 2, 8.0, [9])
    assert "AU12: asked up to 0.75, seen up to 0.38" in page
    assert page.count("<svg") == 1


@pytest.mark.parametrize("count", [1, 2, 8, 9, 10, 17, 48])
def test_evenly_takes_the_ends(count: int) -> None:
    taken = evenly(count)
    assert taken[0] == 0
    assert taken[-1] == count - 1
    assert len(taken) <= 9
