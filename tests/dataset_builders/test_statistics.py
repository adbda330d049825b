"""Figures of a built dataset are those of its rows."""

import json

import numpy as np
import pytest

from argen.cli import main as argen
from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.statistics import BINS, Correlation, acceptance, make_stats
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


def test_correlation_in_parts_is_that_of_the_whole():
    rng = np.random.default_rng(0)
    a = rng.random((90, 4)).astype(np.float32)
    b = (0.5 * a + 0.2 * rng.random((90, 4))).astype(np.float32)
    a[:, 1], b[:, 2] = 0.3, 0.7
    parts = Correlation(4)
    for some in np.array_split(np.arange(90), 7):
        parts.add(a[some], b[some])
    r = parts.r()
    assert np.isnan(r[1]) and np.isnan(r[2])
    for k in (0, 3):
        assert r[k] == pytest.approx(np.corrcoef(a[:, k].astype(float), b[:, k].astype(float))[0, 1], abs=1e-9)
    assert np.isnan(Correlation(2).r()).all()


def test_figures_are_those_of_the_rows(built_once):
    dataset = BuiltDataset.open(built_once)
    stats, rows = make_stats(dataset), list(dataset.rows())
    assert stats["clips"] == len(rows) == 42 and sum(stats["splits"].values()) == 42
    assert stats["identities"] == {"train": 4, "validation": 1, "test": 1}
    assert sum(stats["intensity_histogram"]) == 42 and len(stats["intensity_histogram"]) == len(BINS) - 1
    fear = [row for row in rows if EMOTIONS[row["emotion"]] == "fear"]
    one = stats["classes"]["fear"]
    assert one["clips"] == len(fear) and one["means"]["au_r"]["clips"] == 6
    assert one["means"]["au_r"]["mean"] == pytest.approx(np.mean([row["scores"]["au_r"] for row in fear]), abs=1e-4)
    seen = np.mean([row["scores"]["recognised"] == row["emotion"] for row in rows])
    assert stats["emotion_agreement"] == pytest.approx(seen, abs=1e-4)
    column = AUS.index("AU12")
    asked, found = (
        np.concatenate([np.array(row[name])[1:, column] for row in rows]) for name in ("requested_au", "measured_au")
    )
    assert stats["au_r_pooled"]["AU12"] == pytest.approx(np.corrcoef(asked, found)[0, 1], abs=1e-4)
    assert stats["au_r_pooled"]["AU43"] is None
    assert stats["classes"]["neutral"]["means"]["au_r"]["mean"] is None
    assert stats["bytes"] == sum(path.stat().st_size for path in (built_once / "data").iterdir())
    assert stats["models"]["generator"] == [{"id": "argen/generator", "sha256": "0" * 64}]


def test_acceptance():
    lines = [{"emotion": "fear", "reasons": ["au_r", "emotion"]}, {"emotion": "fear", "reasons": ["emotion"]}]
    found = acceptance({"fear": 2, "anger": 1}, lines)
    assert found["classes"]["fear"] == {
        "accepted": 2,
        "rejected": 2,
        "rate": 0.5,
        "reasons": {"au_r": 1, "emotion": 2},
    }
    assert (
        found["classes"]["anger"]["rate"] == 1
        and found["rate"] == 0.6
        and found["reasons"] == {"au_r": 1, "emotion": 2}
    )
    assert acceptance({"fear": 0}, [])["rate"] is None


def test_acceptance_of_a_real_build(toy_once):
    stats = make_stats(BuiltDataset.open(toy_once))
    lines = (toy_once / "rejected.jsonl").read_text().splitlines()
    assert stats["acceptance"]["rejected"] == len(lines) > 0 and stats["acceptance"]["accepted"] == 28
    assert stats["acceptance"]["reasons"] == {"integrity": len(lines)}


def test_command(built, capsys):
    assert argen(["dataset", "stats", str(built)]) == 0
    out = capsys.readouterr().out
    assert "happiness" in out and "people: train 4" in out
    (built / "stats.json").unlink()
    assert argen(["dataset", "stats", str(built), "--json", "--write"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((built / "stats.json").read_text())
    assert argen(["dataset", "stats", str(built / "data")]) == 2
    assert "manifest.json" in capsys.readouterr().err
