"""`argen train-ard`: from a file and a folder of faces to a LoRA, pictures and a card; and the configurations we ship."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from argen.cli import main
from argen.training.ard_script import load_ard_config


CONFIGS = Path(__file__).parents[2] / "training" / "configs"


def dark(completions, emotion, **_):
    """A reward that this file names by a dotted path."""
    assert len(emotion) == len(completions)
    return (1 - completions.mean((1, 2, 3, 4))).tolist()


@pytest.fixture
def run(tmp_path, dummy_pipeline, dummy_image, monkeypatch):
    """A file of settings, a saved pipeline, six faces, and this module where a dotted path finds it."""
    dummy_pipeline("ti2v_map").save_pretrained(tmp_path / "pipe")
    (tmp_path / "faces").mkdir()
    for k in range(6):
        dummy_image(k).save(tmp_path / "faces" / f"{k}.png")
    monkeypatch.setitem(sys.modules, "own_rewards", sys.modules[__name__])
    settings = {
        "model": str(tmp_path / "pipe"), "prompts": str(tmp_path / "faces"), "emotions": ["fear", "anger"],
        "intensities": [0.8], "rewards": ["own_rewards:dark"], "judge": "argen.training.ard_toy:brightness",
        "output_dir": str(tmp_path / "out"), "use_cpu": True, "per_device_train_batch_size": 4, "num_generations": 2,
        "max_steps": 2, "save_steps": 1, "num_inference_steps": 2, "picture_steps": 1, "lora_rank": 2,
    }  # fmt: skip
    path = tmp_path / "run.yaml"
    path.write_text(yaml.safe_dump(settings))
    return path


def test_a_run_from_its_file_to_its_card(run, dummy_pipeline, dummy_inputs, capsys):
    out = run.parent / "out"
    assert main(["train-ard", "--config", str(run), "max_steps=1"]) == 0
    assert main(["train-ard", "--config", str(run)]) == 0, capsys.readouterr().err
    assert {path.name for path in out.iterdir()} == {
        "README.md", "checkpoint-1", "checkpoint-2", "curves.png", "pictures", "pytorch_lora_weights.safetensors",
    }  # fmt: skip
    log = json.loads((out / "checkpoint-2" / "trainer_state.json").read_text())["log_history"]
    assert [line["step"] for line in log if "rewards/dark/mean" in line and "judge" in line] == [1, 2]
    pipe = dummy_pipeline("ti2v_map")
    plain = pipe(**dummy_inputs()).frames
    pipe.load_lora_weights(str(out))
    assert not np.array_equal(pipe(**dummy_inputs()).frames, plain)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lernrate=1"], "lernrate"),
        (["loss_type=dapo"], "`loss_type` is 'dapo'"),
        (["rewards=[nice]"], "nice"),
        (["emotions=[bliss]"], "bliss"),
        (["model=/nowhere"], "/nowhere"),
    ],
)
def test_a_mistake_is_one_line(run, capsys, words, told):
    assert main(["train-ard", "--config", str(run), *words]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("error: ") and told in error


@pytest.mark.parametrize("name", ["ard_mini", "ard_toy"])
def test_the_configurations_we_ship_are_legal(name):
    script, args = load_ard_config(CONFIGS / f"{name}.yaml")
    assert args.rounds > 0 and script.rewards


@pytest.mark.parametrize("name", ["accelerate_ddp", "accelerate_fsdp"])
def test_accelerate_reads_the_configurations_we_ship(name):
    from accelerate.commands.config.config_args import load_config_from_file

    config: Any = load_config_from_file(str(CONFIGS / f"{name}.yaml"))
    assert config.num_processes == 8 and config.mixed_precision == "no"


def test_help_needs_no_torch():
    code = "import sys; from argen.cli import main\ntry: main(['train-ard', '--help'])\nexcept SystemExit: pass\n"
    code += "assert not {'torch', 'trl', 'transformers'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "--config" in done.stdout, done.stderr
