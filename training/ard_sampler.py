"""Which prompts a round asks for: TRL's RepeatSampler over the whole training as one pass, so that a resumed run needs no state."""

from collections.abc import Iterator
from typing import Any

import torch
from trl.trainer.utils import RepeatSampler


class RoundSampler(RepeatSampler):
    """Every draw of a whole training, in rounds of `prompts` prompts with `generations` clips each (our design).

    TRL's own sampler draws each epoch's order from one generator, which a resumed run finds at its beginning: it would
    replay the first epoch. Here the order of a pass over the prompts depends on (seed, pass) alone, and there is one epoch.

    Args:
        data_source: the prompts; a pass leaves out those that do not fill a round, others each time.
        generations: clips of a prompt. prompts: of a round. rounds: of the training. repeats: how often a round's rows
            are handed out, once for each slice of it that is learned from.
        seed: of the order; None keeps the dataset's own.

    Raises:
        ValueError: fewer prompts than a round takes.
    """

    def __init__(
        self, data_source: Any, generations: int, prompts: int, rounds: int, repeats: int, seed: int | None
    ) -> None:
        super().__init__(data_source, generations, prompts, repeats, shuffle=False)
        if len(data_source) < prompts:
            raise ValueError(
                f"`train_dataset` has {len(data_source)} prompts, a round takes {prompts} "
                "(`generation_batch_size` / `num_generations`). Give more prompts, or smaller batches."
            )
        self.rounds, self.order_seed = rounds, seed

    @property
    def rounds_per_pass(self) -> int:
        """Rounds until the prompts begin again."""
        return len(self.data_source) // self.batch_size

    def round_prompts(self, number: int) -> list[int]:
        """Rows of the prompts of a round, from 0."""
        passed, place = divmod(number, self.rounds_per_pass)
        order = torch.arange(len(self.data_source))
        if self.order_seed is not None:
            generator = torch.Generator().manual_seed(self.order_seed * 1_000_003 + passed)
            order = torch.randperm(len(self.data_source), generator=generator)
        return order[place * self.batch_size : (place + 1) * self.batch_size].tolist()

    def __iter__(self) -> Iterator[int]:  # pyright: ignore[reportIncompatibleMethodOverride]  (TRL's has no type)
        for number in range(self.rounds):
            rows = [row for row in self.round_prompts(number) for _ in range(self.mini_repeat_count)]
            for _ in range(self.repeat_count):
                yield from rows

    def __len__(self) -> int:
        return self.rounds * self.batch_size * self.mini_repeat_count * self.repeat_count
