"""Random features that look like patches, and a tiny extractor that needs no weights."""

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional as F

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.detector import CIFDetector


SMALL = {"image_size": 32, "memory_ratio": 0.3}


@dataclass(frozen=True)
class TinyExtractor:
    """Mean and spread of each channel in each cell of the grid, through a fixed random map to `dim` numbers."""

    modality: str = "image"
    kind: str = "tiny"
    options: dict[str, Any] = field(default_factory=dict)
    image_size: int = 32
    grid: int = 8
    dim: int = 12
    fingerprint: str = "tiny-1"

    def __call__(self, batch, foreground=None):
        resized = F.interpolate(batch, (self.image_size, self.image_size), mode="bilinear")
        mean = F.adaptive_avg_pool2d(resized, self.grid)
        spread = F.adaptive_avg_pool2d(resized.square(), self.grid) - mean.square()
        cells = torch.cat([mean, spread], 1).flatten(2).transpose(1, 2)
        weights = torch.randn(6, self.dim, generator=torch.Generator().manual_seed(len(self.modality)))
        return torch.stack([one @ weights for one in cells])


def make_patches(count: int, nodes: int = 64, dim: int = 16, kinds: int = 5, noise: float = 0.1, seed: int = 0):
    """`(count, nodes, dim)`: each node is one of a few kinds of patch, plus noise; norms about 1."""
    generator = torch.Generator().manual_seed(seed)
    looks = torch.randn(kinds, dim, generator=torch.Generator().manual_seed(99)) / dim**0.5
    which = torch.randint(kinds, (count, nodes), generator=generator)
    return looks[which] + noise * torch.randn(count, nodes, dim, generator=generator) / dim**0.5


@pytest.fixture(scope="session")
def oracle():
    """The module `dense_oracle`, which is no test and lies beside them."""
    spec = importlib.util.spec_from_file_location("dense_oracle", Path(__file__).with_name("dense_oracle.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def patches():
    """`make_patches(count, nodes, dim, kinds, noise, seed)`."""
    return make_patches


@pytest.fixture
def tiny():
    """The class `TinyExtractor`."""
    return TinyExtractor


@pytest.fixture
def picture():
    """The function that draws a normal picture `(3, 32, 32)`: a light disc, shaded at random, on dark ground."""

    def draw(seed: int = 0, size: int = 32, hole: bool = False):
        generator = torch.Generator().manual_seed(seed)
        y, x = torch.meshgrid(torch.linspace(-1, 1, size), torch.linspace(-1, 1, size), indexing="ij")
        disc = ((x**2 + y**2) < 0.6).float()
        image = 0.1 + 0.6 * disc + 0.05 * torch.rand(3, size, size, generator=generator)
        if hole:
            image[:, size // 3 : size // 3 + size // 6, size // 3 : size // 3 + size // 6] = 0.05
        return image

    return draw


@pytest.fixture
def make(tiny):
    """A detector with tiny extractors, for pictures or for pictures with clouds."""

    def build(points=False, **options):
        extractors = {"image": tiny()}
        if points:
            extractors["points"] = tiny(modality="points", dim=7, fingerprint="tiny-points")
        return CIFDetector(CIFConfig(**(SMALL | options)), extractors)

    return build
