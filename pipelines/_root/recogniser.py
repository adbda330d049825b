"""A recogniser that a command was told by name, on its device."""

from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from argen.pipelines.duse.layout_duse import Recogniser


def load_recogniser(name: str, device: str | None, crop: bool = True) -> tuple["Recogniser", Path]:
    """The recogniser that `--model` names, and the folder it was read from.

    Args:
        name: folder or Hub id.
        device: as for `pick_device`.
        crop: let its processor find the face as it is set to; False takes the middle square of each frame.

    Raises:
        ValueError: no recogniser of that name, or no such device.
    """
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()  # of loading: a second at most
    from argen.device import pick_device
    from argen.pipelines.duse.layout_duse import FOLDERS, Recogniser

    chosen = pick_device(device)
    try:
        folder = FOLDERS.resolve(name)
        recogniser = Recogniser.from_pretrained(folder)
    except (ValueError, OSError) as error:
        raise ValueError(f"`--model` {name!r} cannot be loaded: {error}") from error
    model: Any = recogniser.model  # transformers types `to` loosely
    model.to(chosen)
    if not crop:
        recogniser.processor.do_align_crop = False
    return recogniser, folder
