"""MAFW's eleven classes (Liu et al. 2022) as descriptions over the seven emotions and the 20 AUs.

The paper names the classes and gives no AU table: every intensity and AU here is our design. Contempt is labelled
disgust, since EMOTIONS has no contempt and Ekman & Friesen 1975 treat the two as one family.
"""

from argen.pipelines.affect.description import Description, Stage
from argen.pipelines.argen.facs_argen import CONTEMPT


_CONTEMPT = {name: peak for (name, _), peak in CONTEMPT.items()}
_STAGES: dict[str, Stage] = {
    "anger": Stage("anger", 0.8),
    "disgust": Stage("disgust", 0.8),
    "fear": Stage("fear", 0.8),
    "happiness": Stage("happiness", 0.8),
    "neutral": Stage("neutral", 0.0),
    "sadness": Stage("sadness", 0.8),
    "surprise": Stage("surprise", 0.8),
    "contempt": Stage("disgust", 0.6, _CONTEMPT, prototype=False),
    "anxiety": Stage("fear", 0.5, {"AU24": 0.3}, without=("AU02", "AU25", "AU26")),
    "helplessness": Stage("sadness", 0.6, {"AU01": 0.7, "AU02": 0.3, "AU17": 0.6}, pace="slow"),
    "disappointment": Stage("sadness", 0.5, {"AU15": 0.5, "AU24": 0.4}, pace="slow"),
}
BEYOND = ("contempt", "anxiety", "helplessness", "disappointment")  # the classes that EMOTIONS does not have
MAFW: dict[str, Description] = {
    name: Description((stage,), label=name if name in BEYOND else None) for name, stage in _STAGES.items()
}

# How each class looks and how people say it (our wording).
LOOKS: dict[str, str] = {
    "anger": "Somebody quarrels, yells or scolds in a film: cross, irate, with lowered brows and hard eyes.",
    "disgust": "Somebody recoils from food, dirt or a sight: repulsed, with a wrinkled nose and a raised upper lip.",
    "fear": "Somebody is in danger or hides from it: frightened, with wide eyes, knotted brows and a stretched mouth.",
    "happiness": "Somebody laughs, celebrates or greets a friend: cheerful, with raised cheeks and lip corners.",
    "neutral": "Somebody listens or talks without feeling: an even, unmoved face with no action unit above a trace.",
    "sadness": "Somebody mourns or weeps: unhappy, with slanted brows and lowered lip corners.",
    "surprise": "Somebody meets the unexpected: amazed, with brows up, eyes wide and jaw down.",
    "contempt": "Contemptuous, scornful, disdainful: a one-sided smirk with tucked lip corner, no raised cheeks.",
    "anxiety": "Anxious, nervous, tense, on edge, uneasy: a moderate fear with worried brows and pressed lips, mouth "
    "closed.",
    "helplessness": "Helpless, powerless, resigned, at a loss, giving up, a facial shrug: brows up, chin "
    "pushed up and lip corners down, slowly.",
    "disappointment": "Disappointed, let down, disheartened, crestfallen: a mild sadness with sinking lip corners and "
    "pressed lips.",
}
