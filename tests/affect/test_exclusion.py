"""What a description must not claim: antagonists at once, the mark of an emotion that the stage's own excludes."""

import pytest

from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.exclusion import EXCLUDED, STRONG, contradictions, shown_peaks
from argen.pipelines.affect.mafw import MAFW
from argen.pipelines.argen.facs_argen import ANTAGONISTS, EMOTIONS, PROTOTYPES


def of(*stages: Stage) -> list[str]:
    return contradictions(Description(stages))


def test_the_table_is_what_prototypes_and_compounds_leave_over() -> None:
    marks = ("AU12", "AU15", "AU20")
    for emotion in EMOTIONS:
        seen = {name for variant in PROTOTYPES[emotion] for name in variant}
        for compound in COMPOUNDS.values():
            seen |= {*compound.core, *compound.variants} if emotion in compound.emotions else set()
        left = tuple(name for name in marks if name not in seen)
        assert EXCLUDED[emotion] == (() if emotion == "neutral" else left)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_own_knowledge_has_no_contradiction(emotion: str) -> None:
    for variant in PROTOTYPES[emotion]:
        assert of(Stage(emotion, 1.0, variant, prototype=False)) == []
    assert of(Stage(emotion, 1.0)) == []


def test_compounds_and_mafw_have_no_contradiction() -> None:
    for compound in COMPOUNDS.values():
        for emotion in compound.emotions:
            assert of(Stage(emotion, 1.0, dict.fromkeys(compound.core, 1.0), prototype=False)) == []
    assert [contradictions(one) for one in MAFW.values()] == [[]] * len(MAFW)


@pytest.mark.parametrize(("first", "second"), ANTAGONISTS)
def test_antagonists_are_not_both_strong(first: str, second: str) -> None:
    at_once = Stage("neutral", 0.0, {first: 0.7, second: 0.7})
    assert of(at_once) == [f"`stages[0]` shows {first} and {second} at once"]
    assert of(Stage("neutral", 0.0, {first: 0.7, second: STRONG - 0.01})) == []
    assert of(Stage("neutral", 0.0, {first: 0.7}), Stage("neutral", 0.0, {second: 0.7})) == []


def test_the_prototype_counts_as_shown() -> None:
    assert shown_peaks(Stage("sadness", 0.5, {"AU15": 0.2}, ("AU17",))) == {"AU01": 0.45, "AU04": 0.35, "AU15": 0.45}
    assert of(Stage("surprise", 1.0, {"AU23": 0.8})) == ["`stages[0]` shows AU23 and AU26 at once"]
    assert of(Stage("surprise", 0.5, {"AU23": 0.8})) == []
    assert of(Stage("surprise", 1.0, {"AU23": 0.8}, ("AU26",))) == []


def test_an_excluded_mark_is_refused_unless_it_is_a_mask_that_leaks() -> None:
    assert of(Stage("anger", 0.8, {"AU12": 0.9})) == ["`stages[0]` is anger with AU12"]
    assert of(Stage("happiness", 0.8, {"AU15": 1.0, "AU04": 1.0}, prototype=False)) != []
    assert of(Stage("sadness", 0.8, {"AU12": 0.9, "AU01": 0.6}, prototype=False)) == []
    assert of(Stage("sadness", 0.8, {"AU12": 0.9, "AU01": 0.05}, prototype=False)) != []


def test_the_emotion_asked_for_and_without() -> None:
    joy = Description((Stage("happiness", 0.5),))
    assert contradictions(joy, "happiness") == [] == contradictions(joy, None)
    assert contradictions(joy, "fear") == ["the emotion asked for is fear"]
    assert of(Stage("fear", 0.5, {"AU05": 0.4}, ("AU05",))) == [
        "`stages[0]` has AU05 in `action_units` and in `without`"
    ]
