"""Train DuSE from rendered clips on transformers.Trainer: `python -m argen.training.duse_train --config FILE [key=value ...]`.

A run that was stopped goes on from its last checkpoint and ends with the same bits. Several GPUs: `accelerate launch -m`
the same command; `batch_size` is then that of one process.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.training.duse_config import DuSETrainingConfig, load_duse_config


if TYPE_CHECKING:
    from torch import Tensor
    from torch.utils.data import Dataset

    from argen.training.duse_arms import Kit
    from argen.training.duse_trainer import DuSETrainer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting")


def main(args: argparse.Namespace) -> None:
    """Train; write `<output>/model` (weights and processor) and `<output>/training.json` (settings, scores on the test clips).

    Raises:
        ValueError: a setting, or a folder without clips.
    """
    from argen.pipelines.media.atomic import write_atomic
    from argen.training.duse_tokens import weights_digest
    from argen.training.duse_tuning import merged
    from argen.training.supervised_results import publish

    config = load_duse_config(args.config, args.set)
    trainer = make_trainer(config)
    trainer.train(resume_from_checkpoint=last_checkpoint(Path(config.output)))
    found = trainer.evaluate()
    if trainer.is_world_process_zero():
        model = merged(trainer.plain_model())
        publish(Path(config.output) / "model", lambda folder: save(model, config, folder))
        report = {"settings": asdict(config), "weights": weights_digest(model), **found}
        write_atomic(Path(config.output) / "training.json", json.dumps(report, indent=1))


def save(model: Any, config: DuSETrainingConfig, folder: Path) -> None:
    """The model and the processor that makes its input."""
    from argen.pipelines.duse.layout_duse import Recogniser
    from argen.pipelines.duse.video_processing_duse import DuSEVideoProcessor

    names = ("size", "num_frames", "image_mean", "image_std")
    processor = DuSEVideoProcessor(**{name: vars(config)[name] for name in names})
    Recogniser(model, processor).save_pretrained(folder, half=config.half_weights)


def last_checkpoint(output: Path) -> str | None:
    """The newest whole `checkpoint-<step>` under `output/checkpoints`, or None."""
    from argen.training.duse_trainer import COMPLETE

    whole = [mark.parent for mark in (output / "checkpoints").glob(f"checkpoint-*/{COMPLETE}")]
    return str(max(whole, key=lambda folder: int(folder.name.partition("-")[2]))) if whole else None


def make_trainer(config: DuSETrainingConfig) -> "DuSETrainer":
    """A DuSE with the encoder tuned as `config.tuning` says, its clips, and the trainer of both."""
    import torch
    from accelerate import PartialState

    from argen.training.duse_arms import Kit
    from argen.training.duse_trainer import DuSETrainer, training_arguments
    from argen.training.duse_tuning import TUNING

    torch.manual_seed(config.seed)
    kit = Kit(config)
    model = TUNING[config.tuning](kit.duse(), config)
    with PartialState().main_process_first():  # one process caches the tokens
        train, labels, test = datasets(config, kit)
    args = training_arguments(config)
    return DuSETrainer(config, labels, model=model, args=args, train_dataset=train, eval_dataset=test)


def datasets(config: DuSETrainingConfig, kit: "Kit") -> tuple["Dataset", "Tensor", "Dataset"]:
    """Training clips, their labels `(n,)`, and test clips: cached tokens for a frozen encoder, pixels for the others."""
    if config.tuning == "frozen":
        from argen.training.duse_arms import banks
        from argen.training.duse_trainer import TokenClips

        train, test, _ = banks(config, kit)
        train = train.subset(kept(train.labels, config))
        return TokenClips(train, config.seed, altered=True), train.labels, TokenClips(test, config.seed)
    from argen.training.duse_clips import RenderedClips

    clips = RenderedClips(config.train, config, altered=True)
    clips.keep(kept(clips.labels, config))
    return clips, clips.labels, RenderedClips(config.test, config)


def kept(labels: "Tensor", config: DuSETrainingConfig) -> "Tensor":
    """Rows `(n,)` of the training clips that are used: all, or a long-tailed subset of `config.imbalance`."""
    import torch

    from argen.training.duse_longtail import RAREST, long_tailed_subset

    if config.imbalance is None:
        return torch.arange(len(labels))
    return long_tailed_subset(labels, config.imbalance, [EMOTIONS.index(e) for e in RAREST], config.seed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
