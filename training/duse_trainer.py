"""DuSETrainer on transformers.Trainer: draws, losses and scores of ours; precision, GPUs and checkpoints of theirs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState
from rich.progress import Progress
from torch.utils.data import Dataset, Sampler
from transformers import Trainer, TrainerCallback, TrainingArguments
from transformers.trainer_callback import PrinterCallback

from argen.pipelines.media.atomic import write_atomic
from argen.training.duse_clips import sample_generator
from argen.training.duse_config import DuSETrainingConfig
from argen.training.duse_heads import draw_rows, long_tail_loss, scores
from argen.training.duse_longtail import LONG_TAIL, balanced_weights, class_counts
from argen.training.duse_tokens import TokenBank
from argen.training.supervised_results import sync


COMPLETE = "complete"  # the mark of a checkpoint that is whole


class Visits(Sampler):
    """Every draw of a whole training: number `k * count + row` for the k-th draw, so that a sample depends on it alone.

    One long epoch: a resumed run skips what was drawn, and no state of a sampler has to be saved.
    """

    def __init__(self, count: int, wanted: int, weights: torch.Tensor | None, seed: int) -> None:
        rows = draw_rows(count, wanted, weights, torch.Generator().manual_seed(seed))
        self.visits = (torch.arange(wanted) * count + rows).tolist()

    def __iter__(self) -> Iterator[int]:
        return iter(self.visits)

    def __len__(self) -> int:
        return len(self.visits)


class TokenClips(Dataset):
    """Batches of cached tokens by visit; `altered` picks a view by (seed, visit), else it is the plain one."""

    def __init__(self, bank: TokenBank, seed: int, altered: bool = False) -> None:
        self.bank, self.seed, self.altered = bank, seed, altered

    def __len__(self) -> int:
        return len(self.bank)

    def __getitem__(self, visit: int) -> dict[str, torch.Tensor]:
        return {name: value[0] for name, value in self.__getitems__([visit]).items()}

    def __getitems__(self, visits: list[int]) -> dict[str, torch.Tensor]:
        """A whole batch `{"tokens": (b, t, k, c), "labels": (b,)}`: torch's data loader prefers this."""
        rows = torch.tensor(visits) % len(self.bank)
        variants = [self._variant(visit) if self.altered else 0 for visit in visits]
        return {"tokens": self.bank.view(rows, torch.tensor(variants)), "labels": self.bank.labels[rows]}

    def _variant(self, visit: int) -> int:
        return int(torch.randint(self.bank.tokens.shape[1], (), generator=sample_generator(self.seed, visit)))


def collate(batch: Any) -> dict[str, torch.Tensor]:
    """A batch that is one already, or clips stacked to one."""
    return batch if isinstance(batch, dict) else {name: torch.stack([one[name] for one in batch]) for name in batch[0]}


class Complete(TrainerCallback):
    """Marks a checkpoint once all of it is on disk, so that a kill never leaves half of one to go on from."""

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Sync what the trainer wrote, then write the mark."""
        folder = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        PartialState().wait_for_everyone()
        if state.is_world_process_zero:
            sync(folder)
            write_atomic(folder / COMPLETE, "")


class Bar(TrainerCallback):
    """A rich progress bar in place of the trainer's own."""

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Open it at the step where the training begins."""
        self.progress = Progress(disable=not state.is_world_process_zero)
        self.progress.start()
        self.task = self.progress.add_task("training DuSE", total=state.max_steps, completed=state.global_step)

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """One step on."""
        self.progress.update(self.task, completed=state.global_step)

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Close it."""
        self.progress.stop()


def training_arguments(config: DuSETrainingConfig) -> TrainingArguments:
    """The trainer's arguments for a configuration; ValueError for a precision that this machine does not have."""
    if config.mixed_precision != "no" and not torch.accelerator.is_available():
        raise ValueError(
            f"`mixed_precision` is {config.mixed_precision!r}, and this machine has no accelerator: set mixed_precision=no."
        )
    return TrainingArguments(
        output_dir=str(Path(config.output) / "checkpoints"),
        max_steps=config.steps,
        per_device_train_batch_size=config.batch_size,
        per_device_eval_batch_size=config.batch_size,
        learning_rate=config.learning_rate,
        weight_decay=config.weight_decay,
        warmup_steps=config.warmup_steps,
        lr_scheduler_type="cosine_with_min_lr",
        lr_scheduler_kwargs={"min_lr_rate": 0.01},
        fp16=config.mixed_precision == "fp16",
        bf16=config.mixed_precision == "bf16",
        save_steps=config.checkpoint_steps,
        save_total_limit=2,
        logging_steps=config.checkpoint_steps,
        seed=config.seed,
        remove_unused_columns=False,
        disable_tqdm=True,
        dataloader_pin_memory=torch.accelerator.is_available(),
        report_to="none",
    )


class DuSETrainer(Trainer):
    """Trainer whose draws and loss are those of `config.long_tail`; `labels` `(n,)` are the training clips'."""

    def __init__(self, config: DuSETrainingConfig, labels: torch.Tensor, **kwargs: Any) -> None:
        self.duse_config, self.clip_labels = config, labels
        super().__init__(
            data_collator=collate, compute_metrics=compute_metrics, callbacks=[Bar(), Complete()], **kwargs
        )
        self.remove_callback(PrinterCallback)
        self.counts = class_counts(labels, self.plain_model().config.num_labels)

    def plain_model(self) -> Any:
        """The model without what accelerate wraps around it."""
        return self.accelerator.unwrap_model(self.model)

    def _get_train_sampler(self, train_dataset: Dataset | None = None) -> Visits:
        option = LONG_TAIL[self.duse_config.long_tail]
        weights = balanced_weights(self.clip_labels, len(self.counts)) if option.balanced else None
        wanted = self.args.max_steps * self.args.train_batch_size * self.args.world_size
        return Visits(len(self.clip_labels), wanted, weights, self.args.seed)

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        """The model's loss with the long-tail option's in place of its cross-entropy."""
        output = model(**inputs)
        logits, progress = output.logits.float(), self.state.global_step / self.args.max_steps
        output.logits = logits
        loss = long_tail_loss(
            output, inputs["labels"], self.duse_config.long_tail, self.counts.to(logits.device), progress
        )
        return (loss, output) if return_outputs else loss

    def prediction_step(
        self, model: Any, inputs: dict[str, Any], prediction_loss_only: bool, ignore_keys: list[str] | None = None
    ) -> tuple[Any, Any, Any]:
        """Loss, logits and labels of a batch: nothing else that a model returns is gathered."""
        inputs = self._prepare_inputs(inputs)
        with torch.no_grad():
            output = model(**inputs)
        return output.loss.mean(), output.logits.float(), inputs["labels"]


def compute_metrics(prediction: Any) -> dict[str, Any]:
    """WAR, UAR, recalls and the confusion matrix."""
    return scores(prediction.predictions, prediction.label_ids)
