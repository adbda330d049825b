"""Retrieval: the passages of the knowledge that fit a sentence, by words (BM25), by meaning (dense) or by both."""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from argen.pipelines.affect.knowledge import passages
from argen.pipelines.affect.lexicon import MOST_CHARACTERS, find, meanings, tokens
from argen.pipelines.affect.passage import Passage
from argen.pipelines.affect.query import passage_tags, query_tags
from argen.pipelines.affect.topics import TOPICS


METHODS = ("bm25", "dense", "fused")
DENSE_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
MOST_TERMS = 64  # terms and tags of a query that are scored, the first ones of each: a long paragraph
FUSION_K = 60  # Cormack, Clarke & Büttcher 2009
_FUSED_DEPTH = 50  # passages of each ranking that enter the fusion
_DECIMALS = 5  # of a score that decide an order, so that the last bits of another machine's floats do not


# Our choices, on sentences of our own: how often the words that a passage shows count beside its TOPICS, how much BM25
# discounts a long passage (its b), and how often the passage counts that a saying means.
SHOWN, LENGTH, MEANT = 2, 0.4, 2
# Feedback (as Rocchio 1971): so many leading passages lift, by this share of their scores, what they are about.
LEADING, FEEDBACK = 6, 0.6
# By kind of passage, how much a common word counts, and how much it counts to be about the same emotion or action:
# what describes faces in general shares words with any sentence, and what is special has to be asked for.
PRIORS = {"au": 0.4, "pitfall": 0.4, "contrast": 0.6, "timing": 0.4, "intensity": 0.5, "mafw": 0.7}
ABOUT = {
    "emotion": 0.5, "mafw": 0.5, "masking": 0.3, "compound": 0.3, "sequence": 0.3, "timing": 0.2, "pitfall": 0.3,
    "contrast": 0.3,
}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """A passage that was found: its id, source and text, and a score that compares only within one call."""

    id: str
    score: float
    source: str
    text: str


def retrieve(query: str, k: int = 5, method: str = "bm25", model: str = DENSE_MODEL) -> list[Evidence]:
    """The `k` best passages for a sentence, best first; equal scores in the order of their ids.

    "bm25" (Robertson & Zaragoza 2009, by the library bm25s) scores the words, the phrases that the lexicon finds in
    them and the tags of `query_tags`, against the passages' words, TOPICS and tags, and lets what leads lift the
    prototype or compound to cite; "dense" compares embeddings by the sentence-transformers `model`, a Hub id or a folder, of the query with its tags and of the passages with their ids
    (needs `argen[dense]`); "fused" is the reciprocal-rank fusion of both. What is added to query and passages is our
    design. Of the query the first 4,096 characters are read, the first 64 terms and 64 tags scored. [] where nothing
    fits: no word at all, or for "bm25" none that is known. ValueError for another `method`, for `k` below 1 and for a
    `model` that cannot be found.
    """
    if method not in METHODS:
        raise ValueError(f"`method` is {method!r}; it has to be one of {', '.join(METHODS)}.")
    if k < 1:
        raise ValueError(f"`k` is {k}; ask for at least 1 passage.")
    words = tokens(query)
    if not any(word[0].isalnum() for word in words) and not find(words):
        return []
    if method == "bm25":
        return _evidence(_by_words(query, words), k)
    by_meaning = _by_meaning(query[:MOST_CHARACTERS], model)
    return _evidence(by_meaning if method == "dense" else _fused([_by_words(query, words), by_meaning]), k)


@functools.cache
def _corpus() -> tuple[Passage, ...]:
    """The passages by id, so that a stable sort leaves equal scores in that order."""
    return tuple(sorted(passages(), key=lambda passage: passage.id))


def _evidence(scores: np.ndarray, k: int) -> list[Evidence]:
    chosen = [(_corpus()[i], float(scores[i])) for i in _order(scores, k).tolist()]
    return [Evidence(passage.id, score, passage.source, passage.text) for passage, score in chosen]


def _order(scores: np.ndarray, k: int) -> np.ndarray:
    """Indices of the `k` best passages with a score above 0, best first, ties by id."""
    rounded = scores.round(_DECIMALS)
    best = np.argsort(-rounded, kind="stable")[:k]
    return best[rounded[best] > 0]


