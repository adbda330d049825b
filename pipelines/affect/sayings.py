"""Sayings: idioms and events of everyday life, by the passage that they mean, for the lexicon and for retrieval."""

from argen.pipelines.affect.alarmed_sayings import ALARMED_SAYINGS
from argen.pipelines.affect.bright_sayings import BRIGHT_SAYINGS
from argen.pipelines.affect.dark_sayings import DARK_SAYINGS


SAYINGS: dict[str, tuple[float, str]] = {**BRIGHT_SAYINGS, **DARK_SAYINGS, **ALARMED_SAYINGS}
