"""Readers of the published layouts: what is listed, what is read, and what is said of a set that is broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
import torch
from PIL import Image

from argen.dataset_builders.industrial.eyecandies import read_eyecandies
from argen.dataset_builders.industrial.folder import list_pictures, read_folder
from argen.dataset_builders.industrial.layouts import LAYOUTS, layout_of, read_categories, read_category
from argen.dataset_builders.industrial.mvtec import read_mvtec
from argen.dataset_builders.industrial.mvtec_3d import read_mvtec_3d
from argen.pipelines.cif.sample import as_sample


def test_mvtec_3d_gives_pictures_clouds_and_masks(mvtec_3d: Path) -> None:
    category = read_mvtec_3d(mvtec_3d)
    assert category.name == "bagel"
    assert [len(part) for part in (category.train, category.validation, category.test)] == [3, 1, 4]
    assert category.test.names == ["test/crack/000", "test/good/000", "test/good/001", "test/hole/000"]
    assert category.test.labels == [1, 0, 0, 1]
    sample = category.test[3]
    picture = np.array(Image.open(mvtec_3d / "test/hole/rgb/000.png"))
    points = tifffile.imread(mvtec_3d / "test/hole/xyz/000.tiff")
    assert torch.equal(sample.image, torch.from_numpy(picture).permute(2, 0, 1) / 255)
    assert sample.points is not None and sample.mask is not None
    assert np.array_equal(sample.points.permute(1, 2, 0), points)
    assert int(sample.mask.sum()) == 36 and bool(sample.mask[10, 20]) and not bool(sample.mask[20, 10])
    good = category.test[1].mask
    assert good is not None and not good.any()
    assert category.train[0].mask is None and category.train[0].label == 0


def test_reading_is_lazy(mvtec_3d: Path) -> None:
    category = read_mvtec_3d(mvtec_3d)
    shutil.rmtree(mvtec_3d / "train")
    assert category.train.names == ["train/good/000", "train/good/001", "train/good/002"]
    assert category.train[1:].names == ["train/good/001", "train/good/002"]
    with pytest.raises(ValueError, match="does not exist"):
        category.train[0]


def test_mvtec_gives_grey_pictures_as_rgb_without_clouds(mvtec: Path) -> None:
    category = read_mvtec(mvtec)
    assert len(category.train) == 2 and category.test.labels == [1, 1, 0]
    bent, good = category.test[0], category.test[2]
    assert bent.image.shape == (3, 40, 40) and torch.equal(bent.image[0], bent.image[2])
    assert bent.points is None and bent.mask is not None and int(bent.mask.sum()) == 36
    assert good.mask is None and good.label == 0


def test_eyecandies_gives_labels_by_mask_and_the_asked_light(eyecandies: Path) -> None:
    category = read_eyecandies(eyecandies)
    assert [len(part) for part in (category.train, category.validation, category.test)] == [2, 1, 2]
    assert category.test.labels == [0, 1] and category.test.names == ["test_public/good/000", "test_public/bad/001"]
    assert float(category.test[1].image[0, 0, 0]) == pytest.approx((30 * 4 + 1) / 255)
    assert float(read_eyecandies(eyecandies, light=0).test[1].image[0, 0, 0]) == pytest.approx(1 / 255)
    private = read_eyecandies(eyecandies, test="test_private").test
    assert private.labels == [None] and private[0].mask is None


def test_eyecandies_takes_the_belt_out_and_keeps_what_lies_on_it(eyecandies: Path) -> None:
    points = read_eyecandies(eyecandies).train[0].points
    assert points is not None
    kept = points[2] > 0
    rows, columns = np.mgrid[:40, :40]
    lump = torch.from_numpy(np.hypot(rows - 20, columns - 20) < 8)
    assert torch.equal(kept, lump) and not points[:, ~kept].any()
    x, y, z = points[:, 20, 24] * 10  # the set's own metres
    assert float(z) == pytest.approx(1.5 - 0.15, abs=1e-4)  # the ray through the middle row has y = 0
    assert float(x) == pytest.approx(4 * 1.35 / 711.11, abs=1e-5) and float(y) == 0


def test_folder_pairs_pictures_masks_and_clouds_by_name(parts: Path) -> None:
    category = read_folder(parts)
    assert len(category.train) == 8 and len(category.test) == 2 + 3  # a fifth of the normal ones is kept
    assert not set(category.train.names) & set(category.test.names)
    assert category.test.labels == [0, 0, 1, 1, 1]
    assert [entry.defect for entry in category.test.entries] == ["good", "good", "abnormal", "scratched", "scratched"]
    for sample in category.test[2:]:
        assert sample.mask is not None and int(sample.mask.sum()) == 36
    assert all(sample.points is not None for sample in (*category.train, *category.test))


def test_folder_takes_normal_tests_where_there_are_some_and_needs_nothing_else(parts: Path, tmp_path: Path) -> None:
    shutil.rmtree(parts / "points")
    shutil.copytree(parts / "normal", parts / "normal_test")
    category = read_folder(parts)
    assert len(category.train) == 10 and category.test.labels == [0] * 10 + [1] * 3
    shutil.copytree(parts / "normal", tmp_path / "alone" / "normal")
    alone = read_folder(tmp_path / "alone")
    assert len(alone.train) == 10 and len(alone.test) == 0


def test_folder_keeps_other_normal_pictures_by_seed(parts: Path) -> None:
    kept = {tuple(read_folder(parts, seed=seed).test.names[:2]) for seed in range(8)}
    assert len(kept) > 1 and read_folder(parts, seed=3).test.names == read_folder(parts, seed=3).test.names
    assert len(read_folder(parts, test_share=0).test) == 3


def test_a_path_and_its_folder_give_one_picture(parts: Path) -> None:
    pictures = list_pictures(parts / "normal")
    assert len(pictures) == 10 and pictures.labels == [None] * 10
    assert torch.equal(pictures[2].image, as_sample(parts / "normal" / "n2.png").image)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_is_told_from_the_folder(layout: str, tmp_path: Path, make: Callable[[str, Path], Path]) -> None:
    folder = make(layout, tmp_path)
    assert layout_of(folder) == layout and layout_of(tmp_path) is None
    (found,) = read_categories(tmp_path)
    assert found.name == folder.name == read_category(folder).name == read_categories(folder)[0].name
    assert found.train[0].image.shape == (3, 40, 40)


@pytest.mark.parametrize(
    ("layout", "lost", "words"),
    [
        ("mvtec_3d", "test/hole/xyz/000.tiff", "the cloud .*000.tiff' of .*is missing"),
        ("mvtec_3d", "test/hole/gt/000.png", "the mask .*000.png' of .*is missing"),
        ("mvtec_3d", "test", "the split .*test' does not exist"),
        ("mvtec_3d", "train/good/rgb", "has none of train/good/rgb"),
        ("mvtec", "ground_truth/bent/001_mask.png", "the mask .*001_mask.png' of .*is missing"),
        ("mvtec", "test", "the split .*test' does not exist"),
        ("eyecandies", "train/data/001_depth.png", "001_depth.png' of .*is missing"),
        ("eyecandies", "test_public/data/001_mask.png", "001_mask.png' of .*is missing"),
        ("eyecandies", "test_public/data/001_info_depth.yaml", "001_info_depth.yaml' of .*is missing"),
        ("eyecandies", "test_public", "does not exist"),
        ("folder", "points/normal/n3.tiff", "the cloud .*n3.tiff' of .*is missing"),
        ("folder", "masks/odd.png", "odd.png' has no mask"),
    ],
)
def test_what_is_missing_is_named(
    layout: str, lost: str, words: str, tmp_path: Path, make: Callable[[str, Path], Path]
) -> None:
    folder = make(layout, tmp_path)
    gone = folder / lost
    if gone.is_dir():
        shutil.rmtree(gone)
    else:
        gone.unlink()
    if lost == "train/good/rgb":
        shutil.rmtree(folder / "train")
    with pytest.raises(ValueError, match=words):
        read_category(folder)


@pytest.mark.parametrize(
    ("layout", "file", "words"),
    [
        ("mvtec_3d", "train/good/rgb/000.png", "not a picture|damaged"),
        ("mvtec_3d", "train/good/xyz/000.tiff", "the cloud .*is damaged"),
        ("mvtec", "train/good/000.png", "not a picture|damaged"),
        ("eyecandies", "train/data/000_depth.png", "the depth map .*is damaged"),
        ("eyecandies", "train/data/000_info_depth.yaml", "does not say `normalization"),
        ("folder", "points/normal/n0.tiff", "the cloud .*is damaged"),
    ],
)
def test_a_broken_file_is_named_when_it_is_read(
    layout: str, file: str, words: str, tmp_path: Path, make: Callable[[str, Path], Path]
) -> None:
    folder = make(layout, tmp_path)
    category = read_category(folder)
    path = folder / file
    path.write_bytes(b"\x89PNG\r\n broken" if path.suffix == ".png" else path.read_bytes()[:20])
    category = read_folder(folder, test_share=0) if layout == "folder" else category
    with pytest.raises(ValueError, match=words) as error:
        category.train[0]
    assert path.name in str(error.value)


def test_sizes_that_differ_are_named(mvtec_3d: Path, mvtec: Path) -> None:
    tifffile.imwrite(mvtec_3d / "train/good/xyz/001.tiff", np.ones((40, 39, 3), np.float32), photometric="rgb")
    with pytest.raises(ValueError, match=r"`points` of sample 'train/good/001' is \(3, 40, 39\)"):
        read_mvtec_3d(mvtec_3d).train[1]
    Image.fromarray(np.zeros((20, 20), np.uint8)).save(mvtec / "ground_truth/bent/000_mask.png")
    with pytest.raises(ValueError, match=r"`mask` of sample 'test/bent/000' is \(20, 20\)"):
        read_mvtec(mvtec).test[0]


def test_clouds_of_another_kind_are_refused(mvtec_3d: Path) -> None:
    path = mvtec_3d / "train/good/xyz/000.tiff"
    for array in (np.ones((40, 40), np.float32), np.ones((40, 40, 3), np.uint8)):
        tifffile.imwrite(path, array, photometric="rgb" if array.ndim == 3 else "minisblack")
        with pytest.raises(ValueError, match=r"it has to hold floats \(height, width, 3\)"):
            read_mvtec_3d(mvtec_3d).train[0]
    tifffile.imwrite(path, np.full((40, 40, 3), np.nan, np.float32), photometric="rgb")
    with pytest.raises(ValueError, match="`points` of sample 'train/good/000' has NaN"):
        read_mvtec_3d(mvtec_3d).train[0]


def test_an_8_bit_depth_map_is_refused(eyecandies: Path) -> None:
    Image.fromarray(np.zeros((40, 40), np.uint8)).save(eyecandies / "train/data/000_depth.png")
    with pytest.raises(ValueError, match="it has to be a grey PNG of 16 bits"):
        read_eyecandies(eyecandies).train[0]


def test_arguments_that_there_are_not_are_named(eyecandies: Path, parts: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`light` is 6"):
        read_eyecandies(eyecandies, light=6)
    with pytest.raises(ValueError, match="`test` is 'val'"):
        read_eyecandies(eyecandies, test="val")
    with pytest.raises(ValueError, match="`test_share` is 1"):
        read_folder(parts, test_share=1)
    with pytest.raises(ValueError, match="the category .*nowhere' does not exist"):
        read_mvtec_3d(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="holds no picture"):
        list_pictures(parts)
    with pytest.raises(ValueError, match="there is no category"):
        read_categories(parts / "normal")
