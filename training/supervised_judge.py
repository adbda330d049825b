"""What `argen evaluate-mini` measures: one generator against the renderer's exact truth, through the public pipeline."""

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from PIL import Image
from rich.progress import track

from argen.pipelines.argen.caption_argen import caption_curve
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.argen.pipeline_argen import sample_generators
from argen.pipelines.argen.plan_argen import make_plan
from argen.report import motion_jerk
from argen.training.supervised_clips import ClipBank


Reader = Callable[[torch.Tensor], torch.Tensor]


def correlations(x: torch.Tensor, y: torch.Tensor) -> np.ndarray:
    """Pearson r of each AU over all clips and frames, `(n, frames, 20)` twice -> `(20,)`."""
    x, y = x.flatten(0, 1).double(), y.flatten(0, 1).double()
    x, y = x - x.mean(0), y - y.mean(0)
    return ((x * y).sum(0) / (x.norm(dim=0) * y.norm(dim=0)).clamp(min=1e-12)).numpy()


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of a short row without ties in it."""
    return np.argsort(np.argsort(values))


class Judge:
    """One model, one set of held-out clips; each measure is a method that gives a JSON-ready dict."""

    def __init__(self, pipe: Any, bank: ClipBank, args: argparse.Namespace) -> None:
        self.pipe, self.bank, self.args = pipe, bank, args
        self.count = bank.filled
        self.chunks = torch.arange(self.count, device=bank.device).split(args.batch_size)
        self.truth = bank.au[: self.count].float().cpu()

    @torch.no_grad()
    def estimate(self, frames: torch.Tensor) -> torch.Tensor:
        """AU curves of `(n, frames, 3, h, w)` on the model's device, on the CPU."""
        return self.pipe.au_estimator(frames.to(self.bank.device)).float().cpu()

    def estimator(self) -> dict[str, Any]:
        """AUEstimator against render truth."""
        measured = torch.cat([self.estimate(self.bank.videos(c)) for c in track(self.chunks, "estimator")])
        return {**per_au(correlations(measured, self.truth)), "mae": float((measured - self.truth).abs().mean())}

    @torch.no_grad()
    def vae(self) -> dict[str, Any]:
        """Reconstruction: PSNR, and the AU r that survives it."""
        errors, measured, original = [], [], []
        for chunk in track(self.chunks, "vae"):
            x = self.bank.videos(chunk)
            z = self.pipe.vae.encode((x * 2 - 1).transpose(1, 2).contiguous()).latent_dist.mode()
            y = (self.pipe.vae.decode(z).sample / 2 + 0.5).clamp(0, 1).transpose(1, 2)
            errors.append((x - y).square().mean((1, 2, 3, 4)).cpu())
            measured.append(self.estimate(y))
            original.append(self.estimate(x))
        mse = torch.cat(errors)
        r = per_au(correlations(torch.cat(measured), self.truth))
        return {
            "psnr_of_mean_error": float(-10 * torch.log10(mse.mean())),
            "psnr_mean": float((-10 * torch.log10(mse)).mean()),
            "psnr_sd": float((-10 * torch.log10(mse)).std()),
            "r_reconstructed": r["mean"],
            "r_original": per_au(correlations(torch.cat(original), self.truth))["mean"],
            "per_au": r["per_au"],
        }

    def generate(self, rows: torch.Tensor, seed: int, **request: Any) -> torch.Tensor:
        """Clips `(n, frames, 3, h, w)` of some held-out faces; sample i's noise depends on (seed, i) alone."""
        images = [Image.fromarray(self.bank.frames[i, 0].cpu().numpy()) for i in rows.tolist()]
        generators = sample_generators(seed, self.count)
        scales = {
            "num_inference_steps": self.args.steps,
            "guidance_scale": self.args.guidance_scale,
            "au_guidance_scale": self.args.au_guidance_scale,
            "frame_guidance_scale": self.args.frame_guidance_scale,
        }
        return self.pipe(
            images, num_frames=self.bank.config.num_frames, generator=[generators[i] for i in rows.tolist()],
            output_type="pt", **{**scales, **request},
        ).frames.float()  # fmt: skip

    def controlled(
        self, seed: int, name: str, count: int | None = None, read: Reader | None = None, **request: Any
    ) -> tuple[np.ndarray, float]:
        """r of each AU between the requested curves and those measured after the first frame; and the motion jerk.

        Of the first `count` clips, or of all; the jerk of each clip (argen.report), averaged over clips. What measures is
        the model's own estimator, or `read`.
        """
        measured, jerk = [], []
        rows = torch.arange(self.count)[:count]
        for chunk in track(rows.split(self.args.batch_size), f"{name}, seed {seed}"):
            frames = self.generate(
                chunk, seed, action_units=[self.truth[i].numpy() for i in chunk.tolist()], **request
            )
            measured.append((read or self.estimate)(frames)[:, 1:])
            jerk += [motion_jerk(clip.cpu().numpy()) for clip in frames.permute(0, 1, 3, 4, 2)]
        total = torch.cat(measured)
        return correlations(total, self.truth[: len(total), 1:]), float(np.mean(jerk))

    def sampling(self) -> dict[str, Any]:
        """AU control: requested against measured AU curves."""
        runs = [self.controlled(seed, "sampling") for seed in range(self.args.seeds)]
        return over_seeds([r for r, _ in runs])

    def judged(self) -> dict[str, Any]:
        """AU control as the held-out judge sees it, which no training follows; and what it sees in the originals."""
        from argen.training.rewards.judge import loaded

        def read(frames: torch.Tensor) -> torch.Tensor:
            return loaded("argen/judge-mini", self.bank.device)(frames.to(self.bank.device)).curve.cpu()

        original = torch.cat([read(self.bank.videos(chunk)) for chunk in self.chunks])[:, 1:]
        runs = [self.controlled(seed, "judged", read=read)[0] for seed in range(self.args.seeds)]
        return {**over_seeds(runs), "r_original": float(correlations(original, self.truth[:, 1:]).mean())}

    def text(self) -> dict[str, Any]:
        """Control by a sentence that is planned first (`text=`), no AUs given."""
        return self.worded("text")

    def caption(self) -> dict[str, Any]:
        """Control by the same sentence as a bare caption (`prompt=`): the text encoder alone, no plan, no AUs."""
        return self.worded("prompt")

    def worded(self, argument: str) -> dict[str, Any]:
        """r between the curve that a sentence was written from and the one measured in its clip."""
        runs = []
        for seed in range(self.args.seeds):
            measured = []
            for chunk in track(self.chunks, f"{argument}, seed {seed}"):
                captions = [
                    caption_curve(
                        self.truth[i].numpy(), EMOTIONS[int(self.bank.emotion[i])], self.bank.config.fps,
                        np.random.default_rng([seed, i]),
                    )
                    for i in chunk.tolist()
                ]  # fmt: skip
                measured.append(self.estimate(self.generate(chunk, seed, **{argument: captions}))[:, 1:])
            runs.append(correlations(torch.cat(measured), self.truth[:, 1:]))
        return over_seeds(runs)

    def intensity(self, people: int = 10) -> dict[str, Any]:
        """Spearman between asked intensity (0, .25, .5, .75, 1) and the measured strength of the emotion's AUs."""
        levels, rho, curves = (0.0, 0.25, 0.5, 0.75, 1.0), {}, {}
        people = min(people, self.count)
        rows = torch.arange(people)
        for emotion in track([e for e in EMOTIONS if e != "neutral"], "intensity"):
            wanted = torch.from_numpy(make_plan(emotion, 1.0).curve.max(0) > 0)
            strength = []
            for level in levels:
                au = self.estimate(self.generate(rows, 0, emotion=emotion, intensity=level))
                strength.append((au - au[:, :1])[:, 1:, wanted].amax(1).mean(1))
            table = torch.stack(strength, 1).numpy()
            rho[emotion] = float(np.mean([np.corrcoef(ranks(row), np.arange(5))[0, 1] for row in table]))
            curves[emotion] = [round(float(v), 3) for v in table.mean(0)]
        return {"people": people, "spearman": rho, "mean": float(np.mean(list(rho.values()))), "strength": curves}

    def frames(self, count: int = 64) -> dict[str, Any]:
        """The sweep of inter-frame guidance over the first `count` clips: AU r and motion jerk at each scale."""
        count, sweep = min(count, self.count), {}
        for scale in (0.0, 0.25, 0.5, 1.0, 1.5, 2.0):
            runs = [
                self.controlled(s, f"frames {scale}", count, frame_guidance_scale=scale)
                for s in range(self.args.seeds)
            ]
            r = [float(np.nanmean(a)) for a, _ in runs]
            jerk = [j for _, j in runs]
            sweep[str(scale)] = {
                "r": float(np.mean(r)), "r_sd": float(np.std(r)), "jerk": float(np.mean(jerk)), "jerk_sd": float(np.std(jerk)),
            }  # fmt: skip
        return {"clips": count, "sweep": sweep}


def per_au(r: np.ndarray) -> dict[str, Any]:
    """Mean r, and r by AU."""
    return {"mean": float(r.mean()), "per_au": {name: round(float(v), 3) for name, v in zip(AUS, r, strict=True)}}


def over_seeds(runs: list[np.ndarray]) -> dict[str, Any]:
    """Mean over seeds with its deviation."""
    means = [float(r.mean()) for r in runs]
    return {**per_au(np.mean(runs, 0)), "seeds": len(runs), "sd_over_seeds": float(np.std(means)), "by_seed": means}
