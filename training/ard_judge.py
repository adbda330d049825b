"""Train the held-out judge of `rewards/judge.py` on rendered clips: `python -m argen.training.ard_judge [key=value ...]`.

It shares no weight, no seed and no clip order with what is optimised. A stopped run goes on from its last checkpoint.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F
from rich.console import Console
from rich.progress import track
from safetensors import safe_open
from torch import Tensor, nn

from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.cif.integrity import looked_at
from argen.pipelines.media.atomic import write_atomic
from argen.training.duse_clips import clip_shards
from argen.training.rewards.judge import Judge
from argen.training.settings import check_not_negative, check_share, check_types, read_settings
from argen.training.supervised_augment import add_noise, colour_jitter, mirror, move, soften
from argen.training.supervised_config import StageConfig
from argen.training.supervised_estimator import concordance


if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class JudgeStage(StageConfig):
    """How long and how fast; the clock ends it first."""

    steps: int = 100_000
    max_minutes: float | None = 23.0
    batch_size: int = 16
    learning_rate: float = 2e-3
    ema_decay: float = 0.998


@dataclass
class JudgeConfig:
    """A run under `output`; `train` and `test` are folders of rendered shards that share no identity.

    `frozen` is the share of clips that stand still from some frame on, see `frozen_from`. With `stage.begin_with`, the
    folder of a judge, its weights are where this one starts.
    """

    output: str = "runs/judge"
    train: tuple[str, ...] = ("runs/mini3/cache_rest", "runs/duse/heads/cache")
    test: tuple[str, ...] = ("runs/duse/test/cache",)
    seed: int = 20260
    frozen: float = 0.3
    stage: JudgeStage = field(default_factory=JudgeStage)

    def __post_init__(self) -> None:
        check_types(self)
        check_not_negative(self, "seed")
        check_share(self, "frozen")
        if not self.train or not self.test:
            raise ValueError("`train` and `test` have to name one folder of clips or more each.")


@dataclass
class Clips:
    """`frames` `(n, t, size, size, 3)` uint8, `au` `(n, t, 20)`, `emotion` and `identity` `(n,)`."""

    frames: Tensor
    au: Tensor
    emotion: Tensor
    identity: Tensor

    def __len__(self) -> int:
        return len(self.emotion)

    def videos(self, rows: Tensor) -> Tensor:
        """Clips of these rows, `(n, t, 3, size, size)` in 0..1."""
        return self.frames[rows].movedim(-1, -3).contiguous().float() / 255


def load_clips(folders: Sequence[str], judge: Judge) -> Clips:
    """All clips of the folders' shards, the frames that the judge looks at alone, at its size."""
    parts: list[tuple[Tensor, ...]] = []
    for path in track(clip_shards(folders), "reading clips"):
        with safe_open(path, "pt") as shard:
            frames = shard.get_tensor("frames")
            rows = looked_at(frames.shape[1], judge.num_frames)
            au, emotion, identity = (shard.get_tensor(name) for name in ("au", "emotion", "identity"))
        shown = judge.look(frames.permute(0, 1, 4, 2, 3).float() / 255)
        pixels = (shown * 255).round().clamp(0, 255).to(torch.uint8).movedim(-3, -1).contiguous()
        parts.append((pixels, au[:, rows], emotion, identity))
    return Clips(*(torch.cat(one) for one in zip(*parts, strict=True)))


