"""DuSEVideoProcessor: one path for every form of a clip, a steady crop, golden frames, errors that spare the rest."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from argen.pipelines.duse.face_duse import BOX_CENTRE_Y, BOX_SIDE, NoFaceError, centre_square, crop_square, find_face
from argen.pipelines.duse.frames_duse import ClipError
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.pipelines.media.video import read_video, write_video


PORTRAIT = Path(__file__).parents[2] / "release" / "portraits" / "portrait_03.png"


def face_clip(count: int = 17, size: int = 240) -> np.ndarray:
    """A rendered portrait that drifts and brightens, made by slicing alone: the same bytes on every machine."""
    picture = np.asarray(Image.open(PORTRAIT).convert("RGB"))
    drift = [picture[k // 3 : k // 3 + size, k // 2 : k // 2 + size] for k in range(count)]
    return np.stack([np.minimum(255, frame.astype(int) + k).astype(np.uint8) for k, frame in enumerate(drift)])


def scene(top: int, left: int, height: int = 300, width: int = 480) -> np.ndarray:
    """The clip at half its size somewhere in a wide grey picture."""
    page = np.full((17, height, width, 3), 128, np.uint8)
    page[:, top : top + 120, left : left + 120] = face_clip()[:, ::2, ::2]
    return page


def pictures(processor: DuSEVideoProcessor, pixel_values: torch.Tensor) -> np.ndarray:
    """The frames behind `pixel_values` `(t, 3, h, w)`: uint8 `(t, h, w, 3)`, exact."""
    colours = pixel_values.numpy().transpose(0, 2, 3, 1) * np.array(processor.image_std) + processor.image_mean
    return np.rint(colours * 255).astype(np.uint8)


def digest(processor: DuSEVideoProcessor, pixel_values: torch.Tensor) -> str:
    return hashlib.sha256(pictures(processor, pixel_values[0]).tobytes()).hexdigest()


def test_every_form_gives_the_same_logits_to_the_bit(duse: DuSEForVideoClassification, tmp_path: Path) -> None:
    processor, path = DuSEVideoProcessor(size=32), tmp_path / "clip.mp4"
    write_video(path, face_clip())
    clip, _ = read_video(path)
    tensor = torch.from_numpy(clip).permute(0, 3, 1, 2)
    forms = [
        str(path), path.read_bytes(), {"bytes": None, "path": str(path)}, {"bytes": path.read_bytes(), "path": "x"},
        clip, tensor, tensor.float() / 255, [Image.fromarray(frame) for frame in clip],
    ]  # fmt: skip
    processor.save_pretrained(tmp_path / "processor")
    again = DuSEVideoProcessor.from_pretrained(tmp_path / "processor")
    with torch.no_grad():
        wanted = duse(**processor(path)).logits
        for form in forms:
            for one in (processor, again):
                assert torch.equal(duse(**one(form)).logits, wanted)
                assert torch.equal(duse(**one([form])).logits, wanted)


def test_golden_frames() -> None:
    processor = DuSEVideoProcessor()
    framed, wide, still = processor(face_clip()), processor(scene(100, 300)), processor(face_clip(1), num_frames=3)
    assert framed.pixel_values.shape == (1, 8, 3, 128, 128) and framed.pixel_values.dtype == torch.float32
    assert still.pixel_values.shape == (1, 3, 3, 128, 128)
    assert digest(processor, framed.pixel_values) == "2ca018219940858392f3bb2551727a2ab163257f614725831da32702c11027ee"
    assert digest(processor, wide.pixel_values) == "d25f48e3d50561ffc806256faa545f9da6528fdc605b3f1e2efe4694e79e55e0"
    assert digest(processor, still.pixel_values) == "118c003af00f7435633b74e9b522f7ae272c5b216ada552aa808af5baf19a433"
    untouched = processor(face_clip(), do_align_crop=False).pixel_values
    assert torch.equal(untouched, framed.pixel_values)


def test_a_clip_framed_like_a_render_comes_back_whole() -> None:
    """Every portrait, at several sizes, and with a tenth of it cut off."""
    for path in sorted(PORTRAIT.parent.glob("portrait_*.png")):
        picture = Image.open(path).convert("RGB")
        for size in (96, 128, 256):
            frames = np.asarray(picture.resize((size, size)))[None]
            assert crop_square(frames, "clip") == (0, 0, size)
            side = crop_square(frames[:, size // 20 :, size // 20 : -size // 20], "clip")[2]
            assert side == pytest.approx(0.9 * size, abs=0.06 * size)


@pytest.mark.parametrize("corner", [(0, 0), (100, 300), (170, 355)])
def test_a_face_in_a_wide_picture_is_framed_like_a_render(corner: tuple[int, int]) -> None:
    clip = scene(*corner)
    left, top, side = crop_square(clip, "clip")
    assert side == pytest.approx(120, abs=0.2 * 120)
    assert left + side / 2 == pytest.approx(corner[1] + 60, abs=16)
    assert top + side / 2 == pytest.approx(corner[0] + 60, abs=16)
    face = find_face(clip)
    assert face is not None
    assert face.side / side == pytest.approx(BOX_SIDE, rel=0.16)
    assert (face.y - top) / side == pytest.approx(BOX_CENTRE_Y, abs=0.16)
    frames = DuSEVideoProcessor().crop_frames(clip, 8, True, "clip")
    framed = DuSEVideoProcessor().crop_frames(face_clip(), 8, True, "clip")
    middle = np.s_[:, 40:100, 34:94]
    assert np.corrcoef(frames[middle].ravel(), framed[middle].ravel())[0, 1] > 0.5


def test_the_crop_is_steady() -> None:
    """A face moves in front of a post: in the crop too the post stands still."""
    clip = np.concatenate([scene(100, 200 + 2 * k)[k : k + 1] for k in range(17)])
    clip[:, :, 238:242] = (0, 255, 0)
    frames = DuSEVideoProcessor().crop_frames(clip, 8, True, "clip").astype(int)
    posts = (frames[..., 1] - frames[..., 0] > 150).mean(1)
    assert (posts.argmax(1) == posts.argmax(1)[0]).all() and posts.max(1).min() > 0.9
    assert np.abs(np.diff(frames[:, 40:100, 50:100], axis=0)).max((1, 2, 3)).min() > 30


def test_the_most_prominent_of_two_faces_is_taken() -> None:
    clip = scene(10, 10)
    clip[:, 80:200, 200:320] = clip[:, 10:130, 10:130]
    left, _, side = crop_square(clip, "clip")
    assert left + side / 2 == pytest.approx(260, abs=16)


def test_a_batch_is_its_clips_one_by_one() -> None:
    processor = DuSEVideoProcessor(num_frames=4)
    clips = [face_clip(), scene(100, 300), face_clip(9)]
    together = processor(clips).pixel_values
    assert torch.equal(together, torch.cat([processor(clip).pixel_values for clip in clips]))
    stacked = np.stack([face_clip(), face_clip()[::-1]])
    assert torch.equal(processor(stacked).pixel_values, processor(list(stacked)).pixel_values)
    arrays = processor(clips, return_tensors="np").pixel_values
    assert isinstance(arrays, np.ndarray) and np.array_equal(arrays, together.numpy())
    assert np.array_equal(np.stack(processor(clips, return_tensors=None).pixel_values), together.numpy())


def test_all_frames_without_sampling() -> None:
    processor = DuSEVideoProcessor(size=240, do_align_crop=False)
    pixels = processor(face_clip(5), do_sample_frames=False).pixel_values
    assert np.array_equal(pictures(processor, pixels[0]), face_clip(5))
    with pytest.raises(ValueError, match="equally long"):
        processor([face_clip(5), face_clip(6)], do_sample_frames=False)


def test_normalisation_can_be_undone_exactly() -> None:
    processor = DuSEVideoProcessor(image_mean=(0.1, 0.5, 0.9), image_std=(0.3, 0.2, 0.25))
    levels = np.arange(256, dtype=np.uint8).repeat(3).reshape(1, 16, 16, 3)
    pixels = processor.normalise(levels)
    assert pixels.shape == (1, 3, 16, 16) and pixels.dtype == np.float32
    assert np.array_equal(pictures(processor, torch.from_numpy(pixels)), levels)
    np.testing.assert_allclose(pixels[0, 2, 0, 0], (0 - 0.9) / 0.25, rtol=1e-6)


def test_a_bad_clip_leaves_the_rest_unharmed(tmp_path: Path) -> None:
    processor = DuSEVideoProcessor(num_frames=4)
    good, cut, text = tmp_path / "good.mp4", tmp_path / "cut.mp4", tmp_path / "text.mp4"
    write_video(good, face_clip())
    cut.write_bytes(good.read_bytes()[:-2000])
    text.write_text("no video")
    grey = np.full((9, 64, 96, 3), 128, np.uint8)
    batch: list[Any] = [cut, good, grey, text, tmp_path / "gone.mp4", str(good), b""]
    features = processor(batch, on_error="skip")
    assert torch.equal(features.pixel_values, processor([good, good]).pixel_values)
    assert sorted(features.errors) == [0, 2, 3, 4, 6] and set(features) == {"pixel_values"}
    assert "`videos[0]`" in str(features.errors[0]) and "cut.mp4" in str(features.errors[0])
    assert isinstance(features.errors[2], NoFaceError) and "`videos[2]`" in str(features.errors[2])
    assert "does not exist" in str(features.errors[4]) and "empty" in str(features.errors[6])
    for k, error in features.errors.items():
        with pytest.raises(ClipError) as raised:
            processor(batch[k : k + 1])
        assert str(raised.value) == str(error).replace(f"videos[{k}]", "videos[0]")
    none = processor([b"", b"x"], on_error="skip")
    assert none.pixel_values.shape == (0, 4, 3, 128, 128) and len(none.errors) == 2


def test_without_a_face_the_middle_is_taken_on_request() -> None:
    clip = np.random.default_rng(0).integers(0, 256, (4, 40, 100, 3), dtype=np.uint8)
    with pytest.raises(NoFaceError, match="do_align_crop=False"):
        DuSEVideoProcessor()(clip)
    processor = DuSEVideoProcessor(size=40, num_frames=4, do_align_crop=False)
    frames = pictures(processor, processor(clip).pixel_values[0])
    assert centre_square(clip) == (30, 0, 40) and np.array_equal(frames, clip[:, :, 30:70])


@pytest.mark.parametrize("name", ["camera.png", "chelsea.png", "coffee.png", "coins.png", "horse.png"])
def test_pictures_without_a_face_are_refused(name: str) -> None:
    data = Path(pytest.importorskip("skimage", reason="photographs come with scikit-image").__path__[0]) / "data"
    with pytest.raises(NoFaceError, match=r"clip \(\d+x\d+ px\)"):
        crop_square(np.asarray(Image.open(data / name).convert("RGB"))[None], "clip")


def test_options_travel_through_json(tmp_path: Path) -> None:
    made = DuSEVideoProcessor(size=64, num_frames=5, do_align_crop=False, image_mean=(0.5,) * 3, image_std=(0.25,) * 3)
    made.save_pretrained(tmp_path)
    data = json.loads((tmp_path / "preprocessor_config.json").read_text())
    assert data["size"] == {"height": 64, "width": 64} and data["sampling"] == "uniform"
    loaded = DuSEVideoProcessor.from_pretrained(tmp_path)
    assert loaded.to_dict() == made.to_dict()
    changed = DuSEVideoProcessor.from_pretrained(tmp_path, num_frames=3, size=32)
    assert changed(face_clip()).pixel_values.shape == (1, 3, 3, 32, 32) and not changed.do_align_crop
    assert torch.equal(loaded(face_clip()).pixel_values, made(face_clip()).pixel_values)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"size": 0}, "`size` is 0"),
        ({"size": {"height": 32, "width": 64}}, "`size`"),
        ({"size": {"shortest_edge": 32}}, "`size`"),
        ({"num_frames": 0}, "`num_frames` is 0"),
        ({"num_frames": 2.0}, "`num_frames` is 2.0"),
        ({"sampling": "random"}, "`sampling` is 'random'"),
        ({"image_std": (0.5, 0.0, 0.5)}, "`image_std`"),
        ({"image_mean": (0.5,)}, "`image_mean`"),
    ],
)
def test_options_out_of_range_are_named(options: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        DuSEVideoProcessor(**options)


def test_arguments_out_of_range_are_named() -> None:
    with pytest.raises(ValueError, match="`on_error` is 'ignore'"):
        DuSEVideoProcessor()(face_clip(), on_error="ignore")
    with pytest.raises(ValueError, match="`num_frames` is -1"):
        DuSEVideoProcessor()(face_clip(), num_frames=-1)
