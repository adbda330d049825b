"""A policy learns from those of its own clips that a screened dataset kept: `python -m argen.training.ard_raft`.

    argen dataset build --source generated --clips 2000 --out runs/kept
    python -m argen.training.ard_raft output_dir=runs/ard_raft --config training/configs/ard_mini.yaml --clips runs/kept

Reward-ranked fine-tuning (Dong et al., arXiv 2304.06767): the reward is the screen's yes or no, an update is flow matching on
what passed. That it learns from datasets, as a LoRA, and from all emotions equally often is our design. Model, LoRA, seed and `output_dir` are those of an
ARD training, so that `ard_evaluate`, `ard_fuse` and `ard_study` take the result as any other.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from argen.training.ard_conditions import ConditionBank, Conditions
from argen.training.ard_distill import FREE
from argen.training.ard_policy import noised
from argen.training.ard_rollout import velocity
from argen.training.settings import check_positive


if TYPE_CHECKING:
    from datasets import Dataset

    from argen.training.ard_config import ARDConfig
    from argen.training.supervised_config import StageConfig

STAGE = "raft"
SHIFT = 3.0  # of times, that of TransformerStage
COLUMNS = ["clip_id", "video", "image", "emotion", "captions", "requested_au"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    add = parser.add_argument
    add(
        "--clips",
        required=True,
        nargs="+",
        help="built datasets, folders or Hub ids; their train splits are learned from",
    )
    add("--config", required=True, help="YAML of an ARD training, see training/configs/")
    add_stage_arguments(parser, minutes=10.0, batch_size=16, rate=5e-4)


def add_stage_arguments(parser: argparse.ArgumentParser, minutes: float, batch_size: int, rate: float) -> None:
    """How long and how fast a LoRA is trained by a supervised loop, with these defaults; and `key=value` words."""
    length = parser.add_mutually_exclusive_group()
    length.add_argument(
        "--minutes", type=float, default=minutes, help="of training (%(default)s); the rate falls over them"
    )
    length.add_argument("--steps", type=int, help="updates, instead of minutes")
    parser.add_argument("--batch-size", type=int, default=batch_size, help="clips of an update (%(default)s)")
    parser.add_argument("--rate", type=float, default=rate, help="learning rate (%(default)s)")
    parser.add_argument("set", nargs="*", metavar="key=value", help="change one setting of the training")


def stage_of(args: argparse.Namespace) -> "StageConfig":
    """The loop's settings by the flags of `add_stage_arguments`; ValueError for one out of its range."""
    from argen.training.supervised_config import StageConfig

    check_positive(args, "minutes", "batch_size", "rate", *([] if args.steps is None else ["steps"]))
    return StageConfig(
        steps=args.steps or 10**9, max_minutes=None if args.steps else args.minutes, batch_size=args.batch_size, learning_rate=args.rate,
        warmup_steps=20, ema_decay=0.98, weight_decay=0.0, checkpoint_minutes=2.0,
    )  # fmt: skip


def main(args: argparse.Namespace) -> None:
    """Train; write the LoRA into `output_dir`. A stopped run goes on.

    Raises:
        ValueError: a setting, a model, or clips that are not there or of another size than the model's.
    """
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.training.ard_adapter import prepare_transformer, save_policy
    from argen.training.ard_script import load_ard_config
    from argen.training.results import begun, save_json
    from argen.training.supervised_loop import fit

    stage = stage_of(args)
    script, config = load_ard_config(args.config, args.set)
    output = Path(config.output_dir)
    settings = {key: value for key, value in vars(args).items() if key not in ("config", "set")}
    made_by = begun(output / "raft.json", settings | {"model": script.model} | lora_settings(config), "runs")
    pipe: Any = ARGenPipeline.from_pretrained(script.model)
    pipe.set_progress_bar_config(disable=True)
    conditions, x0, emotions = load_kept(pipe, args.clips)
    save_json(output / "raft.json", made_by)
    prepare_transformer(pipe, config)
    pipe.transformer.train()
    make_batch = batches(emotions, x0.shape[1:], args.batch_size, config.seed)
    policy = Policy(pipe, x0, conditions)
    fit(policy, {"transformer": pipe.transformer}, make_batch, stage, output / STAGE, STAGE, seed=config.seed)
    trained = {name: p.detach() for name, p in pipe.transformer.named_parameters() if p.requires_grad}
    save_policy(pipe, trained, config, output)


def lora_settings(config: "ARDConfig") -> dict[str, Any]:
    """What of an ARD training's settings shapes the LoRA."""
    return {name: getattr(config, name) for name in ("lora_rank", "lora_alpha", "lora_targets", "seed")}


