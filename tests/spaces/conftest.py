"""The demo in this process on a free port, with the embedded models; and a small dataset to browse."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image


DEMO = Path(str(files("argen.spaces"))) / "demo"
PORTRAITS = Path(str(files("argen.release"))) / "portraits"
sys.path.append(str(DEMO))  # as where the Space is run


@pytest.fixture(scope="session")
def portrait() -> Path:
    """A rendered face."""
    return PORTRAITS / "portrait_03.png"


@pytest.fixture(scope="session")
def app() -> Any:
    """The module that `argen demo` runs."""
    from argen.demo import load_app

    return load_app()


def write_dataset(folder: Path, count: int = 14) -> Path:
    """A dataset of grey clips in the layout of `argen dataset build`, two row groups in one split, one in another."""
    from datasets import Dataset

    from argen.dataset_builders.schema import ROLES, make_features, make_row
    from argen.pipelines.argen.facs_argen import AUS, EMOTIONS
    from argen.pipelines.media.video import encode_video

    rows = []
    for k in range(count):
        curve = np.zeros((5, len(AUS)), np.float32)
        curve[:, k % len(AUS)] = np.linspace(0, 0.5 + k / 40, 5)
        chances = [0.9 if one == k % 7 else 0.1 / 6 for one in range(7)]
        rows.append(
            make_row(
                clip_id=f"clip-{k:03d}",
                video=encode_video(np.full((5, 32, 32, 3), 10 * k, np.uint8)),
                image=_jpeg(k),
                emotion=EMOTIONS[k % 7],
                intensity=0.5,
                captions=[f"caption {k} <b>&amp;"],
                identity=f"person-{k % 3}",
                requested_au=curve,
                measured_au=curve * 0.9,
                scores={
                    "au_r": k / count, "au_error": 0.1, "emotion_probabilities": chances, "recognised": EMOTIONS[k % 7],
                    "integrity": 1 - k / count, "identity_similarity": 0.9, "motion_jerk": 0.01,
                },
                seed=k,
                attempt=0,
                height=32,
                width=32,
                fps=8.0,
                models={role: {"id": role, "sha256": "0" * 64} for role in ROLES},
                settings={"steps": 2},
                evidence=[{"kind": "passage", "id": "x"}],
                source="rendered",
                provenance={"tool": "test"},
            )
        )  # fmt: skip
    (folder / "data").mkdir(parents=True)
    for split, part in (("train", rows[:10]), ("test", rows[10:])):
        data = Dataset.from_list(part, features=make_features())
        data.to_parquet(folder / "data" / f"{split}-00000-of-00001.parquet", batch_size=5)
    return folder


def _jpeg(k: int) -> bytes:
    from io import BytesIO

    file = BytesIO()
    Image.new("RGB", (32, 32), (10 * k, 0, 0)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small dataset."""
    return write_dataset(tmp_path_factory.mktemp("dataset") / "set")


@pytest.fixture(scope="session")
def workspace(app: Any) -> Any:
    """Where the page's files lie."""
    return app.Workspace()


@pytest.fixture(scope="session")
def server(app: Any, dataset: Path, workspace: Any) -> Iterator[Any]:
    """`.url` of the running page and its `.blocks`."""
    blocks, url = serve(app, dataset, workspace)
    yield SimpleNamespace(url=url, blocks=blocks)
    blocks.close()


def serve(app: Any, dataset: Path, workspace: Any) -> tuple[Any, str]:
    """The page, served on a free port."""
    blocks = app.build(app.Options(dataset=dataset, device="cpu"), workspace)
    from demo_layout import serve as launch

    _, url, _ = launch(blocks, prevent_thread_lock=True, quiet=True)
    return blocks, url.rstrip("/")


@pytest.fixture(scope="session")
def client(server: Any) -> Any:
    """A program's connection."""
    from gradio_client import Client

    return Client(server.url, verbose=False)
