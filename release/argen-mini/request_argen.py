"""What a call of the pipeline asks for: checks, and broadcasting of images, texts and plans to one batch."""

import hashlib
import numbers
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageOps
import torch

from .facs_argen import AUS
from .plan_argen import AffectPlan, check_curve, make_plan


COLOUR_MODES = ("RGB", "RGBA", "L", "LA", "P", "CMYK", "1")
BACKDROP = (128, 128, 128)  # what transparent pixels show, as in `argen.pipelines.media.picture`
IMAGE_TYPES = "a PIL image, a float tensor (3, h, w) or (batch, 3, h, w) in [0, 1], or a list of these"


def sample_generators(seed: int, count: int, first: int = 0) -> list[torch.Generator]:
    """CPU generators for the samples `first .. first + count - 1` of a run, each seeded by a hash of (seed, index).

    The noise of a sample is then the same for any batch size, order and number of workers (our design).
    """
    seeds = (hashlib.blake2b(f"{seed}:{first + i}".encode(), digest_size=8).digest() for i in range(count))
    return [torch.Generator().manual_seed(int.from_bytes(digest, "little") >> 1) for digest in seeds]


def as_images(name: str, image: Any) -> list[PIL.Image.Image | torch.Tensor]:
    """A list of RGB pictures and tensors `(3, h, w)` in [0, 1] from what the user gave (ValueError for the rest).

    Pictures are turned upright by their EXIF rotation, and transparency is laid over mid-grey.
    """
    if isinstance(image, torch.Tensor):
        image = list(image) if image.ndim == 4 else [image]
    images = list(image) if isinstance(image, list | tuple) else [image]
    if not images:
        raise ValueError(f"`{name}` is an empty list. Give {IMAGE_TYPES}.")
    return [_as_image(name, one) for one in images]


def _as_image(name: str, image: Any) -> PIL.Image.Image | torch.Tensor:
    if not isinstance(image, PIL.Image.Image | torch.Tensor):
        raise ValueError(f"`{name}` has the type {type(image).__name__}. Give {IMAGE_TYPES}.")
    if isinstance(image, PIL.Image.Image):
        if image.mode not in COLOUR_MODES:
            raise ValueError(
                f"`{name}` has the PIL mode {image.mode!r}, legal are {', '.join(COLOUR_MODES)}. Convert it to RGB first."
            )
        return _as_rgb(image)
    if image.ndim == 4 and image.shape[0] == 1:
        image = image[0]
    if image.ndim != 3 or image.shape[0] != 3 or not image.is_floating_point():
        raise ValueError(f"`{name}` is a {image.dtype} tensor of the shape {tuple(image.shape)}. Give {IMAGE_TYPES}.")
    if not bool(torch.isfinite(image).all()):
        raise ValueError(f"`{name}` holds NaN or infinite values. Give finite numbers in [0, 1].")
    if image.numel() == 0 or float(image.min()) < 0.0 or float(image.max()) > 1.0:
        raise ValueError(
            f"`{name}` must hold values in [0, 1], shape {tuple(image.shape)}. Divide 8-bit values by 255."
        )
    return image


def _as_rgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    picture = PIL.ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:  # a plain conversion would show the colours hidden below alpha 0
        layered = picture.convert("RGBA")
        picture = PIL.Image.alpha_composite(PIL.Image.new("RGBA", layered.size, (*BACKDROP, 255)), layered)
    return picture.convert("RGB")


def as_list(name: str, value: Any) -> list[Any] | None:
    """The batch in an argument: its items if it is one, None if it is a single item.

    `action_units`: a dict, 20 numbers and a curve array `(frames, 20)` are single items; a list of these, or an array
    `(batch, frames, 20)`, is a batch.
    """
    if isinstance(value, torch.Tensor | np.ndarray):
        return list(value) if value.ndim == 3 else None
    if not isinstance(value, list | tuple):
        return None
    is_vector = name == "action_units" and len(value) > 0 and isinstance(value[0], numbers.Real)
    return None if is_vector else list(value)


def batch_size(**values: Any) -> int:
    """The one length of all the lists among `values`; lists of one and single items fit any (ValueError otherwise)."""
    lengths = {name: len(items) for name, value in values.items() if (items := as_list(name, value)) is not None}
    empty = [name for name, length in lengths.items() if length == 0]
    if empty:
        raise ValueError(f"`{empty[0]}` is an empty list. Give one item, or one per sample.")
    longer = {name: length for name, length in lengths.items() if length > 1}
    if len(set(longer.values())) > 1:
        sizes = ", ".join(f"`{name}` {length}" for name, length in longer.items())
        raise ValueError(f"The batch lengths differ: {sizes}. Give one item for all samples, or one per sample.")
    return max(longer.values(), default=1)


def broadcast(name: str, value: Any, batch: int) -> list[Any]:
    """An argument per sample. `batch` comes from `batch_size`, so a list has either one item or `batch`."""
    items = as_list(name, value)
    items = [value] if items is None else items
    return items * batch if len(items) == 1 else items


