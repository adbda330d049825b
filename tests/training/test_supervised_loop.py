"""The loop of every stage: a run that was killed goes on as if it had not been."""

import pytest
import torch
from torch import nn

from argen.training.supervised_config import StageConfig
from argen.training.supervised_loop import fit, learning_rate


class Line(nn.Module):
    """The smallest objective, a line through points, with noise of torch's own generator as the VAE's has."""

    def __init__(self, noise):
        super().__init__()
        torch.manual_seed(0)
        self.line, self.noise = nn.Linear(3, 1), noise

    def forward(self, x):
        x = x + self.noise * torch.randn_like(x)
        loss = ((self.line(x) - x.sum(1, keepdim=True)) ** 2).mean()
        return loss, {"loss": loss.detach()}


class KilledError(Exception):
    """Stands for a kill."""


def run_line(folder, killed_at=None, noise=0.0, seed=0):
    objective = Line(noise)
    config = StageConfig(steps=40, learning_rate=0.05, warmup_steps=1, checkpoint_minutes=1e-9)

    def make_batch(step):
        if step == killed_at:
            raise KilledError
        return {"x": torch.rand(8, 3, generator=torch.Generator().manual_seed(step))}

    fit(objective, {"line": objective.line}, make_batch, config, folder, "line", seed=seed)
    return torch.cat([p.detach().flatten() for p in objective.parameters()])


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_resume_equals_an_uninterrupted_run_to_the_bit(tmp_path, noise):
    whole = run_line(tmp_path / "whole", noise=noise)
    with pytest.raises(KilledError):
        run_line(tmp_path / "parts", killed_at=17, noise=noise)
    (tmp_path / "parts" / "checkpoint.tmp").mkdir()  # what a kill in the middle of a save leaves
    assert torch.equal(whole, run_line(tmp_path / "parts", noise=noise))
    if noise:
        assert not torch.equal(whole, run_line(tmp_path / "other", noise=noise, seed=1))


def test_finished_stage_run_again_leaves_one_checkpoint(tmp_path):
    first = run_line(tmp_path)
    (tmp_path / "checkpoint.tmp").mkdir()
    assert torch.equal(first, run_line(tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["checkpoint-00000040", "log.jsonl"]


def test_learning_rate_warms_up_and_falls():
    config = StageConfig(steps=100, learning_rate=1.0, warmup_steps=10)
    rates = [learning_rate(config, step, step / 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1) and max(rates) == max(rates[8:12]) and rates[-1] < 0.02
