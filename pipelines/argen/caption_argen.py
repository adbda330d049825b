"""Captions: a grammar that says in words what an AU curve shows (our design; ARGen's captions are written by a VLM).

The generator's text encoder is trained on these sentences, so a caption made here is the language it knows best.
"""

import numpy as np

from .facs_argen import AUS


EMOTION_WORDS: dict[str, tuple[str, ...]] = {
    "happiness": ("happy", "joyful", "delighted", "amused", "cheerful", "pleased"),
    "sadness": ("sad", "sorrowful", "unhappy", "grieving", "downcast", "miserable"),
    "neutral": ("neutral", "calm", "expressionless", "composed"),
    "anger": ("angry", "furious", "enraged", "annoyed", "mad", "irritated"),
    "surprise": ("surprised", "astonished", "amazed", "startled"),
    "disgust": ("disgusted", "repelled", "revolted", "grossed out"),
    "fear": ("afraid", "fearful", "scared", "terrified", "frightened", "anxious"),
}
AU_PHRASES: dict[str, tuple[str, ...]] = {
    "AU01": ("inner brows raised", "inner brow corners lifted"),
    "AU02": ("outer brows raised", "outer brows lifted"),
    "AU04": ("brows lowered", "brows drawn together", "frowning"),
    "AU05": ("upper lids raised", "eyes widened"),
    "AU06": ("cheeks raised", "eyes smiling"),
    "AU07": ("lids tightened", "eyes narrowed"),
    "AU09": ("nose wrinkled", "nose scrunched"),
    "AU10": ("upper lip raised", "upper lip curled"),
    "AU11": ("nasolabial folds deepened", "folds beside the nose deepened"),
    "AU12": ("lip corners pulled up", "mouth smiling", "smiling"),
    "AU14": ("lip corners dimpled", "cheeks dimpled"),
    "AU15": ("lip corners pulled down", "mouth corners drooping"),
    "AU17": ("chin raised", "chin pushed up"),
    "AU20": ("lips stretched", "mouth stretched sideways"),
    "AU23": ("lips tightened", "lips narrowed"),
    "AU24": ("lips pressed together", "lips pressed"),
    "AU25": ("lips parted", "lips open"),
    "AU26": ("jaw dropped", "mouth opened"),
    "AU28": ("lips sucked in", "lips rolled inward"),
    "AU43": ("eyes closed", "eyes shut"),
}
# FACS grades A to E, upper bound of the peak intensity and its adverbs.
INTENSITY_WORDS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.17, ("barely", "faintly")),
    (0.37, ("slightly", "mildly")),
    (0.62, ("clearly", "markedly")),
    (0.86, ("strongly", "very much")),
    (1.01, ("extremely", "completely")),
)
_EMOTION_ADVERBS = {"very much": "very", "completely": "utterly"}
_STYLES = ("full", "short", "actions")
_LONGEST_BLINK = 0.5  # seconds; eyes that stay shut this long to the clip's end are held, not blinking
_TRACE = 0.08
_MOST_ACTIONS = 8
_EXPRESSIVE = slice(AUS.index("AU43"))  # all AUs but the last: eyes that close are no measure of an expression


def intensity_words(peak: float) -> tuple[str, ...]:
    """The words for a peak intensity in 0..1, by FACS grade."""
    return next(words for bound, words in INTENSITY_WORDS if peak < bound)


def caption_curve(
    curve: np.ndarray, emotion: str | None, fps: float, rng: np.random.Generator, style: str = "full"
) -> str:
    """A sentence for an AU curve `(frames, 20)`.

    `style` is "full" (emotion, actions with their strength, timing), "short" (emotion and strength) or "actions"
    (no emotion word), ValueError for others. `rng` picks among the paraphrases.
    """
    if style not in _STYLES:
        raise ValueError(f"`style` is {style!r}; it has to be one of {', '.join(_STYLES)}.")
    parts = []
    level = float(curve[:, _EXPRESSIVE].max(initial=0.0))
    if emotion is not None and style != "actions":
        parts.append(_emotion_phrase(emotion, level, rng))
    if style != "short":
        actions = _action_phrases(curve, fps, rng)
        parts += actions if actions else ["the face stays at rest"]
        parts.append(_timing_phrase(curve, fps, rng))
    if not parts:
        parts.append("A face")
    text = ", ".join(part for part in parts if part)
    return text[0].upper() + text[1:] + "."


