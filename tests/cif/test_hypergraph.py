"""Hypergraphs of one image: k-means, memberships, hyperedge features."""

import pytest
import torch

from argen.pipelines.cif.hypergraph import (
    Hypergraph,
    construct_hypergraph,
    hyperedge_features,
    kmeans,
    normalised_similarity,
)


def test_memberships_are_those_of_the_dense_formulation(patches, oracle):
    x = patches(1, nodes=100, noise=0.8)[0].double()
    for threshold in (0.9, 0.5, 0.0):
        graph = construct_hypergraph(x, 4, threshold)
        h, cosines = oracle.incidence(x, kmeans(x, 4), threshold)
        assert torch.equal(graph.incidence, h > 0)
        assert torch.allclose(graph.similarity, cosines)
        assert torch.allclose(hyperedge_features(graph.incidence, x), oracle.edge_features(h, x))
    assert bool((construct_hypergraph(x, 4, 0.5).incidence.sum(1) > 1).any())  # so the test saw nodes of several


def test_every_node_has_a_hyperedge_and_every_hyperedge_a_node(patches):
    for seed in range(5):
        graph = construct_hypergraph(patches(1, noise=1.0, seed=seed)[0], 8, 1.0)
        assert graph.incidence.any(0).all() and graph.incidence.any(1).all()


def test_kmeans_finds_well_separated_clusters():
    generator = torch.Generator().manual_seed(0)
    means = 10 * torch.randn(4, 6, generator=generator)
    points = means.repeat_interleave(30, 0) + 0.1 * torch.randn(120, 6, generator=generator)
    for seed in range(5):
        found = kmeans(points, 4, seed)
        nearest = torch.cdist(means, found).argmin(1)
        assert sorted(nearest.tolist()) == [0, 1, 2, 3]
        assert torch.allclose(found[nearest], points.view(4, 30, 6).mean(1), atol=1e-5)


def test_kmeans_ends_where_no_point_changes_cluster(patches):
    x = patches(1, nodes=200, kinds=4, noise=0.2)[0].double()
    found = kmeans(x, 4)
    labels = torch.cdist(x, found).argmin(1)
    means = torch.stack([x[labels == k].mean(0) for k in range(4)])
    assert (means - found).norm() < 0.05 * x.std()


def test_kmeans_is_no_worse_than_scikit_learn(patches):
    cluster = pytest.importorskip("sklearn.cluster")
    x = patches(1, nodes=300, kinds=12, noise=0.5)[0].double()
    ours = torch.cdist(x, kmeans(x, 8)).amin(1).square().sum().item()
    assert ours <= 1.1 * cluster.KMeans(8, random_state=0, n_init=1).fit(x.numpy()).inertia_


@pytest.mark.parametrize("distinct", [1, 2, 3])
def test_fewer_distinct_patches_give_fewer_hyperedges(distinct):
    x = torch.eye(6)[:distinct].repeat(7, 1)
    assert kmeans(x, 4).shape == (distinct, 6)
    graph = construct_hypergraph(x, 4)
    assert graph.incidence.shape == (7 * distinct, distinct)
    assert torch.equal(hyperedge_features(graph.incidence, x).sort(0).values, torch.eye(6)[:distinct].sort(0).values)


def test_a_black_image_has_one_hyperedge():
    graph = construct_hypergraph(torch.zeros(9, 5), 4)
    assert graph.incidence.tolist() == [[True]] * 9


def test_equal_cosines_count_as_most_similar():
    assert normalised_similarity(torch.ones(2, 2), torch.eye(2)).tolist() == [[1, 1], [1, 1]]


def test_equal_seeds_give_equal_bits_and_the_seed_matters(patches):
    x = patches(1, nodes=200, kinds=20, noise=1.0)[0]
    assert torch.equal(kmeans(x, 4, 3), kmeans(x.clone(), 4, 3))
    assert not torch.equal(kmeans(x, 4, 3), kmeans(x, 4, 4))


def test_the_number_of_threads_does_not_matter(patches):
    x = patches(1, nodes=784, dim=64, noise=0.5)[0]
    one = construct_hypergraph(x, 4)
    torch.set_num_threads(2)
    two = construct_hypergraph(x, 4)
    torch.set_num_threads(1)
    assert torch.equal(one.incidence, two.incidence)


def test_single_hyperedge_nearest_against_first():
    graph = Hypergraph(torch.tensor([[True, True], [False, True]]), torch.tensor([[0.95, 1.0], [0.0, 1.0]]))
    assert graph.single("nearest").tolist() == [1, 1]
    assert graph.single("first").tolist() == [0, 1]
