"""Training on transformers.Trainer: resume exact to the bit, and what of the encoder moves."""

import argparse
import json
import shutil

import pytest
import torch
from safetensors.torch import load_file
from transformers import TrainerCallback

from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification
from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor
from argen.training import duse_train
from argen.training.duse_arms import Kit, banks
from argen.training.duse_config import DuSETrainingConfig, load_duse_config
from argen.training.duse_heads import predict, scores
from argen.training.duse_train import last_checkpoint, make_trainer
from argen.training.duse_trainer import TokenClips, Visits, training_arguments


class Stop(TrainerCallback):
    """The power fails after a step."""

    def __init__(self, step):
        self.step = step

    def on_step_end(self, args, state, control, **kwargs):
        if state.global_step == self.step:
            raise KeyboardInterrupt


@pytest.fixture
def settings(duse_run):
    """A run of five steps on 24 drawn clips and a random CLIP of two layers, 32 px; a checkpoint every two."""
    return duse_run("variants: 3\nsteps: 5\nlearning_rate: 1.0e-2\nwarmup_steps: 1\ncheckpoint_steps: 2\n")


def train(settings, *words):
    parser = argparse.ArgumentParser()
    duse_train.add_arguments(parser)
    duse_train.main(parser.parse_args(["--config", str(settings), *words]))
    return load_file(settings.parent / "run" / "model" / "model.safetensors")


@pytest.mark.parametrize(
    "words",
    [
        ("tuning=frozen",),
        ("tuning=frozen", "long_tail=class_balanced"),
        ("tuning=lora",),
        ("tuning=full", "imbalance=3"),
    ],
)
def test_resume_is_exact_to_the_bit(settings, words):
    whole = train(settings, *words)
    shutil.rmtree(settings.parent / "run")
    trainer = make_trainer(load_duse_config(settings, list(words)))
    trainer.add_callback(Stop(3))
    with pytest.raises(KeyboardInterrupt):
        trainer.train()
    half = settings.parent / "run" / "checkpoints" / "checkpoint-4"  # what a kill in the middle of a save leaves
    half.mkdir()
    (half / "model.safetensors").write_bytes(b"half")
    assert str(last_checkpoint(settings.parent / "run")).endswith("checkpoint-2")
    resumed = train(settings, *words)
    assert set(whole) == set(resumed)
    assert all(torch.equal(whole[key], resumed[key]) for key in whole)


@pytest.mark.parametrize("tuning", ["frozen", "lora", "full"])
def test_what_of_the_encoder_moves(settings, tuning):
    trained = train(settings, f"tuning={tuning}", "half_weights=false")
    begun = Kit(load_duse_config(settings, [])).duse().state_dict()
    assert set(trained) == set(begun)
    change = {key: trained[key] - begun[key] for key in begun if key.startswith("encoder.")}
    moved = {key for key, value in change.items() if value.abs().max() > 0}
    if tuning == "frozen":
        assert not moved
    elif tuning == "lora":
        assert moved and all("q_proj.weight" in key or "v_proj.weight" in key for key in moved)
    else:
        assert any("mlp" in key for key in moved) and any("patch_embedding" in key for key in moved)
    assert not torch.equal(trained["classifier.weight"], begun["classifier.weight"])


def test_lora_adds_a_matrix_of_its_rank(settings):
    trained = train(settings, "tuning=lora", "lora_rank=2", "half_weights=false")
    begun = Kit(load_duse_config(settings, [])).duse().state_dict()
    key = next(key for key in begun if key.endswith("q_proj.weight") and key.startswith("encoder."))
    assert int(torch.linalg.matrix_rank(trained[key] - begun[key], rtol=1e-3)) == 2


def test_report_is_of_the_saved_model(settings):
    train(settings)
    report = json.loads((settings.parent / "run" / "training.json").read_text())
    model = DuSEForVideoClassification.from_pretrained(settings.parent / "run" / "model").eval()
    config = load_duse_config(settings, [])
    found = scores(predict(model, banks(config, Kit(config))[1]), banks(config, Kit(config))[1].labels)
    assert (report["eval_war"], report["eval_uar"]) == (found["war"], found["uar"])
    assert report["settings"]["steps"] == 5 and len(report["weights"]) == 64


def test_a_finished_run_stays_as_it_is(settings):
    first = train(settings)
    again = train(settings)
    assert all(torch.equal(first[key], again[key]) for key in first)
    processor = DuSEVideoProcessor.from_pretrained(settings.parent / "run" / "model")
    assert (processor.num_frames, processor.size) == (3, {"height": 32, "width": 32})


@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_precision_is_the_accelerators_or_refused(precision):
    config = DuSETrainingConfig(mixed_precision=precision)
    if torch.accelerator.is_available():
        arguments = training_arguments(config)
        assert (arguments.fp16, arguments.bf16) == (precision == "fp16", precision == "bf16")
    else:
        with pytest.raises(ValueError, match=f"`mixed_precision` is '{precision}'"):
            training_arguments(config)


def test_every_draw_is_its_own_visit():
    visits = list(Visits(5, 12, None, seed=0))
    assert [visit // 5 for visit in visits] == list(range(12)) and len(set(visits)) == 12
    assert sorted(visit % 5 for visit in visits[:5]) == list(range(5))
    assert list(Visits(5, 12, torch.tensor([0.0, 0, 1, 0, 0]), seed=0)) == [5 * k + 2 for k in range(12)]


def test_a_view_depends_on_its_visit_alone(settings):
    config = load_duse_config(settings, [])
    bank = banks(config, Kit(config))[0]
    clips = TokenClips(bank, seed=0, altered=True)
    batch = clips.__getitems__([3, 100, 7])
    for k, visit in enumerate((3, 100, 7)):
        assert torch.equal(batch["tokens"][k], clips[visit]["tokens"])
    seen = {tuple(clips[3 + len(bank) * k]["tokens"].flatten().tolist()) for k in range(20)}
    assert len(seen) == 3
