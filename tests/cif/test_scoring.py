"""Maps and image scores."""

import numpy as np
import pytest
import torch

from argen.pipelines.cif.configuration import PUBLIC_CODE, CIFConfig
from argen.pipelines.cif.memory import MemoryBank
from argen.pipelines.cif.scoring import BOXES, anomaly_map, fused_score, image_score, smooth


def a_bank(nodes):
    owners = torch.zeros(len(nodes), dtype=torch.int64)
    return MemoryBank(nodes, owners, nodes.sum(0, keepdim=True).double(), torch.tensor([len(nodes)]))


@pytest.mark.parametrize("neighbours", [1, 2, 9, 100])
def test_image_score_is_patchcores(patches, oracle, neighbours):
    memory, x = patches(2, noise=0.5).double()
    scores = torch.cdist(x, memory).amin(1)
    ours = image_score(x, scores, a_bank(memory), neighbours)
    assert float(ours) == pytest.approx(oracle.patchcore_score(x, scores, memory, neighbours), rel=1e-9)


def test_image_score_of_patch_and_of_distance(patches):
    memory, x = patches(2, noise=0.5).double()
    scores = torch.cdist(x, memory).amin(1)
    bank = a_bank(memory)
    squared = image_score(x, scores.square(), bank, of="patch")
    assert torch.allclose(squared, image_score(x, scores, bank) * scores.max())


def test_a_bank_of_one_node_gives_the_distance():
    assert float(image_score(torch.tensor([[3.0, 4.0]]), torch.ones(1), a_bank(torch.zeros(1, 2)))) == 5.0


def test_an_image_of_the_memory_scores_zero(patches):
    memory = patches(1)[0]
    assert float(image_score(memory, torch.zeros(len(memory)), a_bank(memory))) == 0.0


def test_huge_distances_do_not_overflow():
    score = image_score(torch.full((1, 4), 1e4), torch.ones(1), a_bank(torch.eye(4)))
    assert score.isfinite() and score > 0


def test_smoothing_is_eight_mean_filters(patches):
    scores = torch.rand(23, 31, generator=torch.Generator().manual_seed(0))
    expected = scores.double().numpy()
    for side in BOXES:
        blurred, reach = np.zeros_like(expected), side // 2
        for i, j in np.ndindex(*expected.shape):
            blurred[i, j] = expected[max(0, i - reach) : i + reach + 1, max(0, j - reach) : j + reach + 1].mean()
        expected = blurred
    assert np.abs(smooth(scores).numpy() - expected).max() < 1e-6


def test_smoothing_keeps_a_constant():
    assert torch.allclose(smooth(torch.full((30, 30), 0.7)), torch.full((30, 30), 0.7))


def test_map_of_two_modalities_is_the_power_of_their_product():
    one, two = torch.full((4, 4), 2.0), torch.full((4, 4), 3.0)
    assert torch.allclose(anomaly_map({"image": one}, 20, 1.5, mean=False), torch.full((20, 20), 2**1.5))
    both = {"image": one, "points": two}
    assert torch.allclose(anomaly_map(both, 20, 1.5, mean=False), torch.full((20, 20), 6**1.5))
    assert torch.allclose(anomaly_map(both, 20, 3.0), torch.full((20, 20), 6**1.5))
    assert torch.allclose(anomaly_map({"image": one, "points": one}, 20), anomaly_map({"image": one}, 20))
    assert torch.allclose(anomaly_map({"image": one}, 20, power=1.0), torch.full((20, 20), 2.0))


def test_map_peaks_where_the_patch_is():
    scores = torch.zeros(7, 7)
    scores[1, 5] = 1
    place = divmod(int(anomaly_map({"image": scores}, 70).argmax()), 70)
    assert 10 <= place[0] < 20 and 50 <= place[1] < 60


def test_fused_scores():
    scores, heat = [torch.tensor(2.0), torch.tensor(8.0)], torch.full((4, 4), 64.0)
    product = CIFConfig(**PUBLIC_CODE)
    assert float(fused_score(scores, heat, product)) == 16
    assert float(fused_score(scores, heat, CIFConfig(image_score="patch"))) == pytest.approx(4)
    assert float(fused_score(scores, heat, CIFConfig(map_power=3.0))) == pytest.approx(4)  # the root of 4 and 64^(1/3)
    assert float(fused_score(scores, 8 * heat, CIFConfig(map_power=3.0))) == pytest.approx(32**0.5)
