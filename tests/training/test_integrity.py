"""Breakage made on purpose: it is where its mask says, grows with its strength, and is the same for the same seed."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.cif.integrity import FaceIntegrity, FaceMaps
from argen.training.integrity_clips import BROKEN, CleanClips, broken
from argen.training.integrity_config import IntegrityConfig, load_integrity_config
from argen.training.integrity_corruptions import CORRUPTIONS, other_identity
from argen.training.integrity_evaluate import left_out
from argen.training.integrity_extreme import PEOPLE, DrawnClips, extreme_motion, head_turns
from argen.training.integrity_features import Folder, kept_maps
from argen.training.integrity_fit import Fit, calibration_plan, clip_maker, summary
from argen.training.integrity_regions import displace, ellipse, landmark_regions, mean_regions


PORTRAIT = Path(__file__).parents[2] / "release" / "portraits" / "portrait_03.png"
EVERYWHERE = ("grid", "VAE blur")


@pytest.fixture(scope="module")
def face() -> torch.Tensor:
    """A still clip `(5, 3, 96, 96)` of a rendered face."""
    picture = Image.open(PORTRAIT).convert("RGB").resize((96, 96), Image.Resampling.LANCZOS)
    return (torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1).float() / 255).expand(5, -1, -1, -1)


def break_it(name: str, face: torch.Tensor, strength: float, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    return CORRUPTIONS[name](face, strength, torch.Generator().manual_seed(seed), None)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_same_seed_same_breakage(name: str, face: torch.Tensor) -> None:
    frames, mask = break_it(name, face, 0.5)
    again, _ = break_it(name, face, 0.5)
    assert torch.equal(frames, again)
    assert frames.shape == face.shape
    assert mask.shape == face[:, 0].shape
    assert mask.dtype == torch.bool
    assert float(frames.min()) >= 0
    assert float(frames.max()) <= 1
    if name != "VAE blur":  # which has no chance in it
        assert not torch.equal(frames, break_it(name, face, 0.5, seed=1)[0])


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_most_of_the_change_is_under_the_mask(name: str, face: torch.Tensor) -> None:
    if name == "frame tearing":  # a still clip has no other moment, but its rows are shifted
        assert bool(break_it(name, face, 0.5)[1].any())
    frames, mask = break_it(name, face, 0.5)
    change = (frames - face).abs().mean(1)
    assert float(change[mask].sum()) > 0.8 * float(change.sum())
    assert bool(mask.all()) == (name in EVERYWHERE)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_stronger_is_more(name: str, face: torch.Tensor) -> None:
    change = [
        np.mean([float((break_it(name, face, strength, seed)[0] - face).abs().mean()) for seed in range(4)])
        for strength in (0.25, 1.0)
    ]
    assert change[0] < change[1]


def test_identity_drift_ends_at_the_other_person(face: torch.Tensor) -> None:
    other = face.flip(-1)
    drift = other_identity(other, mean_regions(other))
    frames, mask = drift(face, 0.5, torch.Generator(), mean_regions(face))
    assert torch.equal(frames[0], face[0])
    assert not bool(mask[0].any())
    inside = ellipse(face, mean_regions(face)["nose"]) == 1
    assert torch.allclose(frames[-1][:, inside[-1]], other[-1][:, inside[-1]], atol=1e-4)


def test_displace_by_whole_pixels_is_a_shift(face: torch.Tensor) -> None:
    flow = torch.zeros(5, 2, 96, 96)
    flow[:, 0] = 3
    assert torch.allclose(displace(face, flow)[..., :-3], face[..., 3:], atol=1e-5)


def test_regions_of_landmarks_hold_the_landmarks() -> None:
    landmarks = torch.rand(4, 68, 2, generator=torch.Generator().manual_seed(0)) * 60 + 30
    regions = landmark_regions(landmarks, 128)
    eye = landmarks[:, 36:42]
    region = regions["right eye"]
    assert bool(((eye - region.centre[:, None]).abs() <= region.half[:, None]).all())


def test_late_breakage_spares_the_first_frame(write_shards, tmp_path: Path) -> None:
    write_shards(tmp_path / "cache")
    clips = CleanClips([tmp_path / "cache"])
    for name in BROKEN:
        frames, mask = broken(clips, 1, name, 0.5, True, 0)
        assert torch.equal(frames[0], clips[1].frames[0])
        assert not bool(mask[0].any())
        if name == "checkerboard":
            assert not torch.equal(frames[-1], clips[1].frames[-1])


def test_parts_share_no_identity(write_shards, tmp_path: Path) -> None:
    write_shards(tmp_path / "cache")
    parts = [
        {clip.identity for clip in CleanClips([tmp_path / "cache"], part)}
        for part in ("memory", "calibration", "validation")
    ]
    assert set.union(*parts) == set(range(4))
    assert sum(map(len, parts)) == 4
    assert not set(PEOPLE["test"]) & set(PEOPLE["validation"])


def tiny(tmp_path: Path) -> IntegrityConfig:
    return IntegrityConfig(
        output=str(tmp_path / "run"), folders=(str(tmp_path / "cache"),), clips=(6,), views=("look wan0 1 1", "step wan0 1 1"),
        nodes=4, hyperedges=2, patches=10, patch_clips=2, calibration_clips=2, broken_per_clip=2, shard_size=3,
        locator_clips=3, extreme_clips=1, decoded_clips=1, extreme_calibration=1,
    )  # fmt: skip


def fit(tmp_path: Path) -> Fit:
    """A fit on drawn discs, also where extreme renders belong."""
    config = tiny(tmp_path)
    return Fit(config, lambda part, count, _: CleanClips(config.folders, part, count))


def test_a_fit_is_the_same_to_the_bit_and_resumes(write_shards, tmp_path: Path) -> None:
    write_shards(tmp_path / "cache")
    screen, report = fit(tmp_path).run()
    assert sum(report["clips"].values()) == 2 * (2 + 2) + 1
    shards = sorted((tmp_path / "run" / "maps").rglob("maps-*"))
    lost = next(path for path in shards if path.parent.name.startswith("memory_-") and path.stem.endswith("3"))
    lost.unlink()
    written = {path: path.stat().st_mtime_ns for path in shards if path != lost}
    again, _ = fit(tmp_path).run()
    assert lost.is_file()
    assert written == {path: path.stat().st_mtime_ns for path in written}  # nothing else was made anew
    assert again.calibration == screen.calibration
    clip = CleanClips([tmp_path / "cache"])[0].frames
    assert torch.equal(again(clip).map, screen(clip).map)
    loaded = FaceIntegrity.from_pretrained(screen.save_pretrained(tmp_path / "model"))
    assert torch.equal(loaded.score(clip), screen.score(clip))


def test_a_plan_shows_every_clip_clean_and_every_corruption(write_shards, tmp_path: Path) -> None:
    write_shards(tmp_path / "cache")
    clips = CleanClips([tmp_path / "cache"])
    plan = calibration_plan(len(clips), 4)
    assert {name for _, name in plan} == {"clean", "decoded", *BROKEN}
    assert [k for k, name in plan if name == "clean"] == list(range(len(clips)))
    make = clip_maker(clips, plan, 0)
    assert torch.equal(make(0), clips[0].frames)
    assert torch.equal(make(2), make(2))


def test_the_summary_counts() -> None:
    found = summary(torch.tensor([0.9, 0.4, 0.1]), ["clean", "clean", "grid"])
    assert found == {"clips": {"clean": 2, "grid": 1}, "below 0.5": {"clean": 0.5, "grid": 1.0}}


def test_kept_maps_of_other_settings_are_refused(face: torch.Tensor, tmp_path: Path) -> None:
    encoder = FaceMaps(torch.zeros(1, 2049, 8))
    kept_maps(Folder(tmp_path / "maps", 2, {"seed": 0}), encoder, 1, lambda _: face)
    with pytest.raises(ValueError, match="other settings"):
        kept_maps(Folder(tmp_path / "maps", 2, {"seed": 1}), encoder, 1, lambda _: face)
    with pytest.raises(ValueError, match="other settings"):
        kept_maps(Folder(tmp_path / "maps", 2, {"seed": 0}), FaceMaps(torch.ones(1, 2049, 8)), 1, lambda _: face)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"views": ("look au6",)}, "look au6 6 1"),
        ({"views": ("jump au6 3 2",)}, "`change`"),
        ({"clips": ()}, "`clips`"),
        ({"nodes": 0}, "`nodes`"),
        ({"people": "me"}, "`people`"),
    ],
)
def test_settings_that_cannot_be(change: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        IntegrityConfig(**change)


def test_the_shipped_settings_load() -> None:
    path = Path(__file__).parents[2] / "training" / "configs" / "cif_face.yaml"
    assert len(load_integrity_config(path, ["seed=3"]).parsed_views()) > 3


def test_extreme_clips_turn_the_head_and_shout() -> None:
    clips = DrawnClips(None, 0, 6, "test", True)
    ordinary = [np.degrees(np.abs(_ordinary(k)).max()) for k in range(6)]
    assert float(head_turns(clips).mean()) > 1.5 * np.mean(ordinary)
    assert extreme_motion(0, 2).intensity == 1.0


def _ordinary(index: int) -> np.ndarray:
    from argen.dataset_builders.renderer.clip import plan_clip

    return plan_clip(0, index, identities=PEOPLE["test"], randomization=0.4).motion.pose


def test_the_two_identity_drifts_are_left_out_together() -> None:
    assert left_out("identity drift to another", "identity drift")
    assert left_out("identity drift", "identity drift to another")
    assert not left_out("grid", "identity drift")
    assert not left_out("grid", None)
