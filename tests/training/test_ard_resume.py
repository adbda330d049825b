"""A training that is killed at random moments and started again ends with the bits of one that never was.

Processes are really killed (SIGKILL). They are forked from a server that has imported everything, so that a start is
cheap and each has a state of its own.
"""

import json
import multiprocessing
import random
import socket
import time

import pytest


LOSSES = ("ddpo", "grpo", "nft")
UPDATES = 4
SMALL = (
    f"max_steps={UPDATES}", "save_steps=1", "logging_steps=2", "per_device_train_batch_size=4", "num_generations=4",
    "num_inference_steps=3", "learning_rate=0.01",
)  # fmt: skip
EACH = {"ddpo": (), "grpo": ("beta=0.04", "num_iterations=2", "save_steps=2"), "nft": ("beta=0.01",)}
PRELOADED = (
    "argen.training.ard_trainer", "argen.training.ard_display", "argen.training.ard_toy", "argen.training.ard_script",
    "diffusers.models.autoencoders.autoencoder_kl_wan", "diffusers.models.transformers.transformer_wan",
    "diffusers.schedulers.scheduling_flow_match_euler_discrete", "transformers.models.umt5.modeling_umt5",
)  # fmt: skip
CODE = """
import os, sys
os.environ.update({environment!r})
sys.stdout = sys.stderr = open({log!r}, "a")
from argen.training.ard_toy import main
for words in {runs!r}:
    main(words)
"""

DRIFTING = """
import os, sys
os.environ.update({environment!r})
sys.stdout = sys.stderr = open({log!r}, "a")
from transformers import TrainerCallback
from argen.training import ard_toy
from argen.training.ard_config import ARDConfig
from argen.training.ard_script import load_ard_config
from argen.training.ard_trainer import ARDTrainer

class Drift(TrainerCallback):
    def on_step_end(self, args, state, control, **_):
        if args.process_index == 1:
            next(iter(trainer.parameters().values())).data.view(-1)[0] += 1e-6

(args,) = load_ard_config(ard_toy.CONFIG, {runs!r}[0], ARDConfig)
trainer = ARDTrainer(ard_toy.toy_pipeline(), [ard_toy.brightness], args, ard_toy.toy_prompts(), callbacks=[Drift()])
trainer.train()
"""


@pytest.fixture(scope="module")
def server():
    """A server that forks processes in which all that is heavy has been imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def start(server, folder, processes, losses=LOSSES, code=CODE):
    """Train the toy by each loss in turn, in one or more processes joined by gloo."""
    folder.mkdir(exist_ok=True)
    runs = [[*SMALL, *EACH[loss], f"loss_type={loss}", f"output_dir={folder / loss}"] for loss in losses]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started = []
    for rank in range(processes):
        environment = {"OMP_NUM_THREADS": "1"}
        if processes > 1:
            environment |= {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(processes),
                            "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}  # fmt: skip
        told = code.format(environment=environment, log=str(folder / f"log{rank}"), runs=runs)
        started.append(server.Process(target=exec, args=(told, {"__name__": "worker"})))
        started[-1].start()
    return started


def finish(started, folder):
    """Wait for processes that have to end well."""
    for process in started:
        process.join()
    assert {process.exitcode for process in started} == {0}, (folder / "log0").read_text()[-2000:]


def kill(started):
    """SIGKILL, to all at once as a machine that goes down would."""
    for process in started:
        process.kill()
    for process in started:
        process.join()


def outcome(folder):
    """All that the last checkpoint holds, without durations."""
    last = max(folder.glob("checkpoint-*"), key=lambda path: int(path.name.partition("-")[2]))
    states = {path.stem: json.loads(path.read_text()) for path in last.glob("*.json") if path.stem != "manifest"}
    log = states.pop("trainer_state")["log_history"]
    for rank in states["ranks"]:
        rank["figures"] = {k: v for k, v in rank["figures"].items() if not k.startswith("seconds/")}
    return {
        "step": last.name,
        "tensors": {path.name: path.read_bytes() for path in last.glob("*.safetensors")},
        "states": states,
        "log": [{k: v for k, v in line.items() if not k.startswith("seconds/")} for line in log],
    }


@pytest.mark.parametrize("processes", [1, 2])
def test_killed_at_random_moments_it_ends_with_the_same_bits(server, tmp_path, processes):
    rng = random.Random(processes)
    finish(start(server, tmp_path / "straight", processes), tmp_path / "straight")
    killed, kills = tmp_path / "killed", 0
    for loss in LOSSES:
        first = killed / loss / f"checkpoint-{rng.choice([1, 2]) * (2 if loss == 'grpo' else 1)}"
        running = start(server, killed, processes, (loss,))
        while not first.exists() and all(process.is_alive() for process in running):
            time.sleep(0.002)
        time.sleep(rng.uniform(0.0, 0.3))
        kills += any(process.is_alive() for process in running)
        kill(running)
    assert kills, "every run had ended before it was killed"
    finish(start(server, killed, processes), killed)
    kinds = {path.suffix for path in killed.rglob("*") if path.is_file() and path.parent != killed}
    assert kinds == {".safetensors", ".json"}, "nothing is pickled"
    for loss in LOSSES:
        straight, resumed = outcome(tmp_path / "straight" / loss), outcome(killed / loss)
        assert straight["step"] == f"checkpoint-{UPDATES}" and "average.safetensors" in straight["tensors"]
        assert set(straight["tensors"]) == set(resumed["tensors"])
        for name, content in straight["tensors"].items():
            assert content == resumed["tensors"][name], f"{loss}: {name} differs"
        assert straight["log"] == resumed["log"]
        assert straight["states"] == resumed["states"]


def test_weights_that_drift_apart_are_found_out_within_a_round(server, tmp_path):
    started = start(server, tmp_path / "run", 2, ("ddpo",), DRIFTING)
    for process in started:
        process.join()
    assert {process.exitcode for process in started} == {1}
    log = (tmp_path / "run" / "log0").read_text()
    assert "different weights before update 1" in log and not (tmp_path / "run" / "ddpo" / "checkpoint-2").exists()