class Policy(nn.Module):
    """Flow matching on kept clips (Lipman et al., arXiv 2210.02747), without guidance: `policy(rows, noise, t)`.

    Args:
        x0: free latents `(clips, channels, latent frames, h, w)`. conditions: of the same clips.
    """

    def __init__(self, pipe: Any, x0: torch.Tensor, conditions: Conditions) -> None:
        super().__init__()
        self.transformer = pipe.transformer
        self.given = pipe, x0, conditions

    def forward(
        self, rows: torch.Tensor, noise: torch.Tensor, t: torch.Tensor
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Loss and figures; `rows` `(b,)` are clips, `noise` is shaped as their latents, `t` `(b,)` flow times in 0..1."""
        pipe, x0, conditions = self.given
        some, noise = x0[rows], noise.to(x0)
        v = velocity(pipe, self.transformer, noised(some, noise, t), t, conditions.pick(rows), FREE)
        loss = (v - (noise - some)).square().mean()
        return loss, {"loss": loss.detach()}


def batches(
    emotions: torch.Tensor, shape: Sequence[int], size: int, seed: int
) -> Callable[[int], dict[str, torch.Tensor]]:
    """Batches by step: clips, each emotion of `(clips,)` as often as any other; noise of this shape; times.

    Times are shifted as in the model's own training.
    """
    weights = 1.0 / torch.bincount(emotions)[emotions].double()

    def make_batch(step: int) -> dict[str, torch.Tensor]:
        chance = torch.Generator().manual_seed(seed * 1_000_003 + step)
        rows = torch.multinomial(weights, size, replacement=True, generator=chance)
        u = torch.rand(size, generator=chance)
        noise = torch.randn(size, *shape, generator=chance)
        return {"rows": rows, "noise": noise, "t": SHIFT * u / (1 + (SHIFT - 1) * u)}

    return make_batch


def load_kept(pipe: Any, clips: Sequence[str]) -> tuple[Conditions, torch.Tensor, torch.Tensor]:
    """Conditions, free latents and numbers of the emotions of the train splits of datasets.

    Raises:
        ValueError: no such dataset, or clips of another size or length than the pipeline makes.
    """
    from rich.progress import track

    known = pipe.config
    size = known["default_height"], known["default_width"], known["default_num_frames"]
    bank = ConditionBank(pipe, *size, FREE)
    latents, asked = [], []
    for one in clips:
        rows = read_kept(one)
        for place in track(range(len(rows)), f"encoding {one}"):
            row = rows[place]
            latents.append(free_latents(pipe, row["video"], size))
            asked.append({
                "prompt": row["captions"][0], "image": row["image"].convert("RGB"), "action_units": row["requested_au"],
                "prompt_id": f"{one}:{row['clip_id']}", "emotion": row["emotion"],
            })  # fmt: skip
            bank(asked[-1:])
    return bank(asked), torch.cat(latents), torch.tensor([row["emotion"] for row in asked])


def read_kept(clips: str) -> "Dataset":
    """Rows of a built dataset's train split with decoded clips."""
    from datasets import Video, load_dataset

    from argen.dataset_builders.decoding import decode_batch

    try:
        rows = load_dataset(clips, split="train")
    except (FileNotFoundError, ConnectionError) as error:
        raise ValueError(
            f"`--clips` is {clips!r}, which cannot be loaded ({error}); build it by `argen dataset build`."
        ) from error
    return rows.select_columns(COLUMNS).cast_column("video", Video(decode=False)).with_transform(decode_batch)


@torch.no_grad()
def free_latents(pipe: Any, video: Any, size: tuple[int, int, int]) -> torch.Tensor:
    """Normalised latents that the policy moves, `(1, channels, latent frames, h, w)`, of uint8 frames `(t, h, w, 3)`."""
    height, width, frames = size
    if video.shape != (frames, height, width, 3):
        raise ValueError(
            f"`--clips` holds a clip of shape {video.shape}, the model makes {(frames, height, width, 3)}; "
            "build the dataset with this model."
        )
    x = torch.from_numpy(video).movedim(-1, 0)[None].to(pipe._execution_device, torch.float32) / 127.5 - 1
    z = pipe.vae.encode(x.to(pipe.vae.dtype)).latent_dist.mode().float()
    mean, scale = pipe.latent_statistics(z)
    z = (z - mean) * scale
    return z[:, :, 1:] if pipe.config["expand_timesteps"] else z


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
