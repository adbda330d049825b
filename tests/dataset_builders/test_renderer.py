"""The renderer: exact truth, determinism, and a face that moves as the Action Units say."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from argen.dataset_builders.renderer import load_rig, plan_clip, render_clip
from argen.dataset_builders.renderer.action_units import AU_SHAPES, au_sides, shape_matrix, shape_weights
from argen.dataset_builders.renderer.motion import sample_motion
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


RIG = Path(__file__).parents[3] / "shared" / "face-rig" / "face_rig.safetensors"
needs_rig = pytest.mark.skipif(
    not RIG.is_file(), reason=f"{RIG} is absent: the rig is data, kept outside the repository"
)
NAMES = sorted(
    {f"{name}_{side}" for shapes in AU_SHAPES.values() for name, _ in shapes for side in "LR" if not name.startswith("jaw")}
    - {f"{name}_{side}" for name in ("mouthPucker", "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthClose")
       for side in "LR"}
) + ["jawOpen", "mouthClose", "mouthPucker", "mouthRollLower", "mouthRollUpper", "mouthShrugLower"]  # fmt: skip


@pytest.fixture(scope="module")
def rig():
    return load_rig(RIG)


def face(rig, aus=None, identity=3, size=64, frames=1, randomization=0.0):
    sides = np.repeat(au_sides(aus or {})[None], frames, 0)
    return render_clip(
        rig,
        11,
        0,
        identities=range(10),
        identity=identity,
        size=size,
        num_frames=frames,
        au=sides,
        randomization=randomization,
    )


def write_rig(path, **changes):
    rng = np.random.default_rng(0)
    tensors = {
        "neutral_vertices": rng.normal(size=(40, 3)).astype(np.float32),
        "triangles": rng.integers(0, 40, (50, 3)).astype(np.int32),
        "vertex_material": np.zeros(40, np.uint8),
        "landmark_vertices": rng.integers(0, 40, 68).astype(np.int32),
        "expression_deltas": rng.normal(size=(len(NAMES), 40, 3)).astype(np.float16),
        "identity_deltas": rng.normal(size=(5, 40, 3)).astype(np.float16),
    }
    tensors.update(changes)
    save_file({k: v for k, v in tensors.items() if v is not None}, path, {"expression_names": json.dumps(NAMES)})
    return path


# ---- without the rig


def test_every_au_moves_a_shape_of_a_small_rig(tmp_path):
    rig = load_rig(write_rig(tmp_path / "rig.safetensors"))
    matrix = shape_matrix(rig.shapes)
    assert matrix.shape == (20, 2, len(NAMES))
    assert (np.abs(matrix).sum((1, 2)) > 0).all()
    paired = rig.shapes.index("mouthSmile_L"), rig.shapes.index("mouthSmile_R")
    weights = shape_weights(au_sides({("AU12", "L"): 0.5})[None], np.zeros(len(NAMES)), rig.shapes)
    assert weights[0, paired[0]] == pytest.approx(0.5) and weights[0, paired[1]] == 0


def test_lids_share_a_budget():
    both = shape_weights(au_sides({"AU43": 1.0, "AU05": 1.0, "AU07": 1.0})[None], np.zeros(len(NAMES)), NAMES)[0]
    assert both[NAMES.index("eyeBlink_L")] >= 1
    assert both[NAMES.index("eyeWide_L")] == 0
    assert both[NAMES.index("eyeSquint_L")] < 0.4


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_motion_is_legal_and_mostly_starts_neutral(emotion):
    starts = []
    for k in range(60):
        motion = sample_motion(np.random.default_rng([3, k]), 17, 8, emotion=emotion)
        assert motion.aus.shape == (17, 20, 2) and motion.aus.dtype == np.float32
        assert motion.aus.min() >= 0 and motion.aus.max() <= 1
        assert np.abs(motion.pose).max() < 0.8 and np.abs(motion.gaze).max() < 0.5
        assert motion.emotion == emotion and 0 <= motion.intensity <= 1
        starts.append(motion.aus[0, AUS.index("AU01") :].max() < 0.2)
    assert np.mean(starts) > 0.65


def test_every_au_is_well_represented():
    peaks = np.stack([plan_clip(5, i, identities=range(9), size=32).au.max(0) for i in range(400)])
    share = (peaks > 0.2).mean(0)
    assert share.min() > 0.05, dict(zip(AUS, share.round(3), strict=True))


def test_no_frame_asks_for_a_shut_and_an_open_mouth():
    columns = [AUS.index(au) for au in ("AU24", "AU26")]
    for i in range(300):
        curve = plan_clip(9, i, identities=range(9), size=32).au[:, columns]
        assert curve.min(1).max() <= 0.31


def test_plan_depends_on_seed_and_index_only():
    first = plan_clip(1, 4, identities=range(100))
    again = plan_clip(1, 4, identities=range(100))
    other = plan_clip(1, 5, identities=range(100))
    assert np.array_equal(first.au, again.au) and np.array_equal(first.scene.background, again.scene.background)
    assert not np.array_equal(first.scene.background, other.scene.background)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("size", {"size": 7}),
        ("size", {"size": 64.5}),
        ("num_frames", {"num_frames": 0}),
        ("identities", {"identities": []}),
        ("identities", {"identities": [-4]}),
        ("identity", {"identity": -1}),
        ("randomization", {"randomization": 1.5}),
        ("emotion", {"emotion": "joy"}),
        ("intensity", {"intensity": 2.0}),
        ("au", {"au": np.zeros((3, 20))}),
        ("au", {"au": np.full((17, 20), 2.0)}),
        ("au", {"au": np.full((17, 20), np.nan)}),
        ("seed", {"seed": -1}),
    ],
)
def test_bad_options_are_named(name, options):
    with pytest.raises(ValueError, match=f"`{name}`"):
        plan_clip(**{"seed": 0, "index": 0, "identities": range(5), **options})


def test_bad_rigs_are_named(tmp_path):
    text = tmp_path / "rig.txt"
    text.write_text("not a rig")
    lacking = write_rig(tmp_path / "lacking.safetensors", identity_deltas=None)
    for source in ("missing.safetensors", "/no/such/file", tmp_path, text, lacking):
        with pytest.raises(ValueError, match="`rig`"):
            load_rig(source)
    with pytest.raises(ValueError, match="`rig`"):
        render_clip("face_rig.safetensors", 0, 0, identities=range(3))  # pyright: ignore[reportArgumentType]


def test_bad_aus_are_named():
    with pytest.raises(ValueError, match="`aus`"):
        au_sides({"AU99": 0.5})
    with pytest.raises(ValueError, match="`aus`"):
        au_sides({"AU12": 1.5})


# ---- with the rig


@needs_rig
def test_clip_has_the_promised_shape(rig):
    clip = render_clip(rig, 1, 2, identities=range(5), size=64, num_frames=5)
    assert clip.frames.shape == (5, 64, 64, 3) and clip.frames.dtype == np.uint8
    assert clip.au.shape == (5, 20) and clip.au.dtype == np.float32
    assert clip.landmarks.shape == (5, 68, 2) and clip.landmarks.dtype == np.float32
    assert clip.emotion in EMOTIONS and clip.identity in range(5)
    assert clip.frames.std() > 10


@needs_rig
def test_same_seed_same_bytes_in_any_order(rig):
    options = {"identities": range(6), "size": 64, "num_frames": 4}
    forward = [render_clip(rig, 7, i, **options) for i in (0, 1, 2)]
    backward = [render_clip(rig, 7, i, **options) for i in (2, 1, 0)][::-1]
    for a, b in zip(forward, backward, strict=True):
        assert a.frames.tobytes() == b.frames.tobytes()
        assert a.au.tobytes() == b.au.tobytes() and a.landmarks.tobytes() == b.landmarks.tobytes()
    assert forward[0].frames.tobytes() != forward[1].frames.tobytes()


@needs_rig
def test_given_curve_is_the_truth(rig):
    curve = np.random.default_rng(0).random((3, 20)).astype(np.float32)
    clip = render_clip(rig, 1, 0, identities=range(3), size=48, num_frames=3, au=curve)
    assert np.array_equal(clip.au, curve)
    assert not render_clip(rig, 1, 0, identities=range(3), size=48, num_frames=3, au=np.zeros((3, 20))).au.any()


@needs_rig
def test_identity_looks_the_same_in_every_clip(rig):
    a, b = face(rig, identity=4), face(rig, identity=4)
    assert a.frames.tobytes() == b.frames.tobytes()
    assert face(rig, identity=5).frames.tobytes() != a.frames.tobytes()


@needs_rig
@pytest.mark.parametrize("identity", [0, 3, 8])
def test_landmarks_move_as_the_aus_say(rig, identity):
    rest = face(rig, identity=identity).landmarks[0]

    def moved(**aus):
        return face(rig, aus, identity=identity).landmarks[0]

    scale = 0.01 * np.linalg.norm(rest[45] - rest[36])
    assert moved(AU26=1.0)[8, 1] > rest[8, 1] + 5 * scale
    smile = moved(AU12=1.0)
    assert smile[54, 0] - smile[48, 0] > rest[54, 0] - rest[48, 0] + 4 * scale
    assert smile[[48, 54], 1].mean() < rest[[48, 54], 1].mean() - 2 * scale
    opening = [[40, 38], [41, 37], [46, 44], [47, 43]]
    closed = moved(AU43=1.0)
    gap, shut = (np.mean([marks[low, 1] - marks[high, 1] for low, high in opening]) for marks in (rest, closed))
    assert shut < 0.35 * gap
    assert moved(AU01=1.0)[[21, 22], 1].mean() < rest[[21, 22], 1].mean() - 3 * scale
    assert moved(AU04=1.0)[[20, 23], 1].mean() > rest[[20, 23], 1].mean() + 2 * scale
    assert moved(AU15=1.0)[[48, 54], 1].mean() > rest[[48, 54], 1].mean() + 2 * scale


@needs_rig
def test_one_sided_smile_is_one_sided(rig):
    rest = face(rig).landmarks[0]
    left = face(rig, {("AU12", "L"): 1.0})
    shift = np.linalg.norm(left.landmarks[0] - rest, axis=1)
    assert shift[54] > 3 * shift[48]  # iBUG 54 is the person's left corner
    assert left.au[0, AUS.index("AU12")] == 1.0


@needs_rig
def test_every_au_changes_the_picture(rig):
    rest = face(rig, size=128).frames[0].astype(int)
    for au in AUS:
        change = np.abs(face(rig, {au: 1.0}, size=128).frames[0].astype(int) - rest).mean()
        assert change > 0.15, au


@needs_rig
def test_lips_are_sealed_at_rest(rig):
    for identity in range(12):
        marks = face(rig, identity=identity).landmarks[0]
        assert (marks[66, 1] - marks[62, 1]) < 0.035 * np.linalg.norm(marks[45] - marks[36])


@needs_rig
def test_command_gives_the_same_files_for_any_workers(tmp_path):
    from argen.dataset_builders.renderer.command import add_arguments, main

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    folders = []
    for workers in (1, 2):
        folders.append(tmp_path / str(workers))
        words = f"--rig {RIG} --count 3 --seed 3 --out {folders[-1]} --size 48 --num-frames 3 --workers {workers}"
        assert main(parser.parse_args(words.split())) == 0
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == ["clip_00000.mp4", "clip_00001.mp4", "clip_00002.mp4", "clips.jsonl", "sheet.png"]
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    row = json.loads((folders[0] / "clips.jsonl").read_text().splitlines()[1])
    assert row["file"] == names[1] and np.shape(row["au"]) == (3, 20) and row["au_names"] == list(AUS)
