"""The metric as a page: JSON in, JSON out."""

import json
import math
from pathlib import Path
from typing import Any

import evaluate
import gradio as gr


FOLDER = Path(__file__).parent
EXAMPLE = """{
  "names": ["AU06", "AU12"],
  "predictions": [[0.0, 0.1], [0.3, 0.4], [0.5, 0.9]],
  "references": [[0.0, 0.0], [0.2, 0.5], [0.6, 1.0]]
}"""


def finite(value: Any) -> Any:
    """NaN as null, which JSON can say."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def compute(text: str) -> Any:
    """Scores of a JSON object with the arguments of `compute`."""
    try:
        return finite(metric.compute(**json.loads(text)))
    except (ValueError, TypeError) as error:
        raise gr.Error(str(error)) from error


metric = evaluate.load(str(FOLDER / "au_fidelity.py"))
demo = gr.Interface(
    compute,
    gr.Code(EXAMPLE, language="json", label="arguments of compute()"),
    gr.JSON(label="scores"),
    title="au_fidelity",
    description=metric.description,
    article=(FOLDER / "README.md").read_text(encoding="utf-8").split("---", 2)[2],
    flagging_mode="never",
)

if __name__ == "__main__":
    demo.launch()
