"""ClipReport: JSON round trip, honest blanks, clear errors, and the picture."""

import dataclasses
import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from argen.cli import main
from argen.generate import _print_units
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import make_plan
from argen.pipelines.media.video import write_video
from argen.report import ClipReport, active_units, draw_report, load_reports, motion_jerk


def make_report(**changes: Any) -> ClipReport:
    curve = make_plan("fear", 0.8).curve
    values: dict[str, Any] = {
        "emotion": "fear",
        "intensity": 0.8,
        "text": None,
        "captions": ("a face shows strong fear",),
        "seed": 1,
        "fps": 8.0,
        "au_names": AUS,
        "requested": curve,
        "measured": curve * 0.9,
        "models": {"generator": {"id": "argen/argen-mini", "sha256": "ab" * 32}},
        "settings": {"steps": 8},
        "seconds": {"generate": 1.5},
        "nfe": 16,
        "jerk": 0.01,
        "evidence": ({"kind": "passage", "id": "emotion/fear/prototype", "score": 3.25, "source": "EMFACS"},),
        "files": {"video": "fear.mp4"},
        "argen_version": "0.1.0",
    }
    return ClipReport(**(values | changes))


def test_json_round_trip() -> None:
    report = make_report()
    again = ClipReport.from_json(report.to_json())
    for one in dataclasses.fields(ClipReport):
        before, after = getattr(report, one.name), getattr(again, one.name)
        if isinstance(before, np.ndarray):
            assert np.abs(before - after).max() <= 5.1e-5
        else:
            assert before == after, one.name
    assert again.to_json() == ClipReport.from_json(again.to_json()).to_json()


def test_what_was_not_measured_is_null_and_not_zero() -> None:
    data = json.loads(make_report(measured=None, jerk=None).to_json())
    for name in ("measured", "jerk", "au_error", "emotion_probabilities", "integrity", "identity_similarity"):
        assert data[name] is None
    assert data["nfe"] == 16


def test_au_error_leaves_the_given_first_frame_out() -> None:
    curve = np.full((5, 20), 0.5, np.float32)
    other = curve - 0.2
    other[0] = 1
    assert make_report(requested=curve, measured=other).au_error == pytest.approx(0.2)
    assert make_report(requested=None).au_error is None


def test_jerk_is_zero_for_steady_motion() -> None:
    steady = np.linspace(0, 1, 9)[:, None, None, None] * np.ones((1, 4, 4, 3))
    assert motion_jerk(steady) == pytest.approx(0, abs=1e-12)
    assert motion_jerk(steady[[0, 8, 0, 8, 0]]) == pytest.approx(4)
    assert motion_jerk(steady[:3]) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "argen-report/9"}, "schema"),
        ({"fps": 0}, "fps"),
        ({"requested": [[1, 2]]}, "requested"),
        ({"measured": [["a"] * 20]}, "measured"),
        ({"captions": "text"}, "captions"),
        ({"models": 3}, "models"),
        ({"models": {"generator": "argen"}}, "models"),
        ({"models": {"generator": {"sha256": 5}}}, "models"),
        ({"seconds": {"generate": "fast"}}, "seconds"),
        ({"files": {"video": 3}}, "files"),
        ({"settings": []}, "settings"),
        ({"emotion": 3}, "emotion"),
        ({"text": ["a"]}, "text"),
        ({"intensity": "much"}, "intensity"),
        ({"seed": "1"}, "seed"),
        ({"nfe": 1.5}, "nfe"),
        ({"jerk": "low"}, "jerk"),
        ({"fps": True}, "fps"),
        ({"emotion_probabilities": {"fear": None}}, "emotion_probabilities"),
        ({"argen_version": None}, "argen_version"),
    ],
)
def test_a_wrong_report_names_the_field(change: dict[str, Any], words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(json.loads(make_report().to_json()) | change))
    with pytest.raises(ValueError, match=f"`{words}`"):
        load_reports(path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"null", b'{"clips": []}', b'{"clips": 1}', b"\xff\xfe\x00", b"{}"]
)
def test_corrupt_files_are_one_line_for_the_user(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert main(["report", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and lines[0].startswith("error: ") and "a.json" in lines[0]
    assert not (tmp_path / "a_report.png").exists()


def test_a_missing_field_is_named() -> None:
    data = json.loads(make_report().to_json())
    del data["nfe"]
    with pytest.raises(ValueError, match="`nfe`"):
        ClipReport.from_dict(data)


def test_every_requested_unit_gets_a_panel() -> None:
    report = make_report()
    assert report.requested is not None
    assert set(np.flatnonzero(report.requested.max(0) > 0.08)) <= set(active_units(report))
    assert len(active_units(make_report(requested=np.zeros((5, 20)), measured=None))) == 1
    assert active_units(make_report(requested=None, measured=None)) == []


def test_the_command_draws_with_and_without_the_clip(tmp_path: Path) -> None:
    (tmp_path / "fear.json").write_text(make_report().to_json())
    assert main(["report", str(tmp_path / "fear.json")]) == 0
    bare = Image.open(tmp_path / "fear_report.png").size
    write_video(tmp_path / "fear.mp4", np.zeros((17, 64, 64, 3), np.uint8))
    assert main(["report", str(tmp_path / "fear.json"), "-o", str(tmp_path / "b.png")]) == 0
    assert Image.open(tmp_path / "b.png").height > bare[1] + 60
    assert main(["report", str(tmp_path / "fear.json"), "-o", str(tmp_path / "b.jpg")]) == 2


def test_brackets_are_printed_as_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A user's words and names are no markup of the console's."""
    path = tmp_path / "[red]a[b]" / "[b].json"
    path.parent.mkdir()
    path.write_text(make_report().to_json())
    assert main(["report", str(path)]) == 0
    assert str(path.with_name("[b]_report.png")) in capsys.readouterr().out
    printed = StringIO()
    _print_units(Console(file=printed, width=200), make_report(emotion=None, text="a [/b] [red]smile"))
    assert "a [/b] [red]smile" in printed.getvalue()


def test_several_clips_are_drawn_below_each_other(tmp_path: Path) -> None:
    one = make_report().to_json()
    (tmp_path / "grid.json").write_text(f'{{"clips": [{one}, {one}]}}')
    assert main(["report", str(tmp_path / "grid.json")]) == 0
    assert Image.open(tmp_path / "grid_report.png").height == 2 * draw_report(make_report()).height
