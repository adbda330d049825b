"""What of the image encoder learns: nothing, LoRA in it, or all of it."""

from collections.abc import Callable
from typing import Any

from torch import nn

from argen.pipelines.duse.change_duse import MODEL_TYPE
from argen.training.duse_config import DuSETrainingConfig


# as in Hu et al. 2021 (arXiv 2106.09685), which adapt the queries and the values; the change encoder has convolutions
LORA_TARGETS = {"clip_vision_model": ("q_proj", "v_proj"), MODEL_TYPE: ("conv1", "conv2")}


def frozen(model: nn.Module, config: DuSETrainingConfig) -> nn.Module:
    """The encoder keeps its weights; the heads read its tokens."""
    model.get_submodule("encoder").requires_grad_(False)
    return model


def lora(model: nn.Module, config: DuSETrainingConfig) -> nn.Module:
    """The encoder gets LoRA of `lora_rank` in its attention or convolutions (peft); its own weights stay."""
    from peft import LoraConfig, get_peft_model

    shape: Any = model.config
    targets = list(LORA_TARGETS[shape.vision_config["model_type"]])
    settings = LoraConfig(r=config.lora_rank, lora_alpha=2 * config.lora_rank, target_modules=targets)
    model.set_submodule("encoder", get_peft_model(model.get_submodule("encoder"), settings))
    return model


def full(model: nn.Module, config: DuSETrainingConfig) -> nn.Module:
    """Every weight of the encoder learns."""
    model.get_submodule("encoder").requires_grad_(True)
    return model


TUNING: dict[str, Callable[[nn.Module, DuSETrainingConfig], nn.Module]] = {
    "frozen": frozen,
    "lora": lora,
    "full": full,
}


def merged(model: Any) -> Any:
    """The model as it was built, with LoRA, if any, added into the encoder's own weights."""
    from peft import PeftModel

    encoder = model.get_submodule("encoder")
    if isinstance(encoder, PeftModel):
        model.set_submodule("encoder", encoder.merge_and_unload())
    return model
