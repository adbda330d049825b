"""Train the embedded generator from a rig: `python -m argen.training.supervised --config FILE --rig FILE [--stage NAME]`.

Stages, each resumed where it stopped and skipped when its result is there: cache (rendered clips), tokenizer, estimator,
vae, probe, transformer; and assemble (an ARGenPipeline folder), which takes a moment and is done each time.
"""

import argparse
import multiprocessing
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from argen.device import pick_device
from argen.training.supervised_config import STAGES, StageConfig, SupervisedConfig, load_config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/")
    parser.add_argument("--rig", default="argen/face-rig", help="rig file, or the Hub id of a dataset that holds one")
    parser.add_argument("--stage", choices=STAGES, help="run this stage alone")
    parser.add_argument("--device", default=None, help="cpu, cuda, mps; by default the best there is")
    parser.add_argument(
        "--render-beside",
        action="store_true",
        help="render while the other stages train: for a GPU with many cores. Which clips a step sees then depends on the clock",
    )
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change one setting")


def main(args: argparse.Namespace) -> None:
    """Run every stage in order, or the one asked for.

    Raises:
        ValueError: a setting, the device, or an `output` folder that does not fit them.
        ChildProcessError: a rendering process died.
    """
    config = load_config(args.config, args.set)
    if args.device is not None:
        pick_device(args.device)  # a wrong one is told before hours of rendering
    stages = STAGES if args.stage is None else (args.stage,)
    if not args.render_beside:
        for stage in stages:
            run_stage(stage, config, args.rig, args.device)
        return
    renderer = multiprocessing.get_context("spawn").Process(target=run_stage, args=("cache", config, args.rig, None))
    renderer.start()
    from argen.training.supervised_clips import check_renderer

    try:
        for stage in stages:
            if stage != "cache":
                check_renderer(renderer)
                run_stage(stage, config, args.rig, args.device, renderer)
        renderer.join()
        check_renderer(renderer)
    finally:
        renderer.terminate()  # a trainer that failed leaves no renderer behind; its workers stop after their shard


def run_stage(
    stage: str, config: SupervisedConfig, rig: str, device_name: str | None, renderer: BaseProcess | None = None
) -> None:
    """One stage; a finished one is left alone. `renderer` is the process that adds clips meanwhile, if one does."""
    output = Path(config.output)
    if stage == "cache":
        from argen.training.supervised_clips import render_cache

        render_cache(rig, config.cache, output / "cache")
    elif stage == "tokenizer":
        from argen.training.supervised_text import train_tokenizer

        train_tokenizer(config)
    elif stage == "estimator" and not (output / "au_estimator").exists():
        from argen.training.supervised_estimator import train_estimator

        train_estimator(config, _bank(config, config.estimator, device_name, renderer))
    elif stage == "vae" and not (output / "vae").exists():
        from argen.training.supervised_vae import train_vae

        train_vae(config, _bank(config, config.vae, device_name, renderer))
    elif stage == "probe" and config.transformer.au_weight and not (output / "transformer").exists():
        _probe(config, device_name)
    elif stage == "transformer" and not (output / "transformer").exists():
        _transformer(config, device_name)
    elif stage == "assemble":
        assemble(config, output / "argen-mini")


def _probe(config: SupervisedConfig, device_name: str | None) -> None:
    from argen.training.supervised_probe import PROBE, train_probe

    if not (Path(config.output) / PROBE).exists():
        _latents(config, device_name)
        train_probe(config, pick_device(device_name))


def _transformer(config: SupervisedConfig, device_name: str | None) -> None:
    from argen.training.supervised_text import train_tokenizer
    from argen.training.supervised_transformer import train_transformer

    _latents(config, device_name)
    train_transformer(config, train_tokenizer(config), pick_device(device_name))


def _latents(config: SupervisedConfig, device_name: str | None) -> None:
    from argen.training.supervised_text import train_tokenizer
    from argen.training.supervised_transformer import cache_latents

    device = pick_device(device_name)
    cache_latents(config, _part("vae", config).to(device), train_tokenizer(config), device)


def _bank(config: SupervisedConfig, stage: StageConfig, device_name: str | None, renderer: BaseProcess | None) -> Any:
    from argen.training.supervised_clips import ClipBank

    folder, device = Path(config.output) / "cache", pick_device(device_name)
    bank = ClipBank(folder, config.cache, stage.device_clips, device, renderer)
    bank.wait(stage.min_clips)
    return bank


def _part(name: str, config: SupervisedConfig) -> Any:
    from diffusers import AutoencoderKLWan, WanTransformer3DModel
    from transformers import UMT5EncoderModel

    from argen.pipelines.argen.adapter_argen import AUAdapter
    from argen.pipelines.argen.estimator_argen import AUEstimator

    kind, folder = {
        "estimator": (AUEstimator, "au_estimator"),
        "adapter": (AUAdapter, "au_adapter"),
        "vae": (AutoencoderKLWan, "vae"),
        "transformer": (WanTransformer3DModel, "transformer"),
        "text_encoder": (UMT5EncoderModel, "text_encoder"),
    }[name]
    path = Path(config.output) / folder
    if not path.is_dir():
        stage = {"adapter": "transformer", "text_encoder": "transformer"}.get(name, name)
        raise ValueError(f"`output` is {config.output!r}, which has no {folder}: run `--stage {stage}` first.")
    return kind.from_pretrained(path)


def assemble(config: SupervisedConfig, folder: Path) -> None:
    """Put the trained parts together as an ARGenPipeline folder, every weight fp16 on disk.

    It is written beside `folder` and renamed. An earlier export there is replaced, whether or not a part has changed.
    """
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler
    from transformers import PreTrainedTokenizerFast

    from argen.hub import export_pipeline
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(Path(config.output) / "tokenizer.json"), pad_token="<pad>", eos_token="</s>",
        unk_token="<unk>", model_max_length=config.transformer.text_length,
    )  # fmt: skip
    pipe = ARGenPipeline(
        tokenizer=tokenizer,  # pyright: ignore[reportArgumentType]  # any fast tokenizer will do
        text_encoder=_part("text_encoder", config),
        vae=_part("vae", config),
        transformer=_part("transformer", config),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=config.transformer.shift),
        au_adapter=_part("adapter", config),
        au_estimator=_part("estimator", config),
        expand_timesteps=True,
        text_length=config.transformer.text_length,
        default_height=config.cache.size,
        default_width=config.cache.size,
        default_num_frames=config.cache.num_frames,
        default_fps=float(config.cache.fps),
        default_steps=config.defaults.steps,
        default_guidance_scale=config.defaults.guidance_scale,
        default_au_guidance_scale=config.defaults.au_guidance_scale,
        default_frame_guidance_scale=config.defaults.frame_guidance_scale,
    )
    pipe.to(torch.float16)
    export_pipeline(pipe, folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
