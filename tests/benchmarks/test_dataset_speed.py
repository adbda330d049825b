"""Rows with decoded clips per second from a built dataset, against PyAV on the same clips in memory: `make bench`."""

import time
from io import BytesIO

import av
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from av.video.reformatter import VideoReformatter
from datasets import Video, load_dataset
from PIL import Image

from argen.dataset_builders.decoding import decode_row
from argen.dataset_builders.schema import ROLES, make_features, make_row
from argen.pipelines.media.video import encode_video


ROWS, FRAMES, SIDE, GOAL, ROUNDS = 128, 17, 128, 0.8, 3
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Clips of smooth moving patterns, 17 frames of 128 px, as rows with curves and a picture."""
    target = tmp_path_factory.mktemp("rows") / "data"
    target.mkdir()
    rows = [one_row(index) for index in range(ROWS)]
    table = pa.Table.from_pylist(rows, schema=make_features().arrow_schema)
    pq.write_table(table, target / "train-00000-of-00001.parquet", compression="zstd", row_group_size=100)
    return target.parent


def one_row(index):
    """A row whose clip drifts and changes with its index."""
    rng = np.random.default_rng(index)
    small = Image.fromarray(rng.integers(0, 256, (12, 12, 3), dtype=np.uint8))
    face = np.asarray(small.resize((SIDE, SIDE), Image.Resampling.BICUBIC))
    frames = np.stack([np.roll(face, (k // 3, index % 3 * k // 4), (0, 1)) for k in range(FRAMES)])
    picture = BytesIO()
    Image.fromarray(face).save(picture, "JPEG", quality=92)
    curve = rng.random((FRAMES, 20)).astype(np.float32)
    return make_row(
        clip_id=f"clip-{index:06d}", video=encode_video(frames, crf=18), image=picture.getvalue(), emotion="fear", intensity=0.5,
        captions=["a face"], identity="one", requested_au=curve, measured_au=curve,
        scores={"au_r": 1.0, "au_error": 0.0, "emotion_probabilities": [1 / 7] * 7, "recognised": "fear", "integrity": 1.0,
                "identity_similarity": 1.0, "motion_jerk": 0.0},
        seed=index, attempt=0, height=SIDE, width=SIDE, fps=8.0, models={role: {"id": "none", "sha256": None} for role in ROLES},
        settings={}, evidence=[], source="bench", provenance={},
    )  # fmt: skip


def raw(video):
    """What a user of PyAV writes who knows its thread settings."""
    with av.open(BytesIO(video), "r") as container:
        stream = container.streams.video[0]
        stream.thread_count = 1
        convert = VideoReformatter()
        return np.stack(
            [convert.reformat(one, format="rgb24", threads=1).to_ndarray() for one in container.decode(stream)]
        )


def simple(video):
    """What most people write: the conversion takes PyAV's own threads."""
    with av.open(BytesIO(video), "r") as container:
        container.streams.video[0].thread_count = 1
        return np.stack([one.to_ndarray(format="rgb24") for one in container.decode(video=0)])


def timed(work):
    """Rows per second of wall time and of processor time, the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        assert sum(1 for _ in work()) == ROWS
        found.append((ROWS / (time.perf_counter() - wall), ROWS / (time.process_time() - cpu)))
    return np.max(found, 0)


@pytest.mark.parametrize("streaming", [False, True])
def test_rows_per_second(folder, tmp_path, streaming):
    rows = load_dataset(str(folder), split="train", streaming=streaming, cache_dir=str(tmp_path))
    rows = rows.cast_column("video", Video(decode=False))
    clips = [row["video"]["bytes"] for row in rows]
    whole = timed(lambda: map(decode_row, rows))
    some = timed(lambda: map(decode_row, rows.select_columns(["video", "emotion", "measured_au"])))
    plain, tuned = timed(lambda: map(simple, clips)), timed(lambda: map(raw, clips))
    kind = "streamed" if streaming else "plain"
    for name, rate in (
        ("PyAV as it comes", plain),
        ("PyAV, one thread throughout", tuned),
        ("all columns", whole),
        ("video, emotion, measured_au", some),
    ):
        shares = f"{rate[1] / plain[1]:.2f} and {rate[1] / tuned[1]:.2f} of the two by PyAV"
        print(f"\n{kind}, {name}: {rate[0]:.0f} rows/s ({rate[1]:.0f} per CPU s), {shares}", end="")
    assert whole[1] / plain[1] >= GOAL and some[1] / tuned[1] >= GOAL
