"""Builds of charts: the same bytes whoever works, whatever is killed; nothing rejected is kept; clear refusals."""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from argen.cli import main
from argen.dataset_builders.build import build_dataset
from argen.dataset_builders.crew import CrewSettings
from argen.dataset_builders.manifest import Manifest, clip_entry
from argen.dataset_builders.plan import Plan, make_plan
from argen.dataset_builders.schema import SPLITS
from argen.dataset_builders.settings import BuildSettings, PlanSettings, ScreenSettings
from argen.dataset_builders.trials import strike


HERE = "argen.dataset_builders.sources.procedural"
PLAN = PlanSettings(clips=42, source=f"{HERE}:charts", randomization=0.4, num_frames=5, group=3, seed=2)
BUILD = BuildSettings(ScreenSettings(au_r=0.9), attempts=2, judge=f"{HERE}:chart_judge", shard_rows=12)
COMMAND = [sys.executable, "-m", "argen.cli", "dataset", "build", "--judge", BUILD.judge, "--attempts", "2",
           "--min-au-r", "0.9", "--shard-rows", "12", "--device", "cpu", "--workers", "0", "--out"]  # fmt: skip


def build(out, plan=PLAN, how=BUILD, workers=0, address=None):
    return build_dataset(make_plan(plan), how, out, CrewSettings(workers, address), Console(quiet=True))


