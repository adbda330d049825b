"""FaceIntegrity: what the score says of whole and broken faces, and that a clip is judged by itself."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.cif.integrity import (
    LOOKED_AT,
    Calibration,
    FaceIntegrity,
    check_frames,
    encoders,
    looked_at,
    spread,
)
from argen.pipelines.cif.integrity_alignment import (
    PLACES,
    Locator,
    aligned,
    fit_locator,
    from_places,
    small,
    to_places,
)
from argen.pipelines.cif.integrity_calibration import calibrate
from argen.pipelines.cif.integrity_views import View, clip_distance, face_part, fit_space
from argen.training.integrity_corruptions import CORRUPTIONS


PORTRAITS = sorted((Path(__file__).parents[2] / "release" / "portraits").glob("portrait_*.png"))


def portrait(number: int) -> torch.Tensor:
    """A still clip `(5, 3, 128, 128)` of a rendered face."""
    picture = Image.open(PORTRAITS[number]).convert("RGB").resize((128, 128), Image.Resampling.LANCZOS)
    return (torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1).float() / 255).expand(5, -1, -1, -1)


def swaying(number: int, count: int = 9) -> torch.Tensor:
    """A portrait that moves a pixel or two: `(count, 3, 128, 128)`."""
    return torch.stack([portrait(number)[0].roll(k % 3, -1) for k in range(count)])


@pytest.fixture(scope="module")
def screen() -> FaceIntegrity:
    return FaceIntegrity.from_pretrained("argen/cif-face")


def test_a_whole_face_scores_above_a_broken_one(screen: FaceIntegrity) -> None:
    for number in (0, 3, 8):
        clean = portrait(number)
        whole = float(screen.score(clean))
        for name in ("local warps", "swapped features", "missing features", "checkerboard", "grid"):
            broken, _ = CORRUPTIONS[name](clean, 0.7, torch.Generator().manual_seed(number), None)
            assert float(screen.score(broken)) < whole, (number, name)


def test_score_is_a_probability_and_every_part_has_a_name(screen: FaceIntegrity) -> None:
    output = screen(torch.stack([swaying(1), swaying(2)]))
    assert output.score.shape == (2,)
    assert output.map.shape == (2, 9, 128, 128)
    assert bool(((output.score >= 0) & (output.score <= 1)).all())
    assert bool((output.map >= 0).all())
    assert list(output.parts) == [view.name for view in screen.views]
    assert all(value.shape == (2,) for value in output.parts.values())


def test_a_clip_is_judged_by_itself(screen: FaceIntegrity) -> None:
    clips = torch.stack([swaying(k) for k in range(4)])
    together = screen(clips)
    for k in range(4):
        alone = screen(clips[k])
        assert torch.equal(alone.score[0], together.score[k])
        assert torch.equal(alone.map[0], together.map[k])
        assert all(torch.equal(alone.parts[name][0], together.parts[name][k]) for name in alone.parts)


def test_the_short_way_gives_the_same_score(screen: FaceIntegrity) -> None:
    clip = swaying(5)
    assert torch.equal(screen.score(clip), screen(clip).score)


def test_a_gradient_flows_through_the_logarithm_of_the_score_and_is_right(screen: FaceIntegrity) -> None:
    broken, _ = CORRUPTIONS["local warps"](swaying(2), 0.7, torch.Generator().manual_seed(0), None)
    frames = torch.stack([broken, swaying(5)]).requires_grad_()
    logarithms = screen.log_score(frames)
    torch.testing.assert_close(logarithms.exp(), screen.score(frames), atol=1e-6, rtol=0)
    logarithms[0].backward()
    assert frames.grad is not None and bool(frames.grad[0].any()) and not bool(frames.grad[1].any())
    step = 0.02 * frames.grad / frames.grad.norm()
    with torch.no_grad():
        ends = [float(screen.log_score(frames + sign * step)[0]) for sign in (1, -1)]
    assert (ends[0] - ends[1]) / 0.04 == pytest.approx(float(frames.grad.norm()), rel=0.05)
    assert not any(p.requires_grad for p in screen.encoder.parameters())


def test_saved_and_loaded_it_gives_the_same_bits(screen: FaceIntegrity, tmp_path: Path) -> None:
    screen.save_pretrained(tmp_path / "copy")
    copy = FaceIntegrity.from_pretrained(tmp_path / "copy")
    one, other = screen(swaying(2)), copy(swaying(2))
    assert torch.equal(one.score, other.score)
    assert torch.equal(one.map, other.map)


def test_our_copy_is_small() -> None:
    folder = Path(__file__).parents[2] / "release" / "cif-face"
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 2_400_000


def test_another_encoder_is_refused(screen: FaceIntegrity, tmp_path: Path) -> None:
    folder = screen.save_pretrained(tmp_path / "copy")
    text = (folder / "config.json").read_text()
    (folder / "config.json").write_text(text.replace(screen.encoder.fingerprint, "0" * 64))
    with pytest.raises(ValueError, match="other encoders"):
        FaceIntegrity.from_pretrained(folder)


def test_a_folder_of_another_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "cif"}')
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(ValueError, match="holds no face screen"):
        FaceIntegrity.from_pretrained(tmp_path)


def test_one_frame_is_enough_and_nothing_changes_in_it(screen: FaceIntegrity) -> None:
    one, still = screen(portrait(4)[:1]), screen(portrait(4))
    assert one.map.shape == (1, 1, 128, 128)
    assert torch.allclose(one.score, still.score)


def test_other_sizes_and_lengths(screen: FaceIntegrity) -> None:
    clip = torch.nn.functional.interpolate(swaying(4, 7), (160, 160), mode="bilinear")
    output = screen(clip)
    assert output.map.shape == (1, 7, 160, 160)
    assert float(output.score) == pytest.approx(float(screen.score(swaying(4, 7))), abs=0.25)


def test_a_clip_of_one_colour_is_no_face(screen: FaceIntegrity) -> None:
    for level in (0.0, 0.5, 1.0):
        output = screen(torch.full((5, 3, 128, 128), level))
        assert float(output.score) < 0.2
        assert bool(output.map.isfinite().all())


@pytest.mark.parametrize(
    ("frames", "words"),
    [
        (torch.full((5, 3, 64, 64), torch.nan), "finite"),
        (torch.full((5, 3, 64, 64), 2.0), r"0\.\.1"),
        (torch.zeros(5, 64, 64, 3), "channels second"),
        (torch.zeros(3, 64, 64), "`frames` has shape"),
        (torch.zeros(0, 3, 64, 64), "at least one frame"),
        (torch.zeros(2, 3, 16, 16), "32 pixels"),
        (torch.zeros(2, 3, 64, 64, dtype=torch.uint8), "divide 8-bit"),
    ],
)
def test_frames_that_cannot_be_judged(frames: torch.Tensor, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_frames(frames)


def test_first_and_last_frame_are_looked_at() -> None:
    assert looked_at(17) == [0, 4, 8, 12, 16]
    assert looked_at(1) == [0] * LOOKED_AT
    assert looked_at(100)[0] == 0
    assert looked_at(100)[-1] == 99


def test_the_map_of_a_frame_that_was_looked_at_is_its_own() -> None:
    patches = torch.rand(1, LOOKED_AT, 16, 16)
    found = spread(patches, torch.Size((1, 17, 3, 16, 16)))
    assert torch.allclose(found[0, ::4], patches[0], atol=1e-6)
    assert torch.allclose(found[0, 2], (patches[0, 0] + patches[0, 1]) / 2, atol=1e-6)


def test_changes_are_differences() -> None:
    faces = {"au6": torch.rand(2, LOOKED_AT, 7, 6, 6)}
    look, drift, step = (View(change, "au6", 3, 2).nodes(faces) for change in ("look", "drift", "step"))
    assert look.shape == (2, 5, 42)
    assert torch.allclose(drift, look[:, 1:] - look[:, :1])
    assert torch.allclose(step.cumsum(1), drift, atol=1e-6)


@pytest.mark.parametrize("words", [("jump", "au6", 3, 2), ("look", "au6", 4, 2), ("look", "au6", 0, 2)])
def test_views_that_cannot_be(words: tuple) -> None:
    with pytest.raises(ValueError, match="has to"):
        View(*words)


def test_face_part_leaves_the_border_out() -> None:
    maps = torch.zeros(1, 1, 16, 16)
    maps[..., :4, :] = maps[..., :2] = maps[..., -2:] = 1
    assert float(face_part(maps).abs().max()) == 0
    assert face_part(torch.rand(3, 5, 8, 8)).shape == (3, 5, 6, 6)


def test_a_space_whitens_and_tells_what_it_has_not_seen() -> None:
    generator = torch.Generator().manual_seed(0)
    mix = torch.randn(6, 6, generator=generator)
    nodes = torch.randn(4000, 6, generator=generator) @ mix + 3
    space = fit_space(nodes, 200, 4, 0)
    white = (nodes - space.mean) @ space.factor.T
    assert torch.allclose(white.T @ white / len(white), torch.eye(6), atol=0.08)
    assert float(space.distances(nodes[:5]).mean()) < float(space.distances(nodes[:5] + 5 * mix[0]).mean())
    again = fit_space(nodes, 200, 4, 0)
    assert torch.equal(space.factor, again.factor)
    assert torch.equal(space.bank.nodes, again.bank.nodes)


def test_the_worse_half_counts() -> None:
    assert float(clip_distance(torch.tensor([1.0, 5.0, 2.0, 3.0, 4.0]))) == 4.0
    assert float(clip_distance(torch.tensor([1.0, 2.0, 3.0, 4.0]))) == 3.5


def test_calibration_is_monotone_and_right_on_average() -> None:
    generator = torch.Generator().manual_seed(1)
    broken = torch.rand(4000, generator=generator) < 0.3
    distances = (torch.randn(4000, 3, generator=generator) * 0.2 + 1).exp()
    distances[:, 0] *= torch.where(broken, 1.3, 1.0)
    found: Calibration = calibrate(distances, broken, 1.0)
    assert min(found.weight) >= 0
    score = found.score(distances)
    near = (score - 0.5).abs() < 0.1
    weights = torch.where(broken, 0.5 / 0.3, 0.5 / 0.7)[near]
    share = float((weights * broken[near]).sum() / weights.sum())
    assert share == pytest.approx(0.5, abs=0.12)
    for k in range(3):
        farther = distances.clone()
        farther[:, k] *= 1.5
        assert bool((found.score(farther) <= score).all())


def test_a_face_is_moved_to_its_places() -> None:
    picture = torch.zeros(1, 3, 128, 128)
    centres = torch.tensor([[[0.40, 0.45], [0.60, 0.40], [0.52, 0.55], [0.55, 0.70]]])
    for k, (x, y) in enumerate(centres[0].tolist()):
        picture[0, k % 3, int(y * 128) - 1 : int(y * 128) + 2, int(x * 128) - 1 : int(x * 128) + 2] += (
            1 if k < 3 else 3
        )
    moved = aligned(picture, centres)
    for k, (x, y) in enumerate(PLACES):
        window = moved[0, k % 3, round(y * 128) - 8 : round(y * 128) + 8, round(x * 128) - 8 : round(x * 128) + 8]
        assert float(window.max()) > 0.5, k
    assert torch.allclose(aligned(picture, torch.tensor([PLACES])), picture, atol=0.6)


def shifted_portraits(seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pictures of eight portraits, each shifted six times, where a point of each is, and whose they are."""
    generator = torch.Generator().manual_seed(seed)
    shifts = torch.randint(-14, 15, (48, 2), generator=generator)
    people = torch.arange(8).repeat_interleave(6)
    pairs = zip(people.tolist(), shifts.tolist(), strict=True)
    pictures = torch.stack([portrait(k)[0].roll((x, y), (-1, -2)) for k, (x, y) in pairs])
    return small(pictures), torch.tensor(PLACES) + shifts[:, None] / 128, people


def test_later_stages_of_the_locator_bring_it_nearer() -> None:
    model: Any = encoders().model
    estimator = model.estimator
    weight = fit_locator(estimator, *shifted_portraits(0), 0.01)
    pictures, centres, _ = shifted_portraits(1)
    with torch.inference_mode():
        errors = [
            float((Locator(estimator, weight[:stages])(pictures) - centres).norm(dim=-1).mean()) for stages in (1, 3)
        ]
    assert errors[1] < 0.7 * errors[0] < 0.05


def test_points_come_back_from_their_places() -> None:
    generator = torch.Generator().manual_seed(0)
    centres = torch.tensor(PLACES) + 0.05 * torch.randn(3, 4, 2, generator=generator)
    points = torch.rand(3, 4, 2, generator=generator)
    assert torch.allclose(from_places(to_places(points, centres), centres), points, atol=1e-5)
    assert torch.allclose(to_places(torch.tensor([PLACES]), torch.tensor([PLACES])), torch.tensor([PLACES]), atol=1e-6)


def test_patches_are_cells_of_every_frame(screen: FaceIntegrity) -> None:
    assert screen.encoder.patches(swaying(0)).shape == (LOOKED_AT * 256, 96 + 40)
