"""A trainer that goes on where it was killed, with the same bits: transformers' loop with our checkpoints (our design).

Everything that decides what comes next is in a checkpoint: weights, their averages, the optimiser, the random numbers of
each process, the cursor of the prompts (the update's number), reward statistics, and the log up to its unwritten part.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from accelerate.utils import gather_object
from trl.trainer.base_trainer import _BaseTrainer

from argen.training.ard_checkpoint import (
    STATE,
    check_same,
    last_checkpoint,
    random_state,
    read_checkpoint,
    restore_random_state,
    write_checkpoint,
)
from argen.training.ard_config import ARDConfig
from argen.training.ard_weights import fill, fill_optimizer, optimizer_tensors, trained, whole


class ResumableTrainer(_BaseTrainer, ABC):
    """The half of `ARDTrainer` that stores and takes up a training.

    A subclass sets `copies` (further sets of weights by name, such as the average), `figures` (what the next line of the
    log is made of) and `micro_step`, and says what else it has to keep by `kept_state`.
    """

    args: ARDConfig  # pyright: ignore[reportIncompatibleVariableOverride]
    copies: dict[str, dict[str, torch.Tensor]]
    figures: dict[str, list[float]]
    micro_step: int
    _ranks: list[dict[str, Any]]
    _random: dict[str, torch.Tensor]

    @abstractmethod
    def settings(self) -> dict[str, Any]:
        """What a resumed run must not have changed; JSON."""

    @abstractmethod
    def kept_state(self) -> dict[str, Any]:
        """More to keep, equal on all processes; JSON."""

    @abstractmethod
    def take_state(self, state: Mapping[str, Any]) -> None:
        """Take what `kept_state` gave."""

    @abstractmethod
    def begin(self) -> None:
        """Make `copies` from the weights as they are before any training; called once they are where they stay."""

    def parameters(self) -> dict[str, torch.nn.Parameter]:
        """The trained parameters, by names that do not depend on how many processes there are."""
        return trained(self.accelerator.unwrap_model(self.model))

    def train(  # pyright: ignore[reportIncompatibleMethodOverride]  (the rest is handed on)
        self, resume_from_checkpoint: str | bool | None = None, **kwargs: Any
    ) -> Any:
        """Train, from the last whole checkpoint in `output_dir` where there is one.

        Args:
            resume_from_checkpoint: a checkpoint's folder; True demands that there is one, False forbids it; None goes by
                `args.resume`.

        Raises:
            ValueError: other settings than the checkpoint's, no checkpoint where one is demanded, or some where a new run
                shall begin.
        """
        output = Path(self.args.output_dir)
        wanted = self.args.resume if resume_from_checkpoint is None else resume_from_checkpoint
        folder = Path(wanted) if isinstance(wanted, str) else last_checkpoint(output)
        if folder is None and resume_from_checkpoint is True:
            raise ValueError(f"`resume_from_checkpoint` is True, but {str(output)!r} holds no whole checkpoint.")
        if folder is not None and wanted is False:
            raise ValueError(
                f"`resume` is false, but `output_dir` {str(output)!r} holds {folder.name} of an earlier run. "
                "Choose another `output_dir`, or resume it."
            )
        if folder is None:
            return super().train(**kwargs)
        check_same(read_checkpoint(folder)[1]["settings"], self.settings(), folder)
        return super().train(resume_from_checkpoint=str(folder), **kwargs)

    def _save_checkpoint(self, model: Any, trial: Any = None) -> None:
        step = self.state.global_step
        if step % self.args.updates_per_round:
            raise ValueError(
                f"A checkpoint was asked for at update {step}, in the middle of a round of "
                f"{self.args.updates_per_round} updates. A callback may set `should_save` at a round's end only."
            )
        tensors, states = self._content()
        if self.is_world_process_zero():
            write_checkpoint(Path(self.args.output_dir), step, tensors, states, self.args.save_total_limit)
        self.accelerator.wait_for_everyone()

    def _content(self) -> tuple[dict[str, dict[str, torch.Tensor]], dict[str, Any]]:
        parameters = self.parameters()
        optimizer: Any = self.optimizer
        scheduler: Any = self.lr_scheduler
        random_tensors, random_rest = random_state()
        own = {"random": random_rest, "figures": self.figures, "loss": float(self._tr_loss)}
        ranks = gather_object([(random_tensors, own)])
        tensors = {
            "weights": whole(parameters),
            "optimizer": optimizer_tensors(optimizer, parameters),
            "random": {
                f"{rank}.{name}": value for rank, (found, _) in enumerate(ranks) for name, value in found.items()
            },
            **{name: whole(copy) for name, copy in self.copies.items()},
        }
        states = {
            STATE: asdict(self.state),
            "settings": self.settings(),
            "scheduler": scheduler.state_dict(),
            "ranks": [rest for _, rest in ranks],
            "logged": self._globalstep_last_logged,
            "kept": self.kept_state(),
        }
        return tensors, states

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        """Later, with the optimiser: the weights are then where they stay."""

    def _load_scaler(self, checkpoint: str | None) -> None:
        """There is none: fp16 is refused."""

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        assert checkpoint is not None
        optimizer: Any = self.optimizer
        scheduler: Any = self.lr_scheduler
        tensors, states = read_checkpoint(Path(checkpoint))
        self.begin()
        parameters = self.parameters()
        fill(parameters, tensors["weights"])
        for name, copy in self.copies.items():
            fill(copy, tensors[name])
        fill_optimizer(optimizer, parameters, tensors["optimizer"])
        scheduler.load_state_dict(states["scheduler"])
        for group, rate in zip(optimizer.param_groups, states["scheduler"]["_last_lr"], strict=True):
            group["lr"] = rate
        self.take_state(states["kept"])
        self.state.compute_steps(self.args, self.state.max_steps)  # when to log and save may have been changed
        self.micro_step = self.state.global_step * self.args.gradient_accumulation_steps
        self._random, self._ranks, self._logged = tensors["random"], states["ranks"], states["logged"]

    def _load_rng_state(self, checkpoint: str | None) -> None:
        """Called behind all that draws random numbers before the first update."""
        rank = self.args.process_index
        own = self._ranks[rank]
        mine = {name.partition(".")[2]: value for name, value in self._random.items() if name.startswith(f"{rank}.")}
        restore_random_state(mine, own["random"])
        self.figures = own["figures"]
        self._tr_loss += own["loss"]
        self._globalstep_last_logged = self._logged
