"""The device that a command runs on."""

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import torch


def pick_device(name: str | None) -> "torch.device":
    """The device asked for, or a GPU if there is one; ValueError for one that this machine does not have."""
    import torch

    accelerator = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    if name is None:
        return accelerator or torch.device("cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise ValueError(f"`--device` is {name!r}; write cpu, cuda, cuda:1, mps or xpu") from error
    here = ["cpu"] if accelerator is None else ["cpu", accelerator.type]
    if device.type not in here or (device.index or 0) >= max(1, torch.accelerator.device_count()):
        raise ValueError(
            f"`--device` is {name!r} but this machine has {' and '.join(here)}: leave it out or choose one"
        )
    return device
