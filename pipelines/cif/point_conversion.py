"""Point-MAE's published checkpoint as a safetensors folder.

`pretrain.pth` of https://github.com/Pang-Yatian/Point-MAE (MIT) is a pickled dict; its entry `base_model` holds the whole
autoencoder, under names that begin with `module.` where it was trained on several GPUs:

    module.MAE_encoder.encoder.first_conv.N...   -> encoder.first_conv.N...
    module.MAE_encoder.pos_embed.N...            -> pos_embed.N...
    module.MAE_encoder.blocks.blocks.N...        -> blocks.blocks.N...
    module.MAE_encoder.norm...                   -> norm...
    module.MAE_decoder..., decoder_pos_embed, mask_token, increase_dim, reduce_dim: left out, the encoder is all that is used

From a shell: `python -m argen.pipelines.cif.point_conversion pretrain.pth point-mae`.
"""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from argen.pipelines.cif.point_encoder import PointEncoder, PointEncoderConfig


PREFIX = "MAE_encoder."
# The checkpoint's `best_metrics` hold NumPy numbers, under the name of their module in NumPy 1 or 2.
_SCALAR = np._core.multiarray.scalar  # pyright: ignore[reportAttributeAccessIssue]
_SCALARS: list[Any] = [(_SCALAR, f"numpy.{core}.multiarray.scalar") for core in ("core", "_core")] + [
    np.dtype,
    np.dtypes.Float64DType,
    np.dtypes.Float32DType,
]


def convert_point_mae(checkpoint: str | Path, folder: str | Path) -> PointEncoder:
    """Write the encoder of a published checkpoint into a folder that `make_extractor("points", model=folder)` reads.

    The file is opened without running code that it might hold (`weights_only`).

    Raises:
        ValueError: no such file, no checkpoint of Point-MAE, or sizes that do not fit.
    """
    state = encoder_state(_read(Path(checkpoint)))
    encoder = PointEncoder(_config(state))
    try:
        encoder.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError(f"`checkpoint` {str(checkpoint)!r} does not fit Point-MAE's encoder: {error}") from error
    encoder.eval().save_pretrained(folder)
    return encoder


def encoder_state(base_model: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The encoder's tensors under our names, from `base_model` of the checkpoint; ValueError if it has none."""
    plain = {name.removeprefix("module."): tensor for name, tensor in base_model.items()}
    state = {name.removeprefix(PREFIX): tensor for name, tensor in plain.items() if name.startswith(PREFIX)}
    if not state:
        raise ValueError(
            f"`checkpoint` has no names that begin with {PREFIX!r}: it has to be Point-MAE's pretrain.pth."
        )
    return state


def _read(path: Path) -> Mapping[str, Tensor]:
    from pickle import UnpicklingError

    # The authors publish a pickle and nothing else, so the user's own copy is read once, here, by torch's restricted
    # reader: tensors, containers and the numbers of `_SCALARS`; a file that names anything else is refused unread.
    try:
        with torch.serialization.safe_globals(_SCALARS):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, UnpicklingError) as error:
        raise ValueError(f"`checkpoint` {str(path)!r} cannot be read as a PyTorch file of tensors: {error}") from error
    if not isinstance(content, Mapping) or not isinstance(content.get("base_model"), Mapping):
        raise ValueError(
            f"`checkpoint` {str(path)!r} has no entry 'base_model': it has to be Point-MAE's pretrain.pth."
        )
    return content["base_model"]


def _config(state: Mapping[str, Tensor]) -> PointEncoderConfig:
    """Width and depth as the tensors have them; heads of 64 channels, the layers at a third, two thirds and the end."""
    numbers = [int(found[1]) for name in state if (found := re.match(r"blocks\.blocks\.(\d+)\.", name))]
    if "norm.weight" not in state or not numbers:
        raise ValueError(
            "`checkpoint` has an encoder without `norm` or `blocks`: it has to be Point-MAE's pretrain.pth."
        )
    dim, depth = len(state["norm.weight"]), max(numbers) + 1
    layers = tuple(dict.fromkeys(max(0, depth * third // 3 - 1) for third in (1, 2, 3)))
    return PointEncoderConfig(dim, depth, max(1, dim // 64), layers)


def main() -> None:
    """Convert the checkpoint that the command line names."""
    parser = argparse.ArgumentParser(description="Convert Point-MAE's published pretrain.pth to a safetensors folder.")
    parser.add_argument("checkpoint", type=Path, help="pretrain.pth")
    parser.add_argument("folder", type=Path, help="where to, a new folder")
    arguments = parser.parse_args()
    try:
        convert_point_mae(arguments.checkpoint, arguments.folder)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
