"""The About tab: what this is, what it is not, what was measured, by the model cards themselves."""

from importlib.resources import files
from pathlib import Path

import gradio as gr

from argen import __version__
from demo_pages import page_html


CARDS = {"argen-mini": "Generator", "duse-mini": "Recogniser", "cif-face": "Screen of whole faces"}
WHAT = """
ARGen makes clips of a face that shows a chosen expression, so that recognisers of facial expression can learn the rare
ones. A picture and an emotion, a sentence or Action Units become a **plan**: one curve for each of 20 Action Units. The
generator follows the plan; three judges then measure what came out, and the page shows both.

**What it is not.** No reader of feelings: it names displays, and people differ. Not for claims about real people, not for
deception, not for decisions about anybody. Do not upload a picture of somebody who has not agreed.

**Synthetic.** Every clip made here is synthetic, says so beside it, and its report names the models and the seed; {signed}.

**The small model.** This page runs miniatures trained for hours on one machine, on rendered faces only; photographs come
back soft. The figures below are those of the cards that ship with the weights.
"""
CITE = """
Apache-2.0, code and weights. No picture of a real person was used in training.

```bibtex
@software{{argen, title = {{ARGen: expressive face video that teaches machines to read emotion}}, version = {{{version}}}, year = {{2026}}}}
@article{{argen_paper, title = {{ARGen}}, eprint = {{2604.12255}}, archivePrefix = {{arXiv}}, year = {{2026}}}}
```

From Python: `from argen import ARGenPipeline`, or this page as an API: see “Use via API” at the foot.
"""


def build_about(signed: str) -> None:
    """Lay out the tab; `signed` says how clips are marked."""
    with gr.Row(elem_classes="columns"):
        with gr.Column(scale=5, min_width=320, elem_classes="stack"):
            with gr.Column(elem_classes=["card", "about"]):
                page_html("<h2>What this is</h2>")
                gr.Markdown(WHAT.format(signed=signed))
            with gr.Column(elem_classes=["card", "about"]):
                page_html("<h2>Licence and citation</h2>")
                gr.Markdown(CITE.format(version=__version__))
        with gr.Column(scale=7, min_width=320, elem_classes=["card", "about"]):
            page_html("<h2>Measured</h2>")
            for folder, name in CARDS.items():
                with gr.Accordion(f"{name}: {folder}", open=folder == "argen-mini"):
                    gr.Markdown(card(folder))


def card(folder: str) -> str:
    """The text of a model card in the package, without its header and its title."""
    text = Path(str(files("argen.release")), folder, "README.md").read_text(encoding="utf-8")
    body = text.split("---", 2)[2].strip()
    return body.partition("\n")[2].strip() if body.startswith("# ") else body
