"""The card of argen-mini: the generator with its AU estimator and its picture codec."""

from collections.abc import Mapping, Sequence
from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from argen.cards import RENDERED, citation, limits, paragraph, table


MEASURES = ("estimator", "vae", "sampling", "judged", "text", "intensity")
SETTINGS = {"clips": "clips_used", "people": "identities_drawn"}
GOOD = 0.75  # r between requested and measured AUs that is the goal
SHOWN = 5  # AUs that are followed best and least
USE = """```python
from argen import ARGenPipeline
from PIL import Image

pipe = ARGenPipeline.from_pretrained("argen/argen-mini")  # the package's copy; revision="main": the Hub's
out = pipe(Image.open("face.png"), emotion="surprise", intensity=0.8)
out.frames[0], out.plan[0].curve  # (17, 128, 128, 3) in 0..1, and the AU curve that was asked for: (17, 20)

from diffusers import DiffusionPipeline  # without the package

pipe = DiffusionPipeline.from_pretrained("argen/argen-mini", trust_remote_code=True)
```"""


def keep(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the card needs of `evaluation.json`, one or several; a later one's measures win."""
    kept: dict[str, Any] = {}
    for report in reports:
        kept |= {name: report["settings"][key] for name, key in SETTINGS.items()}
        kept |= {name: rounded(report[name]) for name in MEASURES if name in report}
    return kept


def rounded(value: Any) -> Any:
    """Four digits of every number, without what is the machine's (`seconds`) or a picture's (`strength`)."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items() if key not in ("seconds", "strength", "by_seed")}
    return round(value, 4) if isinstance(value, float) else value


def front(config: Mapping[str, Any], measured: Mapping[str, Any]) -> ModelCardData:
    """The card's metadata."""
    return ModelCardData(
        license="apache-2.0",
        library_name="diffusers",
        pipeline_tag="image-to-video",
        tags=["facial-expression", "action-units", "image-to-video", "synthetic-data", "affective-computing"],
        model_name="argen-mini",
        eval_results=[
            EvalResult(
                task_type="image-to-video",
                dataset_type="rendered-faces",
                dataset_name=f"{measured['clips']} rendered clips of {measured['people']} unseen people",
                metric_type="pearsonr",
                metric_name="requested against measured Action Units, mean Pearson r over 20",
                metric_value=round(measured["sampling"]["mean"], 3),
            )
        ],
    )


def parts(config: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    """The sections of the card."""
    size = f"{config['default_width']} x {config['default_height']}"
    frames, fps = config["default_num_frames"], config["default_fps"]
    lead = (
        f"A miniature of Wan2.2-TI2V ({size}, {frames} frames, {fps:g} frames/s, {measured['weights']['count'] / 1e6:.1f} "
        "million weights with codec, text encoder and AU estimator) that takes a face picture and an affect plan: an emotion, a "
        "sentence or Action Units. Code: `ARGenPipeline`, in this folder as `pipeline_argen.py` and its siblings."
    )
    eye = [paragraph(f"By eye: {measured['by_eye']}")] if "by_eye" in measured else []
    return [
        "# argen-mini", paragraph(lead), paragraph(f"**Short training: {verdict(measured['sampling']['mean'])}**"),
        "## Use", USE, "## What was measured",
        paragraph(
            f"On {measured['clips']} rendered clips of {measured['people']} people it was not trained on "
            "(`argen evaluate-mini`):"
        ),
        figures(measured), *eye,
        "## Intended use",
        paragraph(
            "Research on expression synthesis and on training data for recognisers; a small model to develop and test with on a "
            "CPU; the example of the format that larger Wan weights with our adapter follow."
        ),
        "## Training data",
        paragraph(
            f"{RENDERED} with exact Action Units; no picture of a real "
            "person was used."
        ),
        *limits(
            [
                "Real photographs come back blurred; only frontal, evenly lit portraits resemble what it was trained on.",
                ("The AU figures come from its own `au_estimator`, trained on the same renderer (other identities), whose "
                "gradient the last stage of the generator's training followed: the judge's row is the one it did not follow. "
                "Neither is a certified FACS coder, and on real faces both are unmeasured."),
                "The caption has next to no effect by itself: sentences work because they are planned into Action Units.",
                "Emotion words are display prototypes (EMFACS, Du et al. 2014), which are priors: people differ.",
            ]
        ),
        *citation("argen"),
    ]  # fmt: skip


def verdict(r: float) -> str:
    """In words what the r between requested and measured AUs means."""
    if r >= GOOD:
        return "it follows the request."
    follows = "hardly follows the request" if r < 0.3 else "follows the request half-way"
    return (
        f"it {follows if r < 0.6 else 'mostly follows the request'}, and is not good enough to make training data with unless "
        "every clip is measured and screened."
    )


def figures(measured: Mapping[str, Any]) -> str:
    """The table of what was measured."""
    estimator, vae, sampling, judged, text = (measured[name] for name in MEASURES[:5])
    strength, lowest = measured["intensity"], extreme(estimator["per_au"], 1, best=False)[0]
    best, least = (extreme(sampling["per_au"], SHOWN, best) for best in (True, False))
    weakest = min(strength["spearman"], key=strength["spearman"].get)
    rows = [
        (f"`au_estimator`, mean Pearson r over 20 AUs (lowest: {lowest})",
         f"{estimator['mean']:.3f} ({estimator['per_au'][lowest]:.3f})"),
        ("`vae`, PSNR", f"{vae['psnr_mean']:.1f} dB, sd {vae['psnr_sd']:.1f}"),
        ("AU r of its reconstructions (of the originals)", f"{vae['r_reconstructed']:.3f} ({vae['r_original']:.3f})"),
        (f"generated clips, r between requested and measured AUs, mean over 20 (sd over {sampling['seeds']} seeds)",
         f"{sampling['mean']:.3f} ({sampling['sd_over_seeds']:.3f})"),
        ("the same r by the held-out judge (of the rendered originals: its own limit)",
         f"{judged['mean']:.3f} ({judged['r_original']:.3f})"),
        (f"the AUs followed best: {', '.join(best)}", ", ".join(f"{sampling['per_au'][au]:.2f}" for au in best)),
        (f"the AUs followed least: {', '.join(least)}", ", ".join(f"{sampling['per_au'][au]:.2f}" for au in least)),
        ("the same r from our captions as a sentence (`text=`)", f"{text['mean']:.3f} ({text['sd_over_seeds']:.3f})"),
        (f"measured strength against asked intensity, Spearman, {strength['people']} people (lowest: {weakest})",
         f"{strength['mean']:.2f} ({strength['spearman'][weakest]:.2f})"),
    ]  # fmt: skip
    return table(("what", "measured"), rows)


def extreme(values: Mapping[str, float], count: int, best: bool) -> list[str]:
    """Names of the highest values, or of the lowest."""
    return sorted(values, key=lambda name: values[name], reverse=best)[:count]
