"""Rendered clips as prompts: their first frames, their own curves or an emotion, in the form that ARD reads."""

import argparse
import json

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import load_file

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.ard_clips import EVERY, FILE, WEAKEST, add_arguments, main
from argen.training.ard_prompts import load_prompts
from argen.training.supervised_clips import shard_path


def run(clips, out, *words):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    main(parser.parse_args(["--clips", str(clips), "--out", str(out), *words]))
    return out / FILE


def test_prompts_are_first_frames_with_their_clips_curves_or_an_emotion(write_shards, tmp_path):
    write_shards(tmp_path / "cache")
    path = run(tmp_path / "cache", tmp_path / "out")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 8
    for number, line in enumerate(lines):
        shard, place = load_file(shard_path(tmp_path / "cache", number // 4)), number % 4
        np.testing.assert_array_equal(np.asarray(Image.open(path.parent / line["image"])), shard["frames"][place, 0])
        if number % EVERY:
            np.testing.assert_allclose(line["action_units"], shard["au"][place], atol=5e-5)
        else:
            assert line["emotion"] in EMOTIONS and WEAKEST <= line["intensity"] <= 1
    assert [line["emotion"] for line in lines if "emotion" in line] == list(EMOTIONS[:3])


def test_ard_reads_them_and_takes_curves_as_they_are(write_shards, tmp_path):
    write_shards(tmp_path / "cache")
    path = run(tmp_path / "cache", tmp_path / "out")
    rows = load_prompts(str(path), 17, 8.0, held_out=0.0)[0]
    asked = json.loads(path.read_text().splitlines()[1])["action_units"]
    np.testing.assert_allclose(rows[1]["action_units"], asked, atol=1e-6)
    assert rows[1]["emotion"] is None and rows[0]["emotion"] == EMOTIONS[0]


def test_the_same_clips_give_the_same_files_and_another_seed_other_intensities(write_shards, tmp_path):
    write_shards(tmp_path / "cache")
    one, again = (run(tmp_path / "cache", tmp_path / name) for name in ("a", "b"))
    other = run(tmp_path / "cache", tmp_path / "c", "--seed", "6")
    assert one.read_bytes() == again.read_bytes() != other.read_bytes()


def test_a_folder_without_clips_is_refused(tmp_path):
    with pytest.raises(ValueError, match="`--clips` is .*holds no clips"):
        run(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
