"""CIFDetector: few-shot anomaly detection by hypergraph memory (CIF, "Commonality in Few", arXiv 2511.05966)."""

import os
import tempfile
import warnings
from collections.abc import Mapping
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.extraction import (
    Features,
    batches,
    check_extractors,
    check_features,
    describe_extractor,
    extract_batch,
    make_extractors,
    shown_nodes,
    track,
)
from argen.pipelines.cif.hypergraph import Hypergraph, construct_hypergraph
from argen.pipelines.cif.memory import MemoryBank, grow_memory, sample_memory
from argen.pipelines.cif.output import CIFOutput
from argen.pipelines.cif.sample import Sample
from argen.pipelines.cif.saved import FOLDERS, read_folder, write_folder
from argen.pipelines.cif.scoring import anomaly_map, fused_score, image_score
from argen.pipelines.cif.search import node_scores


if TYPE_CHECKING:
    from argen.pipelines.cif.extractor import Extractor


class CIFDetector:
    """Says how far a picture, with its point cloud if there is one, is from a few normal ones, and where.

    Nothing is trained: `fit` stores a coreset of the normal patches, `predict` compares. The result for a sample depends
    on the memory and on that sample alone, and is equal to the bit for equal inputs on one machine. In a test image
    without foreground every patch is background, so score and map are 0, with a warning.

    Args:
        config: see `CIFConfig`.
        extractors: by modality, "image" and, for clouds, "points", both with the same grid; None makes those that
            `config` names when they are first needed.

    Raises:
        ValueError: no "image" extractor, one under the wrong name, or two with different grids.
    """

    def __init__(self, config: CIFConfig | None = None, extractors: "Mapping[str, Extractor] | None" = None) -> None:
        self.config = CIFConfig() if config is None else config
        self.device = torch.device("cpu")
        self._banks: dict[str, MemoryBank] = {}
        self._seen = 0
        self._sources: dict[str, dict[str, Any]] = {}
        self._extractors = None if extractors is None else check_extractors(extractors)

    @property
    def extractors(self) -> "dict[str, Extractor]":
        """By modality; made at the first use."""
        if self._extractors is None:
            self._extractors = check_extractors(make_extractors(self.config, self._sources))
        return self._extractors

    @property
    def memory(self) -> dict[str, MemoryBank]:
        """The bank of each modality; {} before `fit`."""
        return dict(self._banks)

    def to(self, device: str | torch.device) -> "CIFDetector":
        """Work on a device; returns itself."""
        self.device = torch.device(device)
        self._banks = {name: bank.to(self.device) for name, bank in self._banks.items()}
        return self

    def fit(self, normals: Any, batch_size: int = 8, progress: bool = False) -> "CIFDetector":
        """Forget what was fitted and remember these normal samples; their order matters (CIF, 3.3). Returns itself.

        Args:
            normals: what `sample.read_samples` takes: Samples, paths, pictures, tensors.
            batch_size: samples per call of an extractor.
            progress: show a progress bar.

        Raises:
            ValueError: no sample, one without foreground or without the cloud that is needed.
        """
        return self.fit_features(*self.extract(normals, batch_size, progress, "normals"))

    def update(self, normals: Any, batch_size: int = 8, progress: bool = False) -> "CIFDetector":
        """Add normal samples to the memory; arguments and errors as for `fit`, and ValueError before it.

        Hyperedges and the share of each are those of one `fit` on all samples in this order. The nodes kept are the same
        where all are kept (`memory_ratio` 1); else the new coreset is chosen among those kept before and all new ones.
        """
        self._check_fitted("update")
        self._check_sources()
        return self.update_features(*self.extract(normals, batch_size, progress, "normals"))

    def predict(self, samples: Any, batch_size: int = 8, progress: bool = False) -> CIFOutput:
        """Image scores and anomaly maps of samples; arguments as for `fit`.

        Raises:
            ValueError: before `fit`, no sample, a sample without the cloud that is needed, or features that are not
                those of the memory.
        """
        self._check_fitted("predict")
        self._check_sources()
        outputs = [
            self.predict_features(*self._extract_batch(batch), names=[sample.name for sample in batch])
            for batch in track(batches(samples, batch_size), samples, progress, "predict")
        ]
        if not outputs:
            raise ValueError("`samples` is empty; give at least one")
        names = [name for output in outputs for name in output.names]
        return CIFOutput(torch.cat([o.scores for o in outputs]), torch.cat([o.maps for o in outputs]), names)

    def extract(
        self, samples: Any, batch_size: int = 8, progress: bool = False, argument: str = "samples"
    ) -> tuple[dict[str, Tensor], Tensor]:
        """Features by modality, `(s, n, d)` on the CPU, and foreground `(s, n)`: what the `..._features` methods take.

        Args:
            argument: what messages call `samples`; the other arguments as for `fit`.
        """
        parts = [
            self._extract_batch(batch) for batch in track(batches(samples, batch_size), samples, progress, "features")
        ]
        if not parts:
            raise ValueError(f"`{argument}` is empty; give at least one sample")
        features = {name: torch.cat([one[name].cpu() for one, _ in parts]) for name in self.extractors}
        return features, torch.cat([foreground.cpu() for _, foreground in parts])

    def fit_features(self, features: Features, foreground: Tensor | None = None) -> "CIFDetector":
        """`fit` on features that `extract` gave, or on any others. Returns itself.

        Args:
            features: "image" and, for clouds, "points": float `(s, n, d)`, n a square number, the same for both.
            foreground: bool `(s, n)`; None for all. Hyperedges come from "image" alone.

        Raises:
            ValueError: other shapes, NaN, or a sample without foreground.
        """
        check_features(features, foreground)
        self._grow(features, foreground, {}, 0)
        self._sources = {
            name: describe_extractor(one) for name, one in (self._extractors or {}).items() if name in features
        }
        return self

    def update_features(self, features: Features, foreground: Tensor | None = None) -> "CIFDetector":
        """`update` on features; see `fit_features`."""
        self._check_fitted("update_features")
        check_features(features, foreground)
        self._check_against_memory(features)
        self._grow(features, foreground, self._banks, self._seen)
        return self

    @torch.no_grad()
    def predict_features(
        self, features: Features, foreground: Tensor | None = None, names: list[str] | None = None
    ) -> CIFOutput:
        """`predict` on features; see `fit_features`, and ValueError for others than those of the memory."""
        self._check_fitted("predict_features")
        check_features(features, foreground)
        self._check_against_memory(features)
        shown = shown_nodes(features, foreground)
        pairs = []
        for i, (row, name) in enumerate(zip(shown, names or [""] * len(shown), strict=True)):
            arrays = {modality: one[i].to(self.device, torch.float32) for modality, one in features.items()}
            pairs.append(self._score(arrays, row, name))
        scores, maps = zip(*pairs, strict=True)
        return CIFOutput(torch.stack(scores).cpu(), torch.stack(maps).cpu(), names or [""] * len(shown))

    def save_pretrained(self, folder: str | os.PathLike) -> Path:
        """Write config.json and model.safetensors, with hashes and the extractors' fingerprints. ValueError before `fit`."""
        self._check_fitted("save_pretrained")
        return write_folder(folder, self.config, self._banks, self._seen, self._sources)

    @classmethod
    def from_pretrained(
        cls,
        name: str | os.PathLike,
        extractors: "Mapping[str, Extractor] | None" = None,
        revision: str | None = None,
        **download: Any,
    ) -> "CIFDetector":
        """Load a folder, our copy in the package, or a Hub repository; see `ModelFolders.resolve`.

        Args:
            extractors: those it was fitted with, where they are not of `features.FEATURES`; else they are made again.

        Raises:
            ValueError: no detector there, changed weights, or extractors with other fingerprints.
        """
        config, banks, seen, sources = read_folder(FOLDERS.resolve(name, revision, **download))
        detector = cls(config, extractors)
        detector._banks, detector._seen, detector._sources = banks, seen, sources
        if extractors is not None:
            detector._check_sources()
        return detector

    def push_to_hub(self, repo_id: str, private: bool | None = None, token: str | None = None, **upload: Any) -> str:
        """Upload to a Hub repository, made if it is not there; returns its address.

        Args:
            upload: keyword arguments of `HfApi.upload_folder` (`commit_message`, `revision`, ...).
        """
        from huggingface_hub import HfApi

        api = HfApi(token=token)
        with tempfile.TemporaryDirectory() as folder:
            self.save_pretrained(folder)
            address = api.create_repo(repo_id, private=private, exist_ok=True)
            api.upload_folder(repo_id=repo_id, folder_path=folder, **upload)
        return str(address)

    @torch.no_grad()
    def _grow(self, features: Features, foreground: Tensor | None, banks: dict[str, MemoryBank], seen: int) -> None:
        """Set the memory to `banks` with more images; nothing changes on an error."""
        config, shown = self.config, shown_nodes(features, foreground)
        empty = (~shown.any(1)).nonzero().flatten().tolist()
        if empty:
            raise ValueError(
                f"`normals` have no foreground in samples {empty}; leave them out or set another foreground"
            )
        graphs = [self._graph(features["image"][i][row]) for i, row in enumerate(shown)]
        seen += shown.numel()
        grown = {}
        for name, given in features.items():
            nodes = (given[i][row].to(self.device, torch.float32) for i, row in enumerate(shown))
            bank = grow_memory(banks.get(name), zip(nodes, graphs, strict=True), config.assignment)
            budget = max(1, min(int(round(config.memory_ratio * seen, 6)), int(bank.counts.sum())))
            grown[name] = sample_memory(bank, budget, config.sampling, config.projection, config.seed)
        self._banks, self._seen = grown, seen

    def _graph(self, nodes: Tensor) -> Hypergraph:
        config = self.config
        nodes = nodes.to(self.device, torch.float32)
        return construct_hypergraph(nodes, config.num_hyperedges, config.similarity, config.seed)

    def _score(self, features: dict[str, Tensor], shown: Tensor, name: str) -> tuple[Tensor, Tensor]:
        """Score, and map `(H, W)`, of one image."""
        config, side = self.config, isqrt(len(shown))
        if not shown.any():
            warnings.warn(f"sample {name!r} has no foreground: its score and map are 0", stacklevel=3)
            return torch.zeros((), device=self.device), torch.zeros((config.image_size,) * 2, device=self.device)
        shown = shown.to(self.device)
        guided = config.search == "hyperedge" or config.layers > 0
        incidence = self._graph(features["image"][shown]).incidence if guided else None
        scores, patches = [], {}
        for modality, given in features.items():
            nodes, bank = given if shown.all() else given[shown], self._banks[modality]
            found = node_scores(nodes, incidence, bank, config)
            scores.append(image_score(nodes, found, bank, config.neighbours, config.image_score))
            patches[modality] = (
                torch.zeros(len(shown), device=self.device).masked_scatter(shown, found).view(side, side)
            )
        heat = anomaly_map(patches, config.image_size, config.map_power, config.combine == "mean")
        return fused_score(scores, heat, config), heat

    def _extract_batch(self, batch: list[Sample]) -> tuple[dict[str, Tensor], Tensor]:
        return extract_batch(batch, self.extractors, self.config.foreground, self.device)

    def _check_fitted(self, verb: str) -> None:
        if not self._banks:
            raise ValueError(f"`{verb}` was called before `fit`; fit some normal samples first")

    def _check_sources(self) -> None:
        """ValueError if pictures cannot be compared to the memory with these extractors."""
        if not self._sources:
            raise ValueError(
                "`fit_features` was given arrays, so it is not known which extractor they came from; call "
                "`predict_features` with such arrays, or give `extractors` before fitting"
            )
        found = {name: one.fingerprint for name, one in self.extractors.items()}
        wanted = {name: one["fingerprint"] for name, one in self._sources.items()}
        if found != wanted:
            raise ValueError(
                f"`extractors` have the fingerprints {found} and the memory was fitted with {wanted}; features of other "
                "extractors cannot be compared: give those extractors, or fit again"
            )

    def _check_against_memory(self, features: Features) -> None:
        if set(features) != set(self._banks):
            missing = sorted(set(self._banks) - set(features))
            raise ValueError(
                f"`features` has {sorted(features)} and the memory {sorted(self._banks)}; "
                + (f"give {missing} too" if missing else "leave the others out, or fit with them")
            )
        for name, bank in self._banks.items():
            if features[name].shape[2] != bank.nodes.shape[1]:
                raise ValueError(
                    f"`features` of {name!r} have {features[name].shape[2]} dimensions and the memory "
                    f"{bank.nodes.shape[1]}; take the features that the memory was fitted with, or fit again"
                )
