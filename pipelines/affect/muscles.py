"""The 20 AUs in plain words: muscle, place, side, look, usual companions and what people call it.

Muscles and looks: FACS manual (Ekman, Friesen & Hager 2002), paraphrased. Companions: AUs that prototypes
(EMFACS; Du et al. 2014) or everyday looks show together, chosen by us. The everyday wording is ours. Antagonists stay
in ANTAGONISTS of facs_argen.
"""

from dataclasses import dataclass

from argen.pipelines.argen.facs_argen import ANTAGONISTS, AUS


@dataclass(frozen=True)
class Action:
    """What one AU does; `side` is "both", "either" (often on one side alone) or "middle"."""

    muscle: str
    region: str
    side: str
    appearance: str
    companions: tuple[str, ...]
    company: str
    everyday: str


ACTIONS: dict[str, Action] = {
    "AU01": Action(
        muscle="medial frontalis, the inner part of the forehead muscle",
        region="inner ends of the eyebrows and the middle of the forehead",
        side="both",
        appearance="The inner ends of the eyebrows go up, so the brows slant and short wrinkles appear in the middle "
        "of the forehead.",
        companions=("AU02", "AU04", "AU15"),
        company="With the brow lowerer and drooping lip corners raised inner brows read as grief; with the outer brow "
        "raiser the whole brow arches in surprise.",
        everyday="Worried, pleading, puppy-dog eyebrows: the inner corners tilt upward as if begging for sympathy.",
    ),
    "AU02": Action(
        muscle="lateral frontalis, the outer part of the forehead muscle",
        region="outer ends of the eyebrows and the sides of the forehead",
        side="either",
        appearance="The outer ends of the eyebrows rise and arch, stretching the upper lid fold at the side.",
        companions=("AU01", "AU05", "AU26"),
        company="The outer brow raiser joins the inner brow raiser and wide eyes in surprise and fear.",
        everyday="Raising an eyebrow, a cocked brow, a quizzical or sceptical look when only one side goes up.",
    ),
    "AU04": Action(
        muscle="corrugator supercilii with depressor supercilii and procerus",
        region="eyebrows and the space between them (glabella)",
        side="both",
        appearance="The eyebrows are lowered and drawn together, with vertical furrows between them.",
        companions=("AU07", "AU05", "AU01", "AU23"),
        company="Lowered brows with glaring, tight eyes and tight lips show anger; together with raised inner brows "
        "they show sadness or fear.",
        everyday="A frown, a scowl, knitted or furrowed brows, also when someone concentrates, squints or is "
        "confused.",
    ),
    "AU05": Action(
        muscle="levator palpebrae superioris, the lifter of the upper eyelid",
        region="upper eyelids",
        side="both",
        appearance="The upper eyelids are pulled up, the eyes look wide and more white shows above the iris.",
        companions=("AU01", "AU02", "AU20", "AU26"),
        company="Wide eyes come with raised brows in surprise and fear, and with lowered brows in an angry glare.",
        everyday="Eyes wide open, bulging, popping or bug-eyed; staring, glaring, eyes like saucers.",
    ),
    "AU06": Action(
        muscle="orbicularis oculi, orbital part, the outer ring around the eye",
        region="cheeks and the skin around the eyes",
        side="both",
        appearance="The cheeks lift, the eyes narrow and crow's feet fan out from the outer eye corners.",
        companions=("AU12", "AU25", "AU07"),
        company="Raised cheeks turn a lip-corner smile into a felt, Duchenne smile; with a sad mouth they belong to "
        "crying.",
        everyday="Smiling with the eyes, twinkling, crinkly eyes, apple cheeks, laughter lines.",
    ),
    "AU07": Action(
        muscle="orbicularis oculi, palpebral part, inside the eyelids",
        region="lower and upper eyelids",
        side="both",
        appearance="The lower lids tense and rise, the eye opening narrows as in squinting.",
        companions=("AU04", "AU05", "AU23", "AU24"),
        company="Tight lids with lowered brows and a pressed or tight mouth complete the angry stare.",
        everyday="Narrowed eyes, squinting, a hard, piercing or suspicious stare, daggers from the eyes.",
    ),
    "AU09": Action(
        muscle="levator labii superioris alaeque nasi, beside the nose",
        region="nose and the root of the upper lip",
        side="both",
        appearance="The nose wrinkles along its sides and root, the nostril wings rise and the inner brows are "
        "dragged down.",
        companions=("AU10", "AU17", "AU04"),
        company="A wrinkled nose with a raised upper lip and a raised chin is the core of disgust.",
        everyday="Scrunching or crinkling up the nose, as at a bad smell, a stink or something rotten.",
    ),
    "AU10": Action(
        muscle="levator labii superioris, infraorbital head",
        region="upper lip and the cheeks beside the nose",
        side="either",
        appearance="The upper lip is lifted and squared, the furrow from nose to mouth bends and deepens.",
        companions=("AU09", "AU25", "AU04"),
        company="A raised upper lip adds to disgust, and with lowered brows and parted lips to a furious snarl.",
        everyday="A curled lip, a sneer or snarl that bares the upper teeth.",
    ),
    "AU11": Action(
        muscle="zygomaticus minor, from cheekbone to the middle of the upper lip",
        region="upper and middle part of the nasolabial furrow",
        side="both",
        appearance="The furrow between nose and mouth corner deepens at its upper and middle part and the upper lip "
        "rises slightly at the sides.",
        companions=("AU01", "AU04", "AU15"),
        company="Deepened nose-to-mouth lines accompany raised inner brows and sunken lip corners in sadness and "
        "crying.",
        everyday="The drawn, sorrowful folds beside the nose of somebody about to weep.",
    ),
    "AU12": Action(
        muscle="zygomaticus major, from the cheekbone to the lip corner",
        region="lip corners and cheeks",
        side="either",
        appearance="The lip corners are pulled up and back toward the ears, the cheeks bulge and the mouth curves "
        "upward.",
        companions=("AU06", "AU25"),
        company="The lip corner puller comes with raised cheeks when joy is felt, and with parted lips in grins and "
        "laughter.",
        everyday="A smile, a grin, beaming, the corners of the mouth turned up; on one side a crooked or lopsided "
        "smile.",
    ),
    "AU14": Action(
        muscle="buccinator, the muscle of the cheek wall",
        region="lip corners and the skin beside them",
        side="either",
        appearance="The mouth corner is tightened and drawn inward, leaving a dimple-like bulge or wrinkle beside it.",
        companions=("AU12", "AU24"),
        company="A one-sided dimpler with a trace of lip-corner pull makes the contemptuous smirk.",
        everyday="A smirk, a smug or wry tuck of one mouth corner, dimples that look sarcastic rather than happy.",
    ),
    "AU15": Action(
        muscle="depressor anguli oris (triangularis), from the jaw to the lip corner",
        region="lip corners and the skin below them",
        side="both",
        appearance="The lip corners are pulled down, the mouth becomes an upside-down curve and the skin below "
        "pouches.",
        companions=("AU01", "AU04", "AU17"),
        company="Drooping lip corners with raised inner brows and a raised chin show sorrow.",
        everyday="Mouth turned down, a downturned, droopy or sagging mouth, long face, down in the mouth.",
    ),
    "AU17": Action(
        muscle="mentalis, in the chin",
        region="chin and lower lip",
        side="middle",
        appearance="The chin boss is pushed up and wrinkles, the lower lip is pressed up and may stick out.",
        companions=("AU15", "AU24", "AU10"),
        company="The chin raiser joins sunken lip corners in sadness, pressed lips in anger and a raised lip in "
        "disgust.",
        everyday="A pout, a wobbling or trembling chin, a quivering lower lip, sulking, chin dimpled like an orange.",
    ),
    "AU20": Action(
        muscle="risorius, with platysma",
        region="lip corners, stretched toward the ears",
        side="both",
        appearance="The lips are stretched straight sideways, flattened and thin, and the mouth becomes longer.",
        companions=("AU01", "AU04", "AU05", "AU25"),
        company="Stretched lips together with wide eyes and raised, drawn-together brows are the mouth of fear.",
        everyday="A grimace, lips pulled wide and flat, teeth clenched in a yikes or eek face.",
    ),
    "AU23": Action(
        muscle="orbicularis oris, the ring around the mouth",
        region="red parts of the lips",
        side="middle",
        appearance="The lips are tightened and rolled in a little, so that their red parts look narrow and hard.",
        companions=("AU04", "AU07", "AU05"),
        company="Tight lips under lowered brows and a hard stare belong to controlled anger.",
        everyday="Thin lips, tight-lipped, a mouth hardened into a line, biting back words.",
    ),
    "AU24": Action(
        muscle="orbicularis oris, pressing upper lip against lower",
        region="both lips",
        side="middle",
        appearance="The lips are pressed firmly together without pushing up the chin, the mouth closes to a seam.",
        companions=("AU04", "AU17", "AU14"),
        company="Pressed lips come with lowered brows in anger and with raised chin in determination and in holding "
        "back.",
        everyday="Lips clamped, pursed or pressed together, mouth shut tight, holding it in, stiff upper lip.",
    ),
    "AU25": Action(
        muscle="depressor labii inferioris, or relaxed mentalis and orbicularis oris",
        region="gap between the lips",
        side="middle",
        appearance="The lips part and teeth or the inside of the mouth may be seen, without the jaw having to fall.",
        companions=("AU12", "AU26", "AU20"),
        company="Parted lips occur with smiles, with the jaw drop of surprise and with the stretched mouth of fear.",
        everyday="Lips apart, mouth slightly open, showing teeth, a toothy smile, a small gasp.",
    ),
    "AU26": Action(
        muscle="relaxed masseter, temporalis and medial pterygoid, letting the jaw fall",
        region="lower jaw",
        side="middle",
        appearance="The jaw drops by its own weight, the teeth separate and the mouth hangs open.",
        companions=("AU25", "AU01", "AU02", "AU05"),
        company="A dropped jaw comes with parted lips, and with raised brows and wide eyes in surprise.",
        everyday="Jaw hits the floor, mouth agape, gaping, slack-jawed, open-mouthed, also yawning and shouting.",
    ),
    "AU28": Action(
        muscle="orbicularis oris, rolling the lips over the teeth",
        region="red parts of the lips",
        side="middle",
        appearance="The lips are sucked in and cover the teeth, so that their red parts disappear.",
        companions=("AU24", "AU17", "AU04"),
        company="Sucked-in lips appear with pressing and chin raising when someone is nervous, or hides a laugh or "
        "words.",
        everyday="Sucking in or swallowing the lips, rolling them inside the mouth, biting the lips to stay quiet.",
    ),
    "AU43": Action(
        muscle="relaxed levator palpebrae superioris, so that the upper lid falls",
        region="upper eyelids",
        side="both",
        appearance="The upper eyelids come down and the eyes stay closed or nearly so for longer than a blink.",
        companions=("AU01", "AU04", "AU06"),
        company="Closed eyes occur in crying, in relief, in drowsiness and, tightly with brows down, in pain.",
        everyday="Eyes shut, closed lids, dozing off, sleepy, wincing shut, cannot bear to look.",
    ),
}


