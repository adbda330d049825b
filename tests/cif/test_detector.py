"""CIFDetector: what a user calls, from pictures and from features; errors."""

import warnings

import pytest
import torch

from argen.pipelines.cif.configuration import PUBLIC_CODE, CIFConfig
from argen.pipelines.cif.detector import CIFDetector
from argen.pipelines.cif.hypergraph import kmeans
from argen.pipelines.cif.sample import Sample


@pytest.fixture
def parts(picture):
    """The function that draws `count` samples with clouds, a box on a table seen from above."""

    def draw(count, first=0, hole=False, table=False):
        samples = []
        for seed in range(first, first + count):
            y, x = torch.meshgrid(torch.linspace(-0.1, 0.1, 32), torch.linspace(-0.1, 0.1, 32), indexing="ij")
            z = torch.full((32, 32), 0.5)
            if not table:
                z[8:24, 8:24] = 0.45
            samples.append(Sample(picture(seed, hole=hole), torch.stack([x, y, z]), name=f"part {seed}"))
        return samples

    return draw


def same(one, other):
    return torch.equal(one.scores, other.scores) and torch.equal(one.maps, other.maps)


def test_a_hole_is_found_and_located(make, picture):
    output = (
        make()
        .fit([picture(s) for s in range(4)])
        .predict([picture(10), picture(11), picture(12, hole=True), picture(13, hole=True)])
    )
    assert output.scores[2:].min() > output.scores[:2].max()
    assert output.maps.shape == (4, 32, 32)
    i, j = divmod(int(output.maps[2].argmax()), 32)
    assert 8 <= i < 18 and 8 <= j < 18
    assert output.pred_score is output.scores and output.anomaly_map is output.maps


def test_scores_are_those_of_the_dense_formulation(patches, oracle):
    normals, images = patches(2, noise=0.5), patches(3, noise=0.7, seed=1)
    config = CIFConfig(image_size=16, layers=2, alpha=0.4, similarity=0.7, **PUBLIC_CODE)
    detector = CIFDetector(config).fit_features({"image": normals})
    output = detector.predict_features({"image": images})
    bank = detector.memory["image"]
    for i, x in enumerate(images.double()):
        centroids = kmeans(images[i], 4).double()
        found = oracle.score(x, centroids, bank.nodes.double(), bank.hyperedges, bank.features.double(), config)
        assert float(output.scores[i]) == pytest.approx(found[1], abs=1e-5)


@pytest.mark.parametrize("points", [False, True])
def test_the_batch_does_not_matter(make, parts, points):
    detector, samples = make(points, foreground="plane").fit(parts(2)), parts(5, first=20)
    whole = detector.predict(samples)
    for batch_size in (1, 2):
        assert same(whole, detector.predict(samples, batch_size=batch_size))
    backwards = detector.predict(samples[::-1])
    assert torch.equal(backwards.scores.flip(0), whole.scores) and torch.equal(backwards.maps.flip(0), whole.maps)
    assert whole.names == [f"part {i}" for i in range(20, 25)]


def test_sizes_may_differ_in_a_batch(make, picture):
    detector = make().fit([picture(0)])
    mixed = detector.predict([picture(1), picture(2, size=48), picture(3)])
    assert torch.equal(mixed.scores[1:2], detector.predict([picture(2, size=48)]).scores)


def test_equal_inputs_and_seed_give_equal_bits(make, picture):
    normals, tests = [picture(s) for s in range(3)], [picture(9), picture(9, hole=True)]
    for options in ({}, {"sampling": "random"}, {"sampling": "coreset", "projection": True}):
        one, other = (make(**options).fit(normals) for _ in range(2))
        assert same(one.predict(tests), other.predict(tests))
        assert same(one.predict(tests), one.fit(normals).predict(tests))


def test_update_is_one_fit_where_every_node_is_kept(make, picture):
    normals, tests = [picture(s) for s in range(4)], [picture(9), picture(9, hole=True)]
    whole = make(memory_ratio=1.0).fit(normals).predict(tests)
    assert same(whole, make(memory_ratio=1.0).fit(normals[:1]).update(normals[1:]).predict(tests))
    assert same(whole, make(memory_ratio=1.0).fit(normals[:3]).update(normals[3:]).predict(tests))


def test_update_keeps_structure_and_budget(make, picture):
    normals = [picture(s) for s in range(4)]
    whole, later = make().fit(normals).memory["image"], make().fit(normals[:2]).update(normals[2:]).memory["image"]
    assert torch.equal(whole.sums, later.sums) and torch.equal(whole.counts, later.counts)
    assert len(whole.nodes) == len(later.nodes) == int(0.3 * 4 * 64)


