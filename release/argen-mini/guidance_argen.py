"""Guidance over the text, the Action Units and the neighbouring frames: pure functions, no weights."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch


BRANCHES = ("null", "text", "full", "solo")


@dataclass(frozen=True)
class FrameGuidanceConfig:
    """Strength and interval of inter-frame guidance (our design; the paper gives only the name).

    Args:
        scale: weight `w` of `v_all - v_solo`; 0 is the plain sampler.
        start: first guided step, as a fraction of the steps in [0, 1].
        stop: fraction of the steps at which guidance ends; 1 includes the last step.

    Raises:
        ValueError: a negative or non-finite scale, or not `0 <= start <= stop <= 1`.
    """

    scale: float = 0.0
    start: float = 0.0
    stop: float = 1.0

    def __post_init__(self) -> None:
        check_scale("frame_guidance_scale", self.scale)
        if not 0.0 <= self.start <= self.stop <= 1.0:
            raise ValueError(
                f"`frame_guidance_interval` must satisfy 0 <= start <= stop <= 1, got ({self.start}, {self.stop}). "
                "Give fractions of the steps, (0.0, 1.0) for all of them."
            )

    def weight(self, step: int, num_steps: int) -> float:
        """Weight of inter-frame guidance at a step, 0 outside the interval. `step` counts from 0."""
        return self.scale if self.start <= step / num_steps < self.stop else 0.0


def check_scale(name: str, value: float) -> None:
    """Refuse a guidance scale that is negative, infinite or NaN (ValueError)."""
    if not (math.isfinite(value) and value >= 0.0):
        raise ValueError(f"`{name}` must be a finite number >= 0, got {value}. 0 switches it off.")


def solo_mask(num_latent_frames: int, tokens_per_frame: int, device: torch.device | str | None = None) -> torch.Tensor:
    """Attention mask of the solo branch: a token sees its own frame and the first one (our design).

    Returns:
        bool `(L, L)`, `L = num_latent_frames * tokens_per_frame`, True where the row (query) may see the column.
    """
    frame = torch.arange(num_latent_frames, device=device).repeat_interleave(tokens_per_frame)
    return (frame[:, None] == frame[None, :]) | (frame == 0)[None, :]


def sample_mask(is_solo: torch.Tensor, mask: torch.Tensor) -> torch.Tensor | None:
    """Per-sample mask: `mask` for the samples marked solo, everything visible for the others.

    Args:
        is_solo: bool `(batch,)`.
        mask: bool `(L, L)` of `solo_mask`.

    Returns:
        bool `(batch, 1, L, L)`, or None where no sample is solo, so that the stock attention kernel runs.
    """
    if not bool(is_solo.any()):
        return None
    return mask[None, None] | ~is_solo.to(mask.device)[:, None, None, None]


@dataclass
class FrameAttnState:
    """The mask that all `FrameAttnProcessor` of one transformer share: bool, broadcastable to `(batch, heads, L, L)`."""

    mask: torch.Tensor | None = None


class FrameAttnProcessor:
    """Self-attention processor that adds a shared mask to the one it wraps (our design).

    The arithmetic is the wrapped processor's own; with no mask set its output is the stock output to the bit.
    """

    def __init__(self, inner: Any, state: FrameAttnState) -> None:
        self.inner = inner
        self.state = state

    def __call__(
        self,
        attn: torch.nn.Module,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        rotary_emb: tuple[torch.Tensor, torch.Tensor] | None = None,
    ) -> torch.Tensor:
        mask = self.state.mask if attention_mask is None else attention_mask
        return self.inner(attn, hidden_states, encoder_hidden_states, mask, rotary_emb)


@contextmanager
def frame_attention(transformer: Any, mask: torch.Tensor | None) -> Iterator[None]:
    """Run a Wan transformer's self-attention under a mask; the old processors come back at the end.

    With gradient checkpointing the backward pass recomputes the blocks and must run inside the context as well.

    Args:
        transformer: a `WanTransformer3DModel` (unwrapped: it is reached through `.blocks[i].attn1`).
        mask: bool `(batch, 1, L, L)`, `(batch, L, L)` or `(L, L)`, True = visible; None leaves the model untouched.
    """
    if mask is None:
        yield
        return
    if mask.ndim not in (2, 3, 4):
        raise ValueError(
            f"`mask` must have the shape (L, L), (batch, L, L) or (batch, 1, L, L), got {tuple(mask.shape)}."
        )
    # diffusers would read a 2-d mask as one of keys, (batch, L): hand on four dimensions always
    mask = mask if mask.ndim == 4 else mask.unsqueeze(-3) if mask.ndim == 3 else mask[None, None]
    state = FrameAttnState(mask)
    attentions = [block.attn1 for block in transformer.blocks]
    old = [attention.processor for attention in attentions]
    try:
        for attention in attentions:
            attention.set_processor(FrameAttnProcessor(attention.processor, state))
        yield
    finally:
        for attention, processor in zip(attentions, old, strict=True):
            attention.set_processor(processor)


def branches(guidance_scale: float, au_guidance_scale: float, frame_guidance_scale: float) -> tuple[str, ...]:
    """Names of the predictions that `combine` reads for these scales, in the order of `BRANCHES`."""
    s_text, s_au, w = guidance_scale, au_guidance_scale, frame_guidance_scale
    needed = {
        "null": s_text != 1.0,
        "text": s_text != s_au,
        "full": s_au != 0.0 or w != 0.0,
        "solo": w != 0.0,
    }
    return tuple(name for name in BRANCHES if needed[name])


def combine(
    v_null: torch.Tensor | None,
    v_text: torch.Tensor | None,
    v_full: torch.Tensor | None,
    v_solo: torch.Tensor | None,
    guidance_scale: float,
    au_guidance_scale: float,
    frame_guidance_scale: float,
) -> torch.Tensor:
    """Guided prediction `v_null + s_text (v_text - v_null) + s_au (v_full - v_text) + w (v_full - v_solo)`.

    The first two terms are classifier-free guidance nested as in InstructPix2Pix (Brooks et al. 2023, eq. 3); the last
    one is inter-frame guidance, our design. Scales 1, 1, 0 return `v_full` itself.

    Args:
        v_null: without text and AUs. v_text: text alone. v_full: text and AUs. v_solo: text and AUs, each frame seeing
            only itself and the first. All of one shape; None is allowed for those not named by `branches`.

    Raises:
        ValueError: a needed prediction is None.
    """
    s_text, s_au, w = guidance_scale, au_guidance_scale, frame_guidance_scale
    given: dict[str, Any] = {"null": v_null, "text": v_text, "full": v_full, "solo": v_solo}
    missing = [name for name in branches(s_text, s_au, w) if given[name] is None]
    if missing:
        raise ValueError(f"`combine` with scales ({s_text}, {s_au}, {w}) needs `v_{missing[0]}`, got None.")
    null, text, full, solo = (given[name] for name in BRANCHES)
    base = full if s_text == s_au else text
    v = base if s_text == 1.0 else null if s_text == 0.0 else null + s_text * (base - null)
    if s_text != s_au and s_au != 0.0:
        v = v + s_au * (full - text)
    return v if w == 0.0 else v + w * (full - solo)
