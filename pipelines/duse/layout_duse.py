"""A recogniser as one folder, which loads with this package, and without it by transformers alone.

transformers writes it: weights, configuration, the processor's options and, since the classes are registered for its auto
classes here, the code files beside them with an `auto_map` that names them.
"""

import os
from dataclasses import dataclass
from typing import Any

from transformers import AutoConfig, AutoImageProcessor, AutoModelForVideoClassification

# transformers itself exports AutoVideoProcessor only where torchvision is installed, which DuSE does not need
from transformers.models.auto.video_processing_auto import AutoVideoProcessor

from argen.pipelines.model_folder import ModelFolders

from .configuration_duse import DuSEConfig
from .modeling_duse import DuSEForVideoClassification
from .video_processing_duse import DuSEVideoProcessor


FOLDERS = ModelFolders("recogniser", "argen/duse-mini", ["config.json"], ["*.json", "*.safetensors", "*.py", "*.md"])


@dataclass(frozen=True)
class Recogniser:
    """A model and the processor that makes its input."""

    model: DuSEForVideoClassification
    processor: DuSEVideoProcessor

    @classmethod
    def from_pretrained(cls, name: str | os.PathLike, revision: str | None = None, **download: Any) -> "Recogniser":
        """Load a folder, our copy in the package, or a Hub repository; runs no code of it. ValueError if it is no DuSE."""
        folder = FOLDERS.resolve(name, revision, **download)
        kind = AutoConfig.from_pretrained(folder).model_type
        if kind != DuSEConfig.model_type:
            raise ValueError(
                f"`name` {os.fspath(name)!r} holds a {kind!r} model; name one of DuSE, such as argen/duse-mini"
            )
        model = DuSEForVideoClassification.from_pretrained(folder)
        return cls(model.eval(), DuSEVideoProcessor.from_pretrained(folder))

    def save_pretrained(self, folder: str | os.PathLike, half: bool = False) -> None:
        """Write weights, configuration, options and code; `half` stores the weights in 16 bits, loaded again as 32."""
        weights = {name: weight.half() if half else weight for name, weight in self.model.state_dict().items()}
        self.model.save_pretrained(folder, state_dict=weights)
        self.processor.save_pretrained(folder)


def register() -> None:
    """Make the auto classes of transformers know DuSE."""
    AutoConfig.register(DuSEConfig.model_type, DuSEConfig, exist_ok=True)
    AutoModelForVideoClassification.register(DuSEConfig, DuSEForVideoClassification, exist_ok=True)
    AutoImageProcessor.register(DuSEConfig, image_processor_classes={"pil": DuSEVideoProcessor}, exist_ok=True)
    AutoVideoProcessor.register(DuSEConfig, DuSEVideoProcessor, exist_ok=True)


register()
