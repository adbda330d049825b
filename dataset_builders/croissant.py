"""croissant.json: the dataset described to programs, in Croissant 1.1 with the RAI vocabulary (MLCommons).

Plain JSON-LD, written without mlcroissant; the tests load it and its records by mlcroissant.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from argen.cards import NEVER, citation
from argen.dataset_builders.built import CROISSANT, PREVIEW_SHARD, BuiltDataset
from argen.dataset_builders.card import LIMITS, TAGS
from argen.dataset_builders.schema import DATA, PREVIEW, SPLITS, make_features
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
from argen.pipelines.media.atomic import write_atomic


CONFORMS = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
_SELF = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty", "fileObject",
    "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet",
    "references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "name": {"@container": "@language"},
    **{name: f"cr:{name}" for name in _SELF},
}
TYPES = {
    "string": "sc:Text", "bool": "sc:Boolean", "int32": "cr:Int32", "int64": "cr:Int64", "float32": "cr:Float32",
}  # fmt: skip
SPDX = "https://spdx.org/licenses/"
MEANT = {
    "video": "MP4 (H.264), bytes", "image": "picture that the generator was given, JPEG", "emotion": f"index into {', '.join(EMOTIONS)}",
    "intensity": "0 to 1", "requested_au": f"(frames, {len(AUS)}): {', '.join(AUS)}; 0 to 1",
    "measured_au": f"(frames, {len(AUS)}): {', '.join(AUS)}; 0 to 1", "synthetic": "always true", "seed": "of the attempt that was kept",
}  # fmt: skip


def make_croissant(dataset: BuiltDataset, stats: Mapping[str, Any], repo: str) -> dict[str, Any]:
    """The JSON-LD as an object; files are named relative to the dataset's folder."""
    shards = dataset.manifest.shards
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": repo.rpartition("/")[2],
        "description": (
            f"{stats['clips']} synthetic clips of faces showing {', '.join(stats['classes'])}, with requested and measured Action "
            "Units per frame. No clip is a recording of a person."
        ),
        "url": f"https://huggingface.co/datasets/{repo}",
        "citeAs": citation("argen")[1].removeprefix("```bibtex\n").removesuffix("\n```"),
        "license": [f"{SPDX}{name}" for name in stats["clip"]["licence"]],
        "keywords": list(TAGS),
        "version": stats["argen_version"],
        "creator": {"@type": "sc:Organization", "name": "argen dataset build"},
        "isLiveDataset": False,
        "distribution": [
            *(_file(shard.path, shard.bytes, shard.sha256) for shard in shards),
            _files("shards", f"{DATA}/*.parquet", "all splits"),
            _files("preview-shards", f"{PREVIEW}/*.parquet", f"a few clips of each class; {PREVIEW_SHARD}"),
        ],
        "recordSet": [
            _splits(),
            _records("default", "shards", with_split=True),
            _records(PREVIEW, "preview-shards", with_split=False),
        ],
        **_responsible(dataset, stats),
    }


def write_croissant(dataset: BuiltDataset, stats: Mapping[str, Any], repo: str) -> Path:
    """Write `croissant.json` into the dataset's folder."""
    text = json.dumps(make_croissant(dataset, stats, repo), indent=1, ensure_ascii=False)
    return write_atomic(dataset.folder / CROISSANT, text + "\n")


def _file(path: str, size: int, sha256: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path.rpartition("/")[2],
        "contentUrl": path,
        "contentSize": f"{size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256,
    }


def _files(name: str, pattern: str, about: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "description": about,
        "encodingFormat": "application/x-parquet",
        "includes": pattern,
    }


def _splits() -> dict[str, Any]:
    roles = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            {"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": "splits/url", "name": "url", "dataType": ["sc:URL", "cr:Split"]},
        ],
        "data": [{"splits/name": name, "splits/url": roles[name]} for name in SPLITS],
    }


