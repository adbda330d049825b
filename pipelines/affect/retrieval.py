"""Retrieval: the passages of the knowledge that fit a sentence, by words (BM25), by meaning (dense) or by both."""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.lexicon import MOST_CHARACTERS, find, meanings, tokens
from argen.pipelines.affect.mafw import BEYOND
from argen.pipelines.affect.meaning import similarities
from argen.pipelines.affect.passage import Passage
from argen.pipelines.affect.phrasings import phrasings
from argen.pipelines.affect.query import heard, passage_tags, query_tags, strands
from argen.pipelines.affect.topics import TOPICS


METHODS = ("bm25", "dense", "fused")
DENSE_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
MOST_TERMS = 64  # terms and tags of a query that are scored, the first ones of each: a long paragraph
_DECIMALS = 5  # of a score that decide an order, so that the last bits of another machine's floats do not


# Our choices, on sentences of our own: how often the words that a passage shows, its TOPICS and its tags count beside
# one phrasing, how much BM25 discounts a long passage (its b), and how often the passage counts that a saying means.
SHOWN, TOPICAL, TAGGED, LENGTH, MEANT = 2, 3, 3, 0.4, 2
FUSION = 20.0  # BM25 points that a cosine similarity of 1 is worth
# Feedback (as Rocchio 1971): so many leading passages lift, by this share of their scores, what they are about.
LEADING, FEEDBACK, COMPOUND_FEEDBACK = 4, 0.8, 1.0  # the last to a compound
# By kind of passage, how much a common word counts, and how much it counts to be about the same emotion or action:
# what describes faces in general shares words with any sentence, and what is special has to be asked for.
PRIORS = {"au": 0.4, "pitfall": 0.4, "contrast": 0.6, "timing": 0.4, "intensity": 0.5, "mafw": 0.7}
ABOUT = {
    "emotion": 0.5, "mafw": 0.5, "masking": 0.3, "compound": 0.3, "sequence": 0.3, "timing": 0.2, "pitfall": 0.3,
    "contrast": 0.3,
}  # fmt: skip
# Words in front of a noun that change from one speaker to the next: "off my chest", "off her chest"
DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "its", "my", "your", "our"])
# MAFW's classes that are a shade of an emotion, as the everyday passages are
_CLASSES = frozenset(f"mafw/{name}" for name in BEYOND if name != "contempt")


@dataclass(frozen=True)
class Evidence:
    """A passage that was found: its id, source and text, and a score that compares only within one call."""

    id: str
    score: float
    source: str
    text: str


def retrieve(query: str, k: int = 5, method: str = "bm25", model: str = DENSE_MODEL) -> list[Evidence]:
    """The `k` best passages for a sentence, best first; equal scores in the order of their ids.

    "bm25" (Robertson & Zaragoza 2009, by the library bm25s) scores the words, their neighbours in pairs, the phrases
    that the lexicon finds in them and the tags of `query_tags`, against the passages' words, TOPICS, phrasings and
    tags; "dense" compares embeddings by the sentence-transformers `model`, a Hub id or a folder, of the query and of
    the passages with their phrasings (needs `argen[dense]`); "fused" adds both, FUSION points a cosine. In all three
    what leads lifts the prototype or compound to cite. Where one emotion follows another or is denied, what is denied
    is not searched for, and each strand of the text puts a passage of its own in front. What is added to query and
    passages, and these slots, are our design. Of the query the first 4,096 characters are read, the first 64 terms and
    64 tags scored. [] where nothing fits: no word at all, or for "bm25" none that is known. ValueError for another
    `method`, for `k` below 1 and for a `model` that cannot be found.
    """
    if method not in METHODS:
        raise ValueError(f"`method` is {method!r}; it has to be one of {', '.join(METHODS)}.")
    if k < 1:
        raise ValueError(f"`k` is {k}; ask for at least 1 passage.")
    words = tokens(query)
    if not any(word[0].isalnum() for word in words) and not find(words):
        return []
    told = strands(query)
    if not told:
        return _evidence(_with_cited(_scores(query, words, query[:MOST_CHARACTERS], method, model)), k)
    words = heard(query)
    scores = _with_cited(_scores(query, words, " ".join(words), method, model))
    scores[list({_own(emotion, strand, method, model) for emotion, strand in told})] += scores.max()
    return _evidence(scores, k)


