"""Rewards that have a gradient are followed by it, before any RL: `python -m argen.training.ard_direct`.

    python -m argen.training.ard_direct --config training/configs/ard_direct.yaml

DRaFT (Clark et al., arXiv 2309.17400): a clip is sampled in the policy's few steps, decoded and read, and what is wrong with it
is sent back through reader, VAE and denoising steps into the LoRA. RL learns one number from a clip, this the wrong AU in
the wrong frame. What is read, and that the first policy holds the new one back along its own trajectory, is our design: AUs
by AUEstimator and the emotion by DuSE, on clips that are shifted, recoloured, blurred and noised first, so that a pattern no
face has pays little, and damage by CIF's screen, on clips as they are: where only AUs were followed, faces broke more often.
Light that changes on a calm face is charged too (`ard_shading`): an independent recogniser takes it for an expression.
The held-out judge reads nothing here. Model, LoRA, prompts and seed are those of an ARD training.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn

from argen.pipelines.argen.facs_argen import AUS
from argen.training.ard_conditions import ConditionBank, Conditions, latent_shape
from argen.training.ard_distill import FREE
from argen.training.ard_policy import flow_times, ode_step
from argen.training.ard_raft import add_stage_arguments, lora_settings, stage_of
from argen.training.ard_rollout import velocity, with_first_frame
from argen.training.ard_shading import shading_error
from argen.training.settings import check_not_negative
from argen.training.supervised_augment import blurred, colour_jitter, move


STAGE = "direct"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    add = parser.add_argument
    add("--config", required=True, help="YAML of an ARD training, see training/configs/")
    add("--emotion-weight", type=float, default=0.03, help="of DuSE's cross-entropy beside the AUs' (%(default)s)")
    add("--integrity-weight", type=float, default=0.2, help="of CIF's -log score beside the AUs' (%(default)s)")
    add("--shading-weight", type=float, default=60.0, help="of light that changes on a calm face (%(default)s)")
    add(
        "--begin-with",
        metavar="FOLDER",
        help="of an earlier training of the same model, whose LoRA this one goes on with",
    )
    add(
        "--anchor",
        type=float,
        default=1.0,
        help="weight of the distance from the first policy's velocities (%(default)s)",
    )
    add_stage_arguments(parser, minutes=45.0, batch_size=8, rate=1e-3)


def main(args: argparse.Namespace) -> None:
    """Train; write the LoRA into `output_dir`. A stopped run goes on.

    Raises:
        ValueError: a setting, a model without an `au_estimator`, or prompts that are not there.
    """
    from argen.device import pick_device
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline
    from argen.training.ard_adapter import load_lora, prepare_transformer, save_policy
    from argen.training.ard_prompts import load_prompts
    from argen.training.ard_script import load_ard_config
    from argen.training.results import begun, save_json
    from argen.training.supervised_loop import fit

    stage = stage_of(args)
    check_not_negative(args, "emotion_weight", "integrity_weight", "shading_weight", "anchor")
    script, config = load_ard_config(args.config, args.set)
    if config.lora_rank == 0:
        raise ValueError(
            "`lora_rank` is 0; the first policy is the model without its LoRA: take 1 or more, such as 32."
        )
    output = Path(config.output_dir)
    settings = {key: value for key, value in vars(args).items() if key not in ("config", "set")}
    asked = {name: getattr(script, name) for name in ("model", "prompts", "emotions", "intensities", "held_out")}
    asked["sampling_steps"] = config.num_inference_steps
    made_by = begun(output / "direct.json", settings | asked | lora_settings(config), "runs")
    pipe: Any = ARGenPipeline.from_pretrained(script.model).to(pick_device(None))
    pipe.set_progress_bar_config(disable=True)
    known = pipe.config
    prompts, _ = load_prompts(
        script.prompts,
        known["default_num_frames"],
        known["default_fps"],
        script.emotions,
        script.intensities,
        script.held_out,
    )
    prepare_transformer(pipe, config)
    pipe.transformer.train()
    if args.begin_with is not None:
        load_lora(pipe, args.begin_with)
    weights = {
        "emotion": args.emotion_weight,
        "integrity": args.integrity_weight,
        "shading": args.shading_weight,
        "anchor": args.anchor,
    }
    policy = Policy(pipe, list(prompts), config.num_inference_steps, weights)
    save_json(output / "direct.json", made_by)
    make_batch = batches(policy.emotions, policy.shape, args.batch_size, config.seed)
    fit(policy, {"transformer": pipe.transformer}, make_batch, stage, output / STAGE, STAGE, seed=config.seed)
    trained = {name: p.detach() for name, p in pipe.transformer.named_parameters() if p.requires_grad}
    save_policy(pipe, trained, config, output)


class Policy(nn.Module):
    """What readers miss in clips that the transformer samples: `policy(rows, noise, chance)` -> loss and figures.

    Args:
        rows: prompts, see `argen.training.ard_prompts.load_prompts`; those without AUs or emotion weigh nothing there.
        steps: of denoising. weights: of the terms beside the AUs', "emotion", "integrity", "shading" and "anchor"; 0 leaves one out.

    Raises:
        ValueError: a model without an `au_estimator`, or prompts of which none has Action Units.
    """

    def __init__(self, pipe: Any, rows: Sequence[Any], steps: int, weights: Mapping[str, float]) -> None:
        from argen.training.rewards.emotion import target_indices

        super().__init__()
        self.transformer = pipe.transformer
        self.weights = dict(weights)
        self.given = pipe, encoded(pipe, rows), flow_times(pipe.scheduler, steps)
        self.au, self.has_au, self.au_weight = wanted_aus(pipe, rows)
        self.emotions = torch.tensor(
            [-1 if k is None else k for k in target_indices([row["emotion"] for row in rows])]
        )

    @property
    def shape(self) -> tuple[int, ...]:
        """Of a clip's free latents."""
        pipe = self.given[0]
        known = pipe.config
        size = known["default_height"], known["default_width"], known["default_num_frames"]
        channels, frames, height, width = latent_shape(pipe, *size)
        return channels, frames - known["expand_timesteps"], height, width

    def forward(
        self, rows: torch.Tensor, noise: torch.Tensor, chance: int
    ) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """`rows` `(b,)` are prompts, `noise` `(b, *shape)` begins their clips, `chance` seeds how they are changed."""
        pipe, conditions, _ = self.given
        some = conditions.pick(rows)
        x0, moved = self.sample(noise.to(some.first_frame), some)
        frames = decoded(pipe, with_first_frame(pipe, x0, some))
        seen = shaken(frames, torch.Generator(frames.device).manual_seed(chance))
        au = self.au_error(pipe.au_estimator, seen, rows)
        terms = {
            "emotion": self.emotion_error(seen, rows),
            "integrity": self.damage(frames, chance),
            "shading": shading_error(frames, self.au[rows]) if self.weights["shading"] else frames.new_zeros(()),
            "anchor": moved,
        }
        loss = au + sum(self.weights[name] * value for name, value in terms.items())
        return loss, {name: value.detach() for name, value in {"loss": loss, "au": au, **terms}.items()}

    def sample(self, x: torch.Tensor, some: Conditions) -> tuple[torch.Tensor, torch.Tensor]:
        """Free latents of finished clips, and how far the velocities on their way are from the first policy's."""
        pipe, _, times = self.given
        moved = x.new_zeros(())
        for t, t_next in pairwise(times):
            v = velocity(pipe, self.transformer, x, t, some, FREE)
            if self.weights["anchor"]:
                moved = moved + (t - t_next) * (v - self.first_policy(x, t, some)).square().mean()
            x = ode_step(x, v, t, t_next)
        return x, moved

    @torch.no_grad()
    def first_policy(self, x: torch.Tensor, t: torch.Tensor, some: Conditions) -> torch.Tensor:
        """The velocity without the LoRA."""
        self.transformer.disable_adapters()
        v = velocity(self.given[0], self.transformer, x, t, some, FREE)
        self.transformer.enable_adapters()
        return v

    def au_error(self, reader: Any, frames: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """Cross-entropy of every second frame's AUs, begun at the first or second by chance of the prompt; rare AUs weigh more."""
        places = torch.arange(1 + int(rows[0]) % 2, frames.shape[1], 2)
        reference = frames[:, :1].expand(-1, len(places), -1, -1, -1)
        logits = reader.logits(frames[:, places].flatten(0, 1), reference.flatten(0, 1)).unflatten(0, (len(rows), -1))
        error = F.binary_cross_entropy_with_logits(logits, self.au[rows][:, places].to(logits), reduction="none")
        return ((error * self.au_weight.to(error)).mean((1, 2)) * self.has_au[rows].to(error)).mean()

    def emotion_error(self, frames: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """DuSE's cross-entropy of the emotions asked for."""
        from argen.training.rewards.emotion import logits, recogniser

        if not self.weights["emotion"] or bool((self.emotions[rows] < 0).all()):
            return frames.new_zeros(())
        scores = logits(recogniser("argen/duse-mini", frames.device), frames, rounded=False)
        return F.cross_entropy(scores, self.emotions[rows].to(scores.device), ignore_index=-1)

    def damage(self, frames: torch.Tensor, chance: int) -> torch.Tensor:
        """Minus the logarithm of CIF's score, mean over the clips; an odd `chance` leaves out their first frame.

        It is read as the reward reads it (`argen.training.rewards.integrity`): what is shifted or blurred is damage to it.
        """
        from argen.training.rewards.integrity import screen

        if not self.weights["integrity"]:
            return frames.new_zeros(())
        return -screen("argen/cif-face", frames.device).log_score(frames[:, chance % 2 :]).mean().to(frames)


def encoded(pipe: Any, rows: Sequence[Any]) -> Conditions:
    """What the transformer reads for each prompt."""
    from rich.progress import track

    known = pipe.config
    bank = ConditionBank(pipe, known["default_height"], known["default_width"], known["default_num_frames"], FREE)
    for row in track(rows, "encoding prompts"):
        bank([row])
    return bank(rows)


def wanted_aus(pipe: Any, rows: Sequence[Any]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """AUs asked for `(n, frames, 20)`, whether any are `(n,)`, and each AU's weight `(20,)`: one over its deviation, mean 1."""
    from argen.training.rewards.au_fidelity import requested_curves

    if pipe.au_estimator is None:
        raise ValueError("`model` has no `au_estimator`, by which AUs are read. Take one such as argen/argen-mini.")
    frames = pipe.config["default_num_frames"]
    curves = requested_curves([row["action_units"] for row in rows], frames)
    has = torch.tensor([one is not None for one in curves])
    if not has.any():
        raise ValueError("`prompts` ask for no Action Units; give an `emotion` or `action_units`.")
    au = torch.stack([torch.zeros(frames, len(AUS)) if one is None else one for one in curves])
    weight = 1 / au[has].flatten(0, 1).std(0).clamp(min=0.03)
    return au, has.float(), weight / weight.mean()


def decoded(pipe: Any, latents: torch.Tensor) -> torch.Tensor:
    """Frames `(n, frames, 3, h, w)` in 0..1 of latents, with their gradient."""
    mean, scale = pipe.latent_statistics(latents)
    return (pipe.vae.decode(latents / scale + mean).sample / 2 + 0.5).clamp(0, 1).transpose(1, 2)


def shaken(frames: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Clips moved, recoloured, blurred and noised, all frames of one alike but for the noise.

    The blur takes what only a network sees: AUEstimator reads it nearly as well as a sharp face, having been trained on both.
    """
    frames = colour_jitter(move(frames, 0.06, 0.03, 0.05, generator), 0.3, generator)
    frames = blurred(frames, 0.35 + 0.35 * float(torch.rand((), generator=generator)))
    return (frames + 0.02 * torch.randn(frames.shape, generator=generator, device=frames.device)).clamp(0, 1)


def batches(emotions: torch.Tensor, shape: tuple[int, ...], size: int, seed: int) -> Callable[[int], dict[str, Any]]:
    """Batches by step: prompts, the noise their clips begin with, a seed for the change."""

    def make_batch(step: int) -> dict[str, Any]:
        chance = torch.Generator().manual_seed(seed * 1_000_003 + step)
        rows = torch.randint(len(emotions), (size,), generator=chance)
        return {"rows": rows, "noise": torch.randn(size, *shape, generator=chance), "chance": seed * 1_000_003 + step}

    return make_batch


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    main(parser.parse_args())
