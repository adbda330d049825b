"""Saved detectors: what is written, and what is refused."""

import json

import pytest

from argen.pipelines.cif.detector import CIFDetector


def test_saving_twice_gives_equal_files(make, picture, tmp_path):
    one, other = (make().fit([picture(0)]).save_pretrained(tmp_path / name) for name in "ab")
    for file in ("config.json", "model.safetensors"):
        assert (one / file).read_bytes() == (other / file).read_bytes()


def test_a_bank_from_other_features_is_refused(make, picture, tiny, tmp_path):
    folder = make().fit([picture(0)]).save_pretrained(tmp_path / "saved")
    with pytest.raises(ValueError, match=r"fingerprints.*tiny-2.*tiny-1"):
        CIFDetector.from_pretrained(folder, extractors={"image": tiny(fingerprint="tiny-2")})


def test_changed_weights_are_refused(make, picture, tmp_path):
    one = make().fit([picture(0)]).save_pretrained(tmp_path / "one")
    other = make().fit([picture(1)]).save_pretrained(tmp_path / "other")
    (other / "model.safetensors").replace(one / "model.safetensors")
    with pytest.raises(ValueError, match="another SHA-256"):
        CIFDetector.from_pretrained(one)


def test_folders_without_a_detector_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"config\.json and model\.safetensors"):
        CIFDetector.from_pretrained(tmp_path)
    with pytest.raises(ValueError, match="neither a folder nor a Hub id"):
        CIFDetector.from_pretrained(tmp_path / "none")
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "duse"}))
    with pytest.raises(ValueError, match="holds no CIF detector"):
        CIFDetector.from_pretrained(tmp_path)
