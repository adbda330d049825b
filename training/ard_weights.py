"""The trained weights of a policy as named tensors: averaged, exchanged for a while, compared, stored; also under FSDP."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import nn
from torch.distributed.tensor import DTensor, distribute_tensor


Named = Mapping[str, torch.Tensor]
INTEGERS = {2: torch.int16, 4: torch.int32, 8: torch.int64}  # by bytes of a number


def trained(model: nn.Module) -> dict[str, nn.Parameter]:
    """The parameters that are trained, by name."""
    return {name: p for name, p in model.named_parameters() if p.requires_grad}


def copy_of(parameters: Named) -> dict[str, torch.Tensor]:
    """A copy that the optimiser does not change."""
    return {name: p.detach().clone() for name, p in parameters.items()}


@torch.no_grad()
def move_towards(average: Named, parameters: Named, share: float) -> None:
    """`average += share (parameters - average)`, in place."""
    torch._foreach_lerp_([*average.values()], [parameters[name].detach() for name in average], share)


def ema_share(decay: float, updates: int) -> float:
    """What the newest weights count in an average after so many updates: `1 - decay`, more at the beginning."""
    return 1.0 - min(decay, (1 + updates) / (10 + updates))


@torch.no_grad()
@contextmanager
def exchanged(parameters: Named, others: Named | None) -> Iterator[None]:
    """Run with other values in the parameters; the own ones come back to the bit. None changes nothing."""
    if others is None:
        yield
        return
    own = copy_of(parameters)
    _copy(parameters, others)
    try:
        yield
    finally:
        _copy(parameters, own)


@torch.no_grad()
def _copy(parameters: Named, values: Named) -> None:
    for name, parameter in parameters.items():
        parameter.copy_(values[name])


def whole(parameters: Named) -> dict[str, torch.Tensor]:
    """Copies on the CPU, put together from the shards of all processes; every process has to call it."""
    return {name: _whole(p.detach()) for name, p in parameters.items()}


def _whole(value: torch.Tensor) -> torch.Tensor:
    return (value.full_tensor() if isinstance(value, DTensor) else value).detach().cpu().clone()


@torch.no_grad()
def fill(parameters: Named, values: Named) -> None:
    """Write whole tensors into parameters, each process its own shards."""
    for name, parameter in parameters.items():
        parameter.copy_(_like(values[name], parameter))


def _like(value: torch.Tensor, parameter: torch.Tensor) -> torch.Tensor:
    if isinstance(parameter, DTensor) and value.shape == parameter.shape:
        return distribute_tensor(value.to(parameter.device), parameter.device_mesh, parameter.placements)
    return value.to(parameter.device) if value.shape == parameter.shape else value


def optimizer_tensors(optimizer: torch.optim.Optimizer, parameters: Named) -> dict[str, torch.Tensor]:
    """An optimiser's state as `<parameter>|<slot>` tensors, whole and on the CPU."""
    names = {p: name for name, p in parameters.items()}
    return {
        f"{names[p]}|{slot}": _whole(torch.as_tensor(value))
        for p, slots in optimizer.state.items()
        for slot, value in slots.items()
    }


def fill_optimizer(optimizer: torch.optim.Optimizer, parameters: Named, values: Named) -> None:
    """Take what `optimizer_tensors` gave."""
    for key, value in values.items():
        name, slot = key.rsplit("|", 1)
        parameter = parameters[name]
        optimizer.state[parameter][slot] = _like(value, parameter)


def fingerprint(parameters: Named) -> torch.Tensor:
    """A 64-bit number per tensor, `(count,)`, from the bits of its values: equal weights have equal numbers."""
    sums = []
    for value in parameters.values():
        bits = value.detach().contiguous().view(INTEGERS[value.element_size()]).flatten()
        sums.append(torch.sum(bits, dtype=torch.int64) * 31 + torch.sum(bits[::2], dtype=torch.int64))
    return torch.stack(sums)