def test_budget_of_the_paper(patches):
    for shots, budget in ((1, 78), (2, 156), (4, 313)):
        detector = CIFDetector().fit_features({"image": patches(shots, nodes=784, dim=8)})
        assert len(detector.memory["image"].nodes) == budget


def test_budget_counts_the_background_but_keeps_no_more_than_the_foreground(patches):
    shown = torch.zeros(1, 64, dtype=torch.bool)
    shown[:, :10] = True
    for ratio, kept in ((0.1, 6), (0.5, 10)):
        detector = CIFDetector(CIFConfig(memory_ratio=ratio)).fit_features({"image": patches(1)}, shown)
        assert len(detector.memory["image"].nodes) == kept


def test_background_is_zero_and_does_not_matter(patches):
    shown = torch.zeros(1, 64, dtype=torch.bool)
    shown[:, 36:60] = True
    detector = CIFDetector(CIFConfig(image_size=64)).fit_features({"image": patches(2)})
    one, other = patches(1, noise=1.0, seed=1), patches(1, noise=1.0, seed=2)
    other[shown] = one[shown]
    output = detector.predict_features({"image": one}, shown)
    assert same(output, detector.predict_features({"image": other}, shown))
    assert output.maps[0, :8].eq(0).all() and output.maps.max() > 0


@pytest.mark.parametrize(("options", "power"), [(PUBLIC_CODE, 2), ({}, 1), ({"image_score": "patch"}, 1)])
def test_scores_of_two_modalities_are_combined(patches, options, power):
    config = CIFConfig(image_size=16, **options)
    image, points = patches(3), patches(3, dim=5, seed=3)

    def score(features):
        detector = CIFDetector(config).fit_features({k: v[:2] for k, v in features.items()})
        return detector.predict_features({k: v[2:] for k, v in features.items()}).scores

    # the same array twice has one hypergraph, so the product is a square and the mean the same again
    assert torch.allclose(score({"image": image, "points": image}), score({"image": image}) ** power)
    assert not torch.allclose(score({"image": image, "points": points}), score({"image": image}) ** power)


def test_hyperedges_come_from_the_pictures(patches):
    image, points = patches(2, noise=0.05), patches(2, dim=5, noise=3.0)
    memory = CIFDetector(CIFConfig(memory_ratio=1.0)).fit_features({"image": image[:1], "points": points[:1]}).memory
    assert torch.equal(memory["image"].hyperedges, memory["points"].hyperedges)


def test_the_ablations_differ(patches):
    normals, tests = patches(2, noise=0.5), patches(4, noise=0.8, seed=1)
    rows = [
        {"sampling": "random", "search": "global", "layers": 0},
        {"sampling": "coreset", "search": "global", "layers": 0},
        {"search": "global", "layers": 0},
        {"layers": 0},
        {},
        {"assignment": "first", "similarity": 0.3},
        {"image_score": "distance"},
        {"image_score": "patch"},
        {"combine": "product"},
        {"normalisation": "symmetric"},
        {"sampling": "hyperedge"},
    ]
    maps = [
        CIFDetector(CIFConfig(image_size=16, **row))
        .fit_features({"image": normals})
        .predict_features({"image": tests})
        for row in rows
    ]
    assert not any(same(maps[i], maps[j]) for i in range(len(maps)) for j in range(i))


def test_save_and_load(make, parts, tiny, tmp_path):
    detector = make(points=True, foreground="plane", layers=2).fit(parts(2))
    folder = detector.save_pretrained(tmp_path / "saved")
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.safetensors"]
    loaded = CIFDetector.from_pretrained(folder, extractors=detector.extractors)
    assert loaded.config == detector.config
    assert same(loaded.predict(parts(2, first=9)), detector.predict(parts(2, first=9)))
    again = loaded.update(parts(1, first=5)).predict(parts(1, first=9))
    assert same(again, detector.update(parts(1, first=5)).predict(parts(1, first=9)))


def test_arrays_of_unknown_features_are_not_compared_to_pictures(patches, picture):
    detector = CIFDetector().fit_features({"image": patches(1)})
    with pytest.raises(ValueError, match="not known which extractor"):
        detector.predict([picture(0)])


