"""Does the face make the movement that was asked for? AUEstimator's curve against the requested one (our design)."""

import weakref
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from argen.pipelines.argen.facs_argen import AUS
from argen.training.rewards import Reward


if TYPE_CHECKING:
    from argen.pipelines.argen.estimator_argen import AUEstimator

ACTIVE = 0.05  # an AU whose requested curve passes this is one of those asked for
CHUNKS = {"cpu": 2}  # clips read at a time: few stay in the processor's cache, twice as fast as sixteen
CHUNK = 16  # on other devices


@cache
def estimator(name: str, device: torch.device) -> "AUEstimator":
    """AUEstimator of a pipeline folder on a device, loaded once."""
    from argen.pipelines.argen.estimator_argen import AUEstimator
    from argen.pipelines.argen.layout_argen import resolve_folder

    found = AUEstimator.from_pretrained(resolve_folder(name), subfolder="au_estimator", dtype=torch.float32)
    torch.nn.Module.to(found, device)
    found.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    return found.eval().requires_grad_(False)


def make_au_fidelity(name: str = "argen/argen-mini") -> Reward:
    """The reward by the estimator of another pipeline, a folder or a Hub id."""

    def au_fidelity(
        completions: Tensor, action_units: Sequence[Sequence[Sequence[float]] | None], **_: Any
    ) -> list[float | None]:
        """`agreement` of what was measured with what was asked for, 0 to 1; None where nothing was.

        Args:
            completions: frames `(n, F, 3, h, w)` in 0..1; the first frame is the neutral face.
            action_units: n curves (F, 20) in the order of AUS, or None.

        Raises:
            ValueError: a curve of another shape.
        """
        wanted = requested_curves(action_units, completions.shape[1])
        measured = curves_of(name, completions)
        return [None if one is None else agreement(found, one) for found, one in zip(measured, wanted, strict=True)]

    return au_fidelity


au_fidelity = make_au_fidelity()


_last: dict[str, tuple[Callable[[], Tensor | None], Tensor]] = {}  # by estimator: the last batch and its curves


def curves_of(name: str, frames: Tensor) -> Tensor:
    """AU curves `(n, F, 20)` of clips by the estimator of a pipeline, on the CPU; those of the last batch are kept.

    Two rewards ask for the same curves, which are the dearest of all measures. A batch is the tensor itself: frames are
    not changed in place.
    """
    if name not in _last or _last[name][0]() is not frames:
        _last[name] = (weakref.ref(frames), measure_curves(estimator(name, frames.device), frames).cpu())
    return _last[name][1]


@torch.inference_mode()
def measure_curves(found: "AUEstimator", frames: Tensor) -> Tensor:
    """AU curves `(n, F, 20)` in 0..1 of clips `(n, F, 3, h, w)` in 0..1."""
    return torch.cat([found(part).float() for part in frames.split(CHUNKS.get(frames.device.type, CHUNK))])


def agreement(measured: Tensor, requested: Tensor) -> float:
    """1 less the mean absolute error of two curves `(F, 20)`, the AUs asked for weighing as much as all others together.

    Few of the twenty are asked for in a clip: in a plain mean a face that does nothing would score high. The first frame is
    given and does not count; a curve that asks for nothing is compared as a whole.
    """
    error = (measured - requested)[1:].abs().mean(0)
    asked = requested.amax(0) > ACTIVE
    if not asked.any() or asked.all():
        return 1 - float(error.mean())
    return 1 - float((error[asked].mean() + error[~asked].mean()) / 2)


def requested_curves(action_units: Sequence[Any], frames: int) -> list[Tensor | None]:
    """The column `action_units` as tensors `(frames, 20)`; ValueError names the row of another shape."""
    return [None if one is None else _curve(one, row, frames) for row, one in enumerate(action_units)]


def _curve(values: Any, row: int, frames: int) -> Tensor:
    curve = torch.from_numpy(np.asarray(values, np.float32))
    if curve.shape != (frames, len(AUS)):
        raise ValueError(
            f"`action_units[{row}]` has shape {tuple(curve.shape)}; the clips have {frames} frames, so that it has to be "
            f"({frames}, {len(AUS)}): make the curve as long as `num_frames`."
        )
    return curve
