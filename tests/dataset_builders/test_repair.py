"""What can be made again is made again, to the byte; what is sound is not touched; what is lost is said."""

import shutil
import sys
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from argen.cli import main as argen
from argen.dataset_builders.built import DERIVED, BuiltDataset, read_rows
from argen.dataset_builders.repair import repair
from argen.dataset_builders.schema import make_features
from argen.dataset_builders.verify import verify


FIRST, SECOND = "data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet"


def shards(folder):
    """Paths of the shards, train first."""
    return [shard.path for shard in BuiltDataset.open(folder).manifest.shards]


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def flip(path, place=0.5):
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 1
    path.write_bytes(content)


def test_a_dataset_that_is_whole_is_not_touched(toy):
    times = {path: path.stat().st_mtime_ns for path in toy.rglob("*")}
    assert repair(toy).done == ()
    assert {path: path.stat().st_mtime_ns for path in toy.rglob("*")} == times


@pytest.mark.parametrize("damage", ["flip", "truncate", "delete", "swap"])
def test_a_shard_is_built_again_to_the_byte_and_the_others_stay(toy, toy_once, damage):
    first, *others = shards(toy)
    sound = {path: (toy / path).stat().st_mtime_ns for path in (*others, "manifest.json", "rejected.jsonl")}
    path = toy / first
    if damage == "flip":
        flip(path)
    elif damage == "truncate":
        path.write_bytes(path.read_bytes()[:500])
    elif damage == "delete":
        path.unlink()
    else:
        shutil.copy(toy / others[-1], path)
    result = repair(toy)
    assert not result.left.faults and result.done[0] == f"{first}: built again, the same bytes"
    assert contents(toy) == contents(toy_once)
    assert {path: (toy / path).stat().st_mtime_ns for path in sound} == sound


def test_whatever_is_lost_is_made_again(toy, toy_once):
    whole = contents(toy_once)
    sets = [DERIVED, ["manifest.json"], ["plan.json", "plan.jsonl"], [*shards(toy), "rejected.jsonl"]]
    assert sorted(name for names in sets for name in names) == sorted(set(whole) - {"SHA256SUMS"})
    for names in sets:
        for name in names:
            (toy / name).unlink()
        assert not repair(toy).left.faults, names
        assert contents(toy) == whole, names


def test_manifest_and_a_shard_lost_together_cannot_be_mended(toy):
    flip(toy / shards(toy)[0])
    (toy / "manifest.json").unlink()
    before = contents(toy)
    with pytest.raises(ValueError, match="damaged as well"):
        repair(toy)
    assert contents(toy) == before


@pytest.mark.parametrize("name", ["manifest.json", "plan.json", "SHA256SUMS"])
def test_a_changed_file_beside_the_shards(toy, toy_once, name):
    content = (toy / name).read_bytes()
    (toy / name).write_bytes(content.replace(b"0", b"1", 1))
    assert (toy / name).read_bytes() != content
    assert not repair(toy).left.faults
    assert contents(toy) == contents(toy_once)


def test_leftovers_go_and_strange_files_stay(toy):
    (toy / "data/.train.0123abcd.parquet").write_bytes(b"x")
    (toy / ".rebuild-1").mkdir()
    (toy / "mine.txt").write_text("keep")
    result = repair(toy)
    assert [fault.kind for fault in result.left.faults] == ["extra file"]
    assert not (toy / ".rebuild-1").exists() and not (toy / "data/.train.0123abcd.parquet").exists()
    assert (toy / "mine.txt").read_text() == "keep"


def test_nothing_is_put_in_place_of_a_shard_that_comes_out_otherwise(toy, monkeypatch):
    flip(toy / shards(toy)[0])
    before = contents(toy)
    toys = sys.modules["argen_test_toys"]
    judge = toys.toy_judge
    monkeypatch.setattr(toys, "toy_judge", lambda device: other(judge(device)))
    with pytest.raises(ValueError, match="came out otherwise"):
        repair(toy)
    assert contents(toy) == before


def other(judge):
    """A judge that finds the same, but for the motion."""
    return replace(judge, measure=lambda frames: replace(judge.measure(frames), jerk=0.5))


def test_settings_that_differ_are_named(toy):
    flip(toy / shards(toy)[0])
    dataset = BuiltDataset.open(toy)
    settings = dataset.manifest.settings | {"argen_version": "0.0.1"}
    replace(dataset.manifest, settings=settings).save(toy)
    (toy / "SHA256SUMS").unlink()
    with pytest.raises(ValueError, match="argen_version"):
        repair(toy)


def test_dropping_keeps_the_rows_that_are_sound(built):
    rows = list(read_rows(built / FIRST))
    rows[3]["measured_au"], rows[5]["measured_au"] = rows[5]["measured_au"], rows[3]["measured_au"]
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), built / FIRST)
    second = (built / SECOND).read_bytes()
    result = repair(built, drop=True)
    assert {fault.kind for fault in result.left.faults} == {"wrong class counts"}
    assert result.done[0] == f"{FIRST}: 14 of 16 rows kept, the others dropped"
    kept = list(read_rows(built / FIRST))
    assert kept == [row for k, row in enumerate(rows) if k not in (3, 5)]
    assert (built / SECOND).read_bytes() == second
    assert BuiltDataset.open(built).manifest.shards[0].rows == 14


@pytest.mark.parametrize("damage", ["delete", "truncate"])
def test_dropping_a_shard_that_cannot_be_read(built, damage):
    path = built / FIRST
    path.unlink() if damage == "delete" else path.write_bytes(path.read_bytes()[:1000])
    result = repair(built, drop=True)
    assert not path.exists() and {fault.kind for fault in result.left.faults} == {"wrong class counts"}
    assert sum(shard.rows for shard in BuiltDataset.open(built).manifest.shards) == 26


def test_dropping_a_shard_whose_damage_no_row_admits(built):
    rows = list(read_rows(built / FIRST))
    rows[0]["text"] = "a lie"
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), built / FIRST)
    repair(built, drop=True)
    assert "a lie" not in [row["text"] for row in BuiltDataset.open(built).rows()]


def test_a_build_that_is_not_finished_is_left_to_the_build(toy):
    (toy / "work").mkdir()
    with pytest.raises(ValueError, match="argen dataset build"):
        repair(toy)


def test_command(toy, capsys):
    (toy / "README.md").unlink()
    assert argen(["dataset", "repair", str(toy), "--workers", "0"]) == 0
    out = capsys.readouterr().out
    assert "README.md: written again" in out and "no fault found" in out and not verify(toy).faults
    (toy / "mine.txt").write_text("x")
    assert argen(["dataset", "repair", str(toy), "--workers", "0"]) == 1
