"""ZeroGPU: `@GPU(duration=60)` asks for a GPU on a Space that has one to lend, and does nothing elsewhere."""

from collections.abc import Callable
from typing import Any


def _borrowed(duration: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """No quota to ask for."""
    return lambda function: function


try:  # Hugging Face's package, which a ZeroGPU Space has; in our repository's root the name is that of our folder
    from spaces import GPU as LENT  # pyright: ignore[reportAttributeAccessIssue]
except ImportError:
    LENT = None
GPU: Callable[..., Any] = _borrowed if LENT is None else LENT
