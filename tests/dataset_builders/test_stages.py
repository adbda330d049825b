"""A group's stages: looking closer only at what passes keeps the same clips, and spares the looks."""

import io
import json
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq

from argen.dataset_builders.groups import make_groups
from argen.dataset_builders.measures import Judge, Measurement
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.settings import BuildSettings, PlanSettings, ScreenSettings
from argen.dataset_builders.sources.procedural import chart_judge, charts
from argen.dataset_builders.stages import Stages


PLAN = PlanSettings(
    clips=42, source="argen.dataset_builders.sources.procedural:charts", randomization=0.4, num_frames=5
)
BUILD = BuildSettings(ScreenSettings(au_r=0.9, identity=0.7), attempts=3)


def results(judge: Judge):
    """Rows and notes of every group of the plan."""
    stages, plan = Stages(charts(PLAN, "cpu"), judge, PLAN, BUILD, "f"), make_plan(PLAN)
    tables = [pq.read_table(io.BytesIO(stages.run(group))) for group in make_groups(plan, 0, set())]
    return [row for table in tables for row in table.to_pylist()]


def test_looking_closer_at_what_passes_keeps_the_same_clips():
    whole, seen = chart_judge("cpu"), {"emotion": 0, "face": 0}

    def measure(frames: np.ndarray):
        return replace(whole.measure(frames), probabilities=None, integrity=None, identity=None)

    def recognise(frames, found):
        seen["emotion"] += 1
        return replace(found, probabilities=whole.measure(frames).probabilities)

    def check_face(frames, found):
        assert found.probabilities is not None
        seen["face"] += 1
        return replace(whole.measure(frames), probabilities=found.probabilities)

    rows = results(whole)
    assert results(Judge(measure, whole.models, (recognise, check_face))) == rows
    attempts = sum(row["attempt"] + 1 for row in rows)
    assert len(rows) <= seen["face"] <= seen["emotion"] < attempts + 3 * (42 - len(rows))


def test_a_glance_spares_the_rest_of_what_fails_by_far_and_keeps_the_same_clips():
    whole, finished = chart_judge("cpu"), []

    def glance(frames: np.ndarray):
        curve = whole.measure(frames).curve.copy()
        curve[[0, 1, 3]] = np.nan
        return Measurement(curve, None, None, None, None)

    def measure(frames, found):
        assert found.partial
        finished.append(frames)
        return whole.measure(frames)

    rows = results(whole)
    assert results(Judge(glance, whole.models, (measure,))) == rows
    attempts = sum(row["attempt"] + 1 for row in rows)
    assert len(rows) <= len(finished) < attempts + 3 * (42 - len(rows))


def test_the_log_says_what_a_glance_sufficed_for():
    whole = chart_judge("cpu")

    def glance(frames: np.ndarray):
        curve = whole.measure(frames).curve.copy()
        curve[:2] = np.nan
        return Measurement(curve, None, None, None, None)

    judge = Judge(glance, whole.models, (lambda frames, _: whole.measure(frames),))
    stages, plan = Stages(charts(PLAN, "cpu"), judge, PLAN, BUILD, "f"), make_plan(PLAN)
    lines = [
        line
        for group in make_groups(plan, 0, set())
        for line in json.loads(pq.read_schema(io.BytesIO(stages.run(group))).metadata[b"rejected"])
    ]
    assert {line["glance"] for line in lines} == {True, False}
    for line in lines:
        assert (line["scores"]["motion_jerk"] is None) == line["glance"]
        assert not line["glance"] or line["reasons"] in (["au_r"], ["au_error"])
