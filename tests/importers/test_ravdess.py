"""RAVDESS: seven numbers out of file names, one modality and channel at a time."""

import pytest

from argen.dataset_builders.importers.clip import LayoutError
from argen.dataset_builders.importers.ravdess import CLASSES


def test_names_become_columns(load, make, tmp_path):
    rows, report = load("ravdess", make["ravdess"](tmp_path))
    assert len(rows) == 16 and report.subjects == 2 and not report.faults
    assert rows.features["label"].names == list(CLASSES)
    for row in rows:
        modality, channel, emotion, *_, actor = row["clip_id"].split("-")
        assert (modality, channel, row["subject"], row["label"]) == ("01", "01", actor, int(emotion) - 1)
        assert row["gender"] == {"01": "male", "02": "female"}[actor] and row["repetition"] == 1


def test_modality_and_channel_choose(load, make, tmp_path):
    root = make["ravdess"](tmp_path)
    assert len(load("ravdess", root, modality="both")[0]) == 32
    assert len(load("ravdess", root, modality="both", channel="both")[0]) == 34
    songs, _ = load("ravdess", root, channel="song")
    assert songs.to_list()[0]["intensity"] == "strong" and set(songs["statement"]) == {"dogs"} and len(songs) == 2
    with pytest.raises(LayoutError, match="modality video-only and channel song"):
        load("ravdess", root, modality="video-only", channel="song")
    with pytest.raises(ValueError, match="`modality` is 'audio'"):
        load("ravdess", root, modality="audio")


def test_an_emotion_beyond_eight_is_outside_the_set(load, make, tmp_path):
    root = make["ravdess"](tmp_path, 1)
    make["mp4"](root / "Actor_01/01-01-09-01-01-01-01.mp4")
    _, report = load("ravdess", root, on_fault="drop")
    assert [(one.kind, one.clip_id) for one in report.faults] == [("label outside the set", "01-01-09-01-01-01-01")]