def _scores(query: str, words: list[str], text: str, method: str, model: str) -> np.ndarray:
    """Scores `(passages,)` of the words with the tags of a query, of a text's embedding, or of both."""
    scores = np.zeros(len(corpus()))
    if method != "dense":
        scores += _by_words(query, words)
    if method != "bm25":
        scores += FUSION * similarities(text, model)
    return scores


def _own(emotion: str, words: list[str], method: str, model: str) -> int:
    """The place of the passage that a strand asks for before any other.

    It is the everyday passage of its emotion that fits its words best; the prototype, where they name the emotion as
    the prototype does ("sad", "smiles").
    """
    prototype, shown, others = _of(emotion)
    said = [match.phrase for match in find(words) if emotion in (*match.entry.emotions, match.entry.label)]
    if all(shown.issuperset(_stems(phrase.split(" "))) for phrase in said):
        return prototype
    return int(others[_scores("", words, " ".join(words), method, model)[others].argmax()])


def _evidence(scores: np.ndarray, k: int) -> list[Evidence]:
    chosen = [(corpus()[i], float(scores[i])) for i in _order(scores, k).tolist()]
    return [Evidence(passage.id, score, passage.source, passage.text) for passage, score in chosen]


def _order(scores: np.ndarray, k: int) -> np.ndarray:
    """Indices of the `k` best passages with a score above 0, best first, ties by id."""
    rounded = scores.round(_DECIMALS)
    best = np.argsort(-rounded, kind="stable")[:k]
    return best[rounded[best] > 0]


def _by_words(query: str, words: list[str]) -> np.ndarray:
    """BM25 scores `(passages,)` of the words and pairs, of the lexicon's phrases and of the tags of `query_tags`."""
    table, vocabulary = _index()
    said = [match.phrase for match in find(words)]
    phrases = [word for phrase in said for word in phrase.split(" ")]
    stems = _stems(words)
    terms = [*dict.fromkeys(stems), *dict.fromkeys(_stems(phrases))]  # the words of a phrase count twice
    pairs = dict.fromkeys([*_pairs(stems), *_neighbours(stems)])
    known = [vocabulary[term] for term in (*terms, *pairs) if term in vocabulary][:MOST_TERMS]
    tags = [vocabulary[tag] for tag in query_tags(query) if tag in vocabulary][:MOST_TERMS]
    slugs = meanings()
    meant = [vocabulary["##" + slugs[phrase].replace("-", " ")] for phrase in said if phrase in slugs]
    return table[known + tags + MEANT * meant].sum(0)


def _with_cited(scores: np.ndarray) -> np.ndarray:
    """Feedback: the passages that lead lift the one to cite for what they are about."""
    leading, lifted = _order(scores, LEADING), scores.copy()
    np.add.at(lifted, _cited()[leading], _feedback()[leading] * scores[leading])
    return lifted


def _terms(passage: Passage) -> list[str]:
    shown = _stems(tokens(passage.text))
    said = [_stems(tokens(phrase)) for phrase in phrasings().get(passage.id, ())]
    pairs = [pair for stems in (shown, *said) for pair in _pairs(stems)]
    topics = _stems(TOPICS.get(passage.id, "").split())
    return shown * SHOWN + topics * TOPICAL + [*itertools.chain(*said)] + pairs + passage_tags(passage) * TAGGED


def _stems(words: Sequence[str]) -> list[str]:
    """Snowball stems (Porter 1980), so that "panic" finds "panics"."""
    return _stemmer().stemWords(words)


def _pairs(stems: Sequence[str]) -> list[str]:
    """Each two neighbours among the stems that say something, joined by a blank: "shrug shoulder", "hold back"."""
    telling = [stem for stem in stems if stem not in _stop() and stem[0].isalnum()]
    return [f"{one} {other}" for one, other in itertools.pairwise(telling)]


