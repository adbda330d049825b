"""The card of judge-mini: the judge of reinforcement learning that is never a reward."""

from collections.abc import Mapping, Sequence
from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from argen.cards import RENDERED, citation, limits, paragraph, table


USE = """```python
from argen.training.rewards.judge import Judge

output = Judge.from_pretrained("argen/judge-mini")(frames)  # (n, frames, 3, h, w) in 0..1
output.logits, output.curve
```"""


def keep(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the card needs of `judge.json`, of several the last's."""
    report = reports[-1] if reports else None
    if report is None:
        return {}
    stage, held_out = report["settings"]["stage"], report["held_out"]
    return {
        "trained_on": report["clips"],
        "minutes": round(report["seconds"] / 60),
        "batch_size": stage["batch_size"],
        "accuracy": round(held_out["accuracy"], 4),
        "recall": held_out["recall"],
        "au_r": {"mean": round(held_out["au_r"]["mean"], 4), "per_au": held_out["au_r"]["per_au"]},
        "clips": held_out["clips"],
        "people": held_out["identities"],
    }


def front(config: Mapping[str, Any], measured: Mapping[str, Any]) -> ModelCardData:
    """The card's metadata."""
    return ModelCardData(
        license="apache-2.0",
        library_name="argen",
        pipeline_tag="video-classification",
        tags=["facial-expression-recognition", "action-units", "reward-model-evaluation"],
        model_name="judge-mini",
        eval_results=[
            EvalResult(
                task_type="video-classification",
                dataset_type="rendered-faces",
                dataset_name=f"{measured['clips']} rendered clips of {measured['people']} unseen people",
                metric_type="accuracy",
                metric_name="accuracy of seven emotions",
                metric_value=measured["accuracy"],
            )
        ],
    )


def parts(config: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    """The sections of the card."""
    r = measured["au_r"]["per_au"]
    order = sorted(r, key=lambda name: -r[name])
    lead = (
        f"The held-out judge of ARGen's reinforcement learning ({measured['weights']['count']:,} weights): frames of a face in, "
        "one of seven emotions and a curve of 20 Action Units out. It is **never a reward**. It shares no weight, seed or "
        "architecture with DuSE and AUEstimator, which are, and is there to disagree when a policy has learned to please them with "
        "something other than a face."
    )
    shape = (
        f"Each frame is read at {config['size']} pixels by a small convolutional trunk, its map beside its change since the first "
        f"frame, and a GRU over {config['num_frames']} frames at a time; interleaved passes leave no frame out."
    )
    verdict = (
        f"**Trained on rendered faces only**, in its last training {measured['minutes']} minutes on a shared CPU core "
        f"({measured['trained_on']} clips): on {measured['clips']} clips of {measured['people']} unseen rendered people it names "
        f"{100 * measured['accuracy']:.1f} % of seven classes (chance 14.3 %) and reaches a mean Pearson r of "
        f"{measured['au_r']['mean']:.2f} over 20 AUs. It has seen no real face. Means over many clips are what it is for; one "
        "clip's verdict is weak."
    )
    return [
        "# judge-mini", paragraph(lead), paragraph(shape), paragraph(verdict), "## Use", USE, "## What was measured",
        table(("emotion", "recall"), [(name, f"{value:.2f}") for name, value in measured["recall"].items()]),
        table(("Action Units, from the one it reads best", "r"), [
            (", ".join(some), ", ".join(f"{r[name]:.2f}" for name in some)) for some in (order[:5], order[5:15], order[15:])
        ]),
        paragraph(
            "Trained by `python -m argen.training.ard_judge`, last with `stage.begin_with` the judge of before, a share of the "
            "clips standing still from some frame on. It is in float16."
        ),
        "## Intended use",
        paragraph("To watch a training by reward: it stops the run when the reward rises while this judge's verdict falls."),
        "## Training data",
        paragraph(
            f"{RENDERED} with the emotion asked for and exact Action "
            "Units; no picture of a real person was used."
        ),
        *limits(
            [
                "On recordings of real people it is unmeasured.",
                "Of neutral clips that argen-mini generated it names about a quarter, of rendered ones nearly all: why is open.",
                "Used as a reward it would no longer be a judge: keep it out of whatever is optimised.",
            ]
        ),
        *citation("argen"),
    ]  # fmt: skip
