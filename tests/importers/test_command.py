"""`argen import-dataset`: what it writes, what it says, and where it stops."""

import argparse
import json

import pytest
from datasets import Dataset

from argen.dataset_builders.importers.command import IDENTITY, NAMES, OPTIONS, add_arguments, main, make_identity
from argen.dataset_builders.importers.identity import IdentityConfig
from argen.dataset_builders.importers.importer import SOURCES


def parse(*words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(list(map(str, words)))


def run(*words):
    return main(parse(*words))


def test_the_parser_knows_every_dataset_and_option():
    assert tuple(SOURCES) == NAMES
    assert {option for source in SOURCES.values() for option in source.options} == set(OPTIONS)


def test_rows_and_report_are_written(make, tmp_path, capsys):
    out = tmp_path / "deep" / "out"
    assert run("dfew", make["dfew"](tmp_path / "dfew"), "-o", out, "--fold", 1) == 0
    rows = Dataset.from_parquet(str(out / "rows.parquet"), cache_dir=str(tmp_path / "cache"))
    report = json.loads((out / "report.json").read_text())
    assert len(rows) == report["rows"] == 10 and report["options"] == {"fold": 1} and not report["faults"]
    said = capsys.readouterr().out
    assert "no fault found" in said and "happiness" in said and str(out / "rows.parquet") in said.replace("\n", "")
    assert not [one for one in out.iterdir() if one.name not in ("rows.parquet", "report.json")]


def test_faults_stop_it_but_not_the_report(make, tmp_path, capsys):
    root, out = make["dfew"](tmp_path / "dfew"), tmp_path / "out"
    (root / "Clip/original/4.mp4").unlink()
    with pytest.raises(ValueError, match="--drop-faulty"):
        run("dfew", root, "-o", out)
    assert json.loads((out / "report.json").read_text())["fault_counts"] == {"missing clip": 1}
    assert not (out / "rows.parquet").exists() and "missing clip" in capsys.readouterr().out
    assert run("dfew", root, "-o", out, "--drop-faulty") == 0
    assert len(Dataset.from_parquet(str(out / "rows.parquet"), cache_dir=str(tmp_path / "cache"))) == 45


def test_identity_folds_and_options_reach_the_importer(make, tmp_path):
    out = tmp_path / "out"
    run(
        "crema-d",
        make["crema-d"](tmp_path / "c", 4),
        "-o",
        out,
        "--identity-folds",
        2,
        "--seed",
        3,
        "--check",
        "decode",
    )
    report = json.loads((out / "report.json").read_text())
    assert report["identity"]["folds"] == 2 and report["identity"]["seed"] == 3 and report["check"] == "decode"
    make["mp4"](tmp_path / "f/x/1.mp4")
    run("folder", tmp_path / "f", "-o", out, "--classes", "y, x")
    assert json.loads((out / "report.json").read_text())["counts"] == {"all": {"y": 0, "x": 1}}


def test_every_option_of_the_folds_reaches_them_and_means_nothing_alone():
    flags = {
        "--threshold": [0.5], "--embedder": ["x"], "--linkage": ["single"], "--no-centre": [], "--no-crop": [],
        "--seed": [7],
    }  # fmt: skip
    needed, folds = ("folder", "a", "-o", "b"), ("--identity-folds", 3)
    assert set(flags) == set(IDENTITY.values())
    given = [word for flag, values in flags.items() for word in (flag, *values)]
    wanted = IdentityConfig(3, 7, 0.5, "single", centre=False, crop=False, embedder="x")
    assert make_identity(parse(*needed, *folds, *given)) == wanted
    assert make_identity(parse(*needed, *folds)) == IdentityConfig(3) and make_identity(parse(*needed)) is None
    for flag, values in flags.items():
        with pytest.raises(ValueError, match=f"`{flag}` is given without `--identity-folds`"):
            make_identity(parse(*needed, flag, *values))


def test_a_place_that_cannot_be_written_is_named_before_the_dataset_is_read(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="`--out` cannot be written"):
        run("folder", tmp_path / "nowhere", "-o", tmp_path / "file" / "out")


def test_mistakes_are_named_before_anything_is_written(make, tmp_path):
    root = make["ravdess"](tmp_path / "r", 1)
    with pytest.raises(ValueError, match="`votes` means nothing to ravdess"):
        run("ravdess", root, "-o", tmp_path / "out", "--votes")
    with pytest.raises(ValueError, match="`--threshold` is given without `--identity-folds`"):
        run("ravdess", root, "-o", tmp_path / "out", "--threshold", 0.5)
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="`--out` is .*a file"):
        run("ravdess", root, "-o", tmp_path / "file")
    assert not (tmp_path / "out").exists()
