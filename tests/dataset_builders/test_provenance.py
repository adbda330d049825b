"""C2PA: signed clips say that they are synthetic, play as before, and show every later change."""

import io
from dataclasses import replace

import av
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from argen.dataset_builders.built import BuiltDataset
from argen.dataset_builders.decoding import decode_video
from argen.dataset_builders.provenance import (
    RENDERED,
    TRAINED,
    load_credential,
    make_manifest,
    make_test_credential,
    read_provenance,
    sign_clip,
)


@pytest.fixture(scope="module")
def row(built_once):
    return next(BuiltDataset.open(built_once).rows()) | {"emotion_name": "happiness"}


@pytest.fixture(scope="module")
def credential():
    return make_test_credential()


@pytest.fixture(scope="module")
def signed(row, credential):
    return sign_clip(row["video"]["bytes"], row, credential)


def test_a_signed_clip_says_what_it_is(signed, row):
    found = read_provenance(signed)
    assert found is not None and found.state == "Valid" and found.failures == ("signingCredential.untrusted",)
    assert found.source_type == TRAINED and found.source_type.endswith("/trainedAlgorithmicMedia")
    assert found.clip["synthetic"] is True and found.clip["seed"] == row["seed"]
    assert found.clip["clip_id"] == "clip-000000" and found.clip["generator"] == "argen/generator"


def test_a_test_certificate_is_marked_as_such(signed, credential):
    found = read_provenance(signed)
    assert credential.is_test and found is not None and found.is_test and "TEST" in found.signer


def test_the_signer_is_trusted_where_its_root_is(signed, credential):
    root = credential.chain.split(b"-----END CERTIFICATE-----\n")[1] + b"-----END CERTIFICATE-----\n"
    found = read_provenance(signed, root)
    assert found is not None and found.state == "Trusted" and not found.failures
    stranger = make_test_credential().chain
    other = read_provenance(signed, stranger)
    assert other is not None and other.state == "Valid"


def test_the_pictures_stay_as_they_are(signed, row):
    assert (decode_video(signed) == decode_video(row["video"]["bytes"])).all()
    with av.open(io.BytesIO(signed), "r") as container:
        assert container.streams.video[0].frames == 9


@pytest.mark.parametrize("place", [0.0, 0.5, 0.99])
def test_a_change_of_the_pictures_after_signing_shows(signed, place):
    content = bytearray(signed)
    begin = content.index(b"mdat") + 4  # C2PA leaves padding (`free`) out of its hash
    content[begin + int(place * (len(content) - begin))] ^= 1
    found = read_provenance(bytes(content))
    assert found is not None and found.state == "Invalid" and "assertion.bmffHash.mismatch" in found.failures


def test_a_clip_without_a_manifest_has_none(row):
    assert read_provenance(row["video"]["bytes"]) is None


def test_a_rendered_clip_is_algorithmic_media(row):
    def kind(manifest):
        return manifest["assertions"][0]["data"]["actions"][0]["digitalSourceType"]

    assert kind(make_manifest(row | {"source": "rendered"})) == RENDERED and kind(make_manifest(row)) == TRAINED


def test_the_certificate_of_the_user(tmp_path, credential, row):
    certificate, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.write_bytes(credential.chain)
    key.write_bytes(credential.key)
    loaded = load_credential(certificate, key)
    assert loaded.algorithm == "es256" and not loaded.is_test
    found = read_provenance(sign_clip(row["video"]["bytes"], row, loaded))
    assert found is not None and found.state == "Valid"


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_what_cannot_sign_is_refused(tmp_path, credential, row):
    certificate, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    with pytest.raises(ValueError, match="`--certificate`.*no file"):
        load_credential(certificate, key)
    certificate.write_bytes(credential.chain)
    key.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="`--key`.*no private key"):
        load_credential(certificate, key)
    for other in (ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)):
        key.write_bytes(pem(other))
        with pytest.raises(ValueError, match="does not belong"):
            load_credential(certificate, key)
    certificate.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="no chain"):
        load_credential(certificate, key)


def test_the_root_alone_does_not_sign(credential, row):
    chain = credential.chain.split(b"-----END CERTIFICATE-----\n")[1] + b"-----END CERTIFICATE-----\n"
    with pytest.raises(ValueError, match="was not signed"):
        sign_clip(row["video"]["bytes"], row, replace(credential, chain=chain))


def test_two_signatures_of_a_clip_are_of_the_same_pictures(row, credential):
    one, other = (sign_clip(row["video"]["bytes"], row, credential) for _ in range(2))
    assert np.array_equal(decode_video(one), decode_video(other))
