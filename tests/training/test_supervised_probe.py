"""The probe of AUs in latents: what each of its scores depends on, what it adds to the transformer's loss, its file."""

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from argen.pipelines.argen.adapter_argen import AUAdapter
from argen.training import supervised
from argen.training.supervised_clips import shard_path
from argen.training.supervised_config import TransformerConfig, load_config
from argen.training.supervised_probe import PROBE, LatentProbe, ProbeObjective, latent_aus, load_probe, train_probe
from argen.training.supervised_text import train_tokenizer
from argen.training.supervised_transformer import (
    FlowObjective,
    make_text_encoder,
    make_transformer,
    train_transformer,
)


CPU = torch.device("cpu")


def make_probe(factor=4):
    torch.manual_seed(0)
    return LatentProbe(z_dim=8, side=4, factor=factor, width=16).eval()


@torch.no_grad()
def test_each_score_reads_its_own_latent_frame_beside_the_first():
    probe, z = make_probe(), torch.randn(2, 8, 4, 4, 4)
    scores = probe(z)
    assert scores.shape == (2, 3, 4, 20) and make_probe(factor=2)(z).shape == (2, 3, 2, 20)
    other = z.clone()
    other[:, :, 2] += 1
    changed = (probe(other) - scores).abs().amax((0, 2, 3))
    assert changed[1] > 1e-3 and changed[[0, 2]].max() == 0
    order = [0, 3, 1, 2]
    torch.testing.assert_close(probe(z[:, :, order]), scores[:, [2, 0, 1]])
    other = z.clone()
    other[:, :, 0] += 1
    assert (probe(other) - scores).abs().amax((0, 2, 3)).min() > 1e-3


def test_the_frames_after_the_first_go_to_their_latent_frame():
    au = torch.arange(9.0)[None, :, None].expand(1, 9, 20)
    assert latent_aus(au, 4)[0, :, :, 0].tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert latent_aus(au, 2).shape == (1, 4, 2, 20)


def test_the_loss_falls_to_its_floor_where_the_scores_are_true():
    """A head whose weights are 0 says its bias: at the truth's logits nothing is missed."""
    probe, au = make_probe(), torch.rand(1, 1, 20).expand(2, 9, 20) * 0.8 + 0.1
    objective, z = ProbeObjective(probe), torch.randn(2, 8, 3, 4, 4)
    with torch.no_grad():
        probe.head.weight.zero_()
        probe.head.bias.copy_(au[0, :4].logit().flatten())
    loss, logs = objective(z, au)
    entropy = -(au * au.log() + (1 - au) * (1 - au).log()).mean()
    assert loss.item() == pytest.approx(float(entropy), abs=1e-5) and float(logs["mae"]) < 1e-5
    assert objective(z, 1 - au)[0].item() > loss.item() + 0.1


def flow(au_weight, probe):
    torch.manual_seed(0)
    config = TransformerConfig(
        num_layers=1, num_attention_heads=2, attention_head_dim=16, ffn_dim=32, text_dim=32, text_layers=1,
        text_ffn_dim=32, text_length=16, au_weight=au_weight, drop_both=0.0, drop_au=0.5, drop_text=0.0,
    )  # fmt: skip
    adapter = AUAdapter(dim=32, map_factor=4)
    transformer = make_transformer(config, 8, adapter.map_channels)
    encoder, empty = make_text_encoder(config, 50), torch.tensor([[1] + [0] * 15])
    return FlowObjective(transformer, adapter, encoder, config, empty, probe)


def constant_flow(velocity, probe):
    """A flow whose last layer says the same velocity everywhere."""
    objective = flow(1.0, probe)
    with torch.no_grad():
        objective.transformer.proj_out.weight.zero_()
        objective.transformer.proj_out.bias.fill_(velocity)
    return objective


def flow_batch(sigma=(0.3, 0.8), lot=(0.9, 0.9)):
    torch.manual_seed(1)
    return {
        "z": torch.randn(2, 8, 3, 4, 4), "noise": torch.randn(2, 8, 3, 4, 4), "sigma": torch.tensor(sigma),
        "au": torch.rand(2, 9, 20), "tokens": torch.randint(2, 50, (2, 16)), "lot": torch.tensor(lot),
        "solo": torch.zeros(2, dtype=torch.bool), "region": torch.rand(2, 3, 4, 4),
    }  # fmt: skip


@torch.no_grad()
def test_the_loss_gains_au_weight_times_what_the_probe_misses():
    probe, batch = make_probe(), flow_batch()
    plain, plain_logs = flow(0.5, None)(**batch)
    assert "au" not in plain_logs
    for weight in (0.0, 0.5, 2.0):
        loss, logs = flow(weight, probe)(**batch)
        assert torch.equal(logs["loss"], plain_logs["loss"]) and float(logs["au"]) > 0.05
        torch.testing.assert_close(loss, plain + weight * logs["au"])


@torch.no_grad()
def test_nothing_is_missed_where_aus_are_dropped_or_nothing_is_noised():
    objective = flow(1.0, make_probe())
    assert float(objective(**flow_batch(lot=(0.1, 0.1)))[1]["au"]) == 0
    assert float(objective(**flow_batch(sigma=(0.0, 0.0)))[1]["au"]) == 0
    both, one = (float(objective(**flow_batch(lot=lot))[1]["au"]) for lot in ((0.9, 0.9), (0.9, 0.1)))
    assert 0 < one < both


