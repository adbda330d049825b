"""The ARGen demo: `python app.py` on a Space or anywhere, `argen demo` from the package.

The models load in a process of their own, begun before Gradio is imported, which takes as long as they do.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demo_engine import Studio
from demo_limits import Workspace


if TYPE_CHECKING:
    from gradio import Blocks


@dataclass(frozen=True)
class Options:
    """What `argen demo` may change. `dataset` is a folder that `argen dataset build` made."""

    model: str = "argen/argen-mini"
    dataset: Path | None = None
    device: str | None = None
    host: str | None = None
    port: int | None = None
    browser: bool = False
    share: bool = False


def build(options: Options, workspace: Workspace) -> "Blocks":
    """The page, and the models, which begin to load."""
    # on ZeroGPU a model has to be in this process, and on its device before the page is up
    is_lent = bool(os.environ.get("SPACES_ZERO_GPU"))
    studio = Studio(options.model, "cuda" if is_lent else options.device, apart=not is_lent)
    from demo_layout import lay_out

    return lay_out(studio, workspace, options.dataset)


def launch(options: Options) -> None:
    """Serve the page until it is interrupted."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    page = build(options, Workspace())  # Gradio, when imported, asks where that folder is
    from demo_layout import serve

    serve(page, server_name=options.host, server_port=options.port, inbrowser=options.browser, share=options.share)


if __name__ == "__main__":
    launch(Options())
