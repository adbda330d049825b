"""croissant.json as mlcroissant reads it: valid, with RAI fields, and its records are the rows."""

import json

import mlcroissant
import numpy as np
import pytest

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.gallery import PREVIEWED
from argen.dataset_builders.manifest import file_digest
from argen.dataset_builders.schema import make_features


@pytest.fixture
def described(built_once):
    return mlcroissant.Dataset(jsonld=str(built_once / "croissant.json"))


def test_it_is_valid_and_has_the_rai_fields(described):
    metadata = described.metadata
    assert not metadata.ctx.issues.errors
    assert [
        str(one).split("]")[1] for one in metadata.ctx.issues.warnings
    ] == [  # no date: equal plans give equal bytes
        ' Property "https://schema.org/datePublished" is recommended, but does not exist.'
    ]
    assert metadata.data_collection_type == ["Synthetic"] and metadata.data_biases and metadata.data_limitations
    assert any("deceive" in one for one in metadata.data_use_cases)
    assert (
        metadata.personal_sensitive_information and metadata.data_social_impact and metadata.machine_annotation_tools
    )


def test_the_records_are_the_rows(described, built_once):
    rows = {row["clip_id"]: row for row in BuiltDataset.open(built_once).rows()}
    records = {one["default/clip_id"].decode(): one for one in described.records("default")}
    assert records.keys() == rows.keys()
    for name, row in rows.items():
        record = records[name]
        assert record["default/split"].decode() == row["split"]
        assert record["default/video"] == row["video"]["bytes"] and record["default/synthetic"] is True
        assert record["default/seed"] == row["seed"] and record["default/emotion"] == row["emotion"]
        assert np.array_equal(np.array(record["default/measured_au"]), np.array(row["measured_au"], np.float32))
        assert record["default/scores"]["default/scores/integrity"] == pytest.approx(row["scores"]["integrity"])
        assert record["default/captions"] == [text.encode() for text in row["captions"]]


def test_the_preview_is_a_record_set(described):
    assert len(list(described.records("preview"))) == 7 * PREVIEWED and len(list(described.records("splits"))) == 3


def test_every_column_and_every_shard_is_described(built_once):
    data = json.loads((built_once / "croissant.json").read_text())
    sets = {one["@id"]: [field["name"] for field in one["field"]] for one in data["recordSet"]}
    assert sets["default"] == ["split", *make_features()] and sets["preview"] == list(make_features())
    files = {one["contentUrl"]: one["sha256"] for one in data["distribution"] if one["@type"] == "cr:FileObject"}
    assert files == {f"data/{path.name}": file_digest(path) for path in (built_once / "data").iterdir()}


def test_a_wrong_description_is_refused(built):
    path = built / "croissant.json"
    data = json.loads(path.read_text())
    del data["distribution"][0]["sha256"]
    path.write_text(json.dumps(data))
    with pytest.raises(mlcroissant.ValidationError, match="sha256"):
        mlcroissant.Dataset(jsonld=str(path))
