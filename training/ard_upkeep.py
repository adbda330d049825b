"""Between two updates: the averaged weights, the policy that samples, and the end of a run that its judge stopped."""

from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback

from argen.training.ard_losses import old_policy_decay
from argen.training.ard_weights import ema_share, move_towards


if TYPE_CHECKING:
    from argen.training.ard_trainer import ARDTrainer


AVERAGE, OLD = "average", "old"  # copies of the weights


class Upkeep(TrainerCallback):
    """What happens to the copies of the weights between updates, and the end of a run that its judge stopped."""

    def __init__(self, trainer: "ARDTrainer") -> None:
        self.trainer = trainer

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The copies of a run that begins; a resumed one has them already."""
        self.trainer.begin()

    def on_optimizer_step(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The average takes in the new weights."""
        average = self.trainer.copies.get(AVERAGE)
        if average is not None:
            move_towards(average, self.trainer.parameters(), ema_share(args.ema_decay, state.global_step))

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """At a round's end the sampling policy follows, and a stopped run ends."""
        if state.global_step % args.updates_per_round:
            return
        old = self.trainer.copies.get(OLD)
        if old is not None:
            decay = old_policy_decay(state.global_step // args.updates_per_round)
            move_towards(old, self.trainer.parameters(), 1.0 - decay)
        if self.trainer.rounds.stopped is not None:
            control.should_save = control.should_training_stop = True
