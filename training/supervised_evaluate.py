"""Judge a generator on identities it has never seen: `python -m argen.training.supervised_evaluate --rig FILE`.

Everything is measured against the renderer's exact truth, through the public `ARGenPipeline`; the figures of the model
card come from the JSON written here.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path
from typing import Any

from argen.device import pick_device


HELD_OUT = 1_000_000  # identities from here on are never trained on
MEASURES = ("estimator", "vae", "sampling", "judged", "text", "caption", "intensity", "frames")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--model", default="argen/argen-mini")
    parser.add_argument("--rig", default="argen/face-rig")
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--randomization", type=float, default=0.5)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--measure", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--output", default="runs/evaluation")
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--guidance-scale", type=float, default=None)
    parser.add_argument("--au-guidance-scale", type=float, default=None)
    parser.add_argument("--frame-guidance-scale", type=float, default=None)


def main(args: argparse.Namespace) -> None:
    """Measure what was asked for and write `<output>/evaluation.json`, one key per measure.

    Raises:
        ValueError: a flag is out of its range, the device is not there, or the model cannot be measured.
    """
    check_counts(args, "clips", "seeds", "batch_size")
    from argen.pipelines.media.atomic import write_atomic
    from argen.training.supervised_judge import Judge

    device, output = pick_device(args.device), Path(args.output)
    pipe = load_model(args.model, device)
    bank = held_out_clips(args.rig, args.clips, args.randomization, output, device)
    judge = Judge(pipe, bank, args)
    path = output / "evaluation.json"
    results = json.loads(path.read_text()) if path.exists() else {}
    results["settings"] = {**vars(args), **drawn(bank)}
    for measure in args.measure:
        began = time.monotonic()
        results[measure] = getattr(judge, measure)()
        results[measure]["seconds"] = round(time.monotonic() - began, 1)
        write_atomic(path, json.dumps(results, indent=1))


def check_counts(args: argparse.Namespace, *flags: str) -> None:
    """Refuse flags below 1 (ValueError)."""
    for flag in flags:
        if vars(args)[flag] < 1:
            raise ValueError(f"`--{flag.replace('_', '-')}` is {vars(args)[flag]}; it has to be 1 or more.")


def load_model(name: str, device: Any) -> Any:
    """The pipeline to judge; ValueError where it has no `au_estimator` to read AUs with."""
    from argen.pipelines.argen.pipeline_argen import ARGenPipeline

    pipe: Any = ARGenPipeline.from_pretrained(name).to(device)
    if pipe.au_estimator is None:
        raise ValueError(
            f"`--model` is {name!r}, which has no `au_estimator`: every measure reads AUs with it. Take a model that has "
            "one, such as argen/argen-mini."
        )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def held_out_clips(rig: str, count: int, randomization: float, output: Path, device: Any) -> Any:
    """A ClipBank of unseen identities, rendered once into `held_out_folder`."""
    from argen.training.supervised_clips import ClipBank, render_cache

    config = held_out_config(count, randomization)
    folder = held_out_folder(config, output)
    render_cache(rig, config, folder)
    bank = ClipBank(folder, config, count, device)
    bank.wait(count)
    return bank


def held_out_config(count: int, randomization: float) -> Any:
    """The CacheConfig of `count` clips of people from HELD_OUT on."""
    from argen.training.supervised_config import CacheConfig

    people = (HELD_OUT, HELD_OUT + count)
    return CacheConfig(count=count, shard_size=50, identities=people, randomization=randomization, seed=1001)


def held_out_folder(config: Any, output: Path) -> Path:
    """A folder of `output` named after the settings that decide the clips."""
    from argen.training.supervised_results import cache_settings

    key = hashlib.sha256(json.dumps(cache_settings(config), sort_keys=True).encode()).hexdigest()[:10]
    return output / f"clips-{config.randomization:g}-{key}"


def drawn(bank: Any) -> dict[str, Any]:
    """Who was drawn: each clip draws its person anew, so that some come twice and others never."""
    people = bank.identity[: bank.filled].unique()
    return {
        "identities": f"drawn from {HELD_OUT} to {HELD_OUT + bank.config.count - 1}, never trained on",
        "identities_drawn": len(people),
        "clips_used": bank.filled,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
