"""Modifier: the words around an emotion that grade, deny, order, time or hide it (our reading of everyday English)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argen.pipelines.affect.lexicon import Match
from argen.pipelines.affect.trie import END, build


@dataclass(frozen=True)
class Modifier:
    """A modifier at the tokens `start` up to, not including, `end`; `kind` and `value` are those of MODIFIERS."""

    start: int
    end: int
    kind: str
    value: str


# (kind, value): phrases, tokens joined by blanks. The values of degrees are FACS grades; "size" words grade only what
# follows at once ("a little smile", not "a little boy who smiles"), "after" words only what stands before them.
MODIFIERS: dict[tuple[str, str], str] = {
    ("degree", "A"): """
        barely, faintly, faint, hardly, scarcely, a hint of, a trace of, a ghost of, the ghost of, a flicker of, a
        glimmer of, a whisper of, imperceptibly, imperceptible, a tiny bit, the tiniest, tiny, the slightest, the
        faintest, the hint of, ever so slightly, a tinge of, minimal, minimally, a shadow of, an inkling of, the
        tiniest bit, just about""",
    ("degree", "B"): """
        slightly, slighty, slight, mildly, mild, a bit, a little bit, a little, a bit of, bit of a, somewhat, kind of,
        kinda, sort of, sorta, subtly, subtle, a touch, a touch of, a tad, gently, gentle, weak, weakly, lightly,
        vague, vaguely, a shade, a wee bit, low key, timid, timidly, a dash of, muted, discreet, discreetly, a spot
        of, a drop of, a measure of""",
    ("degree", "C"): """
        clearly, markedly, marked, fairly, moderately, moderate, rather, quite, noticeably, noticeable, pretty,
        visibly, visible, plainly, obviously, obvious, distinctly, distinct, evidently, reasonably, definite,
        definitely""",
    ("degree", "D"): """
        very, verry, really, realy, strongly, strong, so, such, such a, deeply, deep, highly, greatly, intensely,
        intense, broadly, terribly, awfully, seriously, badly, a lot of, lots of, full of, filled with, truly, very
        much, so much, heavily, profoundly, profound, hugely, severe, severely, more and more, especially, super,
        mighty, powerful, powerfully, loudly, heartily, genuinely, increasingly, wildly, violently, freaking, damn,
        bloody, too, particularly, thoroughly""",
    ("degree", "E"): """
        extremely, extreme, extremly, completely, completly, complete, utterly, utter, totally, total, absolutely,
        absolute, incredibly, never so, overwhelmingly, overwhelming, pure, purely, sheer, enormously, enormous,
        immensely, immense, insanely, exceedingly, ridiculously, unbelievably, maximum, maximally, never been so,
        never been more, never felt so, so very, out of mind with, out of his mind with, out of her mind with, out of
        their minds with, beside himself with, beside herself with, beside themselves with, mad with, sick with,
        bursting with, overcome with, overcome by, overwhelmed with, full blown, overwhelmed by, consumed with,
        consumed by, paralysed with, paralyzed with, exploding with, boundless, unbridled""",
    ("size", "B"): "small, little, light, soft, softly, half, quiet, quietly, thin",
    ("size", "D"): "big, great, broad, wide, huge, loud, hearty, hard, real, heavy, bitter, massive, giant, serious",
    ("after", "A"): """
        barely, faintly, hardly there, barely there, barely visible, almost invisible, hardly noticeable,
        barely noticeable""",
    ("after", "B"): """
        slightly, a bit, a little, a little bit, somewhat, mildly, only slightly, just a little, a tad,
        weakly, softly, gently""",
    ("after", "C"): "clearly, markedly, noticeably, visibly, moderately",
    ("after", "D"): """
        very much, a lot, so much, strongly, badly, deeply, greatly, intensely, widely, broadly, wide, loudly, hard,
        wildly, heartily, openly""",
    ("after", "E"): """
        as hell, to the extreme, beyond words, beyond measure, to death, to the core, to the bone, like never before,
        out of mind, out of his mind, out of her mind, out of skull, out of her skull, out of his skull, extremely,
        completely, utterly, totally, as can be, to the maximum, uncontrollably, hysterically, to bits, like crazy,
        like mad, more than ever, than ever, through the roof, off the charts""",
    ("not", "not"): """
        not, no, never, isn't, aren't, wasn't, weren't, don't, doesn't, didn't, can't, couldn't, won't, wouldn't,
        shouldn't, hasn't, haven't, hadn't, ain't, cannot, isnt, arent, wasnt, werent, dont, doesnt, didnt, cant,
        couldnt, wont, wouldnt, hasnt, havent, hadnt, neither, nor, no sign of, no trace of, no hint of, not a hint
        of, not a trace of, not a trace, not a sign of, far from, anything but, no longer, free of, free from, lack
        of, lacks, lacking, absence of, instead of, rather than, not even, by no means, nothing like, hardly any,
        refuses to, nowhere near, devoid of, none of, unable to, fails to, without a trace of, without a hint of,
        without a sign of, without any sign of, not the least bit, not a bit, not one bit, not in the least, not at
        all, than""",
    ("not", "weak"): """
        not very, not so, not that, not too, not really, not especially, not particularly, not exactly, not overly,
        not terribly, not completely, not entirely, not fully, not totally, not all that, isn't very, isn't so, isn't
        that, isn't too, isn't really, isn't exactly, isn't particularly, isn't terribly, aren't very, aren't exactly,
        wasn't very, wasn't exactly, wasn't too, wasn't really, doesn't look very, doesn't look too, doesn't seem
        very, doesn't seem too, not extremely, not quite""",
    ("not", "less"): "less, not as, not so much",
    ("not", "without"): "without, with no, minus, without any, but no, and no",
    ("yes", ""): """
        not just, not only, not merely, not simply, isn't just, isn't only, aren't just, wasn't just, wasn't only,
        nothing but, no doubt, no wonder, not to mention, can't help but, can't help, cannot help but, cannot help,
        couldn't help but, couldn't help, can't stop, cannot stop, couldn't stop, no matter, why not, no less than,
        more than just, more than, nothing less than, can't believe how, not a little, never ceases to, not without,
        no end of, never stops, won't stop, doesn't stop""",
    ("yes", "open"): """
        can't hide, cannot hide, couldn't hide, can't conceal, cannot conceal, couldn't conceal, can't contain, cannot
        contain, couldn't contain, can't suppress, couldn't suppress, cannot suppress, can't hold back, cannot hold
        back, couldn't hold back, can't hold in, can't keep, can't quite keep, cannot keep, couldn't keep, can't quite
        hide, can barely hide, can hardly hide, unable to hide, unable to conceal, unable to contain, fails to hide,
        failing to hide, doesn't hide, not hiding, doesn't try to hide, hides nothing, can no longer hide, no longer
        hides, stops hiding, unconcealed, undisguised, no secret of, without hiding, can't control, cannot control,
        couldn't control, barely contains""",
    ("hidden", ""): """
        hide, hides, hiding, hid, hidden, conceal, conceals, concealing, concealed, suppress, suppresses, suppressing,
        suppressed, hold back, holds back, holding back, held back, held in, holds in, holding in, keeps in, kept in,
        keeping in, bottled up, bottles up, bottling up, bottled, repressed, represses, repressing, stifle, stifles,
        stifled, stifling, smother, smothers, smothered, swallow, swallows, swallowed, swallowing, bites back, biting
        back, bit back, fights back, fighting back, fought back, fight back, chokes back, choking back, choked back,
        containing, contained, controlled, controlling, reins in, keeps under control, keeping under control, under
        control, in check, mask, masks, masking, masked, covers up, covering up, cover up, disguise, disguises,
        disguising, disguised, tries not to, trying not to, tried not to, try not to, does best not to, struggles not
        to, struggling not to, trying hard not to, tries hard not to, doesn't want to show, does not want to show,
        doesn't want anyone to see, doesn't want anyone to know, doesn't want them to see, refuses to show, won't
        show, doesn't show, does not show, refuses to let, won't let, doesn't let, inside ., inside !, inside but,
        inside and, on the inside, inwardly, deep down, underneath, beneath, secretly, secret, pretends not to,
        pretending not to, pretended not to, pretend not to, pretends that nothing, acts as if nothing, pretends
        nothing, acts like nothing, pretending to be, pretends to be, pretend to be, pretended to be, acting, puts on
        a brave face, putting on a brave face, put on a brave face, brave face, stiff upper lip, not to let, without
        showing, without letting, restrains, restraining, restrained, keeps to herself, keeps to himself, simmering,
        underlying, behind a mask, behind a calm, barely contained, barely controlled, barely suppressed, barely
        concealed, barely hidden, barely held, thinly veiled, ill concealed, poorly hidden, quells, quelling, to
        contain, to control, dampens, dampened, through gritted teeth, through clenched teeth, not to show, keeps it
        together, keep it together, keeping it together, covered up, keeps hidden, keeping hidden""",
    ("feign", ""): """
        forced, fake, false, phony, phoney, plastic, strained, polite, politely, brave, bravely, hollow, insincere,
        forces a, forcing a, forced a, force a, fakes a, faking a, faked a, fake a, puts on a, putting on a, put on a,
        pastes on a, plasters on a, manages a, managing a, managed a, behind a, behind her, behind his, behind their,
        pretends to be, pretending to be, pretend to be, pretended to be, pretends to, forces himself to, forces
        herself to, forced to, forcing himself to, forcing herself to, feigned, feigns, feigning, pretended,
        artificial, posed, made up""",
    ("next", ""): """
        then, and then, but then, - >, →, ⇒, ➡, followed by, turns into, turn into, turning into, turned into, turns
        to, turn to, turning to, turned to, gives way to, giving way to, gave way to, give way to, becomes, become,
        becoming, became, changes to, change to, changes into, changing to, changing into, changed to, changed into,
        shifts to, shifting to, shifts into, fades into, fading into, fades to, fade into, fade to, fading to, melts
        into, melting into, melt into, dissolves into, morphs into, morphing into, transitions to, transitions into,
        transitioning to, evolves into, slides into, slips into, grows into, until, till, before, afterwards,
        afterward, after which, after that, and now, but now, hardens into, softens into, replaced by, leads to,
        leading to, ends in, ending in, ends up, ending up, ends with, ending with, ends as, collapses into, crumbles
        into, explodes into, erupts into, bursts into, breaks into, breaking into, switches to, and finally, and
        eventually, only to, relaxes into, resolves into, settles into, blossoms into, tips over into, twists into,
        warms into, brightens into, spreads into, cools into, makes way for, making way for, made way for, quickly
        turns, slowly turns, flips to, sours into""",
    ("first", ""): """
        at first, initially, to begin with, to start with, at the start, at the beginning, in the beginning,
        starts out,
        starts off, starts as, starts with""",
    ("last", ""): """
        in the end, finally, eventually, later, later on, at last, by the end, at the end, ultimately, a moment later,
        moments later, seconds later, a second later, in the second half, after a moment, after a while, after a
        second, a heartbeat later""",
    ("early", ""): "early, early on",
    ("pause", ""): "after a pause, after a moment, after a short pause, after a while, after a second",
    ("present", ""): """
        already there at the start, already there, from the first frame, from the first frame on, from the very start,
        from the very first frame, from the first moment""",
    ("fading", ""): """
        fade, fades, fading halfway, fading, faded, fades away, fading away, fades out, fading out, dies away,
        dying away, dies down,
        dying down, died down, died away, dies out, subsides, subsiding, subsided, ebbs, ebbing, wanes, waning, waned,
        weakens, weakening, lessens, softens, softening, dwindles, dwindling, wears off, wearing off, wore off, eases,
        easing, trails off, tails off, peters out, diminishes, goes away, cools down, cooled down, cooling down, cools
        off, calms down, calming down, calmed down, settles, settles down, dissipates, dissipating, recedes, droops,
        gets weaker, grows fainter, becomes fainter, grows weaker, abates, disappearing, evaporates, evaporating,
        thins out, crumbles, crumbling, drains away, drains from""",
    ("gone", ""): """
        vanish, vanishes, vanished, vanishing, disappears, disappear, disappeared, gone, is over, melts away, melting
        away, melted away, passes, passed, drops, dropped, falls, fell, slips, slips away, drops away, goes blank,
        blank again, relaxes, relaxed again, back to normal, back to neutral, returns to neutral, return to neutral,
        returning to neutral, returns to normal, to rest, neutral again, calm again, recovers, recovered, composes,
        regains composure, collects, pulls together, lets go, dies, died, snaps out of, smooths out, smoothes out,
        leaves, wiped off, wiped away, over in, is wiped""",
    ("gone", "then"): "then fading away",
    ("brief", ""): """
        for a moment, for a second, for an instant, for a split second, for a heartbeat, for the blink of an eye,
        briefly, momentarily, fleeting, fleetingly, brief, a flash of, flashes of, a flicker of, a moment of, moment
        of, momentary, quick, a second of, an instant of, a split second of, a burst of, a spasm of, flashes across,
        flickers across, flits across, crosses, passes over, short, a twitch of, a pang of, a stab of, passing, short
        lived, for just a moment, for just a second, for half a second, a microsecond of, a quick flash of, only a
        moment, in passing, flickers, flashes, blink and you miss it, for a beat""",
    ("held", ""): """
        held, and held, lingers, lingering, won't go away, doesn't fade, does not fade, not fading, never fades,
        doesn't go
        away, refuses to fade, without fading, doesn't disappear, never disappears, never goes away, that stays, and
        stays, won't fade""",
    ("pace", "sudden"): """
        suddenly, sudden, all of a sudden, all at once, abruptly, abrupt, instantly, instant, in an instant, in a
        flash, bursts into, burst into, bursts out, breaks into, sharply, quickly, rapidly, rapid, immediately, out of
        nowhere, out of the blue, explosive, explosively, with a start, in a snap, without warning, fast, swiftly,
        swift, jolts, in a heartbeat, a flash of, a burst of, from one moment to the next, erupts into, shoot,
        shoots""",
    ("pace", "slow"): """
        slowly, slow, gradually, gradual, little by little, bit by bit, step by step, over time, creeps, creeping,
        creeps up, creeps over, slowly but surely, spreads, spreading, dawning, dawns, by degrees, lazily, lazy,
        builds up, building up, builds, building, grows, growing, inch by inch, more and more, increasingly, emerges,
        emerging, unfolds, unfolding, swells, swelling, rising, leisurely, hesitantly, tentatively, reluctantly""",
    ("fact", ""): "actually, in fact, in truth, in reality, really is, truly is",
    ("stop", ""): """
        stops, stop, stopped, ceases, ceased, quits, gets over, got over, no longer feels, stops being,
        stopped being""",
}  # fmt: skip
_MOST_WORDS = 6


