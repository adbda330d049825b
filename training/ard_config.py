"""ARDConfig: TRL's GRPO settings and those of a diffusion policy, from YAML or the command line by TrlParser."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from trl import GRPOConfig

from argen.training.settings import check_choice, check_not_negative, check_positive, check_share


LOSS_TYPES = ("ddpo", "grpo", "nft")
AGGREGATIONS = ("normalize_then_sum", "sum_then_normalize")
SCALES = ("group", "batch", "none")
ON_ERROR = ("stop", "drop")
OPTIONAL = ("height", "width", "num_frames", "window_size", "picture_steps", "judge_window")
# what a resumed run may have changed: places, what is shown, how much is computed at once, when it is saved
FREE = frozenset(
    [
        "output_dir",
        "logging_dir",
        "run_name",
        "report_to",
        "disable_tqdm",
        "project",
        "trackio_space_id",
        "trackio_static_space_id",
        "log_level",
        "log_level_replica",
        "log_on_each_node",
        "logging_first_step",
        "logging_strategy",
        "logging_steps",
        "save_steps",
        "save_total_limit",
        "save_strategy",
        "save_on_each_node",
        "push_to_hub",
        "hub_model_id",
        "hub_strategy",
        "hub_token",
        "hub_private_repo",
        "hub_always_push",
        "hub_revision",
        "resume_from_checkpoint",
        "resume",
        "local_rank",
        "dataloader_num_workers",
        "dataloader_prefetch_factor",
        "dataloader_persistent_workers",
        "dataloader_pin_memory",
        "picture_steps",
        "cache_dir",
        "ddp_timeout",
        "trackio_bucket_id",
    ]
)


@dataclass
class ARDConfig(GRPOConfig):
    """Settings of `ARDTrainer`; those of TRL and transformers that have a meaning here keep their names and meaning.

    An update is one optimiser step. A round is one rollout of `generation_batch_size` clips and the
    `steps_per_generation * num_iterations / gradient_accumulation_steps` updates that learn from it. Checkpoints fall
    between rounds, so that no half-used rollout has to be stored.

    Raises:
        ValueError: a value that is illegal, or that does not fit another one; it names both and what is legal.
    """

    _VALID_DICT_FIELDS: ClassVar[list[str]] = GRPOConfig._VALID_DICT_FIELDS

    output_dir: str = field(  # pyright: ignore[reportIncompatibleVariableOverride]
        default="runs/ard", metadata={"help": "Folder of checkpoints, pictures, the card and the trained weights."}
    )
    loss_type: str = field(
        default="grpo",
        metadata={"help": "ddpo: clipped ratio, running statistics per prompt. grpo: clipped ratio in groups, KL to "
                  "the frozen policy. nft: forward process, no log-probabilities."},
    )  # fmt: skip
    learning_rate: float = field(
        default=1e-4, metadata={"help": "Peak learning rate; 1e-4 suits LoRA, 1e-5 all weights."}
    )
    lr_scheduler_type: str = field(default="constant", metadata={"help": "As in transformers."})  # pyright: ignore
    bf16: bool | None = field(default=False, metadata={"help": "bfloat16 autocast; trajectories stay in float32."})
    gradient_checkpointing: bool | None = field(  # pyright: ignore[reportIncompatibleVariableOverride]
        default=None, metadata={"help": "Old name of `activation_checkpointing`: less memory, slower; off by default."}
    )
    max_steps: int = field(default=200, metadata={"help": "Updates of the whole training."})
    save_steps: float = field(default=20, metadata={"help": "Updates between two checkpoints; whole rounds."})
    save_total_limit: int | None = field(default=2, metadata={"help": "Checkpoints kept, at least 1."})
    logging_steps: float = field(default=1, metadata={"help": "Updates between two lines of the log."})
    report_to: None | str | list[str] = field(default="none", metadata={"help": "none, trackio, tensorboard, ..."})
    disable_tqdm: bool | None = field(default=True, metadata={"help": "Our own table is shown instead."})
    ddp_find_unused_parameters: bool | None = field(
        default=False, metadata={"help": "All trained weights are used in every update."}
    )
    multi_objective_aggregation: str = field(
        default="normalize_then_sum", metadata={"help": "normalize_then_sum or sum_then_normalize, as in TRL."}
    )
    epsilon: float = field(
        default=1e-3,
        metadata={"help": "Clip range of the ratio. Log-probabilities are means over the latent's dimensions, so the "
                  "useful range is far below the 0.2 of language models (Flow-GRPO: 1e-5 to 1e-3)."},
    )  # fmt: skip

    num_inference_steps: int = field(default=8, metadata={"help": "Denoising steps of a rollout."})
    group_steps: list[int] | None = field(
        default=None, metadata={"help": "Denoising steps of a group's clips in turn, such as 2 4 8, for `efficiency`."}
    )
    noise_level: float = field(
        default=0.7, metadata={"help": "Noise of the stochastic steps; sigma = level sqrt(t/(1-t))."}
    )
    window_size: int | None = field(
        default=None, metadata={"help": "Stochastic steps at once (MixGRPO); others are ODE steps. None: all of them."}
    )
    window_rounds: int = field(default=4, metadata={"help": "Rounds until the window moves on by one step."})
    same_start: bool = field(
        default=False, metadata={"help": "A group's clips begin at one noise and are walked as one up to the window."}
    )
    guidance_scale: float = field(default=1.0, metadata={"help": "Text guidance of rollout and loss; 1 is CFG-free."})
    au_guidance_scale: float = field(default=1.0, metadata={"help": "AU guidance of rollout and loss; 1 is CFG-free."})
    height: int | None = field(default=None, metadata={"help": "Pixels; None is the pipeline's own."})
    width: int | None = field(default=None, metadata={"help": "Pixels; None is the pipeline's own."})
    num_frames: int | None = field(default=None, metadata={"help": "Frames, 4k + 1; None is the pipeline's own."})
    cache_dir: str | None = field(
        default=None, metadata={"help": "Folder that keeps encoded prompts between runs; None: memory only."}
    )
    rollout_batch_size: int = field(default=16, metadata={"help": "Clips that are denoised and decoded at once."})

    lora_rank: int = field(default=16, metadata={"help": "Rank of the LoRA; 0 trains all weights of the transformer."})
    lora_alpha: float = field(default=32.0, metadata={"help": "Scale of the LoRA is alpha / rank."})
    lora_targets: list[str] = field(
        default_factory=lambda: ["to_q", "to_k", "to_v", "to_out.0"], metadata={"help": "Layers that get a LoRA."}
    )
    ema_decay: float = field(
        default=0.98, metadata={"help": "Average of the weights that is published; 0: the last ones."}
    )
    nft_beta: float = field(default=1.0, metadata={"help": "nft: how far the implicit policies lie from the old one."})
    nft_timesteps: int = field(default=2, metadata={"help": "nft: times drawn per clip and update."})

    on_reward_error: str = field(
        default="stop", metadata={"help": "stop, or drop: a failing reward's values count as missing and are logged."}
    )
    veto_reward: str | None = field(default=None, metadata={"help": "Name of the reward that can veto a clip."})
    veto_below: float = field(default=0.0, metadata={"help": "A clip whose `veto_reward` is below this is vetoed."})
    judge_window: int | None = field(
        default=None,
        metadata={"help": "Rounds over which reward and judge are compared to stop a run; None: never stop."},
    )
    ratio_tolerance: float = field(
        default=1e-3, metadata={"help": "How far the ratio may be from 1 before the first update of a round."}
    )
    picture_steps: int | None = field(
        default=None, metadata={"help": "Updates between two pictures of the same four prompts; None: no pictures."}
    )
    resume: bool = field(default=True, metadata={"help": "Go on from the last whole checkpoint in `output_dir`."})

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice(self, "loss_type", LOSS_TYPES)
        check_choice(self, "multi_objective_aggregation", AGGREGATIONS)
        check_choice(self, "scale_rewards", SCALES)
        check_choice(self, "on_reward_error", ON_ERROR)
        check_positive(
            self, "num_inference_steps", "rollout_batch_size", "lora_alpha", "window_rounds", "epsilon", "nft_beta",
            "nft_timesteps", "ratio_tolerance", "max_steps", "save_steps", "logging_steps",
        )  # fmt: skip
        check_positive(self, *(name for name in OPTIONAL if vars(self)[name] is not None))
        check_not_negative(self, "noise_level", "guidance_scale", "au_guidance_scale", "lora_rank", "beta")
        check_share(self, "ema_decay", "nft_beta")
        self._check_steps()
        self._check_rounds()

    @property
    def group_size(self) -> int:
        """Clips of one prompt in a round."""
        assert self.num_generations is not None  # checked by TRL
        return self.num_generations

    @property
    def slices(self) -> int:
        """Parts into which a process cuts a round's clips to learn from them."""
        assert self.steps_per_generation is not None  # filled by TRL
        return self.steps_per_generation

    @property
    def updates_per_round(self) -> int:
        """Optimiser steps that learn from one rollout."""
        return self.slices * self.num_iterations // self.gradient_accumulation_steps

    @property
    def rounds(self) -> int:
        """Rollouts of the whole training."""
        return self.max_steps // self.updates_per_round

    @property
    def samples_per_process(self) -> int:
        """Clips that one process samples in a round."""
        return self.per_device_train_batch_size * self.slices

    def steps_of(self, sample: int) -> int:
        """Denoising steps of the clip `sample` of its group."""
        return (
            self.num_inference_steps if self.group_steps is None else self.group_steps[sample % len(self.group_steps)]
        )

    def _check_steps(self) -> None:
        steps = [self.num_inference_steps] if self.group_steps is None else self.group_steps
        if not steps or min(steps) < 1:
            raise ValueError(f"`group_steps` is {steps}; give one or more whole numbers above 0, such as 2 4 8.")
        if self.loss_type == "nft":
            if self.same_start:
                raise ValueError(
                    "`same_start` is true: with `loss_type` nft a group would be one clip. Set it to false."
                )
            return
        if self.noise_level == 0:
            raise ValueError(
                f"`noise_level` is 0, which has no log-probabilities for `loss_type` {self.loss_type!r}. "
                "Take one above 0, such as 0.7, or loss_type nft."
            )
        most = min(steps) - 1  # the last step is never stochastic, see StochasticWindow
        if most < 1:
            raise ValueError(
                f"A rollout of {min(steps)} step has no stochastic one before its last (`num_inference_steps`, "
                "`group_steps`). Take 2 or more, or loss_type nft."
            )
        if self.window_size is None and len(set(steps)) > 1:
            raise ValueError(
                f"`group_steps` is {steps} with `window_size` None: clips would have unlike numbers of stochastic steps. "
                f"Take a window_size from 1 to {most}."
            )
        if self.window_size is not None and self.window_size > most:
            raise ValueError(
                f"`window_size` is {self.window_size}; rollouts of {min(steps)} steps have {most} before the last one. "
                f"Take 1 to {most}, or None."
            )

    def _check_rounds(self) -> None:
        used, accumulated = self.slices * self.num_iterations, self.gradient_accumulation_steps
        if used % accumulated:
            raise ValueError(
                f"`steps_per_generation` * `num_iterations` is {used}, which is no multiple of "
                f"`gradient_accumulation_steps` {accumulated}: an update would mix two rollouts."
            )
        if self.samples_per_process % self.group_size:
            raise ValueError(
                f"`per_device_train_batch_size` * `steps_per_generation` is {self.samples_per_process}, which is no "
                f"multiple of `num_generations` {self.num_generations}: a group would be split between processes."
            )
        if self.fp16:
            raise ValueError("`fp16` is true: half precision with a loss scale is not supported. Take bf16.")
        if self.save_strategy not in ("steps", "no"):
            raise ValueError(f"`save_strategy` is {str(self.save_strategy)!r}; it has to be steps or no.")
        for name in ("max_steps", "save_steps") if self.save_strategy == "steps" else ("max_steps",):
            if vars(self)[name] % self.updates_per_round:
                raise ValueError(
                    f"`{name}` is {vars(self)[name]}; a round has {self.updates_per_round} updates and checkpoints fall "
                    f"between rounds. Take a multiple of {self.updates_per_round}."
                )
        if self.save_total_limit is not None and self.save_total_limit < 1:
            raise ValueError(
                f"`save_total_limit` is {self.save_total_limit}; the last checkpoint has to stay. Take 1 or more."
            )


def frozen_settings(args: ARDConfig) -> dict[str, Any]:
    """The settings that decide a run's numbers, for the checkpoint; JSON values.

    `max_steps` is one of them only where the learning rate follows it.
    """
    free = FREE | ({"max_steps"} if args.lr_scheduler_type in ("constant", "constant_with_warmup") else set())
    return {key: value for key, value in args.to_dict().items() if key not in free}
