"""What a person sees while a dataset is built: a bar per class, the pace, and where the time goes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Self, TypeVar


if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

T = TypeVar("T")


class BuildProgress:
    """Bars of a build, as a context; `update` after each group.

    Args:
        console: where they are drawn.
        planned: clips by emotion.
        done: clips that were there before, which count for the bars and not for the pace.
    """

    def __init__(self, console: "Console", planned: Mapping[str, int], done: Mapping[str, int]) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(elapsed_when_finished=True), console=console,
        )  # fmt: skip
        self.bars = {
            name: self.progress.add_task(name, total=count, completed=done.get(name, 0), note="")
            for name, count in planned.items()
            if count
        }
        self.all = self.progress.add_task("clips", total=sum(planned.values()), completed=sum(done.values()), note="")
        self.before, self.began = sum(done.values()), perf_counter()

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def update(self, kept: Counter[str], tries: Counter[str], seconds: Counter[str]) -> None:
        """Show what is there now."""
        for name, bar in self.bars.items():
            self.progress.update(bar, completed=kept[name], note=f"{share(kept[name], tries[name])} pass")
        pace = (kept.total() - self.before) / max(1e-9, perf_counter() - self.began)
        note = f"{pace:.2f}/s  {time_shares(seconds)}"
        self.progress.update(self.all, completed=kept.total(), note=note)


def share(part: float, whole: float) -> str:
    """A part in percent, a dash of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "-"


def time_shares(seconds: Mapping[str, float]) -> str:
    """'generate 84 %  measure 15 %', stages of half a percent or more."""
    total = sum(seconds.values())
    return "  ".join(f"{name} {share(one, total)}" for name, one in seconds.items() if one >= 0.005 * total > 0)


def tracked(items: Iterable[T], what: str, total: int, console: "Console") -> Iterator[T]:
    """The items, with a bar that goes when it is full."""
    from rich.progress import track

    yield from track(items, what, total=total, console=console, transient=True)


def summary(planned: Mapping[str, int], kept: Counter[str], tries: Counter[str]) -> "Table":
    """Clips, tries and acceptance by class."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column in ("", "clips", "made", "pass"):
        table.add_column(column, justify="left" if not column else "right")
    for name, count in planned.items():
        table.add_row(name, str(count), str(tries[name]), share(kept[name], tries[name]))
    table.add_row("all", str(sum(planned.values())), str(tries.total()), share(kept.total(), tries.total()))
    return table
