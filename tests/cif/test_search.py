"""Message passing and search, against the dense formulation."""

import pytest
import torch

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.hypergraph import construct_hypergraph, kmeans
from argen.pipelines.cif.memory import grow_memory, sample_memory
from argen.pipelines.cif.search import (
    mutual_nearest,
    nearest_per_hyperedge,
    patch_scores,
    propagate,
    select_hyperedges,
)


@pytest.fixture
def bank(patches):
    """40 nodes of two images, float64."""
    images = patches(2, noise=0.5).double()
    grown = grow_memory(None, [(x, construct_hypergraph(x, 6)) for x in images])
    return sample_memory(grown, 40, "hyperedge", False, 0)


@pytest.fixture
def test_image(patches):
    return patches(1, nodes=81, noise=0.6, seed=7)[0].double()


@pytest.mark.parametrize("layers", [0, 1, 2, 4])
@pytest.mark.parametrize("alpha", [0.0, 0.4, 0.9, 1.0])
def test_message_passing_is_a_product_with_the_dense_matrix(bank, test_image, oracle, layers, alpha):
    graph = construct_hypergraph(test_image, 4, 0.6)
    h = oracle.joint_incidence(test_image, graph.incidence.double(), bank.nodes, bank.hyperedges, len(bank.counts))
    s = oracle.propagation_matrix(h, layers, alpha)
    dense = (s @ torch.cat([test_image, bank.nodes]))[:81]
    assert torch.allclose(propagate(test_image, graph.incidence, bank, layers, alpha), dense, atol=1e-12)


@pytest.mark.parametrize("layers", [1, 3])
def test_rows_that_sum_to_one_leave_equal_nodes_as_they_are(layers):
    same = torch.full((9, 4), 0.5, dtype=torch.float64)
    graph = construct_hypergraph(same)
    bank = grow_memory(None, [(same, graph)])
    assert torch.allclose(propagate(same, graph.incidence, bank, layers, 0.3, rows=True), same, atol=1e-12)
    assert not torch.allclose(propagate(same, graph.incidence, bank, layers, 0.3), same, atol=1e-3)


def test_rows_are_the_dense_formulation(bank, test_image, oracle):
    graph = construct_hypergraph(test_image)
    joint = oracle.joint_incidence(test_image, graph.incidence.double(), bank.nodes, bank.hyperedges, len(bank.counts))
    w = joint @ torch.diag(1 / joint.sum(0)) @ joint.T + torch.eye(len(joint), dtype=joint.dtype)
    a = w / w.sum(1, keepdim=True)
    x = torch.cat([test_image, bank.nodes])
    expected = (0.6 * x + 0.24 * a @ x + 0.16 * a @ a @ x)[: len(test_image)]
    assert torch.allclose(propagate(test_image, graph.incidence, bank, 2, 0.6, rows=True), expected, atol=1e-12)


def test_message_passing_leaves_its_inputs(bank, test_image):
    before, memory = test_image.clone(), bank.nodes.clone()
    propagate(test_image, construct_hypergraph(test_image).incidence, bank, 3, 0.4)
    assert torch.equal(test_image, before) and torch.equal(bank.nodes, memory)


def test_mutual_nearest_in_blocks(bank, test_image, monkeypatch, oracle):
    similar = oracle.cosine(test_image, bank.nodes)
    for block in (2**21, 100, 1):
        monkeypatch.setattr("argen.pipelines.cif.search.BLOCK", block)
        to_memory, to_test = mutual_nearest(test_image, bank.nodes)
        assert torch.equal(to_memory, similar.argmax(1)) and torch.equal(to_test, similar.argmax(0))


@pytest.mark.parametrize("block", [2**21, 3])  # 3: row by row
def test_ties_go_to_the_lower_index(block, monkeypatch):
    monkeypatch.setattr("argen.pipelines.cif.search.BLOCK", block)
    to_memory, to_test = mutual_nearest(torch.ones(5, 2), torch.ones(3, 2))
    assert to_memory.tolist() == [0] * 5 and to_test.tolist() == [0] * 3


def test_nearest_per_hyperedge_in_blocks(bank, test_image, monkeypatch):
    exact = torch.cdist(test_image, bank.nodes, compute_mode="donot_use_mm_for_euclid_dist").square()
    for block in (2**21, 100, 1):
        monkeypatch.setattr("argen.pipelines.cif.search.BLOCK", block)
        squared, places = nearest_per_hyperedge(test_image, bank)
        for k in range(len(bank.counts)):
            inside = exact.masked_fill(bank.hyperedges != k, torch.inf)
            assert torch.equal(places[:, k], inside.argmin(1))
            assert torch.allclose(squared[:, k], inside.amin(1))


@pytest.mark.parametrize("top", [1, 2, 3, 10])
@pytest.mark.parametrize("search", ["hyperedge", "global"])
@pytest.mark.parametrize("layers", [0, 1])
def test_patch_scores_are_those_of_the_dense_formulation(bank, test_image, oracle, top, search, layers):
    config = CIFConfig(top_hyperedges=top, search=search, layers=layers, similarity=0.6)
    expected, _ = oracle.score(test_image, kmeans(test_image, 4), bank.nodes, bank.hyperedges, bank.features, config)
    incidence = construct_hypergraph(test_image, 4, 0.6).incidence
    passed = propagate(test_image, incidence, bank, layers)
    assert torch.allclose(patch_scores(passed, incidence, bank, search, top), expected, atol=1e-12)


def test_hyperedges_without_nodes_are_not_selected(bank):
    emptied = type(bank)(bank.nodes[bank.hyperedges > 0], bank.hyperedges[bank.hyperedges > 0], bank.sums, bank.counts)
    selected = select_hyperedges(bank.features, emptied, 3)
    assert not selected[:, 0].any() and selected.sum(1).tolist() == [3] * len(bank.features)
    incidence = torch.eye(len(bank.features), dtype=torch.bool)
    assert patch_scores(bank.features, incidence, emptied).isfinite().all()


def test_a_node_of_the_memory_has_score_zero(bank):
    incidence = torch.nn.functional.one_hot(bank.hyperedges).bool()
    assert patch_scores(bank.nodes, incidence, bank, "global").tolist() == [0.0] * 40
    assert patch_scores(bank.nodes, incidence, bank, "hyperedge").tolist() == [0.0] * 40


def test_guided_scores_are_at_least_the_squared_distance(bank, test_image):
    incidence = construct_hypergraph(test_image).incidence
    anywhere = patch_scores(test_image, None, bank, "global")
    few, all_ = (patch_scores(test_image, incidence, bank, "hyperedge", top) for top in (1, 10))
    assert bool((few >= all_).all())
    assert torch.allclose(all_, anywhere.square())
