"""Injection: a word, a sentence, a face, Action Units or an example clip become one AffectPlan (our design).

ARGen (arXiv 2604.12255) names the stage, "Affective Semantic Injection", and leaves open how it works; what each input
means, which one wins and how a description becomes a curve is ours.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from argen.pipelines.affect import grammar
from argen.pipelines.affect.anatomy import agree
from argen.pipelines.affect.course import course_curve
from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.affect.example import measured_curve
from argen.pipelines.affect.lexicon import MOST_CHARACTERS
from argen.pipelines.affect.precedence import cited, overrule, resolved_by, with_units
from argen.pipelines.affect.retrieval import Evidence, retrieve
from argen.pipelines.argen.caption_argen import caption_curve
from argen.pipelines.argen.facs_argen import AUS
from argen.pipelines.argen.plan_argen import (
    DEFAULT_INTENSITY,
    AffectPlan,
    AUInput,
    au_vector,
    check_emotion,
    check_intensity,
    check_timing,
    fit_curve,
)


MOST_CAPTION = 300  # characters of the user's own words that become a caption
PASSAGES = 5
# What `describer.described` would record of the grammar.
GRAMMAR = {"describer": "grammar", "attempts": 1, "faults": [], "fell_back": False, "text_cut": False}
Describer = Callable[[str, Any, Sequence[Evidence]], Description]


def make_plan(
    text: str | None = None,
    image: Any = None,
    emotion: str | None = None,
    intensity: float | None = None,
    action_units: AUInput | None = None,
    clip: Any = None,
    num_frames: int = 17,
    fps: float = 8.0,
    seed: int = 0,
    describer: Describer | None = None,
) -> AffectPlan:
    """A plan from any of these inputs; what contradicts is settled by precedence and said in the plan's evidence.

    Precedence: `action_units` win over `clip`, `clip` over what `text` and `emotion` show; `emotion` and `intensity`
    win over the emotion and the strength that the text names.

    Args:
        text: a word or a sentence in English; its first 4,096 characters are read, the first 300 become a caption.
        image: the face, a PIL image; only a `describer` looks at it.
        emotion: one of EMOTIONS; a text with several stages keeps its course, its labelled stages show this emotion.
        intensity: 0..1, of the strongest stage; everything else that the text shows is scaled by the same factor.
        action_units: a dict (the AUs named have these peaks, the rest comes from the other inputs), a vector `(20,)`
            (peaks of all AUs, in the others' course), or a curve `(frames, 20)` (the whole curve, stretched).
        clip: frames `(frames, 3, h, w)` in 0..1 whose AUs are measured against its first frame, the neutral face.
        num_frames: frames of the curve.
        fps: frames per second.
        seed: decides variant, timing and caption; the same input and seed give the same plan on any machine (except a
            clip's, whose measurement has the floating point of its device).
        describer: a model (see `describer`); None is the grammar.

    Raises:
        ValueError: nothing given, an empty text, or a value that is not legal; the message names the argument.
    """
    _check_settings(image, num_frames, fps, seed, describer)
    _check_given(text, emotion, intensity, action_units, clip)
    emotion = None if emotion is None else check_emotion(emotion)
    intensity = None if intensity is None else check_intensity(intensity)
    given = None if action_units is None else au_vector(action_units)
    words = None if text is None else check_text(text)
    evidence = retrieve(". ".join(filter(None, (emotion, words))), k=PASSAGES)
    description, said = _describe(words, image, emotion, evidence, describer)
    description, overruled = _settled(description, text, words, emotion, intensity, evidence)
    named = _named(action_units, given)
    if given is not None and given.ndim == 1:
        description = with_units(description, {name: float(given[AUS.index(name)]) for name in named})
    rng = np.random.default_rng(seed)
    curve, resolved = _curve(description, given, named, clip, num_frames, fps, rng)
    stated = [] if words is None and emotion is None else [{"kind": "description", **description.to_dict()}]
    label = description.emotion if stated else None
    whole = clip is not None or (given is not None and given.ndim == 2)
    caption = caption_curve(curve, label, fps, rng)
    return AffectPlan(
        emotion=label,
        intensity=_strength(None if whole else description, curve, label, intensity is not None),
        curve=curve,
        captions=(caption,) if words is None else (caption, _shortened(words)),
        evidence=(*_passages(evidence), *said, *stated, *overruled, *resolved),
        seed=int(seed),
    )


def check_text(text: str) -> str:
    """The printable characters of a text's first 4,096, blanks joined; ValueError where there are none.

    What is not printable becomes a blank, except for the format characters inside words (soft hyphens, joiners).
    """
    if not isinstance(text, str):
        raise ValueError(f"`text` has the type {type(text).__name__}; it has to be a string.")
    words = text.strip()[:MOST_CHARACTERS]
    if not words.isprintable():
        words = "".join(sign if sign.isprintable() else "" if _within_words(sign) else " " for sign in words)
    words = " ".join(words.split())
    if not words:
        raise ValueError(f"`text` is {text[:20]!r}, without a word; describe the face, such as 'a shy smile'.")
    return words


def _within_words(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" and sign != "\u200b"  # a zero-width space does end a word


def _shortened(words: str) -> str:
    """The first MOST_CAPTION characters, back to a blank where that would cut a word."""
    if len(words) <= MOST_CAPTION:
        return words
    return words[: MOST_CAPTION + 1].rpartition(" ")[0] or words[:MOST_CAPTION]


def check_describer(describer: Any) -> None:
    """Refuse a describer that cannot be called (ValueError)."""
    if describer is not None and not callable(describer):
        raise ValueError(
            f"`describer` is {describer!r}; it has to be a function (text, image, evidence) -> Description. "
            "Make one of a model with `transformers_describer` or `endpoint_describer`, or leave it out."
        )


def check_picture(image: Any) -> None:
    """Refuse a face that is no PIL image (ValueError)."""
    if image is None:
        return
    from PIL import Image

    if not isinstance(image, Image.Image):
        raise ValueError(f"`image` has the type {type(image).__name__}; it has to be a PIL image or None.")


def check_seed(seed: int) -> None:
    """Refuse what is not a whole number from 0 up (ValueError)."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"`seed` is {seed!r}; it has to be a whole number from 0 up.")


def _check_settings(image: Any, num_frames: int, fps: float, seed: int, describer: Any) -> None:
    check_timing(num_frames, fps)
    check_seed(seed)
    check_picture(image)
    check_describer(describer)


def _check_given(
    text: str | None, emotion: str | None, intensity: float | None, action_units: AUInput | None, clip: Any
) -> None:
    if text is None and emotion is None and action_units is None and clip is None:
        raise ValueError("`text`, `emotion`, `action_units` and `clip` are all None; give at least one of them.")
    if intensity is not None and text is None and emotion is None:
        raise ValueError(
            f"`intensity` is {intensity} without a `text` or `emotion` that it could scale. Give one too."
        )


def _describe(
    words: str | None, image: Any, emotion: str | None, evidence: Sequence[Evidence], describer: Describer | None
) -> tuple[Description, list[dict[str, Any]]]:
    """What the face shall do, before anything is overruled, and who said so."""
    if words is None:
        level = DEFAULT_INTENSITY if emotion not in (None, "neutral") else 0.0
        return Description((Stage(emotion or "neutral", level),)), []
    if describer is None:
        # passages that were searched for by an emotion say nothing about the text
        description, notes = grammar.understand(words, evidence if emotion is None else ())
        return description, [{"kind": "describer", **GRAMMAR, "notes": list(notes)}]
    # the checks of a model's answer are not needed by the grammar
    from argen.pipelines.affect.describer import described

    description, record = described(words, image, evidence, describer, emotion)
    return description, [{"kind": "describer", **record}]


def _settled(
    description: Description,
    text: str | None,
    words: str | None,
    emotion: str | None,
    intensity: float | None,
    evidence: Sequence[Evidence],
) -> tuple[Description, list[dict[str, Any]]]:
    """The description with what was asked for outright, the passages that fit it, and a record of what lost."""
    description, records = overrule(description, emotion, intensity, words is not None and grammar.denies(words))
    if emotion is not None:
        description = replace(description, evidence=cited(description, evidence, emotion))
    if text is not None and len(text.strip()) > MOST_CHARACTERS:
        records.append(resolved_by(f"a text of {len(text)} characters", f"its first {MOST_CHARACTERS}"))
    return description, records


def _passages(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"kind": "passage", "id": e.id, "score": round(e.score, 4), "source": e.source} for e in evidence]


def _named(action_units: AUInput | None, given: np.ndarray | None) -> tuple[str, ...]:
    """The AUs that the user asked for by name."""
    if isinstance(action_units, Mapping):
        return tuple(action_units)
    return tuple(AUS) if given is not None and given.ndim == 1 else ()


def _curve(
    description: Description,
    given: np.ndarray | None,
    named: Sequence[str],
    clip: Any,
    num_frames: int,
    fps: float,
    rng: np.random.Generator,
) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """The curve of all inputs together, and a record for each that lost."""
    records, stated = [], description.emotion != "neutral"
    if given is not None and given.ndim == 2:
        records += [resolved_by("the Action Units of the clip", "`action_units`")] if clip is not None else []
        records += [resolved_by("the Action Units of the text or emotion", "`action_units`")] if stated else []
        curve, weakened = agree(np.round(fit_curve(given, num_frames), 4).astype(np.float32))
        return curve, records + weakened
    curve, weakened = course_curve(description, num_frames, fps, rng, named)
    if clip is None:
        return curve, weakened
    records += [resolved_by("the Action Units of the text or emotion", "those of the clip")] if stated else []
    example = fit_curve(measured_curve(clip), num_frames)
    for name in named:
        example[:, AUS.index(name)] = curve[:, AUS.index(name)]
    curve, weakened = agree(np.round(example, 4).astype(np.float32), named)
    return curve, records + weakened


def _strength(description: Description | None, curve: np.ndarray, label: str | None, scaled: bool) -> float:
    """The intensity of the last stage of the plan's emotion, of the strongest one where an intensity was asked for.

    It is the largest value of the curve where no stage has the emotion, or no `description` decided over the curve.
    """
    stages = () if description is None or label == "neutral" else description.stages
    shown = [stage.intensity for stage in stages if stage.emotion == label]
    if not shown:
        return round(float(curve.max()), 4)
    return float(max(shown) if scaled else shown[-1])
