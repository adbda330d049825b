"""Content Credentials (C2PA) for clips that leave the dataset as files: signed, and read back (our design).

The manifest says that no camera was there (`digitalSourceType`), what made the clip, and from which row it comes. C2PA 2.x
through c2pa-python; no time-stamp server is asked, so nothing goes over the network.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRAINED, RENDERED = f"{IPTC}trainedAlgorithmicMedia", f"{IPTC}algorithmicMedia"
CLIP = "org.argen.clip"  # our assertion: where in the dataset the clip comes from
MP4 = "video/mp4"
TEST_NAME = "ARGen TEST certificate, proves nothing about who signed"
TEST_DAYS = 30


@dataclass(frozen=True)
class Credential:
    """What signs: a certificate chain in PEM, the signer's first, its private key in PEM, and the algorithm of the key.

    `is_test` marks one that was made on the spot: readers show its signature as intact and its signer as unknown.
    """

    chain: bytes
    key: bytes
    algorithm: str
    is_test: bool = False


@dataclass(frozen=True)
class ClipProvenance:
    """What a signed clip says of itself.

    Args:
        state: `Trusted`, `Valid` (intact, the signer is on no list that was given) or `Invalid` (changed after signing).
        signer: common name in the certificate.
        source_type: IPTC's digital source type.
        clip: our assertion about the row.
        failures: codes of what did not hold.
    """

    state: str
    signer: str
    source_type: str
    clip: dict[str, Any]
    failures: tuple[str, ...]

    @property
    def is_test(self) -> bool:
        """Whether it was signed by a test certificate of ours."""
        return self.signer == TEST_NAME


def load_credential(certificate: Path, key: Path) -> Credential:
    """The user's own, from two PEM files.

    Raises:
        ValueError: a file is missing, no PEM, or of a kind of key that C2PA does not sign with.
    """
    _need_extra()
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    chain, secret = (_read(path, flag) for path, flag in ((certificate, "--certificate"), (key, "--key")))
    try:
        signer = x509.load_pem_x509_certificates(chain)[0]
    except ValueError as error:
        raise ValueError(
            f"`--certificate` {str(certificate)!r} is no chain of certificates in PEM ({error})."
        ) from error
    try:
        private = load_pem_private_key(secret, None)
    except (ValueError, TypeError) as error:
        raise ValueError(f"`--key` {str(key)!r} is no private key in PEM without a password ({error}).") from error
    if private.public_key() != signer.public_key():
        raise ValueError(
            f"`--key` {str(key)!r} does not belong to the first certificate in {str(certificate)!r}: "
            "the signer's certificate comes first, then those that vouch for it."
        )
    return Credential(chain, secret, _algorithm(private, str(key)))


def make_test_credential() -> Credential:
    """A certificate authority and a signer made on the spot, for 30 days; its name says that it is for tests."""
    _need_extra()
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    root, signer = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    chain = [_certificate(TEST_NAME, signer, root), _certificate(f"{TEST_NAME} (root)", root, root)]
    pem = b"".join(one.public_bytes(Encoding.PEM) for one in chain)
    return Credential(pem, signer.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), "es256", True)


def make_manifest(row: Mapping[str, Any]) -> dict[str, Any]:
    """The C2PA manifest definition of a row: action `c2pa.created`, what made it, and the row's own facts."""
    from argen import __version__

    generator = row["models"]["generator_id"] or row["source"]
    created = {
        "action": "c2pa.created",
        "digitalSourceType": RENDERED if row["source"] == "rendered" else TRAINED,
        "softwareAgent": {"name": "argen", "version": __version__},
        "description": f"Synthetic face clip, no camera recording: made by {generator} to show {row['emotion_name']}.",
    }
    facts = {name: row[name] for name in ("clip_id", "identity", "seed", "attempt", "source", "licence", "synthetic")}
    facts |= {"emotion": row["emotion_name"], "generator": generator, "sha256": row["models"]["generator_sha256"]}
    return {
        "claim_generator_info": [{"name": "argen", "version": __version__}],
        "title": f"{row['clip_id']}.mp4",
        "format": MP4,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
            {"label": CLIP, "data": {name: value for name, value in facts.items() if value is not None}},
        ],
    }


