"""Phrasings: what people type who mean a passage, for retrieval to find it by (our design, our reading).

Document expansion as in doc2query (Nogueira et al. 2019), by hand: everyday situations, idioms, body signs and
synonyms in several registers, written from the list of passages. The last third, mostly synonyms and idioms, was
written after reading what was missed of the tuning half and of two development sets, so that scores on these say
nothing of new sentences; no sentence of the tuning half was copied. They are indexed and never shown.
Where TOPICS has single words, these keep their order, so that an embedding can read them too.
"""

import functools

from argen.pipelines.affect.anger_phrasings import ANGER_PHRASINGS
from argen.pipelines.affect.blend_phrasings import BLEND_PHRASINGS
from argen.pipelines.affect.contempt_phrasings import CONTEMPT_PHRASINGS
from argen.pipelines.affect.course_phrasings import COURSE_PHRASINGS
from argen.pipelines.affect.disgust_phrasings import DISGUST_PHRASINGS
from argen.pipelines.affect.face_phrasings import FACE_PHRASINGS
from argen.pipelines.affect.fear_phrasings import FEAR_PHRASINGS
from argen.pipelines.affect.happiness_phrasings import HAPPINESS_PHRASINGS
from argen.pipelines.affect.mask_phrasings import MASK_PHRASINGS
from argen.pipelines.affect.neutral_phrasings import NEUTRAL_PHRASINGS
from argen.pipelines.affect.sadness_phrasings import SADNESS_PHRASINGS
from argen.pipelines.affect.surprise_phrasings import SURPRISE_PHRASINGS


TABLES = (
    ANGER_PHRASINGS,
    BLEND_PHRASINGS,
    CONTEMPT_PHRASINGS,
    COURSE_PHRASINGS,
    DISGUST_PHRASINGS,
    FACE_PHRASINGS,
    FEAR_PHRASINGS,
    HAPPINESS_PHRASINGS,
    MASK_PHRASINGS,
    NEUTRAL_PHRASINGS,
    SADNESS_PHRASINGS,
    SURPRISE_PHRASINGS,
)
_OF_AN_ACTION = ("appearance", "everyday")


@functools.cache
def phrasings() -> dict[str, tuple[str, ...]]:
    """The phrasings of each passage that has some, by its id."""
    split = {
        key: tuple(" ".join(phrase.split()) for phrase in text.split(";"))
        for table in TABLES
        for key, text in table.items()
    }
    return {name: phrases for key, phrases in split.items() for name in _passages(key)}


def _passages(key: str) -> list[str]:
    """The passage of a key; a key "au/AU12" stands for two of them."""
    return [f"{key}/{part}" for part in _OF_AN_ACTION] if key.startswith("au/") else [key]
