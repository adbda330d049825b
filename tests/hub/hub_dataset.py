"""A dataset of noise in the layout of a built one, for where no built one is at hand."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from datasets import ClassLabel, Dataset, Features, Image, List, Value, Video
from PIL.Image import fromarray

from argen.dataset_builders.manifest import Manifest, ShardEntry, file_digest
from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.media.video import encode_video


CLIPS = {"train": 6, "validation": 2, "test": 2}


def clip_row(k: int, split: str) -> dict[str, Any]:
    """A clip of noise; every column of a kind that real rows have."""
    rng = np.random.default_rng([k, len(split)])
    frames = rng.integers(0, 255, (5, 32, 32, 3), np.uint8)
    picture = io.BytesIO()
    fromarray(frames[0]).save(picture, "JPEG")
    return {
        "clip_id": f"{split}-{k}",
        "video": {"bytes": encode_video(frames, 8.0), "path": f"{split}-{k}.mp4"},
        "image": {"bytes": picture.getvalue(), "path": None},
        "emotion": k % 7,
        "requested_au": rng.random((5, 20), np.float32).tolist(),
    }


def write_dataset(folder: Path) -> Path:
    """A dataset in the layout of a built one: shards by split, a card with configs, a manifest."""
    curve = List(List(Value("float32"), length=20))
    columns = {
        "clip_id": Value("string"),
        "video": Video(),
        "image": Image(),
        "emotion": ClassLabel(names=list(EMOTIONS)),
    }
    (folder / "data").mkdir(parents=True)
    entries = []
    for split, count in CLIPS.items():
        shards = 2 if split == "train" else 1
        rows = [clip_row(k, split) for k in range(count)]
        whole = Dataset.from_list(rows, features=Features({**columns, "requested_au": curve}))
        for k in range(shards):
            path = f"data/{split}-{k:05d}-of-{shards:05d}.parquet"
            part = whole.shard(shards, k)
            part.to_parquet(folder / path)
            size = (folder / path).stat().st_size
            entries.append(ShardEntry(path, split, len(part), size, file_digest(folder / path), ()))
    Manifest("0" * 64, "0", tuple(entries)).save(folder)
    configs = "".join(f"  - split: {split}\n    path: data/{split}-*\n" for split in CLIPS)
    front = f"license: apache-2.0\nconfigs:\n- config_name: default\n  data_files:\n{configs}"
    (folder / "README.md").write_text(f'---\n{front}---\n# synthetic-dfer\n\n`load_dataset("argen/synthetic-dfer")`\n')
    return folder
