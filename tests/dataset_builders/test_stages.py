"""A group's stages: looking closer only at what passes keeps the same clips, and spares the looks."""

import io
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq

from argen.dataset_builders.groups import make_groups
from argen.dataset_builders.measures import Judge
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
