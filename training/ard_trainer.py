"""ARDTrainer: reinforcement learning of Wan image-to-video pipelines on TRL's base (arXiv 2604.12255 names it; design is ours).

`ARDTrainer(pipe, [reward, ...], ARDConfig(...), prompts).train()`. Rewards follow TRL's protocol, see
`argen.training.rewards`. How it goes on after a kill: see `ResumableTrainer`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from accelerate.utils import gather_object
from transformers import TrainerCallback
from transformers.trainer_callback import PrinterCallback

from argen.pipelines.argen.pipeline_argen import ARGenPipeline
from argen.training.ard_adapter import prepare_transformer, save_policy
from argen.training.ard_conditions import ConditionBank
from argen.training.ard_config import ARDConfig, frozen_settings
from argen.training.ard_prompts import prompts_digest
from argen.training.ard_resume import ResumableTrainer
from argen.training.ard_rollout import SampleKey, decode, roll_out
from argen.training.ard_round import Batch, RoundMaker, rollout_settings
from argen.training.ard_sampler import RoundSampler
from argen.training.ard_update import UPDATES, Learning, PolicyModule
from argen.training.ard_upkeep import AVERAGE, OLD, Upkeep
from argen.training.ard_weights import copy_of, exchanged, fingerprint, whole
from argen.training.duse_tokens import weights_digest
from argen.training.rewards.scoring import Scoring


NEEDED = ("prompt", "image", "action_units", "prompt_id")  # columns of the prompts


class ARDTrainer(ResumableTrainer):
    """Improves a pipeline's transformer by rewards on its clips: `loss_type` ddpo, grpo or nft, LoRA or all weights.

    Args:
        model: an ARGenPipeline (or a Wan pipeline loaded as one), whose transformer is changed in place.
        reward_funcs: callables `f(prompts, completions, **columns, trainer_state, log_metric) -> list[float | None]` with
            `completions` frames `(n, F, 3, h, w)` in 0..1 on the policy's device.
        train_dataset: rows with `prompt`, `image`, `action_units`, `prompt_id`; other columns reach the rewards too.
        eval_dataset: held-out rows, of which pictures are drawn.
        judge: as a reward, but never learned from; see `ARDConfig.judge_window`.
        callbacks, optimizers: as in transformers.

    While it trains it is checked that the ratio is 1 before a round's first update, that all processes have the same
    weights, and that rewards and loss are finite.

    Raises:
        ValueError: settings, prompts and rewards that do not fit. RuntimeError, while training: one of these checks.
    """

    _tag_names = ["argen", "ard", "reinforcement-learning", "image-to-video", "lora"]  # noqa: RUF012  (as TRL has it)
    _name = "ARD"

    def __init__(
        self,
        model: ARGenPipeline,
        reward_funcs: Sequence[Callable[..., Any]],
        args: ARDConfig,
        train_dataset: Any,
        eval_dataset: Any = None,
        judge: Callable[..., Any] | None = None,
        callbacks: list[TrainerCallback] | None = None,
        optimizers: tuple[Any, Any] = (None, None),
    ) -> None:
        missing = [name for name in NEEDED if name not in train_dataset.column_names]
        if missing:
            raise ValueError(f"`train_dataset` has no column `{missing[0]}`; it needs {', '.join(NEEDED)}.")
        self.pipe = model
        self.scoring = Scoring(reward_funcs, args.on_reward_error)
        self.judging = None if judge is None else Scoring([judge], args.on_reward_error)
        self.sampler = RoundSampler(
            train_dataset,
            args.group_size,
            args.samples_per_process * args.world_size // args.group_size,
            args.rounds,
            args.num_iterations * args.slices,
            args.seed if args.shuffle_dataset else None,
        )
        self.base_digest = weights_digest(model.denoiser)
        prepare_transformer(model, args)
        self.copies, self.figures, self.micro_step = {}, {}, 0
        self._reference: dict[str, torch.Tensor] | None = None
        self._batches: list[Batch] = []
        own: Any = self
        super().__init__(
            model=PolicyModule(model.transformer),
            args=args,
            data_collator=list,
            train_dataset=train_dataset,
            eval_dataset=eval_dataset,
            callbacks=[Upkeep(own), *(callbacks or [])],
            optimizers=optimizers,
        )
        self.remove_callback(PrinterCallback)
        model.to(args.device)
        settings = rollout_settings(model, args, args.num_inference_steps)
        size = settings.height, settings.width, settings.num_frames
        self.bank = ConditionBank(model, *size, settings.scales(model), args.cache_dir)
        self.rounds = RoundMaker(
            model,
            self.bank,
            args,
            self.accelerator,
            self.scoring,
            self.judging,
            lambda *progress: self.report(*progress),
        )
        self.learning = Learning(model, args, settings, self.under_frozen, self.under_old)

    def report(self, what: str, share: float) -> None:
        """Told what is being done and which share of it; a display replaces it."""

    def settings(self) -> dict[str, Any]:
        """See `ResumableTrainer`."""
        return frozen_settings(self.args) | {
            "model": self.base_digest,
            "prompts": prompts_digest(self.train_dataset),
            "rewards": list(self.scoring.names),
            "judge": None if self.judging is None else list(self.judging.names),
            "processes": self.args.world_size,
        }

    def kept_state(self) -> dict[str, Any]:
        """See `ResumableTrainer`."""
        return self.rounds.state_dict()

    def take_state(self, state: Mapping[str, Any]) -> None:
        """See `ResumableTrainer`."""
        self.rounds.load_state_dict(state)

    def begin(self) -> None:
        """See `ResumableTrainer`; does nothing the second time."""
        if self.copies or self._reference is not None:
            return
        parameters = self.parameters()
        wanted = {AVERAGE: self.args.ema_decay > 0, OLD: self.args.loss_type == "nft"}
        self.copies = {name: copy_of(parameters) for name, is_wanted in wanted.items() if is_wanted}
        if self.args.beta > 0 and self.args.lora_rank == 0:
            self._reference = copy_of(parameters)

    def run_policy(self, run: Callable[[Any], Any]) -> Any:
        """`run(transformer)`, through what accelerate wrapped around it."""
        wrapped: Any = self.model_wrapped
        return wrapped(run)

    @torch.no_grad()
    def under_frozen(self, run: Callable[[Any], Any]) -> Any:
        """`run(transformer)` with the weights before any training: without LoRA, or with a copy of all of them."""
        if self.args.lora_rank == 0:
            with exchanged(self.parameters(), self._reference):
                return self.run_policy(run)

        def without_lora(transformer: Any) -> Any:
            transformer.disable_adapters()
            try:
                return run(transformer)
            finally:
                transformer.enable_adapters()

        return self.run_policy(without_lora)

    @torch.no_grad()
    def under_old(self, run: Callable[[Any], Any]) -> Any:
        """`run(transformer)` with the weights that sample: nft's old policy, else the present one."""
        with exchanged(self.parameters(), self.copies.get(OLD)):
            return self.run_policy(run)

    @torch.no_grad()
    def show(self, rows: list[dict[str, Any]]) -> torch.Tensor:
        """Clips `(n, F, 3, h, w)` on the CPU of some prompts by the published weights, without noise in their steps.

        Their noise is always the same. All processes have to call it.
        """
        conditions, settings = self.bank(rows), self.learning.settings
        keys = [SampleKey(self.args.seed, row["prompt_id"], 0) for row in rows]
        with exchanged(self.parameters(), self.copies.get(AVERAGE)):
            rollout = self.run_policy(lambda model: roll_out(self.pipe, conditions, keys, settings, range(0), model))
        return decode(self.pipe, rollout.x0, conditions, self.args.rollout_batch_size).clamp(0, 1).cpu()

    def _send_telemetry(self) -> None:
        """TRL's own reads a language model's config; nothing is sent."""

    def _set_signature_columns_if_needed(self) -> None:
        self._signature_columns = list(self.train_dataset.column_names)  # pyright: ignore

    def _get_train_sampler(self, train_dataset: Any = None) -> RoundSampler:
        return self.sampler

    def get_train_dataloader(self) -> Any:
        """Batches of a round's rows; each is handed out once for every slice of the round."""
        return self._get_dataloader(
            dataset=self.train_dataset,  # pyright: ignore
            description="Training",
            batch_size=self.args.samples_per_process,
            sampler_fn=self._get_train_sampler,
            is_training=True,
        )

    def _prepare_inputs(self, inputs: Any) -> Batch:  # pyright: ignore[reportIncompatibleMethodOverride]
        number, place = divmod(self.micro_step, self.args.slices * self.args.num_iterations)
        if place == 0:
            self._batches = self._round(inputs, number)
        return self._batches[place % self.args.slices]

    def _round(self, rows: list[dict[str, Any]], number: int) -> list[Batch]:
        """A new round, shuffled by (seed, round, process) and cut into slices."""
        self._check_equal_weights()
        passed = number // self.sampler.rounds_per_pass
        policy: Any = self.model
        policy.eval()
        batch, figures = self.rounds.make(self.under_old, rows, number, passed, self.state)
        policy.train()
        for name, value in figures.items():
            self._note(name, value)
        seed = (self.args.seed * 1_000_003 + number) * 1009 + self.args.process_index
        order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed)).tolist()
        size = self.args.per_device_train_batch_size
        return [batch.pick(order[first : first + size]) for first in range(0, len(rows), size)]

    def compute_loss(  # pyright: ignore[reportIncompatibleMethodOverride]  (there are no outputs to return)
        self, model: Any, inputs: Batch, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> torch.Tensor:
        """The loss of a slice; see `UPDATES`."""
        place = self.micro_step % (self.args.slices * self.args.num_iterations)
        visit = str(place // self.args.slices)
        update = UPDATES[self.args.loss_type]
        loss, found = update(model, inputs, self.bank(inputs.rows), self.learning, visit)
        figures = {name: float(value) for name, value in found.items()}
        if not math.isfinite(float(loss.detach())):
            raise RuntimeError(
                f"The loss of update {self.state.global_step} is {float(loss.detach())}. Lower `learning_rate`; the last "
                "checkpoint is untouched."
            )
        first = place < self.args.gradient_accumulation_steps
        if first and figures.get("ratio_spread", 0.0) > self.args.ratio_tolerance:
            raise RuntimeError(
                f"Before the first update of a round the ratio is 1 by definition, but it is off by "
                f"{figures['ratio_spread']:.3g} (`ratio_tolerance` {self.args.ratio_tolerance:g}): rollout and loss do not "
                "see the same policy. Dropout, half precision or a changed transformer are the usual reasons."
            )
        for name, value in figures.items():
            self._note(name, value)
        if first and "ratio_spread" in figures:
            self._note("first_ratio_spread", figures["ratio_spread"])
        self.micro_step += 1
        return loss

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        """Add the figures since the last line, averaged over processes and updates."""
        joined: dict[str, list[float]] = {}
        for figures in gather_object([self.figures]):
            for name, values in figures.items():
                joined.setdefault(name, []).extend(values)
        self.figures = {}
        super().log(logs | {name: math.fsum(values) / len(values) for name, values in joined.items()}, start_time)

    def save_model(self, output_dir: str | None = None, _internal_call: bool = False) -> None:
        """Write the averaged weights: a LoRA for `pipe.load_lora_weights(output_dir)`, or `transformer/`."""
        weights = whole(self.copies.get(AVERAGE, self.parameters()))
        if self.is_world_process_zero():
            save_policy(self.pipe, weights, self.args, Path(output_dir or self.args.output_dir))
        self.accelerator.wait_for_everyone()
        if self.args.push_to_hub and not _internal_call:
            self.push_to_hub(commit_message="Model save", revision=self.args.hub_revision)

    def create_model_card(
        self, model_name: str | None = None, dataset_name: str | None = None, tags: str | list[str] | None = None
    ) -> None:
        """Write `README.md` and the curves that it shows into `output_dir`."""
        from argen.training.ard_card import write_card

        if self.is_world_process_zero():
            more = [tags] if isinstance(tags, str) else tags or []
            trainer: Any = self
            write_card(trainer, model_name or Path(self.args.output_dir).name, dataset_name, [*self._tag_names, *more])

    def _note(self, name: str, value: float) -> None:
        self.figures.setdefault(name, []).append(value)

    def _check_equal_weights(self) -> None:
        """DDP keeps the weights of all processes equal; where it was set up wrongly they drift apart in silence."""
        if self.args.world_size == 1 or self.is_fsdp_enabled:
            return
        found = self.accelerator.gather(fingerprint(self.parameters())[None].contiguous())
        if not bool((found == found[:1]).all()):
            raise RuntimeError(
                f"The processes have different weights before update {self.state.global_step}: their gradients were not "
                "shared. Start the run by `accelerate launch`, and do not call the transformer outside the trainer."
            )
