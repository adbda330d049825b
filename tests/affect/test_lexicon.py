"""The lexicon is broad and legal, finds the longest phrase wherever it stands, and never breaks on any text."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argen.pipelines.affect.compound import COMPOUNDS
from argen.pipelines.affect.lexicon import MOST_CHARACTERS, Match, entries, find, tokens
from argen.pipelines.affect.mafw import BEYOND
from argen.pipelines.affect.spelling import respelled, spelling_index
from argen.pipelines.argen.caption_argen import AU_PHRASES, EMOTION_WORDS
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS, GRADES


RAF_CE = ("happily sad", "happily fearful")


def found(text: str) -> list[Match]:
    return find(tokens(text))


def emotions(text: str) -> list[tuple[str, ...]]:
    return [match.entry.emotions for match in found(text)]


def test_it_names_every_emotion_and_every_finer_class_many_times() -> None:
    named = [entry for entry in entries().values() if entry.named]
    by_emotion = Counter(entry.emotions[-1] for entry in named if entry.emotions)
    by_label = Counter(entry.label for entry in named)
    assert len(named) >= 1000
    assert all(by_emotion[emotion] >= 80 for emotion in EMOTIONS)
    assert all(by_label[label] >= 30 for label in BEYOND)
    assert all(by_label[compound] >= 1 for compound in COMPOUNDS)


def test_every_entry_is_legal() -> None:
    for phrase, entry in entries().items():
        assert set(entry.emotions) <= set(EMOTIONS), phrase
        assert len(set(entry.emotions)) == len(entry.emotions) <= 2, phrase
        assert 0.0 <= entry.intensity <= 1.0, phrase
        assert entry.label in (None, *BEYOND, *COMPOUNDS, *RAF_CE), phrase
        assert set(entry.action_units) <= set(AUS), phrase
        assert all(0.0 < peak <= 1.0 for peak in entry.action_units.values()), phrase
        assert not (entry.named and entry.action_units), phrase


def test_a_compound_has_the_emotions_of_its_name() -> None:
    for entry in entries().values():
        if entry.label in COMPOUNDS:
            assert entry.emotions == COMPOUNDS[entry.label].emotions


def test_every_phrase_is_found_as_itself() -> None:
    for phrase, entry in entries().items():
        matches = [(match.phrase, match.entry) for match in find(phrase.split(" "))]
        names_something = bool(entry.emotions or entry.action_units)
        assert matches == [(phrase, entry)] * names_something, phrase


def test_every_action_unit_can_be_said_by_name_number_grade_and_caption() -> None:
    for name in AUS:
        for words in (name, f"action unit {int(name[2:])}", AU_NAMES[name], *AU_PHRASES[name]):
            (match,) = found(words)
            assert name in match.entry.action_units, words
        for grade, peak in GRADES.items():
            (match,) = found(f"{name}{grade}")
            assert match.entry.action_units == {name: peak}


def test_the_emotion_words_of_the_captions_are_known() -> None:
    for emotion, words in EMOTION_WORDS.items():
        assert all(emotions(word) == [(emotion,)] for word in words)


@pytest.mark.parametrize(
    ("text", "emotion", "label"),
    [
        ("she is about to cry", "sadness", None),
        ("totally grossed out", "disgust", None),
        ("LIVID!", "anger", None),
        ("he gives me a smirk", "disgust", "contempt"),
        ("butterflies in my stomach", "fear", "anxiety"),
        ("we feel let down", "sadness", "disappointment"),
        ("I don\u2019t know what to do", "sadness", "helplessness"),
        ("they were pleasantly surprised", "surprise", "happily surprised"),
        ("over the moon", "happiness", None),
        ("\uff53\uff41\uff44", "sadness", None),  # full width
        ("sca\u200bred stiff", "fear", None),
        ("a \U0001f631 face", "fear", None),
        ("with a poker-face", "neutral", None),
    ],
)
def test_everyday_language(text: str, emotion: str, label: str | None) -> None:
    (match,) = found(text)
    assert match.entry.emotions[-1] == emotion
    assert match.entry.label == label


@pytest.mark.parametrize(
    ("text", "action_units"),
    [
        ("raised eyebrows", {"AU01", "AU02"}),
        ("her eyebrows slowly shoot up", {"AU01", "AU02"}),
        ("his furrowed brow", {"AU04"}),
        ("knits her brows", {"AU04"}),
        ("eyes wide", {"AU05"}),
        ("she squints her eyes", {"AU07"}),
        ("wrinkles his little nose", {"AU09"}),
        ("the corners of her mouth are turned down", {"AU15"}),
        ("lips pressed together", {"AU24"}),
        ("his jaw drops", {"AU25", "AU26"}),
        ("bites her lip", {"AU28"}),
        ("with both eyes closed", {"AU43"}),
        ("a smile", {"AU06", "AU12"}),
    ],
)
def test_parts_of_the_face(text: str, action_units: set[str]) -> None:
    matches = found(text)
    assert {name for match in matches for name in match.entry.action_units} == action_units
    assert not any(match.entry.named for match in matches)


def test_a_movement_or_a_circumstance_is_a_hint_and_a_word_for_a_feeling_is_not() -> None:
    spider, scream, joy = found("the spider made her scream with joy")
    assert (spider.entry.named, scream.entry.named, joy.entry.named) == (False, False, True)


def test_the_longest_phrase_wins_and_positions_count_tokens() -> None:
    words = tokens("He was scared, yes: scared out of his wits.")
    first, second = find(words)
    assert words[first.start : first.end] == ["scared"]
    assert words[second.start : second.end] == ["scared", "out", "of", "his", "wits"]
    assert second.phrase == "scared out of wits"
    assert second.entry.intensity > first.entry.intensity


def test_phrases_do_not_cross_punctuation() -> None:
    assert [match.phrase for match in found("Jaw. Drops of rain")] == []


@pytest.mark.parametrize(
    "text", ["the light dies away", "lost in thought", "she shakes hands", "pale blue", "bear with me"]
)
def test_false_friends_name_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("word", ["table", "window", "started", "please", "setting", "decided", "context", "reached"])
def test_words_without_feeling_stay_out(word: str) -> None:
    assert found(word) == []


@pytest.mark.parametrize(
    ("wrong", "emotion"),
    [
        ("dissapointed", "sadness"),
        ("releived", "happiness"),
        ("iritated", "anger"),
        ("suprised", "surprise"),
        ("terrifed", "fear"),
        ("frightend", "fear"),
        ("disgused", "disgust"),
        ("happyness", "happiness"),
    ],
)
def test_misspelled_feelings_are_found(wrong: str, emotion: str) -> None:
    assert emotions(wrong) == [(emotion,)]


def test_a_misspelling_is_one_letter_away_and_starts_alike() -> None:
    index = spelling_index(["terrified", "nervous"])
    assert [respelled(word, index) for word in ("terifid", "terrafied", "terrfied")] == ["terrified"] * 3
    assert respelled("terifyd", index) == "terifyd"
    assert respelled("mervous", index) == "mervous"
    assert respelled("nerv", index) == "nerv"
    assert respelled("n" * 10_000, index) == "n" * 10_000


@settings(max_examples=200, deadline=None)
@given(st.text() | st.lists(st.sampled_from(sorted(entries())), max_size=6).map(" ".join))
def test_any_text_gives_ordered_matches_that_do_not_overlap(text: str) -> None:
    words = tokens(text)
    matches = find(words)
    edges = [edge for match in matches for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    assert all(0 <= match.start < match.end <= len(words) for match in matches)
    assert find(words) == matches


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "\x00\x07\x1b[31m", "\ud800", "他很害怕", "Она испугана", "\u202egnirts", "a" * 100_000,
     "smile " * 20_000, "a" + "\u0315\u0316" * 50_000, "raises " + "his " * 30_000, "\ufdfa" * 20_000],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    find(tokens(text))
    assert time.process_time() - start < 0.5


def test_only_the_first_page_is_read() -> None:
    assert found("x" * MOST_CHARACTERS + " happy") == []
    assert len(found("happy" + " x" * MOST_CHARACTERS)) == 1
