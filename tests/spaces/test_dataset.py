"""Browsing: filters keep what they say, a row opens as it was written, what it holds is escaped."""

from pathlib import Path

import pytest

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from demo_dataset import PAGE, row_page
from demo_rows import Rows, Wish


def test_all_rows_of_all_splits_are_found_best_first(dataset: Path) -> None:
    rows = Rows(dataset)
    found = rows.find(Wish())
    assert len(rows) == len(found) == 14 > PAGE
    scores = [rows.rows[k]["scores"]["au_r"] for k in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_emotion(dataset: Path, emotion: str) -> None:
    rows = Rows(dataset)
    found = rows.find(Wish(emotion=emotion))
    assert len(found) == 2
    assert {EMOTIONS[rows.rows[k]["emotion"]] for k in found} == {emotion}


def test_unit_and_scores(dataset: Path) -> None:
    rows = Rows(dataset)
    assert [rows.rows[k]["clip_id"] for k in rows.find(Wish(unit=AUS[3], least_unit=0.4))] == ["clip-003"]
    assert not rows.find(Wish(unit=AUS[3], least_unit=0.9))
    for k in range(14):
        place = rows.index[f"clip-{k:03d}"]
        assert (place in rows.find(Wish(least_whole=0.52))) == (1 - k / 14 >= 0.52)
        assert (place in rows.find(Wish(least_agreement=0.3))) == (k / 14 >= 0.3)


def test_each_row_opens_with_its_own_pictures(dataset: Path) -> None:
    rows = Rows(dataset)
    opened = [rows.open(k) for k in range(len(rows))]
    assert [row["clip_id"] for row in opened] == [row["clip_id"] for row in rows.rows]
    assert len({row["video"]["bytes"] for row in opened}) == 14
    assert opened[3]["evidence"] == [{"kind": "passage", "id": "x"}]


def test_a_page_escapes_captions(dataset: Path) -> None:
    rows = Rows(dataset)
    page = row_page(rows.open(rows.index["clip-000"]))
    assert "caption 0 &lt;b&gt;" in page
    assert "caption 0 <b>" not in page


def test_a_folder_without_shards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"data/\*\.parquet"):
        Rows(tmp_path)
