"""Lists of actions, as captions write them: each action keeps its strength and its time, and nothing is added."""

import numpy as np
import pytest

from argen.pipelines.affect.description import Description
from argen.pipelines.affect.grammar import describe
from argen.pipelines.affect.injection import make_plan
from argen.pipelines.argen.caption_argen import AU_PHRASES, INTENSITY_WORDS, caption_curve
from argen.pipelines.argen.facs_argen import AUS, EMOTIONS, GRADES


GRADE_OF = {word: grade for (_, words), grade in zip(INTENSITY_WORDS, "ABCDE", strict=True) for word in words}
BOUNDS = [bound for bound, _ in INTENSITY_WORDS]


def units(text: str) -> dict[str, float]:
    return dict(describe(text).stages[-1].action_units)


@pytest.mark.parametrize("name", AUS)
def test_each_phrase_and_adverb_is_its_action_and_grade(name: str) -> None:
    others = [other for other in ("AU14", "AU17") if other != name][:1]
    for phrase in (name, *AU_PHRASES[name]):
        for word, grade in GRADE_OF.items():
            text = f"Someone is very sad, {phrase} {word}, {others[0]} mildly, slowly and held."
            assert units(text) == {name: GRADES[grade], others[0]: GRADES["B"]}
            assert describe(text).emotion == "sadness"


@pytest.mark.parametrize("emotion", EMOTIONS)
@pytest.mark.parametrize("seed", range(6))
def test_the_caption_of_a_plan_is_a_plan_of_the_same_actions(emotion: str, seed: int) -> None:
    plan = make_plan(emotion=emotion, seed=seed)
    again = make_plan(text=plan.captions[0], seed=seed + 1)
    assert again.emotion == emotion
    peaks, told = plan.curve.max(0), again.curve.max(0)
    assert {AUS[k] for k in np.flatnonzero(told > 0.08)} == {AUS[k] for k in np.flatnonzero(peaks > 0.08)}
    assert np.abs(np.digitize(told, BOUNDS) - np.digitize(peaks, BOUNDS)).max() <= 1


def random_curve(rng: np.random.Generator) -> np.ndarray:
    """Three to six actions of a clip of two seconds, some early and some late; no two of them opposed."""
    allowed = [AUS.index(name) for name in ("AU01", "AU02", "AU04", "AU06", "AU07", "AU09", "AU10", "AU14", "AU17")]
    curve = np.zeros((17, 20), np.float32)
    for k in rng.choice(allowed, int(rng.integers(3, 7)), replace=False):
        begin, end = ((1, 17), (1, 9), (9, 17))[int(rng.integers(3))]
        curve[begin:end, k] = rng.uniform(0.1, 1.0)
    return curve


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("style", ["full", "actions"])
def test_the_caption_of_a_curve_keeps_strength_and_time(seed: int, style: str) -> None:
    rng = np.random.default_rng(seed)
    curve, emotion = random_curve(rng), EMOTIONS[seed % 7]
    plan = make_plan(text=caption_curve(curve, emotion, 8.0, rng, style), seed=seed)
    assert plan.emotion == emotion or style == "actions"
    told, peaks = plan.curve, curve.max(0)
    assert (np.digitize(told.max(0), BOUNDS) == np.digitize(peaks, BOUNDS)).all()
    for k in np.flatnonzero(peaks):
        first, last = told[2:8, k].sum() > 0.1 * peaks[k], told[-2:, k].max() > 0.5 * told[:, k].max()
        if not curve[9:, k].any():
            assert first and not last
        elif not curve[:9, k].any():
            assert last and told[:8, k].max() < 0.3 * told[:, k].max()


def test_a_list_is_the_whole_story_and_fewer_actions_are_not() -> None:
    listed = describe("She is very angry, brows lowered, eyes narrowed, lips pressed together").stages[0]
    assert listed.emotion == "anger" and set(listed.action_units) == {"AU04", "AU07", "AU24"} and not listed.prototype
    assert describe("She is very angry, frowning").stages[0].prototype
    assert describe("He is sad, he frowns strongly").stages[0].prototype


def test_actions_of_a_tale_are_no_list() -> None:
    first, second = describe("smiles slightly, then frowns strongly").stages
    assert first.emotion == "happiness" and 0 < first.action_units["AU12"] < 0.4
    assert second.action_units["AU04"] > 0.7


def test_a_degree_behind_an_action_is_not_the_next_one_s() -> None:
    stage = describe("He frowns strongly, his lips parted slightly and he is sad").stages[-1]
    assert stage.action_units["AU04"] > 0.6 and stage.action_units["AU25"] < 0.5


def test_the_neutral_word_beats_what_listed_actions_hint_at() -> None:
    text = "A face looks composed, lips stretched slightly, lips tightened faintly, smoothly and held."
    assert describe(text).emotion == "neutral" and units(text) == {"AU20": 0.25, "AU23": 0.1}


@pytest.mark.parametrize(
    "text", ["he is sad and blinks", "Someone is very sad, AU15 strongly, AU17 clearly, a blink."]
)
@pytest.mark.parametrize("fps", [4.0, 8.0, 30.0])
def test_a_blink_is_short(text: str, fps: float) -> None:
    plan = make_plan(text=text, num_frames=int(2 * fps) + 1, fps=fps)
    shut = plan.curve[:, AUS.index("AU43")]
    assert shut.max() > 0.8 and 0 < (shut > 0.05).sum() / fps <= 0.4
    assert shut[0] == 0 and make_plan(text="he is sad, eyes closed").curve[-1, AUS.index("AU43")] > 0.5


def test_words_for_start_pace_and_end() -> None:
    first = "Someone is very happy, AU06 clearly, AU12 strongly, "
    there = make_plan(text=first + "already there at the start then gone.").curve[:, AUS.index("AU12")]
    assert there[0] > 0.7 and there[-1] == 0
    late, soon = (
        int((make_plan(text=first + words).curve[:, AUS.index("AU12")] > 0.4).argmax())
        for words in ("suddenly after a pause and held.", "suddenly and held.")
    )
    assert late > soon >= 1
    ends = {"and stays": "held", "then easing": "fading", "then fading halfway": "fading", "then fading away": "gone"}
    for words, ending in ends.items():
        assert describe(f"{first}slowly {words}.").ending == ending
        assert describe(f"{first}slowly {words}.").stages[-1].pace == "slow"


def test_timing_and_start_survive_json() -> None:
    text = "Someone is very happy, AU06 clearly early, AU12 strongly later, a blink, from the first frame and held."
    description = describe(text)
    assert description.start == "present"
    assert dict(description.stages[0].timing) == {"AU06": "early", "AU12": "late", "AU43": "blink"}
    assert Description.from_dict(description.to_dict()) == description
