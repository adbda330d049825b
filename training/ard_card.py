"""The model card of a trained policy: what it is, how to use it, what rewards and judge did, and from which settings."""

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huggingface_hub import ModelCardData

from argen.pipelines.media.atomic import write_atomic
from argen.pipelines.model_folder import OUR_NAMESPACE
from argen.training.ard_curves import series_of
from argen.training.ard_pictures import CURVES, FOLDER, OVER_TIME, save_curves


if TYPE_CHECKING:
    from argen.training.ard_trainer import ARDTrainer


TOLD = (
    "loss_type", "learning_rate", "lr_scheduler_type", "max_steps", "num_generations", "generation_batch_size",
    "num_iterations", "num_inference_steps", "group_steps", "noise_level", "window_size", "window_rounds", "epsilon",
    "beta", "guidance_scale", "au_guidance_scale", "multi_objective_aggregation", "reward_weights", "veto_reward",
    "veto_below", "lora_rank", "lora_alpha", "lora_targets", "ema_decay", "seed",
)  # fmt: skip
PAPERS = {
    "ddpo": "DDPO (arXiv 2305.13301)",
    "grpo": "Flow-GRPO (arXiv 2505.05470)",
    "nft": "DiffusionNFT (arXiv 2509.16117)",
}


def write_card(trainer: "ARDTrainer", model_name: str, dataset_name: str | None, tags: list[str]) -> Path:
    """Write `README.md`, and `curves.png` where something was logged, into the trainer's `output_dir`."""
    output = Path(trainer.args.output_dir)
    output.mkdir(parents=True, exist_ok=True)
    save_curves(trainer, output / CURVES)
    base = base_model(trainer.pipe)
    front = ModelCardData(
        base_model=base,
        library_name="diffusers",
        pipeline_tag="image-to-video",
        license="apache-2.0",
        tags=sorted({*tags, trainer.args.loss_type}),
        datasets=dataset_name,
    )
    parts = [f"---\n{front.to_yaml()}\n---", f"# {model_name}", _lead(trainer, base), _use(trainer, model_name, base)]
    parts += ["## What the training did", _figures(trainer), *_pictures(output), "## Settings", _settings(trainer)]
    return write_atomic(output / "README.md", "\n\n".join(parts) + "\n")


def base_model(pipe: Any) -> str | None:
    """The Hub id or folder that a pipeline was loaded from, of our copies the id; None for one made in memory."""
    name = pipe.config.get("_name_or_path", "")
    folder = Path(name)
    return f"{OUR_NAMESPACE}/{folder.name}" if folder.parent == Path(str(files("argen.release"))) else name or None


def _lead(trainer: "ARDTrainer", base: str | None) -> str:
    args = trainer.args
    what = f"A LoRA of rank {args.lora_rank}" if args.lora_rank else "All weights of the transformer"
    rewards = ", ".join(f"`{name}`" for name in trainer.scoring.names)
    lead = (
        f"{what} for {f'`{base}`' if base else 'a pipeline made in memory'}, trained by reinforcement learning with "
        f"{PAPERS[args.loss_type]} on {len(trainer.sampler.data_source)} prompts to raise the rewards {rewards}."
    )
    if trainer.rounds.stopped is None:
        return lead
    return (
        f"{lead}\n\nThe held-out judge ended the run at update {trainer.state.global_step}: {trainer.rounds.stopped}."
    )


def _use(trainer: "ARDTrainer", model_name: str, base: str | None) -> str:
    name = trainer.args.hub_model_id or model_name
    loaded = f'pipe = ARGenPipeline.from_pretrained("{base or "BASE"}")\npipe.load_lora_weights("{name}")'
    if not trainer.args.lora_rank:
        loaded = (
            f'transformer = WanTransformer3DModel.from_pretrained("{name}", subfolder="transformer")\n'
            f'pipe = ARGenPipeline.from_pretrained("{base or "BASE"}", transformer=transformer)'
        )
    also = "" if trainer.args.lora_rank else "from diffusers import WanTransformer3DModel\n"
    return (
        f"## Use\n\n```python\n{also}from argen.pipelines.argen.pipeline_argen import ARGenPipeline\n\n{loaded}\n"
        'clip = pipe(image, emotion="happiness", guidance_scale=1.0).frames[0]\n```'
    )


def _figures(trainer: "ARDTrainer") -> str:
    series = series_of(trainer.state.log_history, trainer.scoring.names)
    lines = ["| figure | first | last fifth |", "|---|---|---|"]
    for name, points in series.items():
        values = [value for _, value in points]
        end = values[-max(1, len(values) // 5) :]
        shown = name.removeprefix("rewards/").removesuffix("/mean")
        lines.append(f"| {shown} | {values[0]:.4g} | {sum(end) / len(end):.4g} |")
    return "\n".join(lines)


def _pictures(output: Path) -> list[str]:
    shown = {
        CURVES: "rewards, judge and checks over the updates",
        f"{FOLDER}/{OVER_TIME}": "the same prompts over time",
    }
    return [f"![{text}]({name})" for name, text in shown.items() if (output / name).is_file()]


def _settings(trainer: "ARDTrainer") -> str:
    told = {name: trainer.args.to_dict()[name] for name in TOLD}
    return f"```json\n{json.dumps(told, indent=1)}\n```"
