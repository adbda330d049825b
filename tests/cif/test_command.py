"""`argen cif`: what it writes, that its figures are Python's, and what it says of mistakes."""

import argparse
import json
import shutil
from pathlib import Path

import pytest
import torch
from PIL import Image

from argen.cif import add_arguments, main, make_config
from argen.cif_samples import read_judged, read_normals
from argen.dataset_builders.industrial.mvtec_3d import read_mvtec_3d
from argen.dataset_builders.industrial.shots import support_set
from argen.dataset_builders.industrial.writer import write_procedural
from argen.pipelines.cif.detector import CIFDetector
from argen.pipelines.cif.evaluation import evaluate, mask_at


SMALL = ("feature_options={image_size: 64, grid: 8}", "image_size=64", "memory_ratio=0.5")


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return main(parser.parse_args([str(word) for word in words]))


@pytest.fixture(scope="module")
def knob(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A category of the procedural set in the layout of MVTec 3D-AD."""
    root = tmp_path_factory.mktemp("set")
    write_procedural(root, ("knob",), train=3, test=6, size=64)
    return root / "knob"


def scores(out: Path) -> dict[str, float]:
    lines = [json.loads(line) for line in (out / "scores.jsonl").read_text().splitlines()]
    return {line["name"]: line["score"] for line in lines}


@pytest.mark.parametrize("points", [False, True])
def test_a_folder_gives_the_same_figures_from_the_command_line_and_from_python(
    knob: Path, tmp_path: Path, points: bool
) -> None:
    words = ("--points", "fpfh") if points else ()
    more = ("points_options={grid: 8, image_size: 64}",) if points else ()
    assert (
        run("fit", knob, "-o", tmp_path / "detector", "--shots", 2, *words, "--set", *SMALL, *more, "--device", "cpu")
        == 0
    )
    assert run("predict", tmp_path / "detector", knob, "-o", tmp_path / "out", "--device", "cpu") == 0

    category = read_mvtec_3d(knob)
    config = make_config((*SMALL, *more), "fpfh" if points else None, "mvtec_3d")
    detector = CIFDetector(config).fit(support_set(category.train, 2))
    output = detector.predict(category.test)
    assert scores(tmp_path / "out") == dict(zip(category.test.names, output.scores.tolist(), strict=True))
    masks = torch.stack([mask for sample in category.test if (mask := mask_at(sample, 64)) is not None])
    labels = [label for label in category.test.labels if label is not None]
    assert json.loads((tmp_path / "out/metrics.json").read_text()) == evaluate(output, labels, masks)


def test_a_heat_map_is_written_for_every_sample(
    knob: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("fit", knob, "-o", tmp_path / "detector", "--set", *SMALL)
    run("predict", tmp_path / "detector", knob, "-o", tmp_path / "out")
    names = [f"{name}.png" for name in read_mvtec_3d(knob).test.names]
    written = [path.relative_to(tmp_path / "out/heatmaps").as_posix() for path in (tmp_path / "out").rglob("*.png")]
    assert sorted(written) == sorted(names)
    assert Image.open(tmp_path / "out/heatmaps" / names[0]).width > 2 * 224
    said = capsys.readouterr().out
    assert "of 3 normal samples" in said and "I-AUROC" in said and "test/good/000" in said


def test_plain_pictures_need_no_layout(knob: Path, tmp_path: Path) -> None:
    pictures = knob / "train/good/rgb"
    run("fit", pictures, "-o", tmp_path / "detector", "--set", *SMALL)
    odd = tmp_path / "odd.png"
    shutil.copyfile(knob / "test/hole/rgb/001.png", odd)
    run("predict", tmp_path / "detector", pictures, odd, "-o", tmp_path / "out")
    found = scores(tmp_path / "out")
    assert list(found) == ["000.png", "001.png", "002.png", "odd.png"]
    assert not (tmp_path / "out/metrics.json").exists()


def test_names_that_would_overwrite_each_other_are_refused(knob: Path) -> None:
    with pytest.raises(ValueError, match="`samples` has '001.png' twice"):
        read_judged([knob / "train/good/rgb", knob / "test/hole/rgb/001.png"])


def test_what_is_read_for_fit_and_for_predict(knob: Path) -> None:
    assert read_normals(knob).names == [f"train/good/{k:03d}" for k in range(3)]
    assert read_normals(knob / "train/good/rgb").names == ["000.png", "001.png", "002.png"]
    assert len(read_judged([knob])) == 6


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (["neighbors=3"], "`neighbors` is no setting; the settings here are num_hyperedges"),
        (["layers"], "`--set` is 'layers'"),
        (["layers=-1"], "`layers` is -1"),
        (["layers=[1"], "`--set` is 'layers=[1', whose value is no YAML"),
    ],
)
def test_settings_that_there_are_not_are_named(settings: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("[", r"\[")):
        make_config(settings)


def test_the_foreground_follows_the_layout() -> None:
    assert make_config([], "fpfh", "eyecandies").foreground == "depth"
    assert make_config([], "fpfh", "mvtec_3d").foreground == "plane"
    assert make_config(["foreground=all"], "fpfh", "mvtec_3d").foreground == "all"
    assert make_config([], None, "mvtec_3d").foreground == "all"


def test_paths_that_there_are_not_are_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nowhere' does not exist"):
        run("fit", tmp_path / "nowhere", "-o", tmp_path / "detector")
    with pytest.raises(ValueError, match="nowhere.png' does not exist"):
        read_judged([tmp_path / "nowhere.png"])
    with pytest.raises(ValueError, match="holds no picture"):
        read_judged([tmp_path])