def sample_caption(curve: np.ndarray, emotion: str, fps: float, rng: np.random.Generator) -> str:
    """A training caption: mostly full, sometimes without the emotion word, sometimes the emotion alone."""
    style = ("full", "actions", "short")[rng.choice(3, p=(0.6, 0.25, 0.15))]
    return caption_curve(curve, emotion, fps, rng, style)


def _pick(words: tuple[str, ...], rng: np.random.Generator) -> str:
    return words[int(rng.integers(len(words)))]


def _emotion_phrase(emotion: str, level: float, rng: np.random.Generator) -> str:
    who = _pick(("a person", "a face", "someone", "the person"), rng)
    if emotion == "neutral":
        return f"{who} looks {_pick(EMOTION_WORDS[emotion], rng)}"
    how = _pick(intensity_words(level), rng)
    how = _EMOTION_ADVERBS.get(how, how)
    verb = _pick(("looks", "becomes", "is", "turns"), rng)
    return f"{who} {verb} {how} {_pick(EMOTION_WORDS[emotion], rng)}"


def _action_phrases(curve: np.ndarray, fps: float, rng: np.random.Generator) -> list[str]:
    peaks = curve.max(0)
    # Anatomical order reads better than order of strength, and gives the encoder stable positions.
    order = np.sort(np.argsort(-peaks, kind="stable")[: min(_MOST_ACTIONS, int((peaks > _TRACE).sum()))])
    tracks, last = curve[:, order], max(1, len(curve) - 1)
    active = tracks > (0.3 * peaks[order].astype(np.float64)).astype(curve.dtype)
    begins = (active.argmax(0) / last).tolist()
    ends = ((len(curve) - 1 - active[::-1].argmax(0)) / last).tolist()
    return [_action_phrase(tracks[:, i], AUS[k], begins[i], ends[i], fps, rng) for i, k in enumerate(order.tolist())]


def _action_phrase(
    track: np.ndarray, name: str, begin: float, end: float, fps: float, rng: np.random.Generator
) -> str:
    """The phrase of an AU that is active from `begin` to `end`, as shares of the clip."""
    peak = float(track.max())
    phrase = name if rng.random() < 0.15 else _pick(AU_PHRASES[name], rng)
    if name == "AU43" and _is_blink(track > 0.5 * peak, fps):
        return _pick(("a blink", "blinking once"), rng)
    text = f"{phrase} {_pick(intensity_words(peak), rng)}"
    if end < 0.6:
        return text + _pick((" at first", " early"), rng)
    if begin > 0.5:
        return text + _pick((" later", " in the end"), rng)
    return text


def _is_blink(shut: np.ndarray, fps: float) -> bool:
    """Whether the eyes, shut in the frames marked, are so for a short while and not to the end of the clip."""
    still_shut = len(shut) if shut.all() else int(np.argmin(shut[::-1]))
    return bool(shut.mean() < 0.3) and still_shut < _LONGEST_BLINK * fps


def _timing_phrase(curve: np.ndarray, fps: float, rng: np.random.Generator) -> str:
    energy = curve[:, _EXPRESSIVE].sum(1)
    peak = float(energy.max(initial=0.0))
    if peak < _TRACE:
        return ""
    begin, top = int((energy > 0.15 * peak).argmax()), int((energy > 0.9 * peak).argmax())
    words = []
    if energy[0] > 0.5 * peak:
        words.append(_pick(("already there at the start", "from the first frame"), rng))
    else:
        words.append(_pick(_rise_words((top - begin) / fps), rng))
        if begin / fps > 0.5:
            words.append(_pick(("after a moment", "after a pause"), rng))
    left = float(energy[-1]) / peak
    words.append(_pick(_end_words(left), rng))
    return " ".join(words)


def _rise_words(seconds: float) -> tuple[str, ...]:
    if seconds < 0.3:
        return ("suddenly", "in a flash", "quickly")
    return ("slowly", "gradually") if seconds > 0.7 else ("smoothly", "at a natural pace")


def _end_words(left: float) -> tuple[str, ...]:
    if left > 0.8:
        return ("and held", "and stays")
    return ("then gone", "then fading away") if left < 0.25 else ("then easing", "then fading halfway")
