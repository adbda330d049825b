"""What of a pipeline is trained, and the file that it becomes: a LoRA that `load_lora_weights` reads, or a transformer."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from diffusers.loaders.lora_base import LORA_ADAPTER_METADATA_KEY
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict
from safetensors.torch import load_file, save_file

from argen.pipelines.media.atomic import atomic_path
from argen.training.ard_config import ARDConfig
from argen.training.supervised_results import sync


LORA_FILE = "pytorch_lora_weights.safetensors"  # the name that diffusers looks for
INSIDE = "transformer."  # the transformer's name inside `PolicyModule`


def prepare_transformer(pipe: Any, args: ARDConfig) -> None:
    """Freeze the pipeline but for its transformer's LoRA (drawn from the seed), or for all of the transformer.

    Raises:
        ValueError: a pipeline of two transformers, or `lora_targets` that the transformer does not have.
    """
    if pipe.transformer is None or pipe.transformer_2 is not None:
        raise ValueError("`model` has two transformers, or only a second one; ARD trains pipelines with one.")
    for component in pipe.components.values():
        if isinstance(component, torch.nn.Module):
            component.requires_grad_(False).eval()
    if args.lora_rank == 0:
        pipe.transformer.requires_grad_(True)
        return
    with torch.random.fork_rng():
        torch.manual_seed(args.seed)
        pipe.transformer.add_adapter(
            LoraConfig(r=args.lora_rank, lora_alpha=args.lora_alpha, target_modules=list(args.lora_targets))  # pyright: ignore
        )


def save_policy(pipe: Any, weights: Mapping[str, torch.Tensor], args: ARDConfig, folder: Path) -> None:
    """Write trained `weights` (names of `PolicyModule`) into a folder, each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {name.removeprefix(INSIDE): value.contiguous() for name, value in weights.items()}
    if args.lora_rank > 0:
        _save_lora(pipe.transformer, named, folder / LORA_FILE)
        return
    target = folder / "transformer"
    target.mkdir(exist_ok=True)
    pipe.transformer.save_config(target)
    buffers = {
        name: value.cpu().contiguous() for name, value in pipe.transformer.state_dict().items() if name not in named
    }
    with atomic_path(target / "diffusion_pytorch_model.safetensors") as part:
        save_file(named | buffers, part, metadata={"format": "pt"})
    sync(target)


def load_lora(pipe: Any, folder: str) -> None:
    """Give the LoRA of `prepare_transformer` the weights of a training's folder.

    Raises:
        ValueError: no LoRA in `folder`, or one of another rank or of other layers.
    """
    path = Path(folder) / LORA_FILE
    if not path.is_file():
        raise ValueError(f"`begin_with` is {folder!r}, which holds no {LORA_FILE}; give the folder of a training.")
    given = {name.removeprefix(INSIDE): value for name, value in load_file(path).items()}
    shapes = {name: value.shape for name, value in get_peft_model_state_dict(pipe.transformer).items()}
    if {name: value.shape for name, value in given.items()} != shapes:
        raise ValueError(
            f"`begin_with` is {folder!r}, a LoRA of another rank or of other layers than `lora_rank` and `lora_targets` say; "
            "take the settings it was trained with."
        )
    set_peft_model_state_dict(pipe.transformer, given)


def _save_lora(transformer: Any, named: dict[str, torch.Tensor], path: Path) -> None:
    layers = get_peft_model_state_dict(transformer, state_dict=named)
    config = transformer.peft_config["default"].to_dict()
    metadata = {
        INSIDE + key: sorted(value) if isinstance(value, set) else value for key, value in config.items()
    }  # alpha and rank: without them diffusers would take alpha = rank
    with atomic_path(path) as part:
        save_file(
            {INSIDE + name: value.contiguous() for name, value in layers.items()},
            part,
            metadata={"format": "pt", LORA_ADAPTER_METADATA_KEY: json.dumps(metadata, default=str, sort_keys=True)},
        )
