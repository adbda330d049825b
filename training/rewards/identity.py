"""Is it still the person of the first frame? Latents of the encoder that ships with the generator (our design).

Each frame looked at is encoded on its own by the VAE of argen-mini; its map, less what faces have in common, is compared
with the first frame's place by place. Measured on 36 scenes rendered with two people each, all else equal (light, camera,
movement; people not in any training set): first frame against the frame that differs most from it, same or other person,
area under the ROC curve 0.998, mean cosines 0.96 and 0.36. It is made for one framing: a face that turns away scores less.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from argen.training.rewards import Reward


SIZE = 128  # pixels at which a face is encoded
LOOKED_AT = 4  # frames after the first


class Encoder:
    """Maps of faces as unit vectors. `name` is a pipeline folder or Hub id whose VAE is used."""

    def __init__(self, name: str, device: torch.device) -> None:
        from diffusers import AutoencoderKLWan

        from argen.pipelines.argen.convolution_argen import use_onednn
        from argen.pipelines.argen.layout_argen import resolve_folder

        vae = AutoencoderKLWan.from_pretrained(resolve_folder(name), subfolder="vae", torch_dtype=torch.float32)
        self.vae: Any = torch.nn.Module.to(use_onednn(vae), device).eval().requires_grad_(False)
        self.common = self.latents(portraits().to(device)).mean(0)

    def latents(self, pictures: Tensor) -> Tensor:
        """Of pictures `(n, 3, h, w)` in 0..1, laid flat `(n, d)`."""
        if pictures.shape[-2:] != (SIZE, SIZE):
            pictures = F.interpolate(pictures, (SIZE, SIZE), mode="bilinear", antialias=True)
        return self.vae.encode(pictures[:, :, None].float() * 2 - 1).latent_dist.mode().flatten(1)

    def __call__(self, pictures: Tensor) -> Tensor:
        """Unit vectors `(n, d)` of what tells these pictures from our portraits' mean."""
        return F.normalize(self.latents(pictures) - self.common, dim=1)


@cache
def encoder(name: str, device: torch.device) -> Encoder:
    """The encoder on a device, loaded once."""
    return Encoder(name, device)


def portraits() -> Tensor:
    """The rendered portraits inside the package, `(n, 3, SIZE, SIZE)` in 0..1: what faces have in common."""
    import numpy as np
    from PIL import Image

    paths = sorted(Path(str(files("argen.release"))).glob("portraits/portrait_*.png"))
    pictures = [np.asarray(Image.open(path).convert("RGB").resize((SIZE, SIZE)), np.float32) for path in paths]
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2) / 255


def make_identity(name: str = "argen/argen-mini") -> Reward:
    """The reward by the VAE of another pipeline, a folder or a Hub id."""

    def identity(completions: Tensor, **_: Any) -> list[float | None]:
        """Mean cosine, -1 to 1, of later frames with the first; frames `(n, F, 3, h, w)` in 0..1. None where F is 1."""
        if completions.shape[1] < 2:
            return [None] * len(completions)
        return similarity(encoder(name, completions.device), completions).tolist()

    return identity


identity = make_identity()


@torch.inference_mode()
def similarity(embed: Callable[[Tensor], Tensor], frames: Tensor) -> Tensor:
    """Mean cosine `(n,)` of `LOOKED_AT` later frames, evenly and with the last, with the first one; clip by clip."""
    later = [round(k * (frames.shape[1] - 1) / LOOKED_AT) for k in range(LOOKED_AT + 1)]
    found = []
    for clip in frames:
        vectors = embed(clip[later])
        found.append((vectors[1:] @ vectors[0]).mean())
    return torch.stack(found)
