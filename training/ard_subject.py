"""What a benchmark or an ablation trains: the toy or a pipeline, with its prompts, rewards and settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.training.ard_config import ARDConfig
    from argen.training.ard_script import ARDScript

TOY = "toy"
TOYS = {TOY: 2, "deep-toy": 24}  # layers; the deep one's time goes into its transformer, as that of large models does
TOY_REWARDS = tuple(f"argen.training.ard_toy:{name}" for name in ("brightness", "smoothness", "contrast"))


def subject_settings(
    model: str, config: str | None, output: str, changes: Sequence[str]
) -> tuple["ARDScript", "ARDConfig"]:
    """Both halves of a training's settings, which keeps no checkpoints and resumes nothing.

    Args:
        model: one of TOYS, or a folder or Hub id. config: YAML of a training; for the toy its own if None.
        output: folder under which it works. changes: `key=value` words.

    Raises:
        ValueError: as `load_ard_config`.
    """
    from argen.training.ard_config import ARDConfig
    from argen.training.ard_script import ARDScript, load_ard_config
    from argen.training.ard_toy import CONFIG

    here = [f"output_dir={output}/work", "save_strategy=no", "resume=false", "logging_steps=1"]
    is_toy = model in TOYS
    words = [f"rewards=[{', '.join(TOY_REWARDS)}]" if is_toy else f"model={model}", *here, *changes]
    script, found = load_ard_config(config or (CONFIG if is_toy else None), words, ARDScript, ARDConfig)
    found.judge_window = None  # a run that a judge ends early cannot be compared with one that it does not
    return script, found


def subject_pipeline(model: str) -> Any:
    """A fresh pipeline without a progress bar."""
    if model in TOYS:
        from argen.training.ard_toy import toy_pipeline

        return toy_pipeline(num_layers=TOYS[model])
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    pipe = ARGenPipeline.from_pretrained(model)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def subject_prompts(model: str, script: "ARDScript", pipe: Any, num_frames: int | None = None) -> Any:
    """The prompts to train on; `num_frames` of the clips, by default the pipeline's."""
    if model in TOYS:
        from argen.training.ard_toy import toy_prompts

        return toy_prompts()
    from argen.training.ard_prompts import load_prompts

    frames = pipe.config["default_num_frames"] if num_frames is None else num_frames
    fps = pipe.config["default_fps"]
    return load_prompts(script.prompts, frames, fps, script.emotions, script.intensities, script.held_out)[0]
