"""Light on skin: what no movement explains is seen, what moves is not, and only where little is asked of the face."""

import pytest
import torch
import torch.nn.functional as F

from argen.training.ard_shading import relit, shading_error


def still(frames: int = 5) -> torch.Tensor:
    """A smooth picture that does not move, `(2, frames, 3, 64, 64)`."""
    noise = torch.rand(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    smooth = F.interpolate(noise, size=(64, 64), mode="bicubic", align_corners=False).clamp(0.1, 0.9)
    return smooth[:, None].expand(-1, frames, -1, -1, -1)


def glow(clip: torch.Tensor) -> torch.Tensor:
    """A quarter of the picture grows brighter, by 4 % in the last frame."""
    light = torch.zeros(64, 64)
    light[:32, :32] = 0.04
    return clip + light * torch.linspace(0, 1, clip.shape[1])[:, None, None, None]


def test_a_clip_that_stands_still_has_none():
    assert not relit(still()).any()


def test_light_counts_more_than_a_movement_that_changes_the_picture_as_much():
    clip = still()
    moved = torch.stack([torch.roll(clip[:, k], k, dims=3) for k in range(clip.shape[1])], 1)[..., 8:56, 8:56]
    lit = glow(clip)[..., 8:56, 8:56]
    seen = relit(lit)[:, -1] / (lit[:, -1] - lit[:, 0]).abs().mean((1, 2, 3))
    passed = relit(moved)[:, 1] / (moved[:, 2] - moved[:, 0]).abs().mean((1, 2, 3))
    assert bool((seen > 4 * passed).all())
    assert bool((relit(lit).diff(dim=1) > 0).all())


def test_a_face_that_acts_may_change_its_light():
    lit, au = glow(still()), torch.zeros(2, 5, 20)
    calm = float(shading_error(lit, au))
    assert calm == pytest.approx(float(relit(lit).mean()))
    au[:, :, 3] = 1.0
    assert shading_error(lit, au) == 0.0
    au[:, :, 3] = 0.5
    assert float(shading_error(lit, au)) == pytest.approx(calm / 4)


def test_its_gradient_takes_the_light_away():
    lit = glow(still()).clone().requires_grad_()
    error = shading_error(lit, torch.zeros(2, 5, 20))
    (slope,) = torch.autograd.grad(error, lit)
    assert bool(torch.isfinite(slope).all())
    darker = lit.detach() - 1e-3 * slope / slope.abs().max()
    assert shading_error(darker, torch.zeros(2, 5, 20)) < error
