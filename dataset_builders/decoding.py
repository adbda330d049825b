"""Clips of a row as arrays, decoded by PyAV (our design).

`datasets` decodes videos through torchcodec only. `cast_column("video", Video(decode=False))` gives the MP4 as bytes without
it, and this reads them: row by row, in `Dataset.set_transform(decode_batch)`, or in the workers of
`DataLoader(rows.with_format("torch"), batch_size=None, collate_fn=decode_row)`. Through `map`, the torch format would make
the frames int64.
"""

from io import BytesIO
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.video.reformatter import VideoReformatter

from argen.pipelines.media.video import VideoError


def decode_row(row: dict[str, Any]) -> dict[str, Any]:
    """The row with `video` as a uint8 array `(frames, height, width, 3)`.

    Raises:
        VideoError: `video` is not the MP4 as bytes (`cast_column("video", Video(decode=False))` gives it), or damaged.
    """
    return row | {"video": decode_video(_bytes(row["video"]))}


def decode_batch(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same for `dataset.set_transform`, which passes columns; a batch without `video` is left as it is."""
    if "video" not in batch:
        return batch
    return batch | {"video": [decode_video(_bytes(one)) for one in batch["video"]]}


def decode_video(video: bytes) -> np.ndarray:
    """All frames of a clip as uint8 `(frames, height, width, 3)`; VideoError for what does not decode."""
    try:
        with av.open(BytesIO(video), "r") as container:
            stream = container.streams.video[0]
            stream.thread_count = 1  # FFmpeg's threads, here and in the conversion, cost several times what they save
            frames = np.empty((stream.frames, stream.height, stream.width, 3), np.uint8)
            convert, count = VideoReformatter(), 0
            for frame in container.decode(stream):
                frames[count] = convert.reformat(frame, format="rgb24", threads=1).to_ndarray()
                count += 1
    except (FFmpegError, IndexError) as error:
        raise VideoError(
            f"`video` ({len(video)} bytes) does not decode ({error}): run `argen dataset verify`."
        ) from error
    return frames[:count]


def _bytes(video: Any) -> bytes:
    if not isinstance(video, dict) or not isinstance(video.get("bytes"), bytes):
        raise VideoError(
            f"`video` is {type(video).__name__}, not the bytes of an MP4: load the rows with "
            "`dataset.cast_column('video', datasets.Video(decode=False))`."
        )
    return video["bytes"]
