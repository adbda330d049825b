"""What a sentence is worth to the generator: `python -m argen.training.affect_evaluate --sentences FILE` (our design).

Each sentence is planned, one clip is made of it in every arm, and the Action Units measured in the clip are compared
with the plan's. The portraits and the noise are the same in all arms.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from argen.device import pick_device


MOST_PASSAGES = 2  # quoted behind the sentence: the embedded model's captions hold 64 tokens


def own_words(text: str, plan: Any) -> dict[str, Any]:
    """The sentence as a caption, as it stands."""
    return {"prompt": text}


def retrieved(text: str, plan: Any) -> dict[str, Any]:
    """The sentence and the passages that it retrieves, as a caption (retrieval-augmented prompt)."""
    from argen.pipelines.affect.retrieval import retrieve

    return {"prompt": " ".join([text, *(one.text for one in retrieve(text, k=MOST_PASSAGES))])}


def grammar_caption(text: str, plan: Any) -> dict[str, Any]:
    """The caption that the grammar writes of the plan, without its Action Units."""
    return {"prompt": plan.captions[0]}


def action_units(text: str, plan: Any) -> dict[str, Any]:
    """The plan's curve with an empty caption."""
    return {"plan": replace(plan, captions=("",))}


def both(text: str, plan: Any) -> dict[str, Any]:
    """What `text=` does: the plan's curve and the grammar's caption."""
    return {"text": text}


ARMS: dict[str, Callable[[str, Any], dict[str, Any]]] = {
    "own words": own_words,
    "own words and passages": retrieved,
    "grammar's caption": grammar_caption,
    "Action Units": action_units,
    "text= (both)": both,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own flags."""
    parser.add_argument("--sentences", type=Path, required=True, help="JSON lines with a `text` each")
    parser.add_argument("--model", default="argen/argen-mini")
    parser.add_argument("--count", type=int, default=50, help="sentences, the first of the file")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=10)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--output", type=Path, default=Path("runs/affect"))


def main(args: argparse.Namespace) -> None:
    """Make every arm's clips and write `<output>/ablation.json`: the AU r of each arm, by seed.

    Raises:
        ValueError: a flag is out of its range, the file holds no sentence, or the device is not there.
    """
    from argen.training.supervised_evaluate import check_counts, load_model

    check_counts(args, "count", "seeds", "batch_size")
    sentences = read_sentences(args.sentences)[: args.count]
    from rich.progress import track

    from argen.pipelines.media.atomic import write_atomic

    pipe, rows = load_model(args.model, pick_device(args.device)), {name: [] for name in ARMS}
    tasks = [(seed, name) for seed in range(args.seeds) for name in ARMS]
    for seed, name in track(tasks, "arms"):
        rows[name].append(arm(pipe, sentences, ARMS[name], seed, args.batch_size))
    table = {name: {"mean": float(np.mean(r)), "sd": float(np.std(r)), "by_seed": r} for name, r in rows.items()}
    settings = {key: str(value) for key, value in vars(args).items()} | {"sentences_used": len(sentences)}
    args.output.mkdir(parents=True, exist_ok=True)
    write_atomic(args.output / "ablation.json", json.dumps({"settings": settings, "au_r": table}, indent=1))
    for name, row in table.items():
        print(f"{name:<24}{row['mean']:.3f}  sd over seeds {row['sd']:.3f}")  # noqa: T201


def read_sentences(path: Path) -> list[str]:
    """The texts of a file of JSON lines; ValueError where there is none."""
    name, fix = f"`--sentences` is {str(path)!r}, which", "give JSON lines with a `text` each."
    if not path.is_file():
        raise ValueError(f"{name} is no file; {fix}")
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except ValueError as error:  # of JSON and of UTF-8
        raise ValueError(f"{name} cannot be read ({error}); {fix}") from error
    texts: list[Any] = [row.get("text") if isinstance(row, dict) else None for row in rows]
    if not texts:
        raise ValueError(f"{name} is empty; {fix}")
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"{name} has lines without a `text`; {fix}")
    return texts


def arm(
    pipe: Any, sentences: list[str], ask: Callable[[str, Any], dict[str, Any]], seed: int, batch_size: int
) -> float:
    """Mean r over the AUs that the plans ask for, of requested and measured curves, frames after the first."""
    import torch

    from argen.pipelines.affect.injection import make_plan
    from argen.pipelines.argen.pipeline_argen import sample_generators
    from argen.training.supervised_judge import correlations

    frames, fps = pipe.config["default_num_frames"], pipe.config["default_fps"]
    noise, faces = sample_generators(seed, len(sentences)), portraits()
    wanted, measured = [], []
    for first in range(0, len(sentences), batch_size):
        rows = range(first, min(first + batch_size, len(sentences)))
        plans = [make_plan(sentences[i], num_frames=frames, fps=fps, seed=noise[i].initial_seed()) for i in rows]
        asked = [ask(sentences[i], plan) for i, plan in zip(rows, plans, strict=True)]
        clips = pipe(
            [faces[i % len(faces)] for i in rows], generator=[noise[i] for i in rows], output_type="pt",
            **{key: [one[key] for one in asked] for key in asked[0]},
        ).frames  # fmt: skip
        with torch.no_grad():
            measured.append(pipe.au_estimator(clips.float())[:, 1:].float().cpu())
        wanted.append(torch.stack([torch.from_numpy(plan.curve[1:]) for plan in plans]))
    truth = torch.cat(wanted)
    asked_for = truth.flatten(0, 1).std(0) > 0
    return float(correlations(torch.cat(measured), truth)[asked_for.numpy()].mean())


def portraits() -> list[Any]:
    """The portraits that ship with the package, as pictures."""
    from importlib.resources import files

    from PIL import Image

    folder = files("argen.release") / "portraits"
    names = sorted(item.name for item in folder.iterdir() if item.name.startswith("portrait_"))
    return [Image.open(str(folder / name)).convert("RGB") for name in names]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
