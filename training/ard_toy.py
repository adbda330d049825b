"""A training that anyone can run: `python -m argen.training.ard_toy [loss_type=nft] [key=value ...]`.

A tiny pipeline with random weights, made here, learns to make its clips brighter; under two minutes on one CPU core. It
has the layout of Wan 2.2 TI2V and all of the trainer's machinery, and no download.
"""

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argen.pipelines.argen.facs_argen import EMOTIONS


if TYPE_CHECKING:
    from datasets import Dataset
    from torch import Tensor

    from argen.pipelines.argen.pipeline_argen import ARGenPipeline


CONFIG = Path(__file__).parent / "configs" / "ard_toy.yaml"
SIZE, FRAMES, TEXT_DIM = 32, 5, 16
WORDS = "<pad> </s> <unk> a face looks happiness sadness neutral anger surprise disgust fear".split()  # noqa: SIM905


def toy_pipeline(seed: int = 0, num_layers: int = 2) -> "ARGenPipeline":
    """A pipeline of 32 px and 5 frames with random weights, equal at each call; `num_layers` of the transformer."""
    import torch
    from diffusers import AutoencoderKLWan, FlowMatchEulerDiscreteScheduler, WanTransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        vae = AutoencoderKLWan(
            base_dim=8, decoder_base_dim=8, z_dim=8, dim_mult=[1, 1, 1, 1], num_res_blocks=1, is_residual=True,
            temperal_downsample=[False, True, True], in_channels=12, out_channels=12, patch_size=2,
            scale_factor_spatial=16, latents_mean=[0.0] * 8, latents_std=[1.0] * 8,
        )  # fmt: skip
        transformer = WanTransformer3DModel(
            patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=8, out_channels=8,
            text_dim=TEXT_DIM, freq_dim=16, ffn_dim=48, num_layers=num_layers, cross_attn_norm=True, rope_max_seq_len=32,
        )  # fmt: skip
        encoder: Any = UMT5EncoderModel(
            UMT5Config(vocab_size=32, d_model=TEXT_DIM, d_kv=8, d_ff=16, num_layers=1, num_heads=2, dropout_rate=0.0)
        )
    tokenizer: Any = toy_tokenizer()
    pipe = ARGenPipeline(
        tokenizer, encoder.eval(), vae.eval(), FlowMatchEulerDiscreteScheduler(shift=3.0), transformer=transformer.eval(),
        expand_timesteps=True, text_length=8, default_height=SIZE, default_width=SIZE, default_num_frames=FRAMES,
        default_fps=8.0, default_steps=4, default_guidance_scale=1.0,
    )  # fmt: skip
    pipe.set_progress_bar_config(disable=True)
    return pipe


def toy_tokenizer() -> Any:
    """A tokenizer of a dozen words."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")


def toy_prompts() -> "Dataset":
    """One prompt per emotion; the first frame is a smooth random picture."""
    import numpy as np
    from datasets import Dataset
    from PIL import Image

    rows = []
    for k, emotion in enumerate(EMOTIONS):
        small = np.random.default_rng(k).integers(0, 256, (4, 4, 3), dtype=np.uint8)
        picture = Image.fromarray(small).resize((SIZE, SIZE), Image.Resampling.BILINEAR)
        rows.append(
            {
                "prompt": f"a face looks {emotion}",
                "image": picture,
                "emotion": emotion,
                "intensity": 0.8,
                "action_units": None,
                "prompt_id": emotion,
            }
        )
    return Dataset.from_list(rows)


def brightness(completions: "Tensor", **_: Any) -> list[float]:
    """Mean of the pixels, 0..1."""
    return completions.mean(dim=(1, 2, 3, 4)).tolist()


def smoothness(completions: "Tensor", **_: Any) -> list[float]:
    """Less the mean absolute difference of neighbouring frames, 0 at best."""
    return (-completions.diff(dim=1).abs().mean(dim=(1, 2, 3, 4))).tolist()


def contrast(completions: "Tensor", **_: Any) -> list[float]:
    """Standard deviation of the pixels of each frame, averaged."""
    return completions.flatten(2).std(2).mean(1).tolist()


def rise(log: list[dict[str, Any]]) -> float:
    """How far the reward rose, in standard deviations of the clips at the start: last fifth of the rounds against the first."""
    lines = [line for line in log if "reward" in line]
    end = statistics.mean(line["reward"] for line in lines[-max(1, len(lines) // 5) :])
    return (end - lines[0]["reward"]) / lines[0]["rewards/brightness/std"]


def main(words: list[str]) -> float:
    """Train the toy; `words` change settings of `ard_toy.yaml`. Returns `rise`."""
    import torch
    from rich.console import Console

    from argen.training.ard_config import ARDConfig
    from argen.training.ard_display import Display
    from argen.training.ard_script import load_ard_config
    from argen.training.ard_trainer import ARDTrainer

    torch.set_num_threads(1)
    (args,) = load_ard_config(CONFIG, words, ARDConfig)
    trainer = ARDTrainer(toy_pipeline(), [brightness], args, toy_prompts())
    trainer.add_callback(Display(trainer))
    trainer.train()
    found = rise(trainer.state.log_history)
    Console().print(f"the reward rose by {found:.1f} standard deviations of its start")
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
