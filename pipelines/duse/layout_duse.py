"""A recogniser as one folder, which loads with this package, and without it by transformers alone.

transformers writes it: weights, configuration, the processor's options and, since the classes are registered for its auto
classes here, the code files beside them with an `auto_map` that names them.
"""

import os
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from huggingface_hub import snapshot_download
from transformers import AutoConfig, AutoImageProcessor, AutoModelForVideoClassification

# transformers itself exports AutoVideoProcessor only where torchvision is installed, which DuSE does not need
from transformers.models.auto.video_processing_auto import AutoVideoProcessor

from .configuration_duse import DuSEConfig
from .modeling_duse import DuSEForVideoClassification
from .video_processing_duse import DuSEVideoProcessor


INDEX = "config.json"
OUR_NAMESPACE = "argen"
DOWNLOADED = ["*.json", "*.safetensors", "*.py", "*.md"]


@dataclass(frozen=True)
class Recogniser:
    """A model and the processor that makes its input."""

    model: DuSEForVideoClassification
    processor: DuSEVideoProcessor

    @classmethod
    def from_pretrained(cls, name: str | os.PathLike, revision: str | None = None, **download: Any) -> "Recogniser":
        """Load a folder, our copy in the package, or a Hub repository; runs no code of it. ValueError if it is no DuSE."""
        folder = resolve_folder(name, revision, **download)
        kind = AutoConfig.from_pretrained(folder).model_type
        if kind != DuSEConfig.model_type:
            raise ValueError(
                f"`name` {os.fspath(name)!r} holds a {kind!r} model; name one of DuSE, such as argen/duse-mini"
            )
        model = DuSEForVideoClassification.from_pretrained(folder)
        return cls(model.eval(), DuSEVideoProcessor.from_pretrained(folder))

    def save_pretrained(self, folder: str | os.PathLike) -> None:
        """Write weights, configuration, options and code."""
        self.model.save_pretrained(folder)
        self.processor.save_pretrained(folder)


def resolve_folder(name: str | os.PathLike, revision: str | None = None, **download: Any) -> Path:
    """Local folder of a recogniser: the folder itself, our copy in the package, else a Hub snapshot.

    Args:
        name: a folder, or a Hub id. One of ours without `revision` is taken from the installed package when it is there.
        revision: branch, tag or commit on the Hub.
        download: keyword arguments of `huggingface_hub.snapshot_download` (`cache_dir`, `token`, ...).

    Raises:
        ValueError: a folder without config.json, or a path that does not exist.
    """
    text = os.fspath(name)
    if os.path.isdir(text):
        if not os.path.isfile(os.path.join(text, INDEX)):
            raise ValueError(f"`name` {text!r} is a folder without {INDEX}: name a saved recogniser")
        return Path(text)
    if text.startswith((".", "/", "~")) or text.count("/") != 1:
        raise ValueError(f"`name` {text!r} is neither a folder nor a Hub id such as argen/duse-mini")
    embedded = embedded_folder(text) if revision is None else None
    return embedded or Path(snapshot_download(text, revision=revision, allow_patterns=DOWNLOADED, **download))


def embedded_folder(repo_id: str) -> Path | None:
    """Folder of one of our recognisers inside the installed package (`argen.release`), None where there is none."""
    namespace, _, name = repo_id.partition("/")
    if namespace != OUR_NAMESPACE or find_spec("argen") is None:
        return None
    folder = Path(str(files("argen.release"))) / name
    return folder if (folder / INDEX).is_file() else None


def register() -> None:
    """Make the auto classes of transformers know DuSE."""
    AutoConfig.register(DuSEConfig.model_type, DuSEConfig, exist_ok=True)
    AutoModelForVideoClassification.register(DuSEConfig, DuSEForVideoClassification, exist_ok=True)
    AutoImageProcessor.register(DuSEConfig, image_processor_classes={"pil": DuSEVideoProcessor}, exist_ok=True)
    AutoVideoProcessor.register(DuSEConfig, DuSEVideoProcessor, exist_ok=True)


register()
