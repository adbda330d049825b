"""What a policy is asked for: face pictures x emotions x intensities, or a JSON-lines file, as `datasets.Dataset` (our design).

Columns: `prompt` (caption), `image` (path of the first frame), `emotion`, `intensity`, `action_units` (frames x 20 in
0..1, or None), `prompt_id`. All of them reach the rewards.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasets import Dataset, Features, List, Value

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.argen.plan_argen import check_curve, check_emotion, check_intensity, make_plan


PICTURES = (".png", ".jpg", ".jpeg", ".webp")
FEATURES = Features(
    {
        "prompt": Value("string"),
        "image": Value("string"),
        "emotion": Value("string"),
        "intensity": Value("float64"),
        "action_units": List(List(Value("float64"))),
        "prompt_id": Value("string"),
    }
)
KEYS = ("image", "emotion", "intensity", "prompt", "action_units", "prompt_id")


def load_prompts(
    source: str,
    num_frames: int,
    fps: float,
    emotions: Sequence[str] | None = None,
    intensities: Sequence[float] = (0.5, 0.8, 1.0),
    held_out: float = 0.2,
) -> tuple[Dataset, Dataset]:
    """Prompts to train on and held-out ones, which show other faces.

    Args:
        source: `portraits` (ours), a folder of pictures (searched deeply), or a .jsonl file, whose lines have an `image`
            (relative to the file) and an `emotion` with `intensity`, a `prompt`, or `action_units`.
        num_frames, fps: of the clips, which the plans have to fit.
        emotions, intensities: of a folder's prompts, each combined with each; all seven emotions where None.
        held_out: share of the faces that is held out, 0..1; which ones depends on their names alone.

    Raises:
        ValueError: no pictures, an unknown key or emotion, a file that is missing, or no prompt left to train on.
    """
    path = Path(str(files("argen.release"))) / "portraits" if source == "portraits" else Path(source)
    if path.suffix == ".jsonl" and path.is_file():
        rows = _from_lines(path, num_frames, fps)
    elif path.is_dir():
        rows = _from_folder(path, num_frames, fps, EMOTIONS if emotions is None else emotions, intensities)
    else:
        raise ValueError(f"`prompts` is {source!r}; it has to be a folder of pictures, a .jsonl file, or portraits.")
    away = _held_out(sorted({row["image"] for row in rows}), held_out)
    parts = [[row for row in rows if (row["image"] in away) == there] for there in (False, True)]
    if not parts[0]:
        raise ValueError(f"`held_out` is {held_out}, which leaves no face to train on. Take a smaller share.")
    return _dataset(parts[0]), _dataset(parts[1])


def _dataset(rows: list[dict[str, Any]]) -> Dataset:
    return Dataset.from_dict({name: [row[name] for row in rows] for name in FEATURES}, FEATURES)


def prompts_digest(dataset: Any) -> str:
    """SHA-256 of all rows in their order, so that a resumed run knows its prompts; paths count by their file's name."""
    digest = hashlib.sha256()
    for row in dataset:
        row = {key: value for key, value in row.items() if key != "image"} | {"image": _name(row.get("image"))}
        digest.update(json.dumps(row, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _name(image: Any) -> str:
    return Path(image).name if isinstance(image, str) else type(image).__name__


def prompt_seed(prompt_id: str) -> int:
    """The seed of a prompt's plan: a stable hash of its id."""
    return int.from_bytes(hashlib.blake2b(prompt_id.encode(), digest_size=4).digest(), "little")


def _from_folder(
    folder: Path, num_frames: int, fps: float, emotions: Sequence[str], intensities: Sequence[float]
) -> list[dict[str, Any]]:
    pictures = sorted(p for p in folder.rglob("*") if p.suffix.lower() in PICTURES and p.name != "sheet.png")
    if not pictures:
        raise ValueError(f"`prompts` is {str(folder)!r}, which holds no picture ({', '.join(PICTURES)}).")
    rows = []
    for picture in pictures:
        for emotion in emotions:
            for intensity in intensities:
                name = f"{picture.relative_to(folder).with_suffix('').as_posix()}-{emotion}-{intensity:g}"
                given = {"image": str(picture), "emotion": check_emotion(emotion), "intensity": float(intensity)}
                rows.append(_row(given, name, num_frames, fps))
    return rows


def _from_lines(path: Path, num_frames: int, fps: float) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"`prompts`, {path.name} line {number}:"
        try:
            given = json.loads(line)
            unknown = [key for key in given if key not in KEYS]
        except (json.JSONDecodeError, TypeError) as error:
            raise ValueError(f"{where} not a JSON object ({error}). Write one object a line.") from error
        if unknown or not isinstance(given, dict):
            raise ValueError(f"{where} {unknown or given!r} is no key; the keys are {', '.join(KEYS)}.")
        if not isinstance(given.get("image"), str) or not (path.parent / given["image"]).is_file():
            raise ValueError(f"{where} `image` is {given.get('image')!r}, which is no file beside {path.name}.")
        given["image"] = str(path.parent / given["image"])
        rows.append(_row(given, given.get("prompt_id", f"{path.stem}-{number}"), num_frames, fps))
    ids = [row["prompt_id"] for row in rows]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice or not rows:
        raise ValueError(
            f"`prompts`, {path.name}: {f'`prompt_id` {twice[0]!r} is there twice' if twice else 'no rows'}."
        )
    return rows


def _row(given: dict[str, Any], prompt_id: str, num_frames: int, fps: float) -> dict[str, Any]:
    emotion, intensity, units, prompt = (given.get(k) for k in ("emotion", "intensity", "action_units", "prompt"))
    curve = None
    if emotion is not None or units is not None:
        plan = make_plan(emotion, intensity, units, num_frames, fps, prompt_seed(prompt_id), prompt)
        curve, prompt, intensity = check_curve(plan.curve).tolist(), plan.captions[0], plan.intensity
    elif prompt is None:
        raise ValueError(f"`prompts`, {prompt_id}: nothing to express. Give `emotion`, `prompt` or `action_units`.")
    return {
        "prompt": prompt,
        "image": given["image"],
        "emotion": emotion,
        "intensity": None if intensity is None else check_intensity(intensity),
        "action_units": curve,
        "prompt_id": prompt_id,
    }


def _held_out(images: list[str], share: float) -> set[str]:
    by_hash = sorted(images, key=lambda image: hashlib.blake2b(Path(image).name.encode()).hexdigest())
    return set(by_hash[: round(share * len(images))])
