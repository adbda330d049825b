"""A fitted detector as a folder: config.json and model.safetensors, told apart by their hashes."""

import hashlib
import json
import os
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from torch import Tensor

from argen.pipelines.cif.configuration import CIFConfig
from argen.pipelines.cif.memory import MemoryBank
from argen.pipelines.media.atomic import atomic_path, write_atomic


INDEX, WEIGHTS = "config.json", "model.safetensors"
MODEL_TYPE = "cif"
OUR_NAMESPACE = "argen"
DOWNLOADED = [INDEX, WEIGHTS, "*.md"]
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


def resolve_folder(name: str | os.PathLike, revision: str | None = None, **download: Any) -> Path:
    """Local folder of a detector: the folder itself, our copy in the package, else a Hub snapshot.

    Args:
        name: a folder, or a Hub id. One of ours without `revision` is taken from the installed package when it is there.
        revision: branch, tag or commit on the Hub.
        download: keyword arguments of `huggingface_hub.snapshot_download` (`cache_dir`, `token`, ...).

    Raises:
        ValueError: a folder without a detector, or a path that does not exist.
    """
    text = os.fspath(name)
    if os.path.isdir(text):
        missing = [file for file in (INDEX, WEIGHTS) if not (Path(text) / file).is_file()]
        if missing:
            raise ValueError(f"`name` {text!r} is a folder without {' and '.join(missing)}: name a saved detector")
        return Path(text)
    if text.startswith((".", "/", "~")) or text.count("/") != 1:
        raise ValueError(f"`name` {text!r} is neither a folder nor a Hub id such as argen/cif-face")
    namespace, _, short = text.partition("/")
    embedded = Path(str(files("argen.release"))) / short
    if namespace == OUR_NAMESPACE and revision is None and (embedded / INDEX).is_file():
        return embedded
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(text, revision=revision, allow_patterns=DOWNLOADED, **download))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
