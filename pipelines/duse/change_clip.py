"""ChangeCLIP: the change encoder beside CLIP's text encoder, so that DuSE takes it for a CLIPModel (our design)."""

import os
from types import SimpleNamespace
from typing import Any

import torch
from transformers import (
    AutoConfig,
    CLIPModel,
    CLIPTextConfig,
    CLIPTextModelWithProjection,
    PretrainedConfig,
    PreTrainedModel,
)

from argen.pipelines.duse.change_duse import ChangeEncoder, change_config


class ChangeCLIPConfig(PretrainedConfig):
    """Configuration of `ChangeCLIP`.

    Args:
        vision_config: see `change_duse.change_config`.
        text_config: keyword arguments of `CLIPTextConfig`, `projection_dim` included.
    """

    model_type = "change_clip"

    def __init__(
        self, vision_config: dict[str, Any] | None = None, text_config: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.vision_config = vision_config or change_config([32, 64, 96, 128], 2, 128)
        self.text_config = text_config or CLIPTextConfig(projection_dim=self.vision_config["projection_dim"]).to_dict()
        super().__init__(**kwargs)

    @property
    def projection_dim(self) -> int:
        """Width of the space that pictures and text share."""
        return self.vision_config["projection_dim"]


class ChangeCLIP(PreTrainedModel):
    """What DuSE needs of a CLIPModel: `vision_model`, `visual_projection`, and text features in their space."""

    config_class = ChangeCLIPConfig
    base_model_prefix = "change_clip"

    def __init__(self, config: ChangeCLIPConfig) -> None:
        super().__init__(config)
        pictures = ChangeEncoder(config.vision_config)
        self.vision_model, self.visual_projection = pictures.vision_model, pictures.visual_projection
        self.text = CLIPTextModelWithProjection(CLIPTextConfig(**config.text_config))
        self.post_init()

    def _init_weights(self, module: torch.nn.Module) -> None:
        """Each part draws its own weights when it is made; nothing is drawn again."""

    def get_text_features(self, input_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> Any:
        """`.pooler_output` `(n, p)` of sentences, as CLIPModel's."""
        found = self.text(input_ids=input_ids, attention_mask=attention_mask)
        return SimpleNamespace(pooler_output=found.text_embeds)


def load_clip(name: str | os.PathLike) -> Any:
    """The CLIPModel or ChangeCLIP in a folder or Hub repository, whichever its configuration names."""
    is_change = isinstance(AutoConfig.from_pretrained(name), ChangeCLIPConfig)
    return (ChangeCLIP if is_change else CLIPModel).from_pretrained(name)


AutoConfig.register(
    ChangeCLIPConfig.model_type, ChangeCLIPConfig, exist_ok=True
)  # so that auto classes know the folder
