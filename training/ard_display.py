"""What a person sees while a policy trains: a bar, what is being done, and a table of the figures with their course."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from transformers import TrainerCallback

from argen.training.ard_curves import Series, series_of


if TYPE_CHECKING:
    from argen.training.ard_trainer import ARDTrainer


BLOCKS = "▁▂▃▄▅▆▇█"
WIDTH = 24  # of a course, characters
SPEED = "seconds/samples_per_second"
LABELS = {
    "frac_reward_zero_std": "groups without variance",
    "frac_vetoed": "vetoed clips",
    "clip_fraction": "clipped ratios",
    "kl": "KL to the frozen policy",
    "old_distance": "distance to the old policy",
    SPEED: "clips per second",
}


def course(values: Sequence[float], width: int = WIDTH) -> str:
    """A line of blocks from the lowest to the highest value; means of neighbours where there are more than `width`."""
    if not values:
        return ""
    count = min(width, len(values))
    cuts = [round(k * len(values) / count) for k in range(count + 1)]
    means = [sum(values[a:b]) / (b - a) for a, b in pairwise(cuts)]
    low, high = min(means), max(means)
    scale = (len(BLOCKS) - 1) / (high - low) if high > low else 0.0
    return "".join(BLOCKS[round((mean - low) * scale)] for mean in means)


def figures_table(series: Series, stopped: str | None = None) -> Table:
    """One line per figure: now, at the start, and its course."""
    table = Table(box=None, pad_edge=False)
    for name, justify in (("", "left"), ("now", "right"), ("start", "right"), ("course", "left")):
        table.add_column(name, justify=justify)  # pyright: ignore[reportArgumentType]
    for name, points in series.items():
        values = [value for _, value in points]
        label = LABELS.get(name, name.removeprefix("rewards/").removesuffix("/mean"))
        table.add_row(label, f"{values[-1]:.4g}", f"{values[0]:.4g}", course(values))
    if stopped is not None:
        table.caption = f"stopped: {stopped}"
    return table


class Display(TrainerCallback):
    """Shows a trainer's progress on the main process; nothing of it is part of the training."""

    def __init__(self, trainer: "ARDTrainer", console: Any = None) -> None:
        self.trainer = trainer
        self.progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[doing]}"),
            console=console,
        )
        self.live = Live(console=console, refresh_per_second=2, get_renderable=self._page)

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Open the page at the update where the training begins."""
        self.task = self.progress.add_task("update", total=state.max_steps, completed=state.global_step, doing="")
        if state.is_world_process_zero:
            self.trainer.report = self._doing  # pyright: ignore[reportAttributeAccessIssue]
            self.live.start()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """One update on."""
        self.progress.update(self.task, completed=state.global_step, doing="learning")

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Leave the last page standing."""
        self.progress.update(self.task, doing="")
        self.live.stop()

    def _doing(self, what: str, share: float) -> None:
        self.progress.update(self.task, doing=f"{what} {share:.0%}" if share else what)

    def _page(self) -> Group:
        log = self.trainer.state.log_history
        series = series_of(log, self.trainer.scoring.names)
        speed = [(int(line["step"]), float(line[SPEED])) for line in log if SPEED in line]
        if speed:
            series[SPEED] = speed
        return Group(self.progress, figures_table(series, self.trainer.rounds.stopped))
