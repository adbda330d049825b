"""A fitted detector as a folder: config.json and model.safetensors, told apart by their hashes."""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import Tensor

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.memory import MemoryBank
from argen.pipelines.media.atomic import atomic_path, write_atomic
from argen.pipelines.model_folder import ModelFolders


INDEX, WEIGHTS = "config.json", "model.safetensors"
MODEL_TYPE = "cif"
FOLDERS = ModelFolders("detector", "argen/cif-face", [INDEX, WEIGHTS], [INDEX, WEIGHTS, "*.md"])
FIELDS = ("nodes", "hyperedges", "sums", "counts")


def write_folder(
    folder: str | os.PathLike, config: CIFConfig, banks: dict[str, MemoryBank], seen: int, sources: dict[str, Any]
) -> Path:
    """Write the memory and what is needed to read it; config.json comes last and holds the weights' SHA-256.

    Args:
        banks: by modality.
        seen: support nodes so far, background counted.
        sources: by modality, kind, options and fingerprint of the extractor; {} where features came as arrays.
    """
    from safetensors.torch import save_file

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    tensors = {f"{name}.{key}": vars(bank)[key].cpu().contiguous() for name, bank in banks.items() for key in FIELDS}
    with atomic_path(target / WEIGHTS) as part:
        save_file(tensors, part, metadata={"format": "pt"})
    index = {
        "model_type": MODEL_TYPE,
        "config": asdict(config),
        "extractors": sources,
        "modalities": sorted(banks),
        "seen": seen,
        "sha256": _sha256(target / WEIGHTS),
    }
    write_atomic(target / INDEX, json.dumps(index, indent=2) + "\n")
    return target


def read_folder(folder: Path) -> tuple[CIFConfig, dict[str, MemoryBank], int, dict[str, Any]]:
    """What `write_folder` wrote; ValueError for a folder of another model, or for weights that are not the index's."""
    from safetensors.torch import load_file

    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    if index.get("model_type") != MODEL_TYPE:
        raise ValueError(f"`name` {str(folder)!r} holds no CIF detector; name one, such as argen/cif-face")
    if _sha256(folder / WEIGHTS) != index["sha256"]:
        raise ValueError(
            f"`name` {str(folder)!r} has a {WEIGHTS} with another SHA-256 than its {INDEX} says: copy both again"
        )
    tensors: dict[str, Tensor] = load_file(folder / WEIGHTS)
    banks = {name: MemoryBank(*(tensors[f"{name}.{key}"] for key in FIELDS)) for name in index["modalities"]}
    return CIFConfig(**index["config"]), banks, index["seen"], index["extractors"]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