def _by_words(query: str, words: list[str]) -> np.ndarray:
    """BM25 scores `(passages,)` of the words, of the lexicon's phrases among them and of the tags of `query_tags`.

    Then feedback: the passages that lead so far lift the one to cite for what they are about.
    """
    table, vocabulary, cited = _index()
    said = [match.phrase for match in find(words)]
    phrases = [word for phrase in said for word in phrase.split(" ")]
    terms = [*dict.fromkeys(_stems(words)), *dict.fromkeys(_stems(phrases))]  # the words of a phrase count twice
    known = [vocabulary[term] for term in terms if term in vocabulary][:MOST_TERMS]
    tags = [vocabulary[tag] for tag in query_tags(query) if tag in vocabulary][:MOST_TERMS]
    slugs = meanings()
    meant = [vocabulary["##" + slugs[phrase].replace("-", " ")] for phrase in said if phrase in slugs]
    scores = table[known + tags + MEANT * meant].sum(0)
    leading = _order(scores, LEADING)
    np.add.at(scores, cited[leading], FEEDBACK * scores[leading])
    return scores


def _terms(passage: Passage) -> list[str]:
    words = tokens(passage.text) * SHOWN + TOPICS.get(passage.id, "").split()
    return _stems(words) + passage_tags(passage)


def _stems(words: Sequence[str]) -> list[str]:
    """Snowball stems (Porter 1980), so that "panic" finds "panics"."""
    return _stemmer().stemWords(words)


@functools.cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")


@functools.cache
def _index() -> tuple[np.ndarray, dict[str, int], np.ndarray]:
    """BM25 of each term in each passage `(terms, passages)`, the row of each term, and what each passage cites."""
    import bm25s

    documents = [_terms(passage) for passage in _corpus()]
    stop = {*_stems(bm25s.stopwords.STOPWORDS_EN_PLUS)}
    terms = sorted({term for document in documents for term in document if term not in stop})
    vocabulary = {term: row for row, term in enumerate(terms)}
    rows = [[vocabulary[term] for term in document if term in vocabulary] for document in documents]
    index = bm25s.BM25(b=LENGTH)
    index.index((rows, dict(vocabulary)), show_progress=False)
    # a query is a sum of few rows: eight times as fast here as the library's own sum over its sparse index
    table = np.stack([index.get_scores_from_ids([row]) for row in range(len(terms))])
    owned = np.array([term[:2] == "##" for term in terms])  # what names a passage outright needs no prior
    about = np.array([term[0] == "#" for term in terms]) & ~owned
    prior = np.array([PRIORS.get(passage.kind, 1.0) for passage in _corpus()], np.float32)
    nearness = np.array([ABOUT.get(passage.kind, 1.0) for passage in _corpus()], np.float32)
    table[~owned & ~about] *= prior
    table[about] *= nearness
    return table, vocabulary, np.array([_cited(passage) for passage in _corpus()])


def _cited(passage: Passage) -> int:
    """The place of the passage to cite for what another is about: its compound, class or emotion, or itself."""
    slug = passage.id.partition("compound-")[2] or (
        passage.id.removeprefix("compound/") * (passage.kind == "compound")
    )
    name = f"compound/{slug}" if slug else f"emotion/{passage.emotion}/prototype"
    places = _places()
    return places.get(name, places[passage.id])


@functools.cache
def _places() -> dict[str, int]:
    return {passage.id: place for place, passage in enumerate(_corpus())}


def _by_meaning(query: str, model: str) -> np.ndarray:
    """Cosine similarities `(passages,)` of the query with the names that its tags give, and of id and text."""
    encoder, embedded = _embedded(model)
    names = [tag[2:] for tag in dict.fromkeys(query_tags(query)) if tag.startswith("##")]
    named = f"{query} ({', '.join(names)})" if names else query
    named = named.encode(errors="ignore").decode()  # tokenizers take no lone surrogates
    return embedded @ encoder.encode([named], normalize_embeddings=True)[0]


@functools.lru_cache(2)
def _embedded(model: str) -> tuple[Any, np.ndarray]:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ImportError("dense retrieval needs sentence-transformers: pip install 'argen[dense]'.") from error

    encoder = _encoder(SentenceTransformer, model)
    texts = [f"{re.sub('[/-]', ' ', passage.id)}: {passage.text}" for passage in _corpus()]
    return encoder, encoder.encode(texts, normalize_embeddings=True)


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


def _fused(rankings: Sequence[np.ndarray]) -> np.ndarray:
    """Reciprocal-rank fusion of score arrays (Cormack, Clarke & Büttcher 2009): the sum of 1 / (60 + rank)."""
    fused = np.zeros(len(_corpus()))
    for scores in rankings:
        order = _order(scores, _FUSED_DEPTH)
        fused[order] += 1.0 / (FUSION_K + 1 + np.arange(len(order)))
    return fused
