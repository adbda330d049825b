"""Topics: what else people say when they mean a passage, for retrieval to find it by (our design, our reading).

Document expansion as in doc2query (Nogueira et al. 2019), by hand: the words are indexed with the passage and never
shown. Words that name an emotion are mostly the lexicon's task; here are the things, places, people and events of
everyday life that go with a passage, and synonyms that share no stem with it.
"""

from argen.pipelines.affect.anger_topics import ANGER_TOPICS
from argen.pipelines.affect.blend_topics import BLEND_TOPICS
from argen.pipelines.affect.contempt_topics import CONTEMPT_TOPICS
from argen.pipelines.affect.course_topics import COURSE_TOPICS
from argen.pipelines.affect.disgust_topics import DISGUST_TOPICS
from argen.pipelines.affect.fear_topics import FEAR_TOPICS
from argen.pipelines.affect.happiness_topics import HAPPINESS_TOPICS
from argen.pipelines.affect.mask_topics import MASK_TOPICS
from argen.pipelines.affect.neutral_topics import NEUTRAL_TOPICS
from argen.pipelines.affect.sadness_topics import SADNESS_TOPICS
from argen.pipelines.affect.surprise_topics import SURPRISE_TOPICS


TOPICS: dict[str, str] = {
    **ANGER_TOPICS,
    **BLEND_TOPICS,
    **CONTEMPT_TOPICS,
    **COURSE_TOPICS,
    **DISGUST_TOPICS,
    **FEAR_TOPICS,
    **HAPPINESS_TOPICS,
    **MASK_TOPICS,
    **NEUTRAL_TOPICS,
    **SADNESS_TOPICS,
    **SURPRISE_TOPICS,
}
