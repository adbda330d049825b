"""Tiny random components, one set per layout of Wan that the pipeline serves; no network, no trained weights."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
import torch
from diffusers import AutoencoderKLWan, FlowMatchEulerDiscreteScheduler, WanTransformer3DModel
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    CLIPConfig,
    CLIPImageProcessorPil,
    CLIPModel,
    CLIPVisionConfig,
    CLIPVisionModel,
    PreTrainedTokenizerFast,
    UMT5Config,
    UMT5EncoderModel,
)

from argen.pipelines.argen.adapter_argen import AUAdapter
from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.pipelines.argen.pipeline_argen import ARGenPipeline


TEXT_DIM = 32
SIZE = 32
MODES = ("ti2v", "ti2v_map", "concat36", "concat36_clip")
IN_CHANNELS = {"ti2v": 16, "ti2v_map": 16 + 81, "concat36": 36, "concat36_clip": 36}
WORDS = "a face person shows fear happiness anger sadness slightly strongly smile brow raised then the lips".split()  # noqa: SIM905

# A process in which our package cannot be imported: what the Hub's users have.
WITHOUT_ARGEN = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "argen":
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Blocked())
{code}
assert not any(name.partition(".")[0] == "argen" for name in sys.modules)
"""


def make_tokenizer() -> PreTrainedTokenizerFast:
    """Word-level tokenizer over a few words, with T5's special tokens."""
    vocabulary = {word: i for i, word in enumerate(["<pad>", "</s>", "<unk>", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")


def make_vae(mode: str) -> AutoencoderKLWan:
    """Wan 2.2's layout (x16 in space, patch 2) for "ti2v", Wan 2.1's (x8) else; latents with uneven statistics."""
    shared: dict[str, Any] = {
        "base_dim": 8,
        "z_dim": 16,
        "dim_mult": [1, 1, 1, 1],
        "num_res_blocks": 1,
        "temperal_downsample": [False, True, True],
        "latents_mean": [0.1 * (i - 8) for i in range(16)],
        "latents_std": [0.5 + 0.1 * i for i in range(16)],
    }
    if not mode.startswith("ti2v"):
        return AutoencoderKLWan(**shared)
    return AutoencoderKLWan(
        **shared, decoder_base_dim=8, is_residual=True, in_channels=12, out_channels=12, patch_size=2,
        scale_factor_spatial=16,
    )  # fmt: skip


def make_transformer(mode: str) -> WanTransformer3DModel:
    """Two layers; the input channels of `IN_CHANNELS`, and image cross-attention for "concat36_clip"."""
    clip: dict[str, Any] = {"image_dim": 16, "added_kv_proj_dim": 24} if mode == "concat36_clip" else {}
    return WanTransformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=IN_CHANNELS[mode], out_channels=16,
        text_dim=TEXT_DIM, freq_dim=32, ffn_dim=32, num_layers=2, cross_attn_norm=True,
        rope_max_seq_len=32, **clip,
    )  # fmt: skip


def get_dummy_components(mode: str = "ti2v") -> dict[str, Any]:
    """All constructor arguments of `ARGenPipeline` for a mode of `MODES`; equal weights at each call."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        text_config = UMT5Config(
            vocab_size=32, d_model=TEXT_DIM, d_kv=8, d_ff=32, num_layers=1, num_heads=2, dropout_rate=0.0
        )
        vision_config = CLIPVisionConfig(
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            image_size=32,
            patch_size=16,
        )
        clip = mode == "concat36_clip"
        return {
            "tokenizer": make_tokenizer(),
            "text_encoder": UMT5EncoderModel(text_config).eval(),
            "vae": make_vae(mode).eval(),
            "scheduler": FlowMatchEulerDiscreteScheduler(shift=3.0),
            "transformer": make_transformer(mode).eval(),
            "image_encoder": CLIPVisionModel(vision_config).eval() if clip else None,
            "image_processor": CLIPImageProcessorPil(size=32, crop_size=32) if clip else None,
            "transformer_2": None,
            "au_adapter": AUAdapter(dim=TEXT_DIM, hidden_dim=16, map_factor=4 if mode == "ti2v_map" else 0).eval(),
            "au_estimator": AUEstimator(widths=(8, 8, 8), blocks=1, sample_size=SIZE).eval(),
            "expand_timesteps": mode.startswith("ti2v"),
            "text_length": 512 if clip else 16,
            "default_height": SIZE,
            "default_width": SIZE,
            "default_num_frames": 9,
            "default_fps": 8.0,
            "default_steps": 2,
            "default_guidance_scale": 2.0,
            "default_au_guidance_scale": 1.5,
        }


def make_pipeline(mode: str = "ti2v", **changes: Any) -> ARGenPipeline:
    """The dummy pipeline of a mode, with some constructor arguments changed, without a progress bar."""
    pipe = ARGenPipeline(**(get_dummy_components(mode) | changes))
    pipe.set_progress_bar_config(disable=True)
    return pipe


def make_image(seed: int = 0) -> PIL.Image.Image:
    """A smooth random RGB picture of `SIZE` pixels."""
    small = np.random.default_rng(seed).integers(0, 256, (4, 4, 3), dtype=np.uint8)
    return PIL.Image.fromarray(small).resize((SIZE, SIZE), PIL.Image.Resampling.BILINEAR)


def get_dummy_inputs(seed: int = 0) -> dict[str, Any]:
    """Arguments of a short call that uses text, AUs and two steps."""
    return {
        "image": make_image(seed),
        "emotion": "happiness",
        "intensity": 0.7,
        "num_frames": 9,
        "num_inference_steps": 2,
        "generator": torch.Generator().manual_seed(seed),
        "output_type": "pt",
    }


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Tests run on shared cores, and sums in another order would change the last bits."""
    torch.set_num_threads(1)


@pytest.fixture
def dummy_components() -> Callable[..., dict[str, Any]]:
    """`get_dummy_components(mode)`."""
    return get_dummy_components


@pytest.fixture
def dummy_inputs() -> Callable[..., dict[str, Any]]:
    """`get_dummy_inputs(seed)`."""
    return get_dummy_inputs


@pytest.fixture
def dummy_pipeline() -> Callable[..., ARGenPipeline]:
    """`make_pipeline(mode, **changes)`."""
    return make_pipeline


@pytest.fixture
def dummy_image() -> Callable[..., PIL.Image.Image]:
    """`make_image(seed)`."""
    return make_image


def _tiny_clip(vocabulary: int) -> CLIPModel:
    torch.manual_seed(0)
    vision = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 2,
              "image_size": 32, "patch_size": 8, "projection_dim": 24}  # fmt: skip
    text = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
            "vocab_size": vocabulary, "max_position_embeddings": 40, "projection_dim": 24, "bos_token_id": 1,
            "eos_token_id": 1, "pad_token_id": 0}  # fmt: skip
    return CLIPModel(CLIPConfig(vision_config=vision, text_config=text, projection_dim=24)).eval()


@pytest.fixture(scope="session")
def tiny_clip() -> Callable[[int], CLIPModel]:
    """The function that makes a random CLIPModel, 32 px in patches of 8, for a vocabulary of so many tokens."""
    return _tiny_clip


@pytest.fixture
def run_without_argen(tmp_path: Path) -> Callable[..., None]:
    """Run code offline where our package cannot be imported; its arguments are `sys.argv[1:]`."""

    def run(code: str, *arguments: Path) -> None:
        environment = {"HF_MODULES_CACHE": str(tmp_path / "modules"), "HF_HUB_OFFLINE": "1", "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-c", WITHOUT_ARGEN.format(code=code), *map(str, arguments)]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return run