def sign_clip(video: bytes, row: Mapping[str, Any], credential: Credential) -> bytes:
    """The MP4 with a signed manifest in it; the pictures stay as they are, to the byte.

    Args:
        video: bytes of an MP4.
        row: of the dataset, with `emotion_name` added.
        credential: of the signer.

    Raises:
        ValueError: the certificate is not one that C2PA takes (end entity, key usage, dates).
    """
    _need_extra()
    import c2pa

    signed = BytesIO()
    info = c2pa.C2paSignerInfo(credential.algorithm, credential.chain, credential.key, None)
    try:
        with c2pa.Signer.from_info(info) as signer, c2pa.Builder(make_manifest(row)) as builder:
            builder.sign(signer, MP4, BytesIO(video), signed)
    except c2pa.C2paError as error:
        raise ValueError(
            f"{row['clip_id']} was not signed ({error}): `--certificate` has to hold an end-entity certificate for "
            "digital signatures with the extended key usage e-mail protection or document signing, then its chain."
        ) from error
    return signed.getvalue()


def read_provenance(video: bytes, anchors: bytes | None = None) -> ClipProvenance | None:
    """Read a clip's manifest and check it against the clip; None where there is none.

    Args:
        video: bytes of an MP4.
        anchors: certificates in PEM that are trusted to vouch for signers.

    Raises:
        ValueError: the manifest itself is damaged.
    """
    _need_extra()
    import c2pa

    trust = {"verify": {"verify_trust": True}} | ({"trust": {"user_anchors": anchors.decode()}} if anchors else {})
    context = c2pa.Context(c2pa.Settings.from_dict(trust))
    try:
        reader = c2pa.Reader.try_create(MP4, BytesIO(video), context=context)
    except c2pa.C2paError as error:
        raise ValueError(f"`video` has a C2PA manifest that cannot be read ({error}): it was damaged.") from error
    if reader is None:
        return None
    with reader:
        store, state = json.loads(reader.json()), reader.get_validation_state()
    manifest = store["manifests"][store["active_manifest"]]
    said = {one["label"]: one["data"] for one in manifest["assertions"]}
    results = store["validation_results"]["activeManifest"]
    return ClipProvenance(
        state=state or "Invalid",
        signer=manifest["signature_info"]["common_name"],
        source_type=said["c2pa.actions.v2"]["actions"][0]["digitalSourceType"],
        clip=said.get(CLIP, {}),
        failures=tuple(sorted({one["code"] for one in results["failure"]})),
    )


def _certificate(name: str, key: "EllipticCurvePrivateKey", issuer: "EllipticCurvePrivateKey") -> "Certificate":
    """An end-entity certificate for signing, or the root where `key` is the issuer's; C2PA 2.2, section 14.5.1."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    is_root, now = key is issuer, datetime.now(UTC)
    subject, by = (
        x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ARGen tests"),
                x509.NameAttribute(NameOID.COMMON_NAME, one),
            ]
        )
        for one in (name, name if is_root else f"{name} (root)")
    )
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    builder = (
        x509.CertificateBuilder(by, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=TEST_DAYS))
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=not is_root, key_cert_sign=is_root, crl_sign=is_root, **usage),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)
    )
    if not is_root:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(issuer, SHA256())


def _algorithm(private: Any, name: str) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    curves = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name in curves:
        return curves[private.curve.name]
    if isinstance(private, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise ValueError(
        f"`--key` {name!r} is a {type(private).__name__}: use one of P-256, P-384, P-521, RSA or Ed25519."
    )


def _read(path: Path, flag: str) -> bytes:
    if not path.is_file():
        raise ValueError(f"`{flag}` is {str(path)!r}, which is no file: name one in PEM.")
    return path.read_bytes()


def _need_extra() -> None:
    try:
        import c2pa  # noqa: F401
    except ImportError as error:
        raise ValueError("signing needs c2pa-python: `pip install 'argen[dataset]'`.") from error
