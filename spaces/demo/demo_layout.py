"""The page: its tabs and endpoints, and how it is served."""

from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from demo_about import build_about
from demo_api import build_api
from demo_dataset import build_dataset, sample_folder
from demo_engine import Studio
from demo_generate import HERE, build_generate
from demo_inputs import refuse_wrong_types
from demo_limits import QUEUE, UPLOAD_BYTES, BodyLimit, Malformed, Workspace
from demo_pages import page_html
from demo_provenance import Signer
from demo_recognise import build_recognise
from demo_theme import make_theme


HEAD = (
    '<header class="top"><h1>ARGen</h1><p>A face and a feeling in, a clip out: what was asked for, and what was measured.</p>'
    '<span class="badge">Every clip is synthetic</span></header>'
)


def lay_out(studio: Studio, workspace: Workspace, dataset: Path | None) -> gr.Blocks:
    """The page over a model; `dataset` is browsed, the sample in the package where it is None."""
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
                build_dataset(dataset or sample_folder())
            with gr.Tab("About", id="about"):
                build_about(signer.words)
        refuse_wrong_types(demo)
    return demo.queue(max_size=QUEUE, api_open=False, default_concurrency_limit=2)


def serve(page: gr.Blocks, **options: Any) -> Any:
    """Answer requests; returns what `Blocks.launch` returns."""
    return page.launch(
        max_file_size=UPLOAD_BYTES,
        theme=make_theme(),
        head=f"<style>{(HERE / 'demo.css').read_text(encoding='utf-8')}</style>",  # `css` would rewrite the selectors
        footer_links=["api", "settings"],
        ssr_mode=False,
        app_kwargs={"middleware": [Middleware(BodyLimit), Middleware(Malformed)]},
        **options,
    )
