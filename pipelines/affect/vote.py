"""Vote: which emotion the retrieved passages speak of (our design)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argen.pipelines.affect.knowledge import passages
from argen.pipelines.argen.facs_argen import EMOTIONS


if TYPE_CHECKING:
    from argen.pipelines.affect.retrieval import Evidence

# The least score of a passage that decides: two rarer words of a sentence in one passage have it, one by chance has
# not ("the meeting is at three" and "meets the unexpected"). BM25 only; our choice, on sentences of our own.
LEAST = 4.0


@dataclass(frozen=True)
class Ballot:
    """The emotion that won, its label where EMOTIONS has none ("contempt"), and each passage's emotion by id."""

    emotion: str | None
    label: str | None
    emotions: tuple[tuple[str, str | None], ...]

    def ids(self, emotion: str | None) -> tuple[str, ...]:
        """The ids of the passages that speak of an emotion, best first."""
        return tuple(name for name, other in self.emotions if other == emotion)


def vote(evidence: Sequence["Evidence"]) -> Ballot:
    """The emotion with the highest sum of BM25 scores, the first one met where two are equal.

    It is None when no passage of that emotion scores LEAST.
    """
    spoken = _emotions()
    sums: dict[str, float] = {}
    for one in evidence:
        emotion = spoken.get(one.id)
        if emotion is not None:
            sums[emotion] = sums.get(emotion, 0.0) + one.score
    seen = tuple((one.id, "disgust" if spoken.get(one.id) == "contempt" else spoken.get(one.id)) for one in evidence)
    won = max(sums, key=lambda name: sums[name], default=None)
    if not any(spoken.get(one.id) == won and one.score >= LEAST for one in evidence):
        return Ballot(None, None, seen)
    return Ballot("disgust" if won == "contempt" else won, "contempt" if won == "contempt" else None, seen)


@functools.cache
def _emotions() -> dict[str, str | None]:
    """Each passage's emotion by its id."""
    return {one.id: one.emotion for one in passages() if one.emotion in (*EMOTIONS, "contempt")}
