"""A fused LoRA gives the clips that it gave on top, and the model's own settings are those that were named."""

import argparse

import pytest
import torch

from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training.ard_adapter import prepare_transformer, save_policy
from argen.training.ard_config import ARDConfig
from argen.training.ard_fuse import add_arguments, main
from argen.training.ard_trainer import PolicyModule
from argen.training.ard_weights import copy_of, trained


def parsed(*words):
    """Arguments of the command."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


@pytest.fixture
def folders(tmp_path, dummy_pipeline):
    """A pipeline and a LoRA whose weights are not 0."""
    pipe = dummy_pipeline("ti2v_map")
    pipe.save_pretrained(tmp_path / "pipe")
    args = ARDConfig(output_dir=str(tmp_path), use_cpu=True, per_device_train_batch_size=8, lora_rank=4)
    prepare_transformer(pipe, args)
    weights = copy_of(trained(PolicyModule(pipe.transformer)))
    generator = torch.Generator().manual_seed(0)
    noisy = {name: value + 0.1 * torch.randn(value.shape, generator=generator) for name, value in weights.items()}
    save_policy(pipe, noisy, args, tmp_path / "lora")
    return tmp_path / "pipe", tmp_path / "lora"


def clip(pipe, inputs):
    """One clip's frames."""
    pipe.set_progress_bar_config(disable=True)
    return pipe(**inputs | {"output_type": "pt"}).frames


def test_fused_is_as_on_top(tmp_path, folders, dummy_inputs):
    main(parsed("--model", folders[0], "--lora", folders[1], "--output", tmp_path / "out", "--steps", 4,
                "--guidance-scale", 1, "--au-guidance-scale", 1))  # fmt: skip
    plain, on_top = (ARGenPipeline.from_pretrained(folders[0]) for _ in range(2))
    on_top.load_lora_weights(folders[1])
    fused = ARGenPipeline.from_pretrained(tmp_path / "out")
    assert [fused.config[f"default_{k}"] for k in ("steps", "guidance_scale", "au_guidance_scale")] == [4, 1.0, 1.0]
    guided = {"guidance_scale": 2.0, "au_guidance_scale": 1.5}
    clips = [clip(pipe, dummy_inputs() | guided) for pipe in (plain, on_top, fused)]
    torch.testing.assert_close(clips[2], clips[1], atol=1e-2, rtol=0)
    assert float((clips[0] - clips[1]).abs().max()) > 0.03


def test_a_folder_without_a_lora_and_a_scale_of_0_are_refused(tmp_path, folders):
    with pytest.raises(ValueError, match="holds no pytorch_lora_weights"):
        main(parsed("--model", folders[0], "--lora", tmp_path, "--output", tmp_path / "out"))
    with pytest.raises(ValueError, match="`scale` is 0"):
        main(parsed("--lora", folders[1], "--output", tmp_path / "out", "--scale", 0))
