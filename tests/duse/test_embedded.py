"""release/duse-mini, the recogniser inside the package."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open

from argen.pipelines.argen.facs_argen import EMOTIONS
from argen.pipelines.duse.language import concept_texts
from argen.pipelines.duse.layout_duse import Recogniser


ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "release" / "duse-mini"


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser.from_pretrained("argen/duse-mini")


def test_code_beside_the_weights_is_ours():
    for path in FOLDER.glob("*.py"):
        assert path.read_bytes() == (ROOT / "pipelines" / "duse" / path.name).read_bytes(), path.name
    assert {path.name for path in FOLDER.glob("*.py")} >= {"modeling_duse.py", "video_processing_duse.py"}


def test_every_weight_is_there_and_finite(recogniser: Recogniser):
    with safe_open(FOLDER / "model.safetensors", "pt") as weights:
        assert set(weights.keys()) == set(recogniser.model.state_dict())
    assert all(bool(torch.isfinite(p).all()) for p in recogniser.model.parameters())


def test_it_knows_our_emotions_and_concepts(recogniser: Recogniser):
    assert recogniser.model.config.id2label == dict(enumerate(EMOTIONS))
    assert recogniser.model.config.concept_names == list(concept_texts())


@torch.no_grad()
def test_a_still_portrait_and_a_mirrored_one_are_judged_alike(recogniser: Recogniser):
    face = Image.open(ROOT / "release" / "portraits" / "portrait_03.png").convert("RGB").resize((128, 128))
    frames = np.repeat(np.asarray(face)[None], 9, 0)
    batch = recogniser.processor([frames, frames[:, :, ::-1].copy()], do_align_crop=False, return_tensors="pt")
    shares = recogniser.model(**batch).logits.softmax(-1)
    assert float((shares[0] - shares[1]).abs().max()) < 0.5
