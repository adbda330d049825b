"""Reinforcement learning of a face-to-video pipeline: `argen train-ard --config FILE [key=value ...]`.

A run that was stopped goes on from its last whole checkpoint and ends with the same bits. Several GPUs:
`accelerate launch --config_file training/configs/accelerate_ddp.yaml -m argen.training.ard_train --config FILE`.
"""

import argparse
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.training.ard_config import ARDConfig
    from argen.training.ard_script import ARDScript
    from argen.training.ard_trainer import ARDTrainer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting, a list as [a, b]")


def main(args: argparse.Namespace) -> None:
    """Train; write the LoRA (or `transformer/`), pictures and the model card into `output_dir`, and push it if asked to.

    Raises:
        ValueError: a setting, a prompt, a reward's name, or a changed setting of a run that is resumed.
    """
    from argen.training.ard_script import load_ard_config

    trainer = make_trainer(*load_ard_config(args.config, args.set))
    finish(trainer, trainer.args.resume_from_checkpoint)


def make_trainer(script: "ARDScript", config: "ARDConfig") -> "ARDTrainer":
    """The trainer of a run's settings, with display and pictures."""
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.training.ard_display import Display
    from argen.training.ard_pictures import Pictures
    from argen.training.ard_prompts import load_prompts
    from argen.training.ard_round import rollout_settings
    from argen.training.ard_trainer import ARDTrainer
    from argen.training.rewards import load_judge, load_rewards

    rewards = load_rewards(script.rewards)
    judge = None if script.judge is None else load_judge(script.judge)
    pipe = ARGenPipeline.from_pretrained(script.model)
    pipe.set_progress_bar_config(disable=True)
    frames = rollout_settings(pipe, config, config.num_inference_steps).num_frames
    chosen: dict[str, Any] = {
        "emotions": script.emotions,
        "intensities": script.intensities,
        "held_out": script.held_out,
    }
    train, held_out = load_prompts(script.prompts, frames, pipe.config["default_fps"], **chosen)
    trainer = ARDTrainer(pipe, rewards, config, train, held_out, judge)
    trainer.add_callback(Display(trainer))
    trainer.add_callback(Pictures(trainer))
    return trainer


def finish(trainer: "ARDTrainer", resume_from_checkpoint: str | None = None) -> None:
    """Train to the end and publish what came out."""
    trainer.train(resume_from_checkpoint)
    trainer.save_model()
    trainer.create_model_card()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
