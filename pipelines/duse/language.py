"""What HTPC's prompts and LSEA's concepts say, taken from the knowledge base (our design); a saved model carries them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from argen.pipelines.affect.knowledge import passages
from argen.pipelines.argen.caption_argen import AU_PHRASES, EMOTION_WORDS, caption_curve
from argen.pipelines.argen.facs_argen import AU_NAMES, AUS, EMOTIONS, PROTOTYPES
from argen.pipelines.argen.plan_argen import emotion_peaks, timed_curve
from argen.pipelines.duse.htpc_duse import SCALES
from argen.pipelines.duse.modeling_duse import DuSEForVideoClassification


_FRAMES, _FPS = 17, 8.0


def make_duse(
    clip: Any, tokenizer: Any, labels: Sequence[str] = EMOTIONS, **config: Any
) -> DuSEForVideoClassification:
    """A new DuSE over the image side of `clip`, a CLIPModel; its text side embeds prompts and concepts once.

    Args:
        tokenizer: the CLIPModel's own.
        labels: class names in order; those that are not of EMOTIONS are called by their name.
        config: further arguments of DuSEConfig.
    """
    count = config.setdefault("prompts_per_emotion", 4)
    sentences = [emotion_prompts(label, count) for label in labels]
    prompts = {scale: [one[scale] for one in sentences] for scale in SCALES}
    return DuSEForVideoClassification.from_clip(clip, tokenizer, labels, prompts, concept_texts(), **config)


def emotion_prompts(emotion: str, count: int) -> dict[str, list[str]]:
    """`count` sentences for each scale: the actions of one frame, how they come and go, the whole clip by its emotion.

    A class that is not one of EMOTIONS is called by its name.
    """
    if emotion not in EMOTIONS:
        return {scale: [f"A person who looks {emotion}."] * count for scale in SCALES}
    words = EMOTION_WORDS[emotion]
    made: dict[str, list[str]] = {scale: [] for scale in SCALES}
    for k in range(count):
        rng = np.random.default_rng([EMOTIONS.index(emotion), k])
        peaks = emotion_peaks(emotion, 0.9, rng)
        curve = timed_curve(peaks, emotion, _FRAMES, _FPS, rng)
        made["frame"].append(caption_curve(np.repeat(peaks[None], 2, 0), emotion, _FPS, rng, "full"))
        made["segment"].append(caption_curve(curve, None, _FPS, rng, "actions"))
        made["clip"].append(f"A person looks {words[k % len(words)]}.")
    return made


def concept_texts() -> dict[str, str]:
    """Name and sentence of each concept: the 20 AUs, the emotions with their variants, and what is easily confused."""
    texts = {f"{name} {AU_NAMES[name]}": f"{AU_PHRASES[name][0]}, {AU_NAMES[name]}" for name in AUS}
    for emotion in EMOTIONS:
        for k, peaks in enumerate(PROTOTYPES[emotion]):
            actions = ", ".join(AU_PHRASES[au][0] for au in peaks) or "the face stays at rest"
            texts[f"{emotion} {k + 1}"] = f"A person looks {EMOTION_WORDS[emotion][0]}, {actions}."
    named = {passage.id: passage.text for passage in passages()}
    for key in ("timing/blink", "timing/asymmetry", "contrast/contempt-happiness"):
        texts[key.replace("/", " ")] = named[key]
    return texts
