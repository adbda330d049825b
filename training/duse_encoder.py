"""The ChangeCLIP of DuSE-mini: the trunk of a trained AUEstimator, and sentences that learn to lie where it sees them.

The pictures' side is locked and the text side learns (LiT: Zhai et al., arXiv 2111.07991). FACS reads a face as a change
from that person's rest, and faces differ far more than expressions do, so that what is aligned with language is how the
frames of one clip differ, as directional CLIP losses do between pictures (Gal et al., arXiv 2108.00946). Over a tiny CLIP
trained from chance for an hour DuSE named .446 of seven emotions, over this one .869 (our design).
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
from transformers import CLIPTextConfig, PreTrainedTokenizerFast

from argen.device import pick_device
from argen.pipelines.argen.caption_argen import AU_PHRASES, caption_curve
from argen.pipelines.argen.estimator_argen import AUEstimator
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS
from argen.pipelines.duse.change_clip import ChangeCLIP, ChangeCLIPConfig
from argen.pipelines.duse.change_duse import change_config, change_tokens
from argen.training.duse_clips import clip_shards
from argen.training.rewards.au_fidelity import estimator
from argen.training.settings import check_positive, read_settings
from argen.training.supervised_augment import mirror
from argen.training.supervised_clips import read_shards
from argen.training.supervised_config import StageConfig, SupervisedConfig
from argen.training.supervised_loop import fit
from argen.training.supervised_results import publish
from argen.training.supervised_text import END, PAD, UNKNOWN, encode_captions, train_tokenizer


PHRASE_LENGTH, CAPTION_LENGTH = 16, 64
_SHOWN = 0.25  # the emotion is named in a caption from this strength of the strongest AU on


def make_change_clip(teacher: AUEstimator, vocabulary: int) -> ChangeCLIP:
    """A ChangeCLIP with the trunk of `teacher`; its own channels are the joint space, and the text side is random."""
    shape = teacher.config
    width = shape["widths"][-1]
    text = {
        "hidden_size": 128, "intermediate_size": 256, "num_hidden_layers": 2, "num_attention_heads": 2,
        "vocab_size": vocabulary, "max_position_embeddings": CAPTION_LENGTH, "projection_dim": width,
        "bos_token_id": 1, "eos_token_id": 1, "pad_token_id": 0,
    }  # fmt: skip
    vision = change_config(shape["widths"], shape["blocks"], width, shape["sample_size"])
    clip = ChangeCLIP(ChangeCLIPConfig(vision, CLIPTextConfig(**text).to_dict()))
    trunk = {name: value for name, value in teacher.state_dict().items() if not name.startswith("head.")}
    clip.vision_model.load_state_dict(trunk)
    nn.init.eye_(clip.visual_projection.weight)
    for part in (clip.vision_model, clip.visual_projection):
        part.requires_grad_(False)
    return clip


def phrases_of(name: str) -> tuple[str, ...]:
    """How an AU may be called in a sentence: its name, its code, the caption grammar's phrases."""
    return (AU_NAMES[name], name, f"{name}, {AU_NAMES[name]}", *AU_PHRASES[name])


def frame_caption(au: np.ndarray, emotion: str, rng: np.random.Generator) -> str:
    """A sentence for one frame's AUs `(20,)`: the emotion is named only where the face shows it."""
    shown = emotion if float(au.max()) >= _SHOWN or emotion == "neutral" else None
    style = "actions" if shown is None else ("full", "actions", "short")[int(rng.choice(3, p=(0.5, 0.3, 0.2)))]
    return caption_curve(np.repeat(au[None], 2, 0), shown, 8.0, rng, style)


class EncoderObjective(nn.Module):
    """How a clip's frames differ must say how their AUs differ, along the AUs' phrases and beside sentences."""

    def __init__(self, clip: Any, grid: int) -> None:
        super().__init__()
        self.clip, self.grid = clip, grid
        self.scale = nn.Parameter(torch.zeros(len(AUS)))
        self.heat = nn.Parameter(torch.tensor(2.5))

    def forward(
        self, frames: torch.Tensor, au: torch.Tensor, captions: torch.Tensor, phrases: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`frames` `(n, k, 3, h, w)` in 0..1, the first at rest, `au` `(n, k, 20)`.

        `captions` `(n, l)` of the strongest frames, `phrases` `(20, l)` of the AUs.
        """
        truth = centred(au)
        spread = truth.var().clamp(min=1e-3)
        change = centred(change_tokens(self.clip, frames * 2 - 1, self.grid)).mean(2)
        names = F.normalize(self.embed(phrases), dim=-1)
        told = F.mse_loss(self.scale.exp() * (change @ names.T), truth) / spread
        strongest = change[torch.arange(len(au)), au.sum(2).argmax(1)]
        text = F.normalize(self.embed(captions), dim=-1)
        similar = self.heat.exp().clamp(max=50) * F.normalize(strongest, dim=-1) @ text.T
        same = torch.arange(len(au), device=au.device)
        contrast = (F.cross_entropy(similar, same) + F.cross_entropy(similar.T, same)) / 2
        loss = told + 0.1 * contrast
        logs = {"loss": loss, "told": told, "clip": contrast}
        return loss, {name: value.detach() for name, value in logs.items()}

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Sentences `(n, l)` in the joint space `(n, p)`."""
        return self.clip.get_text_features(input_ids=ids, attention_mask=(ids != 0).long()).pooler_output


def centred(x: torch.Tensor) -> torch.Tensor:
    """Frames `(n, k, ...)` as their distance to the clip's mean."""
    return x - x.mean(1, keepdim=True)


@dataclass
class EncoderConfig(StageConfig):
    """`train` are folders of rendered shards; the resting frame and `frames` - 1 others of `batch_size` clips are seen at once.

    `teacher` is the pipeline, a folder or Hub id, whose AUEstimator lends its trunk.
    """

    output: str = "runs/duse"
    train: tuple[str, ...] = ("runs/duse/train",)
    teacher: str = "argen/argen-mini"
    frames: int = 4
    token_grid: int = 4
    vocabulary: int = 1024
    seed: int = 5

    def __post_init__(self) -> None:
        super().__post_init__()
        check_positive(self, "frames", "token_grid", "vocabulary")


def train_encoder(config: EncoderConfig, device: torch.device) -> ChangeCLIP:
    """Train on rendered shards, some frames of each clip; a ChangeCLIP and its tokenizer are saved in `output/encoder`."""
    output, seed = Path(config.output), config.seed
    tokenizer = train_tokenizer(SupervisedConfig(output=config.output, vocabulary=config.vocabulary, seed=seed))
    frames, au, emotion = read_shards(clip_shards(config.train), "frames", "au", "emotion")
    data = {"frames": frames, "au": au, "emotion": emotion}
    torch.manual_seed(seed)
    clip = make_change_clip(estimator(config.teacher, torch.device("cpu")), tokenizer.get_vocab_size())
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
    """`shape` (clips, frames of each: the first, then others), captions of the strongest, phrases of the AUs.

    `place` is (seed, step). Half of the clips are mirrored; the renderer has altered the pictures enough.
    """
    g, rng = torch.Generator().manual_seed(place[0] * 1_000_003 + place[1]), np.random.default_rng(place)
    clips = torch.randint(len(data["frames"]), (shape[0],), generator=g)
    later = 1 + torch.rand(shape[0], data["frames"].shape[1] - 1, generator=g).argsort(1)[:, : shape[1] - 1]
    moments = torch.cat([torch.zeros_like(later[:, :1]), later], 1)
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
