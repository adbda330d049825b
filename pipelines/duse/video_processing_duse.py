"""DuSEVideoProcessor: from a clip in any form to the `pixel_values` of DuSE.

Decode, sample frames by time (`frames_duse.py`), find the face and cut one steady square (`face_duse.py`), resize,
normalise. Every form of a clip takes this one path, so equal frames give equal numbers. Plain numpy and Pillow: torchvision,
which the video processors of transformers are built on, is not needed.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypedDict

import numpy as np
import torch
from PIL import Image
from transformers import BatchFeature
from transformers.image_processing_utils import BaseImageProcessor
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD

from .face_duse import centre_square, crop_square, extract
from .frames_duse import ClipError, read_frames


MAX_FRAMES, MAX_SIZE = 1024, 2048
# Both auto classes name this one: `AutoVideoProcessor` cannot be imported from transformers where torchvision is missing
AUTO_CLASSES = ("AutoImageProcessor", "AutoVideoProcessor")


class ClipFeatures(BatchFeature):
    """`pixel_values` of the clips that could be used; `errors` says by position in the batch what was wrong with others."""

    errors: dict[int, ClipError]


class ClipOptions(TypedDict, total=False):
    """What `from_pretrained(folder, ...)` may change; see `DuSEVideoProcessor`."""

    size: int | Mapping[str, int]
    num_frames: int
    do_align_crop: bool
    image_mean: Sequence[float]
    image_std: Sequence[float]
    sampling: str


class DuSEVideoProcessor(BaseImageProcessor):
    """Clips of a face as the input of `DuSEForVideoClassification` (our design).

    Args:
        size: side of the frames in pixels, or `{"height": s, "width": s}`.
        num_frames: frames sampled from a clip.
        do_align_crop: cut the face out as the training renders are framed; False takes the middle square of each frame.
        image_mean, image_std: per colour channel, of pixels in [0, 1].
        sampling: "uniform": the centres of `num_frames` equal stretches of time.

    Raises:
        ValueError: an option out of range.
    """

    model_input_names: ClassVar[list[str]] = ["pixel_values"]
    valid_kwargs = ClipOptions
    _auto_class = "AutoVideoProcessor"

    def __init__(
        self,
        size: int | Mapping[str, int] = 128,
        num_frames: int = 8,
        do_align_crop: bool = True,
        image_mean: Sequence[float] = OPENAI_CLIP_MEAN,
        image_std: Sequence[float] = OPENAI_CLIP_STD,
        sampling: str = "uniform",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        sides = {"height": size, "width": size} if isinstance(size, int) else dict(size)
        if sorted(sides) != ["height", "width"] or sides["height"] != sides["width"]:
            raise ValueError(f"`size` is {size!r}; frames are square: pass a number of pixels")
        check_number("size", sides["height"], MAX_SIZE)
        check_number("num_frames", num_frames, MAX_FRAMES)
        if sampling != "uniform":
            raise ValueError(f"`sampling` is {sampling!r}; it has to be 'uniform'")
        if not len(image_mean) == len(image_std) == 3 or min(image_std) <= 0:
            raise ValueError(
                f"`image_mean` {image_mean!r} and `image_std` {image_std!r} have to be three numbers each, the latter above 0"
            )
        self.size = sides
        self.num_frames = num_frames
        self.do_align_crop = do_align_crop
        self.image_mean = list(image_mean)
        self.image_std = list(image_std)
        self.sampling = sampling

    # the base class takes images, hence what the type checker is told
    def __call__(self, videos: Any, **kwargs: Any) -> ClipFeatures:  # pyright: ignore[reportIncompatibleMethodOverride]
        """See `preprocess`."""
        return self.preprocess(videos, **kwargs)

    def preprocess(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        videos: Any,
        num_frames: int | None = None,
        do_align_crop: bool | None = None,
        do_sample_frames: bool = True,
        on_error: str = "raise",
        return_tensors: str | None = "pt",
    ) -> ClipFeatures:
        """Clips as `pixel_values`, float32 `(clips, num_frames, 3, size, size)`, normalised.

        Args:
            videos: a clip or a list of clips: the path of a video or of a folder of pictures, the bytes of a file, `{"bytes",
                "path"}`, an array `(t, h, w, 3)`, a tensor `(t, 3, h, w)`, a list of pictures, a torchcodec decoder; arrays are
                uint8, or float in [0, 1].
            num_frames, do_align_crop: instead of the processor's own.
            do_sample_frames: False takes every frame as it comes; the clips then have to be equally long.
            on_error: "raise", or "skip": a clip that cannot be used is left out of `pixel_values` and is in `errors`.
            return_tensors: "pt", "np", or None for a list of arrays.

        Raises:
            ClipError: a clip is missing, truncated, no video, without a frame or a face; the message names it.
            ValueError: an option out of range.
        """
        if on_error not in ("raise", "skip"):
            raise ValueError(f"`on_error` is {on_error!r}; it has to be 'raise' or 'skip'")
        count = self.num_frames if num_frames is None else num_frames
        check_number("num_frames", count, MAX_FRAMES)
        aligned = self.do_align_crop if do_align_crop is None else do_align_crop
        clips: list[np.ndarray] = []
        errors: dict[int, ClipError] = {}
        for k, video in enumerate(batched(videos)):
            try:
                clips.append(
                    self.crop_frames(video, count if do_sample_frames else None, aligned, clip_name(video, k))
                )
            except ClipError as error:
                if on_error == "raise":
                    raise
                errors[k] = error
        if len({len(clip) for clip in clips}) > 1:
            raise ValueError(
                f"`videos` have {sorted({len(clip) for clip in clips})} frames: with `do_sample_frames=False` clips of one "
                "batch have to be equally long"
            )
        pixels = [self.normalise(clip) for clip in clips]
        if return_tensors is not None:
            side = self.size["height"]
            pixels = np.stack(pixels) if pixels else np.zeros((0, count, 3, side, side), np.float32)
        features = ClipFeatures({"pixel_values": pixels}, tensor_type=return_tensors)
        features.errors = errors
        return features

    def crop_frames(self, video: Any, num_frames: int | None, do_align_crop: bool, name: str) -> np.ndarray:
        """The frames that the model will see, before they are normalised: uint8 `(t, size, size, 3)`."""
        frames = read_frames(video, num_frames, name)
        square = crop_square(frames, name) if do_align_crop else centre_square(frames)
        return extract(frames, square, self.size["height"])

    def normalise(self, frames: np.ndarray) -> np.ndarray:
        """uint8 `(t, h, w, 3)` as the model's float32 `(t, 3, h, w)`."""
        mean, std = (np.asarray(values, np.float32) for values in (self.image_mean, self.image_std))
        scaled = (frames.astype(np.float32) / np.float32(255) - mean) / std
        return np.ascontiguousarray(scaled.transpose(0, 3, 1, 2))

    def to_dict(self) -> dict[str, Any]:
        """The options as JSON; both auto classes of transformers find this class by it."""
        entry = f"{Path(__file__).stem}.{type(self).__name__}"
        kinds = {"image_processor_type": type(self).__name__, "video_processor_type": type(self).__name__}
        return super().to_dict() | kinds | {"auto_map": dict.fromkeys(AUTO_CLASSES, entry)}


def check_number(name: str, value: Any, most: int) -> None:
    """ValueError unless `value` is a whole number from 1 to `most`."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"`{name}` is {value!r}; it has to be a whole number from 1 to {most}")


def batched(videos: Any) -> list[Any]:
    """One clip or many as a list; a list of pictures is one clip."""
    if isinstance(videos, np.ndarray | torch.Tensor) and videos.ndim == 5:
        return list(videos)
    if isinstance(videos, list | tuple):
        is_clip = bool(videos) and all(
            isinstance(one, Image.Image) or (isinstance(one, np.ndarray | torch.Tensor) and one.ndim == 3)
            for one in videos
        )
        return [videos] if is_clip else list(videos)
    return [videos]


def clip_name(video: Any, position: int) -> str:
    """What errors call a clip: its path where there is one, else its place in the batch."""
    path = video.get("path") if isinstance(video, Mapping) else video
    place = f"`videos[{position}]`"
    return f"{place} {os.fspath(path)!r}" if isinstance(path, str | os.PathLike) else place
