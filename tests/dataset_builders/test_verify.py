"""Every kind of damage to a built dataset is found, named, and told where it is."""

import json
import shutil
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from argen.cli import main as argen
from argen.dataset_builders.built import BuiltDataset, read_rows
from argen.dataset_builders.checksums import write_checksums
from argen.dataset_builders.faults import KINDS
from argen.dataset_builders.manifest import clip_entry, file_digest
from argen.dataset_builders.schema import make_features
from argen.dataset_builders.verify import verify


TRAIN = "data/train-00000-of-00002.parquet"
TEST = "data/test-00000-of-00001.parquet"


def kinds(folder):
    return {fault.kind for fault in verify(folder).faults}


def of_kind(folder, kind):
    return [fault for fault in verify(folder).faults if fault.kind == kind]


def rewrite(folder, path, change, entries=False):
    """Change the rows of a shard and write it again as if it had always been so, but for the digests of its rows."""
    rows = list(read_rows(folder / path))
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), folder / path)
    dataset = BuiltDataset.open(folder)
    new = {"bytes": (folder / path).stat().st_size, "sha256": file_digest(folder / path)}
    if entries:
        new |= {"clips": tuple(map(clip_entry, rows)), "rows": len(rows)}
    shards = [replace(one, **new) if one.path == path else one for one in dataset.manifest.shards]
    manifest = replace(dataset.manifest, shards=tuple(shards))
    manifest.save(folder)
    write_checksums(BuiltDataset(folder, manifest))


def test_a_dataset_that_is_whole_has_no_fault(built, toy):
    found = verify(built)
    assert not found.faults and found.rows == 42 and found.shards == 4
    assert not verify(toy).faults


@pytest.mark.parametrize("place", [100, 0.3, 0.6, -200])
def test_a_flipped_byte_anywhere_in_a_shard(built, place):
    path = built / TRAIN
    content = bytearray(path.read_bytes())
    content[int(place * len(content)) if isinstance(place, float) else place] ^= 1
    path.write_bytes(content)
    (fault,) = of_kind(built, "changed shard")[:1]
    assert fault.path == TRAIN and kinds(built) <= set(KINDS)


def test_a_truncated_shard(built):
    path = built / TRAIN
    path.write_bytes(path.read_bytes()[:-1000])
    assert [fault.path for fault in of_kind(built, "truncated shard")] == [TRAIN]


def test_a_missing_shard(built):
    (built / TRAIN).unlink()
    assert [fault.path for fault in of_kind(built, "missing shard")] == [TRAIN]
    assert of_kind(built, "wrong class counts")


def test_au_rows_of_another_clip_although_files_and_lengths_agree(built):
    def swap(rows):
        for column in ("requested_au", "measured_au"):
            rows[3][column], rows[5][column] = rows[5][column], rows[3][column]

    rewrite(built, TRAIN, swap)
    found = of_kind(built, "AU rows of another clip")
    assert {(fault.clip_id, fault.detail) for fault in found} == {
        ("clip-000003", "those of clip-000005"),
        ("clip-000005", "those of clip-000003"),
    }
    assert kinds(built) == {"AU rows of another clip"}


def test_au_rows_that_changed(built):
    rewrite(built, TRAIN, lambda rows: rows[2]["measured_au"][4].__setitem__(7, 0.5))
    assert [fault.clip_id for fault in of_kind(built, "changed AU rows")] == ["clip-000002"]


def test_a_frame_count_that_differs_from_the_au_rows(built):
    def shorten(rows):
        for column in ("requested_au", "measured_au"):
            rows[4][column] = rows[4][column][:-1]

    rewrite(built, TRAIN, shorten, entries=True)
    (fault,) = (one for one in verify(built).faults if one.path == TRAIN)
    assert fault.kind == "wrong frame count" and fault.clip_id == "clip-000004"
    assert "requested_au 8" in fault.detail and "video 9" in fault.detail


def test_a_frame_count_that_differs_from_the_video(built):
    def cut(rows):
        rows[4]["video"] = rows[11]["video"] | {"bytes": rows[11]["video"]["bytes"][:300]}

    rewrite(built, TRAIN, cut, entries=True)
    assert [(fault.kind, fault.clip_id) for fault in verify(built).faults if fault.path == TRAIN] == [
        ("wrong frame count", "clip-000004")
    ]


def test_the_video_of_another_clip(built):
    rewrite(built, TRAIN, lambda rows: rows[1].update(video=rows[8]["video"]))
    assert [fault.clip_id for fault in of_kind(built, "changed video")] == ["clip-000001"]


def test_a_duplicate_seed_and_a_duplicate_name(built):
    rewrite(built, TRAIN, lambda rows: rows[1].update(seed=rows[0]["seed"]), entries=True)
    (fault,) = verify(built).faults
    assert fault.kind == "duplicate seed" and fault.clip_id == "clip-000001"
    assert "clip-000000" in fault.detail
    rewrite(built, TEST, lambda rows: rows[0].update(clip_id="clip-000000"), entries=True)
    assert [fault.path for fault in of_kind(built, "duplicate clip_id")] == [TEST]


