"""`argen evaluate`: scores of the clips themselves, hashes that mean something, faults that stay with their clip."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix

from argen.cli import main
from argen.dataset_builders.importers.importer import import_dataset
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.duse.configuration_duse import DuSEConfig
from argen.pipelines.duse.layout_duse import Recogniser
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.temporal_conditions import CONDITIONS, apply_condition
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.pipelines.media.video import write_video


VISION = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
          "image_size": 32, "patch_size": 16, "projection_dim": 16}  # fmt: skip
Screen = pytest.CaptureFixture[str]
CLASSES = ("anger", "disgust", "fear")


def noise(rng: np.random.Generator) -> np.ndarray:
    """A clip of coloured noise."""
    return (rng.uniform(0.2, 1, (6, 32, 32, 3)) * rng.integers(0, 255, (6, 1, 1, 3))).astype(np.uint8)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random recogniser of EMOTIONS for frames of 32 px, saved; noise may be any of CLASSES to it, and nothing else."""
    torch.manual_seed(4)
    names = dict(enumerate(EMOTIONS))
    config = DuSEConfig(
        VISION, num_frames=4, token_grid=1, segments=2, prompts_per_emotion=1, concept_names=["a", "b"],
        temporal_layers=1, num_attention_heads=2, id2label=names, label2id={v: k for k, v in names.items()},
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("model")
    processor = DuSEVideoProcessor(size=32, num_frames=4, do_align_crop=False)
    made, rng = DuSEForVideoClassification(config).eval(), np.random.default_rng(1)
    with torch.no_grad():
        usual = torch.cat([made(**processor(noise(rng))).logits for _ in range(40)]).mean(0)
        made.classifier.bias.sub_(usual + torch.tensor([0.0 if name in CLASSES else 100.0 for name in EMOTIONS]))
    Recogniser(made, processor).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def clips(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five clips of coloured noise for each of CLASSES; the first three are about what the model takes for its class."""
    root, rng = tmp_path_factory.mktemp("clips"), np.random.default_rng(0)
    recogniser = Recogniser.from_pretrained(model)
    counts: dict[str, int] = dict.fromkeys(CLASSES, 0)
    for name in CLASSES:
        (root / name).mkdir()
    for frames in (noise(rng) for _ in range(500) if min(counts.values()) < 5):
        with torch.no_grad():
            guessed = EMOTIONS[int(recogniser.model(**recogniser.processor(frames)).logits.argmax())]
        if counts.get(guessed, 5) < 5:
            wrong = counts[guessed] >= 3
            name = CLASSES[(CLASSES.index(guessed) + wrong) % 3]
            write_video(root / name / f"{counts[guessed]}.mp4", frames)
            counts[guessed] += 1
    assert min(counts.values()) == 5
    return root


@pytest.fixture
def evaluate(model: Path, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Run the command on a dataset and read its JSON; the output folder is `tmp_path / "out"`."""

    def run(dataset: Path | str, *words: str) -> dict[str, Any]:
        out = tmp_path / "out"
        assert main(["evaluate", "--model", str(model), "--dataset", str(dataset), "-o", str(out), *words]) == 0
        return json.loads((out / "evaluation.json").read_text())

    return run


def read_clips(folder: Path) -> list[dict[str, str]]:
    with (folder / "out" / "clips.csv").open() as file:
        return list(csv.DictReader(file))


def test_scores_are_of_the_model_on_each_clip(evaluate: Callable, model: Path, clips: Path, tmp_path: Path) -> None:
    report, rows = evaluate(clips), read_clips(tmp_path)
    recogniser = Recogniser.from_pretrained(model)
    for row in rows:
        pixels = recogniser.processor(str(clips / f"{row['clip_id']}.mp4"))["pixel_values"]
        with torch.no_grad():
            shares = recogniser.model(pixel_values=pixels).logits.softmax(-1)[0]
        assert row["predicted"] == EMOTIONS[int(shares.argmax())]
        assert [float(row[f"p_{name}"]) for name in EMOTIONS] == pytest.approx(shares.tolist(), abs=2e-6)
    true, guessed = [row["true"] for row in rows], [row["predicted"] for row in rows]
    assert len(rows) == report["data"]["clips"] == 15 and true == [row["clip_id"].split("/")[0] for row in rows]
    scores = report["scores"]
    assert scores["war"] == accuracy_score(true, guessed) and 0.3 < scores["war"] < 0.9
    assert scores["confusion"] == confusion_matrix(true, guessed, labels=EMOTIONS).tolist()
    recalls = [scores["recall"][name] for name in CLASSES]
    assert scores["uar"] == pytest.approx(np.mean(recalls))
    assert scores["absent"] == [name for name in EMOTIONS if name not in CLASSES]
    assert scores["recall"]["surprise"] is None
    assert report["model"]["processor"]["num_frames"] == 4 and report["temporal_probe"] is None


def test_batches_and_processes_change_nothing(evaluate: Callable, clips: Path, tmp_path: Path) -> None:
    reports, tables = [], []
    for words in (["--batch-size", "1"], ["--batch-size", "7"], ["--batch-size", "4", "--workers", "1"]):
        reports.append(evaluate(clips, *words, "--temporal-probe", "--seed", "5"))
        tables.append([[row["clip_id"], row["true"], row["predicted"]] for row in read_clips(tmp_path)])
    for report in reports[1:]:
        for key in ("model", "data", "scores", "temporal_probe"):
            assert report[key] == reports[0][key], key
    assert tables[0] == tables[1] == tables[2]


def test_broken_clips_are_named(evaluate: Callable, clips: Path, tmp_path: Path, capsys: Screen) -> None:
    whole = evaluate(clips)
    data = shutil.copytree(clips, tmp_path / "data")
    content = (data / "fear" / "0.mp4").read_bytes()
    (data / "fear" / "noise.mp4").write_bytes(b"no clip")
    (data / "fear" / "cut.mp4").write_bytes(content[: len(content) // 2])
    (data / "anger" / "empty.mp4").write_bytes(b"")
    frames = data / "anger" / "frames"
    frames.mkdir()
    (frames / "1.png").write_bytes(b"no picture")
    report = evaluate(data, "--batch-size", "4")
    skipped = {one["clip_id"]: one["reason"] for one in report["data"]["skipped"]}
    assert sorted(skipped) == ["anger/empty", "anger/frames", "fear/cut", "fear/noise"]
    assert "empty" in skipped["anger/empty"] and all(len(reason) > 20 for reason in skipped.values())
    assert report["scores"] == whole["scores"] and report["data"]["sha256"] == whole["data"]["sha256"]
    out = capsys.readouterr().out
    assert "15 judged, 4 skipped" in out and "not judged: anger/empty" in out


def test_nothing_readable_is_a_mistake(model: Path, tmp_path: Path, capsys: Screen) -> None:
    (tmp_path / "data" / "fear").mkdir(parents=True)
    (tmp_path / "data" / "fear" / "a.mp4").write_bytes(b"no clip")
    words = ["evaluate", "--model", str(model), "--dataset", str(tmp_path / "data"), "-o", str(tmp_path / "out")]
    assert main(words) == 2
    assert "no clip that can be read; the first of 1: " in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_foreign_classes(evaluate: Callable, model: Path, clips: Path, tmp_path: Path, capsys: Screen) -> None:
    data = shutil.copytree(clips, tmp_path / "data")
    (data / "fear").rename(data / "contempt")
    (data / "anger").rename(data / "calm")
    assert main(["evaluate", "--model", str(model), "--dataset", str(data), "-o", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert "calm (5 clips), contempt (5 clips)" in error and "--map calm=happiness" in error and "--drop" in error
    mapped = evaluate(data, "--map", "contempt=surprise", "--drop")
    assert mapped["data"]["classes"] == {"calm": None, "contempt": "surprise", "disgust": "disgust"}
    assert mapped["data"]["dropped"] == {"calm": 5} and mapped["scores"]["support"]["surprise"] == 5
    assert "contempt as surprise" in capsys.readouterr().out
    assert evaluate(data, "--drop")["scores"]["n"] == 5
    both = evaluate(data, "--map", "contempt=fear", "--map", "calm=anger")
    assert both["scores"]["n"] == 15 and both["data"]["dropped"] == {}
    assert both["scores"]["confusion"] == evaluate(clips)["scores"]["confusion"]


def make_table(clips: Path, path: Path) -> Path:
    """The clips in two test folds, and one of each class in a train split."""
    lines = ["path,label,split,fold"]
    for name in CLASSES:
        lines += [f"{clips}/{name}/{k}.mp4,{name},{'train' if k == 4 else 'test'},{1 + k % 2}" for k in range(5)]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.filterwarnings("ignore:y_pred contains classes not in y_true")
def test_folds_are_scored_alone_and_averaged(evaluate: Callable, clips: Path, tmp_path: Path) -> None:
    table = make_table(clips, tmp_path / "table.csv")
    report, rows = evaluate(table), read_clips(tmp_path)
    assert report["data"]["split"] == "test" and report["data"]["folds"] == [1, 2]
    scores = report["scores"]
    for fold in scores["folds"]:
        here = [row for row in rows if int(row["fold"]) == fold["fold"]]
        true, guessed = [row["true"] for row in here], [row["predicted"] for row in here]
        assert fold["n"] == 6 and fold["war"] == accuracy_score(true, guessed)
        assert fold["uar"] == pytest.approx(balanced_accuracy_score(true, guessed))
    assert scores["war_mean"] == pytest.approx(np.mean([fold["war"] for fold in scores["folds"]]))
    assert scores["uar_sd"] == pytest.approx(np.std([fold["uar"] for fold in scores["folds"]], ddof=1))
    one = evaluate(table, "--folds", "2")
    assert one["data"]["folds"] == [2] and one["scores"]["n"] == 6 and one["scores"]["war_sd"] is None
    assert one["scores"]["war"] == scores["folds"][1]["war"]
    train = evaluate(table, "--split", "train")
    assert train["scores"]["n"] == 3 and train["data"]["folds"] == [1]


def test_rows_that_were_imported_before_give_the_same(evaluate: Callable, clips: Path, tmp_path: Path) -> None:
    wanted = evaluate(clips)
    rows, _ = import_dataset("folder", clips, check="files")
    (tmp_path / "rows").mkdir()
    rows.to_parquet(str(tmp_path / "rows" / "rows.parquet"))
    for spec in (tmp_path / "rows", tmp_path / "rows" / "rows.parquet", f"folder:{clips}"):
        report = evaluate(spec)
        assert report["scores"] == wanted["scores"] and report["data"]["sha256"] == wanted["data"]["sha256"]


def test_hashes_follow_content_and_not_place(evaluate: Callable, model: Path, clips: Path, tmp_path: Path) -> None:
    first, moved = evaluate(clips), evaluate(shutil.copytree(clips, tmp_path / "elsewhere"))
    assert moved["data"]["sha256"] == first["data"]["sha256"]
    changed = shutil.copytree(clips, tmp_path / "changed")
    shutil.copy(changed / "fear" / "1.mp4", changed / "fear" / "0.mp4")
    table = tmp_path / "changed" / "table.csv"
    lines = [f"{name}/{k}.mp4,{name}" for name in CLASSES for k in range(5)]
    hashes = [first["data"]["sha256"], evaluate(changed)["data"]["sha256"]]
    for order in (lines, lines[::-1], [*lines[:-1], "fear/4.mp4,anger"]):
        table.write_text("\n".join(["path,label", *order]) + "\n")
        hashes.append(evaluate(table)["data"]["sha256"])
    assert hashes[1] == hashes[2] == hashes[3] and len(set(hashes)) == 3

    other = shutil.copytree(model, tmp_path / "model")
    weights = load_file(other / "model.safetensors")
    save_file({name: value + 0.01 for name, value in weights.items()}, other / "model.safetensors", {"format": "pt"})
    reports = [evaluate(clips, "--model", str(other))]
    DuSEVideoProcessor(size=32, num_frames=3, do_align_crop=False).save_pretrained(other)
    reports.append(evaluate(clips, "--model", str(other)))
    assert reports[0]["model"]["sha256"] == reports[1]["model"]["sha256"] != first["model"]["sha256"]
    assert reports[0]["model"]["settings_sha256"] != reports[1]["model"]["settings_sha256"]


def test_the_probe_reorders_the_frames(evaluate: Callable, model: Path, clips: Path, tmp_path: Path) -> None:
    report, rows = evaluate(clips, "--temporal-probe", "--seed", "3"), read_clips(tmp_path)
    recogniser = Recogniser.from_pretrained(model)
    true = [row["true"] for row in rows]
    assert any(one["changed"] > 0 for one in report["temporal_probe"].values())
    for condition in CONDITIONS:
        guessed = []
        for number, row in enumerate(rows):
            pixels = recogniser.processor(str(clips / f"{row['clip_id']}.mp4")).pixel_values[0]
            with torch.no_grad():
                logits = recogniser.model(apply_condition(pixels, condition, 3, number)[None]).logits
            guessed.append(EMOTIONS[int(logits.argmax())])
        got = report["temporal_probe"][condition]
        assert got["war"] == accuracy_score(true, guessed)
        assert got["war_drop"] == pytest.approx(report["scores"]["war"] - got["war"])
        assert got["changed"] == np.mean([a != row["predicted"] for a, row in zip(guessed, rows, strict=True)])
    still = tmp_path / "still"
    for name in CLASSES:
        (still / name).mkdir(parents=True)
        write_video(still / name / "0.mp4", np.full((6, 32, 32, 3), 30 * len(name), np.uint8))
    probe = evaluate(still, "--temporal-probe")["temporal_probe"]
    assert all(one["changed"] == one["war_drop"] == one["uar_drop"] == 0 for one in probe.values())


def test_files_hold_what_is_shown(evaluate: Callable, clips: Path, tmp_path: Path, capsys: Screen) -> None:
    report = evaluate(clips, "--temporal-probe")
    screen, table = capsys.readouterr().out, (tmp_path / "out" / "table.md").read_text()
    for text in (screen, table):
        for value in (report["scores"]["war"], report["scores"]["uar"], report["temporal_probe"]["reverse"]["uar"]):
            assert f"{100 * value:.2f}" in text
        hashes = [report[name]["sha256"][:12] for name in ("model", "data")]
        for words in (*hashes, "15 judged", "4 frames (uniform)"):
            assert words in text
    picture = Image.open(tmp_path / "out" / "confusion.png")
    assert picture.width >= 858 and picture.height > 500


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--dataset", "none"], "`--dataset` is 'none'"),
        (["--dataset", "none.parquet"], "does not exist"),
        (["--dataset", "dfew:none"], "does not exist"),
        (["--dataset", "clips", "--model", "./none"], "`--model` './none'"),
        (["--dataset", "clips", "--model", "clips"], "`--model` 'clips'"),
        (["--dataset", "clips", "--batch-size", "0"], "`--batch-size` is 0"),
        (["--dataset", "clips", "--workers", "-1"], "`--workers` is -1"),
        (["--dataset", "clips", "--map", "contempt"], "'contempt' is no pair"),
        (["--dataset", "clips", "--map", "fear=anger", "fear=disgust"], "`--map` sends 'fear' to two"),
        (["--dataset", "clips", "--device", "abacus"], "`--device` is 'abacus'"),
        (["--dataset", "clips", "-o", "file"], "`--output` is 'file'"),
        ([], "--dataset"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str], expected: str, model: Path, clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: Screen,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("clips").symlink_to(clips)
    Path("file").write_text("")
    try:
        status = main(["evaluate", "--model", str(model), *words])
    except SystemExit as stop:
        status = stop.code
    lines = capsys.readouterr().err.splitlines()
    assert status == 2 and len(lines) == 1 and expected in lines[0]