def _neighbours(stems: Sequence[str]) -> list[str]:
    """Each two words in a row, function words too, joined by "_": idioms live on them ("hit_roof", "the_roof").

    Determiners are passed over, for they vary ("off her chest"), and beside a word that says something they count too.
    """
    words = [stem for stem in stems if stem[0].isalnum()]
    bare = [word for word in words if word not in DETERMINERS]
    fixed = [
        pair for pair in itertools.pairwise(words) if not DETERMINERS.isdisjoint(pair) and not _stop().issuperset(pair)
    ]
    return [f"{one}_{other}" for one, other in (*itertools.pairwise(bare), *fixed)]


@functools.cache
def _stop() -> frozenset[str]:
    import bm25s

    return frozenset(_stems(bm25s.stopwords.STOPWORDS_EN_PLUS))


@functools.cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")


def _beside(passage: Passage) -> list[str]:
    said = (passage.text, *phrasings().get(passage.id, ()))
    return [pair for text in said for pair in _neighbours(_stems(tokens(text)))]


@functools.cache
def _index() -> tuple[np.ndarray, dict[str, int]]:
    """BM25 of each term in each passage `(terms, passages)`, and the row of each term.

    The neighbours are a field of their own, with its own lengths and no priors: no word counts less for them.
    """
    terms, table = _bm25([_terms(passage) for passage in corpus()])
    beside, near = _bm25([_beside(passage) for passage in corpus()])
    owned = np.array([term[:2] == "##" for term in terms])  # what names a passage outright needs no prior
    about = np.array([term[0] == "#" for term in terms]) & ~owned
    table[~owned & ~about] *= np.array([PRIORS.get(passage.kind, 1.0) for passage in corpus()], np.float32)
    table[about] *= np.array([ABOUT.get(passage.kind, 1.0) for passage in corpus()], np.float32)
    terms, table = terms + beside, np.concatenate([table, near])
    return table, {term: row for row, term in enumerate(terms)}


def _bm25(documents: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """The terms of the documents that say something, and the BM25 of each in each document."""
    import bm25s

    terms = sorted({term for document in documents for term in document} - _stop())
    vocabulary = {term: row for row, term in enumerate(terms)}
    rows = [[vocabulary[term] for term in document if term in vocabulary] for document in documents]
    index = bm25s.BM25(b=LENGTH)
    index.index((rows, dict(vocabulary)), show_progress=False)
    # dense, for a query is a sum of few rows: eight times as fast here as the library's own sum over its sparse index
    table = np.zeros((len(terms), len(documents)), np.float32)
    table[np.repeat(np.arange(len(terms)), np.diff(index.scores["indptr"])), index.scores["indices"]] = index.scores[
        "data"
    ]
    return terms, table


@functools.cache
def _cited() -> np.ndarray:
    """The place `(passages,)` of the passage to cite for each one."""
    places = {passage.id: place for place, passage in enumerate(corpus())}
    return np.array([places.get(_chief(passage), place) for place, passage in enumerate(corpus())])


@functools.cache
def _feedback() -> np.ndarray:
    """By which share of its score `(passages,)` each passage lifts the one to cite."""
    return np.array([COMPOUND_FEEDBACK if corpus()[i].kind == "compound" else FEEDBACK for i in _cited()])


@functools.cache
def _of(emotion: str) -> tuple[int, frozenset[str], np.ndarray]:
    """Of an emotion or contempt the prototype's place and stems, and the places of what people say who mean it."""
    names = [passage.id for passage in corpus()]
    prototype = names.index(f"emotion/{emotion}/prototype")
    others = [
        place
        for place, one in enumerate(corpus())
        if one.id.startswith(f"everyday/{emotion}-") or (one.emotion == emotion and one.id in _CLASSES)
    ]
    return prototype, frozenset(_stems(tokens(corpus()[prototype].text.partition("Peaks:")[0]))), np.array(others)


def _chief(passage: Passage) -> str:
    """The id of the passage to cite for what another is about, if there is one: its compound or its emotion."""
    slug = passage.id.partition("compound-")[2] or (
        passage.id.removeprefix("compound/") * (passage.kind == "compound")
    )
    return f"compound/{slug}" if slug else f"emotion/{passage.emotion}/prototype"
