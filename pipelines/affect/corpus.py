"""Corpus: the passages in the order in which retrieval numbers them."""

import functools

from argen.pipelines.affect.knowledge import passages
from argen.pipelines.affect.passage import Passage


@functools.cache
def corpus() -> tuple[Passage, ...]:
    """The passages by id, so that a stable sort leaves equal scores in that order."""
    return tuple(sorted(passages(), key=lambda passage: passage.id))
