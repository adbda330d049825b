"""The ARGen demo: `python app.py` on a Space or anywhere, `argen demo` from the package."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo_limits import QUEUE, UPLOAD_BYTES, BodyLimit, Malformed, Workspace


os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
workspace = Workspace()  # before Gradio is imported, which asks for its folder then

import gradio as gr
from starlette.middleware import Middleware

from demo_about import build_about
from demo_api import build_api
from demo_dataset import build_dataset, sample_folder
from demo_engine import Studio
from demo_generate import HERE, build_generate
from demo_inputs import refuse_wrong_types
from demo_pages import page_html
from demo_provenance import Signer
from demo_recognise import build_recognise
from demo_theme import make_theme


HEAD = (
    '<header class="top"><h1>ARGen</h1><p>A face and a feeling in, a clip out: what was asked for, and what was measured.</p>'
    '<span class="badge">Every clip is synthetic</span></header>'
)


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


def build(options: Options) -> gr.Blocks:
    """The page, and the models that it begins to load."""
    zero_gpu = bool(os.environ.get("SPACES_ZERO_GPU"))  # there a model has to be on its device before the page is up
    studio = Studio(options.model, "cuda" if zero_gpu else options.device, in_background=not zero_gpu)
    signer = Signer()
    with gr.Blocks(title="ARGen", analytics_enabled=False, fill_width=True) as demo:
        build_api(studio, workspace, signer)  # first: it is its endpoints that have the plain names
        page_html(HEAD)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Generate", id="generate"):
                build_generate(studio, signer)
            with gr.Tab("Recognise", id="recognise"):
                build_recognise(studio)
            with gr.Tab("Dataset", id="dataset"):
                build_dataset(options.dataset or sample_folder())
            with gr.Tab("About", id="about"):
                build_about(signer.words)
        refuse_wrong_types(demo)
        demo.load(studio.start, api_visibility="private", show_progress="hidden")
    return demo.queue(max_size=QUEUE, api_open=False, default_concurrency_limit=2)


def launch(options: Options, **more: Any) -> Any:
    """Serve the page; returns what `Blocks.launch` returns."""
    return build(options).launch(
        server_name=options.host,
        server_port=options.port,
        inbrowser=options.browser,
        share=options.share,
        max_file_size=UPLOAD_BYTES,
        theme=make_theme(),
        head=f"<style>{(HERE / 'demo.css').read_text(encoding='utf-8')}</style>",  # `css` would rewrite the selectors
        footer_links=["api", "settings"],
        ssr_mode=False,
        app_kwargs={"middleware": [Middleware(BodyLimit), Middleware(Malformed)]},
        **more,
    )


if __name__ == "__main__":
    launch(Options())
