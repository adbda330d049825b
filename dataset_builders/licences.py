"""LICENSES.md: under which terms each part of a built dataset stands (our design)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argen.cards import paragraph, table
from argen.dataset_builders.built import LICENCES, BuiltDataset
from argen.pipelines.media.atomic import write_atomic


OURS = "argen/"  # ids of weights that come with the package
GIVEN = "not known to this tool: ask whoever you have it from"
RIG = ("ICT-FaceKit (University of Southern California), geometry of the rendered faces", "MIT")


@dataclass(frozen=True)
class Part:
    """One thing that went into a dataset, its licence and who says so."""

    what: str
    licence: str
    why: str


def parts(dataset: BuiltDataset, stats: Mapping[str, Any]) -> list[Part]:
    """Everything that the clips were made from and by; what the tool cannot know is said to be unknown."""
    settings = dataset.plan().get("settings", {})
    licence = ", ".join(stats["clip"]["licence"])
    found = [
        Part("the clips, curves, captions and scores of this dataset", licence, "column `licence` of each row"),
        Part("the code that made them, argen", "Apache-2.0", "its LICENSE file"),
        *_faces(settings.get("faces", ""), "rendered" in stats["clip"]["source"]),
    ]
    for role, models in stats["models"].items():
        for model in models:
            if model["id"] is not None:
                found.append(_weights(role, model["id"], model["sha256"]))
    return list(dict.fromkeys(found))


def _faces(faces: str, rendered: bool) -> list[Part]:
    rig = Part(*RIG, "its LICENSE file; shading, hair and motion are ours")
    if faces == "portraits":
        return [
            rig,
            Part(
                "the portraits that ship with argen, rendered from that geometry", "Apache-2.0", "argen's LICENSE file"
            ),
        ]
    if rendered or faces.endswith(".safetensors"):
        return [rig]
    return [
        Part(
            "the pictures of faces that were given to the build", GIVEN, "consent and licence are the giver's to show"
        )
    ]


def _weights(role: str, name: str, sha256: str | None) -> Part:
    what = f"{role}: {name}" + (f", SHA-256 {sha256[:16]}" if sha256 else "")
    if name.startswith(OURS):
        return Part(what, "Apache-2.0", "its model card; trained on rendered faces only")
    return Part(what, GIVEN, "its owner's terms on what is made with it hold for these clips as well")


def make_licences(dataset: BuiltDataset, stats: Mapping[str, Any]) -> str:
    """The file's text."""
    rows = [(part.what, part.licence, part.why) for part in parts(dataset, stats)]
    about = (
        "Rows carry their own `licence`. Laws on synthetic media and on faces differ from place to place and may ask for more "
        "than a licence: a mark that people can see, and the consent of whoever is shown."
    )
    return (
        "\n\n".join(
            ["# Licences of the parts", table(("part", "licence", "where that is said"), rows), paragraph(about)]
        )
        + "\n"
    )


def write_licences(dataset: BuiltDataset, stats: Mapping[str, Any]) -> Path:
    """Write `LICENSES.md` into the dataset's folder."""
    return write_atomic(dataset.folder / LICENCES, make_licences(dataset, stats))
