"""Motion classes: each pair is one movement in two directions, so that frames alone do not tell."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from argen.dataset_builders.renderer import load_rig
from argen.pipelines.argen.facs_argen import AUS
from argen.training.duse_motion import MOTIONS, motion_curve, render_motion, render_motions


RIG = Path(__file__).parents[3] / "shared" / "face-rig" / "face_rig.safetensors"
needs_rig = pytest.mark.skipif(
    not RIG.is_file(), reason=f"{RIG} is absent: the rig is data, kept outside the repository"
)
PAIRS = list(zip(list(MOTIONS)[::2], list(MOTIONS)[1::2], strict=True))


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_one_movement_in_two_directions(pair):
    for seed in range(20):
        one, other = (motion_curve(name, np.random.default_rng(seed)) for name in pair)
        assert np.array_equal(one, other[::-1]) and not np.array_equal(one, other)


@pytest.mark.parametrize("name", MOTIONS)
def test_curves_are_legal_and_move(name):
    for seed in range(20):
        curve = motion_curve(name, np.random.default_rng(seed))
        assert curve.shape == (17, 20) and curve.min() >= 0 and curve.max() <= 1
        assert {AUS[k] for k in np.flatnonzero(curve.max(0))} <= set(MOTIONS[name].aus)
        assert np.ptp(curve[:, AUS.index(MOTIONS[name].aus[0])]) > 0.35


def test_a_posed_smile_rises_faster_than_a_spontaneous_one():
    def fastest(name, seed):
        smile = motion_curve(name, np.random.default_rng(seed))[:, AUS.index("AU12")]
        return np.diff(smile).max() / smile.max()

    assert min(fastest("posed smile", seed) for seed in range(20)) > 1.5 * max(
        fastest("spontaneous smile", seed) for seed in range(20)
    )


@needs_rig
def test_clips_depend_on_seed_and_number_alone(tmp_path):
    rig, people = load_rig(RIG), range(5)
    render_motions(rig, tmp_path / "a", 3, people, 4, 0.0, shard_size=2)
    shards = [load_file(path) for path in sorted((tmp_path / "a").glob("clips-*"))]
    clip = render_motion(rig, 4, 2, people, 0.0)
    assert np.array_equal(shards[1]["frames"][0], clip["frames"]) and clip["frames"].shape == (17, 128, 128, 3)
    assert [int(x) for shard in shards for x in shard["emotion"]] == [0, 1, 2]
    with pytest.raises(ValueError, match="made with other settings"):
        render_motions(rig, tmp_path / "a", 3, people, 5, 0.0, shard_size=2)
