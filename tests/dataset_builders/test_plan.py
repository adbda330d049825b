"""Plans of datasets: what is counted, what is added, who is in which split."""

import csv
import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argen.cli import main
from argen.dataset_builders.histogram import added_counts, read_histogram, whole_shares
from argen.dataset_builders.plan import Plan, make_plan, plan_rows, split_counts, split_people
from argen.dataset_builders.settings import PlanSettings
from argen.dataset_builders.slots import Slot, attempt_seed, replacement
from argen.pipelines.argen.facs_argen import EMOTIONS


# published training counts of DFEW's first fold would do as well: a long tail
TAIL = {"happiness": 300, "sadness": 100, "neutral": 200, "anger": 120, "surprise": 60, "disgust": 10, "fear": 20}
counts = st.fixed_dictionaries({name: st.integers(0, 3000) for name in EMOTIONS})


@given(present=counts, clips=st.integers(1, 5000), target=st.sampled_from(["uniform", "effective"]))
def test_added_clips_have_the_planned_sum(present, clips, target):
    added = added_counts(present, clips, target, 0.999)
    assert sum(added.values()) == clips
    assert min(added.values()) >= 0


@given(present=counts, clips=st.integers(1, 5000))
def test_uniform_raises_the_lowest_to_one_level_and_nobody_above_it(present, clips):
    added = added_counts(present, clips, "uniform", 0.0)
    raised = [present[name] + added[name] for name in EMOTIONS if added[name]]
    assert max(raised) - min(raised) <= 1
    assert all(present[name] >= min(raised) - 1 for name in EMOTIONS if not added[name])


def test_a_histogram_is_filled_to_equal_classes():
    added = added_counts(TAIL, 7 * 300 - sum(TAIL.values()), "uniform", 0.0)
    assert {name: TAIL[name] + added[name] for name in EMOTIONS} == dict.fromkeys(EMOTIONS, 300)


def test_effective_numbers_share_out_by_their_inverse():
    beta, clips = 0.99, 100_000
    added = added_counts(TAIL, clips, "effective", beta)
    weights = {name: (1 - beta) / (1 - beta ** TAIL[name]) for name in EMOTIONS}
    for name in EMOTIONS:
        assert added[name] == pytest.approx(clips * weights[name] / sum(weights.values()), abs=1)


def test_effective_numbers_tend_to_equal_classes_and_to_inverse_frequency():
    equal = added_counts(TAIL, 700, "effective", 0.0)
    assert set(equal.values()) == {100}
    steep = added_counts(TAIL, 100_000, "effective", 1 - 1e-9)
    assert steep["disgust"] / steep["happiness"] == pytest.approx(30, rel=0.01)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.integers(0, 500))
def test_whole_shares_keep_the_sum(shares, total):
    values = np.array(shares) + 1e-3
    whole = whole_shares(values / values.sum() * total, total)
    assert sum(whole) == total
    assert max(abs(np.array(whole) - values / values.sum() * total)) < 1


def write_table(path, rows):
    if path.suffix == ".json":
        path.write_text(json.dumps(Counter(row["label"] for row in rows)))
    elif path.suffix == ".csv":
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("ending", [".json", ".csv", ".parquet"])
def test_a_histogram_is_read_from_every_kind_of_file(tmp_path, ending):
    rows = [{"label": name} for name in ["Happy"] * 3 + ["fear"] * 2 + ["contempt"]]
    found = read_histogram(write_table(tmp_path / f"t{ending}", rows))
    assert found.counts == dict.fromkeys(EMOTIONS, 0) | {"happiness": 3, "fear": 2}
    assert found.left_out == {"contempt": 1}


def test_of_a_table_with_splits_and_folds_the_training_rows_of_the_first_fold_count(tmp_path):
    rows = [
        {"label": "fear", "split": split, "fold": fold}
        for split, count in (("train", 5), ("test", 3))
        for fold in (1, 2)
        for _ in range(count)
    ]
    assert read_histogram(write_table(tmp_path / "t.parquet", rows)).counts["fear"] == 5


def test_the_table_of_an_importer_is_read_by_its_class_names(tmp_path):
    from datasets import ClassLabel, Dataset, Features, Value

    features = Features({"label": ClassLabel(names=list(EMOTIONS)), "split": Value("string")})
    rows = Dataset.from_dict({"label": [6, 6, 0], "split": ["train", "train", "test"]}, features=features)
    rows.to_parquet(str(tmp_path / "rows.parquet"))
    assert read_histogram(tmp_path / "rows.parquet").counts == dict.fromkeys(EMOTIONS, 0) | {"fear": 2}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", "[1]", "object of whole numbers"),
        ("a.json", "{", "no JSON"),
        ("a.json", '{"calm": 3}', "none is of"),
        ("a.csv", "file\na.mp4\n", "has the columns"),
        ("a.parquet", "PAR", "no Parquet"),
        ("a.txt", "", "has to end in"),
    ],
)
def test_what_is_no_histogram_is_refused_by_name(tmp_path, name, content, says):
    (tmp_path / name).write_text(content)
    with pytest.raises(ValueError, match=f"(?s)`--match`.*{says}"):
        read_histogram(tmp_path / name)


def test_nobody_is_in_two_splits_and_every_class_is_whole():
    plan = make_plan(PlanSettings(clips=700, seed=3))
    where = {slot.identity: slot.split for slot in plan.slots}
    assert all(where[slot.identity] == slot.split for slot in plan.slots)
    assert set(plan.counts.values()) == {100}
    for row in plan_rows(plan):
        assert (row["train"], row["validation"], row["test"]) == (80, 10, 10)