# Why no AU is strong together with an antagonist (our wording).
CONFLICTS: dict[str, str] = {
    "AU05": "Eyes cannot be torn wide open while they are closed: the lid lifter works against its own relaxation.",
    "AU12": "A smiling mouth cannot droop: what pulls the lip corners up fights what pulls them down.",
    "AU15": "A mouth turned down gives way before it can grin; a sad smile shows in the brows instead.",
    "AU23": "Lips tightened to a hard thin line do not stay so when the jaw falls open.",
    "AU24": "Lips pressed shut leave no gap and hold the mouth closed.",
    "AU25": "Once the lips are apart they are neither squeezed together nor rolled in over the teeth.",
    "AU26": "A hanging jaw opens the mouth, which ends any pressing, tightening or sucking of the lips.",
    "AU28": "Swallowed lips seal the mouth: to gape or to show the teeth they must come out first.",
    "AU43": "Shut eyes do not stare: before they can widen the lids must open.",
}


def antagonists(name: str) -> tuple[str, ...]:
    """The AUs that are not strong together with `name` (ANTAGONISTS of facs_argen), in AUS order.

    How much of both a face may show is `anatomy.CEILINGS`.
    """
    opposed = {other for pair in ANTAGONISTS if name in pair for other in pair if other != name}
    return tuple(au for au in AUS if au in opposed)