def test_a_seed_that_changed(built):
    rewrite(built, TRAIN, lambda rows: rows[1].update(seed=7))
    assert [fault.clip_id for fault in of_kind(built, "changed row")] == ["clip-000001"]


def test_class_counts_that_differ_from_the_plan(built):
    rewrite(built, TEST, lambda rows: rows[0].update(emotion=1), entries=True)
    assert {(fault.path, fault.detail) for fault in of_kind(built, "wrong class counts")} == {
        ("test", "0 clips of happiness, planned 1"),
        ("test", "2 clips of sadness, planned 1"),
    }


def test_a_person_in_two_splits(built):
    rewrite(built, TEST, lambda rows: rows[0].update(identity="person-0"), entries=True)
    (fault,) = verify(built).faults
    assert fault.kind == "identity in two splits" and "person-0 in train, test" in fault.detail


@pytest.mark.parametrize("value", [False, None])
def test_a_row_that_is_not_marked_synthetic(built, value):
    rewrite(built, TEST, lambda rows: rows[2].update(synthetic=value), entries=True)
    (fault,) = verify(built).faults
    assert fault.kind == "not marked synthetic" and fault.clip_id == "clip-000037"


def test_a_rejected_clip_in_a_shard(built):
    rewrite(built, TEST, lambda rows: rows[0].update(seed=9001), entries=True)
    (fault,) = verify(built).faults
    assert fault.kind == "rejected clip" and "9001" in fault.detail


def test_rows_that_are_missing_or_extra(built):
    rewrite(built, TEST, lambda rows: rows.pop(0))
    assert [fault.clip_id for fault in of_kind(built, "missing row")] == ["clip-000035"]
    rewrite(built, TRAIN, lambda rows: rows[0].update(clip_id="clip-000999"))
    assert [fault.clip_id for fault in of_kind(built, "extra row")] == ["clip-000999"]


def test_a_column_of_another_type(built):
    table = pq.read_table(built / TEST)
    place = table.column_names.index("seed")
    pq.write_table(table.set_column(place, "seed", table["seed"].cast(pa.string())), built / TEST)
    (fault,) = of_kind(built, "wrong columns")
    assert "seed" in fault.detail


def test_files_that_do_not_belong(built):
    (built / "notes.txt").write_text("hello")
    (built / "data/extra-00000-of-00001.parquet").write_bytes(b"x")
    (built / "data/.train.0123abcd.parquet").write_bytes(b"x")
    (built / ".rebuild-x").mkdir()
    (built / ".git").mkdir()
    (built / ".git/config").write_text("left alone")
    (built / "work").mkdir()
    found = {(fault.kind, fault.path) for fault in verify(built).faults}
    assert found == {
        ("extra file", "notes.txt"),
        ("extra file", "data/extra-00000-of-00001.parquet"),
        ("leftover", "data/.train.0123abcd.parquet"),
        ("leftover", ".rebuild-x"),
        ("unfinished build", "work"),
    }


@pytest.mark.parametrize(
    "name", ["README.md", "stats.json", "plan.jsonl", "rejected.jsonl", "sheet.jpg", "croissant.json"]
)
def test_files_beside_the_shards(built, name):
    (built / name).write_bytes((built / name).read_bytes() + b"\n")
    assert [(fault.kind, fault.path) for fault in verify(built).faults] == [("changed file", name)]
    (built / name).unlink()
    assert ("missing file", name) in {(fault.kind, fault.path) for fault in verify(built).faults}


def test_a_preview_of_something_else(built):
    preview = "preview/preview-00000-of-00001.parquet"
    rows = list(read_rows(built / preview))
    rows[0]["measured_au"] = rows[1]["measured_au"]
    pq.write_table(pa.Table.from_pylist(rows, schema=make_features().arrow_schema), built / preview)
    assert [fault.clip_id for fault in of_kind(built, "wrong preview")] == [rows[0]["clip_id"]]


def test_manifest_and_plan_that_cannot_be_read(built):
    (built / "plan.jsonl").write_text("{broken")
    assert "unreadable file" in kinds(built)
    (built / "manifest.json").write_text(json.dumps({"format": "other"}))
    assert kinds(built) == {"bad manifest"}
    with pytest.raises(ValueError, match="no folder"):
        verify(built / "nothing")


def test_command(built, capsys):
    assert argen(["dataset", "verify", str(built)]) == 0
    assert "no fault found" in capsys.readouterr().out
    shutil.copy(built / TEST, built / TRAIN)
    assert argen(["dataset", "verify", str(built), "--json"]) == 1
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts["missing row"] == 16 and counts["extra row"] == 7
    assert argen(["dataset", "verify", str(built / "data")]) == 1