@pytest.mark.parametrize("value", [0.0, 0.7])
def test_what_is_missed_is_read_off_the_predicted_clean_latents(value):
    """A transformer whose last layer says one velocity everywhere predicts `x_t` less its level times that velocity."""
    probe, batch = make_probe().requires_grad_(False), flow_batch()
    objective = constant_flow(value, probe)
    loss, logs = objective(**batch)
    level = batch["sigma"].view(-1, 1, 1, 1, 1)
    noised = (1 - level) * batch["z"] + level * batch["noise"]
    clean = torch.cat([batch["z"][:, :, :1], (noised - level * value)[:, :, 1:]], 2)
    scores, truth = probe(clean), latent_aus(batch["au"], 4)
    missed = F.binary_cross_entropy_with_logits(scores, truth, reduction="none").mean((1, 2, 3))
    torch.testing.assert_close(logs["au"], (missed * batch["sigma"]).mean(), atol=1e-5, rtol=1e-5)
    (pull,) = torch.autograd.grad(loss, objective.transformer.proj_out.bias, retain_graph=True)
    without = constant_flow(value, None)
    (plain,) = torch.autograd.grad(without(**batch)[0], without.transformer.proj_out.bias)
    assert (pull - plain).abs().min() > 1e-6, "the probe's part of the loss moves the transformer"
    loss.backward()
    assert all(p.grad is None for p in probe.parameters())


def test_where_the_velocity_is_true_the_true_latents_are_judged():
    """`x_t` less its level times (noise - z) is z: noise and z that differ by a constant make a constant velocity true."""
    probe, batch = make_probe(), flow_batch()
    batch["noise"] = batch["z"] + 0.7
    objective = constant_flow(0.7, probe)
    with torch.no_grad():
        logs = objective(**batch)[1]
        missed = objective.missed(batch["z"], batch["au"])
    assert float(logs["loss"]) < 1e-10
    torch.testing.assert_close(logs["au"], (missed * batch["sigma"]).mean(), atol=1e-5, rtol=1e-5)


@pytest.fixture
def run(tiny_run):
    """A run whose latents are there: the brightness of the second half of a clip says AU 3."""
    config = load_config(tiny_run, ["probe.steps=150", "probe.batch_size=8", "probe.learning_rate=3.0e-3"])
    config.probe.warmup_steps = 5
    g = torch.Generator().manual_seed(0)
    au = torch.zeros(16, 9, 20)
    au[:, 5:, 3] = torch.rand(16, 1, generator=g).round()
    latents = torch.randn(16, 1, 8, 3, 4, 4, generator=g).expand(-1, 2, -1, -1, -1, -1).clone()
    latents[:, :, :, 2] = latents[:, :, :, 0] + 3 * au[:, 5, 3].view(-1, 1, 1, 1, 1)
    tensors = {
        "latents": latents.half(), "au": au, "tokens": torch.ones(16, 3, 64, dtype=torch.int16),
        "region": torch.zeros(16, 3, 4, 4).half(),
    }  # fmt: skip
    path = shard_path(tiny_run.parent / "run" / "latents", 0)
    path.parent.mkdir()
    save_file(tensors, path)
    return config, tensors


def test_training_learns_and_its_file_gives_the_same_scores(run, tmp_path):
    config, data = run
    probe = train_probe(config, CPU).eval()
    loaded = load_probe(tmp_path / "run" / PROBE, CPU)
    assert loaded.factor == 4 and not loaded.training and not any(p.requires_grad for p in loaded.parameters())
    z = data["latents"][:, 0].float()
    with torch.no_grad():
        assert torch.equal(loaded(z), probe(z))
        guessed = loaded(z).sigmoid()[:, 1, :, 3]
    assert (guessed - data["au"][:, 5:, 3]).abs().mean() < 0.2
    odd = LatentProbe(z_dim=6, side=3, factor=2, width=24)
    save_file(odd.state_dict(), tmp_path / "odd.safetensors")
    z = torch.randn(1, 6, 3, 3, 3)
    with torch.no_grad():
        assert torch.equal(load_probe(tmp_path / "odd.safetensors", CPU)(z), odd.eval()(z))


def test_without_weight_there_is_no_probe_and_with_it_the_stage_is_named(run, tmp_path):
    """The run has no VAE, so that a stage which went for latents it does not need would fail."""
    config, _ = run
    tokenizer = train_tokenizer(config)
    with pytest.raises(ValueError, match=r"no probe\.safetensors: run `--stage probe` first"):
        train_transformer(config, tokenizer, CPU)
    with pytest.raises(ValueError, match="has no vae"):
        supervised.run_stage("probe", config, "no-rig", "cpu")
    config.transformer.au_weight = 0.0
    supervised.run_stage("probe", config, "no-rig", "cpu")
    assert not (tmp_path / "run" / PROBE).exists()
    train_transformer(config, tokenizer, CPU)
    assert (tmp_path / "run" / "transformer" / "config.json").is_file()
