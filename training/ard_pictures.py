"""The same few prompts again and again while a policy trains, so that a person sees what its rewards do to the clips."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from transformers import TrainerCallback

from argen.pipelines.media.sheet import contact_sheet, save_sheet
from argen.training.ard_curves import draw_series, series_of


if TYPE_CHECKING:
    from argen.training.ard_trainer import ARDTrainer


FOLDER, OVER_TIME, CURVES = "pictures", "over_time.png", "curves.png"
SHOWN = 4  # prompts
MOMENT = 0.6  # share of a clip at which its expression is near its apex


def chosen_rows(dataset: Any, count: int = SHOWN) -> list[dict[str, Any]]:
    """Rows spread evenly over a dataset, fewer where it is smaller."""
    count = min(count, len(dataset))
    return [dataset[round(k * (len(dataset) - 1) / max(count - 1, 1))] for k in range(count)]


class Pictures(TrainerCallback):
    """Draws `pictures/` in `output_dir` every `picture_steps` updates and before the first one.

    `step-<update>.png` has the clips of an update, `over_time.png` one frame of each prompt over the updates,
    `curves.png` the figures. Prompts are held-out ones where the trainer has any.
    """

    def __init__(self, trainer: "ARDTrainer") -> None:
        self.trainer = trainer
        held_out: Any = trainer.eval_dataset
        self.rows = chosen_rows(held_out if held_out is not None and len(held_out) else trainer.train_dataset)
        self.folder = Path(trainer.args.output_dir) / FOLDER

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The clips before any training."""
        if args.picture_steps is not None and state.global_step == 0:
            self.draw(0)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The clips of an update whose turn it is."""
        if args.picture_steps is not None and state.global_step % args.picture_steps == 0:
            self.draw(state.global_step)

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The curves of the whole training."""
        if state.is_world_process_zero:
            save_curves(self.trainer, Path(args.output_dir) / CURVES)

    def draw(self, step: int) -> None:
        """Write the pictures of an update; all processes have to call it."""
        clips = self.trainer.show(self.rows)
        if not self.trainer.is_world_process_zero():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        clips = clips.permute(0, 1, 3, 4, 2).numpy()
        names = [str(row["prompt_id"]) for row in self.rows]
        save_sheet(contact_sheet(list(clips), names, title=f"update {step}"), self.folder / f"step-{step:06d}.png")
        moment = round(MOMENT * (clips.shape[1] - 1))
        strip = np.concatenate([(clip[moment] * 255).round().astype(np.uint8) for clip in clips])
        save_sheet(Image.fromarray(strip), self.folder / f"strip-{step:06d}.png")
        save_sheet(self.over_time(step, names), self.folder / OVER_TIME)
        save_curves(self.trainer, Path(self.trainer.args.output_dir) / CURVES)

    def over_time(self, until: int, names: list[str]) -> Image.Image:
        """A row per prompt, a column per drawn update up to `until`."""
        strips = {int(path.stem.partition("-")[2]): path for path in sorted(self.folder.glob("strip-*.png"))}
        steps = [step for step in strips if step <= until]
        columns = [np.asarray(Image.open(strips[step]).convert("RGB")) for step in steps]
        rows = [np.stack(parts) for parts in zip(*(np.split(column, len(names)) for column in columns), strict=True)]
        return contact_sheet(rows, names, [str(step) for step in steps], title="the same prompts over the updates")


def save_curves(trainer: "ARDTrainer", path: Path) -> None:
    """Draw what was logged so far, if anything was."""
    series = series_of(trainer.state.log_history, trainer.scoring.names)
    if series:
        save_sheet(draw_series(series), path)
