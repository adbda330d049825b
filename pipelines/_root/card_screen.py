"""The card of cif-face: the screen that says whether a face is whole."""

from collections.abc import Mapping, Sequence
from statistics import mean, stdev
from typing import Any

from huggingface_hub import ModelCardData

from argen.cards import RENDERED, citation, limits, paragraph, table


WHOLE, LATE = ", whole", ", late"
USE = """```python
from argen.pipelines.cif.integrity import FaceIntegrity

screen = FaceIntegrity.from_pretrained("argen/cif-face")  # the package's copy; revision="main": the Hub's
output = screen(frames)  # (t, 3, h, w) or (b, t, 3, h, w), 0..1, cropped like the renders (media.face.crop_face)
output.score, output.map, output.parts
```"""


def keep(reports: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the card needs of `test.json`: all of it."""
    return {key: value for report in reports for key, value in report.items()}


def front(config: Mapping[str, Any], measured: Mapping[str, Any]) -> ModelCardData:
    """The card's metadata."""
    return ModelCardData(
        license="apache-2.0",
        library_name="argen",
        tags=["anomaly-detection", "facial-expression", "video-quality", "synthetic-media"],
    )


def parts(config: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    """The sections of the card."""
    lead = (
        "Is the face of a clip whole? A score from 0 to 1 (at 0.5 as likely broken as not, where half of all clips are broken), "
        "by which signs, and a map of where. A memory of clean rendered faces with the search of CIF (arXiv 2511.05966) over the "
        "encoders of `argen/argen-mini`; alignment, views and calibration are our design. It screens generated clips: ARGen's "
        "`integrity` reward, veto and data screen."
    )
    clean = {kind: share(values) for kind, values in measured["clean"].items()}
    alarms = (
        f"False alarms at 0.5: {clean['clean']} of clean clips, {clean['decoded']} as the embedded generator's VAE shows them, "
        f'**{clean["extreme"]} of extreme but clean expressions and poses**. "Calibrated without it": the weights of the signs '
        "never saw such damage, which is nearer to what an unknown generator does."
    )
    return [
        "# CIF-face", paragraph(lead), "## Use", USE,
        paragraph("`argen inspect clip.mp4 -o why.png` finds the face and draws the map over the frames."),
        "## What was measured",
        paragraph(
            f"On rendered people that nothing was trained, fitted or chosen on; {measured['clips']} clips a seed, ± over "
            f"{len(measured['seeds'])} seeds."
        ),
        table(
            ("broken at medium strength", "AUROC against clean clips", "calibrated without it", "from a later frame on",
             "caught at 0.5"),
            [row(name.removesuffix(WHOLE), measured["rows"]) for name in measured["rows"] if name.endswith(WHOLE)],
        ),
        paragraph(alarms),
        "## Intended use",
        paragraph("To reject broken clips among those that a generator made, before people or recognisers see them."),
        "## Training data",
        paragraph(
            f"{RENDERED}, clean ones; a few weights of "
            "the calibration were fitted on damage that we made. No picture of a real person was used."
        ),
        *limits(
            [
                "On photographs it has not been measured and will call much unusual.",
                "It looks at five frames of a clip: what happens between them it does not see.",
                "Of damage at medium strength between half and all is below 0.5: it is strict with what it calls broken.",
            ],
            ["To tell real recordings from generated ones: it says nothing about whether a clip is genuine."],
        ),
        *citation("cif", "argen"),
    ]  # fmt: skip


def row(name: str, rows: Mapping[str, Mapping[str, Sequence[float]]]) -> tuple[str, ...]:
    """One kind of damage: over the whole clip, and from a later frame on."""
    whole, late = rows[name + WHOLE], rows[name + LATE]
    return (
        name,
        *(in_words(values) for values in (whole["auroc"], whole["unseen"], late["auroc"])),
        share(whole["caught"]),
    )


def in_words(values: Sequence[float]) -> str:
    """Mean and sample standard deviation over the seeds."""
    return f"{mean(values):.3f} ± {stdev(values):.3f}"


def share(values: Sequence[float]) -> str:
    """The same in percent."""
    return f"{100 * mean(values):.1f} ± {100 * stdev(values):.1f} %"
