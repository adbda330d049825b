"""Neighbouring words are search terms of their own, function words too."""

from argen.pipelines.affect.corpus import corpus
from argen.pipelines.affect.lexicon import tokens
from argen.pipelines.affect.retrieval import _by_words, _index, _neighbours


def test_function_words_count_beside_their_neighbours() -> None:
    _, vocabulary = _index()
    assert _neighbours(["off", "her", "chest"]) == ["off_chest", "her_chest"]
    assert _neighbours(["in", "the", ",", "dark"]) == ["in_dark", "the_dark"]
    assert {"over_moon", "the_moon"} <= set(vocabulary)
    assert _neighbours(["the"]) == _neighbours([]) == []


def test_the_same_words_in_another_order_are_less_like_an_idiom() -> None:
    place = [passage.id for passage in corpus()].index("everyday/happiness-cloud-nine")
    said, mixed = (_by_words(query, tokens(query))[place] for query in ("over the moon", "the moon over"))
    assert said > mixed