def test_features_by_hand_are_those_of_fit(make, parts):
    samples, tests = parts(3), parts(2, first=9)
    for points in (False, True):
        by_hand = make(points, foreground="depth")
        by_hand.fit_features(*by_hand.extract(samples, batch_size=2))
        assert same(
            by_hand.predict_features(*by_hand.extract(tests)),
            make(points, foreground="depth").fit(samples).predict(tests),
        )


@pytest.mark.parametrize("verb", ["predict", "update", "predict_features", "update_features", "save_pretrained"])
def test_before_fit(verb, tmp_path):
    with pytest.raises(ValueError, match=f"`{verb}` was called before `fit`"):
        getattr(CIFDetector(), verb)(tmp_path)


def test_empty_sets(make, picture):
    with pytest.raises(ValueError, match="`normals` is empty"):
        make().fit([])
    detector = make().fit([picture(0)])
    with pytest.raises(ValueError, match="`samples` is empty"):
        detector.predict([])
    with pytest.raises(ValueError, match="`normals` is empty"):
        detector.update([])


def test_one_colour_images_are_fitted_and_judged(make, picture):
    grey = torch.full((3, 32, 32), 0.5)
    assert make(**PUBLIC_CODE).fit([grey]).predict([grey]).scores[0] == 0
    detector = make().fit([grey])
    assert detector.memory["image"].counts.tolist() == [64]
    scores = detector.predict([grey, picture(0)]).scores
    assert scores[0] < 1e-5 and scores[1] > 1e-2
    assert make().fit([grey, picture(0)]).predict([picture(1)]).scores.isfinite().all()
    assert make().fit([picture(0)]).predict([grey]).scores.isfinite().all()


def test_a_test_image_without_foreground_scores_zero(make, parts):
    detector = make(points=True, foreground="plane").fit(parts(1))
    with pytest.warns(UserWarning, match=r"'part 5' has no foreground"):
        output = detector.predict([*parts(1, first=4), *parts(1, first=5, table=True)])
    assert output.scores[1] == 0 and output.maps[1].eq(0).all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert torch.equal(detector.predict(parts(1, first=4)).scores, output.scores[:1])


def test_a_support_image_without_foreground_is_refused_and_changes_nothing(make, parts):
    detector = make(foreground="plane").fit(parts(1))
    before = detector.predict(parts(1, first=3))
    for verb in (detector.fit, detector.update):
        with pytest.raises(ValueError, match=r"no foreground in samples \[1\]"):
            verb([*parts(1), *parts(1, table=True)])
    assert same(before, detector.predict(parts(1, first=3)))


def test_missing_points(make, parts, picture, patches):
    for options in ({"points": True}, {"foreground": "plane"}):
        detector = make(**options).fit(parts(1))
        with pytest.raises(ValueError, match="`points` is missing in sample 'plain'"):
            detector.predict([Sample(picture(0), name="plain")])
    detector = CIFDetector().fit_features({"image": patches(1), "points": patches(1, dim=5)})
    with pytest.raises(ValueError, match=r"give \['points'\] too"):
        detector.predict_features({"image": patches(1)})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_features_that_are_no_numbers(patches, value):
    features = patches(1)
    features[0, 0, 0] = value
    with pytest.raises(ValueError, match="hold NaN"):
        CIFDetector().fit_features({"image": features})


def test_features_of_sizes_that_do_not_fit(patches):
    with pytest.raises(ValueError, match="square number of nodes"):
        CIFDetector().fit_features({"image": patches(1, nodes=60)})
    with pytest.raises(ValueError, match="`features` of 'points'"):
        CIFDetector().fit_features({"image": patches(1), "points": patches(2)})
    with pytest.raises(ValueError, match="`foreground`"):
        CIFDetector().fit_features({"image": patches(2)}, torch.ones(1, 64, dtype=torch.bool))
    detector = CIFDetector().fit_features({"image": patches(1)})
    with pytest.raises(ValueError, match="17 dimensions and the memory 16"):
        detector.predict_features({"image": patches(1, dim=17)})


def test_the_default_works_at_once_and_loads_again(picture, tmp_path):
    config = CIFConfig(image_size=64, feature_options={"image_size": 64, "grid": 16})
    detector = CIFDetector(config).fit([picture(s, size=64) for s in range(2)])
    tests = [picture(5, size=64), picture(5, size=64, hole=True)]
    output = detector.predict(tests)
    assert output.scores[1] > output.scores[0]
    loaded = CIFDetector.from_pretrained(detector.save_pretrained(tmp_path / "saved"))
    assert same(loaded.predict(tests), output)
