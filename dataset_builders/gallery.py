"""Which clips of a built dataset people are shown, and the sheet of its classes (our design)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from argen.dataset_builders.built import BATCH, PREVIEW_SHARD, SHEET, BuiltDataset
from argen.dataset_builders.decoding import decode_video
from argen.dataset_builders.schema import SPLITS, make_features
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.media.atomic import atomic_path


if TYPE_CHECKING:
    from PIL import Image

PREVIEWED = 2  # clips of a class in the config `preview`
COLUMNS = 8  # clips of a class on the sheet
WIDTH = 112  # pixels of a clip there
QUALITY = 88  # of the sheet's JPEG


def pick_clips(
    dataset: BuiltDataset, per_class: int, splits: Sequence[str] = SPLITS, emotions: Sequence[str] = EMOTIONS
) -> list[str]:
    """Names of up to `per_class` clips of each emotion, of as many people as there are, the same at each call."""
    people: dict[str, dict[str, list[str]]] = {emotion: {} for emotion in emotions}
    for row in dataset.rows(["clip_id", "emotion", "identity"], splits):
        emotion = EMOTIONS[row["emotion"]]
        if emotion in people:
            people[emotion].setdefault(row["identity"], []).append(row["clip_id"])
    return [name for emotion in emotions for name in _in_turn(list(people[emotion].values()), per_class)]


def _in_turn(groups: Sequence[Sequence[str]], count: int) -> list[str]:
    """One of each group, then the second of each."""
    most = max(map(len, groups), default=0)
    return [group[k] for k in range(most) for group in groups if k < len(group)][:count]


def apex(row: dict[str, Any]) -> int:
    """Frame of the strongest request but for blinks; the middle one where nothing is asked for."""
    asked = np.delete(np.asarray(row["requested_au"]), AUS.index("AU43"), axis=1).sum(1)
    return int(asked.argmax()) if asked.max() > 0 else len(asked) // 2


def draw_sheet(dataset: BuiltDataset) -> "Image.Image":
    """A row of clips for each emotion, each clip at its strongest frame."""
    from argen.pipelines.media.sheet import contact_sheet

    chosen = set(pick_clips(dataset, COLUMNS))
    frames: dict[str, list[np.ndarray]] = {}
    for row in dataset.rows(["clip_id", "emotion", "video", "requested_au"]):
        if row["clip_id"] in chosen:
            frames.setdefault(EMOTIONS[row["emotion"]], []).append(decode_video(row["video"]["bytes"])[apex(row)])
    shown = [emotion for emotion in EMOTIONS if emotion in frames]
    rows = [np.stack(frames[emotion]) for emotion in shown]
    scale = min(8.0, max(0.1, WIDTH / rows[0].shape[2]))
    return contact_sheet(rows, shown, scale=scale, title="Synthetic clips, each at its strongest frame")


def write_sheet(dataset: BuiltDataset) -> Path:
    """Write `sheet.jpg` into the dataset's folder: faces at hand size, a sixth of their PNG."""
    target = dataset.folder / SHEET
    with atomic_path(target) as part:
        draw_sheet(dataset).convert("RGB").save(part, "JPEG", quality=QUALITY)
    return target


def write_preview(dataset: BuiltDataset) -> Path:
    """Write the shard of the config `preview`: a few rows of each class, copied as they are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, chosen, batches = make_features().arrow_schema, pick_clips(dataset, PREVIEWED), []
    for shard in dataset.shards():
        with pq.ParquetFile(dataset.folder / shard.path) as file:
            for batch in file.iter_batches(BATCH):
                batches.append(batch.filter(pa.array([name in chosen for name in batch["clip_id"].to_pylist()])))
    table = pa.Table.from_batches(batches).cast(schema)
    places = {name: place for place, name in enumerate(table["clip_id"].to_pylist())}
    table = table.take([places[name] for name in chosen])
    target = dataset.folder / PREVIEW_SHARD
    target.parent.mkdir(exist_ok=True)
    with atomic_path(target) as part:
        pq.write_table(table, part, compression="zstd")
    return target