def digests(folder):
    """Of every file of a dataset, but for those that `finish` draws from the others."""
    names = [
        "plan.json",
        "plan.jsonl",
        "manifest.json",
        "rejected.jsonl",
        *sorted(map(str, (folder / "data").iterdir())),
    ]
    return {Path(name).name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def rows(folder):
    return [row for path in sorted((folder / "data").iterdir()) for row in pq.read_table(path).to_pylist()]


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    return build(tmp_path_factory.mktemp("once") / "built")


def test_class_counts_and_splits_are_those_of_the_plan_and_nobody_is_in_two(once):
    plan, found = Plan.load(once / "plan.json"), rows(once)
    names = pq.read_schema(next((once / "data").iterdir())).metadata[b"huggingface"]
    emotions = json.loads(names)["info"]["features"]["emotion"]["names"]
    assert Counter(emotions[row["emotion"]] for row in found) == Counter(plan.counts)
    people = {}
    for shard in Manifest.load(once).shards:
        for row in pq.read_table(once / shard.path).to_pylist():
            people.setdefault(row["identity"], set()).add(shard.split)
    assert all(len(splits) == 1 for splits in people.values())
    by_split = Counter(slot.split for slot in plan.slots)
    assert {
        name: sum(one.rows for one in Manifest.load(once).shards if one.split == name) for name in SPLITS
    } == by_split


def test_nothing_that_was_rejected_is_in_the_shards_and_every_clip_passes_the_screen(once):
    rejected = lines(once / "rejected.jsonl")
    found = rows(once)
    assert rejected
    assert {row["seed"] for row in found}.isdisjoint(line["seed"] for line in rejected)
    assert all(row["scores"]["au_r"] is None or row["scores"]["au_r"] >= 0.9 for row in found)
    assert all(row["scores"]["recognised"] == row["emotion"] for row in found)
    assert all(line["reasons"] for line in rejected)


def test_a_slot_that_never_passes_is_replaced_by_one_of_its_class_and_split(once):
    plan = Plan.load(once / "plan.json")
    planned = {slot.index: slot for slot in plan.slots}
    gone = {line["planned_slot"] for line in lines(once / "rejected.jsonl") if line["exhausted"]}
    assert gone
    filled = {json.loads(row["provenance"])["planned_slot"]: row for row in rows(once)}
    assert set(filled) == set(planned)
    for index in gone:
        assert filled[index]["clip_id"] != planned[index].clip_id
        assert filled[index]["identity"] in plan.people[planned[index].split]
    kept = [row for index, row in filled.items() if index not in gone]
    assert all(row["clip_id"] == planned[json.loads(row["provenance"])["planned_slot"]].clip_id for row in kept)


def test_the_manifest_is_that_of_the_rows(once):
    for shard in Manifest.load(once).shards:
        content = (once / shard.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (shard.bytes, shard.sha256)
        assert tuple(map(clip_entry, pq.read_table(once / shard.path).to_pylist())) == shard.clips
        assert shard.rows <= 12


def test_the_same_plan_gives_the_same_bytes_and_a_finished_one_is_left_alone(once, tmp_path):
    again = build(tmp_path / "again")
    assert digests(again) == digests(once)
    before = {path: path.stat().st_mtime_ns for path in again.rglob("*")}
    build(again)
    assert {path: path.stat().st_mtime_ns for path in again.rglob("*")} == before


def test_what_a_kill_left_beside_a_finished_dataset_is_cleared_away(once, tmp_path):
    out = Path(shutil.copytree(once, tmp_path / "left"))
    (out / ".work-removed").mkdir()
    (out / ".work-removed" / "round-000-group-000000.parquet").write_bytes(b"x")
    (out / "data" / ".train-00000-of-00003.0123abcd.parquet").write_bytes(b"x")
    build(out)
    assert {path.relative_to(out) for path in out.rglob("*")} == {path.relative_to(once) for path in once.rglob("*")}


def test_no_screen_keeps_every_first_clip(tmp_path):
    out = build(tmp_path / "all", how=BuildSettings(screen=None, judge=BUILD.judge))
    assert (out / "rejected.jsonl").read_text() == ""
    assert {row["attempt"] for row in rows(out)} == {0}


def test_a_killed_driver_goes_on_to_the_same_bytes(once, tmp_path):
    out, rng, kills = tmp_path / "killed", random.Random(5), 0
    make_plan(PLAN).save(out)
    while not (out / "manifest.json").exists() or (out / "work").exists():
        process = subprocess.Popen([*COMMAND, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if kills < 3:
            there = len(list(out.glob("work/*.parquet")))
            target = there + rng.randint(1, 5)
            while process.poll() is None and len(list(out.glob("work/*.parquet"))) < target:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            kills += 1
        _, error = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), error
    assert digests(out) == digests(once)
    assert not [path for path in out.rglob(".*") if path.is_file()]


def test_a_full_disk_leaves_nothing_broken(once, tmp_path):
    out = tmp_path / "full"
    plan = make_plan(PLAN)
    plan.save(out)
    limit = max(path.stat().st_size for path in (once / "data").iterdir()) - 1000

    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # a write beyond it fails as on a full disk

    process = subprocess.run([*COMMAND, str(out)], preexec_fn=small_files, capture_output=True, text=True, check=False)
    assert process.returncode == 2
    assert "was not written" in process.stderr
    assert not (out / "manifest.json").exists()
    for path in (out / "data").iterdir():
        pq.read_table(path)
    build(out)
    assert digests(out) == digests(once)


def test_other_settings_are_refused_with_their_names_during_and_after_a_build(once, tmp_path, capsys):
    out = tmp_path / "begun"
    how = BuildSettings(ScreenSettings(au_r=1.0), attempts=1, tries=1, judge=BUILD.judge)
    with pytest.raises(ValueError, match="after .* tries"):
        build(out, how=how)
    with pytest.raises(ValueError, match=r"build\.screen\.au_r, build\.attempts, build\.shard_rows"):
        build(out)
    with pytest.raises(ValueError, match=r"build\.screen"):
        build(once, how=BuildSettings(screen=None, judge=BUILD.judge, attempts=2, shard_rows=12))
    with pytest.raises(ValueError, match="other values of seed"):
        build(once, PlanSettings(**{**vars(PLAN), "seed": 3}))
    assert main(["dataset", "build", "--out", str(once), "--clips", "43", "--workers", "0"]) == 2
    assert "clips" in capsys.readouterr().err


def test_giving_up_names_class_and_reasons_and_more_tries_go_on_to_the_same_bytes(tmp_path):
    hard = PlanSettings(**{**vars(PLAN), "clips": 14, "randomization": 0.9})
    patient = BuildSettings(BUILD.screen, attempts=1, tries=500, judge=BUILD.judge)
    whole = build(tmp_path / "whole", hard, patient)
    hasty = BuildSettings(BUILD.screen, attempts=1, tries=2, judge=BUILD.judge)
    with pytest.raises(ValueError, match=r"has \d of 2 clips after \d+ tries .*rejected for .*`--tries` above 2"):
        build(tmp_path / "hasty", hard, hasty)
    assert digests(build(tmp_path / "hasty", hard, patient)) == digests(whole)


def test_two_builds_in_one_folder_are_refused(tmp_path):
    from argen.dataset_builders.work import locked

    with locked(tmp_path), pytest.raises(ValueError, match="another process"):
        build(tmp_path)


def test_an_edited_plan_is_built_as_it_was_edited(tmp_path):
    out = tmp_path / "edited"
    make_plan(PLAN).save(out)
    kept = (out / "plan.jsonl").read_text().splitlines()[:5]
    (out / "plan.jsonl").write_text("\n".join(kept) + "\n")
    assert main([*COMMAND[3:], str(out)]) == 0
    assert len(rows(out)) == 5


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--workers", "-1"], "--workers"),
        (["--workers", "0", "--address", "auto"], "--address"),
        (["--gpus-per-worker", "0"], "--gpus-per-worker"),
        (["--no-screen", "--min-au-r", "0.5"], "--no-screen"),
        (["--min-integrity", "2"], "integrity"),
        (["--crf", "60"], "crf"),
        (["--source", "nothing"], "source"),
        (["--faces", "nowhere"], "faces"),
        (["--judge", "argen.no:judge"], "judge"),
    ],
)
def test_what_cannot_be_built_is_refused_by_name(tmp_path, capsys, options, says):
    assert main(["dataset", "build", "--clips", "3", "--workers", "0", "--out", str(tmp_path / "x"), *options]) == 2
    assert says in capsys.readouterr().err


@pytest.fixture(scope="module")
def cluster():
    import ray

    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0"}
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=10**8)
    yield
    ray.shutdown()


@pytest.fixture
def killed():
    """Kills this process's first worker at its first group; set once that is done."""
    struck, over = threading.Event(), threading.Event()

    def watch():
        while not over.is_set() and not strike(os.getpid(), "worker"):
            time.sleep(0.01)
        if not over.is_set():
            struck.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield struck
    over.set()
    watcher.join()


@pytest.mark.usefixtures("cluster")
def test_ray_gives_the_same_bytes_also_when_a_worker_is_killed(once, tmp_path, killed):
    assert digests(build(tmp_path / "two", workers=2, address="auto")) == digests(once)
    assert killed.is_set()


def test_processes_give_the_same_bytes_also_when_one_is_killed(once, tmp_path, killed):
    assert digests(build(tmp_path / "two", workers=2)) == digests(once)
    assert killed.is_set()


@pytest.mark.parametrize("address", [None, "auto"])
@pytest.mark.usefixtures("cluster")
def test_a_fault_in_a_worker_is_named(tmp_path, address):
    with pytest.raises(ValueError, match="a worker stopped: .*argen.no cannot be imported"):
        build(tmp_path / "x", how=BuildSettings(judge="argen.no:judge"), workers=1, address=address)
