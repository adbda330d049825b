"""Reward-ranked fine-tuning: the policy comes nearer to what was kept, as a LoRA; latents are the pipeline's own."""

import argparse
from pathlib import Path

import pytest
import torch
from rich.console import Console
from safetensors.torch import load_file

from argen.dataset_builders.build import build_dataset
from argen.dataset_builders.crew import CrewSettings
from argen.dataset_builders.plan import make_plan
from argen.dataset_builders.settings import BuildSettings, PlanSettings
from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training import ard_raft
from argen.training.ard_adapter import LORA_FILE
from argen.training.ard_distill import FREE
from argen.training.ard_raft import Policy, batches, free_latents, load_kept, read_kept


CHARTS = "argen.dataset_builders.sources.procedural"
SIZE = 64, 64, 9


def built(folder: Path, frames: int = SIZE[2]) -> Path:
    """Fourteen charts, eleven of them to train on."""
    plan = PlanSettings(clips=14, source=f"{CHARTS}:charts", randomization=0.0, num_frames=frames)
    build = BuildSettings(judge=f"{CHARTS}:chart_judge")
    return build_dataset(make_plan(plan), build, folder, CrewSettings(workers=0), Console(quiet=True))


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    return built(tmp_path_factory.mktemp("kept") / "built")


@pytest.fixture
def model(tmp_path, dummy_pipeline):
    """A random pipeline and the file of an ARD training of it."""
    pipe = dummy_pipeline("ti2v_map")
    pipe.register_to_config(default_height=SIZE[0], default_width=SIZE[1], default_num_frames=SIZE[2])
    pipe.save_pretrained(tmp_path / "pipe")
    (tmp_path / "ard.yaml").write_text(
        f"model: {tmp_path / 'pipe'}\noutput_dir: {tmp_path / 'run'}\nuse_cpu: true\nlora_rank: 4\nlora_alpha: 8\n"
        "lora_targets: [to_q, to_k, to_v, to_out.0, ffn.net.0.proj, ffn.net.2]\n"
    )
    return tmp_path


def run(model: Path, clips: Path, *words: str) -> Path:
    parser = argparse.ArgumentParser()
    ard_raft.add_arguments(parser)
    given = ["--config", str(model / "ard.yaml"), "--steps", "80", "--rate", "1e-2", "--clips", str(clips)]
    ard_raft.main(parser.parse_args([*given, *words]))
    return model / "run"


def loss_on(pipe, conditions, x0, times: int = 8) -> float:
    """Mean flow-matching error over all clips, with noise and times of their own."""
    batch = batches(torch.zeros(len(x0), dtype=torch.long), x0.shape[1:], len(x0) * times, 99)(0)
    rows = torch.arange(len(x0)).repeat(times)
    with torch.no_grad():
        return float(Policy(pipe, x0, conditions)(rows, batch["noise"], batch["t"])[0])


def test_the_lora_brings_the_policy_nearer_to_what_was_kept(model, clips):
    folder = run(model, clips)
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    kept = load_kept(pipe, [str(clips)])[:2]
    before = loss_on(pipe, *kept)
    pipe.load_lora_weights(str(folder))
    after = loss_on(pipe, *kept)
    assert after < 0.8 * before
    pipe.unload_lora_weights()
    assert loss_on(pipe, *kept) == before
    weights = load_file(folder / LORA_FILE)
    run(model, clips)  # it is trained already
    torch.testing.assert_close(load_file(folder / LORA_FILE), weights, atol=0, rtol=0)
    with pytest.raises(ValueError, match="another rate"):
        run(model, clips, "--rate", "2e-2")


def test_latents_are_those_of_the_pipeline_without_the_first_frame(model, clips):
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    video = read_kept(str(clips))[0]["video"]
    z = free_latents(pipe, video, SIZE)
    first = torch.from_numpy(video[:1]).movedim(-1, 0)[None].float() / 127.5 - 1
    mean, scale = pipe.latent_statistics(z)
    with torch.no_grad():
        whole = torch.cat([(pipe.vae.encode(first).latent_dist.mode() - mean) * scale, z], 2)
        shown = pipe.decode(whole, "pt")[0]
        expected = pipe.vae.decode(
            pipe.vae.encode(torch.from_numpy(video).movedim(-1, 0)[None] / 127.5 - 1).latent_dist.mode()
        )
    torch.testing.assert_close(shown, (expected.sample[0].movedim(0, 1) / 2 + 0.5).clamp(0, 1), atol=1e-4, rtol=0)


def test_conditions_are_those_of_the_rows(model, clips):
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    rows, (conditions, x0, emotions) = read_kept(str(clips)), load_kept(pipe, [str(clips)])
    assert len(x0) == len(conditions) == len(rows) == 11
    assert emotions.tolist() == rows[:]["emotion"]
    for k in (0, 10):
        alone = ard_raft.ConditionBank(pipe, *SIZE, FREE)(
            [{"prompt": rows[k]["captions"][0], "image": rows[k]["image"].convert("RGB"), "prompt_id": "x",
              "action_units": rows[k]["requested_au"]}]
        )  # fmt: skip
        torch.testing.assert_close(conditions.pick([k]).maps["full"], alone.maps["full"], atol=0, rtol=0)
        torch.testing.assert_close(conditions.pick([k]).first_frame, alone.first_frame, atol=0, rtol=0)
        torch.testing.assert_close(x0[[k]], free_latents(pipe, rows[k]["video"], SIZE), atol=0, rtol=0)


def test_a_batch_depends_on_seed_and_step_alone():
    one, again, other = (batches(torch.zeros(5, dtype=torch.long), (2, 3), 4, seed) for seed in (1, 1, 2))
    torch.testing.assert_close(one(7), again(7), atol=0, rtol=0)
    assert not torch.equal(one(7)["noise"], one(8)["noise"]) and not torch.equal(one(7)["noise"], other(7)["noise"])
    assert all(one(step)["t"].min() >= 0 and one(step)["t"].max() <= 1 for step in range(20))


def test_a_rare_emotion_is_learned_from_as_often_as_a_frequent_one():
    emotions = torch.tensor([6] + [3] * 99)
    rows = batches(emotions, (1,), 2000, 0)(0)["rows"]
    assert abs(float((emotions[rows] == 6).float().mean()) - 0.5) < 0.05


def test_several_datasets_are_one(model, clips):
    pipe = ARGenPipeline.from_pretrained(model / "pipe")
    once, twice = load_kept(pipe, [str(clips)])[1], load_kept(pipe, [str(clips), str(clips)])[1]
    torch.testing.assert_close(twice, torch.cat([once, once]), atol=0, rtol=0)


def test_what_cannot_be_learned_from_is_refused(model, tmp_path):
    with pytest.raises(ValueError, match="`--clips` is .*nowhere"):
        run(model, tmp_path / "nowhere")
    with pytest.raises(ValueError, match="clip of shape .5, 64"):
        run(model, built(tmp_path / "short", frames=5))
    assert not (model / "run" / LORA_FILE).exists()
    with pytest.raises(ValueError, match="`steps`"):
        run(model, tmp_path, "--steps", "0")