def test_small_classes_together_fill_every_split():
    placed = split_counts(dict.fromkeys(EMOTIONS, 3), (0.8, 0.1, 0.1))
    assert [sum(by_class.values()) for by_class in placed.values()] == [17, 2, 2]
    assert all(sum(by_class[name] for by_class in placed.values()) == 3 for name in EMOTIONS)


def test_people_and_intensities_are_spread_evenly():
    settings = PlanSettings(clips=700, low=0.4, high=1.0)
    plan = make_plan(settings)
    for split, people in plan.people.items():
        shown = Counter(slot.identity for slot in plan.slots if slot.split == split)
        assert max(shown.values()) - min(shown.values()) <= 1
        assert set(shown) == set(people)
    levels = np.sort([slot.intensity for slot in plan.slots if slot.emotion == "fear" and slot.split == "train"])
    edges = np.linspace(0.4, 1.0, len(levels) + 1)
    assert (levels >= edges[:-1] - 1e-4).all()
    assert (levels <= edges[1:] + 1e-4).all()
    assert all(slot.intensity == 0 for slot in plan.slots if slot.emotion == "neutral")


def test_the_same_settings_give_the_same_plan_and_another_seed_another():
    assert make_plan(PlanSettings(clips=50)).slots == make_plan(PlanSettings(clips=50)).slots
    assert make_plan(PlanSettings(clips=50, seed=1)).slots != make_plan(PlanSettings(clips=50)).slots


def test_seeds_of_slots_attempts_and_replacements_are_all_different():
    plan = make_plan(PlanSettings(clips=40))
    seeds = [
        attempt_seed(one, attempt)
        for slot in plan.slots
        for one in (slot, *(replacement(slot, k, plan.people[slot.split], plan.stride, (0.4, 1)) for k in (1, 2)))
        for attempt in range(5)
    ]
    assert len(set(seeds)) == len(seeds)


def test_a_replacement_keeps_class_and_split_and_changes_person():
    slot = Slot(3, "train", "fear", 0.7, "a", 11)
    other = replacement(slot, 2, ["a", "b", "c"], 100, (0.4, 0.5))
    assert (other.split, other.emotion, other.index) == ("train", "fear", 203)
    assert other.identity in ("b", "c")
    assert 0.4 <= other.intensity <= 0.5
    assert other.seed != slot.seed


def test_every_split_with_a_share_has_somebody():
    who = split_people([f"p{k}" for k in range(4)], (0.9, 0.05, 0.05), 0)
    assert {name: len(people) for name, people in who.items()} == {"train": 2, "validation": 1, "test": 1}
    with pytest.raises(ValueError, match="2 people for 3 splits"):
        split_people(["a", "b"], (0.8, 0.1, 0.1), 0)


def test_a_plan_comes_back_as_it_was_written(tmp_path):
    (tmp_path / "h.json").write_text(json.dumps(TAIL | {"calm": 4}))
    plan = make_plan(PlanSettings(clips=30, match=str(tmp_path / "h.json")))
    path = plan.save(tmp_path / "plan")
    assert Plan.load(path) == plan


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"emotion": "calm"}, "line 1 .*`emotion`"),
        ({"intensity": 2}, "line 1 .*`intensity`"),
        ({"split": "all"}, "line 1 .*`split`"),
        ({"index": 1}, "two slots with the `index` 1"),
        ({"seed": -1}, "line 1 .*`seed`"),
    ],
)
def test_an_edit_that_is_no_plan_is_refused_with_its_line(tmp_path, change, says):
    path = make_plan(PlanSettings(clips=5)).save(tmp_path)
    lines = (tmp_path / "plan.jsonl").read_text().splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | change)
    (tmp_path / "plan.jsonl").write_text("\n".join(lines))
    with pytest.raises(ValueError, match=says):
        Plan.load(path)


def test_a_person_in_two_splits_is_refused(tmp_path):
    path = make_plan(PlanSettings(clips=40)).save(tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "plan.jsonl").read_text().splitlines()]
    test = next(line for line in lines if line["split"] == "test")
    train = next(line for line in lines if line["split"] == "train")
    test["identity"] = train["identity"]
    (tmp_path / "plan.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(ValueError, match="nobody may be in two"):
        Plan.load(path)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"clips": 0}, "`clips`"),
        ({"target": "equal"}, "`target`"),
        ({"beta": 1.0}, "`beta`"),
        ({"low": 0.9, "high": 0.2}, "`low`"),
        ({"shares": (0.5, 0.5, 0.5)}, "`shares`"),
        ({"group": 0}, "`group`"),
        ({"fps": 0.0}, "`fps`"),
    ],
)
def test_illegal_settings_are_refused_by_name(options, says):
    with pytest.raises(ValueError, match=says):
        PlanSettings(**options)


def test_the_command_writes_a_plan_and_shows_it(tmp_path, capsys):
    (tmp_path / "h.json").write_text(json.dumps(TAIL))
    command = ["dataset", "plan", "--clips", "80", "--match", str(tmp_path / "h.json"), "--intensity", "0.5:0.9"]
    assert main([*command, "--out", str(tmp_path / "plan")]) == 0
    shown = capsys.readouterr().out
    plan = Plan.load(tmp_path / "plan" / "plan.json")
    assert plan.counts["disgust"] > plan.counts["fear"] > plan.counts["happiness"] == 0
    assert (plan.settings.low, plan.settings.high) == (0.5, 0.9)
    assert f"{plan.counts['disgust']}" in next(line for line in shown.splitlines() if line.startswith("disgust"))
    assert main([*command, "--out", str(tmp_path / "other"), "--match", "missing.json"]) == 2
    assert "missing.json" in capsys.readouterr().err
