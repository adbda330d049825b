"""Identities of captions: they name what the curve shows, all of it, and nothing else."""

import itertools
import re

import numpy as np
import pytest

from argen.pipelines.argen.caption_argen import (
    AU_PHRASES,
    EMOTION_WORDS,
    INTENSITY_WORDS,
    caption_curve,
    intensity_words,
    sample_caption,
)
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS, GRADES
from argen.pipelines.argen.plan_argen import au_vector, emotion_peaks, make_plan, timed_curve


SEEDS = range(40)
ZEROS = np.zeros((17, len(AUS)), np.float32)


def mentions(caption: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words, or expressions of several words, stands in the caption as a whole."""
    return any(re.search(rf"\b{re.escape(word)}\b", caption, re.IGNORECASE) for word in words)


def names(caption: str, unit: str) -> bool:
    """Whether a part of the caption is about this unit."""
    phrases = tuple(phrase.lower() for phrase in (unit, *AU_PHRASES[unit]))
    return any(part.startswith(phrases) for part in caption.lower().split(", "))


def expression(emotion: str, seed: int) -> np.ndarray:
    """A curve of a variant of an emotion at full strength."""
    rng = np.random.default_rng(seed)
    return timed_curve(emotion_peaks(emotion, 1.0, rng), emotion, 17, 8.0, rng)


def steady(peak: float, *names: str) -> np.ndarray:
    """A curve that rises to `peak` in the named AUs and stays."""
    rise = np.linspace(0.0, 1.0, 17, dtype=np.float32).clip(0, 0.5) * 2
    return rise[:, None] * au_vector(dict.fromkeys(names, peak))


def test_the_tables_cover_every_emotion_and_unit() -> None:
    assert tuple(EMOTION_WORDS) == EMOTIONS and tuple(AU_PHRASES) == tuple(AU_NAMES) == AUS
    words = [word for several in (*EMOTION_WORDS.values(), *AU_PHRASES.values()) for word in several]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_caption_names_its_emotion_and_no_other(emotion: str) -> None:
    for seed, style in itertools.product(SEEDS, ("full", "short")):
        caption = caption_curve(expression(emotion, seed), emotion, 8.0, np.random.default_rng(seed), style)
        assert [name for name in EMOTIONS if mentions(caption, EMOTION_WORDS[name])] == [emotion]


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_caption_names_every_strong_action_and_none_at_rest(emotion: str) -> None:
    for seed, style in itertools.product(SEEDS, ("full", "actions")):
        curve = expression(emotion, seed)
        caption = caption_curve(curve, emotion, 8.0, np.random.default_rng(seed), style)
        for name, peak in zip(AUS, curve.max(0), strict=True):
            said = names(caption, name)
            assert said if peak > 0.35 else peak > 0.0 or not said, (name, peak, caption)


@pytest.mark.parametrize("name", AUS)
def test_each_action_alone_is_named(name: str) -> None:
    for seed in SEEDS:
        caption = caption_curve(steady(0.9, name), None, 8.0, np.random.default_rng(seed))
        assert [unit for unit in AUS if names(caption, unit)] == [name] and "at rest" not in caption


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_actions_alone_have_no_emotion_word(emotion: str) -> None:
    every = tuple(word for words in EMOTION_WORDS.values() for word in words)
    for seed in SEEDS:
        curve = expression(emotion, seed)
        captions = [
            caption_curve(curve, emotion, 8.0, np.random.default_rng(seed), "actions"),
            caption_curve(curve, None, 8.0, np.random.default_rng(seed)),
        ]
        assert captions[0] == captions[1] and not mentions(captions[0], every)


def test_short_captions_name_no_action() -> None:
    for emotion, seed in itertools.product(EMOTIONS, SEEDS):
        caption = caption_curve(expression(emotion, seed), emotion, 8.0, np.random.default_rng(seed), "short")
        assert "," not in caption and not any(mentions(caption, (unit, *AU_PHRASES[unit])) for unit in AUS)


def test_words_rise_with_the_grade() -> None:
    order = [words for _, words in INTENSITY_WORDS]
    assert [intensity_words(peak) for peak in GRADES.values()] == order
    ranks = [order.index(intensity_words(peak)) for peak in np.linspace(0, 1, 1001)]
    assert ranks == sorted(ranks) and set(ranks) == set(range(5))
    for seed, (peak, words) in itertools.product(SEEDS, zip(GRADES.values(), order, strict=True)):
        caption = caption_curve(steady(peak, "AU12"), None, 8.0, np.random.default_rng(seed))
        assert [rung for rung in order if mentions(caption, rung)] == [words]


def test_zeros_are_a_face_at_rest() -> None:
    for seed in SEEDS:
        assert caption_curve(ZEROS, None, 8.0, np.random.default_rng(seed)) == "The face stays at rest."
        neutral = caption_curve(ZEROS, "neutral", 8.0, np.random.default_rng(seed))
        assert neutral.endswith(", the face stays at rest.") and mentions(neutral, EMOTION_WORDS["neutral"])


def test_a_short_closing_is_a_blink_and_a_long_one_closed_eyes() -> None:
    blink = ZEROS.copy()
    blink[7:9, AUS.index("AU43")] = 1.0
    for seed in SEEDS:
        assert mentions(caption_curve(blink, None, 8.0, np.random.default_rng(seed)), ("a blink", "blinking once"))
        held = caption_curve(steady(1.0, "AU43"), None, 8.0, np.random.default_rng(seed))
        assert not mentions(held, ("a blink", "blinking once"))


def test_eyes_that_stay_shut_to_the_end_do_not_blink() -> None:
    for frames, fps in ((1, 8.0), (2, 8.0), (3, 8.0), (4, 8.0), (5, 8.0), (4, 16.0)):
        shut = ZEROS.copy()
        shut[-frames:, AUS.index("AU43")] = 0.9
        for seed in SEEDS:
            caption = caption_curve(shut, None, fps, np.random.default_rng(seed))
            blinks = mentions(caption, ("a blink", "blinking once"))
            assert blinks == (frames / fps < 0.5) and blinks != names(caption, "AU43")


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="`style` is 'long'; it has to be one of full, short, actions"):
        caption_curve(ZEROS, None, 8.0, np.random.default_rng(0), "long")


def test_a_caption_is_one_sentence_and_repeats_with_its_seed() -> None:
    for emotion, seed in itertools.product(EMOTIONS, SEEDS):
        curve = expression(emotion, seed)
        caption, again = (sample_caption(curve, emotion, 8.0, np.random.default_rng(seed)) for _ in range(2))
        assert caption == again and caption[0].isupper() and caption.endswith(".") and caption.count(".") == 1
        assert ", ," not in caption and "  " not in caption


def test_a_plan_carries_the_given_caption_or_that_of_its_curve() -> None:
    plan = make_plan("anger", 0.6, seed=4)
    assert plan.captions == (caption_curve(plan.curve, "anger", 8.0, np.random.default_rng(4)),)
    assert make_plan("anger", 0.6, caption="a cross face").captions == ("a cross face",)
