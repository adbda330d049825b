"""A LoRA of ARD laid into its pipeline for good: `python -m argen.training.ard_fuse --lora runs/ard/seed-0 --output FOLDER`.

What comes out is a pipeline folder as any other: nothing has to be loaded on top, and a step costs what it did before.
"""

import argparse
from pathlib import Path

from argen.training.settings import check_positive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--model", default="argen/argen-mini", help="pipeline that was trained, a folder or Hub id")
    parser.add_argument("--lora", required=True, help="folder of the LoRA")
    parser.add_argument("--output", required=True, help="folder that is written")
    parser.add_argument("--scale", type=float, default=1.0, help="of the LoRA, above 0")
    parser.add_argument("--steps", type=int, help="the model's own number of steps from now on")
    parser.add_argument("--guidance-scale", type=float, help="the model's own text guidance from now on")
    parser.add_argument("--au-guidance-scale", type=float, help="the model's own AU guidance from now on")


def main(args: argparse.Namespace) -> None:
    """Fuse and write, in half precision.

    Raises:
        ValueError: a scale of 0 or below, no such model, or no LoRA in the folder.
    """
    import torch

    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.training.ard_adapter import LORA_FILE

    check_positive(args, "scale")
    if not (Path(args.lora) / LORA_FILE).is_file():
        raise ValueError(f"`--lora` is {args.lora!r}, which holds no {LORA_FILE}; give the folder of a training.")
    pipe = ARGenPipeline.from_pretrained(args.model)
    stored = {name: value.dtype for name, value in pipe.transformer.state_dict().items()}
    pipe.load_lora_weights(args.lora)
    pipe.fuse_lora(components=["transformer"], lora_scale=args.scale, safe_fusing=True)
    pipe.unload_lora_weights()
    for name, value in pipe.transformer.state_dict().items():
        assert stored[name] == value.dtype and bool(torch.isfinite(value).all()), name
    given = {"steps": args.steps, "guidance_scale": args.guidance_scale, "au_guidance_scale": args.au_guidance_scale}
    pipe.register_to_config(**{f"default_{name}": value for name, value in given.items() if value is not None})
    pipe.to(torch.float16)  # as all weights that ship; loading makes float32 of it
    pipe.save_pretrained(args.output)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