def check_size(num_frames: int, height: int, width: int, temporal: int, multiple: tuple[int, int]) -> None:
    """Refuse frame counts other than `temporal` k + 1 and sizes that are not whole patches (ValueError)."""
    if num_frames < 1 or (num_frames - 1) % temporal:
        below = max((num_frames - 1) // temporal, 0) * temporal + 1
        raise ValueError(
            f"`num_frames` must be {temporal}k + 1 (1, {temporal + 1}, {2 * temporal + 1}, ...), got {num_frames}. "
            f"Take {below} or {below + temporal}."
        )
    for name, value, step in (("height", height, multiple[0]), ("width", width, multiple[1])):
        if value < step or value % step:
            near = max(round(value / step), 1) * step
            raise ValueError(f"`{name}` must be a positive multiple of {step}, got {value}. Take {near}.")


def check_plan(plan: AffectPlan, num_frames: int) -> AffectPlan:
    """Refuse a plan whose curve is not finite, out of [0, 1] or of another number of frames (ValueError)."""
    curve = check_curve(plan.curve, "plan")
    if len(curve) != num_frames:
        raise ValueError(
            f"`plan` has a curve of {len(curve)} frames, the clip has `num_frames` {num_frames}. "
            f"Make the plan with num_frames={num_frames}, or leave `num_frames` out."
        )
    return plan


def plan_sample(
    emotion: str | None, intensity: float | None, action_units: Any, plan: AffectPlan | None, **timing: Any
) -> AffectPlan | None:
    """The plan of one sample: the given one, one made from emotion and AUs, or None. `timing` goes to `make_plan`."""
    if plan is not None:
        if emotion is not None or action_units is not None or intensity is not None:
            raise ValueError("`plan` stands for itself: leave out `emotion`, `intensity` and `action_units`.")
        return check_plan(plan, timing["num_frames"])
    if intensity is not None and emotion is None:
        raise ValueError(f"`intensity` is {intensity} without an `emotion` that it could scale. Give `emotion` too.")
    if emotion is None and action_units is None:
        return None
    return make_plan(emotion, intensity, action_units, **timing)


def as_array(action_units: Any) -> Any:
    """AUs of one sample with a tensor turned into an array."""
    return action_units.detach().float().cpu().numpy() if isinstance(action_units, torch.Tensor) else action_units


def caption_of(text: str | None, plan: AffectPlan | None) -> str:
    """The caption of one sample: the user's text, else the plan's first caption (ValueError when there is neither)."""
    if text is not None:
        if not isinstance(text, str):
            raise ValueError(f"`text` and `prompt` must be strings or lists of strings, got {type(text).__name__}.")
        return text
    if plan is None or not plan.captions:
        raise ValueError("Nothing to express: give `emotion`, `action_units`, `text`, `plan` or `prompt_embeds`.")
    return plan.captions[0]


def plan_batch(
    given: Mapping[str, Any], batch: int, planner: Callable[..., AffectPlan] | None, num_frames: int, fps: float
) -> tuple[list[AffectPlan | None], list[str] | None]:
    """Plan and caption of each sample; captions are None when `prompt_embeds` are given.

    A text without plan goes to `planner(text, emotion=, intensity=, action_units=, num_frames=, fps=, seed=)` when there
    is one, else it is the caption as it stands. The seed of a plan is that of the sample's generator, 0 without one.
    """
    names = ("emotion", "intensity", "action_units", "plan", "text", "prompt")
    rows = zip(*(broadcast(name, given[name], batch) for name in names), strict=True)
    generator, clips = given["generator"], batch * given["num_videos_per_prompt"]
    if isinstance(generator, list) and len(generator) != clips:
        raise ValueError(f"`generator` has {len(generator)} entries for {clips} clips. Give one, or one per clip.")
    plans, captions = [], []
    for i, (emotion, intensity, action_units, plan, text, prompt) in enumerate(rows):
        own = generator[i * len(generator) // batch] if isinstance(generator, list) else generator
        timing = {"num_frames": num_frames, "fps": fps, "seed": 0 if own is None else own.initial_seed()}
        request = {"emotion": emotion, "intensity": intensity, "action_units": as_array(action_units)}
        if plan is None and text is not None and planner is not None:
            plan = check_plan(planner(text, **request, **timing), num_frames)
            text = plan.captions[0] if plan.captions else text
        else:
            plan = plan_sample(plan=plan, **request, **timing)
        plans.append(plan)
        if given["prompt_embeds"] is None:
            captions.append(caption_of(prompt if text is None else text, plan))
    return plans, captions or None


def stack_curves(plans: Sequence[AffectPlan | None], num_frames: int) -> tuple[torch.Tensor, torch.Tensor]:
    """AU curves float32 `(batch, frames, 20)` and which samples have one, bool `(batch,)`; zeros where there is none."""
    zeros = np.zeros((num_frames, len(AUS)), np.float32)
    curves = [zeros if plan is None else np.asarray(plan.curve, np.float32) for plan in plans]
    return torch.from_numpy(np.stack(curves)), torch.tensor([plan is not None for plan in plans])


def is_given(name: str, value: Any) -> bool:
    """Whether an argument is there for at least one sample."""
    items = as_list(name, value)
    return value is not None and (items is None or any(item is not None for item in items))


def check_tensor_inputs(names: Sequence[str], legal: Sequence[str]) -> None:
    """Refuse callback tensors that the pipeline does not hand out (ValueError)."""
    unknown = [name for name in names if name not in legal]
    if unknown:
        raise ValueError(f"`callback_on_step_end_tensor_inputs` names {unknown}, legal are {list(legal)}.")


def check_exclusive(values: Mapping[str, Any], *names: str) -> None:
    """Refuse more than one of the named arguments (ValueError)."""
    given = [name for name in names if values[name] is not None]
    if len(given) > 1:
        raise ValueError(f"`{given[0]}` and `{given[1]}` say the same thing twice. Give only one of them.")
