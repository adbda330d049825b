"""What people hand in: pictures and clips from uploads, read within limits; addresses are refused."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
import numpy as np
from gradio_client.utils import is_http_url_like

from demo_limits import CLIP_FRAMES, CLIP_KEPT, CLIP_PIXELS, CLIP_SECONDS, CLIP_WORK, PICTURE_PIXELS


LARGEST_SIDE = 640  # pixels of a kept frame of an uploaded clip


class Refusal(gr.Error):
    """A request that cannot be served, as a sentence; the text is escaped, for the page shows it as HTML."""

    def __init__(self, error: object) -> None:
        super().__init__(escape(" ".join(str(error).split()), quote=False), title="", print_exception=False)


@contextmanager
def sentences() -> Iterator[None]:
    """What argen says of a wrong request reaches the page as it is said."""
    try:
        yield
    except gr.Error:  # is a ValueError too
        raise
    except ValueError as error:
        raise Refusal(error) from error


def make_picture(**options: Any) -> gr.Image:
    """An image input that hands on the path of the file undecoded, so that our own bounded reader opens it."""
    return _handing_on(gr.Image(type="filepath", **options))


def make_clip(**options: Any) -> gr.Video:
    """A video input that hands on the path of the file undecoded."""
    return _handing_on(gr.Video(**options))


def refuse_wrong_types(demo: gr.Blocks) -> None:
    """A value of a type that a component does not take ends in a sentence too, where Gradio would say nothing."""
    checked = demo.preprocess_data

    async def preprocess(*args: Any, **kwargs: Any) -> Any:
        try:
            return await checked(*args, **kwargs)
        except gr.Error:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise Refusal(
                "A value of the request has a wrong type; the page “Use via API” says what each takes."
            ) from error

    demo.preprocess_data = preprocess


def _handing_on(component: Any) -> Any:
    """Changed on the object: Gradio writes a stub file beside a module that has a subclass of a component."""
    component.preprocess = lambda payload: None if payload is None else payload.path
    component.async_move_resource_to_block_cache = partial(_keep_local, component.async_move_resource_to_block_cache)
    return component


async def _keep_local(move: Callable[[Any], Awaitable[str | None]], path: str | Path | None) -> str | None:
    """No component of this app fetches anything from an address (SSRF)."""
    if is_http_url_like(str(path)):
        raise Refusal("Addresses are not opened: upload the file itself.")
    return await move(path)


def read_upload(path: str | None) -> Any:
    """An uploaded picture as upright RGB (PIL); Refusal says what is wrong with it."""
    if not path:
        raise Refusal("There is no picture yet: upload one, or take one of the portraits.")
    from PIL import Image, UnidentifiedImageError

    from argen.pipelines.media.picture import FORMATS, PictureError, read_picture

    try:
        with Image.open(path, formats=FORMATS) as picture:
            width, height = picture.size  # from the header: nothing is decoded yet
        if width * height > PICTURE_PIXELS:
            raise Refusal(
                f"The picture has {width}x{height} pixels; at most {PICTURE_PIXELS // 10**6} megapixels are read."
            )
        return read_picture(path)
    except Refusal:
        raise
    except FileNotFoundError as error:
        raise Refusal("The picture is no longer here (uploads are kept for an hour): upload it again.") from error
    except (
        PictureError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise Refusal(
            "That is not a picture that can be read: use a PNG, JPEG or WebP that opens elsewhere."
        ) from error


def read_clip(path: str | None) -> tuple[np.ndarray, float]:
    """Frames of an uploaded clip, uint8 `(t, h, w, 3)`, at most CLIP_KEPT, evenly in time, and how many there are a second."""
    if not path:
        raise Refusal("There is no clip yet: upload one, or generate one first.")
    from av.error import FFmpegError

    from argen.pipelines.duse.frames_duse import ClipError

    try:
        return _decode(path)
    except Refusal:
        raise
    except (FFmpegError, ClipError, OSError, ValueError) as error:
        raise Refusal("That is not a clip that can be read: use an MP4, WebM or MOV that plays elsewhere.") from error


def _decode(path: str) -> tuple[np.ndarray, float]:
    import av

    from argen.pipelines.duse.frames_duse import FORMATS, frames_shown

    # the list keeps FFmpeg from opening what a playlist names
    with av.open(path, container_options={"format_whitelist": FORMATS}) as container:
        if not container.streams.video:
            raise Refusal("The file holds no picture, only sound: upload a video.")
        stream = container.streams.video[0]
        stream.thread_count = 1
        stream.codec_context.options = {"max_pixels": str(CLIP_PIXELS)}  # the header may lie
        packets = (packet for packet in container.demux(stream) if packet.pts is not None)
        times = sorted(float((packet.pts or 0) * packet.time_base) for packet in packets)
        _check_cost(stream.width * stream.height, times)
    wanted = set(frames_shown(times, min(CLIP_KEPT, len(times))).tolist())
    with av.open(path, container_options={"format_whitelist": FORMATS}) as container:
        stream = container.streams.video[0]
        stream.thread_count = 1
        stream.codec_context.options = {"max_pixels": str(CLIP_PIXELS)}
        kept = [_small(frame) for k, frame in enumerate(container.decode(stream)) if k in wanted]
    if not kept or len({one.shape for one in kept}) > 1:
        raise Refusal("The clip changes its size on the way, or has no frame that decodes: export it again.")
    length = max(times[-1] - times[0], 1e-3)
    return np.stack(kept), max(0.1, (len(kept) - 1) / length) if len(kept) > 1 else 8.0


def _check_cost(pixels: int, times: list[float]) -> None:
    if not times:
        raise Refusal("The clip holds no frame: record or export it again.")
    if len(times) > CLIP_FRAMES or times[-1] - times[0] > CLIP_SECONDS:
        raise Refusal(f"The clip is too long: {CLIP_SECONDS:.0f} s and {CLIP_FRAMES} frames are read; cut it first.")
    if pixels > CLIP_PIXELS or pixels * len(times) > CLIP_WORK:
        raise Refusal("The clip has too many pixels: export it in 1080p or smaller.")


def _small(frame: Any) -> np.ndarray:
    """A frame upright, at most LARGEST_SIDE pixels long, so that a clip in 4K needs no room."""
    scale = min(1.0, LARGEST_SIDE / max(frame.width, frame.height))
    size = {"width": max(2, round(frame.width * scale)), "height": max(2, round(frame.height * scale))}
    pixels = frame.reformat(**size, format="rgb24").to_ndarray()
    return np.ascontiguousarray(np.rot90(pixels, round(frame.rotation / 90)) if frame.rotation else pixels)
