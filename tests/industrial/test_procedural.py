"""The procedural set: what a sample depends on, that masks are exact, and that it comes back from a folder."""

from pathlib import Path

import numpy as np
import pytest
import torch

from argen.dataset_builders.industrial.defects import DEFECTS, STRENGTHS, add_defect
from argen.dataset_builders.industrial.mvtec_3d import read_mvtec_3d
from argen.dataset_builders.industrial.procedural import CATEGORIES, defect_of, make_sample, procedural_category
from argen.dataset_builders.industrial.solids import SOLIDS
from argen.dataset_builders.industrial.writer import write_procedural
from argen.pipelines.cif.foreground import FOREGROUND
from argen.pipelines.cif.sample import Sample


SIZE = 96


def equal(one: Sample, other: Sample) -> bool:
    assert one.points is not None and other.points is not None and one.mask is not None and other.mask is not None
    pairs = ((one.image, other.image), (one.points, other.points), (one.mask, other.mask))
    return all(torch.equal(a, b) for a, b in pairs) and (one.label, one.name) == (other.label, other.name)


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_sample_depends_on_its_place_alone(category: str) -> None:
    whole = procedural_category(category, train=3, test=4, size=SIZE)
    backwards = [whole.test[k] for k in (3, 2, 1, 0)][::-1]
    for k, sample in enumerate(backwards):
        assert equal(sample, make_sample(category, "test", k, size=SIZE))
    assert equal(procedural_category(category, train=9, test=9, size=SIZE).train[2], whole.train[2])
    others = [make_sample(category, "train", 0, size=SIZE), make_sample(category, "validation", 0, size=SIZE),
              make_sample(category, "train", 0, seed=1, size=SIZE), whole.train[1]]  # fmt: skip
    assert len({sample.image.numpy().tobytes() for sample in others}) == 4


def test_every_second_test_sample_is_broken_in_turns() -> None:
    assert [defect_of("test", k) for k in range(0, 40, 2)] == ["good"] * 20
    assert [defect_of("test", k) for k in range(1, 12, 2)] == [*DEFECTS, "hole"]
    assert defect_of("train", 1) == "good"
    category = procedural_category("peach", train=2, test=20, size=SIZE)
    assert category.test.labels == [0, 1] * 10 and category.train.labels == [0, 0]


@pytest.mark.parametrize("defect", DEFECTS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_masks_are_exact(category: str, defect: str) -> None:
    clean = SOLIDS[category](np.random.default_rng(7), 192)
    sizes = []
    for strength in STRENGTHS:
        broken, mask = add_defect(np.random.default_rng(8), clean, defect, strength)
        for before, after in (
            (clean.height, broken.height),
            (clean.albedo, broken.albedo),
            (clean.gloss, broken.gloss),
        ):
            assert np.array_equal(before[~mask], after[~mask])
        changed = (clean.height != broken.height) | (clean.albedo != broken.albedo).any(-1)
        assert mask.any() and not mask[~clean.body].any()
        assert changed[mask].mean() > 0.9  # what is below the last bit of a float is not a change
        sizes.append(int(mask.sum()))
    assert sizes[0] < sizes[1] < sizes[2] < 0.2 * clean.body.sum()


def test_holes_and_dents_sink_contamination_rises_and_colour_stays_flat() -> None:
    clean = SOLIDS["peach"](np.random.default_rng(0), 192)
    for defect, sign in (("hole", -1), ("dent", -1), ("scratch", -1), ("contamination", 1), ("colour", 0)):
        broken, mask = add_defect(np.random.default_rng(1), clean, defect)
        change = broken.height[mask] - clean.height[mask]
        assert np.sign(change[np.abs(change).argmax()]) == sign and (sign * change >= 0).all()
        assert (defect != "dent") == bool((broken.albedo != clean.albedo).any())


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_defect_is_seen_where_its_mask_is(category: str) -> None:
    """Beside the twin without the defect: most of what changes lies in the mask or right beside it, where its shadow is."""
    broken = make_sample(category, "test", 1, strength="high", size=SIZE)
    twin = make_sample(category, "test", 1, defect="good", size=SIZE)
    assert broken.mask is not None and twin.mask is not None and not twin.mask.any()
    change = (broken.image - twin.image).abs().amax(0)
    near = torch.nn.functional.max_pool2d(broken.mask[None].float(), 9, 1, 4)[0] > 0
    assert change[broken.mask].mean() > 20 * change[~near].mean()
    assert float(change[~near].max()) < 0.2


def test_the_part_is_foreground_and_the_corners_are_table() -> None:
    for category in CATEGORIES:
        points = make_sample(category, "train", 0, size=112).points
        assert points is not None and bool(torch.isfinite(points).all())
        cells = FOREGROUND["plane"](points[None], 28)[0]
        assert 0.05 < float(cells.float().mean()) < 0.6
        assert not cells[[0, 0, -1, -1], [0, -1, 0, -1]].any()


def test_points_are_in_metres_and_some_are_lost() -> None:
    points = make_sample("bottle", "train", 0).points
    assert points is not None
    seen = points[2] > 0
    assert 0.002 < float((~seen).float().mean()) < 0.1 and not points[:, ~seen].any()
    assert float(points[:2].abs().max()) < 0.06 and 0.33 < float(points[2][seen].min()) < float(points[2].max()) < 0.42


def test_a_written_set_reads_back_to_the_bit(tmp_path: Path) -> None:
    done: list[None] = []
    write_procedural(tmp_path, ("knob", "dowel"), lambda: done.append(None), train=2, test=11, size=SIZE)
    assert len(done) == 2 * (2 + 1 + 11)
    for name in ("knob", "dowel"):
        read, made = read_mvtec_3d(tmp_path / name), procedural_category(name, train=2, test=11, size=SIZE)
        by_name = {sample.name: sample for sample in read.test}
        assert sorted(by_name) == sorted(made.test.names)
        assert all(equal(by_name[sample.name], sample) for sample in made.test)
        assert torch.equal(read.train[1].image, made.train[1].image)
        assert len(read.validation) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cup", "test", 0), "`category` is 'cup'"),
        (("knob", "tests", 0), "`split` is 'tests'"),
        (("knob", "test", -1), "`index` is -1"),
        (("knob", "test", 0, -1), "`seed` is -1"),
        (("knob", "test", 1, 0, "huge"), "`strength` is 'huge'"),
        (("knob", "test", 1, 0, "low", 16), "`size` is 16"),
        (("knob", "test", 1, 0, "low", 64, "rust"), "`defect` is 'rust'"),
    ],
)
def test_mistakes_are_named(arguments: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_sample(*arguments)
