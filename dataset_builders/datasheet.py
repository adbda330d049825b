"""datasheet.md: the questions of "Datasheets for Datasets" (Gebru et al. 2021, CACM 64(12):86), answered from the build."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from argen.cards import NEVER, paragraph, points
from argen.dataset_builders.built import DATASHEET, BuiltDataset
from argen.dataset_builders.schema import SPLITS
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.media.atomic import write_atomic


Answers = dict[str, list[tuple[str, str]]]


def make_datasheet(dataset: BuiltDataset, stats: Mapping[str, Any]) -> str:
    """The file's text: a section per part of the questionnaire."""
    lines = ["# Datasheet"]
    lines.append(
        paragraph(
            "After Gebru et al., *Datasheets for Datasets*, CACM 64(12), 2021. Figures are those of `stats.json`."
        )
    )
    for section, answers in (_before(dataset, stats) | _after(dataset, stats)).items():
        lines.append(f"## {section}")
        lines += [
            f"**{question}**\n\n{answer if answer.startswith('- ') else paragraph(answer)}"
            for question, answer in answers
        ]
    return "\n\n".join(lines) + "\n"


def write_datasheet(dataset: BuiltDataset, stats: Mapping[str, Any]) -> Path:
    """Write `datasheet.md` into the dataset's folder."""
    return write_atomic(dataset.folder / DATASHEET, make_datasheet(dataset, stats))


def _before(dataset: BuiltDataset, stats: Mapping[str, Any]) -> Answers:
    counts = ", ".join(f"{name} {one['clips']}" for name, one in stats["classes"].items())
    splits = ", ".join(
        f"{split} {stats['splits'][split]} clips of {stats['identities'][split]} faces" for split in SPLITS
    )
    agreed, r = stats["emotion_agreement"], stats["means"]["au_r"]["mean"]
    return {
        "Motivation": [
            ("For what purpose was it made?", "To fill up the rare classes of training sets for dynamic facial expression recognition."),
            ("Who made it, who paid for it?", "Whoever ran `argen dataset build`; the tool does not know."),
        ],
        "Composition": [
            ("What is an instance?", "A synthetic clip of one face, with the Action Units asked for and measured in each frame."),
            ("How many are there?", f"{stats['clips']}: {counts}."),
            ("Is it a sample of a larger set?", "No. It is every clip that was planned, each one the first attempt that passed the screen."),
            ("What does an instance consist of?", "MP4, first picture, class, intensity, captions, curves, scores, seed and provenance; see the card."),
            ("Is there a label?", "The emotion and intensity that were asked for. They name a display, no feeling."),
            ("Is information missing?", "Nobody looked at the clips one by one: no label is by a human."),
            ("Are there recommended splits?", f"By face, nobody is in two: {splits}."),
            ("Are there errors, noise, redundancies?", _errors(agreed, r)),
            ("Does it relate to people? Is anything confidential or offensive?", _people(dataset)),
        ],
        "Collection": [
            ("How was the data acquired?", _acquired(stats)),
            ("How was it sampled?", _sampled(dataset, stats)),
            ("Over what time?", "In one build; no date is kept, so that the same plan gives the same bytes."),
            ("Was there an ethical review?", "The tool knows of none."),
        ],
    }  # fmt: skip


def _after(dataset: BuiltDataset, stats: Mapping[str, Any]) -> Answers:
    judges = [found for role, found in stats["models"].items() if role != "generator"]
    tools = sorted({one["id"] for found in judges for one in found if one["id"]})
    return {
        "Preprocessing and labelling": [
            ("What was done?", f"Clips were measured by {', '.join(tools)}, screened, and encoded as H.264; curves hold {len(AUS)} AUs."),
            ("Is the raw data kept?", "No. Each clip can be made again from its row: seed, attempt, settings and the models' hashes are in it."),
            ("Is the software available?", f"argen {stats['argen_version']}, Apache-2.0."),
        ],
        "Uses": [
            ("What is it for?", "Training and analysis of recognisers and Action Unit estimators. A test on it says nothing about real faces."),
            ("What should it not be used for?", points(NEVER)),
            ("What could affect later uses?", (
                "Its faces are as varied as the pictures it started from; its expressions follow prototypes from European and North "
                "American work. A model trained on it alone inherits both."
            )),
        ],
        "Distribution and maintenance": [
            ("Under which terms?", f"{', '.join(stats['clip']['licence'])}; of every part: LICENSES.md."),
            ("How is it kept whole?", "`manifest.json` holds a digest of every shard and row; `argen dataset verify` checks them, `repair` mends."),
            ("How are clips told from recordings?", "Column `synthetic`; exported files can carry a signed C2PA manifest."),
            ("Can others extend it?", "With the same tool and another plan; the fingerprint in `manifest.json` tells builds apart."),
        ],
    }  # fmt: skip


def _errors(agreed: float | None, r: float | None) -> str:
    seen = "" if agreed is None else f" The recogniser names the class in {agreed:.0%} of the clips."
    follow = "" if r is None else f" Requested and measured Action Units of a clip correlate by {r:.2f} on average."
    return f"Curves are measured by a model, with its errors.{seen}{follow} Clips of one face share its picture."


def _people(dataset: BuiltDataset) -> str:
    faces = dataset.plan().get("settings", {}).get("faces", "")
    if faces == "portraits" or faces.endswith(".safetensors"):
        return "Every face is rendered or generated from a rendered one; no picture of a real person was used. The displays may disturb."
    return "The pictures given to the build may show real people; whoever gave them has to have their consent. The displays may disturb."


def _acquired(stats: Mapping[str, Any]) -> str:
    made = ", ".join(one["id"] for one in stats["models"]["generator"] if one["id"])
    return f"Source {', '.join(stats['clip']['source'])}: made by {made or 'a program without weights'}; nothing was recorded or collected."


def _sampled(dataset: BuiltDataset, stats: Mapping[str, Any]) -> str:
    settings, kept = dataset.plan().get("settings", {}), stats["acceptance"]
    goal = (
        f"to bring the histogram of {Path(settings['match']).name} to {settings['target']}"
        if settings.get("match")
        else "with equal classes"
    )
    rate = (
        ""
        if kept["rate"] is None
        else f" {kept['rate']:.0%} of {kept['accepted'] + kept['rejected']} attempts were kept."
    )
    return f"A plan {goal}, intensities from {settings.get('low')} to {settings.get('high')}, seed {settings.get('seed')}.{rate}"
