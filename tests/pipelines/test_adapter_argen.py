"""Identities of the AUAdapter: one token per frame, told apart by AU and by time, and learned ones for no AU at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from argen.pipelines.argen.adapter_argen import AUAdapter


@pytest.fixture
def adapter(dummy_components: Callable) -> Any:
    """The dummy adapter with no-action tokens that are not the zeros of a fresh one."""
    adapter = dummy_components()["au_adapter"]
    torch.nn.init.normal_(adapter.no_action, generator=torch.Generator().manual_seed(1))
    return adapter


def curves(batch: int = 4, frames: int = 9) -> torch.Tensor:
    return torch.rand(batch, frames, 20, generator=torch.Generator().manual_seed(0))


@torch.no_grad()
def test_not_kept_is_null(adapter: Any) -> None:
    tokens = adapter(curves(), torch.tensor([True, False, True, False]))
    assert tokens.shape == (4, 9, 32)
    assert torch.equal(tokens[[1, 3]], adapter.null(2, 9))
    assert torch.equal(tokens[[0, 2]], adapter(curves())[[0, 2]])
    assert torch.equal(adapter(curves(), torch.ones(4, dtype=torch.bool)), adapter(curves()))


@torch.no_grad()
def test_an_action_of_zero_is_not_no_action(adapter: Any) -> None:
    assert not torch.allclose(adapter(torch.zeros(1, 9, 20)), adapter.null(1, 9), atol=1e-3)


@torch.no_grad()
def test_tokens_depend_on_the_frame_number(adapter: Any) -> None:
    for tokens in (adapter(curves(1, 1).expand(1, 17, 20))[0], adapter.null(1, 17)[0]):
        distances = torch.cdist(tokens, tokens) + torch.eye(17)
        assert float(distances.min()) > 1e-3


@torch.no_grad()
def test_each_frame_has_its_own_token(adapter: Any) -> None:
    curve, moved = curves(1), curves(1)
    moved[:, 4] = 1 - moved[:, 4]
    changed = (adapter(curve) != adapter(moved)).any(-1)[0]
    assert changed.tolist() == [frame == 4 for frame in range(9)]
    torch.testing.assert_close(adapter(curve[:, :5]), adapter(curve)[:, :5], atol=1e-6, rtol=0)


@torch.no_grad()
def test_batch_of_four_is_four_batches_of_one(adapter: Any) -> None:
    alone = torch.cat([adapter(curve[None]) for curve in curves()])
    torch.testing.assert_close(adapter(curves()), alone, atol=1e-6, rtol=0)


@torch.no_grad()
def test_save_and_load_give_the_same_output(adapter: Any, tmp_path: Path) -> None:
    adapter.save_pretrained(tmp_path)
    again: Any = AUAdapter.from_pretrained(tmp_path)
    assert all(again.config[name] == adapter.config[name] for name in ("num_aus", "dim", "hidden_dim", "gain"))
    assert torch.equal(again(curves()), adapter(curves())) and torch.equal(again.null(2, 9), adapter.null(2, 9))


def test_the_map_lays_each_frames_aus_on_its_latent_frame(dummy_components: Callable) -> None:
    adapter, curve = dummy_components("ti2v_map")["au_adapter"], curves(2)
    channels = adapter.action_map(curve, torch.tensor([True, False]))
    assert channels.shape == (2, adapter.map_channels, 3, 1, 1) and not channels[1].any()
    held = channels[0, :, :, 0, 0]
    assert torch.equal(held[-1], torch.ones(3))
    assert torch.equal(held[:-1, 1:].T.reshape(8, 20), curve[0, 1:] * adapter.config["gain"])
    assert torch.equal(held[:-1, 0].reshape(4, 20), curve[0, :1].expand(4, -1) * adapter.config["gain"])


def test_both_paths_learn(adapter: Any) -> None:
    adapter(curves(), torch.tensor([True, False, True, True])).square().mul(torch.randn(32)).sum().backward()
    assert all(float(weight.grad.abs().sum()) > 0 for weight in adapter.parameters())
