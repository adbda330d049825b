"""The card of duse-mini: the recogniser of displays."""

from collections.abc import Mapping, Sequence
from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from argen.cards import RENDERED, citation, limits, paragraph, table


USE = """```python
from argen.pipelines.duse.layout_duse import Recogniser

recogniser = Recogniser.from_pretrained("argen/duse-mini")
output = recogniser.model(**recogniser.processor("clip.mp4", return_tensors="pt"), output_evidence=True)

from transformers import pipeline  # without the package; AutoModelForVideoClassification loads it too

pipeline("video-classification", model="argen/duse-mini", trust_remote_code=True)("clip.mp4")
```"""


def keep(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the card needs of `training.json`, of several the last's."""
    report = reports[-1] if reports else None
    if report is None:
        return {}
    confusion = report["eval_confusion"]
    return {
        "clips": sum(map(sum, confusion)),
        "war": round(report["eval_war"], 4),
        "uar": round(report["eval_uar"], 4),
        "recalls": [round(value, 4) for value in report["eval_recalls"]],
        "seeds": 1,
        "steps": report["settings"]["steps"],
    }


def front(config: Mapping[str, Any], measured: Mapping[str, Any]) -> ModelCardData:
    """The card's metadata."""
    test: dict[str, Any] = {
        "task_type": "video-classification",
        "dataset_type": "rendered-faces",
        "dataset_name": f"{measured['clips']} heavily altered rendered clips of unseen people",
    }
    names = {"war": ("accuracy", "WAR (accuracy)"), "uar": ("recall", "UAR (mean recall of seven emotions)")}
    return ModelCardData(
        license="apache-2.0",
        library_name="transformers",
        pipeline_tag="video-classification",
        tags=["facial-expression-recognition", "dynamic-facial-expression-recognition", "affective-computing"],
        model_name="duse-mini",
        eval_results=[
            EvalResult(**test, metric_type=kind, metric_name=words, metric_value=measured[key])
            for key, (kind, words) in names.items()
        ],
    )


def parts(config: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    """The sections of the card."""
    labels = [config["id2label"][str(k)] for k in range(len(config["id2label"]))]
    lead = (
        f"A small dynamic expression recogniser ({measured['weights']['count'] / 1e6:.1f} million weights): "
        f"{config['num_frames']} frames of a face in, one of {len(labels)} emotions out, with the frames and the concepts that "
        "decided. HTPC and LSEA after DuSE (arXiv 2604.12777), whose method is public as an abstract; what it leaves open is our "
        "design."
    )
    verdict = (
        "**Trained and measured on rendered faces only**: on heavily altered clips of rendered people it has never seen it "
        f"names {measured['uar']:.1%} of seven classes (UAR; chance {1 / len(labels):.1%}). It has seen no real face."
    ).replace("%", " %")
    recalls = [
        (name, f"{value:.1%}".replace("%", " %")) for name, value in zip(labels, measured["recalls"], strict=True)
    ]
    return [
        "# DuSE-mini", paragraph(lead), paragraph(verdict), "## Use", USE,
        paragraph(
            "The processor decodes (needs `av`), finds and crops the face (`dlib-bin`; `do_align_crop=False` for clips that are "
            "cropped) and samples by time."
        ),
        "## What was measured",
        paragraph(
            f"{measured['clips']} heavily altered rendered clips of people it has never seen, one seed, "
            f"{measured['steps']} steps: WAR {measured['war']:.3f}, UAR {measured['uar']:.3f}. What decides is the frozen "
            "encoder, the trunk of argen-mini's AUEstimator, which sees each frame beside the first; comparisons and commands "
            "are in the README of ARGen, \"Recognising: DuSE\"."
        ),
        table(("emotion", "recall"), recalls),
        "## Intended use",
        paragraph(
            "To score clips that ARGen makes against the display that was asked for, as a reward and a data screen; to develop "
            "and test recognisers with; as the start of a training on a dataset of your own."
        ),
        "## Training data",
        paragraph(
            f"{RENDERED}, heavily and mildly altered, with the emotion "
            "that each was asked to display; no picture of a real person was used."
        ),
        *limits(
            [
                "On recordings of real people it is unmeasured, and no better than a guess may be expected.",
                "It reads the change from the first frame: a clip has to begin near rest.",
                ("It shares its trunk with the AUEstimator: what fools one may fool the other, and that both agree is no "
                "independent evidence."),
                ("The seven classes are display prototypes; the concepts that it names as evidence are not yet meaningful, the "
                "frame weights are."),
                "Its figures are of one seed; runs differ by about 1 %.",
            ]
        ),
        *citation("duse", "argen"),
    ]  # fmt: skip
