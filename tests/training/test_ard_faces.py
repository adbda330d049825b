"""Faces for prompts: of the range asked for, the same at each run, and enough prompts out of them."""

import argparse
from pathlib import Path

import pytest

from argen.training.ard_faces import FIRST, add_arguments, main, write_faces
from argen.training.ard_prompts import load_prompts


RIG = Path(__file__).parents[3] / "shared" / "face-rig" / "face_rig.safetensors"
needs_rig = pytest.mark.skipif(
    not RIG.is_file(), reason=f"{RIG} is absent: the rig is data, kept outside the repository"
)


@needs_rig
def test_faces_are_the_same_at_each_run_and_make_21_prompts_each(tmp_path):
    words = ["--rig", str(RIG), "--out", str(tmp_path / "a"), "--count", "2", "--size", "48"]
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    main(parser.parse_args(words))
    names = sorted(path.name for path in (tmp_path / "a").glob("*.png"))
    assert names == [f"face_{FIRST['held_out'] + k}.png" for k in range(2)]
    write_faces(str(RIG), tmp_path / "b", "held_out", 1, 48)
    assert (tmp_path / "a" / names[0]).read_bytes() == (tmp_path / "b" / names[0]).read_bytes()
    assert (tmp_path / "a" / names[0]).read_bytes() != (tmp_path / "a" / names[1]).read_bytes()
    assert len(load_prompts(str(tmp_path / "a"), 17, 8.0, held_out=0.0)[0]) == 42


@needs_rig
def test_a_folder_goes_on_but_not_with_other_settings(tmp_path):
    write_faces(str(RIG), tmp_path, "train", 1, 48)
    first = next(tmp_path.glob("*.png"))
    made = first.stat().st_mtime_ns
    write_faces(str(RIG), tmp_path, "train", 2, 48)
    assert len(list(tmp_path.glob("*.png"))) == 2 and first.stat().st_mtime_ns == made
    with pytest.raises(ValueError, match="made with another part"):
        write_faces(str(RIG), tmp_path, "held_out", 1, 48)


def test_a_count_out_of_range_is_refused(tmp_path):
    with pytest.raises(ValueError, match="`--count` is 0"):
        write_faces("no rig", tmp_path, "train", 0)


def test_people_of_the_parts_are_apart():
    assert FIRST["train"] + 100_000 <= 1_000_000 and FIRST["held_out"] > 2_000_120