def _records(name: str, files: str, with_split: bool) -> dict[str, Any]:
    fields = [_field(f"{name}/{column}", column, kind, files, column, []) for column, kind in make_features().items()]
    if with_split:
        fields.insert(0, _split_field(name, files))
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields, "key": {"@id": f"{name}/clip_id"}}


def _split_field(name: str, files: str) -> dict[str, Any]:
    source = {
        "fileSet": {"@id": files},
        "extract": {"fileProperty": "fullpath"},
        # mlcroissant applies it again to what it gave, where a field refers to another
        "transform": {"regex": f"(?:.*/)?({'|'.join(SPLITS)})(?:-[0-9]+-of-[0-9]+[.]parquet)?$"},
    }
    return {
        "@type": "cr:Field", "@id": f"{name}/split", "name": "split", "dataType": "sc:Text", "source": source,
        "references": {"field": {"@id": "splits/name"}},
    }  # fmt: skip


def _field(name: str, title: str, kind: Any, files: str, column: str, path: list[str]) -> dict[str, Any]:
    """A column, or a part of one reached by `path`; structs become sub-fields, lists arrays."""
    from datasets import ClassLabel, Image, List, Value, Video

    field: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": title}
    if title in MEANT and not path:
        field["description"] = MEANT[title]
    if isinstance(kind, dict):
        parts = [_field(f"{name}/{key}", key, part, files, column, [key]) for key, part in kind.items()]
        return field | {"subField": parts}
    shape, inner = [], kind
    while isinstance(inner, List):
        shape.append(inner.length)
        inner = inner.feature
    if shape:
        field |= {"isArray": True, "arrayShape": ",".join(map(str, shape))}
    if isinstance(inner, Video | Image):
        path, data_type = ["bytes"], "sc:ImageObject" if isinstance(inner, Image) else "sc:VideoObject"
    elif isinstance(inner, ClassLabel):
        data_type = "cr:Int64"
    else:
        assert isinstance(inner, Value)
        data_type = TYPES[inner.dtype]
    source: dict[str, Any] = {"fileSet": {"@id": files}, "extract": {"column": column}}
    if path:
        source["transform"] = {"jsonPath": ".".join(path)}
    return field | {"dataType": data_type, "source": source}


def _responsible(dataset: BuiltDataset, stats: Mapping[str, Any]) -> dict[str, Any]:
    """The RAI vocabulary, from the same facts as the datasheet."""
    models = sorted({one["id"] for found in stats["models"].values() for one in found if one["id"]})
    rejected = stats["acceptance"]["rejected"]
    return {
        "rai:dataCollection": "Generated by a program from a plan (plan.json, plan.jsonl); nothing was recorded or collected.",
        "rai:dataCollectionType": ["Synthetic"],
        "rai:dataPreprocessingProtocol": [
            f"Clips were measured and screened; {rejected} attempts were rejected (rejected.jsonl)."
        ],
        "rai:dataAnnotationProtocol": [
            "Class and intensity are those that were asked for; Action Units, emotion, integrity and identity were measured by models."
        ],
        "rai:machineAnnotationTools": models,
        "rai:annotationsPerItem": "one set of machine measurements, none by a human",
        "rai:dataUseCases": ["Training", "Analysis", "Not for testing recognisers of real faces", *NEVER],
        "rai:dataLimitations": list(LIMITS),
        "rai:dataBiases": [
            "Faces vary as far as the pictures given to the generator; skin, age and sex are neither balanced nor labelled.",
            "Expressions follow prototypes (EMFACS and others), one reading of faces among several.",
        ],
        "rai:dataSocialImpact": (
            "Meant to help where data on rare expressions is scarce. Emotion recognition is easily misused: what a face shows "
            "does not prove what a person feels. Synthetic faces can deceive; rows and exported files say what they are."
        ),
        "rai:personalSensitiveInformation": [
            "Faces, all synthetic; `identity` names a picture or a rendered head, not a person."
        ],
        "rai:dataReleaseMaintenancePlan": "manifest.json and SHA256SUMS tell versions apart; argen dataset verify and repair keep copies whole.",
    }
