"""Spelling: the known word that a misspelled one most likely means (our design after Damerau 1964, CACM 7:171)."""

import re
from collections.abc import Iterable


SHORTEST = 6  # letters; shorter words have too many neighbours
LONGEST = 24  # letters of a word that is looked up, so that no input makes the work grow
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")
# English words that lie one letter from an emotion word (a check against Debian's american-english-small found them).
_OTHER_WORDS = (
    "adorning amassing appealed appealing bailing baling balled balling billing brittle broiling charred chatted "
    "compassed confessed confessing confession conical crashed curios dangers defecated disprove disproved disproves "
    "disproving exalted exalting faltered faring ferreted ferreting feting flared florid floured fluttered freeing "
    "gladdens glades jarring jerking lathed lathes lathing logging lounging lunging mediate mediates mediating merely "
    "mucking nestled netted neural quacking raffled ratted regress reigned relived repealed resets resetting rifled "
    "ruffed rupture rustles sadist scarred scarfing scarring scoring scuffed scuffing seaming setting shines shucked "
    "shuttered socked soothed soothes soothing spiked spiking stamped started starting stemming sternest sterns "
    "stomped stoned stunted sunned tackled tainted tainting trickled trilled trilling trills wiliest woolies woollies "
    "concert concerts concerted contend contends contended contents contrive composer compose composes composed "
    "rattler thriller thrillers trouble troubles please speeches determine composted incense"
)
OTHER_WORDS = frozenset(_OTHER_WORDS.split(" "))


def spelling_index(words: Iterable[str]) -> dict[str, list[str]]:
    """Every way to drop one letter of each known word, doubled letters counted as one, -> the words."""
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        for short in _shortened(_squeezed(word)):
            index.setdefault(short, []).append(word)
    return index


def respelled(word: str, index: dict[str, list[str]]) -> str:
    """The indexed word with one letter more or less, two swapped, another vowel, or other doublings; else `word`.

    The first letter has to agree. Of several the first in the alphabet is taken; English words in OTHER_WORDS stay.
    """
    if not SHORTEST <= len(word) <= LONGEST or word in OTHER_WORDS:
        return word
    shape = _squeezed(word)
    near = {known for short in _shortened(shape) for known in index.get(short, ())}
    return min((known for known in near if known[0] == word[0] and _close(_squeezed(known), shape)), default=word)


def _squeezed(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _shortened(word: str) -> list[str]:
    return [word, *(word[:k] + word[k + 1 :] for k in range(len(word)))]


def _close(one: str, other: str) -> bool:
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) - len(short) == 1 and short in _shortened(long)
    differing = [k for k in range(len(one)) if one[k] != other[k]]
    if len(differing) == 2:
        k = differing[0]
        return one[:k] + one[k + 1] + one[k] + one[k + 2 :] == other
    return all(one[k] in _VOWELS and other[k] in _VOWELS for k in differing) and len(differing) < 2
