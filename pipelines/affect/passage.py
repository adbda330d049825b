"""Passage: one fact about faces in plain words, the unit that retrieval finds and a plan cites (our design)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """One or two sentences with the AUs and the emotion that they speak of.

    `id` is stable and starts with `kind` ("au/AU12/appearance"); `action_units` are names of AUS, not intensities;
    `emotion` is one of EMOTIONS, "contempt", or None where no single emotion is meant; `source` is a citation.
    """

    id: str
    text: str
    action_units: tuple[str, ...]
    emotion: str | None
    kind: str
    source: str