class JudgeObjective(nn.Module):
    """Cross-entropy of the emotion, and of each AU with one minus its concordance, which rare AUs need."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, frames: Tensor, au: Tensor, emotion: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        """`frames` `(n, t, 3, size, size)`, `au` `(n, t, 20)`, `emotion` `(n,)`; the loss and its figures."""
        logits, units = self.judge.read(frames)
        asked = (emotion >= 0).sum().clamp(min=1)  # of clips that show half an emotion none is asked
        named = F.cross_entropy(logits, emotion, label_smoothing=0.05, reduction="sum") / asked
        entropy = F.binary_cross_entropy_with_logits(units, au)
        agreement = concordance(torch.sigmoid(units).flatten(0, 1), au.flatten(0, 1)).mean()
        loss = 0.3 * named + entropy + 0.1 * (1 - agreement)
        accuracy = (logits.argmax(1) == emotion).sum() / asked
        return loss, {"loss": loss.detach(), "accuracy": accuracy, "ccc": agreement.detach()}


def altered(videos: Tensor, generator: torch.Generator) -> Tensor:
    """Clips mirrored by chance, moved, recoloured, softened as a VAE does and with noise; all frames of a clip alike."""
    n, t = videos.shape[:2]
    clips = mirror(videos, torch.rand(n, generator=generator) < 0.5)
    clips = colour_jitter(move(clips, 0.1, 0.04, 0.08, generator), 0.6, generator)
    clips = soften(clips.flatten(1, 2), 0.5, generator).unflatten(1, (t, 3))
    return add_noise(clips, 0.04, generator)


def frozen_from(
    videos: Tensor, au: Tensor, emotion: Tensor, share: float, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """A share of the clips stand still from a drawn frame on: frames, AUs and emotions, exact as before (our design).

    Rendered people blink and move, generated ones less: a judge should not need it. From the first frame on it is a
    neutral face; where less than half of the strongest frame was reached, no emotion is asked for (-100).
    """
    n, t = au.shape[:2]
    picked = torch.rand(n, generator=generator) < share
    last = torch.where(picked, (torch.rand(n, generator=generator) ** 2 * t).long(), t - 1)
    places = torch.arange(t).minimum(last[:, None])
    rows = torch.arange(n)[:, None]
    shown = au[rows, places]
    reached = shown.sum(2).amax(1) >= 0.5 * au.sum(2).amax(1)
    named = torch.where(reached, emotion, -100)
    return videos[rows, places], shown, torch.where(last == 0, EMOTIONS.index("neutral"), named)


def batches(clips: Clips, config: JudgeConfig) -> "Callable[[int], dict[str, Tensor]]":
    """The batch of a step, which depends on (seed, step) alone."""

    def make_batch(step: int) -> dict[str, Tensor]:
        generator = torch.Generator().manual_seed(config.seed * 1_000_003 + step)
        rows = torch.randint(len(clips), (config.stage.batch_size,), generator=generator)
        shown = clips.videos(rows), clips.au[rows], clips.emotion[rows]
        videos, au, emotion = frozen_from(*shown, config.frozen, generator)
        return {"frames": altered(videos, generator), "au": au, "emotion": emotion}

    return make_batch


@torch.inference_mode()
def measure(judge: Judge, clips: Clips) -> dict[str, Any]:
    """Accuracy, recall by emotion, and r of each AU over all clips and frames after the first."""
    from argen.training.supervised_judge import correlations, per_au

    read = [judge.read(clips.videos(rows)) for rows in track(torch.arange(len(clips)).split(16), "judge")]
    logits, units = (torch.cat(one) for one in zip(*read, strict=True))
    right = logits.argmax(1) == clips.emotion
    r = correlations(torch.sigmoid(units)[:, 1:], clips.au[:, 1:])
    return {
        "clips": len(clips),
        "identities": len(clips.identity.unique()),
        "accuracy": float(right.float().mean()),
        "recall": {
            name: round(float(right[clips.emotion == k].float().mean()), 3)
            for k, name in enumerate(EMOTIONS)
            if (clips.emotion == k).any()
        },
        "au_r": per_au(r),
    }


def train(config: JudgeConfig) -> dict[str, Any]:
    """Train, write `<output>/model` and `<output>/judge.json`; returns what the latter holds.

    Raises:
        ValueError: a folder holds no clips, or `train` and `test` share an identity.
    """
    from argen.training.supervised_loop import fit
    from argen.training.supervised_results import publish

    torch.manual_seed(config.seed)
    begin = config.stage.begin_with
    judge = Judge() if begin is None else Judge.from_pretrained(begin).requires_grad_(True).train()
    known, unseen = (load_clips(folders, judge) for folders in (config.train, config.test))
    shared = set(known.identity.tolist()) & set(unseen.identity.tolist())
    if shared:
        raise ValueError(f"`test` holds {len(shared)} identities of `train`; render other ones for it.")
    output, began = Path(config.output), time.monotonic()
    fit(
        JudgeObjective(judge), {"judge": judge}, batches(known, config), config.stage,
        output / "stage", "judge", seed=config.seed,
    )  # fmt: skip
    seconds = time.monotonic() - began
    publish(output / "model", judge.eval().save_pretrained)
    saved = Judge.from_pretrained(output / "model")
    weights = sum(value.numel() for value in saved.parameters())
    report = {
        "settings": asdict(config), "clips": len(known), "seconds": round(seconds), "weights": weights,
        "held_out": measure(saved, unseen),
    }  # fmt: skip
    write_atomic(output / "judge.json", json.dumps(report, indent=1))
    return report


def main(args: argparse.Namespace) -> None:
    """Train the judge and say how well it does on identities that it has not seen."""
    report = train(read_settings(JudgeConfig, args.config, args.set, "key=value"))["held_out"]
    Console().print(
        f"{report['clips']} clips of {report['identities']} unseen people: accuracy {report['accuracy']:.3f}, "
        f"mean r of {len(AUS)} AUs {report['au_r']['mean']:.3f}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", help="YAML file with the settings of JudgeConfig")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting")
    main(parser.parse_args())
