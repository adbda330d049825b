"""Compound emotions of Du, Tao & Martinez 2014 (PNAS 111(15):E1454): two emotions in one face, 15 in all.

AUs shown by most of 230 subjects are `core`, those shown by part of them `variants`; intensities are not in the paper.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Compound:
    """A compound's AUs, its two emotions (the leading one last, as in "happily surprised") and how people say it."""

    core: tuple[str, ...]
    variants: tuple[str, ...]
    emotions: tuple[str, str]
    look: str
    everyday: str


# Two more classes, of RAF-CE, without AUs of their own; which ones they show is ours.
BLENDS: dict[str, tuple[str, str]] = {
    "happily sad": ("happiness", "sadness"),
    "happily fearful": ("happiness", "fear"),
}

COMPOUNDS: dict[str, Compound] = {
    "happily surprised": Compound(
        ("AU01", "AU02", "AU12", "AU25"), ("AU05", "AU26"), ("happiness", "surprise"),
        "Happily surprised, joyous wonder: raised brows and wide eyes over an open smile, perhaps a dropped jaw.",
        "A surprise party, an unexpected gift, the best news: pleasantly surprised, thrilled, overjoyed, oh wow!",
    ),
    "happily disgusted": Compound(
        ("AU10", "AU12", "AU25"), ("AU04", "AU06", "AU09"), ("happiness", "disgust"),
        "Happily disgusted: a grin with a curled upper lip and perhaps a wrinkled nose.",
        "Laughing at a gross joke, eww but funny: amused and grossed out at once, giggling at something icky.",
    ),
    "sadly fearful": Compound(
        ("AU01", "AU04", "AU20", "AU25"), ("AU02", "AU05", "AU06", "AU15"), ("sadness", "fear"),
        "Sadly fearful, tearful dread: slanted, drawn brows with lips stretched and parted.",
        "Afraid to lose somebody, dreading bad news with tears in the eyes: sad and scared together.",
    ),
    "sadly angry": Compound(
        ("AU04", "AU15"), ("AU06", "AU07", "AU11", "AU17"), ("sadness", "anger"),
        "Sadly angry, a hurt scowl: lowered brows above a downturned mouth.",
        "Hurt and mad, bitter, resentful, betrayed by a friend: angry tears, wounded anger.",
    ),
    "sadly surprised": Compound(
        ("AU01", "AU04", "AU25", "AU26"), ("AU02", "AU06"), ("sadness", "surprise"),
        "Sadly surprised: inner brows up and together while the mouth falls open.",
        "Shocked by sad news, stunned by a death or a loss: taken aback and heartbroken.",
    ),
    "sadly disgusted": Compound(
        ("AU04", "AU10"), ("AU01", "AU06", "AU09", "AU11", "AU15", "AU17", "AU25"), ("sadness", "disgust"),
        "Sadly disgusted: lowered brows and a raised upper lip, often with drooping lip corners.",
        "Sickened and sorry at once, as at cruelty or filth that makes one want to cry: sad and repulsed.",
    ),
    "fearfully angry": Compound(
        ("AU04", "AU20", "AU25"), ("AU05", "AU07", "AU10", "AU11"), ("fear", "anger"),
        "Fearfully angry, like an animal at bay: lowered brows above a stretched, open mouth.",
        "Cornered and lashing out, scared but ready to fight, defensive fury, mad with fright.",
    ),
    "fearfully surprised": Compound(
        ("AU01", "AU02", "AU05", "AU20", "AU25"), ("AU04", "AU10", "AU11", "AU26"), ("fear", "surprise"),
        "Fearfully surprised, a fright: brows high, eyes wide and lips stretched apart.",
        "Startled by a jump scare, spooked by a sudden bang or a ghost: a frightened gasp, made to jump.",
    ),
    "fearfully disgusted": Compound(
        ("AU01", "AU04", "AU10", "AU20", "AU25"), ("AU02", "AU05", "AU06", "AU09", "AU15"), ("fear", "disgust"),
        "Fearfully disgusted: knotted, raised brows, a curled upper lip and a stretched mouth.",
        "A huge spider crawling on the arm, a horror film's gore: creeped out, freaked out and repelled.",
    ),
    "angrily surprised": Compound(
        ("AU04", "AU25", "AU26"), ("AU05", "AU07", "AU10"), ("anger", "surprise"),
        "Angrily surprised, indignation: lowered brows and a hard stare while the jaw drops.",
        "How dare you, what did you just say: outraged disbelief, an indignant open mouth, incensed and stunned.",
    ),
    "angrily disgusted": Compound(
        ("AU04", "AU10", "AU17"), ("AU07", "AU09", "AU24"), ("anger", "disgust"),
        "Angrily disgusted, fierce distaste: lowered brows, raised upper lip and raised chin.",
        "Fed up with somebody's nasty behaviour: an angry sneer, revolted and furious at the same time.",
    ),
    "disgustedly surprised": Compound(
        ("AU01", "AU02", "AU05", "AU10"), ("AU04", "AU09", "AU17", "AU24"), ("disgust", "surprise"),
        "Disgustedly surprised: raised brows and wide eyes with a curled upper lip.",
        "Finding a hair in the soup or a worm in the apple: caught off guard by something gross.",
    ),
    "appalled": Compound(
        ("AU04", "AU10"), ("AU06", "AU09", "AU17", "AU24"), ("anger", "disgust"),
        "Appalled: disgust with some anger, brows down and upper lip raised.",
        "Appalled, horrified or scandalised by what somebody did, morally outraged, that is just wrong.",
    ),
    "hatred": Compound(
        ("AU04", "AU10"), ("AU07", "AU09", "AU17", "AU24"), ("disgust", "anger"),
        "Hatred: anger with disgust, brows down, lids tight and upper lip raised.",
        "Hateful, loathing, despising an enemy: a venomous, murderous look, eyes full of hate.",
    ),
    "awed": Compound(
        ("AU01", "AU02", "AU05", "AU25"), ("AU04", "AU20", "AU26"), ("fear", "surprise"),
        "Awed: brows raised and eyes wide with the lips parted, between fear and wonder.",
        "In awe, awestruck, wonderstruck, speechless before something vast: breathless with wonder, spellbound.",
    ),
}  # fmt: skip
