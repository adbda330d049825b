"""The tiny CLIP of DuSE-mini: frames beside sentences about them (our design after Radford et al., arXiv 2103.00020).

Stock CLIPModel. FACS reads a face as a change from that person's rest, and faces differ far more than expressions do: a
contrastive loss over single frames stayed at chance for as long as we tried. So what is aligned with language here is how
frames of one clip differ, as directional CLIP losses do between pictures (Gal et al., arXiv 2108.00946).
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn
from transformers import CLIPConfig, CLIPModel, PreTrainedTokenizerFast

from argen.device import pick_device
from argen.pipelines.argen.caption_argen import AU_PHRASES, caption_curve
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from argen.pipelines.duse.percept_duse import joint_tokens
from argen.training.duse_clips import clip_shards
from argen.training.settings import check_positive, read_settings
from argen.training.supervised_augment import mirror
from argen.training.supervised_clips import read_shards
from argen.training.supervised_config import StageConfig, SupervisedConfig
from argen.training.supervised_loop import fit
from argen.training.supervised_results import publish
from argen.training.supervised_text import END, PAD, UNKNOWN, encode_captions, train_tokenizer


PHRASE_LENGTH, CAPTION_LENGTH = 16, 64
_READ_STEP = 0.1  # thousands of inputs: one step of Adam would move the answer by more than AUs differ
_SHOWN = 0.25  # the emotion is named in a caption from this strength of the strongest AU on


def make_clip(vocabulary: int) -> CLIPModel:
    """A random CLIPModel of 2.3 million weights for 128 px: 8 x 8 patches, joint space of 128."""
    vision = {
        "hidden_size": 192, "intermediate_size": 512, "num_hidden_layers": 4, "num_attention_heads": 3,
        "image_size": 128, "patch_size": 16, "projection_dim": 128,
    }  # fmt: skip
    text = {
        "hidden_size": 128, "intermediate_size": 256, "num_hidden_layers": 2, "num_attention_heads": 2,
        "vocab_size": vocabulary, "max_position_embeddings": CAPTION_LENGTH, "projection_dim": 128,
        "bos_token_id": 1, "eos_token_id": 1, "pad_token_id": 0,
    }  # fmt: skip
    return CLIPModel(CLIPConfig(vision_config=vision, text_config=text, projection_dim=128))


def phrases_of(name: str) -> tuple[str, ...]:
    """How an AU may be called in a sentence: its name, its code, the caption grammar's phrases."""
    return (AU_NAMES[name], name, f"{name}, {AU_NAMES[name]}", *AU_PHRASES[name])


