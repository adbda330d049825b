"""Clips that leave the page carry Content Credentials (C2PA), where c2pa-python is installed."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from argen.dataset_builders.provenance import Credential, load_credential, make_test_credential, sign_clip
from argen.dataset_builders.schema import LICENCE
from argen.report import ClipReport


CERTIFICATE, KEY = "ARGEN_C2PA_CERTIFICATE", "ARGEN_C2PA_KEY"  # paths of PEM files; left out, a test certificate signs


class Signer:
    """Signs clips with the owner's certificate or one made on the spot; hands them on unsigned without c2pa-python."""

    def __init__(self) -> None:
        self.credential: Credential | None = None
        if find_spec("c2pa") is None:
            return
        paths = os.environ.get(CERTIFICATE), os.environ.get(KEY)
        owned = all(paths)
        self.credential = load_credential(*(Path(str(path)) for path in paths)) if owned else make_test_credential()

    @property
    def words(self) -> str:
        """What the page says of it."""
        if self.credential is None:
            return "the file itself is not signed, for c2pa-python is not installed here"
        return "the file carries a signed C2PA manifest" + (
            " (by a test certificate)" if self.credential.is_test else ""
        )

    def __call__(self, video: bytes, report: ClipReport) -> bytes:
        """The MP4 with a manifest that says what made it, its pictures as they were."""
        if self.credential is None:
            return video
        generator = report.models["generator"]
        row: dict[str, Any] = {
            "clip_id": f"demo-{report.seed}",
            "identity": None,
            "seed": report.seed,
            "attempt": 0,
            "source": "generated",
            "licence": LICENCE,
            "synthetic": True,
            "emotion_name": report.emotion or "Action Units",
            "models": {"generator_id": generator["id"], "generator_sha256": generator["sha256"]},
        }
        return sign_clip(video, row, self.credential)
