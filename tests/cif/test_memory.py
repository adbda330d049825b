"""The memory: growing image by image, and k-centres hyperedge by hyperedge."""

import pytest
import torch

from argen.pipelines.cif.hypergraph import construct_hypergraph, kmeans
from argen.pipelines.cif.memory import MemoryBank, grow_memory, k_centre_greedy, quotas, sample_memory, spread_centres


def pairs(images, count=4):
    return [(x, construct_hypergraph(x, count)) for x in images]


def equal(one: MemoryBank, other: MemoryBank) -> bool:
    return all(torch.equal(vars(one)[key], vars(other)[key]) for key in vars(one))


def test_memory_is_that_of_the_dense_formulation(patches, oracle):
    images = patches(3, noise=0.6).double()
    graphs = [oracle.incidence(x, kmeans(x, 4), 0.9) for x in images]
    nodes, owners, edges = oracle.memory_of(images, graphs, 0.2)
    bank = sample_memory(grow_memory(None, pairs(images)), int(0.2 * 3 * 64), "hyperedge", False, 0)
    assert torch.equal(bank.nodes, nodes)
    assert torch.equal(bank.hyperedges, owners)
    assert torch.allclose(bank.features, edges)


def test_update_is_incremental_to_the_bit_where_every_node_is_kept(patches):
    images = patches(4, noise=0.6)
    whole = grow_memory(None, pairs(images))
    assert equal(whole, grow_memory(grow_memory(None, pairs(images[:1])), pairs(images[1:])))
    assert equal(whole, grow_memory(grow_memory(None, pairs(images[:3])), pairs(images[3:])))


def test_structure_is_incremental_also_after_sampling(patches):
    images = patches(4, noise=0.6)
    first = sample_memory(grow_memory(None, pairs(images[:2])), 20, "hyperedge", False, 0)
    later, whole = grow_memory(first, pairs(images[2:])), grow_memory(None, pairs(images))
    assert torch.equal(later.sums, whole.sums) and torch.equal(later.counts, whole.counts)
    assert len(later.nodes) == 20 + 2 * 64
    sizes = [sample_memory(bank, 40, "hyperedge", False, 0).kept.tolist() for bank in (later, whole)]
    assert sizes[0] == sizes[1]


def test_order_of_the_images_matters_and_equal_order_is_equal(patches):
    images = patches(3, noise=0.6)
    assert equal(grow_memory(None, pairs(images)), grow_memory(None, pairs(images)))
    assert not equal(grow_memory(None, pairs(images)), grow_memory(None, pairs(images.flip(0))))


@pytest.mark.parametrize("sampling", ["spread", "hyperedge", "coreset", "random"])
def test_kept_nodes_are_nodes_of_the_images(patches, sampling):
    images = patches(2)
    bank = sample_memory(grow_memory(None, pairs(images)), 30, sampling, False, 0)
    assert bank.nodes.shape == (30, 16)
    rows = {tuple(row) for row in images.flatten(0, 1).tolist()}
    assert {tuple(row) for row in bank.nodes.tolist()} <= rows
    assert bool((bank.hyperedges.diff() >= 0).all())


def test_structured_sampling_keeps_small_hyperedges(patches):
    """What the paper's sampling is for: a rare kind of patch stays, however few nodes may."""
    images = torch.cat([patches(1, nodes=396, kinds=3, noise=0.05), 3 * patches(1, nodes=4, kinds=1, seed=5) + 2], 1)
    bank = sample_memory(grow_memory(None, pairs(images)), 8, "hyperedge", False, 0)
    assert (bank.kept > 0).all()
    assert (bank.nodes.mean(1) > 1).any()


def test_quotas():
    def given(counts, available, budget):
        return quotas(torch.tensor(counts), torch.tensor(available), budget)

    assert given([50, 30, 20], [50, 30, 20], 10) == [5, 3, 2]
    assert given([1, 1, 1], [1, 1, 1], 2) == [1, 1, 1]
    assert given([97, 2, 1], [97, 2, 1], 10) == [10, 1, 1]
    assert given([60, 40], [3, 40], 10) == [3, 4]
    assert sum(given([33, 33, 34], [33, 33, 34], 50)) == 50


def test_k_centres_are_the_oracles_and_cover_better_than_chance(patches, oracle):
    x = patches(1, nodes=150, kinds=9, noise=0.5)[0].double()
    for count in (1, 2, 17, 150):
        assert k_centre_greedy(x, count).tolist() == oracle.k_centres(x, count)
    assert len(k_centre_greedy(x, 0)) == 0

    def radius(rows):
        return float(torch.cdist(x, x[rows]).amin(1).max())

    chance = [radius(torch.randperm(150, generator=torch.Generator().manual_seed(s))[:17]) for s in range(20)]
    assert radius(k_centre_greedy(x, 17)) < min(chance)


def test_equal_rows_are_chosen_once_each():
    assert sorted(k_centre_greedy(torch.ones(5, 3), 5).tolist()) == [0, 1, 2, 3, 4]
    assert sorted(spread_centres(torch.ones(5, 3), torch.tensor([0, 0, 1, 1, 1]), 5).tolist()) == [0, 1, 2, 3, 4]


def test_spread_over_one_hyperedge_is_one_coreset(patches):
    x = patches(1, nodes=150, kinds=9, noise=0.5)[0]
    assert torch.equal(spread_centres(x, torch.zeros(150, dtype=torch.int64), 17), k_centre_greedy(x, 17))


def test_spread_covers_every_hyperedge_alike(patches):
    """A few varied nodes beside many that are nearly the same: shares by size leave the few uncovered."""
    dull, varied = patches(1, nodes=180, kinds=1, noise=0.05), 5 + patches(1, nodes=20, kinds=20, noise=1.0, seed=3)
    grown = grow_memory(None, pairs(torch.cat([dull, varied], 1)))

    def radius(bank):
        own = [
            torch.cdist(grown.nodes[grown.hyperedges == k], bank.nodes[bank.hyperedges == k])
            for k in range(len(bank.kept))
        ]
        return max(float(one.amin(1).max()) for one in own)

    spread, shared = (sample_memory(grown, 20, sampling, False, 0) for sampling in ("spread", "hyperedge"))
    assert len(spread.nodes) == 20 <= len(shared.nodes)
    assert radius(spread) < 0.9 * radius(shared)


def test_projection_is_seeded_and_near_the_exact_choice(patches):
    x = patches(1, nodes=400, dim=512, kinds=30, noise=0.3)[0]
    grown = grow_memory(None, pairs([x]))
    projected = sample_memory(grown, 40, "coreset", True, 1)
    assert equal(projected, sample_memory(grown, 40, "coreset", True, 1))
    assert not equal(projected, sample_memory(grown, 40, "coreset", True, 2))
    exact = sample_memory(grown, 40, "coreset", False, 1)
    radius = [float(torch.cdist(x, bank.nodes).amin(1).max()) for bank in (exact, projected)]
    assert radius[1] <= 1.5 * radius[0]


def test_a_one_colour_image_first_leaves_one_hyperedge(patches):
    bank = grow_memory(None, pairs([torch.ones(64, 16), *patches(2)]))
    assert bank.counts.tolist() == [3 * 64]