def modifiers(words: Sequence[str], matches: Sequence[Match]) -> list[Modifier]:
    """The modifiers among the tokens, left to right, the longest at each place and none inside another.

    The words of an emotion's own phrase are no modifiers, those that stand between them are ("her jaw *slowly*
    drops"). One phrase may be modifiers of several kinds ("a flash of": brief, and sudden).
    """
    # a circumstance ("vanishes") may as well be a modifier ("her smile vanishes")
    taken = _taken(words, [one for one in matches if one.entry.named or one.entry.action_units])
    root, found = _trie(), []
    place = 0
    while place < len(words):
        end, kinds = _longest(root, words, place, taken) if words[place] in root else (place + 1, ())
        found += [Modifier(place, end, kind, value) for kind, value in kinds]
        place = end
    return found


def _taken(words: Sequence[str], matches: Sequence[Match]) -> set[int]:
    taken: set[int] = set()
    for match in matches:
        own = match.phrase.split(" ")
        taken.update(place for place in range(match.start, match.end) if words[place] in own)
    return taken


def _longest(
    root: dict[Any, Any], words: Sequence[str], start: int, taken: set[int]
) -> tuple[int, Sequence[tuple[str, str]]]:
    node, best = root, (start + 1, ())
    for place in range(start, min(len(words), start + _MOST_WORDS)):
        if place in taken or words[place] not in node:
            break
        node = node[words[place]]
        if END in node:
            best = (place + 1, node[END])
    return best


@functools.cache
def _trie() -> dict[Any, Any]:
    """By phrase, all the kinds and values that it has."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    for meaning, phrases in MODIFIERS.items():
        for phrase in phrases.split(","):
            meanings.setdefault(" ".join(phrase.split()), []).append(meaning)
    return build(meanings)
