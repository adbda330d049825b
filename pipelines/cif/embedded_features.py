"""Patch features from what ships inside the package, so that a detector works without a download."""

from collections.abc import Sequence
from importlib.resources import as_file, files

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from argen.pipelines.cif.embedded_encoder import EstimatorMaps, WanMaps
from argen.pipelines.cif.extractor import Extractor, at_size, check_sizes, fingerprint, on_grid


# Channels of each map, and the root mean square of its values over the 16 portraits of release/, 128 pixels.
WIDTHS = {"wan0": 40, "wan1": 80, "au0": 32, "au1": 64, "au2": 64, "au3": 96, "au4": 96, "au5": 128, "au6": 128}
SIZES = {
    "wan0": 0.82,
    "wan1": 0.5,
    "au0": 0.24,
    "au1": 0.67,
    "au2": 0.85,
    "au3": 1.14,
    "au4": 1.26,
    "au5": 1.81,
    "au6": 2.9,
}
FAINT = 0.3  # of that: values well below do not count as a direction of their own
MULTIPLE = 16  # pixels: the coarsest map


def embedded(
    image_size: int = 224,
    grid: int = 28,
    layers: Sequence[str] = ("wan0", "au0", "au1", "au2", "au3"),
    pool: int = 1,
) -> Extractor:
    """Maps of argen-mini's VAE encoder ("wan0", "wan1") and AU estimator ("au0" to "au6"), joined (our design).

    Each map is scaled to length 1 at every place, softly where it is faint, averaged over `pool` x `pool` neighbours
    (PatchCore, Roth et al. 2022), resized to the grid and joined with equal weight. Both encoders were trained on rendered
    faces of 128 pixels: fine maps ("wan0", "au0", "au1") serve even surfaces, coarse ones ("au2" to "au5") parts and
    faces. The default is a compromise, and any ViT that saw photographs finds more.

    Args:
        image_size: pixels to which pictures are resized, a multiple of 16.
        grid: cells along a side.
        layers: which maps, at least one.
        pool: side of the local mean, an odd number; 1 for none.

    Raises:
        ValueError: a size, a layer or a side that cannot be.
    """
    check_sizes(image_size, grid)
    layers = list(layers)
    if image_size % MULTIPLE:
        raise ValueError(
            f"`image_size` is {image_size}; it has to be a multiple of {MULTIPLE} pixels, such as 128 or 224."
        )
    if not layers or set(layers) - set(WIDTHS) or len(set(layers)) < len(layers):
        raise ValueError(f"`layers` is {layers}; name each at most once, of {', '.join(WIDTHS)}.")
    if pool < 1 or pool % 2 == 0:
        raise ValueError(f"`pool` is {pool}; it has to be 1, 3, 5 or another odd number.")
    options = {"image_size": image_size, "grid": grid, "layers": layers, "pool": pool}
    model = _Embedded(image_size, grid, layers, pool)
    mark = fingerprint("embedded", options, model.state_dict())
    return Extractor("image", "embedded", options, image_size, grid, sum(map(WIDTHS.__getitem__, layers)), mark, model)


class _Embedded(nn.Module):
    def __init__(self, image_size: int, grid: int, layers: list[str], pool: int) -> None:
        super().__init__()
        self.image_size, self.grid, self.layers, self.pool = image_size, grid, layers, pool
        self.wan, self.estimator = _load()
        self.last = {
            kind: max((int(name[-1]) for name in layers if name[:-1] == kind), default=None) for kind in ("wan", "au")
        }

    def forward(self, images: Tensor, foreground: Tensor | None) -> Tensor:
        """As `Extractor.model`; the foreground does not matter to pictures."""
        resized = at_size(images, self.image_size)
        maps: dict[str, Tensor] = {}
        for kind, encoder in (("wan", self.wan), ("au", self.estimator)):
            if self.last[kind] is not None:
                maps |= encoder(resized, self.last[kind])
        return torch.cat([self._cells(name, maps[name]) for name in self.layers], -1)

    def _cells(self, name: str, x: Tensor) -> Tensor:
        length = (x.square().mean(1, keepdim=True) + (FAINT * SIZES[name]) ** 2).sqrt()
        smooth = F.avg_pool2d(x / length, self.pool, 1, self.pool // 2, count_include_pad=False)
        return on_grid(smooth, self.grid) / x.shape[1] ** 0.5


def _load() -> tuple[WanMaps, EstimatorMaps]:
    from safetensors import safe_open

    models = {"vae": ("encoder.", WanMaps()), "au_estimator": ("", EstimatorMaps())}
    for folder, (prefix, model) in models.items():
        shapes = {name: tensor.shape for name, tensor in model.state_dict().items()}
        source = files("argen.release") / "argen-mini" / folder / "diffusion_pytorch_model.safetensors"
        with as_file(source) as path, safe_open(path, "pt") as weights:
            model.load_state_dict({name: _planar(weights.get_tensor(prefix + name), shapes[name]) for name in shapes})
    return models["vae"][1].eval(), models["au_estimator"][1].eval()


def _planar(tensor: Tensor, shape: torch.Size) -> Tensor:
    """The last tap in time of a 3-d convolution; other tensors in the shape asked for."""
    return tensor[:, :, -1] if tensor.ndim == 5 else tensor.view(shape)
