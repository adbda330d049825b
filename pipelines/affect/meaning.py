"""Meaning: how near a sentence is to a passage and to what people type who mean it, by embeddings (`argen[dense]`)."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.phrasings import phrasings
from argen.pipelines.media.atomic import atomic_path


NEAREST = 8  # lines of a passage that count: one alone may be near by chance, all of them tell of other situations
_BATCH = 1024  # texts embedded between two steps of the progress bar
_PROBE_DECIMALS = 3  # of the embedding that a model is recognised by: another machine's last bits do not count


def similarities(query: str, model: str) -> np.ndarray:
    """Mean cosine similarity `(passages,)` of a query with the NEAREST lines of each passage, in `corpus` order.

    The lines are the passage's text and its phrasings, as in multi-vector retrieval (our choice of the mean). `model`
    is a sentence-transformers model, a Hub id or a folder; the embeddings of the lines are made once, in seconds to a
    minute, and kept in the asset cache of `huggingface_hub`. ValueError for a `model` that cannot be found.
    """
    encoder, embedded = _embedded(model)
    (vector,) = encoder.encode([query.encode(errors="ignore").decode()], normalize_embeddings=True)  # no surrogates
    # one column more than lines, which stands where a passage has fewer than the others
    near = np.append(embedded @ vector, -np.inf)[_places()]
    best = -np.sort(-near, axis=1)[:, :NEAREST]
    return np.where(np.isinf(best), 0.0, best).sum(1) / np.isfinite(best).sum(1)


@functools.cache
def _lines() -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for lines in _by_passage() for line in lines))


@functools.cache
def _by_passage() -> list[tuple[str, ...]]:
    return [(passage.text, *phrasings().get(passage.id, ())) for passage in corpus()]


@functools.cache
def _places() -> np.ndarray:
    """The places in `_lines` of each passage's lines `(passages, most lines)`, padded with the place after the last."""
    place = {line: i for i, line in enumerate(_lines())}
    places = np.full((len(corpus()), max(map(len, _by_passage()))), len(place))
    for row, lines in zip(places, _by_passage(), strict=True):
        row[: len(lines)] = [place[line] for line in lines]
    return places


@functools.lru_cache(2)
def _embedded(model: str) -> tuple[Any, np.ndarray]:
    """The encoder, and its embeddings of `_lines` from the asset cache."""
    from huggingface_hub import cached_assets_path

    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ImportError("dense retrieval needs sentence-transformers: pip install 'argen[dense]'.") from error

    encoder = _encoder(SentenceTransformer, model)
    return encoder, kept_embeddings(encoder, model, _lines(), cached_assets_path("argen", "affect", "embeddings"))


def kept_embeddings(encoder: Any, model: str, lines: Sequence[str], folder: Path) -> np.ndarray:
    """Embeddings `(lines, width)` of unit length, from `folder` if they are there, else made and kept as float16.

    Args:
        encoder: the sentence-transformers model.
        model: its name.
        lines: texts without a line break.
        folder: of the files, each named by the model, by what it makes of a word and by the lines.
    """
    probe = encoder.encode(["surprise"], normalize_embeddings=True)[0].round(_PROBE_DECIMALS) + 0.0  # no -0.0
    named = hashlib.sha256("\n".join((model, str(probe.tolist()), *lines)).encode()).hexdigest()
    kept = folder / f"{named[:32]}.npy"
    if not kept.is_file():
        with atomic_path(kept) as part, part.open("wb") as file:
            np.save(file, _encoded(encoder, lines).astype(np.float16))
    return np.load(kept).astype(np.float32)


def _encoded(encoder: Any, texts: Sequence[str]) -> np.ndarray:
    from rich.progress import track

    starts: Iterable[int] = track(range(0, len(texts), _BATCH), "embedding the knowledge", transient=True)
    return np.concatenate([encoder.encode(list(texts[i : i + _BATCH]), normalize_embeddings=True) for i in starts])


def _encoder(load: Callable[..., Any], model: str) -> Any:
    """The model from this machine, else from the Hub unless that is switched off; ValueError where neither has it."""
    from huggingface_hub import constants

    try:
        return load(model, local_files_only=True)
    except (OSError, ValueError) as error:
        fault = error
    if not constants.HF_HUB_OFFLINE and not Path(model).is_absolute():
        try:
            return load(model)
        except (OSError, ValueError) as error:
            fault = error
    raise ValueError(
        f"`model` is {model!r}, which is neither a folder of sentence-transformers on this machine nor could be "
        "loaded from the Hub. Name a local folder, or be online once (without HF_HUB_OFFLINE)."
    ) from fault