def frame_caption(au: np.ndarray, emotion: str, rng: np.random.Generator) -> str:
    """A sentence for one frame's AUs `(20,)`: the emotion is named only where the face shows it."""
    shown = emotion if float(au.max()) >= _SHOWN or emotion == "neutral" else None
    style = "actions" if shown is None else ("full", "actions", "short")[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
    return caption_curve(np.repeat(au[None], 2, 0), shown, 8.0, rng, style)


def place_patches(clip: CLIPModel) -> None:
    """Sines and cosines of row and column as first position embeddings: CLIP's own are too faint to learn from soon."""
    embedding = clip.vision_model.embeddings.position_embedding.weight
    side, dim = round((len(embedding) - 1) ** 0.5), embedding.shape[1]
    angles = torch.arange(side)[:, None] * 100.0 ** -(torch.arange(dim // 4) / (dim // 4))
    wave = torch.cat([angles.sin(), angles.cos()], 1)
    grid = torch.cat([wave[:, None].expand(-1, side, -1), wave[None].expand(side, -1, -1)], 2).flatten(0, 1)
    with torch.no_grad():
        embedding.copy_(torch.cat([torch.zeros(1, dim), grid / grid.std()]))


class EncoderObjective(nn.Module):
    """How a clip's frames differ must say how their AUs differ: read off all tokens, and along the AUs' phrases."""

    def __init__(self, clip: Any, grid: int) -> None:
        super().__init__()
        self.clip, self.grid = clip, grid
        self.read = nn.Linear((1 + grid**2) * clip.config.projection_dim, len(AUS), bias=False)
        self.scale = nn.Parameter(torch.zeros(len(AUS)))
        vision = clip.config.vision_config
        self.squeeze = nn.Linear(vision.hidden_size, 32)
        self.place = nn.Linear(32 * (vision.image_size // vision.patch_size) ** 2, len(AUS), bias=False)

    def forward(
        self, frames: torch.Tensor, au: torch.Tensor, captions: torch.Tensor, phrases: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`frames` `(n, k, 3, h, w)` in 0..1, `au` `(n, k, 20)`, `captions` `(n, l)` of the strongest, `phrases` `(20, l)`."""
        hidden = self.clip.vision_model(pixel_values=frames.flatten(0, 1) * 2 - 1).last_hidden_state
        truth = centred(au)
        spread = truth.var().clamp(min=1e-3)
        # patches where they lie teach the encoder what moves long before averaged ones would
        placed = centred(self.squeeze(hidden[:, 1:]).flatten(1).unflatten(0, frames.shape[:2]))
        seen = F.mse_loss(self.place(placed), truth) / spread
        tokens = centred(joint_tokens(self.clip, hidden, self.grid).unflatten(0, frames.shape[:2]))
        read = F.mse_loss(self.read(tokens.flatten(2)) * _READ_STEP, truth) / spread
        change = tokens.mean(2)
        names = F.normalize(self.embed(phrases), dim=-1)
        told = F.mse_loss(self.scale.exp() * (change @ names.T), truth) / spread
        strongest = change[torch.arange(len(au)), au.sum(2).argmax(1)]
        text = F.normalize(self.embed(captions), dim=-1)
        similar = self.clip.logit_scale.exp().clamp(max=50) * F.normalize(strongest, dim=-1) @ text.T
        same = torch.arange(len(au), device=au.device)
        contrast = (F.cross_entropy(similar, same) + F.cross_entropy(similar.T, same)) / 2
        loss = seen + read + told + 0.1 * contrast
        logs = {"loss": loss, "seen": seen, "read": read, "told": told, "clip": contrast}
        return loss, {name: value.detach() for name, value in logs.items()}

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Sentences `(n, l)` in the joint space `(n, p)`."""
        return self.clip.get_text_features(input_ids=ids, attention_mask=(ids != 0).long()).pooler_output


def centred(x: torch.Tensor) -> torch.Tensor:
    """Frames `(n, k, ...)` as their distance to the clip's mean."""
    return x - x.mean(1, keepdim=True)


@dataclass
class EncoderConfig(StageConfig):
    """`train` are folders of rendered shards; `frames` of each of `batch_size` clips are seen at once."""

    output: str = "runs/duse"
    train: tuple[str, ...] = ("runs/duse/train",)
    frames: int = 4
    token_grid: int = 4
    vocabulary: int = 1024
    seed: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        check_positive(self, "frames", "token_grid", "vocabulary")


def train_encoder(config: EncoderConfig, device: torch.device) -> CLIPModel:
    """Train on rendered shards, some frames of each clip; a CLIPModel and its tokenizer are saved in `output/encoder`."""
    output, seed = Path(config.output), config.seed
    tokenizer = train_tokenizer(SupervisedConfig(output=config.output, vocabulary=config.vocabulary, seed=seed))
    frames, au, emotion = read_shards(clip_shards(config.train), "frames", "au", "emotion")
    data = {"frames": frames, "au": au, "emotion": emotion}
    torch.manual_seed(seed)
    clip = make_clip(tokenizer.get_vocab_size())
    place_patches(clip)
    objective = EncoderObjective(clip, config.token_grid).to(device)

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        batch = clip_batch(data, tokenizer, (config.batch_size, config.frames), (seed, step))
        return {key: value.to(device) for key, value in batch.items()}

    fit(objective, {"objective": objective}, make_batch, config, output / "stages" / "encoder", "encoder", seed=seed)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=PAD, eos_token=END, unk_token=UNKNOWN)

    def save(folder: Path) -> None:
        clip.eval().save_pretrained(folder)
        fast.save_pretrained(folder)

    publish(output / "encoder", save)
    return clip


def clip_batch(
    data: dict[str, torch.Tensor], tokenizer: Tokenizer, shape: tuple[int, int], place: tuple[int, int]
) -> dict[str, torch.Tensor]:
    """`shape` (clips, frames of each), a caption of each clip's strongest frame, a phrase of each AU; `place` (seed, step).

    Half of the clips mirrored; the renderer has altered the pictures enough.
    """
    g, rng = torch.Generator().manual_seed(place[0] * 1_000_003 + place[1]), np.random.default_rng(place)
    clips = torch.randint(len(data["frames"]), (shape[0],), generator=g)
    moments = torch.rand(shape[0], data["frames"].shape[1], generator=g).argsort(1)[:, : shape[1]]
    frames = data["frames"][clips[:, None], moments].permute(0, 1, 4, 2, 3) / 255
    frames = mirror(frames, torch.rand(shape[0], generator=g) < 0.5)
    au = data["au"][clips[:, None], moments]
    strongest = au[torch.arange(len(au)), au.sum(2).argmax(1)].numpy()
    words = [
        frame_caption(one, EMOTIONS[int(e)], rng) for one, e in zip(strongest, data["emotion"][clips], strict=True)
    ]
    names = [str(rng.choice(phrases_of(name))) for name in AUS]
    return {
        "frames": frames.contiguous(),
        "au": au,
        "captions": encode_captions(tokenizer, words, CAPTION_LENGTH),
        "phrases": encode_captions(tokenizer, names, PHRASE_LENGTH),
    }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--config", required=True, help="YAML file, see training/configs/duse_encoder.yaml")
    parser.add_argument("--device", default=None, help="cpu, cuda, mps; by default the best there is")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change one setting")


def main(args: argparse.Namespace) -> None:
    """Train the encoder, or go on where it stopped."""
    train_encoder(read_settings(EncoderConfig, args.config, args.set, "--set"), pick_device(args.device))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
