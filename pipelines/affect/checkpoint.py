"""Checkpoint: a describer's model on this machine: image-text-to-text, of transformers, with a chat template."""

from collections.abc import Callable
from typing import Any

import torch
from transformers import AutoModelForImageTextToText, AutoProcessor, LogitsProcessorList

from argen.pipelines.affect.constraint import OnlySchema
from argen.pipelines.affect.schema import Schema


def checkpoint_answer(
    model_id: str,
    revision: str | None = None,
    device: str | None = None,
    max_new_tokens: int = 1024,
    constrained: bool = True,
    trust_remote_code: bool = False,
) -> Callable[[list[dict[str, Any]], Schema], str]:
    """A function from chat messages and a schema to the model's text, decoded greedily (arguments: `describer`)."""
    source: dict[str, Any] = {"revision": revision, "trust_remote_code": trust_remote_code}
    processor: Any = AutoProcessor.from_pretrained(model_id, **source)
    if processor.chat_template is None:
        raise ValueError(f"`model_id` is {model_id!r}, which has no chat template. Take an instruction-tuned model.")
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    # half precision is slower than single on most CPUs
    dtype = torch.float32 if device == "cpu" else "auto"
    model: Any = AutoModelForImageTextToText.from_pretrained(model_id, dtype=dtype, use_safetensors=True, **source)
    model = model.to(device).eval()
    ends = model.generation_config.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]

    def answer(messages: list[dict[str, Any]], schema: Schema) -> str:
        inputs = processor.apply_chat_template(
            messages, tokenize=True, add_generation_prompt=True, return_dict=True, return_tensors="pt"
        ).to(device, dtype=model.dtype)
        length = inputs["input_ids"].shape[1]
        only = [OnlySchema(processor.tokenizer, schema, length, ends)] if constrained else []
        with torch.inference_mode():
            tokens = model.generate(
                **inputs,
                max_new_tokens=max_new_tokens,
                do_sample=False,
                num_beams=1,
                logits_processor=LogitsProcessorList(only),
            )
        return processor.tokenizer.decode(tokens[0, length:], skip_special_tokens=True)

    return answer
